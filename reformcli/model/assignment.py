"""Assignment: an item that a document of a higher level hands down, and the project that carries it."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Thing, day, line, number, passage, reference
from reformcli.model.noun import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Thing):
    """An item of a document's list. `project` is None while no project carries it."""

    document: str = line(mark("Document"), mark("Number or name of the document that hands it down."), required=True)
    item: str | None = line(mark("Item"), mark("Its number in the document."))
    title: str = line(mark("Title"), mark("What is to be done."), required=True)
    plan: int | None = number(mark("Plan year"), mark("Year of the plan that it belongs to."))
    unit: str | None = passage(mark("Unit"), mark("Whom the document names for it."))
    due: date | None = day(mark("Due"), mark("Last day in time, in words or as a date."))
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), given=False)
    project: int | None = reference(FieldKind.PROJECT, mark("Project"), mark("Project that carries it."))


NOUN = Noun(
    "assignment",
    "assignments",
    Assignment,
    mark("assigned item"),
    prefix="A",
    identity=(("number",),),
)
