"""Recurrence rules: a small language of English words, stored as text and turned into dates.

A rule is one of the forms of `rule_forms.FORMS`, or several joined with ` and `. It may end with ` or next working day`
(a due day that is not worked moves to the next one that is) and with `; from DATE`, `; until DATE` and
`; then date DATE`. Rules are data: stored and compared as text, never translated; `say` says one in the reader's
language.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from reformcli.deadlines.calendars import by_english_name
from reformcli.deadlines.rule_forms import FORMS, LAST, WEEKDAYS, Match, RuleForm
from reformcli.deadlines.spans import last_of_month
from reformcli.deadlines.workdays import NO_OVERRIDES, Window, next_workday
from reformcli.i18n import DEFAULT, _, language

HORIZON_YEARS = 12
"""How many years ahead the next due day is looked for."""

_TWO_WEEKS = timedelta(weeks=2)

NEXT_WORKDAY = " or next working day"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule taken apart: its parts with their forms, and what is written after them."""

    parts: tuple[tuple[RuleForm, Match], ...]
    moves: bool
    start: date | None
    until: date | None
    then: date | None


@cache
def _patterns() -> tuple[tuple[RuleForm, re.Pattern[str]], ...]:
    return tuple((form, re.compile(form.pattern)) for form in FORMS)


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(r"(from|until|then date) (\d{4}-\d\d-\d\d)")


@lru_cache(maxsize=256)
def parse(rule: str) -> Rule | None:
    """`rule` taken apart, or None where it is not one."""
    words, *suffixes = rule.split("; ")
    dates: dict[str, date] = {}
    for suffix in suffixes:
        match = _suffix().fullmatch(suffix)
        if match is None or match[1] in dates:
            return None
        try:
            dates[match[1]] = date.fromisoformat(match[2])
        except ValueError:
            return None
    parts = []
    for part in words.removesuffix(NEXT_WORKDAY).split(" and "):
        found = next(((form, match) for form, pattern in _patterns() if (match := pattern.fullmatch(part))), None)
        if found is None or not _possible(found[1]):
            return None
        parts.append(found)
    moves = words.endswith(NEXT_WORKDAY)
    return Rule(tuple(parts), moves, dates.get("from"), dates.get("until"), dates.get("then date"))


def _possible(match: Match) -> bool:
    """Whether the numbers and names that a pattern let through exist."""
    facts = {name: value for name, value in match.groupdict().items() if value is not None}
    numbers = [day for name in ("day", "days") for day in facts.get(name, "").split(", ") if day.isdigit()]
    names = [*facts.get("weekdays", "").split(", "), facts.get("weekday", "")]
    days = [day for day in facts.get("dates", "").split(", ") if day]
    return (
        all(1 <= int(number) <= 31 for number in numbers)
        and all(name in WEEKDAYS for name in names if name not in ("", "working day"))
        and all(1 <= int(day[:2]) <= 12 and 1 <= int(day[3:]) <= last_of_month(2000, int(day[:2])).day for day in days)
        and ("festival" not in facts or _festival_key(facts["festival"]) in by_english_name())
        and not facts.get("ordinal", "").startswith("0")
        and int(facts.get("month", "1")) in range(1, 13)
        and int(facts.get("lunar", "1")) <= 30
    )


def _festival_key(name: str) -> str:
    return name.lower().replace("'", "")


def as_milestones(days: Sequence[date]) -> tuple[date, ...]:
    """The due days of what comes again, each a milestone; none of what comes every week or more often, on average."""
    often = len(days) > 1 and (days[-1] - days[0]) / (len(days) - 1) < _TWO_WEEKS
    return () if often else tuple(days)


def occurrences(
    rule: str, first: date, last: date, country: str = "CN", calendar: Mapping[date, bool] = NO_OVERRIDES
) -> list[date]:
    """The due days of `rule` from `first` to `last`, both included, in order and without repetition.

    "every N days/weeks/years" counts from its `; from` date, else from `first`; that day itself is not due.
    A text that is no rule has no due days. The date of `; then date` is one of them.
    """
    parsed = parse(rule)
    if parsed is None:
        return []
    begin = max(first, parsed.start) if parsed.start else first
    finish = min(last, parsed.until) if parsed.until else last
    days: set[date] = set()
    if begin <= finish:
        window = Window(begin, finish, country, calendar, begun=parsed.start or first)
        # A due day before the window may move into it, past at most a few weeks of holidays.
        asked = window.widened(20) if parsed.moves else window
        for form, match in parsed.parts:
            due = (day for day in form.days(match, asked) if day is not None)
            days.update(next_workday(day, country, calendar) if parsed.moves else day for day in due)
    if parsed.then:
        days = {day for day in days if begin <= day <= finish} | {parsed.then}
        begin, finish = first, last
    return sorted(day for day in days if begin <= day <= finish)


def next_due(rule: str, base: date, country: str = "CN", calendar: Mapping[date, bool] = NO_OVERRIDES) -> date | None:
    """The next due day of `rule` on or after `base` (practice: recurring), or None within `HORIZON_YEARS`."""
    parsed = parse(rule)
    begin = max(base, parsed.start) if parsed and parsed.start else base
    for days in (40, 400, 366 * HORIZON_YEARS):
        if found := occurrences(rule, begin, begin + timedelta(days=days), country, calendar):
            return found[0]
    return None


def say(rule: str) -> str:
    """How a rule is said in the reader's language; the rule itself where it is none."""
    parsed = parse(rule)
    if parsed is None:
        return rule
    said = "; ".join(
        _(form.sentence, **{name: _fact(name, value or "") for name, value in match.groupdict().items()})
        for form, match in parsed.parts
    )
    if parsed.moves:
        said = _("{rule}, or the next working day", rule=said)
    if parsed.start:
        said = _("{rule}, from {date}", rule=said, date=parsed.start)
    if parsed.until:
        said = _("{rule}, until {date}", rule=said, date=parsed.until)
    if parsed.then:
        said = _("{rule}, then {date}", rule=said, date=parsed.then)
    return said


def _fact(name: str, value: str) -> str:
    """A word of a rule in the reader's language."""
    if name == "festival":
        return by_english_name()[_festival_key(value)].name
    if name == "dates":
        value = value.replace("02-29", _("the end of February"))
    if name == "days":
        value = value.replace(LAST, _("the last day"))
    if name == "measure" and language() != DEFAULT:
        # Other languages count days with one word, whatever their number.
        value = value.removesuffix("s") + "s"
    if name == "ordinal" and value.endswith(f" {LAST}"):
        return _("{ordinal} last", ordinal=_fact(name, value.removesuffix(f" {LAST}")))
    if name == "ordinal" and value[0].isdigit():
        return _("{n}th", n=value.removesuffix("th"))
    if name == "lunar":
        return _("the last day") if value == "00" else value.lstrip("0")
    return ", ".join(_(part) for part in value.split(", "))
