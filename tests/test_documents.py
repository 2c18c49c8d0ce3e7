"""Documents: templates to blocks, blocks to every format; a value never makes structure; what a template may not do."""

import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reformcli import i18n
from reformcli.document import Break, Heading, Items, Paragraph, Signature, TextRun, text_of
from reformcli.documents import compose as composing
from reformcli.documents.compose import chinese, compose
from reformcli.documents.templates import TemplateText, source
from reformcli.errors import BadFile, UsageError
from reformcli.output import FORMATS, Options, write
from reformcli.output.docx_tables import shared
from reformcli.table import Column, Shape, Table

DAY = date(2026, 6, 30)
OPTIONS = Options(day=DAY)
COLUMNS = (Column("ref", "Ref", ""), Column("title", "Title", "", main=True), Column("days", "Days", "", Shape.NUMBER))
TABLE = Table("late", "Late", COLUMNS, (("1", "a", 3), ("2.1", "b|c", None)))
HOSTILE = ("# x", "1. x", "- x", "+ x", "| a | b |", "{{ x }}", "{% if %}", "<b>x</b>", "a\nb\n# c", "**", "> x", "`x`")
HOSTILE += (
    "\\",
    "&lt;",
    "    x",
    "---",
    "===",
    "[x](y)",
    "![x](y)",
    "~~~",
    "\ue0000\ue001",
    "*a*",
    "_a_",
    "http://x.y/",
)
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=40))


def made(template, /, **fields):
    return compose(TemplateText(Path("paper.md"), template), fields, name="paper", day=DAY)


def written(document, shape, **options):
    out = BytesIO() if shape in FORMATS and FORMATS[shape].binary else StringIO()
    write(document, out, shape, OPTIONS._replace(**options))
    return out.getvalue()


def word(document, **options):
    return docx.Document(BytesIO(written(document, "docx", **options)))


WHOLE = """# Paper {{ number }}

## 一、First {{ text }}

A **heavy** line
that runs on.\\
And breaks. \\*\\*Not heavy\\*\\*

- {{ text }}
- two

3. three
4. four

{{ table }}

## 九、Second
### （七）Part
#### 8. Piece

> Office
> {{ day|long }}
"""


def test_a_template_becomes_blocks():
    document = made(WHOLE, number=7, text="t", table=TABLE, day=DAY)
    assert text_of(document.title) == "Paper 7"
    assert document.blocks == (
        Heading(1, (TextRun("一、First t"),)),
        Paragraph(
            (TextRun("A "), TextRun("heavy", strong=True), TextRun(" line that runs on.\nAnd breaks. **Not heavy**"))
        ),
        Items(((TextRun("t"),), (TextRun("two"),))),
        Items(((TextRun("three"),), (TextRun("four"),)), 3),
        TABLE,
        Heading(1, (TextRun("二、Second"),)),
        Heading(2, (TextRun("（一）Part"),)),
        Heading(3, (TextRun("1. Piece"),)),
        Signature(((TextRun("Office"),), (TextRun("30 June 2026"),))),
    )


def test_a_line_of_signs_cuts_begins_a_page_or_is_there_to_write_on():
    document = made("# T\n\na\n---\nb\n\n***\n\n## {{ x }}\n\n________\n\n> {{ x }}", x="***")
    assert document.blocks == (
        Paragraph((TextRun("a"),)),
        Break.CUT,
        Paragraph((TextRun("b"),)),
        Break.PAGE,
        Heading(1, (TextRun("***"),)),
        Paragraph((TextRun("________"),)),
        Signature(((TextRun("***"),),)),
    )
    plain = written(document, "plain")
    assert plain.count("- - - -\n") == 1 and "\n\n\n" not in plain
    assert written(document, "screen", width=30).count("- - -") >= 1
    assert max(map(len, written(document, "screen", width=30).splitlines())) <= 30
    assert written(document, "markdown").count("\n---\n") == 1
    page = written(document, "html")
    assert page.count("<hr>") == 1 and page.count('class="page"') == 1
    file = word(document)
    assert [part.text for part in file.paragraphs if part.paragraph_format.page_break_before] == ["***"]
    assert len(file.element.xpath("//w:pBdr/w:bottom[@w:val='dashed']")) == 1
    with pytest.raises(BadFile, match="plain lines only"):
        made("# T\n\n- a\n\n  ---\n")


def test_what_is_below_a_cut_stays_together():
    room = TABLE._replace(columns=(COLUMNS[0], Column("room", "Room", "", open=True)), rows=(("1", None), ("2", None)))
    file = word(made("# T\n\nabove\n\n---\n\nbelow\n\n{{ room }}", room=room))
    kept = {part.text: bool(part.paragraph_format.keep_with_next) for part in file.paragraphs if part.text}
    assert (kept["above"], kept["below"]) == (False, True)
    assert all(part.paragraph_format.keep_with_next for row in file.tables[0].rows for part in row.cells[0].paragraphs)
    assert [row.height is not None for row in file.tables[0].rows] == [False, True, True]
    assert all(row.height is None for row in word(made("# T\n\n{{ t }}", t=TABLE)).tables[0].rows)
    some = room._replace(columns=(*COLUMNS, room.columns[1]), rows=(("1", "a", 3, None),))
    assert all(row.height is None for row in word(made("# T\n\n{{ t }}", t=some)).tables[0].rows)


def test_a_table_may_begin_a_page():
    file = word(made("# T\n\na\n\n***\n\n{{ table }}", table=TABLE))
    starts = [place for place, part in enumerate(file.element.body) if part.xpath("w:pPr/w:pageBreakBefore")]
    assert len(starts) == 1 and file.element.body[starts[0] + 1].tag.endswith("}tbl")


def test_lines_run_on_without_a_space_in_chinese():
    i18n.use("zh")
    document = made("# 题\n\n第一行\n第二行 {{ day|long }} {{ names }}", day=DAY, names=("甲", "乙"))
    assert text_of(document.blocks[0].words) == "第一行第二行 2026年6月30日 甲、乙"


def test_lines_of_tags_leave_nothing_behind():
    document = made(
        "# T\n\nx {% if yes %}y{% endif %}\n\n{% for one in several %}\n- {{ one }}\n{% endfor %}\n\nz",
        yes=True,
        several=("a", "b"),
    )
    assert [type(block) for block in document.blocks] == [Paragraph, Items, Paragraph]
    assert len(document.blocks[1].items) == 2


def test_what_says_nothing_leaves_no_block():
    empty = Table("t", "T", COLUMNS, (), empty="There is none.")
    document = made("# T\n\n{{ none }}\n\n- {{ none }}\n\n> {{ none }}\n\n{{ empty }}", none=None, empty=empty)
    assert document.blocks == (Paragraph((TextRun("There is none."),)),)


def test_columns_that_hold_nothing_are_left_out_unless_there_to_write_in():
    columns = (*COLUMNS, Column("room", "Room", "", open=True))
    table = Table("t", "T", columns, (("1", "a", None, None), ("2", "b", None, None)))
    (kept,) = made("# T\n\n{{ table }}", table=table).blocks
    assert [column.key for column in kept.columns] == ["ref", "title", "room"]


@given(TEXT, TEXT)
def test_a_value_never_makes_structure(first, second):
    template = "# T {{ first }}\n\n## 一、{{ first }}\n\n{{ first }} **{{ second }}**\n\n"
    template += "- {{ first }}\n- {{ second }}\n\n{{ table }}\n\n> {{ second }}"
    table = Table("t", "T", COLUMNS, ((first, second, 1),))
    marker = made(template, first="x", second="x", table=table)
    document = made(template, first=first, second=second, table=table)
    kinds = [type(block) for block in marker.blocks]
    if first.strip() and second.strip():
        assert [type(block) for block in document.blocks] == kinds
        assert text_of(document.blocks[0].words) == f"一、{first}"
        assert [text_of(words) for words in document.blocks[2].items] == [first, second]
    for shape in ("plain", "json", "html", "screen"):
        written(document, shape)
    assert json.loads(written(document, "json"))["first"] == first
    seen = MarkdownIt("commonmark", {"html": True}).enable("table").parse(written(document, "markdown"))
    expected = MarkdownIt("commonmark", {"html": True}).enable("table").parse(written(marker, "markdown"))
    blocks = (
        "heading_open",
        "list_item_open",
        "table_open",
        "blockquote_open",
        "fence",
        "code_block",
        "hr",
        "html_block",
    )
    if first.strip() and second.strip():
        assert [part.type for part in seen if part.type in blocks] == [
            part.type for part in expected if part.type in blocks
        ]


@given(TEXT)
def test_markdown_reads_back_as_the_text_that_it_was(text):
    kept = " ".join(text.split())
    if not kept or not kept.isprintable():
        return
    document = made("# T\n\n{{ text }}", text=kept)
    tokens = MarkdownIt("commonmark", {"html": True}).parse(written(document, "markdown"))
    assert [part.type for part in tokens] == [
        *("heading_open", "inline", "heading_close"),
        *("paragraph_open", "inline", "paragraph_close"),
    ]
    assert {part.type for part in tokens[4].children} <= {"text", "text_special"}
    assert "".join(part.content for part in tokens[4].children) == kept


@pytest.mark.parametrize("text", HOSTILE)
def test_the_same_blocks_in_word(text):
    document = made(
        "# {{ text }}\n\n## {{ text }}\n\n{{ text }}\n\n- {{ text }}\n\n{{ table }}\n\n> {{ text }}",
        text=text,
        table=TABLE._replace(rows=((text, text, 1),)),
    )
    file = word(document)
    shown = text.strip("\n")
    assert [(part.style.name, part.text) for part in file.paragraphs if part.text.strip()] == [
        ("Title", shown),
        ("Heading 1", shown),
        ("Normal", shown),
        ("Normal", f"· {shown}"),
        ("Signature", shown),
    ]
    (grid,) = file.tables
    assert [cell.text for cell in grid.rows[1].cells] == [shown, shown, "1"]
    assert grid.rows[0]._tr.xpath("w:trPr/w:tblHeader") and grid.rows[1]._tr.xpath("w:trPr/w:cantSplit")


def test_html_escapes_and_needs_nothing_else():
    page = written(made("# {{ text }}\n\n{{ text }}", text="<script>x</script>"), "html")
    assert "<script>" not in page and page.count("&lt;script&gt;") == 3 and "http" not in page


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("# T\n\n{{ nosuch }}", 3, "there is no field nosuch"),
        ("# T\n\n{{ text.__class__ }}", 3, "there is no field __class__"),
        ("# T\n\n{{ record.__class__.__mro__ }}", 3, "there is no field __class__"),
        ("# T\n\n{{ record.nosuch }}", 3, "there is no field nosuch"),
        ("# T\n\n{{ text.upper() }}", 3, "a call has no place"),
        ("# T\n\n{% for n in range(9) %}{% endfor %}", 3, "a call has no place"),
        ("# T\n{% include 'x' %}", 2, "include has no place"),
        ("# T\n{% set x = text %}", 2, "set has no place"),
        ("# T\n{% macro m() %}{% endmacro %}", 2, "macro has no place"),
        ("# T\n\n{{ text * 9 }}", 3, "mul has no place"),
        ("# T\n\n{{ text ~ text }}", 3, "concat has no place"),
        ("# T\n\n{{ record['a'] }}", 3, "[…] has no place"),
        ("# T\n\n{{ text|upper }}", 3, "there is no filter upper"),
        ("# T\n\n{{ text|safe }}", 3, "there is no filter safe"),
        ("# T\n\n{{ record }}", 3, "only a field with one value can be printed"),
        ("# T\n\n{% for x in text %}{% endfor %}", 3, "a loop goes through a list"),
        ("# T\n\n{% if none > 1 %}{% endif %}", 3, "compares what cannot be compared"),
        ("# T\n\n{% if text %}", 3, "line 3: its marks do not fit together"),
        ("# T\n\nx {{ table }}", None, "a table stands in a line of its own"),
        ("# T\n\n- {{ table }}", None, "a table stands in a line of its own"),
        ("# T\n\n# U", None, "comes first and once"),
        ("x", None, "it has no title"),
        ("# T\n\n##### x", None, "two, three or four #"),
        ("# T\n\n- a\n  - b", None, "plain lines only"),
        ("# T\n\n**x", None, "** is not closed"),
    ],
)
def test_what_a_template_may_not_do_is_one_clear_line(template, line, words):
    fields = {"text": "t", "record": {"a": 1}, "none": None, "table": TABLE}
    for language in i18n.LANGUAGES:
        i18n.use(language)
        with pytest.raises(BadFile) as refused:
            made(template, **fields)
        assert refused.value.where == (f"paper.md:{line}" if line else "paper.md")
        assert "\n" not in refused.value.line()
        if language == "en":
            assert words in refused.value.what


def test_all_faults_of_a_template_are_told_at_once():
    with pytest.raises(BadFile, match=r"line 3.*one.*line 4.*two.*line 5.*upper"):
        made("# T\n\n{{ one }}\n{{ two }}\n{{ text|upper }}", text="t")


def test_loops_without_end_are_bounded(monkeypatch):
    nested = "{% for a in several %}" * 6 + "{% endfor %}" * 6
    with pytest.raises(BadFile, match="more than 100000 turns"):
        made(f"# T\n\n{nested}", several=tuple(range(100)))
    monkeypatch.setattr(composing, "MOST_STEPS", 3)
    made("# T\n\n{% for a in several %}{{ a }}{% endfor %}", several=(1, 2, 3))
    with pytest.raises(BadFile, match="more than 3 turns"):
        made("# T\n\n{% for a in several %}{{ a }}{% endfor %}", several=(1, 2, 3, 4))


def test_what_a_template_puts_out_is_bounded():
    lines = "{% for a in several %}" + "x" * 1000 + "{% endfor %}"
    with pytest.raises(BadFile, match="more than 5000000 characters"):
        made(f"# T\n\n{lines}", several=tuple(range(90_000)))
    with pytest.raises(BadFile, match="more than 5000000 characters"):
        made("# T\n\n{% for a in several %}{{ a }}{% endfor %}", several=("x" * 100_000,) * 60)
    for deep in ("(" * 20_000 + "text" + ")" * 20_000, "not " * 20_000 + "text"):
        with pytest.raises(BadFile, match="nested too deeply"):
            made(f"# T\n\n{{{{ {deep} }}}}", text="t")


def test_a_template_that_cannot_be_read_is_one_line(tmp_path):
    broken = {
        "a": (b"\xff\xfe#", "not text in UTF-8"),
        "b": ("# T \ue000".encode(), "U[+]E000"),
        "c": (b"#" * 200_001, "longer than 200000"),
    }
    for name, (content, words) in broken.items():
        (tmp_path / f"{name}.en.md").write_bytes(content)
        with pytest.raises(BadFile, match=words):
            source(name, "en", str(tmp_path))
    (tmp_path / "d.en.md").mkdir()
    with pytest.raises(BadFile, match="cannot be read"):
        source("d", "en", str(tmp_path))
    with pytest.raises(BadFile, match="no such folder"):
        source("brief", "en", str(tmp_path / "nowhere"))
    assert source("brief", "en", str(tmp_path)).text.startswith("# Before the visit")
    (tmp_path / "brief.en.md").write_text("\ufeff# Ours")
    assert source("brief", "en", str(tmp_path)).text == "# Ours"


@pytest.mark.parametrize("shape", [name for name, kind in FORMATS.items() if not kind.papers])
def test_a_format_for_lists_takes_no_paper(shape):
    with pytest.raises(UsageError, match=f"cannot be written as {shape}"):
        written(made("# T"), shape)


def test_a_table_can_be_a_word_document():
    file = word(TABLE)
    assert file.paragraphs[0].text == "Late" and len(file.tables[0].rows) == 3
    assert "Nothing." in [part.text for part in word(TABLE._replace(rows=(), empty="Nothing.")).paragraphs]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_same_paper_of_the_same_day_gives_the_same_bytes(language, monkeypatch):
    i18n.use(language)
    document = made(WHOLE, number=7, text="t", table=TABLE, day=DAY)
    first = written(document, "docx")
    monkeypatch.setenv("USER", "somebody")
    assert written(document, "docx") == first
    with ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 6, 30, 0, 0, 0)}
        assert b"python-docx" not in archive.read("docProps/core.xml")
    assert written(document._replace(day=date(1900, 1, 1)), "docx")


def test_the_chinese_look_follows_the_standard():
    i18n.use("zh")
    file = word(made(WHOLE, number=7, text="t", table=TABLE, day=DAY))
    section = file.sections[0]
    page = (section.page_width.mm, section.page_height.mm, section.top_margin.mm, section.left_margin.mm)
    area = (page[0] - page[3] - section.right_margin.mm, page[1] - page[2] - section.bottom_margin.mm)
    assert [round(part) for part in page] == [210, 297, 37, 28] and [round(part) for part in area] == [156, 225]
    styles = {name: file.styles[name] for name in ("Normal", "Title", "Heading 1", "Heading 2", "Signature")}
    faces = {name: style.element.xpath("string(w:rPr/w:rFonts/@w:eastAsia)") for name, style in styles.items()}
    assert faces == {
        "Normal": "仿宋",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体",
        "Signature": "仿宋",
    }
    assert [styles[name].font.size.pt for name in ("Normal", "Title", "Heading 1")] == [16, 22, 16]
    feet = [section.footer.paragraphs[0].text, section.even_page_footer.paragraphs[0].text]
    assert feet == ["— 1 —", "— 1 —"]
    with ZipFile(BytesIO(written(made("# T"), "docx"))) as archive:
        assert "仿宋_GB2312".encode() in archive.read("word/fontTable.xml")


def letterhead(path, *styles):
    made_of = docx.Document()
    made_of.add_paragraph("what stood in the letterhead")
    made_of.sections[0].header.paragraphs[0].text = "HEAD"
    for name in styles:
        made_of.styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    made_of.styles["Title"].font.size = docx.shared.Pt(31)
    made_of.save(str(path))
    return path


def test_a_letterhead_gives_the_looks(tmp_path):
    document = made(WHOLE, number=7, text="t", table=TABLE, day=DAY)
    file = word(document, letterhead=letterhead(tmp_path / "head.docx", "Signature"))
    assert file.sections[0].header.paragraphs[0].text == "HEAD"
    assert file.styles["Title"].font.size.pt == 31
    assert "what stood in the letterhead" not in [part.text for part in file.paragraphs]


def test_a_style_that_a_letterhead_lacks_looks_as_shipped(tmp_path):
    document = made(WHOLE, number=7, text="t", table=TABLE, day=DAY)
    i18n.use("zh")
    file = word(document, letterhead=letterhead(tmp_path / "head.docx"))
    assert file.styles["Signature"].paragraph_format.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
    assert file.styles["Title"].font.size.pt == 31


def test_a_letterhead_that_is_none_is_refused(tmp_path):
    document = made(WHOLE, number=7, text="t", table=TABLE, day=DAY)
    with pytest.raises(BadFile, match="There is no such file"):
        word(document, letterhead=tmp_path / "missing.docx")
    (tmp_path / "text.docx").write_text("no Word file")
    with ZipFile(tmp_path / "zip.docx", "w") as archive:
        archive.writestr("x", "y")
    for name in ("text.docx", "zip.docx", "."):
        with pytest.raises(BadFile, match="not a Word file"):
            word(document, letterhead=tmp_path / name)


@given(st.lists(st.floats(1, 500), min_size=1, max_size=12), st.floats(10, 300))
def test_widths_fill_no_more_than_there_is_and_none_gets_more_than_it_needs(needs, room):
    got = shared(needs, room)
    assert sum(got) <= room + 1e-6
    assert all(0 < width <= need + 1e-9 for width, need in zip(got, needs, strict=True))
    assert sum(needs) > room or got == pytest.approx(needs)


def test_chinese_numbers():
    assert [chinese(n) for n in (1, 9, 10, 11, 20, 21, 99)] == ["一", "九", "十", "十一", "二十", "二十一", "九十九"]
