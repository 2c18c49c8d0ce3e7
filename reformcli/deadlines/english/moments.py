"""Moments in English: 31 Dec 2026, end of June, mid-September, H1 2027, FY2026/27 Q2, next Friday.

`MOMENTS` is the ordered list of the forms. A form takes the tape, a place on it and the moment on its left (in a span
or a list, where month and year are not repeated), and gives the moment and the place after it, or None.
"""

from collections.abc import Callable
from datetime import date, timedelta

from reformcli.deadlines import numeric
from reformcli.deadlines.english.days import day_and_month, numbers, weekday_and_clock, weekday_first, year_after
from reformcli.deadlines.english.fiscal import fiscal_part, fiscal_year
from reformcli.deadlines.english.lexer import ORDINALS, WEEKDAYS
from reformcli.deadlines.english.near import day_word, unit_end, weekday_alone, which
from reformcli.deadlines.english.parts import early, end_of, late, middle
from reformcli.deadlines.festivals import by_english_name
from reformcli.deadlines.items import Moment, impossible
from reformcli.deadlines.spans import DAY, Level, Span, a_day, a_half, a_quarter, a_week, a_year
from reformcli.deadlines.tape import Found, Tape
from reformcli.deadlines.workdays import add_workdays
from reformcli.i18n import _

MomentForm = Callable[[Tape, int, Moment | None], Found]

_FILLERS = ("article", "approximately")


def moment(tape: Tape, place: int, left: Moment | None = None) -> Found:
    """The moment that begins at `place`, by the first form of `MOMENTS` that fits."""
    place = tape.skip(place, *_FILLERS)
    for form in MOMENTS:
        found = form(tape, place, left)
        if found is not None:
            return weekday_and_clock(tape, *found)
    return None


def _year(tape: Tape, place: int, left: Moment | None) -> Found:
    """2026; 2026 Q3."""
    token = tape.at(place)
    if token.kind != "number" or len(token.text) != 4 or token.value is None:
        return None
    if not numeric.FIRST_YEAR <= token.value <= numeric.LAST_YEAR:
        return None
    if tape.kind(place + 1) == "code":
        return Moment(_coded(tape.at(place + 1).text, token.value), year_said=True), place + 2
    return Moment(a_year(token.value), year_said=True), place + 1


def _coded(text: str, year: int) -> Span:
    number = int(text.strip("qh"))
    return a_quarter(year, number) if "q" in text else a_half(year, number)


def _code(tape: Tape, place: int, left: Moment | None) -> Found:
    """Q3, H1 2027, Q2 FY2026/27, first quarter of 2026, second half."""
    token, following = tape.at(place), tape.at(place + 1)
    if token.kind == "code":
        code, after = token.text.strip("qh"), place + 1
        quarter = "q" in token.text
    elif token.kind == "nth" and following.text in ("quarter", "half") and ORDINALS[token.text] > 0:
        code, after, quarter = str(ORDINALS[token.text]), place + 2, following.text == "quarter"
    elif token.text == "quarter" and following.kind in ("number", "number word") and following.value:
        code, after, quarter = str(following.value), place + 2, True
    else:
        return None
    if not 1 <= int(code) <= (4 if quarter else 2):
        raise impossible(token.text)
    inner = tape.skip(after, "article")
    if tape.kind(inner) == "fiscal" or tape.at(inner).text.startswith(("fiscal", "financial")):
        whole = fiscal_year(tape, inner)
        if whole is not None:
            return fiscal_part(whole[0], int(code), quarter), whole[1]
    year, said, after = year_after(tape, after, left)
    return Moment(_coded(f"{'q' if quarter else 'h'}{code}", year), year_said=said), after


def _fiscal(tape: Tape, place: int, left: Moment | None) -> Found:
    """FY2026/27, FY2026/27 Q2."""
    whole = fiscal_year(tape, place)
    if whole is None:
        return None
    code = tape.at(whole[1])
    if code.kind == "code":
        return fiscal_part(whole[0], int(code.text.strip("qh")), "q" in code.text), whole[1] + 1
    return whole


def _edge(tape: Tape, place: int, left: Moment | None) -> Found:
    """End of June, late June, mid-September, early 2026, beginning of the month, last day of Q3."""
    kind = tape.kind(place)
    makers = {"end": end_of, "last day": end_of, "late": late, "middle": middle, "early": early, "start": early}
    if kind not in makers:
        return None
    inner = tape.skip(place + 1, *_FILLERS)
    unit = tape.at(inner)
    if unit.kind in makers:
        return None
    if unit.kind in ("unit", "weekend") or unit.text in ("half", "financial", "fiscal"):
        found = which(tape, inner - 1, "this")
    else:
        found = moment(tape, inner, left)
    if found is None or found[0].point:
        return found if found is not None and kind in ("end", "last day") else None
    return makers[kind](found[0]), found[1]


def _week_of(tape: Tape, place: int, left: Moment | None) -> Found:
    """Week commencing 15 June; week ending 19 June."""
    if tape.kind(place) not in ("week of", "week ending"):
        return None
    found = moment(tape, place + 1, left)
    if found is None or found[0].span.level is not Level.DAY or tape.kind(place) == "week ending":
        return found
    return Moment(a_week(found[0].span.start), year_said=found[0].year_said), found[1]


def _near(tape: Tape, place: int, left: Moment | None) -> Found:
    """Tomorrow, next Friday, this month, year-end, Friday."""
    kind = tape.kind(place)
    if kind == "day word":
        return day_word(tape, place)
    if kind == "which":
        return which(tape, place, tape.at(place).text)
    if kind == "unit end":
        return unit_end(tape, place)
    if kind == "weekday":
        return weekday_alone(tape, place)
    return None


def _nth(tape: Tape, place: int, left: Moment | None) -> Found:
    """Last working day of June, first Monday of July, first week of May."""
    token, unit = tape.at(place), tape.at(place + 1)
    number = ORDINALS.get(token.text)
    if token.kind not in ("nth", "ordinal", "which") or number is None:
        return None
    if unit.kind not in ("working day", "weekday") and unit.text != "week":
        return None
    found = moment(tape, place + 2, left)
    if found is None or found[0].point:
        return None
    span, country = found[0].span, tape.frame.conventions.country
    edge = span.start - DAY if number > 0 else span.end + DAY
    sign = 1 if number > 0 else -1
    if unit.text == "week":
        first = span.start + timedelta(days=7 * (number - 1)) if number > 0 else span.end - timedelta(days=6)
        last = min(first + timedelta(days=6), span.end)
        return Moment(Span(first, last, Level.OTHER), year_said=found[0].year_said, ambiguous=True), found[1]
    if unit.kind == "working day":
        day = add_workdays(edge, number, country, tape.frame.conventions.calendar)
    else:
        away = (sign * (WEEKDAYS.index(unit.text[:3]) - edge.weekday())) % 7 or 7
        day = edge + timedelta(days=sign * (away + 7 * (abs(number) - 1)))
    if not span.start <= day <= span.end:
        raise impossible(f"{token.text} {unit.text}")
    return Moment(a_day(day), point=True, year_said=found[0].year_said), found[1]


def _festival(tape: Tape, place: int, left: Moment | None) -> Found:
    """Christmas, National Day 2026."""
    token = tape.at(place)
    if token.kind != "festival":
        return None
    festival = by_english_name()[token.text]
    year, said, after = year_after(tape, place + 1, left)
    day = festival.day(year)
    if day is None:
        raise impossible(festival.name)
    found = Moment(Span(day, day, Level.DAY, festival.name), point=True, year_said=said, festival=True)
    found.sentence = festival.name
    if day == date(year, 1, 1) and not said:
        found.ambiguous, found.other_end = True, date(year, 12, 31)
    if day <= tape.frame.base:
        found.warnings = (_("{festival} is already past: {date}", festival=festival.name, date=day),)
    return found, after


def _day_of_month(tape: Tape, place: int, left: Moment | None) -> Found:
    """The 5th: of the month on the left, or of the base date's."""
    token = tape.at(place)
    if token.kind != "ordinal" or token.value is None:
        return None
    near = left.span.start if left is not None else tape.frame.near or tape.frame.base
    known = left is not None or tape.frame.near is not None
    day = numeric.the_day(near.year, near.month, token.value)
    return Moment(a_day(day), point=True, ambiguous=not known), place + 1


MOMENTS: tuple[MomentForm, ...] = (
    weekday_first, numbers, day_and_month, _code, _nth, _year, _fiscal, _edge, _week_of, _near, _festival,
    _day_of_month,
)  # fmt: skip
"""The forms of moments, in the order in which they are tried."""
