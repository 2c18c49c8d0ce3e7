"""Writing a batch: rows and history in one transaction."""

import os
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from reformcli.errors import Conflict
from reformcli.i18n import _
from reformcli.model.change import Batch, Change, Receipt
from reformcli.model.field_kinds import REFERENCES, FieldKind
from reformcli.model.noun import noun, noun_of
from reformcli.store.history import Chain
from reformcli.store.rows import Shape, Value, shape_of
from reformcli.store.sqlite.connection import writing

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
        self._held: list[list[Value]] = []
        self._uid_of_batch = os.urandom(12).hex()
        self._uids = 0
        self._uid_of: dict[tuple[str, int], str] = {}
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
                before, after = (self._as_made(change.noun, one) for one in (change.before, change.after))
                self._update(change.noun, before, after)

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
        shape = shape_of(key)
        thing = self._resolved(key, thing)
        row = shape.row(thing)
        number = thing.number if thing.number > 0 else self._free_number(key, thing)
        uid = thing.uid or self._new_uid()
        row[shape.number], row[shape.uid] = number, uid
        if thing.number < 0:
            self._made[key, thing.number] = number
            self._uid_of[key, thing.number] = uid
        if thing.number != number or self._echo:
            thing = replace(thing, number=number, uid=uid)
        if self._echo:
            self._things.append(thing)
        self._held.append(row)
        given = {name: value for name, value in zip(shape.keys, row, strict=True) if value is not None}
        self._record(key, uid, shape.noun.ref(thing), None, given)

    def _new_uid(self) -> str:
        """An identity never used before; those of one batch are in order, which indexes like."""
        self._uids += 1
        return f"{self._uid_of_batch}{self._uids:08x}"

    def _update(self, key: str, before: Any, after: Any) -> None:
        shape = shape_of(key)
        old, new = (dict(zip(shape.keys, shape.row(thing), strict=True)) for thing in (before, after))
        changed = [name for name in new if new[name] != old[name]]
        if not changed:
            return
        assignments = ", ".join(f'"{name}" = :new_{name}' for name in changed)
        values = {f"new_{name}": new[name] for name in changed} | old
        self._one(f"UPDATE {shape.noun.plural} SET {assignments} WHERE {_as_it_was(shape)}", values, before)
        if self._echo:
            self._things.append(after)
        different = [{name: row[name] for name in changed} for row in (old, new)]
        self._record(key, after.uid, shape.noun.ref(after), *different)

    def _remove(self, key: str, before: Any) -> None:
        shape = shape_of(key)
        old = dict(zip(shape.keys, shape.row(before), strict=True))
        self._one(f"DELETE FROM {shape.noun.plural} WHERE {_as_it_was(shape)}", old, before)
        gone = {name: value for name, value in old.items() if value is not None}
        self._record(key, before.uid, shape.noun.ref(before), gone, None)

    def _one(self, statement: str, values: Mapping[str, Value], before: Any) -> None:
        if self._connection.execute(statement, values).rowcount != 1:
            ref = noun_of(before).ref(before)
            raise Conflict(_("{ref} has changed in the meantime; nothing was written.", ref=ref), hint=_("Try again."))

    def _record(
        self, key: str, uid: str, ref: str, before: Mapping[str, Value] | None, after: Mapping[str, Value] | None
    ) -> None:
        assert self._chain is not None
        self._chain.add(key, uid, ref, before, after)

    def _as_made(self, key: str, thing: Any) -> Any:
        """`thing` with its references resolved; what this batch added with the number and uid given to it."""
        resolved = self._resolved(key, thing)
        if (key, thing.number) not in self._uid_of:
            return resolved
        return replace(resolved, number=self._made[key, thing.number], uid=self._uid_of[key, thing.number])

    def _resolved(self, key: str, thing: Any) -> Any:
        """`thing` with references to what this batch added replaced by the numbers that those were given."""
        known: dict[str, Any] = {}
        for name, kind in _references(key):
            value = getattr(thing, name)
            if kind is FieldKind.PROJECTS:
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
        self._flush()
        if within:
            query = f"SELECT coalesce(max(number), 0) FROM {plural} WHERE {within} = ?"
            return int(self._connection.execute(query, (inside,)).fetchone()[0])
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (plural,)).fetchone()
        return int(row[0]) if row else 0

    def _flush(self) -> None:
        if self._held:
            self._connection.executemany(shape_of(self._held_noun).insert, self._held)
            self._held = []


@cache
def _references(key: str) -> list[tuple[str, FieldKind]]:
    fields = noun(key).fields.values()
    return [(f.key, f.kind) for f in fields if f.kind in REFERENCES or f.kind is FieldKind.PROJECTS]


def _as_it_was(shape: Shape) -> str:
    return " AND ".join(f'"{key}" IS :{key}' for key in shape.keys)
