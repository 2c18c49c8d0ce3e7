"""Periods in English: years, quarters and halves, seasons; their n-th parts, ends and edges; those near the base date.

position of unit of period: the last working day of the quarter, the first two weeks of September, late June, end of
FY2026/27. Ends and parts are read like 底, 下旬, 中旬 and 初 (practice 4.2, 4.4). Weeks run from Monday to Sunday.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from reformcli.deadlines import fiscal, numeric
from reformcli.deadlines.english.days import day_and_month, short_year, written_year
from reformcli.deadlines.english.lexer import NUMBERS
from reformcli.deadlines.grammar import Piece
from reformcli.deadlines.items import Frame, Moment, impossible
from reformcli.deadlines.spans import (
    DAY,
    UNITS,
    Level,
    Span,
    a_day,
    a_year,
    add_months,
    add_years,
    last_of_month,
    part_of,
    span_name,
    ten_days,
    weekday_of,
)
from reformcli.deadlines.tape import Found, Tape, Token
from reformcli.i18n import _

_SOUTHERN = ("AU", "NZ", "ZA", "AR", "CL", "UY")
"""Countries whose summer is at the turn of the year."""
_SEASONS = ("spring", "summer", "autumn", "winter")
_UNITS = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "half": "half-year", "halve": "half-year",
    "half-year": "half-year", "half year": "half-year", "year": "year", "fy": "fiscal year",
}  # fmt: skip
"""The units of time, as rules name them."""


def unit_of(token: Token) -> str:
    """The unit of time that a token names, as rules name it; "" where it is none."""
    return _UNITS.get(token.text.removeprefix("calendar ").removeprefix("fiscal ").rstrip("s"), "")


def unit_at(tape: Tape, place: int) -> Piece | None:
    """A unit of time, also a fiscal one: quarters of a fiscal year are those of the calendar."""
    token = tape.at(place)
    part = tape.kind(place + 1) == "unit" and unit_of(tape.at(place + 1)) != "year"
    of_reports = token.text == "reporting" or (token.text in ("tax", "taxable", "accounting") and part)
    named_fiscal = (of_reports and tape.kind(place + 1) == "unit") or token.text in ("financial", "fiscal")
    place += named_fiscal
    token = tape.at(place)
    name = unit_of(token)
    if not name or token.kind not in ("unit", "half") or (token.kind == "half" and tape.at(place + 1).text == "term"):
        return None
    after = place + 1 + (token.kind == "half" and tape.at(place + 1).text == "year")
    return Piece("fiscal year" if named_fiscal and name == "year" else name, after)


# Parts: the end, the beginning, the n-th


def end_of(whole: Moment) -> Moment:
    """The last day."""
    said = _("last day of {period}", period=span_name(whole.span))
    return replace(whole, point=True, ranged=False, parts=(), sentence=said)


def _late(whole: Moment) -> Moment:
    """Days 21 to the end of a month, the last quarter of a year; the latter is only a habit."""
    if whole.span.level is Level.MONTH:
        return _part(whole, ten_days(whole.span.start.year, whole.span.start.month, 3, 3))
    return _part(whole, _share(whole.span, -1), True)


def _middle(whole: Moment) -> Moment:
    """Days 11 to 20 of a month; of a year its 30 June, as 年中 is read."""
    start = whole.span.start
    if whole.span.level is Level.MONTH:
        return _part(whole, ten_days(start.year, start.month, 2, 2), True, start.replace(day=15))
    if whole.span.level is Level.YEAR:
        said = _("middle of {period}, read as 30 June", period=span_name(whole.span))
        june = replace(_part(whole, Span(start, date(start.year, 6, 30), Level.OTHER), True), point=True, sentence=said)
        return june.doubtful(date(start.year, 7, 31))
    return _part(whole, whole.span, True)


def _early(whole: Moment) -> Moment:
    """Days 1 to 10 of a month (some say 5), the first quarter of a year, the first month of a quarter."""
    start = whole.span.start
    if whole.span.level is Level.MONTH:
        return _part(whole, ten_days(start.year, start.month, 1, 1), True, start.replace(day=5))
    return _part(whole, _share(whole.span, 1), True)


EDGES: Mapping[str, Callable[[Moment], Moment]] = {
    "end": end_of, "last day": end_of, "late": _late, "middle": _middle, "early": _early, "start": _early,
}  # fmt: skip
"""Kinds of tokens that take a part of the period after them."""


def _share(span: Span, side: int) -> Span:
    """The first or last quarter of a year, or month of a shorter period."""
    months = 3 if span.level in (Level.YEAR, Level.FISCAL) else 1
    if side > 0:
        last = add_months(span.start, months - 1)
        return Span(span.start, last_of_month(last.year, last.month), Level.OTHER)
    return Span(add_months(span.end.replace(day=1), 1 - months), span.end, Level.OTHER)


def _part(whole: Moment, span: Span, ambiguous: bool = False, other: date | None = None) -> Moment:
    return Moment(span, year_said=whole.year_said, ambiguous=ambiguous or whole.ambiguous, other_end=other)


def ordinal_of(token: Token) -> int | None:
    """The number that an ordinal says; below zero from the end."""
    return token.value if token.kind in ("ordinal", "nth", "which") else None


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


def nth_part(tape: Tape, place: int, whole: Callable[[int], Found]) -> Found:
    """Last working day of June, first two weeks of September, third quarter of this year, 2nd and 4th Monday of May.

    `whole` reads the period after the unit.
    """
    numbers, inner = ordinals(tape, place)
    count = tape.numeral(inner) or 1
    inner += tape.numeral(inner) is not None
    if unit_of(tape.at(place)) == "week" and tape.numeral(place + 1):
        # Week 3 of June
        numbers, inner = [tape.numeral(place + 1) or 0], place
    unit = tape.at(inner)
    name = "working day" if unit.kind == "working day" else unit_of(unit)
    if not numbers or not (name or unit.kind == "weekday") or name == "year":
        return None
    after = tape.skip(inner + 1 + (inner == place), "article", "within")
    period = whole(after)
    if period is None or period[0].point or (after == inner + 1 and unit.kind == "weekday"):
        return None
    what = period[0]
    moments = []
    for number in numbers:
        span = _nth(what.span, number, count, unit, name, tape.frame)
        if span is None:
            raise impossible(f"{tape.at(place).text} {unit.text}")
        # Nobody says whether a month's first week is its first seven days or its first full week.
        # The 25th day of the month may be this month's or every month's.
        vague = count == 1 and (name == "week" or (name == "day" and tape.kind(after) == "unit"))
        # The second Tuesday of the month, said after it, may be the next month's.
        this = tape.kind(after) == "unit" or tape.at(after).text in ("financial", "fiscal")
        vague = vague or (this and span.end < tape.frame.base)
        other = add_years(span.end, 1) if what.ambiguous and what.span.level is Level.FISCAL else None
        moments.append(replace(_part(what, span, vague, other), point=span.start == span.end))
    if len(moments) == 1:
        return moments[0], period[1]
    parts = tuple(moment.span for moment in moments)
    return replace(moments[0], span=Span(parts[0].start, parts[-1].end, Level.OTHER), parts=parts), period[1]


def _nth(span: Span, number: int, count: int, unit: Token, name: str, frame: Frame) -> Span | None:
    if unit.kind == "weekday":
        day = weekday_of(span, unit.value or 0, number)
        return a_day(day) if day else None
    if name == "half-year" and span.level is Level.MONTH:
        middle = span.start.replace(day=15)
        return Span(span.start, middle, Level.OTHER) if number == 1 else Span(middle + DAY, span.end, Level.OTHER)
    if name != "working day":
        return part_of(span, name, number, count)
    edge = span.start - DAY if number > 0 else span.end + DAY
    # The first ten working days run from the first to the tenth.
    ends = sorted(frame.add_workdays(edge, number * turn) for turn in (1, count))
    level = Level.DAY if count == 1 else Level.OTHER
    return Span(ends[0], ends[1], level) if span.start <= ends[0] and ends[1] <= span.end else None


# Years, and what is numbered in them


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "years": re.compile(r"[a-z. ]*'?(?P<first>\d{2,4})(?:\s?[-/]\s?(?P<second>\d{2,4}))?"),
        "code": re.compile(
            r"c?(?:(?P<unit>[qh])(?:[a-z.]*\s)?[a-z.]*?(?P<number>\d|[a-z]+)|(?P<number_first>\d)(?:st|nd|rd|th)?\s?(?P<unit_last>[qh])[a-z.]*)"
            r"(?:\s?[-/,]?\s?(?:of\s)?(?P<year>\d{4}|\d\d))?"
        ),
    }


def whole_year(tape: Tape, place: int, alone: bool = False) -> Found:
    """A year of any kind, written out: 2026, CY27, FY2026/27, 2026-27; the last is in doubt where it stands alone."""
    token = tape.at(place)
    year = written_year(tape, place)
    moment = Moment(a_year(year), year_said=True) if year is not None else None
    fiscal_year = tape.at(place + 1).text in ("financial", "fiscal") and tape.at(place + 2).text == "year"
    named = (tape.kind(place), tape.at(place + 1).text) in (("years", "fy"), ("number", "calendar year"))
    match = _patterns()["years"].fullmatch(token.text) if token.kind in ("calendar year", "fiscal", "years") else None
    if match is not None and token.kind == "fiscal" and match["second"]:
        moment = fiscal.of_two_years(match["first"], match["second"], tape.frame)
    elif match is not None and token.kind == "fiscal":
        moment = fiscal.of_one_year(match["first"], tape.frame)
    elif match is not None and match["second"]:
        moment = _years(match["first"], match["second"], tape.frame, alone and not (fiscal_year or named))
    elif match is not None:
        year = numeric.four_digit_year(int(match["first"]), len(match["first"]))
        moment = Moment(a_year(year), year_said=True) if year else None
    after = place + 1 + (2 if fiscal_year else named)
    return (moment, after) if moment is not None else None


def _years(first_written: str, second_written: str, frame: Frame, alone: bool) -> Moment | None:
    """2026-27; 2026-2028 and 2026-30, a span of years."""
    first = numeric.four_digit_year(int(first_written), len(first_written)) or 0
    short = len(second_written) == 2
    second = int(second_written) + (first // 100 * 100 if short else 0)
    if not first < second <= numeric.LAST_YEAR:
        return None
    if short and second == first + 1:
        moment = Moment(fiscal.span_of(first, frame.conventions.fiscal_start), year_said=True)
        return moment.doubtful(date(second, 12, 31)) if alone else moment
    return Moment(Span(a_year(first).start, a_year(second).end, Level.OTHER), ranged=True, year_said=True)


def unit_end(tape: Tape, place: int, before: Moment | None) -> Found:
    """Year-end, month end June 2026, EOQ, EOFY; with a year after it (year-end 2027) the end of that year."""
    name = unit_end_of(tape, place)
    if not name:
        return None
    beside = day_and_month(tape, place + 1, None)
    if beside is not None and (beside[0].point or name == "month"):
        # Year-end 31 March 2027, month end June 2026
        return (beside[0] if beside[0].point else end_of(beside[0])), beside[1]
    frame, short = tape.frame, short_year(tape, place + 1)
    whole: Found = None
    if name.endswith("year") and name != "half-year":
        whole = whole_year(tape, tape.skip(place + 1, "article"))
        if whole is None and short is not None:
            whole = Moment(a_year(short), year_said=True), place + 2
    if whole is not None and name == "fiscal year" and whole[0].span.level is Level.YEAR:
        # EOFY 2026: which of the two years is named is the office's convention.
        named = fiscal.of_one_year(str(whole[0].span.start.year), frame)
        return (end_of(named), whole[1]) if named is not None else None
    if whole is not None:
        return end_of(whole[0]), whole[1]
    if name == "fiscal year":
        return end_of(fiscal.of_base(frame)), place + 1
    return end_of(Moment(a_year(frame.year) if name == "year" else UNITS[name](frame.base))), place + 1


def unit_end_of(tape: Tape, place: int) -> str:
    """The unit of year-end, month end, EOQ, as rules name it; "" where none of them stands there."""
    if tape.kind(place) != "unit end":
        return ""
    short = {"eoy": "year", "eom": "month", "eoq": "quarter", "q": "quarter", "eow": "week", "financial year": "fy"}
    name = re.sub(r"^calendar[- ]|^eo(?=fy)|e$|[- ]?(?:ends?|close)$", "", tape.at(place).text)
    return _UNITS.get(short.get(name, name), "fiscal year")


class PartCode(NamedTuple):
    """A quarter or half by its number: Q3, 2nd qtr 2026, H1-27. `year` is as written, "" where it is not."""

    number: int
    quarter: bool
    year: str


def code_at(tape: Tape, place: int) -> PartCode | None:
    """The code at `place`."""
    match = _patterns()["code"].fullmatch(tape.at(place).text) if tape.kind(place) == "code" else None
    if match is None:
        return None
    number, unit = match["number"] or match["number_first"], match["unit"] or match["unit_last"]
    return PartCode(NUMBERS.get(number) or int(number), unit == "q", match["year"] or "")


def numbered_part(tape: Tape, place: int) -> tuple[PartCode, int] | None:
    """The quarter or half at `place`, by its code or in words (third quarter, final half), and the place after it."""
    code = code_at(tape, place)
    if code is not None:
        return code, place + 1
    number, unit = ordinal_of(tape.at(place)), unit_of(tape.at(place + 1))
    if number is None or tape.kind(place) == "which" or unit not in ("quarter", "half-year"):
        return None
    number %= 5 if unit == "quarter" else 3
    return (PartCode(number, unit == "quarter", ""), place + 2) if number else None


def season(name: str, year: int, year_said: bool, frame: Frame) -> Moment:
    """Three months by the meteorological seasons of the office's hemisphere; no rule says so, so it is ambiguous."""
    southern = frame.conventions.country in _SOUTHERN
    first = 3 + 3 * _SEASONS.index("autumn" if name == "fall" else name) + (6 if southern else 0)
    start = add_months(date(year, 1, 1), first - 1 - (12 if first > 12 else 0))
    return Moment(Span(start, add_months(start, 3) - DAY, Level.OTHER), year_said=year_said, ambiguous=True)
