"""What a ledger and an import have of one noun, found again by what a row of a file says."""

from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter
from typing import Any

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.model.fields import Thing
from reformcli.model.noun import Noun
from reformcli.model.project import Project
from reformcli.model.text import comparable


class ExistingThings:
    """The things of one noun, by uid and by each of its identities."""

    def __init__(self, kind: Noun[Thing], things: Iterable[Thing]) -> None:
        self._kind = kind
        self._by_uid: dict[str, Thing] = {}
        self._identities = [_Identity(keys) for keys in kind.identity or (("number",),)]
        numbered = next((one for one in self._identities if one.keys == set(kind.primary)), None)
        self._numbered = numbered or _Identity(kind.primary)
        self._indexes = self._identities if numbered else [*self._identities, self._numbered]
        for thing in things:
            self.enter(thing)

    @property
    def things(self) -> Collection[Thing]:
        """All of them."""
        return self._numbered.things.values()

    def enter(self, thing: Thing) -> None:
        """Know `thing` from now on."""
        if thing.uid:
            self._by_uid[thing.uid] = thing
        for index in self._indexes:
            index.things[index.of(thing)] = thing

    def replace(self, before: Thing, after: Thing) -> None:
        """Know `after` in the place of `before`."""
        for index in self._indexes:
            if index.things.get(index.of(before)) == before:
                del index.things[index.of(before)]
        self.enter(after)

    def by_number(self, number: int, within: int | None = None) -> Thing | None:
        """The thing with a number, which counts `within` another where the noun's numbers do; None where none is."""
        return self._numbered.things.get((within, number) if self._kind.within else number)

    def find(self, values: Mapping[str, Any], columns: Collection[str]) -> Thing | None:
        """The thing that a row with `columns` means, or None. Raises BadValue where its number is another thing's."""
        uid = values.get("uid")
        if uid and uid in self._by_uid:
            return self._by_uid[uid]
        for identity in self._identities:
            thing = identity.things.get(identity.values(values))
            if thing is None or not identity.keys <= set(columns) or not identity.tells(thing):
                continue
            if _is_another(thing, values, identity.keys):
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


class _Identity:
    """Keys that together tell things apart, and the things by their values."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = frozenset(keys)
        self.of = attrgetter(*keys)
        self._order = keys
        self.things: dict[Any, Thing] = {}

    def values(self, values: Mapping[str, Any]) -> Any:
        """What a row says of the keys, in the shape of `of`."""
        own = [values.get(key) for key in self._order]
        return own[0] if len(own) == 1 else tuple(own)

    def tells(self, thing: Thing) -> bool:
        """Whether a thing has what it takes: a code or title that is blank tells nothing apart."""
        own = self.of(thing)
        return own is not None and (not isinstance(own, tuple) or len(own) > 2 or None not in own)


def _is_another(thing: Thing, values: Mapping[str, Any], keys: Collection[str]) -> bool:
    """Whether a project that agrees with a row in `keys` is another one all the same.

    Two codes tell apart what has one title; a code that is a bare number says little where the titles differ, since
    every list counts its rows from 1.
    """
    code = values.get("code")
    if not code or not isinstance(thing, Project):
        return False
    if set(keys) == {"code"}:
        title = values.get("title") or ""
        return code.replace(".", "").isdecimal() and bool(title) and comparable(title) != comparable(thing.title)
    return "number" not in keys and thing.code is not None and thing.code != code
