"""What is missing before a stage, and what is no stage of a matter."""

import pytest

from reformcli.model.stage import STAGES
from tests.conftest import load_rules
from tests.stages.conftest import go, refused, stages, stands

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


@pytest.mark.parametrize(
    "command",
    [
        ("stage", "F1", "self-check", "--on", "2026-03-04"),
        ("stage", "F1", "self-check", "--return", "--evidence", "x", "--on", "2026-03-04"),
        ("stage", "F1", "acceptance", "--all", "--on", "2026-03-04"),
        ("done", "F1", "--reported", "--on", "2026-03-04"),
        ("done", "F1", "--all", "--on", "2026-03-04"),
    ],
)
def test_the_days_of_stages_do_not_run_backwards(finding, command):
    go(finding, "measures", on="2026-03-05")
    told = refused(finding, *command, status=2)
    assert told.startswith("2026-03-04 is before 2026-03-05, the day of the stage measures of F1.")
    on = [word.replace("2026-03-04", "2026-03-05") for word in command]
    assert finding(*on).status == 0


def test_days_do_not_run_back_behind_a_return(finding):
    go(finding, "measures", on="2026-03-05")
    finding("stage", "F1", "self-check", "--return", "--evidence", "x", "--on", "2026-03-07")
    assert "the day of the stage self-check" in refused(
        finding, "stage", "F1", "measures", "--on", "2026-03-06", status=2
    )


def test_a_report_in_hand_is_not_sent_back_to_a_day_before_it(finding):
    go(finding, "measures", "self-check", on="2026-03-05")
    told = refused(finding, "reopen", "F1", "--reason", "x", "--today", "2026-03-04", status=2)
    assert told.startswith("2026-03-04 is before 2026-03-05, the day of the stage self-check of F1.")


def test_a_matter_does_not_begin_after_its_stages(finding):
    go(finding, "measures", on="2026-03-05")
    told = refused(finding, "edit", "F1", "--opened", "2026-03-06", status=2)
    assert told.startswith("F1 cannot have begun on 2026-03-06: its stage measures is of 2026-03-05.")
    assert finding("edit", "F1", "--opened", "2026-03-05").status == 0


def test_a_matter_does_not_begin_under_rules_by_which_it_would_stand_otherwise(finding):
    go(finding, "measures", on="2026-03-05")
    stages_of = '{key="measures", by="owner", state="reported"}, {key="close", by="office", state="done"}'
    load_rules(finding, f"[process]\nfinding = [{stages_of}]\n", valid_from="2026-03-03")
    assert "The state of F1 follows from its stages." in refused(finding, "edit", "F1", "--opened", "2026-03-04")
    assert finding("edit", "F1", "--opened", "2026-03-02").status == 0


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


def test_the_state_of_a_matter_that_was_sent_back_is_not_typed(finding):
    go(finding, "measures")
    finding("stage", "F1", "self-check", "--return", "--evidence", "x")
    assert stands(finding) == ("started", None, None, None)
    assert "follows from its stages" in refused(finding, "edit", "F1", "--state", "planned")
    assert finding("edit", "F1", "--title", "台账还是不全").status == 0
