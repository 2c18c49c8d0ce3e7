"""Columns of those who do the work, of stretches of time, and of several states, as teams keep them."""

from tests.importers.books import answering, facts, rows_of


def test_a_stretch_below_a_heading_of_a_start_has_the_limit_too(reform, take):
    take("任务,计划时间\n修复头像,2026.1.12~2026.1.17\n页脚留白,2026.2.12~2026.3.17\n")
    assert facts(reform, "start", "due") == [("2026-01-12", "2026-01-17"), ("2026-02-12", "2026-03-17")]


def test_a_stretch_is_read_where_most_rows_are_blank_too(reform, take):
    rows = [
        "修复头像,黄铭源,2018.1.12~2018.1.17",
        *(f"第{n}处留白,," for n in "一二三四五六"),
        "首页,章剑旸,2018.2.1~2018.2.9",
    ]
    take("\n".join(["任务名称,开发人员,计划时间", *rows, ""]))
    dated = [found for found in facts(reform, "start", "due") if found != (None, None)]
    assert dated == [("2018-01-12", "2018-01-17"), ("2018-02-01", "2018-02-09")]


def test_a_day_below_a_heading_of_a_start_is_one(reform, take):
    take("任务,计划开始时间,完成时限\n修复头像,2026.1.12,2026.1.17\n页脚留白,2026.2.12,2026.3.17\n")
    assert facts(reform, "start", "due") == [("2026-01-12", "2026-01-17"), ("2026-02-12", "2026-03-17")]


def test_those_who_do_the_work_answer_and_those_who_check_it_do_not(reform, take):
    take("任务,截止时间,撰写人员,审核人员\n可行性报告,2026-04-21,申意雪,潘阳\n需求说明书,2026-04-25,钱秋梅,潘阳\n")
    assert answering(reform, 1, "liaison") == ["申意雪"]
    assert answering(reform, 2, "liaison") == ["钱秋梅"]


def test_a_limit_on_an_event_is_said_to_have_no_day(reform, take):
    told = take("工作内容,工作时间\n搭建框架,2026-04-19\n联调,待前端完成后\n")
    assert "待前端完成后 is not read as a date: hangs on an event whose date is not known" in told.err
    assert "counted from today" not in told.err
    assert facts(reform, "due", "due_said") == [("2026-04-19", None), (None, "待前端完成后")]


def test_several_columns_of_states_are_said(take):
    told = take(
        "任务名称,设计完成情况,程序完成情况\n注册页面,已完成,未开始\n登录页面,已完成,进行中\n列表页面,进行中,未开始\n"
    )
    assert "Columns B hold words of state too; State is read from C." in told.err


def test_progress_in_passages_beside_a_state_is_not_doubted(take):
    told = take(
        "任务,进展情况,状态\n修路,已完成路基三公里，正在铺装,进行中\n修桥,正在开展前期工作，已完成勘察,进行中\n"
    )
    assert "hold words of state too" not in told.err


def test_titles_and_initials_make_a_person_whatever_heads_the_column(reform, take):
    names = ("J Smith", "J. A. Patel", "Cllr Jones", "Dr A Khan", "IT Support", "Camden Homes")
    take("Action,Department,Due\n" + "".join(f"Task {n},{name},2026-06-30\n" for n, name in enumerate(names)))
    kinds = {row["name"]: row["kind"] for row in reform("export", "owners", "--json").rows}
    assert kinds == dict.fromkeys(names[:4], "person") | dict.fromkeys(names[4:], "unit")


def test_full_names_are_persons_where_the_heading_asks_who_and_both_are_shown(take):
    told = take("Action,Responsible,Due\nBuy,Ann Lee,2026-06-30\nSell,Zenith,2026-07-31\n", "--dry-run")
    shown = [" ".join(line.split()) for line in told.out.splitlines() if line.startswith("names")]
    assert shown == ["names Ann Lee persons", "names Zenith units, though the names do not say so"]


def test_letters_of_a_matrix_of_parts_are_no_names(reform, take):
    take("Task,Programme Manager,Delivery Lead,Due\nWrite test plan,R,A,2026-04-30\nRun tests,C,R,2026-05-29\n")
    assert [row["due"] for row in rows_of(reform, "projects")] == ["2026-04-30", "2026-05-29"]
    assert rows_of(reform, "owners") == []
