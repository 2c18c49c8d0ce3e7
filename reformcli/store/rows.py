"""Things to rows and back: the only place that knows how a field's kind is stored.

Dates are ISO text, yes and no are 1 and 0, lists and other columns are JSON text.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reformcli.model.field_kinds import FieldKind

if TYPE_CHECKING:
    from reformcli.model.noun import Noun

Value = str | int | float | None


def dumps(value: Any) -> str:
    """JSON in its shortest form, with text as it is."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _list(value: Sequence[Any]) -> str:
    return dumps(list(value)) if value else "[]"


def _extra(value: Mapping[str, str]) -> str:
    return dumps(dict(value)) if value else "{}"


_INTO: Mapping[FieldKind, Callable[[Any], Value]] = {
    FieldKind.DATE: lambda value: value.isoformat(),
    FieldKind.FLAG: int,
    FieldKind.NAMES: _list,
    FieldKind.PROJECTS: _list,
    FieldKind.EXTRA: _extra,
}

_OUT_OF: Mapping[FieldKind, Callable[[Any], Any]] = {
    FieldKind.DATE: date.fromisoformat,
    FieldKind.FLAG: bool,
    FieldKind.NAMES: lambda text: () if text == "[]" else tuple(json.loads(text)),
    FieldKind.PROJECTS: lambda text: () if text == "[]" else tuple(json.loads(text)),
    FieldKind.EXTRA: lambda text: {} if text == "{}" else json.loads(text),
}


class Shape:
    """How the things of one noun are stored: its columns, and what turns each value."""

    def __init__(self, noun: "Noun") -> None:
        self.noun = noun
        self.keys = tuple(noun.fields)
        self.columns = ", ".join(f'"{key}"' for key in self.keys)
        self.insert = f"INSERT INTO {noun.plural} ({self.columns}) VALUES ({', '.join('?' * len(self.keys))})"
        fields = list(enumerate(noun.fields.values()))
        self.number, self.uid = self.keys.index("number"), self.keys.index("uid")
        self._values = attrgetter(*self.keys)
        self._into = [(i, _INTO[field.kind]) for i, field in fields if field.kind in _INTO]
        self._out_of = [(i, _OUT_OF[field.kind]) for i, field in fields if field.kind in _OUT_OF]

    @cached_property
    def unsaid(self) -> dict[str, Value]:
        """What a column holds of a thing whose lines of history say nothing of it, such as one added by a migration."""
        return dict(zip(self.keys, self.row(self.noun.type()), strict=True))

    def row(self, thing: Any) -> list[Value]:
        """`thing` as column values, in the order of `keys`."""
        row = list(self._values(thing))
        for position, into in self._into:
            if row[position] is not None:
                row[position] = into(row[position])
        return row

    def thing(self, values: Sequence[Any]) -> Any:
        """The thing that `values`, in the order of `columns`, stand for."""
        cells = list(values)
        for position, out_of in self._out_of:
            if cells[position] is not None:
                cells[position] = out_of(cells[position])
        return self.noun.type(**dict(zip(self.keys, cells, strict=True)))

    def value(self, key: str, stored: Any) -> Any:
        """What `stored` stands for in the field `key`."""
        out_of = _OUT_OF.get(self.noun.fields[key].kind)
        return stored if stored is None or out_of is None else out_of(stored)


@cache
def shape_of(noun_key: str) -> Shape:
    """The shape of the noun called `noun_key`."""
    from reformcli.model.noun import noun

    return Shape(noun(noun_key))
