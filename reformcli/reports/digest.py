"""Digest (汇总): what units say of their work in one table: the latest progress, problem and next step of each."""

from collections.abc import Iterator, Mapping
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.note import NEXT, PROBLEM, PROGRESS, Note
from reformcli.model.refs import Ref
from reformcli.model.work import Work
from reformcli.reports.answering import BY, NOBODY, Answered, answered, grouped
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out, place
from reformcli.table import Column, Row, Shape, Table

_KINDS = (PROGRESS, PROBLEM, NEXT)

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.LEAD._replace(detail=False),
    columns.DUE,
    columns.LIGHT,
    columns.KIND,
    columns.PROJECT,
    columns.STATE._replace(detail=True),
    Column("percent", mark("Per cent done"), mark("How far it is by the latest progress."), Shape.NUMBER, detail=True),
    *(
        column
        for key, label, help_, by, on in (
            (
                "progress",
                mark("Progress"),
                mark("What was done, by the latest report."),
                mark("Progress by"),
                mark("Progress on"),
            ),
            (
                "problem",
                mark("Problem"),
                mark("What hinders, by the latest report."),
                mark("Problem by"),
                mark("Problem on"),
            ),
            (
                "next_step",
                mark("Next step"),
                mark("What comes next, by the latest report."),
                mark("Next step by"),
                mark("Next step on"),
            ),
        )
        for column in (
            Column(key, label, help_, passage=True),
            Column(f"{key}_by", by, mark("Who said it."), detail=True),
            Column(f"{key}_on", on, mark("Day on which it was said."), Shape.DATE, detail=True),
        )
    ),
)

_BY = Column("by", mark("Answers"), mark("Whom the rows are grouped by."))

Said = Mapping[str, Note]
"""The latest note of each kind about a piece of work."""


def digest(ledger: Ledger, question: Question) -> Table:
    """One row for each piece of open work, and for what was closed but spoken of; in the order of refs.

    With --since only what was said from that day on, and work that was done or dropped before it is left out; with
    --silent only open work of which nothing was said.
    """
    since = question.option("since", date)
    notes = _latest(ledger, question.scope.today, since)
    verdicts = dict(lit(ledger, question, _worth_a_row(ledger, question, notes)))
    pieces = answered(ledger, question, sorted(verdicts, key=place))
    lights = {piece.work: verdicts[piece.work].light for piece in pieces}
    title = _("What units say on {day}", day=question.scope.today)
    if since is not None:
        title = _("What units said from {since} to {day}", since=since, day=question.scope.today)
    silent = [piece for piece in pieces if piece.work.ref not in notes]
    left = left_out(ledger, question, lambda scope: ledger.work(scope))
    told = (_("Nothing was said of {n} of {total} items.", n=len(silent), total=len(pieces)),) if silent else ()
    empty = _("Something was said of all open work.") if pieces else _("There is no open work.")
    if question.has("silent"):
        pieces = [piece for piece in silent if piece.work.is_open]
    table = Table("digest", title, COLUMNS, (), notes=(*told, *left), empty=empty)
    rows = [(piece, _row(piece, lights[piece.work], notes.get(piece.work.ref, {}))) for piece in pieces]
    by = question.option("by", str)
    if by is None:
        return table._replace(rows=tuple(row for _piece, row in rows))
    cells = {piece.work.ref: row for piece, row in rows}
    by_name = tuple((name, *cells[piece.work.ref]) for name, group in grouped(by, pieces).items() for piece in group)
    shown = (_BY._replace(label=BY[by], blank=NOBODY), *COLUMNS)
    return table._replace(columns=shown, rows=by_name, section=_BY.key)


def _latest(ledger: Ledger, today: date, since: date | None) -> Mapping[Ref, Said]:
    """The latest notes of each kind up to `today`, by what they are about; none older than `since`."""
    latest: dict[Ref, dict[str, Note]] = {}
    for kind in _KINDS:
        for note in ledger.find(Note, kind=kind):
            if note.about is None or note.date is None or note.date > today:
                continue
            if since is not None and note.date < since:
                continue
            own = latest.setdefault(note.about, {})
            if kind not in own or (own[kind].date or note.date) <= note.date:
                own[kind] = note
    return latest


def _worth_a_row(ledger: Ledger, question: Question, notes: Mapping[Ref, Said]) -> Iterator[Work]:
    """Open work, and closed work that was spoken of, or was closed since the day asked about."""
    since = question.option("since", date)
    for work in ledger.work(question.scope, open_only=False):
        lately = since is not None and work.done is not None and work.done >= since
        if work.is_open or lately or (since is not None and work.ref in notes):
            yield work


def _row(piece: Answered, light: str, notes: Said) -> Row:
    work = piece.work
    progress = notes.get(PROGRESS)
    each = [(note.text, note.author, note.date) if (note := notes.get(kind)) else (None,) * 3 for kind in _KINDS]
    return (
        str(work.ref),
        work.title,
        piece.lead,
        work.due,
        light,
        work.kind_code,
        work.about,
        work.state,
        None if progress is None else progress.percent,
        *(cell for cells in each for cell in cells),
    )


REPORT = Report(
    digest,
    COLUMNS,
    (
        (
            mark("reform digest --since 2026-06-01 -o digest.xlsx"),
            mark("What was said this month, as a workbook to hand round."),
        ),
        ("reform digest --silent --since 2026-06-01", mark("Work of which nobody has said anything this month.")),
    ),
    (
        Option("since", FieldKind.DATE, mark("Only what was said from this day on.")),
        Option("silent", FieldKind.FLAG, mark("Only open work of which nothing was said.")),
        Option("by", FieldKind.CHOICE, mark("Group by who answers."), BY),
    ),
)
