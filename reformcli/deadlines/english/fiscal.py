"""Fiscal years in English: FY2026/27, FY26, this financial year, and their quarters and halves.

The month in which a fiscal year begins is a setting (`Conventions.fiscal_start`). FY2026 names a year of two calendar
years: some mean the one that begins in 2026, some the one that ends in it. Both are kept; the earlier end is taken.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from reformcli.deadlines import numeric
from reformcli.deadlines.items import Moment, Unreadable
from reformcli.deadlines.spans import DAY, Level, Span, add_months, add_years
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"[a-z. ]*(?P<first>\d{2,4})(?:\s?[-/]\s?(?P<second>\d{2,4}))?")


def fiscal_year(tape: Tape, place: int) -> Found:
    """The fiscal year at `place`, and the place after it."""
    match = _pattern().fullmatch(tape.at(place).text) if tape.kind(place) == "fiscal" else None
    if match is None:
        return None
    month = tape.frame.conventions.fiscal_start
    first = numeric.four_digit_year(int(match["first"]), len(match["first"]))
    if first is None:
        return None
    if match["second"]:
        if int(match["second"]) % 100 != (first + 1) % 100:
            raise Unreadable(_("{text} are not two years that follow each other", text=tape.at(place).text))
        return Moment(_span(first, month), year_said=True), place + 1
    if month == 1:
        return Moment(_span(first, month), year_said=True), place + 1
    ends_in_it = _span(first - 1, month)
    return Moment(ends_in_it, year_said=True, ambiguous=True, other_end=_span(first, month).end), place + 1


def _span(year: int, month: int) -> Span:
    """The fiscal year that begins in `year`."""
    start = date(year, month, 1)
    name = _("the fiscal year {first}", first=year) if month == 1 else ""
    name = name or _("the fiscal year {first}/{second}", first=year, second=f"{(year + 1) % 100:02}")
    return Span(start, add_years(start, 1) - DAY, Level.FISCAL, name)


def fiscal_part(whole: Moment, number: int, quarter: bool) -> Moment:
    """Quarter or half `number` of a fiscal year."""
    months = 3 if quarter else 6
    start = add_months(whole.span.start, months * (number - 1))
    end = add_months(start, months) - DAY
    values = {"number": number, "year": whole.span.name}
    name = _("quarter {number} of {year}", **values) if quarter else _("half {number} of {year}", **values)
    other = add_years(end, 1) if whole.ambiguous else None
    return replace(whole, span=Span(start, end, Level.OTHER, name), other_end=other)


def this_fiscal_year(month: int, base: date) -> Moment:
    """The fiscal year that holds the base date."""
    year = base.year if base.month >= month else base.year - 1
    return Moment(_span(year, month), year_said=True)
