"""Assigned items: which projects carry them, and the list of them."""

from collections.abc import Mapping

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.assignment import Assignment
from reformcli.model.ledger import Ledger
from reformcli.model.project import Project
from reformcli.model.states import DROPPED
from reformcli.model.text import comparable
from reformcli.table import Column, Table

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.DOCUMENT,
    columns.ITEM,
    columns.DUE,
    Column("project", mark("Project"), mark("Number of the project that carries it."), blank=mark("none")),
    columns.STATE._replace(help=mark("How far that project is; a dropped one carries nothing.")),
    Column("project_title", mark("Title of project"), mark("Title of that project."), detail=True),
    Column("unit", mark("Unit"), mark("Whom the document names for it."), detail=True),
    Column("due_said", mark("Due as said"), mark("The words that the due date was given in."), detail=True),
    columns.PLAN,
)


def carriers(ledger: Ledger) -> Mapping[int, Project]:
    """The projects that can carry an item, by number: all but those dropped, of any plan year."""
    return {project.number: project for project in ledger.find("project") if project.state != DROPPED}


def is_of_plan(item: Assignment, plan: int | None) -> bool:
    """Whether an item belongs to a plan year, or to any where `plan` is None. One without year is every year's."""
    return plan is None or item.plan in (None, plan)


def assignment_list(ledger: Ledger, document: str | None, plan: int | None, *, uncarried: bool) -> Table:
    """Assigned items by document; where asked those of one document, of a plan year, or that no project carries.

    Documents are the same whatever their brackets and width.
    """
    projects = {project.number: project for project in ledger.find("project")}
    carrying = carriers(ledger)
    wanted = None if document is None else comparable(document)
    rows = []
    for one in sorted(ledger.find("assignment"), key=lambda one: (one.document, one.number)):
        if wanted not in (None, comparable(one.document)) or not is_of_plan(one, plan):
            continue
        if uncarried and one.project in carrying:
            continue
        project = projects.get(one.project)
        rows.append(
            (
                f"A{one.number}",
                one.title,
                one.document,
                one.item,
                one.due,
                None if project is None else str(project.number),
                None if project is None else project.state,
                None if project is None else project.title,
                one.unit,
                one.due_said,
                one.plan,
            )
        )
    empty = (
        _("A project carries every item.")
        if uncarried
        else _("There is no such item.")
        if wanted or plan
        else _("There is no assigned item yet. `reform import LIST --document …` takes a list of them in.")
    )
    return Table("assignments", _("Assigned items"), COLUMNS, tuple(rows), empty=empty)
