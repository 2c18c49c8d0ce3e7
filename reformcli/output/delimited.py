"""CSV as RFC 4180 has it, in UTF-8 with newline as the line end; keys as headings unless labels are asked for."""

import csv
from collections.abc import Iterable
from datetime import date
from typing import TextIO

from reformcli.i18n import _
from reformcli.model.text import escape
from reformcli.output import Options
from reformcli.output.texts import number
from reformcli.table import Cell, Column, Shape, Table

_RUN = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with where a spreadsheet would take it for a formula (OWASP, CSV injection)."""

BYTE_ORDER_MARK = "\ufeff"


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table`, the heading even where there is no row."""
    if options.excel:
        out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_(column.label) if options.labels else column.key for column in table.columns])
    if table.delimited is not None and not options.excel:
        out.writelines(f"{lines}\n" for lines in table.delimited())
    else:
        writer.writerows(_rows(table, harmless=options.excel))


def _rows(table: Table, *, harmless: bool) -> Iterable[list[str]]:
    for row in table.rows:
        cells = [as_text(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        yield [f"'{cell}" if harmless and cell.startswith(_RUN) else cell for cell in cells]


def as_text(cell: Cell, column: Column) -> str:
    """`cell` for a program: codes, ISO dates, true and false."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return "" if column.shape is Shape.OBJECT and cell in ("{}", "[]") else escape(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return escape(", ".join(map(str, cell)))
    if isinstance(cell, (int, float)):
        return number(cell)
    from reformcli.output.jsontext import encode, lane_object

    return encode(lane_object(cell))
