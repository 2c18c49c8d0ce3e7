"""Facts that score: what each of them is, whom it is charged to, and what is none."""

import pytest

from tests.conftest import load_rules
from tests.test_laws_of_scores import score_rules
from tests.test_scores import TODAY, lines

FIRST = ("--today", "2026-01-05")


@pytest.fixture
def office(reform):
    """Two units and a project of each, entered at the beginning of the year."""
    for name in ("甲局", "乙局"):
        assert reform("owner", "add", name).status == 0
    reform("add", "甲一", "--lead", "甲局", "--due", "2026-06-30", *FIRST)
    reform("add", "乙一", "--lead", "乙局", "--due", "2026-12-31", *FIRST)
    return reform


def test_a_step_that_falls_due_after_its_project_weighs_nothing(office):
    office("add", "一步", "--to", "1", "--due", "2026-05-31", *FIRST)
    office("add", "后一步", "--to", "1", "--due", "2026-08-31", *FIRST)
    office("done", "1.1", "--on", "2026-05-30", "--today", "2026-05-30")
    rows = lines(office, "甲局")
    assert not {name for name in rows if name.startswith("late@")}
    assert rows["maximum"]["evidence"] or rows["total"]["points"] == 100


def test_a_step_without_a_date_is_done_with_its_project(office):
    office("add", "一步", "--to", "1", *FIRST)
    assert lines(office, "甲局")["late@1"]["points"] == -50
    (step,) = office("export", "milestones", "--json").rows
    assert step["due"] is None
    office("done", "1", "--all", "--on", "2026-06-29", "--today", "2026-06-29")
    office("reopen", "1.1", "--reason", "noch einmal", "--today", "2026-06-29")
    assert "late@1" not in lines(office, "甲局")


def test_where_no_unit_is_marked_as_lead_the_responsible_one_is_charged(office):
    office("add", "丙", "--responsible", "乙局", "--due", "2026-05-31", *FIRST)
    assert "late@3" in lines(office, "乙局")


def test_a_matter_of_an_owner_that_was_merged_after_handing_it_over(office):
    office("add", "整改", "--kind", "finding", "--lead", "甲局", "--due", "2026-04-30", "--today", "2026-04-01")
    office("owner", "handover", "甲局", "乙局", "--from", "2026-06-01", "--today", "2026-06-02")
    office("owner", "add", "甲委")
    office("owner", "merge", "甲局", "甲委", "--yes")
    assert "overdue@F1" in lines(office, "甲委") and "overdue@F1" not in lines(office, "乙局")


def test_a_matter_that_was_late_last_year_is_no_merit_of_the_next(office):
    office("add", "整改", "--kind", "finding", "--lead", "甲局", "--due", "2026-12-31", "--today", "2026-12-01")
    new_year = ("--today", "2027-01-04")
    assert lines(office, "甲局", "--plan", "2026", *new_year)["overdue@F1"]["points"] == -4
    assert "overdue@F1" not in office("score", "show", "甲局", *new_year).out
    assert office("score", "rank", "--json", *new_year).rows == []


def test_an_appeal_is_no_matter_that_scores(office, monkeypatch):
    monkeypatch.setenv("REFORM_OFFICE_NAME", "乙局")
    before = lines(office, "甲局")
    assert office("score", "appeal", "甲局", "late@1", "--reason", "r", "--today", "2026-07-05").status == 0
    (matter,) = office("export", "matters", "--json").rows
    assert matter["owner"] == "乙局"
    assert lines(office, "甲局", "--today", "2026-08-30").keys() == before.keys()
    assert not {name for name in lines(office, "乙局") if name.startswith("overdue")}


def test_orders_count_by_level_and_number_and_by_their_answers(office):
    for day in ("2026-07-01", "2026-07-10", "2026-07-20"):
        office("order", "add", "1", "--level", "yellow", "--date", day, "--due", day, *TODAY)
        office(
            "order",
            "answer",
            "O" + str(1 + ["2026-07-01", "2026-07-10", "2026-07-20"].index(day)),
            "r",
            "--on",
            day,
            *TODAY,
        )
    office("order", "add", "2", "--level", "red", "--date", "2026-08-01", "--due", "2026-08-05", *TODAY)
    assert lines(office, "甲局")["yellow@O1,O2"]["points"] == -1
    assert "yellow@O3" not in lines(office, "甲局")
    rows = lines(office, "乙局")
    assert (rows["red@O4"]["points"], rows["unanswered@O4"]["points"]) == (-2, -2)
    office("order", "withdraw", "O4", "--reason", "r", *TODAY)
    assert not {name for name in lines(office, "乙局") if "@O" in name}


def test_rules_and_sides_have_caps(office):
    for number, level in enumerate(("centre", "centre", "province"), 1):
        office(
            "event",
            "add",
            f"e{number}",
            "--kind",
            "award",
            "--level",
            level,
            "--owners",
            "甲局",
            "--date",
            "2026-05-05",
            *TODAY,
        )
    rows = lines(office, "甲局")
    assert [rows[name]["points"] for name in ("honour@E1", "honour@E2", "honour@E3", "cap@honour")] == [5, 5, 3, -7]
    load_rules(office, score_rules(("plus_cap = 10", "plus_cap = 4")), "2026-01-01")
    assert lines(office, "甲局")["cap@plus"]["points"] == -2
    office(
        "event",
        "add",
        "trip",
        "--kind",
        "trip",
        "--level",
        "centre",
        "--owners",
        "乙局",
        "--date",
        "2026-05-05",
        *TODAY,
    )
    assert "honour@E4" not in lines(office, "乙局")


def test_submissions_count_by_their_points_and_a_lost_year_gives_none(office):
    office("submission", "add", "s", "--owner", "甲局", "--date", "2026-05-05", *TODAY)
    office("submission", "adopted", "S1", "--level", "province", "--journal", "j", "--date", "2026-05-20", *TODAY)
    row = lines(office, "甲局")["adopted@S1"]
    assert (row["points"], row["day"]) == (1, "2026-05-20") and "S1.1 province, printed, 20" in row["evidence"]
    for title in ("c1", "c2"):
        office("submission", "add", title, "--owner", "甲局", "--form", "commissioned", "--due", "2026-06-01", *FIRST)
    assert "adopted@S1" not in lines(office, "甲局")


def test_an_idea_that_was_rolled_out(office):
    office("idea", "add", "小改", "--owner", "乙局", "--due", "2026-08-31", *FIRST)
    for stage in ("approve", "try", "evaluate"):
        assert office("stage", "I1", stage, "--evidence", "r", "--today", "2026-06-01").status == 0
    office("idea", "edit", "I1", "--conditions", "c", *TODAY)
    assert office("stage", "I1", "roll-out", "--today", "2026-06-02").status == 0
    assert lines(office, "乙局")["rolled-out@I1"]["points"] == 2


def test_a_month_is_missing_once_its_last_day_has_passed(office):
    office("note", "2", "进展", "--by", "乙局", "--today", "2026-07-15")
    assert "no-report@2026-07" not in lines(office, "甲局", "--today", "2026-07-28")
    assert lines(office, "甲局", "--today", "2026-07-29")["no-report@2026-07"]["points"] == -2
    assert "no-report@2026-07" not in lines(office, "乙局")
    assert not {name for name in lines(office, "甲局") if name.startswith("no-report") and name != "no-report@2026-07"}


def test_a_move_asked_for_too_late(office):
    for due in ("2026-07-31", "2026-08-10"):
        asked = ("--reason", "r", "--approved-by", "a", "--today", "2026-08-05" if due > "2026-08" else "2026-07-05")
        assert office("extend", "1", "--to", due, *asked).status == 0
    rows = lines(office, "甲局")
    assert (rows["asked-late@1"]["points"], rows["asked-late@1#2"]["points"]) == (-2, -2)


def test_a_correction_is_no_judgement_and_holds_up_to_its_day(office):
    office("score", "appeal", "甲局", "late@1", "--reason", "r", "--today", "2026-07-05")
    office("stage", "F1", "decide", "--today", "2026-07-05")
    office("score", "correct", "F1", "--points", "-1", "--today", "2026-07-05")
    assert lines(office, "甲局", "--today", "2026-07-20")["late@1"]["points"] == -1
    office("extend", "1", "--to", "2026-07-31", "--reason", "r", "--approved-by", "a", "--today", "2026-07-21")
    assert lines(office, "甲局")["late@1"]["points"] == -50
    assert not {name for name in lines(office, "甲局") if "@P" in name}


def test_a_view_that_was_corrected_is_one_view(office):
    office("owner", "add", "丙组", "--owner-kind", "group")
    office("score", "mark", "甲局", "view", "--points", "12", "--by", "丙组", "--today", "2026-07-01")
    office("score", "appeal", "甲局", "view@P1", "--reason", "r", "--today", "2026-07-05")
    office("stage", "F1", "decide", "--today", "2026-07-05")
    assert "from 0 to 20" in office("score", "correct", "F1", "--points", "21", "--today", "2026-07-05").err
    assert office("score", "correct", "F1", "--points", "15", "--today", "2026-07-05").status == 0
    assert (lines(office, "甲局")["view@P1"]["points"], lines(office, "甲局")["view@P1"]["before"]) == (15, 12)


def test_a_year_that_is_over_goes_by_its_own_frame(office):
    load_rules(office, score_rules(("base = 100", "base = 200"), ("{time=50,", "{time=150,")), "2027-01-01")
    rows = lines(office, "甲局", "--plan", "2026", "--today", "2027-02-01")
    assert rows["late@1"]["points"] == -50
    assert "late@2" in lines(office, "乙局", "--plan", "2026", "--today", "2027-02-01")
