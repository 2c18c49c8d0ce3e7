"""Lists that a document hands down: `reform import LIST --document …`."""

import csv
import json
import re
from dataclasses import replace

import pytest

from reformcli.merging.pending import Pending
from reformcli.model.assignment import Assignment
from reformcli.model.change import Change
from reformcli.model.matter import Matter
from reformcli.model.owner import Owner
from reformcli.verbs.assignment_index import AssignmentIndex
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
    assert first["unit"] == "牵头单位：县发改局；配合单位：县财政局、县税务局"
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
    assert first["unit"] == "县卫健局；县医保局" and first["extra"] == {"具体举措": "出台方案\n组建总院"}
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


def listed(home, name, *rows):
    """A list as CSV: its rows below the usual heading."""
    path = home / name
    path.write_text("\n".join(("序号,改革事项,责任单位,完成时限,备注", *rows)), encoding="utf-8")
    return path


def items(reform):
    """Number, title and carrier of each item, by ref."""
    return {f"A{row['number']}": (row["item"], row["title"], row["project"]) for row in rows_of(reform, "assignments")}


def test_rows_that_name_other_units_for_an_item_are_one_item(reform, home):
    path = listed(
        home,
        "同.csv",
        ",甲事,县发改局,年底前,重点",
        ",乙事,县教育局,,",
        ",甲事,县财政局,年底前,急",
        ",甲事,县发改局,年底前,",
    )
    for argv in (("--dry-run",), ()):
        told = reform("import", path, "--document", DOCUMENT, *argv)
        assert told.status == 0 and "row 4: the same item as in row 2; their units are put together." in told.err
        assert not re.search(r"(?<![\w-])A?-1\b", told.err + told.out)
    first, second = rows_of(reform, "assignments")
    assert (first["title"], first["unit"], first["extra"]) == ("甲事", "县发改局；县财政局", {"备注": "重点\n急"})
    assert (second["title"], second["unit"]) == ("乙事", "县教育局")
    again = reform("import", path, "--document", DOCUMENT, "--json").rows
    assert [(row["added"], row["changed"], row["unchanged"]) for row in again] == [(0, 0, 2)]


def test_rows_of_an_item_that_contradict_each_other_are_refused_where_they_stand(reform, home):
    path = listed(home, "异.csv", ",甲事,县发改局,年底前,", ",甲事,县财政局,6月底前,", "3,乙事,县教育局,,")
    for argv in (("--dry-run",), ()):
        refused = reform("import", path, "--document", DOCUMENT, *argv)
        assert refused.status and "row 3" in refused.err
        assert "Another row of the import is the same assigned item." in refused.err
        assert "A-1" not in refused.err + refused.out
    assert items(reform) == {}
    assert reform("import", path, "--document", DOCUMENT, "--accept-partial", "--rest", "余.csv").status == 0
    assert items(reform) == {"A1": (None, "甲事", None), "A2": ("3", "乙事", None)}
    assert "县财政局" in (home / "余.csv").read_text("utf-8-sig")


def test_what_is_not_taken_of_joined_rows_is_left_whole(reform, home):
    path = listed(home, "余.csv", f"1,{'甲' * 9},县发改局,待定,", f"1,{'甲' * 9},县财政局,待定,")
    reform("import", path, "--document", DOCUMENT, "--strict", "--accept-partial", "--rest", "left.csv")
    left = (home / "left.csv").read_text("utf-8-sig")
    assert items(reform) == {} and "县发改局\n县财政局" in left


def test_projects_told_twice_are_one_where_the_rows_agree(reform, home):
    path = listed(home, "项目.csv", ",甲事,县发改局,年底前,重点", ",乙事,县教育局,,", ",甲事,县财政局,,")
    for argv in (("--dry-run",), ()):
        told = reform("import", path, *argv)
        assert told.status == 0 and "row 4: the same project as in a row above." in told.err
        assert not re.search(r"(?<![\w-])A?-1\b", told.err + told.out)
    first, second = rows_of(reform, "projects")
    assert (first["title"], first["due"], first["extra"]) == ("甲事", "2026-12-31", {"备注": "重点"})
    assert second["title"] == "乙事"


@pytest.mark.parametrize(
    ("row", "titles"),
    [
        (",甲事,县财政局,6月底前,", ["甲事", "甲事（县财政局）"]),
        (",甲事,县发改局,6月底前,", ["甲事", "甲事（6月底前）"]),
        (",甲事,县发改局,年底前,不急", ["甲事", "甲事（2）"]),
    ],
)
def test_projects_of_one_title_that_contradict_each_other_are_told_apart_and_doubted(reform, home, row, titles):
    path = listed(home, "项目.csv", ",甲事,县发改局,年底前,重点", row)
    taken = reform("import", path)
    assert taken.status == 0 and "row 3: Rows 2, 3 have one title" in taken.err
    assert [one["title"] for one in rows_of(reform, "projects")] == titles
    assert reform("import", path, "--strict").status


def test_a_row_below_adds_to_a_new_project(reform, home):
    told = reform("import", listed(home, "项目.csv", ",甲事,县发改局,,", ",甲事,县发改局,年底前,"))
    assert told.status == 0 and "→" not in told.err
    (row,) = rows_of(reform, "projects")
    assert (row["due"], row["due_first"]) == ("2026-12-31", "2026-12-31")


def test_what_is_held_refers_to_owners_met_later():
    first = Matter(number=-1, title="甲")
    later = replace(first, owner=-1)
    owner = Owner(number=-1, name="县发改局")
    pending = Pending()
    for change in (Change(None, first), Change(None, owner), Change(first, later)):
        pending.hold(change, "matter")
    assert list(pending.changes()) == [Change(None, owner), Change(None, later)]


def test_an_item_that_has_changed_is_known_as_it_is_now():
    before = Assignment(number=1, uid="a", document="甲文", item="1", title="甲事")
    after = replace(before, item="2")
    items = AssignmentIndex([before])
    items.leave(before)
    items.enter(after)
    assert items.same("甲文", "1", "甲事") is None and items.same("甲文", "2", "甲事") == after
    assert items.numbered("甲文", "1") == [] and items.numbered("甲文", "2") == [after]


def test_an_item_that_is_numbered_anew_stays_the_same(reform, home):
    reform("add", "甲 事")
    reform("import", listed(home, "一.csv", "1,甲事,,,", "2,乙事（试点）,,,"), "--document", DOCUMENT)
    told = reform("import", listed(home, "二.csv", "1,新事,,,", "2,甲事,,,", "3,乙事(试点),,,"), "--document", DOCUMENT)
    assert items(reform) == {"A1": ("2", "甲事", 1), "A2": ("3", "乙事(试点)", None), "A3": ("1", "新事", None)}
    assert "a new title or a new item" not in told.err and "A1 甲事: Item: 1 → 2" in told.err
    reform("import", listed(home, "三.csv", ",甲事,,,", ",乙事（试点）,,,", ",新事,,,"), "--document", DOCUMENT)
    assert [number for number, _title, _project in items(reform).values()] == ["2", "3", "1"]


def test_a_title_that_a_list_has_twice_is_told_apart_by_numbers(reform, home):
    reform("import", listed(home, "一.csv", "1,甲事,,,"), "--document", DOCUMENT)
    reform("import", listed(home, "二.csv", "7,甲事,,,", "1,甲事,,,"), "--document", DOCUMENT)
    assert items(reform) == {"A1": ("1", "甲事", None), "A2": ("7", "甲事", None)}
    reform("import", listed(home, "三.csv", "9,甲事,,,"), "--document", DOCUMENT)
    assert len(items(reform)) == 3


def test_another_title_under_a_known_number_is_added_and_doubted(reform, home):
    reform("import", listed(home, "一.csv", "3,甲事,,,", "3,丙事,,,"), "--document", DOCUMENT)
    doubt = "row 2: item number 3 is A1 “甲事” already; a new title or a new item?"
    path = listed(home, "二.csv", "3,乙事,,,", "3,丙事,,,")
    assert doubt.removeprefix("row 2: ") in reform("import", path, "--document", DOCUMENT, "--dry-run", "--json").out
    assert doubt in reform("import", path, "--document", DOCUMENT).err
    assert items(reform)["A3"] == ("3", "乙事", None)
    assert "already; a new" not in reform("import", path, "--document", DOCUMENT).err
    assert "already; a new" not in reform("import", path, "--document", "乙文").err


def test_units_below_a_heading_of_two_rows(reform, home):
    rows = [
        ["序号", "改革任务", "责任分工", None, "完成时限"],
        [None, None, "牵头单位", "责任单位", None],
        [1, "政务服务", "县发改局", "县行政服务中心、县市场监管局", "年底前"],
    ]
    path = book(home / "两行.xlsx", {"清单": rows}, merged={"清单": ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]})
    assert reform("import", path, "--document", DOCUMENT).status == 0
    assert rows_of(reform, "assignments")[0]["unit"] == "牵头单位：县发改局；责任单位：县行政服务中心、县市场监管局"


def test_a_unit_that_rows_repeat_is_told_once(reform, home):
    rows = [
        ["序号", "改革任务", "具体举措", "责任单位"],
        [1, "医共体改革", "出台方案", "县卫健局"],
        [None, None, "组建总院", "县卫健局"],
    ]
    path = book(home / "分解.xlsx", {"清单": rows}, merged={"清单": ["A2:A3", "B2:B3"]})
    reform("import", path, "--document", DOCUMENT)
    assert rows_of(reform, "assignments")[0]["unit"] == "县卫健局"


def test_what_a_section_says_of_a_row_goes_before_what_the_sheet_says(reform, home):
    rows = [["序号", "改革任务", "责任单位"], ["一、经济领域", None, None], [1, "甲改革", "县发改局"]]
    other = [["序号", "改革任务", "责任单位"], [1, "乙改革", "县发改局"]]
    path = book(home / "领域.xlsx", {"社会领域": rows, "生态领域": other})
    reform("import", path, "--document", DOCUMENT)
    assert [row["extra"].get("theme") for row in rows_of(reform, "assignments")] == ["经济领域", "生态领域"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_is_no_list_of_a_document(reform, home, sheet, ending):
    reform("import", sheet, "--document", DOCUMENT)
    reform("export", "assignments", f"--{ending}", "-o", home / f"own.{ending}")
    refused = reform("import", home / f"own.{ending}", "--document", "D7")
    assert refused.status == 1 and "This is an export of a ledger" in refused.err
    assert len(rows_of(reform, "assignments")) == 3
    assert reform("import", home / f"own.{ending}").status == 0


def test_a_list_read_as_items_needs_its_document(reform, home):
    path = listed(home, "单.csv", "1,甲事,,,")
    refused = reform("import", path, "--as", "assignments")
    assert refused.status == 1 and "Give --document" in refused.err
