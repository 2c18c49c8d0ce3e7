"""Timelines: work over months, as charts draw it."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reformcli.i18n import mark

PLANNED, DONE, LATE, OVERDUE = "planned", "done", "late", "overdue"

SIGNS = {
    OVERDUE: mark("overdue"),
    LATE: mark("done late"),
    PLANNED: mark("planned"),
    DONE: mark("done"),
}
"""What a mark says of a step, worst first, with its word."""


class Mark(NamedTuple):
    """A step's mark on a timeline: on the day it was done, else on the day it is due. `sign` is one of `SIGNS`."""

    day: date
    sign: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of a timeline: from `start` to `due`, both included, in the colour `light`, with marks by day.

    Without a start the lane begins where the timeline does; without a due date there are only marks.
    """

    start: date | None
    due: date | None
    light: str
    marks: tuple[Mark, ...]

    @property
    def days(self) -> Iterator[date]:
        """The days that a timeline has to show: a lane may begin before it."""
        if self.due is not None:
            yield self.due
        yield from (one.day for one in self.marks)


class Scale(NamedTuple):
    """The whole months that a timeline shows, from the first of one to the last of another, and where today is."""

    first: date
    last: date
    today: date

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month."""
        count = 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1
        from_year = 12 * self.first.year + self.first.month - 1
        return tuple(date((from_year + i) // 12, (from_year + i) % 12 + 1, 1) for i in range(count))

    def position(self, day: date) -> float:
        """Where the beginning of `day` is, from 0 (the first day) to 1; every month is equally long."""
        whole = 12 * (day.year - self.first.year) + day.month - self.first.month
        share = (day.day - 1) / monthrange(day.year, day.month)[1]
        return (whole + share) / len(self.months)

    def shows(self, day: date) -> bool:
        """Whether `day` is within it."""
        return self.first <= day <= self.last


def scale_of(days: Iterable[date], today: date, year: int | None = None) -> Scale:
    """The whole years that show all of `days` and `year`; where neither is given, today's."""
    years = {day.year for day in days} | ({year} if year else set()) or {today.year}
    return Scale(date(min(years), 1, 1), date(max(years), 12, 31), today)
