"""A workbook of one sheet, as an office keeps and prints it.

A list is one table: its heading in the first row, frozen, filtered and repeated on each printed page; what its rows are
grouped by is a column like the others, so that it can be filtered. An answer in several parts (status, show) has each
part as a block with a heading of its own below the title, because its parts have different columns. Rows are written as
they come, so that memory does not grow with them, and the same table gives the same bytes. A chart is drawn in cells.
"""

import re
from datetime import date, datetime, time
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter import Workbook

from reformcli.model.text import escape
from reformcli.output import Options
from reformcli.output.chart_sheets import ChartSheet
from reformcli.output.sheets import SheetWriter, length_of
from reformcli.produced import MARK, is_marked
from reformcli.table import Table

_NO_NAME = re.compile(r"[\[\]:*?/\\]")


def write(table: Table, out: BinaryIO, options: Options) -> None:
    """Write `table`. Raises BadFile where a sheet cannot hold it; nothing has then been written to `out`."""
    title = escape(table.title).replace("\n", " ")
    with TemporaryDirectory(prefix="reform") as folder:
        path = Path(folder) / "book.xlsx"
        with Workbook(str(path), {"constant_memory": not table.is_chart, "tmpdir": folder}) as book:
            made = datetime.combine(options.day or date(2000, 1, 1), time())
            book.set_properties({"title": title, "subject": table.name, "keywords": MARK, "created": made})
            kind = ChartSheet if table.is_chart else SheetWriter
            sheet = kind(book, sheet_name(title, table.name))
            sheet.fill(table, title)
            sheet.set_up(title, options.day)
        with path.open("rb") as file:
            copyfileobj(file, out)


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether a workbook's properties say that reform made it."""
    return is_marked(path)


def sheet_name(title: str, otherwise: str) -> str:
    """`title` as the name of a sheet: without what the format forbids there, at most 31 characters of UTF-16."""
    name = _NO_NAME.sub(" ", title)
    while length_of(name) > 31:
        name = name[:-1]
    name = name.strip().strip("'") or otherwise
    return f"{name}_" if name.lower() == "history" else name
