"""Slips: whose due dates moved: first approved, current, actual, by how much and how often."""

from collections.abc import Iterator

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.ledger import Ledger
from reformcli.model.scope import Scope
from reformcli.model.work import Work
from reformcli.reports.answering import answered
from reformcli.reports.lit import of_light
from reformcli.reports.question import Question, Report
from reformcli.reports.scoped import left_out
from reformcli.table import Table

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.PROJECT,
    columns.DUE_FIRST._replace(detail=False),
    columns.DUE,
    columns.DONE,
    columns.SLIP,
    columns.MOVES._replace(detail=False),
    columns.LEAD,
    columns.KIND,
)


def slips(ledger: Ledger, question: Question) -> Table:
    """One row for each piece of work that was extended, the longest slip first."""
    pieces = sorted(
        of_light(ledger, question, _moved(ledger, question.scope)), key=lambda piece: slip(piece) or 0, reverse=True
    )
    rows = tuple(
        (
            str(piece.work.ref),
            piece.work.title,
            piece.work.about,
            piece.work.due_first,
            piece.work.due,
            piece.work.done,
            slip(piece.work),
            piece.work.moves,
            piece.lead,
            piece.work.kind_code,
        )
        for piece in answered(ledger, question, pieces)
    )
    notes = left_out(ledger, question, lambda scope: _moved(ledger, scope))
    return Table("slips", _("Dates that moved"), COLUMNS, rows, notes=notes, empty=_("No due date was moved."))


def _moved(ledger: Ledger, scope: Scope) -> Iterator[Work]:
    return ledger.work(scope, open_only=False, moved_only=True)


def slip(piece: Work) -> int | None:
    """Calendar days from the first due date to the day it was done, or to the current due date while it is open."""
    last = piece.done or piece.due
    return (last - piece.due_first).days if last and piece.due_first else None


REPORT = Report(
    slips,
    COLUMNS,
    (
        ("reform slips --plan 2026", mark("What moved in this year's plan.")),
        (mark("reform slips --owner Education --json"), mark("One unit's, for another program.")),
    ),
)
