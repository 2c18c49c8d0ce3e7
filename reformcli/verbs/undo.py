"""Undo: the reverse of a batch, as a batch of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from reformcli.errors import Conflict
from reformcli.i18n import _
from reformcli.model.change import Change, Entry
from reformcli.model.noun import noun
from reformcli.model.owner import Owner
from reformcli.model.tree import parents_of, upwards
from reformcli.verbs.owners import ring


def reverse(entries: Sequence[Entry], present: Callable[[str, str], Any]) -> list[Change]:
    """The changes that take `entries` back, newest first.

    `present(noun, uid)` is the thing as it is now, or None. Raises Conflict where a later change stands in the way.
    """
    changes = []
    seen: dict[tuple[str, str], Any] = {}
    for entry in reversed(entries):
        key = (entry.noun, entry.uid)
        now = seen[key] if key in seen else present(*key)
        then = _before(entry, now)
        changes.append(Change(entry.noun, now, then))
        seen[key] = then
    return changes


def _before(entry: Entry, now: Any) -> Any:
    if entry.after is None:
        if now is not None:
            raise _in_the_way(entry)
        return noun(entry.noun).type(**(entry.before or {}))
    if entry.before is None:
        if now != noun(entry.noun).type(**entry.after):
            raise _in_the_way(entry)
        return None
    if now is None or any(getattr(now, key) != value for key, value in entry.after.items()):
        raise _in_the_way(entry)
    return replace(now, **entry.before)


def must_stay_a_tree(changes: Iterable[Change], owners: Iterable[Owner]) -> None:
    """Raise Conflict where changes of `owners`, made together, would leave one of them part of itself."""
    changed = {change.after.number: change.after for change in changes if change.noun == "owner" and change.after}
    parents = parents_of(owners) | parents_of(changed.values())
    for owner in changed.values():
        if owner.number in upwards(owner.parent, parents):
            raise Conflict(
                ring(owner.name).what,
                hint=_("Undo the later batch first: see `reform history {ref}`.", ref=_typed(owner.name)),
            )


def _in_the_way(entry: Entry) -> Conflict:
    return Conflict(
        _(
            "{noun} {ref} has changed since batch {batch}.",
            noun=_(noun(entry.noun).label),
            ref=entry.ref,
            batch=entry.batch,
        ),
        hint=_("Undo the later batch first: see `reform history {ref}`.", ref=_typed(entry.ref)),
    )


def _typed(ref: str) -> str:
    """A ref or name as it is typed: one argument, though it may hold spaces."""
    return f'"{ref}"' if " " in ref else ref
