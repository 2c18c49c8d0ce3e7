"""What an import remembers of many rows without an object for each: things packed away, and where each of them is.

A million rows are remembered in some hundred megabytes, most of them in a temporary file that has no name and that
nobody else may read, and that is gone with the process.
"""

import pickle
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from operator import attrgetter
from tempfile import SpooledTemporaryFile, gettempdir
from typing import Any, Generic, TypeVar

from reformcli.errors import DiskFull, reason
from reformcli.i18n import _
from reformcli.model.fields import Thing
from reformcli.model.noun import noun

T = TypeVar("T")

Packed = tuple[Any, ...]
"""The plain values that an item is packed as."""

_IN_A_BLOCK = 64
"""How many items are packed together: packing them one by one takes four times as long and twice the room."""

_OPEN_BLOCKS = 64
"""How many blocks are kept unpacked: rows that mean the same things stand near each other."""

_IN_MEMORY = 1 << 20
"""How many packed bytes stay in memory before they go to a temporary file."""


class Shelf(Generic[T]):
    """Items by their places, which count from 0."""

    def __init__(self, pack: Callable[[T], Packed], unpack: Callable[[Packed], T]) -> None:
        self._pack, self._unpack = pack, unpack
        self._entries = array("Q")
        """The entry of each place: one that changes gets a new entry, so that what is packed stays as it is."""
        self._count = 0
        self._newest: list[T] = []
        self._ends = array("Q", [0])
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (as long as the shelf)
        self._open: dict[int, list[T]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[T]:
        return (self[place] for place in range(len(self)))

    def append(self, item: T) -> int:
        """Put an item on the shelf. Its place."""
        self._entries.append(self._keep(item))
        return len(self._entries) - 1

    def __getitem__(self, place: int) -> T:
        block, within = divmod(self._entries[place], _IN_A_BLOCK)
        return self._block(block)[within]

    def __setitem__(self, place: int, item: T) -> None:
        self._entries[place] = self._keep(item)

    def _keep(self, item: T) -> int:
        if len(self._newest) == _IN_A_BLOCK:
            self._put_away()
        self._newest.append(item)
        self._count += 1
        return self._count - 1

    def _put_away(self) -> None:
        packed = pickle.dumps([self._pack(item) for item in self._newest], pickle.HIGHEST_PROTOCOL)
        try:
            self._file.seek(self._ends[-1])
            self._file.write(packed)
        except OSError as error:
            raise DiskFull(
                _("The rows of the import find no room there: {why}; nothing was written.", why=reason(error)),
                where=gettempdir(),
                hint=_("Make room and try again."),
            ) from None
        self._opened(len(self._ends) - 1, self._newest)
        self._ends.append(self._ends[-1] + len(packed))
        self._newest = []

    def _block(self, number: int) -> list[T]:
        if number == len(self._ends) - 1:
            return self._newest
        if number not in self._open:
            self._file.seek(self._ends[number])
            packed: list[Packed] = pickle.loads(self._file.read(self._ends[number + 1] - self._ends[number]))  # noqa: S301
            self._opened(number, [self._unpack(values) for values in packed])
        return self._open[number]

    def _opened(self, number: int, items: list[T]) -> None:
        if len(self._open) == _OPEN_BLOCKS:
            del self._open[next(iter(self._open))]
        self._open[number] = items


class Packing:
    """How the things of a noun are packed: by the values of their fields."""

    def __init__(self, noun_key: str) -> None:
        fields = noun(noun_key).fields
        self.pack: Callable[[Thing], Packed] = attrgetter(*fields)
        self._type, self._keys = noun(noun_key).type, tuple(fields)

    def unpack(self, values: Packed) -> Thing:
        """The thing that was packed as `values`."""
        return self._type(**dict(zip(self._keys, values, strict=True)))


@cache
def packing_of(noun_key: str) -> Packing:
    """The packing of the noun called `noun_key`."""
    return Packing(noun_key)


class Places:
    """Places on a shelf by a key, of which the last one counts: 24 bytes or so for each, where a dictionary takes 150.

    `key_at` is the key of what is at a place. Where that has changed, the place is no longer found by the key before.
    """

    def __init__(self, key_at: Callable[[int], Hashable]) -> None:
        self._key_at = key_at
        self._count = 0
        self._make(1 << 8)

    def _make(self, size: int) -> None:
        self._mask = size - 1
        self._hashes = array("q", bytes(8 * size))
        self._taken = array("I", bytes(4 * size))
        """A place and 1 for each slot; 0 where the slot is free."""

    def find(self, key: Hashable) -> int | None:
        """The place of what has `key`; None where nothing has."""
        wanted = hash(key)
        slot = wanted & self._mask
        while taken := self._taken[slot]:
            if self._hashes[slot] == wanted and self._key_at(taken - 1) == key:
                return taken - 1
            slot = (slot + 1) & self._mask
        return None

    def enter(self, key: Hashable, place: int) -> None:
        """Know that what is at `place` has `key`, whatever had it before."""
        own = hash(key)
        slot = own & self._mask
        while taken := self._taken[slot]:
            if self._hashes[slot] == own and self._key_at(taken - 1) == key:
                self._taken[slot] = place + 1
                return
            slot = (slot + 1) & self._mask
        self._hashes[slot], self._taken[slot] = own, place + 1
        self._count += 1
        if self._count * 2 > self._mask:
            self._grow()

    def _grow(self) -> None:
        before = zip(self._hashes, self._taken, strict=True)
        self._make(2 * (self._mask + 1))
        hashes, places, mask = self._hashes, self._taken, self._mask
        for own, taken in before:
            if taken:
                slot = own & mask
                while places[slot]:
                    slot = (slot + 1) & mask
                hashes[slot], places[slot] = own, taken


class PackedSet:
    """A set of plain values that takes some fifty bytes for each."""

    def __init__(self, members: Iterable[Packed] = ()) -> None:
        self._shelf: Shelf[Packed] = Shelf(lambda member: member, lambda packed: packed)
        self._places = Places(self._shelf.__getitem__)
        for member in members:
            self.add(member)

    def add(self, member: Packed) -> bool:
        """Have `member` in it from now on. Whether it was not in it before."""
        if self._places.find(member) is not None:
            return False
        self._places.enter(member, self._shelf.append(member))
        return True
