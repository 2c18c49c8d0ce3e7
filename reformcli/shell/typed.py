"""What commands that write share: reading the typed values, asking about new owners, telling what was written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from reformcli.deadlines import Reading
from reformcli.errors import NotFound, NotPossible
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.duty import ROLES
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, Thing
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import Noun, T, noun_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref, parse
from reformcli.shell.new_owners import NEW_OWNER, owners_for
from reformcli.shell.options import Shared
from reformcli.shell.run import Context
from reformcli.values import USUAL, Means, ValueReader, holds_owners, split_names
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.references import refs_in
from reformcli.verbs.work import Piece, due_values

STRICT = Shared("strict", ("--strict",), mark("Refuse words about time that can be read in two ways."))

DUTIES = (
    Shared("leader", ("--leader",), mark("Leaders who answer for it, by post."), "NAMES", mark("Who answers")),
    Shared("group", ("--group",), mark("Special groups that claim it."), "NAMES", mark("Who answers")),
    Shared("lead", ("--lead",), mark("Lead units, which report for all."), "NAMES", mark("Who answers")),
    Shared("responsible", ("--responsible",), mark("Units that do the work."), "NAMES", mark("Who answers")),
    Shared("supporting", ("--with", "--supporting"), mark("Supporting units."), "NAMES", mark("Who answers")),
    Shared("liaison", ("--liaison",), mark("Contacts who report."), "NAMES", mark("Who answers")),
    Shared("officer", ("--officer",), mark("Persons who do the work at the desk."), "NAMES", mark("Who answers")),
    NEW_OWNER,
)
"""Options that say who answers, by role."""


def entry(context: Context, *, strict: bool = False) -> ValueReader:
    """The reader of what is typed; a strict one refuses words about time that can be read in two ways."""
    return ValueReader(context.today, context.conventions, strict=strict)


def values(context: Context, kind: Noun[Thing], book: OwnerBook | None = None) -> dict[str, Any]:
    """The values typed for a noun's fields, but for its due date: see `due`. Owners are found in `book`, or met."""
    given = {key: text for key, text in (context.choices.given or {}).items() if key in kind.fields and key != "due"}
    found = entry(context).values(kind, given)
    for key, text in given.items():
        if holds_owners(kind.fields[key]) and book is not None:
            found[key] = owners_for(context, kind, kind.fields[key], text, book)
    return found


def must_exist(context: Context, changes: Iterable[Change[Thing]]) -> None:
    """Raise NotFound where a thing that is added or changed refers to another that is not there."""
    for before, after in changes:
        if after is None:
            continue
        for field in noun_of(after).references:
            for ref in refs_in(field, after):
                if ref.number > 0 and (before is None or ref not in refs_in(field, before)):
                    context.ledger.get(ref)


def due(
    context: Context, kind: Noun[Thing], plan: int | None, *, base: date | None = None
) -> tuple[dict[str, Any], Reading | None]:
    """The values that the due date typed sets, and how it was read, which is said.

    Words about time are meant in the plan year `plan`, or the office's own where it is None, and count from the day
    `base`, or today.
    """
    said = (context.choices.given or {}).get("due")
    if said is None:
        return {}, None
    if not said.strip():
        return {"due": None}, None
    reading = deadline(context, kind.fields["due"], said, plan, Means(base=base))
    known = due_values(reading)
    return {key: value for key, value in known.items() if key in kind.fields}, reading


def deadline(context: Context, field: Field, text: str, plan: int | None = None, means: Means = USUAL) -> Reading:
    """How a time limit is read, told to the person; one that is ambiguous is asked about.

    Raises BadDate where it is not read as one, or with --strict where it is ambiguous.
    """
    reader = entry(context, strict="strict" in (context.choices.given or {}))
    return _told(context, text, reader.deadline(field, text, plan, means))


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
    reading = _told(context, text, entry(context).one_day(Field(label, FieldKind.DATE, label, ""), text))
    assert reading.end is not None
    return reading.end


def said(context: Context, kind: Noun[Thing], key: str, text: str | None) -> str | None:
    """The text typed for a noun's field; None where there is none. Raises BadValue for what it cannot hold."""
    return entry(context).text(kind.fields[key], text or "")


def duties(context: Context) -> dict[str, tuple[str, ...]]:
    """Owners' names by role, as typed; none where nothing was typed for it, so that nobody has that role."""
    given = context.choices.given or {}
    return {role: split_names(given[role], posts=role == "leader") for role in ROLES if role in given}


def get_piece(context: Context, text: str) -> Piece:
    """The project, milestone or matter that a ref means."""
    ref = parse(text)
    thing = context.ledger.get(ref)
    if not isinstance(thing, Project | Milestone | Matter):
        raise NotPossible(_("{ref} is not a project, milestone or matter.", ref=ref))
    return thing


def plan_of(context: Context, piece: Piece) -> int | None:
    """The plan year that a piece of work belongs to: its own, or its project's."""
    if isinstance(piece, Project):
        return piece.plan
    return None if piece.project is None else context.ledger.get_of(Project, piece.project).plan


def get_thing(context: Context, text: str, kind: Noun[T]) -> T:
    """The thing of one noun that a ref means, whose letter may be left out; an owner by any of its names."""
    if kind.key == "owner":
        return context.ledger.get_of(kind.type, OwnerBook(context.ledger.owners()).get(text).number)
    if kind.called:
        value = entry(context).value(kind.fields[kind.name], text)
        for thing in context.ledger.find(kind.type, **{kind.name: value}):
            return thing
        raise NotFound(_("There is no {noun} {ref}.", noun=_(kind.label), ref=text))
    ref = Ref(kind.key, int(text)) if text.strip().isdecimal() and not kind.within else parse(text)
    if ref.noun != kind.key:
        raise NotPossible(_("{ref} is not a {noun}.", ref=ref, noun=_(kind.label)))
    meant = context.ledger.get(ref)
    assert isinstance(meant, kind.type)
    return meant
