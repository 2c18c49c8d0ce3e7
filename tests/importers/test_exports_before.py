"""Exports of format 1 come in: findings as matters with stages, columns of project and milestone as refs."""

import csv
import io
import json

import pytest

from reformcli.merging.exports_before import COLUMNS, noun_before
from tests.importers.books import rows_of

FINDING = (
    "number,uid,visit,project,owner,problem,measures,due,due_said,due_first,state,fixed,fixed_evidence,closed,"
    "closed_evidence,looked_back,relapse_of,extra"
)
FILES = {
    "owners": "number,uid,name\n1,o1,县教育局\n",
    "projects": "number,uid,title\n1,p1,甲\n",
    "milestones": 'project,number,uid,title,depends_on\n1,1,m1,一,\n1,2,m2,二,1\n1,3,m3,三,"1.1, 2"\n',
    "visits": "number,uid,date,owner\n4,v4,2026-02-10,县教育局\n",
    "findings": (
        f"{FINDING}\n"
        '1,f1,4,1,县教育局,"台账不全\n三处缺页",补齐,2026-03-01,,2026-03-01,closed,2026-02-20,整改报告,2026-02-25,'
        '现场查看,2026-03-10,,"{""basis"":""例""}"\n'
        "2,f2,,,县教育局,漏报,,,,,fixed,2026-02-20,,,,,,\n"
        "3,f3,4,,县教育局,又不全,,,,,open,,草稿,,,,1,\n"
    ),
    "extensions": (
        "number,uid,project,milestone,due_from,due_to,due_said,reason,approver,document,asked,extra\n"
        "1,e1,1,,2026-03-01,2026-04-01,,征地,县长,,2026-02-20,\n"
        "2,e2,1,2,,2026-05-01,,征地,县长,,,\n"
    ),
    "overrides": (
        "number,uid,project,milestone,light,reason,author,valid_from,valid_to,extra\n"
        "1,w1,1,2,red,推诿,主任,2026-03-01,2026-04-30,\n"
    ),
    "notes": "number,uid,about,date,author,text\n1,n1,1.2,2026-03-01,主任,已会商\n2,n2,F1,2026-03-02,主任,已查\n",
}
MATTERS = [
    (
        "finding",
        "台账不全",
        "台账不全\n三处缺页",
        "V4",
        1,
        "县教育局",
        "2026-02-10",
        "done",
        "2026-02-20",
        "2026-02-25",
    ),
    ("finding", "漏报", None, None, None, "县教育局", None, "reported", "2026-02-20", None),
    ("finding", "又不全", None, "V4", None, "县教育局", "2026-02-10", "planned", None, None),
]
STAGES = [
    ("F1", "self-check", "2026-02-20", "passed", "整改报告", "f1-self-check"),
    ("F1", "close", "2026-02-25", "passed", "现场查看", "f1-close"),
    ("F1", "look-back", "2026-03-10", "passed", None, "f1-look-back"),
    ("F2", "self-check", "2026-02-20", "passed", None, "f2-self-check"),
]


def in_one_object():
    """The files as `reform export --json` wrote them in format 1."""
    whole = {"format": 1}
    for plural, text in FILES.items():
        rows = list(csv.DictReader(io.StringIO(text)))
        for row in rows:
            row["extra"] = json.loads(row.get("extra") or "{}")
        whole[plural] = rows
    return whole


def exported(home, shape):
    if shape == "json":
        (home / "old.json").write_text(json.dumps(in_one_object()))
        return home / "old.json"
    if shape == "ndjson":
        lines = [
            json.dumps({"noun": plural.removesuffix("s"), **row})
            for plural, rows in in_one_object().items()
            if plural != "format"
            for row in rows
        ]
        (home / "old.ndjson").write_text("\n".join(lines))
        return home / "old.ndjson"
    (home / "old").mkdir()
    for name, text in FILES.items():
        (home / "old" / f"{name}.csv").write_text(text)
    return home / "old"


@pytest.mark.parametrize("shape", ["folder", "json", "ndjson"])
def test_an_export_of_before_comes_in_whole_and_once(reform, home, shape):
    path = exported(home, shape)
    taken = reform("import", path)
    assert taken.status == 0, taken.err
    fields = ("kind", "title", "detail", "source", "project", "owner", "opened", "state", "reported", "done")
    matters = rows_of(reform, "matters")
    assert [tuple(one[key] for key in fields) for one in matters] == MATTERS
    assert [one["relapse_of"] for one in matters] == [None, None, 1]
    assert [one["stage"] for one in matters] == ["look-back", "self-check", None]
    assert [one["evidence"] for one in matters] == [None, None, "草稿"]
    assert matters[0]["extra"] == {"basis": "例"} and {one["process"] for one in matters} == {"finding-before"}
    stages = ("about", "key", "date", "result", "evidence", "uid")
    assert [tuple(one[key] for key in stages) for one in rows_of(reform, "stages")] == STAGES
    assert [one["about"] for one in rows_of(reform, "extensions")] == ["1", "1.2"]
    assert [(one["about"], one["light"]) for one in rows_of(reform, "overrides")] == [("1.2", "red")]
    assert [one["about"] for one in rows_of(reform, "notes")] == ["1.2", "F1"]
    assert [one["depends_on"] for one in rows_of(reform, "milestones")] == [[], ["1.1"], ["1.1", "1.2"]]
    again = reform("import", path, "--json")
    assert again.rows and all((row["added"], row["changed"]) == (0, 0) for row in again.rows), again.out
    assert reform("check").status == 0


def test_what_an_export_of_before_has_no_column_for_stays(reform, home):
    path = exported(home, "folder")
    reform("import", path)
    assert reform("edit", "F2", "--evidence", "现场查看").status == 0
    assert reform("import", path).status == 0
    assert [one["evidence"] for one in rows_of(reform, "matters")] == [None, "现场查看", "草稿"]


def test_a_row_of_before_that_cannot_be_taken_names_its_place(reform, home):
    (home / "findings.csv").write_text("problem,owner,state,visit\n漏,县教育局,open,\n漏,县教育局,gone,\n")
    refused = reform("import", "findings.csv")
    assert refused.status == 2 and "findings.csv, row 3: State cannot be 'gone'." in refused.err
    (home / "findings.csv").write_text("problem,owner,state,visit\n漏,县教育局,open,7\n")
    refused = reform("import", "findings.csv")
    assert refused.status == 2 and "findings.csv, row 2: Source: there is no visit V7." in refused.err


def test_an_export_of_a_newer_program_is_refused(reform, home):
    for number in (0, 3, "1", None):
        (home / "new.json").write_text(json.dumps({"format": number, "projects": []}))
        refused = reform("import", "new.json")
        assert refused.status == 1 and "this reform reads" in refused.err


@pytest.mark.parametrize(
    ("columns", "noun"),
    [
        (FINDING.split(","), "finding"),
        (["problem", "owner", "extra.basis"], "finding"),
        (["problem"], None),
        (["problem", "owner", "title"], None),
        (["date", "owner", "problem"], None),
        (["project", "owner", "role"], None),
        (["about", "due_to"], None),
        (["project", "due_to", "reason"], "extension"),
    ],
)
def test_what_is_known_by_its_headings(columns, noun):
    assert noun_before(columns, "extra.") == noun
    assert noun is None or noun in COLUMNS
