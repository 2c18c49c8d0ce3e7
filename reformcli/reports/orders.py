"""Orders: the list of them, how each stands on a day, and how many a unit has had in the quarter."""

from collections.abc import Iterable, Mapping
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark, plural
from reformcli.model.days import quarter_of
from reformcli.model.fields import fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.noun import ref_of
from reformcli.model.order import ISSUED, NOUN, ORDER_STATES, Order
from reformcli.model.refs import Ref
from reformcli.model.visit import Visit
from reformcli.reports.noun_lists import Narrowing, NounList, nothing_listed
from reformcli.reports.things import title_of
from reformcli.table import Column, Row, Shape, Table, row

_FIELDS = fields_of(Order)

STATE = columns.STATE._replace(help=mark("How it stands on the day asked about."), words=ORDER_STATES)

COLUMNS = (
    columns.REF,
    *(columns.of_field(_FIELDS[key]) for key in ("kind", "level")),
    Column("about", mark("About"), mark("Ref of the one thing that it is about.")),
    Column("title", mark("Title"), mark("Title of that thing."), main=True),
    columns.of_field(_FIELDS["owner"]),
    STATE,
    columns.of_field(_FIELDS["due"]),
    Column("days_late", mark("Days late"), mark("Calendar days that the answer is or was late."), Shape.NUMBER),
    *(columns.of_field(_FIELDS[key], detail=True) for key in ("date", "code", "requirement", "answered", "answer")),
    Column("follows", mark("Follows"), mark("The order about the same thing that it follows."), detail=True),
    columns.of_field(_FIELDS["signed_by"], detail=True),
)


def _order_list(ledger: Ledger, today: date, narrowing: Narrowing) -> Table:
    """Orders, the newest first, and how each stands on `today`."""
    names = ledger.names()
    orders = sorted(
        (order for order in ledger.find(Order) if narrowing.keeps(order, order.date, order.state_on(today))),
        key=lambda order: (str(order.date), order.number),
        reverse=True,
    )
    rows = tuple(_row(ledger, one, today, names) for one in orders)
    waiting = [one for one in orders if one.state_on(today) == ISSUED]
    late = sum(one.days_late(today) > 0 for one in waiting)
    told = plural(
        "{n} waits for its answer, {late} late.", "{n} wait for their answers, {late} late.", len(waiting), late=late
    )
    notes = (told,) if waiting else ()
    return Table("orders", _("Orders"), COLUMNS, rows, notes=notes, empty=nothing_listed(NOUN, narrowing))


def in_the_quarter(ledger: Ledger, owner: int, day: date) -> str:
    """How many orders and visits a unit has had in the quarter of `day`, up to then, in a sentence."""
    first, _last = quarter_of(day)
    orders = _between((one.date for one in ledger.find(Order, owner=owner) if one.withdrawn is None), first, day)
    visits = _between((one.date for one in ledger.find(Visit, owner=owner)), first, day)
    return _(
        "{name} this quarter: {orders}, {visits}.",
        name=ledger.names()[owner],
        orders=plural("{n} order", "{n} orders", orders),
        visits=plural("{n} visit", "{n} visits", visits),
    )


def _between(days: Iterable[date | None], first: date, last: date) -> int:
    return sum(1 for day in days if day is not None and first <= day <= last)


def _row(ledger: Ledger, order: Order, today: date, names: Mapping[int, str]) -> Row:
    return row(
        COLUMNS,
        ref=str(ref_of(order)),
        kind=order.kind,
        level=order.level,
        about=str(order.about),
        title=title_of(ledger, order.about),
        owner=None if order.owner is None else names[order.owner],
        state=order.state_on(today),
        due=order.due,
        days_late=order.days_late(today),
        date=order.date,
        code=order.code,
        requirement=order.requirement,
        answered=order.answered,
        answer=order.answer,
        follows=None if order.follows is None else str(Ref(NOUN.key, order.follows)),
        signed_by=None if order.signed_by is None else names[order.signed_by],
    )


LIST = NounList(COLUMNS, _order_list, ORDER_STATES)
