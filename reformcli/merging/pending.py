"""Changes that wait for the rows below, which may say more of the things that they add."""

from collections.abc import Iterator, Mapping

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.merging.record import Record
from reformcli.model.change import Change
from reformcli.model.fields import Field, Thing
from reformcli.model.noun import Noun, noun, ref_of
from reformcli.model.owner import Owner
from reformcli.model.refs import Ref

_BETWEEN_ROWS = ("number", "uid", "extra", "state", "due_first")
"""What rows of one thing may say differently: other columns are looked at one by one, and a state goes forward."""


class Pending:
    """The changes of an import of lists. What a row says of a thing that a row above adds becomes part of adding it."""

    def __init__(self) -> None:
        self._changes: list[Change[Thing]] = []
        self._added: dict[Ref, int] = {}

    def hold(self, change: Change[Thing]) -> None:
        """Hold a change. What an owner is, other things refer to, so that its changes stay as they are."""
        before, after = change
        if before is not None and after is not None and is_new(before) and not isinstance(before, Owner):
            place = self._added[ref_of(before)]
            self._changes[place] = self._changes[place]._replace(after=after)
            self._added[ref_of(after)] = place
            return
        if before is None and after is not None:
            self._added[ref_of(after)] = len(self._changes)
        self._changes.append(change)

    def changes(self) -> Iterator[Change[Thing]]:
        """The changes, owners first, since a thing may have come to refer to an owner that was met later."""
        yield from (change for change in self._changes if isinstance(change.thing, Owner))
        yield from (change for change in self._changes if not isinstance(change.thing, Owner))


def is_new(thing: Thing) -> bool:
    """Whether the import adds a thing: it has no identity before it is written, though a list may number it."""
    return not thing.uid


def told_again(record: Record, before: Thing, after: Thing) -> str:
    """What to tell of a row of a list that adds to what a row above says of a new thing.

    Raises BadValue where it contradicts that row.
    """
    kind = noun(record.noun)
    if _contradicts(before, after, kind.fields):
        raise same_as_another(kind)
    return _("{place}: the same {noun} as in a row above.", place=record.place, noun=_(kind.label))


def same_as_another(kind: Noun[Thing]) -> BadValue:
    """What is wrong with a row that says something else of what another row of the import is."""
    return BadValue(
        _("Another row of the import is the same {noun}.", noun=_(kind.label)),
        hint=_("Leave one of them out, or correct its number or uid."),
    )


def _contradicts(before: Thing, after: Thing, fields: Mapping[str, Field]) -> bool:
    """Whether `after` takes back anything that `before` says, rather than adding to it."""
    if any(after.extra.get(key) != text for key, text in before.extra.items()):
        return True
    return any(
        field.of(before) not in (field.blank, field.of(after))
        for key, field in fields.items()
        if key not in _BETWEEN_ROWS
    )
