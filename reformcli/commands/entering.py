"""What commands that write share: reading the typed values, asking about new owners, telling what was written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from reformcli import columns
from reformcli.commands.shell import Shared
from reformcli.context import Context
from reformcli.deadlines import Reading
from reformcli.errors import NotPossible, UnknownOwner
from reformcli.i18n import _, mark
from reformcli.model.change import Change, Receipt
from reformcli.model.colours import LIGHTS
from reformcli.model.duty import KIND_OF_ROLE, ROLES
from reformcli.model.fields import Field
from reformcli.model.kinds import Kind
from reformcli.model.noun import Noun, noun, noun_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref, parse
from reformcli.table import Column, Table
from reformcli.verbs.entry import Entry, split_names
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.work import Piece, due_values

NEW_OWNER = Shared("new_owner", ("--new-owner",), mark("Names close to a known one are new owners."))

STRICT = Shared("strict", ("--strict",), mark("Refuse words about time that can be read in two ways."))

DUTIES = (
    Shared("leader", ("--leader",), mark("Leaders who answer for it, by post."), "NAMES", mark("Who answers")),
    Shared("group", ("--group",), mark("Special groups that claim it."), "NAMES", mark("Who answers")),
    Shared("lead", ("--lead",), mark("Lead units, which report for all."), "NAMES", mark("Who answers")),
    Shared("responsible", ("--responsible",), mark("Units that do the work."), "NAMES", mark("Who answers")),
    Shared("supporting", ("--with", "--supporting"), mark("Supporting units."), "NAMES", mark("Who answers")),
    Shared("liaison", ("--liaison",), mark("Contacts who report."), "NAMES", mark("Who answers")),
    NEW_OWNER,
)
"""Options that say who answers, by role."""


def entry(context: Context, *, strict: bool = False) -> Entry:
    """The reader of what is typed; a strict one refuses words about time that can be read in two ways."""
    return Entry(context.today, context.conventions, strict=strict)


def values(context: Context, kind: Noun, book: OwnerBook | None = None) -> dict[str, Any]:
    """The values typed for a noun's fields, but for its due date: see `due`."""
    given = {key: text for key, text in (context.choices.given or {}).items() if key in kind.fields and key != "due"}
    found = entry(context).values(kind, given)
    for key, text in given.items():
        if kind.fields[key].kind is Kind.OWNER and book is not None:
            found[key] = book.get(text).number if text.strip() else None
    return found


def due(context: Context, kind: Noun, plan: int | None) -> tuple[dict[str, Any], Reading | None]:
    """The values that the due date typed sets, and how it was read, which is said.

    Words about time are meant in the plan year `plan`, or the office's own where it is None.
    """
    said = (context.choices.given or {}).get("due")
    if said is None:
        return {}, None
    if not said.strip():
        return {"due": None}, None
    reading = deadline(context, kind.fields["due"], said, plan)
    known = due_values(reading)
    return {key: value for key, value in known.items() if key in kind.fields}, reading


def deadline(context: Context, field: Field, text: str, plan: int | None = None) -> Reading:
    """How a time limit is read, told to the person; one that is ambiguous is asked about.

    Raises BadDate where it is not read as one, or with --strict where it is ambiguous.
    """
    return _told(
        context, text, entry(context, strict="strict" in (context.choices.given or {})).deadline(field, text, plan)
    )


def _told(context: Context, text: str, reading: Reading) -> Reading:
    """A reading, told to the person where it is not what was typed; one of the two where it is ambiguous."""
    if reading.sentence and text.strip() != str(reading.end):
        said = reading.end or "-"
        context.say(_("Read {text} as {date}: {sentence}", text=text, date=said, sentence=reading.sentence))
    for warning in reading.warnings:
        context.warn(warning)
    return _settled(context, reading) if reading.ambiguous else reading


def _settled(context: Context, reading: Reading) -> Reading:
    """One of the two readings of words that are ambiguous: the safe one, unless a person takes the other."""
    other = _("{text} could also mean {date}.", text=reading.phrase, date=reading.other_end or "-")
    if (
        context.interactive
        and reading.other_end
        and context.ask(f"{other} {_('Take {date}?', date=reading.other_end)}")
    ):
        return replace(reading, end=reading.other_end, other_end=reading.end)
    if context.choices.quiet:
        context.warn(other)
    return reading


def on_day(context: Context, text: str | None, label: str) -> date:
    """The day that an option or argument names, told where it was given in words; today where it names none."""
    if text is None:
        return context.today
    reading = _told(context, text, entry(context).one_day(Field(label, Kind.DATE, label, ""), text))
    assert reading.end is not None
    return reading.end


def said(context: Context, kind: Noun, key: str, text: str | None) -> str | None:
    """The text typed for a noun's field; None where there is none. Raises BadValue for what it cannot hold."""
    value: str | None = entry(context).value(kind.fields[key], text or "")
    return value


def duties(context: Context) -> dict[str, tuple[str, ...]]:
    """Owners' names by role, as typed."""
    given = context.choices.given or {}
    return {role: names for role in ROLES if (names := split_names(given.get(role, ""), posts=role == "leader"))}


def meet_owners(context: Context, named: Mapping[str, Iterable[str]], book: OwnerBook) -> None:
    """Make owners of names not yet known, and say so; see `meet_owner` for those that may be slips."""
    for role, names in named.items():
        for name in names:
            if book.find(name) is None:
                meet_owner(context, name, KIND_OF_ROLE[role], book)
                book.take(name, KIND_OF_ROLE[role])
                context.say(_("New {kind}: {name}", kind=_(ROLES[role]), name=name))


def meet_owner(context: Context, name: str, kind: str, book: OwnerBook) -> None:
    """Ask about a new name that is close to a known one of its kind, unless new owners are welcome.

    Raises UnknownOwner where nobody is there to ask, or the answer is no.
    """
    if context.settings["owners.new"] or "new_owner" in (context.choices.given or {}):
        return
    if near := [owner.name for owner in book.near(name, kind)]:
        _ask_about(context, name, near)


def _ask_about(context: Context, name: str, near: list[str]) -> None:
    question = _("There is no owner {name}, but {near}. Add {name} as a new one?", name=name, near=", ".join(near))
    if not context.interactive or not context.ask(question):
        raise UnknownOwner(
            _("{name} is not known, but close to {near}.", name=name, near=", ".join(near)),
            hint=_("Write that name, or give --new-owner."),
        )


def get_piece(context: Context, text: str) -> Piece:
    """The project or milestone that a ref means."""
    ref = parse(text)
    if ref.noun not in ("project", "milestone"):
        raise NotPossible(_("{ref} is not a project or milestone.", ref=ref))
    piece: Piece = context.ledger.get(ref)
    return piece


def plan_of(context: Context, piece: Piece) -> int | None:
    """The plan year that a piece of work belongs to: its own, or its project's."""
    project = piece if isinstance(piece, Project) else context.ledger.get(Ref("project", piece.project))
    plan: int | None = project.plan
    return plan


def get_thing(context: Context, text: str, noun_key: str) -> Any:
    """The thing of one noun that a ref means; its letter may be left out."""
    kind = noun(noun_key)
    ref = parse(text if not text.strip().isdecimal() else f"{kind.prefix}{text.strip()}")
    if ref.noun != noun_key:
        raise NotPossible(_("{ref} is not a {noun}.", ref=ref, noun=_(kind.label)))
    return context.ledger.get(Ref(ref.noun, ref.number))


_WRITTEN = (
    Column(
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
    ),
    columns.NOUN,
    columns.REF,
    columns.TITLE._replace(help=mark("Its title, name or text.")),
)


Written = tuple[str, str, str | None, str]
"""Action, noun, ref and name of something written."""


def write(context: Context, verb: str, changes: list[Change], *, every: bool = False) -> Receipt:
    """Write changes and tell what was written: as a table in the format asked for, else a line for each thing.

    Unless `every` change is to be told, those lines leave out what comes along with what was asked for.
    """
    receipt = context.apply(verb, changes)
    things = _things(changes, receipt)
    names = owners_named(context, things)
    rows = tuple(_written(context, change, thing, names) for change, thing in zip(changes, things, strict=True))
    if context.choices.format or context.choices.output:
        context.show(Table("written", _("Written"), _WRITTEN, rows))
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
