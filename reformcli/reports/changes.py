"""History: one row for each field that changed."""

from collections.abc import Iterable, Iterator, Mapping

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.change import HistoryLine
from reformcli.model.fields import FieldValue
from reformcli.model.noun import noun
from reformcli.model.nouns import is_noun
from reformcli.model.refs import Ref
from reformcli.reports.differences import in_words
from reformcli.table import Column, Shape, Table

_REF, _FIELD, _BEFORE, _AFTER = (
    columns.REF,
    Column("field", mark("Field"), mark("Key of the field.")),
    Column("before", mark("Before"), mark("What it held.")),
    Column("after", mark("After"), mark("What it holds since."), main=True),
)
COLUMNS = (
    Column("batch", mark("Batch"), mark("Number of the batch; `reform undo` takes it."), Shape.NUMBER),
    Column("at", mark("At"), mark("Moment of the change, UTC."), detail=True),
    Column("actor", mark("Actor"), mark("Who made it."), detail=True),
    Column("verb", mark("Verb"), mark("The command that made it."), detail=True),
    columns.NOUN._replace(detail=True),
    _REF,
    _FIELD,
    _BEFORE,
    _AFTER,
    Column("hash", mark("Hash"), mark("Hash of the line, which holds that of the line before it."), detail=True),
)
_IN_WORDS = (Column("batch", mark("Batch"), ""), columns.NOUN, _REF, _FIELD, _BEFORE, _AFTER)


def changes(lines: Iterable[HistoryLine]) -> Table:
    """The lines of the history, oldest first, for programs: keys, what is stored, hashes."""
    rows = (
        (line.batch, line.at, line.actor, line.verb, line.noun, line.ref, key, _text(old), _text(new), line.hash)
        for line in lines
        for key, old, new in _differing(line)
    )
    return Table("history", _("History"), COLUMNS, rows, empty=_("Nothing has happened yet."))


def changes_in_words(lines: Iterable[HistoryLine], names: Mapping[int, str]) -> Table:
    """The lines of the history, oldest first, for people: batch by batch, fields and values in words. `names` are those
    of the owners by number."""
    rows = (
        (_batch(line), line.noun, line.ref, *_told(line, key, old, new, names))
        for line in lines
        for key, old, new in _differing(line)
    )
    empty = _("Nothing has happened yet.")
    return Table("history", _("History"), _IN_WORDS, rows, section="batch", empty=empty)


def _differing(line: HistoryLine) -> Iterator[tuple[str, FieldValue, FieldValue]]:
    """The key of each field that differs, and what it held before and holds after."""
    before, after = line.before or {}, line.after or {}
    for key in after or before:
        old, new = before.get(key), after.get(key)
        if key not in ("uid", "number") and (_text(old) or _text(new)):
            yield key, old, new


def minute(line: HistoryLine) -> str:
    """When a change was made, to the minute, UTC."""
    return line.at[:16].replace("T", " ")


def _batch(line: HistoryLine) -> str:
    """A batch in a line: its number, the command, who made it and when."""
    facts = {"batch": line.batch, "verb": line.verb, "actor": line.actor, "at": minute(line)}
    return _("{batch}: {verb}, by {actor}, {at} UTC", **facts)


def _told(
    line: HistoryLine, key: str, old: FieldValue, new: FieldValue, names: Mapping[int, str]
) -> tuple[str, str | None, str | None]:
    field = noun(line.noun).fields.get(key) if is_noun(line.noun) else None
    if field is None:
        return key, _text(old), _text(new)
    return (
        _(field.label),
        in_words(field, old, names) if _text(old) else None,
        in_words(field, new, names) if _text(new) else None,
    )


def _text(value: FieldValue) -> str | None:
    if value is None or value in ((), {}, ""):
        return None
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {cell}" for key, cell in value.items())
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return ", ".join(map(str, value))
    return str(value)
