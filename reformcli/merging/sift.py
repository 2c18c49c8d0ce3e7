"""Which records of an import can be taken, and which cannot, with the reason."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reformcli.errors import BadValue, ReformError
from reformcli.i18n import _, in_sequence
from reformcli.merging.merger import Merger
from reformcli.merging.record import Record

RowKey = tuple[str, str, int]


class Refused(NamedTuple):
    """A record that cannot be taken, and why."""

    record: Record
    why: str

    def error(self) -> BadValue:
        """What to raise where no part of an import is taken for want of this record."""
        return BadValue(self.why, where=str(self.record.place))


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
        before = len(refused)
        good = _taken(records, make(), refused, strict=strict)
        if len(refused) == before:
            return good, list(refused.values())


def _taken(records: Sequence[Record], merger: Merger, refused: dict[RowKey, Refused], *, strict: bool) -> list[Record]:
    """The records that `merger` takes. Others, but for those whose rows are among `refused`, become part of that."""
    good = []
    parent_is_there: dict[str, bool] = {}
    for record in records:
        row = row_key(record)
        if row not in refused and record.under is not None and not parent_is_there.get(record.under, False):
            refused[row] = Refused(record, _("The row above that it belongs to was not taken."))
        if row not in refused:
            try:
                merger.merge(record)
            except ReformError as error:
                refused[row] = _refused(record, error)
        parent_is_there[record.noun] = row not in refused
        if row not in refused:
            good.append(record)
    for record, fault in merger.faults():
        refused.setdefault(row_key(record), _refused(record, fault))
    if strict:
        by_row = {row_key(record): record for record in reversed(good)}
        for doubt in merger.standing_doubts():
            row = (doubt.place.file, doubt.place.sheet, doubt.place.n)
            if row in by_row:
                refused.setdefault(row, Refused(by_row[row], doubt.text))
    return good


def row_key(record: Record) -> RowKey:
    """Which row of which file a record is of."""
    return record.place.file, record.place.sheet, record.place.n


def _refused(record: Record, error: ReformError) -> Refused:
    return Refused(record, in_sequence(filter(None, (error.what, error.hint))))
