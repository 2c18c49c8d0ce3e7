"""Tables of whole nouns: every field of every thing, as exports have them, and the list of any noun."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValue, Thing, fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun
from reformcli.model.owner import Owner
from reformcli.model.refs import Ref
from reformcli.model.tree import counted_under, parents_of, within
from reformcli.reports.answering import answered
from reformcli.reports.lit import of_light
from reformcli.reports.question import Question
from reformcli.reports.things import is_typed
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

_BESIDE = 5
"""How many columns of a list a narrow screen keeps in the row; it puts the others below."""

Names = Mapping[int, str]
"""The owners' names by number."""


# Exports


def of_noun(kind: Noun[Thing]) -> tuple[Column, ...]:
    """The columns of every field of a noun, in their order: what an export has and an import takes."""
    return tuple(columns.of_field(field, main=_is_main(kind, field)) for field in kind.fields.values())


def everything(ledger: Ledger, kind: Noun[Thing], delimited: Callable[[], Iterator[str]] | None = None) -> Table:
    """Every field of every thing of a noun: what an export is made of. `delimited` gives it as lines of CSV."""
    names = ledger.names() if any(field.to == "owner" for field in kind.references) else {}
    rows = (record(kind, thing, names) for thing in ledger.find(kind.type))
    return Table(kind.plural, _(kind.label), of_noun(kind), rows, empty=_("There is none."), delimited=delimited)


def record(kind: Noun[Thing], thing: Thing, names: Names) -> Row:
    """The cells of a thing by its fields; owners by name, other things by number or ref."""
    return tuple(_cell(field, thing, names) for field in kind.fields.values())


def _cell(field: Field, thing: Thing, names: Names) -> Cell:
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


def _is_main(kind: Noun[Thing], field: Field) -> bool:
    return field.key == kind.name and field.kind is FieldKind.TEXT


# Lists


def listed_columns(kind: Noun[Thing]) -> tuple[Column, ...]:
    """The columns of a noun's list: the ref where people can type it, then those fields that the noun lists."""
    return (*((columns.REF,) if is_typed(kind) else ()), *(column for _field, column in _listed(kind)))


def _listed(kind: Noun[Thing]) -> Iterator[tuple[Field, Column]]:
    keys = kind.listed or [key for key, field in kind.fields.items() if key not in ("number", "uid", "extra")]
    for place, key in enumerate(keys):
        field = kind.fields[key]
        is_main = _is_main(kind, field)
        column = columns.of_field(field, detail=place >= _BESIDE and not is_main, main=is_main)
        yield field, column._replace(shape=Shape.TEXT) if field.kind is FieldKind.REFERENCE else column


def noun_list(
    ledger: Ledger,
    question: Question,
    kind: Noun[Thing],
    *,
    about: Ref | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Table:
    """Things of a noun: what happened on a day the newest first, what is called by its day the earliest, else in the
    order of their numbers.

    Where the question names an owner, only what refers to it or to a part of it; of these what refers to `about`, and
    whose day (see `day_of`) is none before `since` or after `until`.
    """
    day = day_of(kind)
    things = list(_referring(ledger, question, kind, about))
    if day is not None and (since or until):
        things = [thing for thing in things if _is_within(day.of(thing), since, until)]
    if day is not None and day.key in kind.news:
        things.sort(key=lambda thing: (str(day.of(thing) or ""), thing.number), reverse=True)
    if kind.called and kind.fields[kind.name].kind is FieldKind.DATE:
        things.sort(key=kind.name_of)
    names = ledger.names()
    shown = list(_listed(kind))
    rows = tuple(
        (
            *((kind.said(thing),) if is_typed(kind) else ()),
            *(_listed_cell(field, thing, names) for field, _column in shown),
        )
        for thing in things
    )
    empty = (
        _(kind.none)
        if kind.none
        else (
            _("There is no {noun} yet. `reform {command} add` adds one.", noun=_(kind.label), command=kind.key)
            if "add" in kind.commands
            else _("There is none.")
        )
    )
    title = _(kind.page.heading if kind.page else kind.label)
    return Table(kind.plural, title, listed_columns(kind), rows, empty=empty)


def day_of(kind: Noun[Thing]) -> Field | None:
    """The field that dates a noun's things: the one on its line of pages, else the first date of its list."""
    days = {column.key: field for field, column in _listed(kind) if field.kind is FieldKind.DATE}
    on_page = days.get(kind.page.date or "") if kind.page else None
    return on_page or next(iter(days.values()), None)


def _is_within(day: FieldValue, since: date | None, until: date | None) -> bool:
    return isinstance(day, date) and (since is None or since <= day) and (until is None or day <= until)


def _referring(ledger: Ledger, question: Question, kind: Noun[Thing], about: Ref | None) -> Iterator[Thing]:
    owner = question.scope.owner
    owners = None if owner is None else within(owner, parents_of(ledger.owners()))
    for thing in ledger.find(kind.type):
        refs = {ref for field in kind.references for ref in field.refs_in(thing)}
        if about in (None, *refs) and (
            owners is None or any(ref.noun == "owner" and ref.number in owners for ref in refs)
        ):
            yield thing


def _listed_cell(field: Field, thing: Thing, names: Names) -> Cell:
    if field.kind is FieldKind.REFERENCE and not field.is_owner:
        return next((str(ref) for ref in field.refs_in(thing)), None)
    return _cell(field, thing, names)


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
