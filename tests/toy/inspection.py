"""Inspection: a noun that the program does not know, declared as any other is: a module and a line in a list."""

import datetime as dt
from dataclasses import dataclass

from reformcli.model.fields import Thing, choice, day, line, reference
from reformcli.model.noun import Noun, PageLine
from reformcli.model.nouns import NOUNS, ListedNoun, Tracked
from reformcli.model.project import Project
from reformcli.model.states import PLANNED, STATES

DEPTHS = {"spot": "spot check", "full": "full inspection"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Thing):
    """An inspection that a project has to pass by its due date."""

    title: str = line("Title", "What is inspected.", required=True)
    project: int = reference(Project, "Project", "Project that is inspected.", required=True)
    date: dt.date | None = day("Announced", "Day on which it was announced.", required=True)
    depth: str = choice("Depth", "How deep it goes.", DEPTHS, default="spot")
    due: dt.date | None = day("Due", "Last day on which it may be passed.")
    state: str = choice("State", "How far it is.", STATES, default=PLANNED)


NOUN = Noun(
    Inspection,
    "inspection",
    "inspection",
    identity=(("number",), ("project", "title")),
    listed=("title", "project", "date", "depth", "due", "state"),
    page=PageLine(("project",), "Inspections", ("title",), role="depth", date="due", state="state"),
    summary="Inspections that projects have to pass.",
    commands=("add", "list", "edit", "show", "remove"),
)

WITH_INSPECTIONS = (
    *NOUNS,
    ListedNoun(
        "inspection",
        "inspections",
        "K",
        tracked=Tracked(project="project", kind="depth", dates=()),
        module="tests.toy.inspection",
        has_commands=True,
    ),
)
"""The nouns of the program and this one: the one line that it takes besides its declaration."""
