"""What things are called in reports, and which things they refer to."""

from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Thing
from reformcli.model.noun import Noun
from reformcli.model.nouns import prefixes


def is_typed(kind: Noun[Thing]) -> bool:
    """Whether people can type what its things are called: a ref, an owner's name, a day's date."""
    return kind.called or kind.key in ("project", "milestone", *prefixes().values())


def typed_for(kind: Noun[Thing], thing: Thing) -> str | None:
    """What people type to see `thing`: what it is called, or, for what has no ref of its own, the ref of what it is
    about; None where there is no such ref."""
    if is_typed(kind):
        return kind.said(thing)
    refs = (ref for field in kind.references if field.kind is FieldKind.REF for ref in field.refs_in(thing))
    return next(map(str, refs), None)
