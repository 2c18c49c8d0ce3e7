"""The board: a full-screen view for the office's wall.

It shows tables and tells sentences. What they are made of, and how work is taken as done, is a Source's business, so
that nothing here knows the ledger.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from reformcli.reports.board import Panes
from reformcli.table import Table


class View(NamedTuple):
    """What the board shows until it is read again.

    `facts` are said in the header, `read` is the time of day at which it was read; `panes` gives the tables of what
    has every word of a filter in it.
    """

    facts: tuple[str, ...]
    read: str
    panes: Callable[[str], Panes]


class Finishing(Protocol):
    """A piece of work as it was when somebody asked to take it as done."""

    question: str

    def record(self, evidence: str) -> str:
        """Record it, with evidence unless that is empty, and say so.

        Raises ReformError where that is refused, and Conflict where it changed since the question was asked.
        """


class Source(Protocol):
    """Where the board gets what it shows. All but `changed` may take their time, and are called in another thread."""

    def changed(self) -> bool:
        """Whether there is something new to read since the last successful reading; cheap."""

    def read(self) -> View:
        """Read anew. Raises ReformError."""

    def page(self, ref: str) -> Table:
        """Everything about one thing. Raises ReformError."""

    def finishing(self, ref: str) -> Finishing:
        """What to ask before taking work as done. Raises ReformError where it cannot be."""


def run(source: Source, first: View) -> None:
    """Show the board, beginning with the view `first`, until the person quits. Raises what made it fail."""
    from reformcli.board.app import Board

    app = Board(source, first)
    # Without mouse reports the terminal's own selection works, over ssh and in tmux alike.
    app.run(mouse=False)
    if app.fault is not None:
        raise app.fault
