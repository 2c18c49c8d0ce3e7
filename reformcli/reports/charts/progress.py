"""Progress chart (进度图): each project over the months, with its steps planned and done, today, and its light."""

from reformcli import columns
from reformcli.i18n import mark
from reformcli.model.ledger import Ledger
from reformcli.model.work import Work
from reformcli.reports.answering import NOBODY, Answered, answered
from reformcli.reports.charts.lanes import TIMELINE, lane, scale
from reformcli.reports.charts.saying import nothing, title
from reformcli.reports.lit import lit
from reformcli.reports.question import Question, Report
from reformcli.reports.scoped import standing
from reformcli.table import Column, Shape, Table

COLUMNS = (
    columns.GROUP._replace(
        shape=Shape.TEXT,
        help=mark("The special group that claims it, the first of several."),
        blank=NOBODY,
        detail=False,
    ),
    columns.REF,
    columns.LIGHT,
    columns.TITLE,
    TIMELINE,
    Column(
        "progress", mark("Actual progress"), mark("Weights of the steps done, from 0 to 1."), Shape.SHARE, detail=True
    ),
    columns.DUE._replace(detail=True),
    columns.LEAD,
    columns.MARK,
)


def progress(ledger: Ledger, question: Question) -> Table:
    """One row for each project that is not struck off, group by group."""
    scope = question.scope
    projects: list[Work] = []
    steps: dict[int, list[Work]] = {}
    for piece in standing(ledger, scope):
        if piece.within is not None:
            steps.setdefault(piece.within, []).append(piece)
        else:
            projects.append(piece)
    verdicts = {work.number: verdict for work, verdict in lit(ledger, question, projects)}
    pieces = answered(ledger, question, (work for work in projects if work.number in verdicts))
    weights = ledger.progress(list(verdicts), scope.today)
    rows = []
    for one in by_group(pieces):
        work, verdict = one.work, verdicts[one.work.number]
        weighed = weights.get(work.number)
        rows.append(
            (
                first_group(one),
                str(work.ref),
                verdict.light,
                work.title,
                lane(work, verdict.light, steps.get(work.number, ()), scope.today),
                weighed.points(weighed.actual) / 100 if weighed else None,
                work.due,
                one.lead,
                verdict.mark,
            )
        )
    return Table(
        "progress",
        title("progress", scope),
        COLUMNS,
        tuple(rows),
        section="group",
        empty=nothing(scope),
        titled=True,
        scale=scale(rows, scope.today, scope.plan),
    )


def first_group(piece: Answered) -> str | None:
    """The group that a project stands under."""
    return next(iter(piece.names("group")), None)


def by_group(pieces: list[Answered]) -> list[Answered]:
    """Projects in the order of their numbers, those of a group together, those without a group last."""
    ordered = sorted(pieces, key=lambda piece: piece.work.number)
    groups = list(dict.fromkeys(first_group(one) for one in ordered))
    return sorted(ordered, key=lambda piece: (first_group(piece) is None, groups.index(first_group(piece))))


REPORT = Report(
    progress,
    COLUMNS,
    (
        ("reform chart progress --plan 2026", mark("The year on the screen.")),
        ("reform chart progress --light red -o wall.html", mark("What is red, as a page for the wall.")),
    ),
    this_plan=True,
)
