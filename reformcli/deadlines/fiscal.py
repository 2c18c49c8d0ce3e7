"""Fiscal years and their quarters and halves: FY2026/27, FY27, 2026/27财年, this financial year.

The month in which a fiscal year begins is a convention of the office (`Conventions.fiscal_start`).
"""

from dataclasses import replace
from datetime import date

from reformcli.deadlines.items import Frame, Moment, Unreadable, impossible
from reformcli.deadlines.numeric import four_digit_year
from reformcli.deadlines.spans import DAY, Level, Span, add_years, part_of
from reformcli.i18n import _


def span_of(year: int, month: int) -> Span:
    """The fiscal year that begins in a month of `year`."""
    start = date(year, month, 1)
    name = _("the fiscal year {first}", first=year) if month == 1 else ""
    name = name or _("the fiscal year {first}/{second}", first=year, second=f"{(year + 1) % 100:02}")
    return Span(start, add_years(start, 1) - DAY, Level.FISCAL, name)


def of_two_years(first: str, second: str, frame: Frame) -> Moment | None:
    """2026/27, 26/27: the fiscal year that begins in the first. Raises `Unreadable` where they do not follow."""
    year = four_digit_year(int(first), len(first))
    if year is None:
        return None
    if int(second) % 100 != (year + 1) % 100:
        raise Unreadable(_("{text} are not two years that follow each other", text=f"{first}/{second}"))
    return Moment(span_of(year, frame.conventions.fiscal_start), year_said=True)


def of_one_year(number: str, frame: Frame) -> Moment | None:
    """FY2027 names a year of two calendar years, by its end or by its start.

    Which is a convention of the office; where it is not settled, both are kept and the earlier end is taken.
    """
    year = four_digit_year(int(number), len(number))
    if year is None:
        return None
    month, named = frame.conventions.fiscal_start, frame.conventions.fiscal_named
    by_start = Moment(span_of(year, month), year_said=True)
    if month == 1 or named == "start":
        return by_start
    by_end = Moment(span_of(year - 1, month), year_said=True)
    return by_end if named == "end" else by_end.doubtful(by_start.span.end)


def of_base(frame: Frame, turn: int = 0) -> Moment:
    """The fiscal year that holds the base date, or another so many years away."""
    month = frame.conventions.fiscal_start
    year = frame.base.year if frame.base.month >= month else frame.base.year - 1
    return Moment(span_of(year + turn, month), year_said=True)


def numbered(whole: Moment, number: int, quarter: bool) -> Moment:
    """Quarter or half `number` of a year or fiscal year. Raises `Unreadable` where it has not so many."""
    span = part_of(whole.span, "quarter" if quarter else "half-year", number) if number > 0 else None
    if span is None:
        raise impossible(f"{'Q' if quarter else 'H'}{number}")
    if whole.span.level is not Level.FISCAL:
        return replace(whole, span=span)
    values = {"number": number, "year": whole.span.name}
    name = _("quarter {number} of {year}", **values) if quarter else _("half {number} of {year}", **values)
    other = add_years(span.end, 1) if whole.ambiguous else None
    return replace(whole, span=Span(span.start, span.end, Level.OTHER, name), other_end=other)
