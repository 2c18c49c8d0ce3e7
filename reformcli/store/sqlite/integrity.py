"""Checking a ledger: the file, the references, the chain of hashes, and whether the history amounts to the tables."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from reformcli.i18n import _
from reformcli.model.noun import noun, nouns
from reformcli.store.history import breaks, replay
from reformcli.store.rows import shape_of


def faults(connection: sqlite3.Connection, path: Path) -> Iterator[tuple[str, str]]:
    """Every fault as (check, sentence): `integrity`, `schema`, `references`, `chain` or `replay`."""
    try:
        found = False
        for (line,) in connection.execute("PRAGMA integrity_check"):
            if line != "ok":
                found = True
                yield "integrity", _("The file is damaged: {why}.", why=line)
        if found:
            return
        yield from _schema(connection)
        for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
            yield (
                "references",
                _(
                    "A row of {table} ({row}) refers to a row of {parent} that is missing.",
                    table=table,
                    row=row,
                    parent=parent,
                ),
            )
        for sequence in breaks(connection):
            yield (
                "chain",
                _("Line {sequence} of the history does not follow from the line before it.", sequence=sequence),
            )
        yield from _differences(connection)
    except sqlite3.DatabaseError as error:
        yield "integrity", _("The file is damaged: {why}.", why=error)
    except ValueError as error:
        yield "chain", _("The history holds what is no JSON: {why}.", why=error)


def _schema(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Tables, indexes and triggers that a ledger has not, has not any more, or has otherwise."""
    found, expected = _statements(connection), _expected()
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            yield "schema", _("{name} is not as reform makes it.", name=name)


def _expected() -> dict[str, str]:
    from sqlite_utils import Database

    from reformcli.store.sqlite.migrations import migrations

    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrations.apply(Database(fresh))
        return _statements(fresh)
    finally:
        fresh.close()


def _statements(connection: sqlite3.Connection) -> dict[str, str]:
    """What made each table, index and trigger, by name; sqlite-utils' own and SQLite's own left out."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_sqlite\\_migrations%' ESCAPE '\\'"
    )
    return dict(rows.fetchall())


def _differences(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    lines = connection.execute("SELECT noun, uid, before, after FROM history ORDER BY sequence")
    remembered = replay(lines)
    for kind in nouns():
        shape = shape_of(kind.key)
        for values in connection.execute(f"SELECT {shape.columns} FROM {kind.plural}"):
            row = dict(zip(shape.keys, values, strict=True))
            history = remembered.pop((kind.key, row["uid"]), None)
            ref = kind.ref(SimpleNamespace(**row))
            if history is None:
                yield "replay", _("The history knows nothing of {noun} {ref}.", noun=_(kind.label), ref=ref)
                continue
            different = [key for key in shape.keys if row[key] != history.get(key, shape.unsaid[key])]
            if different:
                yield (
                    "replay",
                    _(
                        "{noun} {ref} differs from its history in: {fields}.",
                        noun=_(kind.label),
                        ref=ref,
                        fields=", ".join(different),
                    ),
                )
    for (noun_key, _uid), row in remembered.items():
        yield (
            "replay",
            _("The history has {noun} {title}, the ledger has not.", noun=_(noun(noun_key).label), title=_name(row)),
        )


def _name(row: dict[str, Any]) -> str:
    return str(row.get("title") or row.get("name") or json.dumps(row, ensure_ascii=False))
