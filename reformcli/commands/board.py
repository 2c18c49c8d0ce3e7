"""`reform board`: the ledger on the office's wall."""

import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from typing import Annotated

import typer

from reformcli.board import View
from reformcli.board import run as show_board
from reformcli.commands.done import closable, milestones_of
from reformcli.errors import NotPossible
from reformcli.i18n import _, in_sequence, mark
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.refs import parse
from reformcli.model.text import escape
from reformcli.reports.board import board
from reformcli.reports.pages import page
from reformcli.shell import filters
from reformcli.shell.build import Spec
from reformcli.shell.options import ACTOR, FILTERS
from reformcli.shell.run import Context
from reformcli.shell.typed import get_piece, said
from reformcli.table import Table
from reformcli.verbs.work import Piece, begun, finish

_WAIT = 1
"""Seconds that a reading waits for a lock; it is tried again a second later."""


class LedgerFinishing:
    """A `board.Finishing`: a piece of work of a ledger, its milestones, and the day on which it is taken as done."""

    def __init__(self, context: Context, piece: Piece, milestones: Sequence[Milestone], day: date) -> None:
        finish(piece, milestones, day, today=day)  # refuses now what would be refused later
        self._context, self._piece, self._milestones, self._day = context, piece, milestones, day
        self.question = _(
            "Take {ref} as done on {date}? {title}", ref=ref_of(piece), date=day, title=escape(piece.title)
        )

    def record(self, evidence: str) -> str:
        """Record it as `reform done` does. Raises Conflict where the ledger has it otherwise by now."""
        with closing(self._context.anew()) as context:
            shown = said(context, noun_of(self._piece), "evidence", evidence)
            # The question may have been asked before midnight, or the clock set back since.
            today = max(self._day, context.today)
            changes = finish(self._piece, self._milestones, self._day, today=today, evidence=shown)
            context.apply("done", [*changes, *begun(changes, context.ledger)])
            recorded = _("{ref} is recorded as done; `reform undo` takes that back.", ref=ref_of(self._piece))
            return in_sequence([recorded, *closable(context, [self._piece])])


class LedgerSource:
    """A `board.Source`: the ledger that a context names. It opens the ledger for each answer and holds no lock."""

    def __init__(self, context: Context, options: dict[str, object]) -> None:
        self._context = context
        self._options = options
        self._known: object = None

    def changed(self) -> bool:
        """Whether the ledger's file or the day is another than when it was last read."""
        return self._known != self._present()

    def _present(self) -> object:
        from reformcli.store.sqlite.ledger_files import version_of

        return self._context.anew().today, version_of(self._context.path)

    def read(self) -> View:
        """Read the ledger. Raises what opening it raises, and the filters' errors."""
        self._known = None
        present = self._present()  # before the reading, so that what is written meanwhile is read next time
        with closing(self._context.anew(wait=_WAIT)) as context:
            question = filters.question(context, self._options)
            found = board(context.ledger, question)
            plan = _("Plan year {year}", year=question.plan) if question.plan else _("All years")
            facts = (context.path.name, str(context.today), plan, *self._filters())
            view = View(facts, f"{context.now:%H:%M:%S}", found.panes)
        self._known = present
        return view

    def _filters(self) -> list[str]:
        given = {name: value for name, value in self._context.choices.filters.items() if name != "plan"}
        return [
            f"--{name}" if one is True else f"--{name} {one}"
            for name, value in given.items()
            for one in (value if isinstance(value, tuple | list) else [value])
        ]

    def page(self, ref: str) -> Table:
        """The page of `reform show`."""
        with closing(self._context.anew(wait=_WAIT)) as context:
            return page(context.ledger, context.ledger.get(parse(ref)), filters.question(context))

    def finishing(self, ref: str) -> LedgerFinishing:
        """A piece of work, to be taken as done today."""
        with closing(self._context.anew(wait=_WAIT)) as context:
            piece = get_piece(context, ref)
            return LedgerFinishing(self._context, piece, milestones_of(context, piece), context.today)


def run(
    context: Context,
    days: Annotated[
        int | None,
        typer.Option("--days", min=0, metavar="NUMBER", help=mark("How many days ahead; 14 unless set otherwise.")),
    ] = None,
) -> None:
    """Show lights by group, the next deadlines and the overdue, full screen, until the person quits."""
    if (
        not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
        or context.environ.get("TERM") == "dumb"
    ):
        raise NotPossible(_("The board needs a terminal of its own."), hint=_("Try `reform status`."))
    source = LedgerSource(context, {} if days is None else {"days": days})
    show_board(source, source.read())


SPEC = Spec(
    run,
    (
        ("reform board --plan 2026", mark("The whole year on the wall.")),
        (
            mark('reform board --group "Social Affairs" --days 30'),
            mark("What one group has to do in the next 30 days."),
        ),
    ),
    (FILTERS, (ACTOR,)),
    about=mark("It follows the ledger: what others enter appears within seconds. Press ? for the keys, q to quit."),
)
