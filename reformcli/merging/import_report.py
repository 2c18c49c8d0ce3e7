"""What an import tells: how many rows of each noun, what to look at, what was done without being asked."""

from collections import defaultdict
from collections.abc import Iterable

from reformcli.i18n import _, plural
from reformcli.merging.record import Count, Doubt, Record, Way


class ImportReport:
    """Grows with each record; `warnings` are complete once it is closed."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, Count] = defaultdict(Count)
        self.doubts: list[Doubt] = []
        self.warnings: list[str] = []
        self.notes: list[str] = []
        self._cleaned = 0

    def doubt(self, record: Record, key: str, text: str, ways: tuple[Way, ...] = (), proposal: str = "") -> None:
        """Tell that a person should look at a field of a record; see `Doubt`."""
        self.doubts.append(Doubt(record.place, key, text, ways, about=record, proposal=proposal))

    def clean(self, record: Record) -> None:
        """Count the cells of a record that control characters were taken out of."""
        self._cleaned += record.cleaned

    def close(self, doubts: Iterable[Doubt]) -> None:
        """Tell all warnings, `doubts` that only the end of an import raises among them."""
        self.doubts += doubts
        self.warnings += map(str, self.doubts)
        if self._cleaned:
            cells = plural("{n} cell", "{n} cells", self._cleaned)
            self.warnings.append(_("Control characters were taken out of {cells}.", cells=cells))
