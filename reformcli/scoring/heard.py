"""When units were heard of: what they said themselves of the work that they led.

Heard is a report of completion, a note by the unit, a part of it or a contact of the work (a form that came back makes
some), a stage by it, an answer to an order. A visit to it, or a note by the office, is not.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from reformcli.model.ledger import Ledger
from reformcli.model.note import Note
from reformcli.model.order import Order
from reformcli.model.owner import Owner, normal
from reformcli.model.refs import Ref
from reformcli.model.stage import Stage
from reformcli.model.tree import parents_of, upwards
from reformcli.model.work import Work
from reformcli.rulebook import Rulebook

LeadOn = Callable[[Work, date], tuple[int, ...]]
"""Gives the numbers of the owners who led a piece of work on a day."""

ContactsOn = Callable[[Work, date], Iterable[int]]
"""Gives the numbers of the liaisons and officers of a piece of work on a day."""


class Heard(NamedTuple):
    """The days on which each owner said something of the work that it led on that day, by the owner's number; and the
    days on which any said more than that work was done."""

    days: Mapping[int, list[date]]
    taken: frozenset[date]


def heard(
    ledger: Ledger, work: Iterable[Work], owners: Mapping[int, Owner], lead: LeadOn, contacts: ContactsOn
) -> Heard:
    """When owners were heard of."""
    by_ref = {piece.ref: piece for piece in work}
    days: dict[int, list[date]] = defaultdict(list)
    said = [*_notes(ledger, by_ref, owners, lead, contacts), *_acts(ledger, by_ref)]
    for number, day in (*_reports(by_ref.values(), lead), *said):
        days[number].append(day)
    return Heard(days, frozenset(day for _number, day in said))


_Said = Iterator[tuple[int, date]]
"""The number of an owner, and a day on which it said something."""


def _reports(work: Iterable[Work], lead: LeadOn) -> _Said:
    for piece in work:
        if piece.reported is not None:
            for number in lead(piece, piece.reported):
                yield number, piece.reported


def _acts(ledger: Ledger, by_ref: Mapping[Ref, Work]) -> _Said:
    for stage in ledger.find(Stage):
        if stage.by is not None and stage.date is not None and stage.about in by_ref:
            yield stage.by, stage.date
    for order in ledger.find(Order):
        if order.owner is not None and order.answered is not None:
            yield order.owner, order.answered


def _notes(
    ledger: Ledger, by_ref: Mapping[Ref, Work], owners: Mapping[int, Owner], lead: LeadOn, contacts: ContactsOn
) -> _Said:
    """Notes about work by who led it, a part of that, or a contact of the work."""
    parents = parents_of(owners.values())
    called: dict[str, set[int]] = defaultdict(set)
    for owner in owners.values():
        for name in owner.all_names:
            called[normal(name)].add(owner.number)
    for note in ledger.find(Note):
        piece = by_ref.get(note.about) if note.about else None
        authors = called.get(normal(note.author), set()) if note.author else set()
        if piece is None or note.date is None or not authors:
            continue
        voices = {number for author in authors for number in upwards(author, parents)}
        by_contact = bool(authors.intersection(contacts(piece, note.date)))
        for number in lead(piece, note.date):
            if by_contact or number in voices:
                yield number, note.date


def last_day(ledger: Ledger, rules: Rulebook, month: date) -> date:
    """The last day for the reports of the month that a day is in: the rule's, or a working day after it where it is a
    day off."""
    from reformcli.deadlines import add_workdays, is_workday
    from reformcli.model.day import Day

    rule, country = rules.reporting, rules.dates.region or rules.dates.country
    day = rule_day(rules, month)
    calendar = {one.date: one.working for one in ledger.find(Day) if one.date is not None}
    return day if is_workday(day, country, calendar) else add_workdays(day, rule.off, country, calendar)


def rule_day(rules: Rulebook, month: date) -> date:
    """The last day for reports by the rule alone; the last day of a month that is shorter."""
    return date(month.year, month.month, min(rules.reporting.day, monthrange(month.year, month.month)[1]))
