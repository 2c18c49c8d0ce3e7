"""Inside a month in Chinese: 6月30日, 6月中旬, 6月初, 6月最后一个工作日."""

from datetime import date

from reformcli.deadlines import numeric
from reformcli.deadlines.chinese.days import day_of_week, weekday_and_clock
from reformcli.deadlines.chinese.relative import duration_at
from reformcli.deadlines.items import Moment, Unreadable, impossible
from reformcli.deadlines.numeric import number
from reformcli.deadlines.rule_forms import ORDINALS, WEEKDAYS
from reformcli.deadlines.spans import DAY, Level, Span, a_day, a_month, a_week, part_of, span_name, ten_days, weekday_of
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

_TEN_DAYS = {"上": 1, "中": 2, "下": 3}


def month_at(tape: Tape, place: int, year: int, month: int | None, text: str, before: Moment | None) -> Found:
    """What stands at `place`, after a month whose number is known; `text` is how it was written."""
    if month is None or not 1 <= month <= 12:
        raise impossible(text + "月")
    return inside_month(tape, place, year, month, before)


def inside_month(tape: Tape, place: int, year: int, month: int, before: Moment | None) -> Found:
    """What stands after 6月: a day, a ten-day period, an edge, the n-th week or working day, or nothing."""
    token = tape.at(place)
    if tape.is_possessive(place):
        token, place = tape.at(place + 1), place + 1
    span = a_month(year, month)
    match token.kind:
        case "ten days":
            return ten_days_of(token.text, year, month), place + 1
        case "half month":
            return half_month(token.text, year, month), place + 1
        case "numeral":
            day = day_at(tape, place, year, month)
            if day is not None:
                return day
            if token.text.isdigit() and tape.kind(place + 1) not in ("range", "list"):
                raise Unreadable(_("what follows the month is not a day"))
        case "begin" if tape.kind(place + 1) == "duration":
            length = duration_at(tape, place + 1)
            if length is not None:
                # 月初5个工作日内: the first five.
                end = length[0].after(span.start - DAY, tape.frame)[0]
                return Moment(a_day(end), point=True), length[1]
        case "begin" if tape.numeral(place + 1) and tape.kind(place + 2) in ("before", "until", "end of text", "stop"):
            # 下月初八: a day below eleven.
            return Moment(a_day(numeric.the_day(year, month, tape.numeral(place + 1) or 0)), point=True), place + 2
        case "begin":
            early = Span(span.start, date(year, month, 10), Level.TEN_DAYS)
            return Moment(early, ambiguous=True, other_end=date(year, month, 5)), place + 1
        case "middle":
            other = date(year, month, 15)
            return Moment(ten_days(year, month, 2, 2), ambiguous=True, other_end=other), place + 1
        case "nth":
            return nth_inside(tape, place, span)
        case "month" if tape.kind(place + 1) in ("end", "begin", "middle", "last day", "finish"):
            # 6月月底前
            return inside_month(tape, place + 1, year, month, before)
        case "day" | "mask" if token.text != "天":
            raise Unreadable(_("what follows the month is not a day"))
    return Moment(span), place


def day_at(tape: Tape, place: int, year: int, month: int) -> Found:
    """30日, 30号, or a bare 30 where nothing follows that it could count."""
    value, following = tape.numeral(place), tape.at(place + 1)
    if value is None:
        return None
    marked = following.kind == "day" and following.text != "天"
    counts = following.kind in ("before", "until", "end of text", "stop", "open", "close", "clock")
    # 四月廿六前, 一月二十三: a numeral above ten says a day without 日 too.
    if not marked and not (counts and (tape.at(place).text.isdigit() or 10 <= value <= 31)):
        return None
    day = numeric.the_day(year, month, value)
    return weekday_and_clock(tape, Moment(a_day(day), point=True), place + 1 + marked)


def ten_days_of(text: str, year: int, month: int, ambiguous: bool = False) -> Moment:
    """上旬 is 1 to 10, 中旬 11 to 20, 下旬 21 to the end (practice 4.4); 中上旬 is both, in any order."""
    parts = [_TEN_DAYS[character] for character in text if character in _TEN_DAYS]
    return Moment(ten_days(year, month, min(parts), max(parts)), ambiguous=ambiguous)


def half_month(text: str, year: int, month: int, ambiguous: bool = False) -> Moment:
    """上半月 is 1 to 15, 下半月 16 to the end."""
    span = a_month(year, month)
    if text[0] in "上前":
        return Moment(Span(span.start, date(year, month, 15), Level.OTHER), ambiguous=ambiguous)
    return Moment(Span(date(year, month, 16), span.end, Level.OTHER), ambiguous=ambiguous)


def ordinal(text: str) -> int:
    """第三 → 3, 首 → 1, 最后一 and 末 → -1, 倒数第二 → -2."""
    if text[0] == "首":
        return 1
    if text[0] in "最末":
        return -1
    value = number(text.strip("倒数第个")) or 0
    return -value if text[0] == "倒" else value


def nth_inside(tape: Tape, place: int, span: Span) -> Found:
    """第一个工作日, 最后一个星期五, 第二周, 第二个季度, 最后一天: inside a month, quarter or year."""
    which, unit = ordinal(tape.at(place).text), tape.at(place + 1)
    if which == 0:
        return None
    names = {"workday": _("working day"), "day": _("day")}
    if unit.kind == "workday":
        day: date | None = tape.frame.add_workdays(span.start - DAY if which > 0 else span.end + DAY, which)
        day = day if day and span.start <= day <= span.end else None
    elif unit.kind == "weekday":
        weekday = day_of_week(a_week(span.start), unit.text[-1]).span.start.weekday()
        names["weekday"] = _(WEEKDAYS[weekday])
        day = weekday_of(span, weekday, which)
    elif unit.kind in ("week", "day", "quarter", "month"):
        found = part_of(span, unit.kind, which)
        if found is None:
            raise impossible(tape.at(place).text + unit.text)
        if unit.kind == "month":
            # 三季度首月10日
            return inside_month(tape, place + 2, found.start.year, found.start.month, None)
        if unit.kind != "day":
            # Nobody says whether a month's first week is its first seven days or its first full week.
            return Moment(found, ambiguous=unit.kind == "week"), place + 2
        day = found.start
    else:
        return None
    if day is None:
        raise impossible(tape.at(place).text + unit.text)
    nth = _("last") if which == -1 else _(ORDINALS[which - 1]) if 0 < which <= len(ORDINALS) else _("{n}th", n=which)
    said = _("the {ordinal} {unit} of {period}", ordinal=nth, unit=names[unit.kind], period=span_name(span))
    return Moment(a_day(day), point=True, sentence=said), place + 2
