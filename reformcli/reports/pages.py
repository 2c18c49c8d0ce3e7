"""Pages: everything about one thing."""

from collections.abc import Iterable, Iterator
from typing import Any

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.lights import MARKS
from reformcli.model.assignment import Assignment
from reformcli.model.colours import LIGHTS
from reformcli.model.duty import ROLES, Duty
from reformcli.model.extension import Extension
from reformcli.model.finding import Finding
from reformcli.model.ledger import Ledger
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun_of, nouns
from reformcli.model.override import Override
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.states import FINDING_STATES, STATES
from reformcli.model.visit import Visit
from reformcli.model.work import Work
from reformcli.reports.about import STANDING, about
from reformcli.reports.question import Question
from reformcli.table import Cell, Column, Row, Table

SECTIONS = {
    "about": mark("Basics"),
    "duties": mark("Who answers"),
    "project": mark("Project"),
    "milestones": mark("Milestones"),
    "assignments": mark("Assigned items"),
    "extensions": mark("Dates that moved"),
    "overrides": mark("Lights set by hand"),
    "visits": mark("Visits"),
    "findings": mark("Findings"),
    "notes": mark("Notes"),
    "parts": mark("Its parts"),
    "work": mark("Open work"),
}

_FIELDS = {
    **{key: field.label for kind in nouns() for key, field in kind.fields.items()},
    **ROLES,
    "after_expiry": mark("asked after expiry"),
    **{column.key: column.label for column in STANDING},
}
_CODES = {
    **{
        code: label
        for kind in nouns()
        for field in kind.fields.values()
        if field.choices is not None
        for code, label in field.choices.items()
    },
    **LIGHTS,
    **MARKS,
}
"""Labels of fields, roles and of what a day makes of them, and of the codes that they hold."""

COLUMNS = (
    columns.SECTION._replace(words=SECTIONS),
    columns.REF,
    Column("field", mark("Field"), mark("Key of the field, or role."), words=_FIELDS),
    Column("value", mark("Value"), mark("What it holds: a text, a code, a date or a name."), words=_CODES, main=True),
    Column("date", mark("Date"), mark("Its due date, or its day."), columns.DUE.shape),
    columns.STATE._replace(words={**STATES, **FINDING_STATES}),
    Column(
        "until",
        mark("Ended"),
        mark("Last day, the day it was done or closed out, or the date that it moved to."),
        columns.DUE.shape,
    ),
)


def page(ledger: Ledger, thing: Any, question: Question) -> Table:
    """Everything about a project, milestone, visit, finding, assigned item or owner."""
    kind = noun_of(thing)
    names = {owner.number: owner.name for owner in ledger.owners()}
    rows: list[Row] = [_row("about", None, key, value) for key, value in about(ledger, thing, question, names)]
    if isinstance(thing, Project):
        rows += _duties(ledger.find("duty", project=thing.number), names)
        rows += _milestones(ledger.find("milestone", project=thing.number))
        rows += _assignments(ledger.find("assignment", project=thing.number))
        rows += _extensions(ledger.find("extension", project=thing.number))
        rows += _overrides(ledger.find("override", project=thing.number))
        rows += _visits(one for one in ledger.find("visit") if thing.number in one.projects)
        rows += _findings(ledger.find("finding", project=thing.number))
    elif isinstance(thing, Milestone):
        rows += _extensions(ledger.find("extension", project=thing.project, milestone=thing.number))
        rows += _overrides(ledger.find("override", project=thing.project, milestone=thing.number))
    elif isinstance(thing, Visit):
        rows += _findings(ledger.find("finding", visit=thing.number))
    elif isinstance(thing, Finding):
        rows += _findings(ledger.find("finding", relapse_of=thing.number))
    elif isinstance(thing, Assignment):
        rows += [] if thing.project is None else _carrier(ledger.find("project", number=thing.project))
    elif isinstance(thing, Owner):
        rows += [_row("parts", None, None, one.name) for one in ledger.find("owner", parent=thing.number)]
        rows += _work(ledger.work(question.scope._replace(owner=thing.number)))
        rows += _visits(ledger.find("visit", owner=thing.number))
        rows += _findings(ledger.find("finding", owner=thing.number))
    if not isinstance(thing, Owner):
        rows += [
            _row("notes", f"N{one.number}", None, one.text, one.date)
            for one in ledger.find("note", about=kind.ref(thing))
        ]
    title = f"{_(kind.label)} {kind.ref(thing)}"
    return Table("show", title, COLUMNS, rows, section="section")


def _row(
    section: str,
    ref: str | None,
    field: str | None,
    value: Cell,
    date: Cell = None,
    state: str | None = None,
    until: Cell = None,
) -> Row:
    return (section, ref, field, value, date, state, until)


def _duties(duties: Iterable[Duty], names: dict[int, str]) -> Iterator[Row]:
    order = list(ROLES)
    for duty in sorted(duties, key=lambda one: order.index(one.role)):
        yield _row("duties", None, duty.role, names[duty.owner], duty.valid_from, until=duty.valid_to)


def _milestones(milestones: Iterable[Milestone]) -> Iterator[Row]:
    for one in milestones:
        yield _row("milestones", f"{one.project}.{one.number}", None, one.title, one.due, one.state, one.done)


def _assignments(items: Iterable[Assignment]) -> Iterator[Row]:
    for one in items:
        words = " ".join(word for word in (one.document, one.item, one.title) if word)
        yield _row("assignments", f"A{one.number}", None, words, one.due)


def _carrier(projects: Iterable[Project]) -> Iterator[Row]:
    for one in projects:
        yield _row("project", str(one.number), None, one.title, one.due, one.state, one.dropped or one.done)


def _extensions(extensions: Iterable[Extension]) -> Iterator[Row]:
    for one in extensions:
        ref = f"{one.project}.{one.milestone}" if one.milestone else str(one.project)
        late = "after_expiry" if one.after_expiry else None
        yield _row("extensions", ref, late, f"{one.reason} ({one.approver})", one.due_from, until=one.due_to)


def _overrides(overrides: Iterable[Override]) -> Iterator[Row]:
    for one in overrides:
        ref = f"{one.project}.{one.milestone}" if one.milestone else str(one.project)
        said = f"{_(LIGHTS[one.light])}: {one.reason} ({one.author})"
        yield _row("overrides", ref, None, said, one.valid_from, until=one.valid_to)


def _visits(visits: Iterable[Visit]) -> Iterator[Row]:
    for one in visits:
        yield _row("visits", f"V{one.number}", None, one.conclusion, one.date)


def _findings(findings: Iterable[Finding]) -> Iterator[Row]:
    for one in findings:
        yield _row("findings", f"F{one.number}", None, one.problem, one.due, one.state, one.closed)


def _work(pieces: Iterable[Work]) -> Iterator[Row]:
    for piece in pieces:
        yield _row("work", piece.ref, None, piece.title, piece.due, piece.state)
