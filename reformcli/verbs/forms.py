"""Merging forms that came back: what the owner says against what was sent and what the ledger has now.

The owner reports, the office verifies: a done date becomes the day reported, texts become notes by the owner. A row
that changed here as well as there since it was sent is a conflict, and nothing of it is written. A cell that cannot be
read is a fault of its own, and the rest of its row goes in. What an earlier collection took in already is left, so that
the same form twice adds nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.form import SENT, TEXTS, Answer, Returned, sent_values
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.note import NOUN, PROGRESS, Note
from reformcli.model.noun import noun, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.states import DONE, PLANNED, REPORTED, STARTED
from reformcli.values import ValueReader
from reformcli.verbs.reported_matters import by_stages
from reformcli.verbs.work import Piece, finish


class Compared(NamedTuple):
    """A value of a row, side by side: as it was sent, as the ledger has it now, as the form says. States are codes.

    `file` and `cell` are where it stands; `reason` is why it is not taken, or how it is meant.
    """

    owner: str
    ref: str
    title: str
    field: str
    sent: str | None
    now: str | None
    form: str | None
    file: str
    cell: str
    reason: str | None = None


class Texted(NamedTuple):
    """A note that a row makes: the cell that it stands in, its kind, its text, and how far the work is."""

    key: str
    kind: str
    text: str
    percent: float | None = None


class Collector:
    """Merges returned forms. `changes`, `recorded`, `conflicts`, `faults` (cells that cannot be read) and `left` (rows
    that are not the owner's to report) grow with each one collected."""

    def __init__(self, ledger: Ledger, reader: ValueReader) -> None:
        self._ledger = ledger
        self._reader = reader
        self._pieces: dict[str, Piece | None] = {}
        self._notes: dict[Ref, set[tuple[str | None, str, str | None]]] = {}
        self.changes: list[Change[Thing]] = []
        self.recorded: list[Compared] = []
        self.conflicts: list[Compared] = []
        self.faults: list[Compared] = []
        self.left: list[Compared] = []

    def collect(self, returned: Returned, sent: Collection[str], reporting: Collection[str]) -> bool:
        """Merge a form; whether it was taken in whole. `sent` are the identities of the work in it by the ledger,
        `reporting` those of the work that its owner answers for."""
        before = len(self.faults) + len(self.conflicts)
        for row in returned.strange:
            where = (returned.file, returned.cell("ref", row))
            why = _("this row was not sent")
            self.left.append(Compared(returned.form.owner, "", "", "row", None, None, None, *where, why))
        for answer in returned.answers:
            _Row(self, returned, answer, sent, reporting).merge()
        return len(self.faults) + len(self.conflicts) == before

    def piece(self, answer: Answer) -> Piece | None:
        """The work that a row is about as it is by now; None where the ledger has it no longer."""
        if answer.uid not in self._pieces:
            things = self._ledger.find(noun(answer.noun).type, uid=answer.uid)
            self._pieces[answer.uid] = _piece(next(things, None))
        return self._pieces[answer.uid]

    def notes_about(self, ref: Ref) -> set[tuple[str | None, str, str | None]]:
        """Who wrote what about a piece of work, and of which kind."""
        if ref not in self._notes:
            self._notes[ref] = {(note.author, note.text, note.kind) for note in self._ledger.find(Note, about=ref)}
        return self._notes[ref]

    def change(self, uid: str, piece: Piece, values: Mapping[str, Any], owner: str) -> None:
        """Let a piece of work be what a form of the owner with the uid `owner` reports of it.

        Raises BadValue or NotPossible where a matter's process does not allow it.
        """
        changes = by_stages(self._ledger, piece, values, owner, self.today) if isinstance(piece, Matter) else None
        if changes is None and values["state"] == REPORTED:
            changes = finish(piece, (), values["reported"], today=self.today, reported=True)
        elif changes is None:
            changes = [Change(piece, replace(piece, **values))]
        self.changes += changes
        self._pieces[uid] = _piece(changes[0].after)

    def note(self, ref: Ref, owner: str, text: Texted) -> None:
        """Write what an owner says of a piece of work."""
        note = Note(about=ref, date=self.today, author=owner, text=text.text, kind=text.kind, percent=text.percent)
        self.changes.append(Change(None, note))
        self.notes_about(ref).add((owner, text.text, text.kind))

    @property
    def today(self) -> date:
        """The day on which the forms are collected."""
        return self._reader.today

    @property
    def reader(self) -> ValueReader:
        """The reader of what was typed."""
        return self._reader


class _Row:
    """One row of a form on its way into the ledger."""

    def __init__(
        self, collector: Collector, form: Returned, answer: Answer, sent: Collection[str], reporting: Collection[str]
    ) -> None:
        self._collector = collector
        self._form = form
        self._answer = answer
        self._is_sent = answer.uid in sent
        self._is_reported = answer.uid in reporting
        self._remarks: dict[str, str] = {}

    def merge(self) -> None:
        """Take the row in, as far as it says anything new."""
        answer = self._answer
        piece = self._collector.piece(answer)
        values, texts = self._values(), list(self._texts(piece))
        changed = [key for key in answer.given if answer.given[key] != (answer.sent[key] or "")]
        if not values and not texts and not changed:
            return
        if why := self._not_theirs(piece):
            self._collector.left.append(self._compared("row", None, None, why))
            return
        for key in changed:
            why = _("what was given is changed there, and left as it was")
            self._collector.left.append(self._compared(key, None, answer.given[key], why))
        if piece is None:
            if values or texts:
                self._conflict({"state": _("(not in the ledger)")}, ["state"], values, texts)
            return
        now = sent_values(piece)
        answers = {key: _plain(value) for key, value in values.items()}
        fresh = [] if self._is_collected(answers, now) else [key for key in answers if answers[key] != now[key]]
        if not fresh and not texts:
            return
        moved = [key for key in SENT if now[key] != answer.sent[key] and now[key] != answers.get(key, answer.sent[key])]
        if moved:
            self._conflict(now, list(dict.fromkeys([*moved, *fresh])), values, texts)
            return
        if fresh:
            try:
                self._collector.change(answer.uid, piece, values, self._form.form.owner_uid)
            except (BadValue, NotPossible) as error:
                key = "done" if answer.cells.get("done", "").strip() else "state"
                self._fault(key, answer.cells.get(key, "").strip(), error.what)
                fresh = []
        for key in fresh:
            self._collector.recorded.append(self._compared(key, now[key], answers[key], self._remarks.get(key)))
        for text in texts:
            self._collector.note(ref_of(piece), self._form.form.owner, text)
            self._collector.recorded.append(self._compared(text.key, None, text.text))

    def _not_theirs(self, piece: Piece | None) -> str | None:
        """Why the row is not the owner's to report; None where it is."""
        if not self._is_sent:
            return _("this row was not sent to {owner}", owner=self._form.form.owner)
        if piece is not None and not self._is_reported:
            return _("{owner} does not answer for it", owner=self._form.form.owner)
        return None

    def _is_collected(self, answers: Mapping[str, str | None], now: Mapping[str, str | None]) -> bool:
        """Whether the ledger has the report already: of the same day, or of any day where the form names none."""
        if answers.get("reported") is None:
            return False
        return answers["reported"] == now["reported"] or ("reported" in self._remarks and now["reported"] is not None)

    def _values(self) -> dict[str, Any]:
        """What the form says of the state and the day reported, where it differs from what was sent."""
        answer = self._answer
        code, day = self._state(), self._day()
        if isinstance(day, date) and day.isoformat() != answer.sent["reported"]:
            return {"reported": day, "state": REPORTED}
        if code is None or code == answer.sent["state"] or day is _UNREADABLE:
            return {}
        if code == REPORTED:
            word = answer.cells.get("state", "").strip()
            self._remarks["reported"] = _("no day is given, so it counts as reported today")
            self._remarks["state"] = _("{word} counts as a report; the office verifies it", word=word)
            return {"reported": self._collector.today, "state": REPORTED}
        return {"state": code, "reported": None}

    def _state(self) -> str | None:
        """The state that the form says, done being a report; None where it says none, or what is not the unit's to
        say."""
        word = self._answer.cells.get("state", "").strip()
        if not word:
            return None
        try:
            code = self._collector.reader.value(noun(self._answer.noun).fields["state"], word)
        except BadValue as error:
            self._fault("state", word, f"{error.what} {error.hint}".strip())
            return None
        if code == self._answer.sent["state"]:
            return str(code)
        if code == DONE:
            self._remarks["state"] = _("{word} counts as a report; the office verifies it", word=word)
            return REPORTED
        if code not in (PLANNED, STARTED, REPORTED):
            self._fault("state", word, _("{text} is for the office to say.", text=word))
            return None
        return str(code)

    def _day(self) -> "date | object | None":
        """The day on which the form says that it was done; `_UNREADABLE` where there is one that cannot be taken."""
        text = self._answer.cells.get("done", "").strip()
        if not text:
            return None
        try:
            day = self._collector.reader.day(noun(self._answer.noun).fields["reported"], text)
        except BadValue as error:
            self._fault("done", text, f"{error.what} {error.hint}".strip())
            return _UNREADABLE
        if day > self._collector.today:
            self._fault("done", text, _("{date} has not come yet.", date=day))
            return _UNREADABLE
        return day

    def _texts(self, piece: Piece | None) -> Iterator[Texted]:
        """The notes that the row makes and the ledger has not yet."""
        owner = self._form.form.owner
        present = set() if piece is None else self._collector.notes_about(ref_of(piece))
        percent = self._percent()
        for key, kind in TEXTS.items():
            text = self._text(key)
            if kind == PROGRESS and percent is not None:
                text = text or f"{percent:g}%"
            if text and (owner, text, kind) not in present:
                yield Texted(key, kind, text, percent if kind == PROGRESS else None)

    def _text(self, key: str) -> str:
        text = self._answer.cells.get(key, "").strip()
        try:
            return self._collector.reader.text(NOUN.fields["text"], text) or "" if text else ""
        except BadValue as error:
            self._fault(key, text, error.what)
            return ""

    def _percent(self) -> float | None:
        """How far the work is by the form, from 0 to 100."""
        text = self._answer.cells.get("percent", "").strip()
        if not text:
            return None
        try:
            value = self._collector.reader.value(NOUN.fields["percent"], text.rstrip("%％"))
        except BadValue as error:
            self._fault("percent", text, error.what)
            return None
        if not isinstance(value, float) or value > 100:
            self._fault("percent", text, _("{text} is not between 0 and 100.", text=text))
            return None
        if 0 < value < 1:  # a sheet keeps 80% as 0.8
            self._fault(
                "percent",
                text,
                _("{text} may be {percent:g} per cent; write it as that.", text=text, percent=100 * value),
            )
            return None
        return value

    def _fault(self, key: str, text: str, why: str) -> None:
        self._collector.faults.append(self._compared(key, None, text, why))

    def _conflict(
        self, now: Mapping[str, str | None], keys: list[str], values: Mapping[str, Any], texts: list[Texted]
    ) -> None:
        for key in keys:
            form = _plain(values[key]) if key in values else self._answer.sent[key]
            self._collector.conflicts.append(self._compared(key, now.get(key), form))
        self._collector.conflicts += [self._compared(text.key, None, text.text) for text in texts]

    def _compared(self, key: str, now: str | None, form: str | None, reason: str | None = None) -> Compared:
        answer = self._answer
        cell = self._form.cell({"reported": "done", "row": "ref"}.get(key, key), answer.row)
        sent = answer.sent.get(key)
        title = answer.sent["title"] or ""
        owner, file = self._form.form.owner, self._form.file
        return Compared(owner, answer.ref, title, key, sent, now, form, file, cell, reason)


_UNREADABLE = object()


def _piece(thing: Thing | None) -> Piece | None:
    return thing if isinstance(thing, Project | Milestone | Matter) else None


def _plain(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
