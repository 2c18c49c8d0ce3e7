"""The history: what is written of each change, and the chain of hashes that ties each line to the one before it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Unpack

from reformcli.model.change import Batch, HistoryFilter, HistoryLine
from reformcli.model.nouns import is_noun
from reformcli.store.rows import Value, codec, dumps
from reformcli.store.stored_lines import CAME_WITH_MATTERS, StoredLine, Things, lines, settle, stored

_ENTRIES = """
SELECT h.sequence, h.batch, b.verb, b.actor, b.at, b.today, b.undoes, h.noun, h.uid, h.ref, h.before, h.after, h.digest
FROM history h JOIN batches b ON b.number = h.batch
"""


def newest(connection: sqlite3.Connection) -> tuple[int, str]:
    """The last line's number and hash; (0, "") before the first."""
    row = connection.execute("SELECT sequence, digest FROM history ORDER BY sequence DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, "")


def head(batch: int, verb: str, actor: str, at: str, today: str, undoes: int | None) -> str:
    """What a line's hash covers of its batch."""
    return dumps([batch, verb, actor, at, today, undoes])


def digest(previous: str, head: str, noun: str, uid: str, ref: str, before: str | None, after: str | None) -> str:
    """The hash of a line: SHA-256 over the hash before it and everything that the line says."""
    # Lengths tell where a text ends, whatever it holds.
    said = f"{previous}\n{head}\n{noun} {len(uid)} {uid} {len(ref)} {ref}\n{before}\n{after}"
    return sha256(said.encode()).hexdigest()


class Chain:
    """Writes the lines of one batch. Lines are kept back and written many at a time."""

    _INSERT = "INSERT INTO history (batch, noun, uid, ref, before, after, digest) VALUES (?, ?, ?, ?, ?, ?, ?)"
    _HOLD = 2000

    def __init__(self, connection: sqlite3.Connection, batch: Batch) -> None:
        self._connection = connection
        latest = connection.execute("SELECT at FROM batches ORDER BY number DESC LIMIT 1").fetchone()
        self.earlier = datetime.fromisoformat(latest[0]) if latest else None
        facts = (batch.verb, batch.actor, batch.at.isoformat(timespec="seconds"), batch.today.isoformat(), batch.undoes)
        cursor = connection.execute(
            "INSERT INTO batches (verb, actor, at, today, undoes) VALUES (?, ?, ?, ?, ?)", facts
        )
        assert cursor.lastrowid is not None
        self.batch = cursor.lastrowid
        self._head = head(self.batch, *facts)
        self._previous = newest(connection)[1]
        self._held: list[tuple[Value, ...]] = []

    def add(self, noun: str, uid: str, ref: str, before: str | None, after: str | None) -> None:
        """Add a line; `before` and `after` are the column values that differ, as JSON."""
        self._previous = digest(self._previous, self._head, noun, uid, ref, before, after)
        self._held.append((self.batch, noun, uid, ref, before, after, self._previous))
        if len(self._held) >= self._HOLD:
            self.flush()

    def flush(self) -> None:
        """Write what is held back."""
        self._connection.executemany(self._INSERT, self._held)
        self._held.clear()


def entries(connection: sqlite3.Connection, **asked: Unpack[HistoryFilter]) -> Iterator[HistoryLine]:
    """The lines of the history that are asked for, oldest first, as today's nouns have them. Lines of nouns that nobody
    knows are left out."""
    since, until, limit = asked.get("since"), asked.get("until"), asked.get("limit")
    comparisons = (
        ("h.batch =", asked.get("batch")),
        ("h.uid =", asked.get("uid")),
        ("b.verb =", asked.get("verb")),
        ("b.today >=", since and since.isoformat()),
        ("b.today <=", until and until.isoformat()),
    )
    conditions = [f"{comparison} ?" for comparison, value in comparisons if value is not None]
    query = _ENTRIES + (f" WHERE {' AND '.join(conditions)}" if conditions else "")
    query += " ORDER BY h.sequence"
    parameters = [value for _comparison, value in comparisons if value is not None]
    if limit is not None:
        query = f"SELECT * FROM ({query} DESC LIMIT ?) ORDER BY sequence"
        parameters.append(limit)
    for row in connection.execute(query, parameters):
        noun, own, ref, before, after, digest = row[7:]
        line = StoredLine(noun, own, ref, _loads(before), _loads(after))
        for one in lines(line):
            if is_noun(one.noun):
                values = codec(one.noun).values
                old, new = (None if side is None else values(side) for side in (one.before, one.after))
                facts = (*row[:7], one.noun, one.uid, one.ref, old, new, digest)
                yield HistoryLine(*facts)


def entered(connection: sqlite3.Connection, nouns: Iterable[str]) -> dict[str, date]:
    """The day that counted as today when each thing of `nouns` was first entered, by identity."""
    keys = list(nouns)
    marks = ", ".join("?" * len(keys))
    query = (
        "SELECT h.uid, min(b.today) FROM history h JOIN batches b ON b.number = h.batch"
        f" WHERE h.before IS NULL AND h.noun IN ({marks}) GROUP BY h.uid"
    )
    return {uid: date.fromisoformat(day) for uid, day in connection.execute(query, keys)}


def last_batch(connection: sqlite3.Connection) -> int | None:
    """The newest batch that is neither an undo nor undone."""
    row = connection.execute(
        "SELECT max(number) FROM batches WHERE undoes IS NULL"
        " AND number NOT IN (SELECT undoes FROM batches WHERE undoes IS NOT NULL)"
    ).fetchone()
    return int(row[0]) if row[0] is not None else None


def breaks(connection: sqlite3.Connection) -> Iterator[int]:
    """Numbers of the lines whose hash does not follow from the line before and from what they say."""
    previous, expected = "", 1
    for row in connection.execute(_ENTRIES + " ORDER BY h.sequence"):
        sequence, batch, verb, actor, at, today, undoes, noun, uid, ref, before, after, recorded = row
        facts = head(batch, verb, actor, at, today, undoes)
        if recorded != digest(previous, facts, noun, uid, ref, before, after) or sequence != expected:
            yield sequence
        previous, expected = recorded, sequence + 1


def replay(lines: Iterable[tuple[str, str, str, str | None, str | None]]) -> Things:
    """The column values of every thing, by noun and uid, that lines of (noun, uid, ref, before, after) amount to, as
    today's nouns have them.

    A change of a thing that no line has added amounts to nothing.
    """
    things: Things = {}
    settled = False
    for noun, uid, ref, before, after in lines:
        if noun in CAME_WITH_MATTERS and not settled:
            settled = True
            settle(things)
        if after is None:
            things.pop((noun, uid), None)
        elif before is None:
            things[noun, uid] = dict(stored(noun, ref, json.loads(after)))
        elif (noun, uid) in things:
            things[noun, uid].update(stored(noun, ref, json.loads(after)))
    settle(things)
    return things


def position(connection: sqlite3.Connection, hash: str) -> HistoryLine | None:
    """The line that bears a hash, given whole or by its first characters; None where none or several do."""
    query = _ENTRIES + " WHERE substr(h.digest, 1, length(:hash)) = :hash ORDER BY h.sequence LIMIT 2"
    rows = connection.execute(query, {"hash": hash.lower()}).fetchall()
    if len(rows) != 1:
        return None
    facts = (*rows[0][:10], None, None, rows[0][12])
    return HistoryLine(*facts)


def _loads(text: str | None) -> Mapping[str, Any] | None:
    return None if text is None else json.loads(text)
