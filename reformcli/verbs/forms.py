"""Merging forms that came back: what the owner says against what was sent and what the ledger has now.

A done date becomes the day reported, texts become notes by the owner. A row whose state changed here as well as there
since it was sent is a conflict, and nothing of it is written; a title or due date that moved here is none, since a form
cannot say anything of it. A cell that cannot be read is a fault of its own, and the rest of
its row goes in. What an earlier collection took in already is left, so that the same form twice adds nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import FieldValue, FieldValues, Thing, value_in
from reformcli.model.form import REPORTING, FormAnswer, Returned, sent_values
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.note import Note
from reformcli.model.noun import changed, noun, noun_of, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.states import REPORTED
from reformcli.values import ValueReader
from reformcli.verbs.form_cells import FormCells, StateByWord, Texted, tracked_as
from reformcli.verbs.reported_matters import by_stages
from reformcli.verbs.work import finish


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


class Collector:
    """Merges returned forms. `changes`, `recorded`, `conflicts`, `faults` (cells that cannot be read) and `left` (rows
    that are not the owner's to report) grow with each one collected; `files` holds the first file that says anything of
    a piece of work in a cell."""

    def __init__(self, ledger: Ledger, reader: ValueReader, state_by_word: StateByWord) -> None:
        self._ledger = ledger
        self.reader = reader
        self.state_by_word = state_by_word
        self._pieces: dict[str, Thing | None] = {}
        self._notes: dict[Ref, list[Note]] = {}
        self.files: dict[tuple[str, str], str] = {}
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

    def piece(self, answer: FormAnswer) -> Thing | None:
        """The work that a row is about as it is by now; None where the ledger has it no longer."""
        if answer.uid not in self._pieces:
            things = self._ledger.find(noun(answer.noun).type, uid=answer.uid)
            self._pieces[answer.uid] = next(things, None)
        return self._pieces[answer.uid]

    def notes_about(self, ref: Ref) -> list[Note]:
        """What was written about a piece of work."""
        if ref not in self._notes:
            self._notes[ref] = list(self._ledger.find(Note, about=ref))
        return self._notes[ref]

    def change(self, piece: Thing, values: FieldValues, owner: str) -> Thing:
        """Let a piece of work be what a form of the owner with the uid `owner` reports of it, and give it as it is
        then.

        Raises BadValue or NotPossible where a matter's process does not allow it.
        """
        changes = by_stages(self._ledger, piece, values, owner, self.today) if isinstance(piece, Matter) else None
        if changes is None and isinstance(piece, Project | Milestone | Matter) and values["state"] == REPORTED:
            day = value_in(values, "reported", date) or self.today
            changes = finish(piece, (), day, today=self.today, reported=True)
        elif changes is None:
            changes = [Change(piece, _with(piece, values))]
        after = next((change.after for change in changes if change.before is piece and change.after), piece)
        self.changes += changes
        self._pieces[piece.uid] = after
        return after

    def note(self, ref: Ref, owner: str, text: Texted) -> None:
        """Write what an owner says of a piece of work."""
        note = Note(about=ref, date=self.today, author=owner, text=text.text, kind=text.kind, percent=text.percent)
        self.changes.append(Change(None, note))
        self.notes_about(ref).append(note)

    @property
    def today(self) -> date:
        """The day on which the forms are collected."""
        return self.reader.today


class _Row:
    """One row of a form on its way into the ledger."""

    def __init__(
        self,
        collector: Collector,
        form: Returned,
        answer: FormAnswer,
        sent: Collection[str],
        reporting: Collection[str],
    ) -> None:
        self._collector = collector
        self._form = form
        self._answer = answer
        self._is_sent = answer.uid in sent
        self._is_reported = answer.uid in reporting
        self._cells = FormCells(answer, collector.reader, collector.state_by_word)

    def merge(self) -> None:
        """Take the row in, as far as it says anything new."""
        answer, cells = self._answer, self._cells
        piece = self._collector.piece(answer)
        values, texts = cells.values, self._fresh(piece)
        changed = [key for key in answer.prefilled if answer.prefilled[key] != (answer.sent[key] or "")]
        if not values and not texts and not changed and not cells.faults:
            return
        if why := self._not_theirs(piece):
            self._collector.left.append(self._compared("row", None, None, why))
            return
        self._collector.faults += [self._compared(key, None, text, why) for key, text, why in cells.faults]
        for key in changed:
            why = _("what was given is changed there, and left as it was")
            self._collector.left.append(self._compared(key, None, answer.prefilled[key], why))
        if piece is not None:
            self._report(piece, texts)
        elif values or texts:
            self._conflict({"state": _("(not in the ledger)")}, ["state"], texts)

    def _report(self, piece: Thing, texts: list[Texted]) -> None:
        """Record what the row says of a piece of work that the ledger has not; a conflict where it has moved since the
        form was sent."""
        sent, now = self._answer.sent, sent_values(piece)
        answers = {key: _plain(value) for key, value in self._cells.values.items()}
        fresh = [] if self._is_collected(answers, now) else [key for key in answers if answers[key] != now[key]]
        moved = [key for key in REPORTING if now[key] not in (sent[key], answers.get(key, sent[key]))]
        if moved and fresh:
            self._conflict(now, list(dict.fromkeys([*moved, *fresh])), texts)
            return
        if fresh:
            self._change(piece, fresh, now)
        for text in texts:
            self._collector.note(ref_of(piece), self._form.form.owner, text)
            self._collector.recorded += self._noted(text)

    def _noted(self, text: Texted) -> Iterator[Compared]:
        """What is told of a text that was noted, which counts from then on, and of how far the work is by it."""
        earlier = self._collector.files.setdefault((self._answer.uid, text.key), self._form.file)
        why = None
        if earlier != self._form.file:
            why = _("{file} says something else of it; what is read later counts", file=earlier)
        yield self._compared(text.key, None, text.text, why)
        if text.percent is not None:
            yield self._compared("percent", None, f"{text.percent:g}", why)

    def _change(self, piece: Thing, fresh: list[str], now: Mapping[str, str | None]) -> None:
        """Record what is new of the state and the day, as it is then; what cannot be is a fault of its cell."""
        cells = self._cells
        try:
            after = sent_values(self._collector.change(piece, cells.values, self._form.form.owner_uid))
        except (BadValue, NotPossible) as error:
            key = "done" if cells.text("done") else "state"
            self._collector.faults.append(self._compared(key, None, cells.text(key), error.what))
            return
        remarks = dict(cells.remarks)
        if now["state"] == REPORTED and after["state"] != REPORTED:
            remarks["state"] = _("the report is taken back")
        self._collector.recorded += [self._compared(key, now[key], after[key], remarks.get(key)) for key in fresh]

    def _fresh(self, piece: Thing | None) -> list[Texted]:
        """The texts that were not noted since the form was sent: next month's form may say the same again."""
        form = self._form.form
        notes = () if piece is None else self._collector.notes_about(ref_of(piece))
        present = {
            (note.author, note.text, note.kind, note.percent)
            for note in notes
            if note.date is not None and note.date >= form.day
        }
        texts = self._cells.texts
        return [text for text in texts if (form.owner, text.text, text.kind, text.percent) not in present]

    def _not_theirs(self, piece: Thing | None) -> str | None:
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
        is_dated = "reported" not in self._cells.remarks
        return answers["reported"] == now["reported"] or (not is_dated and now["reported"] is not None)

    def _conflict(self, now: Mapping[str, str | None], keys: list[str], texts: list[Texted]) -> None:
        values = self._cells.values
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


def _with(piece: Thing, values: FieldValues) -> Thing:
    """A piece of work of any noun with a state, and the day reported where it keeps one."""
    keys = {"state": tracked_as(noun_of(piece).key).state, "reported": "reported"}
    return changed(piece, {keys[key]: value for key, value in values.items()})


def _plain(value: FieldValue) -> str | None:
    return None if value is None else str(value)
