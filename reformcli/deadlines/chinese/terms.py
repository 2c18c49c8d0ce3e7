"""Terms in Chinese: a series and the words after it that make a limit of it: 前, 内, 起, 后, 左右."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from reformcli.deadlines.calendars import by_chinese_name
from reformcli.deadlines.chinese.named_days import weekday_beside
from reformcli.deadlines.chinese.pieces import duration_at
from reformcli.deadlines.chinese.relative import is_hedge
from reformcli.deadlines.chinese.series import series
from reformcli.deadlines.combine import SILENT
from reformcli.deadlines.counting import Length, counted_from
from reformcli.deadlines.grammar import by_first_kind, place_after_form
from reformcli.deadlines.items import Item, Moment, Unreadable, due_before, due_on, due_within, on_an_event, open_from
from reformcli.deadlines.reading import Kind, Reading
from reformcli.deadlines.spans import DAY, Level, Span, a_day, a_year, add_months
from reformcli.deadlines.tape import FoundItem, Tape
from reformcli.i18n import _


def term(tape: Tape, place: int) -> FoundItem:
    """The term that begins at `place`, of the year that the terms before it mean."""
    earlier, frame, topic = tape.earlier, tape.frame, None
    if earlier is not None:
        words = tape.text[earlier.place[1] : tape.at(place).begin]
        edges = (earlier.start.month, earlier.end.month) if earlier.start and earlier.end else None
        several = earlier.level is Level.OTHER and edges == (1, 12)
        of_years = earlier.bare and (earlier.level is Level.YEAR or several)
        is_topic = of_years and bool(words) and not set(words) <= SILENT and not is_hedge(words)
        long_ago = earlier.end is not None and earlier.end < add_months(frame.base, -24)
        if is_topic or (long_ago and earlier.reading.ambiguous):
            # 2025年度考核于1月底前, 对2000年以前建成的小区，年底前完成: later dates do not take such a year over.
            topic, frame.said_year = earlier.end, None
    found = _term(tape, place)
    if found is None:
        return None
    item = found[0]
    if topic is not None and topic.year > frame.year and item.end is not None and not item.year_said:
        # 明年的项目3月底前完成前期: before that year, or in it.
        other_end = add_months(item.end, 12 * (topic.year - frame.year))
        item.reading = replace(item.reading, ambiguous=True, other_end=other_end)
    return _next_year(tape, place, found)


def _next_year(tape: Tape, place: int, anchor: tuple[Item, int]) -> tuple[Item, int]:
    """A date that took its year from an earlier one, and would come before it, is of the next year.

    2025年12月底前印发，3月底前落实. Without any year the plan year holds for all of them (practice 4.1).
    """
    item, frame, earlier = anchor[0], tape.frame, tape.earlier
    if item.year_said or frame.said_year is None or earlier is None or earlier.end is None or item.end is None:
        return anchor
    between = tape.text[earlier.place[1] : tape.at(place).begin]
    apart = re.search(r"提前|其中|\(|的[^,;]{1,8}[,;]", between)
    if item.end >= earlier.end or (earlier.bare and earlier.holds(item)) or apart:
        return anchor
    frame.said_year += 1
    later = _term(tape, place)
    if later is None:
        return anchor
    later[0].reading = replace(later[0].reading, ambiguous=True, other_end=item.end)
    return later


def _term(tape: Tape, place: int) -> FoundItem:
    following = tape.kind(place + 1)
    if tape.kind(place) == "now" and following != "range" and tape.kind(place + 2) not in ("range", "duration"):
        now = Moment(a_day(tape.frame.base), point=True)
        return None if following == "duration" else (open_from(now), place + 1)
    if tape.at(place).text == "年" and following == "before":
        return _before_the_year(tape), place + 2
    found = series(tape, place)
    if found is None:
        return None
    what, after = found
    happens = not what.ranged and what.span.level is not Level.DAY and _event().match(tape.after(after))
    if happens and not what.point:
        return on_an_event(), min(tape.skip_to(after, "stop"), tape.skip_to(after, "open"))
    # 年底考核前: at that end, or before.
    what = what.doubtful() if happens else what
    if what.span.level not in (Level.YEAR, Level.PLAN, Level.FISCAL):
        tape.frame.near = what.span.end
    if what.year_said and what.span.level is not Level.PLAN:
        tape.frame.said_year = (what.parts[-1] if what.parts else what.span).start.year
    # 至12月, 截至三季度: up to its last day.
    ahead = tape.kind(place - 1) == "range" and tape.at(place - 1).text != "-"
    reported = tape.at(place - 1).text in ("截至", "截至到", "截止到")
    begins = tape.kind(place - 1 - (tape.at(place - 1).text == " "))
    if begins in ("not before", "later than") and tape.kind(after) not in ("before", "until"):
        return _not_before(what, begins == "later than"), tape.skip(after, "inclusive", "onwards", "from", "after")
    item, after = _limited(tape, what, after, ahead)
    if reported and tape.kind(after - 1) not in ("before", "within", "until"):
        # 截至1月13日，完成面积31万亩: it may report.
        item.limited = False
    if tape.kind(after) == "range" and tape.kind(after + 1) in ("end of text", "stop", "close"):
        raise Unreadable(_("a span without its other end"), item.end)
    return item, after


def _not_before(what: Moment, after: bool = False) -> Item:
    """不早于6月1日, 最早6月, 6月1日及以后: it says when the work may begin, not when it is due."""
    return open_from(replace(what, point=what.point and not what.ranged), after)


def _before_the_year(tape: Tape) -> Item:
    """年前: before the year is out, or before the Spring Festival."""
    item = due_before(Moment(a_year(tape.frame.year)), tape.frame.conventions)
    spring = by_chinese_name()["春节"].day(tape.frame.year)
    item.reading = replace(item.reading, ambiguous=True, other_end=spring - DAY if spring else None)
    return item


@cache
def _event() -> re.Pattern[str]:
    """What follows a bare period when an event inside it is meant: 2026年汛期前, 9月开学后, 2026年秋季学期起."""
    return re.compile(
        r"(?:全国|全省|全市|全县|省|市|县)?(?:主?汛|采暖|供暖|寒假|开学|学期|[春夏秋冬]{1,2}(?:季|天|耕|收|播|学期|$"
        r"|前|后)|入冬|入汛|雨季|封冻|换届|两会"
        r"|党代会|人代会|高考|中考|考核|巡视|巡察|督察|国检|省检|三夏|双抢)[^,;:\d]{0,8}(?:前|后|期间|起|开始|结束|$)"
        r"|(?![以之此其前后内底末])[^,;:()\d]{2,10}(?:以后|之后|后|时)(?=$|[,;])"
    )


def length_from(tape: Tape, place: int) -> FoundItem:
    """3个月（自2026年4月1日起）: so long from a day that is written."""
    length = duration_at(tape, place)
    since = tape.skip(length[1], "open", "stop") if length is not None else place
    found = series(tape, since) if tape.kind(since) == "since" else None
    if length is None or found is None or tape.kind(found[1]) != "from":
        return None
    return _ranged(tape, found[0], length[0]), found[1] + 1


class LimitForm(NamedTuple):
    """One form of what makes a limit of a date or period: kinds of tokens after it, the reader, a phrase that it reads.

    The reader takes the place after the form, what stands before it and the place where the form begins.
    """

    form: str
    read: Callable[[Tape, int, Moment, int], FoundItem]
    example: str


def _limited(tape: Tape, what: Moment, place: int, ahead: bool) -> tuple[Item, int]:
    """The item that the words after a series, or the 至 `ahead` of it, make of it."""
    found = None
    for limit in limits_by_kind().get(tape.kind(place), ()):
        after = place_after_form(limit.form, tape, place)
        found = limit.read(tape, after, what, place) if after is not None else None
        if found is not None:
            break
    item, after = found or (due_within(what) if ahead else due_on(what), place)
    return _exclusive(tape, item, after)


def _exclusive(tape: Tape, item: Item, place: int) -> tuple[Item, int]:
    """6月30日前（不含当日）: the day before."""
    for after in (place, place + 1):
        if tape.kind(after) == "exclusive" and item.end is not None and item.kind is Kind.DATE:
            said = _("the day before {date}", date=item.end)
            item.reading = replace(item.reading, end=item.end - DAY, sentence=said)
            place = after + 1
    return item, tape.skip(place, "inclusive", "clock", "within")


def _first_years(tape: Tape, after: int, what: Moment, place: int) -> FoundItem:
    """“十五五”前三年: the first three years of the plan."""
    length = duration_at(tape, after - 1)
    if length is None or what.span.level is not Level.PLAN or what.point or length[0].months % 12:
        return None
    last = add_months(what.span.start, length[0].months) - DAY
    return due_on(Moment(Span(what.span.start, last, Level.OTHER), year_said=True)), after


def _ahead_of(tape: Tape, after: int, what: Moment, place: int) -> FoundItem:
    """So long before a day or an end (practice: 每季度末前3个工作日); the day or end itself is the other reading."""
    found = duration_at(tape, place + 1)
    if found is None or what.ranged or what.parts:
        return None
    length = found[0]
    if what.festival or what.point:
        item = due_before(what, tape.frame.conventions)
        day, other = what.span.start if what.festival else what.span.end, item.end
    else:
        # 10月前10个工作日: before October, or its first ten.
        item = due_on(replace(what, point=True))
        day, other = what.span.start, length.after(what.span.start - DAY, tape.frame)[0]
    end, warnings = length.before(day, tape.frame)
    said = _("{length} before {date}", length=length.said(), date=day)
    warnings = item.reading.warnings + warnings
    item.reading = replace(item.reading, end=end, other_end=other, ambiguous=True, warnings=warnings, sentence=said)
    return item, found[1]


def _before(tape: Tape, after: int, what: Moment, place: int) -> FoundItem:
    """6月底前; of 2026年6月（含）前 June is in."""
    after = tape.skip(after, "inclusive", "clock", "within", "before")
    if what.span.level is Level.DAY and [tape.kind(after + step) for step in range(3)] == ["open", "weekday", "close"]:
        what, after = weekday_beside(tape, after, what) or (what, after)
    item = due_within(what) if tape.kind(place) == "inclusive" else due_before(what, tape.frame.conventions)
    return item, after


def _within(tape: Tape, after: int, what: Moment, place: int) -> FoundItem:
    """2026年内; 3月内 may be so many months where March is past, or no digits say which month."""
    item, written = due_within(what), tape.at(place - 2)
    count = tape.numeral(place - 2) if tape.at(place - 1).text == "月" and tape.kind(place) == "within" else None
    past = item.end is not None and item.end < tape.frame.base
    if count and not what.year_said and (past or (count < 10 and not written.text.isdigit())):
        item.reading = replace(item.reading, ambiguous=True, other_end=add_months(tape.frame.base, count))
    return item, after


def _after_the_end(tape: Tape, after: int, what: Moment, place: int) -> FoundItem:
    """So long after a day or the end of a period."""
    found = duration_at(tape, after - 1)
    return (_counted(tape, what, found[0]), found[1]) if found is not None else None


def _counted(tape: Tape, what: Moment, length: Length) -> Item:
    """A length from the end of what stands before it: counting starts the next day (practice 4.7)."""
    item = counted_from(what.span.end, length, tape.frame)
    reading = item.reading
    ambiguous, warnings = what.ambiguous or reading.ambiguous, what.warnings + reading.warnings
    item.reading, item.length = replace(reading, ambiguous=ambiguous, warnings=warnings), False
    return item


def _workday_after(tape: Tape, after: int, what: Moment, place: int) -> FoundItem:
    """春节后第一个工作日."""
    day = tape.frame.add_workdays(what.span.end, tape.at(after - 2).value or 0)
    return due_on(replace(what, span=a_day(day), point=True, festival=False)), after


def _after(tape: Tape, after: int, what: Moment, place: int) -> FoundItem:
    """6月30日后; of 6月30日（含）后 that day is in."""
    return open_from(what, after=tape.kind(place) != "inclusive"), after


def _from(tape: Tape, after: int, what: Moment, place: int) -> FoundItem:
    """A beginning; with a length of time after it (2026年3月起，为期一年) a range."""
    if what.ranged:
        return None
    place = after
    while tape.kind(place) == "stop" or tape.at(place).text in tuple("为期用历时的共计限连续约周"):
        place += 1
    found = duration_at(tape, place)
    if found is None:
        return open_from(what), after
    length, after = found
    if what.point and what.span.level is not Level.DAY:
        # 上半年结束之日起2个月内
        return _counted(tape, what, length), tape.skip(after, "within")
    return _ranged(tape, what, length), tape.skip(after, "within")


def _ranged(tape: Tape, what: Moment, length: Length) -> Item:
    """From a day so long: both the day and the length's last are in it."""
    start = what.span.start
    end, warnings = length.after(start, tape.frame)
    if what.span.level is not Level.DAY:
        end -= DAY
    said = _("{length} from {date}", length=length.said(), date=start)
    reading = Reading("", Kind.RANGE, start, end, warnings=what.warnings + warnings, sentence=said)
    if start.day == 1 and length.days and what.span.level is Level.DAY:
        # 次月1日起15日内 is the first fifteen days of the month to tax offices, the civil code counts from the second.
        reading = replace(reading, ambiguous=True, other_end=end - DAY)
    return Item(reading, year_said=what.year_said)


LIMITS: tuple[LimitForm, ...] = (
    LimitForm(
        "inclusive? around", lambda tape, after, what, place: _limited(tape, what.doubtful(), after, False), "6月底左右"
    ),
    LimitForm("before duration", _first_years, "“十五五”前三年"),
    LimitForm("before duration|numeral", _ahead_of, "6月30日前3个工作日"),
    LimitForm("inclusive? before", _before, "6月前"),
    LimitForm("inclusive? within|until", _within, "2026年内"),
    LimitForm("finish? after nth workday", _workday_after, "春节后第一个工作日"),
    LimitForm("quarter|month? finish? after duration|numeral", _after_the_end, "二季度结束后15日内"),
    LimitForm("inclusive? onwards", lambda tape, after, what, place: (_not_before(what), after), "6月1日及以后"),
    LimitForm("inclusive? finish? after", _after, "6月底后"),
    LimitForm("inclusive? from", _from, "2026年3月起，为期一年"),
)
"""The forms of limits, in the order in which they are tried."""


@cache
def limits_by_kind() -> Mapping[str, list[LimitForm]]:
    """The forms by the kind of token that they begin with."""
    return by_first_kind(LIMITS)
