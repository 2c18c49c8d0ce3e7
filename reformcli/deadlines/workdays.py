"""Working days: weekends and public holidays left out, make-up working days counted in.

The days come from the `holidays` package; rows of the ledger override it day by day. In China the State Council moves
days off by a notice each autumn: the package holds them as public holidays, and the weekend days that are worked in
exchange as `weekend_workdays`. A year without its notice is only an estimate, and `published` says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from reformcli.deadlines.spans import DAY, UNITS, Span, add_months

if TYPE_CHECKING:
    from holidays import HolidayBase

NO_OVERRIDES: Mapping[date, bool] = {}
WEEKEND = (5, 6)
FURTHEST = 10_000
"""The most working days that are counted at once (about forty years)."""


@cache
def _holidays(country: str) -> "HolidayBase | None":
    """The calendar of a country or of a region in it (GB, GB-ENG), or None where the package has none."""
    from holidays import country_holidays

    whole, _dash, region = country.partition("-")
    try:
        return country_holidays(whole, subdiv=region or None)
    except NotImplementedError:
        return None


@cache
def _holiday_calendar_of(country: str, year: int) -> "HolidayBase | None":
    """The calendar of `country` with `year` loaded; the next year too, whose notice may name days of this one."""
    calendar = _holidays(country)
    if calendar is not None and calendar.start_year <= year < calendar.end_year:
        calendar.get(date(year, 1, 1))
        calendar.get(date(year + 1, 1, 1))
        return calendar
    return None


def published(year: int, country: str = "CN") -> bool:
    """Whether the public holidays of `year` are known for certain.

    Where days off are moved by a yearly notice, as in China, a year is known when its notice is in the package;
    elsewhere when the package covers the year.
    """
    calendar = _holiday_calendar_of(country, year)
    if calendar is None:
        return False
    if not calendar.has_substituted_holidays:
        return True
    return year in getattr(calendar, "special_public_holidays", ())


def is_workday(day: date, country: str = "CN", calendar: Mapping[date, bool] = NO_OVERRIDES) -> bool:
    """Whether `day` is a working day. `calendar` (date -> is a working day) overrides the public holidays.

    A country or year that the `holidays` package does not know has weekends only.
    """
    override = calendar.get(day)
    if override is not None:
        return override
    known = _holiday_calendar_of(country, day.year)
    return day.weekday() not in WEEKEND if known is None else known.is_working_day(day)


def add_workdays(base: date, days: int, country: str = "CN", calendar: Mapping[date, bool] = NO_OVERRIDES) -> date:
    """The working day `days` working days after `base`, or before it when negative; `base` itself never counts.

    With 0 it is `base` itself, or the next working day where `base` is none.
    """
    if abs(days) > FURTHEST:
        raise OverflowError
    if days == 0:
        return next_workday(base, country, calendar)
    step = DAY if days > 0 else -DAY
    day, left = base, abs(days)
    while left:
        day += step
        left -= is_workday(day, country, calendar)
    return day


def next_workday(day: date, country: str = "CN", calendar: Mapping[date, bool] = NO_OVERRIDES) -> date:
    """`day` where it is a working day, else the first one after it."""
    while not is_workday(day, country, calendar):
        day += DAY
    return day


def unpublished_years(
    first: date, last: date, country: str = "CN", calendar: Mapping[date, bool] = NO_OVERRIDES
) -> list[int]:
    """The years from `first` to `last` whose working days are not known; a year with rows of the ledger is known."""
    declared = {day.year for day in calendar}
    return [year for year in range(first.year, last.year + 1) if year not in declared and not published(year, country)]


def days_off_around(day: date, country: str = "CN", calendar: Mapping[date, bool] = NO_OVERRIDES) -> tuple[date, date]:
    """The first and last of the days off, one after another, that hold `day`; `day` alone where it is worked."""
    first = last = day
    if not is_workday(day, country, calendar):
        while not is_workday(first - DAY, country, calendar) and (day - first) < timedelta(days=30):
            first -= DAY
        while not is_workday(last + DAY, country, calendar) and (last - day) < timedelta(days=30):
            last += DAY
    return first, last


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked for, both included, and the calendar by which working days are counted.

    `begun` is the day from which a rule that says "every N weeks" counts.
    """

    first: date
    last: date
    country: str
    calendar: Mapping[date, bool]
    begun: date

    def widened(self, days: int) -> "Window":
        """The same window with more days on either side."""
        more = timedelta(days=days)
        return replace(self, first=self.first - more, last=self.last + more)

    def days(self) -> Iterator[date]:
        """Each day of the window."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def weekly(self, weekdays: list[int], interval: int = 1) -> Iterator[date]:
        """The days on these weekdays (Monday is 0), as an RRULE of RFC 5545.

        With an interval, those of each so many weeks from the first of them on.
        """
        from dateutil import rrule

        begun = self.first
        if interval > 1:
            begun = self.begun + timedelta(days=min((day - self.begun.weekday()) % 7 for day in weekdays))
        first, last = datetime.combine(begun, time()), datetime.combine(self.last, time())
        days = rrule.rrule(rrule.WEEKLY, dtstart=first, until=last, byweekday=weekdays, interval=interval)
        return (day.date() for day in days)

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

    def moved(self, day: date, count: int, measure: str) -> date:
        """The day so many days, working days, weeks, months or years after `day`, before it when negative."""
        match measure.removesuffix("s"):
            case "working day":
                return self.workday_after(day, count)
            case "month" | "year" as unit:
                return add_months(day, count * (12 if unit == "year" else 1))
            case unit:
                return day + timedelta(days=count * (7 if unit == "week" else 1))
