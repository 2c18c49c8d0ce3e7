"""The order in which an import takes rows of owners: each after the one that it is part of."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reformcli.merging.record import Record
from reformcli.model.owner import normal
from reformcli.model.tree import upwards
from reformcli.values import split_names
from reformcli.verbs.owners import ring


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
