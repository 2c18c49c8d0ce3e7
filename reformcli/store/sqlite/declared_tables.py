"""The table of a noun, made from its declaration: for nouns that a caller brings, and to hold shipped ones against."""

from collections.abc import Iterator

from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, Thing
from reformcli.model.noun import Noun
from reformcli.model.nouns import listed_noun
from reformcli.store.rows import columns_of
from reformcli.store.tracked import is_open

_TYPES = {
    FieldKind.NUMBER: "INTEGER",
    FieldKind.DECIMAL: "REAL",
    FieldKind.FLAG: "INTEGER",
    FieldKind.REFERENCE: "INTEGER",
}
_ALWAYS = (FieldKind.NAMES, FieldKind.REFERENCES, FieldKind.EXTRA)
"""Kinds whose blank is a value too: an empty list."""


def statements(noun: Noun[Thing]) -> Iterator[str]:
    """The statements that make a noun's table and its indexes, where they are not there yet."""
    columns = [text for field in noun.fields.values() for text in _columns(field, within=noun.within)]
    if noun.within:
        columns.append(f"PRIMARY KEY ({noun.within}, number)")
    yield f"CREATE TABLE IF NOT EXISTS {noun.plural} ({', '.join(columns)}) STRICT"
    for field in noun.references:
        if field.kind is not FieldKind.REFERENCES:
            keys = ", ".join(f'"{column}"' for column in columns_of(field))
            yield f"CREATE INDEX IF NOT EXISTS {noun.plural}_{field.key} ON {noun.plural} ({keys})"
    if (facts := noun.tracked) is not None:
        yield (
            f"CREATE INDEX IF NOT EXISTS {noun.plural}_open ON {noun.plural} ({facts.due}) WHERE {is_open(facts.state)}"
        )


def _columns(field: Field, *, within: str | None) -> Iterator[str]:
    """The columns that hold a field, as they are declared in a table."""
    if field.key == "number":
        yield "number INTEGER NOT NULL" if within else "number INTEGER PRIMARY KEY"
    elif field.key == "uid":
        yield "uid TEXT NOT NULL UNIQUE"
    elif field.kind is FieldKind.REF:
        noun, inside, number = columns_of(field)
        needed = " NOT NULL" if field.required else ""
        yield from (f"{noun} TEXT{needed}", f"{inside} INTEGER", f"{number} INTEGER{needed}")
    else:
        needed = " NOT NULL" if field.required or field.kind in _ALWAYS else ""
        to = ""
        if field.kind is FieldKind.REFERENCE and not listed_noun(field.to).within:
            to = f" REFERENCES {listed_noun(field.to).plural}(number) DEFERRABLE INITIALLY DEFERRED"
        yield f'"{field.key}" {_TYPES.get(field.kind, "TEXT")}{needed}{to}'
