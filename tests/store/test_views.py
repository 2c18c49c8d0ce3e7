"""The views: read by another program, with names instead of numbers, kept whatever somebody adds beside them."""

import json
import sqlite3
import subprocess
import sys

import pytest

from reformcli.store.sqlite.views import SENTENCES_OF_VIEWS, queries


@pytest.fixture
def office(reform):
    reform("add", "Station", "--lead", "Transport", "--leader", "Deputy Mayor", "--due", "2026-03-01", "--new-owner")
    reform("add", "Contract", "--to", "1", "--due", "2026-02-15")
    reform("extend", "1.1", "--to", "2026-04-01", "--reason", "tender failed", "--approved-by", "A. Director")
    reform("add", "No schedule", "--from", "1", "--lead", "Works", "--due", "2026-03-10", "--new-owner")
    reform("add", "Done long ago")
    reform("done", "2")
    return reform


def rows(path, view):
    """What sqlite-utils' own command line reads of a view."""
    command = [sys.executable, "-m", "sqlite_utils", "rows", str(path), view]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_another_program_reads_work_by_name(office, home):
    found = {row["ref"]: row for row in rows(home / "ledger.db", "open_work")}
    assert set(found) == {"1", "1.1", "F1"}
    assert found["1.1"] == {
        "ref": "1.1",
        "kind": "milestone",
        "title": "Contract",
        "project": 1,
        "project_title": "Station",
        "due": "2026-04-01",
        "due_first": "2026-02-15",
        "state": "planned",
        "reported": None,
        "done": None,
        "owner": "Transport",
        "leader": "Deputy Mayor",
    }
    assert (found["F1"]["kind"], found["F1"]["owner"], found["F1"]["leader"]) == ("obstacle", "Works", "Deputy Mayor")
    assert len(rows(home / "ledger.db", "work")) == 4


def test_moves_and_who_answers(office, home):
    (move,) = rows(home / "ledger.db", "slips")
    assert (move["ref"], move["due_from"], move["due_to"], move["title"]) == (
        "1.1",
        "2026-02-15",
        "2026-04-01",
        "Contract",
    )
    answers = {(row["project"], row["role"], row["owner"]) for row in rows(home / "ledger.db", "answers")}
    assert answers == {(1, "lead", "Transport"), (1, "leader", "Deputy Mayor")}


def test_every_view_is_described():
    assert set(SENTENCES_OF_VIEWS) == {name for name, _query in queries()}


def test_views_and_tables_of_ones_own_are_a_remark_and_no_fault(office, home):
    connection = sqlite3.connect(home / "ledger.db")
    connection.execute("CREATE VIEW mine AS SELECT title FROM projects")
    connection.execute("CREATE VIEW broken AS SELECT * FROM nowhere")
    connection.execute("CREATE TABLE scratch (x)")
    connection.commit()
    connection.close()
    checked = office("check")
    assert checked.status == 0, checked.out
    told = checked.out + checked.err
    assert "mine is not reform's" in told and "scratch is not reform's" in told
    assert "The view broken is not reform's, and does not run" in told
    assert office("backup", "copy.db").status == 0
