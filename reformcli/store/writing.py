"""Writing a batch: rows and history in one transaction."""

import os
import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from reformcli.errors import Conflict
from reformcli.i18n import _
from reformcli.model.change import Batch, Change, Receipt
from reformcli.model.fields import Thing
from reformcli.model.noun import noun_of
from reformcli.store.history import Chain
from reformcli.store.numbers import Numbers
from reformcli.store.reference_numbers import References
from reformcli.store.rows import RowCodec, Value, codec, dumps
from reformcli.store.sqlite.connection import writing

_HOLD = 1000


def apply(connection: sqlite3.Connection, batch: Batch, *, echo: bool) -> Receipt:
    """Write `batch` whole or not at all. Raises Conflict where a thing is no longer as the batch knew it, or where what
    it takes away is still referred to; BadValue where it refers to what is not there."""
    with writing(connection):
        writer = _Writer(connection, batch, echo)
        for change in batch.changes:
            writer.write(change)
        return writer.finish()


class _Writer:
    def __init__(self, connection: sqlite3.Connection, batch: Batch, echo: bool) -> None:
        self._connection = connection
        self._batch = batch
        self._echo = echo
        self._chain: Chain | None = None
        self._numbers = Numbers(connection)
        self._references = References(connection)
        self._things: list[Thing] = []
        self._held: dict[str, list[list[Value]]] = {}
        self._count = 0
        self._uid_of_batch = os.urandom(12).hex()
        self._uids = 0

    def write(self, change: Change[Thing]) -> None:
        if self._chain is None:
            self._chain = Chain(self._connection, self._batch)
        if change.before is None and change.after is not None:
            self._add(change.after)
        elif change.before is not None:
            self._flush()
            if change.after is None:
                self._remove(change.before)
            else:
                self._update(*(self._references.as_made(noun_of(side), side) for side in (change.before, change.after)))

    def finish(self) -> Receipt:
        self._flush()
        if self._chain is None:
            return Receipt(0, ())
        self._numbers.keep()
        self._references.check()
        self._chain.flush()
        return Receipt(self._chain.batch, tuple(self._things), self._chain.earlier)

    def _add(self, thing: Thing) -> None:
        key = noun_of(thing).key
        if self._count >= _HOLD:
            self._flush()
        columns = codec(key)
        thing = self._references.resolved(columns.noun, thing)
        row = columns.row(thing)
        number = self._numbers.number_of(columns.noun, thing)
        uid = thing.uid or self._new_uid()
        row[columns.number], row[columns.uid] = number, uid
        self._references.made(columns.noun, thing, number)
        if self._echo:
            self._things.append(replace(thing, number=number, uid=uid))
        self._held.setdefault(key, []).append(row)
        self._count += 1
        self._record(columns, thing, uid, None, columns.text(row), number)

    def _new_uid(self) -> str:
        """An identity never used before; those of one batch are in order, which indexes like."""
        self._uids += 1
        return f"{self._uid_of_batch}{self._uids:08x}"

    def _update(self, before: Thing, after: Thing) -> None:
        columns = codec(noun_of(before).key)
        old, new = (dict(zip(columns.keys, columns.row(thing), strict=True)) for thing in (before, after))
        changed = [name for name in new if new[name] != old[name]]
        if not changed:
            return
        assignments = ", ".join(f'"{name}" = :new_{name}' for name in changed)
        values = {f"new_{name}": new[name] for name in changed} | old
        self._one(f"UPDATE {columns.noun.plural} SET {assignments} WHERE {_as_it_was(columns)}", values, before)
        if self._echo:
            self._things.append(after)
        was, became = (dumps({name: row[name] for name in changed}) for row in (old, new))
        self._record(columns, after, after.uid, was, became)

    def _remove(self, before: Thing) -> None:
        columns = codec(noun_of(before).key)
        row = columns.row(before)
        old = dict(zip(columns.keys, row, strict=True))
        self._one(f"DELETE FROM {columns.noun.plural} WHERE {_as_it_was(columns)}", old, before)
        self._references.gone(columns.noun, before)
        self._record(columns, before, before.uid, columns.text(row), None)

    def _one(self, statement: str, values: Mapping[str, Value], before: Thing) -> None:
        if self._connection.execute(statement, values).rowcount != 1:
            raise Conflict(
                _("{ref} has changed in the meantime; nothing was written.", ref=noun_of(before).said(before)),
                hint=_("Try again."),
            )

    def _record(
        self,
        columns: RowCodec,
        thing: Thing,
        uid: str,
        before: str | None,
        after: str | None,
        number: int | None = None,
    ) -> None:
        """Write the line of history of a thing, with the columns that differ as JSON; `number` is the one that it is
        given, where it does not have it."""
        assert self._chain is not None
        self._chain.add(columns.noun.key, uid, columns.noun.said(thing, number), before, after)
        if after is not None:
            self._references.look_at(columns.noun, thing)

    def _flush(self) -> None:
        """Write the rows that are held, in any order: what they refer to is looked at when the batch is whole."""
        for key, rows in self._held.items():
            self._connection.executemany(codec(key).insert, rows)
        self._held.clear()
        self._count = 0


def _as_it_was(columns: RowCodec) -> str:
    return " AND ".join(f'"{key}" IS :{key}' for key in columns.keys)
