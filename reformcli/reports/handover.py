"""The list that is signed at a handover: everything that passes from one owner to another."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.duty import ROLES, Duty
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.owner import Owner
from reformcli.model.scope import Scope
from reformcli.model.work import Work
from reformcli.reports.lit import lit
from reformcli.reports.question import Question
from reformcli.table import Column, Row, Shape, Table, row

SECTIONS = {
    "projects": mark("Projects"),
    "matters": mark("Open matters"),
    "waiting": mark("Open matters that pass on the day itself"),
}
"""The parts of the list, in their order."""

COLUMNS = (
    columns.SECTION._replace(words=SECTIONS),
    columns.REF,
    columns.TITLE,
    Column("roles", mark("Role"), mark("In which roles it is handed over."), Shape.LIST, words=ROLES),
    columns.LIGHT,
    columns.STATE,
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
    columns.KIND,
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
    changes: Iterable[Change[Thing]],
    waiting: Sequence[Matter] = (),
) -> Table:
    """One row for each project and matter that `changes`, not yet written, move from `old` to `new`, and for each
    matter that is `waiting` for the day `start`."""
    passing: dict[int, list[Duty]] = {}
    matters: list[Matter] = []
    for change in changes:
        if isinstance(change.before, Matter):
            matters.append(change.before)
        elif isinstance(change.before, Duty) and change.before.owner == old.number:
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
            *_matters(ledger, question, "matters", matters, old, start),
            *_matters(ledger, question, "waiting", waiting, old, start),
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
            *([_("Matters pass on the day itself: hand over again on {day} or later.", day=start)] if waiting else []),
            _("Handed over by {name}: {signed} Date: {dated}", name=old.name, signed=_SIGNED, dated=_DATED),
            _("Taken over by {name}: {signed} Date: {dated}", name=new.name, signed=_SIGNED, dated=_DATED),
            _("Witnessed by: {signed} Date: {dated}", signed=_SIGNED, dated=_DATED),
        ),
    )


def _projects(
    ledger: Ledger, question: Question, roles: Mapping[int, Collection[str]], begins: Mapping[int, date]
) -> Iterator[Row]:
    """Projects by due date, each with its next milestone: the open one that is due first."""
    scope = Scope(question.scope.today)
    steps = ledger.work(scope, nouns=("milestone",))
    following: dict[int | None, Work] = {}
    for step in sorted(steps, key=lambda step: (step.due is None, step.due)):
        following.setdefault(step.project, step)
    projects = [piece for piece in ledger.work(scope, nouns=("project",)) if piece.number in roles]
    for piece, verdict in lit(ledger, question, projects):
        next_step = following.get(piece.number)
        yield row(
            COLUMNS,
            section="projects",
            ref=str(piece.ref),
            title=piece.title,
            roles=tuple(role for role in ROLES if role in roles[piece.number]),
            light=verdict.light,
            state=piece.state,
            due=piece.due,
            valid_from=begins[piece.number],
            next=str(next_step.ref) if next_step else None,
            next_title=next_step.title if next_step else None,
            next_due=next_step.due if next_step else None,
            kind=piece.kind_code,
        )


def _matters(
    ledger: Ledger, question: Question, section: str, matters: Iterable[Matter], old: Owner, start: date
) -> Iterator[Row]:
    """Matters by due date, those without one last."""
    passing = {matter.number: matter for matter in matters}
    pieces = [
        piece
        for piece in ledger.work(Scope(question.scope.today), nouns=("matter",), open_only=False)
        if piece.number in passing
    ]
    ordered = sorted(pieces, key=lambda piece: (piece.due is None, piece.due, piece.number))
    for piece, verdict in lit(ledger, question, ordered):
        is_owner = passing[piece.number].owner == old.number
        helps = old.number in passing[piece.number].supporting
        yield row(
            COLUMNS,
            section=section,
            ref=str(piece.ref),
            title=piece.title,
            roles=(*(["lead"] if is_owner else []), *(["supporting"] if helps else [])),
            light=verdict.light,
            state=piece.state,
            due=piece.due,
            valid_from=start,
            project=piece.about,
            kind=piece.kind_code,
        )
