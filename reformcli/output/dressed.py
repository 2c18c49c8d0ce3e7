"""An empty Word file, dressed: with the looks that papers come with, or those of an office's letterhead."""

from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from reformcli.document import Document
from reformcli.errors import BadFile
from reformcli.i18n import _, language
from reformcli.output.looks import A4, BODY, CELL, Look, Style, look

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_CELL_SIZE = 10.5
"""Size of letters in cells, in points, where no style says it."""


def has_style(word: Word, name: str) -> bool:
    """Whether the file has a style of this name."""
    return name in {style.name for style in word.styles}


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """A tag of the format with its attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def with_letterhead(path: Path, document: Document) -> Word:
    """An empty document with the looks of a letterhead, and for the styles that it lacks those that papers come with.

    Raises BadFile where the letterhead is not there, or is no Word file.
    """
    hint = _("The setting papers.letterhead names a .docx.")
    if not path.expanduser().exists():
        raise BadFile(_("There is no such file."), where=str(path), hint=hint)
    try:
        word = docx.Document(str(path.expanduser()))
    except (PackageNotFoundError, ValueError, KeyError, BadZipFile, OSError):
        raise BadFile(
            _("The letterhead is not a Word file."),
            where=str(path),
            hint=hint,
        ) from None
    body = word.element.body
    for part in list(body):
        if part.tag != qn("w:sectPr"):
            body.remove(part)
    whole = look(language(), dense=document.dense)
    for name, style in whole.styles.items():
        if not has_style(word, name):
            _dress(word, name, style, whole)
    return word


def cell_size(word: Word) -> int:
    """The size of letters in the cells of tables, in the file's own units."""
    return word.styles[CELL].font.size or word.styles[BODY].font.size or Pt(_CELL_SIZE)


def with_look(document: Document) -> Word:
    """An empty document with the looks that papers come with."""
    word = docx.Document()
    whole = look(language(), dense=document.dense)
    section = word.sections[0]
    wide, high = A4
    above, right, below, left = whole.margins
    if document.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        wide, high = high, wide
        above, right, below, left = left, above, right, below
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.right_margin = Mm(above), Mm(right)
    section.bottom_margin, section.left_margin = Mm(below), Mm(left)
    section.footer_distance = Mm(min(whole.footer, below - 9))
    for name, style in whole.styles.items():
        _dress(word, name, style, whole)
    for spoken in word.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "en-GB")
        spoken.set(qn("w:eastAsia"), "zh-CN")
    _number_pages(word, whole)
    return word


def _dress(word: Word, name: str, dress: Style, whole: Look) -> None:
    """Make the style `name` of a file look as `dress` says."""
    if has_style(word, name):
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle)
    else:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[BODY] if name != BODY else None
    properties = style.element.get_or_add_pPr()
    for old in (*properties.findall(qn("w:pBdr")), *properties.findall(qn("w:contextualSpacing"))):
        properties.remove(old)
    style.font.size, style.font.bold, style.font.italic = Pt(dress.size), dress.bold, False
    style.font.color.rgb = None
    _faces(style, dress)
    form = style.paragraph_format
    form.alignment = _ALIGN[dress.align]
    form.space_before, form.space_after = Pt(dress.above), Pt(dress.below)
    form.keep_with_next, form.widow_control = dress.keep, False
    form.first_line_indent, form.right_indent = Pt(dress.first * dress.size), Pt(dress.right * dress.size)
    indent = properties.find(qn("w:ind"))
    if indent is not None and dress.first:
        indent.set(qn("w:firstLineChars"), str(int(dress.first * 100)))
    if whole.line is not None and name != CELL:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(max(whole.line, dress.size * 1.3))
    else:
        form.line_spacing = 1.15 if name != CELL else 1.0


def _faces(style: ParagraphStyle, dress: Style) -> None:
    """Typefaces for Latin and for Chinese, in the place of a theme's."""
    style.font.name = dress.latin
    faces = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    assert faces is not None
    for name in [key for key in faces.attrib if "Theme" in str(key)]:
        del faces.attrib[name]
    faces.set(qn("w:eastAsia"), dress.chinese)
    faces.set(qn("w:hAnsi"), dress.latin)


def _number_pages(word: Word, whole: Look) -> None:
    """The number of the page at the foot: outside on either side where it stands between dashes, else in the middle."""
    section = word.sections[0]
    word.settings.odd_and_even_pages_header_footer = whole.dashes
    feet = [(section.footer, "right")] + ([(section.even_page_footer, "left")] if whole.dashes else [])
    for foot, side in feet:
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        paragraph.alignment = _ALIGN[side if whole.dashes else "center"]
        form = paragraph.paragraph_format
        form.first_line_indent = Pt(0)
        form.left_indent = form.right_indent = Pt(14 if whole.dashes else 0)
        dash = "— " if whole.dashes else ""
        paragraph.add_run(dash)
        run = paragraph.add_run()
        run._r.append(element("w:fldChar", fldCharType="begin"))
        code = OxmlElement("w:instrText")
        code.text = " PAGE "
        run._r.append(code)
        run._r.append(element("w:fldChar", fldCharType="separate"))
        run.add_text("1")
        run._r.append(element("w:fldChar", fldCharType="end"))
        paragraph.add_run(dash[::-1])
        for part in paragraph.runs:
            part.font.size = Pt(14 if whole.dashes else 9)
            part.font.name = whole.styles[BODY].latin
