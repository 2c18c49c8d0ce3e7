"""A table as one picture (SVG), above all a chart: for a poster, a slide, a document.

Nothing measures text here, so that columns are reckoned from cells of a terminal, generously: what is drawn fits in any
of the usual typefaces.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from reformcli.i18n import _
from reformcli.model.colours import LIGHTS
from reformcli.output import Options, lanes
from reformcli.output.cells import (
    BETWEEN,
    LINE_END,
    covers,
    details,
    heading,
    is_right,
    packed,
    sections,
    shown,
    tally,
    told,
)
from reformcli.output.drawn import TEMPLATES, drawn
from reformcli.output.files import head
from reformcli.output.texts import width, wrapped
from reformcli.produced import MARK
from reformcli.table import Cell, Column, Row, Shape, Table
from reformcli.timeline import SIGNS, Lane, Scale

_CELL = 8.5
_LINE, _SMALL_LINE, _PADDING = 20, 16, 8
_MARGIN = 24
_MONTH = 56
"""Pixels: a cell of a terminal, lines of text, the space around the text of a cell, around it all, and of a month."""

_LINE_CELLS = 1.15
"""How many more cells of small letters fit."""

_MOST, _LEAST_MAIN, _MOST_MAIN = 24, 40, 56
"""Widths in cells beyond which text wraps, and of a chart's main column at the least."""


class SvgElement(NamedTuple):
    """One shape: `kind` is text, line, bar or sign; what it needs of the rest depends on it."""

    kind: str
    x: float
    y: float
    css: str = ""
    words: str = ""
    to_x: float = 0
    to_y: float = 0
    right: bool = False


class _Layout(NamedTuple):
    """The columns that are drawn, where each begins, how wide it is in cells, and those put below the main one."""

    kept: list[int]
    left: list[float]
    cells: list[int]
    below: list[int]
    width: float


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table` as a picture under its title."""
    shapes: list[SvgElement] = [SvgElement("text", _MARGIN, _MARGIN + 20, "title", table.title)]
    y = _MARGIN + 40.0
    if table.scale is not None:
        shapes += _legend(y + 4)
        y += 28
    parts = [part for part in sections(table) if part[2]]
    wide = 600.0
    every = [row for _title, _columns, rows in parts for row in rows] if table.is_chart else []
    common = _layout(parts[0][1], every, table) if every else None
    for title, columns, rows in parts:
        layout = common or _layout(columns, rows, table)
        if title:
            said = BETWEEN.join(filter(None, (title, tally(table, columns, rows))))
            shapes.append(SvgElement("text", _MARGIN, y + 26, "section", said))
            y += 36
        made = list(_part(table, columns, rows, layout, y))
        shapes += made
        y = max(one.y for one in made) + 12
        wide = max(wide, layout.width)
    for note in table.notes if parts else (table.empty,):
        shapes.append(SvgElement("text", _MARGIN, y + 20, "", note))
        y += _LINE
    page = TEMPLATES.get_template("table.svg.jinja").stream(
        width=round(wide + 2 * _MARGIN),
        height=round(y + _MARGIN),
        title=table.title,
        signs=table.scale,
        shapes=shapes,
        mark=MARK,
    )
    page.enable_buffering(1000)
    out.writelines(page)


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether a picture says that reform made it."""
    return f"<!-- {MARK} -->" in head(path)


def _legend(y: float) -> Iterator[SvgElement]:
    x = _MARGIN + 6.0
    for sign, word in SIGNS.items():
        yield SvgElement("sign", x, y, sign, _(word))
        yield SvgElement("text", x + 12, y + 5, "", _(word))
        x += width(_(word)) * _CELL + 40
    yield SvgElement("line", x, y - 8, "today", to_x=x, to_y=y + 8)
    yield SvgElement("text", x + 12, y + 5, "", _("today"))


def _layout(columns: tuple[Column, ...], rows: Sequence[Row], table: Table) -> _Layout:
    below = details(table, columns)
    kept = [i for i in range(len(columns)) if i not in below]
    cells, left, x = [], [], float(_MARGIN)
    for i, label in enumerate(heading(columns)):
        column = columns[i]
        most = _MOST_MAIN if column.main else _MOST
        longest = max(width(label), *(width(line) for row in rows for line in _lines(row[i], column)))
        longest = max(longest, _LEAST_MAIN) if column.main and table.is_chart else longest
        wide = _lane_width(table.scale) / _CELL if _is_lane(column, table) else min(longest, most)
        cells.append(round(wide))
        left.append(x)
        x += 0 if i in below else wide * _CELL + 2 * _PADDING
    return _Layout(kept, left, cells, below, x - _MARGIN)


def _part(
    table: Table, columns: tuple[Column, ...], rows: list[Row], layout: _Layout, y: float
) -> Iterator[SvgElement]:
    """The heading and the rows of a section, each row as high as its highest cell."""
    labels = heading(columns)
    for i in layout.kept:
        if _is_lane(columns[i], table) and table.scale is not None:
            yield from _months(table.scale, layout.left[i], y)
        else:
            yield _text(layout, columns, i, y, labels[i], "heading")
    y += _LINE + _PADDING
    top = y
    yield SvgElement("line", _MARGIN, y, "rule", to_x=_MARGIN + layout.width, to_y=y)
    body = list(_rows(table, columns, rows, layout, y))
    if table.scale is not None:
        at = next(layout.left[i] for i in layout.kept if _is_lane(columns[i], table))
        yield from _grid(table.scale, at, top, max((one.y for one in body if one.kind == "line"), default=y))
    yield from body


def _rows(
    table: Table, columns: tuple[Column, ...], rows: list[Row], layout: _Layout, y: float
) -> Iterator[SvgElement]:
    """Each row, and the line below it."""
    covered = covers(columns, rows, table.merged)
    for n, row in enumerate(rows):
        texts = {i: wrapped(_lines(row[i], columns[i]), layout.cells[i]) for i in layout.kept}
        small = _small(row, columns, layout)
        lines = max(len(texts[i]) * _LINE + (len(small) * _SMALL_LINE if columns[i].main else 0) for i in layout.kept)
        for i in layout.kept:
            if _is_lane(columns[i], table) and table.scale is not None:
                yield from _lane(row[i], columns[i], table.scale, layout.left[i], y + (lines + _PADDING) / 2)
            elif covered[n][i]:
                css = str(row[i]) if columns[i].words is LIGHTS else ""
                for k, line in enumerate(texts[i]):
                    yield _text(layout, columns, i, y + k * _LINE, line, css)
            if columns[i].main:
                for k, line in enumerate(small):
                    at = y + len(texts[i]) * _LINE + k * _SMALL_LINE
                    yield SvgElement("text", layout.left[i] + _PADDING, at + 14, "small", line)
        y += lines + _PADDING
        first = next((k for k, i in enumerate(layout.kept) if n + 1 == len(rows) or covered[n + 1][i]), 0)
        yield SvgElement("line", layout.left[layout.kept[first]], y, "rule", to_x=_MARGIN + layout.width, to_y=y)


def _small(row: Row, columns: tuple[Column, ...], layout: _Layout) -> list[str]:
    """What stands below the main text in small letters."""
    main = next((i for i in layout.kept if columns[i].main), None)
    said = told(row, columns, layout.below)
    cells = round(layout.cells[main or 0] * _LINE_CELLS)
    return [] if main is None else wrapped(packed(said, cells), cells)


def _text(layout: _Layout, columns: tuple[Column, ...], i: int, y: float, words: str, css: str) -> SvgElement:
    if is_right(columns[i]):
        x = layout.left[i] + layout.cells[i] * _CELL + _PADDING
        return SvgElement("text", x, y + 18, css, words, right=True)
    return SvgElement("text", layout.left[i] + _PADDING, y + 18, css, words)


def _months(scale: Scale, start_x: float, y: float) -> Iterator[SvgElement]:
    for n, month in enumerate(scale.months):
        yield SvgElement("text", start_x + n * _MONTH + 4, y + 2, "small", lanes.year_name(month, n))
        yield SvgElement("text", start_x + n * _MONTH + 4, y + 18, "", lanes.month_name(month))


def _grid(scale: Scale, start_x: float, top: float, bottom: float) -> Iterator[SvgElement]:
    for n in range(scale.length + 1):
        yield SvgElement("line", start_x + n * _MONTH, top, "rule", to_x=start_x + n * _MONTH, to_y=bottom)
    if scale.shows(scale.today):
        x = round(start_x + scale.position(scale.today) * _lane_width(scale), 1)
        yield SvgElement("line", x, top, "today", to_x=x, to_y=bottom)


def _lane(cell: Cell, column: Column, scale: Scale, start_x: float, middle: float) -> Iterator[SvgElement]:
    assert isinstance(cell, Lane)
    lane = drawn(cell, column, scale)
    unit = _lane_width(scale) / 100
    if lane.bar is not None:
        begin, long = (float(one) * unit for one in lane.bar)
        yield SvgElement("bar", round(start_x + begin, 1), middle - 6, lane.light, to_x=round(long, 1), to_y=12)
    for at, sign, words in lane.marks:
        yield SvgElement("sign", round(start_x + float(at) * unit, 1), middle, sign, words)


def _lane_width(scale: Scale | None) -> int:
    return scale.length * _MONTH if scale is not None else 0


def _is_lane(column: Column, table: Table) -> bool:
    return column.shape is Shape.LANE and table.scale is not None


def _lines(cell: Cell, column: Column) -> list[str]:
    return shown(cell, column).split(LINE_END)
