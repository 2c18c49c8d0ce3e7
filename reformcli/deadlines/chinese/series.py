"""Spans and lists in Chinese: 5月—10月, 二、三季度, 2026年1-6月, 6月底、12月底, 即日起至10月底.

stretch = moment [起] [至 moment]; series = stretch {、 stretch}.
"""

from dataclasses import replace

from reformcli.deadlines import fiscal, numeric
from reformcli.deadlines.chinese.moments import moment, year_at
from reformcli.deadlines.chinese.parts import narrowed
from reformcli.deadlines.items import Moment, Unreadable, between, impossible, together
from reformcli.deadlines.numeric import number
from reformcli.deadlines.spans import DAY, Level, Span, a_day, a_month, a_year, part_of
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
        if following[0].point and found[-1].span.level in (Level.HALF, Level.YEAR):
            # 报送上半年、12月25日前报送全年: the day is no member of the list.
            break
        found.append(following[0])
        after = following[1]
    joined = together(_on_one_day(found, certain=tape.is_possessive(after - 3)))
    if len(found) > 1 and tape.at(after).text == "各":
        # 上半年和下半年各一次: each of them, though they touch.
        joined.parts = tuple(moment.span for moment in found)
    return joined, after


def _on_one_day(moments: list[Moment], certain: bool) -> list[Moment]:
    """3月、6月、9月、12月25日: the day is meant of every month, unless the last is apart from the rest."""
    *months, last = moments
    bare = all(moment.span.level is Level.MONTH and not moment.point and not moment.ranged for moment in months)
    if not months or not bare or not last.point or last.span.level is not Level.DAY or last.festival:
        return moments
    return [*(moment.part(_day_of(moment.span, last.span.start.day), doubt=not certain) for moment in months), last]


def _day_of(month: Span, day: int) -> Span:
    return a_day(numeric.the_day(month.start.year, month.start.month, day))


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
        if begin.year_said and begin.span.level is not Level.PLAN:
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
        # 即日起至永久, 即日至考试前: without its other end it is no day.
        return (begin, after) if tape.kind(place) not in ("now", "day word") else None
    end, after = right
    if end.festival and tape.kind(after) == "before":
        end = replace(end, span=a_day(end.span.start - DAY), festival=False)
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
    written = year_at(tape, place)
    year = written[0] if written else before.span.start.year if before else tape.frame.year
    inner = written[1] if written else place
    numbers, month = _numbers(tape, inner), tape.numeral(inner)
    if numbers is not None and tape.kind(numbers[2]) in ("month", "quarter"):
        return _months(tape, numbers, year, written is not None)
    if numbers is None and month is not None and tape.kind(inner + 1) == "month":
        return _days(tape, _numbers(tape, inner + 2), year, month, written is not None)
    near = before.span.start if before is not None else tape.frame.near
    if numbers is None or written:
        return None
    if tape.kind(numbers[2]) == "day" and near is not None:
        return _days(tape, numbers, near.year, near.month, False)
    return _years(tape, numbers, len(tape.at(inner).text))


_Numbers = tuple[list[int], list[str], int]
"""Numbers, the marks between them, and the place of the unit that they share."""


def _months(tape: Tape, numbers: _Numbers, year: int, year_said: bool) -> Found:
    """3-4月, 二、三季度, and what narrows them."""
    values, marks, unit = numbers
    spans, day = _of_year(values, marks, tape.kind(unit), year), unit + 1 + tape.is_possessive(unit + 1)
    if "range" not in marks and tape.numeral(day) and tape.at(day + 1).text in ("日", "号"):
        # 3、6、9、12月20日: of every month.
        days = [_day_of(span, tape.numeral(day) or 0) for span in spans]
        return _joined(days, marks, year_said, point=True), day + 2
    if "range" not in marks and tape.kind(unit + 1) == "end":
        # 9、10月底: the end of each.
        return _joined([a_day(span.end) for span in spans], marks, year_said, point=True), unit + 2
    if marks == ["range"] and tape.kind(unit + 1) == "ten days":
        # 10至11月中旬: the ten days are the second month's.
        end, after = narrowed(tape, Moment(spans[1], year_said=year_said), unit + 1)
        return between(Moment(spans[0]), end), after
    joined = _joined(spans, marks, year_said)
    if tape.at(unit + 1).text == "各" and marks != ["range"]:
        joined.parts = tuple(spans)
    return narrowed(tape, joined, unit + 1)


def _days(tape: Tape, numbers: _Numbers | None, year: int, month: int, year_said: bool) -> Found:
    """6月1-15日, 25、26日."""
    if numbers is None or tape.kind(numbers[2]) != "day":
        return None
    if not 1 <= month <= 12:
        raise impossible(f"{month}月")
    days = [_day_of(a_month(year, month), value) for value in numbers[0]]
    return _joined(days, numbers[1], year_said, point=True), numbers[2] + 1


def _numbers(tape: Tape, place: int) -> _Numbers | None:
    """At least two numbers in one script with marks between them.

    三四季度 and 七八月 are two numbers too.
    """
    text, unit = tape.at(place).text, tape.kind(place + 1)
    if tape.kind(place) == "numeral" and len(text) == 2 and unit in ("quarter", "month") and not text.isascii():
        first, second = (number(character) or 0 for character in text)
        return ([first, second], ["list"], place + 1) if second == first + 1 < 10 else None
    values: list[int] = []
    marks: list[str] = []
    scripts = set()
    while len(values) < LONGEST_LIST:
        place += tape.at(place).text == "第"
        token = tape.at(place)
        if token.kind not in ("numeral", "nth") or token.value is None:
            return None
        values.append(token.value)
        scripts.add(token.text.strip("第个").isascii())
        place += 1
        if tape.kind(place) not in ("range", "list"):
            break
        marks.append(tape.kind(place))
        place += 1
    return (values, marks, place) if len(values) > 1 and len(scripts) == 1 else None


def _years(tape: Tape, numbers: _Numbers, length: int) -> Found:
    """2024-2026年, 2025-26; the first is written in `length` characters."""
    values, marks, unit = numbers
    alone = tape.kind(unit) in ("end of text", "stop", "close") and length == 4
    years = [numeric.four_digit_year(value, len(str(value)) if length > 2 else 2) for value in values]
    written = [year for year in years if year is not None]
    if length == 1 or len(written) < len(years) or not (alone or tape.kind(unit) == "year"):
        return None
    joined = _joined([a_year(year) for year in written], marks, year_said=True)
    if alone and values[-1] == values[0] % 100 + 1:
        # 2025-26 by itself is a financial year by English habit.
        joined = joined.doubtful(fiscal.span_of(values[0], tape.frame.conventions.fiscal_start).end)
    return joined, unit + (not alone)


def _of_year(values: list[int], marks: list[str], unit: str, year: int) -> list[Span]:
    """Months or quarters of a year; the far end of a span that is smaller is the next year's (practice 4.6)."""
    spans = []
    for place, value in enumerate(values):
        wrapped = place == 1 and marks == ["range"] and value < values[0]
        span = part_of(a_year(year + wrapped), unit, value) if value > 0 else None
        if span is None:
            raise impossible("、".join(map(str, values)) + ("月" if unit == "month" else "季度"))
        spans.append(span)
    return spans


def _joined(spans: list[Span], marks: list[str], year_said: bool, point: bool = False) -> Moment:
    """A span from the first to the last where the mark is a dash, else a list (practice 4.6)."""
    moments = [Moment(span, point=point, year_said=year_said) for span in spans]
    if marks == ["range"]:
        joined = between(*moments)
        return joined if point else replace(joined, ranged=False)
    if "range" in marks:
        raise Unreadable(_("a list and a span in one"))
    return together(moments)
