"""Rows of a list that a document hands down as records: an assigned item for each item of the list."""

from collections.abc import Iterator

from reformcli.importers.sheets.blocks.body import Line
from reformcli.importers.sheets.cells.sheet import is_nothing, one_line
from reformcli.importers.sheets.columns.layout import KEEP, Layout, SheetColumn
from reformcli.importers.sheets.columns.who import UNITS
from reformcli.importers.sheets.records.projects import last_limit
from reformcli.importers.sheets.rows.row_cells import Cells, shortened
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.importers.sheets.words.vocabulary import surely
from reformcli.merging.record import Record


def record(table: SourceTable, group: list[Line], document: str) -> Record:
    """The item that a group of rows is, handed down by `document`. Its measures are kept as another column."""
    item, first = Cells(table, "assignment"), group[0]
    columns = list(_columns(table.layout))
    for line in group:
        item.take(columns, line.cells, line.at)
    for facts in (first.facts, table.facts):
        for key, text in facts.items():
            (item.fields if key == "plan" else item.extra).setdefault(key, text)
    if limit := last_limit(table, group):
        item.fields["due"] = limit
    if units := _units(table.layout, group):
        item.fields["unit"] = units
    title, whole = shortened(item.fields.get("title", ""))
    if whole:
        item.keep("title", whole)
    cells = {"plan": str(table.plan), **item.cells(), "document": document, "title": title}
    return table.record("assignment", first.at, cells, first.cells)


def _columns(layout: Layout) -> Iterator[SheetColumn]:
    """The columns as an item has them. What it has no field for is kept.

    Its number is in the column that is headed so, else the code, else the number of the row.
    """
    named = (column for column in layout.columns if surely("assignment", column.name) == "item")
    number = next(named, None) or layout.of("code") or layout.of("row")
    for column in layout.columns:
        if column.key == "due" or column.key in UNITS:
            continue
        if column.key in ("title", "plan"):
            yield column
        else:
            yield column._replace(key="item" if column is number else KEEP)


def _units(layout: Layout, group: list[Line]) -> str:
    """Whom the rows name, in their own words; where several columns name units, each under its heading."""
    columns = [column for column in layout.columns if column.key in UNITS]
    texts = []
    for line in group:
        for column in columns:
            cell = one_line(line.cells[column.at]) if column.at < len(line.cells) else ""
            if not is_nothing(cell):
                texts.append(cell if len(columns) == 1 else f"{column.name.rpartition('/')[2]}：{cell}")
    return "；".join(dict.fromkeys(texts))
