"""Tables of whole nouns: every field of every thing, as exports have them, and the list of owners."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, Thing, fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun
from reformcli.model.owner import Owner
from reformcli.model.refs import Ref
from reformcli.model.tree import counted_under
from reformcli.reports.answering import answered
from reformcli.reports.lit import of_light
from reformcli.reports.question import Question
from reformcli.table import Cell, Column, Row, Shape, Table

_OWNER = fields_of(Owner)

OWNER_COLUMNS = (
    columns.of_field(_OWNER["name"], main=True),
    columns.of_field(_OWNER["kind"]),
    columns.of_field(_OWNER["parent"], detail=True),
    Column("open", mark("Open"), mark("Open work that it or one of its parts answers for, in any role."), Shape.NUMBER),
    Column("overdue", mark("Overdue"), mark("How much of it is overdue."), Shape.NUMBER),
    *(columns.of_field(_OWNER[key], detail=True) for key in ("short_name", "other_names", "contact", "valid_to")),
)

Names = Mapping[int, str]
"""The owners' names by number."""


# Exports


def of_noun(kind: Noun[Thing]) -> tuple[Column, ...]:
    """The columns of every field of a noun, in their order: what an export has and an import takes."""
    return tuple(columns.of_field(field, main=is_main(kind, field)) for field in kind.fields.values())


def everything(ledger: Ledger, kind: Noun[Thing], delimited: Callable[[], Iterator[str]] | None = None) -> Table:
    """Every field of every thing of a noun: what an export is made of. `delimited` gives it as lines of CSV."""
    names = ledger.names() if any(field.to == "owner" for field in kind.references) else {}
    rows = (record(kind, thing, names) for thing in ledger.find(kind.type))
    return Table(kind.plural, _(kind.label), of_noun(kind), rows, empty=_("There is none."), delimited=delimited)


def record(kind: Noun[Thing], thing: Thing, names: Names) -> Row:
    """The cells of a thing by its fields; owners by name, other things by number or ref."""
    return tuple(cell_of(field, thing, names) for field in kind.fields.values())


def cell_of(field: Field, thing: Thing, names: Names) -> Cell:
    """What a table holds of a field: owners by name, other things by number or ref."""
    value = field.of(thing)
    if isinstance(value, Mapping):
        import json

        return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":")) if value else "{}"
    if isinstance(value, Ref):
        return str(value)
    if isinstance(value, tuple):
        return tuple(_named(field, part, names) for part in value)
    return names.get(value) if field.is_owner and isinstance(value, int) else value


def _named(field: Field, part: object, names: Names) -> str:
    return names.get(part, str(part)) if field.to == "owner" and isinstance(part, int) else str(part)


def is_main(kind: Noun[Thing], field: Field) -> bool:
    """Whether a field holds the words by which people know a thing, for which a narrow table keeps room."""
    return field.key == kind.name and field.kind is FieldKind.TEXT


# Owners


def owner_list(ledger: Ledger, question: Question, kind: str | None) -> Table:
    """Owners, of one kind where asked, with how much work each and its parts have open and overdue."""
    rows = tuple(_owner_rows(ledger, question, kind))
    return Table(
        "owners", _("Owners"), OWNER_COLUMNS, rows, empty=_("There is no owner yet. `reform owner add` adds one.")
    )


def _owner_rows(ledger: Ledger, question: Question, kind: str | None) -> Iterator[Row]:
    owners = ledger.owners()
    names = {owner.number: owner.name for owner in owners}
    under = counted_under(owners)
    open_work: Counter[str] = Counter()
    overdue: Counter[str] = Counter()
    for piece in answered(ledger, question, of_light(ledger, question, ledger.work(question.scope))):
        holders = {name for names_in_role in piece.who.values() for name in names_in_role}
        for name in {row for holder in holders for row in under.get(holder, (holder,))}:
            open_work[name] += 1
            overdue[name] += piece.work.is_overdue(question.scope.today)
    for owner in owners:
        if kind in (None, owner.kind):
            yield (
                owner.name,
                owner.kind,
                names.get(owner.parent) if owner.parent is not None else None,
                open_work[owner.name],
                overdue[owner.name],
                owner.short_name,
                owner.other_names,
                owner.contact,
                owner.valid_to,
            )
