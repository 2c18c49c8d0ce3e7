"""Due: open work whose last day lies in the days ahead, today included."""

from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.days import shifted
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.reports.answering import answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Column, Shape, Table

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
    Column(
        "review",
        mark("Review"),
        mark("For standing work: the last day of the year, on which it is looked at again."),
        Shape.DATE,
    ),
    columns.MARK,
)


def due(ledger: Ledger, question: Question) -> Table:
    """One row for each project and milestone, soonest first."""
    scope = question.scope
    if question.options.get("standing"):
        return _standing(ledger, question)
    days = question.options.get("days")
    days = question.due_days if days is None else days
    found = ledger.work(scope, due_from=scope.today, due_to=shifted(scope.today, days))
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
            None,
            verdicts[piece.work].mark,
        )
        for piece in answered(ledger, question, verdicts)
    )
    title = _("Due from {first} to {last}", first=scope.today, last=shifted(scope.today, days))
    return Table("due", title, COLUMNS, rows, empty=_("Nothing falls due in {n} days.", n=days))


def _standing(ledger: Ledger, question: Question) -> Table:
    """Open work that was given words without a date, such as 长期坚持: on no overdue list, reviewed once a year."""
    review = date(question.scope.today.year, 12, 31)
    verdicts = dict(lit(ledger, question, ledger.work(question.scope, standing=True)))
    rows = tuple(
        (
            piece.work.ref,
            verdicts[piece.work].light,
            piece.work.title,
            piece.work.project_title if piece.work.milestone else None,
            None,
            None,
            piece.lead,
            piece.names("leader"),
            piece.names("liaison"),
            review,
            verdicts[piece.work].mark,
        )
        for piece in answered(ledger, question, verdicts)
    )
    return Table("due", _("Standing work"), COLUMNS, rows, empty=_("There is no standing work."))


REPORT = Report(
    due,
    COLUMNS,
    (
        ("reform due --days 30", mark("The next 30 days.")),
        (mark("reform due --owner Education"), mark("What one unit has to deliver soon.")),
    ),
    (
        Option("days", FieldKind.NUMBER, mark("How many days ahead; 14 unless set otherwise.")),
        Option("standing", FieldKind.FLAG, mark("Instead, work without an end, with the day of its yearly review.")),
    ),
)
