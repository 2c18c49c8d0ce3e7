"""Changes that wait for the rows below, which may say more of the things that they add."""

from collections.abc import Iterator, Mapping
from typing import Any

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.merging.record import Record
from reformcli.model.change import Change
from reformcli.model.noun import Noun, noun, noun_of

_BETWEEN_ROWS = ("number", "uid", "extra", "state", "due_first")
"""What rows of one thing may say differently: other columns are looked at one by one, and a state goes forward."""


class Held:
    """The changes of an import of lists. What a row says of a thing that a row above adds becomes part of adding it."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._added: dict[tuple[str, int | None, int], int] = {}

    def take(self, change: Change) -> None:
        """Hold a change. What an owner is, other things refer to, so that its changes stay as they are."""
        if change.noun != "owner" and change.before is not None and is_new(change.before):
            at = self._added[_key(change.before)]
            self._changes[at] = self._changes[at]._replace(after=change.after)
            self._added[_key(change.after)] = at
            return
        if change.before is None:
            self._added[_key(change.after)] = len(self._changes)
        self._changes.append(change)

    def changes(self) -> Iterator[Change]:
        """The changes, owners first, since a thing may have come to refer to an owner that was met later."""
        yield from (change for change in self._changes if change.noun == "owner")
        yield from (change for change in self._changes if change.noun != "owner")


def is_new(thing: Any) -> bool:
    """Whether the import adds a thing: it has no identity before it is written, though a list may number it."""
    return not thing.uid


def _key(thing: Any) -> tuple[str, int | None, int]:
    return noun_of(thing).key, getattr(thing, "project", None), thing.number


def said_again(record: Record, before: Any, after: Any) -> str:
    """What to tell of a row of a list that adds to what a row above says of a new thing.

    Raises BadValue where it contradicts that row.
    """
    kind = noun(record.noun)
    if _contradicts(before, after, kind.fields):
        raise same_as_another(kind)
    return _("{place}: the same {noun} as in a row above.", place=record.place, noun=_(kind.label))


def same_as_another(kind: Noun) -> BadValue:
    """What is wrong with a row that says something else of what another row of the import is."""
    return BadValue(
        _("Another row of the import is the same {noun}.", noun=_(kind.label)),
        hint=_("Leave one of them out, or correct its number or uid."),
    )


def _contradicts(before: Any, after: Any, fields: Mapping[str, Any]) -> bool:
    """Whether `after` takes back anything that `before` says, rather than adding to it."""
    if any(after.extra.get(key) != text for key, text in before.extra.items()):
        return True
    said = {key: getattr(before, key) for key in fields if key not in _BETWEEN_ROWS}
    return any(value != fields[key].blank and value != getattr(after, key) for key, value in said.items())
