"""Visit plan (督查计划): which units to see next, by light, open matters and days since the last visit."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from reformcli import columns
from reformcli.i18n import _, in_a_line, mark, plural
from reformcli.model.colours import BLUE, GREEN, GREY, LIGHTS, RED, YELLOW
from reformcli.model.days import quarter_of, shifted
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.model.visit import Visit
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Question
from reformcli.rulebook import VisitRhythm, in_force
from reformcli.table import Column, Row, Shape, Table

COLUMNS = (
    Column("title", mark("Unit"), mark("Unit to be seen."), main=True),
    columns.LIGHT._replace(help=mark("The worst light of what it leads or answers for.")),
    Column("work", mark("Work"), mark("Refs of the work with that light."), Shape.LIST),
    Column("last_visit", mark("Last visit"), mark("Day of the last visit, to check or to help."), Shape.DATE),
    Column("days", mark("Days"), mark("Days since then."), Shape.NUMBER),
    Column("quarter", mark("Quarter"), mark("Visits that it received in this quarter."), Shape.NUMBER),
    Column("cap", mark("Cap"), mark("Visits that it may receive in a quarter, by the rule visits.cap."), Shape.NUMBER),
    Column("due", mark("To be seen from"), mark("Day from which it is to be seen again."), Shape.DATE),
    Column("why", mark("Why"), mark("Why it is to be seen."), detail=True),
)

CALENDAR = (
    columns.REF,
    columns.TITLE,
    columns.DUE,
    columns.UID,
    columns.SEQUENCE,
)
"""What a calendar takes: the unit in the place of a ref; the version goes up with each visit that it received."""

_ORDER = (RED, YELLOW, GREEN, BLUE)
_MOST_REFS = 4


class _Unit(NamedTuple):
    """What is known of a unit: the work that it answers for by light, and the days on which it was visited."""

    owner: Owner
    work: dict[str, list[Answered]]
    visits: list[date]


class _Planned(NamedTuple):
    """A unit that is to be seen: its rank among others, its row, its row in a calendar."""

    rank: tuple[bool, int, int, str]
    line: Row
    entry: Row


def visit_plan(ledger: Ledger, question: Question, *, as_calendar: bool = False) -> Table:
    """One row for each unit that is to be seen by the rules, the most pressing first; those over the cap last."""
    scope = question.scope
    rules = in_force(ledger, scope.today).visits
    planned = [_planned(unit, rules, scope.today) for unit in _units(ledger, question)]
    ranked = sorted((one for one in planned if one is not None), key=lambda one: one.rank)
    return Table(
        "visit-plan",
        _("Visits to make, on {day}", day=scope.today),
        CALENDAR if as_calendar else COLUMNS,
        tuple(one.entry if as_calendar else one.line for one in ranked),
        empty=_("No unit is to be seen by the rules."),
    )


def _units(ledger: Ledger, question: Question) -> list[_Unit]:
    """Units that answer for open work, or for what was closed, in scope."""
    work: dict[str, dict[str, list[Answered]]] = defaultdict(lambda: defaultdict(list))
    verdicts = dict(lit(ledger, question, ledger.work(question.scope)))
    for piece in answered(ledger, question, verdicts):
        for name in piece.lead:
            work[name][verdicts[piece.work].light].append(piece)
    visits: dict[int, list[date]] = defaultdict(list)
    for visit in ledger.find(Visit):
        if visit.owner is not None and visit.date is not None and visit.date <= question.scope.today:
            visits[visit.owner].append(visit.date)
    return [
        _Unit(owner, work[owner.name], sorted(visits[owner.number]))
        for owner in ledger.owners()
        if owner.kind == "unit" and owner.name in work
    ]


def _planned(unit: _Unit, rules: VisitRhythm, today: date) -> _Planned | None:
    """The row of a unit that is to be seen, and its rank; None where it was seen lately enough for its light."""
    light = next((one for one in _ORDER if unit.work.get(one)), GREY)
    wait = {RED: rules.red, YELLOW: rules.yellow, GREEN: rules.green, BLUE: rules.blue}.get(light)
    if wait is None:
        return None
    latest = unit.visits[-1] if unit.visits else None
    days = None if latest is None else (today - latest).days
    if days is not None and days < wait:
        return None
    first, last = quarter_of(today)
    received = sum(first <= day for day in unit.visits)
    over = rules.cap is not None and received >= rules.cap
    pieces = unit.work[light]
    refs = tuple(str(piece.work.ref) for piece in pieces[:_MOST_REFS])
    matters = [piece for group in unit.work.values() for piece in group if piece.work.noun == "matter"]
    why = [_("{light}: every {days} days", light=_(LIGHTS[light]), days=wait)]
    why += [] if latest is not None else [_("never visited")]
    why += [plural("{n} open matter", "{n} open matters", len(matters))] if matters else []
    why += [_("the cap of the quarter is reached")] if over else []
    due = today if latest is None else max(today, shifted(latest, wait))
    seen_from = shifted(last, 1) if over else due
    line: Row = (
        unit.owner.name,
        light,
        refs,
        latest,
        days,
        received,
        rules.cap,
        seen_from,
        in_a_line(why),
    )
    rank = (over, _ORDER.index(light), -(days if days is not None else 10_000), unit.owner.name)
    title = _("Visit {unit}", unit=unit.owner.name)
    return _Planned(rank, line, (unit.owner.name, title, seen_from, f"{unit.owner.uid}-visit", len(unit.visits)))
