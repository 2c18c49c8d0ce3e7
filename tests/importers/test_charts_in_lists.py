"""Charts in lists: marks, colours and merged cells below stretches of time, as days from when to when."""

from datetime import date, timedelta

from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from tests.importers.books import book, facts, rows_of

WEEKS = [date(2026, 3, 2) + timedelta(weeks=week) for week in range(5)]


def test_marks_below_weeks_say_from_when_to_when(reform, tmp_path):
    rows = [
        ["Task", "Owner", *WEEKS],
        ["Survey", "Ann Lee", "x", "x"],
        ["Build", "Carl Dow", None, None, None, "x", "x"],
    ]
    told = reform("import", book(tmp_path / "gantt.xlsx", {"Plan": rows}))
    assert facts(reform, "title", "start", "due", "due_said") == [
        ("Survey", "2026-03-02", "2026-03-15", None),
        ("Build", "2026-03-23", "2026-04-05", None),
    ]
    assert rows_of(reform, "milestones") == []
    assert "start and due are read from the chart in columns C-G." in told.err


def test_marks_below_months_to_come_are_a_bar(reform, take):
    take("序号,工作内容,责任人,3月,4月,5月,6月\n1,前期调研,王强,√,√,,\n2,全面实施,李敏,,,√,√\n")
    assert facts(reform, "title", "start", "due") == [
        ("前期调研", "2026-03-01", "2026-04-30"),
        ("全面实施", "2026-05-01", "2026-06-30"),
    ]


def test_ticks_below_months_that_are_past_stay_milestones_done(reform, take):
    take("序号,工作内容,责任人,1月,2月\n1,前期调研,王强,√,√\n2,全面实施,李敏,,√\n")
    assert [row[1:] for row in facts(reform, "project", "due", "state", noun="milestones")] == [
        ("2026-01-31", "done"),
        ("2026-02-28", "done"),
        ("2026-02-28", "done"),
    ]


def test_colours_below_months_are_bars(reform, tmp_path):
    rows = [
        ["Task", "Owner", "Jan", "Feb", "Mar", "Apr"],
        ["Survey", "Ann Lee"],
        ["Build", "Carl Dow"],
        ["Note", "Bob Ray"],
    ]
    path = book(tmp_path / "gantt.xlsx", {"Plan": rows})
    made = load_workbook(path)
    for cell in ("C2", "D2", "E3", "F3"):
        made.active[cell].fill = PatternFill("solid", fgColor="FF5B9BD5")
    for cell in ("C4", "D4", "E4", "F4"):  # nor is what is filled from end to end
        made.active[cell].fill = PatternFill("solid", fgColor="FFDDDDDD")
    for cell in ("A3", "B3", "C3", "D3"):  # a band of the table is no bar
        made.active[cell].fill = PatternFill("solid", fgColor="FFEEEEEE")
    made.save(path)
    reform("import", path)
    assert facts(reform, "title", "start", "due") == [
        ("Survey", "2026-01-01", "2026-02-28"),
        ("Build", "2026-03-01", "2026-04-30"),
        ("Note", None, None),
    ]


def test_a_chart_beside_columns_of_days_is_left_out_and_said(reform, take):
    told = take(
        "Task,Start,Due,Jan,Feb,Mar,Apr\nSurvey,2026-01-05,2026-02-20,x,x,,\nBuild,2026-03-05,2026-04-20,,,x,x\n"
    )
    assert facts(reform, "due") == [("2026-02-20",), ("2026-04-20",)]
    assert rows_of(reform, "milestones") == []
    assert "columns D-G are a chart of what other columns say; left out." in told.err


def test_a_cell_merged_over_months_is_due_in_the_last_of_them(reform, tmp_path):
    rows = [["项目名称", "牵头单位", "3月", "4月", "5月"], ["医改", "县卫健局", "出台方案", None, "启动试点"]]
    reform("import", book(tmp_path / "计划.xlsx", {"计划": rows}, merged={"计划": ["C2:D2"]}))
    assert facts(reform, "title", "start", "due", noun="milestones") == [
        ("出台方案", "2026-03-01", "2026-04-30"),
        ("启动试点", "2026-05-01", "2026-05-31"),
    ]
