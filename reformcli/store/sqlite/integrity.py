"""Checking a ledger: the file, the references, the chain of hashes, and whether the history amounts to the tables."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from reformcli.i18n import _
from reformcli.model.change import CLOCKS_DIFFER
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, Thing
from reformcli.model.noun import Noun, noun, nouns
from reformcli.model.nouns import NOUNS, is_noun, listed_nouns
from reformcli.model.refs import Ref
from reformcli.store.history import breaks, replay
from reformcli.store.reference_numbers import exists
from reformcli.store.rows import RowCodec, codec, columns_of
from reformcli.store.sqlite import views
from reformcli.store.stored_lines import is_old


def faults(connection: sqlite3.Connection, path: Path) -> Iterator[tuple[str, str]]:
    """Every fault as (check, sentence): `integrity`, `schema`, `references`, `numbers`, `chain` or `replay`."""
    try:
        damaged = False
        for (line,) in connection.execute("PRAGMA integrity_check"):
            if line != "ok":
                damaged = True
                yield "integrity", _("The file is damaged: {why}.", why=line)
        if damaged:
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
        yield from _references(connection)
        yield from _numbers(connection)
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


_BACKWARDS = """
SELECT number, substr(at, 1, 10), substr(earlier, 1, 10)
FROM (SELECT number, at, lag(at) OVER (ORDER BY number) AS earlier FROM batches)
WHERE julianday(earlier) - julianday(at) > ? ORDER BY number
"""
"""Batches that were made so many days before the one before them."""


def remarks(connection: sqlite3.Connection) -> Iterator[str]:
    """What is worth saying of a ledger and no fault: clocks that were wrong, tables and views of somebody's own, and
    whether those run."""
    for number, at, earlier in connection.execute(_BACKWARDS, (CLOCKS_DIFFER.days,)):
        yield _(
            "Batch {n} was made on {day}, after one of {earlier}: a clock was wrong.", n=number, day=at, earlier=earlier
        )
    ours = {*_expected(connection), *(name for name, _query in views.queries())}
    for kind, name in connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view', 'index')"
    ):
        if name in ours or "sqlite_" in name:
            continue
        if kind == "view":
            try:
                connection.execute(f'SELECT * FROM "{name.replace(chr(34), chr(34) * 2)}" LIMIT 0')
            except sqlite3.DatabaseError as error:
                yield _("The view {name} is not reform's, and does not run: {why}.", name=name, why=error)
                continue
        yield _("{name} is not reform's; it is kept as it is.", name=name)


def _schema(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Tables, indexes and triggers that a ledger lacks or has otherwise, and triggers that it should not have."""
    present, expected = _statements(connection), _expected(connection)
    strange = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name in sorted(expected.keys() | (strange - expected.keys())):
        if present.get(name) != expected.get(name):
            yield "schema", _("{name} is not as reform makes it.", name=name)


def _expected(connection: sqlite3.Connection) -> dict[str, str]:
    from sqlite_utils import Database

    from reformcli.store.sqlite.declared_tables import statements
    from reformcli.store.sqlite.migrations import migrations

    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrations.apply(Database(fresh))
        for listed in listed_nouns():
            for statement in statements(noun(listed.key)) if listed not in NOUNS else ():
                fresh.execute(statement)
        return _statements(fresh)
    finally:
        fresh.close()


def _statements(connection: sqlite3.Connection) -> dict[str, str]:
    """What made each table, index and trigger, by name; sqlite-utils' own and SQLite's own left out."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'view'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_sqlite\\_migrations%' ESCAPE '\\'"
    )
    return dict(rows.fetchall())


def _references(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """References that no foreign key looks after and that lead nowhere, and milestones that wait for themselves."""
    for kind in nouns():
        watched = [field for field in kind.references if field.kind is not FieldKind.REFERENCE]
        columns = codec(kind.key)
        for values in connection.execute(f"SELECT {columns.columns} FROM {kind.plural}") if watched else ():
            row = dict(zip(columns.keys, values, strict=True))
            for field, ref in _meant(columns, watched, row):
                if not is_noun(ref.noun) or not exists(connection, ref):
                    yield (
                        "references",
                        _(
                            "{noun} {ref}: {field} refers to {other}, which is missing.",
                            noun=_(kind.label),
                            ref=_said(kind, row),
                            field=_(field.label),
                            other=ref if is_noun(ref.noun) else ref.noun,
                        ),
                    )


def _meant(columns: RowCodec, fields: Sequence[Field], row: Mapping[str, Any]) -> Iterator[tuple[Field, Ref]]:
    """What some fields of a row refer to; nothing where they hold what is no reference, which the replay tells."""
    for field in fields:
        with suppress(ValueError, TypeError):
            value = columns.values({column: row[column] for column in columns_of(field)}).get(field.key)
            yield from ((field, ref) for ref in field.refs_of(value))


def _said(kind: Noun[Thing], row: Mapping[str, Any]) -> str:
    """What people type for a row, whatever it holds."""
    if kind.called:
        return str(row[kind.name])
    return str(Ref(kind.key, row["number"], row[kind.within] if kind.within else None))


def _numbers(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Nouns of which a number is in use that was never given."""
    for kind in nouns():
        within = kind.within or "0"
        query = (
            f"SELECT t.inside, t.used FROM (SELECT {within} AS inside, max(number) AS used FROM {kind.plural}"
            " GROUP BY 1) t LEFT JOIN numbers n ON n.noun = ? AND n.within = t.inside"
            " WHERE t.used > coalesce(n.last, 0)"
        )
        for inside, used in connection.execute(query, (kind.key,)):
            ref = Ref(kind.key, used, inside if kind.within else None)
            yield "numbers", _("{noun} {ref} has a number that was not given to it.", noun=_(kind.label), ref=ref)


def _differences(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    lines = connection.execute("SELECT noun, uid, ref, before, after FROM history ORDER BY sequence")
    remembered = replay(lines)
    for kind in nouns():
        columns = codec(kind.key)
        for values in connection.execute(f"SELECT {columns.columns} FROM {kind.plural}"):
            row = dict(zip(columns.keys, values, strict=True))
            history = remembered.pop((kind.key, row["uid"]), None)
            ref = _said(kind, row)
            if history is None:
                yield "replay", _("The history knows nothing of {noun} {ref}.", noun=_(kind.label), ref=ref)
                continue
            different = [key for key in columns.keys if row[key] != history.get(key, columns.unsaid[key])]
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
    for (key, _uid), row in remembered.items():
        if not is_noun(key) and not is_old(key):
            yield "replay", _("The history tells of a noun that reform does not know: {noun}.", noun=key)
        else:
            yield (
                "replay",
                _("The history has {noun} {title}, the ledger has not.", noun=_(noun(key).label), title=_name(row)),
            )


def _name(row: dict[str, Any]) -> str:
    return str(row.get("title") or row.get("name") or json.dumps(row, ensure_ascii=False))
