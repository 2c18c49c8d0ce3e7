"""Columns that reports share, each declared once.

Keys are a promise: documented, never translated, never removed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from reformcli.i18n import mark
from reformcli.lights import MARKS
from reformcli.model.colours import LIGHTS
from reformcli.model.field_kinds import FieldKind
from reformcli.model.nouns import is_noun, listed_nouns
from reformcli.model.states import STATES
from reformcli.table import Column, Shape

if TYPE_CHECKING:
    from reformcli.model.fields import Field

_SHAPES = {
    FieldKind.NUMBER: Shape.NUMBER,
    FieldKind.DECIMAL: Shape.NUMBER,
    FieldKind.DATE: Shape.DATE,
    FieldKind.FLAG: Shape.FLAG,
    FieldKind.NAMES: Shape.LIST,
    FieldKind.REFERENCE: Shape.NUMBER,
    FieldKind.REFERENCES: Shape.LIST,
    FieldKind.EXTRA: Shape.OBJECT,
}


def of_field(field: "Field", *, detail: bool = False, main: bool = False) -> Column:
    """The column of a noun's field: its key, label and help, what it holds, the words of its choices."""
    shape = Shape.TEXT if field.is_owner else _SHAPES.get(field.kind, Shape.TEXT)
    return Column(field.key, field.label, field.help, shape, field.choices, detail, main)


class NounWords(Mapping[str, str]):
    """Words of codes that nouns declare, by code, each looked up when it is asked for: nouns load late, and a caller
    may have added some. `look_up` gives the word of a code or raises KeyError, `codes` lists them all."""

    def __init__(self, look_up: Callable[[str], str], codes: Callable[[], Iterable[str]]) -> None:
        self._look_up = look_up
        self._codes = codes

    def __getitem__(self, code: str) -> str:
        return self._look_up(code)

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes())

    def __len__(self) -> int:
        return len(list(self._codes()))


def _label(key: str) -> str:
    from reformcli.model.noun import noun

    return noun(key).label


def _word_of_kind(code: str) -> str:
    return _label(code) if is_noun(code) else _kinds()[code]


def _kinds() -> dict[str, str]:
    """The kinds that things of tracked nouns have."""
    from reformcli.model.noun import tracked_nouns

    fields = [kind.fields[kind.tracked.kind] for kind in tracked_nouns() if kind.tracked and kind.tracked.kind]
    return {code: word for field in fields for code, word in (field.choices or {}).items()}


def _codes_of_kinds() -> list[str]:
    return [*(listed.key for listed in listed_nouns() if listed.tracked), *_kinds()]


REF = Column("ref", mark("Ref"), mark("What to type for it: 17, 17.3, V12, F45, A12."))
TITLE = Column("title", mark("Title"), mark("What is to be done."), main=True)
PROJECT = Column("project", mark("Project"), mark("Title of the project that it belongs to or is about."), detail=True)
LIGHT = Column("light", mark("Light"), mark("Colour of the light, as a word."), words=LIGHTS)
MARK = Column(
    "mark",
    mark("Mark"),
    mark("What is told beside the light: set by hand, caught up, done late, no news."),
    words=MARKS,
    detail=True,
)
STATE = Column("state", mark("State"), mark("How far it is."), words=STATES)
DUE = Column("due", mark("Due"), mark("Last day in time, in words or as a date."), Shape.DATE)
DUE_FIRST = Column("due_first", mark("First due"), mark("First due date that was approved."), Shape.DATE, detail=True)
DONE = Column("done", mark("Done"), mark("Day on which the office took it as done."), Shape.DATE)
REPORTED = Column(
    "reported", mark("Reported"), mark("Day on which the unit reported it done."), Shape.DATE, detail=True
)
DAYS_LATE = Column("days_late", mark("Days late"), mark("Calendar days after the due date."), Shape.NUMBER)
DAYS_LEFT = Column("days_left", mark("Days left"), mark("Calendar days until the due date; 0 is today."), Shape.NUMBER)
SLIP = Column(
    "slip",
    mark("Slip"),
    mark("Calendar days from the first due date to the current one, or to the day on which it was done."),
    Shape.NUMBER,
)
MOVES = Column("extensions", mark("Extensions"), mark("How often the due date was moved."), Shape.NUMBER, detail=True)
LEAD = Column("lead", mark("Lead unit"), mark("Lead units on the day asked about."), Shape.LIST, detail=True)
LEADER = Column("leader", mark("Leader"), mark("Leaders on the day asked about."), Shape.LIST, detail=True)
GROUP = Column("group", mark("Group"), mark("Special groups on the day asked about."), Shape.LIST, detail=True)
LIAISON = Column("liaison", mark("Liaison"), mark("Liaisons on the day asked about."), Shape.LIST, detail=True)
SECTION = Column("section", mark("Section"), mark("Part of the report that the row belongs to."))
DOCUMENT = Column("document", mark("Document"), mark("Number or name of the document that hands it down."))
ITEM = Column("item", mark("Item"), mark("Its number in the document."))
COUNT = Column("count", mark("Count"), mark("How many."), Shape.NUMBER)
SHARE = Column("share", mark("Share"), mark("Part of the whole, from 0 to 1."), Shape.SHARE)
PLAN = Column("plan", mark("Plan year"), mark("Year of the plan that it belongs to."), Shape.NUMBER, detail=True)
SOURCE = Column(
    "source", mark("Source"), mark("Where it comes from: province, city, county, a joint list …"), detail=True
)
KIND = Column(
    "kind",
    mark("Kind"),
    mark("What kind of work it is: a project, a milestone, or what kind of matter."),
    words=NounWords(_word_of_kind, _codes_of_kinds),
    detail=True,
)
NOUN = Column(
    "noun",
    mark("Noun"),
    mark("What kind of thing it is."),
    words=NounWords(_label, lambda: [listed.key for listed in listed_nouns()]),
)
UID = Column("uid", mark("Identity"), mark("Identity that stays the same in every copy of the ledger."), detail=True)
SEQUENCE = Column(
    "sequence",
    mark("Version"),
    mark("Which version of the entry it is: one more for each extension, and once it is done or dropped."),
    Shape.NUMBER,
    detail=True,
)
