"""Status: how the plan year stands, on one page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reformcli import columns, lights
from reformcli.i18n import _, mark
from reformcli.model.colours import BLUE, LIGHTS
from reformcli.model.days import shifted
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.states import CLOSED, FINDING_STATES, STATES
from reformcli.model.work import Work
from reformcli.reports.answering import NONE, Answered, answered, rolled_up
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Cell, Column, Row, Shape, Table

Lit = tuple[Work, lights.Verdict]

BY = {
    "group": mark("group"),
    "leader": mark("leader"),
    "unit": mark("lead unit"),
    "source": mark("source"),
    "theme": mark("theme"),
}

SECTIONS = {
    "projects": mark("Projects"),
    "light": mark("Lights"),
    "state": mark("States"),
    "by": mark("In parts"),
    "due": mark("Due soon"),
    "findings": mark("Open findings"),
    "carried": mark("Open from earlier years"),
}
"""The parts of the report, in their order."""

_ITEMS = {
    "total": mark("all"),
    "key": mark("key projects"),
    **LIGHTS,
    **STATES,
    **FINDING_STATES,
}
"""What is counted, where it is not a name from the ledger."""

_LATE = Column("overdue", mark("Overdue"), mark("How many of them are overdue."), Shape.NUMBER)
_DONE = Column("done", mark("Finished"), mark("How many of them are done."), Shape.NUMBER)

COLUMNS = (
    columns.SECTION._replace(words=SECTIONS),
    columns.REF,
    Column("item", mark("What"), mark("What is counted."), words=_ITEMS),
    Column("name", mark("Name"), mark("Name of the part, or title of what is due."), main=True, blank=NONE),
    columns.COUNT,
    columns.SHARE,
    _DONE,
    _LATE,
    columns.DUE,
    columns.DAYS_LEFT,
    columns.LEAD,
)


def status(ledger: Ledger, question: Question) -> Table:
    """Counts of projects by light and state, parts on request, what is due soon, open findings, carry-over."""
    scope = question.scope
    projects = list(lit(ledger, question, ledger.work(scope, open_only=False, milestones=False)))
    rows = [
        *_totals(projects),
        *_counts("light", Counter(verdict.light for _work, verdict in projects), LIGHTS, len(projects)),
        *_counts("state", Counter(work.state for work, _verdict in projects), STATES, len(projects)),
        *_parts(ledger, question, projects),
        *_soon(ledger, question),
        *_findings(ledger, {work.project for work, _verdict in projects}),
        *_carried(ledger, question),
    ]
    title = (
        _("Plan year {year} on {day}", year=scope.plan, day=scope.today)
        if scope.plan
        else _("All years on {day}", day=scope.today)
    )
    shown = tuple(rows) if projects or len(rows) > 1 else ()
    empty = _("There is no project in this plan year. `reform add` adds one, --plan names another year.")
    return Table("status", title, COLUMNS, shown, section="section", empty=empty)


def _row(section: str, **cells: Cell) -> Row:
    cells["section"] = section
    return tuple(cells.get(column.key) for column in COLUMNS)


def _totals(projects: Sequence[Lit]) -> Iterator[Row]:
    yield _row("projects", item="total", count=len(projects))
    if key := sum(work.key for work, _verdict in projects):
        yield _row("projects", item="key", count=key, share=key / len(projects))


def _counts(section: str, counted: Mapping[str, int], names: Iterable[str], total: int) -> Iterator[Row]:
    for name in names:
        if count := counted.get(name, 0):
            yield _row(section, item=name, count=count, share=count / total)


def _parts(ledger: Ledger, question: Question, projects: Sequence[Lit]) -> Iterator[Row]:
    by = question.options.get("by")
    if by is None:
        return
    light = {work.project: verdict.light for work, verdict in projects}
    parts: Mapping[str | None, list[Answered]]
    if by in ("source", "theme"):
        found: dict[str | None, list[Answered]] = {}
        for work, _verdict in projects:
            found.setdefault(getattr(work, by), []).append(Answered(work, {}))
        parts = dict(sorted(found.items(), key=lambda part: -len(part[1])))
    else:
        parts = rolled_up(ledger, by, answered(ledger, question, (work for work, _verdict in projects)))
    for name, pieces in parts.items():
        done = sum(light[piece.work.project] == BLUE for piece in pieces)
        late = sum(
            piece.work.is_open and piece.work.due is not None and piece.work.due < question.scope.today
            for piece in pieces
        )
        yield _row("by", name=name, count=len(pieces), share=len(pieces) / len(projects), done=done, overdue=late)


def _soon(ledger: Ledger, question: Question) -> Iterator[Row]:
    today = question.scope.today
    soon = ledger.work(question.scope, due_from=today, due_to=shifted(today, question.due_days))
    for piece in answered(ledger, question, (work for work, _verdict in lit(ledger, question, soon))):
        due = piece.work.due
        yield _row(
            "due",
            name=piece.work.title,
            ref=piece.work.ref,
            due=due,
            days_left=(due - today).days if due else None,
            lead=piece.lead,
        )


def _findings(ledger: Ledger, projects: set[int]) -> Iterator[Row]:
    counted = Counter(
        finding.state
        for state in FINDING_STATES
        if state != CLOSED
        for finding in ledger.find("finding", state=state)
        if finding.project is None or finding.project in projects
    )
    yield from (_row("findings", item=state, count=count) for state, count in counted.items())


def _carried(ledger: Ledger, question: Question) -> Iterator[Row]:
    plan = question.scope.plan
    if plan is None:
        return
    earlier = Counter(
        work.plan
        for work in ledger.work(question.scope._replace(plan=None), milestones=False)
        if work.plan and work.plan < plan
    )
    yield from (_row("carried", name=str(year), count=count) for year, count in sorted(earlier.items()))


REPORT = Report(
    status,
    COLUMNS,
    (
        ("reform status --plan 2026 --by group", mark("The year, group by group.")),
        ("reform status --today 2026-06-30 -o status.html", mark("As of the half-year, as a page.")),
    ),
    (Option("by", FieldKind.CHOICE, mark("Count parts too."), BY),),
    this_plan=True,
)
