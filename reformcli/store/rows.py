"""Things to rows and back: the only place that knows how a field's kind is stored.

Dates are ISO text, yes and no are 1 and 0, lists and other columns are JSON text, a Ref is three columns: noun, number,
and the number of what that counts within.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reformcli.model.field_kinds import FieldKind
from reformcli.model.refs import Ref

if TYPE_CHECKING:
    from reformcli.model.fields import Field, FieldValue, Thing
    from reformcli.model.noun import Noun, T

Value = str | int | float | None

REF_PARTS = ("noun", "within", "number")
"""The columns of a Ref are called like its field, with these endings."""


def dumps(value: Any) -> str:
    """JSON in its shortest form, with text as it is."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def columns_of(field: "Field") -> tuple[str, ...]:
    """The columns that hold a field."""
    if field.kind is FieldKind.REF:
        return tuple(f"{field.key}_{part}" for part in REF_PARTS)
    return (field.key,)


def stored_ref(ref: Ref | None) -> tuple[Value, Value, Value]:
    """The three column values of a Ref."""
    return (None, None, None) if ref is None else (ref.noun, ref.within, ref.number)


def _ref_of(parts: Sequence[Any]) -> Ref | None:
    """The Ref that three column values are."""
    noun, within, number = parts
    return None if noun is None else Ref(noun, number, within)


def stored_item(item: str | int | Ref) -> str | int | list[int | None]:
    """An item of a list as it stands in JSON: a Ref as the pair of the number that it is within, and its own."""
    return [item.within, item.number] if isinstance(item, Ref) else item


def _list(value: Sequence[str | int | Ref]) -> str:
    return dumps([stored_item(item) for item in value]) if value else "[]"


def _extra(value: Mapping[str, str]) -> str:
    return dumps(dict(value)) if value else "{}"


_INTO: Mapping[FieldKind, Callable[[Any], Value]] = {
    FieldKind.DATE: lambda value: value.isoformat(),
    FieldKind.FLAG: int,
    FieldKind.NAMES: _list,
    FieldKind.REFERENCES: _list,
    FieldKind.EXTRA: _extra,
}

_OUT_OF: Mapping[FieldKind, Callable[[Any], Any]] = {
    FieldKind.DATE: date.fromisoformat,
    FieldKind.FLAG: bool,
    FieldKind.NAMES: lambda text: () if text == "[]" else tuple(json.loads(text)),
    FieldKind.REFERENCES: lambda text: () if text == "[]" else tuple(json.loads(text)),
    FieldKind.EXTRA: lambda text: {} if text == "{}" else json.loads(text),
}


class RowCodec:
    """How the things of one noun are stored: its columns, and what turns each value."""

    def __init__(self, noun: "Noun[Thing]") -> None:
        self.noun = noun
        self.fields = noun.fields
        self.keys = tuple(column for field in self.fields.values() for column in columns_of(field))
        self.columns = ", ".join(f'"{key}"' for key in self.keys)
        self.insert = f"INSERT INTO {noun.plural} ({self.columns}) VALUES ({', '.join('?' * len(self.keys))})"
        self.number, self.uid = self.keys.index("number"), self.keys.index("uid")
        self._names = tuple(f"{dumps(key)}:" for key in self.keys)
        self._values = attrgetter(*self.fields)
        declared = list(enumerate(self.fields.values()))
        self._refs = [at for at, field in declared if field.kind is FieldKind.REF]
        self._into = [(at, _INTO[field.kind]) for at, field in declared if field.kind in _INTO]
        self._out_of = [(at, self._reader(field)) for at, field in declared if field.kind in _OUT_OF]
        self._unsaid: dict[str, Value] | None = None

    @property
    def unsaid(self) -> dict[str, Value]:
        """What a column holds of a thing whose lines of history say nothing of it, such as one added by a migration."""
        if self._unsaid is None:
            self._unsaid = dict(zip(self.keys, self.row(self.noun.type()), strict=True))
        return self._unsaid

    def row(self, thing: "Thing") -> list[Value]:
        """`thing` as column values, in the order of `keys`."""
        row = list(self._values(thing))
        for position, into in self._into:
            if row[position] is not None:
                row[position] = into(row[position])
        for position in reversed(self._refs):
            row[position : position + 1] = stored_ref(row[position])
        return row

    def text(self, row: Sequence[Value]) -> str:
        """The column values that are not NULL as a JSON object: what `dumps` makes of them, in half its time."""
        cells = [
            name + (encode_basestring(value) if isinstance(value, str) else repr(value))
            for name, value in zip(self._names, row, strict=True)
            if value is not None
        ]
        return f"{{{','.join(cells)}}}"

    def thing(self, kind: "type[T]", values: Sequence[Any]) -> "T":
        """The thing of the type `kind`, this noun's, that `values`, in the order of `keys`, stand for."""
        cells = list(values)
        for position in self._refs:
            cells[position : position + 3] = [_ref_of(cells[position : position + 3])]
        for position, out_of in self._out_of:
            if cells[position] is not None:
                cells[position] = out_of(cells[position])
        return kind(**dict(zip(self.fields, cells, strict=True)))

    def values(self, stored: Mapping[str, Any]) -> "dict[str, FieldValue]":
        """What the columns of a line of history stand for, by field; columns that no field has are left out."""
        values: dict[str, FieldValue] = {}
        for key, field in self.fields.items():
            if field.kind is FieldKind.REF:
                columns = columns_of(field)
                if any(column in stored for column in columns):
                    parts = [stored.get(column) for column in columns]
                    values[key] = _ref_of(parts)
            elif key in stored:
                out_of = self._reader(field)
                values[key] = stored[key] if stored[key] is None else out_of(stored[key])
        return values

    @staticmethod
    def _reader(field: "Field") -> Callable[[Any], Any]:
        if field.kind is FieldKind.REFERENCES and _counts_within(field.to):
            return lambda text: tuple(Ref(field.to, number, within) for within, number in json.loads(text))
        return _OUT_OF.get(field.kind, lambda value: value)


def _counts_within(noun_key: str) -> bool:
    from reformcli.model.nouns import listed_noun

    return bool(listed_noun(noun_key).within)


@cache
def codec(noun_key: str) -> RowCodec:
    """The codec of the noun called `noun_key`."""
    from reformcli.model.noun import noun

    return RowCodec(noun(noun_key))
