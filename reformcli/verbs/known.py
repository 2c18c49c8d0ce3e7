"""What a ledger has of one noun, found again by what a row of a file says."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.model.noun import Noun
from reformcli.model.text import comparable
from reformcli.verbs.items import Items


class Known:
    """The things of one noun, by uid and by each of its identities."""

    def __init__(self, kind: Noun, things: Iterable[Any]) -> None:
        self._kind = kind
        self._by_uid: dict[str, Any] = {}
        self._identities = [_Identity(keys) for keys in kind.identity or (("number",),)]
        self._items = Items() if kind.key == "assignment" else None
        for thing in things:
            self.enter(thing)

    def enter(self, thing: Any) -> None:
        """Know `thing` from now on."""
        if thing.uid:
            self._by_uid[thing.uid] = thing
        for identity in self._identities:
            identity.things[identity.of(thing)] = thing
        if self._items is not None:
            self._items.enter(thing)

    def replace(self, before: Any, after: Any) -> None:
        """Know `after` in the place of `before`."""
        for identity in self._identities:
            identity.things.pop(identity.of(before), None)
        if self._items is not None:
            self._items.leave(before)
        self.enter(after)

    def by_number(self, number: int | None) -> Any:
        """The thing with a number, of a noun that numbers alone identify; None where there is none."""
        return self._identities[0].things.get(number)

    def numbered(self, values: Mapping[str, Any]) -> list[Any]:
        """The items of a row's document that have the row's number already, those of the import left out."""
        if self._items is None:
            return []
        return [one for one in self._items.numbered(values["document"], values.get("item")) if one.number > 0]

    def find(self, values: Mapping[str, Any], cells: Mapping[str, str], *, alone: bool = False) -> Any:
        """The thing that a row means, or None. Raises BadValue where its number is another thing's.

        `alone` is whether no other row of its list has its title: an item may then have been numbered anew.
        """
        uid = values.get("uid")
        if uid and uid in self._by_uid:
            return self._by_uid[uid]
        for identity in self._identities:
            found = identity.things.get(identity.said(values))
            if found is None or not identity.keys <= cells.keys() or not identity.tells(found):
                continue
            if _is_another(found, values, identity.keys):
                continue
            if not uid or not found.uid or found.uid == uid or identity.keys == {self._kind.called}:
                return found
            if "number" in identity.keys:
                raise BadValue(
                    _(
                        "The number {ref} belongs to another {noun} here.",
                        ref=self._kind.ref(found),
                        noun=_(self._kind.label),
                    ),
                    hint=_("Import into an empty ledger, or leave out the columns number and uid."),
                )
        return self._item(values, uid, alone)

    def _item(self, values: Mapping[str, Any], uid: str | None, alone: bool) -> Any:
        """The item of a document that a row means, or None. One that is known as another one is not it."""
        if self._items is None or not (values.get("document") and values.get("title")):
            return None
        found = self._items.same(values["document"], values.get("item"), values["title"], renumbered=alone)
        return None if found is None or (uid and found.uid and found.uid != uid) else found


class _Identity:
    """Keys that together tell things apart, and the things by their values."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = frozenset(keys)
        self.of = attrgetter(*keys)
        self._order = keys
        self.things: dict[Any, Any] = {}

    def said(self, values: Mapping[str, Any]) -> Any:
        """What a row says of the keys, in the shape of `of`."""
        found = [values.get(key) for key in self._order]
        return found[0] if len(found) == 1 else tuple(found)

    def tells(self, thing: Any) -> bool:
        """Whether a thing has what it takes: a code or title that is blank tells nothing apart."""
        known = self.of(thing)
        return known is not None and (not isinstance(known, tuple) or len(known) > 2 or None not in known)


def _is_another(thing: Any, values: Mapping[str, Any], keys: frozenset[str]) -> bool:
    """Whether a thing that agrees with a row in `keys` is another one all the same.

    Two codes tell apart what has one title; a code that is a bare number says little where the titles differ, since
    every list counts its rows from 1.
    """
    code = values.get("code")
    if not code or not hasattr(thing, "code"):
        return False
    if keys == {"code"}:
        title = values.get("title") or ""
        return code.replace(".", "").isdecimal() and bool(title) and comparable(title) != comparable(thing.title)
    return "number" not in keys and thing.code is not None and bool(thing.code != code)
