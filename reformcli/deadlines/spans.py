"""Stretches of the calendar: years, quarters, months, ten-day periods, weeks and days.

Every stretch is inclusive at both ends. Arithmetic on months follows the Civil Code of China, article 202: it ends on
the same day number, or on the last day of a shorter month.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


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
