"""Moments counted from the base date in English: tomorrow, next Friday, this month, year-end.

Weeks run from Monday to Sunday.
"""

from datetime import timedelta

from reformcli.deadlines import fiscal
from reformcli.deadlines.english.lexer import MONTHS, WEEKDAYS
from reformcli.deadlines.english.periods import end_of, season, unit_of
from reformcli.deadlines.items import Frame, Moment
from reformcli.deadlines.spans import (
    UNITS,
    a_day,
    a_month,
    a_week,
    a_year,
    add_months,
    span_name,
)
from reformcli.deadlines.tape import Tape, Token
from reformcli.i18n import _

_TURNS = {
    "last": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "the": 0, "coming": 0, "next": 1,
    "following": 1,
}  # fmt: skip
_DAYS = {"today": 0, "tonight": 0, "now": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1}


def day_word(token: Token, frame: Frame) -> Moment:
    """Today, tomorrow."""
    return Moment(a_day(frame.base + timedelta(days=_DAYS[token.text])), point=True)


def of_unit(tape: Tape, place: int, turn_word: str) -> tuple[Moment, int] | None:
    """This, next or last: a weekday, week, month, quarter, half, year or fiscal year. `place` is that of the unit."""
    frame, turn, unit = tape.frame, _TURNS.get(turn_word, 0), tape.at(place)
    base = frame.base
    if unit.kind == "weekday":
        return _near_weekday(frame, turn_word, unit.text), place + 1
    if unit.kind == "month":
        return _near_month(frame, turn, MONTHS.index(unit.text[:3]) + 1), place + 1
    if unit.kind == "season":
        return season(unit.text, base.year + turn, turn != 0, frame), place + 1
    if unit.text in ("financial", "fiscal", "fy"):
        return fiscal.of_base(frame, turn), place + 1 + (tape.at(place + 1).text.startswith("year"))
    if unit.kind == "working day":
        return Moment(a_day(frame.add_workdays(base, turn)), point=True), place + 1
    if unit.kind == "weekend":
        week = a_week(base + timedelta(weeks=turn))
        said = _("Sunday of {period}", period=span_name(week))
        weekend = Moment(a_day(week.end), True, ambiguous=True, other_end=week.end - timedelta(days=2), sentence=said)
        return weekend, place + 1
    name = unit.text.removeprefix("calendar ").rstrip("s")
    name = unit_of(unit) or {"yr": "year"}.get(name, name)
    after = place + 1 + (name == "half-year" and tape.at(place + 1).text == "year")
    match name:
        case "day":
            return Moment(a_day(base + timedelta(days=turn)), point=True), after
        case "week":
            return Moment(a_week(base + timedelta(weeks=turn))), after
        case "month" if turn == 0 and turn_word == "the" and frame.near is not None:
            # Near a date that the phrase itself named, "the end of the month" is the end of that month.
            return Moment(a_month(frame.near.year, frame.near.month)), after
        case "month" | "quarter" | "half-year":
            months = {"month": 1, "quarter": 3, "half-year": 6}[name]
            return Moment(UNITS[name](add_months(base, months * turn))), after
        case "year":
            return Moment(a_year(frame.year if turn == 0 else base.year + turn), year_said=turn != 0), after
    return None


def _near_weekday(frame: Frame, turn_word: str, name: str) -> Moment:
    """Next Friday: of next week; where this week's is still to come, some mean that one, and it is the safe reading."""
    base = frame.base
    this = a_week(base).start + timedelta(days=WEEKDAYS.index(name[:3]))
    turn = _TURNS[turn_word]
    if turn < 0:
        return Moment(a_day(this if this < base else this - timedelta(weeks=1)), point=True)
    following = this + timedelta(weeks=1)
    if turn_word in ("next", "following"):
        first = Moment(a_day(this if this > base else following), point=True)
        return first.doubtful(following) if this > base else first
    return Moment(a_day(this if this >= base else following), point=True)


def _near_month(frame: Frame, turn: int, month: int) -> Moment:
    """Last November, next March: the nearest one before or after the base date; this June is of its year."""
    base = frame.base
    year = base.year
    if turn < 0 and month >= base.month:
        year -= 1
    elif turn > 0 and month <= base.month:
        year += 1
    found = Moment(a_month(year, month), year_said=True)
    # Next June, said in March, is this year's or the next one's.
    return found.doubtful(a_month(year + 1, month).end) if turn > 0 and year == base.year else found


def weekday_number(token: Token) -> int:
    """Monday is 0."""
    return WEEKDAYS.index(token.text[:3])


def weekday_alone(token: Token, frame: Frame) -> Moment:
    """Friday: the next one on or after the base date."""
    away = (weekday_number(token) - frame.base.weekday()) % 7
    return Moment(a_day(frame.base + timedelta(days=away)), point=True)


def unit_end(token: Token, year: Moment | None, frame: Frame) -> Moment:
    """Year-end, month end, EOQ, EOFY; with a year after it (year-end 2027) the end of that year."""
    short = {"eoy": "year", "eom": "month", "eoq": "quarter", "eow": "week", "eofy": "fiscal year"}
    unit = short.get(token.text, token.text.split("end")[0].strip("- "))
    if unit in ("year", "calendar year", "fiscal year", "financial year"):
        if year is not None:
            return end_of(year)
        return end_of(fiscal.of_base(frame) if unit.startswith("f") else Moment(a_year(frame.year)))
    return end_of(Moment(UNITS[unit](frame.base)))
