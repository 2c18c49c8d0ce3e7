"""Rings: things that come back to themselves through what they refer to in their own noun."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from reformcli.errors import NotFound, NotPossible
from reformcli.i18n import _
from reformcli.model.fields import Field, Thing
from reformcli.model.noun import Noun, T, noun_of, ref_of
from reformcli.model.refs import Ref

Follow = Callable[[Ref], Iterable[Ref]]
"""Gives what a thing refers to."""


def own_references(kind: Noun[Thing]) -> tuple[Field, ...]:
    """The fields of a noun that refer to other things of it."""
    return tuple(field for field in kind.references if field.to == kind.key)


def must_not_come_back(thing: T, things: Iterable[T]) -> None:
    """Raise NotFound where `thing` refers to a thing of its noun that is not among `things`, NotPossible where it comes
    back to itself through them. `things` are read only where it refers to any."""
    referring = [field for field in own_references(noun_of(thing)) if field.refs_in(thing)]
    present = {ref_of(other): other for other in things} | {ref_of(thing): thing} if referring else {}
    for field in referring:
        for ref in field.refs_in(thing):
            if ref not in present:
                raise NotFound(
                    _("There is no {noun} {ref}.", noun=_(noun_of(thing).label), ref=ref),
                    hint=_("Name another, or none."),
                )
        if ring := ring_through(ref_of(thing), followed(field, present)):
            raise comes_back(field, ring)


def followed(field: Field, things: Mapping[Ref, Thing]) -> Follow:
    """What each of `things` refers to in `field`; nothing for what is not among them."""
    return lambda ref: field.refs_in(things[ref]) if ref in things else ()


def comes_back(field: Field, ring: tuple[Ref, ...]) -> NotPossible:
    """What is wrong where things refer to one another in a ring."""
    way = " → ".join(map(str, (*ring, ring[0])))
    return NotPossible(
        _("{ref} comes back to itself by {field}: {way}.", ref=ring[0], field=_(field.label), way=way),
        hint=_("Name another, or none."),
    )


def ring_through(start: Ref, follow: Follow) -> tuple[Ref, ...]:
    """The ring that `start` is in, from it on; nothing where it is in none."""
    for ring in rings([start], follow):
        if start in ring:
            place = ring.index(start)
            return ring[place:] + ring[:place]
    return ()


def rings(starts: Iterable[Ref], follow: Follow) -> Iterator[tuple[Ref, ...]]:
    """The rings that are met on the ways from `starts`, each as its things in order, the first one not repeated.

    Every thing is looked at once.
    """
    done: set[Ref] = set()
    for start in starts:
        way: dict[Ref, Iterator[Ref]] = {} if start in done else {start: iter(follow(start))}
        while way:
            last = next(reversed(way))
            for ref in way[last]:
                if ref in way:
                    places = list(way)
                    yield tuple(places[places.index(ref) :])
                elif ref not in done:
                    way[ref] = iter(follow(ref))
                    break
            else:
                done.add(last)
                del way[last]
