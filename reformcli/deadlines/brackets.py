"""A date in brackets behind another one: Q4 (Jan-Mar), year end (31 March), 60 days after it (29 August).

Which of the two counts is decided by the first kind of pair that fits; a new kind is a function in `_KINDS`.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from reformcli.deadlines.items import Item
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.spans import Level
from reformcli.i18n import _

_NAMED_DAY = re.compile(r" \([a-z ]+")
_NUMBERED = (Level.QUARTER, Level.HALF)

Dropped = tuple[Item, ...] | None
"""What does not count of a pair; None where the pair is of another kind."""


def not_counting(statements: list[Item], gaps: list[str], place: int) -> set[int]:
    """The places, of an item and the one before it, of those that only explain the other, where one is in brackets.

    Where it is not sure, what counts is in doubt.
    """
    gap, behind = gaps[place], gaps[place + 1]
    if "(" in gap and ")" not in gap + behind and len(statements) > place + 1:
        # 4 months after year end (30 April for a 31 December year end): which of them holds for whom is not said.
        for item in statements[place - 1 : place + 2]:
            _doubt(item)
        return set()
    pair = statements[place - 1], statements[place]
    first = gap.strip(" ;") == ")" and gaps[place - 1].rstrip().endswith("(")
    if pair[1].is_dated and pair[0].level is pair[1].level and (first or _NAMED_DAY.fullmatch(gap)):
        # (June) September; papers due 19 March (meeting 26 March)
        _doubt(pair[1])
        return {place - 1} if first else set()
    if gap.strip() != "(":
        return set()
    outcomes = (kind(*pair, behind) for kind in _KINDS)
    dropped = next((items for items in outcomes if items is not None), ())
    return {place - 1 + (item is pair[1]) for item in dropped}


def say_other_day(counted: Item, written: Item) -> None:
    """Where a day counted is not the one that is written beside it, the latter rules and says so."""
    if counted.end != written.end:
        written.doubt(_("the time counted ends on {date}, not on the day written", date=counted.end), ambiguous=False)


def _doubt(item: Item) -> None:
    item.doubt(_("what stands in brackets may be its beginning or another date"))


def _days_counted_and_written(left: Item, right: Item, behind: str) -> Dropped:
    """60 days after fiscal year end (29 August): the date rules. Of a rule for each quarter it is one day of many."""
    rule = left.rule or ""
    if " + " not in rule or right.kind is not Kind.DATE:
        return None
    if rule.startswith(("year", "half-year")):
        say_other_day(left, right)
        return (left,)
    if right.end != left.end:
        _doubt(left)
    return (right,)


def _one_for_some(left: Item, right: Item, behind: str) -> Dropped:
    """19 July (22 July for electronic payments), 14 May (28 May if needed): which holds, and for whom, is not said."""
    if behind.lstrip().startswith(")"):
        return None
    if not (left.is_dated and right.is_dated and left.end != right.end):
        return ()
    _doubt(left)
    left.reading = replace(left.reading, other_end=right.end)
    return (right,)


def _its_beginning(left: Item, right: Item, behind: str) -> Dropped:
    """Dec 2026 (from Sep 2026)"""
    if right.kind is not Kind.OPEN_ENDED or left.end is None:
        return None
    _doubt(left)
    return (right,)


def _two_days(left: Item, right: Item, behind: str) -> Dropped:
    """Year end (31 March)"""
    if not (left.kind is Kind.DATE and right.kind is Kind.DATE) or left.end == right.end or left.reading.milestones:
        return None
    is_written = left.level is Level.DAY and left.year_said and right.level is not Level.DAY
    _doubt(left if is_written else right)
    return (right,) if is_written else (left,)


def _period_of_a_day(left: Item, right: Item, behind: str) -> Dropped:
    """Q3 (31 December 2026): of which year the quarter is, the date says."""
    for period, day in ((left, right), (right, left)):
        if period.bare and period.level in _NUMBERED and day.kind is Kind.DATE:
            return (period,)
    return None


def _two_periods(left: Item, right: Item, behind: str) -> Dropped:
    """Q4 (Jan-Mar), Jan to March (Q4): months say more; those of no such quarter are in doubt."""
    if left.kind is not Kind.RANGE or right.kind is not Kind.RANGE:
        return None
    if (left.start, left.end) == (right.start, right.end):
        return (left if left.reading.ambiguous else right,)
    is_numbered = [item.bare and item.level in _NUMBERED for item in (left, right)]
    if not any(is_numbered) or (left.holds(right) and not is_numbered[0]):
        return ()
    months, number = (right, left) if is_numbered[0] else (left, right)
    if not months.year_said and not number.holds(months):
        _doubt(months)
    return (number,)


_KINDS: tuple[Callable[[Item, Item, str], Dropped], ...] = (
    _days_counted_and_written,
    _one_for_some,
    _its_beginning,
    _two_days,
    _period_of_a_day,
    _two_periods,
)
"""Kinds of pairs, in the order in which they are tried; the last text is what stands behind the one in brackets."""
