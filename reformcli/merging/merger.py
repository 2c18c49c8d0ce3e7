"""Merging rows of files into the ledger: what is new is added, what differs is changed, the rest is left.

A row is the ledger's own where it has the uid of a thing, or, having none, where it agrees with one in a noun's
identity (number, code, or plan year and title). The same file twice adds nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from reformcli.errors import BadValue, ReformError
from reformcli.i18n import _, in_a_line
from reformcli.merging.approved import ApprovedDates, Permission
from reformcli.merging.noun_merging import NounMerging, ThingMatch
from reformcli.merging.pending import Pending, as_above, contradictions, is_new, same_as_another
from reformcli.merging.record import Count, Doubt, Outcome, Place, Record
from reformcli.merging.reference_check import ReferenceCheck
from reformcli.merging.reported import Reported
from reformcli.merging.row_reader import ReadRow, RowReader
from reformcli.merging.shared import Import, Meet
from reformcli.merging.special import merging_of
from reformcli.merging.standing import StandingCheck, StartedProjects
from reformcli.merging.updates import updates
from reformcli.model.change import Change
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import FieldValue, Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, changed, noun_of, ref_of
from reformcli.model.owner import Owner
from reformcli.values import ValueReader
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.work import must_end_after_start

Tell = Callable[[Outcome], None]
"""Told what became of each record."""


class Merger:
    """Merges the records of one import. `place` is where the record being merged stands, for what meets new names."""

    def __init__(
        self,
        ledger: Ledger,
        reader: ValueReader,
        book: OwnerBook,
        meet: Meet,
        tell: Tell | None = None,
        permission: Permission | None = None,
    ) -> None:
        self._shared = Import(ledger, reader, book, meet)
        self._dates = ApprovedDates(ledger, permission)
        self._reported = Reported(self._shared)
        self._standing = StandingCheck(self._shared)
        self._started = StartedProjects(self._shared)
        self._rows = RowReader(self._shared)
        self._references = ReferenceCheck(self._shared)
        self._nouns: dict[str, NounMerging] = {}
        self._last: dict[str, Thing] = {}
        self._tell = tell
        self.place: Place | None = None

    @property
    def counts(self) -> Mapping[str, Count]:
        """How many rows of each noun were added, changed and left, by the noun's key."""
        return self._shared.report.counts

    @property
    def doubts(self) -> list[Doubt]:
        """What a person should look at; complete once all changes were taken, as are `warnings` and `notes`."""
        return self._shared.report.doubts

    @property
    def warnings(self) -> list[str]:
        """What to warn of: the doubts, and cells that lost characters."""
        return self._shared.report.warnings

    @property
    def notes(self) -> list[str]:
        """What was done without being asked."""
        return self._shared.report.notes

    def changes(self, records: Iterable[Record]) -> Iterator[Change[Thing]]:
        """The changes that bring `records` into the ledger. Raises BadValue or BadDate naming the row and field."""
        pending: Pending | None = None
        for record in records:
            # A list may come back to a thing further down; the ledger's own exports, which may be long, do not.
            pending = pending or (Pending() if record.office else None)
            if pending is None:
                yield from self.merge(record)
                continue
            for change in self.merge(record):
                pending.hold(change, record.noun)
        for _record, error in self.faults():
            raise error
        if pending is not None:
            for change in self._started.changes():
                pending.hold(change, "project")
            yield from pending.changes()
        self._shared.report.notes += [note for merging in self._nouns.values() for note in merging.notes()]
        self._shared.report.close(self._last_doubts())

    def faults(self) -> Iterator[tuple[Record, ReformError]]:
        """What only all rows together show: rows that refer to what is nowhere, or that lead back to themselves."""
        yield from self._references.faults()

    def standing_doubts(self) -> Iterator[Doubt]:
        """What a person should look at of the records merged so far, were they all."""
        yield from self._shared.report.doubts
        yield from self._last_doubts()

    def _last_doubts(self) -> Iterator[Doubt]:
        """What only all rows together show to be doubtful."""
        for merging in self._nouns.values():
            yield from merging.doubts()
        yield from self._dates.doubts()
        yield from self._standing.doubts()

    def merge(self, record: Record) -> list[Change[Thing]]:
        """The changes that bring one record into the ledger. Raises BadValue or BadDate naming the row and field."""
        self.place = record.place
        try:
            if record.fault is not None:
                raise record.fault
            self._shared.report.clean(record)
            return self._merge(record)
        except ReformError as error:
            if not error.where:
                error.where = str(record.place)
            raise

    def _merge(self, record: Record) -> list[Change[Thing]]:
        merging = self._merging(record.noun)
        row = self._rows.read(merging.kind, record, self._belonging(merging.kind, record))
        match = merging.find(row.values, record)
        if match.thing is None:
            after = merging.new(match.values, record)
            merging.check(None, after)
            changes = self._new_owners()
            merging.enter(after)
            self._shared.report.counts[record.noun].added += 1
            changes.append(Change(None, after))
        else:
            after = self._updated(match.thing, match, row, record)
            merging.check(match.thing, after)
            after = self._met_again(merging, match, after, record)
            changes = self._new_owners()
            if change := self._counted(match.thing, after, record):
                merging.replace(match.thing, after)
                changes.append(change)
        if after != match.thing:
            self._standing.meet(after, record)
        for field in merging.references:
            self._references.meet(record, field, match.thing, after)
        self._dates.first(match.thing, after, record)
        self._last[record.noun] = after
        self._started.meet(match.thing, after, record)
        if not record.office and not match.by_another_name:
            merging.existing.meet(after)
        if self._tell is not None:
            self._tell(Outcome(record, match.thing, after, row.reading))
        if (extension := self._dates.follow(after)) is not None:
            self._shared.report.counts["extension"].added += 1
            changes.append(Change(None, extension))
        if match.thing is None:
            changes += self._granted(after)
        for follower in merging.follow(after, record, row.reading, is_added=match.thing is None):
            changes += (*self._new_owners(), follower)
        changes += self._reported.notes(after, record)
        changes += self._new_owners()
        return changes

    def _granted(self, extension: Thing) -> list[Change[Thing]]:
        """The move of a due date that was held back, once the extension that explains it comes in."""
        granted = self._dates.granted(extension)
        before = None if granted is None else self._shared.existing(granted[0].noun).by_number(*granted[0][1:])
        if before is None or granted is None:
            return []
        after = changed(before, granted[1])
        self._merging(granted[0].noun).replace(before, after)
        return [Change(before, after)]

    def _merging(self, key: str) -> NounMerging:
        if key not in self._nouns:
            self._nouns[key] = merging_of(key, self._shared)
        return self._nouns[key]

    def _belonging(self, kind: Noun[Thing], record: Record) -> dict[str, FieldValue]:
        """The field by which a record belongs to the one above it that it is under."""
        if record.under is None:
            return {}
        parent = self._last.get(record.under)
        if parent is None:
            raise BadValue(_("The row above that it belongs to was not taken."))
        for field in kind.references:
            if field.kind is FieldKind.REFERENCE and field.to == record.under:
                return {field.key: parent.number}
        field = next(field for field in kind.references if field.kind is FieldKind.REF)
        return {field.key: ref_of(parent)}

    def _updated(self, thing: Thing, match: ThingMatch, row: ReadRow, record: Record) -> Thing:
        said = {key: value for key, value in match.values.items() if key not in record.assumed}
        values = updates(thing, said, office=record.office, words=row.reading is not None)
        values = self._dates.kept(thing, values, record)
        after = changed(thing, values)
        must_end_after_start(after)
        return after

    def _met_again(self, merging: NounMerging, match: ThingMatch, after: Thing, record: Record) -> Thing:
        """What a row makes of a thing that a row above it may have met. A list adds to it, which is told; what it
        takes back of work is not taken, and doubted. Raises BadValue where an export says two things of one, or a list
        of what is no work, such as the items of a document."""
        before = match.thing
        assert before is not None
        if record.office and is_new(before) and not isinstance(before, Owner):
            kind, against = noun_of(before), contradictions(record, before, after, merging.unsaid(before))
            label = _(kind.label)
            if against and not kind.tracked:
                raise same_as_another(kind)
            if against:
                text = _(
                    "the same {noun} as in a row above; not taken: {what}.",
                    noun=label,
                    what=in_a_line(against.values()),
                )
                self._shared.report.doubt(record, next(iter(against)), text)
            else:
                text = _("{place}: the same {noun} as in a row above.", place=record.place, noun=label)
                self._shared.report.notes.append(text)
            return as_above(before, after, against)
        if after != before and not (record.office or match.by_another_name) and merging.existing.is_met(before):
            raise same_as_another(noun_of(before))
        return after

    def _counted(self, before: Thing, after: Thing, record: Record) -> Change[Thing] | None:
        """The change of a thing that was there, counted; None where it is left as it was."""
        count = self._shared.report.counts[record.noun]
        if after == before:
            count.unchanged += 1
            return None
        count.changed += isinstance(before, Owner) or not is_new(before)
        return Change(before, after)

    def _new_owners(self) -> list[Change[Thing]]:
        """The changes that add the owners that were made of names."""
        fresh = self._shared.owners.fresh()
        for owner in fresh:
            self._shared.report.counts["owner"].added += 1
            if self._shared.is_read("owner"):
                self._shared.existing("owner").enter(owner)
        return [Change(None, owner) for owner in fresh]
