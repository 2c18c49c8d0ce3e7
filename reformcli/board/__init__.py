"""The board: a full-screen view for the office's wall.

It shows tables and tells sentences. What they are made of, and how work is taken as done, is a Source's business, so
that nothing here knows the ledger.
"""

import asyncio
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reformcli.reports.board import Panes
from reformcli.table import Table

if TYPE_CHECKING:
    from reformcli.board.app import BoardApp


class View(NamedTuple):
    """What the board shows until it is read again.

    `facts` are said in the header, `read` is the time of day at which it was read; `panes` gives the tables of what
    has every word of a filter in it, and where one is named belongs to a group (see `reports.board.Board.panes`).
    """

    facts: tuple[str, ...]
    read: str
    panes: Callable[[str, str | None], Panes]


class Finishing(Protocol):
    """A piece of work as it was when somebody asked to take it as done."""

    question: str

    def record(self, evidence: str) -> str:
        """Record it, with evidence unless that is empty, and say so.

        Raises ReformError where that is refused, and Conflict where it changed since the question was asked.
        """


class BoardSource(Protocol):
    """Where the board gets what it shows. All but `changed` may take their time, and are called in another thread."""

    def changed(self) -> bool:
        """Whether there is something new to read since the last successful reading; cheap."""

    def read(self) -> View:
        """Read anew. Raises ReformError."""

    def page(self, ref: str) -> Table:
        """Everything about one thing. Raises ReformError."""

    def finishing(self, ref: str) -> Finishing:
        """What to ask before taking work as done. Raises ReformError where it cannot be."""


def run(source: BoardSource, first: View) -> None:
    """Show the board, beginning with the view `first`, until the person quits.

    Raises what made it fail, and SystemExit with the status of what ended it otherwise: a signal, or a fault of the
    screen's own, which Textual has told.
    """
    from reformcli.board.app import BoardApp

    app = BoardApp(source, first)
    asyncio.run(_shown(app))
    if app.fault is not None:
        raise app.fault
    if app.return_code:
        raise SystemExit(app.return_code)


async def _shown(app: "BoardApp") -> None:
    # Whoever ends the program or closes its terminal ends the board as q does, so that the terminal is given back.
    for number in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, app.end, 128 + number)
    # Without mouse reports the terminal's own selection works, over ssh and in tmux alike.
    await app.run_async(mouse=False)
