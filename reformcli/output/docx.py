"""A document for word processors: a paper, or a table under its title.

Its looks are styles, so that an office changes them in one place: those of a letterhead, a .docx whose styles, margins,
headers and footers count, or those of `looks`. Headings of tables repeat on every page. The same paper of the same day
gives the same bytes.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Word
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from reformcli.document import Break, Document, Heading, Items, Paragraph, Signature, Span, Words
from reformcli.errors import BadFile
from reformcli.i18n import _, joined, language
from reformcli.model.text import escape
from reformcli.output import MARK, Options
from reformcli.output.blocks import marks, plain_text
from reformcli.output.cells import BETWEEN, LINE_END, heading, hosts, is_right, sections, shown, told
from reformcli.output.dressed import cell_size, element, has_style, with_letterhead, with_look
from reformcli.output.files import is_marked
from reformcli.output.looks import CELL, HEADINGS, IN_CHINESE_WORD, SIGNATURE, STAND_INS, TITLE
from reformcli.output.texts import width
from reformcli.table import Column, Row, Shape, Table

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
_FIRST_YEAR = 1980
"""The first year that the dates in a zip archive know."""

_LEAST_CELLS, _BLANK_CELLS, _PADDING_CELLS = 4, 18, 3
"""Widths of columns in cells of a terminal: at the least, where there is nothing but room to write, around a text."""

_ROOM = Mm(11)
"""The height of a row to write in by hand."""

_LETTER_CELLS, _MOST_FIXED = 1.25, 0.7
"""How wide a letter is, and how much of the room columns may take that keep to one line."""

_FONTS = "word/fontTable.xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write(table: Table, out: BinaryIO, options: Options) -> None:
    """Write `table` under its title, or the sentence that says that it has no row."""
    rows = tuple(table.rows)
    block = table._replace(rows=rows) if rows else Paragraph((Span(table.empty),))
    day = options.day or date(2000, 1, 1)
    wide = len(table.columns) > 6
    write_document(Document(table.name, (Span(table.title),), (block,), {}, day, wide=wide), out, options)


def write_document(document: Document, out: BinaryIO, options: Options) -> None:
    """Write a paper. Raises BadFile for a letterhead that is none, or that lacks a style that the paper needs."""
    word = with_letterhead(options.letterhead) if options.letterhead else with_look(document)
    needed = _styles_of(document)
    if lacking := [name for name in needed if not has_style(word, name)]:
        raise BadFile(
            _("The letterhead lacks the styles {names}.", names=joined(map(_in_word, lacking))),
            where=str(options.letterhead),
            hint=_("Add them in a word processor, or take papers.letterhead out of the settings."),
        )
    _fill(word, document)
    _date(word, document)
    made = BytesIO()
    word.save(made)
    _with_the_same_bytes(made, out, document.day, shipped=options.letterhead is None)


def _styles_of(document: Document) -> list[str]:
    """The styles that a paper needs besides the one for paragraphs, which every file has."""
    levels = sorted({block.level for block in document.blocks if isinstance(block, Heading)})
    signed = any(isinstance(block, Signature) for block in document.blocks)
    return [TITLE, *(HEADINGS[level - 1] for level in levels), *([SIGNATURE] if signed else [])]


def _in_word(style: str) -> str:
    """A style as a person finds it in a word processor of the language in use."""
    return f"{style}（{IN_CHINESE_WORD[style]}）" if language() == "zh" and style in IN_CHINESE_WORD else style


# Blocks


def _fill(word: Word, document: Document) -> None:
    _say(word.add_paragraph(style=TITLE), document.title)
    begins_page, below_cut = False, False
    for block in document.blocks:
        before = len(word.paragraphs)
        if isinstance(block, Break):
            begins_page = block is Break.PAGE
            if block is Break.CUT:
                _put_cut(word)
                below_cut = True
            continue
        if begins_page and isinstance(block, Table):
            _small(word.add_paragraph())
        if isinstance(block, Table):
            _put_table(word, block)
        elif isinstance(block, Heading):
            _say(word.add_paragraph(style=HEADINGS[block.level - 1]), block.words)
        elif isinstance(block, Items):
            for mark, item in zip(marks(block), block.items, strict=True):
                _say(word.add_paragraph(), (Span(mark if block.first is not None else "· "), *item))
        elif isinstance(block, Signature):
            for line in block.lines:
                _say(word.add_paragraph(style=SIGNATURE), line)
        else:
            _say(word.add_paragraph(), block.words)
        if begins_page:
            word.paragraphs[before].paragraph_format.page_break_before = True
            begins_page = False
    if below_cut:
        _keep_together(word)


def _keep_together(word: Word) -> None:
    """Keep what stands below the cut on one page, with the cut itself."""
    body = [part for part in word.element.body if part.tag in (qn("w:p"), qn("w:tbl"))]
    cut = max(place for place, part in enumerate(body) if part.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None)
    for part in body[cut:-1]:
        for paragraph in part.iter(qn("w:p")):
            WordParagraph(paragraph, word).paragraph_format.keep_with_next = True


def _put_cut(word: Word) -> None:
    """A line along which the paper is cut: the dashed foot of an empty paragraph."""
    paragraph = word.add_paragraph()
    _small(paragraph)
    borders = OxmlElement("w:pBdr")
    borders.append(element("w:bottom", val="dashed", sz="6", space="1", color="auto"))
    paragraph.paragraph_format.first_line_indent = Pt(0)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(12)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _say(paragraph: WordParagraph, words: Words) -> None:
    """Put words into a paragraph; a newline is a line break."""
    for text, strong in words:
        run = paragraph.add_run(_text(text))
        if strong:
            run.bold = True


def _text(text: str) -> str:
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", escape(text))


def _put_table(word: Word, table: Table) -> None:
    for title, columns, rows in sections(table):
        if title:
            paragraph = word.add_paragraph()
            _say(paragraph, (Span(title, strong=True),))
            paragraph.paragraph_format.keep_with_next = True
        _put_part(word, columns, rows)
        _small(word.add_paragraph())
    for note in table.notes:
        _say(word.add_paragraph(), (Span(note),))


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
            _say(paragraph, (Span(text.replace(LINE_END, "\n"), strong=n == 0),))
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


def _small(paragraph: WordParagraph) -> None:
    """The line after a table, which Word needs, as low as can be."""
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


# Bytes


def _date(word: Word, document: Document) -> None:
    """Properties of the file: what it is and of which day, nothing of the machine."""
    moment = datetime.combine(document.day, time())
    properties = word.core_properties
    properties.title, properties.subject = _text(plain_text(document.title))[:255], document.name
    properties.keywords = MARK
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _with_the_same_bytes(made: BytesIO, out: BinaryIO, day: date, *, shipped: bool) -> None:
    """Copy the archive with every entry dated by the office's day; a shipped look gets its stand-ins for typefaces."""
    stamp = (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0)
    whole = BytesIO()
    with ZipFile(made) as source, ZipFile(whole, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = _font_table() if shipped and name == _FONTS else source.read(name)
            entry = ZipInfo(name, stamp)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content)
    out.write(whole.getvalue())


def _font_table() -> bytes:
    """Which typefaces stand in for which, as Word and LibreOffice read it."""
    fonts: Iterable[str] = (
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(others)}/></w:font>"
        for name, others in STAND_INS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts xmlns:w="{_MAIN}">{"".join(fonts)}</w:fonts>'
    ).encode()


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether a document's properties say that reform made it."""
    return is_marked(path, MARK)
