"""How a table is drawn in a pane: which columns, how wide, where they wrap. Nothing is markup.

Where there is little room lesser columns are left out, and what is very long ends with "…": its page has all of it.
"""

from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from reformcli.i18n import _
from reformcli.model.colours import LIGHTS
from reformcli.output.cells import is_right, shown
from reformcli.output.texts import width
from reformcli.reports.board import NO_GROUP
from reformcli.table import Column, Row, Shape, Table

COLOURS = {"red": "#ff6b6b", "yellow": "#ffd166", "green": "#5fd38d", "blue": "#6cb6ff", "grey": "#a9b1bd"}
"""The lights on the board's dark ground."""

GAP = 2
"""Cells between two columns."""

_MOST_ROWS = 300
"""Rows that are drawn: nobody reads more on a wall, and thousands would make each key wait. A filter finds the rest."""

_GLYPHS = {"red": "█", "yellow": "▓", "green": "▒", "blue": "░", "grey": "·"}
"""What bars are drawn with where there is no colour to tell their parts by."""

_GLYPH = "▄"
_SCROLL_BAR = 1
_LEAST_BAR = 24
_LEAST_NAME = 8
_LEAST_MAIN = 16
_MOST_LINES = 3
"""Lines that a title, or the project below it, may take."""

_LESSER = ("group", "leader", "lead", "days_left", "days_late", "count", "grey", "blue", "green", "yellow")
"""Columns that are left out where there is no room for all, the first ones first; groups even where others wrap."""

_CONSOLE = Console()
"""By whose rules lines break, as in the widget that draws the cells."""

_BETWEEN = " · "


class Drawing(NamedTuple):
    """A table drawn: labels with their widths in cells, rows, and what each row is known by.

    That is the ref of work and the name of a group, or NO_GROUP; None for a row that is neither.
    """

    columns: list[tuple[Text, int]]
    rows: list[list[Text]]
    keys: list[str | None]


def is_work(table: Table) -> bool:
    """Whether the rows are pieces of work."""
    return any(column.key == "ref" for column in table.columns)


def drawn(table: Table, room: int, *, colour: bool) -> Drawing:
    """`table` in so many cells; where there is no row, the sentence that says so."""
    every = list(table.rows)
    rows = every[:_MOST_ROWS]
    columns, widths, spare = _fitted(table, rows, room)
    labels = [(_label(column), cells) for (_position, column), cells in zip(columns, widths, strict=True)]
    lines = [
        [_cell(table, row, at, column, cells) for (at, column), cells in zip(columns, widths, strict=True)]
        for row in rows
    ]
    keys: list[str | None] = [_key(table, row) for row in rows]
    if not is_work(table) and spare >= _LEAST_BAR:
        labels.append((Text(), spare))
        most = max(map(_total, rows[1:]), default=0)
        for at, row in enumerate(rows):
            lines[at].append(_bar(table, row, spare, most if at else _total(row), colour=colour))
    said = _("… and {n} more.", n=len(every) - len(rows)) if len(every) > len(rows) else "" if rows else table.empty
    if said:
        lines.append([Text(said, style="italic") if column.main else Text() for _at, column in columns])
        keys.append(None)
    return Drawing(labels, lines, keys)


def fitted(columns: list[Column], texts: list[list[str]], room: int) -> list[int]:
    """Widths in cells for columns whose label and cells are `texts[i]`; together at most `room`, where that can be.

    Numbers and refs get what they need. Where the rest is too much, names and the main column wrap between words, and
    share the room so that all rows together take the fewest lines; the lines of a text count apart.
    """
    needs = [[list(map(width, text.split("\n"))) for text in column] for column in texts]
    most = [max(max(lines) for lines in column) for column in needs]
    main = next(at for at, column in enumerate(columns) if column.main)
    names = [at for at, column in enumerate(columns) if _may_wrap(column) and at != main]
    left = room - sum(cells for cells, column in zip(most, columns, strict=True) if not _may_wrap(column))
    if (rest := left - sum(most[at] for at in names)) >= most[main]:
        joined = max(sum(lines) + width(_BETWEEN) * (len(lines) - 1) for lines in needs[main])
        return [min(joined, rest) if at == main else cells for at, cells in enumerate(most)]
    words = list(map(_longest_word, texts))
    rows = list(zip_longest(*(needs[at] for at in (main, *names)), fillvalue=[0]))
    best, fewest = most, -1
    for share in range(_LEAST_NAME, max(left // 2, _LEAST_NAME + 1)):
        widths = [min(most[at], max(words[at], share)) if at in names else most[at] for at in range(len(columns))]
        widths[main] = max(left - sum(widths[at] for at in names), _LEAST_NAME)
        high = sum(
            max(sum(-(-cells // widths[at]) for cells in lines) for at, lines in zip((main, *names), row, strict=True))
            for row in rows
        )
        if fewest < 0 or high <= fewest:
            best, fewest = widths, high
    return best


def _least(columns: list[Column], texts: list[list[str]]) -> int:
    """Cells without which columns would break words, or leave the main one hardly any room."""
    least = 0
    for column, text in zip(columns, texts, strict=True):
        whole = max(width(line) for one in text for line in one.split("\n"))
        words = _LEAST_MAIN if column.main else max(_longest_word(text), _LEAST_NAME)
        least += min(whole, words) if _may_wrap(column) else whole
    return least


def _longest_word(texts: list[str]) -> int:
    return max((width(word) for text in texts for word in text.split() if word.isascii()), default=0)


def _may_wrap(column: Column) -> bool:
    return column.shape is not Shape.NUMBER and column.key != "ref"


def _label(column: Column) -> Text:
    return Text(_(column.label), style=COLOURS.get(column.key, ""), justify="right" if is_right(column) else "left")


def _fitted(table: Table, rows: list[Row], whole: int) -> tuple[list[tuple[int, Column]], list[int], int]:
    """The columns shown, each with its position, their widths, and what is left.

    The project stands with the title.
    """
    columns = [pair for pair in enumerate(table.columns) if not is_work(table) or pair[1].key != "project"]
    texts = _texts(table, columns, rows)
    widest = [max(width(line) for text in column for line in text.split("\n")) for column in texts]
    is_wide = sum(widest) + GAP * len(columns) + _SCROLL_BAR <= whole
    for key in _LESSER:
        at = next((at for at, (_position, column) in enumerate(columns) if column.key == key and not column.main), None)
        room = whole - _SCROLL_BAR - GAP * len(columns)
        if at is not None and (
            _least([column for _position, column in columns], texts) > room or (key == "group" and not is_wide)
        ):
            del columns[at], texts[at]
    room = whole - _SCROLL_BAR - GAP * len(columns)
    widths = fitted([column for _position, column in columns], texts, room)
    return columns, widths, room - sum(widths) - GAP


def _texts(table: Table, columns: list[tuple[int, Column]], rows: list[Row]) -> list[list[str]]:
    """Each column's label and cells; where there is no row, what is said then."""
    return [
        [
            _(column.label),
            *(_cell(table, row, position, column).plain for row in rows),
            *([table.empty] if column.main and not rows else []),
        ]
        for position, column in columns
    ]


def _cell(table: Table, row: Row, position: int, column: Column, cells: int | None = None) -> Text:
    """A cell, for a column of so many cells: the project stands beside its milestone's title where both fit in."""
    text = Text(shown(row[position], column), justify="right" if is_right(column) else "left", overflow="fold")
    if column.key in LIGHTS:
        text.stylize(COLOURS[column.key] if row[position] else "dim")
    text = _held(text, cells)
    if column.main and is_work(table):
        at = table.position("project")
        if project := shown(row[at], table.columns[at]):
            is_one_line = cells is not None and width(text.plain + _BETWEEN + project) <= cells
            text.append(_BETWEEN if is_one_line else "\n", style="dim")
            text.append_text(_held(Text(project, style="dim", overflow="fold"), cells))
    return text


def _held(text: Text, cells: int | None) -> Text:
    """`text`, which ends with "…" where it takes more than `_MOST_LINES` lines of so many cells."""
    if cells is None or width(text.plain) <= cells:
        return text
    lines = text.wrap(_CONSOLE, cells)
    if len(lines) <= _MOST_LINES:
        return text
    held = lines[:_MOST_LINES]
    held[-1].truncate(cells - 1)
    held[-1].rstrip()
    held[-1].append("…")
    return Text("\n", justify=text.justify, overflow="fold").join(held)


def _key(table: Table, row: Row) -> str:
    key = row[table.position("ref" if is_work(table) else "group")]
    return NO_GROUP if key is None else str(key)


def _total(row: Row) -> int:
    return row[-1] if isinstance(row[-1], int) else 0


def _bar(table: Table, row: Row, room: int, most: int, *, colour: bool) -> Text:
    """The lights of a row as a bar; one that is `most` long fills the room."""
    bar, counted, drawn = Text(), 0, 0
    for light in LIGHTS:
        count = row[table.position(light)]
        counted += count if isinstance(count, int) else 0
        end = round(room * counted / most) if most else 0
        bar.append((_GLYPH if colour else _GLYPHS[light]) * (end - drawn), style=COLOURS[light])
        drawn = end
    return bar
