"""Completed: what the office took as done, and whether in time."""

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.states import DONE
from reformcli.reports.answering import answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Table

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
)


def completed(ledger: Ledger, question: Question) -> Table:
    """One row for each project and milestone done, the latest first; within --since and --until, both days included."""
    options = question.options
    found = ledger.work(question.scope, open_only=False, done_from=options.get("since"), done_to=options.get("until"))
    done = [piece for piece, _verdict in lit(ledger, question, (one for one in found if one.state == DONE))]
    done.sort(key=lambda piece: (piece.done is not None, piece.done), reverse=True)
    rows = tuple(
        (
            piece.work.ref,
            piece.work.title,
            piece.work.project_title if piece.work.milestone else None,
            piece.work.done,
            piece.work.due,
            max(0, (piece.work.done - piece.work.due).days) if piece.work.done and piece.work.due else None,
            piece.work.reported,
            piece.lead,
            piece.names("leader"),
        )
        for piece in answered(ledger, question, done)
    )
    return Table("completed", _("Completed"), COLUMNS, rows, empty=_("Nothing was done in that time."))


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
