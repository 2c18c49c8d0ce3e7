"""Days in figures whose order a column tells: 05/02/25 beside 28/02/25, 01.04.18 beside 31.12.40.

Every cell of a table's columns of days takes part: an order in which one of them would be no day is out. Where more
than one order remains, what separates the figures and the years that they would give decide, or nothing does.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from reformcli.importers.sheets.cells.title import YearAbove
from reformcli.importers.sheets.columns.layout import PERIOD, SECOND_LIMIT, STEP, Layout
from reformcli.importers.sheets.dialogue.intake import Intake

_FIGURES = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?:[\sT]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[AaPp][Mm])?)?"
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")
_ORDERS = ("dmy", "mdy", "ymd")
_BEFORE_WORDS = re.compile(r"(?P<day>\d{1,2}([/.-])\d{1,2}\2(?:\d{4}|\d\d))(?=[ (（,;，；])")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?[-/ '’]+(\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WITHOUT_YEAR = re.compile(
    r"(?:(?:by|end|of|the|mid|early|late)[ -])*(?:\d{1,2}(?:st|nd|rd|th)? )?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?(?: \d{{1,2}}(?:st|nd|rd|th)?)?|q[1-4]|quarter [1-4])"
)
_SOME, _NEXT_YEARS = 3, 2
"""So many cells such as Apr-26, all of years so near to the plan year, are months and no days."""

_YEARS_AROUND = 12
"""A year with two figures is meant within so many years of the plan year, unless the column says otherwise."""


class DayOrder(NamedTuple):
    """How figures stand for days in a table: day first, month first or year first; None where nothing tells.

    `short` is the order of days whose year has two figures, `long` of those whose year has four (then dmy or mdy).
    `has_months` is whether a month and two figures, Apr-26, are a month of a year. `year` is the one across two that
    stands above the table: quarters, months and days that name none are of it.
    """

    short: str | None = None
    long: str | None = None
    has_months: bool = False
    year: YearAbove | None = None

    def worded(self, cell: str) -> str:
        """A cell with what its order settles in words: Apr 2026 for Apr-26, a day before words in ISO form."""
        month = _MONTH_YEAR.fullmatch(cell.strip()) if self.has_months else None
        if month is not None:
            return f"{month[1]} 20{month[2]}"
        if (dated := self.in_year_above(cell)) is not None:
            return dated
        before = _BEFORE_WORDS.match(cell)
        iso = self.iso(before["day"]) if before is not None else None
        return f"{iso}{cell[before.end('day') :]}" if before is not None and iso else cell

    def in_year_above(self, cell: str) -> str | None:
        """A quarter, month or day without a year in that above the table; else None: Q1, by end of May."""
        match = _WITHOUT_YEAR.fullmatch(cell.strip().casefold()) if self.year is not None else None
        if match is None or self.year is None:
            return None
        first = self.year.first
        if match["month"] is None:
            return f"{cell.strip()} {first}/{(first + 1) % 100:02}"
        month = _MONTHS.index(match["month"]) + 1
        return f"{cell.strip()} {first if month >= self.year.begins else first + 1}"

    def iso(self, cell: str) -> str | None:
        """A cell as YYYY-MM-DD; None where it is no day in figures, or its order is not settled.

        A moment with its zone, as trackers write it, is the day that it falls on here.
        """
        if _MOMENT.fullmatch(cell.strip()):
            return _here(cell.strip())
        figures = _FIGURES.fullmatch(cell.strip())
        if figures is None:
            return None
        first, second, third = figures[1], figures[3], figures[4]
        if len(first) == 4:
            order: str | None = "ymd"
        elif len(third) == 4:
            order = self.long
        else:
            order = self.short
        day = _day((first, second, third), order) if order else None
        return day.isoformat() if day else None


def is_unsettled(cell: str, order: DayOrder) -> bool:
    """Whether a cell is a day in figures of which `order` does not tell whether its day or its month comes first."""
    figures = _FIGURES.fullmatch(cell.strip())
    if figures is None or len(figures[1]) == 4 or (order.long if len(figures[4]) == 4 else order.short) is not None:
        return False
    days = {_day((figures[1], figures[3], figures[4]), each) for each in ("dmy", "mdy")}
    return None not in days and len(days) == 2


def _here(moment: str) -> str | None:
    try:
        return datetime.fromisoformat(moment).astimezone().date().isoformat()
    except ValueError:
        return None


DAYS = (
    *("start", "due", "due_original", "due_revised", "actual_start", "actual_end", "done", "date"),
    *("reported", "dropped", "raised_on", "span", SECOND_LIMIT, "valid_from", "valid_to", STEP),
)
"""Meanings whose cells are days."""

_PASSED = ("raised_on", "actual_start", "actual_end", "done", "reported", "dropped")
"""Meanings whose days have passed."""

Fits = Callable[[DayOrder], bool]
"""Whether nothing contradicts an order: no day that has passed would still come, no end would come before its start."""


def of_table(layout: Layout, rows: Sequence[Sequence[str]], intake: Intake, plan: int) -> DayOrder:
    """How figures stand for days in a table, told by all cells of its columns of days."""
    passed = [column.at for column in layout.columns if column.key in _PASSED]
    start, due = layout.of("start"), layout.of("due")

    def fits(order: DayOrder) -> bool:
        today = intake.today.isoformat()
        for row in rows:
            iso = [order.iso(cell) or "" for cell in row]
            if any(at < len(iso) and iso[at] > today for at in passed):
                return False
            if start and due and max(start.at, due.at) < len(iso) and "" < iso[due.at] < iso[start.at]:
                return False
        return True

    return _settled(_cells_of_days(layout, rows), plan, intake.conventions.day_first, fits)


def unsettled_cell(layout: Layout, rows: Sequence[Sequence[str]], order: DayOrder) -> str:
    """A cell of a table's columns of days of which nothing tells whether its day or its month comes first, or ""."""
    return next((cell.strip() for cell in _cells_of_days(layout, rows) if is_unsettled(cell, order)), "")


def needs_year_above(layout: Layout, rows: Sequence[Sequence[str]], order: DayOrder) -> bool:
    """Whether a cell of a table's columns of days names no year, where one stands above them."""
    headings = (column.words for column in layout.all_of(PERIOD))
    return any(order.in_year_above(cell) is not None for cell in (*headings, *_cells_of_days(layout, rows)))


def _cells_of_days(layout: Layout, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    columns = [column.at for column in layout.columns if column.key in DAYS]
    return (row[at] for row in rows for at in columns if at < len(row) and row[at])


def _settled(cells: Iterable[str], plan: int, day_first: bool | None, fits: Fits) -> DayOrder:
    """The order that the cells of a table's columns of days tell; `day_first` is what the office says of its own."""
    short: list[tuple[str, str, str]] = []
    long: list[tuple[str, str, str]] = []
    months: list[int] = []
    dots = 0
    for cell in cells:
        if (month := _MONTH_YEAR.fullmatch(cell.strip())) is not None:
            months.append(2000 + int(month[2]))
        before = _BEFORE_WORDS.match(cell)
        figures = _FIGURES.fullmatch(before["day"] if before is not None else cell.strip())
        if figures is None or len(figures[1]) == 4:
            continue
        parts = (figures[1], figures[3], figures[4])
        (long if len(figures[4]) == 4 else short).append(parts)
        dots += figures[2] == "."
    long_order = _long(long, day_first, bool(dots), fits)
    short_order = _short(short, plan, day_first, dots == len(short) + len(long), long_order, fits)
    has_months = len(months) >= _SOME and all(abs(year - plan) <= _NEXT_YEARS for year in months)
    return DayOrder(short_order, long_order, has_months)


def _long(cells: Sequence[tuple[str, str, str]], day_first: bool | None, dots: bool, fits: Fits) -> str | None:
    possible = [order for order in _ORDERS[:2] if all(_day(cell, order) for cell in cells)]
    if not cells or not possible:
        return None
    if len(possible) > 1 and day_first is None:
        possible = [order for order in possible if fits(DayOrder(long=order))] or possible
    if len(possible) == 1:
        return possible[0]
    if day_first is not None:
        return "dmy" if day_first else "mdy"
    return "dmy" if dots else None


def _short(
    cells: Sequence[tuple[str, str, str]],
    plan: int,
    day_first: bool | None,
    dots: bool,
    long_order: str | None,
    fits: Fits,
) -> str | None:
    if not cells:
        return None
    possible = [order for order in _ORDERS if all(_day(cell, order) for cell in cells)]
    if len(possible) > 1:
        near = [order for order in possible if all(_is_near(cell, order, plan) for cell in cells)]
        possible = near or possible
    if len(possible) > 1 and day_first is None:
        possible = [order for order in possible if fits(DayOrder(short=order))] or possible
    if len(possible) > 1:
        possible = [order for order in possible if all(_is_near(cell, order, plan, 1) for cell in cells)] or possible
    if len(possible) == 1:
        return possible[0]
    if long_order in possible:
        return long_order
    if "ymd" not in possible and day_first is not None:
        return "dmy" if day_first else "mdy"
    return "dmy" if dots and possible == ["dmy", "mdy"] else None


def _is_near(cell: Sequence[str], order: str, plan: int, years: int = _YEARS_AROUND) -> bool:
    day = _day(cell, order)
    return day is not None and abs(day.year - plan) <= years


def _day(parts: Sequence[str], order: str) -> date | None:
    by_letter = dict(zip(order, parts, strict=True))
    year = int(by_letter["y"])
    if len(by_letter["y"]) <= 2:
        year += 2000 if year < 70 else 1900
    if len(by_letter["y"]) not in (2, 4):
        return None
    try:
        return date(year, int(by_letter["m"]), int(by_letter["d"]))
    except ValueError:
        return None
