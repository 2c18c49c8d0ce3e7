"""Files that want to do harm or are broken: one clear line or the right answer, bounded memory, nothing written."""

import io
import resource
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from xlsxwriter import Workbook as Writer

from tests.importers.books import book, rows_of

ROOT = Path(__file__).resolve().parents[2]
HEADING = ["序号", "改革事项", "责任单位", "完成时限"]
ROW = [1, "营商环境改革", "县发改局", "12月底前"]
MOST = 2 << 30


def refused(reform, path, *said):
    """The import is refused in one line that says why, and the ledger stays as it was."""
    before = reform("export", "--json").out
    found = reform("import", path)
    assert found.status in (1, 2) and found.err.count("\n") == 1, found.err
    assert found.err.startswith("reform: ") and str(path.name) in found.err
    for words in said:
        assert words in found.err
    assert reform("export", "--json").out == before


def in_a_process(path, home):
    """The import in a process of its own with bounded memory: its status and what it says."""
    return subprocess.run(
        [sys.executable, "-m", "reformcli", "import", str(path), "--db", str(home / "ledger.db")],
        cwd=ROOT,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST)),
    )


def rebuilt(path, target, change):
    """A workbook with parts changed: `change(name, content)` gives each part's new content."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return target


@pytest.fixture
def good(home):
    return book(home / "好.xlsx", {"台账": [HEADING, ROW]})


def test_a_zip_bomb(reform, home, good):
    bomb = rebuilt(good, home / "bomb.xlsx", lambda name, old: b"0" * (300 << 20) if "styles" in name else old)
    refused(reform, bomb, "would unpack to")
    many = home / "many.xlsx"
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(20_100):
            archive.writestr(f"{number}.xml", b"")
    refused(reform, many, "would unpack")


def test_a_directory_that_lies_about_sizes(reform, home, good):
    lying = rebuilt(good, home / "lying.xlsx", lambda name, old: old + b" " * (8 << 20) if "sheet1" in name else old)
    data = bytearray(lying.read_bytes())
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", 900)
    lying.write_bytes(data)
    refused(reform, lying, "damaged")


def test_xml_entities(reform, home, good):
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    for part, tag in (("sheet1", b"<worksheet"), ("workbook.xml", b"<workbook")):

        def change(name, old, part=part, tag=tag):
            return old.replace(tag, laughs + tag, 1) if part in name and not name.endswith("rels") else old

        refused(reform, rebuilt(good, home / "bad.xlsx", change), "XML entities")


def test_a_cell_in_the_last_corner(reform, home):
    made = Workbook()
    made.active["A1"] = "序号"
    made.active["XFD1048576"] = "x"
    made.save(home / "far.xlsx")
    refused(reform, home / "far.xlsx", "reaches to column 16384 and row 1048576")


def test_a_million_empty_rows_with_a_format(reform, home):
    with Writer(str(home / "leer.xlsx"), {"constant_memory": True}) as made:
        sheet = made.add_worksheet("台账")
        form = made.add_format({"bg_color": "#FFFF00"})
        sheet.write_row(0, 0, HEADING)
        sheet.write_row(1, 0, ROW)
        for row in range(2, 1_048_576):
            sheet.set_row(row, 20, form)
            sheet.write_blank(row, 0, None, form)
    done = in_a_process(home / "leer.xlsx", home)
    assert done.returncode == 0, done.stderr.decode()
    assert [one["title"] for one in rows_of(reform, "projects")] == ["营商环境改革"]


def test_all_the_columns_there_are(reform, home):
    rows = [[*HEADING, *[f"列{number}" for number in range(16_380)]], [*ROW, *["x"] * 16_380]]
    done = in_a_process(book(home / "wide.xlsx", {"台账": rows}), home)
    assert done.returncode == 0, done.stderr.decode()
    assert len(rows_of(reform, "projects")[0]["extra"]) == 16_381


def test_a_hundred_sheets(reform, home):
    sheets = {f"单位{number}": [HEADING, [1, f"任务{number}改革", "县发改局", "年底前"]] for number in range(100)}
    done = in_a_process(book(home / "many.xlsx", sheets), home)
    assert done.returncode == 0, done.stderr.decode()
    assert len(rows_of(reform, "projects")) == 100


def test_formulas_are_read_as_their_values(reform, home):
    with Writer(str(home / "formel.xlsx")) as made:
        sheet = made.add_worksheet("台账")
        sheet.write_row(0, 0, HEADING)
        sheet.write_row(1, 0, ROW[:3])
        sheet.write_formula(1, 3, '=WEBSERVICE("http://localhost/")', None, "2026-09-30")
        sheet.write_row(2, 0, [2, "=1+1 是文字", "县人社局"])
    assert reform("import", "formel.xlsx").status == 0
    assert [one["due"] for one in rows_of(reform, "projects")] == ["2026-09-30", None]


def test_macros_are_left_alone(reform, home, good):
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 not run")
    good.rename(home / "makro.xlsm")
    assert reform("import", "makro.xlsm").status == 0
    assert len(rows_of(reform, "projects")) == 1


@pytest.mark.parametrize("ending", ["xlsx", "xlsm", "xls", "ods"])
@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\x00" + b"\x00" * 2000, b"", b"<html><table><tr><td>1</td></tr></table></html>", b"\x00" * 5000],
    ids=["exe", "empty", "html", "zeros"],
)
def test_files_that_are_no_workbooks(reform, home, ending, content):
    (home / f"bad.{ending}").write_bytes(content)
    refused(reform, home / f"bad.{ending}", "save it as xlsx")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_files_that_are_cut_short(reform, home, good, share):
    content = good.read_bytes()
    (home / "short.xlsx").write_bytes(content[: int(len(content) * share)])
    refused(reform, home / "short.xlsx")
    (home / "short.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content[: int(len(content) * share)])
    refused(reform, home / "short.xls")


def test_bytes_that_were_turned(reform, home, good):
    content = bytearray(good.read_bytes())
    for at in range(0, len(content), 97):
        content[at] ^= 0xFF
    (home / "turned.xlsx").write_bytes(content)
    refused(reform, home / "turned.xlsx")


def test_a_workbook_without_a_table(reform, home):
    refused(reform, book(home / "leer.xlsx", {"封面": [["岚川县"]], "空": []}), "No row of headings")
    refused(reform, book(home / "nichts.xlsx", {"空": []}))


def test_lights_that_are_a_fill_are_read_where_the_colour_is_plain(reform, home):
    fills = {"E2": "FFFF0000", "E3": "FFFFC000", "E4": "FF92D050", "E5": "FFFFC7CE", "E6": "FFED7D31"}
    rows = [[number, f"改革{number}", *ROW[2:], None] for number in range(1, len(fills) + 1)]
    made = load_workbook(book(home / "灯.xlsx", {"台账": [[*HEADING, "亮灯"], *rows]}))
    for cell, colour in fills.items():
        made.active[cell].fill = PatternFill("solid", fgColor=colour)
    made.save(home / "灯.xlsx")
    taken = reform("import", "灯.xlsx")
    assert taken.status == 0 and "The colours of rows 6 are no plain red, yellow, green or blue" in taken.err
    assert [row["extra"].get("亮灯") for row in rows_of(reform, "projects")] == ["红", "黄", "绿", "红", None]


def test_lights_that_are_a_fill_are_said_where_colours_cannot_be_read(reform, home):
    path = home / "灯.csv"
    path.write_text(f"{','.join(HEADING)},亮灯\n{','.join(map(str, ROW))},\n", "utf-8")
    taken = reform("import", path)
    assert "has no lights in words; colours are read in xlsx only" in taken.err


def test_standard_input_may_be_a_workbook(reform, home, good, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(good.read_bytes())))
    assert reform("import", "-").status == 0
    assert len(rows_of(reform, "projects")) == 1
