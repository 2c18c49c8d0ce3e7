"""Tab-separated values: one row a line, with a line break inside a cell written as `\\n`."""

from pathlib import Path
from typing import TextIO

from reformcli.i18n import _
from reformcli.output import Options
from reformcli.output.delimited import as_text, headings
from reformcli.output.files import head
from reformcli.table import Table


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table`, the heading even where there is no row."""
    names = [_(column.label) if options.labels else column.key for column in table.columns]
    out.write("\t".join(names) + "\n")
    for row in table.rows:
        cells = (as_text(cell, column) for cell, column in zip(row, table.columns, strict=True))
        out.write("\t".join(cell.replace("\n", "\\n") for cell in cells) + "\n")


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether a file begins as `write` begins: with the keys or the labels of the table."""
    line = head(path).partition("\n")[0]
    return table is not None and line.split("\t") in headings(table)
