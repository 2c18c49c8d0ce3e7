"""Which records of an import can be taken, and which cannot, with the reason."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reformcli.errors import ReformError
from reformcli.i18n import _
from reformcli.merging.merger import Merger
from reformcli.merging.record import Record


class Refused(NamedTuple):
    """A record that cannot be taken, and why."""

    record: Record
    why: str


def sift(records: Sequence[Record], make: Callable[[], Merger]) -> tuple[list[Record], list[Refused]]:
    """The records that can be taken, and those that cannot. All records of a row go the same way."""
    refused: dict[tuple[str, str, int], Refused] = {}
    while True:
        merger = make()
        before = len(refused)
        good = []
        parent_is_there: dict[str, bool] = {}
        for record in records:
            row = (record.place.file, record.place.sheet, record.place.n)
            if row in refused:
                parent_is_there[record.noun] = False
                continue
            if record.under is not None and not parent_is_there.get(record.under, False):
                refused[row] = Refused(record, _("The row above that it belongs to was not taken."))
                continue
            try:
                merger.one(record)
            except ReformError as error:
                refused[row] = Refused(record, f"{error.what} {error.hint}".strip())
                parent_is_there[record.noun] = False
                continue
            parent_is_there[record.noun] = True
            good.append(record)
        if len(refused) == before:
            return good, list(refused.values())
