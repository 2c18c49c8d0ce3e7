"""Tables on a terminal, drawn by Rich and fitted to its width."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TextIO

from rich import box
from rich.console import Console, Group
from rich.table import Table as RichTable
from rich.text import Text

from reformcli.document import Break, Document, Heading, Paragraph
from reformcli.i18n import _
from reformcli.model.text import escape
from reformcli.output import Options, lanes
from reformcli.output.blocks import lines_of
from reformcli.output.cells import (
    covers,
    is_right,
    light_of,
    packed,
    sections,
    shown,
    tally,
    told,
)
from reformcli.output.fitting import Fit, fitted, is_whole, needs_of
from reformcli.output.texts import wrapped
from reformcli.table import Cell, Column, Row, Shape, Table
from reformcli.timeline import DONE, LATE, OVERDUE, Lane, Scale

_SIGN_STYLES = {OVERDUE: "bold red", LATE: "yellow", DONE: "blue", lanes.TODAY: "bold magenta", lanes.SPAN: "dim"}
_STYLES = {"red": "bold red", "yellow": "yellow", "green": "green", "blue": "blue", "grey": "bright_black"}
_ROOM = "________"
"""What stands below a row of a paper for a blank cell: a paper leaves room to write in."""

_LEAST_INDENT = 2
"""Cells by which what stands below a row is set in, at the least."""


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table`; where there is no row, the sentence that says so."""
    _write(table, out, options)


def _write(table: Table, out: TextIO, options: Options, blank: str = "") -> None:
    console = _console(out, options)
    parts = [part for part in sections(table) if part[2]]
    # The lanes of a chart stand below each other as one picture, so that its columns are equally wide in all parts.
    every = [row for _title, _columns, rows in parts for row in rows] if table.scale else []
    common = needs_of(parts[0][1], every) if every else None
    if table.titled and parts:
        console.print(Text(f"{escape(table.title)}\n", style="bold"))
    for n, (title, columns, rows) in enumerate(parts):
        if n:
            console.print()
        if title:
            counts = tally(table, columns, rows)
            console.print(Text(title, style="bold").append(f"  {counts}" if counts else "", style="not bold"))
        needs = common or needs_of(columns, rows)
        fit = fitted(columns, needs, options.width, merged=table.merged, scale=table.scale)
        _write_rows(console, columns, rows, table, fit, blank)
    if not parts:
        console.print(Text(table.empty))
        return
    if table.scale is not None:
        console.print(Text(f"\n{lanes.legend(lanes.DRAWN)}", style="dim"))
    for note in table.notes:
        console.print(Text(f"\n{note}", style="dim"))


def write_document(document: Document, out: TextIO, options: Options) -> None:
    """Write a paper, its lines broken to fit."""
    console = _console(out, options)
    console.print(Text("\n".join(lines_of(Paragraph(document.title), options.width)), style="bold"))
    for block in document.blocks:
        if block is Break.PAGE:
            continue
        console.print()
        if isinstance(block, Table):
            _write(block, out, options, _ROOM)
        else:
            style = "bold" if isinstance(block, Heading) else ""
            console.print(Text("\n".join(lines_of(block, options.width)), style=style))


def _console(out: TextIO, options: Options) -> Console:
    return Console(
        file=out,
        width=options.width,
        force_terminal=options.colour,
        no_color=not options.colour,
        color_system="auto" if options.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _write_rows(
    console: Console, columns: tuple[Column, ...], rows: list[Row], table: Table, fit: Fit, blank: str
) -> None:
    """Write a heading and rows, and below each row what has no place beside it.

    That has the full width, set in as the main column is or one further left; in a chart it stands in the cell of the
    lane, which has room below it, or of the main column where cells beside it go over several rows.
    """
    host = next(
        (place for place in fit.widths if columns[place].shape is Shape.LANE), fit.main if table.merged else None
    )
    begins = [begin for begin in map(fit.begin, fit.widths) if begin <= min(fit.begin(fit.main), console.width // 5)]
    indent = max(_LEAST_INDENT, *begins)
    room = fit.widths[host] if host is not None else console.width - indent
    drawn = _grid(columns, table, fit)
    for row, covered in zip(rows, covers(columns, rows, table.merged), strict=True):
        below = [Text(line, style="dim") for line in _below(row, columns, fit.below, blank, room)]
        cells = {
            place: _styled(row[place], columns[place], table.scale, width, fit.bar) if covered[place] else Text()
            for place, width in fit.widths.items()
        }
        drawn.add_row(*(Group(cell, *below) if place == host else cell for place, cell in cells.items()))
        if below and host is None:
            console.print(drawn)
            for line in below:
                console.print(Text(" " * indent).append(line))
            drawn = _grid(columns, table, fit, headed=False)
    if drawn.row_count:
        console.print(drawn)


def _below(row: Row, columns: tuple[Column, ...], places: Sequence[int], blank: str, room: int) -> list[str]:
    """The lines of `room` cells below a row; a passage and the details that follow it have lines of their own."""
    starts = [n for n, place in enumerate(places) if columns[place].passage and n]
    groups = [places[first:last] for first, last in pairwise([0, *starts, len(places)])]
    return wrapped((line for group in groups for line in packed(told(row, columns, group, blank), room)), room)


def _grid(columns: tuple[Column, ...], table: Table, fit: Fit, *, headed: bool = True) -> RichTable:
    """A table of the columns that stand beside each other, without rows yet."""
    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, show_header=headed)
    for place, cells in fit.widths.items():
        column = columns[place]
        is_lane = column.shape is Shape.LANE and table.scale is not None
        drawn.add_column(
            Text(lanes.heading(table.scale, cells) if is_lane and table.scale else _(column.label), no_wrap=is_lane),
            justify="right" if is_right(column) else "left",
            no_wrap=is_whole(column),
            overflow="fold",
            width=cells,
        )
    return drawn


def _styled(cell: Cell, column: Column, scale: Scale | None, cells: int, bar: int) -> Text:
    if isinstance(cell, Lane) and scale is not None:
        return _lane(cell, scale, cells)
    text = shown(cell, column)
    if column.shape is Shape.SHARE and isinstance(cell, (int, float)) and bar:
        return Text(f"{text} ").append("█" * round(cell * bar), style="blue")
    if not is_whole(column):
        text = "\n".join(wrapped([text], cells))
    return Text(text, style=_STYLES.get(light_of(cell, column) or "", ""))


def _lane(lane: Lane, scale: Scale, cells: int) -> Text:
    drawn = Text()
    for sign in lanes.signs(lane, scale, cells):
        drawn.append(lanes.DRAWN[sign], style=_SIGN_STYLES.get(sign, ""))
    return drawn
