"""Days, months and lengths of time in English: 31 Dec 2026, Jun-26, 12/31/2026, 10 working days, +3w."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from reformcli.deadlines import numeric
from reformcli.deadlines.counting import Length
from reformcli.deadlines.english.lexer import MONTHS, WEEKDAYS
from reformcli.deadlines.items import Moment, impossible
from reformcli.deadlines.numeric import FIRST_YEAR, LAST_YEAR
from reformcli.deadlines.rule_forms import WEEKDAYS as WEEKDAY_NAMES
from reformcli.deadlines.spans import Level, a_day, a_month, a_week
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

_FILLERS = ("article", "approximately")
_ENDS_DATE = ("end of text", "stop", "range", "list", "clock")


def weekday_first(tape: Tape, place: int, before: Moment | None) -> Found:
    """Tuesday, 30 June: the weekday is checked against the date."""
    if tape.kind(place) != "weekday":
        return None
    after = place + 1 + (tape.at(place + 1).text == ",")
    for form in (numbers, day_and_month):
        found = form(tape, tape.skip(after, *_FILLERS), before)
        if found is not None and found[0].span.level is Level.DAY:
            _check_weekday(found[0], tape.at(place).text)
            return found
    return None


def numbers(tape: Tape, place: int, before: Moment | None) -> Found:
    """2026-06-30, 31/12/2026, 20260630."""
    token = tape.at(place)
    if token.kind == "numbers":
        separator = next(character for character in token.text if not character.isdigit())
        among_words = "word" in (tape.kind(place - 1), tape.kind(place + 1))
        if len(token.text) <= 5 and token.text.count(separator) == 1 and (separator == "." or among_words):
            # 2.1 is a version, and 5/6 of the work no date.
            return None
        return numeric.separated(token.text.split(separator), separator, tape.frame, western=True), place + 1
    if token.kind == "iso week":
        return _iso_week(token.text), place + 1
    if token.kind == "number":
        found = numeric.digits(token.text, tape.frame, alone=len(token.text) == 4 and len(tape.tokens) == 1)
        return (found, place + 1) if found is not None else None
    return None


def _iso_week(text: str) -> Moment:
    """2026-W25, week 25 of 2026: the weeks of ISO 8601."""
    digits = re.findall(r"\d+", text)
    year, week = sorted((int(number) for number in digits), reverse=True)
    if not 1 <= week <= date(year, 12, 28).isocalendar().week:
        raise impossible(text.upper())
    return Moment(a_week(date.fromisocalendar(year, week, 1)), year_said=True)


def day_and_month(tape: Tape, place: int, before: Moment | None) -> Found:
    """31 Dec 2026, December 31, the 5th of June, 31-Dec-26, Jun-26, June, June 2026."""
    token = tape.at(place)
    if token.kind == "day month":
        return _joined_day(tape, token.text), place + 1
    if token.kind == "month number":
        return _month_number(tape, token.text), place + 1
    if token.kind == "number" and tape.kind(place - 1) == "unit":
        # The 3 of "week 3 of June" is no day.
        return None
    if token.kind in ("number", "ordinal") and token.value is not None:
        month_place = place + 1 + (tape.at(place + 1).text == "of") * (1 + (tape.at(place + 2).text == "the"))
        if tape.kind(month_place) == "month":
            month = _month(tape.at(month_place).text)
            year, said, after = year_after(tape, month_place + 1, before, short=True)
            return Moment(a_day(numeric.the_day(year, month, token.value)), point=True, year_said=said), after
        return None
    if token.kind != "month" or _is_verb(tape, place):
        return None
    month, following = _month(token.text), tape.at(place + 1)
    comma = following.text == "," and tape.kind(place + 2) == "number" and len(tape.at(place + 2).text) <= 2
    if comma and len(tape.at(place + 3).text) == 4 and tape.kind(place + 3) == "number":
        # June, 30 2026
        place, following = place + 1, tape.at(place + 2)
    if following.kind in ("number", "ordinal") and len(following.text.rstrip("stndrh")) <= 2 and following.value:
        if following.kind == "number" and tape.at(place + 2).kind == "working day":
            return None
        year, said, after = year_after(tape, place + 2, before)
        found = Moment(a_day(numeric.the_day(year, month, following.value)), point=True, year_said=said)
        return (_month_of_short_year(tape, place + 1, found) if after == place + 2 else found), after
    year, said, after = year_after(tape, place + 1, before)
    return Moment(a_month(year, month), year_said=said), after


def _month_of_short_year(tape: Tape, place: int, day: Moment) -> Moment:
    """Sept 26: where the day comes before the month, it may well be the month of 2026."""
    token, plan = tape.at(place), tape.frame.conventions.plan_year
    alone = token.kind == "number" and len(token.text) == 2 and tape.kind(place + 1) in _ENDS_DATE
    if not tape.frame.conventions.day_first or not alone or token.value is None:
        return day
    if not plan <= 2000 + token.value <= plan + 5 or day.year_said:
        return day
    return day.doubtful(a_month(2000 + token.value, day.span.end.month).end)


def _month(text: str) -> int:
    return MONTHS.index(text[:3]) + 1


def _is_verb(tape: Tape, place: int) -> bool:
    """The deadline may be extended: not the month."""
    if not tape.at(place).text.startswith(("may", "march")):
        return False
    before, after = tape.kind(place - 1), tape.kind(place + 1)
    return before in ("word", "end of text") and after in ("word", "not before")


def year_after(tape: Tape, place: int, before: Moment | None, short: bool = False) -> tuple[int, bool, int]:
    """The year written at `place` (after a comma or `of`), or the one that is meant; whether written; what follows."""
    year_place = place + (tape.at(place).text == ",")
    year_place = tape.skip(year_place, "article")
    token = tape.at(year_place)
    if token.kind == "number" and len(token.text) == 4 and token.value in range(FIRST_YEAR, LAST_YEAR + 1):
        return int(token.text), True, year_place + 1
    if short and token.kind == "number" and len(token.text) == 2 and tape.kind(year_place + 1) in _ENDS_DATE:
        # 31 Jul 26: two digits after a day and its month are a year.
        year = numeric.four_digit_year(int(token.text), 2)
        if year is not None and abs(year - tape.frame.conventions.plan_year) <= 15:
            return year, True, year_place + 1
    if token.kind == "which" and tape.at(year_place + 1).text == "year" and token.text in ("next", "following"):
        # 31 January of the following year
        return tape.frame.year + 1, True, year_place + 2
    return (before.span.start.year if before is not None else tape.frame.year), False, place


def _joined_day(tape: Tape, text: str) -> Moment:
    """31-Dec-2026, 31-dec-26, 26-Jun."""
    digits = text[:2].rstrip("stndrh-/.") if not text[1].isdigit() else text[:2]
    letters = text[len(digits) :].lstrip("stndrh-/.") if text[len(digits)] not in "-/." else text[len(digits) + 1 :]
    month = _month(letters)
    tail = letters.lstrip("abcdefghijklmnopqrstuvwxyz").strip("-/.,")
    year = numeric.four_digit_year(int(tail), len(tail)) if tail else None
    day = numeric.the_day(year or tape.frame.year, month, int(digits))
    return Moment(a_day(day), point=True, year_said=year is not None)


def _month_number(tape: Tape, text: str) -> Moment:
    """Jun-26: spreadsheets show a month and its year so; it may also be a day of the month."""
    month = _month(text)
    tail = text.rstrip(".").rpartition("-")[2] if "-" in text else text.rpartition("/")[2]
    number, year = int(tail), tape.frame.year
    if len(tail) == 4:
        return Moment(a_month(number, month), year_said=True)
    span = a_month(year, month)
    day = span.start.replace(day=number) if 1 <= number <= span.end.day else None
    if len(tail) == 2 and abs(2000 + number - tape.frame.conventions.plan_year) <= 10:
        moment = Moment(a_month(2000 + number, month), point=True, year_said=True, ambiguous=True, other_end=day)
        moment.sentence = _("last day of the month that a spreadsheet shows as {text}", text=text.capitalize())
        return moment
    return Moment(a_day(numeric.the_day(year, month, number)), point=True, ambiguous=True)


def weekday_and_clock(tape: Tape, moment: Moment, place: int) -> Found:
    """A weekday in brackets is checked; a time of day is dropped, also before a year that was printed after it."""
    if moment.span.level is not Level.DAY:
        return moment, place
    if tape.kind(place) == "clock":
        place = tape.skip(place, "clock")
        year = tape.at(place)
        if not moment.year_said and year.kind == "number" and len(year.text) == 4 and year.value:
            # Tue Jun 30 00:00:00 CST 2026
            day = numeric.the_day(year.value, moment.span.end.month, moment.span.end.day)
            moment = replace(moment, span=a_day(day), year_said=True, warnings=())
            place += 1
    opened = place + (tape.at(place).text in ("(", ","))
    if tape.kind(opened) == "weekday":
        _check_weekday(moment, tape.at(opened).text)
        place = opened + 1 + (tape.at(opened + 1).text == ")")
    return moment, tape.skip(place, "clock")


def _check_weekday(moment: Moment, name: str) -> None:
    day, said = moment.span.end, WEEKDAYS.index(name[:3])
    if day.weekday() != said:
        names = {"date": day, "weekday": _(WEEKDAY_NAMES[day.weekday()]), "said": _(WEEKDAY_NAMES[said])}
        moment.warnings += (_("{date} is a {weekday}, not a {said}", **names),)


@cache
def _plus() -> re.Pattern[str]:
    return re.compile(r"\+\s?(\d{1,4})\s?(wd|bd|d|w|m|y)")


def length_at(tape: Tape, place: int) -> tuple[Length, int] | None:
    """The length of time at `place`: 10 working days, two (2) weeks, 3-5 days (the upper bound), half a year."""
    if tape.kind(place) == "plus":
        match = _plus().fullmatch(tape.at(place).text)
        return (_length(int(match[1]), match[2]), place + 1) if match else None
    if tape.kind(place) == "half" and tape.at(place + 1).text in ("a", "year"):
        unit = place + 1 + (tape.at(place + 1).text == "a")
        return (Length(months=6), unit + 1) if tape.at(unit).text == "year" else None
    token = tape.at(place)
    if tape.kind(place - 1) == "range" and tape.kind(place - 2) in ("number", "number word"):
        return None
    if token.kind == "ordinal":
        return _nth_day(tape, place)
    count = token.value if token.kind in ("number", "number word") else 1 if token.text in ("a", "an") else None
    if count is None:
        return None
    inner, spread = place + 1, False
    if tape.kind(inner) == "range" and tape.kind(inner + 1) in ("number", "number word") and tape.at(inner + 1).value:
        count, inner, spread = tape.at(inner + 1).value or 0, inner + 2, True
    if tape.at(inner).text == "(" and tape.at(inner + 1).value == count and tape.at(inner + 2).text == ")":
        # Three (3) days: the number is said twice.
        inner += 3
    inner += tape.at(inner).text == "-"
    unit_token = tape.at(inner)
    if unit_token.kind == "working day":
        return Length(working_days=count), inner + 1
    if unit_token.kind != "unit":
        return None
    if spread and unit_token.text.rstrip("s") in ("year", "yr"):
        # 5-10 years is a length of time, no limit.
        return None
    return _length(count, unit_token.text), inner + 1


def _nth_day(tape: Tape, place: int) -> tuple[Length, int] | None:
    """The 30th day after something, the thirtieth (30th) working day before it: so many days."""
    count, inner = tape.at(place).value or 0, place + 1
    if tape.at(inner).text == "(" and tape.at(inner + 1).value == count and tape.at(inner + 2).text == ")":
        inner += 3
    unit = tape.at(inner)
    if tape.kind(inner + 1) not in ("after", "before"):
        return None
    if unit.kind == "working day":
        return Length(working_days=count), inner + 1
    return (Length(days=count), inner + 1) if unit.text in ("day", "calendar day") else None


def _length(count: int, unit: str) -> Length:
    word = unit.split()[-1].rstrip("s")
    match word:
        case "wd" | "bd":
            return Length(working_days=count)
        case "w" | "week" | "wk":
            return Length(days=7 * count)
        case "fortnight":
            return Length(days=14 * count)
        case "m" | "month":
            return Length(months=count)
        case "quarter":
            return Length(months=3 * count)
        case "half" | "half-year" | "year" | "y" | "yr" if "half" in unit:
            return Length(months=6 * count)
        case "y" | "year" | "yr":
            return Length(months=12 * count)
        case "hour" | "hr":
            return Length(days=count // 24, part_of_day=count % 24 > 0)
    return Length(days=count)
