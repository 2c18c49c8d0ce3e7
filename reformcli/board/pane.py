"""A pane: one table with a cursor, fitted to the room that it has; nothing in it is cut."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from reformcli.i18n import _
from reformcli.model.colours import LIGHTS
from reformcli.output.cells import is_right, shown, width
from reformcli.table import Column, Row, Shape, Table

COLOURS = {"red": "#ff6b6b", "yellow": "#ffd166", "green": "#5fd38d", "blue": "#6cb6ff", "grey": "#a9b1bd"}
"""The lights on the board's dark ground."""

_GLYPHS = {"red": "█", "yellow": "▓", "green": "▒", "blue": "░", "grey": "·"}
"""What bars are drawn with where there is no colour to tell their parts by."""

_GLYPH = "▄"

_GAP = 2
_SCROLL_BAR = 1
_LEAST_BAR = 24
_LEAST_NAME = 8


class Pane(DataTable[Text]):
    """A table on the board. Rows are known by ref, or by name where there is none; the cursor stays on its row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id=id, cursor_type="row", cell_padding=_GAP // 2, cursor_foreground_priority="renderable")
        self._table: Table | None = None
        self._keys: list[str] = []
        self._room = 0

    def fill(self, table: Table) -> None:
        """Show `table`."""
        self._table = table
        self._draw()

    def current(self) -> str | None:
        """The ref, or name, of the row under the cursor; None where there is none."""
        return self._keys[self.cursor_row] if self.cursor_row < len(self._keys) else None

    def on_resize(self, event: events.Resize) -> None:
        """Fit the columns to another width."""
        if event.size.width != self._room:
            self._draw()

    def _draw(self) -> None:
        self._room = self.size.width
        if self._table is None or not self._room:
            return
        table, rows = self._table, list(self._table.rows)
        self.border_title = Text(f"{table.title} ({len(rows)})" if _is_work(table) else table.title).markup
        kept, top, row_before = self.current(), self.scroll_offset.y, self.cursor_row
        self.clear(columns=True)
        columns, widths, spare = _fitted(table, rows, self._room)
        for (_position, column), cells in zip(columns, widths, strict=True):
            style = COLOURS.get(column.key, "")
            label = Text(_(column.label), style=style, justify="right" if is_right(column) else "left")
            self.add_column(label, width=cells)
        bars = not _is_work(table) and spare >= _LEAST_BAR
        if bars:
            self.add_column(Text(""), width=spare)
        most = max((_total(row) for row in rows[1:]), default=0)
        self._keys = []
        for row in rows:
            shown_cells = [
                _cell(table, row, position, column, cells)
                for (position, column), cells in zip(columns, widths, strict=True)
            ]
            if bars:
                glyphs = _GLYPHS if self.app.no_color else dict.fromkeys(LIGHTS, _GLYPH)
                shown_cells.append(_bar(table, row, spare, most if self._keys else _total(row), glyphs))
            self.add_row(*shown_cells, height=None)
            self._keys.append(_key(table, row))
        if not rows:
            said = [Text(table.empty, style="italic") if column.main else Text("") for _at, column in columns]
            self.add_row(*said, height=None)
        at = self._keys.index(kept) if kept in self._keys else min(row_before, max(len(rows) - 1, 0))
        self.move_cursor(row=at, animate=False, scroll=False)
        self.scroll_to(y=top, animate=False, force=True)
        self.call_after_refresh(self._scroll_cursor_into_view)


def fitted(columns: list[Column], texts: list[list[str]], room: int) -> list[int]:
    """Widths in cells for columns whose label and cells are `texts[i]`; together `room`, where that is possible.

    Numbers and refs get what they need. Where the rest is too much, names and the main column wrap between words, and
    share the room so that all rows together take the fewest lines.
    """
    needs = [list(map(width, column)) for column in texts]
    most = list(map(max, needs))
    main = next(at for at, column in enumerate(columns) if column.main)
    names = [at for at, column in enumerate(columns) if _may_wrap(column) and at != main]
    left = room - sum(cells for cells, column in zip(most, columns, strict=True) if not _may_wrap(column))
    if most[main] + sum(most[at] for at in names) <= left:
        return most
    words = [
        max((width(word) for text in column for word in text.split() if word.isascii()), default=0) for column in texts
    ]
    best, fewest = most, -1
    for share in range(_LEAST_NAME, max(left // 2, _LEAST_NAME + 1)):
        widths = [min(most[at], max(words[at], share)) if at in names else most[at] for at in range(len(columns))]
        widths[main] = max(left - sum(widths[at] for at in names), _LEAST_NAME)
        lines = sum(
            max(-(-cells // widths[at]) for at, cells in zip((main, *names), row, strict=True))
            for row in zip_longest(*(needs[at] for at in (main, *names)), fillvalue=0)
        )
        if fewest < 0 or lines < fewest:
            best, fewest = widths, lines
    return best


def _may_wrap(column: Column) -> bool:
    return column.shape is not Shape.NUMBER and column.key != "ref"


def _is_work(table: Table) -> bool:
    return any(column.key == "ref" for column in table.columns)


def _fitted(table: Table, rows: list[Row], whole: int) -> tuple[list[tuple[int, Column]], list[int], int]:
    """The columns shown, each with its position, their widths, and what is left; groups are shown where there is room.

    The project stands with the title.
    """
    work = _is_work(table)
    everything = [pair for pair in enumerate(table.columns) if not work or pair[1].key != "project"]
    without_groups = [pair for pair in everything if not work or pair[1].key != "group"]
    columns, texts = everything, _texts(table, everything, rows)
    if sum(max(map(width, cells)) for cells in texts) + _GAP * len(columns) + _SCROLL_BAR > whole:
        columns, texts = without_groups, _texts(table, without_groups, rows)
    room = whole - _SCROLL_BAR - _GAP * len(columns)
    widths = fitted([column for _position, column in columns], texts, room)
    return columns, widths, room - sum(widths) - _GAP


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
    """A cell, for a column of so many cells; None is as many as it needs."""
    text = Text(shown(row[position], column), justify="right" if is_right(column) else "left", overflow="fold")
    if column.key in LIGHTS:
        text.stylize(COLOURS[column.key] if row[position] else "dim")
    if column.main and _is_work(table):
        at = table.position("project")
        if project := shown(row[at], table.columns[at]):
            is_one_line = cells is None or width(f"{text.plain} · {project}") <= cells
            text.append(f" · {project}" if is_one_line else f"\n{project}", style="dim")
    return text


def _key(table: Table, row: Row) -> str:
    return shown(row[table.position("ref" if _is_work(table) else "group")], table.columns[0])


def _total(row: Row) -> int:
    return row[-1] if isinstance(row[-1], int) else 0


def _bar(table: Table, row: Row, room: int, most: int, glyphs: Mapping[str, str]) -> Text:
    """The lights of a row as a bar; one that is `most` long fills the room."""
    bar, counted, drawn = Text(), 0, 0
    for light in LIGHTS:
        count = row[table.position(light)]
        counted += count if isinstance(count, int) else 0
        end = round(room * counted / most) if most else 0
        bar.append(glyphs[light] * (end - drawn), style=COLOURS[light])
        drawn = end
    return bar
