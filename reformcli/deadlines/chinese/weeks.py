"""Weeks in Chinese: 本周五, 下周末, 周五; and the weekday or the clock time written after a day.

Weeks run from Monday to Sunday and are counted from the base date.
"""

from datetime import timedelta

from reformcli.deadlines.items import Moment
from reformcli.deadlines.rule_forms import WEEKDAYS
from reformcli.deadlines.sayings import span_name
from reformcli.deadlines.spans import DAY, Level, Span, a_day, a_week
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

WEEKDAY_NAMES = "一二三四五六日"


def week(tape: Tape, place: int, left: Moment | None) -> Found:
    """本周五, 下周末, 周五: weeks run from Monday to Sunday and are counted from the base date."""
    token, base = tape.at(place), tape.frame.base
    if token.kind == "week word":
        weeks = {"本": 0, "这": 0, "当": 0, "下": 1, "次": 1, "上": -1}[token.text[0]]
        weeks *= 2 if token.text[:2] in ("上上", "下下") else 1
        week = a_week(base + timedelta(weeks=weeks))
        following = tape.at(place + 1)
        if following.kind == "weekday" or following.text in ("日", "天"):
            return weekday_and_clock(tape, day_of_week(week, following.text[-1]), place + 2)
        if following.kind == "numeral" and following.text in WEEKDAY_NAMES:
            return weekday_and_clock(tape, day_of_week(week, following.text), place + 2)
        if following.kind == "end":
            return _weekend(week), place + 2
        if following.kind == "finish":
            return Moment(week, point=True, sentence=_("last day of {period}", period=span_name(week))), place + 2
        return Moment(week), place + 1
    if token.kind == "weekday":
        this = day_of_week(a_week(base), token.text[-1]).span.end
        coming = this if this >= base else this + timedelta(weeks=1)
        found = Moment(a_day(coming), point=True, ambiguous=this != coming)
        found.other_end = this if found.ambiguous else None
        return weekday_and_clock(tape, found, place + 1)
    if token.kind == "week" and tape.kind(place + 1) == "end":
        return _weekend(a_week(base)), place + 2
    return None


def day_of_week(week: Span, name: str) -> Moment:
    """The day of a week by its Chinese name or its number."""
    number_of_day = int(name) - 1 if name.isdigit() else WEEKDAY_NAMES.index("日" if name == "天" else name)
    return Moment(a_day(week.start + timedelta(days=number_of_day)), point=True)


def _weekend(week: Span) -> Moment:
    """周末 is the Sunday; those who mean the last working day mean the Friday."""
    said = _("Sunday of {period}", period=span_name(week))
    friday = week.end - timedelta(days=2)
    return Moment(a_day(week.end), point=True, ambiguous=True, other_end=friday, sentence=said)


def weekday_and_clock(tape: Tape, found: Moment, place: int) -> tuple[Moment, int]:
    """A weekday after a day, with or without brackets, is checked; a time of day is dropped."""
    opened = tape.kind(place) == "open" and tape.kind(place + 1) == "weekday" and tape.kind(place + 2) == "close"
    spaced = place + 1 if tape.at(place).text == " " else place
    token = tape.at(place + 1 if opened else spaced)
    if token.kind == "weekday" and found.span.level is Level.DAY:
        day = found.span.end
        said = day_of_week(a_week(day), token.text[-1]).span.end
        if said != day:
            names = {"date": day, "weekday": _(WEEKDAYS[day.weekday()]), "said": _(WEEKDAYS[said.weekday()])}
            found.warnings += (_("{date} is a {weekday}, not a {said}", **names),)
        place = place + 3 if opened else spaced + 1
    clock = place + 1 if tape.at(place).text == " " else place
    if tape.kind(clock) == "clock":
        if tape.at(clock).text in ("0时", "零时", "零点", "0点"):
            # 7月1日零时 is the end of 30 June, if the hour is meant.
            found.ambiguous, found.other_end = True, found.span.end - DAY
        place = tape.skip(clock, "clock")
    return found, place
