"""Wall charts: what is in them, and how each format draws it."""

import json
import re
import sqlite3
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from reformcli.timeline import Lane, Scale, StepMark, scale_of

HOSTILE = "</svg><script>alert(1)</script>\"&'=1+1"


@pytest.fixture
def wall(reform):
    """Three projects in two groups and none, with steps in every state, on 2026-03-15."""
    reform(
        "add",
        "教育改革",
        "--group",
        "社会组",
        "--lead",
        "县教育局",
        "--leader",
        "张县长",
        "--due",
        "2026-12-31",
        "--start",
        "2026-01-10",
        "--liaison",
        "小王",
    )
    reform(
        "add", "医保改革", "--group", "医药组", "--lead", "县医保局", "--leader", "张县长,李县长", "--due", "2026-06-30"
    )
    reform("add", "没人认领", "--due", "2026-05-31")
    reform("add", "划掉了的", "--group", "社会组", "--due", "2026-05-31")
    reform("drop", "4", "--reason", "x")
    for due in ("2026-01-31", "2026-02-28", "2026-03-01", "2026-11-30"):
        reform("add", f"步骤{due}", "--to", "1", "--due", due)
    reform("done", "1.1", "--on", "2026-01-30")
    reform("done", "1.2", "--on", "2026-03-03")
    return reform


def test_progress_has_a_row_for_each_project_and_a_mark_for_each_step(wall):
    rows = wall("chart", "progress", "--json").rows
    assert [(one["group"], one["ref"], one["light"]) for one in rows] == [
        ("社会组", "1", "yellow"),
        ("医药组", "2", "green"),
        (None, "3", "green"),
    ]
    assert rows[0]["progress"] == 0.5
    lane = rows[0]["timeline"]
    assert (lane["start"], lane["due"], lane["light"]) == ("2026-01-10", "2026-12-31", "yellow")
    assert [(one["day"], one["sign"], one["ref"]) for one in lane["marks"]] == [
        ("2026-01-30", "done", "1.1"),
        ("2026-03-03", "late", "1.2"),
        ("2026-03-01", "overdue", "1.3"),
        ("2026-11-30", "planned", "1.4"),
    ]
    assert rows[1]["timeline"]["marks"] == [{"day": "2026-06-30", "sign": "planned", "ref": "2", "title": "医保改革"}]


def test_progress_of_another_day_knows_what_was_done_by_then(wall):
    marks = wall("chart", "progress", "--today", "2026-03-02", "--json").rows[0]["timeline"]["marks"]
    assert {one["ref"]: one["sign"] for one in marks} == {
        "1.1": "done",
        "1.2": "overdue",
        "1.3": "overdue",
        "1.4": "planned",
    }


def test_filters_choose_what_is_on_the_wall(wall):
    assert [one["ref"] for one in wall("chart", "progress", "--light", "green", "--json").rows] == ["2", "3"]
    assert [one["ref"] for one in wall("chart", "duty", "--leader", "李县长", "--json").rows] == ["2", "2"]
    assert wall("chart", "progress", "--plan", "2025", "--json").rows == []
    assert wall("chart", "progress", "--as-known", "2026-03-14", "--json").rows == []


def test_works_lists_steps_in_order_with_what_is_late(wall):
    rows = wall("chart", "works", "1", "--json").rows
    assert [(one["ref"], one["days_late"], one["mark"]) for one in rows] == [
        ("1.1", None, None),
        ("1.2", 3, "done-late"),
        ("1.3", 14, None),
        ("1.4", None, None),
    ]
    assert rows[0]["project"] == "1 教育改革" and rows[0]["lead"] == ["县教育局"]
    assert [one["ref"] for one in wall("chart", "works", "--json").rows] == ["1.1", "1.2", "1.3", "1.4"]
    refused = wall("chart", "works", "99")
    assert refused.status == 1 and "There is no project 99." in refused.err


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        (["--due", "2026-05-31"], ["--due", "2026-05-30"], "due on 2026-05-30, before 1.1 on 2026-05-31"),
        (["--due", "2026-05-31"], ["--due", "2026-05-31"], None),
        (
            ["--due", "2026-05-31"],
            ["--due", "2026-06-30", "--start", "2026-05-30"],
            "begins on 2026-05-30, before 1.1 is due on 2026-05-31",
        ),
        (["--due", "2026-05-31"], ["--due", "2026-06-30", "--start", "2026-05-31"], None),
    ],
)
def test_works_names_dependencies_that_break_dates(reform, first, then, says):
    reform("add", "甲", "--due", "2026-12-31")
    reform("add", "先", "--to", "1", *first)
    reform("add", "后", "--to", "1", "--depends-on", "1", *then)
    rows = {one["ref"]: one for one in reform("chart", "works", "1", "--json").rows}
    assert rows["1.2"]["depends_on"] == ["1.1"]
    assert rows["1.2"]["problem"] == ([says] if says else [])


def depend(home, **needs):
    """Let milestones depend on others, as ledgers do that were written before that was checked."""
    connection = sqlite3.connect(home / "ledger.db")
    for number, refs in needs.items():
        connection.execute(
            "UPDATE milestones SET depends_on = ? WHERE project = ? AND number = ?",
            (json.dumps(refs), *map(int, number.strip("_").split("_"))),
        )
    connection.commit()
    connection.close()


def test_works_names_what_was_done_before_its_turn_what_is_missing_and_circles(reform, home):
    reform("add", "甲", "--due", "2026-12-31")
    for title, needs in (("一", ""), ("二", "1"), ("三", ""), ("四", ""), ("五", ""), ("六", "1.1")):
        reform("add", title, "--to", "1", "--due", "2026-04-30", *(["--depends-on", needs] if needs else []))
    depend(home, _1_3=[[1, 9]], _1_4=[[1, 5]], _1_5=[[1, 4]])
    reform("done", "1.2", "--on", "2026-03-01")
    reform("done", "1.6", "--on", "2026-03-02")
    problems = {one["ref"]: one["problem"] for one in reform("chart", "works", "1", "--json").rows}
    assert problems == {
        "1.1": [],
        "1.2": ["done before 1.1"],
        "1.3": ["1.9 is not there or struck off"],
        "1.4": ["depends on itself, through others or directly"],
        "1.5": ["depends on itself, through others or directly"],
        "1.6": ["done before 1.1"],
    }
    reform("done", "1.1", "--on", "2026-03-02")
    problems = {one["ref"]: one["problem"] for one in reform("chart", "works", "1", "--json").rows}
    assert problems["1.2"] == ["done on 2026-03-01, before 1.1 on 2026-03-02"] and problems["1.6"] == []


def test_works_knows_the_steps_of_other_projects_and_which_were_struck_off(reform):
    for title in ("甲", "乙"):
        reform("add", title, "--due", "2026-12-31")
    for number in ("1", "2", "2", "1"):
        reform("add", "步", "--to", number, "--due", "2026-06-30")
    reform("edit", "1.1", "--depends-on", "2.1,2.2,2")
    reform("drop", "1.2", "--reason", "x")
    reform("drop", "2.2", "--reason", "x")
    (row,) = reform("chart", "works", "1", "--json").rows
    assert row["problem"] == ["2.2 is not there or struck off", "1.2 is not there or struck off"]


def test_a_step_without_a_start_is_drawn_from_what_it_depends_on(reform):
    reform("add", "甲", "--due", "2026-12-31", "--start", "2026-02-01")
    reform("add", "一", "--to", "1", "--due", "2026-04-30")
    reform("add", "二", "--to", "1", "--due", "2026-06-30", "--depends-on", "1")
    rows = reform("chart", "works", "1", "--json").rows
    assert [(one["start"], one["timeline"]["start"]) for one in rows] == [(None, "2026-02-01"), (None, "2026-04-30")]


def test_duty_has_a_place_for_each_leader_group_and_lead_unit(wall):
    rows = wall("chart", "duty", "--json").rows
    assert [(one["leader"], one["group"], one["lead"], one["ref"]) for one in rows] == [
        ("张县长", "社会组", "县教育局", "1"),
        ("张县长", "医药组", "县医保局", "2"),
        ("李县长", "医药组", "县医保局", "2"),
        (None, None, None, "3"),
    ]
    crossed = wall("chart", "duty", "--matrix", "--json").rows
    assert [(one["ref"], one["leader"], one["liaison"]) for one in crossed] == [
        ("1", ["张县长"], ["小王"]),
        ("2", ["张县长", "李县长"], []),
        ("3", [], []),
    ]


def test_plain_text_needs_neither_colour_nor_box_characters(wall):
    text = wall("chart", "progress").out
    line = next(line for line in text.splitlines() if line.startswith("1 "))
    assert re.search(r"v-*!|v-*\*", line) and "|" in line and "o" in line
    assert "v done" in text and "o planned" in text and "! overdue" in text and "* done late" in text
    assert not set(text) & set("─│●○◐✕━█")
    assert "社会组  yellow 1" in text


def test_the_same_months_stand_below_each_other_in_every_group(wall):
    headings = [line for line in wall("chart", "progress").out.splitlines() if line.startswith("Ref")]
    assert len(headings) == 3 and len({line.index("Feb") for line in headings}) == 1


@pytest.mark.parametrize("chart", ["progress", "works", "duty"])
@pytest.mark.parametrize("shape", ["html", "svg"])
def test_stored_text_is_never_markup(reform, chart, shape):
    reform("add", HOSTILE, "--due", "2026-12-31", "--new-owner", "--leader", "<b>x</b>", "--group", "<i>&amp;")
    reform("add", HOSTILE, "--to", "1", "--due", "2026-05-31")
    text = reform("chart", chart, f"--{shape}").out
    assert "<script" not in text and "<b>" not in text and "<i>" not in text
    assert "&lt;script&gt;" in text
    if shape == "svg":
        ET.fromstring(text)


@pytest.mark.parametrize("chart", ["progress", "works", "duty"])
def test_a_page_needs_nothing_else(wall, chart):
    text = wall("chart", chart, "--html").out
    assert not re.search(r"<script|<link|src=|@import|url\(|https?:", text)


def test_a_page_says_in_words_what_its_pictures_show(wall):
    text = wall("chart", "progress", "--html").out
    label = re.search(r'role="img" aria-label="([^"]*)"', text)[1]
    assert "2026-01-30 done 1.1" in label and "2026-03-01 overdue 1.3" in label
    assert text.count('scope="col"') == 3 * 4


def test_a_sheet_draws_months_and_marks_in_cells(wall, home):
    assert wall("chart", "progress", "-o", "wall.xlsx").status == 0
    sheet = load_workbook(home / "wall.xlsx").active
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    months = [cell.value for cell in next(row for row in sheet.iter_rows() if row[0].value == "Ref")][-12:]
    assert months == ["2026\nJan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    row = cells["教育改革"].row
    drawn = [sheet.cell(row, cells["2026\nJan"].column + i) for i in range(12)]
    assert drawn[0].value == "●30" and drawn[2].value.split() == ["✕1", "◐3"] and drawn[10].value == "○30"
    assert {cell.fill.fgColor.rgb for cell in drawn} == {"FFFFEB9C"}
    assert cells["Mar"].fill.fgColor.rgb == "FFD2228A"


def test_a_sheet_merges_who_answers_and_runs_nothing(reform, home):
    for title in ("=1+1", "乙"):
        reform("add", title, "--leader", "张县长", "--group", "=SUM(A1)", "--lead", "县教育局", "--due", "2026-12-31")
    assert reform("chart", "duty", "-o", "duty.xlsx").status == 0
    sheet = load_workbook(home / "duty.xlsx").active
    assert sorted(str(one) for one in sheet.merged_cells.ranges) == ["A5:A6", "B5:B6"]
    assert (sheet["A5"].value, sheet["A5"].data_type) == ("=SUM(A1)", "s")
    assert {sheet["E5"].data_type, sheet["E6"].data_type} == {"s"}


def test_months_are_equally_long_and_days_lie_within_them():
    scale = scale_of([date(2026, 5, 5)], date(2026, 3, 15), 2026)
    assert scale == Scale(date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 15))
    assert scale.position(date(2026, 1, 1)) == 0 and scale.position(date(2026, 7, 1)) == 0.5
    assert scale.position(date(2026, 12, 31)) < 1
    assert scale_of([], date(2026, 3, 15), 2024).first == date(2024, 1, 1)
    assert scale_of([date(2025, 10, 5)], date(2026, 3, 15), 2026).months[0] == date(2025, 10, 1)
    assert scale_of([date(2025, 10, 5)], date(2026, 3, 15)).last == date(2025, 10, 31)


def test_of_marks_in_one_cell_the_worst_shows():
    from reformcli.output.lanes import PLAIN, text

    day = date(2026, 5, 5)
    marks = tuple(StepMark(day, sign, "1", "x") for sign in ("overdue", "done", "planned"))
    scale = scale_of([day], date(2026, 5, 5), 2026)
    assert text(Lane(None, None, "red", marks), scale, 12, PLAIN) == "    !       "
    assert text(Lane(date(2026, 2, 1), date(2026, 4, 30), "red", ()), scale, 12, PLAIN) == " ---|       "


def test_a_mistyped_year_does_not_stretch_a_chart():
    scale = scale_of([date(3026, 1, 1), date(2027, 2, 3)], date(2026, 3, 15), 2026)
    assert (scale.first, scale.last) == (date(2026, 1, 1), date(2027, 2, 28))


def test_the_due_day_belongs_to_the_bar():
    from reformcli.output.drawn import drawn
    from reformcli.reports.charts.lanes import TIMELINE

    day = date(2026, 12, 31)
    bar = drawn(Lane(day, day, "red", ()), TIMELINE, scale_of([], day, 2026)).bar
    assert bar == ("99.73", "0.27")


def test_cells_merge_only_within_the_cell_before_them():
    from reformcli.output.cells import covers
    from reformcli.reports.charts.duty import COLUMNS

    rows = [("甲", "组", "局"), ("甲", "组", "局"), ("乙", "组", "局"), ("乙", "组", "院")]
    assert covers(COLUMNS[:3], rows, ("leader", "group", "lead")) == [[2, 2, 2], [0, 0, 0], [2, 2, 1], [0, 0, 1]]


def test_headings_count_projects_not_their_places(reform):
    reform("add", "甲", "--leader", "张县长", "--group", "一组,二组", "--lead", "甲局,乙局", "--due", "2026-12-31")
    assert len(reform("chart", "duty", "--json").rows) == 4
    assert "张县长  green 1\n" in reform("chart", "duty").out


def test_a_light_chooses_whole_projects_of_a_works_chart(reform):
    for title, due in (("甲", "2026-12-31"), ("乙", "2026-03-01")):
        reform("add", title, "--due", due)
    for due in ("2026-02-01", "2026-12-01"):
        reform("add", "步", "--to", "2", "--due", due)
    reform("add", "步", "--to", "1", "--due", "2026-12-01")
    assert [one["ref"] for one in reform("chart", "works", "--light", "red", "--json").rows] == ["2.1", "2.2"]


def test_circles_through_other_projects_are_seen_from_each_of_them(reform, home):
    for _number in ("1", "2"):
        reform("add", "甲", "--due", "2026-12-31")
    for number in ("1", "2"):
        reform("add", "步", "--to", number, "--due", "2026-06-30")
    depend(home, _1_1=[[2, 1]], _2_1=[[1, 1]])
    for number in ("1", "2"):
        (row,) = reform("chart", "works", number, "--json").rows
        assert row["problem"] == ["depends on itself, through others or directly"]


@pytest.mark.parametrize("width", [30, 40, 60, 79])
def test_narrow_terminals_lose_nothing(wall, width):
    from tests.test_golden import screen

    squeezed = "".join(screen(["chart", "progress"], "en", width).split())
    for words in ("2026-12-31", "教育改革", "县教育局", "50%"):
        assert words in squeezed


def test_what_cannot_be_told_is_not_recorded(reform, home):
    for target in ("list.foo", "nowhere/list.csv", "."):
        refused = reform("add", "甲", "-o", target)
        assert refused.status == 1 and not refused.out
    assert reform("list", "--json").rows == []


@pytest.mark.parametrize("shape", ["--html", "--svg"])
def test_nothing_to_draw_says_so_on_a_page_too(reform, shape):
    assert "Nothing in plan year 2026 fits" in reform("chart", "progress", shape).out
