"""Files that are not taken: what the refusal says, and what it proposes, works."""

import csv
import re
import shlex

import pytest

from tests.importers.books import book, rows_of


def told(reform, home, text, *options, name="list.csv"):
    path = home / name
    path.write_text(text, encoding="utf-8")
    return reform("import", path, *options)


@pytest.mark.parametrize(
    "text",
    [
        "序号,工程概况,承办人,时限要求\n1,修路,张三,2026-06-30\n2,架桥,李四,2026-07-30\n",
        "Due Date,Some thing\n2026-06-30,Mend roof\n",
        "2026年台账\n\n序号,工程 概况,承办人,时限要求\n1,修路,张三,2026-06-30\n2,架桥,李四,2026-07-30\n",
    ],
)
def test_the_map_that_a_refusal_proposes_does(reform, home, text):
    refused = told(reform, home, text)
    assert refused.status != 0 and "column that names the items" in refused.err, refused
    options = re.search(r"(--header-row \d+ --map .+)\.$", refused.err.strip())
    taken = told(reform, home, text, *shlex.split(options[1]))
    assert taken.status == 0, taken.err
    assert [row["due"] for row in rows_of(reform, "projects")] == ["2026-06-30", "2026-07-30"][: text.count("2026-0")]


NO_WORK = {
    "tests": "Test ID,Test case,Expected result,Status\nT1,Log in,Home page,Pass\nT2,Reset password,Mail sent,Fail\n",
    "prices": "Item,Quantity,Unit price,Status\nPaving slab,120,24.50,Quoted\nGranite kerb,80,31.00,Approved\n",
    "criteria": "Criterion,Method,Weight,Met?\nRestores in four hours,Test,High,Yes\nLoads in two,Test,Low,No\n",
    "figures": "Indicator,Baseline,Q1 target,Q1 actual,Owner,Status\nPaid in 30 days,88,90,91,Finance,On track\n",
    "budget": "Items,Budget,Price,Number,Actual\nRegular visits,100,20,360,90\nProduct sales,50,30,120,55\n",
    "summary": "S.No,Executive Summary,Date,Report No\n1,Site visit on Friday,2026-01-09,19\n2,Rain,2026-01-09,19\n",
    "assets": "Asset,Purchased,Condition,Warranty expires,Status\nLaptop,2024-01-12,Good,2027-01-12,In use\n"
    "Projector,2019-09-05,Poor,2022-09-05,For disposal\n",
    "bills": "Invoice no,Supplier,Amount,Due,Status\nI-1,Smith Ltd,1200,2026-03-03,Paid\nI-2,Jones,45,2026-03-17,New\n",
    "people": "Name,Organisation,Role,10 Jan,14 Feb\nJo Hall,County,Chair,Y,N\nPat Moor,Parish,Member,N,Y\n",
    "form": "Project Name:,Award,Date:,2026-03-01\nSponsor,Jo Hall,Budget,12000\nScope,All schools,Phase,Two\n",
}


@pytest.mark.parametrize("text", NO_WORK.values(), ids=NO_WORK)
def test_what_is_no_work_is_not_taken_for_it(reform, home, text):
    refused = told(reform, home, text, "--new-owner", "--yes")
    assert refused.status == 1 and "No table was understood" in refused.err, refused


def test_a_person_who_names_the_items_says_that_they_are_work(reform, home):
    assert told(reform, home, NO_WORK["tests"], "--map", "Test case=title").status == 0
    assert [row["title"] for row in rows_of(reform, "projects")] == ["Log in", "Reset password"]


def test_a_sheet_of_facts_beside_one_of_work_is_left_out_and_said(reform, home):
    sheets = {
        "Actions": [["Action", "Owner", "Due"], ["Mend roof", "Ann Lee", "2026-06-30"]],
        "Stakeholders": [["Stakeholder", "Role", "Influence", "Status"], ["Jo Hall", "Sponsor", "High", "Active"]],
    }
    taken = reform("import", book(home / "a.xlsx", sheets), "--new-owner", "--yes")
    assert taken.status == 0 and "no table in Stakeholders; left out" in taken.err
    assert [row["title"] for row in rows_of(reform, "projects")] == ["Mend roof"]


def test_a_refusal_says_what_was_recognised_and_by_whom(reform, home):
    text = "编码,工程概况,承办单位,备注\n1,修路,县发改局,\n2,架桥,县财政局,\n"
    plain = told(reform, home, text)
    mapped = told(reform, home, text, "--map", "工程概况=keep")
    assert "工程概况 not" in plain.err and "工程概况 = another column" in mapped.err


@pytest.mark.parametrize(
    "heading", ["事项,责任单位,完成时限,状态\n", "台账\n序号,事项,责任单位,时限\n,,,\n", "Task,Owner,Due\n"]
)
def test_an_empty_template_is_said_to_hold_no_rows(reform, home, heading):
    empty = told(reform, home, heading)
    assert empty.status == 0 and "no rows below them" in empty.err and rows_of(reform, "projects") == []


def test_a_workbook_without_rows_names_its_sheet(reform, home):
    path = book(home / "a.xlsx", {"台账": [["事项", "责任单位", "完成时限"]]})
    assert "sheet 台账, row 1" in reform("import", path).err


@pytest.mark.parametrize("text", ["", " \n\n", ",,,\n,,,\n"])
def test_a_blank_file_is_said_to_hold_nothing(reform, home, text):
    assert "holds nothing" in told(reform, home, text).err


def test_a_map_of_a_heading_that_is_nowhere_is_refused(reform, home):
    text = "事项,责任单位,完成时限\n甲事,县发改局,2026-06-30\n"
    refused = told(reform, home, text, "--map", "办结时间=due")
    assert refused.status != 0 and "办结时间" in refused.err and "事项" in refused.err
    assert rows_of(reform, "projects") == []
    folder = home / "lists"
    folder.mkdir()
    (folder / "a.csv").write_text(text, encoding="utf-8")
    (folder / "b.csv").write_text(text.replace("完成时限", "办结时间").replace("甲", "乙"), encoding="utf-8")
    assert reform("import", folder, "--map", "办结时间=due").status == 0


def test_what_is_left_comes_in_again_without_its_reasons(reform, home):
    text = "督查时间,被督查单位,发现问题\n2026-01-05,县卫健局,台账不全\n时间不详,县教育局,进度滞后\n"
    rest = home / "rest.csv"
    refused = told(reform, home, text)
    assert refused.status != 0 and "--accept-partial" in refused.err and ".." not in refused.err
    assert told(reform, home, text, "--accept-partial", "--rest", rest).status == 0
    with rest.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:4] == ["file", "sheet", "row", "reason"] and len(rows) == 2
    with rest.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([rows[0], [*rows[1][:4], "2026-02-03", *rows[1][5:]]])
    assert reform("import", rest).status == 0
    assert [row["date"] for row in rows_of(reform, "visits")] == ["2026-01-05", "2026-02-03"]
    assert [row["title"] for row in rows_of(reform, "matters")] == ["台账不全", "进度滞后"]
    assert {str(row["extra"]) for row in rows_of(reform, "visits") + rows_of(reform, "matters")} == {"{}"}


def test_a_log_of_visits_says_what_its_findings_are_read_from(reform, home):
    text = "督查时间,被督查单位,发现问题,整改时限\n2026-01-05,县卫健局,台账不全,2026-02-05\n"
    shown = told(reform, home, text, "--dry-run").out
    assert "what was found" in shown and "kept as other columns" not in shown


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (
            "采购项目名称",
            "采购项目名称,采购需求概况,预算金额（万元）,预计采购时间\n物业服务,保洁,180,2026年4月\n云平台,运维,95,2026年5月\n",
        ),
        (
            "会议名称",
            "日期,会议名称,地点,参会范围\n2026年3月16日,深改委会议,三楼,委员\n2026年3月17日,推进会,五楼,各单位\n",
        ),
    ],
)
def test_purchases_and_meetings_to_come_are_no_work_unless_a_person_says_so(take, heading, text):
    assert take(text).status == 1
    assert take(text, "--map", f"{heading}=title").status == 0
