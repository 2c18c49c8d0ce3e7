"""Markdown tables, a heading before each section."""

import re
from pathlib import Path
from typing import TextIO

from reformcli.output import Options
from reformcli.output.cells import LINE_END, heading, is_right, sections, shown
from reformcli.output.files import head
from reformcli.table import Table

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~&])")


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table` under its title; the heading even where there is no row."""
    out.write(f"# {_text(table.title)}\n")
    for title, columns, rows in sections(table):
        out.write(f"\n## {_text(title)}\n" if title else "")
        out.write(f"\n| {' | '.join(map(_text, heading(columns)))} |\n")
        out.write(f"|{'|'.join(' ---: ' if is_right(column) else ' --- ' for column in columns)}|\n")
        for row in rows:
            cells = (_text(shown(cell, column)) for cell, column in zip(row, columns, strict=True))
            out.write(f"| {' | '.join(cells)} |\n")
    for note in table.notes:
        out.write(f"\n{_text(note)}\n")


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether a file begins as `write` begins: with the title, on whatever day it was written."""
    line = head(path).partition("\n")[0]
    return table is not None and _undated(line) == _undated(f"# {_text(table.title)}")


def _undated(title: str) -> str:
    return re.sub(r"\d+", "", title)


def _text(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text).replace(LINE_END, "<br>")
