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
