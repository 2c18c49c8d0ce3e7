"""The rows of a list of items that are one item, and items that a row may mean under another title."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from reformcli.i18n import _
from reformcli.merging.record import Doubt, Original, Record
from reformcli.model.assignment import Assignment
from reformcli.model.noun import ref_of
from reformcli.model.text import comparable

_BETWEEN = "；"
"""Stands between the units of an item."""

_JOINED = ("unit", "extra")
"""What rows of one item may say otherwise: all that they say is kept."""


class ItemNumbers:
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
            for item in [other for other in items if other.number not in self._met][:1]:
                text = _(
                    "item number {item} is {ref} “{title}” already; a new title or a new item?",
                    item=item.item,
                    ref=ref_of(item),
                    title=item.title,
                )
                yield Doubt(record.place, "item", text)


def together(records: Iterable[Record], say: Callable[[str], None]) -> list[Record]:
    """The rows of lists of items, those that only name other units for the same item put together, which is said.

    Of each is known whether its title is `alone`, so that a number that has changed does not make another item of it.
    """
    items: dict[tuple[str, ...], Record] = {}
    apart: list[Record] = []
    for record in records:
        key = tuple(comparable(record.cells.get(name) or "") for name in ("document", "item", "title"))
        first = items.get(key)
        if not key[2] or record.fault is not None:
            apart.append(record)
        elif first is None:
            items[key] = record
        elif (joined := _joined(first, record)) is None:
            apart.append(record)
        else:
            items[key] = joined
            say(
                _(
                    "{place}: the same item as in row {n}; their units are put together.",
                    place=record.place,
                    n=first.place.n,
                )
            )
    titles = Counter((document, title) for document, _item, title in items)
    whole = [record._replace(alone=titles[key[0], key[2]] == 1) for key, record in items.items()]
    return [*whole, *apart]


def _joined(first: Record, second: Record) -> Record | None:
    """Two rows as one; None where they contradict each other."""
    cells, others = dict(first.cells), dict(second.cells)
    if any(cells.get(key, "") != others.get(key, "") for key in {*cells, *others} - {*_JOINED}):
        return None
    units = [part for row in (cells, others) for part in row.get("unit", "").split(_BETWEEN) if part]
    more = _added(json.loads(cells.get("extra") or "{}"), json.loads(others.get("extra") or "{}"))
    if units:
        cells["unit"] = _BETWEEN.join(dict.fromkeys(units))
    if more:
        cells["extra"] = json.dumps(more, ensure_ascii=False)
    return first._replace(cells=cells, original=_both(first.original, second.original))


def _added(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    return {key: _lines(first.get(key, ""), second.get(key, "")) for key in dict.fromkeys((*first, *second))}


def _both(first: Original | None, second: Original | None) -> Original | None:
    """Both rows as they stand, for the file of what was not taken."""
    if first is None or second is None:
        return first
    return Original(first.headings, tuple(map(_lines, first.cells, second.cells)))


def _lines(first: str, second: str) -> str:
    return first if not second or second in first.split("\n") else f"{first}\n{second}".strip()
