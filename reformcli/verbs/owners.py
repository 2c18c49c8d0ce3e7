"""Owners: finding them by any of their names, noticing near-misses, adding, changing."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from reformcli.errors import BadValue, NotPossible, UnknownOwner
from reformcli.i18n import _, joined
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing, fields_of, value_in
from reformcli.model.noun import build, changed
from reformcli.model.owner import KINDS, Owner, normal
from reformcli.model.text import for_shell
from reformcli.model.tree import upwards
from reformcli.values import checked

if TYPE_CHECKING:
    from reformcli.verbs.near_names import NearNames

_NO_GAPS = ("number", "uid", "name", "short_name", "other_names", "kind", "parent", "valid_from", "valid_to", "extra")
"""Fields in which a blank is no gap: it says without limit, or part of nothing, or they are filled in their own way."""


_MOST_PROPOSED = 5
"""How many owners are proposed in the place of a name that nobody has."""


class OwnerBook:
    """The owners known, and those that an entry adds to them."""

    def __init__(self, owners: Iterable[Owner]) -> None:
        self._by_name: dict[str, list[Owner]] = {}
        self.added: list[Owner] = []
        self._made = 0
        self._parents: dict[int, int | None] = {}
        self._unentered: list[str] = []
        """Names that `near` has not looked at yet."""
        for owner in owners:
            self.enter(owner)

    @cached_property
    def _near(self) -> "NearNames":
        from reformcli.verbs.near_names import NearNames  # which only a name that nobody has needs

        return NearNames()

    def find(self, name: str) -> Owner | None:
        """The owner that `name` means, by any of its names. Raises UnknownOwner where several have it."""
        bearing = self.bearing(name)
        if len(bearing) > 1:
            full = [owner for owner in bearing if normal(owner.name) == normal(name)]
            if len(full) == 1:
                return full[0]
            names = joined(owner.name for owner in bearing)
            raise UnknownOwner(
                _("{name} means several owners: {owners}.", name=name, owners=names), hint=_("Write the full name.")
            )
        return bearing[0] if bearing else None

    def knows(self, name: str) -> bool:
        """Whether `name` means an owner, or several."""
        return bool(self.bearing(name))

    def get(self, name: str) -> Owner:
        """The owner that `name` means. Raises UnknownOwner, naming those that are close."""
        owner = self.find(name)
        if owner is None:
            near = self.like(name)
            hint = _("Did you mean {names}?", names=joined(near)) if near else _("See `reform owner list`.")
            raise UnknownOwner(_("There is no owner {name}.", name=name), hint=hint)
        return owner

    def like(self, name: str) -> list[str]:
        """The names of owners that may be meant by `name`: close ones, else a few that are known by a longer one."""
        return [owner.name for owner in self.near(name)] or self._holding(name)

    def _holding(self, part: str) -> list[str]:
        """The names of a few owners that are known by a name which holds `part`."""
        holding = (owner.name for name, owners in self._by_name.items() if normal(part) in name for owner in owners)
        return list(dict.fromkeys(holding))[:_MOST_PROPOSED] if len(normal(part)) > 1 else []

    def near(self, name: str, kind: str | None = None) -> list[Owner]:
        """Owners, of `kind` where given, with a name so close to `name` that it may be meant."""
        for entered in self._unentered:
            self._near.enter(entered)
        self._unentered.clear()
        near: dict[str, Owner] = {}
        for other in self._near.near(name):
            near |= {owner.name: owner for owner in self._by_name.get(other, ()) if kind in (None, owner.kind)}
        return list(near.values())

    def find_or_add(self, name: str, kind: str, *, whole: bool = False) -> Owner:
        """The owner that `name` means; a new one of `kind`, kept in `added`, where there is none.

        A `whole` name was alone in what it was read from, so commas are part of it.
        """
        owner = self.find(name)
        if owner is None:
            owner = Owner(number=self.provisional(), name=_a_line(name) if whole else _one_name(name), kind=kind)
            self.added.append(owner)
            self.enter(owner)
        return owner

    def provisional(self) -> int:
        """A number that refers to a new owner until the ledger gives it its own."""
        self._made += 1
        return -self._made

    def changes(self) -> list[Change[Thing]]:
        """The changes that add the new owners."""
        return [Change(None, owner) for owner in self.added]

    def place(self, owner: Owner) -> None:
        """Know what `owner` is part of from now on. Raises BadValue where that is itself or one of its own parts."""
        if owner.number in upwards(owner.parent, self._parents):
            raise ring(owner.name)
        self._parents[owner.number] = owner.parent

    def called(self, name: str) -> str:
        """The full name of the one owner that `name` means; `name` itself where it means none, or several."""
        bearing = self.bearing(name)
        return bearing[0].name if len(bearing) == 1 else name

    def bearing(self, name: str) -> list[Owner]:
        """The owners that have `name` as any of their names."""
        return self._by_name.get(normal(name), [])

    def change(self, before: Owner, after: Owner) -> None:
        """Know `after` in the place of `before`."""
        for name in before.all_names:
            bearing = self._by_name.get(normal(name), [])
            bearing[:] = [owner for owner in bearing if owner.number != before.number]
        self.enter(after)

    def enter(self, owner: Owner) -> None:
        """Know `owner` by all its names from now on."""
        self._parents.setdefault(owner.number, owner.parent)
        for name in owner.all_names:
            self._unentered.append(name)
            bearing = self._by_name.setdefault(normal(name), [])
            if owner not in bearing:
                bearing.append(owner)


def ring(name: str) -> BadValue:
    """What is wrong where an owner would be part of itself."""
    return BadValue(
        _("{name} cannot be part of itself, nor of one of its own parts.", name=name),
        hint=_("Name another whole, or none."),
    )


def add_owner(values: FieldValues, book: OwnerBook) -> list[Change[Thing]]:
    """Add an owner. Raises NotPossible where one of its names is taken."""
    owner = build(Owner, {**values, "name": _one_name(value_in(values, "name", str) or "")})
    must_have_its_names_alone(owner, book)
    _check_validity(owner)
    return [Change(None, owner)]


def edit_owner(owner: Owner, values: FieldValues, book: OwnerBook) -> list[Change[Thing]]:
    """Change fields of an owner. Its old name is one of its others from then on: next month's lists still bear it."""
    after = changed(owner, values)
    if "other_names" not in values and normal(owner.name) != normal(after.name):
        others = dict.fromkeys((*after.other_names, owner.name))
        after = changed(after, {"other_names": tuple(name for name in others if normal(name) != normal(after.name))})
    must_have_its_names_alone(after, book)
    book.place(after)
    _check_validity(after)
    return [Change(owner, after)] if after != owner else []


def must_have_its_names_alone(owner: Owner, book: OwnerBook) -> None:
    """Raise NotPossible where one of an owner's names is another's."""
    for name in owner.all_names:
        for other in book.bearing(name):
            if other.number != owner.number:
                called = _("{name} is already a name of {owner}.", name=name, owner=other.name)
                raise NotPossible(
                    _("There is an owner {name} already.", name=name) if name == other.name else called,
                    hint=_("Change that one with `reform owner edit {owner}`.", owner=for_shell(other.name)),
                )


def gaps(owner: Owner) -> set[str]:
    """The fields of an owner that are blank, and that may be filled from what is known under another of its names."""
    fields = fields_of(Owner).items()
    return {key for key, field in fields if key not in _NO_GAPS and field.of(owner) in (None, field.blank)}


def must_be_of_one_kind(old: Owner, new: Owner) -> None:
    """Raise NotPossible where `new` cannot stand in the place of `old`, since one is a unit and the other a leader."""
    if old.kind != new.kind:
        raise NotPossible(
            _(
                "{old} ({old_kind}) and {new} ({new_kind}) are owners of different kinds.",
                old=old.name,
                old_kind=_(KINDS[old.kind]),
                new=new.name,
                new_kind=_(KINDS[new.kind]),
            ),
            hint=_("Correct the kind of one with `reform owner edit {name} --owner-kind`.", name=for_shell(old.name)),
        )


def _a_line(text: str) -> str:
    return checked(fields_of(Owner)["name"], text.strip())


def _one_name(text: str) -> str:
    """`text` as an owner's name: a line without the marks that stand between names."""
    name = _a_line(text)
    for mark_between in ",，;；\n":
        if mark_between in name:
            raise BadValue(
                _("The name {name!r} holds {mark!r}, which stands between names.", name=name, mark=mark_between),
                hint=_("Give one name at a time."),
            )
    return name


def _check_validity(owner: Owner) -> None:
    if owner.valid_from and owner.valid_to and owner.valid_to < owner.valid_from:
        raise BadValue(_("The last day in post is before the first."))
