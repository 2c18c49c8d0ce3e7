"""Lists of Chinese offices and registers in English, each kind of trouble in a small list of its own."""

import pytest

from tests.importers.books import answering, book, rows_of


def listed(reform, home, text, *options, name="list.csv"):
    path = home / name
    path.write_text(text.strip() + "\n", encoding="utf-8")
    return reform("import", path, *options)


def facts(reform, *keys, noun="projects"):
    return [tuple(row[key] for key in keys) for row in rows_of(reform, noun)]


def test_a_breakdown_with_sections_stamps_duties_in_words_and_several_limits(reform, home):
    taken = listed(
        reform,
        home,
        """
附件1,,,,,
某县2026年政府工作报告重点任务分解表,,,,,
填报单位：县政府办　　填报日期：2026年3月,,,,,
序号,重点工作,责任分工,时间安排,分管领导,工作进展
一,深化放管服改革,,,,
1,★推进一件事一次办,牵头单位：县审批局；配合单位：县公安局、县人社局,3月底前：制定方案；6月底前：启动试点,副县长李明,
2,招投标电子化,县公共资源中心牵头，县住建局、县水利局配合,①4月底前完成摸底；②9月底前上线系统,县委常委、常务副县长,正常推进
二,保障和改善民生,,,,
3,新建幼儿园,县教育局（县住建局）,一季度完成前期工作，二季度开工,副县长王芳,
小计,3项,,,,
""",
    )
    assert taken.status == 0, taken.err
    assert facts(reform, "title", "theme", "key", "due") == [
        ("推进一件事一次办", "深化放管服改革", True, "2026-06-30"),
        ("招投标电子化", "深化放管服改革", False, "2026-09-30"),
        ("新建幼儿园", "保障和改善民生", False, "2026-06-30"),
    ]
    assert facts(reform, "project", "title", "due", noun="milestones") == [
        (1, "制定方案", "2026-03-31"),
        (1, "启动试点", "2026-06-30"),
        (2, "完成摸底", "2026-04-30"),
        (2, "上线系统", "2026-09-30"),
        (3, "完成前期工作", "2026-03-31"),
        (3, "开工", "2026-06-30"),
    ]
    assert [answering(reform, number, "lead") for number in (1, 2, 3)] == [
        ["县审批局"],
        ["县公共资源中心"],
        ["县教育局"],
    ]
    assert [answering(reform, number, "supporting") for number in (1, 2, 3)] == [
        ["县公安局", "县人社局"],
        ["县住建局", "县水利局"],
        ["县住建局"],
    ]
    assert answering(reform, 2, "leader") == ["县委常委、常务副县长"]
    assert all(row["name"] != "县政府办" for row in rows_of(reform, "owners"))


def test_a_rectification_ledger_with_marks_and_closing_days(reform, home):
    taken = listed(
        reform,
        home,
        """
序号,反馈问题,整改措施,整改责任单位,责任人,整改时限,是否完成,销号时间
1,经费管理不规范,完善制度,县财政局,张三,2026年2月底前,√,2026.2.20
2,项目推进慢,加快推进,县住建局、县发改局,李四,2026年6月30日前,×,
3,台账不清,立行立改,,王五,立行立改,,2026.3.1
4,制度缺失,修订制度,县教育局,赵六,收到通知后30日内,,
""",
    )
    assert taken.status == 0, taken.err
    assert facts(reform, "title", "owner", "state", "done", noun="matters") == [
        ("经费管理不规范", "县财政局", "done", "2026-02-20"),
        ("项目推进慢", "县住建局", "planned", None),
        ("台账不清", "王五", "done", "2026-03-01"),
        ("制度缺失", "县教育局", "planned", None),
    ]
    assert "收到通知后30日内 counts from a day that the row does not have" in taken.err


def test_limits_count_from_the_day_of_the_row_and_extensions_keep_the_first(reform, home):
    taken = listed(
        reform,
        home,
        """
督办编号,督办事项,交办时间,承办单位,办结时限,办理状态,亮灯,延期后时限
督办〔2026〕1号,环保问题整改,2026-01-10,县环保局,2026-02-28,按期办结,绿灯,
督办〔2026〕2号,欠薪案件处置,2026-01-15,县人社局,2026-03-10,超期未办结,红灯,
督办〔2026〕3号,电梯加装,2026-02-01,县住建局,2026-03-31,在办,黄灯,2026-05-31
督办〔2026〕4号,信访化解,2026-03-02,县信访局,10日内,在办,,
督办〔2026〕5号,停车场建设,2026-02-10,县城管局,2026-04-30,暂停,,
""",
    )
    assert taken.status == 0, taken.err
    assert facts(reform, "code", "due_first", "due", "state") == [
        ("督办〔2026〕1号", "2026-02-28", "2026-02-28", "done"),
        ("督办〔2026〕2号", "2026-03-10", "2026-03-10", "planned"),
        ("督办〔2026〕3号", "2026-03-31", "2026-05-31", "started"),
        ("督办〔2026〕4号", "2026-03-12", "2026-03-12", "started"),
        ("督办〔2026〕5号", "2026-04-30", "2026-04-30", "started"),
    ]
    assert rows_of(reform, "projects")[1]["extra"]["亮灯"] == "红灯"
    assert "'超期未办结'" in taken.err and "'暂停'" in taken.err


def test_a_sheet_on_its_side_is_turned(reform, home):
    rows = [
        ["项目", "甲项目", "乙项目"],
        ["责任单位", "县教育局", "县财政局"],
        ["开始时间", "2026-01-05", "2026-02-01"],
        ["完成时限", "2026-06-30", "2026-09-30"],
        ["状态", "进行中", "未启动"],
    ]
    assert reform("import", book(home / "横.xlsx", {"项目": rows})).status == 0
    assert facts(reform, "title", "start", "due", "state") == [
        ("甲项目", "2026-01-05", "2026-06-30", "started"),
        ("乙项目", "2026-02-01", "2026-09-30", "planned"),
    ]


def test_a_table_of_closed_items_below_the_open_ones_is_closed(reform, home):
    taken = listed(
        reform,
        home,
        """
Open actions,,,
No,Action,Owner,Due Date
1,Fix the gate,Ann Lee,2026-04-01
2,Paint the hall,Bob Ray,2026-05-01
,,,
Closed actions,,,
No,Action,Owner,Date Closed
1,Buy the paint,Ann Lee,2026-02-01
""",
    )
    assert taken.status == 0, taken.err
    assert facts(reform, "title", "due", "state", "done") == [
        ("Fix the gate", "2026-04-01", "planned", None),
        ("Paint the hall", "2026-05-01", "planned", None),
        ("Buy the paint", None, "done", "2026-02-01"),
    ]


def test_a_risk_register(reform, home):
    taken = listed(
        reform,
        home,
        """
Risk ID,Risk Description,Likelihood,Impact,Mitigation,Risk Owner,Status,Target Date,Date Raised
R1,The supplier is late,4,5,Order early,Ann Lee,Open,2026-05-01,2026-01-05
R2,The budget is cut,2,4,Keep a reserve,Bob Ray,Closed,2026-02-01,2026-01-05
""",
    )
    assert taken.status == 0, taken.err
    assert facts(reform, "title", "owner", "due", "state", "measures", noun="matters") == [
        ("The supplier is late", "Ann Lee", "2026-05-01", "planned", "Order early"),
        ("The budget is cut", "Bob Ray", "2026-02-01", "done", "Keep a reserve"),
    ]


def test_persons_of_one_cell_are_several(reform, home):
    text = 'Task,Owner\nA thing,"Ann Lee, Bob Ray"\nAnother,Department for Business, Energy and Trade\n'
    listed(reform, home, text.replace("Business, Energy and Trade", "Business and Trade"))
    assert answering(reform, 1, "lead") == ["Ann Lee"] and answering(reform, 1, "supporting") == ["Bob Ray"]
    assert answering(reform, 2, "lead") == ["Department for Business and Trade"]


def test_equal_titles_of_different_phases_are_told_apart(reform, home):
    taken = listed(
        reform,
        home,
        """
Phase,Task,Start,End,Owner
Design,Review,2026-01-05,2026-01-09,Ann Lee
Build,Review,2026-03-02,2026-03-06,Bob Ray
""",
    )
    assert facts(reform, "title", "due") == [("Review", "2026-01-09"), ("Review（Build）", "2026-03-06")]
    assert "Rows 2, 3 have one title" in taken.err


def test_hidden_and_struck_out_rows_are_said(reform, home):
    from openpyxl import load_workbook
    from openpyxl.styles import Font

    rows = [["Task", "Owner", "Due"], ["One", "Ann", "2026-05-01"], ["Two", "Ben", "2026-05-02"], ["Three", "Ann", ""]]
    path = book(home / "marks.xlsx", {"Plan": rows})
    made = load_workbook(path)
    made["Plan"].row_dimensions[3].hidden = True
    made["Plan"]["A4"].font = Font(strike=True)
    made.save(path)
    told = reform("import", path)
    assert "Rows 3 are hidden" in told.err and "Rows 4 are struck out" in told.err
    assert len(rows_of(reform, "projects")) == 3


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["1,Phase one,", "1.1,Draft,2026-04-01", "1.2,Agree,2026-05-01", "2,Phase two,2026-06-01"],
         [("Phase one", "2026-05-01"), ("Phase two", "2026-06-01")]),
    ],
)  # fmt: skip
def test_the_outline_makes_projects_and_milestones(reform, home, rows, expected):
    listed(reform, home, "\n".join(["WBS,Task,Due", *rows]))
    assert facts(reform, "title", "due") == expected
    assert facts(reform, "project", "title", noun="milestones") == [(1, "Draft"), (1, "Agree")]


def test_an_unknown_word_of_state_is_a_doubt_and_can_be_told(reform, home):
    text = "Task,Owner,Status\nOne,Ann,Zonked\nTwo,Ben,Zonked\nThree,Ann,Done\n"
    told = listed(reform, home, text)
    assert told.err.count("'Zonked'") == 1 and "not understood; taken as not started" in told.err
    reform("undo", "--yes")
    assert listed(reform, home, text, "--strict").status != 0
    told = listed(reform, home, text, "--word", "Zonked=started", "--save-map", "zonks", "--map", "Owner=responsible")
    assert facts(reform, "state") == [("started",), ("started",), ("done",)] and "Zonked" not in told.err
    again = listed(reform, home, text + "Four,Ben,Zonked\n")
    assert "Zonked" not in again.err and "saved map zonks" in again.err
    assert facts(reform, "state")[3] == ("started",)


def test_a_refusal_names_the_nearest_row_and_the_map_that_would_do(reform, home):
    refused = listed(reform, home, "qwer,asdf,Owner\n1,2,Ann\n3,4,Ben\n")
    assert refused.status == 1
    for said in ("row 1", "Owner = responsible unit", "qwer, asdf not", "--header-row 1 --map qwer=title"):
        assert said in refused.err, said


def test_a_preview_begins_with_what_was_understood_and_ends_with_doubts(reform, home):
    text = "Task,Owner,Due,Status\nOne,Ann,2026-05-01,Zonked\nTwo,Ben,2026-05-02,Done\n"
    would = listed(reform, home, text, "--dry-run")
    lines = would.out.splitlines()
    assert lines[0].startswith("Part") and "list.csv" in lines[1] and lines[-1].strip().startswith("1")
    assert "'Zonked'" in lines[-1] and "D2" in lines[-1]
    assert "One" not in would.out and "One" in listed(reform, home, text, "--dry-run", "--rows").out
    doubts = listed(reform, home, text, "--dry-run", "--doubts").out.splitlines()
    assert len(doubts) == 2 and rows_of(reform, "projects") == []


def test_one_table_of_several_is_taken_where_a_person_says_so(reform, home):
    rows = [["Task", "Owner", "Due"], ["One", "Ann", "2026-05-01"], ["Two", "Ben", "2026-05-02"]]
    other = [["Task", "Owner", "Due"], ["Three", "Ann", "2026-06-01"], ["Four", "Ben", "2026-06-02"]]
    path = book(home / "two.xlsx", {"A": rows, "B": other})
    assert reform("import", path, "--table", "2").status == 0
    assert facts(reform, "title") == [("Three",), ("Four",)]
    assert reform("import", path, "--table", "3").status == 1
    assert reform("import", path, "--sheet", "C").status == 1


def test_a_unit_whose_own_list_it_is_answers_where_no_column_says_who(reform, take):
    told = take("石桥镇2026年重点任务,,\n序号,任务,完成时限\n1,整治人居环境,6月底\n2,流转土地1500亩,10月底\n")
    assert "no column says who answers; 石桥镇 does, whose list it is." in told.err
    assert answering(reform, 1, "lead") == ["石桥镇"]


def test_blank_cells_below_one_that_was_merged_are_its_own(reform, take):
    told = take("责任单位,序号,任务,完成时限\n县水利局,1,修渠,6月底\n,2,清淤,7月底\n县林业局,3,造林,4月底\n")
    assert "Blank cells of 责任单位 are taken as those above them." in told.err
    assert answering(reform, 2, "lead") == ["县水利局"]
    told = take("责任单位,序号,任务\n县水利局,1,通水\n县水利局,2,通电\n,3,通路\n,4,通气\n", name="二.csv")
    assert "Blank cells" not in told.err


def test_another_list_adds_its_other_columns(reform, home):
    for heading, cell in (("资金来源", "专项债"), ("备案号", "甲12")):
        text = f"项目名称,牵头单位,完成时限,{heading}\n客运站,县交通局,2026-06-30,{cell}\n"
        (home / "list.csv").write_text(text, encoding="utf-8")
        assert reform("import", "list.csv", "--new-owner").status == 0
    (project,) = reform("export", "projects", "--json").rows
    assert project["extra"] == {"资金来源": "专项债", "备案号": "甲12"}


def test_words_of_state_that_are_clear_and_numbered_ones_are_no_doubt(reform, take):
    told = take(
        "任务,责任单位,状态\n清欠,县财政局,正在化解\n修路,县交通局,1.已完成；2.推进中\n架桥,县交通局,已办结销号\n"
    )
    assert "may mean something else" not in told.err
    assert [project["state"] for project in rows_of(reform, "projects")] == ["started", "started", "done"]


def test_a_preview_names_who_puts_right_what_was_found(take):
    found = "问题,整改措施,责任单位,整改时限\n台账不全,补齐,县教育局、县财政局,6月底\n"
    told = take(found, "--dry-run", "--rows", "--json")
    added = next(row for row in told.rows if row["action"] == "add")
    assert added["owners"] == ["Owner 县教育局", "Supporting 县财政局"]


def test_another_lead_than_the_ledger_has_is_doubted(reform, home):
    text = "编号,项目名称,牵头单位,完成时限\nA1,供销社改革,县供销社,2026-12-31\n"
    assert "beside" not in listed(reform, home, text).err
    told = listed(reform, home, text.replace("县供销社", "县教体局"), "--new-owner").err
    assert "县教体局 leads 1 beside 县供销社; `reform edit 1 --lead 县教体局` makes it the only one." in told
    assert answering(reform, 1, "lead") == ["县供销社", "县教体局"]
    assert "beside" not in listed(reform, home, text.replace("县供销社", "县教体局")).err
    assert reform("edit", "1", "--lead", "县教体局").status == 0
    assert "beside" not in listed(reform, home, text).err
    told = listed(reform, home, text.replace("县供销社", "县财政局"), "--new-owner", "--today", "2026-03-20").err
    assert "县财政局 leads 1 beside 县教体局;" in told
