"""Spans and lists in Chinese: 5月—10月, 二、三季度, 2026年1-6月, 6月底、12月底, 即日起至10月底.

stretch = moment [起] [至 moment]; series = stretch {、 stretch}.
"""

from dataclasses import replace

from reformcli.deadlines import fiscal, numeric
from reformcli.deadlines.chinese.moments import edges, moment
from reformcli.deadlines.chinese.months import ordinal
from reformcli.deadlines.chinese.years import year_at
from reformcli.deadlines.items import (
    Moment,
    Unreadable,
    between,
    impossible,
    together,
)
from reformcli.deadlines.numeric import number
from reformcli.deadlines.spans import Level, Span, a_day, a_month, a_quarter, a_year
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

LONGEST_LIST = 24
"""Members of a list that are read; a longer one is no time limit."""


def series(tape: Tape, place: int) -> Found:
    """One stretch, or several with 、 和 及 / between them."""
    first = stretch(tape, place, None)
    if first is None:
        return None
    found, after = [first[0]], first[1]
    while tape.kind(after) == "list" and len(found) < LONGEST_LIST:
        following = stretch(tape, after + 1, found[-1])
        if following is None or found[-1].festival != following[0].festival:
            break
        found.append(following[0])
        after = following[1]
    return together(found), after


def stretch(tape: Tape, place: int, before: Moment | None) -> Found:
    """A moment, or all the days from one to another. A second month that is smaller is next year's (practice 4.6)."""
    place = tape.skip(place, "since")
    if tape.kind(place) == "now":
        begin, after = Moment(a_day(tape.frame.base), point=True), place + 1
        after = after + 1 if tape.kind(after) == "stop" and tape.kind(after + 1) == "range" else after
        if tape.kind(after) != "range":
            return None
    else:
        found = shared_unit(tape, place, before) or moment(tape, place, before)
        if found is None:
            return None
        begin, after = found
        if begin.year_said:
            # A 次年 on the far side is the year after this one.
            tape.frame.said_year = begin.span.start.year
    opened = tape.kind(after) == "from"
    joint = after + opened
    if opened and tape.kind(joint) == "stop" and tape.kind(joint + 1) == "range":
        joint += 1
    if tape.kind(joint) != "range" or (begin.festival and tape.kind(joint + 1) == "festival"):
        return begin, after
    right = _right_side(tape, joint + 1, begin)
    if right is None:
        return begin, after
    end, after = right
    return between(begin, end), tape.skip(after, "until")


def _right_side(tape: Tape, place: int, before: Moment) -> Found:
    """The far end of a span; what it leaves out it takes from the left side."""
    found = _read_right(tape, place, before)
    if found is None:
        return None
    right = found[0]
    if right.span.end < before.span.start and not right.year_said and right.span.start.month != before.span.start.month:
        next_year = before.span.start.replace(year=before.span.start.year + 1, day=1)
        found = _read_right(tape, place, replace(before, span=replace(before.span, start=next_year)))
        if found is not None and right.span.level is Level.DAY:
            found[0].warnings += (_("the span ends in the next year"),)
    return found


def _read_right(tape: Tape, place: int, before: Moment) -> Found:
    place = tape.skip(place, "since")
    found = moment(tape, place, before)
    if found is not None:
        return found
    value, following = tape.numeral(place), tape.kind(place + 1)
    if value is None or following not in ("end of text", "stop", "close", "before", "until", "open", "list"):
        return None
    start = before.span.start
    if before.span.level is Level.DAY:
        return Moment(a_day(numeric.the_day(start.year, start.month, value)), point=True), place + 1
    if before.span.level is Level.MONTH and 1 <= value <= 12:
        return Moment(a_month(start.year, value)), place + 1
    if before.span.level is Level.YEAR:
        year = numeric.four_digit_year(value, len(tape.at(place).text))
        return (Moment(a_year(year), year_said=True), place + 1) if year else None
    return None


def shared_unit(tape: Tape, place: int, before: Moment | None) -> Found:
    """Numbers that share the unit after the last: 3-4月, 2026年1-6月, 二、三季度, 2024-2026年, 6月1-15日."""
    year, year_said, inner = year_at(tape, place)
    if year is None:
        inner, year = place, before.span.start.year if before else tape.frame.year
    numbers = _numbers(tape, inner) or _run_together(tape, inner)
    if numbers is not None:
        values, marks, unit = numbers
        after = unit + 1
        kind = tape.kind(unit)
        if kind == "year" and not year_said:
            return _years(tape, inner, values, marks, after)
        if kind in ("end of text", "stop", "close") and len(tape.at(inner).text) == 4 and not year_said:
            found = _years(tape, inner, values, marks, unit)
            if found is not None and values[-1] == values[0] % 100 + 1:
                # 2025-26 by itself is a financial year by English habit.
                fiscal_end = fiscal.span_of(values[0], tape.frame.conventions.fiscal_start).end
                return found[0].doubtful(fiscal_end), found[1]
            return found
        if kind == "month":
            return edges(tape, _of_months(values, marks, year, year_said), after)
        if kind == "quarter":
            return edges(tape, _of_quarters(values, marks, year, year_said), after)
        if kind == "day" and (before is not None or tape.frame.near is not None) and not year_said:
            near = before.span.start if before is not None else tape.frame.near
            assert near is not None
            return _of_days(values, marks, near.year, near.month, False), after
        return None
    month = tape.numeral(inner)
    if month is not None and tape.kind(inner + 1) == "month":
        numbers = _numbers(tape, inner + 2)
        if numbers is not None and tape.kind(numbers[2]) == "day":
            if not 1 <= month <= 12:
                raise impossible(f"{month}月")
            return _of_days(numbers[0], numbers[1], year, month, year_said), numbers[2] + 1
    return None


def _numbers(tape: Tape, place: int) -> tuple[list[int], list[str], int] | None:
    """At least two numbers in one script with marks between them: the numbers, the marks, the place of their unit."""
    values: list[int] = []
    marks: list[str] = []
    scripts = set()
    while len(values) < LONGEST_LIST:
        if tape.at(place).text == "第":
            place += 1
        token = tape.at(place)
        value = ordinal(token.text) if token.kind == "nth" and token.text[0] == "第" else token.value
        if value is None:
            return None
        values.append(value)
        scripts.add(token.text.strip("第个").isascii())
        place += 1
        if tape.kind(place) not in ("range", "list"):
            break
        marks.append(tape.kind(place))
        place += 1
    return (values, marks, place) if len(values) > 1 and len(scripts) == 1 else None


def _run_together(tape: Tape, place: int) -> tuple[list[int], list[str], int] | None:
    """三四季度 and 七八月: two digits in a row that are two numbers."""
    text, unit = tape.at(place).text, tape.kind(place + 1)
    if tape.kind(place) != "numeral" or len(text) != 2 or text.isascii() or unit not in ("quarter", "month"):
        return None
    values = [number(character) or 0 for character in text]
    if values[1] != values[0] + 1 or values[1] >= 10:
        return None
    return values, ["list"], place + 1


def _years(tape: Tape, place: int, values: list[int], marks: list[str], after: int) -> Found:
    length = len(tape.at(place).text)
    years = [numeric.four_digit_year(value, len(str(value)) if length > 2 else 2) for value in values]
    known = [year for year in years if year is not None]
    if length == 1 or len(known) < len(years):
        return None
    return _joined([a_year(year) for year in known], marks, year_said=True), after


def _of_months(values: list[int], marks: list[str], year: int, year_said: bool) -> Moment:
    if not all(1 <= value <= 12 for value in values):
        raise impossible("、".join(map(str, values)) + "月")
    wrapped = marks == ["range"] and values[1] < values[0]
    spans = [a_month(year + (wrapped and place == 1), value) for place, value in enumerate(values)]
    return _joined(spans, marks, year_said)


def _of_quarters(values: list[int], marks: list[str], year: int, year_said: bool) -> Moment:
    if not all(1 <= value <= 4 for value in values):
        raise impossible("、".join(map(str, values)) + "季度")
    wrapped = marks == ["range"] and values[1] < values[0]
    spans = [a_quarter(year + (wrapped and place == 1), value) for place, value in enumerate(values)]
    return _joined(spans, marks, year_said)


def _of_days(values: list[int], marks: list[str], year: int, month: int, year_said: bool) -> Moment:
    days = [Moment(a_day(numeric.the_day(year, month, value)), point=True, year_said=year_said) for value in values]
    return between(*days) if marks == ["range"] else together(days)


def _joined(spans: list[Span], marks: list[str], year_said: bool) -> Moment:
    """A span from the first to the last where the mark is a dash, else a list (practice 4.6)."""
    moments = [Moment(span, year_said=year_said) for span in spans]
    if marks == ["range"]:
        joined = between(*moments)
        joined.ranged = False
        return joined
    if "range" in marks:
        raise Unreadable(_("a list and a span in one"))
    return together(moments)
