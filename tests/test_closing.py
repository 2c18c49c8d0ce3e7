"""Closing and look-backs: the figures of a close-out, and what the rules make fall due after it."""

import pytest

from tests.conftest import load_rules


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


def test_what_was_opened_again_is_told(office):
    assert closing(office)[0]["reopened"] == 0
    office("stage", "F2", "measures", "--on", "2026-01-26")
    office("stage", "F2", "self-check", "--on", "2026-01-27")
    office("stage", "F2", "acceptance", "--returned", "--on", "2026-01-28", "--evidence", "缺照片")
    assert closing(office)[0]["reopened"] == 0
    assert office("reopen", "F1", "--reason", "回头看不合格").status == 0
    (row,) = closing(office)
    assert (row["closed"], row["reopened"]) == (0, 1)
    assert [one["ref"] for one in closing(office, "--list", "reopened")] == ["F1"]
    for stage in ("self-check", "acceptance", "close"):
        office("stage", "F1", stage)
    (row,) = closing(office)
    assert (row["closed"], row["reopened"]) == (1, 1)


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


def test_both_ends_of_a_period_count(office):
    for argv, opened in (
        (("--since", "2026-01-05"), 2),
        (("--since", "2026-01-06"), 0),
        (("--until", "2026-01-05"), 2),
        (("--until", "2026-01-04"), 0),
        (("--since", "2026-01-05", "--until", "2026-01-05"), 2),
    ):
        assert sum(row["opened"] for row in closing(office, *argv)) == opened, argv


def test_a_matter_whose_first_day_is_not_known_is_in_no_period(office):
    office("edit", "F2", "--opened", "")
    assert closing(office)[0]["opened"] == 2
    for argv in (("--since", "2020-01-01"), ("--until", "2030-01-01")):
        assert closing(office, *argv)[0]["opened"] == 1


def test_the_days_are_those_of_the_one_in_the_middle(office):
    for title, on in (("丙", "2026-01-06"), ("丁", "2026-03-15")):
        office("add", title, "--from", "V1")
        ref = next(row["ref"] for row in office("list", "--kind", "matter", "--json").rows if row["title"] == title)
        assert office("done", ref, "--all", "--on", on).status == 0
    assert closing(office)[0]["days"] == 20  # 1, 20 and 69


def test_a_look_back_that_failed_is_none(office):
    office("stage", "F1", "look-back", "--return", "--evidence", "仍不全", "--on", "2026-02-01")
    assert closing(office)[0]["closed"] == 0
    office("done", "F1", "--all", "--on", "2026-02-10")
    (row,) = closing(office)
    assert (row["closed"], row["looked_back"], row["days"]) == (1, 0, 36)


def test_a_look_back_is_missed_after_its_day(office):
    assert closing(office, "--today", "2026-04-25")[0]["missed"] == 0
    assert closing(office, "--today", "2026-04-26")[0]["missed"] == 1
    assert [one["ref"] for one in closing(office, "--list", "missed", "--today", "2026-04-26")] == ["F1"]


def look_backs(office, *argv):
    return [row["ref"] for row in office("due", "--json", *argv).rows if row["mark"] == "look-back"]


def test_look_backs_of_the_days_asked_for(office):
    assert look_backs(office, "--days", "40") == [] and look_backs(office, "--days", "41") == ["F1"]
    assert look_backs(office, "--days", "0", "--today", "2026-04-25") == ["F1"]
    assert look_backs(office, "--days", "30", "--today", "2026-04-26") == []


def test_look_backs_by_the_rules_of_each_day(office):
    """The one falls due after 90 days, the other after 10, whichever days are asked for."""
    stages = '{key="close", by="office", state="done"}, {key="look-back", by="office", after=10, optional=true}'
    load_rules(office, f"[process]\nfinding = [{stages}]\n", valid_from="2026-03-01")
    office("add", "新查", "--kind", "finding", "--lead", "县供销社", "--opened", "2026-03-01")
    assert office("done", "F3", "--on", "2026-03-10").status == 0
    assert look_backs(office, "--days", "5") == ["F3"] and look_backs(office, "--days", "41") == ["F3", "F1"]
    assert look_backs(office, "--days", "30", "--today", "2026-04-20") == ["F1"]
    check = office("coverage", "--check", "look-back", "--json", "--today", "2026-03-21").rows
    assert [(row["ref"], row["due"]) for row in check] == [("F3", "2026-03-20")]
