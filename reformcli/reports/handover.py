"""The list that is signed at a handover: everything that passes from one owner to another."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.duty import ROLES, Duty
from reformcli.model.finding import Finding
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.model.scope import Scope
from reformcli.model.states import FINDING_STATES, STATES
from reformcli.model.work import Work
from reformcli.reports.lit import lit
from reformcli.reports.question import Question
from reformcli.table import Cell, Column, Row, Shape, Table

SECTIONS = {
    "projects": mark("Projects"),
    "findings": mark("Open findings"),
    "waiting": mark("Open findings that pass on the day itself"),
}
"""The parts of the list, in their order."""

COLUMNS = (
    columns.SECTION._replace(words=SECTIONS),
    columns.REF,
    columns.TITLE._replace(help=mark("Title of the project, or problem of the finding.")),
    Column("roles", mark("Role"), mark("In which roles it is handed over."), Shape.LIST, words=ROLES),
    columns.LIGHT,
    columns.STATE._replace(words={**STATES, **FINDING_STATES}),
    columns.DUE,
    Column(
        "valid_from",
        mark("From"),
        mark("Day from which the new owner answers for it."),
        Shape.DATE,
        detail=True,
    ),
    Column("next", mark("Next"), mark("Ref of its next open milestone."), detail=True),
    Column("next_title", mark("Next milestone"), mark("Title of its next open milestone."), detail=True),
    Column("next_due", mark("Milestone due"), mark("Last day in time of that milestone."), Shape.DATE, detail=True),
    columns.PROJECT,
)

_SIGNED = "_" * 20
_DATED = "_" * 12
"""Room for a signature and for its date; with names of twenty cells a line fits a terminal of 80."""


def handover(
    ledger: Ledger,
    question: Question,
    old: Owner,
    new: Owner,
    start: date,
    changes: Iterable[Change],
    waiting: Sequence[Finding] = (),
) -> Table:
    """One row for each project and finding that `changes`, not yet written, move from `old` to `new`, and for each
    finding that is `waiting` for the day `start`."""
    passing: dict[int, list[Duty]] = {}
    findings: list[Finding] = []
    for change in changes:
        if change.noun == "finding":
            findings.append(change.before)
        elif change.noun == "duty" and change.before is not None and change.before.owner == old.number:
            passing.setdefault(change.before.project, []).append(change.before)
    names = {"old": old.name, "new": new.name, "day": start}
    begins = {
        project: min(max(duty.valid_from or start, start) for duty in duties) for project, duties in passing.items()
    }
    roles = {project: {duty.role for duty in duties} for project, duties in passing.items()}
    return Table(
        "handover",
        _("Handover from {old} to {new} on {day}", **names),
        COLUMNS,
        (
            *_projects(ledger, question, roles, begins),
            *_findings(ledger, "findings", findings, start),
            *_findings(ledger, "waiting", waiting, start),
        ),
        section="section",
        titled=True,
        notes=(
            _("From {day} on {new} answers for everything listed here, in the place of {old}.", **names),
            *(
                _("Project {ref}: only from {day} on.", ref=project, day=day)
                for project, day in sorted(begins.items())
                if day > start
            ),
            *([_("Findings pass on the day itself: hand over again on {day} or later.", day=start)] if waiting else []),
            _("Handed over by {name}: {signed} Date: {dated}", name=old.name, signed=_SIGNED, dated=_DATED),
            _("Taken over by {name}: {signed} Date: {dated}", name=new.name, signed=_SIGNED, dated=_DATED),
            _("Witnessed by: {signed} Date: {dated}", signed=_SIGNED, dated=_DATED),
        ),
    )


def _row(section: str, **cells: Cell) -> Row:
    cells["section"] = section
    return tuple(cells.get(column.key) for column in COLUMNS)


def _projects(
    ledger: Ledger, question: Question, roles: Mapping[int, Collection[str]], begins: Mapping[int, date]
) -> Iterator[Row]:
    """Projects by due date, each with its next milestone: the open one that is due first."""
    work = [piece for piece in ledger.work(Scope(question.scope.today)) if piece.project in roles]
    following: dict[int, Work] = {}
    for piece in sorted((one for one in work if one.milestone), key=lambda one: (one.due is None, one.due)):
        following.setdefault(piece.project, piece)
    for piece, verdict in lit(ledger, question, (one for one in work if not one.milestone)):
        step = following.get(piece.project)
        yield _row(
            "projects",
            ref=piece.ref,
            title=piece.title,
            roles=tuple(role for role in ROLES if role in roles[piece.project]),
            light=verdict.light,
            state=piece.state,
            due=piece.due,
            valid_from=begins[piece.project],
            next=step.ref if step else None,
            next_title=step.title if step else None,
            next_due=step.due if step else None,
        )


def _findings(ledger: Ledger, section: str, findings: Sequence[Finding], start: date) -> Iterator[Row]:
    about = {one.project for one in findings} - {None}
    titles = {project.number: project.title for number in about for project in ledger.find("project", number=number)}
    for one in sorted(findings, key=lambda one: (one.due is None, one.due, one.number)):
        yield _row(
            section,
            ref=f"F{one.number}",
            title=one.problem,
            state=one.state,
            due=one.due,
            valid_from=start,
            project=titles.get(one.project) if one.project is not None else None,
        )
