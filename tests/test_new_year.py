"""The first days of a year: what the last one left open stands in every paper, and is a merit of nobody."""

import openpyxl
import pytest

NEW_YEAR = ("--today", "2027-01-04")


@pytest.fixture
def office(reform):
    """Work of 2026 that is open: a project due on the last day of the year, and one with a liaison since June."""
    reform("add", "联办证照", "--lead", "甲局", "--liaison", "李股长", "--due", "2026-06-30", "--today", "2026-01-05")
    reform("add", "修订办法", "--lead", "乙局", "--due", "2026-12-31", "--today", "2026-01-05")
    return reform


def test_a_bulletin_says_what_overdue_says_whatever_year_it_is_of(office):
    late = [row["ref"] for row in office("overdue", "--json", *NEW_YEAR).rows]
    made = office("paper", "bulletin", "--json", *NEW_YEAR).rows
    assert (made["plan"], made["total"], made["overdue"]) == (2027, 0, len(late))
    assert [work["ref"] for unit in made["laggards"] for work in unit["work"]] == late
    assert office("paper", "bulletin", "--plan", "2027", "--json", *NEW_YEAR).rows["overdue"] == 0


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "of plan year 2027: 0."), ("zh", "2027年度改革项目共 0 项。")]
)
def test_a_bulletin_of_a_year_without_projects_is_whole_sentences(office, language, sentence):
    made = office("paper", "bulletin", "--lang", language, *NEW_YEAR)
    assert sentence in made.out and "reform" not in made.out.replace("reform@", "")


def test_reminders_and_the_roll_call_are_of_every_year(office):
    reminder = office("paper", "reminder", "李股长", "--json", *NEW_YEAR).rows
    assert [work["ref"] for work in reminder["overdue"]] == ["1"]
    assert office("paper", "roll-call", "--json", *NEW_YEAR).rows["count"] == 2
    assert office("paper", "roll-call", "--plan", "2027", "--json", *NEW_YEAR).rows["count"] == 0


def test_a_pack_s_list_of_what_is_overdue_is_that_of_the_report(office, home):
    assert office("pack", "week", "-o", "monday", *NEW_YEAR).status == 0
    sheet = openpyxl.load_workbook(home / "monday" / "overdue-list-2027-01-04.xlsx").worksheets[0]
    shown = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"联办证照", "修订办法"} <= shown
    assert (home / "monday" / "reminders-2027-01-04" / "李股长.txt").exists()


LAST_YEAR = "编号,项目名称,牵头单位,完成时限,进展状态\n"
LAST_YEAR += "A1,医共体建设,县卫健局,2026-12-31,推进中\n,校车安全,县教育局,2026-11-30,推进中\n"


def plans(reform):
    return {row["title"]: row["plan"] for row in reform("export", "projects", "--json").rows}


def test_a_list_without_a_year_moves_nothing_into_the_new_one(reform, home):
    (home / "list.csv").write_text(LAST_YEAR, encoding="utf-8")
    assert "plan year" not in reform("import", "list.csv", "--today", "2026-03-01").err
    (home / "list.csv").write_text(f"{LAST_YEAR},农村公路,县交通局,2027-06-30,未启动\n", encoding="utf-8")
    again = reform("import", "list.csv", "--today", "2027-01-05")
    assert plans(reform) == {"医共体建设": 2026, "校车安全": 2026, "农村公路": 2027}
    assert "1 project of another plan year has a title of the list; taken as the same: 2." in again.err


def test_a_list_that_names_its_year_has_projects_of_that_year(reform, home):
    (home / "list.csv").write_text(LAST_YEAR, encoding="utf-8")
    reform("import", "list.csv", "--today", "2026-03-01")
    (home / "list.csv").write_text(f"2027年重点改革任务,,,,\n{LAST_YEAR}", encoding="utf-8")
    told = reform("import", "list.csv", "--today", "2027-01-05")
    assert [row["plan"] for row in reform("export", "projects", "--json").rows] == [2027, 2026, 2027]
    assert "2 of 2026 has this title and is open; taken as a new project of 2027." in told.err


@pytest.mark.parametrize(("state", "is_new"), [("推进中", True), ("已完成", False)])
def test_what_was_closed_before_is_new_only_where_the_list_has_it_open(reform, home, state, is_new):
    (home / "list.csv").write_text(LAST_YEAR, encoding="utf-8")
    reform("import", "list.csv", "--today", "2026-03-01")
    reform("done", "2", "--on", "2026-11-20", "--today", "2026-11-20")
    (home / "list.csv").write_text(LAST_YEAR.replace("推进中\n", f"{state}\n"), encoding="utf-8")
    again = reform("import", "list.csv", "--today", "2027-01-05")
    assert ("2 of 2026 has this title and is closed; taken as a new project of 2027." in again.err) is is_new
    rows = [row["title"] for row in reform("export", "projects", "--json").rows]
    assert rows == ["医共体建设", "校车安全", "校车安全"][: 2 + is_new]


def test_own_columns_without_a_year_leave_it_too(reform, home):
    reform("add", "甲", "--code", "A1", "--plan", "2026", "--today", "2026-03-01", "--due", "2026-12-31")
    (home / "projects.csv").write_text("code,title,goal\nA1,甲,建成\nA2,乙,\n", encoding="utf-8")
    assert reform("import", "projects.csv", "--today", "2027-01-05").status == 0
    assert plans(reform) == {"甲": 2026, "乙": 2027}


def test_another_code_is_another_project(reform, home):
    reform("add", "校车安全", "--code", "A1", "--plan", "2026", "--due", "2026-12-31", "--today", "2026-03-01")
    (home / "list.csv").write_text("编号,项目名称,完成时限\nB9,校车安全,2027-06-30\n", encoding="utf-8")
    assert reform("import", "list.csv", "--today", "2027-01-05").status == 0
    rows = [(row["code"], row["plan"]) for row in reform("export", "projects", "--json").rows]
    assert rows == [("A1", 2026), ("B9", 2027)]
