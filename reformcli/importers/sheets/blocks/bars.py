"""Charts in a sheet: marks or colours below stretches of time, which say from when to when an item goes on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reformcli.deadlines import Reading
from reformcli.i18n import _
from reformcli.importers.sheets.blocks.body import Line
from reformcli.importers.sheets.cells.sheet import is_nothing
from reformcli.importers.sheets.columns.layout import PERIOD, Layout, SheetColumn
from reformcli.importers.sheets.columns.period_columns import is_mark, is_refused, state_of

Span = tuple[date, date]
"""The first and the last day of a bar."""


@dataclass(frozen=True)
class Chart:
    """The chart of a table: its columns, what their headings mean as days, and whether limits stand beside it."""

    columns: Sequence[SheetColumn]
    read: Callable[[str], Reading]
    fills: Mapping[tuple[int, int], str]
    has_limits: bool

    def gist(self, file: str, sheet: str) -> str:
        """What becomes of the chart, in a sentence."""
        place = f"{file}, {sheet}" if sheet else file
        columns = f"{self.columns[0].letters}-{self.columns[-1].letters}"
        if self.has_limits:
            return _(
                "{place}: columns {columns} are a chart of what other columns say; left out.",
                place=place,
                columns=columns,
            )
        return _("{place}: start and due are read from the chart in columns {columns}.", place=place, columns=columns)

    def span(self, line: Line) -> Span | None:
        """From when to when the bar of a row goes; None where it has none."""
        marked = [column for column in self.columns if _is_marked(line, column, self.fills)]
        if not marked:
            return None
        first, last = self.read(marked[0].words), self.read(marked[-1].words)
        if last.end is None:
            return None
        return first.start or first.end or last.end, last.end


def of_table(
    layout: Layout,
    rows: Sequence[tuple[int, Sequence[str]]],
    fills: Mapping[tuple[int, int], str],
    read: Callable[[str], Reading],
    *,
    marks_are_plans: bool,
) -> Chart | None:
    """The chart that a table's stretches of time are; None where its cells say what is to be done in each.

    `rows` are the rows of the table, each with its place. A tick below a time that is past may mean that it is done,
    so that ticks alone make a chart only where `marks_are_plans`.
    """
    columns = [column for column in layout.all_of(PERIOD) if not column.actual]
    texts = [cells[column.at] for _at, cells in rows for column in columns if column.at < len(cells)]
    filled = [text for text in texts if not is_nothing(text)]
    if any(not is_mark(text) or is_refused(text) or text[-1] in "%％" for text in filled):
        return None
    if filled and not marks_are_plans and any(state_of(text) == "done" for text in filled):
        return None
    bars = dict(_bars(rows, columns, fills))
    if not filled and not bars:
        return None
    has_limits = any(column.key in ("due", "due_revised", "span") and column.shape.filled for column in layout.columns)
    return Chart(columns, read, bars, has_limits)


def _bars(
    rows: Sequence[tuple[int, Sequence[str]]], columns: Sequence[SheetColumn], fills: Mapping[tuple[int, int], str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells that are filled as bars: in another colour than the row's first cell, and not the whole row alike."""
    for at, _cells in rows:
        colours = {column.at: fills.get((at, column.at)) for column in columns}
        ground = fills.get((at, 0))
        bar = {place: colour for place, colour in colours.items() if colour is not None and colour != ground}
        if bar and (len(bar) < len(columns) or len(set(bar.values())) > 1):
            yield from (((at, place), colour) for place, colour in bar.items())


def _is_marked(line: Line, column: SheetColumn, bars: Mapping[tuple[int, int], str]) -> bool:
    cell = line.cells[column.at] if column.at < len(line.cells) else ""
    return not is_nothing(cell) or (line.at, column.at) in bars
