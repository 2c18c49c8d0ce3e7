"""What narrows a period in Chinese: a quarter of a year, a day of a month, the n-th of anything, an edge.

`PARTS` are the forms: 三季度 of a year, 中旬 of a month, 最后一个工作日, 末. They are applied one after another for as
long as one fits (2026年 三季度 首月 10日).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from reformcli.deadlines import fiscal, numeric
from reformcli.deadlines.chinese.lexer import WEEKDAY_NAMES
from reformcli.deadlines.chinese.named_days import clock_beside, festival, summer, weekday_beside
from reformcli.deadlines.chinese.pieces import duration_at
from reformcli.deadlines.grammar import by_first_kind, place_after_form
from reformcli.deadlines.items import Moment, Unreadable, impossible
from reformcli.deadlines.rule_forms import ORDINALS, WEEKDAYS
from reformcli.deadlines.spans import DAY, Level, Span, a_day, a_month, a_year, part_of, span_name, ten_days, weekday_of
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _


class PeriodPart(NamedTuple):
    """One form of what narrows a period: kinds of tokens in order, the levels of period it narrows, its reader.

    A level is the name of a `Level`, or `end` for an end that was read before it. The reader takes the place where the
    form begins and the period. `alone` says that the year or month may be missing in front of it: 三季度, 25日.
    """

    form: str
    levels: str
    read: Callable[[Tape, int, Moment], Found]
    example: str
    alone: bool = False


def narrowed(tape: Tape, moment: Moment, place: int) -> tuple[Moment, int]:
    """A moment with everything that narrows it, and the place after that."""
    while True:
        found = narrowed_once(tape, moment, place)
        if found is None:
            return moment, place
        moment, place = found


def narrowed_once(tape: Tape, moment: Moment, place: int, alone: bool = False) -> Found:
    """The moment by the first part that fits; only by those that may stand `alone` where no period is written."""
    level = "end" if moment.point and moment.span.level is not Level.DAY else moment.span.level.value
    for part in parts_by_kind().get(tape.kind(place), ()):
        fits = level in part.levels.split(",") and (part.alone or not alone)
        if fits and place_after_form(part.form, tape, place) is not None:
            found = part.read(tape, place, moment)
            if found is not None:
                return found
    return None


def after_possessive(tape: Tape, place: int) -> int:
    """The place after a 的 that leads to a part of the period: 6月的10日, not 当月的金额."""
    leads = tape.kind(place + 1) in ("numeral", "ten days", "half month", "nth", "begin", "middle", "end")
    return place + (tape.is_possessive(place) and leads)


def _whole(tape: Tape, place: int, whole: Moment) -> Found:
    """全年, 上下半年; a unit said again (6月月底): they change nothing."""
    return whole, place + 1


def _coded(tape: Tape, place: int, whole: Moment) -> Found:
    """上半年, H1, Q3."""
    token = tape.at(place)
    return fiscal.numbered(whole, token.value or 0, quarter=token.kind == "quarter code"), place + 1


def _numbered(tape: Tape, place: int, whole: Moment) -> Found:
    """三季度, 首月, 第二周; nobody says whether a month's first week is its first seven days or its first full week."""
    token, unit = tape.at(place), tape.at(place + 1)
    if token.text in ("两", "俩"):
        # 春秋两季: how many, not which.
        return None
    span, after = part_of(whole.span, unit.kind, token.value or 0), place + 2
    if span is None:
        raise impossible(token.text + unit.text)
    if whole.span.level is Level.FISCAL:
        value = token.value or 0
        return fiscal.numbered(whole, value if value > 0 else 5 + value, quarter=True), after
    after = after_possessive(tape, after) if unit.kind == "month" else after
    return whole.part(span, doubt=unit.kind == "week"), after


def _numbered_day(tape: Tape, place: int, whole: Moment) -> Found:
    """第一个工作日, 最后一个星期五, 最后一天."""
    token, unit, span = tape.at(place), tape.at(place + 1), whole.span
    which = token.value or 0
    if which == 0:
        return None
    if unit.kind == "workday":
        day: date | None = tape.frame.add_workdays(span.start - DAY if which > 0 else span.end + DAY, which)
        day, name = day if day and span.start <= day <= span.end else None, _("working day")
    elif unit.kind == "weekday":
        day, name = weekday_of(span, unit.value or 0, which), _(WEEKDAYS[unit.value or 0])
    else:
        single = part_of(span, "day", which)
        day, name = single.start if single else None, _("day")
    if day is None:
        raise impossible(token.text + unit.text)
    nth = _("last") if which == -1 else _(ORDINALS[which - 1]) if 0 < which <= len(ORDINALS) else _("{n}th", n=which)
    said = _("the {ordinal} {unit} of {period}", ordinal=nth, unit=name, period=span_name(span))
    return whole.part(a_day(day), said), place + 2


def _several(tape: Tape, place: int, whole: Moment) -> Found:
    """前三季度, 前五个月, 后两个月."""
    token, unit = tape.at(place), tape.kind(place + 1)
    count = token.value or 0
    span = part_of(whole.span, unit, 1 if token.kind == "first n" else -1, count) if count else None
    if span is None:
        raise impossible(token.text)
    return whole.part(replace(span, level=Level.OTHER)), place + 2


def _month(tape: Tape, place: int, whole: Moment) -> Found:
    month = tape.numeral(place) or 0
    if not 1 <= month <= 12:
        raise impossible(tape.at(place).text + "月")
    return whole.part(a_month(whole.span.start.year, month)), after_possessive(tape, place + 2)


def _digits(tape: Tape, place: int, whole: Moment) -> Found:
    """次年5.31日."""
    text = tape.at(place).text
    mark = next(character for character in text if not character.isdigit())
    numbers = text.split(mark)
    if len(numbers) != 2 or len(text) > 5:
        return None
    day = numeric.separated(numbers, mark, replace(tape.frame, said_year=whole.span.start.year))
    return whole.part(day.span), place + 1 + (tape.kind(place + 1) == "day")


def _day(tape: Tape, place: int, whole: Moment) -> Found:
    """30日, 30号, or a bare 30 where nothing follows that it could count. Raises `Unreadable` after a written month."""
    value, following, digits = tape.numeral(place) or 0, tape.at(place + 1), tape.at(place).text.isdigit()
    marked = following.kind == "day" and following.text != "天"
    closed = following.kind in ("before", "until", "end of text", "stop", "open", "close", "clock")
    closed = closed or (following.kind == "range" and tape.kind(place + 3) == "month")
    if marked or (closed and (digits or 10 <= value <= 31)):
        day = numeric.the_day(whole.span.start.year, whole.span.start.month, value)
        return whole.part(a_day(day)), place + 1 + marked
    if digits and following.kind not in ("range", "list"):
        raise Unreadable(_("what follows the month is not a day"))
    return None


def _early_day(tape: Tape, place: int, whole: Moment) -> Found:
    """下月初八: a day below eleven."""
    if tape.kind(place + 2) not in ("before", "until", "end of text", "stop"):
        return None
    start = whole.span.start
    return whole.part(a_day(numeric.the_day(start.year, start.month, tape.numeral(place + 1) or 0))), place + 2


def _first_of(tape: Tape, place: int, whole: Moment) -> Found:
    """月初5个工作日内: the first five."""
    length = duration_at(tape, place + 1)
    if length is None:
        return None
    return whole.part(a_day(length[0].after(whole.span.start - DAY, tape.frame)[0])), length[1]


_TEN_DAYS = {"上": 1, "中": 2, "下": 3}


def _tens(tape: Tape, place: int, whole: Moment) -> Found:
    """上旬 is 1 to 10, 中旬 11 to 20, 下旬 21 to the end (practice 4.4); 中上旬 is both, in any order."""
    start = whole.span.start
    tens = [_TEN_DAYS[character] for character in tape.at(place).text if character in _TEN_DAYS]
    return whole.part(ten_days(start.year, start.month, min(tens), max(tens))), place + 1


def _half_month(tape: Tape, place: int, whole: Moment) -> Found:
    """上半月 is 1 to 15, 下半月 16 to the end."""
    start, end = whole.span.start, whole.span.end
    first = tape.at(place).value == 1
    span = Span(start, start.replace(day=15), Level.OTHER) if first else Span(start.replace(day=16), end, Level.OTHER)
    return whole.part(span), place + 1


def _day_of_week(tape: Tape, place: int, whole: Moment) -> Found:
    """本周五, 下周三、五, 本周日."""
    token = tape.at(place)
    if token.kind != "weekday" and token.text not in tuple(WEEKDAY_NAMES + "天"):
        return None
    weekday = token.value if token.kind == "weekday" else (token.value or 7) - 1
    return whole.part(a_day(whole.span.start + timedelta(days=weekday or 0))), place + 1


def _weekend(tape: Tape, place: int, whole: Moment) -> Found:
    """周末 is the Sunday; those who mean the last working day mean the Friday."""
    said, sunday = _("Sunday of {period}", period=span_name(whole.span)), whole.span.end
    return whole.part(a_day(sunday), said, sunday - timedelta(days=2)), place + 1


def _end(tape: Tape, place: int, whole: Moment) -> Found:
    """底, 末, 最后一天; 结束 where nothing is counted from it."""
    if tape.kind(place) == "finish" and tape.kind(place + 1) == "after":
        return None
    said = whole.sentence if whole.point else _("last day of {period}", period=span_name(whole.span))
    return replace(whole, point=True, sentence=said), place + 1


def _begin(tape: Tape, place: int, whole: Moment) -> Found:
    """年初 is January, 季初 the first month, 月初 ten days, 周初 two: no rule says how long a beginning is."""
    start = whole.span.start
    early, other_end = {
        Level.YEAR: (a_month(start.year, 1), date(start.year, 2, 28)),
        Level.PLAN: (a_year(start.year), None),
        Level.MONTH: (ten_days(start.year, start.month, 1, 1), date(start.year, start.month, 5)),
        Level.WEEK: (Span(start, start + DAY, Level.OTHER), start),
    }.get(whole.span.level, (a_month(start.year, start.month), None))
    return whole.part(early, other_end=other_end, doubt=True), place + 1


def _middle(tape: Tape, place: int, whole: Moment) -> Found:
    """年中 is the end of June, 月中 its second ten days; a plan's middle is its third year."""
    start, name = whole.span.start, span_name(whole.span)
    if whole.span.level is Level.MONTH:
        return whole.part(ten_days(start.year, start.month, 2, 2), other_end=start.replace(day=15)), place + 1
    middle = {
        Level.YEAR: (date(start.year, 6, 30), _("middle of {period}, read as 30 June", period=name)),
        Level.PLAN: (date(start.year + 2, 12, 31), _("the middle of {period}: end of its third year", period=name)),
    }.get(whole.span.level)
    if middle is None:
        return whole.doubtful(), place + 1
    other_end = date(start.year, 7, 31) if whole.span.level is Level.YEAR else None
    found = whole.part(Span(start, middle[0], Level.OTHER), middle[1], other_end, doubt=True)
    return replace(found, point=True), place + 1


def _edge_of_plan(tape: Tape, place: int, whole: Moment) -> Found:
    """开局之年, 收官之年."""
    edge = whole.span.start if tape.at(place).text.startswith("开") else whole.span.end
    return whole.part(a_year(edge.year)), place + 1


def _no_month(tape: Tape, place: int, whole: Moment) -> Found:
    """2026年6目, 2026年月底前: the year is written, what follows it is not a month. Raises `Unreadable`."""
    if whole.year_said and (tape.kind(place) != "numeral" or tape.at(place).text.isdigit()):
        raise Unreadable(_("what follows the year is not a month"))
    return None


def _no_day(tape: Tape, place: int, whole: Moment) -> Found:
    """6月某日. Raises `Unreadable`."""
    if tape.at(place).text == "天":
        return None
    raise Unreadable(_("what follows the month is not a day"))


_YEARS, _PERIODS = "year,fiscal", "year,half,quarter,month,ten-days,week,plan,fiscal,other"
PARTS: tuple[PeriodPart, ...] = (
    PeriodPart("half-word|half-code", _YEARS, _coded, "明年上半年", alone=True),
    PeriodPart("quarter-code", _YEARS, _coded, "2026年Q3", alone=True),
    PeriodPart("numeral|nth quarter", _YEARS, _numbered, "三季度", alone=True),
    PeriodPart("both-halves|whole-year", "year", _whole, "2026年全年", alone=True),
    PeriodPart("first-n|last-n quarter|month", "year", _several, "前三季度", alone=True),
    PeriodPart("numeral month", "year", _month, "6月", alone=True),
    PeriodPart("numbers", "year", _digits, "次年5.31日"),
    PeriodPart("festival", "year", festival, "国庆节", alone=True),
    PeriodPart("season", "year", summer, "暑假", alone=True),
    PeriodPart("ten-days", "month", _tens, "6月中旬", alone=True),
    PeriodPart("half-month", "month", _half_month, "6月下半月", alone=True),
    PeriodPart("numeral day?", "month", _day, "6月30日", alone=True),
    PeriodPart("weekday|day|numeral", "week", _day_of_week, "下周五"),
    PeriodPart("end", "week", _weekend, "本周末"),
    PeriodPart("nth month|week|quarter", _PERIODS, _numbered, "三季度首月"),
    PeriodPart("nth workday|weekday|day", _PERIODS, _numbered_day, "6月最后一个工作日"),
    PeriodPart("begin duration", "month", _first_of, "6月初5个工作日内"),
    PeriodPart("begin numeral", "month", _early_day, "6月初八"),
    PeriodPart("begin", "year,plan,half,quarter,month,week", _begin, "三季度初"),
    PeriodPart("middle", "year,plan,half,quarter,month", _middle, "2027年中"),
    PeriodPart("plan-edge", "plan", _edge_of_plan, "“十五五”开局之年"),
    PeriodPart("end", _PERIODS + ",end", _end, "三季度末"),
    PeriodPart("finish", _PERIODS, _end, "三季度结束"),
    PeriodPart("year end|within|begin|middle", "year", _whole, "明年年初前"),
    PeriodPart("month end|finish|begin|middle", "month,other", _whole, "6月月底"),
    PeriodPart("open weekday close", "day", weekday_beside, "6月30日（周二）"),
    PeriodPart("weekday", "day", weekday_beside, "6月30日 周二前"),
    PeriodPart("clock", "day", clock_beside, "7月1日零时"),
    PeriodPart("month|day|mask|numeral", "year", _no_month, "2026年6目"),
    PeriodPart("day|mask", "month", _no_day, "6月某日"),
)
"""The forms of parts, in the order in which they are tried."""


@cache
def parts_by_kind() -> Mapping[str, list[PeriodPart]]:
    """The parts by the kind of token that they begin with."""
    return by_first_kind(PARTS)
