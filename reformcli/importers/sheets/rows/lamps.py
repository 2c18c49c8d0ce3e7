"""Lights that a sheet shows as the colour of a cell alone: the plain ones are read, of the others it is said."""

import colorsys
import re
from collections.abc import Iterable, Iterator

from reformcli.i18n import _
from reformcli.importers.sheets.blocks.body import Line, cell_of
from reformcli.importers.sheets.columns.layout import SheetColumn
from reformcli.importers.sheets.rows.source_table import SourceTable

_HUES = (("red", -18, 14), ("yellow", 40, 68), ("green", 80, 160), ("blue", 190, 245))
"""Degrees of the colour circle that nobody calls otherwise; orange, between red and yellow, is neither."""

_LEAST_SATURATION, _LEAST_VALUE = 0.5, 0.4
_PALE = {"C6EFCE": "green", "FFEB9C": "yellow", "FFC7CE": "red"}
"""The fills of the cell styles Good, Neutral and Bad of spreadsheets."""

_WORDS = {
    "red": ("Red", "红"),
    "yellow": ("Yellow", "黄"),
    "green": ("Green", "绿"),
    "blue": ("Blue", "蓝"),
}
"""What is recorded for a colour, in a list with English and with Chinese headings."""

_COLOUR = re.compile(r"[0-9A-F]{6}")


def lit(table: SourceTable, lines: Iterable[Line]) -> Iterator[Line]:
    """The rows, with a word in each blank cell of the column of lights whose colour is plain; the others are said."""
    column = table.layout.of("light")
    if column is None or not table.marks.fills:
        yield from lines
        return
    unread: list[int] = []
    for line in lines:
        fill = table.marks.fills.get((line.at, column.at))
        if fill is None or cell_of(line, column):
            yield line
        elif (colour := light_of(fill)) is not None:
            yield line._replace(cells=_with(line.cells, column, colour))
        else:
            unread.append(line.at + 1)
            yield line
    if unread:
        rows = ", ".join(map(str, unread[:20]))
        text = _("The colours of rows {rows} are no plain red, yellow, green or blue; not read.", rows=rows)
        table.doubt(unread[0] - 1, column, text)


def light_of(fill: str) -> str | None:
    """The light that a colour (RRGGBB) plainly is; None for any other, and for those of a workbook's theme."""
    if fill in _PALE:
        return _PALE[fill]
    if not _COLOUR.fullmatch(fill):
        return None
    hue, saturation, value = colorsys.rgb_to_hsv(*(int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    if saturation < _LEAST_SATURATION or value < _LEAST_VALUE:
        return None
    degrees = hue * 360
    return next((name for name, low, high in _HUES if low <= degrees <= high or low <= degrees - 360 <= high), None)


def _with(cells: list[str], column: SheetColumn, colour: str) -> list[str]:
    word = _WORDS[colour][0 if column.name.isascii() else 1]
    return [*cells[: column.at], *[""] * (column.at - len(cells)), word, *cells[column.at + 1 :]]
