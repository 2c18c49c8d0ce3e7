"""What commands that write share: reading the typed values, asking about new owners, telling what was written."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from reformcli.errors import NotPossible
from reformcli.i18n import _, mark
from reformcli.model.duty import ROLES
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field
from reformcli.model.noun import Noun, noun
from reformcli.model.refs import Ref, parse
from reformcli.shell.new_owners import NEW_OWNER
from reformcli.shell.options import Shared
from reformcli.shell.run import Context
from reformcli.values import Entry, split_names

if TYPE_CHECKING:
    from reformcli.deadlines import Reading
    from reformcli.verbs.owners import OwnerBook
    from reformcli.verbs.work import Piece

DUTIES = (
    *(
        Shared(role, flags, meaning, "NAMES", mark("Who answers"), multiple=True)
        for role, flags, meaning in (
            ("leader", ("--leader",), mark("Leaders who answer for it, by post.")),
            ("group", ("--group",), mark("Special groups that claim it.")),
            ("lead", ("--lead",), mark("Lead units, which report for all.")),
            ("responsible", ("--responsible",), mark("Units that do the work.")),
            ("supporting", ("--with", "--supporting"), mark("Supporting units.")),
            ("liaison", ("--liaison",), mark("Contacts who report.")),
        )
    ),
    NEW_OWNER,
)
"""Options that say who answers, by role."""


def entry(context: Context) -> Entry:
    """The reader of what is typed; with --strict it refuses words about time that can be read in two ways."""
    return Entry(context.today, context.conventions, strict=context.choices.strict)


def values(context: Context, kind: Noun, book: "OwnerBook | None" = None) -> dict[str, Any]:
    """The values typed for a noun's fields, but for its due date: see `due`. Dates are told as they were read."""
    given = {key: text for key, text in (context.choices.given or {}).items() if key in kind.fields and key != "due"}
    dates = {key for key in given if kind.fields[key].kind is FieldKind.DATE}
    read = entry(context).values(kind, {key: text for key, text in given.items() if key not in dates})
    for key, text in given.items():
        if key in dates:
            read[key] = _day(context, kind.fields[key], text) if text.strip() else None
        elif kind.fields[key].kind is FieldKind.OWNER and book is not None:
            read[key] = book.get(text).number if text.strip() else None
    return read


def due(context: Context, kind: Noun, plan: int | None) -> "tuple[dict[str, Any], Reading | None]":
    """The values that the due date typed sets, and how it was read, which is said.

    Words about time are meant in the plan year `plan`, or the office's own where it is None.
    """
    said = (context.choices.given or {}).get("due")
    if said is None:
        return {}, None
    if not said.strip():
        return {"due": None}, None
    reading = deadline(context, kind.fields["due"], said, plan)
    from reformcli.verbs.work import due_values

    known = due_values(reading)
    return {key: value for key, value in known.items() if key in kind.fields}, reading


def tell_undated(context: Context) -> None:
    """Say what follows where an addition was given a blank due date."""
    if (context.choices.given or {}).get("due", "x").strip() == "":
        context.say(_("It has no due date, so that it is never overdue."))


def deadline(context: Context, field: Field, text: str, plan: int | None = None) -> "Reading":
    """How a time limit is read, told to the person; one that is ambiguous is asked about.

    Raises BadDate where it is not read as one, or with --strict where it is ambiguous.
    """
    return _told(context, text, entry(context).deadline(field, text, plan))


def _told(context: Context, text: str, reading: "Reading") -> "Reading":
    """A reading, told to the person where it is not what was typed; one of the two where it is ambiguous."""
    if reading.sentence and text.strip() != str(reading.end):
        said = reading.end or "-"
        context.say(_("Read {text} as {date}: {sentence}", text=text, date=said, sentence=reading.sentence))
    for warning in reading.warnings:
        context.warn(warning)
    return _settled(context, reading) if reading.ambiguous else reading


def _settled(context: Context, reading: "Reading") -> "Reading":
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
    return _day(context, Field(label, FieldKind.DATE, label, ""), text)


def _day(context: Context, field: Field, text: str) -> date:
    """The one day that `text` means for a field, told where it was given in words."""
    day = _told(context, text, entry(context).one_day(field, text)).end
    assert day is not None
    return day


def said(context: Context, kind: Noun, key: str, text: str | None) -> str | None:
    """The text typed for a noun's field; None where there is none. Raises BadValue for what it cannot hold."""
    value: str | None = entry(context).value(kind.fields[key], text or "")
    return value


def duties(context: Context) -> dict[str, tuple[str, ...]]:
    """Owners' names by role, as typed."""
    given = context.choices.given or {}
    return {role: names for role in ROLES if (names := split_names(given.get(role, ""), posts=role == "leader"))}


def get_piece(context: Context, text: str) -> "Piece":
    """The project or milestone that a ref means."""
    ref = parse(text)
    if ref.noun not in ("project", "milestone"):
        raise NotPossible(_("{ref} is not a project or milestone.", ref=ref))
    piece: Piece = context.ledger.get(ref)
    return piece


def plan_of(context: Context, piece: "Piece") -> int | None:
    """The plan year that a piece of work belongs to: its own, or its project's."""
    from reformcli.model.project import Project

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
