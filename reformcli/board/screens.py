"""What lies over the board for a while: a page, the keys, the question before work is taken as done."""

from io import StringIO
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reformcli.i18n import _, mark
from reformcli.model.text import escape
from reformcli.output import Options, write
from reformcli.output.texts import padded, width
from reformcli.table import Table

KEYS = (
    (mark("Tab, arrows"), mark("move between panes and rows")),
    ("Enter", mark("open the row; on a group, show only what it answers for")),
    ("/", mark("filter by words in title, ref, lead unit or group")),
    ("Esc", mark("close what is open, clear the filter")),
    ("d", mark("take the work as done, after a question")),
    ("r", mark("read the ledger again")),
    ("?", mark("show the keys")),
    ("q", mark("quit")),
)
"""The board's keys, and what they do."""


class Page(ModalScreen[None]):
    """A page of the ledger, drawn as `reform show` draws it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", show=False),
        Binding("q", "app.quit", show=False),
    ]

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table._replace(rows=tuple(table.rows))

    def compose(self) -> ComposeResult:
        """A scrolling box with the page, and how to leave it."""
        with VerticalScroll(classes="box") as box:
            box.border_title = Text(escape(self._table.title)).markup
            box.border_subtitle = _("Esc: back")
            yield Static(id="page")

    def on_mount(self) -> None:
        """Take the keys that scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Draw the page for the width that there is."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        out = StringIO()
        room = self.query_one(VerticalScroll).scrollable_content_region.width
        write(self._table, out, "screen", Options(width=room, colour=True))
        self.query_one("#page", Static).update(Text.from_ansi(out.getvalue()))


class Keys(ModalScreen[None]):
    """The keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark", "dismiss", show=False),
        Binding("q", "app.quit", show=False),
    ]

    def compose(self) -> ComposeResult:
        """A box with a line for each key."""
        named = [(_(key), _(meaning)) for key, meaning in KEYS]
        room = max(width(key) for key, _meaning in named)
        with VerticalScroll(classes="box small") as box:
            box.border_title = _("Keys")
            box.border_subtitle = _("Esc: back")
            for key, meaning in named:
                yield Static(Text.assemble((padded(key, room), "bold"), f"  {meaning}"))


class Asking(ModalScreen[str | None]):
    """Asks whether work is taken as done: the evidence typed, possibly none, for yes; None for no."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """A box with the question, a line for the evidence, and how to answer."""
        # It scrolls to the line for the evidence where a small terminal cannot show all.
        with VerticalScroll(classes="box small", can_focus=False) as box:
            box.border_title = _("Done?")
            box.border_subtitle = _("Enter: record · Esc: leave it")
            yield Static(Text(escape(self._question)))
            yield Static(Text(_("What shows that it is done (may stay empty):"), style="dim"))
            yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Yes."""
        event.stop()
        self.dismiss(event.value.strip())
