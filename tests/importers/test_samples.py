"""The sample ledgers that stand beside this repository, against their answer keys."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[3] / "shared" / "ledgers"
KEYS = sorted(SAMPLES.glob("*.key.json")) if SAMPLES.is_dir() else []


@pytest.fixture(params=KEYS or [pytest.param(None, marks=pytest.mark.skip(reason="the samples are not here"))], ids=str)
def taken(request, reform):
    """A key, and the ledger that its file was imported into."""
    key = json.loads(request.param.read_text("utf-8"))
    found = reform("import", SAMPLES / key["file"], "--today", key["base"])
    assert found.status == 0, found.err
    return key, reform


def everything(reform, noun):
    return reform("export", noun, "--json").rows


def test_projects_and_their_deadlines(taken):
    key, reform = taken
    projects = everything(reform, "projects")
    assert len(projects) == key["projects"]
    for row, expected in zip(projects, key["rows"], strict=True):
        due = expected["deadline"] or {"text": None, "end": None}
        assert row["title"] == expected["name"]
        assert row["source"] == expected.get("source", expected.get("level"))
        assert (row["due"], row["start"]) == (due["end"], due.get("start")), row["title"]
        assert row["due_said"] == due["text"]
        assert row["plan"] == key["plan_year"]
    counts = key["deadlines"]
    assert sum(row["due"] is not None for row in projects) == counts["dated"]
    assert sum(row["due_said"] is not None for row in projects) == counts["total"]


def test_milestones(taken):
    key, reform = taken
    milestones = everything(reform, "milestones")
    assert len(milestones) == key["milestones"]
    for number, expected in enumerate(key["rows"], 1):
        found = [(one["title"], one["due"]) for one in milestones if one["project"] == number]
        assert found == [(one["label"], one["end"]) for one in expected["milestones"]]


def test_who_answers(taken):
    """Supporting units of the key stand below 责任单位 in one list, so they are responsible beside a lead unit."""
    key, reform = taken
    duties = everything(reform, "duties")
    for number, expected in enumerate(key["rows"], 1):
        named = {}
        for one in duties:
            if one["project"] == number:
                named.setdefault(one["role"], []).append(one["owner"])
        assert named.get("lead") == [expected["lead"]]
        assert named.get("responsible", []) + named.get("supporting", []) == expected["support"]
        assert named.get("leader", []) == ([expected["leader"]] if "leader" in expected else [])
    in_role = {
        role: {one["owner"] for one in duties if one["role"] == role} for role in {one["role"] for one in duties}
    }
    assert in_role["lead"] == set(key["owners"]["lead_list"])
    assert in_role.get("responsible", set()) | in_role.get("supporting", set()) == set(key["owners"]["support_list"])
    assert len(in_role.get("leader", ())) == key.get("leaders", 0)
    units = [one for one in everything(reform, "owners") if one["kind"] == "unit"]
    assert len(units) == key["owners"]["all_distinct"]


def test_the_same_file_again_adds_nothing(taken):
    key, reform = taken
    before = reform("export", "--json").out
    again = reform("import", SAMPLES / key["file"], "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows), again.out
    assert reform("export", "--json").out == before
    assert reform("check").status == 0
    assert reform("undo", "--yes").status == 0
    assert everything(reform, "owners") == []


def test_anyone_can_try_a_folder_of_lists(home):
    folder = home / "lists"
    folder.mkdir()
    (folder / "good.csv").write_text("Task,Owner,Due\nMend the roof,Ann Lee,2026-06-30\n", encoding="utf-8")
    (folder / "none.csv").write_text("abc\n", encoding="utf-8")
    script = Path(__file__).parents[1] / "bench" / "lists.py"
    environ = {**os.environ, "REFORM_LANG": "zh"}
    run = subprocess.run([sys.executable, script, folder], capture_output=True, text=True, cwd=home, env=environ)
    lines = run.stdout.splitlines()
    assert lines[0].startswith("taken") and "1 projects" in lines[0] and lines[1].startswith("refused"), run
    assert lines[2] == "1 taken, 1 refused" and "No row of headings" in lines[1]
