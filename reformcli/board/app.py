"""The board as an application of Textual."""

import asyncio
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.theme import Theme
from textual.widgets import DataTable, Digits, Input, Static
from textual.worker import Worker, WorkerState

from reformcli.board import BoardSource, View
from reformcli.board.drawing import COLOURS
from reformcli.board.pane import Pane
from reformcli.board.screens import Asking, Keys, Page
from reformcli.errors import ReformError
from reformcli.i18n import _
from reformcli.model.colours import LIGHTS
from reformcli.model.text import escape
from reformcli.reports.answering import NOBODY

_POLL = 1.0
"""Seconds between two looks at whether there is something new to read."""

_WALL = Theme(
    name="wall",
    primary=COLOURS["blue"],
    secondary="#8fa3bf",
    accent=COLOURS["yellow"],
    error=COLOURS["red"],
    foreground="#e6edf3",
    background="#0d1520",
    surface="#131e2c",
    panel="#1b2a3d",
    dark=True,
)


class BoardApp(App[None]):
    """The board, beginning with the view `first`. It reads `source` again whenever that has changed."""

    TITLE = "reform"
    CSS_PATH = "board.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", show=False),
        Binding("ctrl+c", "quit", show=False, priority=True),
        Binding("slash", "filter", show=False),
        Binding("escape", "clear", show=False),
        Binding("d", "done", show=False),
        Binding("r", "reread", show=False),
        Binding("question_mark", "keys", show=False),
    ]

    def __init__(self, source: BoardSource, first: View) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (60, "-narrow"), (160, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-least"), (7, "-few"), (12, "-low"), (36, "-tall")]
        self.source = source
        self.view = first
        self.fault: BaseException | None = None
        self._group: str | None = None
        self._reading = False
        self._recording = False

    def compose(self) -> ComposeResult:
        """Header, totals, panes, and at the foot what is told, the filter and the keys."""
        yield Horizontal(Static(id="facts"), Static(id="read"), id="header")
        with Horizontal(id="totals"):
            for light, word in LIGHTS.items():
                yield Vertical(Digits("0"), Static(Text(_(word))), id=f"total-{light}", classes="total")
        yield Pane("lights")
        yield Horizontal(Pane("due"), Pane("overdue"), id="lists")
        yield Static(id="told")
        yield Input(id="filter", placeholder=_("filter by words in title, ref, lead unit or group"))
        named = (
            ("Tab", _("next pane")),
            ("Enter", _("open it")),
            ("/", _("filter")),
            ("d", _("take as done")),
            ("?", _("keys")),
            ("q", _("quit")),
        )
        yield Static(Text("   ").join(Text.assemble((key, "bold"), f" {what}") for key, what in named), id="keys")

    def on_mount(self) -> None:
        """Show the first view, and look for something new from now on."""
        self.register_theme(_WALL)
        self.theme = _WALL.name
        self.query_one("#overdue", Pane).focus()
        self._show()
        self.set_interval(_POLL, self._look)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of the lights, for the style sheet."""
        return {f"light-{light}": colour for light, colour in COLOURS.items()}

    # Ending

    def end(self, status: int) -> None:
        """Give the terminal back, and leave with `status`."""
        self.exit(return_code=status)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """End where reading, opening or recording failed as nobody foresaw."""
        if event.state is WorkerState.ERROR:
            self._fail(event.worker.error)

    def _fail(self, error: BaseException | None) -> None:
        """Keep what made the board fail for `cli`, which tells it as every fault, in the place of a traceback."""
        self.fault = self.fault or error
        self.end(1)

    # Reading

    def _look(self) -> None:
        try:
            if not self._reading and self.source.changed():
                self.action_reread()
        except Exception as error:
            self._fail(error)

    @work(exclusive=True, group="reading", exit_on_error=False)
    async def action_reread(self) -> None:
        """Read the source again; where that fails, say so and keep what is shown."""
        self._reading = True
        try:
            self.view = await asyncio.to_thread(self.source.read)
        except ReformError as error:
            self.tell(error.line(), "fault reading")
        else:
            if self.query_one("#told").has_class("reading"):
                self.tell("")
            self._show()
        finally:
            self._reading = False

    def _show(self) -> None:
        panes = self.view.panes(self.query_one("#filter", Input).value, self._group)
        facts = self.view.facts
        if self._group is not None:
            facts = (*facts, _("only {group}", group=self._group or _(NOBODY)))
        with self.batch_update():
            self.query_one("#facts", Static).update(Text(escape(" · ".join(facts))))
            self.query_one("#read", Static).update(Text(_("read at {time}", time=self.view.read)))
            for name, table in panes._asdict().items():
                self.query_one(f"#{name}", Pane).fill(table)
            # An empty list leaves its room to the other one: see the style sheet.
            self.query_one("#lists").set_class(any(pane.is_empty for pane in self._lists()), "-one")
            everything = next(iter(panes.lights.rows))
            for light in LIGHTS:
                count = everything[panes.lights.position(light)]
                self.query_one(f"#total-{light} Digits", Digits).update(str(count))

    def _lists(self) -> tuple[Pane, ...]:
        return tuple(self.query_one(f"#{name}", Pane) for name in ("due", "overdue"))

    def _focus_list(self) -> None:
        """Go to the first list that has rows."""
        due, overdue = self._lists()
        (overdue if due.is_empty and not overdue.is_empty else due).focus()

    def tell(self, sentence: str, kind: str = "") -> None:
        """Say `sentence` at the foot, in the place of what was said before; `kind` are its classes."""
        told = self.query_one("#told", Static)
        told.set_classes(kind)
        told.update(Text(escape(sentence)))
        told.display = bool(sentence)

    # Keys

    def action_filter(self) -> None:
        """Let the person type words to filter by."""
        line = self.query_one("#filter", Input)
        line.display = True
        line.focus()

    def action_clear(self) -> None:
        """Show everything again, and forget what was told."""
        self.tell("")
        line = self.query_one("#filter", Input)
        had_focus = line.has_focus
        line.display = False
        self._group, line.value = None, ""
        self._show()
        if had_focus:
            self._focus_list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter with each character typed."""
        if event.input.id == "filter":
            self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go back to the panes with the filter kept; an empty one goes away."""
        self._focus_list()
        event.input.display = bool(event.value)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open the page of the row; of a group, show only what it answers for, and all again on the first row."""
        pane = event.data_table
        chosen = pane.current() if isinstance(pane, Pane) else None
        if chosen is None:
            return
        if pane.id == "lights":
            self._group = chosen if event.cursor_row else None
            self._show()
        else:
            self._open(chosen)

    @work(exclusive=True, group="opening", exit_on_error=False)
    async def _open(self, ref: str) -> None:
        try:
            table = await asyncio.to_thread(self.source.page, ref)
        except ReformError as error:
            self.tell(error.line(), "fault")
        else:
            self.push_screen(Page(table))

    def action_keys(self) -> None:
        """Show the keys."""
        self.push_screen(Keys())

    def action_done(self) -> None:
        """Ask whether the work under the cursor is done, and record it."""
        pane = self.focused
        ref = pane.current() if isinstance(pane, Pane) and pane.id != "lights" else None
        if ref is None:
            self.tell(_("Move to a deadline first."))
        elif not self._recording:
            self._finish(ref)

    @work(group="recording", exit_on_error=False)
    async def _finish(self, ref: str) -> None:
        self._recording = True
        try:
            finishing = await asyncio.to_thread(self.source.finishing, ref)
            evidence = await self.push_screen_wait(Asking(finishing.question))
            if evidence is None:
                self.tell(_("Nothing was recorded."))
                return
            self.tell(_("Recording …"))
            self.tell(await asyncio.to_thread(finishing.record, evidence))
        except ReformError as error:
            self.tell(error.line(), "fault")
        finally:
            self._recording = False
        self._look()

    async def action_quit(self) -> None:
        """Leave, but not while something is being recorded, whose outcome nobody would see."""
        if self._recording and not isinstance(self.screen, Asking):
            self.tell(_("Wait until it is recorded."))
        else:
            self.exit()
