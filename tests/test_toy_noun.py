"""A noun that the program does not know, declared in a module and given to the list of nouns, in processes of its own.

What it gets without another line is what every noun gets: its table, its commands, lists, pages, searches, the history,
exports and imports, the reference pages, and a place among tracked work.
"""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.test_forms import fill

ROOT = Path(__file__).resolve().parents[1]
MAIN = (
    "import sys\n"
    "from reformcli.cli import main\n"
    "from tests.toy.inspection import WITH_INSPECTIONS\n"
    "sys.exit(main(nouns=WITH_INSPECTIONS))"
)
PAGES = (
    "import runpy, sys\n"
    "from tests.toy.inspection import WITH_INSPECTIONS\n"
    "for path, text in runpy.run_path('docs/generate.py')['pages'](WITH_INSPECTIONS):\n"
    "    if path.name.startswith(('commands', 'columns', 'schema')):\n"
    "        print(path.name, text)"
)


@pytest.fixture
def toy(home):
    """Runs the program with the toy noun on a ledger of its own, in a process of its own: status, stdout, stderr."""

    def run(*argv, db="toy.db"):
        environ = {**os.environ, "REFORM_DB": str(home / db), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", MAIN, *map(str, argv)]
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    run("init")
    return run


@pytest.fixture
def inspected(toy):
    """A project with two inspections, of which the first is overdue."""
    toy("add", "甲", "--lead", "县卫健局")
    words = ("--project", "1", "--date", "2026-03-01")
    assert toy("inspection", "add", "Fire doors", *words, "--due", "2026-03-10", "--depth", "full")[0] == 0
    assert toy("inspection", "add", "Wiring", *words, "--due", "月底前")[:2] == (0, "Added K2  Wiring\n")
    return toy


def rows(answer):
    assert answer[0] == 0, answer
    return json.loads(answer[1])


def test_its_options_are_its_fields(toy):
    status, out, _err = toy("inspection", "add", "--help")
    assert status == 0 and out.startswith("Usage: reform inspection add TITLE [OPTIONS]\n\nAdd an inspection.\n")
    for flag in ("--project REF", "--date DATE", "--depth WORD", "--due DATE", "--state WORD", "--strict"):
        assert f"  {flag} " in out, flag
    assert (
        "  inspection " in toy("help", "commands")[1]
        and "Inspections that projects have to pass." in toy("help", "commands")[1]
    )
    assert "  inspection" in toy("--help")[1]


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        (("Wiring",), 2, "Project is missing. Give it with --project."),
        (("Wiring", "--project", "1"), 2, "Announced is missing. Give it with --date."),
        (("Wiring", "--project", "7", "--date", "2026-03-01"), 1, "There is no project 7."),
        (("Wiring", "--project", "1", "--date", "soonish"), 2, "'soonish' is not read as a date."),
        (("Wiring", "--project", "1", "--date", "2026-03-01", "--depth", "deep"), 2, "'deep'"),
        (("", "--project", "1", "--date", "2026-03-01"), 2, "Title cannot be empty."),
    ],
)
def test_what_it_cannot_hold_is_refused(toy, typed, status, said):
    toy("add", "甲")
    refused = toy("inspection", "add", *typed)
    assert refused[0] == status and said in refused[2]
    assert toy("inspection", "list", "--json")[1] == "[]\n"


def test_add_list_edit_show_remove(inspected):
    listed = rows(inspected("inspection", "list", "--json"))
    assert [(one["ref"], one["title"], one["project"], one["depth"], one["due"]) for one in listed] == [
        ("K1", "Fire doors", "1", "full", "2026-03-10"),
        ("K2", "Wiring", "1", "spot", "2026-03-31"),
    ]
    assert inspected("inspection", "edit", "K1", "2", "--state", "started")[1].count("Changed") == 2
    assert inspected("inspection", "edit", "K2")[0] == 2
    shown = {one["field"]: one["value"] for one in rows(inspected("inspection", "show", "2", "--json"))}
    assert (shown["title"], shown["state"], shown["due"]) == ("Wiring", "started", "2026-03-31")
    assert inspected("inspection", "remove", "K2", "--dry-run")[2] == "Nothing was recorded.\n"
    assert inspected("inspection", "remove", "K2")[0] == 0
    assert [one["ref"] for one in rows(inspected("inspection", "list", "--json"))] == ["K1"]


def test_lists_are_narrowed(inspected):
    inspected("add", "乙")
    inspected("inspection", "add", "Roof", "--project", "2", "--date", "2026-02-01", "--due", "2026-04-30")
    for options, refs in (
        (("--about", "2"), ["K3"]),
        (("--since", "2026-03-31"), ["K2", "K3"]),
        (("--until", "2026-03-31"), ["K1", "K2"]),
    ):
        assert [one["ref"] for one in rows(inspected("inspection", "list", *options, "--json"))] == refs


def test_its_project_s_page_shows_it_and_what_refers_to_it_keeps_it(inspected):
    page = rows(inspected("show", "1", "--json"))
    assert [(one["ref"], one["value"], one["field"]) for one in page if one["section"] == "inspections"] == [
        ("K1", "Fire doors", "full"),
        ("K2", "Wiring", "spot"),
    ]
    assert inspected("note", "K1", "passed soon")[0] == 0
    assert "passed soon" in inspected("show", "k1")[1]
    refused = inspected("inspection", "remove", "K1")
    assert refused[0] == 1 and "1 record refers to inspection K1: note N1." in refused[2]


def test_refs_are_told(toy):
    refused = toy("show", "X1")
    assert refused[0] == 2 and "K12" in refused[2]
    assert "There is no inspection K9." in toy("show", "K9")[2]


def test_find_history_undo(inspected):
    assert [one["ref"] for one in rows(inspected("find", "doors", "--json"))] == ["K1"]
    assert {one["verb"] for one in rows(inspected("history", "K1", "--json"))} == {"inspection add"}
    assert inspected("undo", "--yes")[0] == 0
    assert [one["ref"] for one in rows(inspected("inspection", "list", "--json"))] == ["K1"]
    assert inspected("check")[0] == 0
    assert inspected("inspection", "add", "Roof", "--project", "1", "--date", "2026-03-02")[1] == "Added K3  Roof\n"


def test_it_is_tracked_work(inspected):
    overdue = [("K1", "full", "县卫健局")]
    for options in ((), ("--kind", "inspection"), ("--kind", "inspections"), ("--kind", "full")):
        found = rows(inspected("overdue", "--json", *options))
        assert [(one["ref"], one["kind"], *one["lead"]) for one in found] == overdue, options
    assert rows(inspected("overdue", "--json", "--kind", "matter")) == []
    assert [one["ref"] for one in rows(inspected("due", "--days", "30", "--json"))] == ["K2"]
    assert inspected("inspection", "edit", "K1", "--state", "done")[0] == 0
    assert rows(inspected("overdue", "--json")) == []


def test_its_kinds_are_not_a_matter_s(toy):
    for code in ("full", "inspection"):
        refused = toy("add", "Fire doors", "--kind", code)
        assert refused[0] == 2 and "Try `reform inspection add`." in refused[2]


@pytest.mark.parametrize("form", ["folder", "all.ndjson", "all.json", "inspections.csv"])
def test_exports_come_in_again_and_add_nothing(inspected, home, form):
    target = home / form
    noun = ["inspections"] if form.endswith(".csv") else []
    assert inspected("export", *noun, "-o", target)[0] == 0
    before = inspected("export", "--ndjson")[1]
    counts = rows(inspected("import", target, "--json"))
    assert {one["added"] + one["changed"] for one in counts} == {0} and "inspection" in {one["noun"] for one in counts}
    assert inspected("export", "--ndjson")[1] == before
    if not noun:
        inspected("init", db="copy.db")
        assert inspected("import", target, db="copy.db")[0] == 0
        assert inspected("export", "--ndjson", db="copy.db")[1] == before


def test_both_languages_take_it(inspected):
    status, out, _err = inspected("inspection", "list", "--lang", "zh")
    assert status == 0 and "Fire doors" in out and "台账号" in out
    assert inspected("overdue", "--kind", "inspection", "--lang", "zh")[0] == 0


def test_a_ledger_that_has_things_of_it_says_so_where_it_is_not_known(inspected, reform):
    told = reform("check", "--db", "toy.db")
    assert told.status == 4 and "inspection" in told.out


def test_reference_pages_tell_of_it():
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", PAGES], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "## reform inspection add" in done.stdout and "## reform export inspections" in done.stdout
    assert "## reform inspection list" in done.stdout


def test_its_work_is_in_forms_and_comes_back(inspected, home):
    out = home / "out"
    assert inspected("forms", "send", "--all", "-o", out)[0] == 0
    path = next(out.iterdir())
    fill(path, "K1", state="done", progress="Doors hung")
    fill(path, "K2", done=datetime(2026, 3, 12), problems="No ladder")
    collected = inspected("forms", "collect", out, "--json")
    told = {(one["ref"], one["field"]): (one["form"], one["reason"]) for one in rows(collected)}
    assert told == {
        ("K1", "state"): ("reported", "done counts as a report; the office verifies it"),
        ("K1", "progress"): ("Doors hung", None),
        ("K2", "state"): ("reported", "the day, 2026-03-12, is not kept of such work"),
        ("K2", "problems"): ("No ladder", None),
    }
    assert [one["state"] for one in rows(inspected("inspection", "list", "--json"))] == ["reported", "reported"]
    digest = {one["ref"]: (one["progress"], one["problem"]) for one in rows(inspected("digest", "--json"))}
    assert (digest["K1"], digest["K2"]) == (("Doors hung", None), (None, "No ladder"))
    before = inspected("export", "--ndjson")[1]
    assert rows(inspected("forms", "collect", out, "--json")) == []
    fill(path, "K1", progress="Doors hung and painted")
    assert [one["field"] for one in rows(inspected("forms", "collect", out, "--json"))] == ["progress"]
    assert inspected("undo", "--yes")[0] == 0 and inspected("export", "--ndjson")[1] == before
