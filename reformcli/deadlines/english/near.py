"""Moments counted from the base date in English: tomorrow, next Friday, this month, year-end.

Weeks run from Monday to Sunday.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from reformcli.deadlines import fiscal
from reformcli.deadlines.english.lexer import TURNS
from reformcli.deadlines.english.periods import season, unit_at
from reformcli.deadlines.items import Frame, Moment, impossible
from reformcli.deadlines.numeric import FIRST_YEAR
from reformcli.deadlines.spans import UNITS, Level, a_day, a_month, a_week, a_year, add_months, span_name
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

_DAYS = {"today": 0, "tonight": 0, "now": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1}


def day_word(tape: Tape, place: int, before: Moment | None) -> Found:
    """Today, tomorrow."""
    if tape.kind(place) != "day word":
        return None
    return Moment(a_day(tape.frame.base + timedelta(days=_DAYS[tape.at(place).text])), point=True), place + 1


def numbered_week(tape: Tape, place: int, before: Moment | None) -> Found:
    """2026-W25, weeks 25-27 of 2026: those of ISO 8601. Without a year they are in doubt, and past ones of the work."""
    if tape.kind(place) != "iso week":
        return None
    numbers = sorted(int(number) for number in re.findall(r"\d+", tape.at(place).text))
    year_said = numbers[-1] >= FIRST_YEAR
    year = numbers.pop() if year_said else tape.frame.year
    if not 1 <= numbers[0] <= numbers[-1] <= date(year, 12, 28).isocalendar().week:
        raise impossible(tape.at(place).text.upper())
    first, last = (a_week(date.fromisocalendar(year, week, 1)) for week in (numbers[0], numbers[-1]))
    if not year_said and first.end < tape.frame.base:
        return None
    span = replace(first, end=last.end, level=first.level if first == last else Level.OTHER)
    return Moment(span, year_said=year_said, ambiguous=not year_said), place + 1


def of_unit(tape: Tape, place: int, turn_word: str) -> Found:
    """This, next or last: a weekday, week, month, quarter, half, year or fiscal year. `place` is that of the unit."""
    frame, turn, token = tape.frame, TURNS.get(turn_word, 0), tape.at(place)
    base = frame.base
    match token.kind:
        case "weekday":
            # The coming Friday is this one.
            return _weekday(frame, turn * (turn_word != "coming"), token.value or 0), place + 1
        case "month":
            return _month(frame, turn, token.value or 0), place + 1
        case "season":
            return season(token.text, base.year + turn, turn != 0, frame), place + 1
        case "working day":
            return Moment(a_day(frame.add_workdays(base, turn)), point=True), place + 1
        case "weekend":
            week = a_week(base + timedelta(weeks=turn))
            said = _("Sunday of {period}", period=span_name(week))
            friday = week.end - timedelta(days=2)
            return Moment(a_day(week.end), True, ambiguous=True, other_end=friday, sentence=said), place + 1
    unit = unit_at(tape, place)
    if unit is None or (turn_word == "coming" and token.text.endswith("s")):
        return None
    # The following month is that after another, which is the current one only by guess.
    vague = turn_word in ("following", "subsequent", "succeeding", "ensuing")
    match unit.words:
        case "fiscal year":
            moment = fiscal.of_base(frame, turn)
        case "day":
            moment = Moment(a_day(base + timedelta(days=turn)), point=True)
        case "week":
            moment = Moment(a_week(base + timedelta(weeks=turn)))
        case "month" if turn_word == "the" and frame.near is not None:
            # Near a date that the phrase itself named, "the end of the month" is the end of that month.
            moment = Moment(a_month(frame.near.year, frame.near.month))
        case "year":
            moment = Moment(a_year(frame.year if turn == 0 else base.year + turn), year_said=turn != 0)
        case name:
            months = {"month": 1, "quarter": 3, "half-year": 6}[name]
            moment = Moment(UNITS[name](add_months(base, months * turn)))
    return moment.doubtful() if vague else moment, unit.after


def _weekday(frame: Frame, turn: int, weekday: int) -> Moment:
    """Next Friday: of next week; where this week's is still to come, some mean that one, and it is the safe reading."""
    this = a_week(frame.base).start + timedelta(days=weekday)
    following = this + timedelta(weeks=1)
    if turn < 0:
        return Moment(a_day(this if this < frame.base else this - timedelta(weeks=1)), point=True)
    if turn > 0 and this > frame.base:
        return Moment(a_day(this), point=True).doubtful(following)
    return Moment(a_day(this if this >= frame.base and turn == 0 else following), point=True)


def _month(frame: Frame, turn: int, month: int) -> Moment:
    """Last November, next March: the nearest one before or after the base date; this June is of its year."""
    base = frame.base
    year = base.year + (turn > 0 and month <= base.month) - (turn < 0 and month >= base.month)
    moment = Moment(a_month(year, month), year_said=True)
    # Next June, said in March, is this year's or the next one's.
    return moment.doubtful(a_month(year + 1, month).end) if turn > 0 and year == frame.base.year else moment
