"""The facts that rules of scores can speak of: a closed list, each with what a rule can ask of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from reformcli.i18n import _, mark
from reformcli.model.adoption import LEVELS
from reformcli.model.event import KINDS as EVENT_KINDS
from reformcli.model.matter import KINDS
from reformcli.model.order import LEVELS as ORDER_LEVELS
from reformcli.rulebook.readers import text, word, words_of, yes_or_no
from reformcli.rulebook.sections import Key

LARGEST = 10_000
"""The largest number that rules of scores hold, either way."""

_PLACES = -4
"""The finest that such a number can be, as a power of ten."""


def number(value: object, low: int = -LARGEST, high: int = LARGEST) -> Decimal:
    """A decimal number between two, both included, with at most four places. Raises ValueError."""
    exact = Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value
    if isinstance(exact, Decimal) and exact.is_finite() and low <= exact <= high:
        exponent = exact.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= _PLACES:
            return exact
    raise ValueError(_("a number from {low} to {high} with at most four decimals", low=low, high=high))


def _share(value: object) -> Decimal:
    return number(value, 0, 1)


class DeclaredFact(NamedTuple):
    """A fact: what it is called, what it is, and what a rule can ask of it, by key.

    `counts` is whether each of them says how many points it is worth, `levels` whether points can be given by level.
    """

    label: str
    help: str
    attributes: Mapping[str, Key] = {}
    counts: bool = False
    levels: Mapping[str, str] = {}


def _flag(label: str, help: str) -> Key:
    return Key(label, yes_or_no, help)


FACTS: Mapping[str, DeclaredFact] = {
    "work": DeclaredFact(
        mark("work"),
        mark("Projects and milestones whose due date has passed, by weight: a project weighs 1."),
        {
            "late": Key(mark("late"), _share, mark("Share of its weight that work costs which was done late.")),
            "open": Key(mark("open"), _share, mark("Share of its weight that work costs which is late and open.")),
        },
    ),
    "extension": DeclaredFact(
        mark("extension"),
        mark("Moves of due dates."),
        {"after_expiry": _flag(mark("after expiry"), mark("Whether it was asked for after the date had passed."))},
    ),
    "matter": DeclaredFact(
        mark("matter"),
        mark("Findings, decisions and the like; no appeals."),
        {
            "late": _flag(mark("late"), mark("Whether it was not done in time.")),
            "relapse": _flag(mark("relapse"), mark("Whether it is an earlier one that came back.")),
            "kind": Key(mark("kind"), words_of(KINDS), mark("Only those of these kinds.")),
        },
    ),
    "mark": DeclaredFact(
        mark("mark"), mark("Judgements: `reform score mark` records them under the rule's key."), counts=True
    ),
    "period": DeclaredFact(
        mark("period"),
        mark("Months in which a unit had work to report on."),
        {"missing": _flag(mark("missing"), mark("Whether nothing was heard by the day of the month's report."))},
    ),
    "meeting": DeclaredFact(
        mark("meeting"),
        mark("Meetings that name a unit."),
        {"absent": _flag(mark("absent"), mark("Whether it should have been there and was not."))},
    ),
    "order": DeclaredFact(
        mark("order"),
        mark("Orders to a unit that were not withdrawn."),
        {
            "level": Key(mark("level"), word(ORDER_LEVELS), mark("Only those of this level.")),
            "answer_late": _flag(mark("answer late"), mark("Whether the answer did not come in time.")),
        },
    ),
    "submission": DeclaredFact(
        mark("submission"), mark("Submissions with the points that their adoptions give."), counts=True
    ),
    "event": DeclaredFact(
        mark("event"),
        mark("Listings, pilots, awards and the like."),
        {"kind": Key(mark("kind"), words_of(EVENT_KINDS), mark("Only those of these kinds."))},
        levels=LEVELS,
    ),
    "idea": DeclaredFact(
        mark("idea"),
        mark("Ideas, by the stages that they have passed."),
        {"stage": Key(mark("stage"), text, mark("The stage that was passed."))},
    ),
}
"""Every fact. `scoring.FACTS` holds the function of each."""
