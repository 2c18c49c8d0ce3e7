"""Tables that stand beside each other on one sheet, with a blank column between them."""

from collections.abc import Sequence

from reformcli.importers.sheets.cells.sheet import Spread
from reformcli.importers.sheets.columns import heading
from reformcli.importers.sheets.columns.layout import MAIN
from reformcli.importers.sheets.words import vocabulary

_ROWS = 60
"""In how many rows the headings of tables that stand beside each other are looked for."""

_NAMING = 0.9
"""So surely a heading names the items of a table."""

_SHARED = ("state", "due", "responsible", "lead", "row")
"""Meanings of which one table has one column: where another stands beyond a blank column, another table begins."""


def parts(spread: Spread, plan: int) -> list[Spread]:
    """The sheet in parts, one for each table; the sheet alone where it holds no tables beside each other.

    A part is a table where it has a heading that names its items, and a column of the same meaning as the part before.
    Cells keep their places: each part is the sheet with the cells of the others taken out.
    """
    found: list[tuple[int, int, frozenset[str]]] = []
    for left, right in _stretches(spread):
        meanings = _meanings(spread, left, right, plan)
        begins = "title" in meanings and any(meanings & before & {*_SHARED} for _left, _right, before in found)
        if begins or not found:
            found.append((left, right, meanings))
        else:
            first, _right, before = found[-1]
            found[-1] = (first, right, before | meanings)
    if len(found) < 2 or "title" not in found[0][2]:
        return [spread]
    return [spread.only(left, right) for left, right, _meanings_of_part in found]


def _stretches(spread: Spread) -> list[tuple[int, int]]:
    """The first and last column of each stretch of columns that hold cells, from the likeliest heading on down."""
    filled = [False] * spread.width
    for at in range(spread.height):
        cells = spread.row(at)
        if sum(map(bool, cells)) > 1:
            for column, cell in enumerate(cells):
                filled[column] = filled[column] or bool(cell)
    made: list[tuple[int, int]] = []
    for column, holds in enumerate(filled):
        if holds and made and made[-1][1] == column - 1:
            made[-1] = (made[-1][0], column)
        elif holds:
            made.append((column, column))
    return made


def _meanings(spread: Spread, left: int, right: int, plan: int) -> frozenset[str]:
    """What the headings of a stretch of columns surely mean, `title` for what names items; nothing without one."""
    rows = [spread.heading(at)[left : right + 1] for at in range(min(_ROWS, spread.height))]
    likely = max(rows, key=lambda cells: heading.score(cells, plan), default=[])
    return _sure(likely) if heading.score(likely, plan) else frozenset()


def _sure(cells: Sequence[str]) -> frozenset[str]:
    made = set()
    for cell in filter(None, cells):
        for noun in ("project", "matter"):
            for meaning in vocabulary.meanings(noun, cell):
                if meaning.weight >= _NAMING:
                    key = "title" if meaning.key == MAIN[noun] else meaning.key
                    made.add("responsible" if key == "owner" else key)
    return frozenset(made)
