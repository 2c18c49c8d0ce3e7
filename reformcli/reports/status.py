"""Status: how the plan year stands, on one page."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.lights import Verdict
from reformcli.model.colours import BLUE, LIGHTS, RED, YELLOW
from reformcli.model.days import shifted
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.nouns import listed_nouns
from reformcli.model.states import DROPPED, STATES
from reformcli.model.work import Work
from reformcli.reports.answering import NONE, Answered, answered, rolled_up
from reformcli.reports.lateness import overdue_work
from reformcli.reports.lit import lit, of_light
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.readiness import lacking
from reformcli.reports.scoped import left_out
from reformcli.rulebook import in_force
from reformcli.rulebook.sections import MARKS
from reformcli.table import Code, Column, Row, Shape, Table, row

Lit = tuple[Work, Verdict]

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
    "overdue": mark("Overdue"),
    "due": mark("Due soon"),
    "matters": mark("Matters"),
    "carried": mark("Open from earlier years"),
}
"""The parts of the report, in their order."""

_ITEMS = {
    "total": mark("all"),
    "key": mark("key projects"),
    **LIGHTS,
    **STATES,
}


def _word_of_item(code: str) -> str:
    return _ITEMS[code] if code in _ITEMS else (columns.KIND.words or {})[code]


def _item_codes() -> list[str]:
    return [*_ITEMS, *_tracked()]


def _tracked() -> list[str]:
    return [listed.key for listed in listed_nouns() if listed.tracked]


_LATE = Column(
    "overdue", mark("Overdue"), mark("How much work of it is overdue: projects, milestones, matters."), Shape.NUMBER
)
_DONE = Column("done", mark("Finished"), mark("How many of them are done."), Shape.NUMBER)

COLUMNS = (
    columns.SECTION._replace(words=SECTIONS),
    columns.REF,
    Column("item", mark("What"), mark("What is counted."), words=columns.NounWords(_word_of_item, _item_codes)),
    Column(
        "name",
        mark("Name"),
        mark("Name of the part, title of what is due, or kind of the matters."),
        words=columns.KIND.words,
        main=True,
        blank=NONE,
    ),
    columns.COUNT,
    columns.SHARE,
    _DONE,
    _LATE,
    columns.DUE,
    columns.DAYS_LEFT,
    columns.LEAD,
    Column(
        "rank",
        mark("Rank"),
        mark("Place of the part by the share finished; equal shares have one place, and the next ones are left out."),
        Shape.NUMBER,
        detail=True,
    ),
    Column("broken_down", mark("Broken down"), mark("How many of them have milestones."), Shape.NUMBER, detail=True),
    Column("red", mark("Red"), mark("How many of them have a red light."), Shape.NUMBER, detail=True),
    Column("yellow", mark("Yellow"), mark("How many of them have a yellow light."), Shape.NUMBER, detail=True),
    Column(
        "lacks",
        mark("Lacks"),
        mark("The marks that a group or unit lacks: person, place, rules, platform."),
        Shape.LIST,
        MARKS,
        detail=True,
    ),
)


def status(ledger: Ledger, question: Question) -> Table:
    """Counts of projects by light and state, parts on request, what is overdue and due soon, matters, carry-over.

    What is dropped is counted by that name only.
    """
    scope = question.scope
    every = list(lit(ledger, question, ledger.work(scope, open_only=False, nouns=("project",))))
    projects = [(work, verdict) for work, verdict in every if work.state != DROPPED]
    late = answered(ledger, question, overdue_work(ledger, question))
    carried = list(_carried(ledger, question))
    rest = [*_soon(ledger, question), *_matters(ledger, question), *carried]
    rows = (
        *_totals(projects),
        *_counts("light", Counter(verdict.light for _work, verdict in projects), LIGHTS, len(projects)),
        *_counts("state", Counter(work.state for work, _verdict in every), STATES, len(projects)),
        *_parts(ledger, question, projects, late),
        *_overdue(late),
        *rest,
    )
    title = (
        _("Plan year {year} on {day}", year=scope.plan, day=scope.today)
        if scope.plan
        else _("All years on {day}", day=scope.today)
    )
    return Table(
        "status",
        title,
        COLUMNS,
        rows if every or late or rest else (),
        section="section",
        notes=(*left_out(ledger, question, ledger.work), *_not_counted(carried)),
        empty=_("There is no project in this plan year. `reform add` adds one, --plan names another year."),
    )


def _totals(projects: Sequence[Lit]) -> Iterator[Row]:
    yield row(COLUMNS, section="projects", item="total", count=len(projects))
    if key := sum(work.key for work, _verdict in projects):
        yield row(COLUMNS, section="projects", item="key", count=key, share=key / len(projects))


def _counts(section: str, counts: Mapping[str, int], names: Mapping[str, str], total: int) -> Iterator[Row]:
    for name in names:
        if count := counts.get(name, 0):
            share = None if name == DROPPED else count / total
            yield row(COLUMNS, section=section, item=name, count=count, share=share)


def _parts(ledger: Ledger, question: Question, projects: Sequence[Lit], late: Sequence[Answered]) -> Iterator[Row]:
    by = question.option("by", str)
    if by is None:
        return
    parts = _grouping(ledger, by)
    light = {work.number: verdict.light for work, verdict in projects}
    of_projects = parts(answered(ledger, question, (work for work, _verdict in projects)))
    of_late = parts(late)
    have_steps = ledger.progress(light, question.scope.today)
    finished = {
        name: Fraction(sum(light[piece.work.number] == BLUE for piece in pieces), len(pieces))
        for name, pieces in of_projects.items()
    }
    lacks = _lacking(ledger, question, by)
    for name in dict.fromkeys((*of_projects, *of_late)):
        pieces = of_projects.get(name, [])
        lights = Counter(light[piece.work.number] for piece in pieces)
        yield row(
            COLUMNS,
            section="by",
            name=name,
            count=len(pieces),
            share=len(pieces) / len(projects) if projects else None,
            done=lights[BLUE],
            overdue=len(of_late.get(name, [])),
            rank=1 + sum(share > finished[name] for share in finished.values()) if name in finished else None,
            broken_down=sum(piece.work.number in have_steps for piece in pieces),
            red=lights[RED],
            yellow=lights[YELLOW],
            lacks=lacks.get(name or "", ()),
        )


def _lacking(ledger: Ledger, question: Question, by: str) -> Mapping[str, tuple[str, ...]]:
    """The marks that each group, or each unit, lacks by the rules, by its name; nothing for other parts."""
    today = question.scope.today
    marks = in_force(ledger, today).readiness.get(by, ())
    if not marks:
        return {}
    owners = ledger.owners()
    persons = [one for one in owners if one.kind == "person" and one.is_in_post(today)]
    return {one.name: lacking(one, persons, marks) for one in owners if one.kind == by}


_Parts = Mapping[str | None, list[Answered]]


def _grouping(ledger: Ledger, by: str) -> Callable[[Sequence[Answered]], _Parts]:
    """What puts work into parts, the largest first."""
    if by == "source":
        return lambda pieces: _by_word(pieces, lambda work: work.source)
    if by == "theme":
        return lambda pieces: _by_word(pieces, lambda work: work.theme)
    return lambda pieces: rolled_up(ledger, by, pieces)


def _by_word(pieces: Sequence[Answered], word: Callable[[Work], str | None]) -> _Parts:
    parts: dict[str | None, list[Answered]] = {}
    for piece in pieces:
        parts.setdefault(word(piece.work), []).append(piece)
    return dict(sorted(parts.items(), key=lambda part: -len(part[1])))


def _overdue(late: Sequence[Answered]) -> Iterator[Row]:
    """All that is overdue, and how much of it is of each noun."""
    yield row(COLUMNS, section="overdue", item="total", count=len(late))
    counts = Counter(piece.work.noun for piece in late)
    for key in _tracked():
        if count := counts[key]:
            yield row(COLUMNS, section="overdue", item=key, count=count, share=count / len(late))


def _soon(ledger: Ledger, question: Question) -> Iterator[Row]:
    today = question.scope.today
    soon = ledger.work(question.scope, due_from=today, due_to=shifted(today, question.due_days))
    for piece in answered(ledger, question, of_light(ledger, question, soon)):
        due = piece.work.due
        yield row(
            COLUMNS,
            section="due",
            name=piece.work.title,
            ref=str(piece.work.ref),
            due=due,
            days_left=(due - today).days if due else None,
            lead=piece.lead,
        )


def _matters(ledger: Ledger, question: Question) -> Iterator[Row]:
    """Matters by kind and state, and work of any noun that is neither a project nor a part of one."""
    nouns = [key for key in _tracked() if key not in ("project", "milestone")]
    pieces = list(of_light(ledger, question, ledger.work(question.scope, open_only=False, nouns=nouns)))
    counts = Counter((piece.kind_code, piece.state) for piece in pieces)
    late = Counter((piece.kind_code, piece.state) for piece in pieces if piece.is_overdue(question.scope.today))
    for kind in columns.KIND.words or ():
        for state in STATES:
            if count := counts[kind, state]:
                overdue = late[kind, state]
                yield row(COLUMNS, section="matters", item=state, name=Code(kind), count=count, overdue=overdue)


def _carried(ledger: Ledger, question: Question) -> Iterator[Row]:
    """How much work is open from each earlier plan year, and how much of it is overdue."""
    plan = question.scope.plan
    if plan is None:
        return
    open_work: Counter[int] = Counter()
    late: Counter[int] = Counter()
    for work in ledger.work(question.scope._replace(plan=None)):
        if work.plan and work.plan < plan:
            open_work[work.plan] += 1
            late[work.plan] += work.is_overdue(question.scope.today)
    for year in sorted(open_work):
        yield row(COLUMNS, section="carried", name=str(year), count=open_work[year], overdue=late[year])


def _not_counted(carried: Sequence[Row]) -> Iterator[str]:
    """The note that what is open from earlier years stands in no other count."""
    if carried:
        yield _("What is open from earlier years is in no other count here; `reform overdue` lists all that is late.")


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
