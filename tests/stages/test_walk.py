"""Stages: how a matter goes through its process, what a return puts back, what opens it again."""

import pytest

from tests.stages.conftest import go, matter, refused, stages, stands

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
    finding("stage", "F1", "acceptance", "--return", "--evidence", "x", "--on", "2026-03-09")
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
    go(finding, "self-check", "acceptance", "close", on="2026-03-15")
    assert review() == ["2026-06-13"]
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
