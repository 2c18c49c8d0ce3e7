"""Due: open work whose last day lies in the days ahead, today included."""

from datetime import timedelta

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.kinds import Kind
from reformcli.model.ledger import Ledger
from reformcli.reports.answering import answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Table

COLUMNS = (
    columns.REF,
    columns.LIGHT,
    columns.TITLE,
    columns.PROJECT,
    columns.DUE,
    columns.DAYS_LEFT,
    columns.LEAD,
    columns.LEADER,
    columns.LIAISON,
)


def due(ledger: Ledger, question: Question) -> Table:
    """One row for each project and milestone, soonest first."""
    scope = question.scope
    days = question.options.get("days")
    days = question.due_days if days is None else days
    found = ledger.work(scope, due_from=scope.today, due_to=scope.today + timedelta(days=days))
    verdicts = dict(lit(ledger, question, found))
    rows = tuple(
        (
            piece.work.ref,
            verdicts[piece.work].light,
            piece.work.title,
            piece.work.project_title if piece.work.milestone else None,
            piece.work.due,
            (piece.work.due - scope.today).days if piece.work.due else None,
            piece.lead,
            piece.names("leader"),
            piece.names("liaison"),
        )
        for piece in answered(ledger, question, verdicts)
    )
    title = _("Due from {first} to {last}", first=scope.today, last=scope.today + timedelta(days=days))
    return Table("due", title, COLUMNS, rows, empty=_("Nothing falls due in {n} days.", n=days))


REPORT = Report(
    due,
    COLUMNS,
    (
        ("reform due --days 30", mark("The next 30 days.")),
        ("reform due --owner 县教育局", mark("What one unit has to deliver soon.")),
    ),
    (Option("days", Kind.NUMBER, mark("How many days ahead; 14 unless set otherwise.")),),
)
