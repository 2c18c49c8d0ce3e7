"""A chart drawn in the cells of a sheet, as offices paste it: a column for each month, merged cells for who answers."""

from datetime import date
from itertools import groupby
from typing import Any

from reformcli.model.colours import PAINT
from reformcli.output import lanes
from reformcli.output.cells import covers, heading, sections, tally
from reformcli.output.sheets import BORDER, HEADING, TEXT, SheetWriter, as_text
from reformcli.table import Cell, Column, Row, Shape, Table
from reformcli.timeline import Lane, Scale, StepMark

_TODAY = "#D2228A"
_MONTH = {**BORDER, "align": "center", "valign": "vcenter", "text_wrap": True, "font_size": 9}
_MOST = 30
"""Width of columns in cells of a terminal, beyond which text wraps."""


class ChartSheet(SheetWriter):
    """A sheet that holds one chart."""

    def fill(self, table: Table, title: str) -> None:
        """Put the chart there, part by part."""
        self.line(title, {"bold": True, "font_size": 14})
        if table.scale is not None:
            self.line(lanes.legend(lanes.DRAWN), {})
        self.sheet.freeze_panes(self.row, 0)
        self.sheet.repeat_rows(0, self.row - 1)
        for name, columns, rows in sections(table):
            self.next()
            if name:
                self.line(f"{name}  {tally(table, columns, rows)}".rstrip(), {"bold": True, "font_size": 12})
            self._part_of_chart(table, columns, rows)
        if self.row <= 2:
            self.line(table.empty, {})
        for note in table.notes:
            self.next()
            self.line(note, {"italic": True})

    def _part_of_chart(self, table: Table, columns: tuple[Column, ...], rows: list[Row]) -> None:
        """Its headings and rows, the months to the right of everything else."""
        plain = [i for i, column in enumerate(columns) if column.shape is not Shape.LANE or table.scale is None]
        labels = heading(columns)
        for at, i in enumerate(plain):
            self.string(at, labels[i], HEADING, _MOST)
        if table.scale is not None:
            self._months(len(plain), table.scale)
        self.next()
        for row, covered in zip(rows, covers(columns, rows, table.merged), strict=True):
            for at, i in enumerate(plain):
                if covered[i]:
                    self._joined(at, row[i], columns[i], covered[i])
            lane = next((cell for cell in row if isinstance(cell, Lane)), None)
            if lane is not None and table.scale is not None:
                self._lane(len(plain), lane, table.scale)
            self.next()

    def _joined(self, at: int, cell: Cell, column: Column, rows: int) -> None:
        """A cell that covers so many `rows`."""
        if rows > 1:
            self.sheet.merge_range(self.row, at, self.row + rows - 1, at, "", self.format(TEXT | BORDER))
            self.string(at, as_text(cell, column), TEXT | BORDER, _MOST)
        else:
            self.cell(at, cell, column, BORDER)

    def _months(self, at: int, scale: Scale) -> None:
        for n, month in enumerate(scale.months):
            today = {"bg_color": _TODAY, "font_color": "#FFFFFF"} if _same_month(month, scale.today) else {}
            name = "\n".join(filter(None, (lanes.year_name(month, n), lanes.month_name(month))))
            self.string(at + n, name, HEADING | today, _MOST)

    def _lane(self, at: int, lane: Lane, scale: Scale) -> None:
        """The months of a lane: painted from start to due date, each mark as its sign and day."""
        first, last = lane.start or scale.first, lane.due
        marks = {key: list(found) for key, found in groupby(sorted(lane.marks), key=lambda one: one.day.replace(day=1))}
        for n, month in enumerate(scale.months):
            paint: dict[str, Any] = {}
            if last is not None and first.replace(day=1) <= month <= last:
                paint["bg_color"] = PAINT[lane.light][0]
            if _same_month(month, scale.today):
                paint |= {"left": 5, "right": 5, "left_color": _TODAY, "right_color": _TODAY}
            self.string(at + n, " ".join(map(_sign, marks.get(month, ()))), _MONTH | paint, 6)


def _sign(mark: StepMark) -> str:
    return f"{lanes.DRAWN[mark.sign]}{mark.day.day}"


def _same_month(day: date, other: date) -> bool:
    return (day.year, day.month) == (other.year, other.month)
