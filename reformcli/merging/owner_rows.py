"""Rows of owners: an owner has many names, each its own alone, and is part of a whole, whose row is taken first."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reformcli.merging.noun_merging import NounMerging, ThingMatch
from reformcli.merging.record import Record
from reformcli.model.fields import FieldValue, FieldValues, Thing, value_in
from reformcli.model.owner import Owner, normal
from reformcli.model.tree import upwards
from reformcli.values import split_names
from reformcli.verbs.owners import gaps, must_have_its_names_alone, ring


class OwnerMerging(NounMerging):
    """Merges rows of owners."""

    def find(self, values: dict[str, FieldValue], record: Record) -> ThingMatch:
        """What a row means, by any of an owner's names."""
        match = super().find(values, record)
        name = value_in(values, "name", str)
        owner = self._shared.owners.book.find(name) if match.thing is None and name else None
        return match if owner is None else _by_name(owner, values)

    def _provisional(self) -> int:
        return self._shared.owners.book.provisional()

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise NotPossible for a name that is another's, BadValue for an owner that would be part of itself."""
        assert isinstance(after, Owner)
        book = self._shared.owners.book
        if not isinstance(before, Owner) or after.all_names != before.all_names:
            must_have_its_names_alone(after, book)
        if before is not None:
            book.place(after)

    def enter(self, thing: Thing) -> None:
        """Know a new owner from now on, by all its names."""
        assert isinstance(thing, Owner)
        self._shared.owners.book.enter(thing)
        super().enter(thing)

    def replace(self, before: Thing, after: Thing) -> None:
        """Know `after` in the place of `before` from now on, by all its names."""
        assert isinstance(before, Owner)
        assert isinstance(after, Owner)
        self._shared.owners.book.change(before, after)
        super().replace(before, after)


def _by_name(owner: Owner, values: FieldValues) -> ThingMatch:
    """What a row says of the owner that its name means.

    By another of the owner's names it fills only what is blank: it may be about what the owner is no more, the bureau
    that it was, with days of its own. One that only writes the name otherwise changes nothing that the owner is called.
    """
    name = value_in(values, "name", str) or ""
    if owner.name == name:
        return ThingMatch(owner, dict(values))
    if normal(owner.name) == normal(name):
        names = ("name", "short_name", "other_names")
        return ThingMatch(owner, {key: value for key, value in values.items() if key not in names})
    blank = gaps(owner)
    filled = {key: value for key, value in values.items() if key in blank}
    if (others := value_in(values, "extra", dict)) is not None:
        filled["extra"] = {**others, **owner.extra}
    return ThingMatch(owner, filled, by_another_name=True)


def wholes_first(records: Iterable[Record]) -> Iterator[Record]:
    """The records as they come, but among owners that follow one another wholes before their parts.

    A part that came first would make an owner of its whole's name before the row that says what that is. Rows that make
    a ring of parts come with a fault.
    """
    for of_owners, run in groupby(records, key=lambda record: record.noun == "owner"):
        yield from (_ordered(list(run)) if of_owners else run)  # noqa: B031


def _ordered(records: Sequence[Record]) -> Iterator[Record]:
    places = _places(records)
    parents = {place: places.get(normal(record.cells.get("parent", ""))) for place, record in enumerate(records)}
    order = (one for place in parents for one in reversed(list(upwards(place, parents))))
    for place in dict.fromkeys(order):
        record = records[place]
        in_a_ring = place in upwards(parents[place], parents)
        yield record._replace(fault=record.fault or ring(record.cells.get("name", ""))) if in_a_ring else record


def _places(records: Sequence[Record]) -> dict[str, int]:
    """Where the row of each name stands. A full name counts more than another row's short or other name."""
    named = [(place, name) for place, record in enumerate(records) for name in _other_names(record)]
    named += [(place, record.cells.get("name", "")) for place, record in enumerate(records)]
    return {normal(name): place for place, name in named if name.strip()}


def _other_names(record: Record) -> tuple[str, ...]:
    return (*split_names(record.cells.get("other_names", "")), record.cells.get("short_name", ""))
