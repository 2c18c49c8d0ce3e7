"""The ledger as it was known on an earlier day: the history up to then, replayed into tables in memory.

What is asked of it goes through the same queries as what is asked of the file, so a report on it is the report that
was printed then.
"""

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from reformcli.model.nouns import listed_nouns
from reformcli.store.history import replay
from reformcli.store.rows import codec
from reformcli.store.sqlite.connection import add_functions

_LINES = """
SELECT h.sequence, h.batch, h.noun, h.uid, h.ref, h.before, h.after, h.digest
FROM history h JOIN batches b ON b.number = h.batch WHERE b.today <= :day ORDER BY h.sequence
"""
_BATCHES = "SELECT number, verb, actor, at, today, undoes FROM batches WHERE today <= :day"


def as_known(connection: sqlite3.Connection, day: date) -> sqlite3.Connection:
    """A connection to tables in memory, which can only be read: what the batches of `day` and of days before wrote.

    A batch is of the day that counted as today when it was written. Order goes by sequence: where an entry was made
    under a later day than the one after it, that entry alone is left out.
    """
    values = {"day": day.isoformat()}
    lines = connection.execute(_LINES, values).fetchall()
    known = sqlite3.connect(":memory:", isolation_level=None)
    add_functions(known)
    try:
        known.execute("BEGIN")
        for statement in _tables(connection):
            known.execute(statement)
        _fill(known, "batches", connection.execute(_BATCHES, values).fetchall())
        _fill(known, "history", lines)
        things = replay(line[2:7] for line in lines)
        for listed in listed_nouns():
            columns = codec(listed.key)
            kept = [row for (noun, _uid), row in things.items() if noun == listed.key]
            rows = [[row.get(key, columns.unsaid[key]) for key in columns.keys] for row in kept]
            _fill(known, f"{listed.plural} ({columns.columns})", rows)
        known.execute("COMMIT")
        known.execute("PRAGMA query_only=ON")
    except BaseException:
        known.close()
        raise
    return known


def _tables(connection: sqlite3.Connection) -> Iterable[str]:
    """The statements that make the ledger's tables and their indexes."""
    tables = [*(listed.plural for listed in listed_nouns()), "batches", "history"]
    marks = ", ".join("?" * len(tables))
    query = (
        f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') AND tbl_name IN ({marks})"
    )
    return [sql for (sql,) in connection.execute(f"{query} ORDER BY type = 'index'", tables)]


def _fill(connection: sqlite3.Connection, table: str, rows: list[Any]) -> None:
    if rows:
        # Without an entry of a later day that took one away, two things may bear one name: the later one counts.
        connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
