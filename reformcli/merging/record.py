"""Records: what importers make of the rows of files, and what merging them says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reformcli.deadlines import Reading
from reformcli.errors import ReformError
from reformcli.i18n import _
from reformcli.model.fields import Thing
from reformcli.values import USUAL, Means
from reformcli.verbs.dates import Approval

REST = ("file", "sheet", "row", "reason")
"""The columns that a file of rows not taken begins with: where each row came from, and why it was not taken."""


class Place(NamedTuple):
    """Where a record stands. `sentence` holds `{file}` and `{n}`, and is translated only when it is needed.

    `columns` gives the letters and the heading of the column that a field or role was read from.
    """

    sentence: str
    file: str
    n: int
    sheet: str = ""
    columns: Mapping[str, tuple[str, str]] = {}

    def __str__(self) -> str:
        return _(self.sentence, file=self.file, n=self.n, sheet=self.sheet)

    def cell(self, key: str) -> str | None:
        """The cell that holds a field, such as E5; None where that is not known."""
        return f"{self.columns[key][0]}{self.n}" if key in self.columns else None


class Original(NamedTuple):
    """A row as it stands in its file, under the headings of its table; `above` is the row of the item that it is a part
    of, without which it would be read as an item of its own."""

    headings: tuple[str, ...]
    cells: tuple[str, ...]
    above: tuple[str, ...] = ()


class Said(NamedTuple):
    """What a row says of how far work is: the kind of note that it is, the meaning of its column, its words, and how
    far it says the work is.

    `is_nothing` is whether the words say that there is nothing (无, -), which only answers what was said before.
    """

    kind: str
    key: str
    text: str
    percent: float | None = None
    is_nothing: bool = False


class Record(NamedTuple):
    """A row of a file: the noun it is, its cells by field key or role, and where it stands, for messages.

    `cleaned` counts the cells that control characters were taken out of. `roles` are owners' names by role, where a
    list names them in words. `under` is the noun of the record before it that it belongs to. An `office` row is from a
    list that an office keeps: what it leaves blank clears nothing, what cannot be read is kept as another column, and
    both are told. `fault` is why the row cannot be taken, where its reader knows already;
    `has_steps` whether its milestones follow, so that its time limit makes none; `said` what it says of progress, `day`
    the day of the list on which it says so, None where it has none, and `said_by` who filled the list in, where that is
    sure; `alone` whether no other row of its list has its title; `persons` those of the names that are persons',
    whatever role they have; `last` the last of the rows that it was read from, where those are several; `approval`
    what a person says of the due date that it moves, an earlier day too; `assumed` the keys of cells that nobody said:
    they count for what is new, and change nothing that is there.
    """

    noun: str
    cells: Mapping[str, str]
    place: Place
    cleaned: int = 0
    roles: Mapping[str, tuple[str, ...]] = {}
    means: Means = USUAL
    under: str | None = None
    office: bool = False
    original: Original | None = None
    fault: ReformError | None = None
    has_steps: bool = False
    said: tuple[Said, ...] = ()
    day: date | None = None
    said_by: str | None = None
    alone: bool = False
    persons: frozenset[str] = frozenset()
    last: int = 0
    approval: Approval | None = None
    assumed: frozenset[str] = frozenset()


@dataclass(slots=True)
class Count:
    """How many rows of a noun were added, changed, and left as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class Way(NamedTuple):
    """A way to answer a doubt: what it is called, and the cells that the row then has.

    `is_approval` is whether it takes a reason and an approver, which the record is then given.
    """

    label: str
    cells: Mapping[str, str] = {}
    is_approval: bool = False


class Doubt(NamedTuple):
    """Something about a row that a person should look at: where, in which field, and what.

    `ways` are how it may be answered otherwise than the text says that it is taken, for the record `about` where it is
    about one of a row alone; `rows` are all rows that it is about, where those are several; `proposal` is what is
    taken unless it is answered, where a word or two can say that.
    """

    place: Place
    key: str
    text: str
    ways: tuple[Way, ...] = ()
    rows: tuple[int, ...] = ()
    about: Record | None = None
    proposal: str = ""

    def __str__(self) -> str:
        return _("{place}: {reason}", place=self.place, reason=self.text)


class Outcome(NamedTuple):
    """What became of a record: the thing before and after, and how its time limit was read."""

    record: Record
    before: Thing | None
    after: Thing
    reading: Reading | None
