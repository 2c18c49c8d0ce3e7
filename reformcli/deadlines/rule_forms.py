"""The forms of recurrence rules: each with its pattern, the days it gives, and how it is said.

A new form is one more entry of `FORMS`. Its function gives the days that fall in a window, and may give more.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from reformcli.deadlines.calendars import by_english_name, lunar_day
from reformcli.deadlines.spans import DAY, add_months, last_of_month, weekday_of
from reformcli.deadlines.workdays import Window, is_workday
from reformcli.i18n import mark

WEEKDAYS = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"), mark("Saturday"),
    mark("Sunday"),
)  # fmt: skip
ORDINALS = (mark("first"), mark("second"), mark("third"), mark("fourth"), mark("fifth"))
MEASURES = (
    mark("day"), mark("working day"), mark("month"), mark("year"),
    mark("days"), mark("working days"), mark("weeks"), mark("months"), mark("years"),
)  # fmt: skip
LAST = mark("last")

Match = re.Match[str]
Days = Iterable[date | None]


@dataclass(frozen=True, slots=True)
class RuleForm:
    """One form of rule: its pattern, the days it gives in a window, and the sentence that says it."""

    pattern: str
    days: Callable[[Match, Window], Days]
    sentence: str


def _working_days(match: Match, window: Window) -> Days:
    return (day for day in window.days() if is_workday(day, window.country, window.calendar))


def _unit_ends(unit: str) -> Callable[[Match, Window], Days]:
    return lambda match, window: (span.end for span in window.spans(unit))


def _weekdays(match: Match, window: Window) -> Days:
    return window.weekly([WEEKDAYS.index(name) for name in match["weekdays"].split(", ")])


def _day_of(month: date, number: str) -> date:
    """Day `number` of a month; a number past the end of a short month is its last day."""
    end = last_of_month(month.year, month.month)
    return end if number == LAST else end.replace(day=min(int(number), end.day))


def _month_days(match: Match, window: Window) -> Days:
    return (_day_of(span.start, number) for span in window.spans("month") for number in match["days"].split(", "))


def _ten_days(match: Match, window: Window) -> Days:
    return (_day_of(span.start, number) for span in window.spans("month") for number in ("10", "20", LAST))


def _month_of(unit: str, number: str | None = None) -> Callable[[Match, Window], Days]:
    """A day (by default the last) of the first, second or last month of each quarter or half-year."""

    def days(match: Match, window: Window) -> Days:
        for span in window.spans(unit):
            month = span.end.replace(day=1) if match["ordinal"] == LAST else span.start
            if match["ordinal"] == "second":
                month = add_months(month, 1)
            yield _day_of(month, number or match["day"])

    return days


def _year_days(match: Match, window: Window) -> Days:
    """Days of the year; 02-29 is the last day of February in every year."""
    for span in window.spans("year"):
        for day in match["dates"].split(", "):
            yield _day_of(date(span.start.year, int(day[:2]), 1), day[3:])


def _alternate_months(match: Match, window: Window) -> Days:
    odd = match["parity"] == "odd"
    return (span.end for span in window.spans("month") if span.end.month % 2 == odd)


def ordinal_word(number: int) -> str:
    """How a rule writes an ordinal: 1 is first, 12 is 12th, -1 last, -2 second last."""
    words = [*ORDINALS, *(f"{count}th" for count in range(len(ORDINALS) + 1, abs(number) + 1))]
    word = words[abs(number) - 1]
    return word if number > 0 else LAST if number == -1 else f"{word} {LAST}"


def _ordinal_number(word: str) -> int:
    """The number that `ordinal_word` writes."""
    if word == LAST:
        return -1
    counted = word.removesuffix(f" {LAST}")
    number = ORDINALS.index(counted) + 1 if counted in ORDINALS else int(counted[:-2])
    return -number if word.endswith(LAST) else number


def _nth_of_unit(match: Match, window: Window) -> Days:
    """The n-th working day or weekday of each unit, counted from its end where it says last."""
    number, weekday = _ordinal_number(match["ordinal"]), match["weekday"]
    for span in window.spans(match["unit"]):
        if weekday == "working day":
            yield window.workday_after(span.start - DAY if number > 0 else span.end + DAY, number)
        else:
            yield weekday_of(span, WEEKDAYS.index(weekday), number)


def _beside_end(sign: int) -> Callable[[Match, Window], Days]:
    """So many days, working days, weeks or months after (`sign` 1) or before (-1) the end of each unit."""

    def days(match: Match, window: Window) -> Days:
        count, measure = sign * int(match["count"]), match["measure"].removesuffix("s")
        reach = {"day": 1, "working day": 3, "week": 7, "month": 31}[measure] * abs(count) + 31
        for span in window.widened(reach).spans(match["unit"]):
            day = window.moved(span.end, count, measure)
            # From the end of one month to the end of another (practice: year end + 3 months is 31 March).
            yield _day_of(day, LAST) if measure == "month" else day

    return days


def _every_so_often(match: Match, window: Window) -> Days:
    """Counted from the day on which the rule begins; months that divide the year end with a calendar month."""
    count, measure = int(match["count"]), match["measure"].removesuffix("s")
    if measure == "month" and 12 % count == 0:
        yield from (span.end for span in window.spans("month") if span.end.month % count == 0)
        return
    times, day = 1, window.begun
    while True:
        # Months are counted from the first day, so that the 31st comes back after a shorter month.
        by_month = measure in ("month", "year")
        day = window.moved(window.begun if by_month else day, count * (times if by_month else 1), measure)
        if day > window.last:
            return
        times += 1
        yield day


def _weekdays_so_often(match: Match, window: Window) -> Days:
    """These weekdays of every so many weeks."""
    return window.weekly([WEEKDAYS.index(name) for name in match["weekdays"].split(", ")], int(match["count"]))


def _several_times(match: Match, window: Window) -> Days:
    """So many times a unit: the ends of its equal parts, in whole months where that is possible, else in days."""
    count = int(match["count"])
    for span in window.spans(match["unit"]):
        months = 0 if match["unit"] == "week" else span.end.month - span.start.month + 1
        for part in range(1, count + 1):
            if months and months % count == 0:
                yield add_months(span.start, months // count * part) - DAY
            else:
                yield span.start + timedelta(days=((span.end - span.start).days + 1) * part // count - 1)


def _after_year_days(match: Match, window: Window) -> Days:
    """So long after days of the year."""
    count, measure = int(match["count"]), match["measure"].removesuffix("s")
    for day in _year_days(match, window.widened(3 * count * (31 if measure == "month" else 7) + 31)):
        if day is not None:
            yield window.moved(day, count, measure)


def _lunar(match: Match, window: Window) -> Days:
    """A day of the Chinese calendar; 00 is the last of its month."""
    return (
        lunar_day(span.start.year + turn, int(match["month"]), int(match["lunar"]))
        for span in window.spans("year")
        for turn in (-1, 0)
    )


def _festival(match: Match, window: Window) -> Days:
    festival = by_english_name()[match["festival"].lower().replace("'", "")]
    before = timedelta(days=int(match.groupdict().get("count") or 0))
    for span in window.spans("year"):
        day = festival.day(span.start.year)
        yield day - before if day else None


_UNIT = r"(?P<unit>week|month|quarter|half-year|year)"
_COUNT = r"(?P<count>[1-9]\d{0,3})"
_MEASURE = r"(?P<measure>(?:working )?days?|weeks?|months?)"
_DAYS = r"(?P<days>(?:\d{1,2}|last)(?:, (?:\d{1,2}|last))*)"
_NAME = r"[A-Z][\w' -]+"

FORMS: tuple[RuleForm, ...] = (
    RuleForm(r"daily", lambda match, window: window.days(), mark("every day")),
    RuleForm(r"working days", _working_days, mark("every working day")),
    RuleForm(r"weekly(?: last day| weekend)?", _unit_ends("week"), mark("every week, by its last day")),
    RuleForm(r"weekly (?P<weekdays>[A-Z]\w+(?:, [A-Z]\w+)*)", _weekdays, mark("every week on {weekdays}")),
    RuleForm(r"10th, 20th, month end", _ten_days, mark("every ten-day period, by its last day")),
    RuleForm(r"monthly(?: last day)?", _unit_ends("month"), mark("every month, by its last day")),
    RuleForm(rf"monthly day {_DAYS}", _month_days, mark("every month by day {days}")),
    RuleForm(
        rf"(?P<ordinal>(?:first|second|third|fourth|fifth|\d\d?th)(?: last)?|last) (?P<weekday>working day"
        rf"|[A-Z]\w+) of {_UNIT}",
        _nth_of_unit,
        mark("the {ordinal} {weekday} of every {unit}"),
    ),
    RuleForm(r"quarterly(?: last day)?", _unit_ends("quarter"), mark("every quarter, by its last day")),
    RuleForm(
        r"(?P<ordinal>first|second|last) month of quarter day (?P<day>\d{1,2})",
        _month_of("quarter"),
        mark("every quarter by day {day} of its {ordinal} month"),
    ),
    RuleForm(
        r"(?P<ordinal>first|second|last) month of quarter(?: last day)?",
        _month_of("quarter", LAST),
        mark("every quarter by the end of its {ordinal} month"),
    ),
    RuleForm(r"half-yearly(?: last day)?", _unit_ends("half-year"), mark("every half-year, by its last day")),
    RuleForm(
        r"(?P<ordinal>first|last) month of half-year day (?P<day>\d{1,2})",
        _month_of("half-year"),
        mark("every half-year by day {day} of its {ordinal} month"),
    ),
    RuleForm(
        r"(?P<ordinal>first|last) month of half-year(?: last day)?",
        _month_of("half-year", LAST),
        mark("every half-year by the end of its {ordinal} month"),
    ),
    RuleForm(r"yearly(?: last day)?", _unit_ends("year"), mark("every year, by its last day")),
    RuleForm(r"yearly (?P<dates>\d\d-\d\d(?:, \d\d-\d\d)*)", _year_days, mark("every year by {dates}")),
    RuleForm(
        rf"yearly (?P<dates>\d\d-\d\d(?:, \d\d-\d\d)*) \+ {_COUNT} {_MEASURE}",
        _after_year_days,
        mark("{count} {measure} after {dates} of every year"),
    ),
    RuleForm(
        r"yearly lunar (?P<month>\d\d)-(?P<lunar>\d\d)",
        _lunar,
        mark("every year by day {lunar} of month {month} of the Chinese calendar"),
    ),
    RuleForm(
        rf"yearly (?P<count>1) day before (?P<festival>{_NAME})",
        _festival,
        mark("every year by the day before {festival}"),
    ),
    RuleForm(
        rf"yearly {_COUNT} days before (?P<festival>{_NAME})",
        _festival,
        mark("every year, {count} days before {festival}"),
    ),
    RuleForm(rf"yearly (?P<festival>{_NAME})", _festival, mark("every year by {festival}")),
    RuleForm(r"(?P<parity>even|odd) months", _alternate_months, mark("every second month, by its last day")),
    RuleForm(
        rf"{_COUNT} {_MEASURE} before {_UNIT} end",
        _beside_end(-1),
        mark("{count} {measure} before the end of every {unit}"),
    ),
    RuleForm(
        rf"{_UNIT} end \+ {_COUNT} {_MEASURE}", _beside_end(1), mark("{count} {measure} after the end of every {unit}")
    ),
    RuleForm(
        rf"every {_COUNT} (?P<measure>(?:working )?days?|weeks?|months?|years?)",
        _every_so_often,
        mark("every {count} {measure}"),
    ),
    RuleForm(
        r"every (?P<count>[1-9]\d?) weeks (?P<weekdays>[A-Z]\w+(?:, [A-Z]\w+)*)",
        _weekdays_so_often,
        mark("every {count} weeks on {weekdays}"),
    ),
    RuleForm(rf"(?P<count>[1-9]\d?) times a {_UNIT}", _several_times, mark("{count} times every {unit}")),
)
