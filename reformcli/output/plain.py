"""Aligned plain text for mail, files and pipes: full width, nothing cut or wrapped, no colour, no box characters."""

from collections.abc import Iterator
from typing import NamedTuple, TextIO

from reformcli.document import Break, Document, Paragraph
from reformcli.model.text import escape
from reformcli.output import Options, lanes
from reformcli.output.blocks import lines_of
from reformcli.output.cells import covers, heading, is_right, sections, shown, tally
from reformcli.output.texts import padded, width
from reformcli.table import Cell, Column, Row, Shape, Table
from reformcli.timeline import Lane, Scale

GAP = "  "
BAR_CELLS = 20
MONTH_CELLS = 5
"""How wide a month is: a month's name and a space."""


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table`; nothing at all where it has no row."""
    parts: Iterator[_Part] = (_part(table, *part) for part in sections(table) if part[2])
    if table.is_chart:
        # The parts of a chart stand below each other as one picture, so that their columns are equally wide.
        parts = _equally_wide(list(parts))
    written = False
    for part in parts:
        if table.titled and not written:
            out.write(f"{escape(table.title)}\n\n")
        out.write("\n" if written else "")
        written = True
        if part.title:
            out.write(f"{part.title}\n")
        for cells in part.lines:
            line = GAP.join(
                padded(cell, cells_wide, right=is_right(column))
                for cell, cells_wide, column in zip(cells, part.widths, part.columns, strict=True)
            )
            out.write(f"{line.rstrip()}\n")
    if written:
        if table.scale is not None:
            out.write(f"\n{lanes.legend(lanes.PLAIN)}\n")
        for note in table.notes:
            out.write(f"\n{note}\n")


def write_document(document: Document, out: TextIO, options: Options) -> None:
    """Write a paper: its title, then its blocks, an empty line before each."""
    out.writelines(f"{line}\n" for line in lines_of(Paragraph(document.title)))
    for block in document.blocks:
        if block is Break.PAGE:
            continue
        out.write("\n")
        if isinstance(block, Table):
            write(block, out, options)
        else:
            out.writelines(f"{line}\n" for line in lines_of(block))


class _Part(NamedTuple):
    """A section as text: its heading, its columns and how wide they are, its lines as cells, the labels first."""

    title: str
    columns: tuple[Column, ...]
    widths: list[int]
    lines: list[list[str]]


def _part(table: Table, title: str, columns: tuple[Column, ...], rows: list[Row]) -> _Part:
    lines = [_heading(columns, table.scale), *_body(columns, rows, table)]
    widths = [max(map(width, cells)) for cells in zip(*lines, strict=True)]
    return _Part(f"{title}{GAP}{tally(table, columns, rows)}".rstrip(), columns, widths, lines)


def _equally_wide(parts: list[_Part]) -> Iterator[_Part]:
    widths = [max(cells) for cells in zip(*(part.widths for part in parts), strict=True)]
    return (part._replace(widths=widths) for part in parts)


def _heading(columns: tuple[Column, ...], scale: Scale | None) -> list[str]:
    """The labels; above a lane the months."""
    return [
        lanes.heading(scale, _lane_cells(scale)) if column.shape is Shape.LANE and scale is not None else label
        for column, label in zip(columns, heading(columns), strict=True)
    ]


def _body(columns: tuple[Column, ...], rows: list[Row], table: Table) -> list[list[str]]:
    return [
        [
            _cell(cell, column, table.scale) if covered else ""
            for cell, column, covered in zip(row, columns, covered_rows, strict=True)
        ]
        for row, covered_rows in zip(rows, covers(columns, rows, table.merged), strict=True)
    ]


def _lane_cells(scale: Scale) -> int:
    return scale.length * MONTH_CELLS


def _cell(cell: Cell, column: Column, scale: Scale | None) -> str:
    if isinstance(cell, Lane) and scale is not None:
        return lanes.text(cell, scale, _lane_cells(scale), lanes.PLAIN)
    text = shown(cell, column)
    if column.shape is Shape.SHARE and isinstance(cell, (int, float)):
        return f"{text} {'#' * round(cell * BAR_CELLS)}"
    return text
