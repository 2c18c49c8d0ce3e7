"""Tables on a terminal, drawn by Rich and fitted to its width."""

from typing import TextIO

from rich import box
from rich.console import Console, Group
from rich.table import Table as RichTable
from rich.text import Text

from reformcli.i18n import _
from reformcli.model.colours import LIGHTS
from reformcli.output import Options
from reformcli.output.cells import heading, is_right, sections, shown, width
from reformcli.table import Cell, Column, Row, Shape, Table

_STYLES = {"red": "bold red", "yellow": "yellow", "green": "green", "blue": "blue", "grey": "bright_black"}
_BAR_CELLS = 20
_GAP = 3
_LEAST_MAIN = 24
_BETWEEN = " · "


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table`; where there is no row, the sentence that says so."""
    console = Console(
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
    shown_before = False
    for title, columns, rows in sections(table):
        if not rows:
            continue
        if shown_before:
            console.print()
        shown_before = True
        if title:
            console.print(Text(title, style="bold"))
        console.print(_drawn(columns, rows, options.width))
    if not shown_before:
        console.print(Text(table.empty))
        return
    for note in table.notes:
        console.print(Text(f"\n{note}", style="dim"))


def _drawn(columns: tuple[Column, ...], rows: list[Row], room: int) -> RichTable:
    needs = _needs(columns, rows)
    folded = _folded(columns, needs, room)
    kept = [i for i in range(len(columns)) if i not in folded]
    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for i in kept:
        column = columns[i]
        drawn.add_column(
            Text(_(column.label)),
            justify="right" if is_right(column) else "left",
            no_wrap=column.shape in (Shape.DATE, Shape.NUMBER, Shape.SHARE) or column.key == "ref",
            overflow="fold",
        )
    left = room - _GAP * (len(kept) - 1) - sum(needs[i] for i in kept if not columns[i].main)
    for row in rows:
        details = [f"{_(columns[i].label)} {shown(row[i], columns[i])}" for i in folded if row[i] not in (None, (), "")]
        below = [Text(line, style="dim") for line in _packed(details, left)]
        cells = [_styled(row[i], columns[i]) for i in kept]
        drawn.add_row(*(Group(cell, *below) if columns[i].main else cell for i, cell in zip(kept, cells, strict=True)))
    return drawn


def _packed(pieces: list[str], room: int) -> list[str]:
    """Pieces on as few lines of `room` cells as can be, none of them broken unless it alone is too long."""
    lines: list[str] = []
    for piece in pieces:
        if lines and width(lines[-1]) + width(_BETWEEN) + width(piece) <= room:
            lines[-1] += _BETWEEN + piece
        else:
            lines.append(piece)
    return lines


def _needs(columns: tuple[Column, ...], rows: list[Row]) -> list[int]:
    """How many cells each column takes at its widest."""
    return [
        max(width(label), *(_width(row[i], column) for row in rows))
        for i, (column, label) in enumerate(zip(columns, heading(columns), strict=True))
    ]


def _width(cell: Cell, column: Column) -> int:
    return width(shown(cell, column)) + (_BAR_CELLS + 1 if column.shape is Shape.SHARE else 0)


def _folded(columns: tuple[Column, ...], needs: list[int], room: int) -> list[int]:
    """The columns that go below the main one, because the row would not fit."""
    wanted = sum(min(need, _LEAST_MAIN) if column.main else need for need, column in zip(needs, columns, strict=True))
    if wanted + _GAP * (len(columns) - 1) <= room or not any(column.main for column in columns):
        return []
    return [i for i, column in enumerate(columns) if column.detail]


def _styled(cell: Cell, column: Column) -> Text:
    text = shown(cell, column)
    if column.shape is Shape.SHARE and isinstance(cell, (int, float)):
        return Text(f"{text} ").append("█" * round(cell * _BAR_CELLS), style="blue")
    return Text(text, style=_STYLES.get(str(cell), "") if column.words is LIGHTS else "")
