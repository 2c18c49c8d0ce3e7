"""What things refer to, by the declarations of their fields."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValue, Thing
from reformcli.model.noun import T, changed, noun, noun_of
from reformcli.model.refs import Ref
from reformcli.model.submission import Submission


def redirected(thing: T, old: Ref, new: Ref, fields: Iterable[Field] | None = None) -> T:
    """`thing` referring to `new` wherever it refers to `old`, in `fields` or in all.

    What a field names twice then it names once; who answers for tracked work does not help with it too, and who wrote a
    submission does not share it with itself.
    """
    kind = noun_of(thing)
    values: dict[str, FieldValue] = dict(_redirected(thing, old, new, kind.references if fields is None else fields))
    after = changed(thing, values)
    if isinstance(after, Submission):
        return replace(after, shared=tuple(number for number in after.shared if number != after.owner))
    facts = kind.tracked
    if after == thing or facts is None or not facts.owner or not facts.supporting:
        return after
    owner, helpers = kind.fields[facts.owner], kind.fields[facts.supporting]
    helping = tuple(ref.number for ref in helpers.refs_in(after) if ref not in owner.refs_in(after))
    values = {helpers.key: helping}
    return changed(after, values)


def _redirected(thing: Thing, old: Ref, new: Ref, fields: Iterable[Field]) -> Iterator[tuple[str, FieldValue]]:
    for field in fields:
        refs = field.refs_in(thing)
        if old in refs:
            after = tuple(dict.fromkeys(new if ref == old else ref for ref in refs))
            yield field.key, _value(field, after)


def _value(field: Field, refs: tuple[Ref, ...]) -> FieldValue:
    """Refs as `field` holds them."""
    if field.kind is FieldKind.REF:
        return refs[0]
    if field.kind is FieldKind.REFERENCE:
        return refs[0].number
    return refs if noun(field.to).within else tuple(ref.number for ref in refs)
