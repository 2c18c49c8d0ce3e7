"""The list of nouns: what each is called and where it is declared, as plain words.

A noun is one module that declares a dataclass and a `NOUN`, and one line here. Modules load when their noun is asked
for, because a dataclass of many fields costs a millisecond and most commands touch one or two; so letters, plurals and
what makes a thing tracked work stand here alone, where they can be asked for without it.
"""

from collections.abc import Iterable
from typing import NamedTuple

DATES = ("start", "due_first", "due_said", "reported", "done", "dropped")
"""Keys of the fields, besides due date and state, that tell how tracked work stood on a day."""


class Tracked(NamedTuple):
    """How the things of a noun are tracked work: the keys of the fields that hold what every list of work shows.

    `project` refers to the project that it belongs to, or is about; a project itself has none. `owner` is who answers
    for it; without one, those who answer for its project. `supporting` are those who help. `kind` is a choice that
    `--kind` takes besides the noun; `plan_day` the day whose year is its plan year, where that is not its project's.
    `dates` are those of `DATES` that it has.
    """

    project: str = ""
    owner: str = ""
    supporting: str = ""
    kind: str = ""
    plan_day: str = ""
    title: str = "title"
    due: str = "due"
    state: str = "state"
    dates: tuple[str, ...] = DATES


class ListedNoun(NamedTuple):
    """A noun in the list: its key, its plural (table, export and list), the letter of its refs, the noun within whose
    things its numbers count (also the key of the reference to it), how it is tracked work, its module, whether it has
    commands."""

    key: str
    plural: str
    prefix: str = ""
    within: str = ""
    tracked: Tracked | None = None
    module: str = ""
    has_commands: bool = False

    @property
    def place(self) -> str:
        """The module that declares it."""
        return self.module or f"reformcli.model.{self.key}"


NOUNS: tuple[ListedNoun, ...] = (
    ListedNoun("owner", "owners", has_commands=True),
    ListedNoun("project", "projects", tracked=Tracked()),
    ListedNoun("milestone", "milestones", within="project", tracked=Tracked(project="project")),
    ListedNoun("assignment", "assignments", "A", has_commands=True),
    ListedNoun("duty", "duties"),
    ListedNoun("visit", "visits", "V", has_commands=True),
    ListedNoun("meeting", "meetings", "M", has_commands=True),
    ListedNoun("topic", "topics", within="meeting"),
    ListedNoun("submission", "submissions", "S", has_commands=True),
    ListedNoun("adoption", "adoptions", within="submission"),
    ListedNoun("event", "events", "E", has_commands=True),
    ListedNoun(
        "matter",
        "matters",
        "F",
        tracked=Tracked(
            project="project",
            owner="owner",
            supporting="supporting",
            kind="kind",
            plan_day="opened",
            dates=("due_first", "due_said", "reported", "done", "dropped"),
        ),
    ),
    ListedNoun("idea", "ideas", "I", has_commands=True),
    ListedNoun("stage", "stages"),
    ListedNoun("order", "orders", "O", has_commands=True),
    ListedNoun("mark", "marks", "P"),
    ListedNoun("extension", "extensions"),
    ListedNoun("override", "overrides"),
    ListedNoun("note", "notes", "N"),
    ListedNoun("sending", "sendings"),
    ListedNoun("day", "days"),
    ListedNoun("rules", "rules", has_commands=True),
)
"""Every noun that reform comes with, each after the nouns that it refers to: the order of exports and imports."""

_in_use: dict[str, ListedNoun] = {listed.key: listed for listed in NOUNS}


def use(nouns: Iterable[ListedNoun]) -> None:
    """Know these nouns, and no others, from now on: those of the program, and those that a caller adds to them.

    Raises ValueError where two have one key, one plural, or one letter: a ref must mean one thing.
    """
    several = tuple(nouns)
    for names in (
        [listed.key for listed in several],
        [listed.plural for listed in several],
        [listed.prefix for listed in several if listed.prefix],
    ):
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two nouns are called {', '.join(twice)}")
    _in_use.clear()
    _in_use.update((listed.key, listed) for listed in several)


def listed_nouns() -> tuple[ListedNoun, ...]:
    """The nouns in use, in their order."""
    return tuple(_in_use.values())


def listed_noun(key: str) -> ListedNoun:
    """The noun in use called `key`. Raises KeyError."""
    return _in_use[key]


def is_noun(key: str) -> bool:
    """Whether a noun in use is called `key`."""
    return key in _in_use


def prefixes() -> dict[str, str]:
    """The letters that refs begin with, each with the key of the noun that it means."""
    return {listed.prefix: listed.key for listed in _in_use.values() if listed.prefix}


def letter_of(key: str) -> str:
    """The letter that refs of the noun called `key` begin with: its own, or that of the noun it counts within; none
    for projects, their milestones, and what has no refs."""
    listed = _in_use[key]
    return _in_use[listed.within].prefix if listed.within else listed.prefix


def part_of(key: str) -> str | None:
    """The key of the noun whose numbers count within things of the noun called `key`; None where none does."""
    return next((listed.key for listed in _in_use.values() if listed.within == key), None)


def has_refs(key: str) -> bool:
    """Whether people can type a ref for things of the noun called `key`: 17, 17.3, V12, M4.2."""
    listed = _in_use[key]
    return key == "project" or bool(listed.prefix or listed.within)
