"""Merging rows of files into the ledger: what is new is added, what differs is changed, the rest is left.

A row is the ledger's own where it has the uid of a thing, or, having none, where it agrees with one in a noun's
identity (number, code, or plan year and title). The same file twice adds nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from reformcli.deadlines import Reading
from reformcli.errors import BadValue, NotFound, ReformError
from reformcli.i18n import _, plural
from reformcli.merging.due import limit
from reformcli.merging.items import Numbers
from reformcli.merging.matching import Known
from reformcli.merging.pending import Held, is_new, said_again, same_as_another
from reformcli.merging.record import Count, Doubt, Outcome, Place, Record
from reformcli.merging.titles import Titles
from reformcli.merging.updates import first, named_by, told_by_name, updates
from reformcli.model.change import Change
from reformcli.model.duty import KIND_OF_ROLE, Duty
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, noun
from reformcli.values import Entry
from reformcli.verbs.owners import OwnerBook, must_have_its_names_alone
from reformcli.verbs.work import must_end_after_start, steps

_UNREAD = object()
"""What a cell gives that a field cannot hold."""

Meet = Callable[[str, str], None]
"""Told of a name and a role before an owner is made of it; raises where the name may be a slip."""


class Merger:
    """Merges the records of one import. `counts`, `doubts`, `warnings` and `notes` (what was done without being asked)
    are complete once all changes were taken.

    `tell`, where given, is told what became of each record; `place` is where the record being merged stands.
    """

    def __init__(
        self,
        ledger: Ledger,
        entry: Entry,
        book: OwnerBook,
        meet: Meet,
        tell: Callable[[Outcome], None] | None = None,
    ) -> None:
        self._ledger = ledger
        self._entry = entry
        self._book = book
        self._meet = meet
        self._known: dict[str, Known] = {}
        self._duties: set[tuple[int, int, str]] | None = None
        self._told = 0
        self._made = 0
        self._met: set[int] = set()
        self._cleaned = 0
        self._reading: Reading | None = None
        self._last: dict[str, Any] = {}
        self._titles: Titles | None = None
        self._kept: dict[str, str] = {}
        self._whole = False
        self._tell = tell
        self._numbers = Numbers()
        self.place: Place | None = None
        self.doubts: list[Doubt] = []
        self.counts: defaultdict[str, Count] = defaultdict(Count)
        self.warnings: list[str] = []
        self.notes: list[str] = []

    def changes(self, records: Iterable[Record]) -> Iterator[Change]:
        """The changes that bring `records` into the ledger. Raises BadValue or BadDate naming the row and field."""
        held: Held | None = None
        for record in records:
            # A list may come back to a thing further down; the ledger's own exports, which may be long, do not.
            held = held or (Held() if record.office else None)
            for change in self._at_its_place(record):
                if held is None:
                    yield change
                else:
                    held.take(change)
        if held is not None:
            yield from held.changes()
        self.doubts += self._numbers.doubts()
        self.warnings += map(str, self.doubts)
        if self._cleaned:
            cells = plural("{n} cell", "{n} cells", self._cleaned)
            self.warnings.append(_("Control characters were taken out of {cells}.", cells=cells))

    def one(self, record: Record) -> list[Change]:
        """The changes that bring one record into the ledger."""
        return list(self._at_its_place(record))

    def _at_its_place(self, record: Record) -> Iterator[Change]:
        self.place = record.place
        try:
            if record.fault is not None:
                raise record.fault
            self._cleaned += record.cleaned
            yield from self._merge(record)
        except ReformError as error:
            if not error.where:
                error.where = str(record.place)
            raise

    def _merge(self, record: Record) -> Iterator[Change]:
        kind = noun(record.noun)
        self._whole = record.office
        values = self._values(kind, record)
        known = self._known_of(kind)
        if record.under is not None:
            values[record.under] = self._parent(record.under).number
        self._must_refer_to_projects(kind, values)
        existing = known.find(values, record.cells, alone=record.alone)
        another = False
        if existing is None and kind.key == "owner" and values.get("name"):
            existing = self._book.find(values["name"])
            if existing is not None:
                values, another = told_by_name(existing, values)
        if record.office and kind.key == "assignment":
            self._numbers.meet(record, existing, known.numbered(values))
        if existing is None:
            thing = self._new(kind, values, record)
            yield from self._new_owners()
            if kind.key == "owner":
                must_have_its_names_alone(thing, self._book)
                self._book.enter(thing)
            known.enter(thing)
            self.counts[kind.key].added += 1
            yield Change(kind.key, None, thing)
        else:
            thing = replace(
                existing, **updates(existing, values, office=record.office, words=self._reading is not None)
            )
            must_end_after_start(thing)
            if kind.key == "owner":
                if thing.all_names != existing.all_names:
                    must_have_its_names_alone(thing, self._book)
                self._book.place(thing)
            again = is_new(existing) and kind.key != "owner"
            if again and record.office:
                self.notes.append(said_again(record, existing, thing))
            elif thing != existing and id(existing) in self._met and not (record.office or another):
                raise same_as_another(kind)
            yield from self._new_owners()
            if thing == existing:
                self.counts[kind.key].unchanged += 1
            else:
                self.counts[kind.key].changed += not again
                known.replace(existing, thing)
                if kind.key == "owner":
                    self._book.change(existing, thing)
                yield Change(kind.key, existing, thing)
        if record.office:
            self._last[kind.key] = thing
        elif not another:
            # What is known keeps it, so that no other thing can get its place in memory.
            self._met.add(id(existing if thing == existing else thing))
        if self._tell is not None:
            self._tell(Outcome(record, existing, thing, self._reading))
        if kind.key == "project":
            yield from self._duties_of(thing.number, record)
            if existing is None and self._reading is not None and not record.has_steps:
                yield from self._steps_of(thing, self._reading)

    def _must_refer_to_projects(self, kind: Noun, values: Mapping[str, Any]) -> None:
        """Raise BadValue where a row names a project that neither the ledger nor the import has."""
        number = values.get("project")
        if number and number > 0 and self._known_of(noun("project")).by_number(number) is None:
            label = _(noun("project").label)
            raise BadValue(_("There is no {noun} {ref}.", noun=label, ref=number), hint=_("Import the projects first."))

    def _parent(self, key: str) -> Any:
        parent = self._last.get(key)
        if parent is None:
            raise BadValue(_("The row above that it belongs to was not taken."))
        return parent

    def _values(self, kind: Noun, record: Record) -> dict[str, Any]:
        fields, read = kind.fields, self._entry.value
        self._reading = None
        values: dict[str, Any] = {}
        for key, text in record.cells.items():
            field = fields.get(key)
            if field is None or key == "due":
                continue
            if field.kind is FieldKind.OWNER:
                values[key] = self._owner(field, text)
            elif text:
                values[key] = self._office_value(record, field, text) if record.office else read(field, text)
            elif not field.required:
                values[key] = field.blank
        if self._kept:
            values = {key: value for key, value in values.items() if value is not _UNREAD}
            values["extra"] = {**values.get("extra", {}), **self._kept}
            self._kept = {}
        if "due" in record.cells and "due" in fields:
            due, self._reading = limit(
                self._entry, kind, record, self._plan(kind, values), partial(self._doubt, record, "due")
            )
            values = due | values
        return values

    def _office_value(self, record: Record, field: Field, text: str) -> Any:
        """The value of a cell of an office's list. One that a field cannot hold is doubted and kept as other column."""
        try:
            if field.kind is FieldKind.PROJECT and not text.isdecimal():
                return self._by_title.number(text)
            return self._entry.value(field, text)
        except (BadValue, NotFound) as error:
            if field.needed or (field.required and field.kind in (FieldKind.TEXT, FieldKind.DATE)):
                raise
            name = record.place.columns.get(field.key, ("", field.key))[1]
            self._kept.setdefault(name, text)
            self._doubt(record, field.key, error.what)
            return _UNREAD

    @property
    def _by_title(self) -> Titles:
        if self._titles is None:
            self._titles = Titles(self._ledger.find("project"))
        return self._titles

    def _doubt(self, record: Record, key: str, text: str) -> None:
        self.doubts.append(Doubt(record.place, key, text))

    def _plan(self, kind: Noun, values: Mapping[str, Any]) -> int | None:
        """The plan year that a row's words about time are meant in: its own, or its project's."""
        if "plan" in kind.fields:
            return values.get("plan")
        project = self._known_of(noun("project")).by_number(values.get("project"))
        return project.plan if project is not None else None

    def _owner(self, field: Field, text: str) -> int | None:
        name = self._entry.value(replace(field, kind=FieldKind.TEXT, required=False), text)
        return None if name is None else self._take(name, "responsible")

    def _take(self, name: str, role: str) -> int:
        if self._book.find(name) is None:
            self._meet(name, role)
        return self._book.take(name, KIND_OF_ROLE[role], whole=self._whole).number

    def _new(self, kind: Noun, values: dict[str, Any], record: Record) -> Any:
        values = first(kind, values, record.place)
        if kind.key == "assignment" and record.office:
            self.notes += self._by_title.carry(values, record.place)
        if not values.get("number"):
            values["number"] = self._book.provisional() if kind.key == "owner" else self._provisional()
        thing = kind.type(**values)
        must_end_after_start(thing)
        return thing

    def _provisional(self) -> int:
        self._made += 1
        return -self._made

    def _new_owners(self) -> Iterator[Change]:
        fresh = self._book.added[self._told :]
        self._told = len(self._book.added)
        for owner in fresh:
            self.counts["owner"].added += 1
            if (known := self._known.get("owner")) is not None:
                known.enter(owner)
            yield Change("owner", None, owner)

    def _duties_of(self, project: int, record: Record) -> Iterator[Change]:
        named = named_by(record)
        if not named:
            return
        if self._duties is None:
            self._duties = {(duty.project, duty.owner, duty.role) for duty in self._ledger.find("duty")}
        for role, names in named.items():
            for name in names:
                owner = self._take(name, role)
                yield from self._new_owners()
                if (project, owner, role) not in self._duties:
                    self._duties.add((project, owner, role))
                    self.counts["duty"].added += 1
                    yield Change("duty", None, Duty(project=project, owner=owner, role=role))

    def _steps_of(self, project: Any, reading: Reading) -> Iterator[Change]:
        """Milestones for a new project whose time limit holds several days."""
        for change in steps(project, reading):
            self.counts["milestone"].added += 1
            yield change

    def _known_of(self, kind: Noun) -> "Known":
        if kind.key not in self._known:
            self._known[kind.key] = Known(kind, self._ledger.find(kind.key))
        return self._known[kind.key]
