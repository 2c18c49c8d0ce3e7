"""About a thing: its fields as a person reads them, and how tracked work stands on the day asked about."""

from collections.abc import Iterator, Mapping

from reformcli import columns
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun_of
from reformcli.model.order import Order
from reformcli.model.refs import Ref
from reformcli.reports.answering import answered
from reformcli.reports.lit import lit, work_of
from reformcli.reports.question import Question
from reformcli.reports.things import title_of
from reformcli.table import Cell, Code

STANDING = (columns.LIGHT, columns.MARK, columns.DAYS_LATE, columns.DAYS_LEFT)
"""What is told of work besides its fields, by the keys and labels that lists have for it."""


def about(ledger: Ledger, thing: Thing, question: Question, names: Mapping[int, str]) -> Iterator[tuple[str, Cell]]:
    """Key and value of each field that holds something; `names` are the owners' by number.

    Of tracked work also its light and its days, and who answers for it by its project's duties.
    """
    kind = noun_of(thing)
    for field in kind.fields.values():
        if field.key not in ("uid", "number") and field.of(thing) not in (None, "", (), {}):
            yield field.key, _value(ledger, thing, field, names)
    if kind.tracked:
        yield from _standing(ledger, thing, question)
    if isinstance(thing, Order):
        yield columns.STATE.key, Code(thing.state_on(question.scope.today))


def _value(ledger: Ledger, thing: Thing, field: Field, names: Mapping[int, str]) -> Cell:
    value = field.of(thing)
    refs = field.refs_in(thing)
    if field.to == "owner":
        called = tuple(names.get(ref.number, str(ref.number)) for ref in refs)
        return called if field.kind is FieldKind.REFERENCES else called[0]
    if isinstance(value, Ref) or field.kind is FieldKind.REFERENCE:
        return " ".join(filter(None, (str(refs[0]), title_of(ledger, refs[0]))))
    if isinstance(value, Mapping):
        return tuple(f"{heading}: {cell}" for heading, cell in value.items())
    if isinstance(value, tuple):
        return tuple(map(str, refs or value))
    return Code(str(value), field.choices.get(str(value))) if field.choices is not None else value


def _standing(ledger: Ledger, thing: Thing, question: Question) -> Iterator[tuple[str, Cell]]:
    work, _steps = work_of(ledger, thing, question)
    if not work.is_project:
        for piece in answered(ledger, question, [work]):
            lead = piece.lead if work.owner is None else ()
            yield from ((role, who) for role, who in (("lead", lead), ("leader", piece.names("leader"))) if who)
    # Whatever light the question names, this piece was asked for.
    for _work, verdict in lit(ledger, question._replace(scope=question.scope._replace(light=())), [work]):
        yield columns.LIGHT.key, Code(verdict.light)
        if verdict.mark is not None:
            yield columns.MARK.key, Code(verdict.mark)
    if work.due is not None and work.is_open:
        days = (work.due - question.scope.today).days
        yield (columns.DAYS_LATE if days < 0 else columns.DAYS_LEFT).key, abs(days)
