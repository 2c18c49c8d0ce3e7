"""What a change changes, in words: field by field, from what to what."""

from collections.abc import Iterator, Mapping

from reformcli.i18n import _, joined
from reformcli.model.fields import Field, FieldValue, Thing
from reformcli.model.noun import noun_of
from reformcli.model.refs import Ref

_UNSEEN = ("uid", "number", "due_first")
"""Fields that follow from others, or that nobody reads."""


def differences(before: Thing | None, after: Thing | None, names: Mapping[int, str]) -> Iterator[str]:
    """What differs between a thing before and after, as `Label: before → after`; nothing for one that is added or taken
    away. `names` are the owners' by number."""
    if before is None or after is None:
        return
    for key, field in noun_of(after).fields.items():
        old, new = field.of(before), field.of(after)
        if old != new and key not in _UNSEEN and not _is_told(key, new, after):
            if isinstance(old, Mapping) and isinstance(new, Mapping):
                yield from _columns(old, new)
            else:
                yield _step(_(field.label), in_words(field, old, names), in_words(field, new, names))


def _is_told(key: str, value: FieldValue, thing: Thing) -> bool:
    """Whether a field says what another one has said: the words of a due date that are the date itself."""
    return key == "due_said" and value == str(noun_of(thing).fields["due"].of(thing))


def _columns(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """The other columns that differ, each by its own heading."""
    for heading in dict.fromkeys((*old, *new)):
        if old.get(heading) != new.get(heading):
            yield _step(heading, old.get(heading) or "-", new.get(heading) or "-")


def _step(label: str, old: str, new: str) -> str:
    return _("{field}: {before} → {after}", field=label, before=old, after=new)


def in_words(field: Field, value: FieldValue, names: Mapping[int, str]) -> str:
    """What a field holds as a person reads it: the word of a code, an owner's name, yes or no; - for nothing."""
    if value in (None, "", (), {}):
        return "-"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices is not None and isinstance(value, str):
        return _(field.choices.get(value, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping):
        return joined(f"{heading}: {cell}" for heading, cell in value.items())
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return joined(_owner(field, part, names) for part in value)
    return _owner(field, value, names)


def _owner(field: Field, value: object, names: Mapping[int, str]) -> str:
    """An owner's name for its number; … for what has no number yet; any other value as it is written."""
    if not field.refers or not isinstance(value, int):
        return str(value)
    number = "…" if value < 0 else str(value)
    return names.get(value, number) if field.to == "owner" else number
