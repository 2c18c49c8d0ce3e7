"""How rows of a noun are merged: the plain way, which most nouns keep to, and the places where others add to it."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from reformcli.deadlines import Reading
from reformcli.i18n import _
from reformcli.merging.record import Doubt, Record
from reformcli.merging.shared import Import
from reformcli.merging.updates import with_what_it_needs
from reformcli.model.change import Change
from reformcli.model.fields import FieldValue, Thing
from reformcli.model.noun import Noun, build
from reformcli.verbs.work import must_end_after_start


class ThingMatch(NamedTuple):
    """The thing that a row means, None for a new one, and what the row says of it.

    A row that means it `by_another_name` only fills what is blank, and others may do so too.
    """

    thing: Thing | None
    values: dict[str, FieldValue]
    by_another_name: bool = False


class NounMerging:
    """Merges the rows of one noun in one import. `references` are its fields that refer to others than owners, who are
    found by name."""

    def __init__(self, shared: Import, kind: Noun[Thing]) -> None:
        self.kind = kind
        self.existing = shared.existing(kind.key)
        self.references = tuple(field for field in kind.references if not field.holds_owners)
        self._shared = shared
        self._made = 0

    def find(self, values: dict[str, FieldValue], record: Record) -> ThingMatch:
        """What a row means. Raises BadValue where its number is another thing's."""
        thing = self.existing.find(values, record.cells.keys())
        if thing is None and self.existing.namesake is not None:
            ref = self.kind.said(self.existing.namesake)
            text = _("{ref} has this title under another number; the row is taken as another one.", ref=ref)
            self._shared.report.doubt(record, self.kind.name or "", text)
        return ThingMatch(thing, values)

    def new(self, values: dict[str, FieldValue], record: Record) -> Thing:
        """A new thing, under a provisional number unless the row gives one. Raises BadValue for one that lacks what it
        needs, or would end before it starts."""
        values = with_what_it_needs(self.kind, values, record.place)
        if not values.get("number"):
            values["number"] = self._provisional()
        thing = build(self.kind.type, values)
        must_end_after_start(thing)
        return thing

    def _provisional(self) -> int:
        self._made += 1
        return -self._made

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise what stands against `after` in the place of `before`, or as a new thing."""

    def enter(self, thing: Thing) -> None:
        """Know a new thing from now on."""
        self.existing.enter(thing)

    def replace(self, before: Thing, after: Thing) -> None:
        """Know `after` in the place of `before` from now on."""
        self.existing.replace(before, after)

    def follow(
        self, thing: Thing, record: Record, reading: Reading | None, *, is_added: bool
    ) -> Iterable[Change[Thing]]:
        """What else a row brings in besides its thing, `is_added` where that is new; `reading` is how the words of its
        time limit were read."""
        return ()

    def unsaid(self, thing: Thing) -> Collection[str]:
        """The fields of a new thing that no row has said."""
        return ()

    def doubts(self) -> Iterator[Doubt]:
        """What only the end of the import tells."""
        yield from ()

    def notes(self) -> Iterator[str]:
        """What was done unasked, as the end of the import tells it."""
        yield from ()
