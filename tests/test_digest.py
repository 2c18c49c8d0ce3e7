"""What units say, in one table: from forms, notes and lists."""

from datetime import datetime
from unittest.mock import ANY

import docx
import pytest

from reformcli.output.texts import width
from tests.test_forms import fill, path_of
from tests.test_golden import screen


@pytest.fixture
def office(reform):
    reform("add", "医共体建设", "--lead", "县卫健局", "--due", "2026-06-30")
    reform("add", "出台方案", "--to", "1", "--due", "2026-03-31")
    reform("add", "校车安全", "--lead", "县教育局", "--due", "2026-02-01")
    return reform


def said(office, *more):
    rows = office("digest", "--json", *more).rows
    return {row["ref"]: (row["progress"], row["problem"], row["next_step"]) for row in rows}


def test_forms_and_notes_land_in_one_table(office, home):
    office("forms", "send", "--all", "-o", "out")
    cells = {"progress": "已印发", "problems": "经费不足", "next": "四月培训", "percent": "80%"}
    fill(path_of(home, "县卫健局"), "1.1", done=datetime(2026, 3, 10), **cells)
    assert office("forms", "collect", "out").status == 0
    office("note", "2", "三辆车已换", "--kind", "progress", "--by", "县教育局", "--today", "2026-03-16")
    office("note", "2", "与本表无关")
    rows = {row["ref"]: row for row in office("digest", "--json", "--today", "2026-03-17").rows}
    assert said(office, "--today", "2026-03-17") == {
        "1": (None, None, None),
        "1.1": ("已印发", "经费不足", "四月培训"),
        "2": ("三辆车已换", None, None),
    }
    step = rows["1.1"]
    assert (step["lead"], step["light"], step["due"], step["percent"]) == (["县卫健局"], "yellow", "2026-03-31", 80)
    assert (step["progress_by"], step["progress_on"], step["problem_by"]) == ("县卫健局", "2026-03-15", "县卫健局")
    assert (rows["2"]["progress_by"], rows["2"]["progress_on"]) == ("县教育局", "2026-03-16")


def test_the_latest_counts_and_since_leaves_the_older_out(office):
    for day, text in (("2026-02-10", "二月"), ("2026-03-10", "三月")):
        office("note", "1", text, "--kind", "progress", "--today", day)
    office("note", "2", "老问题", "--kind", "problem", "--today", "2026-02-10")
    assert said(office)["1"][0] == "三月" and said(office)["2"][1] == "老问题"
    assert said(office, "--since", "2026-03-01")["2"] == (None, None, None)
    assert said(office, "--today", "2026-02-28")["1"][0] == "二月"
    told = office("digest", "--since", "2026-03-01")
    assert "Nothing was said of 2 of 3 items." in told.out
    office("note", "1.1", "已印发", "--kind", "progress")
    assert "Nothing was said" not in office("digest").out


def test_closed_work_is_there_in_its_month_alone(office):
    office("done", "1.1", "--on", "2026-03-10")
    assert "1.1" not in said(office) and "1.1" in said(office, "--since", "2026-03-01")
    assert "1.1" not in said(office, "--since", "2026-03-11")


def test_it_can_be_grouped_and_comes_in_every_format(office, home):
    grouped = office("digest", "--by", "owner", "--json").rows
    assert [row["by"] for row in grouped] == ["县卫健局", "县卫健局", "县教育局"]
    for ending in ("xlsx", "html", "csv", "md"):
        assert office("digest", "-o", f"out.{ending}").status == 0, ending


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "1     医共体建设   县卫健局    2026-06-30   green",
                "      Kind project · State not started · Per cent done 60",
                "      Progress " + "已挂牌，" * 8,
                "      " + "已挂牌，" * 9 + "已",
                "      挂牌，已挂牌，已挂牌，",
                "      Progress by 县卫健局 · Progress on 2026-03-15",
                "      Problem 人手不足⏎经费不足 · Problem by 县卫健局 · Problem on 2026-03-15",
            ],
        ),
        (
            "zh",
            [
                "1        医共体建设   县卫健局   2026-06-30   绿",
                "         种类 项目 · 进展状态 未启动 · 完成百分比 60",
            ],
        ),
    ],
)
def test_on_a_narrow_screen_passages_have_lines_of_their_own(office, language, lines):
    office("note", "1", "已挂牌，" * 20, "--kind", "progress", "--by", "县卫健局", "--percent", "60")
    office("note", "1", "人手不足\n经费不足", "--kind", "problem", "--by", "县卫健局")
    told = screen(["digest"], language, 80).split("\n")
    assert "进展" not in told[0] and "Progress" not in told[0]
    assert told[2 : 2 + len(lines)] == lines
    assert max(map(width, told)) <= 80


def test_a_page_has_who_and_when_below_what_was_said(office, home):
    office("note", "1", "已挂牌", "--kind", "progress", "--by", "县卫健局", "--percent", "60")
    assert office("digest", "-o", "digest.docx").status == 0
    cells = [[cell.text for cell in row.cells] for row in docx.Document(str(home / "digest.docx")).tables[0].rows]
    assert cells[0] == ["Ref", "Title", "Lead unit", "Due", "Light", "Progress", "Problem", "Next step"]
    title = "医共体建设\nKind project · State not started · Per cent done 60"
    assert cells[1] == ["1", title, "县卫健局", "2026-06-30", "green", "已挂牌\n县卫健局\n2026-03-15", "", ""]


@pytest.mark.parametrize("more", [("--percent", "50"), ("--kind", "progress", "--percent", "150"), ("--kind", "news")])
def test_notes_that_make_no_sense_are_refused(office, more):
    assert office("note", "1", "x", *more).status == 2
    assert office("export", "notes", "--json").rows == []


STAMPED = "2026年改革任务台账\n填报时间：2026年2月28日\n"
LIST = "序号,改革事项,牵头单位,进展情况,存在问题,下一步打算\n"
LIST += "1,医共体建设,县卫健局,已挂牌,人手不足,\n2,校车安全,,三辆车已换,无,/\n"


def imported(office, home, text):
    """A list taken in: how many notes it added, and what there is to say of it."""
    (home / "台账.csv").write_text(text, encoding="utf-8")
    taken = office("import", "台账.csv", "--json")
    assert taken.status == 0
    return sum(row["added"] for row in taken.rows if row["noun"] == "note"), taken.err


def test_what_a_list_says_becomes_notes_once(office, home):
    assert imported(office, home, STAMPED + LIST) == (3, ANY)
    assert imported(office, home, STAMPED + LIST) == (0, ANY)
    rows = {row["ref"]: row for row in office("digest", "--json").rows}
    first, second = rows["1"], rows["2"]
    assert (first["progress"], first["problem"], first["next_step"]) == ("已挂牌", "人手不足", None)
    assert (first["progress_by"], first["progress_on"]) == ("县卫健局", "2026-02-28")
    assert (second["progress"], second["progress_by"], second["problem"]) == ("三辆车已换", "县教育局", None)
    assert "进展情况" not in office("export", "projects").out


def test_next_months_list_says_the_same_again_and_no_problem_ends_one(office, home):
    imported(office, home, STAMPED + LIST)
    march = STAMPED.replace("2月28日", "3月10日") + LIST.replace("人手不足", "无")
    added, told = imported(office, home, march)
    assert added == 3 and "counts as said on 2026-03-10" in told
    assert said(office, "--since", "2026-03-01") == {
        "1": ("已挂牌", "无", None),
        "1.1": (None, None, None),
        "2": ("三辆车已换", None, None),
    }
    assert imported(office, home, STAMPED + LIST) == (0, ANY)
    assert said(office)["1"] == ("已挂牌", "无", None)
    assert imported(office, home, march.replace("3月10日", "3月12日"))[0] == 2


def test_an_old_list_without_a_day_is_doubted(office, home):
    assert imported(office, home, LIST)[0] == 3
    assert imported(office, home, LIST.replace("已挂牌", "已开诊"))[0] == 1
    added, told = imported(office, home, LIST)
    assert added == 0 and "“已挂牌” was said of 1 before, and “已开诊” since" in told and "said today" in told
    assert said(office)["1"][0] == "已开诊"


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("台账（截至2026年2月底）", "", "2026-02-28"),
        ("Tracker as of 28 February 2026", "", "2026-02-28"),
        ("台账", "填表人：张三,填表日期：2026年3月2日", "2026-03-02"),
        ("填报单位：县教育局 填报时间：2026年3月2日 单位：万元", "", "2026-03-02"),
        ("填报日期,,2026-03-02", "", "2026-03-02"),
        ("Report date: 2 March 2026", "", "2026-03-02"),
        ("填报时间：2026年4月2日", "", "2026-03-15"),
        ("台账", "3,校园安全,县教育局,统计时间：2026年3月1日,已上线,无", "2026-03-15"),
        ("截至目前", "", "2026-03-15"),
    ],
)
def test_the_day_of_a_list_is_the_one_that_stands_on_it(office, home, above, below, day):
    imported(office, home, f"{above}\n{LIST}{below}\n")
    assert {note["date"] for note in office("export", "notes", "--json").rows} == {day}


def test_who_filled_a_list_in_says_it(office, home):
    for by, author in (("县教育局", "县教育局"), ("万元", "县卫健局")):
        imported(office, home, f"单位：{by}\n{LIST}")
        assert office("export", "notes", "--json").rows[0]["author"] == author
        office("undo", "--yes")


def test_shares_done_are_progress_and_steps_have_their_own(office, home):
    rows = "项目,具体措施,牵头单位,完成时限,完成百分比,存在问题\n甲,一期,县教育局,6月底前,60%,缺人\n"
    rows += ",二期,,9月底前,0,\n乙,三期,县卫健局,9月底前,40%,缺钱\n"
    assert imported(office, home, rows)[0] == 4
    notes = {row["ref"]: row for row in office("digest", "--json").rows}
    assert (notes["3.1"]["progress"], notes["3.1"]["percent"], notes["3.1"]["problem"]) == ("60%", 60, "缺人")
    assert notes["3.2"]["progress"] is None and notes["3"]["problem"] is None
    assert (notes["4"]["percent"], notes["4"]["problem"], notes["4.1"]["problem"]) == (40, "缺钱", None)
    words = "项目,牵头单位,完成时限,进展情况,完成百分比\n丙,县教育局,6月底前,推进中,{}\n"
    assert [imported(office, home, words.format(share))[0] for share in ("50%", "60%", "60%", "50%", "150%")] == [
        *(1, 1, 0, 0, 0)
    ]
    assert {row["title"]: row["percent"] for row in office("digest", "--json").rows}["丙"] == 60


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_digest_that_was_handed_round_comes_in_as_a_list(office, home, monkeypatch, language):
    office("note", "1", "已挂牌", "--kind", "progress", "--by", "县卫健局")
    office("note", "2", "缺三名驾驶员", "--kind", "problem", "--by", "县教育局")
    assert office("digest", "--lang", language, "-o", "digest.xlsx").status == 0
    monkeypatch.setenv("REFORM_DB", str(home / "copy.db"))
    office("init")
    assert office("import", "digest.xlsx", "--new-owner").status == 0
    rows = {row["title"]: (row["progress"], row["problem"]) for row in office("digest", "--json").rows}
    assert rows["医共体建设"] == ("已挂牌", None) and rows["校车安全"] == (None, "缺三名驾驶员")


def test_the_problem_of_a_finding_is_no_report_of_its_unit(office, home):
    office("visit", "add", "县卫健局", "--date", "2026-03-01", "--projects", "1", "--conclusion", "台账不全")
    rows = "序号,存在问题,整改措施,责任单位,整改时限,整改进展\n1,台账不全,补齐台账,县卫健局,2026-03-31,已补三项\n"
    (home / "整改.csv").write_text(rows, encoding="utf-8")
    rows = "任务,牵头单位,完成时限,存在问题,进展情况\n补齐校车台账,县教育局,2026-05-31,台账缺页,已补两页\n"
    (home / "任务.csv").write_text(rows, encoding="utf-8")
    office("meeting", "add", "--body", "commission", "--date", "2026-03-02", "--present", "副县长")
    for name, source in (("整改.csv", "V1"), ("任务.csv", "M1")):
        assert office("import", name, "--from", source).status == 0
    found = [(row["title"], row["detail"]) for row in office("export", "matters", "--json").rows]
    assert found == [("台账不全", None), ("补齐校车台账", "台账缺页")]
    assert said(office)["F1"] == ("已补三项", None, None) and said(office)["F2"] == ("已补两页", None, None)


def test_who_says_it_is_named_in_full(office, home):
    office("owner", "edit", "县教育局", "--short-name", "教育局")
    office("note", "2", "三辆车已换", "--kind", "progress", "--by", "教育局")
    imported(office, home, LIST.replace("校车安全,,", "校车安全,教育局,").replace("三辆车", "四辆车"))
    assert [note["author"] for note in office("export", "notes", "--json").rows if note["about"] == "2"] == [
        "县教育局"
    ] * 2


def test_two_columns_of_progress_are_one_note(office, home):
    rows = "项目,牵头单位,完成时限,进展情况,工作成效\n"
    rows += "甲,县教育局,6月底前,无,已覆盖十二个乡镇\n乙,县教育局,6月底前,已启动,已惠及三千人\n"
    assert imported(office, home, rows)[0] == 2
    texts = [note["text"] for note in office("export", "notes", "--json").rows]
    assert texts == ["已覆盖十二个乡镇", "已启动\n已惠及三千人"]


def test_a_form_of_the_next_month_may_say_the_same_again(office, home):
    for day in ("2026-02-10", "2026-03-10"):
        office("forms", "send", "--all", "-o", "out", "--today", day)
        fill(path_of(home, "县卫健局", day), "1.1", progress="正在推进")
        for _again in range(2):
            office("forms", "collect", "out", "--today", day)
    assert [note["date"] for note in office("export", "notes", "--json").rows] == ["2026-02-10", "2026-03-10"]


def test_a_project_whose_milestone_is_under_way_is_under_way(office, home):
    told = office("done", "1.1", "--on", "2026-03-10")
    assert "Changed 1  医共体建设 (县卫健局): State: not started → in hand" in told.out
    states = lambda: [row["state"] for row in office("export", "projects", "--json").rows]  # noqa: E731
    assert states() == ["started", "planned"]
    assert office("undo", "--yes").status == 0 and states() == ["planned", "planned"]
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1.1", state="in hand")
    assert office("forms", "collect", "out").status == 0 and states() == ["started", "planned"]


def test_a_list_s_step_under_way_starts_its_project_unless_the_list_says_otherwise(reform, home):
    quarters = (
        "序号,项目名称,牵头单位,完成时限,完成情况,一季度\n1,甲,县教育局,年底前,未启动,{0}\n2,乙,县教育局,年底前,,{0}\n"
    )
    for mark, states, told in (("", ["planned", "planned"], ""), ("√", ["planned", "started"], "“乙” is in hand")):
        (home / "节点.csv").write_text(quarters.format(mark), encoding="utf-8")
        taken = reform("import", "节点.csv")
        assert taken.status == 0 and told in taken.err
        assert [row["state"] for row in reform("export", "projects", "--json").rows] == states
    assert "“甲” is not started by the list, though its step “一季度” is done" in taken.err
    assert "“甲”" not in reform("import", "节点.csv").err
    assert reform("undo", "--yes").status == 0
    assert {row["state"] for row in reform("export", "projects", "--json").rows} == {"planned"}
    reform("drop", "2", "--reason", "并入甲")
    assert "is in hand" not in reform("import", "节点.csv").err
    assert [row["state"] for row in reform("export", "projects", "--json").rows] == ["planned", "dropped"]


def test_why_says_which_progress_the_light_goes_by(office):
    office("note", "1", "已过半", "--kind", "progress", "--percent", "60", "--by", "县卫健局")
    office("note", "2", "已过半", "--kind", "progress", "--percent", "60%")
    facts = {row["fact"]: row["value"] for row in office("why", "1", "--json").rows}
    assert facts["reported_progress"] == "60% (县卫健局, 2026-03-15)" and facts["actual"] == "0%"
    assert facts["judged_by"] == "its milestones, not the report"
    assert "its due date alone" in office("why", "2").out


def test_who_says_it_may_be_a_slip(reform):
    reform("add", "甲", "--lead", "县卫健局")
    assert reform("note", "1", "已挂牌", "--by", "县卫健").err == "县卫健 is not known, but close to 县卫健局.\n"
    assert reform("note", "1", "已挂牌", "--by", "卫生院长").err == ""


def test_no_work_is_more_than_done(reform):
    reform("add", "甲")
    assert "more than 100 per cent" in reform("note", "1", "好", "--kind", "progress", "--percent", "140").err
    assert "Only progress" in reform("note", "1", "好", "--kind", "problem", "--percent", "40").err


@pytest.mark.parametrize("command", [("digest",), ("completed",), ("closing",), ("load",), ("paper", "bulletin")])
def test_what_looks_back_does_not_begin_after_today(reform, command):
    reform("add", "甲", "--lead", "县卫健局", "--due", "2026-06-30")
    refused = reform(*command, "--since", "周五", "--today", "2026-03-17")
    assert refused.status == 2 and "2026-03-20 has not come yet." in refused.err and refused.out == ""
    assert reform(*command, "--since", "上周五", "--today", "2026-03-17").status == 0


def test_what_nobody_spoke_of(office):
    office("note", "1.1", "已印发", "--kind", "progress", "--today", "2026-02-10")
    office("note", "2", "三辆车已换", "--kind", "progress", "--today", "2026-03-10")
    office("add", "学校食堂", "--due", "2026-05-01")
    office("done", "3", "--on", "2026-03-12")
    assert set(said(office, "--silent")) == {"1"}
    assert set(said(office, "--silent", "--since", "2026-03-01")) == {"1", "1.1"}
    office("note", "1", "进展顺利", "--kind", "progress")
    assert said(office, "--silent") == {}
    told = screen(["digest", "--silent"], "en", 80)
    assert "Something was said of all open work." in told
    office("done", "1", "--all", "--on", "2026-03-14")
    office("done", "2", "--on", "2026-03-14")
    assert "There is no open work." in screen(["digest", "--silent"], "en", 80)
