"""Stages: how a matter goes through its process, who passes what, what a return puts back, and what is refused."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformcli.cli import main
from reformcli.model.stage import STAGES
from tests.conftest import load_rules

OWNERS = (
    ("县住建局",),
    ("城建股", "--parent", "县住建局"),
    ("县人社局",),
    ("县发改局",),
    ("投资股", "--parent", "县发改局"),
    ("经济组", "--owner-kind", "group"),
    ("县长", "--owner-kind", "leader"),
    ("改革办",),
)


@pytest.fixture
def office(reform):
    """An office that knows some owners, and visited one of them about its project."""
    for owner in OWNERS:
        assert reform("owner", "add", *owner).status == 0
    assert reform("add", "老旧小区改造", "--lead", "县住建局", "--due", "2026-12-31").status == 0
    assert reform("visit", "add", "县住建局", "--projects", "1", "--date", "2026-03-01").status == 0
    return reform


@pytest.fixture
def finding(office):
    """F1: what the visit found, with a unit that helps."""
    assert office("add", "台账不全", "--from", "V1", "--with", "县人社局").status == 0
    return office


def matter(reform, number=1):
    return reform("export", "matters", "--json").rows[number - 1]


def stands(reform, number=1):
    """What a matter's stages say of it."""
    return tuple(matter(reform, number)[key] for key in ("state", "stage", "reported", "done"))


def stages(reform, ref="F1"):
    """The stages of a matter as they were recorded."""
    return [
        (row["key"], row["date"], row["result"], row["by"])
        for row in reform("export", "stages", "--json").rows
        if row["about"] == ref
    ]


def everything(reform):
    return reform("export", "--json").out


def refused(reform, *argv, status=1):
    """What a command is refused with: one line, and nothing is written."""
    before = everything(reform)
    answer = reform(*argv)
    assert answer.status == status and answer.out == "" and answer.err.count("\n") == 1, answer
    assert everything(reform) == before
    return answer.err.removeprefix("reform: ")


def go(reform, *keys, ref="F1", on="2026-03-02"):
    """Let a matter pass stages on one day."""
    for key in keys:
        by = {"first-check": ("--by", "经济组"), "hear": ("--by", "经济组")}.get(key, ())
        answer = reform("stage", ref, key, "--on", on, *by)
        assert answer.status == 0, answer.err


# A finding, from the visit to the look-back


def test_from_the_visit_to_the_look_back(finding, monkeypatch):
    monkeypatch.setenv("REFORM_OFFICE_NAME", "改革办")
    assert matter(finding)["process"] == "finding" and stands(finding) == ("planned", None, None, None)
    finding("stage", "F1", "measures", "--on", "2026-03-02", "--evidence", "整改方案", "--document", "住建〔2026〕2号")
    assert stands(finding) == ("started", "measures", None, None)
    finding("done", "F1", "--reported", "--on", "2026-03-03", "--evidence", "自查报告")
    assert stands(finding) == ("reported", "self-check", "2026-03-03", None)
    finding("stage", "F1", "first-check", "--by", "经济组", "--on", "2026-03-04")
    assert stands(finding) == ("reported", "first-check", "2026-03-03", None)
    finding("stage", "F1", "acceptance", "--on", "2026-03-05")
    finding("stage", "F1", "notice", "--on", "2026-03-06")
    assert stands(finding) == ("reported", "notice", "2026-03-03", None)
    finding("done", "F1", "--on", "2026-03-11", "--evidence", "现场查看")
    assert stands(finding) == ("done", "close", "2026-03-03", "2026-03-11")
    finding("stage", "F1", "look-back", "--on", "2026-03-15")
    assert stands(finding) == ("done", "look-back", "2026-03-03", "2026-03-11")
    assert stages(finding) == [
        ("measures", "2026-03-02", "passed", "县住建局"),
        ("self-check", "2026-03-03", "passed", "县住建局"),
        ("first-check", "2026-03-04", "passed", "经济组"),
        ("acceptance", "2026-03-05", "passed", "改革办"),
        ("notice", "2026-03-06", "passed", "改革办"),
        ("close", "2026-03-11", "passed", "改革办"),
        ("look-back", "2026-03-15", "passed", "改革办"),
    ]
    first, second = finding("export", "stages", "--json").rows[:2]
    assert (first["evidence"], first["document"], second["evidence"]) == ("整改方案", "住建〔2026〕2号", "自查报告")
    assert finding("check").status == 0
    refused(finding, "stage", "F1", "look-back")


def test_the_day_of_a_stage_is_today_unless_it_is_named(finding):
    finding("stage", "F1", "measures")
    assert stages(finding) == [("measures", "2026-03-15", "passed", "县住建局")]


def test_an_optional_stage_may_be_left_out_and_a_required_one_not(finding):
    go(finding, "measures", "self-check", "acceptance", "close")
    assert stands(finding) == ("done", "close", "2026-03-02", "2026-03-02")


@pytest.mark.parametrize(
    ("before", "returned", "stage", "again"),
    [
        (["measures"], "self-check", None, "measures"),
        (["measures", "self-check"], "acceptance", "measures", "self-check"),
        (["measures", "self-check", "first-check"], "acceptance", "measures", "self-check"),
        (["measures", "self-check", "first-check", "acceptance"], "notice", "measures", "self-check"),
        (["measures", "self-check", "acceptance", "notice"], "close", "measures", "self-check"),
        (["measures", "self-check", "acceptance", "close"], "look-back", "measures", "self-check"),
    ],
)
def test_a_return_puts_back_to_before_the_last_stage_of_the_owner(finding, before, returned, stage, again):
    go(finding, *before)
    sent = finding("stage", "F1", returned, "--return", "--evidence", "接口未通", "--on", "2026-03-09")
    assert sent.status == 0, sent.err
    assert stands(finding) == ("started", stage, None, None)
    last = finding("export", "stages", "--json").rows[-1]
    assert (last["key"], last["result"], last["date"], last["evidence"]) == (
        returned,
        "returned",
        "2026-03-09",
        "接口未通",
    )
    # What was put back has to be passed anew, and can be.
    following = finding("done", "F1").err
    assert f"F1 lacks {again}" in following
    go(finding, again, on="2026-03-10")
    assert stands(finding)[1] == again


def test_a_second_return_puts_back_what_was_passed_since(finding):
    go(finding, "measures", "self-check")
    finding("stage", "F1", "acceptance", "--return", "--evidence", "x")
    go(finding, "self-check", "acceptance", on="2026-03-10")
    assert stands(finding) == ("reported", "acceptance", "2026-03-10", None)
    finding("stage", "F1", "close", "--return", "--evidence", "y")
    assert stands(finding) == ("started", "measures", None, None)
    finding("stage", "F1", "self-check", "--return", "--evidence", "z")
    assert stands(finding) == ("started", None, None, None)
    assert "F1 lacks measures, self-check, acceptance." in refused(finding, "done", "F1")


def test_what_cannot_be_sent_back(finding):
    assert "nothing of its owner's is passed" in refused(
        finding, "stage", "F1", "measures", "--return", "--evidence", "x"
    )
    assert "A return needs what was lacking." in refused(finding, "stage", "F1", "measures", "--return", status=2)
    go(finding, "measures", "self-check")
    assert "A return needs what was lacking." in refused(finding, "stage", "F1", "acceptance", "--return", status=2)
    assert "F1 lacks acceptance" in refused(finding, "stage", "F1", "close", "--return", "--evidence", "x")
    finding("stage", "F1", "acceptance", "--return", "--evidence", "x")
    finding("stage", "F1", "self-check", "--return", "--evidence", "x")
    assert "nothing of its owner's" in refused(finding, "stage", "F1", "measures", "--return", "--evidence", "x")


# Who passes what


@pytest.mark.parametrize(
    ("before", "stage", "by", "fits"),
    [
        ([], "measures", "县住建局", True),
        ([], "measures", "城建股", True),
        ([], "measures", "县人社局", True),
        ([], "measures", "县发改局", False),
        ([], "measures", "经济组", False),
        ([], "measures", "县长", False),
        (["measures", "self-check"], "first-check", "经济组", True),
        (["measures", "self-check"], "first-check", "县长", False),
        (["measures", "self-check"], "first-check", "县住建局", False),
        (["measures", "self-check"], "first-check", "改革办", False),
        (["measures", "self-check"], "acceptance", "改革办", True),
        (["measures", "self-check"], "acceptance", "县长", True),
        (["measures", "self-check"], "acceptance", "县住建局", False),
        (["measures", "self-check"], "acceptance", "城建股", False),
        (["measures", "self-check", "acceptance"], "close", "县住建局", False),
        (["measures", "self-check", "acceptance"], "close", "改革办", True),
    ],
)
def test_who_may_pass_a_stage_of_a_finding(finding, before, stage, by, fits):
    go(finding, *before)
    command = ("stage", "F1", stage, "--by", by)
    if fits:
        assert finding(*command).status == 0 and stages(finding)[-1][::3] == (stage, by)
    else:
        assert f"{by} cannot pass {STAGES[stage]}, which is for " in refused(finding, *command)


@pytest.mark.parametrize(("by", "fits"), [("县长", True), ("经济组", False), ("改革办", False), ("县住建局", False)])
def test_a_decision_is_closed_by_a_leader_who_is_named(office, by, fits):
    office("add", "建台账", "--kind", "decision", "--lead", "县住建局")
    go(office, "report", on="2026-03-15")
    assert "is passed by a leader, who must be named" in refused(office, "done", "F1")
    if fits:
        assert office("done", "F1", "--by", by).status == 0
        assert stands(office) == ("done", "close", "2026-03-15", "2026-03-15") and stages(office)[-1][3] == by
    else:
        assert f"{by} cannot pass close-out, which is for a leader." in refused(office, "done", "F1", "--by", by)


def test_a_leader_does_not_close_what_is_his_own(office):
    office("add", "建台账", "--kind", "decision", "--lead", "县长")
    go(office, "report", on="2026-03-15")
    assert "县长 cannot pass close" in refused(office, "done", "F1", "--by", "县长")


def test_a_group_does_not_check_what_is_its_own(office):
    office("add", "台账不全", "--kind", "finding", "--lead", "经济组")
    go(office, "measures", "self-check", on="2026-03-15")
    assert "经济组 cannot pass first check" in refused(office, "stage", "F1", "first-check", "--by", "经济组")
    assert "by a group, who must be named" in refused(office, "stage", "F1", "first-check")


@pytest.mark.parametrize(
    ("by", "fits"),
    [(None, True), ("县发改局", True), ("投资股", True), ("县住建局", False), ("城建股", False), ("改革办", False)],
)
def test_an_obstacle_is_confirmed_by_who_raised_it(office, by, fits):
    office("add", "缺资金", "--from", "1", "--lead", "县住建局", "--raised-by", "县发改局")
    assert "F1 lacks clearance." in refused(office, "done", "F1")
    assert "which is for its owner" in refused(office, "stage", "F1", "clear", "--by", "县发改局")
    go(office, "clear", on="2026-03-15")
    assert stands(office) == ("reported", "clear", "2026-03-15", None)
    named = ("--by", by) if by else ()
    if fits:
        assert office("done", "F1", *named).status == 0
        assert stages(office)[-1] == ("confirm", "2026-03-15", "passed", by or "县发改局")
    else:
        assert f"{by} cannot pass confirmation, which is for who raised it." in refused(office, "done", "F1", *named)


def test_an_obstacle_that_nobody_raised_says_what_is_missing(office):
    office("add", "缺资金", "--from", "1", "--lead", "县住建局")
    go(office, "clear", on="2026-03-15")
    assert "--raised-by" in refused(office, "done", "F1")
    assert "--raised-by" in refused(office, "done", "F1", "--by", "县发改局")
    office("edit", "F1", "--raised-by", "县发改局")
    assert office("done", "F1").status == 0


def test_who_raises_an_obstacle_does_not_clear_it(office):
    given = ("add", "缺资金", "--from", "1", "--lead", "县住建局", "--raised-by")
    assert "Who raises an obstacle cannot be the one who clears it." in refused(office, *given, "县住建局")
    assert office(*given, "县发改局").status == 0
    assert "cannot be the one who clears it" in refused(office, "edit", "F1", "--raised-by", "县住建局")
    assert "cannot be the one who clears it" in refused(office, "edit", "F1", "--lead", "县发改局")


def test_the_office_passes_its_stages_even_of_what_is_its_own(office, monkeypatch):
    office("add", "台账不全", "--kind", "finding", "--lead", "改革办")
    go(office, "measures", "self-check", on="2026-03-15")
    assert "改革办 cannot pass acceptance" in refused(office, "stage", "F1", "acceptance", "--by", "改革办")
    monkeypatch.setenv("REFORM_OFFICE_NAME", "改革办")
    assert office("stage", "F1", "acceptance", "--by", "改革办").status == 0
    assert office("done", "F1").status == 0
    assert [by for _key, _date, _result, by in stages(office)] == ["改革办"] * 4


def test_without_a_name_of_the_office_nobody_is_recorded_for_it(finding):
    go(finding, "measures", "self-check", "acceptance")
    assert stages(finding)[-1] == ("acceptance", "2026-03-02", "passed", None)


def test_an_owner_who_is_not_known_passes_nothing(finding):
    assert "无此单位" in refused(finding, "stage", "F1", "measures", "--by", "无此单位")


# done, and what is missing


def test_done_never_makes_up_a_report(office):
    office("add", "评分有误", "--kind", "appeal", "--lead", "县住建局")
    assert office("done", "F1", "--on", "2026-03-15").status == 0
    assert stands(office) == ("done", "decide", None, "2026-03-15")
    assert stages(office) == [("decide", "2026-03-15", "passed", None)]


def test_done_keeps_the_day_that_the_unit_reported(finding):
    go(finding, "measures", "self-check", "acceptance", on="2026-03-04")
    finding("done", "F1", "--on", "2026-03-09")
    assert stands(finding) == ("done", "close", "2026-03-04", "2026-03-09")


@pytest.mark.parametrize(
    ("passed", "command", "lacking"),
    [
        ([], ("done", "F1"), "measures, self-check, acceptance"),
        ([], ("done", "F1", "--reported"), "measures"),
        (["measures"], ("done", "F1"), "self-check, acceptance"),
        (["measures", "self-check"], ("done", "F1"), "acceptance"),
        (["measures", "self-check", "first-check"], ("done", "F1"), "acceptance"),
        ([], ("stage", "F1", "self-check"), "measures"),
        ([], ("stage", "F1", "first-check", "--by", "经济组"), "measures, self-check"),
        (["measures"], ("stage", "F1", "acceptance"), "self-check"),
        (["measures", "self-check"], ("stage", "F1", "look-back"), "acceptance, close"),
        (["measures", "self-check"], ("stage", "F1", "notice"), "acceptance"),
    ],
)
def test_a_missing_required_stage_is_named_and_can_be_recorded_with_it(finding, passed, command, lacking):
    go(finding, *passed)
    first = lacking.partition(",")[0]
    words = ", ".join(STAGES[key] for key in lacking.split(", "))
    assert refused(finding, *command) == (
        f"F1 lacks {words}. Record it with `reform stage F1 {first}`, or give --all.\n"
    )
    assert finding(*command, "--on", "2026-03-10", "--all").status == 0
    recorded = [(key, day) for key, day, _result, _by in stages(finding)[len(passed) :]]
    assert recorded[:-1] == [(key, "2026-03-10") for key in lacking.split(", ")] and recorded[-1][1] == "2026-03-10"


def test_all_records_who_passes_each_stage(finding, monkeypatch):
    monkeypatch.setenv("REFORM_OFFICE_NAME", "改革办")
    finding("done", "F1", "--all", "--evidence", "现场查看")
    assert stages(finding) == [
        ("measures", "2026-03-15", "passed", "县住建局"),
        ("self-check", "2026-03-15", "passed", "县住建局"),
        ("acceptance", "2026-03-15", "passed", "改革办"),
        ("close", "2026-03-15", "passed", "改革办"),
    ]
    assert [row["evidence"] for row in finding("export", "stages", "--json").rows] == [None, None, None, "现场查看"]
    assert stands(finding) == ("done", "close", "2026-03-15", "2026-03-15")


def test_all_does_not_record_what_somebody_must_be_named_for(office):
    shown = office("rules", "show").out
    load_rules(
        office, shown.replace('{key="first-check", by="group", optional=true}', '{key="first-check", by="group"}')
    )
    office("add", "台账不全", "--from", "V1")
    assert "is passed by a group, who must be named" in refused(office, "done", "F1", "--all")
    go(office, "measures", "self-check", "first-check")
    assert office("done", "F1", "--all").status == 0


def test_all_with_nothing_missing_is_as_without(finding):
    go(finding, "measures", "self-check", "acceptance")
    assert finding("done", "F1", "--all", "--on", "2026-03-05").status == 0
    assert len(stages(finding)) == 4 and stands(finding)[3] == "2026-03-05"


# Stages that cannot be


@pytest.mark.parametrize(
    ("command", "status", "says"),
    [
        (("stage", "F1", "clear"), 1, "F1 has no stage clear. Its stages: measures, self-check, first check,"),
        (("stage", "F1", "报告"), 1, "F1 has no stage 报告."),
        (("stage", "F1", ""), 1, "F1 has no stage ."),
        (("stage", "F1", "measures", "--on", "2026-03-16"), 2, "2026-03-16 has not come yet."),
        (("stage", "F1", "measures", "--on", "2026-02-28"), 2, "2026-02-28 is before 2026-03-01, when F1 began."),
        (("done", "F1", "--all", "--on", "2026-03-16"), 2, "2026-03-16 has not come yet."),
        (("done", "F1", "--all", "--on", "2026-02-28"), 2, "2026-02-28 is before 2026-03-01, when F1 began."),
        (("stage", "F1", "measures", "--all", "--on", "2026-02-28"), 2, "2026-02-28 is before 2026-03-01"),
        (("stage", "1", "measures"), 1, "1 is a project, which has no stages."),
        (("stage", "V1", "measures"), 1, "V1 is a visit, which has no stages."),
        (("stage", "F9", "measures"), 1, "There is no matter F9."),
    ],
)
def test_what_is_no_stage_of_a_matter(finding, command, status, says):
    assert says in refused(finding, *command, status=status)


def test_the_day_on_which_a_matter_began_and_today_are_days_of_stages(finding):
    assert finding("stage", "F1", "measures", "--on", "2026-03-01").status == 0
    assert finding("stage", "F1", "self-check", "--on", "2026-03-15").status == 0


def test_a_stage_is_passed_once(finding):
    go(finding, "measures", "self-check", "acceptance", "close")
    for key in ("measures", "self-check", "acceptance", "close"):
        assert f"F1 has passed {STAGES[key]} already." in refused(finding, "stage", "F1", key)
    assert "F1 is done already." in refused(finding, "done", "F1")
    assert "F1 is done already." in refused(finding, "done", "F1", "--reported")


def test_a_report_is_made_once(finding):
    go(finding, "measures", "self-check", on="2026-03-05")
    assert "F1 has passed self-check already." in refused(finding, "done", "F1", "--reported", "--on", "2026-03-09")
    assert stands(finding) == ("reported", "self-check", "2026-03-05", None)


def test_a_dropped_matter_passes_nothing(finding):
    go(finding, "measures")
    finding("drop", "F1", "--reason", "重复")
    for command in (
        ("stage", "F1", "self-check"),
        ("stage", "F1", "self-check", "--return", "--evidence", "x"),
        ("stage", "F1", "close", "--all"),
        ("done", "F1", "--all"),
        ("done", "F1", "--reported"),
    ):
        assert "F1 was dropped." in refused(finding, *command)


@pytest.mark.parametrize(
    ("passed", "state"), [(["measures"], "planned"), (["measures", "self-check"], "started"), ([], "started")]
)
def test_the_state_of_a_matter_is_not_typed_against_its_stages(finding, passed, state):
    """It follows from them, but for one that has none: that may be in hand before its measures are there."""
    go(finding, *passed)
    if passed:
        refused(finding, "edit", "F1", "--state", state)
    else:
        assert finding("edit", "F1", "--state", state).status == 0


# Opened again


@pytest.mark.parametrize(
    ("passed", "returned", "stage"),
    [
        (["measures", "self-check", "acceptance", "close"], "look-back", "measures"),
        (["measures", "self-check", "acceptance", "close", "look-back"], "look-back", "measures"),
        (["measures", "self-check"], "acceptance", "measures"),
        (["measures", "self-check", "first-check"], "acceptance", "measures"),
    ],
)
def test_reopening_records_that_the_next_stage_was_returned(finding, passed, returned, stage):
    go(finding, *passed)
    assert finding("reopen", "F1", "--reason", "现场仍是旧台账").status == 0
    assert stages(finding)[len(passed) :] == [(returned, "2026-03-15", "returned", None)]
    assert stands(finding) == ("started", stage, None, None)
    assert matter(finding)["reason"] == finding("export", "stages", "--json").rows[-1]["evidence"] == "现场仍是旧台账"
    assert "F1 is open." in refused(finding, "reopen", "F1", "--reason", "x")
    go(finding, "self-check", "acceptance", "close", on="2026-03-15")
    assert stands(finding) == ("done", "close", "2026-03-15", "2026-03-15")


def test_a_look_back_counts_from_the_last_close(finding):
    def review():
        return [row["review"] for row in finding("due", "--days", "200", "--json").rows if row["ref"] == "F1"]

    go(finding, "measures", "self-check", "acceptance", "close")
    assert review() == ["2026-05-31"]
    finding("reopen", "F1", "--reason", "反弹")
    assert review() == [None]
    go(finding, "self-check", "acceptance", "close", on="2026-03-12")
    assert review() == ["2026-06-10"]
    finding("stage", "F1", "look-back")
    assert review() == []


@pytest.mark.parametrize(
    ("passed", "stood"),
    [
        ([], ("planned", None, None, None)),
        (["measures"], ("started", "measures", None, None)),
        (["measures", "self-check"], ("reported", "self-check", "2026-03-02", None)),
    ],
)
def test_what_was_dropped_is_again_what_its_stages_say(finding, passed, stood):
    go(finding, *passed)
    finding("drop", "F1", "--reason", "重复")
    assert matter(finding)["dropped"] == "2026-03-15"
    assert finding("reopen", "F1", "--reason", "另有其事").status == 0
    assert stands(finding) == stood and len(stages(finding)) == len(passed)
    assert (matter(finding)["dropped"], matter(finding)["reason"]) == (None, "另有其事")


def test_what_was_sent_back_and_dropped_is_in_hand_again(finding):
    """A return leaves a matter in hand, though nothing of it is passed; dropped and back it is the same."""
    go(finding, "measures")
    finding("stage", "F1", "self-check", "--return", "--evidence", "x")
    finding("drop", "F1", "--reason", "重复")
    finding("reopen", "F1", "--reason", "另有其事")
    assert stands(finding) == ("started", None, None, None)


def test_an_open_matter_is_not_opened_again(finding):
    for passed in ([], ["measures"]):
        go(finding, *passed)
        assert "F1 is open." in refused(finding, "reopen", "F1", "--reason", "x")
    assert refused(finding, "reopen", "F1", "--reason", " ", status=2)


# Words, pages, undo


@pytest.mark.parametrize("language", ["en", "zh"])
def test_stages_are_said_in_either_language(finding, language):
    words = {"en": ("measures", "Self-Check", "first check", "acceptance", "public notice", "close-out", "look-back")}
    words["zh"] = ("措施", "自查", "初核", "验收", "公示", "销号", "回头看")
    for word in words[language]:
        by = ("--by", "经济组") if word in ("first check", "初核") else ()
        assert finding("stage", "F1", word, *by).status == 0
    assert [key for key, *_more in stages(finding)] == list(STAGES)[:7]


def test_answers_in_chinese_have_the_words_of_stages(finding):
    go(finding, "measures")
    lacking = finding("done", "F1", "--lang", "zh").err
    assert "自查" in lacking and "验收" in lacking and "self-check, acceptance" not in lacking
    assert "措施" in finding("stage", "F1", "措施", "--lang", "zh").err
    assert "初核" in finding("stage", "F1", "nonsense", "--lang", "zh").err
    go(finding, "self-check")
    assert "初核" in finding("stage", "F1", "初核", "--lang", "zh").err
    assert "验收" in finding("stage", "F1", "验收", "--by", "县住建局", "--lang", "zh").err


@pytest.mark.parametrize(("language", "words"), [("en", ("self-check", "returned")), ("zh", ("自查", "退回", "通过"))])
def test_the_page_of_a_matter_has_its_stages_in_their_order(finding, language, words):
    go(finding, "measures", "self-check")
    finding("stage", "F1", "acceptance", "--return", "--evidence", "照片缺", "--on", "2026-03-02")
    go(finding, "self-check")
    shown = [row for row in finding("show", "F1", "--json").rows if row["section"] == "stages"]
    assert [(row["field"], row["state"]) for row in shown] == [
        ("measures", "passed"),
        ("self-check", "passed"),
        ("acceptance", "returned"),
        ("self-check", "passed"),
    ]
    out = finding("show", "F1", "--lang", language).out
    assert all(word in out for word in (*words, "照片缺"))


STEPS = [
    ("stage", "F1", "measures", "--evidence", "方案"),
    ("done", "F1", "--reported", "--evidence", "报告"),
    ("stage", "F1", "first-check", "--by", "经济组"),
    ("stage", "F1", "acceptance", "--return", "--evidence", "缺照片"),
    ("drop", "F1", "--reason", "重复"),
    ("reopen", "F1", "--reason", "不是重复"),
    ("stage", "F1", "self-check"),
    ("stage", "F1", "acceptance"),
    ("done", "F1", "--evidence", "现场"),
    ("stage", "F1", "look-back"),
    ("reopen", "F1", "--reason", "反弹"),
    ("done", "F1", "--all"),
]


def test_each_step_can_be_undone_and_made_again(finding):
    for step in STEPS:
        before = everything(finding)
        answer = finding(*step)
        assert answer.status == 0, (step, answer.err)
        after = everything(finding)
        assert after != before
        assert finding("undo", "--yes").status == 0 and everything(finding) == before, step
        assert finding(*step).status == 0
        uids = [[row.pop("uid") for row in json.loads(text)["stages"]] for text in (after, everything(finding))]
        assert len(uids[0]) == len(uids[1]) and stands(finding) == tuple(
            json.loads(after)["matters"][0][key] for key in ("state", "stage", "reported", "done")
        )
    assert finding("check").status == 0


def test_a_stage_with_later_stages_is_not_undone(finding):
    go(finding, "measures")
    batch = finding("history", "F1", "--json").rows[-1]["batch"]
    go(finding, "self-check")
    assert "has changed since batch" in refused(finding, "undo", batch, "--yes")


def test_a_unit_s_form_records_its_report_as_a_stage(finding, home):
    """What comes back in a form is what `done --reported` records: the stage of the report."""
    openpyxl = pytest.importorskip("openpyxl")
    go(finding, "measures")
    finding("forms", "send", "--owner", "县住建局", "-o", "out")
    path = next((home / "out").glob("*.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[3]}
    row = next(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, at["ref"]).value == "F1")
    sheet.cell(row, at["done"]).value = "2026-03-10"
    book.save(path)
    assert finding("forms", "collect", "out").status == 0
    assert stands(finding) == ("reported", "self-check", "2026-03-10", None)
    assert stages(finding)[-1] == ("self-check", "2026-03-10", "passed", "县住建局")
    assert finding("stage", "F1", "acceptance").status == 0


# Laws

REQUIRED = ("measures", "self-check", "acceptance", "close")
IN_ORDER = ("measures", "self-check", "first-check", "acceptance", "notice", "close", "look-back")
OF_THE_OWNER = ("measures", "self-check")

steps = st.one_of(
    st.tuples(st.just("stage"), st.sampled_from(IN_ORDER)),
    st.tuples(st.just("stage"), st.sampled_from(IN_ORDER), st.just("--all")),
    st.tuples(st.just("return"), st.sampled_from(IN_ORDER)),
    st.sampled_from(
        [
            ("done",),
            ("done", "--reported"),
            ("done", "--all"),
            ("done", "--reported", "--all"),
            ("reopen",),
            ("drop",),
            ("undo",),
        ]
    ),
)


def command_of(step):
    verb, *more = step
    if verb == "undo":
        return ["undo", "--yes"]
    if verb in ("reopen", "drop"):
        return [verb, "F1", "--reason", "x"]
    by = ["--by", "经济组"] if "first-check" in more else []
    if verb == "return":
        return ["stage", "F1", *more, *by, "--return", "--evidence", "x"]
    return [verb, "F1", *more, *by]


def said_by(recorded):
    """State, last stage, day reported and day done, reckoned from the stages alone, and what counts as passed."""
    order = []
    for stage in recorded:
        if stage["result"] == "passed":
            order.append(stage)
        else:
            places = [place for place, one in enumerate(order) if one["key"] in OF_THE_OWNER]
            order = order[: places[-1]]
    keys = [one["key"] for one in order]
    days = {one["key"]: one["date"] for one in order}
    state = "done" if "close" in keys else "reported" if "self-check" in keys else "started" if recorded else "planned"
    return keys, {
        "state": state,
        "stage": keys[-1] if keys else None,
        "reported": days.get("self-check"),
        "done": days.get("close"),
    }


@cache
def new_ledger():
    """The file of a ledger with one finding of a unit, as it is on the first of March."""
    with TemporaryDirectory() as name:
        path = Path(name) / "ledger.db"
        for argv in (
            ("init",),
            ("owner", "add", "县住建局"),
            ("owner", "add", "经济组", "--owner-kind", "group"),
            ("add", "漏", "--kind", "finding", "--lead", "县住建局", "--today", "2026-03-01"),
        ):
            assert main([*argv, "-q", "--db", str(path)]) == 0
        return path.read_bytes()


class Office:
    """A ledger of its own with one finding, worked by commands, each on the day after the one before."""

    def __init__(self, folder):
        self.folder = folder
        self.day = 1
        (folder / "ledger.db").write_bytes(new_ledger())

    def run(self, *argv, db="ledger.db"):
        return main([*argv, "--db", str(self.folder / db)])

    def step(self, step):
        self.day += 1
        return self.run(*command_of(step), "-q", "--today", f"2026-03-{self.day:02}")

    def holds(self, db="ledger.db"):
        assert self.run("export", "-q", "-o", str(self.folder / "all.json"), db=db) == 0
        return json.loads((self.folder / "all.json").read_text(encoding="utf-8"))


@settings(max_examples=30)
@given(st.lists(steps, min_size=1, max_size=9))
def test_a_matter_is_always_what_its_stages_say(listed):
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        for step in listed:
            before = office.holds()
            status = office.step(step)
            after = office.holds()
            if status != 0:
                assert after == before, step
                continue
            if not after["matters"]:
                return  # the finding itself was undone
            keys, said = said_by(after.get("stages", []))
            one = after["matters"][0]
            if one["dropped"]:
                said["state"] = "dropped"
            assert {key: one[key] for key in said} == said, step
            assert len(set(keys)) == len(keys)
            for key in keys:
                needed = [other for other in REQUIRED if IN_ORDER.index(other) < IN_ORDER.index(key)]
                assert set(needed) <= set(keys), (step, keys)


@settings(max_examples=25)
@given(st.lists(steps.filter(lambda step: step != ("undo",)), min_size=1, max_size=6))
def test_any_step_then_undo_is_nothing(listed):
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        for step in listed:
            before = office.holds()
            if office.step(step) == 0:
                assert office.run("undo", "--yes") == 0
                assert office.holds() == before
                assert office.step(step) == 0
        assert office.run("check") == 0


@settings(max_examples=20)
@given(st.lists(steps, min_size=2, max_size=9), st.sampled_from(["out", "out.json", "out.ndjson"]))
def test_export_then_import_adds_nothing(listed, target):
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        for step in listed:
            office.step(step)
        path = office.folder / target
        assert office.run("export", "-q", "-o", str(path)) == 0
        before = office.holds()
        for db in ("ledger.db", "other.db", "other.db"):
            if db == "other.db":
                assert office.run("init", "-q", db=db) == 0
            counts = office.folder / "counts.json"
            assert office.run("import", str(path), "-o", str(counts), db=db) == 0
            assert office.holds(db) == before
        assert all(row["added"] == row["changed"] == 0 for row in json.loads(counts.read_text()))
