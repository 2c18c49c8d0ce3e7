"""Assignment: an item that a document of a higher level hands down, and the project that carries it."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.fields import Thing, day, line, number, passage, reference
from reformcli.model.noun import Example, Noun, PageLine
from reformcli.model.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Thing):
    """An item of a document's list. `project` is None while no project carries it."""

    document: str = line(mark("Document"), mark("Number or name of the document that hands it down."), required=True)
    item: str | None = line(mark("Item"), mark("Its number in the document."))
    title: str = line(mark("Title"), mark("What is to be done."), required=True)
    plan: int | None = number(mark("Plan year"), mark("Year of the plan that it belongs to."))
    unit: str | None = passage(mark("Unit"), mark("Whom the document names for it."))
    due: date | None = day(mark("Due"), mark("Last day in time, in words or as a date."))
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), entered=False)
    project: int | None = reference(Project, mark("Project"), mark("Project that carries it."))


NOUN = Noun(
    Assignment,
    "assignment",
    mark("assigned item"),
    identity=(("number",),),
    page=PageLine(("project",), mark("Assigned items"), ("document", "item", "title"), date="due"),
    summary=mark("Items that documents hand down, and the projects that carry them."),
    commands=("add", "list", "edit", "show", "remove"),
    examples={
        "add": (
            Example(
                mark(
                    'reform assignment add "Publish the list" --document "Order 3 of 2026" --item 12 --due 2026-12-31'
                ),
                mark("One item of a document."),
            ),
            Example(
                mark('reform assignment add "Cut waits" --document "Budget 2026" --item 4.1 --project 17'),
                mark("An item that project 17 carries."),
            ),
        ),
        "edit": (
            Example("reform assignment edit A12 --due 2026-09-30", mark("The document has set another day.")),
            Example(
                mark("reform assignment edit A12 A13 --unit Health"), mark("Whom the document names for two items.")
            ),
        ),
    },
)
