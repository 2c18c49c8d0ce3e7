"""Festivals and school holidays in Chinese: 国庆节, 中秋、国庆节, 春节期间, 暑假."""

from dataclasses import replace
from datetime import date

from reformcli.deadlines.festivals import by_chinese_name
from reformcli.deadlines.items import Moment, impossible
from reformcli.deadlines.spans import DAY, Level, Span
from reformcli.deadlines.tape import Found, Tape
from reformcli.deadlines.workdays import days_off_around
from reformcli.i18n import _


def festival(tape: Tape, place: int, year: int, year_said: bool) -> Found:
    """One festival, or several with 、 between them: the earlier one is the safe reading (practice: 中秋、国庆节前)."""
    names, after = [tape.at(place).text], place + 1
    while tape.kind(after) in ("list", "stop", "or") and tape.kind(after + 1) == "festival":
        names, after = [*names, tape.at(after + 1).text], after + 2
    if len(names) == 1 and tape.kind(after) == "festival":
        names, after = [*names, tape.at(after).text], after + 1
    days = []
    for name in names:
        day = by_chinese_name()[name].day(year)
        if day is None:
            raise impossible(name)
        days.append((day, by_chinese_name()[name].name))
    days.sort()
    conventions = tape.frame.conventions
    if tape.kind(after) == "during":
        first, last = days_off_around(days[0][0], conventions.country, conventions.calendar)
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
