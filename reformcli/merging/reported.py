"""What a list says of progress, problems and next steps: notes by the unit that leads, on the day of the list."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reformcli.i18n import _
from reformcli.merging.project_rows import named_by
from reformcli.merging.record import Record, Said
from reformcli.merging.shared import Import
from reformcli.model.change import Change
from reformcli.model.fields import TEXT_LIMIT, Thing
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.note import Note
from reformcli.model.noun import ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref

_REPORTED = (Project, Milestone, Matter)
"""The work that units report on."""

_UNITS = ("lead", "responsible")
"""The roles of those who report."""


class _Earlier(NamedTuple):
    """What was said on an earlier day, and how far the work was by it."""

    day: date
    text: str
    percent: float | None


class Reported:
    """Makes notes of what rows say, once however often a list comes."""

    def __init__(self, shared: Import) -> None:
        self._shared = shared
        self._earlier: dict[tuple[Ref, str | None], list[_Earlier]] | None = None
        self._leading: dict[int, str] = {}

    def notes(self, thing: Thing, record: Record) -> Iterator[Change[Thing]]:
        """The notes that a record makes of tracked work."""
        if not record.office or not isinstance(thing, _REPORTED):
            return
        author = self._author(thing, record)
        if not record.said:
            return
        author = author and self._shared.owners.book.called(author)
        for said in record.said:
            text = self._text(said, record)
            if self._is_news(ref_of(thing), said._replace(text=text), record):
                day = record.day or self._shared.reader.today
                self._about(ref_of(thing), said.kind).append(_Earlier(day, text, said.percent))
                self._shared.report.counts["note"].added += 1
                kind, percent = said.kind, said.percent
                yield Change(
                    None, Note(about=ref_of(thing), date=day, author=author, text=text, kind=kind, percent=percent)
                )

    def _text(self, said: Said, record: Record) -> str:
        text = said.text.strip()
        if len(text) > TEXT_LIMIT:
            told = _("what it says of progress is longer than {n} characters; the rest is left out", n=TEXT_LIMIT)
            self._shared.report.doubt(record, said.key, told)
        return text[:TEXT_LIMIT]

    def _is_news(self, ref: Ref, said: Said, record: Record) -> bool:
        """Whether what a row says was not said yet on the day of its list; by a list without a day, whether it is not
        what was said last. What was said before something else is doubted then: the list may be an old one."""
        day = record.day or self._shared.reader.today
        before = sorted((one for one in self._about(ref, said.kind) if one.day <= day), key=lambda one: one.day)
        same = [one for one in before if one.text == said.text and said.percent in (None, one.percent)]
        is_last = bool(same) and same[-1] is before[-1]
        if said.is_nothing and (is_last or not before):
            return False
        if record.day is not None:
            return not any(one.day == day for one in same)
        if is_last:
            return False
        if same:
            told = _(
                "“{text}” was said of {ref} before, and “{later}” since; it is left out.",
                text=_short(said.text),
                ref=ref,
                later=_short(before[-1].text),
            )
            self._shared.report.doubt(record, said.key, told)
            return False
        return True

    def _author(self, thing: Project | Milestone | Matter, record: Record) -> str | None:
        """Who says it: who filled the list in, else the unit that the row names first, else the one that leads."""
        if record.said_by:
            return record.said_by
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

    def _about(self, ref: Ref, kind: str | None) -> list[_Earlier]:
        """What was said of a thing, in the ledger or the import, with its day."""
        if self._earlier is None:
            self._earlier = {}
            for note in sorted(self._shared.ledger.find(Note), key=lambda one: one.number):
                if note.about is not None and note.date is not None:
                    self._earlier.setdefault((note.about, note.kind), []).append(
                        _Earlier(note.date, note.text, note.percent)
                    )
        return self._earlier.setdefault((ref, kind), [])


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:19]}…"
