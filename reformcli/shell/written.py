"""What was written, told: a line for each thing that was asked for, or a table in the format asked for."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from reformcli.i18n import _, mark
from reformcli.model.change import Change, Receipt
from reformcli.model.colours import LIGHTS
from reformcli.model.fields import Thing
from reformcli.model.noun import noun_of
from reformcli.reports.things import is_typed
from reformcli.shell.run import Context
from reformcli.table import Column, Table

_ACTION = Column(
    "action",
    mark("Action"),
    mark("What was done."),
    words={
        "added": mark("Added"),
        "changed": mark("Changed"),
        "removed": mark("Removed"),
        "would add": mark("Would add"),
        "would change": mark("Would change"),
        "would remove": mark("Would remove"),
    },
)


class Written(NamedTuple):
    """Something written: what was done, the noun's key, what to type for it, its name."""

    action: str
    noun: str
    ref: str | None
    name: str


def _table(rows: tuple[Written, ...] = ()) -> Table:
    from reformcli import columns  # which only a table needs, and most entries are told in a line

    title = columns.TITLE._replace(help=mark("Its title, name or text."))
    return Table("written", _("Written"), (_ACTION, columns.NOUN, columns.REF, title), rows)


def write(context: Context, verb: str, changes: Sequence[Change[Thing]], *, every: bool = False) -> Receipt:
    """Write changes and tell what was written: as a table in the format asked for, else a line for each thing.

    Unless `every` change is to be told, those lines leave out what comes along with what was asked for.
    """
    if context.choices.output:
        context.claim(_table())
    receipt = context.apply(verb, changes)
    things = _things(changes, receipt)
    names = owners_named(context, things)
    rows = tuple(_written(context, change, thing, names) for change, thing in zip(changes, things, strict=True))
    if context.choices.format or context.choices.output:
        context.show(_table(rows))
        return receipt
    for row in rows if every else _worth_a_line(rows):
        if context.choices.quiet:
            context.answer(str(row.ref))
        else:
            name = f"  {row.name}" if row.name and row.name != row.ref else ""
            context.answer(f"{_(row.action.capitalize())} {row.ref or ''}".rstrip() + name)
    if not rows:
        context.say(_("Nothing to change."))
    return receipt


def _worth_a_line(rows: Sequence[Written]) -> list[Written]:
    """The rows worth a line: what was asked for, not what comes along with it (new owners are said as they are met)."""
    nouns = [row.noun for row in rows]
    main = [row for row in rows if row.noun not in ("owner", "duty", "extension")]
    if main or not rows:
        return main
    return [row for row in rows if row.noun == ("duty" if "duty" in nouns else nouns[0])]


def _things(changes: Iterable[Change[Thing]], receipt: Receipt) -> list[Thing]:
    """The thing of each change as it was written, numbers given; a removed one as it was."""
    written = iter(receipt.things)
    return [change.thing if change.after is None else next(written) for change in changes]


def _written(context: Context, change: Change[Thing], thing: Thing, names: Mapping[int, str]) -> Written:
    if context.choices.dry_run:
        action = "would add" if change.before is None else "would remove" if change.after is None else "would change"
    else:
        action = "added" if change.before is None else "removed" if change.after is None else "changed"
    return Written(action, noun_of(thing).key, _ref(thing), name_of(thing, names))


def _ref(thing: Thing) -> str | None:
    """What to type for a thing, once it has a number; for one that nobody types, what it is about."""
    kind = noun_of(thing)
    if is_typed(kind):
        return kind.said(thing) if thing.number > 0 or kind.called else None
    refs = (ref for field in kind.references if not field.holds_owners for ref in field.refs_in(thing))
    return next((str(ref) for ref in refs if ref.number > 0), None)


def owners_named(context: Context, things: Iterable[Thing]) -> Mapping[int, str]:
    """The names of the owners by number, where any of `things` is known by its owner: a duty, a meeting, an order."""
    by_owner = ("duty", "meeting", "order")
    return context.ledger.names() if any(noun_of(thing).key in by_owner for thing in things) else {}


def name_of(thing: Thing, names: Mapping[int, str] = MappingProxyType({})) -> str:
    """What a person knows a thing by: its title, name or text; a duty by its role and, from `names`, its owner; a
    meeting by its body and session; an order by what it is about."""
    match noun_of(thing).key:
        case "duty":
            from reformcli.model.duty import ROLES, Duty

            assert isinstance(thing, Duty)
            return f"{_(ROLES[thing.role])} {names.get(thing.owner, '')}".rstrip()
        case "meeting":
            from reformcli.model.meeting import Meeting
            from reformcli.reports.meetings import title_of

            assert isinstance(thing, Meeting)
            return title_of(thing, names)
        case "order":
            from reformcli.model.order import Order
            from reformcli.reports.orders import name_of as name_of_order

            assert isinstance(thing, Order)
            return name_of_order(thing, names)
        case "override":
            from reformcli.model.override import Override

            assert isinstance(thing, Override)
            light = _(LIGHTS[thing.light])
            return _("{light} until {date}: {reason}", light=light, date=thing.valid_to, reason=thing.reason)
        case "day":
            from reformcli.model.day import Day

            assert isinstance(thing, Day)
            return f"{thing.date} {thing.name or ''}".rstrip()
    kind = noun_of(thing)
    name, words = kind.name_of(thing), kind.fields[kind.name].choices or {}
    return _(words[name]) if name in words else name
