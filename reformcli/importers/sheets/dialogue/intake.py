"""Intake: what an import is told (whose names are known, which year is meant), and what it tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from reformcli.deadlines import Conventions
from reformcli.importers.sheets.dialogue.maps import Saved, SavedMap
from reformcli.importers.sheets.dialogue.understood import TableReading
from reformcli.merging.record import Doubt


@dataclass
class Intake:
    """What is known before a file is read, and what reading it has to tell.

    `noun` is the key of the noun that the rows must be, or None to find out; `given` what the person says that headings
    mean (normal form to field or role), `saved` the maps kept from earlier; `known` tells whether a name is an owner's,
    `noun_of` what noun of the ledger an identity is;
    `document` the one that hands the rows down as assigned items, or None where they are not such items;
    `source_day` the day of the meeting that they come from, from which their limits count, `are_decisions` whether the
    rows are what a meeting decided. `sheet` is the only sheet to
    read, `table` the only table (counted from 1 through the file), `header_row` the row (from 1) of the heading.
    `words` is what the person says of words of state (see `maps.word_key`), `day_first` whether the day comes
    first in days in figures, None where the list or the office's own habit tells, `answers` what the person answered to
    other questions (question to answer).

    `mapped` are the headings (in normal form) that this import alone was told about, `met` all that its tables have.
    `notes` are sentences to be told, `tables` how each table was understood, `doubts` what a person should look at.
    """

    conventions: Conventions
    today: date
    noun: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    saved: Saved | None = None
    known: Callable[[str], bool] = lambda name: False
    notes: list[str] = field(default_factory=list)
    strict: bool = False
    noun_of: Callable[[str], str | None] = lambda uid: None
    document: str | None = None
    source_day: date | None = None
    are_decisions: bool = False
    mapped: frozenset[str] = frozenset()
    met: set[str] = field(default_factory=set)
    sheet: str | None = None
    table: int | None = None
    header_row: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    tables: list[TableReading] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        """Tell the person something once the import has gone well."""
        self.notes.append(sentence)

    def answered(self, answers: SavedMap) -> None:
        """Learn what a person answered; what was told of the files so far is forgotten, as they are read again."""
        self.given = {**self.given, **answers.headings}
        self.words = {**self.words, **answers.words}
        if answers.day_first is not None:
            self.day_first = answers.day_first
        for told in (self.notes, self.tables, self.doubts):
            told.clear()
