"""Working days: weekends and public holidays left out, make-up working days counted in.

The days come from the `holidays` package; rows of the ledger override it day by day. In China the State Council moves
days off by a notice each autumn: the package holds them as public holidays, and the weekend days that are worked in
exchange as `weekend_workdays`. A year without its notice is only an estimate, and `published` says so.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from reformcli.deadlines.spans import DAY

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
