"""Lengths of time, and counting by them from a day.

Counting from an event starts the next day; months and years end on the same day number (practice 4.7; Civil Code of
China, articles 201 and 202). Working days leave out weekends and public holidays.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from reformcli.deadlines.items import Frame
from reformcli.deadlines.spans import add_months
from reformcli.deadlines.workdays import add_workdays, unpublished_years
from reformcli.i18n import _, plural

LONGEST_MONTHS = 1200
LONGEST_DAYS = 36_600
"""A time limit of more than a century is none."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: months and days, or working days. `part_of_day` says that hours were rounded down to days."""

    months: int = 0
    days: int = 0
    working_days: int = 0
    part_of_day: bool = False

    def after(self, day: date, frame: Frame) -> tuple[date, tuple[str, ...]]:
        """The last day of the time that starts the day after `day`, and what is not certain about it."""
        return self._moved(day, 1, frame)

    def before(self, day: date, frame: Frame) -> tuple[date, tuple[str, ...]]:
        """The day so long before `day`, and what is not certain about it."""
        return self._moved(day, -1, frame)

    def _moved(self, day: date, sign: int, frame: Frame) -> tuple[date, tuple[str, ...]]:
        if self.months > LONGEST_MONTHS or self.days > LONGEST_DAYS:
            raise OverflowError
        if self.working_days:
            conventions = frame.conventions
            end = add_workdays(day, sign * self.working_days, conventions.country, conventions.calendar)
            return end, calendar_warnings(day, end, frame)
        return add_months(day, sign * self.months) + timedelta(days=sign * self.days), ()

    def said(self) -> str:
        """The length in the reader's language."""
        parts = []
        if self.months and self.months % 12 == 0:
            parts.append(plural("1 year", "{n} years", self.months // 12))
        elif self.months:
            parts.append(plural("1 month", "{n} months", self.months))
        if self.working_days:
            parts.append(plural("1 working day", "{n} working days", self.working_days))
        if self.days and self.days % 7 == 0 and not self.months:
            parts.append(plural("1 week", "{n} weeks", self.days // 7))
        elif self.part_of_day and not self.days:
            parts.append(_("less than a day"))
        elif self.days or not parts:
            parts.append(plural("1 day", "{n} days", self.days))
        return _(" and ").join(parts)


def calendar_warnings(first: date, last: date, frame: Frame) -> tuple[str, ...]:
    """A sentence for each year between two days whose public holidays are not published yet."""
    first, last = min(first, last), max(first, last)
    conventions = frame.conventions
    years = unpublished_years(first, last, conventions.country, conventions.calendar)
    return tuple(
        _("no calendar of working days is published for {year} in {country}", year=year, country=conventions.country)
        for year in years
    )
