"""Moments in English: 31 Dec 2026, end of June, mid-September, H1 2027, FY2026/27 Q2, next Friday.

`MOMENTS` is the ordered list of the forms: position, unit and period, each with its small reader.
"""

from dataclasses import replace
from datetime import date, timedelta

from reformcli.deadlines import fiscal, numeric
from reformcli.deadlines.calendars import by_english_name
from reformcli.deadlines.english import near, periods
from reformcli.deadlines.english.days import (
    FILLERS,
    day_and_month,
    numbers,
    short_year,
    weekday_and_clock,
    weekday_first,
    year_after,
)
from reformcli.deadlines.english.periods import code_at, end_of, unit_end, unit_of, whole_year
from reformcli.deadlines.grammar import MomentForm
from reformcli.deadlines.items import Moment, impossible
from reformcli.deadlines.spans import (
    DAY,
    UNITS,
    Level,
    Span,
    a_day,
    a_month,
    a_quarter,
    a_week,
    a_year,
    add_months,
    add_years,
)
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _


def moment(tape: Tape, place: int, before: Moment | None = None) -> Found:
    """The moment that begins at `place`, by the first form of `MOMENTS` that fits."""
    place = tape.skip(place, *FILLERS)
    for form in MOMENTS:
        found = form.read(tape, place, before)
        if found is not None:
            return weekday_and_clock(tape, *found)
    return None


def _part_after_month(tape: Tape, place: int, before: Moment | None) -> Found:
    """June quarter 2026: the quarter that ends with June; March 1st week; June month end, March year-end."""
    month = tape.at(place).value
    if tape.kind(place) != "month" or not month:
        return None
    if tape.kind(place + 1) in ("unit end", "end") and tape.at(place + 1).text != "end of":
        year, said, after = year_after(tape, place + 2, before)
        return end_of(Moment(a_month(year, month), year_said=said)), after
    part = periods.nth_part(tape, place + 1, lambda inner: (Moment(a_month(tape.frame.year, month)), inner))
    if part is not None or month % 3 or tape.at(place + 1).text != "quarter":
        return part
    year, said, after = year_after(tape, place + 2, before)
    return Moment(a_quarter(year, month // 3), year_said=said), after


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
    if tape.kind(place - 1) == "article" and (unit.kind in ("unit", "half") or unit.text in ("financial", "fiscal")):
        return near.of_unit(tape, place, "the")
    return moment(tape, place, before)


def _code(tape: Tape, place: int, before: Moment | None) -> Found:
    """Q3, H1 2027, Q2 FY2026/27, 3Q26, Qtr 2 2026; third quarter, final half."""
    found = periods.numbered_part(tape, place)
    if found is None:
        return None
    (number, quarter, written), after = found
    if written:
        year = numeric.four_digit_year(int(written), len(written)) or 0
        return (fiscal.numbered(Moment(a_year(year), year_said=True), number, quarter), after) if year else None
    of_year = _year_of_part(tape, after, before)
    if of_year is None:
        year, said, after = year_after(tape, after, before)
        return fiscal.numbered(Moment(a_year(year), year_said=said), number, quarter), after
    part = fiscal.numbered(of_year[0], number, quarter)
    named = tape.at(tape.skip(after, "article")).text
    if part.span.end < tape.frame.base and named in ("financial", "fiscal"):
        # Q1 of the financial year, said after it, may be that of the next one.
        part = part.doubtful(add_years(part.span.end, 1))
    return part, of_year[1]


def _year_of_part(tape: Tape, place: int, before: Moment | None) -> Found:
    """The year of a quarter or half: Q1 2026-27, Q1 (2026-2027), Q1 of the financial year, Q1 next FY."""
    mark = tape.at(place).text if tape.kind(place + 1) in ("years", "fiscal") else ""
    inner = tape.skip(place + (mark in ("(", ",")), "article")
    if tape.kind(inner) == "which":
        found = _which(tape, inner, before)
    elif tape.kind(place) == "article" and tape.at(inner).text in ("financial", "fiscal"):
        found = near.of_unit(tape, inner, "the")
    else:
        found = whole_year(tape, inner) or _shared_year(tape, place)
    if found is None or (found[0].span.level not in (Level.FISCAL, Level.YEAR) and tape.kind(inner) != "years"):
        return None
    whole, after = found
    if whole.ranged:
        whole = fiscal.of_two_years(str(whole.span.start.year), str(whole.span.end.year), tape.frame) or whole
    return whole, after + (mark == "(" and tape.at(after).text == ")")


def _shared_year(tape: Tape, place: int) -> Found:
    """Q1, Q2 and Q4 2026/27: the fiscal year after the last code is meant for all of them."""
    here = tape.skip(place, "list", "range", "code", "article", "stop")
    whole = whole_year(tape, here) if tape.kind(here - 1) == "code" else None
    return (whole[0], place) if whole is not None and whole[0].span.level is Level.FISCAL else None


def _year(tape: Tape, place: int, before: Moment | None) -> Found:
    """2026; 2026 Q3, 2026/Q3, FY2026/27 H1, 2026-27 (Q3), fiscal year 2026-27, quarter 2."""
    mark = tape.at(place + 1).text
    opened = mark in (",", "(")
    after = place + 1 + (opened or mark == "/")
    code = code_at(tape, after)
    whole = whole_year(
        tape,
        place,
        alone=code is None
        and tape.kind(place + 1) != "unit end"
        and tape.kind(place - 1) in ("end of text", "stop", "word"),
    )
    if whole is not None and whole[0].span.level is Level.FISCAL and tape.kind(whole[1]) == "unit end":
        # The 2026/27 year end
        return end_of(whole[0]), whole[1] + 1
    if whole is None or code is None or code.year or (opened and whole[0].span.level is not Level.FISCAL):
        return whole
    closed = tape.at(after + 1).text == ")" and mark == "("
    return fiscal.numbered(whole[0], code.number, code.quarter), after + 1 + closed


def _two_edges(tape: Tape, place: int, before: Moment | None) -> Found:
    """Mid/late June: from the beginning of the one to the end of the other."""
    second = place + 1 + (tape.kind(place + 1) in ("list", "range"))
    vague = {"early", "middle", "late"}
    if not {tape.kind(place), tape.kind(second)} <= vague or tape.kind(second + 1) in vague:
        return None
    period = moment(tape, second + 1, before)
    if period is None or period[0].point:
        return None
    first, last = (periods.EDGES[tape.kind(here)](period[0]) for here in (place, second))
    start = first.span.end if first.point else first.span.start
    return first.part(Span(start, last.span.end, Level.OTHER), doubt=True), period[1]


def _edge(tape: Tape, place: int, before: Moment | None) -> Found:
    """End of June, late June, mid-September, early 2026, beginning of the month, last day of Q3."""
    make = periods.EDGES.get(tape.kind(place))
    inner = tape.skip(place + 1, *FILLERS)
    unit = tape.at(inner)
    if make is None or unit.kind in periods.EDGES:
        return None
    if unit.kind in ("unit", "weekend", "half") or unit.text in ("financial", "fiscal"):
        found = near.of_unit(tape, inner, "the")
        if found is not None and tape.kind(place) == "start" and found[0].span.level is Level.FISCAL:
            # The start of the financial year, said within it, is that of the next one.
            found = near.of_unit(tape, inner, "next")
    else:
        found = _month_and_short_year(tape, inner) or moment(tape, inner, before)
    if found is None or found[0].point:
        return found if make is end_of else None
    in_front = tape.kind(place - 1 - (tape.kind(place - 1) == "article"))
    if tape.kind(place) == "start" and in_front == "before":
        # Before the start of the year: its first day is meant; by the beginning of June is as vague as early June.
        first = a_day(found[0].span.start)
        return replace(found[0], span=replace(first, name=str(first.start)), point=True, festival=True), found[1]
    return make(found[0]), found[1]


def _month_and_short_year(tape: Tape, place: int) -> Found:
    """May 26 of "end May 26": a day has no end, so two digits are a year."""
    month, year = tape.at(place), short_year(tape, place + 1)
    if month.kind != "month" or month.value is None or year is None:
        return None
    return Moment(a_month(year, month.value), year_said=True), place + 2


def _week_of(tape: Tape, place: int, before: Moment | None) -> Found:
    """Week commencing 15 June; week ending 19 June."""
    if tape.kind(place) not in ("week of", "week ending"):
        return None
    found = moment(tape, place + 1, before)
    if found is None or found[0].span.level is not Level.DAY or tape.kind(place) == "week ending":
        return found
    return found[0].part(a_week(found[0].span.start)), found[1]


def _which(tape: Tape, place: int, before: Moment | None) -> Found:
    """This month, next Friday, last quarter; next year Q1; within the month, which may also mean a month's time."""
    if tape.kind(place) == "unit" and (tape.at(place - 1).text, tape.kind(place - 2)) == ("the", "within"):
        found = near.of_unit(tape, place, "the") if tape.kind(place + 1) in ("end of text", "stop") else None
        return (found[0].doubtful(), found[1]) if found is not None else None
    found = near.of_unit(tape, place + 1, tape.at(place).text) if tape.kind(place) == "which" else None
    code = code_at(tape, found[1]) if found is not None and found[0].span.level in (Level.YEAR, Level.FISCAL) else None
    if found is None or code is None or code.year:
        return found
    return fiscal.numbered(found[0], code.number, code.quarter), found[1] + 1


def _weekday(tape: Tape, place: int, before: Moment | None) -> Found:
    """Friday; Friday next week; the Tuesday after the first Monday in November, the Friday before 30 June."""
    token, side = tape.at(place), tape.kind(place + 1)
    if token.kind != "weekday" or token.value is None or token.text.endswith("days"):
        return None
    if tape.kind(place + 1) == "ordinal":
        # Mon 23rd: the next one that is a Monday.
        found = _day_of_month(tape, place + 1, before)
        fits = (add_months(found[0].span.end, count) for count in range(12)) if found is not None else ()
        day = next((day for day in fits if day.weekday() == token.value and day.day == tape.at(place + 1).value), None)
        return (Moment(a_day(day), point=True), found[1]) if found is not None and day is not None else found
    inner = tape.skip(place + 1, "article")
    if tape.kind(inner) == "which" and tape.at(inner + 1).text == "week":
        week = near.of_unit(tape, inner + 1, tape.at(inner).text)
        return (Moment(a_day(week[0].span.start + timedelta(days=token.value)), True), week[1]) if week else None
    beside = moment(tape, place + 2) if side in ("before", "after") else None
    if beside is not None and beside[0].span.level is Level.DAY:
        sign, day = (1 if side == "after" else -1), beside[0].span.end
        away = (sign * (token.value - day.weekday())) % 7 or 7
        return replace(beside[0], span=a_day(day + timedelta(days=sign * away)), festival=False), beside[1]
    if side in ("before", "after") and tape.kind(place + 2) != "clock":
        # The Thursday before publication
        return None
    away = (token.value - tape.frame.base.weekday()) % 7
    # Nobody says which Wednesday "a Wednesday" is.
    any_one = tape.at(place - 1).text in ("a", "any")
    return Moment(a_day(tape.frame.base + timedelta(days=away)), point=True, ambiguous=any_one), place + 1


def _season(tape: Tape, place: int, before: Moment | None) -> Found:
    """Spring 2027, in the autumn, winter 2026/27."""
    if tape.kind(place) != "season":
        return None
    two_years = tape.at(tape.skip(place + 1, "article"))
    if two_years.kind in ("fiscal", "years") and two_years.text[:4].isdigit():
        return periods.season(tape.at(place).text, int(two_years.text[:4]), True, tape.frame), place + 2
    year, said, after = year_after(tape, place + 1, before, short=True)
    return periods.season(tape.at(place).text, year, said, tape.frame), after


def _festival(tape: Tape, place: int, before: Moment | None) -> Found:
    """Christmas, National Day 2026."""
    token = tape.at(place)
    if token.kind != "festival":
        return None
    festival = by_english_name()[token.text]
    year, said, after = year_after(tape, place + 1, before)
    day, name = festival.day(year), festival.name
    if day is None:
        raise impossible(name)
    found = Moment(Span(day, day, Level.DAY, name), True, year_said=said, sentence=name, festival=True)
    if day == date(year, 1, 1) and not said:
        found.ambiguous, found.other_end = True, date(year, 12, 31)
    # National Day is another day in another country.
    found.ambiguous = found.ambiguous or festival.country not in ("", tape.frame.conventions.country)
    if day <= tape.frame.base:
        found.warnings = (_("{festival} is already past: {date}", festival=name, date=day),)
    return found, after


def _day_of_month(tape: Tape, place: int, before: Moment | None) -> Found:
    """The 5th: of the month on the left, or of the base date's; the 5th of next month."""
    token = tape.at(place)
    if token.kind != "ordinal" or token.value is None or tape.kind(place + 1) == "word":  # 2nd phase
        return None
    inner = tape.skip(place + 1 + (unit_of(tape.at(place + 1)) == "day"), "article")
    this = tape.kind(inner - 1) == "article" and tape.at(inner).text == "month"
    month = _period(tape, inner, before) if this or tape.kind(inner) == "which" else None
    if month is not None and month[0].span.level is Level.MONTH:
        start = month[0].span.start
        # The 25th of the month may be this month's or every month's.
        return Moment(a_day(numeric.the_day(start.year, start.month, token.value)), True, ambiguous=this), month[1]
    beside = before.span.start if before is not None else tape.frame.near
    day = beside or tape.frame.base
    return Moment(a_day(numeric.the_day(day.year, day.month, token.value)), True, ambiguous=beside is None), place + 1


MOMENTS: tuple[MomentForm, ...] = (
    MomentForm("WEEKDAY ,? DAY", weekday_first, ("Tuesday, 30 June", "Fri 26 June 2026")),
    MomentForm("NUMBERS", numbers, ("2026-06-30", "31/12/2026")),
    MomentForm("week NUMBER YEAR?", near.numbered_week, ("2026-W25", "week 25", "weeks 25-27")),
    MomentForm("MONTH quarter YEAR? | MONTH NTH week|half", _part_after_month, ("June quarter 2026", "March 1st week")),
    MomentForm("NUMBER of? MONTH YEAR? | MONTH NUMBER? YEAR?", day_and_month, ("30 June 2026", "June", "31-Dec-26")),
    MomentForm("NTH NUMBER? UNIT of|within PERIOD", _nth, ("last working day of June", "second half of 2026")),
    MomentForm("QUARTER|HALF YEAR?", _code, ("Q3 2026", "3Q26", "H1")),
    MomentForm("YEAR QUARTER?", _year, ("CY2026", "FY2026/27", "2026-27 Q3")),
    MomentForm("end|late|middle|early|start of? PERIOD", _edge, ("end of June", "late 2026", "end of the month")),
    MomentForm("early|mid /|to? mid|late PERIOD", _two_edges, ("mid/late June", "early to mid-2027")),
    MomentForm("week commencing|ending DAY", _week_of, ("w/c 8 June 2026", "week ending 5 June")),
    MomentForm("today|tomorrow", near.day_word, ("tomorrow",)),
    MomentForm("this|next|last PERIOD|WEEKDAY", _which, ("next Friday", "this quarter")),
    MomentForm("PERIOD-end YEAR?", unit_end, ("year-end 2027", "EOQ")),
    MomentForm("WEEKDAY | WEEKDAY after|before DAY", _weekday, ("Friday", "Monday following Easter")),
    MomentForm("SEASON YEAR?", _season, ("Spring 2027", "winter 2026/27")),
    MomentForm("FESTIVAL YEAR?", _festival, ("Christmas", "National Day 2026")),
    MomentForm("NTH day? of? month?", _day_of_month, ("5th", "25th of the month")),
)
"""The forms of moments, in the order in which they are tried."""
