"""Two owners that turn out to be one."""

from collections.abc import Iterator, Mapping

from reformcli.errors import NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.duty import Duty
from reformcli.model.fields import FieldValue, Thing, fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, changed, nouns, ref_of
from reformcli.model.owner import Owner, normal
from reformcli.model.tree import parents_of, upwards
from reformcli.values import split_names
from reformcli.verbs.duties import Passing, take_over
from reformcli.verbs.owners import gaps, must_be_of_one_kind
from reformcli.verbs.references import redirected


def unite(old: Owner, new: Owner, ledger: Ledger) -> list[Change[Thing]]:
    """Make `old` another name of `new`: what refers to `old` refers to `new`, and the row of `old` is removed.

    `new` takes what `old` knows and it does not. Raises NotPossible for one owner alone, or two of different kinds.
    """
    if old.number == new.number:
        raise NotPossible(_("{name} is one owner already.", name=new.name), hint=_("Name two owners."))
    must_be_of_one_kind(old, new)
    after = _enriched(old, new, parents_of(ledger.owners()))
    changes: list[Change[Thing]] = [Change(new, after)] if after != new else []
    for kind in nouns():
        changes += _redirected(kind, old, new, ledger)
    return [*changes, Change(old, None)]


def _redirected(kind: Noun[Thing], old: Owner, new: Owner, ledger: Ledger) -> Iterator[Change[Thing]]:
    """The changes by which things of a noun that refer to `old`, in whatever field, refer to `new`.

    Notes and other things that refer to an owner by a Ref are among them.
    """
    passing: list[Passing] = []
    for thing in _referring(kind, old, ledger):
        if isinstance(thing, Owner) and thing.number in (old.number, new.number):
            continue
        after = redirected(thing, ref_of(old), ref_of(new))
        if isinstance(thing, Duty) and isinstance(after, Duty):
            passing.append(Passing(thing, after))
        else:
            yield Change(thing, after)
    if passing:
        yield from take_over(ledger.find(Duty, owner=new.number), passing)


def _referring(kind: Noun[Thing], old: Owner, ledger: Ledger) -> Iterator[Thing]:
    """The things of a noun that refer to `old`, each once."""
    met: set[str] = set()
    for field in kind.references:
        if not field.to or field.holds_owners:
            value = old.number if field.holds_owners else ref_of(old)
            for thing in ledger.find(kind.type, **{field.key: value}):
                if thing.uid not in met:
                    met.add(thing.uid)
                    yield thing


def _enriched(old: Owner, new: Owner, parents: Mapping[int, int | None]) -> Owner:
    """`new` with the names of `old`, its place among the owners, and what fills the gaps of `new`.

    Days in post stay: a blank there is no gap, but says without limit.
    """
    fields = fields_of(Owner)
    values: dict[str, FieldValue] = {key: fields[key].of(old) for key in gaps(new)}
    values["extra"] = {**old.extra, **new.extra}
    values["parent"] = _whole(old, new, parents)
    more = {normal(name): name for name in old.all_names}
    for name in new.all_names:
        more.pop(normal(name), None)
    if new.short_name is None and old.short_name is not None:
        values["short_name"] = more.pop(normal(old.short_name), None)
    values["other_names"] = (*new.other_names, *filter(_can_stand_in_a_list, more.values()))
    return changed(new, values)


def names_lost(old: Owner) -> tuple[str, ...]:
    """The names of `old` that no other owner can take as one of its other names: those that hold what parts names."""
    return tuple(name for name in old.all_names if not _can_stand_in_a_list(name))


def _can_stand_in_a_list(name: str) -> bool:
    """Whether a name is one name still when it is written into a list of names and read again."""
    return split_names(name) == (name,)


def _whole(old: Owner, new: Owner, parents: Mapping[int, int | None]) -> int | None:
    """What `new` is part of once it stands for `old` too: what it was, unless that is `old` or part of it; then, and
    where it was part of nothing, what `old` is part of, unless that is `new` or part of it."""
    if new.parent is not None and old.number not in upwards(new.parent, parents):
        return new.parent
    return None if {old.number, new.number}.intersection(upwards(old.parent, parents)) else old.parent
