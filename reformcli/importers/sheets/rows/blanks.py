"""Blank cells that the cell above them stands for: what one merged cell of a workbook said is written once in CSV."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reformcli.i18n import _
from reformcli.importers.sheets.blocks.body import Line, cell_of
from reformcli.importers.sheets.cells.sheet import Spread
from reformcli.importers.sheets.columns.layout import Layout, SheetColumn
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.model.duty import ROLES

_ANSWERING = (*ROLES, "owner")
_OF_GROUPS = ("theme", "source", *_ANSWERING)
"""What groups of items share."""

_LEAST = 0.25
"""Such a share of blank cells makes a column one of groups: fewer are items of which it says nothing."""


def of_groups(layout: Layout, sheet: Spread, places: Sequence[int]) -> list[SheetColumn]:
    """The columns before the names of the items in which a cell stands for the blank ones below it, too.

    Their first cell says something, several are blank where items are named, none is merged, and none says again what
    the cell above it says.
    """
    main = layout.of(layout.main)
    if main is None:
        return []
    rows = [(at, sheet.row(at)) for at in places if main.at < len(sheet.row(at)) and sheet.row(at)[main.at]]
    return [
        column
        for column in layout.columns
        if column.key in _OF_GROUPS and column.at < main.at and _is_of_groups(column, sheet, rows)
    ]


def _is_of_groups(column: SheetColumn, sheet: Spread, rows: Sequence[tuple[int, Sequence[str]]]) -> bool:
    cells = [cells[column.at] for _at, cells in rows]
    blank = sum(not cell for cell in cells)
    if not blank or not cells[0] or blank < _LEAST * len(cells):
        return False
    is_merged = any(sheet.is_continued(at, column.at) for at, _cells in rows)
    is_repeated = any(cell and cell == above for above, cell in pairwise(cells))
    return not (is_merged or is_repeated)


def written_out(table: SourceTable, columns: Sequence[SheetColumn], lines: Iterable[Line]) -> Iterator[Line]:
    """The rows with those cells written out below the row that says them; who answers by them is doubted."""
    before: Line | None = None
    rows: dict[SheetColumn, list[int]] = {}
    for line in lines:
        if before is not None and before.facts == line.facts and cell_of(line, table.layout.of(table.layout.main)):
            blank = [column for column in columns if not cell_of(line, column) and cell_of(before, column)]
            for column in blank:
                line.cells[column.at] = cell_of(before, column)
                rows.setdefault(column, []).append(line.at + 1)
        yield line
        before = line
    for column, places in rows.items():
        if column.key in _ANSWERING:
            text = _("Blank cells of {column} are taken as those above them.", column=column.name)
            table.doubt(places[0] - 1, column, text, places)
