"""What a spreadsheet, a browser or a terminal must not run or misread, in every format that they open."""

import csv
import io
import sqlite3
import xml.etree.ElementTree as ET

import pytest

from reformcli.model.text import is_misread

RUN = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)"]
MISTAKEN = ["1.10", "1.1", "007", "3-4", "1/2", "2026-01", "123456789012345678", "1E5"]
TAKEN_AS_THEY_ARE = ["甲", "17", "1.2.3", "V12", "3.5 km", "〔2026〕8号", "a=b", "2026年"]


@pytest.mark.parametrize("text", [*RUN, *MISTAKEN, "\t=1", "\r=1"])
def test_what_is_misread(text):
    assert is_misread(text)


@pytest.mark.parametrize("text", [*TAKEN_AS_THEY_ARE, ""])
def test_what_is_not(text):
    assert not is_misread(text)


@pytest.mark.parametrize("text", [*RUN, *MISTAKEN])
def test_csv_for_a_spreadsheet_keeps_texts_and_comes_in_again(reform, home, text):
    reform("add", "--source", text, "--", text)
    out = reform("export", "projects", "--excel").out
    row = next(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert row["title"] == row["source"] == f"'{text}" and row["number"] == "1"
    assert next(csv.DictReader(io.StringIO(reform("export", "projects").out)))["title"] == text
    (home / "projects.csv").write_text(out)
    assert "Unchanged: project 1." in reform("import", "projects.csv", "--dry-run").err


def test_refs_stay_what_they_are(reform):
    reform("add", "甲")
    for n in range(1, 11):
        reform("add", f"第{n}步", "--to", "1", "--due", "2026-01-31")
    rows = list(csv.DictReader(io.StringIO(reform("overdue", "--excel", "--csv").out.removeprefix("\ufeff"))))
    assert {"'1.1", "'1.10"} <= {row["ref"] for row in rows}
    assert all(row["days_late"] == "43" and row["due"] == "2026-01-31" for row in rows)


def test_numbers_stay_numbers(reform):
    reform("add", "甲", "--due", "2026-12-31")
    reform("extend", "1", "--to", "2026-06-30", "--reason", "x", "--approved-by", "y", "--yes")
    rows = list(csv.DictReader(io.StringIO(reform("slips", "--excel", "--csv").out.removeprefix("\ufeff"))))
    assert [row["slip"] for row in rows] == ["-184"]


@pytest.mark.parametrize("text", [*RUN, *MISTAKEN])
def test_a_workbook_keeps_texts(reform, home, text):
    from openpyxl import load_workbook

    reform("add", "--", text)
    reform("list", "-o", "list.xlsx")
    sheet = load_workbook(home / "list.xlsx").active
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)
    assert cell.data_type == "s" and cell.quotePrefix


@pytest.mark.parametrize("text", [*RUN, *MISTAKEN])
def test_the_rest_of_an_import_keeps_texts(reform, home, text):
    (home / "list.csv").write_text(f"title,due,source\n乙,2026-12-31,\n,2026-12-31,{text}\n")
    reform("import", "list.csv", "--accept-partial", "--rest", "rest.csv")
    row = next(csv.DictReader((home / "rest.csv").open(encoding="utf-8-sig")))
    assert row["source"] == f"'{text}" and row["row"] == "3"


BAD = "甲\x1b[31m\x00\x07\u202e\ufffe\uffff乙"


@pytest.fixture
def tampered(reform, home):
    """A ledger into which another tool wrote what nobody can type."""
    reform("add", "甲", "--due", "2026-03-31", "--lead", "甲局", "--leader", "副县长")
    reform("add", "第一步", "--to", "1", "--due", "2026-03-01")
    connection = sqlite3.connect(home / "ledger.db")
    for table, column in (("projects", "title"), ("milestones", "title"), ("owners", "name")):
        connection.execute(f"UPDATE {table} SET {column} = ? || number", (BAD,))
    connection.commit()
    connection.close()
    return reform


@pytest.mark.parametrize(
    "report", [("list",), ("show", "1"), ("chart", "progress"), ("chart", "works"), ("chart", "duty")]
)
@pytest.mark.parametrize("form", ["--svg", "--html", "--markdown", "--csv", "--json", "--ndjson"])
def test_no_format_holds_what_could_steer_a_program(tampered, report, form):
    out = tampered(*report, form).out
    assert "甲" in out
    assert [one for one in out if ord(one) < 0x20 and one != "\n"] == []
    assert not set("\u202e\ufffe\uffff") & set(out)
    if form == "--svg":
        ET.fromstring(out)


@pytest.mark.parametrize("text", ["甲\ufffe", "甲\uffff"])
def test_what_is_no_character_is_refused(reform, text):
    refused = reform("add", text)
    assert refused.status == 2 and "control character" in refused.err


def test_for_a_spreadsheet_it_is_csv_unless_another_format_is_named(reform):
    reform("add", "=甲")
    assert reform("list", "--excel").out.startswith("\ufeffref,light") and "'=甲" in reform("list", "--excel").out
