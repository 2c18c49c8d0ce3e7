"""Idea (微改革): a small reform that is applied for, tried in some places, and rolled out or stopped."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.fields import Thing, choice, day, line, names, passage, ref, reference
from reformcli.model.noun import Example, Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.stage import STAGES
from reformcli.model.states import DONE, DROPPED, PLANNED, REPORTED, STARTED

PROCESS = "idea"
"""The process of the rules by which ideas go."""

ORIGINS = {
    "leader": mark("a leader"),
    "unit": mark("unit"),
    "public": mark("public"),
    "elsewhere": mark("elsewhere"),
}
"""Who thought of it: a leader, the unit, the public, or another place, whose document is named."""


IDEA_STATES = {
    PLANNED: mark("applied for"),
    STARTED: mark("in hand"),
    REPORTED: mark("evaluated"),
    DONE: mark("rolled out"),
    DROPPED: mark("stopped"),
}
"""The states of tracked work, as they are called of ideas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea(Thing):
    """An idea. It is no debt until it is promoted: it is tried from `start` to `due`, and nothing of it is overdue.

    `process` is the list of stages that it began with and `stage` the last one passed; both follow from its stages, as
    do its state and the days `reported` (evaluated), `done` (rolled out) and `dropped` (stopped).
    """

    title: str = line(mark("Title"), mark("What it is called."), required=True)
    owner: int = reference(Owner, mark("Owner"), mark("Who tries it."), required=True)
    origin: str | None = choice(mark("Whose idea"), mark("Leader, unit, public or elsewhere."), ORIGINS)
    source: Ref | None = ref(mark("Source"), mark("Ref of what it comes from: a trip, a visit, a matter."))
    document: str | None = line(mark("Document"), mark("Number of the paper that it comes from."))
    problem: str | None = passage(mark("Problem"), mark("What it is to put right."))
    approach: str | None = passage(mark("Approach"), mark("How it is to be done."))
    places: tuple[str, ...] = names(mark("Places"), mark("Where it is tried, separated by commas."))
    opened: date | None = day(mark("Applied on"), mark("Day on which it was applied for."))
    start: date | None = day(mark("Trial from"), mark("First day of the trial."))
    due: date | None = day(mark("Trial to"), mark("Last day of the trial, in words or as a date."))
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), entered=False)
    result: str | None = passage(mark("Result"), mark("What the trial brought."))
    conditions: str | None = passage(mark("Conditions"), mark("What a place needs before it is rolled out there."))
    state: str = choice(mark("State"), mark("How far it is."), IDEA_STATES, default=PLANNED, entered=False)
    reported: date | None = day(mark("Evaluated"), mark("Day on which it was evaluated."), entered=False)
    done: date | None = day(mark("Rolled out"), mark("Day on which it was rolled out."), entered=False)
    dropped: date | None = day(mark("Stopped"), mark("Day on which it was stopped."), entered=False)
    reason: str | None = passage(mark("Reason"), mark("Why it was stopped."))
    process: str | None = line(mark("Process"), mark("The process that it began with."), entered=False)
    stage: str | None = line(mark("Stage"), mark("Last stage passed."), entered=False, words=STAGES)
    project: int | None = reference(Project, mark("Became"), mark("Project that it became."), entered=False)


NOUN = Noun(
    Idea,
    "idea",
    mark("idea"),
    identity=(("number",), ("title", "owner")),
    listed=("title", "owner", "origin", "places", "state", "stage", "start", "due", "project"),
    page=PageLine(("project", "owner", "source"), mark("Ideas"), ("title",), date="due", state="state", until="done"),
    summary=mark("Small reforms: applied for, tried, evaluated, rolled out or stopped."),
    commands=("add", "list", "edit", "show", "remove"),
    examples={
        "list": (
            Example("reform idea list --state started", mark("Those that are approved or tried.")),
            Example(mark("reform idea list --owner Transport --csv"), mark("One unit's, for a spreadsheet.")),
        ),
        "add": (
            Example(
                mark('reform idea add "Points for clean yards" --owner Transport --places "Mill Lane" --due +3m'),
                mark("To be tried in one place for three months."),
            ),
            Example(
                mark('reform idea add "One window" --owner Transport --origin elsewhere --source E3'),
                mark("Seen on a study trip."),
            ),
        ),
        "edit": (
            Example(
                mark('reform idea edit I4 --conditions "a warden for every lane"'),
                mark("What a place needs before it is rolled out there."),
            ),
            Example("reform idea edit I4 --due 2026-12-31", mark("A trial that goes on.")),
        ),
        "show": (
            Example("reform idea show I4", mark("One of them, with its stages.")),
            Example("reform idea show I4 --json", mark("For another program.")),
        ),
    },
)
