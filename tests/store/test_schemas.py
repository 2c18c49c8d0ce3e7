"""Ledgers of every schema that was landed: each opens, checks whole, exports, and answers as it was known."""

import json
import sqlite3
from pathlib import Path

import pytest

from reformcli.model.noun import nouns
from reformcli.store import create
from reformcli.store.sqlite.declared_tables import statements
from reformcli.store.sqlite.schema import VERSION

SCHEMAS = Path(__file__).parent / "schemas"
FINDINGS = (2, 3)
"""Schemas in which matters were findings."""

VERSIONS = sorted(int(path.stem) for path in SCHEMAS.glob("*.sql"))


def test_every_landed_schema_is_kept():
    # The history of the first schema was hashed otherwise, before anything was released.
    assert list(range(2, VERSION + 1)) == VERSIONS


@pytest.fixture(params=VERSIONS)
def old(request, run, home, monkeypatch):
    """The program on a ledger of an earlier schema."""
    path = home / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript((SCHEMAS / f"{request.param}.sql").read_text(encoding="utf-8"))
    connection.close()
    path.chmod(0o600)
    monkeypatch.setenv("REFORM_DB", str(path))
    return run


def test_it_checks_whole(old):
    checked = old("check")
    assert checked.status == 0, checked.out + checked.err


@pytest.mark.parametrize("old", FINDINGS, indirect=True)
def test_findings_are_matters_with_stages(old):
    matters = old("export", "matters", "--json").rows
    assert [(one["number"], one["kind"], one["title"], one["state"]) for one in matters] == [
        (1, "finding", "no works schedule", "done"),
        (2, "finding", "again no schedule", "planned"),
    ]
    assert matters[0]["detail"] == "no works schedule\nand no list of risks"
    assert (matters[0]["source"], matters[0]["reported"], matters[0]["done"]) == ("V1", "2026-03-08", "2026-03-09")
    stages = old("export", "stages", "--json").rows
    assert [(one["about"], one["key"], one["date"], one["evidence"]) for one in stages] == [
        ("F1", "self-check", "2026-03-08", "schedule sent"),
        ("F1", "close", "2026-03-09", "seen"),
        ("F1", "look-back", "2026-03-15", None),
    ]


def test_refs_are_refs(old):
    assert [one["about"] for one in old("export", "notes", "--json").rows][:3] == ["F1", "1.2", "V1"]
    assert [one["about"] for one in old("export", "extensions", "--json").rows][:1] == ["1.1"]
    steps = {one["number"]: one["depends_on"] for one in old("export", "milestones", "--json").rows}
    assert steps[2] == ["1.1"] and steps[max(steps)] == ["1.2"]


def test_no_number_is_given_again(old):
    used = {one["number"] for one in old("export", "milestones", "--json").rows}
    added = old("add", "one more", "--to", "1", "--json").rows
    assert added[0]["ref"] not in {f"1.{number}" for number in (*used, 3)}


def test_it_answers_as_known(old):
    assert old("list", "--as-known", "2026-03-15", "--json").rows == old("list", "--json").rows
    assert old("overdue", "--as-known", "2026-03-15", "--csv").out == old("overdue", "--csv").out


@pytest.mark.parametrize("old", FINDINGS, indirect=True)
def test_what_was_done_to_a_finding_can_be_undone(old):
    fixed = [one["batch"] for one in old("history", "F1", "--json").rows if one["verb"] == "finding look-back"]
    undone = old("undo", str(fixed[0]), "--yes")
    assert undone.status == 0, undone.err
    assert "look-back" not in {one["key"] for one in old("export", "stages", "--json").rows}
    assert old("check").status == 0


def test_everything_comes_out_and_in_again(old, home, monkeypatch):
    (home / "all.ndjson").write_text(old("export", "--ndjson").out, encoding="utf-8")
    again = old("import", "all.ndjson", "--json")
    assert again.status == 0 and all(one["added"] == one["changed"] == 0 for one in again.rows), again.err
    monkeypatch.setenv("REFORM_DB", str(home / "new.db"))
    assert old("init").status == 0
    assert old("import", "all.ndjson").status == 0
    assert old("export", "--ndjson").out == (home / "all.ndjson").read_text(encoding="utf-8")


def columns(connection, table):
    """The columns of a table: type, whether it must hold a value, whether it is part of the key."""
    rows = connection.execute(f"PRAGMA table_info({table})")
    return {name: (kind, bool(needed or key), bool(key)) for _n, name, kind, needed, _default, key in rows}


def test_the_shipped_tables_are_what_the_nouns_declare(tmp_path):
    create(tmp_path / "ledger.db").close()
    shipped, declared = sqlite3.connect(tmp_path / "ledger.db"), sqlite3.connect(":memory:")
    try:
        for kind in nouns():
            for statement in statements(kind):
                declared.execute(statement)
            columns = [
                {
                    row[1]: (row[2], bool(row[3] or row[5]), bool(row[5]))
                    for row in one.execute(f"PRAGMA table_info({kind.plural})")
                }
                for one in (shipped, declared)
            ]
            assert columns[0] == columns[1], kind.key
    finally:
        shipped.close()
        declared.close()


@pytest.mark.parametrize("old", FINDINGS, indirect=True)
def test_history_tells_of_findings_in_words_of_today(old):
    lines = old("history", "F1", "--json").rows
    assert {line["noun"] for line in lines} == {"matter", "stage"}
    assert json.dumps(lines).count("problem") == 0
