"""Lists of the kinds that trackers and offices keep, each with a trouble of its own, and what a clerk would record."""

import time

import pytest

from reformcli.importers.sheets.columns import neighbours
from reformcli.importers.sheets.columns.shapes import ColumnShape
from tests.importers.books import answering, book, facts, rows_of


def kinds(reform):
    return {row["name"]: row["kind"] for row in rows_of(reform, "owners")}


def test_the_day_of_a_change_is_no_limit(reform, take):
    take("Subject,Assignee,Finish date,Updated on\nPave,Ann Lee,2026-06-30,2026-03-05T10:00:00Z\n")
    assert facts(reform, "due", "due_first") == [("2026-06-30", "2026-06-30")]


def test_a_version_is_no_limit_and_no_measure(reform, take):
    take(
        "Title,State,Due Date,Milestone,Target version\n"
        "Fix login,open,2026-04-30,v1.0,2026Q2\nSpeed up,open,,v1.0,2026Q3\nWrite,open,,v2.0,2026Q3\nTest,open,,v2.0,\n"
    )
    assert facts(reform, "due", "measures") == [("2026-04-30", None), (None, None), (None, None), (None, None)]


def test_a_day_that_may_be_no_limit_is_doubted(take):
    assert (
        "Column Next Meeting is taken as Due; it could also be another column."
        in take("Client Name,Status,Next Meeting\nTitleCo,Started,2026-11-12\nSummit,Started,2026-11-13\n").err
    )


def test_progress_in_one_word_is_the_state(reform, take):
    take(
        "任务描述,任务执行人,任务进展,预计完成日期\n梳理清单,王强,进行中,2026/03/31\n推进通办,李敏,已完成,2026/03/10\n"
    )
    assert facts(reform, "state") == [("started",), ("done",)]


def test_who_answers_is_not_guessed_beside_a_column_that_says_so(reform, take):
    take(
        "标题,状态,处理人,类目\n统一收件,进行中,王强;,公共平台\n老系统对接,进行中,,公共平台\n扫描归档,进行中,李敏;,公共平台\n"
    )
    assert [answering(reform, number, "lead") for number in (1, 2, 3)] == [["王强"], [], ["李敏"]]


@pytest.mark.parametrize(
    ("cell", "name"), [("王强(#wangqiang)", "王强"), ("Bob Ray[50%]", "Bob Ray"), ("Ann Lee <ann@x.org>", "Ann Lee")]
)
def test_what_trackers_write_behind_a_name_is_no_part_of_it(reform, take, cell, name):
    take(f"任务名称,指派给,截止日期\n扫码登录,{cell},2026-03-20\n")
    assert answering(reform, 1, "lead") == [name]


def test_a_branch_before_a_name_makes_a_part(reform, take):
    take(
        "编号,任务名称,任务状态,截止日期\n712,扫码登录,进行中,2026-03-20\n713,>短信验证,已完成,2026-03-10\n714,改版,未开始,\n"
    )
    assert facts(reform, "title") == [("扫码登录",), ("改版",)]
    assert facts(reform, "project", "title", "due", noun="milestones") == [(1, "短信验证", "2026-03-10")]


def test_what_was_archived_open_is_dropped_and_doubted(reform, take):
    told = take("Card Name,List Name,Archived\nOrder seeds,Done,true\nDig beds,To Do,false\nOld idea,To Do,true\n")
    assert facts(reform, "state") == [("done",), ("planned",), ("dropped",)]
    assert "row 4: It was archived before it was done; taken as dropped." in told.err


def test_two_columns_of_one_heading_are_doubted(take):
    told = take("Developer,Task,Status,Editor,Status\nMike,Guide,Change is Needed,Amanda,Ready for review\n")
    assert "headed Status too" in told.err


def test_a_cell_that_names_nobody_is_kept(reform, take):
    take("Action,Assigned To,Due By\nUpdate the plan,All,28/02/2026\n")
    assert rows_of(reform, "projects")[0]["extra"] == {"Assigned To": "All"}


@pytest.fixture
def in_shanghai(monkeypatch):
    """The machine stands in Shanghai."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_shanghai")
def test_a_moment_is_the_day_that_it_falls_on_here(reform, take):
    take("Card Name,Due Date\nOrder seeds,2026-03-01T16:00:00.000Z\nDig beds,2026-04-15T12:00:00.000Z\n")
    assert facts(reform, "due", "due_said") == [("2026-03-02", None), ("2026-04-15", None)]


def test_persons_and_units_are_told_apart_by_evidence(reform, take):
    told = take(
        "Task,Assigned To,Due\nBook,Ann Lee,2026-05-01\nPrint,Anna,2026-05-02\nCall,Parks Office,2026-05-03\n"
        "Pay,Head of Finance,2026-05-04\nSign,Human Resources,2026-05-05\n"
    )
    assert kinds(reform) == {
        "Ann Lee": "person",
        "Anna": "person",
        "Parks Office": "unit",
        "Head of Finance": "person",
        "Human Resources": "unit",
    }
    assert "taken for persons: Ann Lee, Anna, Head of Finance." in told.err


def test_names_that_do_not_say_what_they_are_are_told(reform, take):
    told = take(
        "Action,Owner,Due\nUpload,Qualia,2026-05-01\nPave,Roads Department,2026-05-02\nSee,Ann Lee,2026-05-03\n"
    )
    assert kinds(reform) == {"Qualia": "unit", "Roads Department": "unit", "Ann Lee": "person"}
    assert "taken for units, though the names do not say so: Qualia." in told.err


def test_a_person_in_a_column_of_responsible_units_is_a_person(reform, take):
    take("事项,责任单位,责任人,完成时限\n医改,县卫健局,王强,6月底前\n教改,县教育局,柳青,6月底前\n")
    assert kinds(reform) == {"县卫健局": "unit", "王强": "person", "县教育局": "unit", "柳青": "person"}


def test_tables_beside_each_other_are_read_each_by_itself(reform, tmp_path):
    rows = [
        ["Action", "Owner", "Due", "Status", None, "Risk", "Owner", "Status"],
        ["Book the hall", "Ann Lee", "2026-04-01", "Open", None, "Rain", "Bob Ray", "Open"],
        ["Print badges", "Bob Ray", "2026-04-09", "Closed", None, "No chairs", "Ann Lee", "Closed"],
        ["Hire the band", "Carl Dow", "2026-04-20", "Open"],
    ]
    reform("import", book(tmp_path / "two.xlsx", {"Actions": rows}))
    assert facts(reform, "title", "due", "state") == [
        ("Book the hall", "2026-04-01", "planned"),
        ("Print badges", "2026-04-09", "done"),
        ("Hire the band", "2026-04-20", "planned"),
    ]
    assert facts(reform, "title", "state", "owner", "due", noun="matters") == [
        ("Rain", "planned", "Bob Ray", None),
        ("No chairs", "done", "Ann Lee", None),
    ]


def test_a_blank_column_inside_a_table_makes_no_second_one(reform, take):
    take("Task,Owner,,Due,Comments\nBook,Ann Lee,,2026-04-01,none\nPrint,Bob Ray,,2026-04-09,two\n")
    assert facts(reform, "title", "due") == [("Book", "2026-04-01"), ("Print", "2026-04-09")]


def test_a_second_name_beyond_a_blank_column_makes_no_second_table(reform, take):
    take("Task,Owner,Due,,Deliverable\nBook,Ann Lee,2026-04-01,,Contract\nPrint,Bob Ray,2026-04-09,,Badges\n")
    assert facts(reform, "title", "due") == [("Book", "2026-04-01"), ("Print", "2026-04-09")]


MONDAY = [
    ["Marketing launch"],
    [],
    ["Delivery"],
    ["Name", "Subitems", "Person", "Status", "Date", "Timeline - Start", "Timeline - End"],
    ["Book the venue", "Visit, Sign", "Ann Lee", "Done", "2026-02-01", "2026-01-05", "2026-02-01"],
    ["Subitems", "Name", "Owner", "Status", "Date"],
    [None, "Visit", "Bob Ray", "Done", "2026-01-20"],
    [None, "Sign", "Ann Lee", "Working on it", "2026-04-01"],
    ["Hold the event", None, "Ann Lee", "Not Started", "2026-05-20", None, None],
]


def test_parts_under_a_heading_of_their_own_are_milestones(reform, tmp_path):
    told = reform("import", book(tmp_path / "board.xlsx", {"Launch": MONDAY}))
    assert facts(reform, "title", "due", "state") == [
        ("Book the venue", "2026-02-01", "done"),
        ("Hold the event", "2026-05-20", "planned"),
    ]
    assert facts(reform, "project", "title", "due", "state", noun="milestones") == [
        (1, "Visit", "2026-01-20", "done"),
        (1, "Sign", "2026-04-01", "done"),
    ]
    assert "row 8: 'Working on it' of Sign stands below an item that is closed; closed with it." in told.err
    assert "row 9: Timeline - End is blank; the due date is that of column Date." in told.err


@pytest.mark.parametrize("heading", ["项目名称,里程碑", "项目,节点", "项目,措施", "Project,Milestone"])
@pytest.mark.parametrize("again", ["甲", ""])
def test_milestones_beside_their_projects_are_parts_of_them(reform, take, heading, again):
    rows = ("甲,立项", f"{again},开工", "乙,立项", f"{again and '乙'},开工")
    taken = take("\n".join((f"{heading},完成时限", *(f"{row},2026-0{n}-30" for n, row in enumerate(rows, 4)))) + "\n")
    assert taken.status == 0, taken.err
    assert facts(reform, "title", "due") == [("甲", "2026-05-30"), ("乙", "2026-07-30")]
    assert [(row["project"], row["title"]) for row in rows_of(reform, "milestones")] == [
        (1, "立项"),
        (1, "开工"),
        (2, "立项"),
        (2, "开工"),
    ]


def test_what_a_second_sheet_says_otherwise_is_doubted_and_not_taken(reform, tmp_path):
    heading = ["Task", "Owner", "Due", "Status"]
    path = book(
        tmp_path / "plans.xlsx",
        {
            "Plan": [heading, ["Pave", "Ann Lee", "2026-04-01", "Open"], ["Dig", "Bob Ray", "2026-05-01", "Open"]],
            "Later": [heading, ["Pave", "Ann Lee", "2026-06-01", "Done"], ["Sow", "Bob Ray", "2026-07-01", "Open"],
                      ["Mow", "Bob Ray", "2026-07-01", "Open"]],
        },
    )  # fmt: skip
    told = reform("import", path)
    assert told.status == 0
    assert "the same project as in a row above; not taken: " in told.err
    assert "Due 2026-06-01 (there 2026-04-01)" in told.err
    assert facts(reform, "title", "due")[0] == ("Pave", "2026-04-01")


def test_other_columns_of_a_second_sheet_do_not_replace_those_of_the_first(reform, tmp_path):
    heading = ["Task", "Owner", "Due", "Room"]
    path = book(
        tmp_path / "plans.xlsx",
        {
            "Plan": [heading, ["Pave", "Ann Lee", "2026-04-01", "A"], ["Dig", "Bob Ray", "2026-05-01", "B"]],
            "Later": [heading, ["Pave", "Ann Lee", "2026-04-01", "C"], ["Sow", "Bob Ray", "2026-07-01", "D"],
                      ["Mow", "Bob Ray", "2026-07-01", "E"]],
        },
    )  # fmt: skip
    assert "Room C (there A)" in reform("import", path).err
    assert rows_of(reform, "projects")[0]["extra"]["Room"] == "A"


def test_matters_of_one_title_are_told_apart(reform, take):
    told = take("Risk ID,Risk,Asset,Risk Owner,Status\n1,Flood,Pump,Ann Lee,Open\n2,Flood,Weir,Bob Ray,Open\n")
    assert facts(reform, "title", "owner", noun="matters") == [("Flood", "Ann Lee"), ("Flood（2）", "Bob Ray")]
    assert "Rows 2, 3 have one title" in told.err


def test_a_row_without_a_name_but_with_a_day_is_doubted(take):
    told = take(
        "阶段,任务,开始时间,结束时间,人员\n设计,概要设计,2026-04-22,2026-04-24,钱梅\n编码,,2026-04-24,2026-04-27,\n"
    )
    assert "row 3: The row names no item; it is taken as more of the item above." in told.err


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("红安县卫健局", "县卫健局"),
        ("红安县发展和改革局", "县发改局"),
        ("Department of Transport", "Dept of Transport"),
        ("Department of Transport", "Transport Department"),
        ("Parks and Leisure Service", "Parks & Leisure Services"),
    ],
)
def test_one_office_written_in_two_ways_is_asked(take, first, second):
    told = take(f"项目,牵头单位,完成时限\n医共体,{first},2026-06-30\n集采,{second},2026-08-30\n")
    assert told.status and f"{second} is not known, but close to {first}." in told.err


@pytest.mark.parametrize(
    ("first", "second"),
    [("县第一小学", "县第二小学"), ("县长", "副县长"), ("Office 1", "Office 2"), ("县教育局", "县财政局")],
)
def test_two_offices_of_like_names_are_two(reform, take, first, second):
    told = take(f"项目,牵头单位,完成时限\n医共体,{first},2026-06-30\n集采,{second},2026-08-30\n")
    assert told.status == 0 and len(rows_of(reform, "owners")) == 2


def test_below_a_chinese_heading_it_is_two_years_and_doubted(reform, take):
    told = take("事项,责任单位,完成时限\n医改,县卫健局,2025-26\n教改,县教育局,2026-06-30\n")
    assert facts(reform, "due")[0] == ("2026-12-31",)
    assert "2026-03-31" in told.err


def test_a_fiscal_year_with_a_hyphen_is_one_in_english_and_doubted(reform, take):
    told = take("Commitment,Lead,Due\nOpen register,Treasury,2025-26\nOwners list,Justice,2026/27\n")
    assert facts(reform, "due") == [("2026-03-31",), ("2027-03-31",)]
    assert "2025-26 is taken as the fiscal year 2025/26; it could also mean both years." in told.err


@pytest.mark.parametrize(("language", "kind"), [("en", "matters that a meeting decided"), ("zh", "会议议定的事项")])
def test_what_a_meeting_decided_is_shown_as_matters(reform, home, language, kind):
    reform("meeting", "add", "--body", "commission", "--date", "2026-02-01")
    path = home / "议定.csv"
    path.write_text("议定事项,责任单位,办理时限\n完善公共资源交易,县发改局,2026-12-31\n", encoding="utf-8")
    shown = reform("import", path, "--from", "M1", "--dry-run", "--lang", language).out
    assert kind in shown and "项目" not in shown and "project" not in shown


@pytest.mark.parametrize("heading", ["Assigned to / by when", "Owner and due date", "责任单位及完成时限"])
@pytest.mark.parametrize("form", ["{who} / {day}", "{who}, {day}", "{who} {day}", "{day} - {who}", "{who}\n({day})"])
def test_a_column_of_names_and_days_is_cut_in_two(take, reform, heading, form):
    first = form.format(who="Ann Lee", day="30 June 2026")
    second = form.format(who="Bob Ray", day="15/05/2026")
    taken = take(f'Action,{heading}\nBook venue,"{first}"\nPrint leaflets,"{second}"\nSweep up,Cat Poe\nReport,TBC\n')
    assert "is read as two" in taken.err
    assert [(project["title"], project["due"]) for project in rows_of(reform, "projects")] == [
        ("Book venue", "2026-06-30"),
        ("Print leaflets", "2026-05-15"),
        ("Sweep up", None),
        ("Report", None),
    ]
    numbers = [project["number"] for project in rows_of(reform, "projects")]
    assert [answering(reform, number, "lead") for number in numbers] == [
        ["Ann Lee"],
        ["Bob Ray"],
        ["Cat Poe"],
        [],
    ]


@pytest.mark.parametrize("heading", ["Assigned to / by when", "Owner and due date", "责任单位及完成时限"])
def test_a_column_of_two_things_that_cannot_be_cut_says_which_of_them_is_lost(take, heading):
    taken = take(f"Action,{heading}\nBook venue,30 June 2026 Ann Lee 2\nPrint leaflets,15 May 2026 Team 4\n")
    assert "names who answers too" in taken.err


def test_a_column_of_days_beside_one_of_owners_loses_nobody(take):
    taken = take("Action,Owner,Due / owner date\nBook venue,Ann Lee,30 June 2026\nPrint leaflets,Bob Ray,15 May 2026\n")
    assert "names who answers too" not in taken.err


@pytest.mark.parametrize("post", ["M&E Officer", "Health & Safety Manager", "HR and Payroll Manager"])
def test_a_post_of_two_fields_is_one(take, reform, post):
    take(f"Action,Owner,Due\nBook venue,{post},30 June 2026\nPrint leaflets,Ann Lee & Bob Ray,15 May 2026\n")
    first, second = (answering(reform, project["number"], "lead") for project in rows_of(reform, "projects"))
    assert (first, second) == ([post], ["Ann Lee"])


def test_words_of_time_in_a_column_of_who_and_when_are_no_part_of_a_name(reform, take):
    rows = (
        "Book venue,Ann Lee / 30 June 2026",
        "Print leaflets,Bob Ray / 15 May 2026",
        "Order signs,Clerk by next meeting",
    )
    taken = take("\n".join(("Action,Assigned to / by when", *rows, "")), "--new-owner")
    assert sorted(kinds(reform)) == ["Ann Lee", "Bob Ray", "Clerk"]
    assert facts(reform, "due") == [("2026-06-30",), ("2026-05-15",), (None,)]
    assert "row 4: by next meeting" in taken.err


@pytest.mark.parametrize(
    ("titles", "cells", "parts"),
    [
        (("甲", "甲", "乙"), ("一", "二", "一"), True),
        (("甲", "", "乙", ""), ("一", "二", "一", "二"), True),
        (("甲", "甲", "甲", "乙"), ("一", "一", "二", "三"), False),
        (("甲", "乙", "丙"), ("一", "二", "三"), False),
    ],
)
def test_a_column_names_parts_where_rows_of_one_title_differ_in_it(titles, cells, parts):
    shapes = neighbours.with_parts([titles, cells], [ColumnShape(), ColumnShape()], [0])
    assert [shape.names_parts for shape in shapes] == [False, parts]
    assert not any(shape.names_parts for shape in neighbours.with_parts([cells, titles], shapes, [1]))


def test_issues_with_their_resolutions_are_matters(reform, take):
    rows = (
        "1,Data feed fails,Vendor team,Patch scheduled,27/03/2026,Open",
        "2,Room too small,Facilities,,20/02/2026,Closed",
    )
    take("\n".join(("Issue #,Issue,Assigned to,Resolution,Target date,Status", *rows)) + "\n")
    assert facts(reform, "title", "due", noun="matters") == [
        ("Data feed fails", "2026-03-27"),
        ("Room too small", "2026-02-20"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "Task,Owner,Due,Risk\nReplace boiler,Estates,30 April 2026,High\nMend roof,Works,31 May 2026,Low\n",
        "任务,牵头单位,完成时限,存在问题\n更换锅炉,县住建局,2026年4月底前,一般\n维修礼堂,县文旅局,2026年6月底前,较大\n",
    ],
)
def test_grades_are_no_problems_in_words(reform, take, rows):
    take(rows)
    assert len(rows_of(reform, "projects")) == 2 and rows_of(reform, "notes") == []


def test_a_log_of_risks_and_issues_is_one_of_matters_though_it_names_their_projects(reform, take):
    reform("add", "Payroll")
    told = take(
        "ID,Type,Project,Description,Owner,Date Raised,Due Date,Status\n"
        "1,Risk,Payroll,Supplier may be late,Ann Lee,2026-02-03,2026-04-30,Open\n"
        "2,Issue,Payroll,Test data is incomplete,Bob Ray,2026-02-10,2026-03-31,Open\n"
        "3,Dependency,Ledger,Identity platform before launch,Ann Lee,2026-02-12,2026-05-15,Open\n"
    )
    assert told.status == 0 and "There is no project Ledger." in told.err
    rows = reform("export", "matters", "--json").rows
    assert [(row["title"], row["project"]) for row in rows] == [
        ("Supplier may be late", 1),
        ("Test data is incomplete", 1),
        ("Identity platform before launch", None),
    ]
    assert len(reform("export", "projects", "--json").rows) == 1


def test_risks_are_taken_though_nothing_says_who_sees_to_them(reform, take):
    told = take(
        "Risk Register,,,\nRisk Category,Risk Description,Risk Probability,Risk Impact\n"
        "Resources,Key staff leave,6,7\nFinance,Over budget,8,9\nFinance,Late payment,5,8\n"
    )
    assert told.status == 0, told.err
    assert facts(reform, "title", noun="matters") == [("Key staff leave",), ("Over budget",), ("Late payment",)]


def test_tasks_are_work_though_a_column_is_one_of_people_or_goods(reform, take):
    assert take("Action,Owner,Role,Status\nFix the boiler,Ann Lee,Caretaker,Open\n").status == 0
    assert take("任务,责任单位,单价,进展\n采购设备,县教育局,3,推进中\n", name="任务.csv").status == 0
    assert facts(reform, "title") == [("Fix the boiler",), ("采购设备",)]


def test_two_kinds_of_marks_are_no_ticks(reform, take):
    """Of √ and x the second says no: the last that is marked is not what holds."""
    told = take("事项,责任单位,已完成,推进中\n修路,县交通局,√,x\n架桥,县住建局,x,√\n")
    assert "read as one" not in told.err
    take("事项,责任单位,已完成,推进中\n挖渠,县水利局,√,\n植树,县林业局,,√\n", name="二.csv")
    assert facts(reform, "state")[-2:] == [("done",), ("started",)]
