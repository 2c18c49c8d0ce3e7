"""Writing a batch: rows and history in one transaction."""

import os
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reformcli.errors import Conflict
from reformcli.i18n import _
from reformcli.model.change import Batch, Change, Receipt
from reformcli.model.kinds import REFERENCES, Kind
from reformcli.model.noun import noun
from reformcli.store.connection import writing
from reformcli.store.history import Chain
from reformcli.store.rows import Shape, Value, shape_of

_HOLD = 1000


def apply(connection: sqlite3.Connection, batch: Batch, *, echo: bool) -> Receipt:
    """Write `batch` whole or not at all. Raises Conflict where a thing is no longer as the batch knew it."""
    with writing(connection):
        writer = _Writer(connection, batch, echo)
        for change in batch.changes:
            writer.take(change)
        return writer.finish()


class _Writer:
    def __init__(self, connection: sqlite3.Connection, batch: Batch, echo: bool) -> None:
        self._connection = connection
        self._batch = batch
        self._echo = echo
        self._chain: Chain | None = None
        self._made: dict[tuple[str, int], int] = {}
        self._next: dict[tuple[str, int | None], int] = {}
        self._things: list[Any] = []
        self._held: list[dict[str, Value]] = []
        self._held_noun = ""

    def take(self, change: Change) -> None:
        if self._chain is None:
            self._chain = Chain(self._connection, self._batch)
        if change.before is None:
            self._add(change.noun, change.after)
        else:
            self._flush()
            if change.after is None:
                self._remove(change.noun, change.before)
            else:
                self._update(change.noun, change.before, self._resolved(change.noun, change.after))

    def finish(self) -> Receipt:
        self._flush()
        if self._chain is None:
            return Receipt(0, ())
        self._chain.flush()
        return Receipt(self._chain.batch, tuple(self._things))

    def _add(self, key: str, thing: Any) -> None:
        if key != self._held_noun or len(self._held) >= _HOLD:
            self._flush()
            self._held_noun = key
        provisional = thing.number
        thing = self._resolved(key, thing)
        if provisional <= 0 or not thing.uid:
            number = self._free_number(key, thing) if provisional <= 0 else provisional
            thing = replace(thing, number=number, uid=thing.uid or os.urandom(16).hex())
        if provisional < 0:
            self._made[key, provisional] = thing.number
        if self._echo:
            self._things.append(thing)
        row = shape_of(key).row(thing)
        self._held.append(row)
        given = {name: value for name, value in row.items() if value is not None}
        self._record(key, thing, None, given)

    def _update(self, key: str, before: Any, after: Any) -> None:
        old, new = shape_of(key).row(before), shape_of(key).row(after)
        changed = [name for name in new if new[name] != old[name]]
        if not changed:
            return
        assignments = ", ".join(f'"{name}" = :new_{name}' for name in changed)
        values = {f"new_{name}": new[name] for name in changed} | old
        self._one(f"UPDATE {noun(key).plural} SET {assignments} WHERE {_as_it_was(shape_of(key))}", values, before)
        if self._echo:
            self._things.append(after)
        self._record(key, after, {name: old[name] for name in changed}, {name: new[name] for name in changed})

    def _remove(self, key: str, before: Any) -> None:
        old = shape_of(key).row(before)
        self._one(f"DELETE FROM {noun(key).plural} WHERE {_as_it_was(shape_of(key))}", old, before)
        self._record(key, before, {name: value for name, value in old.items() if value is not None}, None)

    def _one(self, statement: str, values: Mapping[str, Value], before: Any) -> None:
        if self._connection.execute(statement, values).rowcount != 1:
            kind = noun(type(before).__module__.rpartition(".")[2])
            raise Conflict(
                _("{ref} has changed in the meantime; nothing was written.", ref=kind.ref(before)), hint=_("Try again.")
            )

    def _record(
        self, key: str, thing: Any, before: Mapping[str, Value] | None, after: Mapping[str, Value] | None
    ) -> None:
        assert self._chain is not None
        self._chain.add(key, thing.uid, noun(key).ref(thing), before, after)

    def _resolved(self, key: str, thing: Any) -> Any:
        """`thing` with references to what this batch added replaced by the numbers that those were given."""
        known: dict[str, Any] = {}
        for name, kind in _references(key):
            value = getattr(thing, name)
            if kind is Kind.PROJECTS:
                if any(number < 0 for number in value):
                    known[name] = tuple(self._made["project", n] if n < 0 else n for n in value)
            elif value is not None and value < 0:
                known[name] = self._made[REFERENCES[kind], value]
        return replace(thing, **known) if known else thing

    def _free_number(self, key: str, thing: Any) -> int:
        """The next number that was never used: in the whole ledger, or inside the thing's project."""
        within = noun(key).within
        place = (key, getattr(thing, within) if within else None)
        if place not in self._next:
            self._next[place] = self._last_number(key, place[1])
        self._next[place] += 1
        return self._next[place]

    def _last_number(self, key: str, inside: int | None) -> int:
        plural, within = noun(key).plural, noun(key).within
        if within:
            self._flush()
            query = f"SELECT coalesce(max(number), 0) FROM {plural} WHERE {within} = ?"
            return int(self._connection.execute(query, (inside,)).fetchone()[0])
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (plural,)).fetchone()
        held = [int(one["number"] or 0) for one in self._held] if self._held_noun == key else []
        return max([row[0] if row else 0, *held])

    def _flush(self) -> None:
        if self._held:
            shape = shape_of(self._held_noun)
            places = ", ".join(f":{key}" for key in shape.keys)
            statement = f"INSERT INTO {shape.noun.plural} ({shape.columns}) VALUES ({places})"
            self._connection.executemany(statement, self._held)
            self._held = []


def _references(key: str) -> list[tuple[str, Kind]]:
    fields = noun(key).fields.values()
    return [(f.key, f.kind) for f in fields if f.kind in REFERENCES or f.kind is Kind.PROJECTS]


def _as_it_was(shape: Shape) -> str:
    return " AND ".join(f'"{key}" IS :{key}' for key in shape.keys)
