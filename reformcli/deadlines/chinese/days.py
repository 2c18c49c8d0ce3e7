"""Days by name in Chinese: 本周五, 下周末, 国庆节, 农历五月初五, 芒种; and the weekday or time after a day.

Weeks run from Monday to Sunday and are counted from the base date.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from reformcli.deadlines.calendars import by_chinese_name, lunar_day, solar_term
from reformcli.deadlines.chinese.lexer import NUMERAL
from reformcli.deadlines.items import Moment, Unreadable, impossible
from reformcli.deadlines.numeric import CHARACTERS, number
from reformcli.deadlines.rule_forms import WEEKDAYS
from reformcli.deadlines.spans import DAY, Level, Span, a_day, a_week, span_name
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

WEEKDAY_NAMES = "一二三四五六日"


def week(tape: Tape, place: int, before: Moment | None) -> Found:
    """本周五, 下周末, 周五: weeks run from Monday to Sunday and are counted from the base date."""
    token, base = tape.at(place), tape.frame.base
    if token.kind == "week word":
        weeks = {"本": 0, "这": 0, "当": 0, "下": 1, "次": 1, "上": -1}[token.text[0]]
        weeks *= max(1, token.text.count("下"), token.text.count("上"))
        week = a_week(base + timedelta(weeks=weeks))
        following = tape.at(place + 1)
        if following.kind == "weekday" or following.text in ("日", "天"):
            return weekday_and_clock(tape, day_of_week(week, following.text[-1]), place + 2)
        if following.kind == "numeral" and following.text in WEEKDAY_NAMES:
            return weekday_and_clock(tape, day_of_week(week, following.text), place + 2)
        if following.kind == "end":
            return _weekend(week), place + 2
        if following.kind == "finish":
            return Moment(week, point=True, sentence=_("last day of {period}", period=span_name(week))), place + 2
        return Moment(week), place + 1
    if token.kind == "weekday":
        this = day_of_week(a_week(base), token.text[-1]).span.end
        coming = this if this >= base else this + timedelta(weeks=1)
        found = Moment(a_day(coming), point=True, ambiguous=this != coming)
        found.other_end = this if found.ambiguous else None
        return weekday_and_clock(tape, found, place + 1)
    if token.kind == "week" and tape.kind(place + 1) == "end":
        return _weekend(a_week(base)), place + 2
    return None


def day_of_week(week: Span, name: str) -> Moment:
    """The day of a week by its Chinese name or its number."""
    number_of_day = int(name) - 1 if name.isdigit() else WEEKDAY_NAMES.index("日" if name == "天" else name)
    return Moment(a_day(week.start + timedelta(days=number_of_day)), point=True)


def _weekend(week: Span) -> Moment:
    """周末 is the Sunday; those who mean the last working day mean the Friday."""
    said = _("Sunday of {period}", period=span_name(week))
    friday = week.end - timedelta(days=2)
    return Moment(a_day(week.end), point=True, ambiguous=True, other_end=friday, sentence=said)


def check_weekday(moment: Moment, name: str) -> None:
    """Warns where the weekday written beside a day is another one."""
    day = moment.span.end
    said = day_of_week(a_week(day), name[-1]).span.end
    if said != day:
        names = {"date": day, "weekday": _(WEEKDAYS[day.weekday()]), "said": _(WEEKDAYS[said.weekday()])}
        moment.warnings += (_("{date} is a {weekday}, not a {said}", **names),)


def weekday_and_clock(tape: Tape, moment: Moment, place: int) -> tuple[Moment, int]:
    """A weekday after a day, with or without brackets, is checked; a time of day is dropped."""
    opened = tape.kind(place) == "open" and tape.kind(place + 1) == "weekday" and tape.kind(place + 2) == "close"
    spaced = place + 1 if tape.at(place).text == " " else place
    token = tape.at(place + 1 if opened else spaced)
    if token.kind == "weekday" and moment.span.level is Level.DAY:
        check_weekday(moment, token.text)
        place = place + 3 if opened else spaced + 1
    clock = place + 1 if tape.at(place).text == " " else place
    if tape.kind(clock) == "clock":
        if tape.at(clock).text in ("0时", "零时", "零点", "0点"):
            # 7月1日零时 is the end of 30 June, if the hour is meant.
            moment.ambiguous, moment.other_end = True, moment.span.end - DAY
        place = tape.skip(clock, "clock")
    return moment, place


def festival(tape: Tape, place: int, year: int, year_said: bool) -> Found:
    """One festival, or several with 、 between them: the earlier one is the safe reading (practice: 中秋、国庆节前)."""
    names, after = [tape.at(place).text], place + 1
    while tape.kind(after) in ("list", "stop", "or") and tape.kind(after + 1) == "festival":
        names, after = [*names, tape.at(after + 1).text], after + 2
    if len(names) == 1 and tape.kind(after) == "festival":
        names, after = [*names, tape.at(after).text], after + 1
    after = tape.skip(after, "festivals")
    days = []
    for name in names:
        day = by_chinese_name()[name].day(year)
        if day is None:
            raise impossible(name)
        days.append((day, by_chinese_name()[name].name))
    days.sort()
    if tape.kind(after) == "during":
        first, last = tape.frame.days_off_around(days[0][0])
        return Moment(Span(first, last, Level.OTHER, days[0][1]), ambiguous=True), after + 1
    day, name = days[0]
    found = Moment(Span(day, day, Level.DAY, name), point=True, festival=True, sentence=name)
    if days[-1][0] != day:
        found.ambiguous, found.other_end = True, days[-1][0] - DAY
        found.span = replace(
            found.span, name=_("{first}, the earlier of {count} festivals", first=name, count=len(days))
        )
    elif day <= date(year, 1, 1) and not year_said:
        # New Year's Day ends the year before; a plan may mean the one that ends its own year.
        found.ambiguous, found.other_end = True, date(year, 12, 31)
    if day <= tape.frame.base:
        found.warnings = (_("{festival} is already past: {date}", festival=name, date=day),)
    return found, after


def summer_holidays(tape: Tape, place: int, year: int) -> Found:
    """暑假: July and August; the school calendar is local."""
    return Moment(Span(date(year, 7, 1), date(year, 8, 31), Level.OTHER), ambiguous=True), place + 1


_LUNAR_MONTHS = {"正": 1, "元": 1, "冬": 11, "腊": 12}


@cache
def _lunar_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:农历|阴历|旧历|夏历)?的?(?:(?P<year>\d{{4}}|[{CHARACTERS}]{{4}})年)?(?:(?P<month>[正元冬腊]"
        rf"|{NUMERAL})月份?)?"
        rf"(?:初?(?P<day>{NUMERAL})[日号]?|(?P<end>[底末]))?"
    )


def _lunar_day(text: str) -> tuple[int | None, int, int] | None:
    """Year, month and day of the Chinese calendar that a token names; day 0 is the last of the month."""
    match = _lunar_pattern().fullmatch(text)
    if match is None or not (match["day"] or match["end"]):
        return None
    month = _LUNAR_MONTHS.get(match["month"]) or number(match["month"]) or 0 if match["month"] else 12
    if not match["month"] and not (match["year"] and match["end"]):
        return None
    return number(match["year"]) if match["year"] else None, month, (number(match["day"]) or 0) if match["day"] else 0


def lunar(tape: Tape, place: int, year: int) -> Found:
    """农历五月初五, 农历六月底, 腊月廿三: 前 leaves the day out, as for festivals that hang on this calendar."""
    named = _lunar_day(tape.at(place).text)
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


def lunar_rule(tape: Tape, place: int) -> tuple[str, int] | None:
    """The month and day of a rule: 农历五月初五 is 05-05."""
    named = _lunar_day(tape.at(place).text) if tape.kind(place) == "lunar" else None
    return (f"{named[1]:02}-{named[2]:02}", place + 1) if named and named[0] is None else None


def term_of_year(tape: Tape, place: int, year: int) -> Found:
    """芒种, 冬至: the day on which the solar term begins; 前 leaves it out. Some names are also weather."""
    name = tape.at(place).text[:2]
    day = solar_term(year, name)
    if day is None:
        raise impossible(name)
    vague = name in ("雨水", "大雪", "小雪", "霜降", "大寒")
    return Moment(Span(day, day, Level.DAY, name), point=True, festival=True, ambiguous=vague, sentence=name), place + 1
