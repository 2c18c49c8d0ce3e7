"""Things of any noun: adding, changing and taking them out by what their noun declares."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _, joined, plural
from reformcli.model.change import Change
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValues, Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, T, build, changed, noun_of, ref_of, referring_to
from reformcli.model.refs import Ref
from reformcli.verbs.work import must_end_after_start

_MOST_TOLD = 5


def add_thing(kind: Noun[T], values: FieldValues) -> list[Change[Thing]]:
    """Add a thing of a noun. Raises BadValue where it lacks what the noun needs, or would end before it starts."""
    return [Change(None, _whole(build(kind.type, values)))]


def edit_thing(thing: T, values: FieldValues) -> list[Change[Thing]]:
    """Change fields of a thing; the due date first approved stays. Raises what `add_thing` does."""
    fields = noun_of(thing).fields
    if "due_first" in fields and fields["due_first"].of(thing) is not None:
        values = {key: value for key, value in values.items() if key != "due_first"}
    after = _whole(changed(thing, values))
    return [Change(thing, after)] if after != thing else []


def namesakes(changes: Iterable[Change[Thing]], ledger: Ledger) -> Iterator[tuple[Thing, Sequence[Field]]]:
    """What the ledger holds already that is the same as a thing to be added by its noun's identity, and by which fields
    of it. Numbers, which are given anew, tell nothing."""
    for thing in (change.after for change in changes if change.before is None):
        if thing is None:
            continue
        kind = noun_of(thing)
        for identity in kind.identity:
            values = {key: kind.fields[key].of(thing) for key in identity}
            if "number" in identity or all(value is None for value in values.values()):
                continue
            for other in ledger.find(kind.type, **values):
                yield other, [kind.fields[key] for key in identity]


def remove_things(things: Sequence[Thing], ledger: Ledger) -> list[Change[Thing]]:
    """Take things out. Raises NotPossible where others, which stay, refer to them."""
    changes: list[Change[Thing]] = [Change(thing, None) for thing in things]
    must_leave_none_referring(changes, ledger)
    return changes


def must_leave_none_referring(changes: Sequence[Change[Thing]], ledger: Ledger) -> None:
    """Raise NotPossible where things that `changes`, made together, take out are referred to by others that stay."""
    after = {ref_of(change.thing): change.after for change in changes}
    leaving = {ref_of(change.thing): change.thing for change in changes if change.after is None}
    for ref, others in _referring(leaving, after, ledger).items():
        kind = noun_of(leaving[ref])
        told = joined(f"{_(noun_of(other).label)} {noun_of(other).said(other)}" for other in others[:_MOST_TOLD])
        what = plural(
            "{n} record refers to {noun} {ref}: {refs}.",
            "{n} records refer to {noun} {ref}: {refs}.",
            len(others),
            noun=_(kind.label),
            ref=kind.said(leaving[ref]),
            refs=told,
        )
        raise NotPossible(what, hint=_("Take those out first, or let them refer to another."))


def _referring(
    leaving: Collection[Ref], after: Mapping[Ref, Thing | None], ledger: Ledger
) -> dict[Ref, Sequence[Thing]]:
    """What refers to each of `leaving`, once it is as `after` says; what does not change is not in `after`."""
    referring: dict[Ref, dict[Ref, Thing]] = {}
    for kind, field in (each for key in {ref.noun for ref in leaving} for each in referring_to(key)):
        for other in ledger.find(kind.type):
            for ref in field.refs_in(other):
                later = after.get(ref_of(other), other) if ref in leaving else None
                if later is not None and ref in field.refs_in(later):
                    referring.setdefault(ref, {})[ref_of(other)] = other
    return {ref: list(others.values()) for ref, others in referring.items()}


def _whole(thing: T) -> T:
    """`thing`, which must have what its noun needs."""
    for field in noun_of(thing).needed:
        value = field.of(thing)
        if value is None or value == "" or (field.kind is FieldKind.REFERENCE and value == 0):
            hint = _("Give it with {flag}.", flag=field.flag)
            raise BadValue(_("{field} is missing.", field=_(field.label)), hint=hint)
    must_end_after_start(thing)
    return thing
