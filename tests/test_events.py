"""Events: of a kind, on days that have come, and what they helped."""

import pytest

from tests.stages.conftest import everything, refused


@pytest.fixture
def office(reform):
    reform("add", "县城建设", "--lead", "县发改局", "--due", "2026-12-31")
    return reform


def test_it_stands_on_the_pages_of_what_it_fed_and_whose_it_is(office):
    told = office(
        *("event", "add", "国家示范", "--kind", "listing", "--level", "centre", "--owners", "县发改局"),
        *("--fed", "1", "--date", "2026-02-01", "--document", "发改〔2026〕1号"),
    )
    assert told.out == "Added E1  国家示范\n"
    for page in ("1", "县发改局"):
        shown = office("show", page, "--json") if page == "1" else office("owner", "show", page, "--json")
        assert [row["field"] for row in shown.rows if row["section"] == "events"] == ["listing"]


def test_a_word_is_that_of_its_own_noun(office):
    """`on-site` is a form of visits, and a kind of events."""
    office("event", "add", "现场会", "--kind", "on-site", "--fed", "1", "--owners", "县发改局")
    office("visit", "add", "县发改局", "--projects", "1")
    out = office("show", "1").out
    assert "on-site meeting" in out and "on site " in out
    assert "on-site meeting" in office("show", "E1").out and "on-site meeting" not in office("show", "V1").out


def test_it_is_of_today_and_listed_by_its_days(office):
    office("event", "add", "讲座", "--kind", "lecture")
    office("event", "add", "表彰", "--kind", "表彰", "--date", "2026-01-10")
    rows = office("event", "list", "--json", "--since", "2026-03-01").rows
    assert [(row["ref"], row["kind"], row["date"], row["level"]) for row in rows] == [
        ("E1", "talk", "2026-03-15", None)
    ]
    assert [row["ref"] for row in office("event", "list", "--json", "--until", "2026-01-10").rows] == ["E2"]


@pytest.mark.parametrize(
    ("command", "status", "what"),
    [
        (("add", "甲"), 2, "An event needs its kind"),
        (("add", "甲", "--kind", "party"), 2, "party"),
        (("add", "甲", "--kind", "award", "--date", "2026-03-16"), 2, "has not come yet"),
        (("add", "甲", "--kind", "trip", "--date", "2026-03-02", "--until", "2026-03-01"), 2, "before it begins"),
        (("add", "甲", "--kind", "award", "--fed", "9"), 1, "no project 9"),
        (("edit", "E1", "--date", ""), 2, "needs its day"),
        (("edit", "E1", "--until", "2026-01-01"), 2, "before it begins"),
    ],
)
def test_what_cannot_be_is_refused(office, command, status, what):
    office("event", "add", "讲座", "--kind", "talk", "--date", "2026-02-01")
    assert what in refused(office, "event", *command, status=status)


def test_what_comes_out_comes_in_again(office, home):
    office("event", "add", "讲座", "--kind", "talk", "--fed", "1", "--owners", "县发改局", "--until", "2026-03-16")
    (home / "all.json").write_text(everything(office), encoding="utf-8")
    assert all(row["added"] == row["changed"] == 0 for row in office("import", "all.json", "--json").rows)


def test_one_day_is_its_first_and_last(office):
    assert office("event", "add", "讲座", "--kind", "talk", "--date", "2026-02-01", "--until", "2026-02-01").status == 0
