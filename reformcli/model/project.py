"""Project: a piece of work that somebody promised."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.fields import Thing, choice, day, flag, line, number, passage
from reformcli.model.noun import Noun
from reformcli.model.states import PLANNED, STATES

KINDS = {"assigned": mark("assigned"), "chosen": mark("chosen")}
"""Handed down from above (规定动作), or the county's own (自选动作)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Thing):
    """A project. `due` is in time on the day itself; `due_first` never changes once approved."""

    title: str = line(
        mark("Title"),
        mark("What is to be done."),
        required=True,
    )
    code: str | None = line(
        mark("Code"),
        mark("Official number or document number."),
    )
    plan: int | None = number(mark("Plan year"), mark("Year of the plan that it belongs to."))
    source: str | None = line(
        mark("Source"),
        mark("Where it comes from: province, city, county, a joint list …"),
    )
    kind: str | None = choice(
        mark("Kind"),
        mark("Handed down (assigned) or the office's own choice (chosen)."),
        KINDS,
    )
    theme: str | None = line(mark("Theme"), mark("Theme or field of reform."))
    key: bool = flag(mark("Key project"), mark("Key project, led by a leader."))
    goal: str | None = passage(mark("Goal"), mark("What it is to achieve."))
    measures: str | None = passage(mark("Measures"), mark("How it is to be achieved."))
    result: str | None = passage(mark("Form of result"), mark("What will show it: a plan, a rule, a platform."))
    policy_basis: str | None = passage(mark("Policy basis"), mark("Documents that require it."))
    local_situation: str | None = passage(mark("Local situation"), mark("How things stand here."))
    start: date | None = day(mark("Start"), mark("First day."))
    due: date | None = day(
        mark("Due"),
        mark("Last day in time, in words or as a date."),
    )
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), entered=False)
    due_first: date | None = day(mark("First due"), mark("First due date that was approved."), entered=False)
    state: str = choice(mark("State"), mark("How far it is."), STATES, default=PLANNED)
    reported: date | None = day(mark("Reported"), mark("Day on which the unit reported it done."), entered=False)
    done: date | None = day(mark("Done"), mark("Day on which the office took it as done."), entered=False)
    dropped: date | None = day(mark("Dropped"), mark("Day on which it was struck off."), entered=False)
    reason: str | None = passage(mark("Reason"), mark("Why it was struck off or taken up again."))
    evidence: str | None = passage(mark("Evidence"), mark("What shows that it is done."))


NOUN = Noun(
    Project,
    "project",
    mark("project"),
    identity=(("number",), ("code",), ("plan", "title")),
    news=("reported", "done"),
)
