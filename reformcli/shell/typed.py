"""What commands that write share: reading the typed values, asking about new owners, telling what was written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reformcli.errors import BadRules, BadValue, NotFound, NotPossible
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValue, Thing
from reformcli.model.noun import Noun, T, noun_of
from reformcli.model.refs import Ref, parse
from reformcli.shell.new_owners import NEW_OWNER, owners_for
from reformcli.shell.options import Shared
from reformcli.shell.run import Context

if TYPE_CHECKING:
    from reformcli.deadlines import Reading
    from reformcli.values import ValueReader
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
            ("officer", ("--officer",), mark("Persons who do the work at the desk.")),
        )
    ),
    NEW_OWNER,
)
"""Options that say who answers, by role."""


def entry(context: Context) -> "ValueReader":
    """The reader of what is typed; with --strict it refuses words about time that can be read in two ways."""
    from reformcli.values import ValueReader

    return ValueReader(context.today, lambda: context.conventions, strict=context.choices.strict)


def values(context: Context, kind: Noun[Thing], book: "OwnerBook | None" = None) -> dict[str, FieldValue]:
    """The values typed for a noun's fields, but for its due date: see `due`.

    Dates are told as they were read. Owners are found in `book`, or met.
    """
    given = {key: text for key, text in context.choices.options.items() if key in kind.fields and key != "due"}
    dates = {key for key in given if kind.fields[key].kind is FieldKind.DATE}
    read = entry(context).values(kind, {key: text for key, text in given.items() if key not in dates})
    for key, text in given.items():
        if key in dates:
            read[key] = _day(context, kind.fields[key], text) if text.strip() else None
        elif kind.fields[key].holds_owners and book is not None:
            read[key] = owners_for(context, kind, kind.fields[key], text, book)
    return read


def must_exist(context: Context, changes: Iterable[Change[Thing]]) -> None:
    """Raise NotFound where a thing that is added or changed refers to another that is not there."""
    for before, after in changes:
        if after is None:
            continue
        for field in noun_of(after).references:
            for ref in field.refs_in(after):
                if ref.number > 0 and (before is None or ref not in field.refs_in(before)):
                    context.ledger.get(ref)


def due(
    context: Context, kind: Noun[Thing], plan: int | None, *, base: date | None = None
) -> "tuple[dict[str, FieldValue], Reading | None]":
    """The values that the due date typed sets, and how it was read, which is said.

    Words about time are meant in the plan year `plan`, or the office's own where it is None, and what is counted
    counts from the day `base`, or today.
    """
    said = context.choices.options.get("due")
    if said is None:
        return {}, None
    if not said.strip():
        return {"due": None}, None
    from reformcli.verbs.work import due_values

    reading = deadline(context, kind.fields["due"], said, plan, base)
    values = due_values(reading)
    return {key: value for key, value in values.items() if key in kind.fields}, reading


_FAR = 20
"""Years ahead from which on a due date is more likely a slip of the pen than a plan."""


def tell_of_due_dates(context: Context, changes: Iterable[Change[Thing]]) -> None:
    """Say what is odd about the due dates that `changes` bring: none in spite of words, one that has passed, one that
    is far ahead."""
    things = [after for before, after in changes if after is not None and _has_new_due(before, after)]
    if any(_due_of(thing) is None for thing in things):
        context.say(_("It has no due date, so that it is never overdue."))
    of_work = {day for thing in things if noun_of(thing).tracked and (day := _due_of(thing)) is not None}
    for day in sorted(of_work):
        if day < context.today:
            context.warn(_("{date} has passed already.", date=day))
        elif day.year - context.today.year >= _FAR:
            context.warn(_("{date} is {n} years ahead.", date=day, n=day.year - context.today.year))


def _has_new_due(before: Thing | None, after: Thing) -> bool:
    """Whether a thing whose noun has due dates is added, or has another one than before."""
    return "due" in noun_of(after).fields and (before is None or _due_of(before) != _due_of(after))


def _due_of(thing: Thing) -> date | None:
    """The due date of a thing whose noun has one."""
    day = noun_of(thing).fields["due"].of(thing)
    return day if isinstance(day, date) else None


def deadline(context: Context, field: Field, text: str, plan: int | None = None, base: date | None = None) -> "Reading":
    """How a time limit is read, told to the person; one that is ambiguous is asked about.

    What is counted, as 15 days are, counts from `base`; next Friday is that of the day on which it is typed. Raises
    BadDate where it is not read as a time limit, or with --strict where it is ambiguous.
    """
    from reformcli.deadlines.reading import Kind
    from reformcli.values import Means

    reader = entry(context)
    reading = reader.deadline_to_come(field, text, plan, Means(base=base))
    if reading.kind is not Kind.RELATIVE:
        reading = reader.deadline_to_come(field, text, plan)
    return _told(context, text, reading)


def _told(context: Context, text: str, reading: "Reading") -> "Reading":
    """A reading, told to the person where it is not what was typed; one of the two where it is ambiguous."""
    if reading.sentence and text.strip() != str(reading.end):
        told = _("{text} names no day: {sentence}", text=text, sentence=reading.sentence)
        if reading.end is not None:
            told = _("Read {text} as {date}: {sentence}", text=text, date=reading.end, sentence=reading.sentence)
        context.say(told)
    for warning in reading.warnings:
        context.warn(warning)
    return _settled(context, reading) if reading.ambiguous else reading


def _settled(context: Context, reading: "Reading") -> "Reading":
    """One of the two readings of words that are ambiguous: the safe one, unless a person takes the other."""
    other = _("{text} may mean something else.", text=reading.phrase)
    if reading.other_end:
        other = _("{text} could also mean {date}.", text=reading.phrase, date=reading.other_end)
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


def past_day(context: Context, text: str, label: str) -> date:
    """The day up to today that an option names. Raises BadValue for one after today."""
    day = on_day(context, text, label)
    refuse_to_come(context, day, label)
    return day


def refuse_to_come(context: Context, day: date, label: str) -> None:
    """Raise BadValue where an option looks back to a day after today: nothing happened since."""
    if day > context.today:
        hint = _("Give a day up to today, such as `last Monday`.")
        raise BadValue(_("{date} has not come yet.", date=day), where=label, hint=hint)


def _day(context: Context, field: Field, text: str) -> date:
    """The one day that `text` means for a field, told where it was given in words."""
    day = _told(context, text, entry(context).one_day(field, text)).end
    assert day is not None
    return day


def said(context: Context, kind: Noun[Thing], key: str, text: str | None) -> str | None:
    """The text typed for a noun's field; None where there is none. Raises BadValue for what it cannot hold."""
    return None if text is None else entry(context).text(kind.fields[key], text)


def duties(context: Context) -> dict[str, tuple[str, ...]]:
    """Owners' names by role, as typed; none where nothing was typed for it, so that nobody has that role."""
    from reformcli.model.duty import ROLES
    from reformcli.values import split_names

    given = context.choices.options
    return {role: split_names(given[role], posts=role == "leader") for role in ROLES if role in given}


def get_piece(context: Context, text: str) -> "Piece":
    """The project, milestone or matter that a ref means."""
    from reformcli.model.matter import Matter
    from reformcli.model.milestone import Milestone
    from reformcli.model.project import Project

    ref = parse(text)
    thing = context.ledger.get(ref)
    if not isinstance(thing, Project | Milestone | Matter):
        raise NotPossible(_("{ref} is not a project, milestone or matter.", ref=ref))
    return thing


def plan_of(context: Context, piece: "Piece") -> int | None:
    """The plan year that a piece of work belongs to: its own, or its project's."""
    from reformcli.model.project import Project

    if isinstance(piece, Project):
        return piece.plan
    return None if piece.project is None else context.ledger.get_of(Project, piece.project).plan


def get_any(context: Context, text: str, *, is_owner: bool = False) -> Thing:
    """The thing of any noun that a ref means, or the owner that a name means. Raises BadValue or NotFound.

    What is neither is no ref, unless an owner is meant: it `is_owner`, or is like the name of one.
    """
    try:
        ref = parse(text)
    except BadValue:
        from reformcli.verbs.owners import OwnerBook

        book = OwnerBook(context.ledger.owners())
        if not (is_owner or book.knows(text) or book.like(text)):
            raise
        return book.get(text)
    return context.ledger.get(ref)


def get_thing(context: Context, text: str, kind: Noun[T]) -> T:
    """The thing of one noun that a ref means, whose letter may be left out; an owner by any of its names."""
    if kind.key == "owner":
        from reformcli.verbs.owners import OwnerBook

        return context.ledger.get_of(kind.type, OwnerBook(context.ledger.owners()).get(text).number)
    if kind.called:
        from reformcli.values import iso_date

        try:
            value = iso_date(text.strip()) or entry(context).value(kind.fields[kind.name], text)
            for thing in context.ledger.find(kind.type, **{kind.name: value}):
                return thing
        except BadRules:  # words about time are read by the rules
            raise
        except BadValue:  # what is no value of the field is no thing's either
            pass
        hint = _("See `{command}`.", command=f"reform {kind.key} list")
        raise NotFound(_("There is no {noun} {ref}.", noun=_(kind.label), ref=text), hint=hint)
    ref = Ref(kind.key, int(text)) if text.strip().isdecimal() and not kind.within else parse(text)
    if ref.noun != kind.key:
        raise NotPossible(_("{ref} is no {noun}.", ref=ref, noun=_(kind.label)))
    meant = context.ledger.get(ref)
    assert isinstance(meant, kind.type)
    return meant
