"""History: one row for each field that changed."""

from collections.abc import Iterable, Iterator, Mapping

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.change import HistoryLine
from reformcli.model.fields import FieldValue
from reformcli.model.refs import Ref
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
    Column("hash", mark("Hash"), mark("Hash of the line, which holds that of the line before it."), detail=True),
)


def changes(lines: Iterable[HistoryLine], *, hashes: bool = False) -> Table:
    """The lines of the history, oldest first; with their `hashes`, which programs compare and people do not read."""
    shown = len(COLUMNS) if hashes else len(COLUMNS) - 1
    rows = (row[:shown] for row in _rows(lines))
    return Table("history", _("History"), COLUMNS[:shown], rows, empty=_("Nothing has happened yet."))


def _rows(lines: Iterable[HistoryLine]) -> Iterator[Row]:
    for line in lines:
        before, after = line.before or {}, line.after or {}
        for key in after or before:
            old, new = _text(before.get(key)), _text(after.get(key))
            if key in ("uid", "number") or old == new == "":
                continue
            facts = (line.batch, line.at, line.actor, line.verb, line.noun, line.ref)
            yield (*facts, key, old or None, new or None, line.hash)


def _text(value: FieldValue) -> str:
    if value is None or value in ((), {}, ""):
        return ""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {cell}" for key, cell in value.items())
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return ", ".join(map(str, value))
    return str(value)
