"""The scale of a chart: columns headed by days one after the other, each the first day of a stretch of time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from reformcli import deadlines
from reformcli.deadlines import Conventions, Kind
from reformcli.importers.sheets.columns.shapes import is_day
from reformcli.values import iso_date

_LEAST = 4
"""So many days in a row are a scale."""

_LONGEST = 92
"""How many days the longest stretch between two headings of a scale may have: a quarter."""


def stretches(headings: Sequence[str], plan: int) -> Mapping[int, tuple[date, date]]:
    """The first and the last day of the stretch that each column of a scale is for, by column; nothing where none is.

    The days must rise by steps that are much the same: days, weeks, months or quarters.
    """
    days = [(at, day) for at, cell in enumerate(headings) if (day := _day(cell, plan)) is not None]
    steps = [(after - before).days for (_at, before), (_next, after) in pairwise(days)]
    if len(days) < _LEAST or min(steps) < 1:
        return {}
    usual = median(steps)
    if usual > _LONGEST or any(abs(step - usual) > max(2, usual / 10) for step in steps):
        return {}
    ends = [after - timedelta(days=1) for (_at, _before), (_next, after) in pairwise(days)]
    ends.append(days[-1][1] + timedelta(days=max(1, round(usual)) - 1))
    return {at: (day, end) for (at, day), end in zip(days, ends, strict=True)}


def _day(cell: str, plan: int) -> date | None:
    if (day := iso_date(cell[:10])) is not None:
        return day
    if not is_day(cell):
        return None
    reading = deadlines.read(cell, date(plan, 1, 1), Conventions(plan_year=plan))
    return reading.end if reading.kind is Kind.DATE else None
