"""Where a table begins: its heading of one row or several, under titles, stamps, forms and blank rows."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from reformcli.importers.sheets.cells.sheet import distinct
from reformcli.importers.sheets.columns import scales
from reformcli.importers.sheets.columns.period_columns import period
from reformcli.importers.sheets.columns.shapes import is_day
from reformcli.importers.sheets.words import heading_table, state_words, vocabulary

_MOST_ROWS = 3
_LONGEST = 48
_FEW, _HALF, _SURE = 1.5, 0.5, 0.9
_SCALE = re.compile(
    r"\d{1,2}|[A-Za-z]|[一二三四五六日]|(?:w(?:ee)?k|day|d|w|wk)\.?\s*\d{1,3}.*|第?\d{1,2}[周天]|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s*\.?\s*\d\s*wk|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*",
    re.IGNORECASE,
)
"""The scale of a chart: days of a month, weeks, letters of weekdays."""

_TWO = 2
_PLENTY = 4
"""So many known names make a heading, however many others stand beside them."""

_NUMBER = re.compile(r"[-+]?\d[\d,.]*%?|\d{4}[-/.年]\d{1,2}.*")

_YEAR = re.compile(r"20\d\d\s*年?度?")


class HeadingRows(NamedTuple):
    """A heading: its first and last row, and for each column the headings above each other, the topmost first."""

    top: int
    bottom: int
    paths: tuple[tuple[str, ...], ...]

    def name(self, column: int) -> str:
        """What to call a column: its headings joined by a slash."""
        return "/".join(self.paths[column]) if column < len(self.paths) else ""


def score(cells: Sequence[str], plan: int, mapped: Collection[str] = ()) -> float:
    """How much a row looks like a heading: names that are known, less what no heading holds; 0 where it is none.

    The scale of a chart (days, weeks, numbers) stands beside names without saying anything. `mapped` are headings, in
    their normal form, that a person has named.
    """
    scale = scales.stretches(cells, plan)
    beside = distinct([cell for at, cell in enumerate(cells) if at not in scale])
    names = [cell for cell in beside if not _SCALE.fullmatch(cell)]
    if len(names) < 2 or _are_labels(names):
        return 0
    sure = [how_sure(cell, plan, mapped) for cell in names if len(cell) <= _LONGEST]
    weight = sum(sure)
    strange = sum(len(cell) > _LONGEST or _is_figure(cell, plan) for cell in names)
    count = sum(map(bool, sure))
    if weight < _FEW or count < 2:
        return 0
    if count < _PLENTY and (count * 3 < len(names) or strange * 3 > len(names)):
        return 0
    return weight - min(strange, weight / 2) + weight / len(names)


def weak_score(cells: Sequence[str], plan: int) -> float:
    """How much a row looks like a heading of which one name is known, or two of many, where no other row is one."""
    names = distinct(cells)
    if len(names) > _PLENTY and sum(how_sure(cell, plan) >= _SURE for cell in names) < _TWO:
        return 0
    if len(names) < _TWO or _are_labels(names) or any(len(cell) > _LONGEST or _is_figure(cell, plan) for cell in names):
        return 0
    return max(how_sure(cell, plan) for cell in names) if any(how_sure(cell, plan) >= _SURE for cell in names) else 0


def _are_labels(names: Sequence[str]) -> bool:
    """Whether at least every other cell is the label of a form, which what is filled in stands beside or below."""
    return 2 * sum(cell[-1] in ":：" for cell in names) >= len(names)


def how_sure(cell: str, plan: int, mapped: Collection[str] = ()) -> float:
    """How surely a cell is a heading, 0 to 1: one that a person has named, a known name, or only a part of one.

    A word of state such as Completed heads columns, but stands in cells more often.
    """
    if heading_table.normal(cell) in mapped:
        return 1
    if period(cell, plan) is not None:
        return _HALF
    weight = vocabulary.likely(cell)
    return weight if weight < _HALF or not state_words.read(cell).listed else _HALF


def around(rows: Sequence[Sequence[str]], at: int, first: int, plan: int) -> HeadingRows:
    """The heading that row `at` is a part of: with the rows above (from `first` on) and below it that belong to it."""
    top = bottom = at
    while top > first and bottom - top + 1 < _MOST_ROWS and _is_above(rows[top - 1], rows[top], plan):
        top -= 1
    while bottom + 1 < len(rows) and bottom - top + 1 < _MOST_ROWS and _is_below(rows[bottom], rows[bottom + 1], plan):
        bottom += 1
    return HeadingRows(top, bottom, paths_of(rows[top : bottom + 1]))


def _is_above(above: Sequence[str], row: Sequence[str], plan: int) -> bool:
    """Whether a row is the upper part of a heading whose lower part is `row`: it names groups of its columns."""
    names = distinct(above)
    if len(names) < 2 or any(len(cell) > _LONGEST or _is_figure(cell, plan) or cell[-1] in ":：" for cell in names):
        return False
    shared = sum(bool(cell) and cell == other for cell, other in zip(above, row, strict=False))
    gaps = sum(not cell and bool(other) for cell, other in zip(above, row, strict=False))
    return shared > 0 or (gaps > 0 and all(vocabulary.anywhere(cell) or _YEAR.fullmatch(cell) for cell in names))


def _is_below(row: Sequence[str], below: Sequence[str], plan: int) -> bool:
    """Whether a row is the lower part of a heading whose upper part is `row`.

    What it adds must stand below gaps or below groups, and the rest must be blank or merged from above.
    """
    fresh = [at for at, cell in enumerate(below) if cell and (at >= len(row) or cell != row[at])]
    named = sum(vocabulary.likely(below[at]) >= _SURE for at in fresh)
    added = [at for at in fresh if named < 2 or not _SCALE.fullmatch(below[at])]
    if not added or any(len(below[at]) > _LONGEST or _is_figure(below[at], plan) for at in added):
        return False
    if len(added) == len([cell for cell in below if cell]) == len([cell for cell in row if cell]) > 2:
        return False
    groups = _grouped(row)
    inside = [at for at in added if at in groups]
    understood = sum(vocabulary.anywhere(below[at]) or period(below[at], plan) is not None for at in added)
    return (len(inside) == len(added) and understood > 0) or (len(inside) >= 2 and understood == len(added))


def _is_figure(cell: str, plan: int) -> bool:
    """Whether a cell is a number or a day, and no stretch of time that heads a column."""
    return (_NUMBER.fullmatch(cell) is not None or is_day(cell)) and period(cell, plan) is None


def _grouped(row: Sequence[str]) -> set[int]:
    """The columns below a group's name: where a name is repeated (merged sideways) or followed by gaps."""
    columns: set[int] = set()
    for at, cell in enumerate(row):
        after = row[at + 1] if at + 1 < len(row) else None
        before = row[at - 1] if at else None
        if not cell or cell in (after, before) or after == "":
            columns.add(at)
    return columns


def paths_of(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """For each column the headings above each other. Where the upper row has gaps, its names reach to the right."""
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    for above, below in pairwise(filled):
        for at in range(1, width):
            if not above[at] and below[at] and above[at - 1] and below[at - 1]:
                above[at] = above[at - 1]
    paths = [tuple(dict.fromkeys(row[at] for row in filled if row[at])) for at in range(width)]
    while paths and not paths[-1]:
        paths.pop()
    return tuple(paths)
