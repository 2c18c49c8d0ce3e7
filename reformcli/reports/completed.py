"""Completed: what the office took as done, and whether in time."""

from collections.abc import Iterator
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.scope import Scope
from reformcli.model.states import DONE
from reformcli.model.work import Work
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import of_light
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out
from reformcli.table import Row, Table

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.PROJECT,
    columns.DONE,
    columns.DUE,
    columns.DAYS_LATE._replace(
        help=mark("Calendar days between the due date and the day it was done; 0 when in time.")
    ),
    columns.REPORTED,
    columns.LEAD,
    columns.LEADER,
    columns.KIND,
)


def completed(ledger: Ledger, question: Question) -> Table:
    """One row for each piece of work done, the latest first; within --since and --until, both days included."""
    pieces = sorted(
        of_light(ledger, question, _done(ledger, question, question.scope)),
        key=lambda piece: (piece.done is not None, piece.done),
        reverse=True,
    )
    rows = tuple(_row(piece, question) for piece in answered(ledger, question, pieces))
    notes = left_out(ledger, question, lambda scope: _done(ledger, question, scope))
    return Table("completed", _("Completed"), COLUMNS, rows, notes=notes, empty=_("Nothing was done in that time."))


def _done(ledger: Ledger, question: Question, scope: Scope) -> Iterator[Work]:
    since, until = question.option("since", date), question.option("until", date)
    work = ledger.work(scope, open_only=False, done_from=since, done_to=until)
    return (piece for piece in work if piece.state == DONE)


def _row(piece: Answered, question: Question) -> Row:
    work = piece.work
    return (
        str(work.ref),
        work.title,
        work.about,
        work.done,
        work.due,
        work.days_late(question.scope.today) if work.done and work.due else None,
        work.reported,
        piece.lead,
        piece.names("leader"),
        work.kind_code,
    )


REPORT = Report(
    completed,
    COLUMNS,
    (
        ("reform completed --since 2026-07-01 --until 2026-09-30", mark("The third quarter's.")),
        ("reform completed --plan 2026 --csv", mark("A plan year's, for a spreadsheet.")),
    ),
    (
        Option("since", FieldKind.DATE, mark("First day.")),
        Option("until", FieldKind.DATE, mark("Last day.")),
    ),
)
