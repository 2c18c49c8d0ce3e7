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
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from reformcli.document import Document, Heading, Items, Paragraph, Signature, Span, Words
from reformcli.errors import BadFile
from reformcli.i18n import _, language
from reformcli.model.text import escape
from reformcli.output import Options
from reformcli.output.blocks import marks, plain_text
from reformcli.output.cells import LINE_END, heading, is_right, sections, shown, width
from reformcli.output.looks import A4, BODY, CELL, HEADINGS, SIGNATURE, STAND_INS, TITLE, Look, Style, look
from reformcli.table import Column, Row, Table

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
    word = _with_letterhead(options.letterhead) if options.letterhead else _with_look(document)
    needed = _styles_of(document)
    names = {style.name for style in word.styles}
    if lacking := [name for name in needed if name not in names]:
        raise BadFile(
            _("The letterhead lacks the styles {names}.", names=", ".join(lacking)),
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


# Blocks


def _fill(word: Word, document: Document) -> None:
    _say(word.add_paragraph(style=TITLE), document.title)
    for block in document.blocks:
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
    texts = [[shown(cell, column) for cell, column in zip(row, columns, strict=True)] for row in rows]
    labels = heading(columns)
    grid = word.add_table(rows=0, cols=len(columns))
    _bordered(grid)
    widths = _widths(word, labels, texts)
    for n, line in enumerate([labels, *texts]):
        added = grid.add_row()
        properties = added._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if n == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for text, cell, column, wide in zip(line, added.cells, columns, widths, strict=True):
            cell.width = wide
            paragraph = cell.paragraphs[0]
            _in_cell(word, paragraph)
            if n == 0 or is_right(column):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if n == 0 else WD_ALIGN_PARAGRAPH.RIGHT
            _say(paragraph, (Span(text.replace(LINE_END, "\n"), strong=n == 0),))
    for column_of_grid, wide in zip(grid.columns, widths, strict=True):
        column_of_grid.width = wide


def _in_cell(word: Word, paragraph: WordParagraph) -> None:
    """A paragraph in a cell: by the style for cells, or where a letterhead has none small and without indentation."""
    if CELL in {style.name for style in word.styles}:
        paragraph.style = CELL
        return
    paragraph.paragraph_format.first_line_indent = Pt(0)
    paragraph.paragraph_format.space_after = Pt(0)


def _small(paragraph: WordParagraph) -> None:
    """The line after a table, which Word needs, as low as can be."""
    paragraph.paragraph_format.line_spacing = Pt(6)
    paragraph.paragraph_format.space_after = Pt(0)


def _widths(word: Word, labels: Sequence[str], texts: Sequence[Sequence[str]]) -> list[Emu]:
    """Widths of columns that fill the type area: what is short keeps to one line, what is long shares the rest."""
    section = word.sections[0]
    assert section.page_width and section.left_margin is not None and section.right_margin is not None
    room = section.page_width - section.left_margin - section.right_margin
    needs = [_need(label, [line[place] for line in texts]) for place, label in enumerate(labels)]
    shares = shared(needs, room / Pt(10.5 / 2))
    total = sum(shares)
    return [Emu(int(room * share / total)) for share in shares]


def _need(label: str, texts: Sequence[str]) -> int:
    longest = max((width(line) for text in texts for line in text.split(LINE_END)), default=0)
    if not longest:
        return max(_BLANK_CELLS, width(label)) + _PADDING_CELLS
    return max(_LEAST_CELLS, width(label), longest) + _PADDING_CELLS


def shared(needs: Sequence[float], room: float) -> list[float]:
    """How much of `room` each of `needs` gets: all of it where all fit, else what is above a fair share yields."""
    given = [0.0] * len(needs)
    waiting = sorted(range(len(needs)), key=lambda place: needs[place])
    left = room
    for n, place in enumerate(waiting):
        given[place] = min(needs[place], left / (len(waiting) - n))
        left -= given[place]
    return given


def _bordered(grid: WordTable) -> None:
    """Thin lines around every cell, whatever styles there are; widths as they are given."""
    grid.autofit = False
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color="auto"))
    grid._tbl.tblPr.append(borders)


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


# Looks


def _with_letterhead(path: Path) -> Word:
    """An empty document with the looks of a letterhead."""
    try:
        word = docx.Document(str(path.expanduser()))
    except (PackageNotFoundError, ValueError, KeyError, BadZipFile, OSError):
        raise BadFile(
            _("The letterhead is not a Word file."),
            where=str(path),
            hint=_("The setting papers.letterhead names a .docx."),
        ) from None
    body = word.element.body
    for part in list(body):
        if part.tag != qn("w:sectPr"):
            body.remove(part)
    return word


def _with_look(document: Document) -> Word:
    """An empty document with the looks that papers come with."""
    word = docx.Document()
    wanted = look(language(), dense=document.dense)
    section = word.sections[0]
    wide, high = A4
    above, right, below, left = wanted.margins
    if document.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        wide, high = high, wide
        above, right, below, left = left, above, right, below
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.right_margin = Mm(above), Mm(right)
    section.bottom_margin, section.left_margin = Mm(below), Mm(left)
    section.footer_distance = Mm(min(wanted.footer, below - 9))
    for name, style in wanted.styles.items():
        _dress(word, name, style, wanted)
    for spoken in word.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "zh-CN" if language() == "zh" else "en-GB")
        spoken.set(qn("w:eastAsia"), "zh-CN")
    _number_pages(word, wanted)
    return word


def _dress(word: Word, name: str, wanted: Style, whole: Look) -> None:
    """Make the style `name` look as wanted."""
    if name in {style.name for style in word.styles}:
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle)
    else:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[BODY]
    properties = style.element.get_or_add_pPr()
    for old in (*properties.findall(qn("w:pBdr")), *properties.findall(qn("w:contextualSpacing"))):
        properties.remove(old)
    style.font.size, style.font.bold, style.font.italic = Pt(wanted.size), wanted.bold, False
    style.font.color.rgb = None
    _faces(style, wanted)
    form = style.paragraph_format
    form.alignment = _ALIGN[wanted.align]
    form.space_before, form.space_after = Pt(wanted.above), Pt(wanted.below)
    form.keep_with_next, form.widow_control = wanted.keep, False
    form.first_line_indent, form.right_indent = Pt(wanted.first * wanted.size), Pt(wanted.right * wanted.size)
    indent = properties.find(qn("w:ind"))
    if indent is not None and wanted.first:
        indent.set(qn("w:firstLineChars"), str(int(wanted.first * 100)))
    if whole.line is not None and name != CELL:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(max(whole.line, wanted.size * 1.3))
    else:
        form.line_spacing = 1.15 if name != CELL else 1.0


def _faces(style: ParagraphStyle, wanted: Style) -> None:
    """Typefaces for Latin and for Chinese, in the place of a theme's."""
    style.font.name = wanted.latin
    faces = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    assert faces is not None
    for name in [key for key in faces.attrib if "Theme" in str(key)]:
        del faces.attrib[name]
    faces.set(qn("w:eastAsia"), wanted.chinese)
    faces.set(qn("w:hAnsi"), wanted.latin)


def _number_pages(word: Word, wanted: Look) -> None:
    """The number of the page at the foot: outside on either side where it stands between dashes, else in the middle."""
    section = word.sections[0]
    word.settings.odd_and_even_pages_header_footer = wanted.dashes
    feet = [(section.footer, "right")] + ([(section.even_page_footer, "left")] if wanted.dashes else [])
    for foot, side in feet:
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        paragraph.alignment = _ALIGN[side if wanted.dashes else "center"]
        form = paragraph.paragraph_format
        form.first_line_indent = Pt(0)
        form.left_indent = form.right_indent = Pt(14 if wanted.dashes else 0)
        dash = "— " if wanted.dashes else ""
        paragraph.add_run(dash)
        run = paragraph.add_run()
        run._r.append(_element("w:fldChar", fldCharType="begin"))
        code = OxmlElement("w:instrText")
        code.text = " PAGE "
        run._r.append(code)
        run._r.append(_element("w:fldChar", fldCharType="separate"))
        run.add_text("1")
        run._r.append(_element("w:fldChar", fldCharType="end"))
        paragraph.add_run(dash[::-1])
        for part in paragraph.runs:
            part.font.size = Pt(14 if wanted.dashes else 9)
            part.font.name = wanted.styles[BODY].latin


# Bytes


def _date(word: Word, document: Document) -> None:
    """Properties of the file: what it is and of which day, nothing of the machine."""
    moment = datetime.combine(document.day, time())
    properties = word.core_properties
    properties.title, properties.subject = _text(plain_text(document.title))[:255], document.name
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
