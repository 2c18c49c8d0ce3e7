"""Tables of whole nouns: every field of every thing, as exports have them, and lists of owners, visits and findings."""

from collections.abc import Iterator
from typing import Any

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun
from reformcli.model.owner import KINDS
from reformcli.model.states import CLOSED
from reformcli.model.tree import counted_under, parents_of, within
from reformcli.model.visit import FORMS, PURPOSES
from reformcli.reports.question import Question
from reformcli.table import Cell, Column, Row, Shape, Table

OWNER_COLUMNS = (
    Column("name", mark("Name"), mark("Full name."), main=True),
    Column("kind", mark("Kind"), mark("Unit, leader, group or person."), words=KINDS),
    Column("parent", mark("Part of"), mark("Owner that it is part of."), detail=True),
    Column(
        "open", mark("Open"), mark("Open projects that it or one of its parts answers for, in any role."), Shape.NUMBER
    ),
    Column("overdue", mark("Overdue"), mark("How many of them are overdue."), Shape.NUMBER),
    Column("short_name", mark("Short name"), mark("Short name, if it has one."), detail=True),
    Column("other_names", mark("Other names"), mark("Other names that it is written by."), Shape.LIST, detail=True),
    Column("contact", mark("Contact"), mark("Telephone, mail or messenger."), detail=True),
    Column("valid_to", mark("In post to"), mark("Last day in post."), Shape.DATE, detail=True),
)

VISIT_COLUMNS = (
    columns.REF,
    Column("date", mark("Date"), mark("Day of the visit."), Shape.DATE),
    Column("owner", mark("Visited"), mark("Unit visited."), main=True),
    Column("form", mark("Form"), mark("How it was made."), words=FORMS),
    Column("purpose", mark("Purpose"), mark("To check or to help."), words=PURPOSES),
    Column("projects", mark("Projects"), mark("Projects looked at."), Shape.LIST),
    Column("visitors", mark("Visitors"), mark("Who went."), Shape.LIST, detail=True),
    Column("hours", mark("Hours"), mark("How long it took, in hours."), Shape.NUMBER, detail=True),
    Column("papers", mark("Papers"), mark("Papers that the unit was asked for."), Shape.LIST, detail=True),
    Column("conclusion", mark("Conclusion"), mark("What was concluded."), detail=True),
)

FINDING_COLUMNS = (
    columns.REF,
    Column("problem", mark("Problem"), mark("What is wrong."), main=True),
    columns.FINDING_STATE,
    columns.DUE,
    columns.DAYS_LATE._replace(help=mark("Calendar days after the due date, while it is not closed out.")),
    Column("owner", mark("Owner"), mark("Who has to put it right."), detail=True),
    Column("project", mark("Project"), mark("Number of the project that it is about."), detail=True),
    Column("visit", mark("Visit"), mark("Ref of the visit that found it."), detail=True),
    Column("relapse_of", mark("Relapse of"), mark("Ref of the earlier finding that has come back."), detail=True),
)

_SHAPES = {
    FieldKind.NUMBER: Shape.NUMBER,
    FieldKind.DECIMAL: Shape.NUMBER,
    FieldKind.DATE: Shape.DATE,
    FieldKind.FLAG: Shape.FLAG,
    FieldKind.NAMES: Shape.LIST,
    FieldKind.PROJECT: Shape.NUMBER,
    FieldKind.PROJECTS: Shape.LIST,
    FieldKind.FINDING: Shape.NUMBER,
    FieldKind.VISIT: Shape.NUMBER,
    FieldKind.EXTRA: Shape.OBJECT,
}


def of_field(field: Field) -> Column:
    """The column of a noun's field."""
    return Column(
        field.key,
        field.label,
        field.help,
        _SHAPES.get(field.kind, Shape.TEXT),
        field.choices,
        main=field.key in ("title", "name", "problem", "text"),
    )


def of_noun(noun: Noun) -> tuple[Column, ...]:
    """The columns of every field of a noun, in their order: what an export has and an import takes."""
    return tuple(of_field(field) for field in noun.fields.values())


def everything(ledger: Ledger, kind: Noun, delimited: Any = None) -> Table:
    """Every field of every thing of a noun: what an export is made of. `delimited` gives it as lines of CSV."""
    names = _names(ledger) if any(field.kind is FieldKind.OWNER for field in kind.fields.values()) else {}
    rows = (record(kind, thing, names) for thing in ledger.find(kind.key))
    return Table(kind.plural, _(kind.label), of_noun(kind), rows, empty=_("There is none."), delimited=delimited)


def record(kind: Noun, thing: Any, names: dict[int, str]) -> Row:
    """The cells of a thing; owners by name."""
    return tuple(_cell(field.kind, getattr(thing, field.key), names) for field in kind.fields.values())


def _cell(kind: FieldKind, value: Any, names: dict[int, str]) -> Cell:
    if kind is FieldKind.OWNER:
        return names.get(value)
    if kind is FieldKind.PROJECTS:
        return tuple(map(str, value))
    if kind is FieldKind.EXTRA:
        import json

        return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":")) if value else "{}"
    found: Cell = value
    return found


def owner_list(ledger: Ledger, question: Question, kind: str | None) -> Table:
    """Owners, of one kind where asked, with the open and overdue projects of each and its parts."""
    rows = tuple(_owner_rows(ledger, question, kind))
    return Table(
        "owners", _("Owners"), OWNER_COLUMNS, rows, empty=_("There is no owner yet. `reform owner add` adds one.")
    )


def _owner_rows(ledger: Ledger, question: Question, kind: str | None) -> Iterator[Row]:
    pieces = list(ledger.work(question.scope, milestones=False))
    late = {piece.project for piece in pieces if piece.due and piece.due < question.scope.today}
    answering = ledger.answering({piece.project for piece in pieces}, question.scope.today)
    owners = ledger.owners()
    names = {owner.number: owner.name for owner in owners}
    under = counted_under(owners)
    projects: dict[str, set[int]] = {}
    for number, roles in answering.items():
        for name in {row for holders in roles.values() for holder in holders for row in under.get(holder, ())}:
            projects.setdefault(name, set()).add(number)
    for owner in owners:
        if kind in (None, owner.kind):
            own = projects.get(owner.name, set())
            yield (
                owner.name,
                owner.kind,
                names.get(owner.parent) if owner.parent is not None else None,
                len(own),
                len(own & late),
                owner.short_name,
                owner.other_names,
                owner.contact,
                owner.valid_to,
            )


def visit_list(ledger: Ledger, owner: int | None) -> Table:
    """Visits, the newest first, to one owner and its parts where asked."""
    names = _names(ledger)
    found = sorted(_of_owner(ledger, "visit", owner), key=lambda one: (one.date, one.number), reverse=True)
    rows = tuple(
        (
            f"V{one.number}",
            one.date,
            names.get(one.owner),
            one.form,
            one.purpose,
            tuple(map(str, one.projects)),
            one.visitors,
            one.hours,
            one.papers,
            one.conclusion,
        )
        for one in found
    )
    return Table(
        "visits", _("Visits"), VISIT_COLUMNS, rows, empty=_("There is no visit yet. `reform visit add` records one.")
    )


def finding_list(ledger: Ledger, question: Question, owner: int | None, closed: bool) -> Table:
    """Findings by due date, of one owner and its parts where asked, those closed out too where asked."""
    names = _names(ledger)
    kept = sorted(
        (one for one in _of_owner(ledger, "finding", owner) if closed or one.state != CLOSED),
        key=lambda one: (one.due is None, one.due, one.number),
    )
    today = question.scope.today
    rows = tuple(
        (
            f"F{one.number}",
            one.problem,
            one.state,
            one.due,
            (today - one.due).days if one.due and one.due < today and one.state != CLOSED else None,
            names.get(one.owner),
            None if one.project is None else str(one.project),
            None if one.visit is None else f"V{one.visit}",
            None if one.relapse_of is None else f"F{one.relapse_of}",
        )
        for one in kept
    )
    return Table("findings", _("Findings"), FINDING_COLUMNS, rows, empty=_("There is no open finding."))


def _of_owner(ledger: Ledger, noun_key: str, owner: int | None) -> Iterator[Any]:
    """Things of a noun; where asked, only those of an owner and of what is part of it."""
    if owner is None:
        yield from ledger.find(noun_key)
    else:
        for number in within(owner, parents_of(ledger.owners())):
            yield from ledger.find(noun_key, owner=number)


def _names(ledger: Ledger) -> dict[int, str]:
    return {owner.number: owner.name for owner in ledger.owners()}
