"""Calendar: what is due and when, each with an identity by which a calendar program knows it again."""

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.reports.answering import answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
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
)


def calendar(ledger: Ledger, question: Question) -> Table:
    """One row for each open project and milestone that has a due date, soonest first; due within --from and --to.

    Both days are included. With --all also what was done or dropped of the plan year.
    """
    options = question.options
    found = ledger.work(
        question.scope,
        open_only=not options.get("all"),
        due_from=options.get("from"),
        due_to=options.get("to"),
    )
    dated = (one for one in found if one.due and (one.is_open or question.plan in (None, one.plan)))
    rows = tuple(
        (
            piece.work.ref,
            piece.work.title,
            piece.work.project_title if piece.work.milestone else None,
            piece.work.due,
            piece.work.state,
            piece.work.done,
            piece.lead,
            piece.names("leader"),
            piece.names("liaison"),
            piece.work.uid,
            piece.work.sequence,
        )
        for piece in answered(ledger, question, (work for work, _verdict in lit(ledger, question, dated)))
    )
    return Table("calendar", _("Due dates"), COLUMNS, rows, empty=_("Nothing falls due in that time."))


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
