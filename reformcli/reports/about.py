"""About a thing: its fields as a person reads them, and how work stands on the day asked about."""

from collections.abc import Iterator, Mapping
from typing import Any

from reformcli import columns
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field
from reformcli.model.ledger import Ledger
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref, step_ref
from reformcli.reports.answering import answered
from reformcli.reports.lit import lit, work_of
from reformcli.reports.question import Question
from reformcli.table import Cell, Code

STANDING = (columns.LIGHT, columns.MARK, columns.DAYS_LATE, columns.DAYS_LEFT)
"""What is told of work besides its fields, by the keys and labels that lists have for it."""

_PREFIXES = {FieldKind.VISIT: "V", FieldKind.FINDING: "F"}


def about(ledger: Ledger, thing: Any, question: Question, names: Mapping[int, str]) -> Iterator[tuple[str, Cell]]:
    """Key and value of each field that holds something; `names` are the owners' by number.

    Of a project or milestone also its light and its days, of a milestone who answers for its project.
    """
    for field in noun_of(thing).fields.values():
        value = getattr(thing, field.key)
        if field.key not in ("uid", "number") and value not in (None, "", (), {}):
            yield field.key, _value(ledger, thing, field, value, names)
    if isinstance(thing, Project | Milestone):
        yield from _standing(ledger, thing, question)


def _value(ledger: Ledger, thing: Any, field: Field, value: Any, names: Mapping[int, str]) -> Cell:
    if field.kind is FieldKind.OWNER:
        return names.get(value, str(value))
    if field.kind is FieldKind.PROJECT:
        return f"{value} {ledger.get(Ref('project', value)).title}"
    if field.kind in _PREFIXES:
        return f"{_PREFIXES[field.kind]}{value}"
    if field.kind is FieldKind.EXTRA:
        return tuple(f"{heading}: {cell}" for heading, cell in value.items())
    if field.kind is FieldKind.PROJECTS:
        return tuple(map(str, value))
    if field.choices is not None:
        return Code(value)
    if isinstance(thing, Milestone) and field.key == "depends_on":
        return tuple(step_ref(one, thing.project) for one in value)
    cell: Cell = value
    return cell


def _standing(ledger: Ledger, piece: Project | Milestone, question: Question) -> Iterator[tuple[str, Cell]]:
    work, _steps = work_of(ledger, piece, question)
    if isinstance(piece, Milestone):
        for one in answered(ledger, question, [work]):
            yield from ((role, who) for role, who in (("lead", one.lead), ("leader", one.names("leader"))) if who)
    # Whatever light the question names, this piece was asked for.
    for _work, verdict in lit(ledger, question._replace(scope=question.scope._replace(light=())), [work]):
        yield columns.LIGHT.key, Code(verdict.light)
        if verdict.mark is not None:
            yield columns.MARK.key, Code(verdict.mark)
    if work.due is not None and work.is_open:
        days = (work.due - question.scope.today).days
        yield (columns.DAYS_LATE if days < 0 else columns.DAYS_LEFT).key, abs(days)
