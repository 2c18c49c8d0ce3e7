"""Changes that wait for the rows below, which may say more of the things that they add."""

from collections.abc import Collection, Iterator

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.merging.record import Record
from reformcli.merging.shelf import Packed, Places, Shelf, packing_of
from reformcli.model.change import Change
from reformcli.model.fields import FieldValue, Thing
from reformcli.model.noun import Noun, changed, noun, noun_of, ref_of
from reformcli.model.owner import Owner

_BETWEEN_ROWS = ("number", "uid", "extra", "state", "due_first")
"""What rows of one thing may say differently: other columns are looked at one by one, and a state goes forward."""


class Pending:
    """The changes of an import of lists. What a row says of a thing that a row above adds becomes part of adding it."""

    def __init__(self) -> None:
        self._of_owners: list[Change[Thing]] = []
        self._changes: Shelf[Change[Thing]] = Shelf(_pack, _unpack)
        self._added = Places(lambda place: ref_of(self._changes[place].thing))

    def hold(self, change: Change[Thing], row: str) -> None:
        """Hold a change that a row of the noun `row` makes. What an owner is, other things refer to, so that its
        changes stay as they are; of what a row brings in besides its thing and work, no row below says more."""
        before, after = change
        if isinstance(change.thing, Owner):
            self._of_owners.append(change)
        elif before is not None and after is not None and is_new(before):
            place = self._added.find(ref_of(before))
            assert place is not None
            self._changes[place] = Change(None, after)
            self._added.enter(ref_of(after), place)
        else:
            place = self._changes.append(change)
            if before is None and (noun_of(change.thing).key == row or noun_of(change.thing).tracked):
                self._added.enter(ref_of(change.thing), place)

    def changes(self) -> Iterator[Change[Thing]]:
        """The changes, owners first, since a thing may have come to refer to an owner that was met later."""
        yield from self._of_owners
        yield from self._changes


def _pack(change: Change[Thing]) -> Packed:
    kind = noun_of(change.thing).key
    pack = packing_of(kind).pack
    return (kind, *(None if side is None else pack(side) for side in change))


def _unpack(packed: Packed) -> Change[Thing]:
    kind, before, after = packed
    unpack = packing_of(kind).unpack
    return Change(*(None if side is None else unpack(side) for side in (before, after)))


def is_new(thing: Thing) -> bool:
    """Whether the import adds a thing: it has no identity before it is written, though a list may number it."""
    return not thing.uid


def contradictions(record: Record, before: Thing, after: Thing, unsaid: Collection[str]) -> dict[str, str]:
    """What `after` takes back of what a row above says of a new thing: fields and other columns, and what of each.

    The fields `unsaid` it has without a row that says so.
    """
    fields = noun(record.noun).fields
    above = {key: field.of(before) for key, field in fields.items() if key not in (*_BETWEEN_ROWS, *unsaid)}
    pairs = [(key, said, fields[key].of(after)) for key, said in above.items() if said != fields[key].blank]
    pairs += [(key, said, after.extra.get(key)) for key, said in before.extra.items()]
    return {
        key: _(
            "{field} {here} (there {above})",
            field=_(fields[key].label) if key in fields else key,
            above=said,
            here="-" if here is None else here,
        )
        for key, said, here in pairs
        if said != here
    }


def as_above(before: Thing, after: Thing, keys: Collection[str]) -> Thing:
    """What a row below makes of a new thing without what it takes back: the fields and other columns `keys`."""
    fields = noun_of(before).fields
    kept: dict[str, FieldValue] = {key: fields[key].of(before) for key in keys if key in fields}
    extra = {key: before.extra[key] for key in keys if key not in fields}
    kept["extra"] = {**after.extra, **extra}
    return changed(after, kept)


def same_as_another(kind: Noun[Thing]) -> BadValue:
    """What is wrong with a row that says something else of what another row of the import is."""
    return BadValue(
        _("Another row of the import is the same {noun}.", noun=_(kind.label)),
        hint=_("Leave one of them out, or correct its number or uid."),
    )
