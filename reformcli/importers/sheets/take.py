"""Take: what an import is told (whose names are known, which year is meant), and what it tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from reformcli.deadlines import Conventions
from reformcli.importers.sheets.maps import Saved


@dataclass
class Take:
    """What is known before a file is read. What reading it has to tell goes into `notes`, sentence by sentence.

    `noun` is the key of the noun that the rows must be, or None to find out; `given` what the person says that headings
    mean (normal form to field or role), `saved` the maps kept from earlier; `known` tells whether a name is an owner's;
    `document` the one that hands the rows down as assigned items, or None where they are not such items.
    """

    conventions: Conventions
    today: date
    noun: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    saved: Saved | None = None
    known: Callable[[str], bool] = lambda name: False
    notes: list[str] = field(default_factory=list)
    strict: bool = False
    document: str | None = None

    def say(self, sentence: str) -> None:
        """Tell the person something once the import has gone well."""
        self.notes.append(sentence)
