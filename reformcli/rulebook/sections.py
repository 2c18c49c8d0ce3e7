"""The parts of the rules and their keys, each declared once: what it is called, what it takes, what it means."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reformcli.i18n import _, in_every_language, mark
from reformcli.model.colours import LIGHTS, RED
from reformcli.model.order import LEVELS
from reformcli.model.states import STATES

Reader = Callable[[object], object]
"""Turns what TOML has into a value. Raises ValueError with what is allowed."""


class Key(NamedTuple):
    """A key of a part: its word for people, how its value is read, what it means.

    `check` looks at what was read more closely, where somebody loads it; it raises ValueError as `read` does.
    """

    label: str
    read: Reader
    help: str
    check: Callable[[object], None] | None = None


class Section(NamedTuple):
    """A part of the rules. Its keys are `keys`; where it has a key for each of something, all are read by `each`."""

    label: str
    help: str
    keys: Mapping[str, Key] = {}
    each: Key | None = None


class Placed(ValueError):
    """What is wrong inside a value that holds others: each place, after that of the value, and what is wrong there."""

    def __init__(self, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.places = places


def called(word: str, labels: Mapping[str, str]) -> str | None:
    """The key that a word means, by itself or as people say it in any language."""
    typed = word.strip().lower().replace(" ", "_")
    for key, label in labels.items():
        if typed in (key, *(said.lower().replace(" ", "_") for said in in_every_language(label))):
            return key
    return None


def whole(low: int, high: int) -> Reader:
    """A whole number within bounds, both included."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(_("a whole number from {low} to {high}", low=low, high=high))
        return value

    return read


def word(words: Mapping[str, str]) -> Reader:
    """One of some words, by its code or as people say it in any language."""

    def read(value: object) -> str:
        typed = value.strip().lower() if isinstance(value, str) else ""
        for code, label in words.items():
            if typed in (code, *(said.lower() for said in in_every_language(label))):
                return code
        raise ValueError(_("one of {words}", words=", ".join(words)))

    return read


def yes_or_no(value: object) -> bool:
    """Yes or no."""
    if value is True or value is False:
        return value
    raise ValueError(_("true or false"))


def text(value: object) -> str:
    """Words in one line, without control characters."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > 200:
        raise ValueError(_("words without control characters"))
    return value.strip()


def is_phrase(value: object) -> None:
    """A time limit in words must be one as `reform date` reads it: it gives a day when counted from one."""
    from reformcli.deadlines import Conventions, read

    reading = read(str(value), date(2026, 1, 5), Conventions(2026))
    if reading.end is None or reading.ambiguous:
        raise ValueError(_("a time limit in words, such as +15d or +10wd"))


def days(value: object) -> tuple[int, ...]:
    """Numbers of days, each greater than the one before."""
    numbers = value if isinstance(value, list) else []
    rising = all(isinstance(one, int) and 0 < one <= 3660 for one in numbers) and numbers == sorted(set(numbers))
    if not numbers or not rising:
        raise ValueError(_("numbers of days, each greater than the one before"))
    return tuple(numbers)


def words_of(words: Mapping[str, str]) -> Reader:
    """Several of some words."""

    def read(value: object) -> tuple[str, ...]:
        if isinstance(value, list):
            return tuple(str(word(words)(one)) for one in value)
        raise ValueError(_("a list of {words}", words=", ".join(words)))

    return read


def country(value: object) -> str:
    """A country's code."""
    code = text(value)
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise ValueError(_("a country code of two letters, such as CN"))
    return code.upper()


def region(value: object) -> str:
    """A country and its part: GB-ENG."""
    whole_country, _dash, part = text(value).upper().partition("-")
    if not part or len(part) > 3 or not part.isalnum() or not part.isascii():
        raise ValueError(_("a country and its part, such as GB-ENG"))
    return f"{country(whole_country)}-{part}"


BY = {
    "owner": mark("its owner"),
    "office": mark("the office"),
    "group": mark("a group"),
    "leader": mark("a leader"),
    "raiser": mark("who raised it"),
}
"""Who passes a stage."""

PERSON = "person"

MARKS = {
    PERSON: mark("a person"),
    "place": mark("a place"),
    "rules": mark("rules of its own"),
    "platform": mark("a platform"),
}
"""The four marks: 有人员、有场所、有制度、有平台."""

STAGE_KEYS: Mapping[str, Key] = {
    "key": Key(mark("stage"), text, mark("What the stage is called.")),
    "by": Key(mark("by"), word(BY), mark("Who passes it: owner, office, group, leader or raiser.")),
    "state": Key(mark("state"), word(STATES), mark("State of the matter or idea once it is passed.")),
    "within": Key(mark("within"), text, mark("Its time limit, counted from the stage before."), is_phrase),
    "lasts": Key(mark("lasts"), text, mark("How long it is to last."), is_phrase),
    "after": Key(mark("after"), whole(1, 3660), mark("Days after the stage before on which it falls due.")),
    "optional": Key(mark("optional"), yes_or_no, mark("Whether it may be left out.")),
    "any": Key(mark("any"), yes_or_no, mark("Whether it may come at any time, as a stop does.")),
}

LEVEL_KEYS: Mapping[str, Key] = {
    "key": Key(mark("level"), word(LEVELS), mark("Level of the order: blue, yellow or red.")),
    "answer": Key(mark("answer"), text, mark("Time for its answer, counted from its day."), is_phrase),
    "near": Key(mark("near"), whole(1, 3660), mark("Days before the due date from which it is due.")),
    "behind": Key(mark("behind"), whole(1, 100), mark("Points behind schedule from which it is due.")),
    "overdue": Key(mark("overdue"), whole(1, 3660), mark("Days after the due date from which it is due.")),
}

RHYTHMS = {
    "month": mark("month"),
    "two-months": mark("two months"),
    "quarter": mark("quarter"),
    "half-year": mark("half-year"),
    "year": mark("year"),
}
"""Words of `rulebook.MONTHS`."""

REPORTERS = {RED: LIGHTS[RED], "silent": mark("silent"), "praised": mark("praised")}
"""Why a unit is proposed to report to a meeting: a red light on what it leads, nothing heard from it this month, praise
since the last meeting."""

_PLACES = {"group": mark("group"), "unit": mark("unit")}

SECTIONS: Mapping[str, Section] = {
    "process": Section(
        mark("process"),
        mark("How each kind of matter is closed out, and how ideas go, stage by stage."),
        each=Key(mark("process"), lambda value: value, mark("Stages, in their order.")),
    ),
    "limit": Section(
        mark("limit"),
        mark("Time limit of a matter that is given none, counted from the day it was opened."),
        each=Key(mark("limit"), text, mark("Words, as reform date reads them."), is_phrase),
    ),
    "visits": Section(
        mark("visits"),
        mark("When a unit is to be seen again, and how often it may be."),
        {
            "red": Key(LIGHTS["red"], whole(1, 3660), mark("Days after the last visit, with a red light.")),
            "yellow": Key(LIGHTS["yellow"], whole(1, 3660), mark("Days after the last visit, with a yellow light.")),
            "green": Key(LIGHTS["green"], whole(1, 3660), mark("Days after the last visit, with a green light.")),
            "blue": Key(LIGHTS["blue"], whole(1, 3660), mark("Days after the last visit, with a blue light.")),
            "cap": Key(mark("cap"), whole(0, 1000), mark("Visits that a unit may receive in a quarter.")),
        },
    ),
    "changed": Section(
        mark("changed"),
        mark("What is told anew."),
        {"days": Key(mark("days"), days, mark("Days late that are told anew when they are passed."))},
    ),
    "readiness": Section(
        mark("readiness"),
        mark("What groups and units should have."),
        {
            name: Key(label, words_of(MARKS), mark("Which of person, place, rules and platform."))
            for name, label in _PLACES.items()
        },
    ),
    "ladder": Section(
        mark("ladder"),
        mark("Which orders are proposed about work that is late or behind."),
        {
            "levels": Key(mark("levels"), lambda value: value, mark("Levels of orders, the mildest first.")),
            "escalate": Key(
                mark("escalate"), yes_or_no, mark("Whether a poor answer, or none in time, asks for the next level.")
            ),
            "key_starts": Key(mark("key starts"), word(LEVELS), mark("Level at which key projects begin.")),
            "interview": Key(
                mark("interview"),
                whole(1, 100),
                mark("Orders of the last level running after which a talk is proposed."),
            ),
        },
    ),
    "reporting": Section(
        mark("reporting"),
        mark("By when units report each month."),
        {
            "day": Key(mark("day"), whole(1, 31), mark("Last day of the month for reports.")),
            "off": Key(mark("off"), whole(0, 10), mark("Which working day counts after a last day that is off.")),
        },
    ),
    "meetings": Section(
        mark("meetings"),
        mark("How often bodies meet, and who reports to them."),
        {
            "commission": Key(
                mark("commission"), word(RHYTHMS), mark("The longest time between two meetings of the commission.")
            ),
            "reporters": Key(mark("reporters"), whole(0, 100), mark("Units that report on a set topic at a meeting.")),
            "choose": Key(
                mark("choose"),
                words_of(REPORTERS),
                mark("Why units are proposed to report, the first reason first."),
            ),
        },
    ),
    "dates": Section(
        mark("dates"),
        mark("How dates are read."),
        {
            "country": Key(mark("country"), country, mark("Whose public holidays working days leave out.")),
            "region": Key(mark("region"), region, mark("Part of it whose holidays count too, such as GB-ENG.")),
            "day_first": Key(mark("day first"), yes_or_no, mark("Whether 01/02/2026 is the first of February.")),
            "fiscal_start": Key(mark("fiscal start"), whole(1, 12), mark("Month in which a financial year begins.")),
            "fiscal_named": Key(
                mark("fiscal named"),
                word({"start": mark("start"), "end": mark("end")}),
                mark("Which year names a financial year: that of its start or its end."),
            ),
        },
    ),
    "lights": Section(
        mark("lights"),
        mark("Where lights change."),
        {
            "near": Key(mark("near"), whole(0, 3660), mark("Days before the due date from which a light is yellow.")),
            "behind": Key(mark("behind"), whole(0, 100), mark("Points behind schedule from which a light is yellow.")),
            "far_behind": Key(
                mark("far behind"), whole(0, 100), mark("Points behind schedule above which a light is red.")
            ),
            "silence": Key(mark("silence"), whole(1, 3660), mark("Days without news after which a light is yellow.")),
            "recovered": Key(
                mark("recovered"),
                word({code: LIGHTS[code] for code in ("green", "yellow")}),
                mark("Light of work that was late and has caught up."),
            ),
            "schedule": Key(
                mark("schedule"),
                word({"milestones": mark("milestones"), "months": mark("months")}),
                mark("What scheduled progress follows: milestones that are due, or months pro rata."),
            ),
        },
    ),
    "caps": Section(
        mark("caps"),
        mark("The most that a unit should carry or receive."),
        {
            "work": Key(mark("work"), whole(0, 10_000), mark("Open projects.")),
            "visits": Key(mark("visits"), whole(0, 10_000), mark("Visits in the period.")),
            "papers": Key(mark("papers"), whole(0, 10_000), mark("Papers asked for in the period.")),
        },
    ),
}
"""Every part of the rules, in the order in which they are printed."""
