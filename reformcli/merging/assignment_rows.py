"""Rows of assigned items: the same item by its document, number and title, and the project that carries a new one."""

from collections.abc import Iterator

from reformcli.i18n import _
from reformcli.merging.item_numbers import ItemNumbers
from reformcli.merging.noun_merging import NounMerging, ThingMatch
from reformcli.merging.record import Doubt, Record
from reformcli.merging.shared import Import
from reformcli.model.assignment import Assignment
from reformcli.model.fields import FieldValue, Thing, value_in
from reformcli.model.noun import Noun
from reformcli.verbs.assignment_index import AssignmentIndex


class AssignmentMerging(NounMerging):
    """Merges rows of assigned items."""

    def __init__(self, shared: Import, kind: Noun[Thing]) -> None:
        super().__init__(shared, kind)
        self._items = AssignmentIndex(item for item in self.existing.things if isinstance(item, Assignment))
        self._numbers = ItemNumbers()

    def find(self, values: dict[str, FieldValue], record: Record) -> ThingMatch:
        """What a row means: an item of its document, in whatever width, case and punctuation."""
        match = super().find(values, record)
        item = match.thing if isinstance(match.thing, Assignment) else self._same(values, alone=record.alone)
        if record.office:
            document, number = value_in(values, "document", str) or "", value_in(values, "item", str)
            numbered = self._items.numbered(document, number)
            self._numbers.meet(record, item, [other for other in numbered if other.number > 0])
        return ThingMatch(item, values)

    def _same(self, values: dict[str, FieldValue], *, alone: bool) -> Assignment | None:
        """The item of a document that a row means, or None. One that is known by another uid is not it.

        `alone` is whether no other row of its list has its title: an item may then have been numbered anew.
        """
        document, number, title = (value_in(values, key, str) for key in ("document", "item", "title"))
        if not document or not title:
            return None
        item = self._items.same(document, number, title, renumbered=alone)
        uid = values.get("uid")
        return None if item is None or (uid and item.uid and item.uid != uid) else item

    def new(self, values: dict[str, FieldValue], record: Record) -> Thing:
        """A new item. The one project of its title and plan year carries it, which is told."""
        titles = self._shared.titles if record.office else None
        title, plan = value_in(values, "title", str) or "", value_in(values, "plan", int)
        carrier = titles.carrier(title, plan) if titles else None
        if carrier is not None:
            values = {**values, "project": carrier}
            self._shared.report.notes.append(
                _("{place}: carried by project {ref}, which has the same title.", place=record.place, ref=carrier)
            )
        return super().new(values, record)

    def enter(self, thing: Thing) -> None:
        """Know a new item from now on."""
        super().enter(thing)
        self._know(thing)

    def replace(self, before: Thing, after: Thing) -> None:
        """Know `after` in the place of `before` from now on."""
        super().replace(before, after)
        assert isinstance(before, Assignment)
        self._items.leave(before)
        self._know(after)

    def _know(self, thing: Thing) -> None:
        assert isinstance(thing, Assignment)
        self._items.enter(thing)

    def doubts(self) -> Iterator[Doubt]:
        """Numbers of new items that other items have already."""
        yield from self._numbers.doubts()
