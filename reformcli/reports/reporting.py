"""Reporting: which units have not reported on their work this month, and what to write to their contacts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reformcli import columns
from reformcli.i18n import _, joined, mark, plural
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.model.work import Work
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import of_light
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import place
from reformcli.reports.statements import statements
from reformcli.rulebook import Rulebook, in_force
from reformcli.scoring.heard import heard, last_day, rule_day
from reformcli.scoring.records import CONTACTS
from reformcli.table import Column, Row, Shape, Table, row

STATES = {
    "due": mark("not yet reported"),
    "missing": mark("not reported"),
    "late": mark("reported late"),
    "reported": mark("reported"),
}
"""How a unit stands in the month: before the day and past it, without a report and with one."""

COLUMNS = (
    Column("unit", mark("Unit"), mark("Unit that leads the work and reports for all."), main=True),
    columns.LIAISON._replace(detail=False),
    Column(
        "officer",
        mark("Officer"),
        mark("Who does the work at the desk, on the day asked about."),
        Shape.LIST,
        detail=True,
    ),
    Column("open", mark("Open"), mark("Open projects and matters that it reports on."), Shape.NUMBER),
    Column("last", mark("Last heard"), mark("Last day on which it said anything of its work."), Shape.DATE),
    columns.STATE._replace(help=mark("Whether it has reported this month."), words=STATES),
    Column("refs", mark("Work"), mark("Refs of that work."), Shape.LIST, detail=True),
    Column("reminder", mark("Reminder"), mark("A text to send, for those that have not reported."), detail=True),
)


class _Unit(NamedTuple):
    """A unit and the open work that it reports on."""

    owner: Owner
    pieces: list[Answered]

    def contacts(self, role: str) -> tuple[str, ...]:
        """Those in a role for any of the work."""
        return tuple(dict.fromkeys(name for piece in self.pieces for name in piece.names(role)))


def reporting(ledger: Ledger, question: Question) -> Table:
    """One row for each unit that has not reported in the month of the day asked about; with --all for every unit."""
    if question.has("statements"):
        return statements(ledger, question)
    today, rules = question.scope.today, in_force(ledger, question.scope.today)
    by, notes = day_of_reports(ledger, question, rules)
    units = _units(ledger, question)
    heard = _heard(ledger, question, units)
    states = {unit.owner.number: _state(heard[unit.owner.number], today, by) for unit in units}
    missing = sum(state in ("due", "missing") for state in states.values())
    rows = tuple(
        _row(unit, heard[unit.owner.number], states[unit.owner.number], by)
        for unit in units
        if question.has("all") or states[unit.owner.number] in ("due", "missing")
    )
    summary = plural(
        "{n} of {units} units has not reported; the day is {date}.",
        "{n} of {units} units have not reported; the day is {date}.",
        missing,
        units=len(units),
        date=by,
    )
    title = _("Reports of {month} by {date}", month=f"{today:%Y-%m}", date=by)
    empty = _("Every unit has reported.") if units else _("No unit has open work to report on.")
    return Table("reporting", title, COLUMNS, rows, notes=(summary, *notes) if rows else (), empty=empty)


def unheard(ledger: Ledger, question: Question) -> list[tuple[str, date | None, tuple[str, ...]]]:
    """The units that have not reported in the month of the day asked about, those heard longest ago first: name, the
    last day on which they were heard, None where they never were, and the refs of their work."""
    today = question.scope.today
    units = _units(ledger, question)
    heard = _heard(ledger, question, units)
    silent = [
        (unit.owner.name, max(heard[unit.owner.number], default=None), tuple(str(one.work.ref) for one in unit.pieces))
        for unit in units
        if not _this_month(heard[unit.owner.number], today)
    ]
    return sorted(silent, key=lambda silence: (silence[1] or date.min, -len(silence[2])))


def day_of_reports(ledger: Ledger, question: Question, rules: Rulebook) -> tuple[date, tuple[str, ...]]:
    """The last day of the month's reports: the rule's, or a working day after it where it is off; and what to note."""
    from reformcli.deadlines import published

    by_rule, day = rule_day(rules, question.scope.today), last_day(ledger, rules, question.scope.today)
    if by_rule == day:
        return day, ()
    country = rules.dates.region or rules.dates.country
    notes = [_("{date} is a day off.", date=by_rule)]
    if not published(day.year, country):
        unknown = _("no calendar of working days is published for {year} in {country}", year=day.year, country=country)
        notes.append(unknown)
    return day, tuple(notes)


def _units(ledger: Ledger, question: Question) -> list[_Unit]:
    """The units that lead open projects or answer for open matters, in the order of the most work."""
    work = of_light(ledger, question, ledger.work(question.scope))
    pieces = answered(ledger, question, (piece for piece in work if not piece.is_milestone))
    by_name: dict[str, list[Answered]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda reported: place(reported.work)):
        for name in piece.lead:
            by_name[name].append(piece)
    units = [_Unit(owner, by_name[owner.name]) for owner in ledger.owners() if owner.name in by_name]
    return sorted(units, key=lambda unit: (-len(unit.pieces), unit.owner.number))


def _heard(ledger: Ledger, question: Question, units: Sequence[_Unit]) -> Mapping[int, list[date]]:
    """The days up to the one asked about on which each unit said something of the work that it leads, by its number."""
    today = question.scope.today
    every = answered(ledger, question, ledger.work(question.scope._replace(light=()), open_only=False))
    owners = {owner.number: owner for owner in ledger.owners()}
    numbers = {owner.name: owner.number for owner in owners.values()}
    by_ref = {piece.work.ref: piece for piece in every}

    def lead(work: Work, _day: date) -> tuple[int, ...]:
        return tuple(numbers[name] for name in by_ref[work.ref].lead)

    def contacts(work: Work, _day: date) -> Iterator[int]:
        return (numbers[name] for role in CONTACTS for name in by_ref[work.ref].names(role))

    days, _taken = heard(ledger, (piece.work for piece in every), owners, lead, contacts)
    said = {unit.owner.number: days.get(unit.owner.number, []) for unit in units}
    return {number: [day for day in several if day <= today] for number, several in said.items()}


def _state(heard: Sequence[date], today: date, last_day: date) -> str:
    if this_month := _this_month(heard, today):
        return "reported" if min(this_month) <= last_day else "late"
    return "due" if today <= last_day else "missing"


def _this_month(heard: Sequence[date], today: date) -> list[date]:
    return [day for day in heard if (day.year, day.month) == (today.year, today.month)]


def _row(unit: _Unit, heard: Sequence[date], state: str, last_day: date) -> Row:
    refs = tuple(str(piece.work.ref) for piece in unit.pieces)
    return row(
        COLUMNS,
        unit=unit.owner.name,
        liaison=unit.contacts("liaison"),
        officer=unit.contacts("officer"),
        open=len(unit.pieces),
        last=max(heard, default=None),
        state=state,
        refs=refs,
        reminder=_reminder(unit, refs, last_day) if state in ("due", "missing") else None,
    )


def _reminder(unit: _Unit, refs: Sequence[str], last_day: date) -> str:
    """What to write to the contacts of a unit, or to the unit where it has none."""
    contacts = unit.contacts("liaison") or unit.contacts("officer") or (unit.owner.name,)
    facts = {
        "names": joined(contacts),
        "unit": unit.owner.name,
        "month": f"{last_day:%Y-%m}",
        "refs": joined(refs),
        "date": last_day,
    }
    return _("{names}: please report how {refs} of {unit} stand in {month}; the day is {date}.", **facts)


REPORT = Report(
    reporting,
    COLUMNS,
    (
        ("reform reporting --json | jq -r '.[].reminder'", mark("The texts to send to those who have not reported.")),
        ("reform reporting --all --today 2026-06-30", mark("How every unit stood at the end of June.")),
    ),
    (
        Option("all", FieldKind.FLAG, mark("Every unit, also those that have reported.")),
        Option("statements", FieldKind.FLAG, mark("Instead, who has not handed in the statement of the year.")),
    ),
    alarms=True,
    rows_by=("unit",),
)
