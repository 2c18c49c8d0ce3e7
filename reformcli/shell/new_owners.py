"""Names that nobody bears yet: told as new owners, or asked about where they are close to a known one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reformcli.errors import BadValue, UnknownOwner
from reformcli.i18n import _, in_a_line, joined, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.shell.options import Shared
from reformcli.shell.run import Context

if TYPE_CHECKING:
    from reformcli.merging.merger import Merger
    from reformcli.merging.record import Place
    from reformcli.model.change import Change
    from reformcli.model.fields import Field, Thing
    from reformcli.model.noun import Noun
    from reformcli.model.owner import Owner
    from reformcli.verbs.owners import OwnerBook

NEW_OWNER = Shared("new_owner", ("--new-owner",), mark("Names close to a known one are new owners."))


def meet_owners(context: Context, named: Mapping[str, Iterable[str]], book: "OwnerBook") -> None:
    """Make owners of names not yet known, which is said once they are written, as it is of an owner not in post.

    See `meet_owner` for those that may be slips.
    """
    from reformcli.model.duty import KIND_OF_ROLE, ROLES

    for role, names in named.items():
        for name in names:
            if (owner := book.find(name)) is not None:
                _tell_post(context, owner)
            else:
                _must_be_a_name_alone(context, name, KIND_OF_ROLE[role], book)
                meet_owner(context, name, KIND_OF_ROLE[role], book)
                book.find_or_add(name, KIND_OF_ROLE[role])
                context.announce(_("New {kind}: {name}", kind=_(ROLES[role]), name=name))


def _tell_post(context: Context, owner: "Owner") -> None:
    """Say of an owner who is to answer for work that it is not in post today."""
    if owner.valid_to is not None and owner.valid_to < context.today:
        context.announce(_("{name} is in post only until {date}.", name=owner.name, date=owner.valid_to))
    elif owner.valid_from is not None and owner.valid_from > context.today:
        context.announce(_("{name} is in post only from {date} on.", name=owner.name, date=owner.valid_from))


def owners_for(
    context: Context, kind: "Noun[Thing]", field: "Field", text: str, book: "OwnerBook"
) -> int | tuple[int, ...] | None:
    """The number of the owner, or of all the owners, that `text` names for a field of a noun.

    Those not yet known are met, as units unless the field is for others; what an owner itself is part of must be there.
    """
    from reformcli.model.duty import KIND_OF_ROLE
    from reformcli.model.owner import KINDS
    from reformcli.values import split_names

    made = KIND_OF_ROLE[field.role] if field.role else "unit"
    several = field.kind is FieldKind.REFERENCES
    names = split_names(text) if several else (text.strip(),) if text.strip() else ()
    for name in names if field.to != kind.key else ():
        if book.find(name) is None:
            _must_be_a_name_alone(context, name, made, book)
            meet_owner(context, name, made, book)
            book.find_or_add(name, made)
            context.announce(_("New {kind}: {name}", kind=_(KINDS[made]), name=name))
    owners = tuple(book.get(name) for name in names)
    for owner in owners if kind.tracked else ():
        _tell_post(context, owner)
    numbers = tuple(owner.number for owner in owners)
    return numbers if several else next(iter(numbers), None)


def _must_be_a_name_alone(context: Context, name: str, kind: str, book: "OwnerBook") -> None:
    """Raise BadValue where a unit's name as it is typed says more, as cells of lists do: 甲局牵头, 乙局（张三）."""
    from reformcli.names import units

    if kind != "unit" or name.isascii() or _are_welcome(context):
        return
    read = units(name, "lead", lambda other: book.find(other) is not None)
    if read != {"lead": (name,)}:
        names = joined(dict.fromkeys(one for owners in read.values() for one in owners))
        raise BadValue(
            _("{name} is more than the name of a unit.", name=name),
            hint=_("Name {names} alone, each with the flag of its role, or give --new-owner.", names=names),
        )


def meet_owner(context: Context, name: str, kind: str, book: "OwnerBook") -> None:
    """Ask about a new name that is close to a known one of its kind, unless new owners are welcome.

    Raises UnknownOwner where nobody is there to ask, or the answer is no.
    """
    if _are_welcome(context):
        return
    if near := [owner.name for owner in book.near(name, kind)]:
        _ask_about(context, name, near)


def _are_welcome(context: Context) -> bool:
    """Whether names close to known ones are new owners, as the person or the settings say."""
    return bool(context.settings["owners.new"]) or "new_owner" in context.choices.options


def close_to(name: str, near: Iterable[str]) -> str:
    """That a name is not known, and which known ones it is close to."""
    return _("{name} is not known, but close to {near}.", name=name, near=joined(near))


def _ask_about(context: Context, name: str, near: list[str]) -> None:
    question = _("There is no owner {name}, but {near}. Add {name} as a new one?", name=name, near=joined(near))
    if not context.interactive or not context.ask(question):
        raise UnknownOwner(
            close_to(name, near),
            hint=_("Write that name, or give --new-owner."),
        )


_NAMING = ("responsible", "lead", "supporting", "units", "owner")


class NearName(NamedTuple):
    """A name that may be a slip: where it stands, in which column, in which role, the known ones that it is close to,
    and a sentence on that."""

    place: "Place"
    key: str
    name: str
    role: str
    close: tuple[str, ...]
    what: str


class NewNames:
    """Decides about names close to known ones: asks a person, or collects them, so that all are told at once.

    Names that are `fresh` are new owners, as a person said. `merger` is the one that meets them, for the place
    where a name stands.
    """

    def __init__(
        self, context: Context, book: "OwnerBook", *, gather: bool, fresh: Collection[str] = frozenset()
    ) -> None:
        self._context = context
        self._fresh = fresh
        self._book = book
        self._gather = gather
        self.merger: Merger | None = None
        self.near: list[NearName] = []

    def __call__(self, name: str, role: str) -> None:
        """Meet a new name. Raises UnknownOwner where it may be a slip, unless such names are gathered."""
        from reformcli.model.duty import KIND_OF_ROLE

        if name in self._fresh:
            return
        if not self._gather:
            meet_owner(self._context, name, KIND_OF_ROLE[role], self._book)
            return
        if _are_welcome(self._context):
            return
        if close := [owner.name for owner in self._book.near(name, KIND_OF_ROLE[role])]:
            assert self.merger is not None
            assert self.merger.place is not None
            place = self.merger.place
            what = close_to(name, close)
            self.near.append(NearName(place, _column_of(role, place), name, role, tuple(close), what))

    def settle(self) -> None:
        """Raise UnknownOwner where names were gathered."""
        if self.near:
            more = in_a_line(near.what for near in self.near[1:6])
            raise UnknownOwner(
                f"{self.near[0].what} {more}".strip(),
                where=str(self.near[0].place),
                hint=_("Write those names, add them with `reform owner edit --other-names`, or give --new-owner."),
            )


def _column_of(role: str, place: "Place") -> str:
    """The column that a name in a role was read from, where the words of another one named it."""
    return next((key for key in (role, *_NAMING) if key in place.columns), role)


def checked(changes: "Iterable[Change[Thing]]", names: NewNames) -> "Iterator[Change[Thing]]":
    """The changes; at their end the names that were gathered are told, so that nothing is written."""
    yield from changes
    names.settle()
