"""Rows of owners: an owner has many names, each its own alone, and is part of a whole."""

from collections.abc import Mapping
from typing import Any

from reformcli.merging.noun_merging import NounMerging, ThingMatch
from reformcli.merging.record import Record
from reformcli.model.fields import Thing
from reformcli.model.owner import Owner, normal
from reformcli.verbs.owners import gaps, must_have_its_names_alone


class OwnerMerging(NounMerging):
    """Merges rows of owners."""

    def find(self, values: dict[str, Any], record: Record) -> ThingMatch:
        """What a row means, by any of an owner's names."""
        match = super().find(values, record)
        owner = self._shared.owners.book.find(values["name"]) if match.thing is None and values.get("name") else None
        return match if owner is None else _by_name(owner, values)

    def _provisional(self) -> int:
        return self._shared.owners.book.provisional()

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise NotPossible for a name that is another's, BadValue for an owner that would be part of itself."""
        assert isinstance(after, Owner)
        book = self._shared.owners.book
        if not isinstance(before, Owner) or after.all_names != before.all_names:
            must_have_its_names_alone(after, book)
        if before is not None:
            book.place(after)

    def enter(self, thing: Thing) -> None:
        """Know a new owner from now on, by all its names."""
        assert isinstance(thing, Owner)
        self._shared.owners.book.enter(thing)
        super().enter(thing)

    def replace(self, before: Thing, after: Thing) -> None:
        """Know `after` in the place of `before` from now on, by all its names."""
        assert isinstance(before, Owner)
        assert isinstance(after, Owner)
        self._shared.owners.book.change(before, after)
        super().replace(before, after)


def _by_name(owner: Owner, values: Mapping[str, Any]) -> ThingMatch:
    """What a row says of the owner that its name means.

    By another of the owner's names it fills only what is blank: it may be about what the owner is no more, the bureau
    that it was, with days of its own. One that only writes the name otherwise changes nothing that the owner is called.
    """
    if owner.name == values["name"]:
        return ThingMatch(owner, dict(values))
    if normal(owner.name) == normal(values["name"]):
        names = ("name", "short_name", "other_names")
        return ThingMatch(owner, {key: value for key, value in values.items() if key not in names})
    blank = gaps(owner)
    filled = {key: value for key, value in values.items() if key in blank}
    more = {"extra": {**values["extra"], **owner.extra}} if "extra" in values else {}
    return ThingMatch(owner, filled | more, by_another_name=True)
