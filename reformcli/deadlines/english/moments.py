"""Moments in English: 31 Dec 2026, end of June, mid-September, H1 2027, FY2026/27 Q2, next Friday.

`MOMENTS` is the ordered list of the forms: position, unit and period, each with its small reader.
"""

from dataclasses import replace
from datetime import date, timedelta

from reformcli.deadlines import fiscal, numeric
from reformcli.deadlines.calendars import by_english_name
from reformcli.deadlines.english import near, periods
from reformcli.deadlines.english.days import day_and_month, numbers, weekday_and_clock, weekday_first, year_after
from reformcli.deadlines.english.lexer import MONTHS
from reformcli.deadlines.grammar import MomentForm
from reformcli.deadlines.items import Moment, impossible
from reformcli.deadlines.spans import DAY, UNITS, Level, Span, a_day, a_month, a_quarter, a_week, a_year, part_of
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

_FILLERS = ("article", "approximately")


def moment(tape: Tape, place: int, before: Moment | None = None) -> Found:
    """The moment that begins at `place`, by the first form of `MOMENTS` that fits."""
    place = tape.skip(place, *_FILLERS)
    for form in MOMENTS:
        found = form.read(tape, place, before)
        if found is not None:
            return weekday_and_clock(tape, *found)
    return None


def _whole_year(tape: Tape, place: int, alone: bool = False) -> Found:
    """A year of any kind, written out: 2026, CY27, FY2026/27, 2026-27."""
    token, frame = tape.at(place), tape.frame
    found = None
    match token.kind:
        case "number" if len(token.text) == 4 and token.value in range(numeric.FIRST_YEAR, numeric.LAST_YEAR + 1):
            found = Moment(a_year(token.value or 0), year_said=True)
        case "calendar year":
            digits = token.text.lstrip("calendr y'")
            year = numeric.four_digit_year(int(digits), len(digits))
            found = Moment(a_year(year), year_said=True) if year else None
        case "fiscal":
            found = periods.fiscal_year(token, frame)
        case "years":
            found = periods.years(token, frame, alone)
    return (found, place + 1) if found is not None else None


def _year(tape: Tape, place: int, before: Moment | None) -> Found:
    """2026; 2026 Q3, FY2026/27 H1, 2026-27 (Q3), fiscal year 2026-27, quarter 2."""
    marked = place + 1 + (tape.at(place + 1).text in (",", "("))
    code = periods.code_pattern().fullmatch(tape.at(marked).text) if tape.kind(marked) == "code" else None
    first = tape.kind(place - 1) in ("end of text", "stop")
    whole = _whole_year(tape, place, alone=code is None and first)
    if whole is None or code is None or code["year"] or not whole[0].year_said:
        return whole
    if marked > place + 1 and whole[0].span.level is not Level.FISCAL:
        return whole
    number, quarter = int(code["number"] or code["number_first"]), "q" in (code["unit"] or code["unit_last"])
    closed = tape.at(marked + 1).text == ")" and tape.at(place + 1).text == "("
    return fiscal.numbered(whole[0], number, quarter), marked + 1 + closed


def _code(tape: Tape, place: int, before: Moment | None) -> Found:
    """Q3, H1 2027, Q2 FY2026/27, 3Q26, Qtr 2 2026, second half."""
    token = tape.at(place)
    if token.kind == "code":
        match = periods.code_pattern().fullmatch(token.text)
        if match is None:
            return None
        number, quarter = int(match["number"] or match["number_first"]), "q" in (match["unit"] or match["unit_last"])
        written = match["year"]
        if written:
            year = numeric.four_digit_year(int(written), len(written))
            if year is None:
                return None
            return fiscal.numbered(Moment(a_year(year), year_said=True), number, quarter), place + 1
        after = place + 1
    else:
        spelled = _spelled(tape, place)
        if spelled is None:
            return None
        number, quarter, after = spelled
    whole = _whole_year(tape, tape.skip(after, "article")) or _shared_year(tape, after, number)
    if whole is not None and (whole[0].span.level is Level.FISCAL or whole[0].span == a_year(whole[0].span.start.year)):
        return fiscal.numbered(whole[0], number, quarter), whole[1]
    year, said, after = year_after(tape, after, before)
    return fiscal.numbered(Moment(a_year(year), year_said=said), number, quarter), after


def _shared_year(tape: Tape, place: int, number: int) -> Found:
    """Q1 and Q2 2026/27: the fiscal year after the last code is meant for all of them, if they rise."""
    here = place
    while tape.kind(here) in ("list", "range", "code", "article") and here < place + 8:
        match = periods.code_pattern().fullmatch(tape.at(here).text) if tape.kind(here) == "code" else None
        if match is not None and (match["year"] or int(match["number"] or match["number_first"]) <= number):
            return None
        here += 1
    whole = _whole_year(tape, here) if here > place and tape.kind(here - 1) == "code" else None
    return (whole[0], place) if whole is not None and whole[0].span.level is Level.FISCAL else None


def _quarter_named(tape: Tape, place: int, before: Moment | None) -> Found:
    """June quarter 2026: the quarter that ends with June."""
    if tape.kind(place) != "month" or tape.at(place + 1).text != "quarter":
        return None
    month = MONTHS.index(tape.at(place).text[:3]) + 1
    year, said, after = year_after(tape, place + 2, before)
    return (Moment(a_quarter(year, month // 3), year_said=said), after) if month % 3 == 0 else None


def _spelled(tape: Tape, place: int) -> tuple[int, bool, int] | None:
    """Third quarter, final half, quarter three: the number, whether it is a quarter, the place after it."""
    token, following = tape.at(place), tape.at(place + 1)
    number = periods.ordinal_of(token) if token.kind != "which" else None
    if number is not None and periods.unit_of(following) in ("quarter", "half-year"):
        quarter = periods.unit_of(following) == "quarter"
        return (number if number > 0 else (5 if quarter else 3) + number), quarter, place + 2
    if token.text == "quarter" and following.kind in ("number", "number word") and following.value in (1, 2, 3, 4):
        return following.value, True, place + 2
    return None


def _nth(tape: Tape, place: int, before: Moment | None) -> Found:
    """Last working day of June, first two weeks of September, the third quarter of this year."""
    return periods.nth_part(tape, place, lambda inner: _period(tape, inner, before))


def _period(tape: Tape, place: int, before: Moment | None) -> Found:
    """The period that a part is taken of: "the month" is the current one."""
    unit = tape.at(place)
    if unit.text in UNITS and tape.kind(place + 1) == "after":
        # The month following the end of the quarter.
        inner = tape.skip(place + 2, "article", "end")
        whole = near.of_unit(tape, inner, "the") or moment(tape, inner, before)
        return (Moment(UNITS[unit.text](whole[0].span.end + DAY)), whole[1]) if whole is not None else None
    if tape.kind(place - 1) == "article" and (unit.kind == "unit" or unit.text in ("half", "financial", "fiscal")):
        return near.of_unit(tape, place, "the")
    return moment(tape, place, before)


def _edge(tape: Tape, place: int, before: Moment | None) -> Found:
    """End of June, late June, mid-September, early 2026, beginning of the month, last day of Q3."""
    make = periods.EDGES.get(tape.kind(place))
    if make is None:
        return None
    inner = tape.skip(place + 1, *_FILLERS)
    unit = tape.at(inner)
    if unit.kind in periods.EDGES:
        return None
    if unit.kind in ("unit", "weekend") or unit.text in ("half", "financial", "fiscal"):
        found = near.of_unit(tape, inner, "the")
        if found is not None and tape.kind(place) == "start" and found[0].span.level is Level.FISCAL:
            # The start of the financial year, said within it, is that of the next one.
            found = near.of_unit(tape, inner, "next")
    else:
        found = _month_and_short_year(tape, inner) or moment(tape, inner, before)
    if found is None:
        return None
    if found[0].point and found[0].span.level is Level.DAY and make is not periods.end_of:
        return None
    if found[0].point:
        return found if make is periods.end_of else None
    return make(found[0]), found[1]


def _month_and_short_year(tape: Tape, place: int) -> Found:
    """May 26 of "end May 26": a day has no end, so two digits are a year."""
    year = tape.at(place + 1)
    if tape.kind(place) != "month" or year.kind != "number" or len(year.text) != 2 or year.value is None:
        return None
    if abs(2000 + year.value - tape.frame.conventions.plan_year) > 10:
        return None
    month = MONTHS.index(tape.at(place).text[:3]) + 1
    return Moment(a_month(2000 + year.value, month), year_said=True), place + 2


def _numbered_week(tape: Tape, place: int, before: Moment | None) -> Found:
    """Week 3 of June: as vague as its third week."""
    number = tape.at(place + 1)
    if tape.at(place).text not in ("week", "wk") or number.value is None or tape.at(place + 2).text != "of":
        return None
    month = moment(tape, place + 3, before)
    if month is None or month[0].span.level is not Level.MONTH or month[0].point:
        return None
    span = part_of(month[0].span, "week", number.value)
    if span is None:
        raise impossible(f"{tape.at(place).text} {number.text}")
    return replace(month[0], span=span, ambiguous=True), month[1]


def _week_of(tape: Tape, place: int, before: Moment | None) -> Found:
    """Week commencing 15 June; week ending 19 June."""
    if tape.kind(place) not in ("week of", "week ending"):
        return None
    found = moment(tape, place + 1, before)
    if found is None or found[0].span.level is not Level.DAY or tape.kind(place) == "week ending":
        return found
    return Moment(a_week(found[0].span.start), year_said=found[0].year_said), found[1]


def _near(tape: Tape, place: int, before: Moment | None) -> Found:
    """Tomorrow, next Friday, this month, year-end, Friday."""
    token = tape.at(place)
    match token.kind:
        case "day word":
            return near.day_word(token, tape.frame), place + 1
        case "which":
            return near.of_unit(tape, place + 1, token.text)
        case "unit end":
            month = moment(tape, place + 1) if "month" in token.text or token.text == "eom" else None
            if month is not None and month[0].span.level is Level.MONTH and not month[0].point:
                # Month end June 2026
                return periods.end_of(month[0]), month[1]
            yearly = token.text in ("eoy", "eofy") or "year" in token.text.replace("half", "")
            year = _whole_year(tape, tape.skip(place + 1, "article")) if yearly else None
            return near.unit_end(token, year[0] if year else None, tape.frame), year[1] if year else place + 1
        case "weekday":
            inner = tape.skip(place + 1, "article")
            week = near.of_unit(tape, inner + 1, tape.at(inner).text) if tape.at(inner + 1).text == "week" else None
            if week is not None and tape.kind(inner) == "which":
                # Friday next week
                return Moment(a_day(week[0].span.start + timedelta(days=near.weekday_number(token))), True), week[1]
            return _weekday_beside(tape, place) or (near.weekday_alone(token, tape.frame), place + 1)
    return None


def _weekday_beside(tape: Tape, place: int) -> Found:
    """The Tuesday after the first Monday in November, the Friday before 30 June."""
    side = tape.kind(place + 1)
    beside = moment(tape, place + 2) if side in ("before", "after") else None
    if beside is None or not beside[0].point or beside[0].span.level is not Level.DAY:
        return None
    sign, day = (1 if side == "after" else -1), beside[0].span.end
    away = (sign * (near.weekday_number(tape.at(place)) - day.weekday())) % 7 or 7
    return replace(beside[0], span=a_day(day + timedelta(days=sign * away)), festival=False), beside[1]


def _season(tape: Tape, place: int, before: Moment | None) -> Found:
    """Spring 2027, in the autumn, winter 2026/27."""
    if tape.kind(place) != "season":
        return None
    two_years = tape.at(tape.skip(place + 1, "article"))
    if two_years.kind in ("fiscal", "years") and two_years.text[:4].isdigit():
        return periods.season(tape.at(place).text, int(two_years.text[:4]), True, tape.frame), place + 2
    year, said, after = year_after(tape, place + 1, before)
    return periods.season(tape.at(place).text, year, said, tape.frame), after


def _festival(tape: Tape, place: int, before: Moment | None) -> Found:
    """Christmas, National Day 2026."""
    token = tape.at(place)
    if token.kind != "festival":
        return None
    festival = by_english_name()[token.text]
    year, said, after = year_after(tape, place + 1, before)
    day = festival.day(year)
    if day is None:
        raise impossible(festival.name)
    found = Moment(Span(day, day, Level.DAY, festival.name), point=True, year_said=said, festival=True)
    found.sentence = festival.name
    if day == date(year, 1, 1) and not said:
        found.ambiguous, found.other_end = True, date(year, 12, 31)
    if festival.country not in ("", tape.frame.conventions.country):
        # National Day is another day in another country.
        found.ambiguous = True
    if day <= tape.frame.base:
        found.warnings = (_("{festival} is already past: {date}", festival=festival.name, date=day),)
    return found, after


def _day_of_month(tape: Tape, place: int, before: Moment | None) -> Found:
    """The 5th: of the month on the left, or of the base date's; the 5th of next month."""
    token = tape.at(place)
    if token.kind != "ordinal" or token.value is None:
        return None
    inner = tape.skip(place + 1 + (tape.at(place + 1).text in ("day", "calendar day")), "article")
    if tape.kind(inner) == "which" or (tape.kind(inner - 1) == "article" and tape.at(inner).text == "month"):
        month = _period(tape, inner, before)
        if month is not None and month[0].span.level is Level.MONTH:
            start = month[0].span.start
            day = numeric.the_day(start.year, start.month, token.value)
            # The 25th of the month may be this month's or every month's.
            return Moment(a_day(day), point=True, ambiguous=tape.kind(inner) != "which"), month[1]
    beside = before.span.start if before is not None else tape.frame.near or tape.frame.base
    known = before is not None or tape.frame.near is not None
    day = numeric.the_day(beside.year, beside.month, token.value)
    return Moment(a_day(day), point=True, ambiguous=not known), place + 1


MOMENTS: tuple[MomentForm, ...] = (
    MomentForm("WEEKDAY ,? DAY", weekday_first, ("Tuesday, 30 June", "Fri 26 June 2026")),
    MomentForm("NUMBERS", numbers, ("2026-06-30", "31/12/2026", "2026-W25")),
    MomentForm("MONTH quarter YEAR?", _quarter_named, ("June quarter 2026",)),
    MomentForm("NUMBER of? MONTH YEAR? | MONTH NUMBER? YEAR?", day_and_month, ("30 June 2026", "June", "31-Dec-26")),
    MomentForm("NTH NUMBER? UNIT of|within PERIOD", _nth, ("last working day of June", "second half of 2026")),
    MomentForm("QUARTER|HALF YEAR?", _code, ("Q3 2026", "3Q26", "quarter three 2026", "H1")),
    MomentForm("YEAR QUARTER?", _year, ("CY2026", "FY2026/27", "2026-27 Q3")),
    MomentForm(
        "end|late|middle|early|start of? PERIOD",
        _edge,
        ("end of June", "late 2026", "mid-September", "end of the month"),
    ),
    MomentForm("week NUMBER of MONTH", _numbered_week, ("week 3 of June",)),
    MomentForm("week commencing|ending DAY", _week_of, ("w/c 8 June 2026", "week ending 5 June")),
    MomentForm(
        "this|next|last PERIOD|WEEKDAY | PERIOD-end | tomorrow | WEEKDAY after|before DAY",
        _near,
        ("next Friday", "year-end 2027", "tomorrow", "Monday following Easter"),
    ),
    MomentForm("SEASON YEAR?", _season, ("Spring 2027", "winter 2026/27")),
    MomentForm("FESTIVAL YEAR?", _festival, ("Christmas", "National Day 2026")),
    MomentForm("NTH day? of? month?", _day_of_month, ("5th", "25th of the month")),
)
"""The forms of moments, in the order in which they are tried."""
