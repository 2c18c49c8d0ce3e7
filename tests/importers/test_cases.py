"""Small lists, each with a kind of trouble that published lists gave, and what a careful clerk would have recorded."""

from pathlib import Path

import pytest

from tests.importers.books import answering, rows_of

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def take(reform):
    def take(name, *options):
        (path,) = CASES.glob(f"{name}-*")
        return reform("import", path, *options)

    return take


def facts(reform, *keys, noun="projects"):
    return [tuple(row[key] for key in keys) for row in rows_of(reform, noun)]


def leads(reform):
    return [answering(reform, number, "lead") for (number,) in facts(reform, "number")]


def test_01_days_with_short_years(take, reform):
    assert take("01").status == 0
    assert facts(reform, "start", "due") == [
        ("2018-04-01", "2023-03-31"),
        ("2019-11-15", "2024-11-17"),
        ("2020-06-30", "2040-12-31"),
        ("2019-12-01", "2022-10-05"),
    ]


def test_02_one_cell_settles_the_order_of_its_column(take, reform):
    assert take("02").status == 0
    assert facts(reform, "due") == [("2025-02-05",), ("2025-02-28",), ("2025-01-16",), ("2025-03-01",)]
    assert leads(reform) == [["Anna"], ["Ben"], ["Anna"], ["Ben"]]


def test_03_the_year_of_a_law_is_no_date(take, reform):
    told = take("03")
    assert "row 3" in told.err and "is not read as a date" in told.err
    assert facts(reform, "start", "due", "due_said") == [(None, "2027-03-31", None), (None, None, None)]


def test_04_done_work_leaves_nothing_open_under_it(take, reform):
    assert take("04").status == 0
    assert facts(reform, "title", "due", "state", noun="milestones") == [
        ("出台方案", "2026-02-28", "done"),
        ("供水改革", "2026-03-15", "done"),
    ]
    assert reform("overdue", "--today", "2026-03-25", "--json").rows == []


def test_05_words_of_state(take, reform):
    assert take("05").status == 0
    assert facts(reform, "title", "state") == [
        ("Reconcile the accounts monthly", "done"),
        ("Review access rights yearly", "started"),
        ("Test the backups", "dropped"),
    ]


def test_06_items_below_merged_headings(take, reform):
    assert take("06").status == 0
    assert facts(reform, "title", "theme", "due") == [
        ("甲平台", "采集", "2026-03-05"),
        ("乙平台", "采集", "2026-03-20"),
        ("权限", "后台", "2026-04-05"),
        ("报表", "后台", "2026-04-25"),
    ]
    assert [answering(reform, number, "liaison") for number in (1, 2, 3, 4)] == [["王一"], ["李二"], ["钱四"], ["王一"]]


def test_07_a_tracker_is_no_list_of_owners(take, reform):
    assert take("07").status == 0
    assert [(title[:12], state) for title, state in facts(reform, "title", "state")] == [
        ("Set up the s", "done"),
        ("Draft the pa", "started"),
        ("Agree the fi", "planned"),
    ]
    assert leads(reform) == [["Anna"], ["Ben"], ["Carl"]]


def test_08_the_planned_end_is_the_limit(take, reform):
    told = take("08")
    assert facts(reform, "due", "state", "done") == [
        ("2026-03-20", "done", "2026-03-25"),
        ("2026-04-30", "planned", None),
    ]
    assert "2026-03-25 has not come yet" in told.err


@pytest.mark.parametrize("options", [(), ("--map", "结束时间=due")])
def test_09_what_a_person_maps_wins(take, reform, options):
    assert take("09", *options).status == 0
    assert facts(reform, "title", "due") == [("编写接口文档", "2026-03-05"), ("系统联合调试", "2026-03-20")]


def test_10_codes_tell_equal_titles_apart(take, reform):
    assert take("10").status == 0
    assert facts(reform, "code", "due") == [("T001", "2026-04-26"), ("T002", "2026-05-01"), ("T003", "2026-06-26")]


def test_11_a_second_table_is_left_out_and_said(take, reform):
    told = take("11")
    assert "rows 7-9" in told.err
    assert facts(reform, "title", "state") == [("数据平台", "started"), ("门户改版", "done")]
    assert len(rows_of(reform, "owners")) == 2


def test_12_lines_of_a_form_above_the_heading(take, reform):
    told = take("12")
    assert "heading in row 5" in told.err
    assert facts(reform, "title") == [("Initiation",)]
    assert facts(reform, "title", "due", "state", noun="milestones") == [
        ("Write the charter", "2026-01-15", "done"),
        ("Agree the budget", "2026-01-30", "started"),
    ]
    assert {row["name"] for row in rows_of(reform, "owners")} == {"Anna Bell", "Carl Dow"}


def test_13_an_empty_end_loses_to_the_deadline(take, reform):
    assert take("13").status == 0
    assert facts(reform, "due") == [("2026-05-12",), ("2026-06-01",), ("2026-06-15",)]


def test_14_a_formula_without_a_value_is_said(take, reform):
    told = take("14")
    assert "row 2" in told.err and "formula without a stored value" in told.err
    assert facts(reform, "due") == [(None,), ("2026-07-01",)]
    doubts = [row for row in take("14", "--dry-run", "--json").rows if row["action"] == "doubt"]
    assert [row["cell"] for row in doubts] == ["C2"]


def test_15_the_revised_date_is_in_force_and_the_first_is_kept(take, reform):
    assert take("15").status == 0
    assert facts(reform, "due_first", "due") == [("2026-03-31", "2026-06-30"), ("2026-04-30", "2026-04-30")]
    assert leads(reform) == [["Head of Finance"], ["Head of IT"]]


def test_16_ids_are_codes_and_names_titles(take, reform):
    assert take("16").status == 0
    assert facts(reform, "code", "title") == [
        ("T001", "Finish the site plan"),
        ("T002", "Sign the lease"),
        ("T003", "Finish the site plan"),
    ]
    assert leads(reform) == [["Operations"], ["Legal"], ["Operations"]]


def test_17_the_summary_is_the_title(take, reform):
    assert take("17").status == 0
    assert facts(reform, "code", "title", "due", "state") == [
        ("RET-1", "Book the venue", "2026-05-01", "planned"),
        ("RET-2", "Print the forms", "2026-04-15", "done"),
    ]
    assert leads(reform) == [["Anna"], ["Ben"]]


def test_18_whom_work_is_assigned_to_answers(take, reform):
    assert take("18").status == 0
    assert leads(reform) == [["Anna"], ["Ben"]]


def test_19_a_length_of_time_is_no_limit(take, reform):
    assert take("19").status == 0
    assert facts(reform, "title", "due") == [("Plant trees along the river", None), ("Electric buses", None)]


def test_22_one_bad_row_stops_nothing(take, reform, home):
    refused = take("22")
    assert refused.status == 2 and "--accept-partial" in refused.err
    assert take("22", "--sheet", "项目总表").status == 0
    assert facts(reform, "title", "state") == [("订餐系统", "started"), ("办公系统", "started")]
    assert reform("undo", "--yes").status == 0
    taken = take("22", "--accept-partial", "--rest", home / "余.csv")
    assert taken.status == 0 and len(rows_of(reform, "projects")) == 4
    assert "接口分析" in (home / "余.csv").read_text("utf-8-sig")


def test_24_totals_are_no_projects(take, reform):
    told = take("24")
    assert "totals in rows 4, 5" in told.err
    assert facts(reform, "title", "due") == [("内部采购系统", "2026-06-30"), ("仓库系统", "2026-09-30")]
