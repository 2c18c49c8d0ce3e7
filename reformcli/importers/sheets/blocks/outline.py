"""Which items of a list are parts of others: by parent ids, WBS numbers, levels, or indentation."""

import re
from collections.abc import Callable, Iterator, Sequence

from reformcli.importers.sheets.blocks.body import Line
from reformcli.importers.sheets.cells.sheet import Spread, is_nothing
from reformcli.importers.sheets.columns.layout import Layout, SheetColumn
from reformcli.importers.sheets.words import heading_table
from reformcli.importers.sheets.words.heading_table import normal

_OUTLINE = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_LINK = re.compile(r"\s*\(https?://[^()\s]+\)$")
"""The address that Notion writes behind the name of a whole."""

_NUMBER_IN = re.compile(r"#?(\d+)\b")

Parents = list[int | None]
"""For each item the place of the item that it is a part of; None where it stands by itself."""


def parents_of(sheet: Spread, layout: Layout, items: Sequence[Line]) -> Parents:
    """The whole that each item is a part of; nobody is a part where the list shows no outline."""
    for find in (_by_parent, _by_wbs, _by_level, _by_kind, _by_indent):
        parents = find(sheet, layout, items)
        if any(parent is not None for parent in parents):
            return parents
    return [None] * len(items)


def _cell(line: Line, column: SheetColumn | None) -> str:
    return line.cells[column.at] if column is not None and column.at < len(line.cells) else ""


def _by_parent(sheet: Spread, layout: Layout, items: Sequence[Line]) -> Parents:
    """By a column that names the whole: by the id, the code, the number or the title of its row."""
    none: Parents = [None] * len(items)
    parent = layout.of("parent")
    if parent is None:
        return none
    places: dict[str, int] = {}
    for key in ("title", "row", "wbs", "code", "id"):
        for column in layout.all_of(key):
            for place, line in enumerate(items):
                if cell := _cell(line, column):
                    places[cell.casefold()] = place
    made: Parents = []
    for place, line in enumerate(items):
        cell = _LINK.sub("", _cell(line, parent))
        whole = None if is_nothing(cell) else places.get(cell.casefold())
        if whole is None and not is_nothing(cell) and (number := _NUMBER_IN.match(cell)) is not None:
            whole = places.get(number[1])
        made.append(whole if whole != place else None)
    return _without_rings(made)


def _without_rings(parents: Parents) -> Parents:
    for place in range(len(parents)):
        met, at = {place}, parents[place]
        while at is not None and at not in met:
            met.add(at)
            at = parents[at]
        if at is not None:
            return [None] * len(parents)
    return parents


def _by_wbs(sheet: Spread, layout: Layout, items: Sequence[Line]) -> Parents:
    """By numbers such as 1, 1.1, 1.2.3, in a column of their own or before each title: 1.2.3 is a part of 1.2."""
    columns = [column for key in ("wbs", "row", "code", "id") for column in layout.all_of(key)]
    listed = [[_cell(line, column).strip() for line in items] for column in columns]
    before_titles = [_cell(line, layout.of("title")).partition(" ")[0] or "-" for line in items]
    for numbers in (*listed, before_titles):
        parents = _by_numbers([number.rstrip(".").replace("-", ".") for number in numbers])
        if any(parent is not None for parent in parents):
            return parents
    return [None] * len(items)


def _by_numbers(numbers: Sequence[str]) -> Parents:
    """The wholes by the number of each item, blank where it has none; none where a cell is no such number."""
    if not all(_OUTLINE.fullmatch(number) or not number for number in numbers):
        return [None] * len(numbers)
    places = {number: place for place, number in enumerate(numbers) if number}
    return [next((places[whole] for whole in _wholes(number) if whole in places), None) for number in numbers]


def _wholes(number: str) -> Iterator[str]:
    """The numbers of what an item may be a part of, the nearest first; 1.0 is the whole of 1.1."""
    whole = number
    while "." in whole:
        whole = whole.rpartition(".")[0]
        yield whole
    if number != whole and number != f"{whole}.0":
        yield f"{whole}.0"


def _by_level(sheet: Spread, layout: Layout, items: Sequence[Line]) -> Parents:
    column = layout.of("level")
    if column is not None:
        levels = [_cell(line, column) for line in items]
        if all(level.isdecimal() for level in levels if level):
            return _nested([int(level) if level else None for level in levels])
    outline = sheet.marks.outline
    if len({outline.get(line.at, 0) for line in items}) > 1 and outline.get(items[0].at, 0) == 0:
        return _nested([outline.get(line.at, 0) for line in items])
    return [None] * len(items)


def _by_kind(sheet: Spread, layout: Layout, items: Sequence[Line]) -> Parents:
    """By the kind of each row, Objective or Key result, where every whole has parts below it."""
    kinds = heading_table.ranks()
    for column in layout.columns:
        if normal(_cell(items[0], column)) not in kinds:
            continue
        ranks = [kinds.get(normal(_cell(line, column)), 0) for line in items]
        least, most = min(ranks), max(ranks)
        above = zip(ranks, [*ranks[1:], least], strict=True)
        if ranks[0] == least < most and least and all(rank == most or below > rank for rank, below in above):
            return _nested(ranks)
    return [None] * len(items)


def _by_indent(sheet: Spread, layout: Layout, items: Sequence[Line]) -> Parents:
    title = layout.of("title")
    indents = [sheet.indent(line.at, title.at) if title is not None else 0 for line in items]
    if len(set(indents)) < 2 or indents[0] != min(indents):
        return [None] * len(items)
    return _nested(list(indents))


def _nested(levels: Sequence[int | None]) -> Parents:
    """The nearest item above with a smaller level is the whole."""
    above: list[tuple[int, int]] = []
    made: Parents = []
    for place, level in enumerate(levels):
        if level is None:
            made.append(None)
            continue
        while above and above[-1][0] >= level:
            above.pop()
        made.append(above[-1][1] if above else None)
        above.append((level, place))
    return made


def root_of(parents: Parents, place: int) -> int:
    """The item that stands by itself and that an item is a part of, however far up."""
    whole: Callable[[int], int | None] = parents.__getitem__
    while (above := whole(place)) is not None:
        place = above
    return place
