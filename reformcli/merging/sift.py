"""Which records of an import can be taken, and which cannot, with the reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from reformcli.errors import BadValue, ReformError
from reformcli.i18n import _, in_sequence
from reformcli.merging.merger import Merger
from reformcli.merging.record import Record

RowKey = tuple[str, str, int]


class Refused(NamedTuple):
    """A record that cannot be taken, and what is wrong with it."""

    record: Record
    fault: ReformError

    @property
    def why(self) -> str:
        """What is wrong with it, and what to try."""
        return in_sequence(filter(None, (self.fault.what, self.fault.hint)))


def sift(
    records: Sequence[Record], make: Callable[[], Merger], *, strict: bool = False
) -> tuple[list[Record], list[Refused]]:
    """The records that can be taken, and those that cannot. All records of a row go the same way.

    Where it is `strict`, those that merging doubts are not taken. `make` gives a merger that has seen nothing. What a
    refused row would have added, others may refer to, and a row may be refused only by a record below its first: so the
    records are merged until no more are refused.
    """
    refused: dict[RowKey, Refused] = {}
    while True:
        before, merger = len(refused), make()
        good = list(taken(records, merger, refused))
        if strict:
            _refuse_doubted(good, merger, refused)
        if len(refused) == before:
            return good, list(refused.values())


def taken(records: Iterable[Record], merger: Merger, refused: dict[RowKey, Refused]) -> Iterator[Record]:
    """The records that `merger` takes, one after the other. Others, but for those whose rows are among `refused`,
    become part of that."""
    parent_is_there: dict[str, bool] = {}
    for record in records:
        row = row_key(record)
        if row not in refused and record.under is not None and not parent_is_there.get(record.under, False):
            refused[row] = Refused(record, _placed(record, _("The row above that it belongs to was not taken.")))
        if row not in refused:
            try:
                merger.merge(record)
            except ReformError as error:
                refused[row] = Refused(record, error)
        parent_is_there[record.noun] = row not in refused
        if row not in refused:
            yield record
    for record, fault in merger.faults():
        refused.setdefault(row_key(record), Refused(record, fault))


def _refuse_doubted(records: Sequence[Record], merger: Merger, refused: dict[RowKey, Refused]) -> None:
    """Make the records that the merger has doubts about part of `refused`."""
    by_row = {row_key(record): record for record in reversed(records)}
    for doubt in merger.standing_doubts():
        row = (doubt.place.file, doubt.place.sheet, doubt.place.n)
        if row in by_row:
            refused.setdefault(row, Refused(by_row[row], _placed(by_row[row], doubt.text)))


def _placed(record: Record, why: str) -> BadValue:
    return BadValue(why, where=str(record.place))


def row_key(record: Record) -> RowKey:
    """Which row of which file a record is of."""
    return record.place.file, record.place.sheet, record.place.n
