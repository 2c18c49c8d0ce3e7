"""What was written, told: a line for each thing that was asked for, or a table in the format asked for."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from reformcli.i18n import _, mark
from reformcli.model.change import Change, Receipt
from reformcli.model.colours import LIGHTS
from reformcli.model.duty import ROLES
from reformcli.model.noun import noun_of
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


Written = tuple[str, str, str | None, str]
"""Action, noun, ref and name of something written."""


def _table(rows: tuple[Written, ...] = ()) -> Table:
    from reformcli import columns  # which only a table needs, and most entries are told in a line

    title = columns.TITLE._replace(help=mark("Its title, name or text."))
    return Table("written", _("Written"), (_ACTION, columns.NOUN, columns.REF, title), rows)


def write(context: Context, verb: str, changes: list[Change], *, every: bool = False) -> Receipt:
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
    for action, _key, ref, title in rows if every else _worth_a_line(rows):
        if context.choices.quiet:
            context.answer(str(ref))
        else:
            context.answer(
                f"{_(action.capitalize())} {ref or ''}".rstrip() + (f"  {title}" if title and title != ref else "")
            )
    if not rows:
        context.say(_("Nothing to change."))
    return receipt


def _worth_a_line(rows: tuple[Written, ...]) -> list[Written]:
    """The rows worth a line: what was asked for, not what comes along with it (new owners are said as they are met)."""
    nouns = [row[1] for row in rows]
    main = [row for row in rows if row[1] not in ("owner", "duty", "extension")]
    if main or not rows:
        return main
    return [row for row in rows if row[1] == ("duty" if "duty" in nouns else nouns[0])]


def _things(changes: list[Change], receipt: Receipt) -> list[Any]:
    """The thing of each change as it was written, numbers given; a removed one as it was."""
    written = iter(receipt.things)
    return [next(written) if change.after is not None else change.before for change in changes]


def _written(context: Context, change: Change, thing: Any, names: Mapping[int, str]) -> Written:
    if context.choices.dry_run:
        action = "would add" if change.before is None else "would remove" if change.after is None else "would change"
    else:
        action = "added" if change.before is None else "removed" if change.after is None else "changed"
    kind = noun_of(thing)
    if kind.key in ("duty", "override"):
        return action, kind.key, _subject(thing), name_of(thing, names)
    ref = None if thing.number <= 0 and kind.key != "owner" else kind.ref(thing)
    return action, kind.key, ref, name_of(thing, names)


def _subject(thing: Any) -> str:
    """The ref of the work that a duty or an override is about."""
    milestone = getattr(thing, "milestone", None)
    return f"{thing.project}.{milestone}" if milestone else str(thing.project)


def owners_named(context: Context, things: Iterable[Any]) -> Mapping[int, str]:
    """The names of the owners that `things` refer to, by number, where any of them is a duty."""
    if not any(noun_of(thing).key == "duty" for thing in things):
        return {}
    return {owner.number: owner.name for owner in context.ledger.owners()}


def name_of(thing: Any, names: Mapping[int, str] = MappingProxyType({})) -> str:
    """What a person knows a thing by: its title, name or text; a duty by its role and, from `names`, its owner."""
    key = noun_of(thing).key
    if key == "duty":
        return f"{_(ROLES[thing.role])} {names.get(thing.owner, '')}".rstrip()
    if key == "override":
        light = _(LIGHTS[thing.light])
        return _("{light} until {date}: {reason}", light=light, date=thing.valid_to, reason=thing.reason)
    for field in ("title", "name", "problem", "text", "conclusion", "reason"):
        if value := getattr(thing, field, None):
            return str(value)
    return ""
