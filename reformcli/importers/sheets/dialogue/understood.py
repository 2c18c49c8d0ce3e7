"""What was understood of a list, as values: its tables, columns with reasons, words of state, what was left out."""

from typing import NamedTuple


class ColumnReading(NamedTuple):
    """How a column was read: its letters and heading, the field, role or other meaning, and why.

    `why` is told, name, near, rule, group, cells, or blank where it is kept under its heading. `rivals` are what else
    it may be with nearly as much reason; `doubted` is whether a person should look at it.
    """

    letters: str
    heading: str
    key: str
    why: str
    rivals: tuple[str, ...] = ()
    doubted: bool = False


class WordReading(NamedTuple):
    """How a word of state was read: the state recorded for it (None: none), in how many rows.

    `light` is the unit's own light that a word of a column of lights says, blank for one that says none of ours, None
    for words of state. `sure` is whether nothing about it is doubted.
    """

    heading: str
    word: str
    state: str | None
    light: str | None
    rows: int
    sure: bool


class LeftOut(NamedTuple):
    """Rows of a table that are no items: why (heading, total, note, section), and which, counted from 1."""

    why: str
    rows: tuple[int, ...]


class TableReading(NamedTuple):
    """A table that was read: where it stands, what it is a list of, and how each of its parts was understood.

    `rows` are the first and last row of its heading and the last row of the table, counted from 1. `kind` is a key of
    `reading.KINDS`, `plan` the plan year that its words of time are meant in, where the table itself says one.
    `persons` are those who answer that are taken for persons, `perhaps_units` those taken for units whose names do not
    say so; `unsettled` is a day in figures of which nothing tells whether its day or its month comes first.
    """

    file: str
    sheet: str
    number: int
    rows: tuple[int, int, int]
    kind: str
    items: int
    plan: int | None
    columns: tuple[ColumnReading, ...]
    words: tuple[WordReading, ...]
    left_out: tuple[LeftOut, ...]
    persons: tuple[str, ...] = ()
    perhaps_units: tuple[str, ...] = ()
    unsettled: str = ""

    @property
    def place(self) -> str:
        """The file, and the sheet where there is one."""
        return f"{self.file}, {self.sheet}" if self.sheet else self.file
