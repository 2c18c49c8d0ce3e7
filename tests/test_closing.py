"""Closing, look-backs and the visit plan: what the rules make fall due, and the figures of a close-out."""

import pytest


@pytest.fixture
def office(reform):
    """A visit of January with two findings of one unit, one closed, and a decision of nobody."""
    reform("add", "供销社改革", "--lead", "县供销社", "--due", "2026-12-31", "--new-owner")
    reform("add", "医保改革", "--lead", "县医保局", "--due", "2026-03-01", "--new-owner")
    reform("visit", "add", "县供销社", "--projects", "1", "--date", "2026-01-05")
    reform("add", "台账不全", "--from", "V1", "--due", "2026-02-01")
    reform("add", "公示不全", "--from", "V1", "--due", "2026-02-20")
    for stage in ("measures", "self-check", "acceptance", "close"):
        assert reform("stage", "F1", stage, "--on", "2026-01-25").status == 0
    return reform


def closing(office, *argv):
    return office("closing", "--json", *argv).rows


def test_figures_by_kind(office):
    (row,) = closing(office)
    assert (row["by"], row["opened"], row["closed"], row["share"], row["days"]) == ("finding", 2, 1, 0.5, 20)
    assert (row["looked_back"], row["missed"], row["came_back"], row["relapse_rate"], row["overdue"]) == (0, 0, 0, 0, 1)


def test_what_was_dropped_counts_nowhere(office):
    office("drop", "F2", "--reason", "并入")
    (row,) = closing(office)
    assert (row["opened"], row["closed"], row["overdue"]) == (1, 1, 0)


def test_a_relapse_and_a_look_back_are_told(office):
    office("stage", "F1", "look-back", "--on", "2026-03-10")
    office("add", "台账又不全", "--kind", "finding", "--lead", "县供销社", "--relapse-of", "F1")
    (row,) = closing(office)
    assert (row["looked_back"], row["came_back"], row["relapse_rate"]) == (1, 1, 1.0)
    assert [one["ref"] for one in closing(office, "--list", "came-back")] == ["F1"]
    assert [one["ref"] for one in closing(office, "--list", "looked-back")] == ["F1"]
    assert [one["ref"] for one in closing(office, "--list", "closed")] == ["F1"]


def test_by_unit_and_period(office):
    office("add", "缺资金", "--from", "1", "--lead", "县财政局", "--raised-by", "县供销社", "--new-owner")
    rows = {row["by"]: (row["opened"], row["closed"]) for row in closing(office, "--by", "unit")}
    assert rows == {"县供销社": (2, 1), "县财政局": (1, 0)}
    assert [row["by"] for row in closing(office, "--since", "2026-02-01")] == ["obstacle"]
    assert [row["by"] for row in closing(office, "--until", "2026-02-01")] == ["finding"]


def test_a_look_back_falls_due_by_rule_and_is_never_overdue(office):
    due = office("due", "--days", "60", "--json").rows
    assert [(row["ref"], row["review"], row["due"], row["mark"]) for row in due if row["ref"] == "F1"] == [
        ("F1", "2026-04-25", None, "look-back")
    ]
    assert "F1" not in {row["ref"] for row in office("due", "--days", "40", "--json").rows}
    late = ("--today", "2026-04-26")
    assert "F1" not in {row["ref"] for row in office("overdue", "--json", *late).rows}
    check = office("coverage", "--check", "look-back", "--json", *late).rows
    assert [(row["ref"], row["due"]) for row in check] == [("F1", "2026-04-25")]
    assert closing(office, *late)[0]["missed"] == 1
    assert office("coverage", "--check", "look-back", "--json", "--today", "2026-04-25").rows == []
    office("stage", "F1", "look-back", "--today", "2026-04-26")
    assert office("coverage", "--check", "look-back", "--json", *late).rows == []


def test_whom_to_visit_next(office):
    plan = {row["title"]: row for row in office("visit", "plan", "--json").rows}
    assert (plan["县医保局"]["light"], plan["县医保局"]["last_visit"], plan["县医保局"]["work"]) == ("red", None, ["2"])
    unit = plan["县供销社"]
    assert (unit["light"], unit["days"], unit["quarter"], unit["cap"], unit["due"]) == ("red", 69, 1, 2, "2026-03-15")
    assert "1 open matter" in unit["why"]


def test_a_unit_seen_lately_is_not_on_the_plan(office):
    office("visit", "add", "县医保局", "--date", "2026-03-02")
    assert "县医保局" not in {row["title"] for row in office("visit", "plan", "--json").rows}
    later = office("visit", "plan", "--json", "--today", "2026-03-16").rows
    assert "县医保局" in {row["title"] for row in later}


def test_the_cap_of_a_quarter_is_said_and_kept(office):
    office("visit", "add", "县供销社", "--date", "2026-02-01")
    over = office("visit", "add", "县供销社", "--date", "2026-02-02")
    assert "县供销社 receives 3 visits in this quarter; the rules allow 2." in over.err
    (row,) = [one for one in office("visit", "plan", "--json").rows if one["title"] == "县供销社"]
    assert row["due"] == "2026-04-01" and "cap" in row["why"]


def test_the_plan_for_a_calendar(office):
    text = office("visit", "plan", "--ics").out
    assert text.count("BEGIN:VEVENT") == 2 and "Visit 县医保局" in text


def test_load_counts_help_and_obstacles_raised(office):
    office("visit", "add", "县供销社", "--purpose", "help", "--date", "2026-03-01")
    office("add", "缺资金", "--from", "1", "--lead", "县财政局", "--raised-by", "县供销社", "--new-owner")
    rows = {row["unit"]: row for row in office("load", "--json").rows}
    assert (rows["县供销社"]["visits"], rows["县供销社"]["helped"], rows["县供销社"]["raised"]) == (2, 1, 1)
    assert rows["县财政局"]["matters"] == 1
