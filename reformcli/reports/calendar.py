"""Calendar: what is due and when, each with an identity by which a calendar program knows it again."""

from collections.abc import Iterator

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.scope import Scope
from reformcli.model.work import Work
from reformcli.reports.answering import answered
from reformcli.reports.lit import of_light
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out
from reformcli.table import Table

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.PROJECT,
    columns.DUE,
    columns.STATE,
    columns.DONE,
    columns.LEAD,
    columns.LEADER,
    columns.LIAISON,
    columns.UID,
    columns.SEQUENCE,
    columns.KIND,
)


def calendar(ledger: Ledger, question: Question) -> Table:
    """One row for each piece of open work that has a due date, soonest first; due within --from and --to.

    Both days are included. With --all also what was done or dropped of the plan year.
    """
    pieces = answered(ledger, question, of_light(ledger, question, _dated(ledger, question, question.scope)))
    rows = tuple(
        (
            str(piece.work.ref),
            piece.work.title,
            piece.work.about,
            piece.work.due,
            piece.work.state,
            piece.work.done,
            piece.lead,
            piece.names("leader"),
            piece.names("liaison"),
            piece.work.uid,
            piece.work.sequence,
            piece.work.kind_code,
        )
        for piece in pieces
    )
    notes = left_out(ledger, question, lambda scope: _dated(ledger, question, scope))
    return Table("calendar", _("Due dates"), COLUMNS, rows, notes=notes, empty=_("Nothing falls due in that time."))


def _dated(ledger: Ledger, question: Question, scope: Scope) -> Iterator[Work]:
    options = question.options
    work = ledger.work(scope, open_only=not options.get("all"), due_from=options.get("from"), due_to=options.get("to"))
    return (piece for piece in work if piece.due and (piece.is_open or question.plan in (None, piece.plan)))


REPORT = Report(
    calendar,
    COLUMNS,
    (
        (mark("reform calendar --owner Education -o plan.ics"), mark("One unit's due dates, for its calendar.")),
        (
            "REFORM_CALENDAR_AS=todo REFORM_CALENDAR_ALARM=7 reform calendar --ics",
            mark("As tasks, with an alarm a week before."),
        ),
    ),
    (
        Option("from", FieldKind.DATE, mark("First day.")),
        Option("to", FieldKind.DATE, mark("Last day.")),
        Option("all", FieldKind.FLAG, mark("Also what was done or dropped of the plan year.")),
    ),
)
