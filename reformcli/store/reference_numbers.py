"""References of one batch: to what it adds itself, to what must be there, and from what would be left behind."""

import sqlite3
from array import array
from dataclasses import replace
from typing import Any

from reformcli.errors import BadValue, Conflict
from reformcli.i18n import _
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, Thing
from reformcli.model.noun import Noun, T, referring_to
from reformcli.model.nouns import listed_noun
from reformcli.model.refs import Ref
from reformcli.store.dialect import SQLITE as SQL
from reformcli.store.rows import columns_of, dumps, stored_item, stored_ref


class References:
    """Resolves provisional numbers, and checks at the end that every reference leads somewhere."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._own: dict[str, array[int]] = {}
        self._meant: dict[Ref, str] = {}
        self._gone: list[Ref] = []

    def made(self, noun: Noun[Thing], thing: Thing, number: int) -> None:
        """Know the number that a thing with a provisional, negative number was given."""
        if thing.number < 0:
            own = self._own.setdefault(noun.key, array("q"))
            own.extend([0] * (1 - thing.number - len(own)))
            own[-thing.number] = number

    def as_made(self, noun: Noun[T], thing: T) -> T:
        """`thing` with its references resolved; one that this batch has written with its own number and uid."""
        resolved = self.resolved(noun, thing)
        if thing.number >= 0:
            return resolved
        made: dict[str, Any] = {"number": self._number(noun.key, thing.number)}
        written = replace(resolved, **made)
        return replace(written, uid=uid_of(self._connection, noun.ref(written)) or "")

    def _number(self, noun_key: str, number: int) -> int:
        """The number that stands for `number`, which may be a provisional one of this batch."""
        return number if number >= 0 else self._own[noun_key][-number]

    def resolved(self, noun: Noun[Thing], thing: T) -> T:
        """`thing` with references to what this batch added replaced by the numbers that those were given."""
        known: dict[str, Any] = {}
        for field in noun.references:
            value = field.of(thing)
            if value and (resolved := self._resolved_value(field, value)) != value:
                known[field.key] = resolved
        return replace(thing, **known) if known else thing

    def _resolved_value(self, field: Field, value: Any) -> Any:
        if field.kind is FieldKind.REFERENCE:
            return self._number(field.to, value)
        if field.kind is FieldKind.REF:
            return self._resolved_ref(value)
        return tuple(
            self._resolved_ref(item) if isinstance(item, Ref) else self._number(field.to, item) for item in value
        )

    def _resolved_ref(self, ref: Ref) -> Ref:
        within = ref.within
        if within is not None:
            within = self._number(listed_noun(ref.noun).within, within)
        return ref._replace(number=self._number(ref.noun, ref.number), within=within)

    def look_at(self, noun: Noun[Thing], thing: Thing) -> None:
        """Remember what `thing` refers to where no foreign key of its table looks after it."""
        for field in noun.references:
            if field.kind is not FieldKind.REFERENCE and (value := field.of(thing)):
                for ref in field.refs_of(value):
                    self._meant.setdefault(ref, field.label)

    def gone(self, noun: Noun[Thing], thing: Thing) -> None:
        """Remember a thing that is taken away."""
        self._gone.append(noun.ref(thing))

    def check(self) -> None:
        """Raise BadValue for a reference to what is not there, Conflict for one that is left to what is gone."""
        for ref, label in self._meant.items():
            if not exists(self._connection, ref):
                raise BadValue(_("{field}: there is no {ref}.", field=_(label), ref=ref))
        for ref in self._gone:
            if exists(self._connection, ref):
                continue
            for noun, field in referring_to(ref.noun):
                if field.kind is not FieldKind.REFERENCE and refers(self._connection, noun, field, ref):
                    raise Conflict(
                        _("{noun}: some still refer to {ref}; nothing was written.", noun=_(noun.label), ref=ref),
                        hint=_("Undo those first."),
                    )


def exists(connection: sqlite3.Connection, ref: Ref) -> bool:
    """Whether what `ref` means is in the ledger."""
    return uid_of(connection, ref) is not None


def uid_of(connection: sqlite3.Connection, ref: Ref) -> str | None:
    """The uid of what `ref` means; None where nothing in the ledger is meant."""
    listed = listed_noun(ref.noun)
    inside = f" AND {listed.within} = {SQL.parameter('within')}" if listed.within else ""
    query = f"SELECT uid FROM {listed.plural} WHERE number = {SQL.parameter('number')}{inside}"
    row = connection.execute(query, {"number": ref.number, "within": ref.within}).fetchone()
    return None if row is None else str(row[0])


def refers(connection: sqlite3.Connection, noun: Noun[Thing], field: Field, ref: Ref) -> bool:
    """Whether a field of any thing of a noun refers to `ref`."""
    if field.kind is FieldKind.REF:
        parts = dict(zip(columns_of(field), stored_ref(ref), strict=True))
        where = " AND ".join(SQL.same(column, SQL.parameter(column)) for column in parts)
        return connection.execute(f"SELECT 1 FROM {noun.plural} WHERE {where}", parts).fetchone() is not None
    item = stored_item(ref if listed_noun(field.to).within else ref.number)
    query = f"SELECT 1 FROM {noun.plural} t WHERE {SQL.holds(f't.{field.key}', 'item')}"
    return connection.execute(query, {"item": dumps(item) if isinstance(item, list) else item}).fetchone() is not None
