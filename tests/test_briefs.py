"""The brief at its edges: whose matters, which visits and duties, against which cap, and what is asked."""

import pytest

from tests.conftest import cap_of_visits, load_rules


@pytest.fixture
def office(reform):
    """A project of one unit with two milestones, and a visit to see it."""
    for owner in ("县教育局", "县财政局", "县人社局"):
        assert reform("owner", "add", owner).status == 0
    reform("add", "县管校聘", "--lead", "县教育局", "--due", "2026-12-31")
    reform("add", "定方案", "--to", "1", "--due", "2026-06-30")
    reform("add", "搞试点", "--to", "1", "--due", "2026-09-30")
    reform("visit", "add", "县教育局", "--projects", "1", "--date", "2026-01-10")
    return reform


def brief(office, about="1", *argv):
    return office("paper", "brief", about, "--json", *argv).rows


def asked(office, ref, about="1", *argv):
    return [line for line in brief(office, about, *argv)["questions"] if line.endswith(f"({ref})")]


def test_milestones_that_are_struck_off_are_left_out(office):
    office("drop", "1.2", "--reason", "并入")
    assert [row["ref"] for row in brief(office)["projects"][0]["milestones"]] == ["1.1"]


def test_matters_are_those_that_one_owns_helps_with_or_raised_once_they_have_begun(office):
    office("add", "自己的", "--kind", "finding", "--lead", "县财政局", "--opened", "2026-03-10")
    office("add", "配合的", "--kind", "finding", "--lead", "县人社局", "--with", "县财政局")
    office("add", "提出的", "--from", "1", "--lead", "县教育局", "--raised-by", "县财政局")
    office("add", "别人的", "--kind", "finding", "--lead", "县人社局")
    office("add", "已了的", "--kind", "appeal", "--lead", "县财政局")
    assert office("done", "F5").status == 0
    assert {row["title"] for row in brief(office, "县财政局")["matters"]} == {"自己的", "配合的", "提出的"}
    for day, known in (("2026-03-09", []), ("2026-03-10", ["自己的"])):
        assert [row["title"] for row in brief(office, "县财政局", "--today", day)["matters"]] == known
    assert [row["title"] for row in brief(office)["matters"]] == ["提出的"]


def test_who_answers_on_the_day(office):
    office("edit", "1", "--lead", "县财政局")
    for day, lead in (("2026-03-14", "县教育局"), ("2026-03-15", "县财政局")):
        answers = brief(office, "1", "--today", day)["projects"][0]["answers"]
        assert [(row["role"], row["owner"]) for row in answers] == [("lead unit", lead)]


def test_visits_are_those_to_the_unit_or_to_see_the_project_up_to_the_day(office):
    office("visit", "add", "县财政局", "--projects", "1", "--date", "2026-02-01")
    office("visit", "add", "县教育局", "--date", "2026-03-01")
    office("visit", "add", "县人社局", "--date", "2026-03-01")
    assert [row["ref"] for row in brief(office)["visits"]] == ["V2", "V1"]
    assert [row["ref"] for row in brief(office, "县教育局")["visits"]] == ["V3", "V2", "V1"]
    assert [row["ref"] for row in brief(office, "县教育局", "--today", "2026-02-28")["visits"]] == ["V2", "V1"]


def test_the_cap_is_passed_by_more_than_it(office):
    def received(*argv):
        return brief(office, "县教育局", *argv)["received"]

    for cap, over in ((1, False), (0, True)):
        load_rules(office, cap_of_visits(cap))
        assert received() == [{"unit": "县教育局", "count": 1, "cap": cap, "over": over}]
    for day, count in (("2026-01-01", 2), ("2025-12-31", 2)):
        office("visit", "add", "县教育局", "--date", day)
        assert received()[0]["count"] == count


def test_silence_is_asked_about_after_its_days(office):
    load_rules(office, "[lights]\nsilence = 20\n")
    assert office("note", "1", "已启动", "--today", "2026-03-01").status == 0
    assert not any("Nothing was heard" in line for line in asked(office, "1", "1", "--today", "2026-03-21"))
    assert any("Nothing was heard" in line for line in asked(office, "1", "1", "--today", "2026-03-22"))


def test_a_date_that_was_moved_later_is_not_asked_about_yet(office):
    moved = ("--to", "2026-07-31", "--reason", "征求意见", "--approved-by", "县长")
    assert office("extend", "1.1", *moved).status == 0
    assert any("does it hold?" in line for line in asked(office, "1.1"))
    assert not any("does it hold?" in line for line in asked(office, "1.1", "1", "--today", "2026-03-14"))


def test_what_is_asked_of_a_matter_without_stages_to_come(office):
    stages = '{key="close", by="office", state="done"}'
    office("add", "无流程", "--kind", "finding", "--lead", "县教育局", "--project", "1")
    assert "the stage “measures” is due by 2026-03-27" in asked(office, "F1")[0]
    load_rules(office, f"[process]\nfinding = [{stages}]\n")
    assert asked(office, "F1") == ["“无流程”: when does the stage “close-out” follow, and what shows it? (F1)"]
