"""What units say, in one table: from forms, notes and lists."""

from datetime import UTC, date, datetime

import pytest

from reformcli.deadlines import Conventions
from reformcli.merging.merger import Merger
from reformcli.merging.record import Place, Record
from reformcli.model.change import Batch
from reformcli.store import open_ledger
from reformcli.values import ValueReader
from reformcli.verbs.owners import OwnerBook
from tests.test_forms import fill, path_of


@pytest.fixture
def office(reform):
    reform("add", "医共体建设", "--lead", "县卫健局", "--due", "2026-06-30")
    reform("add", "出台方案", "--to", "1", "--due", "2026-03-31")
    reform("add", "校车安全", "--lead", "县教育局", "--due", "2026-02-01")
    return reform


def said(office, *more):
    rows = office("digest", "--json", *more).rows
    return {row["ref"]: (row["progress"], row["problem"], row["next_step"]) for row in rows}


def test_forms_and_notes_land_in_one_table(office, home):
    office("forms", "send", "--all", "-o", "out")
    cells = {"progress": "已印发", "problems": "经费不足", "next": "四月培训", "percent": "80%"}
    fill(path_of(home, "县卫健局"), "1.1", done=datetime(2026, 3, 10), **cells)
    assert office("forms", "collect", "out").status == 0
    office("note", "2", "三辆车已换", "--kind", "progress", "--by", "县教育局", "--today", "2026-03-16")
    office("note", "2", "与本表无关")
    rows = {row["ref"]: row for row in office("digest", "--json", "--today", "2026-03-17").rows}
    assert said(office, "--today", "2026-03-17") == {
        "1": (None, None, None),
        "1.1": ("已印发", "经费不足", "四月培训"),
        "2": ("三辆车已换", None, None),
    }
    step = rows["1.1"]
    assert (step["lead"], step["light"], step["due"], step["percent"]) == (["县卫健局"], "yellow", "2026-03-31", 80)
    assert (step["progress_by"], step["progress_on"], step["problem_by"]) == ("县卫健局", "2026-03-15", "县卫健局")
    assert (rows["2"]["progress_by"], rows["2"]["progress_on"]) == ("县教育局", "2026-03-16")


def test_the_latest_counts_and_since_leaves_the_older_out(office):
    for day, text in (("2026-02-10", "二月"), ("2026-03-10", "三月")):
        office("note", "1", text, "--kind", "progress", "--today", day)
    office("note", "2", "老问题", "--kind", "problem", "--today", "2026-02-10")
    assert said(office)["1"][0] == "三月" and said(office)["2"][1] == "老问题"
    assert said(office, "--since", "2026-03-01")["2"] == (None, None, None)
    assert said(office, "--today", "2026-02-28")["1"][0] == "二月"
    told = office("digest", "--since", "2026-03-01")
    assert "Nothing was said of 2 of 3 items." in told.out


def test_closed_work_is_there_in_its_month_alone(office):
    office("done", "1.1", "--on", "2026-03-10")
    assert "1.1" not in said(office) and "1.1" in said(office, "--since", "2026-03-01")
    assert "1.1" not in said(office, "--since", "2026-03-11")


def test_it_can_be_grouped_and_comes_in_every_format(office, home):
    grouped = office("digest", "--by", "owner", "--json").rows
    assert [row["by"] for row in grouped] == ["县卫健局", "县卫健局", "县教育局"]
    for ending in ("xlsx", "html", "csv", "md"):
        assert office("digest", "-o", f"out.{ending}").status == 0, ending


@pytest.mark.parametrize("more", [("--percent", "50"), ("--kind", "progress", "--percent", "150"), ("--kind", "news")])
def test_notes_that_make_no_sense_are_refused(office, more):
    assert office("note", "1", "x", *more).status == 2
    assert office("export", "notes", "--json").rows == []


def test_what_a_list_says_becomes_notes_once(office, home):
    cells = {"title": "医共体建设", "plan": "2026", "progress_text": "已挂牌", "problem_text": "人手不足"}
    step = {"project": "", "title": "新节点", "next_step": "下月开工"}
    place = Place("{file}, row {n}", "list.csv", 2)
    records = [
        Record("project", cells, place, office=True, day=date(2026, 2, 28)),
        Record("milestone", step, place, office=True, under="project"),
        Record(
            "project",
            {"title": "新事", "plan": "2026", "progress_text": "刚启动"},
            place,
            office=True,
            roles={"lead": ("县交通局",)},
        ),
    ]
    ledger = open_ledger(home / "ledger.db")
    for added in (4, 0):
        reader = ValueReader(date(2026, 3, 15), Conventions(plan_year=2026))
        merger = Merger(ledger, reader, OwnerBook(ledger.owners()), lambda name, role: None)
        ledger.apply(Batch("import", "t", datetime.now(UTC), date(2026, 3, 15), merger.changes(records)))
        assert merger.counts["note"].added == added
    ledger.close()
    rows = {row["title"]: row for row in office("digest", "--json").rows}
    first = rows["医共体建设"]
    assert (first["progress"], first["problem"]) == ("已挂牌", "人手不足")
    assert (first["progress_by"], first["progress_on"]) == ("县卫健局", "2026-02-28")
    assert (rows["新节点"]["next_step"], rows["新节点"]["next_step_by"]) == ("下月开工", "县卫健局")
    assert (rows["新事"]["progress_by"], rows["新事"]["progress_on"]) == ("县交通局", "2026-03-15")


def test_a_project_whose_milestone_is_under_way_is_under_way(office, home):
    told = office("done", "1.1", "--on", "2026-03-10")
    assert "Changed 1  医共体建设 (县卫健局): State: not started → in hand" in told.out
    states = lambda: [row["state"] for row in office("export", "projects", "--json").rows]  # noqa: E731
    assert states() == ["started", "planned"]
    assert office("undo", "--yes").status == 0 and states() == ["planned", "planned"]
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1.1", state="in hand")
    assert office("forms", "collect", "out").status == 0 and states() == ["started", "planned"]


def test_why_says_which_progress_the_light_goes_by(office):
    office("note", "1", "已过半", "--kind", "progress", "--percent", "60", "--by", "县卫健局")
    office("note", "2", "已过半", "--kind", "progress", "--percent", "60%")
    facts = {row["fact"]: row["value"] for row in office("why", "1", "--json").rows}
    assert facts["reported_progress"] == "60% (县卫健局, 2026-03-15)" and facts["actual"] == "0%"
    assert facts["judged_by"] == "its milestones, not the report"
    assert "its due date alone" in office("why", "2").out
