"""Overdue: open and due before today, worst first, and who answers for it."""

from collections.abc import Sequence

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.reports.answering import BY, NOBODY, Answered, answered, grouped
from reformcli.reports.lateness import overdue_work, totals
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out
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
    columns.KIND,
)

_BY = Column("by", mark("Answers"), mark("Whom the rows are grouped by."))


def overdue(ledger: Ledger, question: Question) -> Table:
    """One row for each piece of work, with totals; grouped by owner, leader or group where asked."""
    pieces = late(ledger, question)
    table = listed(question, pieces)
    by = question.option("by", str)
    notes = (
        *([totals(COLUMNS, table.rows)] if pieces else ()),
        *left_out(ledger, question, lambda scope: overdue_work(ledger, question._replace(scope=scope))),
    )
    if by is None:
        return table._replace(notes=notes)
    rows = tuple((name, *_row(piece, question)) for name, group in grouped(by, pieces).items() for piece in group)
    shown = (_BY._replace(label=BY[by], blank=NOBODY), *COLUMNS)
    return table._replace(columns=shown, rows=rows, section=_BY.key, notes=notes, tally=totals)


def late(ledger: Ledger, question: Question) -> list[Answered]:
    """What is overdue, worst first, with who answers for it."""
    return answered(ledger, question, overdue_work(ledger, question))


def listed(question: Question, pieces: Sequence[Answered]) -> Table:
    """One row for each of `pieces`, in their order."""
    rows = tuple(_row(piece, question) for piece in pieces)
    title = _("Overdue on {day}", day=question.scope.today)
    return Table("overdue", title, COLUMNS, rows, empty=_("Nothing is overdue."))


def _row(piece: Answered, question: Question) -> Row:
    work = piece.work
    return (
        str(work.ref),
        work.title,
        work.about,
        work.due,
        work.days_late(question.scope.today),
        piece.lead,
        piece.names("leader"),
        piece.names("liaison"),
        work.due_first,
        work.moves,
        work.kind_code,
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
    rows_by=("ref",),
)
