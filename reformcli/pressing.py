"""How an office presses and meets: the ladder of orders, the day of reports, the rhythm of meetings, what is news.

The values are those of published rules where a source is named, and assumed where not: the office may change each.
"""

from datetime import date
from typing import NamedTuple

MONTHS = {"month": 1, "two-months": 2, "quarter": 3, "half-year": 6, "year": 12}
"""Rhythms, and how many months may lie between two meetings."""


class Level(NamedTuple):
    """A level of the ladder: what makes it due, and in how many words its answer is.

    `near` is days before the due date, `behind` points (0 to 100) behind schedule, `overdue` days after the due date;
    one of them is set.
    """

    key: str
    answer: str
    near: int | None = None
    behind: float | None = None
    overdue: int | None = None


class Ladder(NamedTuple):
    """The levels of orders, the mildest first. With `escalate` no answer in time, or a poor one, asks for the next
    level; key projects begin at `key_starts`; after `interview` orders of the last level running a talk is proposed."""

    levels: tuple[Level, ...] = (
        Level("blue", "5个工作日内", near=7),  # Suqian 2025
        Level("yellow", "5个工作日内", behind=10),  # Suqian 2025
        Level("red", "3个工作日内", overdue=1),  # Suqian 2025
    )
    escalate: bool = True  # Sanming 2017
    key_starts: str = "yellow"  # Sanming 2017
    interview: int = 3


class Reporting(NamedTuple):
    """The day of the month by which units report, and which working day after it counts where it is a day off."""

    day: int = 28
    off: int = 1


class Meetings(NamedTuple):
    """How often the commission meets, a key of `MONTHS`."""

    commission: str = "quarter"


class Readiness(NamedTuple):
    """The marks that an owner must have for its work: a `person` who is part of it, and what a group works by."""

    group: tuple[str, ...] = ("person", "place", "rules", "platform")
    unit: tuple[str, ...] = ("person",)


class Changed(NamedTuple):
    """The numbers of days late of which each, once passed, makes overdue work worse."""

    days: tuple[int, ...] = (7, 15, 30, 60, 90)


class Pressing(NamedTuple):
    """The rules in force."""

    ladder: Ladder = Ladder()
    reporting: Reporting = Reporting()
    meetings: Meetings = Meetings()
    readiness: Readiness = Readiness()
    changed: Changed = Changed()


def pressing(day: date) -> Pressing:
    """The rules in force on `day`."""
    return Pressing()


def due_again(last: date, rhythm: str) -> date:
    """The last day on which a body that met on `last` is still within its rhythm."""
    from dateutil.relativedelta import relativedelta

    return last + relativedelta(months=MONTHS[rhythm])
