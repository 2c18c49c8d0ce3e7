"""Lists in Word documents: their tables one below the other, with the lines above, merged cells, tracked changes."""

import io
import sys

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.importers.books import answering, book, facts, rows_of

HEADING = ("序号", "改革任务", "牵头单位", "完成时限")


@pytest.fixture
def document():
    return docx.Document()


def table(document, *rows):
    """A table of a document with these rows; the same text in cells beside each other is one merged cell."""
    grid = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            grid.cell(at, column).text = text
        if len(set(row)) == 1:
            merged = grid.cell(at, 0).merge(grid.cell(at, len(row) - 1))
            merged.text = row[0]
    return grid


def saved(document, home, name="任务.docx"):
    document.save(home / name)
    return home / name


def test_a_list_of_several_tables_under_lines_of_text(reform, home, document):
    document.add_paragraph("各乡镇、各单位：" + "为贯彻落实上级部署，" * 20)
    document.add_paragraph("2027年重点改革任务分工表")
    document.add_paragraph("一、经济体制改革")
    table(
        document, HEADING, ("1", "国企改革深化提升", "县国资局", "6月底前"), ("2", "投融资改革", "县发改局", "9月底前")
    )
    document.add_paragraph("二、社会体制改革")
    table(document, HEADING, ("3", "医共体改革", "县卫健局", "12月"))
    taken = reform("import", saved(document, home))
    assert taken.status == 0, taken.err
    assert facts(reform, "title", "plan", "theme", "due") == [
        ("国企改革深化提升", 2027, "经济体制改革", "2027-06-30"),
        ("投融资改革", 2027, "经济体制改革", "2027-09-30"),
        ("医共体改革", 2027, "社会体制改革", "2027-12-31"),
    ]
    assert answering(reform, 3, "lead") == ["县卫健局"]


def test_merged_cells_are_one_item_with_its_parts(reform, home, document):
    heading = ("改革任务", "具体措施", "牵头单位", "完成时限")
    first, second = ("国企改革", "制定方案", "县国资局", "3月底前"), ("", "全面推开", "县国资局", "6月底前")
    grid = table(document, heading, first, second, ("投融资改革", "建项目库", "县发改局", "5月底前"))
    grid.cell(1, 0).merge(grid.cell(2, 0))
    assert reform("import", saved(document, home)).status == 0
    assert facts(reform, "title", "due") == [("国企改革", "2026-06-30"), ("投融资改革", "2026-05-31")]
    assert facts(reform, "project", "title", noun="milestones") == [(1, "制定方案"), (1, "全面推开"), (2, "建项目库")]


def test_a_section_across_the_table_is_no_item(reform, home, document):
    table(document, HEADING, ("一、社会体制改革",) * 4, ("1", "医共体改革", "县卫健局", "6月底前"))
    assert reform("import", saved(document, home)).status == 0
    assert facts(reform, "title", "theme") == [("医共体改革", "社会体制改革")]


def test_changes_that_are_tracked_count_as_accepted(reform, home, document):
    grid = table(document, HEADING, ("1", "医共体改革", "县卫健局", "6月底前"))
    paragraph = grid.cell(1, 3).paragraphs[0]._p
    run = paragraph.find(qn("w:r"))
    taken_out, put_in, moved = (OxmlElement(name) for name in ("w:del", "w:ins", "w:moveFrom"))
    paragraph.replace(run, taken_out)
    taken_out.append(run)
    run.find(qn("w:t")).tag = qn("w:delText")
    for change, words in ((put_in, "9月底前"), (moved, "12月底前")):
        inner, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = words
        inner.append(text)
        change.append(inner)
        paragraph.append(change)
    assert reform("import", saved(document, home)).status == 0
    assert facts(reform, "due", "due_said") == [("2026-09-30", "9月底前")]


def test_a_row_that_is_struck_out_is_said(reform, home, document):
    grid = table(
        document, HEADING, ("1", "医共体改革", "县卫健局", "6月底前"), ("2", "养老改革", "县民政局", "7月底前")
    )
    for cell in grid.rows[2].cells:
        cell.paragraphs[0].runs[0].font.strike = True
    taken = reform("import", saved(document, home), "--dry-run", "--doubts")
    assert "Rows 3 are struck out" in taken.out and "Rows 2" not in taken.out


def test_lines_of_a_cell_stay_lines(reform, home, document):
    grid = table(document, HEADING, ("1", "医共体改革", "县卫健局", "6月底前"))
    grid.cell(1, 2).text = "县卫健局\n县医保局"
    assert reform("import", saved(document, home)).status == 0
    assert answering(reform, 1, "lead") == ["县卫健局", "县医保局"]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: docx.Document().save(path), "The document holds no table."),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "older Word document"),
        (lambda path: path.write_text("任务,时限\n甲,6月底\n"), "This is no Word document"),
        (lambda path: path.write_bytes(b"PK\x03\x04cut"), "damaged or cut short"),
        (
            lambda path: book(path.with_suffix(".xlsx"), {"表": [list(HEADING)]}).rename(path),
            "This is no Word document",
        ),
    ],
)
def test_what_holds_no_list_is_refused_with_the_reason(reform, home, make, why):
    make(home / "任务.docx")
    refused = reform("import", "任务.docx")
    assert refused.status != 0 and why in refused.err, refused.err
    assert rows_of(reform, "projects") == []


def test_documents_of_a_folder_are_not_taken_for_lists(reform, home, document):
    (home / "folder").mkdir()
    table(document, HEADING, ("1", "医共体改革", "县卫健局", "6月底前"))
    saved(document, home / "folder")
    (home / "folder" / "projects.csv").write_text("title\n甲\n", "utf-8")
    taken = reform("import", "folder")
    assert taken.status == 0 and "left out: folder/任务.docx." in taken.err
    assert facts(reform, "title") == [("甲",)]


def test_standard_input_may_be_a_document(reform, home, document, monkeypatch):
    table(document, HEADING, ("1", "医共体改革", "县卫健局", "6月底前"))
    content = saved(document, home).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert reform("import", "-").status == 0
    assert facts(reform, "title", "due") == [("医共体改革", "2026-06-30")]


def test_a_table_inside_a_cell_is_left_out_and_said(reform, home, document):
    grid = table(document, HEADING, ("1", "医共体改革", "县卫健局", "6月底前"))
    grid.cell(1, 2).add_table(rows=1, cols=1).cell(0, 0).text = "县医保局"
    taken = reform("import", saved(document, home))
    assert "任务.docx: tables inside cells of a table are left out: 1." in taken.err
    assert answering(reform, 1, "lead") == ["县卫健局"]
