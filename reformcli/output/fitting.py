"""How a table fits a terminal: which columns stand beside each other, how wide, and which go below their row."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reformcli.output.cells import heading, shown
from reformcli.output.texts import WORDS, width
from reformcli.table import Cell, Column, Row, Shape
from reformcli.timeline import Lane, Scale

GAP = 3
"""Cells between columns."""

BAR = 20
"""Cells of the bar beside a share of 1, where there is room for it."""

_LEAST_MAIN = 24
_LEAST_BESIDE = 16
"""Cells of the main column at the least: as a list is, and where a list or chart has to be made narrower."""

_LEAST_TEXT = 10
_LEAST_HEADING = 8
_LEAST_MERGED = 12
_LEAST_LANE = 36
_MONTH_CELLS = 8
"""Cells of a lane at the least, and of each of its months at the most."""


class Need(NamedTuple):
    """What a column takes, in cells: its widest cell, its heading in one line, its heading in several."""

    cells: int
    label: int
    word: int


class Fit(NamedTuple):
    """How wide the columns are that stand beside each other, by place in the table; `main` is the one that a row is
    known by, `below` the places of those that go below the row, `bar` the cells of the bar of a share of 1."""

    widths: dict[int, int]
    main: int
    below: tuple[int, ...]
    bar: int

    def begin(self, place: int) -> int:
        """The cell at which a column begins, from 0."""
        kept = list(self.widths)
        return sum(self.widths[each] + GAP for each in kept[: kept.index(place)])


def needs_of(columns: tuple[Column, ...], rows: Iterable[Row]) -> list[Need]:
    """What each column takes for `rows`, without the bars of shares."""
    cells = [0] * len(columns)
    for row in rows:
        cells = [max(most, _width(cell, column)) for most, cell, column in zip(cells, row, columns, strict=True)]
    return [
        Need(most, width(label), max(min(width(label), _LEAST_HEADING), *map(width, re.findall(WORDS, label))))
        for most, label in zip(cells, heading(columns), strict=True)
    ]


def is_whole(column: Column) -> bool:
    """Whether the cells of a column are never broken into lines."""
    return column.shape in (Shape.DATE, Shape.NUMBER, Shape.SHARE, Shape.LANE) or column.key == "ref"


def fitted(
    columns: tuple[Column, ...],
    needs: Sequence[Need],
    room: int,
    *,
    merged: tuple[str, ...] = (),
    scale: Scale | None = None,
) -> Fit:
    """Fit columns into `room` cells.

    What does not fit has the columns of lesser interest below its rows. Where that is not enough there are no bars,
    headings of several lines, and as many more columns below, from the right, as it takes. `merged` and `scale` are
    those of the table; a chart has its lanes below where there is no room.
    """
    main = next((place for place, column in enumerate(columns) if column.main), 0)
    full = _whole_widths(columns, needs, merged, room)
    least = [min(cells, _LEAST_MAIN) if place == main else cells for place, cells in enumerate(full)]
    kept, bar = list(range(len(columns))), BAR
    if _total(least, kept) > room:
        kept = [place for place in kept if place == main or not (columns[place].detail or columns[place].passage)]
        full[main] = room if merged else full[main]  # which has the others in its own cells
    if scale is not None:
        kept, lane = _with_lanes(columns, full, kept, main, scale, room)
        full, least = (_with_lane(columns, widths, lane) for widths in (full, least))
    elif _total(least, kept) > room:
        full, bar = [max(need.cells, need.word) for need in needs], 0
        least = _least_widths(columns, full, main)
        while len(kept) > 1 and _total(least, kept) > room:
            kept.remove(next(place for place in reversed(kept) if place != main))
    below = tuple(place for place in range(len(columns)) if place not in kept)
    return Fit(_shrunk(full, least, kept, main, room), main, below, bar)


def _whole_widths(columns: tuple[Column, ...], needs: Sequence[Need], merged: tuple[str, ...], room: int) -> list[int]:
    """The widths of columns whose cells and headings are whole, with bars; merged ones have a fifth of the room at the
    most."""
    most = max(_LEAST_MERGED, room // 5)
    widths = []
    for need, column in zip(needs, columns, strict=True):
        cells = max(need.cells + (BAR + 1 if column.shape is Shape.SHARE else 0), need.label)
        widths.append(min(cells, most) if column.key in merged else cells)
    return widths


def _least_widths(columns: tuple[Column, ...], full: Sequence[int], main: int) -> list[int]:
    """The widths to which columns can be made narrower, of those that can be."""
    return [
        cells if is_whole(column) else min(cells, _LEAST_BESIDE if place == main else _LEAST_TEXT)
        for place, (cells, column) in enumerate(zip(full, columns, strict=True))
    ]


def _with_lane(columns: tuple[Column, ...], widths: Sequence[int], lane: int) -> list[int]:
    """`widths`, those of lanes being `lane`."""
    return [lane if column.shape is Shape.LANE else cells for cells, column in zip(widths, columns, strict=True)]


def _total(widths: Sequence[int], kept: Sequence[int]) -> int:
    return sum(widths[place] for place in kept) + GAP * (len(kept) - 1)


def _shrunk(full: Sequence[int], least: Sequence[int], kept: Sequence[int], main: int, room: int) -> dict[int, int]:
    """The widths of columns. The widest give way until they fit or none can; the main one counts as two thirds."""
    widths = {place: min(full[place], max(room, least[place])) for place in kept}
    while sum(widths.values()) + GAP * (len(kept) - 1) > room:
        loose = [place for place in kept if widths[place] > least[place]]
        if not loose:
            break
        widest = max(loose, key=lambda place: widths[place] / (1.5 if place == main else 1))
        widths[widest] -= 1
    return widths


def _with_lanes(
    columns: tuple[Column, ...], full: Sequence[int], kept: list[int], main: int, scale: Scale, room: int
) -> tuple[list[int], int]:
    """The columns of a chart that stand beside each other, lanes only where there is room for them, and how wide lanes
    are: what the others leave, within bounds."""
    if _total(full, [place for place in kept if place != main]) + GAP + _LEAST_BESIDE > room:
        kept = [place for place in kept if columns[place].shape is not Shape.LANE]
    others = [place for place in kept if columns[place].shape is not Shape.LANE]
    rest = room - sum(full[place] for place in others) - GAP * (len(kept) - 1)
    return kept, max(_LEAST_LANE, min(rest, _MONTH_CELLS * scale.length))


def _width(cell: Cell, column: Column) -> int:
    return _LEAST_LANE if isinstance(cell, Lane) else width(shown(cell, column))
