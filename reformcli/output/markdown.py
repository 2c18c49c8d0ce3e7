"""Markdown: tables with a heading before each section, and papers."""

import re
from pathlib import Path
from typing import TextIO

from reformcli.document import Break, Document, Heading, Items, Signature, Words
from reformcli.model.text import escape
from reformcli.output import Options
from reformcli.output.blocks import marks
from reformcli.output.cells import LINE_END, heading, is_right, sections, shown
from reformcli.output.files import head
from reformcli.table import Table

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~&])")
_START = re.compile(r"^(\s*)(?:(\d+)([.)])|([-+=]))")
"""What a line may begin with that would make a list of it, or a heading of the line before."""


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table` under its title; the heading even where there is no row."""
    out.write(f"# {_text(table.title)}\n")
    _table(table, out, "##")


def write_document(document: Document, out: TextIO, options: Options) -> None:
    """Write a paper: its title, then its blocks."""
    out.write(f"# {_words(document.title)}\n")
    for block in document.blocks:
        if isinstance(block, Table):
            _table(block, out, "####")
        elif isinstance(block, Break):
            out.write("\n---\n" if block is Break.CUT else "")
        elif isinstance(block, Heading):
            out.write(f"\n{'#' * (block.level + 1)} {_words(block.words)}\n")
        elif isinstance(block, Items):
            out.write("\n")
            out.writelines(f"{mark}{_words(item)}\n" for mark, item in zip(marks(block), block.items, strict=True))
        elif isinstance(block, Signature):
            out.write("\n" + "  \n".join(f"> {_words(line)}" for line in block.lines) + "\n")
        else:
            out.write(f"\n{_words(block.words)}\n")


def _table(table: Table, out: TextIO, mark: str) -> None:
    for title, columns, rows in sections(table):
        out.write(f"\n{mark} {_text(title)}\n" if title else "")
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


def _words(words: Words) -> str:
    """Words as one line of Markdown, in which nothing but what is heavy is markup."""
    line = "".join(_heavy(text) if strong else _span(text) for text, strong in words)
    return _START.sub(lambda found: f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[4]}", line.strip())


def _heavy(text: str) -> str:
    """Heavy words: between asterisks where Markdown sees them as marks, which beside punctuation it does not."""
    mark = ("**", "**") if text[:1].isalnum() and text[-1:].isalnum() else ("<b>", "</b>")
    return f"{mark[0]}{_span(text)}{mark[1]}"


def _span(text: str) -> str:
    return _text(escape(text)).replace("\n", "<br>")


def _text(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text).replace(LINE_END, "<br>")
