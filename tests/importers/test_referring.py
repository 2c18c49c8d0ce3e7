"""What the rows of a file refer to: it must be there, in the ledger or in the file, and not lead back to the row."""

import csv

import pytest

from reformcli.model.duty import ROLES
from tests.importers.books import book, rows_of


@pytest.fixture
def office(reform):
    """A project with two milestones, a visit and two matters, of which the second is closed."""
    reform("add", "甲", "--lead", "县教育局")
    for title in ("一", "二"):
        reform("add", title, "--to", "1")
    reform("visit", "add", "县教育局", "--date", "2026-03-01")
    for title in ("漏", "旧"):
        reform("add", title, "--from", "V1")
    reform("done", "F2")
    return reform


ROWS = {
    "milestones": ("project,title\n1,三\n9,四\n", "row 3: Project: there is no project 9."),
    "duties": ("project,owner,role\n9,县教育局,lead\n", "row 2: Project: there is no project 9."),
    "visits": ('date,owner,projects\n2026-03-02,县教育局,"1, 8"\n', "row 2: Projects: there is no project 8."),
    "assignments": ("document,title,project\n文,甲,9\n", "row 2: Project: there is no project 9."),
    "matters": ("title,source\n漏报,V1\n漏记,V9\n", "row 3: Source: there is no visit V9."),
    "relapses": ("title,owner,source,relapse_of\n漏报,,,F7\n", "row 2: Relapse of: there is no matter F7."),
    "stages": ("about,key,date\nF9,close,2026-03-02\n", "row 2: About: there is no matter F9."),
    "extensions": ("about,due_to,reason,approver\n1.7,2026-09-30,x,y\n", "row 2: About: there is no milestone 1.7."),
    "overrides": (
        "about,light,reason,author,valid_from,valid_to\n3,red,x,y,2026-03-01,2026-04-01\n",
        "row 2: About: there is no project 3.",
    ),
    "notes": ("about,date,text\nN4,2026-03-01,x\n", "row 2: About: there is no note N4."),
    "depends": ("project,number,title,depends_on\n1,3,三,2\n1,4,四,9\n", "Depends on: there is no milestone 1.9."),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_a_row_refers_to_must_be_there(office, home, name):
    text, said = ROWS[name]
    (home / f"{name}.csv").write_text(text)
    before = office("export", "--json").out
    refused = office("import", f"{name}.csv")
    assert refused.status == 2 and said in refused.err and refused.err.count("\n") == 1, refused.err
    assert office("export", "--json").out == before


def test_a_row_may_refer_to_a_row_below_it(office, home):
    (home / "milestones.csv").write_text("project,number,title,depends_on\n1,8,三,9\n1,9,四,1\n")
    assert office("import", "milestones.csv").status == 0
    assert [one["depends_on"] for one in rows_of(office, "milestones")] == [[], [], ["1.9"], ["1.1"]]
    (home / "matters.csv").write_text("number,title,relapse_of\n8,又漏,9\n9,前漏,\n")
    assert office("import", "matters.csv").status == 0
    assert [one["relapse_of"] for one in rows_of(office, "matters")] == [None, None, 9, None]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("milestones", "project,number,title,depends_on\n1,1,一,1\n", "row 2: 1.1 comes back to itself"),
        ("milestones", "project,number,title,depends_on\n1,1,一,2\n1,2,二,1.1\n", "1.1 → 1.2 → 1.1"),
        ("matters", "number,title,relapse_of\n1,漏,F2\n2,旧,F1\n", "comes back to itself by Relapse of"),
    ],
)
def test_rows_do_not_lead_back_to_themselves(office, home, name, text, said):
    (home / f"{name}.csv").write_text(text)
    before = office("export", "--json").out
    refused = office("import", f"{name}.csv")
    assert refused.status == 1 and f"{name}.csv, row" in refused.err and said in refused.err, refused.err
    assert office("export", "--json").out == before


def test_a_ring_with_what_the_ledger_has_is_refused(office, home):
    office("edit", "1.1", "--depends-on", "2")
    (home / "milestones.csv").write_text("project,number,title,depends_on\n1,2,二,1\n")
    refused = office("import", "milestones.csv")
    assert refused.status == 1 and "row 2: 1." in refused.err and "comes back to itself" in refused.err


def test_rows_that_refer_to_a_row_that_is_not_taken_go_with_it(reform, home):
    """A row is refused for what it refers to only once that row is refused, and so on: up to the last one."""
    (home / "in").mkdir()
    (home / "in" / "projects.csv").write_text("number,title,due\n1,甲,2026-13-01\n2,乙,2026-06-30\n")
    (home / "in" / "milestones.csv").write_text(
        "project,number,title,depends_on\n1,1,一,\n2,1,二,1.1\n2,2,三,1\n2,3,四,\n"
    )
    taken = reform("import", "in", "--accept-partial", "--rest", "rest.csv")
    assert taken.status == 0, taken.err
    assert [one["title"] for one in rows_of(reform, "milestones")] == ["四"]
    with (home / "rest.csv").open(encoding="utf-8-sig") as file:
        assert [row["title"] for row in csv.DictReader(file)] == ["甲", "一", "二", "三"]


def test_a_visit_is_not_taken_and_left_at_once(reform, home):
    """All records of a row go the same way: a visit whose finding cannot be taken stands in the rest alone."""
    rows = [
        ["督查工作记录（2026年）"],
        ["序号", "督查日期", "督查方式", "督查对象", "发现问题", "整改时限"],
        [1, "2026-02-10", "实地督查", "县教育局", "方案未印发", "不久"],
        [2, "2026-03-02", "电话", "柳河镇", "无", None],
    ]
    path = book(home / "督查.xlsx", {"记录": rows})
    taken = reform("import", path, "--strict", "--accept-partial", "--rest", "rest.csv")
    assert taken.status == 0, taken.err
    assert [one["owner"] for one in rows_of(reform, "visits")] == ["柳河镇"]
    assert rows_of(reform, "matters") == [] and [one["name"] for one in rows_of(reform, "owners")] == ["柳河镇"]
    with (home / "rest.csv").open(encoding="utf-8-sig") as file:
        assert [(row["row"], row["督查对象"]) for row in csv.DictReader(file)] == [("3", "县教育局")]


@pytest.mark.parametrize("heading", ["project,title,due", "title,project,due", "number,project,title,state,due,done"])
def test_a_heading_is_that_of_the_noun_that_has_all_its_fields(office, home, heading):
    """`project` is a name for the title of projects too; beside a title it is the field of milestones."""
    cells = {"number": "3", "project": "1", "title": "三", "state": "planned", "due": "2026-09-30", "done": ""}
    row = ",".join(cells[key] for key in heading.split(","))
    (home / "list.csv").write_text(f"{heading}\n{row}\n", "utf-8")
    assert office("import", "list.csv").status == 0
    assert [row["title"] for row in rows_of(office, "milestones")] == ["一", "二", "三"]
    assert [row["title"] for row in rows_of(office, "projects")] == ["甲"]


def test_of_two_headings_of_one_field_the_one_that_is_its_key_has_it(office, home):
    (home / "list.csv").write_text("名称,title,due,state\n甲二,乙,2026-09-30,planned\n", "utf-8")
    assert office("import", "list.csv").status == 0
    assert rows_of(office, "projects")[-1]["title"] == "乙"
    assert rows_of(office, "projects")[-1]["extra"] == {"名称": "甲二"}


@pytest.mark.parametrize("role", ROLES)
def test_a_column_that_is_headed_by_a_role_s_key_is_of_that_role(office, home, role):
    """`lead` is what English offices call a leader, too."""
    (home / "list.csv").write_text(f"title,due,{role}\n乙,2026-09-30,县教育局\n", "utf-8")
    assert office("import", "list.csv").status == 0
    assert [(row["project"], row["role"]) for row in rows_of(office, "duties")] == [
        (1, "lead"),
        (2, ROLE_ALONE.get(role, role)),
    ]


ROLE_ALONE = {"responsible": "lead"}
"""As what a role is recorded that no other stands beside: the first of those responsible leads."""
