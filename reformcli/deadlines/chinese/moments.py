"""Moments in Chinese: 2026年6月30日, 三季度末, 9月中旬, 下周五, 国庆节, “十五五”期末.

`MOMENTS` is the ordered list of the forms. A form takes the tape, a place on it and the moment on its left (in a range
or a list, where 年 and 月 are not repeated), and gives the moment and the place after it, or None.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from reformcli.deadlines import numeric
from reformcli.deadlines.chinese.festive import festival
from reformcli.deadlines.chinese.months import nth_inside
from reformcli.deadlines.chinese.weeks import week, weekday_and_clock
from reformcli.deadlines.chinese.years import dated
from reformcli.deadlines.items import Moment
from reformcli.deadlines.plans import plan_periods
from reformcli.deadlines.sayings import span_name
from reformcli.deadlines.spans import Level, Span, a_day, a_month, a_year
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

MomentForm = Callable[[Tape, int, Moment | None], Found]

_DAYS_AWAY = {
    "今": 0,
    "本": 0,
    "当": 0,
    "即": 0,
    "明": 1,
    "次": 1,
    "翌": 1,
    "第": 1,
    "后": 2,
    "大": 3,
    "昨": -1,
    "前": -2,
}


def moment(tape: Tape, place: int, left: Moment | None = None) -> Found:
    """The moment that begins at `place`, by the first form of `MOMENTS` that fits."""
    for form in MOMENTS:
        found = form(tape, place, left)
        if found is not None:
            return edges(tape, *found)
    return None


def _numbers(tape: Tape, place: int, left: Moment | None) -> Found:
    """2026-06-30, 2026.6, 6·30, 20260630 and the like, with a clock time that is dropped."""
    token = tape.at(place)
    if token.kind == "numbers" and tape.kind(place + 1) == "festival":
        # 12·4国家宪法日: the day is said twice.
        return festival(tape, place + 1, tape.frame.year, year_said=False)
    if token.kind == "numbers":
        separator = next(character for character in token.text if not character.isdigit())
        # A right side without a year takes that of the left: 2026.6.1-8.31.
        frame = replace(tape.frame, said_year=left.span.start.year) if left and left.year_said else tape.frame
        found = numeric.separated(token.text.split(separator), separator, frame)
        after = place + 1
    elif token.kind == "numeral" and token.text.isdigit():
        rest = (tape.text[: token.begin] + tape.text[token.end :]).strip(" ;,.")
        fraction = len(token.text) == 5 and rest.isdigit() and tape.at(place + 1).text == "."
        lone = numeric.digits(token.text, tape.frame, alone=not rest or fraction)
        if lone is None:
            return None
        # The fraction of a spreadsheet's serial number is a time of day.
        found, after = lone, len(tape.tokens) if fraction else place + 1
    else:
        return None
    if found.span.level is Level.DAY:
        if tape.kind(after) == "day":
            after += 1
        return weekday_and_clock(tape, found, after)
    return found, after


def _day_word(tape: Tape, place: int, left: Moment | None) -> Found:
    """今天, 明天: from the base date."""
    token = tape.at(place)
    if token.kind != "day word":
        return None
    day = tape.frame.base + timedelta(days=_DAYS_AWAY[token.text[0]])
    return weekday_and_clock(tape, Moment(a_day(day), point=True), place + 1)


def _plan_period(tape: Tape, place: int, left: Moment | None) -> Found:
    """“十五五”末, “十四五”期间."""
    token = tape.at(place)
    if token.kind != "plan":
        return None
    name = next(name for name in sorted(plan_periods(), key=len, reverse=True) if token.text.startswith(name))
    span = plan_periods()[name]
    if tape.kind(place + 1) == "first n":
        return None
    if tape.kind(place + 1) == "begin":
        return Moment(a_year(span.start.year), year_said=True, ambiguous=True), place + 2
    if tape.kind(place + 1) == "middle":
        middle = Span(span.start, a_year(span.start.year + 2).end, Level.OTHER)
        said = _("the middle of {period}: end of its third year", period=span_name(span))
        return Moment(middle, point=True, year_said=True, ambiguous=True, sentence=said), place + 2
    return Moment(span, year_said=True), place + 1


def edges(tape: Tape, found: Moment, place: int) -> tuple[Moment, int]:
    """An end (底, 末, 结束, 最后一天), a beginning or a middle after a period; `during` words change nothing."""
    span = found.span
    if found.point and span.level is Level.DAY:
        return found, place
    while True:
        kind, after = tape.kind(place), place + 1
        if kind in ("end", "last day") or (kind == "finish" and tape.kind(after) != "after"):
            said = _("last day of {period}", period=span_name(span))
            found.sentence = found.sentence if found.point else said
            found.point, found.other_end = True, found.other_end if found.point else None
        elif kind == "begin" and span.level in (Level.QUARTER, Level.HALF):
            first = a_month(span.start.year, span.start.month)
            found = replace(found, span=first, ambiguous=True, other_end=None)
        elif kind == "middle" and span.level in (Level.QUARTER, Level.HALF):
            found = replace(found, ambiguous=True)
        elif kind == "nth" and not found.point:
            nested = nth_inside(tape, place, span)
            if nested is None:
                return found, place
            nested[0].year_said = found.year_said
            return nested
        elif kind != "during":
            return found, place
        place = after


MOMENTS: tuple[MomentForm, ...] = (_numbers, _day_word, week, _plan_period, dated)
"""The forms of moments, in the order in which they are tried."""
