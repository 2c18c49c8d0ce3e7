"""The rows of a list of items that are one item, and items that a row may mean under another title."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from reformcli.i18n import _
from reformcli.merging.record import Doubt, Original, Record
from reformcli.model.assignment import Assignment
from reformcli.model.text import comparable

_BETWEEN = "；"
"""Stands between the units of an item."""

_JOINED = ("unit", "extra")
"""What rows of one item may say otherwise: all that they say is kept."""


class Numbers:
    """The numbers of a list's new items that items of the ledger have already."""

    def __init__(self) -> None:
        self._new: list[tuple[Record, list[Assignment]]] = []
        self._met: set[int] = set()

    def meet(self, record: Record, item: Assignment | None, present: list[Assignment]) -> None:
        """Note the item that a row means, or for a new one the items that have its number."""
        if item is not None:
            self._met.add(item.number)
        elif present:
            self._new.append((record, present))

    def doubts(self) -> Iterator[Doubt]:
        """Once all rows are read: an item that no row means may only have a new title."""
        for record, items in self._new:
            for item in [one for one in items if one.number not in self._met][:1]:
                said = _(
                    "item number {item} is A{number} “{title}” already; a new title or a new item?",
                    item=item.item,
                    number=item.number,
                    title=item.title,
                )
                yield Doubt(record.place, "item", said)


def together(records: Iterable[Record], say: Callable[[str], None]) -> list[Record]:
    """The rows of lists of items, those that only name other units for the same item put together, which is said.

    Of each is known whether its title is `alone`, so that a number that has changed does not make another item of it.
    """
    found: dict[tuple[str, ...], Record] = {}
    apart: list[Record] = []
    for record in records:
        key = tuple(comparable(record.cells.get(name) or "") for name in ("document", "item", "title"))
        first = found.get(key)
        if not key[2] or record.fault is not None:
            apart.append(record)
        elif first is None:
            found[key] = record
        elif (joined := _joined(first, record)) is None:
            apart.append(record)
        else:
            found[key] = joined
            say(
                _(
                    "{place}: the same item as in row {n}; their units are put together.",
                    place=record.place,
                    n=first.place.n,
                )
            )
    titles = Counter((document, title) for document, _item, title in found)
    whole = [one._replace(alone=titles[key[0], key[2]] == 1) for key, one in found.items()]
    return [*whole, *apart]


def _joined(first: Record, record: Record) -> Record | None:
    """Two rows as one; None where they contradict each other."""
    one, other = dict(first.cells), dict(record.cells)
    if any(one.get(key, "") != other.get(key, "") for key in {*one, *other} - {*_JOINED}):
        return None
    units = [part for cells in (one, other) for part in cells.get("unit", "").split(_BETWEEN) if part]
    more = _added(json.loads(one.get("extra") or "{}"), json.loads(other.get("extra") or "{}"))
    if units:
        one["unit"] = _BETWEEN.join(dict.fromkeys(units))
    if more:
        one["extra"] = json.dumps(more, ensure_ascii=False)
    return first._replace(cells=one, original=_both(first.original, record.original))


def _added(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, Any]:
    return {key: _lines(one.get(key, ""), other.get(key, "")) for key in dict.fromkeys((*one, *other))}


def _both(one: Original | None, other: Original | None) -> Original | None:
    """Both rows as they stand, for the file of what was not taken."""
    if one is None or other is None:
        return one
    return Original(one.headings, tuple(map(_lines, one.cells, other.cells)))


def _lines(one: str, other: str) -> str:
    return one if not other or other in one.split("\n") else f"{one}\n{other}".strip()
