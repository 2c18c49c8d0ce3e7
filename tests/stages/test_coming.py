"""Stages to come: on the page of a matter and in the questions of a brief, with the day that the rules give them."""

import pytest

from tests.conftest import load_rules
from tests.stages.conftest import go


def coming(reform, ref="F1"):
    """What a page says of the stages that may come next: which, who passes it, by when."""
    rows = reform("show", ref, "--json").rows
    return [(row["field"], row["value"], row["date"]) for row in rows if row["section"] == "coming"]


def asked(reform, about="F1", *argv):
    return [
        line for line in reform("paper", "brief", about, "--json", *argv).rows["questions"] if line.endswith("(F1)")
    ]


def test_what_comes_next_and_by_when(finding):
    assert coming(finding) == [("measures", "县住建局", "2026-03-13")]  # ten working days after the first of March
    go(finding, "measures")
    assert coming(finding) == [("self-check", "县住建局", None)]
    go(finding, "self-check")
    assert coming(finding) == [("first-check", "group", None), ("acceptance", "office", None)]
    go(finding, "acceptance")
    assert coming(finding) == [("notice", "office", None), ("close", "office", None)]
    go(finding, "close", on="2026-03-10")
    assert coming(finding) == [("look-back", "office", "2026-06-08")]
    go(finding, "look-back", on="2026-03-15")
    assert coming(finding) == []
    finding("reopen", "F1", "--reason", "反弹")
    finding("drop", "F1", "--reason", "并入")
    assert coming(finding) == []


def test_a_stage_counts_from_the_one_before_it_as_the_office_s_days_are(finding, home):
    stages = ', {key="checked", by="office", after=5}, {key="close", by="office", state="done", within="+2wd"}'
    load_rules(finding, f'[process]\nfinding = [{{key="measures", by="owner", within="5日内"}}{stages}]\n')
    assert coming(finding) == [("measures", "县住建局", "2026-03-06")]
    go(finding, "measures", on="2026-03-04")
    assert coming(finding) == [("checked", "office", "2026-03-09")]
    go(finding, "checked", on="2026-03-05")
    assert coming(finding) == [("close", "office", "2026-03-09")]
    (home / "days.csv").write_text("date,working,name\n2026-03-06,no,校庆\n")
    assert finding("workdays", "load", "days.csv").status == 0
    assert coming(finding) == [("close", "office", "2026-03-10")]


def test_what_comes_next_is_said_in_chinese(finding):
    out = finding("show", "F1", "--lang", "zh").out
    assert "下一环节" in out and "措施" in out and "2026-03-13" in out
    go(finding, "measures", "self-check")
    out = finding("show", "F1", "--lang", "zh").out.partition("下一环节")[2]
    assert "初核" in out and "专项小组" in out and "验收" in out and "本办" in out and "office" not in out


def test_questions_ask_for_the_next_stage(finding):
    assert asked(finding) == [
        "“台账不全”: the stage “measures” is due by 2026-03-13; how far is it, and what shows it? (F1)"
    ]
    go(finding, "measures")
    assert asked(finding) == ["“台账不全”: when does the stage “self-check” follow, and what shows it? (F1)"]
    go(finding, "self-check")
    assert asked(finding) == ["“台账不全”: when does the stage “acceptance” follow, and what shows it? (F1)"]
    chinese = finding("paper", "brief", "F1", "--json", "--lang", "zh").rows["questions"]
    assert "“台账不全”的“验收”环节何时办理，以什么为证？（F1）" in chinese


def test_questions_tell_what_was_lacking(finding):
    go(finding, "measures", "self-check")
    finding("stage", "F1", "acceptance", "--return", "--evidence", "接口\n未通", "--on", "2026-03-09")
    assert asked(finding) == [
        "“台账不全” was sent back on 2026-03-09, lacking “接口 未通”: what has been done about it? (F1)"
    ]
    late = asked(finding, "F1", "--today", "2026-04-02")
    assert [line.partition("”")[2][:9] for line in late] == [" was due ", " was sent"]
    go(finding, "self-check", on="2026-03-10")
    assert "“acceptance”" in asked(finding)[0]
    assert ["days late" in line for line in asked(finding, "F1", "--today", "2026-04-02")] == [True]


def test_both_directions_stand_in_a_brief(office):
    office("add", "缺资金", "--from", "1", "--lead", "县发改局", "--raised-by", "县住建局")
    for about in ("县住建局", "县发改局"):
        matters = office("paper", "brief", about, "--json").rows["matters"]
        assert [(row["ref"], row["owner"], row["raised_by"]) for row in matters] == [("F1", "县发改局", "县住建局")]


@pytest.mark.parametrize(
    ("on", "warns"), [("2026-03-11", True), ("2026-03-12", True), ("2026-03-13", False), ("2026-03-15", False)]
)
@pytest.mark.parametrize("command", [("done", "F1"), ("stage", "F1", "close")])
def test_a_notice_that_still_lasts_is_told(finding, on, warns, command):
    """Five working days from Friday the sixth end on Friday the thirteenth."""
    go(finding, "measures", "self-check", "acceptance")
    go(finding, "notice", on="2026-03-06")
    told = finding(*command, "--on", on)
    assert told.status == 0 and ("the stage public notice lasts until 2026-03-13" in told.err) is warns


def test_a_notice_that_was_put_back_lasts_no_longer(finding):
    go(finding, "measures", "self-check", "acceptance")
    go(finding, "notice", on="2026-03-06")
    finding("stage", "F1", "close", "--return", "--evidence", "x", "--on", "2026-03-07")
    told = finding("done", "F1", "--all", "--on", "2026-03-08")
    assert told.status == 0 and "lasts until" not in told.err
