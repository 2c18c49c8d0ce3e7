"""Overdue: open and due before today, worst first, and who answers for it."""

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.days import shifted
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.reports.answering import BY, NOBODY, Answered, answered, grouped
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Column, Row, Table

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.PROJECT,
    columns.DUE,
    columns.DAYS_LATE,
    columns.LEAD,
    columns.LEADER,
    columns.LIAISON,
    columns.DUE_FIRST,
    columns.MOVES,
)

_BY = Column("by", mark("Answers"), mark("Whom the rows are grouped by."))


def overdue(ledger: Ledger, question: Question) -> Table:
    """One row for each project and milestone; grouped by owner, leader or group where asked."""
    scope = question.scope
    late = ledger.work(scope, due_to=shifted(scope.today, -1))
    pieces = answered(
        ledger, question, (piece for piece, _verdict in lit(ledger, question, late)) if scope.light else late
    )
    by = question.options.get("by")
    table = Table("overdue", _("Overdue on {day}", day=scope.today), COLUMNS, (), empty=_("Nothing is overdue."))
    if by is None:
        return table._replace(rows=tuple(_row(piece, question) for piece in pieces))
    rows = tuple((name, *_row(piece, question)) for name, group in grouped(by, pieces).items() for piece in group)
    return table._replace(columns=(_BY._replace(label=BY[by], blank=NOBODY), *COLUMNS), rows=rows, section=_BY.key)


def _row(piece: Answered, question: Question) -> Row:
    work = piece.work
    assert work.due is not None
    return (
        work.ref,
        work.title,
        work.project_title if work.milestone else None,
        work.due,
        (question.scope.today - work.due).days,
        piece.lead,
        piece.names("leader"),
        piece.names("liaison"),
        work.due_first,
        work.moves,
    )


REPORT = Report(
    overdue,
    COLUMNS,
    (
        ("reform overdue --by leader", mark("What each leader should chase.")),
        ("reform overdue --csv | head -20", mark("The worst, for another program.")),
    ),
    (Option("by", FieldKind.CHOICE, mark("Group by who answers."), BY),),
    alarms=True,
)
