"""Aligned plain text for mail, files and pipes: full width, nothing cut or wrapped, no colour, no box characters."""

from typing import TextIO

from reformcli.output import Options
from reformcli.output.cells import heading, is_right, padded, sections, shown, width
from reformcli.table import Cell, Column, Shape, Table

GAP = "  "
BAR_CELLS = 20


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table`; nothing at all where it has no row."""
    first = True
    for title, columns, rows in sections(table):
        if not rows:
            continue
        if not first:
            out.write("\n")
        first = False
        if title:
            out.write(f"{title}\n")
        body = [[_cell(cell, column) for cell, column in zip(row, columns, strict=True)] for row in rows]
        widths = [max(map(width, cells)) for cells in zip(heading(columns), *body, strict=True)]
        for cells in [heading(columns), *body]:
            line = GAP.join(
                padded(cell, cells_wide, right=is_right(column))
                for cell, cells_wide, column in zip(cells, widths, columns, strict=True)
            )
            out.write(f"{line.rstrip()}\n")
    if not first:
        for note in table.notes:
            out.write(f"\n{note}\n")


def _cell(cell: Cell, column: Column) -> str:
    text = shown(cell, column)
    if column.shape is Shape.SHARE and isinstance(cell, (int, float)):
        return f"{text} {'#' * round(cell * BAR_CELLS)}"
    return text
