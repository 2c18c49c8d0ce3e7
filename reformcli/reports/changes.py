"""History: one row for each field that changed."""

from collections.abc import Iterable, Iterator
from typing import Any

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.change import Entry
from reformcli.table import Column, Row, Shape, Table

COLUMNS = (
    Column("batch", mark("Batch"), mark("Number of the batch; `reform undo` takes it."), Shape.NUMBER),
    Column("at", mark("At"), mark("Moment of the change, UTC."), detail=True),
    Column("actor", mark("Actor"), mark("Who made it."), detail=True),
    Column("verb", mark("Verb"), mark("The command that made it."), detail=True),
    columns.NOUN._replace(detail=True),
    columns.REF,
    Column("field", mark("Field"), mark("Key of the field.")),
    Column("before", mark("Before"), mark("What it held.")),
    Column("after", mark("After"), mark("What it holds since."), main=True),
)


def changes(entries: Iterable[Entry]) -> Table:
    """The lines of the history, oldest first."""
    return Table("history", _("History"), COLUMNS, _rows(entries), empty=_("Nothing has happened yet."))


def _rows(entries: Iterable[Entry]) -> Iterator[Row]:
    for entry in entries:
        before, after = entry.before or {}, entry.after or {}
        for key in after or before:
            old, new = _said(before.get(key)), _said(after.get(key))
            if key in ("uid", "number") or old == new == "":
                continue
            yield (entry.batch, entry.at, entry.actor, entry.verb, entry.noun, entry.ref, key, old or None, new or None)


def _said(value: Any) -> str:
    if value is None or value in ((), {}, ""):
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {cell}" for key, cell in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
