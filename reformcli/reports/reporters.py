"""Reporters: which units are proposed to report to a meeting on a set topic, by the rules, each with its reason."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from reformcli.i18n import _, plural
from reformcli.model.colours import RED
from reformcli.model.ledger import Ledger
from reformcli.model.mark import Mark
from reformcli.model.meeting import LIAISONS, Meeting
from reformcli.reports.answering import Answered, answered, grouped
from reformcli.reports.lit import lit
from reformcli.reports.question import Question
from reformcli.reports.reporting import unheard
from reformcli.reports.scoped import Place, place
from reformcli.rulebook import in_force
from reformcli.verbs.meetings import all_before
from reformcli.verbs.scores import PRAISE

_MOST_REFS = 6
"""How many refs a reason names."""


class Reporter(NamedTuple):
    """A unit that is proposed, why, and the refs of the work that it is to report on."""

    unit: str
    why: str
    refs: tuple[str, ...]


def proposed(ledger: Ledger, question: Question, meeting: Meeting, chosen: frozenset[str]) -> tuple[Reporter, ...]:
    """The units that should report to a meeting to come, the most pressing first, besides those that are `chosen`.

    A group hears those who lead what it has claimed. The liaisons' meeting hears everybody, one that is over nobody.
    """
    today, rules = question.scope.today, in_force(ledger, question.scope.today).meetings
    if meeting.body == LIAISONS or (meeting.date or date.min) < today:
        return ()
    asked = question._replace(scope=question.scope._replace(group=meeting.owner))
    units: dict[str, Reporter] = {}
    for reason in rules.choose:
        for reporter in _REASONS[reason](ledger, asked, meeting):
            if reporter.unit not in chosen:
                units.setdefault(reporter.unit, reporter)
    return tuple(units.values())[: max(0, rules.reporters - len(chosen))]


def _with_red_lights(ledger: Ledger, question: Question, _meeting: Meeting) -> Iterator[Reporter]:
    """The lead units of work with red lights, those with the most of it first, then by how late it is."""
    today = question.scope.today

    def late(piece: Answered) -> tuple[int, Place]:
        return -piece.work.days_late(today), place(piece.work)

    red = question._replace(scope=question.scope._replace(light=(RED,)))
    lights = lit(ledger, red, (work for work in ledger.work(red.scope) if not work.is_milestone))
    by_unit = grouped("owner", answered(ledger, red, (work for work, _verdict in lights)))
    named = [(unit, sorted(works, key=late)) for unit, works in by_unit.items() if unit is not None]
    for unit, works in sorted(named, key=lambda group: (-len(group[1]), late(group[1][0]), group[0])):
        longest = works[0].work.days_late(today)
        why = plural("{n} red light", "{n} red lights", len(works))
        if longest:
            why = _("{lights}, up to {days} late", lights=why, days=plural("{n} day", "{n} days", longest))
        yield Reporter(unit, why, tuple(str(piece.work.ref) for piece in works[:_MOST_REFS]))


def _silent(ledger: Ledger, question: Question, _meeting: Meeting) -> Iterator[Reporter]:
    """The units from which nothing was heard this month, those of which it was longest ago first."""
    for unit, last, refs in unheard(ledger, question):
        why = _("nothing heard since {date}", date=last) if last else _("never heard")
        yield Reporter(unit, why, refs[:_MOST_REFS])


def _praised(ledger: Ledger, question: Question, meeting: Meeting) -> Iterator[Reporter]:
    """The units that were praised since the last meeting of the body, the last one first."""
    last = next(iter(all_before(meeting, ledger.find(Meeting))), None)
    names = ledger.names()
    since = last.date if last is not None and last.date is not None else date.min
    days = [
        (judged.date, judged.number, judged)
        for judged in ledger.find(Mark, rule=PRAISE)
        if judged.date is not None and since <= judged.date <= question.scope.today
    ]
    for day, _number, judged in sorted(days, key=lambda praise: praise[:2], reverse=True):
        why = _("praised on {date}: {reason}", date=day, reason=judged.reason or "")
        yield Reporter(names[judged.owner], why, (str(judged.evidence),) if judged.evidence else ())


_Reason = Callable[[Ledger, Question, Meeting], Iterator[Reporter]]

_REASONS: Mapping[str, _Reason] = {RED: _with_red_lights, "silent": _silent, "praised": _praised}
"""What finds the units for each reason of `rulebook.sections.REPORTERS`."""
