"""Cells as people see them: translated words, one line, and how wide they are on a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from reformcli.i18n import _, in_a_line, joined
from reformcli.model.colours import LIGHTS
from reformcli.model.text import escape
from reformcli.output.texts import number, width
from reformcli.table import Cell, Code, Column, Row, Shape, Table
from reformcli.timeline import SIGNS, Lane

BETWEEN = " · "
"""Stands between the cells that are told on one line."""

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
        return joined(shown(str(one), column) for one in cell)
    if isinstance(cell, Lane):
        return in_a_line(f"{one.day} {_(SIGNS[one.sign])} {one.ref}" for one in cell.marks)
    if column.shape is Shape.SHARE:
        return f"{cell:4.0%}"
    return f"{cell:.{column.places}f}" if column.places else number(cell)


def word(cell: str, column: Column) -> str | None:
    """The translated word where `cell` is a code of `column`, else None."""
    if isinstance(cell, Code) and cell.word is not None:
        return _(cell.word)
    if column.words is not None and cell in column.words and (isinstance(cell, Code) or not column.main):
        return _(column.words[cell])
    return None


def light_of(cell: Cell, column: Column) -> str | None:
    """The light that `cell` is, in a column of lights or as a code among other values; None where it is none."""
    if not isinstance(cell, str) or cell not in LIGHTS or word(cell, column) is None:
        return None
    return str(cell) if column.words is LIGHTS or isinstance(cell, Code) else None


def is_right(column: Column) -> bool:
    """Whether a column is set flush right."""
    return column.shape is Shape.NUMBER


def sections(table: Table) -> Iterator[tuple[str, tuple[Column, ...], list[Row]]]:
    """The parts that people's formats show: heading, columns and rows of each.

    Without a section column there is one part without a heading. A part leaves out the section column, and where there
    are several parts also the columns in which all its cells are empty; the parts of a chart have the same columns.
    """
    if table.section is None:
        yield "", table.columns, list(table.rows)
        return
    at = table.position(table.section)
    rows_of_all: Iterable[Row] = table.rows
    common: list[int] | None = None
    if table.is_chart:
        rows_of_all = every = list(table.rows)
        common = _shown_columns(table, every, at)
    for value, group in groupby(rows_of_all, key=lambda row: row[at]):
        rows = list(group)
        kept = _shown_columns(table, rows, at) if common is None else common
        yield (
            shown(value, table.columns[at]),
            tuple(table.columns[i] for i in kept),
            [tuple(row[i] for i in kept) for row in rows],
        )


def _shown_columns(table: Table, rows: list[Row], section: int) -> list[int]:
    """The columns other than the section's in which some row holds something."""
    return [i for i in range(len(table.columns)) if i != section and any(row[i] not in (None, ()) for row in rows)]


def tally(table: Table, columns: tuple[Column, ...], rows: Iterable[Row]) -> str:
    """What stands beside the heading of a part: the table's own words, in a chart how many pieces of work have each
    light, worst first; else nothing."""
    if table.tally is not None:
        return table.tally(columns, rows)
    if not table.is_chart:
        return ""
    places = {column.key: i for i, column in enumerate(columns) if column.key == "ref" or column.words is LIGHTS}
    if len(places) < 2:
        return ""
    ref, light = places.pop("ref"), next(iter(places.values()))
    counts = Counter({row[ref]: row[light] for row in rows}.values())
    return joined(f"{_(word)} {counts[code]}" for code, word in LIGHTS.items() if counts[code])


def details(table: Table, columns: tuple[Column, ...]) -> list[int]:
    """The columns that a chart puts below its main one, where there is one; none of a list."""
    if not table.is_chart or not any(column.main for column in columns):
        return []
    return [i for i, column in enumerate(columns) if column.detail]


def hosts(columns: Sequence[Column]) -> dict[int, list[int]]:
    """The columns that stand beside each other on a page, each with those whose cells stand below its own: where there
    are passages, details stand below the passage before them, or below the main column."""
    if not any(column.passage for column in columns):
        return {place: [] for place in range(len(columns))}
    main = next((place for place, column in enumerate(columns) if column.main), 0)
    below: dict[int, list[int]] = {
        place: [] for place, column in enumerate(columns) if place == main or not column.detail
    }
    host = main
    for place, column in enumerate(columns):
        host = place if column.passage else host
        if place not in below:
            below[host].append(place)
    return below


def told(row: Row, columns: Sequence[Column], places: Iterable[int], blank: str = "") -> list[str]:
    """Cells that hold something, each with its label; those that hold nothing too where there is a word for `blank`."""
    texts = ((columns[i], blank if row[i] in (None, (), "") else shown(row[i], columns[i]).strip()) for i in places)
    return [f"{_(column.label)} {text}" for column, text in texts if text]


def packed(pieces: list[str], room: int) -> list[str]:
    """Pieces on as few lines of `room` cells as can be, none of them broken unless it alone is too long."""
    lines: list[str] = []
    for piece in pieces:
        if lines and width(lines[-1]) + width(BETWEEN) + width(piece) <= room:
            lines[-1] += BETWEEN + piece
        else:
            lines.append(piece)
    return lines


def covers(columns: tuple[Column, ...], rows: Sequence[Row], merged: tuple[str, ...]) -> list[list[int]]:
    """How many rows the cell in each row and column covers, its own included; 0 where it is one with the cell above."""
    places = [i for key in merged for i, column in enumerate(columns) if column.key == key]
    covered = [[1] * len(columns) for _row in rows]
    for n in range(len(rows) - 1, 0, -1):
        for i in places:
            if rows[n][i] != rows[n - 1][i]:
                break
            covered[n - 1][i] += covered[n][i]
            covered[n][i] = 0
    return covered


def heading(columns: Iterable[Column]) -> list[str]:
    """Translated labels."""
    return [_(column.label) for column in columns]
