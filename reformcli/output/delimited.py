"""CSV as RFC 4180 has it, in UTF-8 with newline as the line end; keys as headings unless labels are asked for."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TextIO

from reformcli.i18n import _, in_every_language
from reformcli.model.text import escape, is_misread
from reformcli.output import Options
from reformcli.output.files import head
from reformcli.output.texts import number
from reformcli.table import Cell, Column, Shape, Table

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


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether a file begins as `write` begins: with the keys or the labels of the table."""
    line = head(path).partition("\n")[0].rstrip("\r")
    return table is not None and next(csv.reader([line]), []) in headings(table)


def headings(table: Table) -> list[list[str]]:
    """The headings that a table may have: its keys, or its labels in any language."""
    labels = zip(*(in_every_language(column.label) for column in table.columns), strict=True)
    return [[column.key for column in table.columns], *map(list, labels)]


def _rows(table: Table, *, harmless: bool) -> Iterable[list[str]]:
    for row in table.rows:
        texts = [as_text(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        if harmless:
            # Numbers and dates are what a spreadsheet takes them for; an apostrophe keeps a text one.
            texts = [
                f"'{text}" if isinstance(cell, (str, tuple)) and is_misread(text) else text
                for cell, text in zip(row, texts, strict=True)
            ]
        yield texts


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
