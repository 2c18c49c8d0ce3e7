"""The order in which an import takes rows of owners: each after the one that it is part of."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reformcli.model.owner import normal
from reformcli.model.tree import upwards
from reformcli.verbs.entry import split_names
from reformcli.verbs.owners import ring
from reformcli.verbs.record import Record


def wholes_first(records: Iterable[Record]) -> Iterator[Record]:
    """The records as they come, but among owners that follow one another wholes before their parts.

    A part that came first would make an owner of its whole's name before the row that says what that is. Rows that make
    a ring of parts come with a fault.
    """
    for of_owners, run in groupby(records, key=lambda record: record.noun == "owner"):
        yield from (_ordered(list(run)) if of_owners else run)  # noqa: B031


def _ordered(records: Sequence[Record]) -> Iterator[Record]:
    places = {normal(name): place for place, record in enumerate(records) for name in _names(record) if name.strip()}
    parents = {place: places.get(normal(record.cells.get("parent", ""))) for place, record in enumerate(records)}
    order = (one for place in parents for one in reversed(list(upwards(place, parents))))
    for place in dict.fromkeys(order):
        record = records[place]
        in_a_ring = place in upwards(parents[place], parents)
        yield record._replace(fault=record.fault or ring(record.cells.get("name", ""))) if in_a_ring else record


def _names(record: Record) -> Iterator[str]:
    """Every name that a row gives its owner, the full name last, so that it counts most."""
    yield from split_names(record.cells.get("other_names", ""))
    yield from (record.cells[key] for key in ("short_name", "name") if key in record.cells)
