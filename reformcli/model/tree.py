"""The tree of owners: county, bureau, office; group, liaison. An owner's `parent` is the whole that it is part of.

Nothing here goes round for ever: what is part of itself, which the verbs refuse, is met once.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reformcli.model.owner import Owner

Parents = Mapping[int, int | None]
"""The number of the whole that each owner is part of, by the owner's own number."""


def parents_of(owners: "Iterable[Owner]") -> dict[int, int | None]:
    """What each of `owners` is part of."""
    return {owner.number: owner.parent for owner in owners}


def upwards(number: int | None, parents: Parents) -> Iterator[int]:
    """The owner `number` itself, what it is part of, and so on to the top; nothing where it is None."""
    met: set[int] = set()
    while number is not None and number not in met:
        met.add(number)
        yield number
        number = parents.get(number)


def within(number: int, parents: Parents) -> set[int]:
    """The owner `number` itself and all that is part of it, at any depth."""
    return {number} | {part for part in parents if number in upwards(part, parents)}


def counted_under(owners: "Iterable[Owner]", kind: str | None = None) -> dict[str, tuple[str, ...]]:
    """The names in whose rows an owner's work counts, by its name: the wholes that it is part of, the topmost first,
    and last its own.

    Where `kind` is given, only wholes of that kind have rows; an owner has its own whatever its kind.
    """
    known = {owner.number: owner for owner in owners}
    parents = parents_of(known.values())
    found = {}
    for number, owner in known.items():
        line = [known[one] for one in upwards(number, parents) if one in known]
        found[owner.name] = tuple(one.name for one in reversed(line) if one is owner or kind in (None, one.kind))
    return found
