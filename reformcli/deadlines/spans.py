"""Stretches of the calendar: years, quarters, months, ten-day periods, weeks and days; their parts and their names.

Every stretch is inclusive at both ends. Arithmetic on months follows the Civil Code of China, article 202: it ends on
the same day number, or on the last day of a shorter month.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from reformcli.i18n import _, mark

DAY = timedelta(days=1)


class Level(StrEnum):
    """How long a stretch is. A later, coarser level can hold a finer one."""

    DAY = "day"
    WEEK = "week"
    TEN_DAYS = "ten-days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    PLAN = "plan"
    FISCAL = "fiscal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` to `end`, both included. `name` is said instead of the dates where it is given."""

    start: date
    end: date
    level: Level
    name: str = ""


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day number `months` later (earlier when negative), or the last day of a shorter month."""
    return day + relativedelta(months=months)


def add_years(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes the 28th in a common year."""
    return add_months(day, 12 * years)


def a_day(day: date) -> Span:
    """One day."""
    return Span(day, day, Level.DAY)


def a_month(year: int, month: int) -> Span:
    """A whole month."""
    return Span(date(year, month, 1), last_of_month(year, month), Level.MONTH)


def a_quarter(year: int, quarter: int) -> Span:
    """Quarter 1 to 4 of the calendar year."""
    return Span(date(year, 3 * quarter - 2, 1), last_of_month(year, 3 * quarter), Level.QUARTER)


def a_half(year: int, half: int) -> Span:
    """Half 1 or 2 of the calendar year."""
    return Span(date(year, 6 * half - 5, 1), last_of_month(year, 6 * half), Level.HALF)


def a_year(year: int) -> Span:
    """A whole calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31), Level.YEAR)


def a_week(day: date) -> Span:
    """The week, Monday to Sunday, that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return Span(monday, monday + timedelta(days=6), Level.WEEK)


def ten_days(year: int, month: int, first: int, last: int) -> Span:
    """Ten-day periods `first` to `last` of a month (practice: 1-10, 11-20, 21 to the end)."""
    end = last_of_month(year, month) if last == 3 else date(year, month, 10 * last)
    return Span(date(year, month, 10 * first - 9), end, Level.TEN_DAYS)


def quarter_of(day: date) -> int:
    """The calendar quarter, 1 to 4, that holds `day`."""
    return (day.month + 2) // 3


UNITS: Mapping[str, Callable[[date], Span]] = {
    mark("week"): a_week,
    mark("month"): lambda day: a_month(day.year, day.month),
    mark("quarter"): lambda day: a_quarter(day.year, quarter_of(day)),
    mark("half-year"): lambda day: a_half(day.year, 1 if day.month < 7 else 2),
    mark("year"): lambda day: a_year(day.year),
}
"""The units that recurring work follows, each with the stretch of it that holds a day."""

_MONTHS_OF = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_DAYS_OF = {"day": 1, "week": 7}


def part_of(span: Span, unit: str, first: int, count: int = 1) -> Span | None:
    """The `count` days, weeks, months, quarters or half-years of `span` from the one numbered `first` on.

    A negative `first` counts from the end: -1 is the last unit, and with a count of two the last two. None where the
    span does not hold so many. Weeks are runs of seven days from the edge, not weeks from Monday.
    """
    index = first - 1 if first > 0 else first - count + 1
    edge = span.start if first > 0 else span.end + DAY
    if unit in _MONTHS_OF:
        months = _MONTHS_OF[unit]
        start, end = add_months(edge, months * index), add_months(edge, months * (index + count)) - DAY
    else:
        step = timedelta(days=_DAYS_OF[unit])
        start, end = edge + step * index, edge + step * (index + count) - DAY
    if first == 0 or start < span.start or end > span.end + timedelta(days=6 if unit == "week" else 0):
        return None
    whole = unit in UNITS and unit != "week" and UNITS[unit](start) == Span(start, end, UNITS[unit](start).level)
    level = Level.DAY if start == end else UNITS[unit](start).level if whole else Level.OTHER
    return Span(start, min(end, span.end), level)


def month_and_day(day: date) -> str:
    """A day of any year as rules write it; the last day of February is 02-29, whatever the year."""
    return "02-29" if day.month == 2 and day == last_of_month(day.year, 2) else f"{day.month:02}-{day.day:02}"


def weekday_of(span: Span, weekday: int, which: int) -> date | None:
    """The weekday (Monday is 0) numbered `which` in a span, from its end when negative; None where there is none."""
    sign = 1 if which > 0 else -1
    edge = span.start - DAY if which > 0 else span.end + DAY
    away = (sign * (weekday - edge.weekday())) % 7 or 7
    day = edge + timedelta(days=sign * (away + 7 * (abs(which) - 1)))
    return day if span.start <= day <= span.end else None


MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July"),
    mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip


def month_name(day: date) -> str:
    """The month of `day` with its year."""
    return _("{month} {year}", month=_(MONTHS[day.month - 1]), year=day.year)


def span_name(span: Span) -> str:
    """A stretch by the name that people use for it, or by its first and last day."""
    start, end = span.start, span.end
    if span.name:
        return span.name
    match span.level:
        case Level.DAY:
            return start.isoformat()
        case Level.WEEK:
            return _("the week of {start} to {end}", start=start, end=end)
        case Level.TEN_DAYS:
            return _("{month}, days {first} to {last}", month=month_name(start), first=start.day, last=end.day)
        case Level.MONTH if span == a_month(start.year, start.month):
            return month_name(start)
        case Level.QUARTER:
            return _("Q{number} {year}", number=quarter_of(start), year=start.year)
        case Level.HALF if start.month == 1:
            return _("the first half of {year}", year=start.year)
        case Level.HALF:
            return _("the second half of {year}", year=start.year)
        case Level.YEAR if span == a_year(start.year):
            return _("the year {year}", year=start.year)
        case Level.PLAN:
            return _("the plan period {first} to {last}", first=start.year, last=end.year)
    return _("{start} to {end}", start=start, end=end)
