"""Find: where a text is mentioned."""

import unicodedata
from collections.abc import Iterator, Mapping

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.noun import nouns
from reformcli.reports.things import typed_for
from reformcli.table import Code, Column, Row, Table

COLUMNS = (
    columns.NOUN,
    columns.REF,
    Column("field", mark("Field"), mark("Key of the field that mentions it.")),
    Column("text", mark("Text"), mark("What the field holds."), main=True),
)


def search(ledger: Ledger, text: str) -> Table:
    """One row for each field that mentions `text`, whatever the case and width of letters."""
    empty = _("Nothing mentions {text!r}.", text=text)
    return Table("find", _("Found: {text}", text=text), COLUMNS, _rows(ledger, _folded(text)), empty=empty)


def _rows(ledger: Ledger, needle: str) -> Iterator[Row]:
    for kind in nouns():
        fields = [
            field
            for field in kind.fields.values()
            if field.kind in (FieldKind.TEXT, FieldKind.NAMES, FieldKind.EXTRA) and field.key != "uid"
        ]
        for thing in ledger.find(kind.type) if fields else ():
            for field in fields:
                for text in _texts(field.of(thing)):
                    if needle in _folded(text):
                        yield (kind.key, typed_for(kind, thing), Code(field.key, field.label), text)


def _texts(value: object) -> Iterator[str]:
    """What a field holds, as people read it: of other columns, each with its heading."""
    if isinstance(value, Mapping):
        for heading, cell in value.items():
            yield f"{heading}: {cell}"
    elif isinstance(value, tuple):
        yield ", ".join(map(str, value))
    elif value:
        yield str(value)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
