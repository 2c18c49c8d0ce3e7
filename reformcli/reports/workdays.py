"""Working days: the special days of a year, and the deadlines that another calendar would move."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from reformcli import columns, deadlines
from reformcli.deadlines import Conventions, Reading
from reformcli.deadlines.rule_forms import WEEKDAYS
from reformcli.deadlines.workdays import is_workday
from reformcli.i18n import _, language, mark
from reformcli.model.day import Day
from reformcli.model.declared import DeclaredDays
from reformcli.model.fields import Thing, fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.scope import Scope
from reformcli.table import Column, Row, Shape, Table

LEDGER, PACKAGE = "ledger", "holidays"

YEAR_COLUMNS = (
    columns.of_field(fields_of(Day)["date"]),
    Column(
        "weekday",
        mark("Weekday"),
        mark("Which day of the week it is."),
        words={name.lower(): name for name in WEEKDAYS},
    ),
    columns.of_field(fields_of(Day)["working"]),
    columns.of_field(fields_of(Day)["name"], main=True),
    Column(
        "source",
        mark("Known from"),
        mark("Where it is said: in the ledger or in the holidays package."),
        words={LEDGER: mark("ledger"), PACKAGE: mark("holidays package")},
    ),
)

MOVED_COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.DUE,
    Column("due_new", mark("New calendar"), mark("Last day in time by the new calendar."), Shape.DATE),
    columns.of_field(fields_of(Project)["due_said"]),
    Column("said_on", mark("Said on"), mark("Day from which those words are read."), Shape.DATE, detail=True),
    Column("command", mark("To move it"), mark("What to type once the move is approved."), detail=True),
)


# A year


def year(number: int, days: Iterable[Day], conventions: Conventions) -> Table:
    """The special days of a year: public holidays, weekend days that are worked, and what the ledger declares."""
    declared = {day.date: day for day in days if day.date is not None and day.date.year == number}
    known = _published_days(number, conventions.place)
    rows = tuple(_special(day, declared, known, conventions) for day in sorted(declared.keys() | known.keys()))
    first = date(number, 1, 1)
    every = (first + timedelta(days=past) for past in range((date(number, 12, 31) - first).days + 1))
    worked = sum(is_workday(day, conventions.place, conventions.calendar) for day in every)
    return Table(
        "workdays",
        _("Special days of {year} in {country}", year=number, country=conventions.place),
        YEAR_COLUMNS,
        rows,
        notes=(_("Working days in {year}: {n}.", year=number, n=worked),),
        empty=_("Nothing but weekends is known of {year}; it has {n} working days.", year=number, n=worked),
    )


def _special(day: date, declared: Mapping[date, Day], published: Mapping[date, str], conventions: Conventions) -> Row:
    worked = is_workday(day, conventions.place, conventions.calendar)
    name = (declared[day].name if day in declared else None) or published.get(day)
    return (day, WEEKDAYS[day.weekday()].lower(), worked, name, LEDGER if day in declared else PACKAGE)


def _published_days(number: int, country: str) -> dict[date, str]:
    """The public holidays and the weekend days worked in a year, by the `holidays` package, with their names."""
    from holidays import country_holidays

    spoken = "zh_CN" if language() == "zh" else "en_US"
    try:
        # The next year too, whose notice may name days of this one.
        whole, _dash, region = country.partition("-")
        calendar = country_holidays(whole, subdiv=region or None, years=(number, number + 1), language=spoken)
    except NotImplementedError:
        return {}
    worked = dict.fromkeys(calendar.weekend_workdays, _("worked for a day off"))
    return {day: _iso_dates(name) for day, name in {**calendar, **worked}.items() if day.year == number}


def _iso_dates(name: str) -> str:
    """A name with the dates in it as everywhere else; in English the package has the month before the day."""
    return re.sub(r"\b(\d\d)/(\d\d)/(\d{4})\b", r"\3-\1-\2", name)


# What another calendar would move


class _Limit(NamedTuple):
    """A time limit of something open: the words, the date that they gave, the plan year that they are meant in."""

    ref: Ref
    title: str
    due: date
    said: str
    plan: int | None


SaidOn = Callable[[Thing], Iterable[date]]
"""The days on which the due date that a thing now has was recorded, the newest first."""


def moved(
    ledger: Ledger, conventions: Conventions, new: Mapping[date, bool], today: date, said_on: SaidOn
) -> tuple[Table, list[str]]:
    """The open work that would fall due on another day by the calendar `new` of the ledger.

    `conventions` holds the calendar that counts so far. Beside the table: the refs of those whose words count working
    days, but from a day that is not known, so that nothing certain can be said.
    """
    rows: list[Row] = []
    unclear: list[str] = []
    old = conventions.calendar
    changed = [day for day in {*old, *new} if old.get(day) != new.get(day)]
    counts: dict[tuple[str, int | None], bool] = {}
    for limit in _limits(ledger, today):
        said = (limit.said, limit.plan)
        if said not in counts:
            counts[said] = _asks_for_working_days(limit, conventions, today)
        if not counts[said]:
            continue
        bases = tuple(dict.fromkeys(said_on(ledger.get(limit.ref))))
        found = _again(limit, bases, conventions, new)
        if found is None:
            if _may_move(limit, bases[0] if bases else today, conventions, changed):
                unclear.append(str(limit.ref))
        elif found[1] != limit.due:
            base, due = found
            rows.append((str(limit.ref), limit.title, limit.due, due, limit.said, base, _command(limit.ref, due)))
    notes = (_("Nothing was moved: each move needs its reason and its approver."),) if rows else ()
    title = _("Deadlines that the new calendar would move")
    return Table("moved", title, MOVED_COLUMNS, rows, notes=notes, empty=_("No deadline would move.")), unclear


def _limits(ledger: Ledger, today: date) -> Iterator[_Limit]:
    for work in ledger.work(Scope(today)):
        if work.due and work.due_said:
            yield _Limit(work.ref, work.title, work.due, work.due_said, work.plan)


def _asks_for_working_days(limit: _Limit, conventions: Conventions, today: date) -> bool:
    """Whether reading the words looks at any working day, from whatever day they count."""
    calendar = DeclaredDays(lambda: conventions.calendar)
    _days(limit, today, replace(conventions, calendar=calendar))
    return calendar.asked


def _again(
    limit: _Limit, bases: Iterable[date], conventions: Conventions, new: Mapping[date, bool]
) -> tuple[date, date] | None:
    """The day on which the words gave the present date, and what they give by the calendar `new`; None where no day
    gives it.

    The date may have been read before the ledger declared any day, so it is looked for by the bare calendar too.
    """
    for base in bases:
        after = _days(limit, base, replace(conventions, calendar=new))
        for calendar in (conventions.calendar, {}):
            before = _days(limit, base, replace(conventions, calendar=calendar))
            if limit.due in before and len(after) == len(before):
                due = after[before.index(limit.due)]
                return None if due is None else (base, due)
    return None


def _may_move(limit: _Limit, base: date, conventions: Conventions, changed: Iterable[date]) -> bool:
    """Whether a changed day is so near a date that the words, counting as far as they do from `base`, may pass it."""
    far = max((abs(day - base) for day in _days(limit, base, conventions) if day is not None), default=timedelta())
    around = far + timedelta(days=14)
    return any(limit.due - around <= day <= limit.due + timedelta(days=14) for day in changed)


def _days(limit: _Limit, base: date, conventions: Conventions) -> tuple[date | None, ...]:
    """Every day that the words name when they are read on the day `base`, in an order that no calendar changes."""
    if limit.plan is not None:
        conventions = replace(conventions, plan_year=limit.plan)
    reading: Reading = deadlines.read(limit.said.strip(), base, conventions)
    if reading.rule:
        first, last = date(limit.due.year, 1, 1), date(limit.due.year, 12, 31)
        return tuple(deadlines.occurrences(reading.rule, first, last, conventions.place, conventions.calendar))
    return (reading.end, reading.other_end, *reading.milestones)


def _command(ref: Ref, due: date) -> str:
    return f"reform extend {ref} --to {due} --reason … --approved-by …"
