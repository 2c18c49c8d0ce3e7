"""The forms of recurrence rules: each with its pattern, the days it gives, and how it is said.

A new form is one more entry of `FORMS`. Its function gives the days that fall in a window, and may give more.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reformcli.deadlines.festivals import by_english_name
from reformcli.deadlines.spans import (
    DAY,
    Span,
    a_half,
    a_month,
    a_quarter,
    a_week,
    a_year,
    add_months,
    last_of_month,
    quarter_of,
)
from reformcli.deadlines.workdays import add_workdays, is_workday
from reformcli.i18n import mark

WEEKDAYS = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"), mark("Saturday"),
    mark("Sunday"),
)  # fmt: skip
ORDINALS = (mark("first"), mark("second"), mark("third"), mark("fourth"), mark("fifth"))
UNITS: Mapping[str, Callable[[date], Span]] = {
    mark("week"): a_week,
    mark("month"): lambda day: a_month(day.year, day.month),
    mark("quarter"): lambda day: a_quarter(day.year, quarter_of(day)),
    mark("half-year"): lambda day: a_half(day.year, 1 if day.month < 7 else 2),
    mark("year"): lambda day: a_year(day.year),
}
MEASURES = (
    mark("day"), mark("working day"), mark("month"), mark("year"),
    mark("days"), mark("working days"), mark("weeks"), mark("months"), mark("years"),
)  # fmt: skip
LAST = mark("last")

Match = re.Match[str]
Days = Iterable[date | None]


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked for, both included, and the calendar by which working days are counted."""

    first: date
    last: date
    country: str
    calendar: Mapping[date, bool]

    def widened(self, days: int) -> "Window":
        """The same window with more days on either side."""
        more = timedelta(days=days)
        return Window(self.first - more, self.last + more, self.country, self.calendar)

    def days(self) -> Iterator[date]:
        """Each day of the window."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def spans(self, unit: str) -> Iterator[Span]:
        """The weeks, months, quarters, half-years or years that hold a day of the window."""
        day = self.first
        while day <= self.last:
            span = UNITS[unit](day)
            yield span
            day = span.end + DAY

    def workday_after(self, day: date, count: int) -> date:
        """The working day `count` working days after `day`, before it when negative."""
        return add_workdays(day, count, self.country, self.calendar)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of rule: its pattern, the days it gives in a window, and the sentence that says it."""

    pattern: str
    days: Callable[[Match, Window], Days]
    sentence: str


def _working_days(match: Match, window: Window) -> Days:
    return (day for day in window.days() if is_workday(day, window.country, window.calendar))


def _unit_ends(unit: str) -> Callable[[Match, Window], Days]:
    return lambda match, window: (span.end for span in window.spans(unit))


def _weekdays(match: Match, window: Window) -> Days:
    wanted = {WEEKDAYS.index(name) for name in match["weekdays"].split(", ")}
    return (day for day in window.days() if day.weekday() in wanted)


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


def _nth_of_unit(match: Match, window: Window) -> Days:
    """The n-th, or the last, working day or weekday of each unit."""
    ordinal, weekday = match["ordinal"], match["weekday"]
    backward = ordinal == LAST
    count = 1 if backward else ORDINALS.index(ordinal) + 1 if ordinal in ORDINALS else int(ordinal[:-2])
    for span in window.spans(match["unit"]):
        edge = span.end + DAY if backward else span.start - DAY
        if weekday == "working day":
            yield window.workday_after(edge, -1 if backward else count)
            continue
        wanted = WEEKDAYS.index(weekday)
        away = ((edge.weekday() - wanted) if backward else (wanted - edge.weekday())) % 7 or 7
        day = edge - timedelta(days=away) if backward else edge + timedelta(days=away + 7 * (count - 1))
        yield day if span.start <= day <= span.end else None


def _beside_end(sign: int) -> Callable[[Match, Window], Days]:
    """So many days, working days, weeks or months after (`sign` 1) or before (-1) the end of each unit."""

    def days(match: Match, window: Window) -> Days:
        count, measure = sign * int(match["count"]), match["measure"].removesuffix("s")
        reach = {"day": 1, "working day": 3, "week": 7, "month": 31}[measure] * abs(count) + 31
        for span in window.widened(reach).spans(match["unit"]):
            if measure == "working day":
                yield window.workday_after(span.end, count)
            elif measure == "month":
                # From the end of one month to the end of another (practice: year end + 3 months is 31 March).
                yield _day_of(add_months(span.end, count), LAST)
            else:
                yield span.end + timedelta(days=count * (7 if measure == "week" else 1))

    return days


def _every_so_often(match: Match, window: Window) -> Days:
    """Counted from the first day of the window; months that divide the year end with a calendar month."""
    count, measure = int(match["count"]), match["measure"].removesuffix("s")
    if measure == "month" and 12 % count == 0:
        yield from (span.end for span in window.spans("month") if span.end.month % count == 0)
        return
    times, day = 1, window.first
    while True:
        if measure == "working day":
            day = window.workday_after(day, count)
        elif measure in ("day", "week"):
            day += timedelta(days=count * (7 if measure == "week" else 1))
        else:
            day = add_months(window.first, times * count * (12 if measure == "year" else 1))
        if day > window.last:
            return
        times += 1
        yield day


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

FORMS: tuple[Form, ...] = (
    Form(r"daily", lambda match, window: window.days(), mark("every day")),
    Form(r"working days", _working_days, mark("every working day")),
    Form(r"weekly(?: last day| weekend)?", _unit_ends("week"), mark("every week, by its last day")),
    Form(r"weekly (?P<weekdays>[A-Z]\w+(?:, [A-Z]\w+)*)", _weekdays, mark("every week on {weekdays}")),
    Form(r"10th, 20th, month end", _ten_days, mark("every ten-day period, by its last day")),
    Form(r"monthly(?: last day)?", _unit_ends("month"), mark("every month, by its last day")),
    Form(rf"monthly day {_DAYS}", _month_days, mark("every month by day {days}")),
    Form(
        rf"(?P<ordinal>first|second|third|fourth|fifth|last|\d\d?th) (?P<weekday>working day|[A-Z]\w+) of {_UNIT}",
        _nth_of_unit,
        mark("the {ordinal} {weekday} of every {unit}"),
    ),
    Form(r"quarterly(?: last day)?", _unit_ends("quarter"), mark("every quarter, by its last day")),
    Form(
        r"(?P<ordinal>first|second|last) month of quarter day (?P<day>\d{1,2})",
        _month_of("quarter"),
        mark("every quarter by day {day} of its {ordinal} month"),
    ),
    Form(
        r"(?P<ordinal>first|second|last) month of quarter(?: last day)?",
        _month_of("quarter", LAST),
        mark("every quarter by the end of its {ordinal} month"),
    ),
    Form(r"half-yearly(?: last day)?", _unit_ends("half-year"), mark("every half-year, by its last day")),
    Form(
        r"(?P<ordinal>first|last) month of half-year day (?P<day>\d{1,2})",
        _month_of("half-year"),
        mark("every half-year by day {day} of its {ordinal} month"),
    ),
    Form(
        r"(?P<ordinal>first|last) month of half-year(?: last day)?",
        _month_of("half-year", LAST),
        mark("every half-year by the end of its {ordinal} month"),
    ),
    Form(r"yearly(?: last day)?", _unit_ends("year"), mark("every year, by its last day")),
    Form(r"yearly (?P<dates>\d\d-\d\d(?:, \d\d-\d\d)*)", _year_days, mark("every year by {dates}")),
    Form(
        rf"yearly (?P<count>1) day before (?P<festival>{_NAME})",
        _festival,
        mark("every year by the day before {festival}"),
    ),
    Form(
        rf"yearly {_COUNT} days before (?P<festival>{_NAME})",
        _festival,
        mark("every year, {count} days before {festival}"),
    ),
    Form(rf"yearly (?P<festival>{_NAME})", _festival, mark("every year by {festival}")),
    Form(r"(?P<parity>even|odd) months", _alternate_months, mark("every second month, by its last day")),
    Form(
        rf"{_COUNT} {_MEASURE} before {_UNIT} end",
        _beside_end(-1),
        mark("{count} {measure} before the end of every {unit}"),
    ),
    Form(
        rf"{_UNIT} end \+ {_COUNT} {_MEASURE}", _beside_end(1), mark("{count} {measure} after the end of every {unit}")
    ),
    Form(
        rf"every {_COUNT} (?P<measure>(?:working )?days?|weeks?|months?|years?)",
        _every_so_often,
        mark("every {count} {measure}"),
    ),
    Form(rf"(?P<count>[1-9]\d?) times a {_UNIT}", _several_times, mark("{count} times every {unit}")),
)
