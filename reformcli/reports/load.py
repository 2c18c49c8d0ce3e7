"""Load: how much each unit has to carry, against caps: open work, what is due soon and late, matters, visits, papers.

A unit's row counts what its parts carry too, each piece once. Against the caps stands what it carries itself: else a
whole would be over a cap whose parts are each under it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reformcli.i18n import _, mark
from reformcli.model.days import quarter_of
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.owner import Owner
from reformcli.model.scope import Scope
from reformcli.model.tree import counted_under, parents_of, within
from reformcli.model.visit import HELP, Visit
from reformcli.reports.answering import NOBODY, answered
from reformcli.reports.lit import of_light
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out
from reformcli.rulebook import Caps, Rulebook, in_force
from reformcli.table import Column, Row, Shape, Table

_CAPS = {"work": mark("open projects"), "visits": mark("visits"), "papers": mark("papers")}

COLUMNS = (
    Column(
        "unit",
        mark("Unit"),
        mark("Unit that answers for the work or was visited; its row counts its parts too."),
        main=True,
        blank=NOBODY,
    ),
    Column("open", mark("Open"), mark("Open projects in which it is lead, responsible or supporting."), Shape.NUMBER),
    Column("leads", mark("Leads"), mark("How many of them it leads."), Shape.NUMBER, detail=True),
    Column(
        "due",
        mark("Due soon"),
        mark("Work that is due in the days ahead: projects, milestones, matters."),
        Shape.NUMBER,
    ),
    Column("overdue", mark("Overdue"), mark("Work that is overdue: projects, milestones, matters."), Shape.NUMBER),
    Column(
        "matters",
        mark("Matters"),
        mark("Open matters that it answers for or helps with."),
        Shape.NUMBER,
        detail=True,
    ),
    Column("raised", mark("Raised"), mark("Open obstacles that it raised."), Shape.NUMBER, detail=True),
    Column("visits", mark("Visits"), mark("Visits that it received in the period."), Shape.NUMBER),
    Column(
        "quarter",
        mark("In the quarter"),
        mark("Visits that it received in the quarter of the day, whatever the period."),
        Shape.NUMBER,
        detail=True,
    ),
    Column(
        "helped", mark("To help"), mark("How many of those in the period were made to help."), Shape.NUMBER, detail=True
    ),
    Column("hours", mark("Hours"), mark("How long they took, in hours."), Shape.NUMBER, detail=True),
    Column("papers", mark("Papers"), mark("Papers that it was asked for on these visits."), Shape.NUMBER),
    Column(
        "over",
        mark("Over the cap"),
        mark("What it has too much of itself; its parts have the same caps."),
        Shape.LIST,
        _CAPS,
        detail=True,
    ),
    Column("work_cap", mark("Cap on projects"), mark("The rule caps.work."), Shape.NUMBER, detail=True),
    Column(
        "visits_cap",
        mark("Cap on visits"),
        mark("The rule visits.cap: visits in a quarter."),
        Shape.NUMBER,
        detail=True,
    ),
    Column("papers_cap", mark("Cap on papers"), mark("The rule caps.papers."), Shape.NUMBER, detail=True),
)

_ROLES = ("lead", "responsible", "supporting")

_RowsOf = Mapping[str | None, tuple[str | None, ...]]
"""The rows in which what an owner carries counts, by its name; None is nobody."""


@dataclass(slots=True)
class _Load:
    """What one unit carries, with its parts; what is `own` it carries itself, and only that is held against caps."""

    open: int = 0
    leads: int = 0
    due: int = 0
    overdue: int = 0
    matters: int = 0
    raised: int = 0
    visits: int = 0
    quarter: int = 0
    helped: int = 0
    hours: float = 0.0
    papers: int = 0
    own_open: int = 0
    own_quarter: int = 0
    own_papers: int = 0

    def over(self, rules: Rulebook) -> tuple[str, ...]:
        """Which caps of the rules it is over."""
        caps, most = rules.caps, rules.visits.cap
        figures = (
            ("work", self.own_open, caps.work),
            ("visits", self.own_quarter, most),
            ("papers", self.own_papers, caps.papers),
        )
        return tuple(name for name, figure, cap in figures if cap is not None and figure > cap)


def load(ledger: Ledger, question: Question) -> Table:
    """One row for each unit that has open work or was visited, the fullest first."""
    today = question.scope.today
    rules = in_force(ledger, today)
    since = question.option("since", date) or date(today.year, 1, 1)
    loads: defaultdict[str | None, _Load] = defaultdict(_Load)
    owners = ledger.owners()
    rows_of = _rows_of(owners)
    alone = _asked_for(owners, question)
    _count_work(loads, ledger, question, rows_of)
    _count_raised(loads, ledger, question, rows_of)
    _count_visits(loads, ledger, question, since, alone is not None, rows_of)
    ordered = sorted(loads.items(), key=lambda item: (-item[1].open, -item[1].overdue, -item[1].visits, item[0] or ""))
    rows = tuple(
        _row(unit, carried, rules)
        for unit, carried in ordered
        if (alone is None or unit in alone) and (carried.over(rules) or not question.has("over"))
    )
    return Table(
        "load",
        _("Load on {day}, visits since {since}", day=today, since=since),
        COLUMNS,
        rows,
        notes=left_out(ledger, question, ledger.work),
        empty=_("No unit has open work or was visited.")
        if not question.has("over")
        else _("The rules have no caps: see [caps] and visits.cap in `reform rules show`.")
        if rules.caps == Caps() and rules.visits.cap is None
        else _("No unit is over a cap."),
    )


def _rows_of(owners: Iterable[Owner]) -> _RowsOf:
    found: dict[str | None, tuple[str | None, ...]] = {None: (None,)}
    found.update((name, rows) for name, rows in counted_under(owners, "unit").items())
    return found


def _rows(rows_of: _RowsOf, name: str | None) -> tuple[str | None, ...]:
    """The rows in which what an owner carries counts: its own alone where it came while the report was read."""
    return rows_of.get(name, (name,))


def _row(unit: str | None, carried: _Load, rules: Rulebook) -> Row:
    return (
        unit,
        carried.open,
        carried.leads,
        carried.due,
        carried.overdue,
        carried.matters,
        carried.raised,
        carried.visits,
        carried.quarter,
        carried.helped,
        carried.hours,
        carried.papers,
        carried.over(rules),
        rules.caps.work,
        rules.visits.cap,
        rules.caps.papers,
    )


def _count_work(loads: Mapping[str | None, _Load], ledger: Ledger, question: Question, rows_of: _RowsOf) -> None:
    today, days = question.scope.today, question.option("days", int)
    soon = today + timedelta(days=question.due_days if days is None else days)
    for one in answered(ledger, question, of_light(ledger, question, ledger.work(question.scope))):
        work = one.work
        leading = {unit for name in one.lead for unit in _rows(rows_of, name)}
        names: Sequence[str | None] = [name for role in _ROLES for name in one.names(role)] or [None]
        for unit in dict.fromkeys(unit for name in names for unit in _rows(rows_of, name)):
            carried = loads[unit]
            if work.is_project:
                carried.open += 1
                carried.own_open += unit in names
                carried.leads += unit in leading
            elif not work.is_milestone:
                carried.matters += 1
            carried.due += work.due is not None and today <= work.due <= soon
            carried.overdue += work.is_overdue(today)


def _count_raised(loads: Mapping[str | None, _Load], ledger: Ledger, question: Question, rows_of: _RowsOf) -> None:
    """Open obstacles in scope, under whoever raised them."""
    names = ledger.names()
    raised = {matter.number: matter.raised_by for matter in ledger.find(Matter, kind="obstacle")}
    for work in of_light(ledger, question, ledger.work(question.scope, nouns=("matter",))):
        if (raiser := raised.get(work.number)) is not None:
            for unit in _rows(rows_of, names.get(raiser)):
                loads[unit].raised += 1


def _count_visits(
    loads: Mapping[str | None, _Load],
    ledger: Ledger,
    question: Question,
    since: date,
    alone: bool,
    rows_of: _RowsOf,
) -> None:
    """Visits from `since` to today, and those of the quarter; where filters are given, those about the projects that
    they leave."""
    scope = question.scope
    projects = None
    if scope != Scope(scope.today, owner=scope.owner if alone else None, kinds=scope.kinds):
        pieces = ledger.work(scope._replace(kinds=()), open_only=False, nouns=("project",))
        projects = {piece.number for piece in of_light(ledger, question, pieces)}
    names = ledger.names()
    quarter, _last = quarter_of(scope.today)
    for visit in ledger.find(Visit):
        if visit.date is None or visit.date > scope.today or not _about(visit.projects, projects):
            continue
        visited = None if visit.owner is None else names.get(visit.owner)
        if visit.date >= quarter:
            loads[visited].own_quarter += 1
            for unit in _rows(rows_of, visited):
                loads[unit].quarter += 1
        if visit.date >= since:
            loads[visited].own_papers += len(visit.papers)
            for unit in _rows(rows_of, visited):
                loads[unit].visits += 1
                loads[unit].helped += visit.purpose == HELP
                loads[unit].hours += visit.hours or 0
                loads[unit].papers += len(visit.papers)


def _about(subjects: Iterable[int], projects: set[int] | None) -> bool:
    return projects is None or not projects.isdisjoint(subjects)


def _asked_for(owners: Iterable[Owner], question: Question) -> set[str] | None:
    """The unit that --owner names, and its parts: others that answer for their work are then left out. None where it
    names none, or an owner of another kind."""
    known = {owner.number: owner for owner in owners}
    asked = question.scope.owner
    if asked is None or known[asked].kind != "unit":
        return None
    return {known[number].name for number in within(asked, parents_of(known.values()))}


REPORT = Report(
    load,
    COLUMNS,
    (
        ("reform load --days 28", mark("What each unit has before it in the next four weeks.")),
        ("reform load --over --exit-code", mark("Whether any unit is over a cap, for a script.")),
    ),
    (
        Option("days", FieldKind.NUMBER, mark("How many days ahead; 14 unless set otherwise.")),
        Option("since", FieldKind.DATE, mark("First day of the period for visits and papers; 1 January unless given.")),
        Option("over", FieldKind.FLAG, mark("Only units over a cap of the rules.")),
    ),
    alarms=True,
    rows_by=("unit",),
)
