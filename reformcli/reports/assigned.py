"""Assigned items: which projects carry them, and the list of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.assignment import Assignment
from reformcli.model.fields import fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.noun import ref_of
from reformcli.model.owner import Owner, normal
from reformcli.model.project import Project
from reformcli.model.scope import Scope
from reformcli.model.states import DROPPED
from reformcli.model.text import comparable
from reformcli.names import names_of
from reformcli.table import Column, Row, Table

_FIELDS = fields_of(Assignment)

COLUMNS = (
    columns.REF,
    columns.of_field(_FIELDS["title"], main=True),
    *(columns.of_field(_FIELDS[key]) for key in ("document", "item", "due")),
    Column("project", mark("Project"), mark("Number of the project that carries it."), blank=mark("none")),
    columns.STATE._replace(help=mark("How far that project is; a dropped one carries nothing."), detail=True),
    Column("project_title", mark("Title of project"), mark("Title of that project."), detail=True),
    *(columns.of_field(_FIELDS[key], detail=True) for key in ("unit", "due_said", "plan")),
)

_MOST_DOCUMENTS = 12


def carriers(ledger: Ledger, today: date) -> set[int]:
    """The numbers of the projects that can carry an item: all but those dropped by `today`, of any plan year."""
    pieces = ledger.work(Scope(today), open_only=False, nouns=("project",))
    return {piece.number for piece in pieces if piece.state != DROPPED}


def names(item: Assignment, owners: Iterable[Owner]) -> bool:
    """Whether the document names one of `owners` for an item, by any of its names: 县委宣传部 is not 宣传部."""
    meant = {normal(name) for owner in owners for name in owner.all_names}
    # Posts of leaders hold the marks that stand between units, so that a text is read in both ways.
    ways = [names_of(role, item.unit or "", lambda name: normal(name) in meant) for role in ("responsible", "leader")]
    # A heading that is no role, such as 分管领导：, stays before the names below it.
    told = {normal(name) for found in ways for several in found.values() for name in several}
    return not meant.isdisjoint(told | {name.rpartition(":")[2] for name in told})


def is_of_plan(item: Assignment, plan: int | None) -> bool:
    """Whether an item belongs to a plan year, or to any where `plan` is None. One without year is every year's."""
    return plan is None or item.plan in (None, plan)


def assignment_list(ledger: Ledger, document: str | None, plan: int | None, *, uncarried: bool, today: date) -> Table:
    """Assigned items by document; where asked those of one document, of a plan year, or that no project carries.

    Documents are the same whatever their brackets and width.
    """
    projects = {project.number: project for project in ledger.find(Project)}
    carrying = carriers(ledger, today)
    wanted = None if document is None else comparable(document)
    rows = []
    items = sorted(ledger.find(Assignment), key=lambda item: (item.document, item.number))
    for one in items:
        if wanted not in (None, comparable(one.document)) or not is_of_plan(one, plan):
            continue
        if uncarried and one.project in carrying:
            continue
        project = None if one.project is None else projects.get(one.project)
        rows.append(
            (
                str(ref_of(one)),
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
        _("There is no assigned item yet. `reform import LIST --document …` takes a list of them in.")
        if not items
        else _("No item is of that document. Documents: {documents}.", documents=_listed(items))
        if wanted is not None and all(comparable(one.document) != wanted for one in items)
        else _("A project carries every item.")
        if uncarried
        else _("There is no such item.")
    )
    return Table("assignments", _("Assigned items"), COLUMNS, tuple(rows), "document", _left(rows), empty)


def _left(rows: Sequence[Row]) -> tuple[str, ...]:
    """How many items no project is named for, since a document of which that is all has no column of projects."""
    at = next(n for n, column in enumerate(COLUMNS) if column.key == "project")
    left = sum(row[at] is None for row in rows)
    return (_("No project is named for {n} of {total} items.", n=left, total=len(rows)),) if left else ()


def _listed(items: Sequence[Assignment]) -> str:
    """The documents of items, the first of very many."""
    found = list(dict.fromkeys(item.document for item in items))
    return "; ".join(found[:_MOST_DOCUMENTS]) + (" …" if len(found) > _MOST_DOCUMENTS else "")
