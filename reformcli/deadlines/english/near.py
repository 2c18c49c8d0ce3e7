"""Moments counted from the base date in English: tomorrow, next Friday, this month, year-end.

Weeks run from Monday to Sunday.
"""

from datetime import date, timedelta

from reformcli.deadlines.english.fiscal import this_fiscal_year
from reformcli.deadlines.english.lexer import WEEKDAYS
from reformcli.deadlines.english.parts import end_of
from reformcli.deadlines.items import Moment
from reformcli.deadlines.sayings import span_name
from reformcli.deadlines.spans import (
    a_day,
    a_half,
    a_month,
    a_quarter,
    a_week,
    a_year,
    add_months,
    quarter_of,
)
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

_TURNS = {"last": -1, "previous": -1, "this": 0, "current": 0, "coming": 0, "next": 1, "following": 1}
_DAYS = {"today": 0, "tonight": 0, "now": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1}


def day_word(tape: Tape, place: int) -> Found:
    """Today, tomorrow."""
    day = tape.frame.base + timedelta(days=_DAYS[tape.at(place).text])
    return Moment(a_day(day), point=True), place + 1


def which(tape: Tape, place: int, turn_word: str) -> Found:
    """This, next or last: a weekday, week, month, quarter, half, year or fiscal year. `place` is that of the word."""
    base, turn, unit = tape.frame.base, _TURNS[turn_word], tape.at(place + 1)
    if unit.kind == "weekday":
        return _which_weekday(tape, turn_word, unit.text), place + 2
    if unit.text in ("financial", "fiscal"):
        found = this_fiscal_year(tape.frame.conventions.fiscal_start, date(base.year + turn, base.month, 1))
        return found, place + 3
    match unit.text.removeprefix("calendar ").rstrip("s"):
        case "day":
            return Moment(a_day(base + timedelta(days=turn)), point=True), place + 2
        case "week" | "wk":
            return Moment(a_week(base + timedelta(weeks=turn))), place + 2
        case "month":
            # Near a date that the phrase itself named, "the end of the month" is the end of that month.
            near = tape.frame.near if turn_word == "this" and tape.kind(place) != "which" else None
            day = near or add_months(base, turn)
            return Moment(a_month(day.year, day.month)), place + 2
        case "quarter":
            day = add_months(base, 3 * turn)
            return Moment(a_quarter(day.year, quarter_of(day))), place + 2
        case "half" | "half-year" | "half year":
            day = add_months(base, 6 * turn)
            return Moment(a_half(day.year, 1 if day.month < 7 else 2)), place + 2
        case "year" | "yr":
            year = tape.frame.year if turn_word == "this" else base.year + turn
            return Moment(a_year(year), year_said=turn != 0), place + 2
        case "weekend":
            week = a_week(base + timedelta(weeks=turn))
            said = _("Sunday of {period}", period=span_name(week))
            friday = week.end - timedelta(days=2)
            return Moment(a_day(week.end), True, ambiguous=True, other_end=friday, sentence=said), place + 2
    return None


def _which_weekday(tape: Tape, turn_word: str, name: str) -> Moment:
    """Next Friday: of next week; where this week's is still to come, some mean that one, and it is the safe reading."""
    base, weekday = tape.frame.base, WEEKDAYS.index(name[:3])
    this = a_week(base).start + timedelta(days=weekday)
    if turn_word in ("last", "previous"):
        return Moment(a_day(this if this < base else this - timedelta(weeks=1)), point=True)
    if turn_word in ("next", "following"):
        following = this + timedelta(weeks=1)
        if this > base:
            return Moment(a_day(this), point=True, ambiguous=True, other_end=following)
        return Moment(a_day(following), point=True)
    return Moment(a_day(this if this >= base else this + timedelta(weeks=1)), point=True)


def weekday_alone(tape: Tape, place: int) -> Found:
    """Friday: the next one on or after the base date."""
    base = tape.frame.base
    away = (WEEKDAYS.index(tape.at(place).text[:3]) - base.weekday()) % 7
    return Moment(a_day(base + timedelta(days=away)), point=True), place + 1


def unit_end(tape: Tape, place: int) -> Found:
    """Year-end, month end, EOQ; with a year after it (year-end 2027) the end of that year."""
    text, base = tape.at(place).text, tape.frame.base
    unit = {"eoy": "year", "eom": "month", "eoq": "quarter", "eow": "week"}.get(text, text.split("end")[0].strip("- "))
    year = tape.at(place + 1)
    said = unit == "year" and year.kind == "number" and len(year.text) == 4
    match unit:
        case "year":
            span = a_year(year.value if said and year.value else tape.frame.year)
        case "month":
            span = a_month(base.year, base.month)
        case "quarter":
            span = a_quarter(base.year, quarter_of(base))
        case "half-year":
            span = a_half(base.year, 1 if base.month < 7 else 2)
        case _:
            span = a_week(base)
    return end_of(Moment(span, year_said=said)), place + 1 + said
