"""A pane: one table with a cursor, fitted to the room that it has; nothing in it is cut."""

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
"""What bars are drawn with: apart from each other without colour too."""

_GAP = 2
_SCROLL_BAR = 1
_LEAST_BAR = 24
_GROUP_FROM = 96
"""Cells of a pane from which it shows the groups of work too."""


class Pane(DataTable[Text]):
    """A table on the board. Rows are known by ref, or by name where there is none; the cursor stays on its row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id=id, cursor_type="row", cell_padding=_GAP // 2, zebra_stripes=True)
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
        columns = _columns(table, self._room)
        room = self._room - _SCROLL_BAR - _GAP * len(columns)
        widths = fitted([columns[i][1] for i in range(len(columns))], _needs(table, columns, rows), room)
        for (_position, column), cells in zip(columns, widths, strict=True):
            style = COLOURS.get(column.key, "")
            label = Text(_(column.label), style=style, justify="right" if is_right(column) else "left")
            self.add_column(label, width=cells)
        spare = room - sum(widths) - _GAP
        bars = not _is_work(table) and spare >= _LEAST_BAR
        if bars:
            self.add_column(Text(""), width=spare)
        most = max((_total(row) for row in rows[1:]), default=0)
        self._keys = []
        for row in rows:
            cells_shown = [_cell(table, row, position, column) for position, column in columns]
            if bars:
                cells_shown.append(_bar(table, row, spare, most if self._keys else _total(row)))
            self.add_row(*cells_shown, height=None)
            self._keys.append(_key(table, row))
        if not rows:
            said = [Text(table.empty, style="italic") if column.main else Text("") for _at, column in columns]
            self.add_row(*said, height=None)
        at = self._keys.index(kept) if kept in self._keys else min(row_before, max(len(rows) - 1, 0))
        self.move_cursor(row=at, animate=False, scroll=False)
        self.scroll_to(y=top, animate=False, force=True)
        self.call_after_refresh(self._scroll_cursor_into_view)


def fitted(columns: list[Column], needs: list[int], room: int) -> list[int]:
    """Widths in cells for columns that need `needs` at their widest; together `room` at most, where that is possible.

    Numbers and refs get what they need. Where the rest is too much, names share a part of it and the main column,
    which gets twice a name's share or more, wraps.
    """
    fixed = [column.shape is Shape.NUMBER or column.key == "ref" for column in columns]
    left = room - sum(need for need, is_fixed in zip(needs, fixed, strict=True) if is_fixed)
    flexible = [need for need, is_fixed in zip(needs, fixed, strict=True) if not is_fixed]
    if sum(flexible) <= left:
        return needs
    share = max(left // (len(flexible) + 1), 4)
    widths = [
        need if is_fixed or column.main else min(need, share)
        for need, is_fixed, column in zip(needs, fixed, columns, strict=True)
    ]
    rest = room - sum(cells for cells, column in zip(widths, columns, strict=True) if not column.main)
    return [max(rest, 8) if column.main else cells for cells, column in zip(widths, columns, strict=True)]


def _is_work(table: Table) -> bool:
    return any(column.key == "ref" for column in table.columns)


def _columns(table: Table, room: int) -> list[tuple[int, Column]]:
    """The columns that are shown, each with its position: the project stands with the title, groups where room is."""
    hidden = {"project"} if room >= _GROUP_FROM or not _is_work(table) else {"project", "group"}
    return [(position, column) for position, column in enumerate(table.columns) if column.key not in hidden]


def _needs(table: Table, columns: list[tuple[int, Column]], rows: list[Row]) -> list[int]:
    return [
        max(width(_(column.label)), *(width(_cell(table, row, position, column).plain) for row in rows), 0)
        for position, column in columns
    ]


def _cell(table: Table, row: Row, position: int, column: Column) -> Text:
    text = Text(shown(row[position], column), justify="right" if is_right(column) else "left", overflow="fold")
    if column.key in LIGHTS:
        text.stylize(COLOURS[column.key] if row[position] else "dim")
    if column.main and _is_work(table):
        at = table.position("project")
        if project := shown(row[at], table.columns[at]):
            text.append(f" · {project}", style="dim")
    return text


def _key(table: Table, row: Row) -> str:
    return shown(row[table.position("ref" if _is_work(table) else "group")], table.columns[0])


def _total(row: Row) -> int:
    return row[-1] if isinstance(row[-1], int) else 0


def _bar(table: Table, row: Row, room: int, most: int) -> Text:
    """The lights of a row as a bar; one that is `most` long fills the room."""
    bar, counted, drawn = Text(), 0, 0
    for light in LIGHTS:
        count = row[table.position(light)]
        counted += count if isinstance(count, int) else 0
        end = round(room * counted / most) if most else 0
        bar.append(_GLYPHS[light] * (end - drawn), style=COLOURS[light])
        drawn = end
    return bar
