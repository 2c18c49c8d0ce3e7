"""What a list says of progress, problems and next steps: notes by the unit that leads, on the day of the list."""

from collections.abc import Iterator

from reformcli.merging.project_rows import named_by
from reformcli.merging.record import Record
from reformcli.merging.shared import Import
from reformcli.model.change import Change
from reformcli.model.fields import TEXT_LIMIT, Thing
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.note import NEXT, PROBLEM, PROGRESS, Note
from reformcli.model.noun import ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref

CELLS = {"progress_text": PROGRESS, "problem_text": PROBLEM, "next_step": NEXT}
"""Cells of a record that become notes about its thing, and of which kind."""

_UNITS = ("lead", "responsible")
"""The roles of those who report."""


class Reported:
    """Makes notes of what rows say. What the ledger has already, whoever said it, is left: a list comes every month."""

    def __init__(self, shared: Import) -> None:
        self._shared = shared
        self._present: set[tuple[Ref, str | None, str]] | None = None
        self._leading: dict[int, str] = {}

    def notes(self, thing: Thing, record: Record) -> Iterator[Change[Thing]]:
        """The notes that a record makes of tracked work."""
        if not record.office or not isinstance(thing, Project | Milestone | Matter):
            return
        author = self._author(thing, record)
        for cell, kind in CELLS.items():
            text = record.cells.get(cell, "").strip()[:TEXT_LIMIT]
            key = (ref_of(thing), kind, text)
            if text and key not in self._known():
                self._known().add(key)
                self._shared.report.counts["note"].added += 1
                day = record.day or self._shared.reader.today
                yield Change(None, Note(about=key[0], date=day, author=author, text=text, kind=kind))

    def _author(self, thing: Project | Milestone | Matter, record: Record) -> str | None:
        """Who says it: the unit that the row names first, else the one that leads the project."""
        named = named_by(record)
        own = next((names[0] for role in _UNITS if (names := named.get(role))), record.cells.get("owner") or None)
        project = thing.number if isinstance(thing, Project) else thing.project
        if isinstance(thing, Project) and own:
            self._leading[thing.number] = own
        if own or project is None:
            return own
        if project not in self._leading:
            duties = self._shared.ledger.answering({project}, self._shared.reader.today).get(project, {})
            leading = duties.get("lead") or duties.get("responsible") or ()
            self._leading[project] = leading[0] if leading else ""
        return self._leading[project] or None

    def _known(self) -> set[tuple[Ref, str | None, str]]:
        if self._present is None:
            notes = self._shared.ledger.find(Note)
            self._present = {(note.about, note.kind, note.text) for note in notes if note.about is not None}
        return self._present
