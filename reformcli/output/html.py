"""One page of HTML that needs nothing else: no script, no network.

A chart is drawn as inline SVG in the rows of its table, so that the table itself is what a screen reader reads, its
heading repeats on every printed page, and its text wraps as the paper allows.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple, TextIO

from markupsafe import Markup

from reformcli.document import Block, Break, Document, Items, Signature, text_of
from reformcli.i18n import _, language
from reformcli.model.colours import LIGHTS
from reformcli.output import Options, lanes
from reformcli.output.cells import LINE_END, covers, details, heading, is_right, light_of, sections, shown, tally, told
from reformcli.output.drawn import TEMPLATES, Drawn, drawn, lane_markup, per_cent
from reformcli.output.files import head
from reformcli.produced import MARK
from reformcli.table import Cell, Column, Row, Shape, Table
from reformcli.timeline import SIGNS, Lane, Scale

_NARROWEST = 18
"""How many months a heading names one by one."""


class HtmlCell(NamedTuple):
    """A cell as it is written: its text or lane, what stands below it in small letters, how many rows it covers."""

    text: str = ""
    css: str = ""
    style: str = ""
    below: Sequence[str] = ()
    rows: int = 1
    lane: Drawn | None = None


class HeadingCell(NamedTuple):
    """The heading of a column; that of a lane is the months."""

    text: str
    css: str
    lane: bool


class Part(NamedTuple):
    """A section of the page."""

    title: str
    tally: str
    headings: list[HeadingCell]
    rows: Iterable[Markup]


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table` as a page under its title."""
    template = TEMPLATES.get_template("page.html.jinja")
    page = template.stream(
        mark=MARK,
        lang="zh-CN" if language() == "zh" else "en",
        title=table.title,
        chart=table.is_chart,
        scale=_scale(table.scale),
        legend=[(sign, _(word)) for sign, word in SIGNS.items()],
        today=_("today"),
        parts=_parts(table),
        notes=table.notes,
        empty=table.empty,
        sheet=options.sheet,
    )
    page.enable_buffering(1000)
    out.writelines(page)


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether a page says that reform made it."""
    return f'<meta name="generator" content="{MARK}">' in head(path)


def write_document(document: Document, out: TextIO, options: Options) -> None:
    """Write a paper as a page for the screen and for A4."""
    page = TEMPLATES.get_template("paper.html.jinja").stream(
        lang="zh-CN" if language() == "zh" else "en",
        mark=MARK,
        title=document.title,
        heading=text_of(document.title),
        wide=document.wide,
        blocks=[(_kind(block), block) for block in document.blocks],
        parts=_parts,
    )
    page.enable_buffering(1000)
    out.writelines(page)


def _kind(block: Block) -> str:
    """What the template calls a block."""
    if isinstance(block, Break):
        return block.value
    if isinstance(block, Items):
        return "ul" if block.first is None else "ol"
    return (
        "table"
        if isinstance(block, Table)
        else "sign"
        if isinstance(block, Signature)
        else type(block).__name__.lower()
    )


def _scale(scale: Scale | None) -> dict[str, object] | None:
    if scale is None:
        return None
    months = scale.months
    step = next((step for step in lanes.STEPS if len(months) // step <= _NARROWEST), lanes.STEPS[-1])
    names = [(lanes.year_name(months[i], i), lanes.month_name(months[i]), step) for i in range(0, len(months), step)]
    grid = [per_cent(scale.position(month)) for month in months]
    today = per_cent(scale.position(scale.today)) if scale.shows(scale.today) else None
    return {"months": len(months), "grid": grid, "today": today, "names": names}


def _parts(table: Table) -> Iterator[Part]:
    for title, columns, rows in sections(table):
        below = details(table, columns)
        kept = [i for i in range(len(columns)) if i not in below]
        headings = [
            HeadingCell(label, _css(column, table), column.shape is Shape.LANE and table.scale is not None)
            for column, label in zip(columns, heading(columns), strict=True)
        ]
        counts = tally(table, columns, rows)
        yield Part(title, counts, [headings[i] for i in kept], _rows(table, columns, rows, kept, below))


def _css(column: Column, table: Table) -> str:
    """What the heading of a column is, for its width."""
    if column.key in table.merged:
        return "merged"
    if column.words is LIGHTS:
        return "light"
    return "right" if is_right(column) else "ref" if column.key == "ref" else ""


def _rows(
    table: Table, columns: tuple[Column, ...], rows: Sequence[Row], kept: list[int], below: list[int]
) -> Iterator[Markup]:
    """The cells of each row as markup, which a template would put together several times more slowly."""
    covered = covers(columns, rows, table.merged) if table.is_chart else None
    for n, row in enumerate(rows):
        if covered is None:
            cells = [_cell(row[i], columns[i], table.scale) for i in kept]
        else:
            small = told(row, columns, below)
            cells = [
                _cell(row[i], columns[i], table.scale)._replace(
                    below=small if columns[i].main else (), rows=covered[n][i]
                )
                for i in kept
                if covered[n][i]
            ]
        yield Markup("".join(map(_markup, cells)))  # noqa: S704 - each cell has escaped what it holds


def _markup(cell: HtmlCell) -> str:
    attributes = f' class="{cell.css}"' if cell.css else ""
    attributes += f' style="{cell.style}"' if cell.style else ""
    attributes += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    if cell.lane is not None:
        return f"<td{attributes}>{lane_markup(cell.lane)}</td>"
    small = " ".join(f"<span>{escape(words)}</span>" for words in cell.below)
    return f"<td{attributes}>{escape(cell.text)}{f'<small>{small}</small>' if small else ''}</td>"


def _cell(cell: Cell, column: Column, scale: Scale | None) -> HtmlCell:
    if isinstance(cell, Lane) and scale is not None:
        return HtmlCell(css="lane", lane=drawn(cell, column, scale))
    text = shown(cell, column).replace(LINE_END, "\n")
    if (light := light_of(cell, column)) is not None:
        return HtmlCell(text, f"whole light {light}")
    if column.shape is Shape.SHARE and isinstance(cell, (int, float)):
        return HtmlCell(text, "share", f"--share:{cell:.1%}")
    if is_right(column):
        return HtmlCell(text, "right")
    return HtmlCell(text, "whole" if column.shape is Shape.DATE or column.key == "ref" else "")
