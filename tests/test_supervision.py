"""Visits and matters: what a visit found, what a meeting decided, until it is struck off and if it comes back."""

import pytest

from tests.conftest import load_rules


def matters(reform):
    return reform("export", "matters", "--json").rows


@pytest.fixture
def visited(reform):
    """A project, and a visit to look at it."""
    assert reform("add", "义务教师“县管校聘”改革", "--lead", "县教育局").status == 0
    visit = ("visit", "add", "县教育局", "--purpose", "help", "--projects", "1", "--date", "2026-03-10")
    assert reform(*visit, "--visitors", "张三、李四").status == 0
    return reform


def test_from_visit_to_close_out_and_relapse(visited):
    assert visited("add", "台账更新不及时", "--from", "V1", "--due", "2026-03-10").status == 0
    found = matters(visited)[0]
    assert (found["kind"], found["owner"], found["project"], found["source"]) == ("finding", "县教育局", 1, "V1")
    assert found["opened"] == "2026-03-10"
    assert [(row["ref"], row["days_late"]) for row in visited("overdue", "--json").rows] == [("F1", 5)]
    assert visited("stage", "F1", "measures", "--on", "2026-03-11").status == 0
    assert visited("done", "F1", "--reported", "--on", "2026-03-12", "--evidence", "整改报告").status == 0
    assert visited("stage", "F1", "acceptance").status == 0
    early = visited("add", "又不更新", "--kind", "finding", "--relapse-of", "F1", "--lead", "县教育局")
    assert early.status == 1 and "F1 is not closed, so nothing has come back." in early.err
    assert visited("done", "F1", "--evidence", "现场查看").status == 0
    assert visited("overdue", "--json").rows == []
    assert visited("add", "又不更新", "--relapse-of", "F1", "--lead", "县教育局").status == 0
    first, second = matters(visited)
    assert (first["state"], first["reported"], first["done"]) == ("done", "2026-03-12", "2026-03-15")
    assert (second["relapse_of"], second["state"]) == (1, "planned")


def test_a_matter_is_not_closed_twice(visited):
    visited("add", "漏", "--from", "V1")
    assert visited("done", "F1", "--on", "2026-03-12", "--all").status == 0
    before = matters(visited)
    for again in (("--on", "2026-03-14"), ("--reported",)):
        refused = visited("done", "F1", *again)
        assert refused.status == 1 and "F1 is done already." in refused.err
    assert visited("drop", "F1", "--reason", "重复").status == 1
    assert matters(visited) == before


def test_a_report_is_never_made_up_for_a_matter(visited):
    visited("add", "漏", "--from", "V1")
    refused = visited("done", "F1", "--on", "2026-03-12")
    assert refused.status == 1 and "F1 lacks measures, self-check, acceptance." in refused.err
    assert [(one["state"], one["reported"], one["done"]) for one in matters(visited)] == [("planned", None, None)]
    # An office's process may have no report: what is closed by it was never reported.
    load_rules(visited, '[process]\nfinding = [{key="close", by="office", state="done"}]\n')
    assert visited("done", "F1", "--on", "2026-03-12").status == 0
    assert [(one["state"], one["reported"], one["done"]) for one in matters(visited)] == [("done", None, "2026-03-12")]
    visited("done", "1")
    project = visited("export", "projects", "--json").rows[0]
    assert (project["reported"], project["done"]) == ("2026-03-15", "2026-03-15")


@pytest.mark.parametrize(
    ("source", "kind", "project"), [("V1", "finding", 1), ("1", "obstacle", 1), ("1.1", "obstacle", 1)]
)
def test_what_a_matter_comes_from_says_what_it_is(visited, source, kind, project):
    visited("add", "步骤", "--to", "1")
    assert visited("add", "堵点", "--from", source).status == 0
    one = matters(visited)[0]
    assert (one["source"], one["kind"], one["project"]) == (source, kind, project)
    assert visited("add", "别的", "--from", source, "--kind", "decision").status == 0
    assert matters(visited)[1]["kind"] == "decision"


@pytest.mark.parametrize(
    ("option", "status"),
    [
        (("--from", "V9"), 1),
        (("--from", "1.9"), 1),
        (("--kind", "finding", "--relapse-of", "F9"), 1),
        (("--kind", "finding", "--project", "9"), 1),
        (("--kind", "finding", "--opened", "2026-03-16"), 2),
        (("--kind", "finding", "--state", "done"), 2),
    ],
)
def test_what_a_matter_cannot_be(visited, option, status):
    refused = visited("add", "漏", *option)
    assert refused.status == status and refused.err.count("\n") == 1
    assert matters(visited) == []


def test_what_comes_from_what_says_nothing_of_it_has_its_kind_named(visited):
    visited("event", "add", "赴外县考察", "--kind", "trip", "--date", "2026-02-01", "--with-whom", "某县")
    refused = visited("add", "学来的一件事", "--from", "E1")
    assert refused.status == 1 and "E1 does not say what kind of matter comes from it. Give --kind." in refused.err
    assert matters(visited) == []
    assert visited("add", "学来的一件事", "--from", "E1", "--kind", "instruction").status == 0
    for kind in ((), ("--kind", "decision")):
        refused = visited("add", "又一件", "--from", "F1", *kind)
        assert refused.status == 1 and "F1 is a matter itself" in refused.err and "--relapse-of F1" in refused.err
    assert [(one["kind"], one["source"]) for one in matters(visited)] == [("instruction", "E1")]


def test_what_has_come_back_is_of_the_kind_that_it_was(visited):
    visited("add", "窗口态度差", "--kind", "feedback", "--lead", "县教育局")
    visited("done", "F1", "--all")
    visited("add", "态度又差", "--relapse-of", "F1", "--lead", "县教育局")
    visited("add", "督查发现态度差", "--relapse-of", "F1", "--from", "V1")
    visited("add", "议定整治", "--relapse-of", "F1", "--kind", "decision")
    assert [one["kind"] for one in matters(visited)] == ["feedback", "feedback", "finding", "decision"]


def test_a_matter_does_not_come_back_to_itself(visited):
    for title in ("甲", "乙", "丙"):
        visited("add", title, "--kind", "finding")
    assert visited("done", "F1", "F2", "F3", "--all").status == 0
    assert visited("edit", "F2", "--relapse-of", "F1").status == 0
    assert visited("edit", "F3", "--relapse-of", "F2").status == 0
    for ref in ("F1", "F3"):
        refused = visited("edit", "F1", "--relapse-of", ref)
        assert refused.status == 1 and "F1 comes back to itself by Relapse of: F1" in refused.err
    assert [one["relapse_of"] for one in matters(visited)] == [None, 1, 2]
    visited("reopen", "F1", "--reason", "未销")
    assert visited("edit", "F3", "--relapse-of", "F1").status == 1


def test_a_matter_is_edited_moved_and_opened_again(visited):
    visited("add", "漏", "--from", "V1", "--due", "2026-03-31")
    assert visited("edit", "F1", "--due", "2026-04-30").status == 1
    assert visited("edit", "F1", "--opened", "2026-03-16").status == 2
    moved = ("--to", "2026-04-30", "--reason", "征地", "--approved-by", "县长")
    assert visited("extend", "F1", *moved).status == 0
    assert [(one["about"], one["due_to"]) for one in visited("export", "extensions", "--json").rows] == [
        ("F1", "2026-04-30")
    ]
    visited("edit", "F1", "--state", "started", "--title", "漏填")
    visited("done", "F1", "--reported", "--all")
    visited("reopen", "F1", "--reason", "未整改到位")
    one = matters(visited)[0]
    assert (one["title"], one["state"], one["due"], one["due_first"]) == ("漏填", "started", "2026-04-30", "2026-03-31")
    assert one["reported"] is None
    assert visited("drop", "F1", "--reason", "重复").status == 0
    assert visited("done", "F1").status == 1


def test_the_light_of_a_matter_is_set_by_hand(visited):
    visited("add", "漏", "--from", "V1", "--due", "2026-12-31")
    visited("add", "另", "--from", "V1", "--due", "2026-12-31")
    assert visited("light", "F1", "red", "--reason", "推诿", "--until", "2026-04-30").status == 0
    assert visited("light", "F2", "--clear").status == 1
    assert visited("light", "F1", "--clear").status == 0
    assert visited("export", "overrides", "--json").rows == []


def test_a_visit_does_not_lie_in_the_future(reform):
    assert reform("visit", "add", "县教育局", "--date", "2026-03-16").status == 2
    assert reform("export", "visits", "--json").rows == []
    reform("visit", "add", "县教育局")
    assert reform("visit", "edit", "V1", "--date", "2026-03-16").status == 2
    assert reform("visit", "edit", "V1", "--date", "2026-03-14", "--held-by", "县委改革办").status == 0
    visit = reform("export", "visits", "--json").rows[0]
    assert (visit["date"], visit["held_by"]) == ("2026-03-14", "县委改革办")


def test_a_visit_to_a_project_that_is_not_there(reform):
    refused = reform("visit", "add", "县教育局", "--projects", "7")
    assert refused.status == 1 and "There is no project 7." in refused.err
    assert reform("export", "owners", "--json").rows == []


def test_papers_asked_for_on_a_visit(reform):
    assert reform("visit", "add", "县教育局", "--papers", "实施方案,半年总结").status == 0
    assert reform("visit", "list", "--json").rows[0]["papers"] == ["实施方案", "半年总结"]
    assert "半年总结" in reform("visit", "show", "V1").out


def test_visits_are_listed_newest_first_and_by_unit(reform):
    reform("visit", "add", "县教育局", "--date", "2026-01-10")
    reform("visit", "add", "县财政局", "--date", "2026-02-10")
    assert [one["ref"] for one in reform("visit", "list", "--json").rows] == ["V2", "V1"]
    assert [one["ref"] for one in reform("visit", "list", "--owner", "县教育局", "--json").rows] == ["V1"]
    assert "县教育局" in reform("visit", "show", "v1").out


def test_what_has_come_back_falls_to_whom_it_fell(visited):
    visited("add", "漏", "--from", "V1")
    visited("done", "F1", "--all")
    again = visited("add", "又漏", "--relapse-of", "F1")
    assert again.status == 0 and "It falls to 县教育局, as F1 did." in again.err
    named = visited("add", "再漏", "--relapse-of", "F1", "--lead", "县卫健局")
    assert named.status == 0 and "as F1 did" not in named.err
    visited("owner", "edit", "县教育局", "--valid-to", "2026-03-14")
    assert "as F1 did" not in visited("add", "还漏", "--relapse-of", "F1").err
    owners = [(one["owner"], one["project"]) for one in matters(visited)]
    assert owners == [("县教育局", 1), ("县教育局", 1), ("县卫健局", 1), (None, 1)]


def test_whom_a_visit_goes_to_is_typed_with_or_without_its_flag(visited):
    assert visited("visit", "add", "--owner", "县教育局", "--date", "2026-03-11").status == 0
    twice = visited("visit", "add", "县教育局", "--owner", "县教育局")
    assert twice.status == 2 and "--owner is given twice." in twice.err
    assert [row["owner"] for row in visited("visit", "list", "--json").rows] == ["县教育局", "县教育局"]


def test_a_matter_for_which_nobody_answers_is_said(visited):
    assert "Nobody answers for it yet" in visited("add", "群众反映", "--kind", "feedback").err
    for typed in (("--kind", "feedback", "--lead", "县教育局"), ("--from", "V1")):
        assert "Nobody answers" not in visited("add", "群众反映", *typed).err
