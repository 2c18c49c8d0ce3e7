"""The parts of the rules and their keys, each declared once: what it is called, what it takes, what it means."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reformcli.i18n import _, mark
from reformcli.model.colours import LIGHTS, RED
from reformcli.model.idea import NOUN as IDEA
from reformcli.model.idea import PROCESS
from reformcli.model.matter import KINDS, PROCESSES
from reformcli.model.order import LEVELS
from reformcli.model.stage import STAGES
from reformcli.model.states import DONE, STATES
from reformcli.rulebook import LadderLevel, StageRule
from reformcli.rulebook.readers import (
    Reader,
    country,
    days,
    is_phrase,
    name_among,
    region,
    text,
    whole,
    word,
    words_of,
    yes_or_no,
)


class Key(NamedTuple):
    """A key of a part: its word for people, how its value is read, what it means.

    `check` looks at what was read more closely, where it comes in; it raises ValueError as `read` does. The value of a
    key with `rows` is a list of tables, which those read.
    """

    label: str
    read: Reader
    help: str
    check: Callable[[object], None] | None = None
    rows: "Rows | None" = None


class Rows(NamedTuple):
    """A list of tables as a value: the type that each is made into, its keys, those that it must have, an example.

    No two have the same `key`. `faults` gives what is wrong with them that no value shows by itself, from the place of
    the list and what its tables were made into.
    """

    type: Callable[..., StageRule | LadderLevel]
    keys: Mapping[str, Key]
    needed: tuple[str, ...]
    example: str
    faults: Callable[[str, Sequence[Any]], Iterator[str]]


class Section(NamedTuple):
    """A part of the rules. Its keys are `keys`; where it has a key for each of some names, all are read by `each`.

    A text that gives the part must give the keys in `needed`. Where `adds`, names that a text leaves out stay as they
    were; else it takes the place of the part before it whole.
    """

    label: str
    help: str
    keys: Mapping[str, Key] = {}
    each: Key | None = None
    names: Mapping[str, str] = {}
    needed: tuple[str, ...] = ()
    adds: bool = False

    def labels(self) -> Mapping[str, str]:
        """What its keys are called, by key."""
        return self.names or {key: declared.label for key, declared in self.keys.items()}

    def key(self, name: str) -> Key:
        """What is declared of the key called `name`."""
        return self.each or self.keys[name]


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
    "key": Key(mark("stage"), name_among(STAGES), mark("What the stage is called.")),
    "by": Key(mark("by"), word(BY), mark("Who passes it: owner, office, group, leader or raiser.")),
    "state": Key(mark("state"), word(STATES), mark("State of the matter or idea once it is passed.")),
    "within": Key(mark("within"), text, mark("Its time limit, counted from the stage before."), is_phrase),
    "lasts": Key(mark("lasts"), text, mark("How long it is to last."), is_phrase),
    "after": Key(mark("after"), whole(1), mark("Days after the stage before on which it falls due.")),
    "optional": Key(mark("optional"), yes_or_no, mark("Whether it may be left out.")),
    "any": Key(mark("any"), yes_or_no, mark("Whether it may come at any time, as a stop does.")),
}

LEVEL_KEYS: Mapping[str, Key] = {
    "key": Key(mark("level"), word(LEVELS), mark("Level of the order: blue, yellow or red.")),
    "answer": Key(mark("answer"), text, mark("Time for its answer, counted from its day."), is_phrase),
    "near": Key(mark("near"), whole(1), mark("Days before the due date from which it is due.")),
    "behind": Key(mark("behind"), whole(1, 100), mark("Points behind schedule from which it is due.")),
    "overdue": Key(mark("overdue"), whole(1), mark("Days after the due date from which it is due.")),
}


def _faults_of_process(place: str, stages: Sequence[StageRule]) -> Iterator[str]:
    """One stage closes, and what comes after that one may be left out."""
    closing = next((at for at, stage in enumerate(stages) if stage.state == DONE), None)
    if closing is None:
        yield _("{place}: no stage has the state done.", place=place)
        return
    for number, stage in enumerate(stages[closing + 1 :], closing + 2):
        if stage.is_needed:
            yield _("{place}: what comes after the stage that closes must be optional.", place=f"{place}[{number}]")


def _faults_of_levels(place: str, levels: Sequence[LadderLevel]) -> Iterator[str]:
    """Something makes each level due."""
    for number, level in enumerate(levels, 1):
        if level.near is None and level.behind is None and level.overdue is None:
            yield _("{place} lacks what makes it due: near, behind or overdue.", place=f"{place}[{number}]")


STAGE_ROWS = Rows(StageRule, STAGE_KEYS, ("key", "by"), '{key="close", by="office", state="done"}', _faults_of_process)
LEVEL_ROWS = Rows(
    LadderLevel, LEVEL_KEYS, ("key", "answer"), '{key="red", answer="+3wd", overdue=1}', _faults_of_levels
)

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
        each=Key(mark("process"), text, mark("Stages, in their order."), rows=STAGE_ROWS),
        names={**PROCESSES, PROCESS: IDEA.label},
        adds=True,
    ),
    "limit": Section(
        mark("limit"),
        mark("Time limit of a matter that is given none, counted from the day it was opened."),
        each=Key(mark("limit"), text, mark("Words, as reform date reads them."), is_phrase),
        names=KINDS,
    ),
    "visits": Section(
        mark("visits"),
        mark("When a unit is to be seen again, and how often it may be."),
        {
            "red": Key(LIGHTS["red"], whole(1), mark("Days after the last visit, with a red light.")),
            "yellow": Key(LIGHTS["yellow"], whole(1), mark("Days after the last visit, with a yellow light.")),
            "green": Key(LIGHTS["green"], whole(1), mark("Days after the last visit, with a green light.")),
            "blue": Key(LIGHTS["blue"], whole(1), mark("Days after the last visit, with a blue light.")),
            "cap": Key(mark("cap"), whole(0, 1000), mark("Visits that a unit may receive in a quarter.")),
        },
        needed=("red", "yellow", "green", "blue"),
    ),
    "changed": Section(
        mark("changed"),
        mark("What is told anew."),
        {"days": Key(mark("days"), days, mark("Days late that are told anew when they are passed."))},
        needed=("days",),
    ),
    "readiness": Section(
        mark("readiness"),
        mark("What groups and units should have."),
        {
            name: Key(label, words_of(MARKS), mark("Which of person, place, rules and platform."))
            for name, label in _PLACES.items()
        },
        needed=("group", "unit"),
    ),
    "ladder": Section(
        mark("ladder"),
        mark("Which orders are proposed about work that is late or behind."),
        {
            "levels": Key(mark("levels"), text, mark("Levels of orders, the mildest first."), rows=LEVEL_ROWS),
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
        needed=("levels", "escalate", "key_starts", "interview"),
    ),
    "reporting": Section(
        mark("reporting"),
        mark("By when units report each month."),
        {
            "day": Key(mark("day"), whole(1, 31), mark("Last day of the month for reports.")),
            "off": Key(mark("off"), whole(0, 10), mark("Which working day counts after a last day that is off.")),
        },
        needed=("day", "off"),
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
        needed=("commission",),
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
            "near": Key(mark("near"), whole(0), mark("Days before the due date from which a light is yellow.")),
            "behind": Key(mark("behind"), whole(0, 100), mark("Points behind schedule from which a light is yellow.")),
            "far_behind": Key(
                mark("far behind"), whole(0, 100), mark("Points behind schedule above which a light is red.")
            ),
            "silence": Key(mark("silence"), whole(1), mark("Days without news after which a light is yellow.")),
            "recovered": Key(
                mark("recovered"),
                word({code: LIGHTS[code] for code in ("green", "yellow")}),
                mark("Light of work that was late and has caught up."),
            ),
            "schedule": Key(
                mark("schedule"),
                word({"milestones": mark("milestones"), "months": mark("by month")}),
                mark("What scheduled progress follows: milestones that are due, or months pro rata."),
            ),
        },
    ),
    "caps": Section(
        mark("caps"),
        mark("The most that a unit should carry or receive."),
        {
            "work": Key(mark("work"), whole(0, 10_000), mark("Open projects.")),
            "papers": Key(mark("papers"), whole(0, 10_000), mark("Papers asked for in the period.")),
        },
    ),
}
"""The parts of the rules but for those of scores and submissions, which have modules of their own: see `parts`."""

LABELS: Mapping[str, str] = {
    **{name: section.label for name, section in SECTIONS.items()},
    "score": mark("score"),
    "submission": mark("submission"),
}
"""What every part is called, by its name, in the order in which they are printed."""

MOVED = {"caps.visits": "visits.cap"}
"""Keys that there were once, and those that say it today."""
