"""Days before and after a day, within what a date can hold."""

from calendar import monthrange
from datetime import date, timedelta


def shifted(day: date, days: int) -> date:
    """The day so many days after `day` (before it where `days` is negative), at most the first or last there is."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def lasts_on(day: date, first: date | None, last: date | None) -> bool:
    """Whether what lasts from `first` to `last`, both included, lasts on a day; None is without limit."""
    return (first is None or first <= day) and (last is None or day <= last)


def closing_day(last: date, today: date) -> date:
    """The day on which it shows what was not done in a period up to `last`: the day after it, or today before that.

    What is due on the last day of a month or a year is late on no day of it.
    """
    return min(shifted(last, 1), today)


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of the quarter that `day` is in."""
    first = (day.month - 1) // 3 * 3 + 1
    return date(day.year, first, 1), date(day.year, first + 2, monthrange(day.year, first + 2)[1])


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month that `day` is in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def month_before(day: date) -> date:
    """The first day of the month before that of `day`: of the last month that is over."""
    return shifted(day.replace(day=1), -1).replace(day=1)
