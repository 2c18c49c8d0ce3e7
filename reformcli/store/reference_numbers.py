"""References of one batch: to what it adds itself, to what must be there, and from what would be left behind."""

import sqlite3
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
        self._own: dict[tuple[str, int], tuple[int, str]] = {}
        self._meant: dict[Ref, str] = {}
        self._gone: list[Ref] = []

    def made(self, noun: Noun[Thing], thing: Thing, number: int, uid: str) -> None:
        """Know the number and uid that a thing with a provisional, negative number was given."""
        if thing.number < 0:
            self._own[noun.key, thing.number] = (number, uid)

    def own(self, noun: Noun[Thing], thing: Thing) -> tuple[int, str] | None:
        """The number and uid of a thing that this batch added under a provisional number."""
        return self._own.get((noun.key, thing.number))

    def resolved(self, noun: Noun[Thing], thing: T) -> T:
        """`thing` with references to what this batch added replaced by the numbers that those were given."""
        known: dict[str, Any] = {}
        for field in noun.references:
            value = field.of(thing)
            fresh = self._resolved_value(field, value)
            if fresh != value:
                known[field.key] = fresh
        return replace(thing, **known) if known else thing

    def _resolved_value(self, field: Field, value: Any) -> Any:
        if field.kind is FieldKind.REFERENCE:
            return value if value is None or value >= 0 else self._own[field.to, value][0]
        if field.kind is FieldKind.REF:
            return value if value is None else self._resolved_ref(value)
        return tuple(
            self._resolved_ref(item) if isinstance(item, Ref) else item if item >= 0 else self._own[field.to, item][0]
            for item in value
        )

    def _resolved_ref(self, ref: Ref) -> Ref:
        within = ref.within
        if within is not None and within < 0:
            within = self._own[listed_noun(ref.noun).within, within][0]
        number = ref.number if ref.number >= 0 else self._own[ref.noun, ref.number][0]
        return ref._replace(number=number, within=within)

    def look_at(self, noun: Noun[Thing], thing: Thing) -> None:
        """Remember what `thing` refers to where no foreign key of its table looks after it."""
        for field in noun.references:
            if field.kind is not FieldKind.REFERENCE:
                for ref in field.refs_in(thing):
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
    listed = listed_noun(ref.noun)
    inside = f" AND {listed.within} = {SQL.parameter('within')}" if listed.within else ""
    query = f"SELECT 1 FROM {listed.plural} WHERE number = {SQL.parameter('number')}{inside}"
    return connection.execute(query, {"number": ref.number, "within": ref.within}).fetchone() is not None


def refers(connection: sqlite3.Connection, noun: Noun[Thing], field: Field, ref: Ref) -> bool:
    """Whether a field of any thing of a noun refers to `ref`."""
    if field.kind is FieldKind.REF:
        parts = dict(zip(columns_of(field), stored_ref(ref), strict=True))
        where = " AND ".join(SQL.same(column, SQL.parameter(column)) for column in parts)
        return connection.execute(f"SELECT 1 FROM {noun.plural} WHERE {where}", parts).fetchone() is not None
    item = stored_item(ref if listed_noun(field.to).within else ref.number)
    query = f"SELECT 1 FROM {noun.plural} t WHERE {SQL.holds(f't.{field.key}', 'item')}"
    return connection.execute(query, {"item": dumps(item) if isinstance(item, list) else item}).fetchone() is not None
