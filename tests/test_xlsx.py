"""Workbooks: typed cells, layout for screen and paper, nothing that runs, the same bytes again, other programs."""

import shutil
import subprocess
import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from reformcli import i18n, importers
from reformcli.errors import BadFile
from reformcli.model.nouns import listed_nouns
from reformcli.output import Options, sheets
from reformcli.output.xlsx import sheet_name, write
from reformcli.reports import REPORTS
from reformcli.table import Code, Column, Shape, Table

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 6, 30)
HOSTILE = [
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "-2+3",
    "@SUM(A1)",
    "http://example.org/",
    "mailto:a@example.org",
    "<r><t>not markup</t></r>",
    "<r>&</r>",
    "_x0041_",
    "a & <b> \"c\" 'd'",
    " spaces ",
    "第一行\n第二行",
    "001",
    "17.10",
    "2026-06-30",
    "TRUE",
    "𠮷" * 8000,
]
"""Texts that must come back as the texts that they are."""


@pytest.fixture
def office(reform):
    """A ledger with work of every light, some of it grouped, moved, visited and found wanting."""
    reform("add", "甲", "--lead", "县教育局,县财政局", "--leader", "副县长", "--due", "2026-02-01", "--key")
    reform("add", "=1+1", "--lead", "县民政局", "--due", "2026-03-30", "--goal", "第一行\n第二行")
    reform("add", "步骤", "--to", "1", "--due", "2026-02-02", "--weight", "2.5")
    reform("add", "没有期限", "--source", "省级")
    reform("extend", "1", "--to", "2026-03-01", "--reason", "征地", "--approved-by", "县长")
    reform("visit", "add", "县教育局", "--projects", "1,2", "--hours", "1.5")
    reform("finding", "add", "台账更新不及时", "--visit", "V1", "--due", "2026-03-01")
    reform("note", "1", "已会商")
    return reform


def book(table, day=DAY):
    out = BytesIO()
    write(table, out, Options(day=day))
    return out.getvalue()


def sheet(data):
    return openpyxl.load_workbook(BytesIO(data)).active


def texts(*cells):
    return Table("texts", "Texts", (Column("text", "Title", ""),), tuple((cell,) for cell in cells))


def test_a_list_is_typed_frozen_filtered_and_ready_to_print(office, home):
    assert office("list", "-o", "list.xlsx").status == 0
    found = sheet((home / "list.xlsx").read_bytes())
    names = [cell.value for cell in found[1]]
    first = dict(zip(names, found[2], strict=True))
    assert names[:5] == ["Ref", "Light", "Title", "State", "Due"] and found.max_row == 4
    assert first["Due"].value == datetime(2026, 3, 1) and first["Due"].number_format == "yyyy-mm-dd"
    assert first["Plan year"].value == 2026 and first["Ref"].value == "1"
    assert first["Lead unit"].value == "县教育局, 县财政局"
    assert (found.freeze_panes, found.auto_filter.ref, found.print_title_rows) == ("A2", "A1:K4", "$1:$1")
    setup = found.page_setup
    assert setup.orientation == "landscape" and int(setup.fitToHeight) == 0 and found.sheet_properties.pageSetUpPr
    assert "Projects" in found.oddHeader.center.text and "Page" in found.oddFooter.center.text


def test_lights_are_a_fill_and_a_word(office, home):
    for lang, words in (("en", {"red", "yellow", "grey"}), ("zh", {"红", "黄", "灰"})):
        office("list", "-o", "list.xlsx", "--lang", lang)
        lights = [row[1] for row in sheet((home / "list.xlsx").read_bytes()).iter_rows(min_row=2)]
        assert {cell.value for cell in lights} == words
        assert len({cell.fill.fgColor.rgb for cell in lights}) == 3
        assert all(cell.fill.fill_type == "solid" for cell in lights)


def test_what_rows_are_grouped_by_is_a_column(office, home):
    office("overdue", "--by", "leader", "-o", "late.xlsx")
    found = sheet((home / "late.xlsx").read_bytes())
    assert [cell.value for cell in found["A"]][:4] == ["leader", "副县长", "副县长", None]  # and its totals below
    assert found.freeze_panes == "A2" and found.auto_filter.ref


def test_parts_are_blocks_with_headings_of_their_own(office, home):
    office("status", "-o", "status.xlsx")
    found = sheet((home / "status.xlsx").read_bytes())
    column = [cell.value for cell in found["A"]]
    assert column[0].startswith("Plan year 2026") and column[1:4] == [None, "Projects", "What"]
    assert {"Lights", "States", "red"} <= set(column) and found.freeze_panes == "A2"
    red = found.cell(column.index("red") + 1, 1)
    assert red.fill.fill_type == "solid" and found.cell(red.row, 3).number_format == "0%"


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_a_workbook(office, home, name, lang):
    words = ["甲"] if name == "find" else []
    done = office(name, *words, "-o", "report.xlsx", "--lang", lang)
    assert (done.status, done.err) == (0, "")
    rows = CalamineWorkbook.from_path(str(home / "report.xlsx")).get_sheet_by_index(0).to_python()
    assert rows and rows[0][0]


def test_texts_stay_the_texts_that_they_are():
    data = book(texts(*HOSTILE))
    cells = sheet(data)["A"][1:]
    # openpyxl leaves the format's own escape of an underscore as it stands in the file.
    assert [cell.value.replace("_x005F_", "_") for cell in cells] == HOSTILE
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows][1:] == HOSTILE
    assert sheet(data).cell(2, 1).hyperlink is None and sheet(data).cell(7, 1).hyperlink is None
    assert sheet(data).cell(2, 1).quotePrefix


def test_control_characters_are_shown_escaped():
    data = book(texts("a\x1b[31m\x07", "\u202eb", "\ud800", "\uffff"))
    assert [cell.value for cell in sheet(data)["A"]][1:] == ["a\\x1b[31m\\x07", "\\u202eb", "\\ud800", "\\uffff"]


def test_cells_of_every_shape():
    columns = (
        Column("text", "Title", "", main=True, words={"red": "red"}),
        Column("number", "Count", "", Shape.NUMBER),
        Column("date", "Due", "", Shape.DATE),
        Column("flag", "Key project", "", Shape.FLAG),
        Column("list", "Lead unit", "", Shape.LIST),
        Column("share", "Share", "", Shape.SHARE),
        Column("object", "Other columns", "", Shape.OBJECT),
    )
    rows = (
        ("red", 2.5, date(1850, 1, 2), True, ("甲", "乙"), 0.25, '{"序号":"3"}'),
        (Code("red"), 2**60, date(9999, 12, 31), False, (), None, "{}"),
        (date(2026, 1, 2), None, None, None, ("=a",), 1.0, None),
    )
    found = [[cell.value for cell in row] for row in sheet(book(Table("t", "T", columns, rows))).iter_rows(min_row=2)]
    assert found == [
        ["red", 2.5, "1850-01-02", "yes", "甲, 乙", 0.25, '{"序号":"3"}'],
        ["red", str(2**60), datetime(9999, 12, 31), "no", None, None, "{}"],
        [datetime(2026, 1, 2), None, None, None, "=a", 1, None],
    ]


def test_the_same_table_is_the_same_bytes(office, home):
    office("list", "-o", "one.xlsx")
    office("list", "-o", "two.xlsx")
    assert (home / "one.xlsx").read_bytes() == (home / "two.xlsx").read_bytes()
    piped = subprocess.run(
        [sys.executable, "-m", "reformcli", "list", "--xlsx"], env=environment(), capture_output=True, check=True
    )
    assert piped.stdout == (home / "one.xlsx").read_bytes() and piped.stderr == b""


def environment():
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_a_terminal_is_refused_before_anything_is_recorded(office, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for arguments in (["list", "--xlsx"], ["list", "--xlsx", "-o", "-"], ["add", "乙", "--xlsx"]):
        refused = office(*arguments)
        assert refused.status == 2 and refused.out == "" and refused.err.count("\n") == 1
        assert "-o" in refused.err
    monkeypatch.undo()


def test_too_much_is_an_error_and_leaves_what_was_there(office, home, monkeypatch):
    (home / "list.xlsx").write_text("mine")
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    refused = office("list", "-o", "list.xlsx", "--yes")
    assert refused.status == 1 and "A sheet holds no more than 3 rows." in refused.err
    assert (home / "list.xlsx").read_text() == "mine" and list(home.glob(".*partial")) == []
    with pytest.raises(BadFile, match="more than the 32767"):
        book(texts("𠮷" * 16_384))


def test_long_text_wraps_in_a_row_high_enough():
    found = sheet(book(texts("短", "很长的文字" * 30)))
    assert found.column_dimensions["A"].width < 60 and found["A3"].alignment.wrap_text
    assert found.row_dimensions[3].height > 5 * found.row_dimensions[2].height


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("进度[2026]: a/b", "进度 2026   a b"),
        ("'quoted'", "quoted"),
        ("History", "History_"),
        ("*?", "table"),
        ("字" * 40, "字" * 31),
        ("𠮷" * 40, "𠮷" * 15),
    ],
)
def test_names_of_sheets(title, name):
    assert sheet_name(title, "table") == name
    CalamineWorkbook.from_filelike(BytesIO(book(texts("a")._replace(title=title))))


def test_a_wide_table_gets_a3():
    columns = tuple(Column(f"c{n}", "Title", "") for n in range(12))
    narrow = sheet(book(Table("t", "T", columns, [("短",) * 12])))
    wide = sheet(book(Table("t", "T", columns, [("很长的文字很长的文字",) * 12])))
    assert (int(narrow.page_setup.paperSize), int(wide.page_setup.paperSize)) == (9, 8)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_libreoffice_opens_it_without_a_warning(office, home, lang):
    office_suite = shutil.which("soffice") or shutil.which("libreoffice")
    if office_suite is None:
        pytest.skip("LibreOffice is not installed")
    office("list", "-o", "list.xlsx", "--lang", lang)
    office("status", "-o", "status.xlsx", "--lang", lang)
    (home / "texts.xlsx").write_bytes(book(texts(*HOSTILE[:-1])))
    in_utf8 = "csv:Text - txt - csv (StarCalc):44,34,76"
    for kind, names in ((in_utf8, ["list", "status", "texts"]), ("pdf", ["list", "status"])):
        done = subprocess.run(
            [office_suite, f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", kind]
            + [f"{name}.xlsx" for name in names],
            cwd=home,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        said = [line for line in (done.stdout + done.stderr).splitlines() if "javaldx" not in line]
        assert done.returncode == 0 and all(line.startswith(("convert ", "Overwriting")) for line in said), said
    listed = (home / "list.csv").read_text()
    assert "=1+1" in listed and "2026-03-01" in listed and ("红" if lang == "zh" else "red") in listed
    assert "cmd|" in (home / "texts.csv").read_text()
    assert (home / "list.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("noun", [listed.plural for listed in listed_nouns()])
def test_export_import_export_is_the_same_cells(office, home, monkeypatch, noun, lang):
    if not any(".xlsx" in source.endings for source in importers.SOURCES.values()):
        pytest.skip("no source reads workbooks yet")
    monkeypatch.setenv("REFORM_LANG", lang)
    office("init", "--db", "other.db")
    for name in [listed.plural for listed in listed_nouns()]:
        assert office("export", name, "-o", f"{name}.xlsx").status == 0
        taken = office("import", f"{name}.xlsx", "--db", "other.db", "--new-owner")
        assert taken.status == 0, taken.err
        if name == noun:
            break
    office("export", noun, "-o", "again.xlsx", "--db", "other.db")
    first, again = (
        CalamineWorkbook.from_path(str(home / name)).get_sheet_by_index(0).to_python()
        for name in (f"{noun}.xlsx", "again.xlsx")
    )
    assert first == again
