"""Find: where a text is mentioned."""

import unicodedata
from collections.abc import Iterator

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
            if field.kind in (FieldKind.TEXT, FieldKind.NAMES) and field.key != "uid"
        ]
        for thing in ledger.find(kind.type) if fields else ():
            for field in fields:
                value = field.of(thing)
                text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
                if text and needle in _folded(text):
                    yield (kind.key, typed_for(kind, thing), Code(field.key, field.label), text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
