"""What things are called in reports, and which things they refer to."""

from collections.abc import Iterator

from reformcli.errors import NotFound
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, noun_of, nouns
from reformcli.model.nouns import has_refs
from reformcli.model.refs import Ref


def is_typed(kind: Noun[Thing]) -> bool:
    """Whether people can type what its things are called: a ref, an owner's name, a day's date."""
    return kind.called or has_refs(kind.key)


def typed_for(kind: Noun[Thing], thing: Thing) -> str | None:
    """What people type to see `thing`: what it is called, or, for what has no ref of its own, the ref of what it is
    about; None where there is no such ref."""
    if is_typed(kind):
        return kind.said(thing)
    refs = (ref for field in kind.references if field.kind is FieldKind.REF for ref in field.refs_in(thing))
    return next(map(str, refs), None)


def title_of(ledger: Ledger, ref: Ref | None) -> str | None:
    """The name of what `ref` means, where it has one of one line; None where there is no such thing."""
    if ref is None:
        return None
    try:
        thing = ledger.get(ref)
    except NotFound:  # an older ledger may hold the ref; `reform check` tells
        return None
    kind = noun_of(thing)
    return kind.name_of(thing) if kind.fields[kind.name].one_line else None


def parts_of(ledger: Ledger, thing: Thing) -> Iterator[Thing]:
    """What counts within `thing`: the milestones of a project, the topics of a meeting."""
    for kind in nouns():
        if kind.within and kind.fields[kind.within].to == noun_of(thing).key:
            yield from ledger.find(kind.type, **{kind.within: thing.number})
