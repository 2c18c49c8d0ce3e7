"""Lists that a document hands down: `reform import LIST --document …`."""

import csv
import json

import pytest

from tests.importers.books import book, rows_of

DOCUMENT = "黄改发〔2026〕3号"
LIST = [
    ["序号", "改革事项", "牵头单位", "配合单位", "完成时限", "备注"],
    [1, "营商环境改革", "县发改局", "县财政局、县税务局", "6月底前", "重点"],
    [2, "“县管校聘”改革", "县教育局", None, "待定", None],
    [3, "医共体改革", "县卫健局", None, "12月前", None],
]


@pytest.fixture
def sheet(home):
    return book(home / "清单.xlsx", {"清单": [["2026年改革任务清单"], *LIST]})


def test_each_row_is_an_item_and_no_project(reform, sheet):
    taken = reform("import", sheet, "--document", DOCUMENT)
    assert taken.status == 0, taken.err
    assert [(row["ref"], row["item"], row["title"]) for row in reform("assignment", "list", "--json").rows] == [
        ("A1", "1", "营商环境改革"),
        ("A2", "2", "“县管校聘”改革"),
        ("A3", "3", "医共体改革"),
    ]
    first, second, third = rows_of(reform, "assignments")
    assert (first["document"], first["plan"], first["project"]) == (DOCUMENT, 2026, None)
    assert first["unit"] == "牵头单位：县发改局\n配合单位：县财政局、县税务局"
    assert (first["due"], first["due_said"], first["extra"]) == ("2026-06-30", "6月底前", {"备注": "重点"})
    assert (second["due"], second["due_said"]) == (None, "待定") and "待定 is not read as a date" in taken.err
    assert third["due"] == "2026-11-30" and "it could also mean 2026-12-31" in taken.err
    assert rows_of(reform, "projects") == rows_of(reform, "owners") == []


def test_the_same_list_again_adds_nothing(reform, sheet):
    reform("import", sheet, "--document", DOCUMENT)
    before = rows_of(reform, "assignments")
    counts = reform("import", sheet, "--document", "黄改发[2026]3号", "--json").rows
    assert [(row["added"], row["changed"], row["unchanged"]) for row in counts] == [(0, 0, 3)]
    assert rows_of(reform, "assignments") == before
    assert reform("import", sheet, "--document", "黄改发〔2026〕13号").status == 0
    assert len(rows_of(reform, "assignments")) == 6


def test_a_corrected_list_changes_its_items(reform, home, sheet):
    reform("import", sheet, "--document", DOCUMENT)
    changed = [list(row) for row in LIST]
    changed[1][4], changed[2][4] = "9月底前", "年底前"
    told = reform("import", book(sheet, {"清单": changed}), "--document", DOCUMENT).err
    assert "A1 营商环境改革: Due: 2026-06-30 → 2026-09-30" in told
    assert [row["due"] for row in rows_of(reform, "assignments")] == ["2026-09-30", "2026-12-31", "2026-11-30"]


def test_an_item_of_the_same_title_is_carried(reform, home, sheet):
    reform("add", "县管校聘 改革", "--plan", "2026")
    reform("add", "营商环境改革", "--plan", "2025")
    reform("add", "医共体改革", "--plan", "2026")
    reform("add", "医共体 改革", "--plan", "2026", "--new-owner")
    told = reform("import", sheet, "--document", DOCUMENT)
    assert [row["project"] for row in rows_of(reform, "assignments")] == [None, 1, None]
    assert "清单.xlsx, sheet 清单, row 4: carried by project 1, which has the same title." in told.err
    assert told.err.count("carried by project") == 1


def test_a_dropped_project_carries_no_new_item(reform, sheet):
    reform("add", "医共体改革")
    reform("drop", "1", "--reason", "不办")
    reform("add", "医共体改革")
    reform("import", sheet, "--document", DOCUMENT)
    assert [row["project"] for row in rows_of(reform, "assignments")] == [None, None, 2]


def test_what_a_person_decided_stands_when_the_list_comes_again(reform, sheet):
    reform("add", "医共体改革")
    reform("import", sheet, "--document", DOCUMENT)
    reform("assignment", "carry", "A3", "--none")
    told = reform("import", sheet, "--document", DOCUMENT)
    assert rows_of(reform, "assignments")[2]["project"] is None and "carried by" not in told.err


def test_measures_are_kept_with_their_item(reform, home):
    rows = [
        ["序号", "改革任务", "具体举措", "责任单位", "完成时限"],
        [1, "医共体改革", "出台方案", "县卫健局", "3月底前"],
        [None, None, "组建总院", "县医保局", "9月底前"],
        [2, "县管校聘改革", "摸清底数", "县教育局", "6月底前"],
    ]
    path = book(home / "分解.xlsx", {"清单": rows}, merged={"清单": ["A2:A3", "B2:B3"]})
    assert reform("import", path, "--document", DOCUMENT).status == 0
    first, second = rows_of(reform, "assignments")
    assert (first["title"], first["item"], first["due"]) == ("医共体改革", "1", "2026-09-30")
    assert first["unit"] == "县卫健局\n县医保局" and first["extra"] == {"具体举措": "出台方案\n组建总院"}
    assert (second["title"], second["due"]) == ("县管校聘改革", "2026-06-30")
    assert rows_of(reform, "projects") == rows_of(reform, "milestones") == []


def test_sections_and_codes_of_a_csv(reform, home):
    rows = [
        ["任务编号", "任务名称", "责任单位"],
        ["一、经济领域"],
        ["JJ-1", "甲改革", "县发改局"],
        ["JJ-2", "乙改革", "/"],
    ]
    path = home / "清单.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert reform("import", path, "--document", DOCUMENT, "--plan", "2026").status == 2
    assert reform("import", path, "--document", DOCUMENT).status == 0
    first, second = rows_of(reform, "assignments")
    assert (first["item"], first["unit"], first["extra"]) == ("JJ-1", "县发改局", {"theme": "经济领域"})
    assert (second["item"], second["unit"]) == ("JJ-2", None)


def test_keys_as_headings_are_an_office_s_list_too(reform, home):
    path = home / "items.csv"
    path.write_text("title,due,lead\nCut waits,end of Q3,Health\n", encoding="utf-8")
    for _time in range(2):
        assert reform("import", path, "--document", "Budget 2026").status == 0
    (item,) = rows_of(reform, "assignments")
    assert (item["title"], item["due"], item["unit"]) == ("Cut waits", "2026-09-30", "Health")
    path.write_text("document,item,title,due\nBook 2,4.1,Open centres,end of Q3\n", encoding="utf-8")
    assert reform("import", path, "--document", "Budget 2026").status == 0
    item = rows_of(reform, "assignments")[1]
    assert (item["document"], item["item"], item["extra"]) == ("Budget 2026", "4.1", {"document": "Book 2"})
    assert rows_of(reform, "projects") == []


def test_the_ledger_s_own_rows_are_taken_as_they_stand(reform, home):
    reform("add", "医共体改革")
    path = home / "assignments.csv"
    path.write_text("document,item,title,plan,project\n甲文,1,医共体改革,2026,\n", encoding="utf-8")
    assert reform("import", path).status == 0
    assert rows_of(reform, "assignments")[0]["project"] is None


def test_the_plan_year_is_the_list_s_own(reform, home):
    path = book(home / "清单.xlsx", {"清单": [["2027年改革任务清单"], *LIST]})
    reform("import", path, "--document", DOCUMENT)
    assert {(row["plan"], row["due"]) for row in rows_of(reform, "assignments")} == {
        (2027, "2027-06-30"),
        (2027, None),
        (2027, "2027-11-30"),
    }


def test_a_preview_records_nothing(reform, sheet):
    reform("add", "医共体改革")
    would = reform("import", sheet, "--document", DOCUMENT, "--dry-run", "--json")
    assert would.status == 0 and "row 5: carried by project 1" in would.err
    found = [(row["action"], row["noun"], row["row"], row["cell"]) for row in would.rows if row["action"] == "add"]
    assert found == [("add", "assignment", 3, "E3"), ("add", "assignment", 4, None), ("add", "assignment", 5, "E5")]
    assert [row["row"] for row in would.rows if row["action"] == "doubt"] == [4, 5]
    assert rows_of(reform, "assignments") == []


def test_strict_refuses_what_is_not_read(reform, sheet):
    refused = reform("import", sheet, "--document", DOCUMENT, "--strict")
    assert refused.status == 2 and "row 4" in refused.err
    assert rows_of(reform, "assignments") == []


def test_rows_without_title_are_left_where_partial_is_welcome(reform, home):
    path = book(home / "缺.xlsx", {"清单": [*LIST, [4, None, "县住建局", None, "年底前", "没有名称"]]})
    assert reform("import", path, "--document", DOCUMENT).status != 0
    assert rows_of(reform, "assignments") == []
    assert reform("import", path, "--document", DOCUMENT, "--accept-partial", "--rest", "余.csv").status == 0
    assert len(rows_of(reform, "assignments")) == 3
    with (home / "余.csv").open(encoding="utf-8-sig", newline="") as file:
        (left,) = csv.DictReader(file)
    assert (left["row"], left["备注"]) == ("5", "没有名称") and "Title" in left["reason"]


def test_what_is_no_list_is_refused(reform, home, sheet):
    (home / "items.json").write_text(json.dumps([{"title": "甲"}]), encoding="utf-8")
    refused = reform("import", home / "items.json", "--document", DOCUMENT)
    assert refused.status == 1 and "is a workbook, CSV or TSV" in refused.err
    refused = reform("import", sheet, "--document", DOCUMENT, "--as", "visits")
    assert refused.status == 2 and "not visits" in refused.err
    assert reform("import", sheet, "--document", " ").status != 0
    assert rows_of(reform, "assignments") == []
    assert reform("import", sheet, "--document", DOCUMENT, "--as", "assignments").status == 0


def test_items_leave_and_come_again_whole(reform, run, home, sheet, monkeypatch):
    reform("add", "医共体改革")
    reform("import", sheet, "--document", DOCUMENT)
    reform("export", "--json", "-o", home / "all.json")
    before = rows_of(reform, "assignments")
    monkeypatch.setenv("REFORM_DB", str(home / "other.db"))
    run("init")
    assert run("import", home / "all.json").status == 0
    assert rows_of(run, "assignments") == before
    assert run("check").status == 0
