"""Who passes a stage: its owner, the office, a group, a leader, who raised the matter."""

import pytest

from reformcli.model.stage import STAGES
from tests.stages.conftest import go, refused, stages, stands

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


def test_an_office_that_is_no_owner_is_named_with_its_setting(finding, monkeypatch):
    monkeypatch.setenv("REFORM_OFFICE_NAME", "没有这个办")
    go(finding, "measures", "self-check")
    for command in (
        ("stage", "F1", "acceptance"),
        ("done", "F1", "--all"),
        ("stage", "F1", "acceptance", "--by", "改革办"),
    ):
        told = refused(finding, *command, status=2)
        assert told.startswith("REFORM_OFFICE_NAME: office.name is 没有这个办, which is no owner of this ledger.")
        assert "`reform owner add 没有这个办`" in told
    assert finding("owner", "add", "没有这个办").status == 0
    assert finding("stage", "F1", "acceptance").status == 0
    assert stages(finding)[-1] == ("acceptance", "2026-03-15", "passed", "没有这个办")


def test_an_owner_that_becomes_the_office_is_the_office(finding, monkeypatch):
    """县住建局 becomes one with the office later: then the office owns the matter, and passes its own stages."""
    monkeypatch.setenv("REFORM_OFFICE_NAME", "改革办")
    go(finding, "measures", "self-check")
    assert "县住建局 cannot pass acceptance" in refused(finding, "stage", "F1", "acceptance", "--by", "县住建局")
    assert finding("owner", "merge", "县住建局", "改革办", "--yes").status == 0
    assert finding("stage", "F1", "acceptance", "--by", "县住建局").status == 0
    assert [by for _key, _date, _result, by in stages(finding)] == ["改革办"] * 3
    assert finding("check").status == 0
