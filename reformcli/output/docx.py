"""A document for word processors: a paper, or a table under its title.

Its looks are styles, so that an office changes them in one place: those of a letterhead, a .docx whose styles, margins,
headers and footers count, or those of `looks`. Headings of tables repeat on every page. The same paper of the same day
gives the same bytes.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from reformcli.document import Break, Document, Heading, Items, Paragraph, Signature, TextRun
from reformcli.output import Options
from reformcli.output.blocks import marks, plain_text
from reformcli.output.docx_tables import as_text, make_low, put_table, say
from reformcli.output.dressed import element, with_letterhead, with_look
from reformcli.output.looks import HEADINGS, SIGNATURE, STAND_INS, TITLE
from reformcli.produced import MARK, is_marked
from reformcli.table import Table

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_FIRST_YEAR = 1980
"""The first year that the dates in a zip archive know."""

_FONTS = "word/fontTable.xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write(table: Table, out: BinaryIO, options: Options) -> None:
    """Write `table` under its title, or the sentence that says that it has no row."""
    rows = tuple(table.rows)
    block = table._replace(rows=rows) if rows else Paragraph((TextRun(table.empty),))
    day = options.day or date(2000, 1, 1)
    wide = len(table.columns) > 6
    write_document(Document(table.name, (TextRun(table.title),), (block,), {}, day, wide=wide), out, options)


def write_document(document: Document, out: BinaryIO, options: Options) -> None:
    """Write a paper. Raises BadFile for a letterhead that is none."""
    word = with_letterhead(options.letterhead, document) if options.letterhead else with_look(document)
    _fill(word, document)
    _date(word, document)
    made = BytesIO()
    word.save(made)
    _with_the_same_bytes(made, out, document.day, shipped=options.letterhead is None)


# Blocks


def _fill(word: Word, document: Document) -> None:
    say(word.add_paragraph(style=TITLE), document.title)
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
            make_low(word.add_paragraph())
        if isinstance(block, Table):
            put_table(word, block)
        elif isinstance(block, Heading):
            say(word.add_paragraph(style=HEADINGS[block.level - 1]), block.words)
        elif isinstance(block, Items):
            for mark, item in zip(marks(block), block.items, strict=True):
                say(word.add_paragraph(), (TextRun(mark if block.first is not None else "· "), *item))
        elif isinstance(block, Signature):
            for line in block.lines:
                say(word.add_paragraph(style=SIGNATURE), line)
        else:
            say(word.add_paragraph(), block.words)
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
    make_low(paragraph)
    borders = OxmlElement("w:pBdr")
    borders.append(element("w:bottom", val="dashed", sz="6", space="1", color="auto"))
    paragraph.paragraph_format.first_line_indent = Pt(0)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(12)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


# Bytes


def _date(word: Word, document: Document) -> None:
    """Properties of the file: what it is and of which day, nothing of the machine."""
    moment = datetime.combine(document.day, time())
    properties = word.core_properties
    properties.title, properties.subject = as_text(plain_text(document.title))[:255], document.name
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
    return is_marked(path)
