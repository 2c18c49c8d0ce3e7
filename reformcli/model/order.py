"""Order (督办单): a slip that assigns, reminds or presses, about one thing, to be answered by a day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reformcli.i18n import _, mark
from reformcli.model.colours import BLUE, LIGHTS, RED, YELLOW
from reformcli.model.fields import ITSELF, Thing, choice, day, flag, line, passage, ref, reference
from reformcli.model.noun import Example, Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.refs import Ref

ASSIGN, REMIND, PRESS = "assign", "remind", "press"
ISSUED, ANSWERED, POOR, WITHDRAWN = "issued", "answered", "poor", "withdrawn"

KINDS = {ASSIGN: mark("assign"), REMIND: mark("remind"), PRESS: mark("press")}

LEVELS = {level: LIGHTS[level] for level in (BLUE, YELLOW, RED)}
"""Levels of orders that press, the mildest first."""

ORDER_STATES = {
    ISSUED: mark("waits for its answer"),
    ANSWERED: mark("answered"),
    POOR: mark("poorly answered"),
    WITHDRAWN: mark("withdrawn"),
}
"""How an order stands: worked out from its days, never recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Thing):
    """An order about the thing that `about` refers to. It is no work: what it presses is counted late already."""

    kind: str = choice(mark("Kind"), mark("Assign, remind or press."), KINDS, default=ASSIGN)
    level: str | None = choice(mark("Level"), mark("How hard it presses: blue, yellow or red."), LEVELS)
    code: str | None = line(mark("Code"), mark("Number of the paper, unique in its year."))
    about: Ref | None = ref(mark("About"), mark("Ref of the one thing that it is about."), required=True, entered=False)
    owner: int | None = reference(
        Owner, mark("Addressee"), mark("Who answers it; who answers for the thing, unless given.")
    )
    requirement: str | None = passage(mark("Requirement"), mark("What is asked for."))
    date: dt.date | None = day(mark("Date"), mark("Day on which it is issued."), required=True)
    due: dt.date | None = day(
        mark("Answer due"), mark("Last day for the answer, in words or as a date."), required=True
    )
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), entered=False)
    signed_by: int | None = reference(Owner, mark("Signed by"), mark("Who signs it."), role="leader")
    follows: int | None = reference(ITSELF, mark("Follows"), mark("The order about the same thing that it follows."))
    answered: dt.date | None = day(mark("Answered"), mark("Day of the answer."), entered=False)
    answer: str | None = passage(mark("Answer"), mark("What was answered."), entered=False)
    accepted: bool = flag(mark("Accepted"), mark("Whether the answer was taken."), entered=False)
    withdrawn: dt.date | None = day(mark("Withdrawn"), mark("Day on which it was taken back."), entered=False)
    reason: str | None = passage(mark("Reason"), mark("Why it was taken back."), entered=False)

    def state_on(self, today: dt.date) -> str:
        """How it stands on a day, one of `ORDER_STATES`."""
        if self.withdrawn is not None and self.withdrawn <= today:
            return WITHDRAWN
        if self.answered is None or self.answered > today:
            return ISSUED
        return ANSWERED if self.accepted else POOR

    def waits_on(self, today: dt.date) -> bool:
        """Whether its answer is still to come, and not late yet, on a day from its own on."""
        in_time = self.date is not None and self.due is not None and self.date <= today <= self.due
        return in_time and self.state_on(today) == ISSUED

    def days_late(self, today: dt.date) -> int:
        """Calendar days that its answer is or was late; 0 for one that was withdrawn."""
        state = self.state_on(today)
        last = today if state == ISSUED else self.answered if state in (ANSWERED, POOR) else None
        return max(0, (last - self.due).days) if last and self.due else 0


def _naming(order: Order, owners: Mapping[int, str]) -> str:
    """What it is about, to whom it goes, and by when it is answered."""
    facts = {"about": order.about, "owner": owners.get(order.owner or 0, "-"), "date": order.due}
    return _("{about} → {owner}, answer by {date}", **facts)


NOUN = Noun(
    Order,
    "order",
    mark("order"),
    name="requirement",
    naming=_naming,
    identity=(("number",), ("about", "date", "kind", "level")),
    listed=("about", "kind", "level", "code", "owner", "date", "due", "answered", "answer"),
    page=PageLine(
        ("about", "owner", "follows"),
        mark("Orders"),
        ("code", "requirement", "answer"),
        role="level",
        date="due",
        until="answered",
    ),
    news=("answered",),
    summary=mark("Orders that assign, remind and press, and their answers."),
    commands=("add", "list", "edit", "show"),
    examples={
        "list": (
            Example("reform order list --state issued", mark("Those whose answers are still to come, or late.")),
            Example(mark("reform order list --owner Transport --csv"), mark("Those of one unit, for a spreadsheet.")),
        ),
        "show": (
            Example("reform order show O7", mark("One order and its answer.")),
            Example("reform order show O7 --json", mark("For another program.")),
        ),
        "edit": (
            Example(mark("reform order edit O7 --code 7/2020"), mark("The number of its paper.")),
            Example("reform order edit O7 --due 2020-11-27", mark("Another day for the answer.")),
        ),
    },
)
