"""What kind of thing is meant: --kind in every reader and in `add`, and the list of any noun."""

import pytest

from reformcli.commands import commands, spec
from reformcli.model.nouns import listed_nouns


@pytest.fixture
def office(reform):
    """A project with a milestone and two matters, all due on one day that is past; a visit, and a note about it."""
    reform("add", "甲", "--lead", "县卫健局", "--due", "2026-03-01")
    reform("add", "步", "--to", "1", "--due", "2026-03-01")
    reform("visit", "add", "县教育局", "--projects", "1", "--date", "2026-02-01")
    reform("visit", "add", "县财政局", "--date", "2026-02-20", "--held-by", "县教育局")
    reform("add", "漏", "--from", "V1", "--due", "2026-03-01")
    reform("add", "卡", "--from", "1", "--due", "2026-03-01")
    reform("note", "V1", "再去一次")
    return reform


def refs(answer):
    assert answer.status == 0, answer.err
    return sorted(row["ref"] for row in answer.rows)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("project",), ["1"]),
        (("projects",), ["1"]),
        (("项目",), ["1"]),
        (("milestones",), ["1.1"]),
        (("节点",), ["1.1"]),
        (("matter",), ["F1", "F2"]),
        (("事项",), ["F1", "F2"]),
        (("督办事项",), ["F1", "F2"]),
        (("finding",), ["F1"]),
        (("Findings",), ["F1"]),
        (("督查问题",), ["F1"]),
        (("堵点",), ["F2"]),
        (("decision",), []),
        (("obstacle", "project"), ["1", "F2"]),
        (("finding、堵点",), ["F1", "F2"]),
    ],
)
@pytest.mark.parametrize("reader", ["overdue", "list", "calendar"])
def test_a_kind_means_the_same_in_every_reader(office, reader, typed, meant):
    options = [word for kind in typed for word in ("--kind", kind)]
    assert (
        refs(office(reader, *options, "--json", "--today", "2026-03-01" if reader == "calendar" else "2026-03-15"))
        == meant
    )


def test_every_reader_of_work_takes_it(office):
    for listed in commands():
        for sub in [name for name, _summary in listed.group] or [None]:
            names = [option.flags for family in spec(listed, sub).families for option in family]
            if ("--owner",) in names and ("--where",) in names:
                assert ("--kind",) in names, (listed.name, sub)


@pytest.mark.parametrize("reader", ["overdue", "status", "due", "load", "board"])
def test_what_is_no_tracked_work_is_refused_by_readers_of_work(office, reader):
    refused = office(reader, "--kind", "note")
    assert refused.status == 2 or reader == "board"
    assert reader == "board" or "`reform list --kind note` lists it." in refused.err


def test_every_noun_has_a_list(office):
    for listed in listed_nouns():
        answer = office("list", "--kind", listed.plural, "--json")
        assert answer.status == 0, (listed.key, answer.err)
        count = len(office("export", listed.plural, "--json").rows)
        assert len(answer.rows) == count, listed.key


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (("list", "--kind", "visit", "--owner", "县教育局"), 2),
        (("visit", "list", "--owner", "县教育局"), 2),
        (("visit", "list", "--owner", "县卫健局"), 0),
        (("visit", "list", "--about", "1"), 1),
        (("visit", "list", "--since", "2026-02-10"), 1),
        (("visit", "list", "--until", "2026-02-10"), 1),
        (("list", "--kind", "duty", "--owner", "县卫健局"), 1),
        (("list", "--kind", "note", "--owner", "县卫健局"), 0),
    ],
)
def test_lists_of_nouns_are_narrowed(office, command, count):
    assert len(office(*command, "--json").rows) == count


@pytest.mark.parametrize("options", [("--plan", "2026"), ("--light", "red"), ("--open",), ("--sort", "due")])
def test_a_filter_that_says_nothing_of_a_noun_is_refused(office, options):
    refused = office("list", "--kind", "visit", *options)
    assert refused.status == 2 and f"{options[0]} says nothing of this kind: visit." in refused.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--to", "1", "--from", "V1"), "Only one of --to, --from can be given."),
        (("--to", "1", "--kind", "finding"), "--to adds a milestone."),
        (("--from", "V1", "--kind", "project"), "--from adds a matter."),
        (("--kind", "milestone"), "A milestone belongs to a project."),
        (("--kind", "visit"), "--kind cannot be 'visit'."),
        (("--to", "F1"), "A milestone belongs to a project, not to other work."),
        (("--kind", "finding", "--leader", "县长"), "A matter has no --leader."),
        (("--kind", "finding", "--source", "市级"), "A matter has no --source."),
        (("--kind", "finding", "--lead", "甲局,乙局"), "One owner answers for a matter."),
        (("--to", "1", "--chosen"), "A milestone has no --chosen."),
        (("--assigned", "--chosen"), "Only one of --assigned, --chosen can be given."),
        (("--raised-by", "县长"), "A project has no --raised-by."),
    ],
)
def test_what_is_added_is_one_kind_of_thing(office, options, said):
    before = office("export", "--json").out
    refused = office("add", "丙", *options)
    assert refused.status in (1, 2) and said in refused.err
    assert office("export", "--json").out == before


def test_a_project_is_assigned_or_chosen(office):
    office("add", "乙", "--chosen")
    office("edit", "1", "--assigned")
    assert [row["kind"] for row in office("export", "projects", "--json").rows] == ["assigned", "chosen"]
    assert office("edit", "1", "--kind", "chosen").status == 2
    assert "no --kind" in office("edit", "1", "--kind", "finding").err


def test_an_owner_s_kind_has_a_name_of_its_own(office):
    office("owner", "add", "县长", "--owner-kind", "leader")
    assert [row["name"] for row in office("owner", "list", "--owner-kind", "领衔领导", "--json").rows] == ["县长"]
    assert office("owner", "edit", "县长", "--owner-kind", "person").status == 0
    assert office("owner", "add", "乙", "--kind", "unit").status == 2


def test_a_visit_that_others_refer_to_stays(office):
    refused = office("visit", "remove", "V1", "V2")
    assert refused.status == 1 and "2 records refer to visit V1: matter F1, note N1." in refused.err
    assert office("visit", "remove", "2").out.startswith("Removed V2")
    assert refs(office("visit", "list", "--json")) == ["V1"]


def test_what_has_come_back_is_a_matter(office):
    refused = office("add", "乙", "--to", "1", "--relapse-of", "F1")
    assert refused.status == 2 and "--to, --relapse-of" in refused.err
    assert office("add", "乙", "--kind", "project", "--relapse-of", "F1").status == 2
    office("done", "F1", "--all")
    assert office("add", "又漏", "--relapse-of", "F1").status == 0
    assert [row["relapse_of"] for row in office("export", "matters", "--json").rows] == [None, None, 1]


@pytest.mark.parametrize("argv", [("overdue", "--kind", "note"), ("owner", "list", "--kind", "project,note")])
def test_only_a_list_shows_what_is_no_work(office, argv):
    refused = office(*argv)
    assert refused.status == 2 and "`reform list --kind note` lists it." in refused.err


def test_a_matter_with_no_day_of_its_beginning_counts_in_the_year_it_was_first_due(reform, tmp_path):
    findings = tmp_path / "findings.csv"
    findings.write_text(
        "Finding,Action Owner,Target Date,Revised Target Date,Status\n"
        "Doors open,IT,2026-03-01,,Open\n"
        "Keys copied,IT,2026-03-01,2027-02-01,Open\n"
        "Logs unread,IT,2027-03-01,,Open\n"
        "Rules unwritten,IT,,,Open\n"
    )
    assert reform("import", str(findings)).status == 0

    def counted(year):
        rows = reform("status", "--plan", year, "--json").rows
        return sum(row["count"] for row in rows if row["section"] == "matters")

    assert counted("2026") == 3, "a day that moved takes nothing out of its year, and what has no day is of every year"
    assert counted("2027") == 2
    assert counted("2025") == 1


def test_a_condition_on_dates_and_state_is_about_the_work_itself(reform):
    reform("add", "road", "--lead", "Transport", "--due", "2026-12-31")
    reform("add", "tender", "--to", "1", "--due", "2026-03-10")
    reform("add", "build", "--to", "1", "--due", "2026-10-10")
    reform("add", "leak", "--kind", "finding", "--lead", "Health", "--due", "2026-03-12")
    reform("add", "dust", "--kind", "finding", "--lead", "Health", "--due", "2026-05-12")
    march = ("--where", "due>=2026-03-01", "--where", "due<=2026-03-31")
    assert refs(reform("overdue", *march, "--today", "2026-06-01", "--json")) == ["1.1", "F1"]
    said = reform("overdue", *march, "--where", "title~road", "--today", "2026-06-01")
    assert "1 item about no project is left out" in said.out + said.err
    charted = reform("chart", "works", "--where", "due>2026-12-01", "--json").rows
    assert [row["ref"] for row in charted] == ["1.1", "1.2"], "a chart shows all steps of a project, or none"
