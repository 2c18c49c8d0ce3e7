"""The views by which other programs read a ledger: names instead of numbers, and nothing that needs to know the day.

They are made anew after every migration. `work` is all tracked work, `open_work` what is still to be done, `slips`
every move and correction of a due date, `answers` who answers for what since when.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reformcli.i18n import mark
from reformcli.store.tracked import is_open, ref_text, tracked_tables

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_WORK = {
    "ref": mark("What people call it: 17, 17.3, F45."),
    "kind": mark("Noun, or the kind of a matter."),
    "title": mark("What is to be done."),
    "project": mark("Number of the project that it is, belongs to or is about."),
    "project_title": mark("Title of that project."),
    "due": mark("Last day in time, in words or as a date."),
    "due_first": mark("First due date that was approved."),
    "state": mark("How far it is."),
    "reported": mark("Day on which the unit reported it done."),
    "done": mark("Day on which the office took it as done."),
    "owner": mark("Its owner, or the lead units of its project, those without a last day."),
    "leader": mark("Leaders of its project, those without a last day."),
}

SENTENCES_OF_VIEWS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "work": (mark("All tracked work: projects, milestones, matters."), _OF_WORK),
    "open_work": (mark("Work that is still to be done."), _OF_WORK),
    "slips": (
        mark("Every approved move of a due date."),
        {
            "ref": mark("Ref of the work whose date moved."),
            "title": mark("What is to be done."),
            "project": mark("Number of the project that it is, belongs to or is about."),
            "due_from": mark("Due date before."),
            "due_to": mark("Due date after."),
            "reason": mark("Why the date moved."),
            "approver": mark("Who approved it."),
            "document": mark("Number of the paper that approved it."),
            "asked": mark("Day on which it was asked for."),
            "kind": mark("Approved, or the correction of a slip."),
            "extension": mark("Number of the extension."),
        },
    ),
    "answers": (
        mark("Who answers for projects, in which role, from when to when."),
        {
            "project": mark("Number of the project."),
            "title": mark("What is to be done."),
            "role": mark("In which role."),
            "owner": mark("Full name."),
            "kind": mark("Unit, leader, group or person."),
            "valid_from": mark("First day of the duty."),
            "valid_to": mark("Last day of the duty."),
        },
    ),
}
"""What the views are and what their columns mean."""


def queries() -> Iterator[tuple[str, str]]:
    """The name of each view and the query that it is; one that another needs comes before it."""
    yield "work", " UNION ALL ".join(table.view() for table in tracked_tables())
    yield "open_work", f"SELECT * FROM work WHERE {is_open('state')}"
    yield (
        "slips",
        f"SELECT {ref_text('e.about')} AS ref, w.title, w.project, e.due_from, e.due_to, e.reason,"
        " e.approver, e.document, e.asked, e.kind, e.number AS extension"
        f" FROM extensions e LEFT JOIN work w ON w.ref = {ref_text('e.about')}",
    )
    yield (
        "answers",
        "SELECT p.number AS project, p.title, d.role, o.name AS owner, o.kind, d.valid_from,"
        " d.valid_to FROM duties d JOIN projects p ON p.number = d.project JOIN owners o ON o.number = d.owner",
    )


def make(database: "Database") -> None:
    """Make the views, in the place of those that are there."""
    for name, query in queries():
        database.create_view(name, query, replace=True)
