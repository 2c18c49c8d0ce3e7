"""Tables of a .docx: headings that repeat on every page, rows that are not broken, widths that fill the type area."""

import re
from collections.abc import Sequence

from docx.document import Document as Word
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Emu, Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from reformcli.document import TextRun, Words
from reformcli.model.text import escape
from reformcli.output.cells import BETWEEN, LINE_END, heading, hosts, is_right, sections, shown, told
from reformcli.output.dressed import cell_size, element
from reformcli.output.looks import CELL
from reformcli.output.texts import width
from reformcli.table import Column, Row, Shape, Table

_NO_CHARACTER = re.compile("[\ufffe\uffff]")

_LEAST_CELLS, _BLANK_CELLS, _PADDING_CELLS = 4, 18, 3
"""Widths of columns in cells of a terminal: at the least, where there is nothing but room to write, around a text."""

_ROOM = Mm(11)
"""The height of a row to write in by hand."""

_LETTER_CELLS, _MOST_FIXED = 1.25, 0.7
"""How wide a letter is, and how much of the room columns may take that keep to one line."""


def put_table(word: Word, table: Table) -> None:
    """Put a table, its sections below each other and its notes, at the end of `word`."""
    for title, columns, rows in sections(table):
        if title:
            paragraph = word.add_paragraph()
            say(paragraph, (TextRun(title, strong=True),))
            paragraph.paragraph_format.keep_with_next = True
        _put_part(word, columns, rows)
        make_low(word.add_paragraph())
    for note in table.notes:
        say(word.add_paragraph(), (TextRun(note),))


def _put_part(word: Word, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """A table whose heading repeats on every page and whose rows are not broken between pages."""
    texts = [_texts(row, columns) for row in rows]
    columns = [columns[place] for place in hosts(columns)]
    labels = heading(columns)
    grid = word.add_table(rows=0, cols=len(columns))
    _bordered(grid)
    widths = _widths(word, columns, texts)
    for n, line in enumerate([labels, *texts]):
        added = grid.add_row()
        properties = added._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if n == 0:
            properties.append(OxmlElement("w:tblHeader"))
        elif _is_to_fill_in(columns, line):
            added.height, added.height_rule = _ROOM, WD_ROW_HEIGHT_RULE.AT_LEAST
        for text, cell, column, wide in zip(line, added.cells, columns, widths, strict=True):
            cell.width = wide
            paragraph = cell.paragraphs[0]
            paragraph.style = CELL
            if n == 0 or is_right(column):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if n == 0 else WD_ALIGN_PARAGRAPH.RIGHT
            say(paragraph, (TextRun(text.replace(LINE_END, "\n"), strong=n == 0),))
    for column_of_grid, wide in zip(grid.columns, widths, strict=True):
        column_of_grid.width = wide


def _is_to_fill_in(columns: Sequence[Column], line: Sequence[str]) -> bool:
    """Whether at least half of a row is blank and there to write in, so that it needs the height of handwriting."""
    blank = sum(column.open and not text for column, text in zip(columns, line, strict=True))
    return 2 * blank >= len(columns)


def _texts(row: Row, columns: Sequence[Column]) -> list[str]:
    """The cells of a row, below each those that have no column of their own: a page is narrow."""
    texts = []
    for place, below in hosts(columns).items():
        own = [shown(row[each], columns[each]) for each in (place, *below)]
        more = own[1:] if columns[place].passage else [BETWEEN.join(told(row, columns, below))]
        texts.append(LINE_END.join(filter(None, (own[0], *more))))
    return texts


def make_low(paragraph: WordParagraph) -> None:
    """Make a paragraph as low as can be: the line after a table, which Word needs, or one that is cut along."""
    paragraph.paragraph_format.line_spacing = Pt(6)
    paragraph.paragraph_format.space_after = Pt(0)


def _widths(word: Word, columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[Emu]:
    """Widths of columns that fill the type area: refs, dates and numbers keep to one line, texts share the rest."""
    section = word.sections[0]
    assert section.page_width and section.left_margin is not None and section.right_margin is not None
    area = section.page_width - section.left_margin - section.right_margin
    room = area / (cell_size(word) / 2)
    needs = [_need(label, [line[place] for line in texts]) for place, label in enumerate(heading(columns))]
    kept = [column.key == "ref" or column.shape in (Shape.DATE, Shape.NUMBER) for column in columns]
    fixed = sum(need for need, is_kept in zip(needs, kept, strict=True) if is_kept)
    if fixed > room * _MOST_FIXED or all(kept):
        widths = shared(needs, room)
    else:
        rest = iter(shared([need for need, is_kept in zip(needs, kept, strict=True) if not is_kept], room - fixed))
        widths = [need if is_kept else next(rest) for need, is_kept in zip(needs, kept, strict=True)]
    return [Emu(int(area * width / sum(widths))) for width in widths]


def _need(label: str, texts: Sequence[str]) -> float:
    """How many cells a column takes whose lines are not broken."""
    longest = max((_cells(line) for text in texts for line in text.split(LINE_END)), default=0)
    least = _LEAST_CELLS if longest else _BLANK_CELLS
    return max(least, _cells(label), longest) + _PADDING_CELLS


def _cells(text: str) -> float:
    """How wide a text is: a Chinese character two cells, a letter more than one, as in the wider typefaces."""
    wide = width(text)
    return wide + (2 * len(text) - wide) * (_LETTER_CELLS - 1) if text else 0


def shared(needs: Sequence[float], room: float) -> list[float]:
    """How much of `room` each of `needs` gets: all of it where all fit, else what is above a fair share yields."""
    shares = [0.0] * len(needs)
    waiting = sorted(range(len(needs)), key=lambda place: needs[place])
    remaining = room
    for n, place in enumerate(waiting):
        shares[place] = min(needs[place], remaining / (len(waiting) - n))
        remaining -= shares[place]
    return shares


def _bordered(grid: WordTable) -> None:
    """Thin lines around every cell, whatever styles there are; widths as they are set."""
    grid.autofit = False
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="auto"))
    grid._tbl.tblPr.append(borders)


def say(paragraph: WordParagraph, words: Words) -> None:
    """Put words into a paragraph; a newline is a line break."""
    for text, strong in words:
        run = paragraph.add_run(as_text(text))
        if strong:
            run.bold = True


def as_text(text: str) -> str:
    """A text without anything that a Word file cannot hold, or that could steer a reader."""
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", escape(text))
