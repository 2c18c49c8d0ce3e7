"""Days by name in Chinese: 国庆节, 中秋、国庆节, 暑假, 农历五月初五, 芒种; the weekday or time beside a day."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from reformcli.deadlines.calendars import by_chinese_name, lunar_day, solar_term
from reformcli.deadlines.chinese.lexer import NUMERAL
from reformcli.deadlines.items import Moment, Unreadable, impossible
from reformcli.deadlines.numeric import CHARACTERS, number
from reformcli.deadlines.rule_forms import WEEKDAYS
from reformcli.deadlines.spans import DAY, Level, Span
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _


def festival(tape: Tape, place: int, whole: Moment) -> Found:
    """One festival, or several with 、 between them: the earlier one is the safe reading (practice: 中秋、国庆节前)."""
    year, names, after = whole.span.start.year, [tape.at(place).text], place + 1
    while tape.kind(further := tape.skip(after, "list", "stop", "or")) == "festival":
        names, after = [*names, tape.at(further).text], further + 1
    after = tape.skip(after, "festivals")
    days = []
    for name in names:
        day = by_chinese_name()[name].day(year)
        if day is None:
            raise impossible(name)
        days.append((day, by_chinese_name()[name].name))
    days.sort()
    day, name = days[0]
    if tape.kind(after) == "during":
        first, last = tape.frame.days_off_around(day)
        return whole.part(Span(first, last, Level.OTHER, name), doubt=True), after + 1
    found = replace(whole.part(Span(day, day, Level.DAY, name), name), festival=True)
    if days[-1][0] != day:
        found = found.doubtful(days[-1][0] - DAY)
        said = _("{first}, the earlier of {count} festivals", first=name, count=len(days))
        found.span = replace(found.span, name=said)
    elif day <= date(year, 1, 1) and not whole.year_said:
        # New Year's Day ends the year before; a plan may mean the one that ends its own year.
        found = found.doubtful(date(year, 12, 31))
    if day <= tape.frame.base:
        found.warnings = (_("{festival} is already past: {date}", festival=name, date=day),)
    return found, after


def summer(tape: Tape, place: int, whole: Moment) -> Found:
    """暑假: July and August; the school calendar is local."""
    year = whole.span.start.year
    return whole.part(Span(date(year, 7, 1), date(year, 8, 31), Level.OTHER), doubt=True), place + 1


def weekday_beside(tape: Tape, place: int, whole: Moment) -> Found:
    """The weekday beside a day, in brackets or not, is checked."""
    opened = tape.kind(place) == "open"
    return with_weekday(whole, tape.at(place + opened).value or 0), place + 1 + 2 * opened


def with_weekday(day: Moment, weekday: int) -> Moment:
    """The day with a warning where the weekday (Monday is 0) beside it is another one."""
    actual = day.span.end.weekday()
    if actual == weekday:
        return day
    names = {"date": day.span.end, "weekday": _(WEEKDAYS[actual]), "said": _(WEEKDAYS[weekday])}
    return replace(day, warnings=(*day.warnings, _("{date} is a {weekday}, not a {said}", **names)))


def clock_beside(tape: Tape, place: int, whole: Moment) -> Found:
    """A time of day is dropped; 7月1日零时 may be the end of 30 June, 零时起 is not."""
    midnight = tape.at(place).text in ("0时", "零时", "零点", "0点") and tape.kind(place + 1) != "from"
    return whole.doubtful(whole.span.end - DAY) if midnight else whole, tape.skip(place, "clock")


_LUNAR_MONTHS = {"正": 1, "元": 1, "冬": 11, "腊": 12}


@cache
def _lunar_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:农历|阴历|旧历|夏历)?的?(?:(?P<year>\d{{4}}|[{CHARACTERS}]{{4}})?(?P<whole>年))?(?:(?P<month>[正元冬腊]"
        rf"|{NUMERAL})月份?)?"
        rf"(?:初?(?P<day>{NUMERAL})[日号]?|(?P<end>[底末]))?"
    )


def _lunar_day(text: str) -> tuple[int | None, int, int] | None:
    """Year, month and day of the Chinese calendar that a token names; day 0 is the last of the month."""
    match = _lunar_pattern().fullmatch(text)
    if match is None or not (match["day"] or match["end"]):
        return None
    month = _LUNAR_MONTHS.get(match["month"]) or number(match["month"]) or 0 if match["month"] else 12
    if not match["month"] and not (match["whole"] and match["end"]):
        return None
    return number(match["year"]) if match["year"] else None, month, (number(match["day"]) or 0) if match["day"] else 0


def lunar_rule(tape: Tape, place: int) -> tuple[str, int] | None:
    """The month and day of a rule: 农历五月初五 is 05-05."""
    named = _lunar_day(tape.at(place).text) if tape.kind(place) == "lunar" else None
    return (f"{named[1]:02}-{named[2]:02}", place + 1) if named and named[0] is None else None


def lunar(tape: Tape, place: int, before: Moment | None) -> Found:
    """农历五月初五, 农历六月底, 腊月廿三: 前 leaves the day out, as for festivals that hang on this calendar."""
    if tape.kind(place) != "lunar":
        return None
    year, named = tape.frame.year, _lunar_day(tape.at(place).text)
    day = lunar_day(named[0] or year, named[1], named[2]) if named else None
    if named is None or day is None:
        raise Unreadable(_("the day of the Chinese calendar is not known"))
    said = _("the Chinese calendar's {text}", text=tape.at(place).text)
    earlier = lunar_day(year - 1, named[1], named[2]) if named[0] is None and day.year > year else None
    end = named[2] == 0
    span = Span(day, day, Level.DAY, "" if end else day.isoformat())
    found = Moment(span, point=True, festival=not end, year_said=named[0] is not None, sentence=said)
    # 腊月廿三 of the plan year may be the one at its beginning or the one after its end.
    return found.doubtful(earlier) if earlier else found, place + 1


def term_of_year(tape: Tape, place: int, before: Moment | None) -> Found:
    """芒种, 冬至: the day on which the solar term begins; 前 leaves it out. Some names are also weather."""
    if tape.kind(place) != "solar term":
        return None
    name = tape.at(place).text[:2]
    day = solar_term(tape.frame.year, name)
    if day is None:
        raise impossible(name)
    vague = name in ("雨水", "大雪", "小雪", "霜降", "大寒")
    return Moment(Span(day, day, Level.DAY, name), point=True, festival=True, ambiguous=vague, sentence=name), place + 1
