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


class StepMark(NamedTuple):
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
    marks: tuple[StepMark, ...]

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
    def length(self) -> int:
        """How many months it has."""
        return _month(self.last) - _month(self.first) + 1

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month."""
        first = _month(self.first)
        return tuple(date(n // 12, n % 12 + 1, 1) for n in range(first, first + self.length))

    def position(self, day: date) -> float:
        """Where the beginning of `day` is, from 0 (the first day) to 1; every month is equally long."""
        share = (day.day - 1) / monthrange(day.year, day.month)[1]
        return (_month(day) - _month(self.first) + share) / self.length

    def end(self, day: date) -> float:
        """Where `day` ends."""
        return self.position(day) + 1 / monthrange(day.year, day.month)[1] / self.length

    def shows(self, day: date) -> bool:
        """Whether `day` is within it."""
        return self.first <= day <= self.last


YEARS_AROUND = 5
"""How many years before and after the year of a chart it shows at the most: a mistyped year must not stretch it."""


def scale_of(days: Iterable[date], today: date, year: int | None = None) -> Scale:
    """The whole months that show `days`, and the whole of `year`; where neither is given, today's month.

    Days more than `YEARS_AROUND` years from `year`, or else from today's, are left out.
    """
    middle = year or today.year
    near = [day for day in days if abs(day.year - middle) <= YEARS_AROUND]
    named = [*near, *([date(year, 1, 1), date(year, 12, 31)] if year else [])] or [today]
    first, last = min(named), max(named)
    return Scale(first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]), today)


def _month(day: date) -> int:
    """Months since the beginning of the calendar."""
    return 12 * day.year + day.month - 1
