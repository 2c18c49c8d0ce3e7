"""Lists of nouns: which things one shows, and its table, made of the declaration unless the noun has one of its own."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import partial
from importlib import import_module
from typing import NamedTuple

from reformcli import columns
from reformcli.i18n import _
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValue, Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, noun_of
from reformcli.model.refs import Ref
from reformcli.reports.tables import Names, cell_of, is_main
from reformcli.reports.things import is_typed
from reformcli.table import Cell, Column, Shape, Table

_BESIDE = 5
"""How many columns of a list a narrow screen keeps in the row; it puts the others below."""

_OF_THEIR_OWN: Mapping[str, str] = {"order": "orders", "submission": "submissions", "idea": "ideas"}
"""Nouns whose lists say more than their fields hold, and the modules of reports that have them as `LIST`."""


class Narrowing(NamedTuple):
    """Which things of a noun a list shows; None means any.

    `about` is what they refer to, `owners` are the numbers of those of whom they refer to one; their day is none before
    `since` or after `until`, and `state` is how they stand.
    """

    about: Ref | None = None
    owners: Collection[int] | None = None
    since: date | None = None
    until: date | None = None
    state: str | None = None

    def keeps(self, thing: Thing, day: FieldValue, state: str | None = None) -> bool:
        """Whether a list shows `thing`, whose day is `day` and which stands at `state`."""
        refs = {ref for field in noun_of(thing).references for ref in field.refs_in(thing)}
        return (
            (self.about is None or self.about in refs)
            and (self.owners is None or any(ref.noun == "owner" and ref.number in self.owners for ref in refs))
            and (self.state is None or self.state == state)
            and (self.since is None or (isinstance(day, date) and self.since <= day))
            and (self.until is None or (isinstance(day, date) and day <= self.until))
        )


class NounList(NamedTuple):
    """The list of a noun: its columns, and how its table is made of what a ledger holds on a day.

    `states` are those that it can be narrowed to; `is_dated` where its things have a day.
    """

    columns: tuple[Column, ...]
    make: Callable[[Ledger, date, Narrowing], Table]
    states: Mapping[str, str] = {}
    is_dated: bool = True


def noun_list(kind: Noun[Thing]) -> NounList:
    """The list of a noun: one of its own, else its fields as its declaration lists them."""
    if kind.key in _OF_THEIR_OWN:
        own: NounList = import_module(f"reformcli.reports.{_OF_THEIR_OWN[kind.key]}").LIST
        return own
    return NounList(_columns(kind), partial(_plain_list, kind), is_dated=_day_of(kind) is not None)


def nothing_listed(kind: Noun[Thing], narrowing: Narrowing) -> str:
    """What a list says where it shows nothing: that nothing fits, or that there is nothing."""
    if narrowing != Narrowing():
        return _("There is no {noun} that fits.", noun=_(kind.label))
    if kind.none:
        return _(kind.none)
    if "add" in kind.commands:
        return _("There is no {noun} yet. `reform {command} add` adds one.", noun=_(kind.label), command=kind.key)
    return _("There is none.")


def _columns(kind: Noun[Thing]) -> tuple[Column, ...]:
    """The ref where people can type it, then those fields that the noun lists."""
    return (*((columns.REF,) if is_typed(kind) else ()), *(column for _field, column in _listed(kind)))


def _listed(kind: Noun[Thing]) -> Iterator[tuple[Field, Column]]:
    keys = kind.listed or [key for key, field in kind.fields.items() if key not in ("number", "uid", "extra")]
    for place, key in enumerate(keys):
        field = kind.fields[key]
        main = is_main(kind, field)
        column = columns.of_field(field, detail=place >= _BESIDE and not main, main=main)
        yield field, column._replace(shape=Shape.TEXT) if field.kind is FieldKind.REFERENCE else column


def _plain_list(kind: Noun[Thing], ledger: Ledger, today: date, narrowing: Narrowing) -> Table:
    """What happened on a day the newest first, what is called by its day the earliest, else in the order of numbers."""
    day = _day_of(kind)
    things = [
        thing for thing in ledger.find(kind.type) if narrowing.keeps(thing, day.of(thing) if day is not None else None)
    ]
    if day is not None and day.key in kind.news:
        things.sort(key=lambda thing: (str(day.of(thing) or ""), thing.number), reverse=True)
    if kind.called and kind.fields[kind.name].kind is FieldKind.DATE:
        things.sort(key=kind.name_of)
    names = ledger.names()
    shown = list(_listed(kind))
    rows = tuple(
        (
            *((kind.said(thing),) if is_typed(kind) else ()),
            *(_cell(field, thing, names) for field, _column in shown),
        )
        for thing in things
    )
    title = _(kind.page.heading if kind.page else kind.label)
    return Table(kind.plural, title, _columns(kind), rows, empty=nothing_listed(kind, narrowing))


def _day_of(kind: Noun[Thing]) -> Field | None:
    """The field that dates a noun's things: the one on its line of pages, else the first date of its list."""
    days = {column.key: field for field, column in _listed(kind) if field.kind is FieldKind.DATE}
    on_page = days.get(kind.page.date or "") if kind.page else None
    return on_page or next(iter(days.values()), None)


def _cell(field: Field, thing: Thing, names: Names) -> Cell:
    if field.kind is FieldKind.REFERENCE and not field.is_owner:
        return next((str(ref) for ref in field.refs_in(thing)), None)
    return cell_of(field, thing, names)
