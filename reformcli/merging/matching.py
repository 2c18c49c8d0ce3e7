"""What a ledger and an import have of one noun, found again by what a row of a file says."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from operator import attrgetter

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.merging.shelf import Places, Shelf, packing_of
from reformcli.model.fields import FieldValues, Thing, value_in
from reformcli.model.noun import Noun
from reformcli.model.project import Project
from reformcli.model.text import comparable


class ExistingThings:
    """The things of one noun, by uid and by each of its identities.

    `namesake` is what the ledger has under the title of the row looked for last, which is another one by its number.
    """

    def __init__(self, kind: Noun[Thing], things: Iterable[Thing]) -> None:
        self._kind = kind
        packing = packing_of(kind.key)
        self._shelf = Shelf(packing.pack, packing.unpack)
        self._by_uid = Places(lambda place: self._shelf[place].uid)
        self._identities = [_Identity(keys, self._shelf) for keys in kind.identity or (("number",),)]
        numbered = next((one for one in self._identities if one.keys == set(kind.primary)), None)
        self._numbered = numbered or _Identity(kind.primary, self._shelf)
        self._indexes = self._identities if numbered else [*self._identities, self._numbered]
        self._shared_keys: list[SharedKey] = []
        self._met = bytearray()
        self._newest: tuple[Thing | None, int] = (None, -1)
        self.namesake: Thing | None = None
        for thing in things:
            self.enter(thing)

    @property
    def things(self) -> Iterator[Thing]:
        """All of them, in the order in which they came."""
        return iter(self._shelf)

    def enter(self, thing: Thing) -> None:
        """Know `thing` from now on."""
        place = self._shelf.append(thing)
        self._met.append(False)
        self._index(thing, place)

    def replace(self, before: Thing, after: Thing) -> None:
        """Know `after` in the place of `before`."""
        place = self._place_of(before)
        self._shelf[place] = after
        self._index(after, place)

    def _index(self, thing: Thing, place: int) -> None:
        if thing.uid:
            self._by_uid.enter(thing.uid, place)
        for index in self._indexes:
            index.enter(thing, place)
        for shared in self._shared_keys:
            shared.enter(thing, place)
        self._newest = (thing, place)

    def _place_of(self, thing: Thing) -> int:
        newest, place = self._newest
        if newest is thing:
            return place
        found = self._numbered.place(self._numbered.of(thing))
        assert found is not None
        return found

    def grouped(self, key_of: Callable[[Thing], Hashable]) -> "SharedKey":
        """The things by a key that several may share, also those that come later."""
        shared = SharedKey(key_of, self._shelf)
        for place, thing in enumerate(self._shelf):
            shared.enter(thing, place)
        self._shared_keys.append(shared)
        return shared

    def meet(self, thing: Thing) -> None:
        """Know that a row of an export means `thing`."""
        self._met[self._place_of(thing)] = True

    def is_met(self, thing: Thing) -> bool:
        """Whether a row of an export means `thing`."""
        return bool(self._met[self._place_of(thing)])

    def by_number(self, number: int, within: int | None = None) -> Thing | None:
        """The thing with a number, which counts `within` another where the noun's numbers do; None where none is."""
        return self._at(self._numbered.place((within, number) if self._kind.within else number))

    def _at(self, place: int | None) -> Thing | None:
        return None if place is None else self._shelf[place]

    def find(self, values: FieldValues, columns: Collection[str]) -> Thing | None:
        """The thing that a row with `columns` means, or None. Raises BadValue where its number is another thing's."""
        uid = values.get("uid")
        self.namesake = None
        if uid and (thing := self._at(self._by_uid.find(uid))):
            return thing
        for identity in self._identities:
            thing = self._at(identity.place(identity.values(values)))
            if thing is None or not identity.keys <= set(columns):
                continue
            if _is_another(thing, values, identity.keys):
                continue
            if self._is_numbered_otherwise(thing, values, identity.keys):
                self.namesake = thing if thing.uid and not uid else None
                continue
            if (
                not uid
                or not thing.uid
                or thing.uid == uid
                or (self._kind.called and identity.keys == {self._kind.name})
            ):
                return thing
            if "number" in identity.keys:
                raise BadValue(
                    _(
                        "The number {ref} belongs to another {noun} here.",
                        ref=self._kind.ref(thing),
                        noun=_(self._kind.label),
                    ),
                    hint=_("Import into an empty ledger, or leave out the columns number and uid."),
                )
        return None

    def _is_numbered_otherwise(self, thing: Thing, values: FieldValues, keys: Collection[str]) -> bool:
        """Whether a thing that agrees with a row in `keys`, its title among them, is another one by the number that the
        row has: two steps of a project may be called the same. What is called by its name has that alone."""
        if self._kind.called or self._kind.name not in keys:
            return False
        number = values.get("number")
        return bool(number) and 0 < thing.number != number


class SharedKey:
    """Things of one noun by a key that several may share."""

    def __init__(self, key_of: Callable[[Thing], Hashable], shelf: Shelf[Thing]) -> None:
        self._key_of, self._shelf = key_of, shelf
        self._places: dict[Hashable, dict[int, None]] = {}

    def enter(self, thing: Thing, place: int) -> None:
        """Know where `thing` is."""
        self._places.setdefault(self._key_of(thing), {})[place] = None

    def with_key(self, key: Hashable) -> Iterator[Thing]:
        """The things that have `key`, in the order in which they came."""
        things = (self._shelf[place] for place in self._places.get(key, ()))
        return (thing for thing in things if self._key_of(thing) == key)


class _Identity:
    """Keys that together tell things apart, and the places of things by their values."""

    def __init__(self, keys: tuple[str, ...], shelf: Shelf[Thing]) -> None:
        self.keys = frozenset(keys)
        self.of = attrgetter(*keys)
        self._order = keys
        self._is_told_by_blanks = len(keys) > 2
        self._places = Places(lambda place: self.of(shelf[place]))

    def values(self, values: FieldValues) -> object:
        """What a row says of the keys, in the shape of `of`."""
        return values.get(self._order[0]) if len(self._order) == 1 else tuple(map(values.get, self._order))

    def enter(self, thing: Thing, place: int) -> None:
        """Know where `thing` is, if it has what it takes."""
        own = self.of(thing)
        if self._tells(own):
            self._places.enter(own, place)

    def place(self, own: object) -> int | None:
        """Where the thing with these values is; None where none has them."""
        return self._places.find(own) if self._tells(own) else None

    def _tells(self, own: object) -> bool:
        """Whether values of the keys tell things apart: a code or title that is blank does not."""
        is_whole = None not in own if isinstance(own, tuple) else own is not None
        return self._is_told_by_blanks or is_whole


def _is_another(thing: Thing, values: FieldValues, keys: Collection[str]) -> bool:
    """Whether a project that agrees with a row in `keys` is another one all the same.

    Two codes tell apart what has one title; a code that is a bare number says little where the titles differ, since
    every list counts its rows from 1.
    """
    code = value_in(values, "code", str)
    if not code or not isinstance(thing, Project):
        return False
    if set(keys) == {"code"}:
        title = value_in(values, "title", str) or ""
        return code.replace(".", "").isdecimal() and bool(title) and comparable(title) != comparable(thing.title)
    return "number" not in keys and thing.code is not None and thing.code != code
