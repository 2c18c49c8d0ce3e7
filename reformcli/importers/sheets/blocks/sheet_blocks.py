"""The tables of a sheet: where each begins and ends, and what stands above it."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reformcli.importers.sheets.cells.sheet import Spread, distinct
from reformcli.importers.sheets.columns import heading
from reformcli.importers.sheets.columns.heading import HeadingRows
from reformcli.importers.sheets.columns.shapes import is_day
from reformcli.importers.sheets.words.heading_table import normal

ROWS_ABOVE = 60
"""In how many rows the first heading is looked for."""

_FIRST = 0.6
"""The first row that looks this much as the likeliest heading is the first one: a later table may be wider."""

_ROWS_OF_TITLE = 3
_PLENTY = 3
"""So many cells that a heading's cells cover make a row a part of the heading."""


class Block(NamedTuple):
    """A table: its heading, its last row (counted from 0, included), and the cells of the rows above that title it."""

    heading: HeadingRows
    bottom: int
    titles: tuple[str, ...]


def blocks(sheet: Spread, plan: int, mapped: Collection[str] = (), heading_row: int | None = None) -> list[Block]:
    """The tables of a sheet, the upper first; none where no row is a heading.

    `mapped` are headings, in their normal form, that a person has named; `heading_row` is the row (from 0) that the
    heading of the first table stands in, as a person says.
    """
    first = heading_row if heading_row is not None else _first(sheet, plan, mapped)
    if first is None or first >= sheet.height:
        return []
    tables: list[tuple[HeadingRows, int]] = []
    start, at = 0, first
    while True:
        rows = [sheet.heading(row) for row in range(start, min(sheet.height, at + 4))]
        made = heading.around(rows, at - start, 0, plan)
        made = _through_merges(sheet, HeadingRows(made.top + start, made.bottom + start, made.paths))
        tables.append((made, start))
        start = made.bottom + 1
        following = _next(sheet, made, plan, mapped)
        if following is None:
            break
        at = following
    return list(_ended(sheet, tables))


def _through_merges(sheet: Spread, made: HeadingRows) -> HeadingRows:
    """The heading with the rows below that its merged cells cover."""
    bottom = made.bottom
    while bottom + 1 < sheet.height:
        names = [
            at for at, cell in enumerate(sheet.row(bottom + 1)) if cell and at < len(made.paths) and made.paths[at]
        ]
        covered = [at for at in names if sheet.is_continued(bottom + 1, at)]
        if len(covered) < 2 or (len(covered) < _PLENTY and 2 * len(covered) < len(names)):
            break
        bottom += 1
    if bottom == made.bottom:
        return made
    return HeadingRows(made.top, bottom, heading.paths_of([sheet.heading(at) for at in range(made.top, bottom + 1)]))


def _first(sheet: Spread, plan: int, mapped: Collection[str]) -> int | None:
    rows = [sheet.heading(at) for at in range(min(ROWS_ABOVE, sheet.height))]
    scores = [heading.score(cells, plan, mapped) for cells in rows]
    most = max(scores, default=0)
    if not most:
        scores = [heading.weak_score(cells, plan) for cells in rows]
        most = max(scores, default=0)
    if not most:
        return None
    return next(at for at, score in enumerate(scores) if score >= most * _FIRST)


def _next(sheet: Spread, above: HeadingRows, plan: int, mapped: Collection[str]) -> int | None:
    """The row of the next heading, which names other columns than the one above it and stands apart from its rows.

    The first row below a section stands apart too, and names, but on a day.
    """
    names = [normal(path[-1]) if path else "" for path in above.paths]
    apart = False
    for at in range(above.bottom + 1, sheet.height):
        cells = sheet.row(at)
        texts = distinct(cells)
        if len(texts) < 2:
            apart = at > above.bottom + 1
            continue
        if apart and all(len(cell) <= 40 for cell in texts):
            own = sheet.heading(at)
            score = 0 if any(map(is_day, own)) else heading.score(own, plan, mapped)
            if score and not _is_the_same(names, own) and _has_rows(sheet, at, plan):
                return at
        apart = False
    return None


def _is_the_same(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row only says the heading above once more, be it in part."""
    return all(not cell or (at < len(names) and normal(cell) == names[at]) for at, cell in enumerate(cells))


def _has_rows(sheet: Spread, at: int, plan: int) -> bool:
    """Whether a row of cells that is no heading follows."""
    for below in range(at + 1, min(at + 4, sheet.height)):
        if distinct(sheet.row(below)):
            return not heading.score(sheet.heading(below), plan) or below > at + 1
    return False


def _ended(sheet: Spread, tables: Sequence[tuple[HeadingRows, int]]) -> Iterator[Block]:
    for place, (made, start) in enumerate(tables):
        titles_from = start if not place else _title(sheet, made.top, start)
        titles = tuple(" ".join(distinct(sheet.row(at))) for at in range(titles_from, made.top) if any(sheet.row(at)))
        after = tables[place + 1][0].top if place + 1 < len(tables) else sheet.height
        bottom = (_title(sheet, after, made.bottom + 1) if place + 1 < len(tables) else after) - 1
        yield Block(made, bottom, titles)


def _title(sheet: Spread, top: int, start: int) -> int:
    """The first row of what titles a table that is not the first one: lines of one cell right above its heading."""
    at, lines = top, 0
    while at > start and len(distinct(sheet.row(at - 1))) < 2 and lines < _ROWS_OF_TITLE:
        at -= 1
        lines += bool(any(sheet.row(at)))
    return at
