"""Due: open work whose last day lies in the days ahead, today included."""

from collections.abc import Iterable, Iterator
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.lights import MARKS, Verdict
from reformcli.model.days import shifted
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.stage import LOOK_BACK, STAGES
from reformcli.model.work import Work
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.look_backs import look_backs
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out
from reformcli.table import Column, Row, Shape, Table, row

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
        mark("For standing work the last day of the year, for a closed matter the day of its look-back."),
        Shape.DATE,
    ),
    columns.MARK._replace(words={**MARKS, LOOK_BACK: STAGES[LOOK_BACK]}),
    columns.KIND,
)


def due(ledger: Ledger, question: Question) -> Table:
    """One row for each piece of work, soonest first."""
    if question.has("standing"):
        return _standing(ledger, question)
    first, last = _span(question)
    notes = left_out(ledger, question, lambda scope: ledger.work(scope, due_from=first, due_to=last))
    table = listed(question, ahead(ledger, question))
    return table._replace(rows=(*table.rows, *_look_backs(ledger, question, first, last)), notes=notes)


def ahead(ledger: Ledger, question: Question) -> list[tuple[Answered, Verdict]]:
    """What falls due in the days ahead, soonest first, with who answers for it and its light."""
    first, last = _span(question)
    return _lit(ledger, question, ledger.work(question.scope, due_from=first, due_to=last))


def listed(question: Question, pieces: Iterable[tuple[Answered, Verdict]]) -> Table:
    """One row for each of `pieces`, in their order."""
    first, last = _span(question)
    rows = tuple(_row(piece, verdict, question) for piece, verdict in pieces)
    title = _("Due from {first} to {last}", first=first, last=last)
    return Table("due", title, COLUMNS, rows, empty=_("Nothing falls due in {n} days.", n=_days(question)))


def _look_backs(ledger: Ledger, question: Question, first: date, last: date) -> Iterator[Row]:
    """Closed matters that are to be looked back at in the days ahead: no work that is due, but a day to keep."""
    found = {one.work: one.due for one in look_backs(ledger, question.scope, due_from=first, due_to=last)}
    for piece, verdict in _lit(ledger, question, found):
        day = found[piece.work]
        cells = dict(zip((column.key for column in COLUMNS), _row(piece, verdict, question, day), strict=True))
        yield row(COLUMNS, **{**cells, "due": None, "days_left": (day - question.scope.today).days, "mark": LOOK_BACK})


def _standing(ledger: Ledger, question: Question) -> Table:
    """Open work that was given words without a date, such as 长期坚持: on no overdue list, reviewed once a year."""
    review = date(question.scope.today.year, 12, 31)
    pieces = _lit(ledger, question, ledger.work(question.scope, standing=True))
    rows = tuple(_row(piece, verdict, question, review) for piece, verdict in pieces)
    notes = left_out(ledger, question, lambda scope: ledger.work(scope, standing=True))
    return Table("due", _("Standing work"), COLUMNS, rows, notes=notes, empty=_("There is no standing work."))


def _days(question: Question) -> int:
    days = question.option("days", int)
    return question.due_days if days is None else days


def _span(question: Question) -> tuple[date, date]:
    """The days ahead: the first and the last of them."""
    return question.scope.today, shifted(question.scope.today, _days(question))


def _lit(ledger: Ledger, question: Question, work: Iterable[Work]) -> list[tuple[Answered, Verdict]]:
    verdicts = dict(lit(ledger, question, work))
    return [(piece, verdicts[piece.work]) for piece in answered(ledger, question, verdicts)]


def _row(piece: Answered, verdict: Verdict, question: Question, review: date | None = None) -> Row:
    work = piece.work
    return (
        str(work.ref),
        verdict.light,
        work.title,
        work.about,
        work.due,
        (work.due - question.scope.today).days if work.due else None,
        piece.lead,
        piece.names("leader"),
        piece.names("liaison"),
        review,
        verdict.mark,
        work.kind_code,
    )


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
    rows_by=("ref",),
)
