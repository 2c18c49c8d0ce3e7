"""Days, months and lengths of time in English: 31 Dec 2026, Jun-26, 12/31/2026, 10 working days, +3w."""

import re
from collections.abc import Mapping
from dataclasses import replace

from reformcli.deadlines import numeric
from reformcli.deadlines.counting import Length
from reformcli.deadlines.english.lexer import TURNS, month_number, word_set
from reformcli.deadlines.items import Moment, between
from reformcli.deadlines.numeric import FIRST_YEAR, LAST_YEAR
from reformcli.deadlines.rule_forms import WEEKDAYS
from reformcli.deadlines.spans import Level, a_day, a_month
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

FILLERS = ("article", "approximately")
"""Kinds of words that may stand before any moment."""
_NUMBERED = word_set("section paragraph para clause rule regulation article annex version room ward page route")
"""Words before a number with marks that is no date: section 10.4.8, room 12/3."""
_ONLY_DATE = re.compile(r"(?:1[3-9]|2\d|3[01])/0?[1-9]")
"""What is rather a day than a share of the work."""
PARTS = word_set("action batch gate item kpi lot milestone part phase priority round stage step tranche wave")
"""Words whose number is no day."""
SOON = 3
"""Years from the plan's within which two digits behind a month may well be a year."""
_AFTER_MAY = word_set("also apply be change extend go have move need not only require run slip take vary well")
"""What follows the verb may, and no name of a month."""
_ENDS_DATE = ("end of text", "stop", "range", "list", "clock")


def weekday_first(tape: Tape, place: int, before: Moment | None) -> Found:
    """Tuesday, 30 June: the weekday is checked against the date."""
    if tape.kind(place) != "weekday":
        return None
    after = tape.skip(place + 1 + (tape.at(place + 1).text == ","), *FILLERS)
    found = numbers(tape, after, before) or day_and_month(tape, after, before)
    if found is None or found[0].span.level is not Level.DAY:
        return None
    _check_weekday(tape, place, found[0])
    return found


def numbers(tape: Tape, place: int, before: Moment | None) -> Found:
    """2026-06-30, 31/12/2026, 20260630."""
    token = tape.at(place)
    if token.kind == "numbers" and tape.at(place - 1).text.rstrip("s") in _NUMBERED | PARTS:
        return None
    if token.kind == "numbers":
        separator = next(character for character in token.text if not character.isdigit())
        share = len(token.text) <= 5 and token.text.count(separator) == 1 and not _ONLY_DATE.fullmatch(token.text)
        if share and (separator == "." or tape.kind(place + 1) in ("word", "unit") or tape.at(place + 1).text == "of"):
            # 2.1 is a version, and 5/6 of the work no date.
            return None
        day = numeric.separated(token.text.split(separator), separator, tape.frame, western=True)
        return day.doubtful() if share and tape.kind(place - 1) == "word" else day, place + 1
    alone = len(token.text) == 4 and len(tape.tokens) == 1
    found = numeric.digits(token.text, tape.frame, alone) if token.kind == "number" else None
    return (found, place + 1) if found is not None else None


def day_and_month(tape: Tape, place: int, before: Moment | None) -> Found:
    """31 Dec 2026, December 31, the 5th of June, 31-Dec-26, Jun-26, June, June 2026."""
    token = tape.at(place)
    match token.kind:
        case "day month":
            return _joined_day(tape, token.text), place + 1
        case "month number":
            return _month_and_number(tape, token.text), place + 1
        case "number" | "ordinal" if (tape.kind(place - 1) != "unit" or tape.at(place - 1).text == "day") and tape.at(
            place - 1
        ).text not in PARTS:
            # The 3 of "week 3 of June" is no day, nor is the 2 of "phase 2 June 2026".
            return _day_before_month(tape, place, before)
        case "month" if not _is_verb(tape, place):
            return _month_first(tape, place, before)
    return None


def _day_before_month(tape: Tape, place: int, before: Moment | None) -> Found:
    month_place = place + 1 + (tape.at(place + 1).text == "of") * (1 + (tape.at(place + 2).text == "the"))
    day, month, year_first = tape.at(place).value, tape.at(month_place), written_year(tape, place)
    if month.kind != "month" or month.value is None or day is None:
        return None
    if year_first is not None:
        # 2026 June 30, 2026 June
        found = _month_first(tape.aside(year_first), place + 1, None)
        return (replace(found[0], year_said=True), found[1]) if found is not None else None
    year, said, after = year_after(tape, month_place + 1, before, short=True)
    return Moment(a_day(numeric.the_day(year, month.value, day)), point=True, year_said=said), after


def _month_first(tape: Tape, place: int, before: Moment | None) -> Found:
    month = tape.at(place).value or 0
    comma = tape.at(place + 1).text == "," and len(tape.at(place + 2).text) <= 2
    # June, 30 2026; June the 30th
    place += comma and written_year(tape, place + 3) is not None
    place += tape.at(place + 1).text == "the" and tape.kind(place + 2) == "ordinal"
    day = tape.at(place + 1)
    short = day.kind in ("number", "ordinal") and len(day.text.rstrip("stndrh")) <= 2 and day.value
    if not short:
        year, said, after = year_after(tape, place + 1, before)
        return Moment(a_month(year, month), year_said=said), after
    if tape.kind(place + 2) == "working day" and day.kind == "number":
        return None
    year, said, after = year_after(tape, place + 2, before, short=day.kind == "ordinal")
    found = Moment(a_day(numeric.the_day(year, month, day.value or 0)), point=True, year_said=said)
    return (_month_of_short_year(tape, place + 1, found) if after == place + 2 else found), after


def _month_of_short_year(tape: Tape, place: int, day: Moment) -> Moment:
    """Sept 26: where the day comes before the month, it may well be the month of 2026."""
    year, plan = short_year(tape, place), tape.frame.conventions.plan_year
    alone = tape.kind(place + 1) in (*_ENDS_DATE, "word", "no later than", "end", "onwards")
    # Apr 27 - May 1
    spans = tape.kind(place + 1) == "range" and tape.kind(place + 2) in ("month", "number", "ordinal")
    if not tape.frame.conventions.day_first or not alone or spans or year is None or not plan <= year <= plan + SOON:
        return day
    return day.doubtful(a_month(year, day.span.end.month).end)


def _is_verb(tape: Tape, place: int) -> bool:
    """The deadline may be extended, (may slip): not the month."""
    before, after = tape.kind(place - 1), tape.kind(place + 1)
    verb = tape.at(place).text in ("may", "march") and after in ("word", "not before")
    return verb and (before == "word" or after == "not before" or tape.at(place + 1).text in _AFTER_MAY)


def written_year(tape: Tape, place: int) -> int | None:
    """The year written with four digits at `place`."""
    token = tape.at(place)
    in_reach = token.kind == "number" and len(token.text) == 4 and token.value in range(FIRST_YEAR, LAST_YEAR + 1)
    return token.value if in_reach else None


def short_year(tape: Tape, place: int, reach: int = 10) -> int | None:
    """The year of this century that two digits at `place` mean, where it is at most `reach` years from the plan's."""
    token, plan = tape.at(place), tape.frame.conventions.plan_year
    year = 2000 + (token.value or 0) if token.kind == "number" and len(token.text) == 2 else 0
    return year if abs(year - plan) <= reach else None


def year_after(tape: Tape, place: int, before: Moment | None, short: bool = False) -> tuple[int, bool, int]:
    """The year written at `place` (after a comma or `of`), or the one that is meant; whether written; what follows.

    A year that ends its clause may also stand in brackets, or behind a dash or colon: 30 June (2027). With `short`, two
    digits after a day and its month are a year.
    """
    marked = tape.at(place).text in ("(", "-", ":") and tape.kind(place + 2) in ("end of text", "stop")
    year_place = tape.skip(place + (marked or tape.at(place).text == ","), "article")
    token, year = tape.at(year_place), written_year(tape, year_place)
    if year is not None:
        return year, True, year_place + 1 + (marked and tape.at(year_place + 1).text == ")")
    year = short_year(tape, year_place, reach=15) if short and tape.kind(year_place + 1) in _ENDS_DATE else None
    if year is not None:
        return year, True, year_place + 1
    turn = TURNS.get(token.text, 0)
    if tape.kind(year_place) == "which" and tape.at(year_place + 1).text == "year" and turn >= 0:
        # 31 January of the following year
        return tape.frame.year + turn, True, year_place + 2
    return (before.span.start.year if before is not None else tape.frame.year), False, place


def short_years(tape: Tape, place: int) -> Found:
    """Apr 26 - Mar 27; Apr-Jun 26: months with two-digit years; as days the first would run almost a year."""
    first_year = short_year(tape, place + 1)
    joint = place + 1 + (first_year is not None)
    year, after = short_year(tape, joint + 2), joint + 3
    if tape.at(joint).text not in ("-", "/", "to") or year is None:
        return None
    if not tape.kind(place) == tape.kind(joint + 1) == "month":
        return None
    first, last = (tape.at(here).value or 0 for here in (place, joint + 1))
    if first_year is not None:
        # July 19 - September 27 are days.
        follow = (first_year, first) < (year, last) and abs(first_year - tape.frame.conventions.plan_year) <= SOON
        if not follow or tape.kind(after) in ("number", "stop"):
            return None
        return between(_month(first_year, first), _month(year, last)).doubtful(), after
    soon = abs(year - tape.frame.conventions.plan_year) <= SOON
    if not soon or tape.at(joint).text == "to" or tape.kind(after) not in ("end of text", "stop") or first == last:
        return None
    span = between(_month(year - (first > last), first), _month(year, last))
    in_month = 1 <= year % 100 <= span.span.end.day
    return span.doubtful(span.span.end.replace(year=tape.frame.year, day=year % 100) if in_month else None), after


def _month(year: int, month: int) -> Moment:
    return Moment(a_month(year, month), year_said=True)


def _joined_day(tape: Tape, text: str) -> Moment:
    """31-Dec-2026, 31-dec-26, 26-Jun; 2026-Jun-30."""
    if text[:4].isdigit():
        text = "-".join(reversed(text.split("-")))
    number, month, tail = re.findall(r"(\d+)(?:st|nd|rd|th)?[^a-z]([a-z]+)\D*(\d*)", text)[0]
    year = numeric.four_digit_year(int(tail), len(tail)) if tail else None
    day = numeric.the_day(year or tape.frame.year, month_number(month), int(number))
    return Moment(a_day(day), point=True, year_said=year is not None)


def _month_and_number(tape: Tape, text: str) -> Moment:
    """Jun-26: spreadsheets show a month and its year so; it may also be a day of the month."""
    month, tail, year = month_number(text), re.sub(r"\D", "", text), tape.frame.year
    if len(tail) == 4:
        return Moment(a_month(int(tail), month), year_said=True)
    span, number = a_month(year, month), int(tail)
    if len(tail) == 2 and abs(2000 + number - tape.frame.conventions.plan_year) <= 10:
        day = span.start.replace(day=number) if 1 <= number <= span.end.day else None
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
        year = written_year(tape, place)
        if not moment.year_said and year is not None:
            # Tue Jun 30 00:00:00 CST 2026
            day = numeric.the_day(year, moment.span.end.month, moment.span.end.day)
            moment = replace(moment, span=a_day(day), year_said=True, warnings=())
            place += 1
    opened = place + (tape.at(place).text in ("(", ","))
    if tape.kind(opened) == "weekday":
        _check_weekday(tape, opened, moment)
        place = opened + 1 + (tape.at(opened + 1).text == ")")
    timed = place + (tape.at(place).text in ("at", ",", "("))
    return moment, tape.skip(timed, "clock") if tape.kind(timed) == "clock" else place


def _check_weekday(tape: Tape, place: int, moment: Moment) -> None:
    """Warns where the weekday at `place` is not that of the day."""
    day, written = moment.span.end, tape.at(place).value or 0
    if day.weekday() != written:
        names = {"date": day, "weekday": _(WEEKDAYS[day.weekday()]), "said": _(WEEKDAYS[written])}
        moment.warnings += (_("{date} is a {weekday}, not a {said}", **names),)


_LENGTHS: Mapping[str, Length] = {
    **dict.fromkeys(("day", "d"), Length(days=1)),
    **dict.fromkeys(("week", "w"), Length(days=7)),
    "fortnight": Length(days=14),
    **dict.fromkeys(("month", "m"), Length(months=1)),
    "quarter": Length(months=3),
    **dict.fromkeys(("half-year", "half year"), Length(months=6)),
    **dict.fromkeys(("year", "y"), Length(months=12)),
    **dict.fromkeys(("wd", "bd"), Length(working_days=1)),
}
"""One of each unit, by its words and the letters after + (+3w)."""


def length_at(tape: Tape, place: int) -> tuple[Length, int] | None:
    """The length of time at `place`: 10 working days, 3-5 days (the upper bound), half a year, 2 years and 6 months."""
    first = _one_length(tape, place)
    joined = first[1] + (tape.at(first[1]).text in ("and", ",")) if first is not None else place
    rest = _one_length(tape, joined) if first is not None and tape.numeral(joined) else None
    if first is None or rest is None or first[0].working_days or rest[0].working_days:
        return first
    longer, shorter = first[0], rest[0]
    if (longer.months, longer.days) <= (shorter.months, shorter.days) or tape.numeral(place) is None:
        return first
    return Length(longer.months + shorter.months, longer.days + shorter.days), rest[1]


def _one_length(tape: Tape, place: int) -> tuple[Length, int] | None:
    """A number with its unit."""
    token = tape.at(place)
    if token.kind == "plus":
        count, letters = re.findall(r"\d+|[a-z]+", token.text)[-2:]
        length = _length(int(count), letters)
        return (length, place + 1) if length is not None else None
    if token.kind == "half" and tape.at(place + 1).text in ("a", "year"):
        year = place + 1 + (tape.at(place + 1).text == "a")
        return (Length(months=6), year + 1) if tape.at(year).text == "year" else None
    if tape.kind(place - 1) == "range" and tape.numeral(place - 2) is not None:
        return None
    if written_year(tape, place):
        return None
    count = token.value if token.kind in ("ordinal", "number", "number word") else token.text in ("a", "an") or None
    if count is None:
        return None
    inner, longest = place + 1, tape.numeral(place + 2) if tape.kind(place + 1) == "range" else None
    if longest:
        count, inner = longest, inner + 2
    inner += tape.at(inner).text == "-"
    unit = tape.at(inner)
    of_term = any(tape.at(place - back).text.endswith("term") for back in (1, 2))
    if unit.kind not in ("unit", "working day") or (longest and unit.text.startswith("y") and not of_term):
        # 5-10 years is a length of time, no limit; medium term (1-3 years) is one.
        return None
    if token.kind == "ordinal" and (
        tape.kind(inner + 1) not in ("after", "before") or not unit.text.endswith(("day", "working days"))
    ):
        # The 30th day after something is so many days after it; the 30th day of June is a day.
        return None
    length = _length(count, "wd" if unit.kind == "working day" else unit.text)
    return (length, inner + 1) if length is not None else None


def _length(count: int, unit: str) -> Length | None:
    word = unit.rstrip("s")
    if word in ("hour", "hr", "h"):
        return Length(days=count // 24, part_of_day=count % 24 > 0)
    one = _LENGTHS.get(word) or _LENGTHS.get(word.split()[-1])
    return Length(one.months * count, one.days * count, one.working_days * count) if one is not None else None
