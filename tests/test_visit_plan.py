"""Whom to visit next, and how many visits a unit may receive: the plan, the cap, the load."""

import pytest

from tests.conftest import cap_of_visits, load_rules


@pytest.fixture
def office(reform):
    """A visit of January with a finding of one unit, and a project of another that is late."""
    reform("add", "供销社改革", "--lead", "县供销社", "--due", "2026-12-31", "--new-owner")
    reform("add", "医保改革", "--lead", "县医保局", "--due", "2026-03-01", "--new-owner")
    reform("visit", "add", "县供销社", "--projects", "1", "--date", "2026-01-05")
    reform("add", "公示不全", "--from", "V1", "--due", "2026-02-20")
    return reform


def plan(office, *argv):
    """The rows of the plan by unit, in their order."""
    return {row["title"]: row for row in office("visit", "plan", "--json", *argv).rows}


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


def test_the_plan_begins_with_whom_it_presses_most(office):
    """By light, then who was seen longest ago; whoever has had enough visits in the quarter comes last."""
    office("add", "从未去过", "--lead", "县文旅局", "--due", "2026-04-01", "--new-owner")
    office("add", "去过", "--lead", "县林业局", "--due", "2026-04-01", "--new-owner")
    office("visit", "add", "县林业局", "--date", "2026-01-10")
    assert list(plan(office)) == ["县医保局", "县供销社", "县文旅局", "县林业局"]
    for day in ("2026-01-02", "2026-01-03"):
        office("visit", "add", "县医保局", "--date", day)
    assert list(plan(office)) == ["县供销社", "县文旅局", "县林业局", "县医保局"]


@pytest.mark.parametrize(
    ("due", "light", "before", "after"),
    [("2026-01-15", "red", "2026-01-23", "2026-01-24"), ("2026-03-01", "yellow", "2026-02-08", "2026-02-09")],
)
def test_each_light_waits_as_long_as_its_rule(office, due, light, before, after):
    """Fourteen days after the tenth of January with a red light, thirty with a yellow one."""
    office("add", "甲", "--lead", "县林业局", "--due", due, "--new-owner")
    office("visit", "add", "县林业局", "--date", "2026-01-10")
    assert "县林业局" not in plan(office, "--today", before)
    row = plan(office, "--today", after)["县林业局"]
    assert (row["light"], row["due"]) == (light, after)


def test_visits_of_a_quarter_are_counted_from_its_first_day_to_the_day_asked_about(office):
    office("visit", "add", "县医保局", "--date", "2026-01-01")
    assert plan(office)["县医保局"]["quarter"] == 1
    office("visit", "add", "县医保局", "--date", "2025-12-31")
    assert plan(office)["县医保局"]["quarter"] == 1
    row = plan(office, "--today", "2025-12-31")
    assert "县医保局" not in row or row["县医保局"]["quarter"] == 1
    office("visit", "add", "县供销社", "--date", "2026-03-10")
    assert plan(office, "--today", "2026-03-09")["县供销社"]["last_visit"] == "2026-01-05"


def test_only_units_are_on_the_plan(office):
    office("owner", "add", "经济组", "--owner-kind", "group")
    office("add", "小组的事", "--kind", "finding", "--lead", "经济组", "--due", "2026-03-01")
    assert "经济组" not in plan(office)


def test_a_calendar_entry_goes_up_with_each_visit(office):
    entries = office("visit", "plan", "--ics").out.split("BEGIN:VEVENT")
    assert [("县供销社" in entry, "SEQUENCE:1" in entry) for entry in entries[1:]].count((True, True)) == 1


# The cap


def test_the_cap_is_said_once_it_is_passed_whichever_visit_is_entered_last(office):
    """Two may be: the third of a quarter passes it, also one that is entered for an earlier day."""
    assert "rules allow" not in office("visit", "add", "县供销社", "--date", "2026-03-10").err
    told = office("visit", "add", "县供销社", "--date", "2026-01-02")
    assert "县供销社 receives 3 visits in this quarter; the rules allow 2." in told.err
    assert "rules allow" not in office("visit", "add", "县供销社", "--date", "2025-12-31").err
    assert "rules allow" not in office("visit", "add", "县医保局", "--date", "2026-03-10").err
    assert "本季督查达到 4 次；规则允许 2 次" in office("visit", "add", "县供销社", "--lang", "zh").err


def test_a_visit_that_is_moved_is_held_against_the_cap_too(office):
    for day in ("2026-02-01", "2025-11-01"):
        office("visit", "add", "县供销社", "--date", day)
    assert "rules allow" not in office("visit", "edit", "V2", "--date", "2026-02-02").err
    assert "receives 3 visits in this quarter" in office("visit", "edit", "V3", "--date", "2026-02-03").err


def test_the_cap_is_that_of_the_day_of_the_visit(office):
    load_rules(office, cap_of_visits(1), valid_from="2026-03-01")
    assert "rules allow" not in office("visit", "add", "县供销社", "--date", "2026-02-10").err
    assert "receives 3 visits in this quarter; the rules allow 1." in office("visit", "add", "县供销社").err
    load_rules(office, cap_of_visits(0), valid_from="2026-03-01")
    assert "县林业局 receives 1 visits" in office("visit", "add", "县林业局", "--new-owner").err.replace(
        " visit ", " visits "
    )


def test_load_holds_the_visits_of_the_quarter_against_the_cap(office):
    """Whatever the period of the report; what its parts receive is not its own."""
    office("owner", "add", "基层社", "--parent", "县供销社")
    office("add", "基层社的事", "--lead", "基层社", "--due", "2026-12-31")
    for unit, day in (("县供销社", "2026-01-01"), ("基层社", "2026-03-01"), ("县供销社", "2025-12-31")):
        office("visit", "add", unit, "--date", day)
    rows = {row["unit"]: row for row in office("load", "--json").rows}
    assert (rows["县供销社"]["visits"], rows["县供销社"]["quarter"], rows["县供销社"]["over"]) == (3, 3, [])
    rows = {row["unit"]: row for row in office("load", "--since", "2025-12-01", "--json").rows}
    assert (rows["县供销社"]["visits"], rows["县供销社"]["quarter"]) == (4, 3)
    office("visit", "add", "县供销社", "--date", "2026-03-14")
    for since in ((), ("--since", "2026-03-01")):
        rows = {row["unit"]: row for row in office("load", "--json", *since).rows}
        assert rows["县供销社"]["over"] == ["visits"] and rows["基层社"]["over"] == []
    assert office("load", "--today", "2026-04-01", "--over", "--json").rows == []
