"""Tables on a terminal, drawn by Rich and fitted to its width."""

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
    heading,
    is_right,
    light_of,
    packed,
    sections,
    shown,
    tally,
    told,
    wrapped,
)
from reformcli.output.texts import width
from reformcli.table import Cell, Column, Row, Shape, Table
from reformcli.timeline import DONE, LATE, OVERDUE, Lane, Scale

_SIGN_STYLES = {OVERDUE: "bold red", LATE: "yellow", DONE: "blue", lanes.TODAY: "bold magenta", lanes.SPAN: "dim"}
_STYLES = {"red": "bold red", "yellow": "yellow", "green": "green", "blue": "blue", "grey": "bright_black"}
_BAR_CELLS = 20
_GAP = 3
_LEAST_MAIN = 24
_LEAST_LEFT = 8
_LEAST_MERGED = 12
_LEAST_BESIDE = 16
_LEAST_LANE = 36
_MONTH_CELLS = 8
"""Cells of a lane at the least, and of each of its months at the most."""


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table`; where there is no row, the sentence that says so."""
    console = _console(out, options)
    parts = [part for part in sections(table) if part[2]]
    # The parts of a chart stand below each other as one picture, so that their columns are equally wide.
    every = [row for _title, _columns, rows in parts for row in rows] if table.is_chart else []
    common = _needs(parts[0][1], every) if every else None
    if table.titled and parts:
        console.print(Text(f"{escape(table.title)}\n", style="bold"))
    for n, (title, columns, rows) in enumerate(parts):
        if n:
            console.print()
        if title:
            counts = tally(table, columns, rows)
            console.print(Text(title, style="bold").append(f"  {counts}" if counts else "", style="not bold"))
        console.print(_drawn(columns, rows, common or _needs(columns, rows), table, options.width))
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
            write(block, out, options)
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


def _drawn(columns: tuple[Column, ...], rows: list[Row], needs: list[int], table: Table, room: int) -> RichTable:
    most = max(_LEAST_MERGED, room // 5)
    needs = [
        min(need, most) if column.key in table.merged else need for need, column in zip(needs, columns, strict=True)
    ]
    folded = _folded(columns, needs, room)
    kept = [i for i in range(len(columns)) if i not in folded]
    lane = _lane_cells(columns, needs, kept, table.scale, room)
    needs = [lane if lane and columns[i].shape is Shape.LANE else need for i, need in enumerate(needs)]
    others = sum(needs[i] for i in kept if not columns[i].main) + _GAP * (len(kept) - 1)
    left = max(_LEAST_LEFT, room - others)
    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for i in kept:
        column = columns[i]
        is_lane = lane > 0 and column.shape is Shape.LANE
        drawn.add_column(
            Text(lanes.heading(table.scale, lane) if is_lane and table.scale else _(column.label)),
            justify="right" if is_right(column) else "left",
            no_wrap=column.shape in (Shape.DATE, Shape.NUMBER, Shape.SHARE, Shape.LANE) or column.key == "ref",
            overflow="fold",
            max_width=most if column.key in table.merged else None,
            width=min(needs[i], left) if column.main and lane else needs[i] if lane else None,
        )
    # Below a lane there is more room than below a title.
    host = next((i for i in kept if columns[i].shape is Shape.LANE), None) if lane else None
    for row, covered in zip(rows, covers(columns, rows, table.merged), strict=True):
        room_below = lane or left
        below = wrapped(packed(told(row, columns, folded), room_below), room_below)
        cells = [_styled(row[i], columns[i], table.scale, lane) if covered[i] else Text() for i in kept]
        drawn.add_row(
            *(
                Group(cell, *(Text(line, style="dim") for line in below))
                if (columns[i].main if host is None else i == host)
                else cell
                for i, cell in zip(kept, cells, strict=True)
            )
        )
    return drawn


def _lane_cells(columns: tuple[Column, ...], needs: list[int], kept: list[int], scale: Scale | None, room: int) -> int:
    """How wide lanes are: what the other columns leave of the room, within bounds."""
    if scale is None or not any(columns[i].shape is Shape.LANE for i in kept):
        return 0
    others = sum(needs[i] for i in kept if columns[i].shape is not Shape.LANE) + _GAP * (len(kept) - 1)
    return max(_LEAST_LANE, min(room - others, _MONTH_CELLS * scale.length))


def _needs(columns: tuple[Column, ...], rows: list[Row]) -> list[int]:
    """How many cells each column takes at its widest."""
    return [
        max(width(label), *(_width(row[i], column) for row in rows))
        for i, (column, label) in enumerate(zip(columns, heading(columns), strict=True))
    ]


def _width(cell: Cell, column: Column) -> int:
    if isinstance(cell, Lane):
        return _LEAST_LANE
    return width(shown(cell, column)) + (_BAR_CELLS + 1 if column.shape is Shape.SHARE else 0)


def _folded(columns: tuple[Column, ...], needs: list[int], room: int) -> list[int]:
    """The columns that go below the main one, because the row would not fit; lanes where they leave it no room."""
    wanted = sum(min(need, _LEAST_MAIN) if column.main else need for need, column in zip(needs, columns, strict=True))
    if wanted + _GAP * (len(columns) - 1) <= room or not any(column.main for column in columns):
        return []
    folded = [i for i, column in enumerate(columns) if column.detail]
    kept = [i for i in range(len(columns)) if i not in folded]
    beside = sum(needs[i] for i in kept if not columns[i].main) + _GAP * (len(kept) - 1)
    lanes_too = beside + _LEAST_BESIDE > room
    return sorted([*folded, *(i for i in kept if lanes_too and columns[i].shape is Shape.LANE)])


def _styled(cell: Cell, column: Column, scale: Scale | None, cells: int) -> Text:
    if isinstance(cell, Lane) and scale is not None:
        return _lane(cell, scale, cells)
    text = shown(cell, column)
    if column.shape is Shape.SHARE and isinstance(cell, (int, float)):
        return Text(f"{text} ").append("█" * round(cell * _BAR_CELLS), style="blue")
    return Text(text, style=_STYLES.get(light_of(cell, column) or "", ""))


def _lane(lane: Lane, scale: Scale, cells: int) -> Text:
    drawn = Text()
    for sign in lanes.signs(lane, scale, cells):
        drawn.append(lanes.DRAWN[sign], style=_SIGN_STYLES.get(sign, ""))
    return drawn
