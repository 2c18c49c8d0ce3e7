"""Milestone: a step of a project with a date of its own."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.fields import ITSELF, Thing, choice, day, decimal, line, passage, reference, references
from reformcli.model.noun import Noun, PageLine
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.states import PLANNED, STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Thing):
    """A milestone, `17.3` being the third of project 17. Weights are shares of the project's progress, in points."""

    project: int = reference(
        Project, mark("Project"), mark("Project that it belongs to."), required=True, entered=False
    )
    title: str = line(mark("Title"), mark("What is to be done."), required=True)
    start: date | None = day(mark("Start"), mark("First day."))
    due: date | None = day(mark("Due"), mark("Last day in time, in words or as a date."))
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), entered=False)
    due_first: date | None = day(mark("First due"), mark("First due date that was approved."), entered=False)
    output: str | None = passage(mark("Output"), mark("What it delivers."), option="--delivers")
    weight: float = decimal(mark("Weight"), mark("Share of the project's progress, in points."), default=1.0)
    depends_on: tuple[Ref, ...] = references(
        ITSELF, mark("Depends on"), mark("Milestones that come first: 2 in the same project, 17.2 in another.")
    )
    state: str = choice(mark("State"), mark("How far it is."), STATES, default=PLANNED)
    reported: date | None = day(mark("Reported"), mark("Day on which the unit reported it done."), entered=False)
    done: date | None = day(mark("Done"), mark("Day on which the office took it as done."), entered=False)
    dropped: date | None = day(mark("Dropped"), mark("Day on which it was struck off."), entered=False)
    reason: str | None = passage(mark("Reason"), mark("Why it was struck off or taken up again."))
    evidence: str | None = passage(mark("Evidence"), mark("What shows that it is done."))


NOUN = Noun(
    Milestone,
    "milestone",
    mark("milestone"),
    identity=(("project", "number"), ("project", "title")),
    page=PageLine(("project",), mark("Milestones"), ("title",), date="due", state="state", until="done"),
    news=("reported", "done"),
)
