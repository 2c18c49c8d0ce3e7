"""Cells as people see them: translated words, one line, and how wide they are on a terminal."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from reformcli.i18n import _, language
from reformcli.model.text import escape
from reformcli.table import Cell, Code, Column, Row, Shape, Table

LINE_END = "⏎"
"""Stands for a line break inside a cell where a row must stay one line."""


def shown(cell: Cell, column: Column) -> str:
    """`cell` for a person, on one line, without anything that could steer a terminal."""
    if cell is None:
        return _(column.blank) if column.blank else ""
    if isinstance(cell, str):
        if (translated := word(cell, column)) is not None:
            return translated
        return cell if cell.isprintable() else escape(cell).replace("\n", LINE_END)
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return ("、" if language() == "zh" else ", ").join(shown(str(one), column) for one in cell)
    if column.shape is Shape.SHARE:
        return f"{cell:4.0%}"
    return number(cell)


def word(cell: str, column: Column) -> str | None:
    """The translated word where `cell` is a code of `column`, else None."""
    if column.words is not None and cell in column.words and (isinstance(cell, Code) or not column.main):
        return _(column.words[cell])
    return None


def number(value: int | float) -> str:
    """A number in its shortest form: 3, 2.5."""
    return str(int(value)) if value == int(value) else str(value)


def width(text: str) -> int:
    """How many cells of a terminal `text` takes: two for a wide character, none for one that combines."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """`text` filled with spaces to `cells` cells."""
    gap = " " * (cells - width(text))
    return gap + text if right else text + gap


def is_right(column: Column) -> bool:
    """Whether a column is set flush right."""
    return column.shape is Shape.NUMBER


def sections(table: Table) -> Iterator[tuple[str, tuple[Column, ...], list[Row]]]:
    """The parts that people's formats show: heading, columns and rows of each.

    Without a section column there is one part without a heading. A part leaves out the section column, and where there
    are several parts also the columns in which all its cells are empty.
    """
    if table.section is None:
        yield "", table.columns, list(table.rows)
        return
    at = table.position(table.section)
    for value, group in groupby(table.rows, key=lambda row: row[at]):
        rows = list(group)
        kept = [i for i, column in enumerate(table.columns) if i != at and _matters(column, rows, i)]
        yield (
            shown(value, table.columns[at]),
            tuple(table.columns[i] for i in kept),
            [tuple(row[i] for i in kept) for row in rows],
        )


def _matters(column: Column, rows: list[Row], position: int) -> bool:
    """Whether a section shows a column: some cell of it holds something."""
    return any(row[position] not in (None, ()) for row in rows)


def heading(columns: Iterable[Column]) -> list[str]:
    """Translated labels."""
    return [_(column.label) for column in columns]
