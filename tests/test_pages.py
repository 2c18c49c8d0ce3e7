"""Pages of single things: refs are whole, and work says how it stands on the day asked about."""

import pytest


@pytest.fixture
def office(reform):
    """Two projects of which the first has steps, a visit with a finding, and a relapse of that."""
    reform("add", "Bus station", "--lead", "Transport", "--leader", "Deputy Mayor", "--due", "2026-12-31")
    reform("add", "Sign the contract", "--to", "1", "--due", "2026-03-01")
    reform("add", "Lay the floor", "--to", "1", "--depends-on", "1", "--due", "2026-03-20")
    reform("add", "Shelters", "--lead", "Transport", "--due", "2026-12-31")
    reform("add", "Paint them", "--to", "2", "--depends-on", "1.2")
    reform("visit", "add", "Transport", "--projects", "1")
    reform("finding", "add", "no schedule", "--visit", "V1")
    reform("finding", "close", "F1")
    reform("finding", "add", "no schedule again", "--relapse-of", "F1", "--visit", "V1", "--project", "2")
    return reform


def about(reform, ref, *more):
    rows = reform("show", ref, *more, "--json").rows
    return {row["field"]: row["value"] for row in rows if row["section"] == "about"}


def test_what_belongs_together_is_named_whole(office):
    step = about(office, "1.2")
    assert step["project"] == "1 Bus station" and step["depends_on"] == ["1.1"]
    assert about(office, "2.1")["depends_on"] == ["1.2"]
    finding = about(office, "F2")
    assert (finding["project"], finding["visit"], finding["relapse_of"]) == ("2 Shelters", "V1", "F1")


def test_a_milestone_says_who_answers_and_how_it_stands(office):
    late = about(office, "1.1")
    assert (late["lead"], late["leader"]) == (["Transport"], ["Deputy Mayor"])
    assert (late["light"], late["days_late"]) == ("red", 14) and "days_left" not in late
    near = about(office, "1.2")
    assert (near["light"], near["days_left"]) == ("yellow", 5) and "days_late" not in near


def test_a_project_says_its_light_with_its_mark(office):
    office("light", "2", "red", "--reason", "the builder is gone", "--until", "2026-04-30")
    found = about(office, "2")
    assert (found["light"], found["mark"], found["days_left"]) == ("red", "override", 291)
    assert "by hand" in office("show", "2").out
    assert 'class="whole light red">red<' in office("show", "2", "--html").out
    assert "红" in office("show", "2", "--lang", "zh").out
    # It is the light of the day asked about, on which what was set by hand has ended.
    assert about(office, "2", "--today", "2026-05-31")["light"] == "green"
    office("drop", "2", "--reason", "x")
    dropped = about(office, "2")
    assert dropped["light"] == "grey" and "days_left" not in dropped
