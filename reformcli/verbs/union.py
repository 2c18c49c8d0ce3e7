"""Two owners that turn out to be one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from reformcli.errors import NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import fields_of
from reformcli.model.kinds import Kind
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, nouns
from reformcli.model.owner import KINDS, Owner, normal
from reformcli.model.tree import parents_of, upwards
from reformcli.verbs.duties import Passing, take

_ITS_OWN = ("number", "uid", "name", "short_name", "other_names", "kind", "parent", "valid_from", "valid_to", "extra")
"""Fields in which a blank is no gap to be filled, or that are filled in a way of their own."""


def unite(old: Owner, new: Owner, ledger: Ledger) -> list[Change]:
    """Make `old` another name of `new`: what refers to `old` refers to `new`, and the row of `old` is removed.

    `new` takes what `old` knows and it does not. Raises NotPossible for one owner alone, or two of different kinds.
    """
    if old.number == new.number:
        raise NotPossible(_("{name} is one owner already.", name=new.name), hint=_("Name two owners."))
    if old.kind != new.kind:
        raise NotPossible(
            _(
                "{old} ({old_kind}) and {new} ({new_kind}) are owners of different kinds.",
                old=old.name,
                old_kind=_(KINDS[old.kind]),
                new=new.name,
                new_kind=_(KINDS[new.kind]),
            ),
            hint=_("Correct the kind of one with `reform owner edit {name} --kind`.", name=old.name),
        )
    after = _enriched(old, new, parents_of(ledger.owners()))
    changed = [Change("owner", new, after)] if after != new else []
    for kind in nouns():
        changed += _redirected(kind, old, new, ledger)
    return [*changed, Change("owner", old, None)]


def _redirected(kind: Noun, old: Owner, new: Owner, ledger: Ledger) -> Iterator[Change]:
    """The changes by which things of a noun that refer to `old`, in whatever field, refer to `new`."""
    keys = [field.key for field in kind.fields.values() if field.kind is Kind.OWNER]
    found = {thing.uid: thing for key in keys for thing in ledger.find(kind.key, **{key: old.number})}
    pairs = [
        (one, replace(one, **{key: new.number for key in keys if getattr(one, key) == old.number}))
        for one in found.values()
        if not (kind.key == "owner" and one.number in (old.number, new.number))
    ]
    if kind.key == "duty":
        yield from take(ledger.find("duty", owner=new.number), (Passing(*pair) for pair in pairs))
    else:
        yield from (Change(kind.key, *pair) for pair in pairs)


def _enriched(old: Owner, new: Owner, parents: Mapping[int, int | None]) -> Owner:
    """`new` with the names of `old`, its place among the owners, and what fills the gaps of `new`.

    Days in post stay: a blank there is no gap, but says without limit.
    """
    values: dict[str, Any] = {
        key: getattr(old, key)
        for key, field in fields_of(Owner).items()
        if key not in _ITS_OWN and getattr(new, key) in (None, field.blank)
    }
    values["extra"] = {**old.extra, **new.extra}
    values["parent"] = _whole(old, new, parents)
    more = {normal(name): name for name in old.all_names}
    for name in new.all_names:
        more.pop(normal(name), None)
    if new.short_name is None and old.short_name is not None:
        values["short_name"] = more.pop(normal(old.short_name), None)
    return replace(new, **values, other_names=(*new.other_names, *more.values()))


def _whole(old: Owner, new: Owner, parents: Mapping[int, int | None]) -> int | None:
    """What `new` is part of once it stands for `old` too: what it was, unless that is `old` or part of it; then, and
    where it was part of nothing, what `old` is part of, unless that is `new` or part of it."""
    if new.parent is not None and old.number not in upwards(new.parent, parents):
        return new.parent
    return None if {old.number, new.number}.intersection(upwards(old.parent, parents)) else old.parent
