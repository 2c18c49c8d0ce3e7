"""A pane: one table with a cursor, fitted to the room that it has."""

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from reformcli.board.drawing import GAP, drawn, is_work
from reformcli.model.text import escape
from reformcli.table import Table


class Pane(DataTable[Text]):
    """A table on the board. The cursor stays on its row when the table changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, id: str) -> None:
        super().__init__(id=id, cursor_type="row", cell_padding=GAP // 2, cursor_foreground_priority="renderable")
        self._table: Table | None = None
        self._keys: list[str | None] = []
        self._room = 0

    def fill(self, table: Table) -> None:
        """Show `table`."""
        self._table = table._replace(rows=tuple(table.rows))
        self.set_class(self.is_empty, "-empty")
        self._draw()

    def current(self) -> str | None:
        """The ref, or the group's name, of the row under the cursor; None where there is none."""
        return self._keys[self.cursor_row] if self.cursor_row < len(self._keys) else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return self._table is not None and not self._table.rows

    def on_resize(self, event: events.Resize) -> None:
        """Fit the columns to another width."""
        if event.size.width != self._room:
            self._draw()

    def _draw(self) -> None:
        self._room = self.size.width
        if self._table is None or not self._room:
            return
        table = self._table
        count = f" ({len(list(table.rows))})" if is_work(table) else ""
        self.border_title = Text(escape(table.title) + count).markup
        key, row, top = self.current(), self.cursor_row, self.scroll_offset.y
        columns, rows, self._keys = drawn(table, self._room, colour=not self.app.no_color)
        self.clear(columns=True)
        for label, cells in columns:
            self.add_column(label, width=cells)
        for cells_of_row in rows:
            self.add_row(*cells_of_row, height=None)
        is_there = key is not None and key in self._keys
        self.move_cursor(row=self._keys.index(key) if is_there else min(row, len(rows) - 1), scroll=False)
        self.scroll_to(y=top, animate=False, force=True)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Take the height that the rows, now measured, ask for, and show the cursor."""
        self.refresh(layout=True)
        self._scroll_cursor_into_view()
