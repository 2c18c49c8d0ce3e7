"""Periods in English: quarters, halves, years, fiscal years, seasons, weeks; their n-th parts; ends, middles and edges.

position of unit of period: the last working day of the quarter, the first two weeks of September, late June, end of
FY2026/27. Ends and parts are read like 底, 下旬, 中旬 and 初 (practice 4.2, 4.4).
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from reformcli.deadlines import fiscal, numeric
from reformcli.deadlines.english.lexer import ORDINALS, WEEKDAYS
from reformcli.deadlines.items import Frame, Moment, impossible
from reformcli.deadlines.spans import (
    DAY,
    Level,
    Span,
    a_day,
    a_month,
    a_year,
    add_months,
    add_years,
    last_of_month,
    part_of,
    span_name,
    ten_days,
    weekday_of,
)
from reformcli.deadlines.tape import Tape, Token
from reformcli.i18n import _

_SOUTHERN = ("AU", "NZ", "ZA", "AR", "CL", "UY")
"""Countries whose summer is at the turn of the year."""
_SEASONS = ("spring", "summer", "autumn", "winter")


def end_of(whole: Moment) -> Moment:
    """The last day."""
    said = _("last day of {period}", period=span_name(whole.span))
    return replace(whole, point=True, ranged=False, parts=(), sentence=said)


def late(whole: Moment) -> Moment:
    """Days 21 to the end of a month, the last quarter of a year; the latter is only a habit."""
    if whole.span.level is Level.MONTH:
        return _part(whole, ten_days(whole.span.start.year, whole.span.start.month, 3, 3))
    return _part(whole, _share(whole.span, -1), True)


def middle(whole: Moment) -> Moment:
    """Days 11 to 20 of a month; of a year its 30 June, as 年中 is read."""
    start = whole.span.start
    if whole.span.level is Level.MONTH:
        return _part(whole, ten_days(start.year, start.month, 2, 2), True, date(start.year, start.month, 15))
    if whole.span.level is Level.YEAR:
        said = _("middle of {period}, read as 30 June", period=span_name(whole.span))
        june = Span(start, date(start.year, 6, 30), Level.OTHER)
        other = date(start.year, 7, 31)
        return Moment(june, True, year_said=whole.year_said, ambiguous=True, other_end=other, sentence=said)
    return _part(whole, whole.span, True)


def early(whole: Moment) -> Moment:
    """Days 1 to 10 of a month (some say 5), the first quarter of a year, the first month of a quarter."""
    start = whole.span.start
    if whole.span.level is Level.MONTH:
        return _part(whole, ten_days(start.year, start.month, 1, 1), True, date(start.year, start.month, 5))
    return _part(whole, _share(whole.span, 1), True)


EDGES: dict[str, Callable[[Moment], Moment]] = {
    "end": end_of, "last day": end_of, "late": late, "middle": middle, "early": early, "start": early,
}  # fmt: skip
"""Kinds of tokens that take a part of the period after them."""


def _share(span: Span, side: int) -> Span:
    """The first or last quarter of a year, or month of a shorter period."""
    months = 3 if span.level in (Level.YEAR, Level.FISCAL) else 1
    if side > 0:
        last = add_months(span.start, months - 1)
        return Span(span.start, last_of_month(last.year, last.month), Level.OTHER)
    first = add_months(span.end.replace(day=1), 1 - months)
    return Span(a_month(first.year, first.month).start, span.end, Level.OTHER)


def _part(whole: Moment, span: Span, ambiguous: bool = False, other: date | None = None) -> Moment:
    return Moment(span, year_said=whole.year_said, ambiguous=ambiguous or whole.ambiguous, other_end=other)


# Fiscal years


@cache
def _two_years() -> re.Pattern[str]:
    return re.compile(r"[a-z. ]*'?(?P<first>\d{2,4})(?:\s?[-/]\s?(?P<second>\d{2,4}))?")


def fiscal_year(token: Token, frame: Frame) -> Moment | None:
    """The fiscal year that a token names: FY2026/27, FY27, 2026/27."""
    match = _two_years().fullmatch(token.text)
    if match is None:
        return None
    if match["second"]:
        return fiscal.of_two_years(match["first"], match["second"], frame)
    return fiscal.of_one_year(match["first"], frame)


def years(token: Token, frame: Frame, alone: bool) -> Moment | None:
    """2026-27, by itself in doubt; 2026-2028, 2026-30, a span of years."""
    match = _two_years().fullmatch(token.text)
    assert match is not None
    first = numeric.four_digit_year(int(match["first"]), len(match["first"])) or 0
    second = int(match["second"]) if len(match["second"]) == 4 else first // 100 * 100 + int(match["second"])
    if not numeric.FIRST_YEAR <= first < second <= numeric.LAST_YEAR:
        return None
    if second == first + 1 and len(match["second"]) == 2:
        found = Moment(fiscal.span_of(first, frame.conventions.fiscal_start), year_said=True)
        return found.doubtful(date(second, 12, 31)) if alone else found
    return Moment(Span(a_year(first).start, a_year(second).end, Level.OTHER), ranged=True, year_said=True)


@cache
def code_pattern() -> re.Pattern[str]:
    """Q3, 3Q26, Q2/2026, Qtr 4, 2nd qtr 2026, H1-27: the number, q or h, and the year."""
    return re.compile(
        r"c?(?:(?P<unit>[qh])[a-z.]*\s?(?P<number>\d)|(?P<number_first>\d)(?:st|nd|rd|th)?\s?(?P<unit_last>[qh])[a-z.]*)"
        r"(?:\s?[-/,]?\s?(?:of\s)?(?P<year>\d{4}|\d\d))?"
    )


def ordinal_of(token: Token) -> int | None:
    """The number that an ordinal says; below zero from the end."""
    if token.kind == "ordinal":
        return token.value
    if token.kind not in ("nth", "which"):
        return None
    head, _space, tail = token.text.replace("-", " ").rpartition(" ")
    if head:  # second last, 2nd to last
        return -(ORDINALS.get(head.split()[0]) or 0) or None
    return ORDINALS.get(tail)


_PART_UNITS = {"day": "day", "week": "week", "wk": "week", "month": "month", "quarter": "quarter", "half": "half-year"}


def unit_of(token: Token) -> str:
    """The unit of time that a token names, as rules name it; "" where it is none."""
    word = token.text.removeprefix("calendar ").removeprefix("fiscal ").rstrip("s")
    return "half-year" if word in ("half", "halve", "half year", "half-year") else _PART_UNITS.get(word, "")


def nth_part(tape: Tape, place: int, whole: Callable[[int], tuple[Moment, int] | None]) -> tuple[Moment, int] | None:
    """Last working day of June, first two weeks of September, third quarter of this year, 2nd and 4th Monday of May.

    `whole` reads the period after the unit.
    """
    numbers, inner = ordinals(tape, place)
    if not numbers:
        return None
    count_token = tape.at(inner)
    count = count_token.value if count_token.kind in ("number", "number word") and count_token.value else 1
    inner += count_token.kind in ("number", "number word")
    unit = tape.at(inner)
    name = "working day" if unit.kind == "working day" else unit_of(unit)
    if not name and unit.kind != "weekday":
        return None
    after = tape.skip(inner + 1, "article", "within")
    found = whole(after)
    if found is None or found[0].point or (after == inner + 1 and unit.kind == "weekday"):
        return None
    spans = [_nth(found[0].span, number, count, unit, name, tape.frame) for number in numbers]
    moments = []
    for number, span in zip(numbers, spans, strict=True):
        if span is None:
            raise impossible(f"{tape.at(place).text} {unit.text}")
        day = span.start == span.end
        # Nobody says whether a month's first week is its first seven days or its first full week.
        # The 25th day of the month may be this month's or every month's.
        vague = count == 1 and (name == "week" or (name == "day" and tape.kind(after) == "unit"))
        other = add_years(span.end, 1) if found[0].ambiguous and found[0].span.level is Level.FISCAL else None
        moment = Moment(span, day, year_said=found[0].year_said, ambiguous=vague or found[0].ambiguous, other_end=other)
        if found[0].span.level is Level.FISCAL and name in ("quarter", "half-year") and count == 1 and number > 0:
            moment = fiscal.numbered(found[0], number, name == "quarter")
        moments.append(moment)
    if len(moments) == 1:
        return moments[0], found[1]
    parts = tuple(moment.span for moment in moments)
    whole_span = Span(parts[0].start, parts[-1].end, Level.OTHER)
    return replace(moments[0], span=whole_span, parts=parts), found[1]


def ordinals(tape: Tape, place: int) -> tuple[list[int], int]:
    """A run of ordinals (first; 2nd and 4th) and the place after it."""
    numbers: list[int] = []
    while len(numbers) < 6:
        number = ordinal_of(tape.at(place))
        if number is None:
            break
        numbers.append(number)
        place += 1
        joined = tape.skip(place, "list", "stop", "article") if tape.kind(place) in ("list", "stop") else place
        if joined == place or ordinal_of(tape.at(joined)) is None:
            break
        place = joined
    return numbers, place


def _nth(span: Span, number: int, count: int, unit: Token, name: str, frame: Frame) -> Span | None:
    if unit.kind == "weekday":
        day = weekday_of(span, WEEKDAYS.index(unit.text[:3]), number)
        return a_day(day) if day else None
    if name == "half-year" and span.level is Level.MONTH and number in (1, 2, -1):
        middle = span.start.replace(day=15)
        return Span(span.start, middle, Level.OTHER) if number == 1 else Span(middle + DAY, span.end, Level.OTHER)
    if name != "working day":
        return part_of(span, name, number, count)
    edge = span.start - DAY if number > 0 else span.end + DAY
    if count == 1:
        day = frame.add_workdays(edge, number)
        return a_day(day) if span.start <= day <= span.end else None
    # The first ten working days run from the first to the tenth.
    near, far = frame.add_workdays(edge, number), frame.add_workdays(edge, number * count)
    first, last = min(near, far), max(near, far)
    return Span(first, last, Level.OTHER) if span.start <= first and last <= span.end else None


def season(name: str, year: int, year_said: bool, frame: Frame) -> Moment:
    """Three months by the meteorological seasons of the office's hemisphere; no rule says so, so it is ambiguous."""
    southern = frame.conventions.country in _SOUTHERN
    first = 3 + 3 * _SEASONS.index("autumn" if name == "fall" else name) + (6 if southern else 0)
    start = add_months(date(year, 1, 1), first - 1 - (12 if first > 12 else 0))
    return Moment(Span(start, add_months(start, 3) - DAY, Level.OTHER), year_said=year_said, ambiguous=True)
