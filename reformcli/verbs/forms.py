"""Merging forms that came back: what the owner says against what was sent and what the ledger has now.

The owner reports, the office verifies: a done date becomes the day reported, texts become notes by the owner. A row
that changed here as well as there since it was sent is a conflict, and nothing of it is written. What an earlier
collection took in already is left, so that the same form twice adds nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from reformcli.errors import BadValue, ReformError
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.form import SENT, Answer, Returned, sent_values
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.note import NOUN, Note
from reformcli.model.noun import noun, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.stage import Stage
from reformcli.model.states import PLANNED, REPORTED, STARTED
from reformcli.values import ValueReader
from reformcli.verbs.notes import add_note
from reformcli.verbs.stages import Passage, process_of, record_through, stage_with_state
from reformcli.verbs.work import Piece, finish

_TEXTS = ("progress", "problems", "next")
"""The free cells whose texts become notes."""


class Compared(NamedTuple):
    """A value of a row, side by side: as it was sent, as the ledger has it now, as the form says. States are codes."""

    owner: str
    ref: str
    title: str
    field: str
    sent: str | None
    now: str | None
    form: str | None


class Collector:
    """Merges returned forms. `changes`, `recorded`, `conflicts` and `warnings` grow with each one collected."""

    def __init__(self, ledger: Ledger, reader: ValueReader) -> None:
        self._ledger = ledger
        self._reader = reader
        self._pieces: dict[str, Piece | None] = {}
        self._notes: dict[Ref, set[tuple[str | None, str]]] = {}
        self.changes: list[Change[Thing]] = []
        self.recorded: list[Compared] = []
        self.conflicts: list[Compared] = []
        self.warnings: list[str] = []

    def collect(self, returned: Returned) -> None:
        """Merge a form. Raises BadValue or BadDate, naming file and row, for a cell that cannot be read."""
        for row in returned.strange:
            self.warnings.append(
                _("{file}, row {n}: this row was not sent, and is left out.", file=returned.file, n=row)
            )
        for answer in returned.answers:
            place = _("{file}, row {n}", file=returned.file, n=answer.row)
            if any(answer.given[key] != (answer.sent[key] or "") for key in answer.given):
                self.warnings.append(_("{place}: what was given is changed there, and left as it was.", place=place))
            try:
                self._merge(answer, returned.form.owner)
            except ReformError as error:
                error.where = error.where or place
                raise

    def _merge(self, answer: Answer, owner: str) -> None:
        values = self._values(answer)
        piece = self._piece(answer)
        texts = self._texts(answer, owner, piece)
        if piece is None:
            if values or texts:
                self._conflict(answer, owner, {"state": _("(not in the ledger)")}, ["state"], values, texts)
            return
        now = sent_values(piece)
        answers = {key: _plain(value) for key, value in values.items()}
        collected_before = answers.get("reported") is not None and answers["reported"] == now["reported"]
        fresh = [key for key in answers if answers[key] != now[key]] if not collected_before else []
        if not fresh and not texts:
            return
        moved = [key for key in SENT if now[key] != answer.sent[key] and now[key] != answers.get(key, answer.sent[key])]
        if moved:
            self._conflict(answer, owner, now, list(dict.fromkeys([*moved, *fresh])), values, texts)
            return
        ref = ref_of(piece)
        if fresh:
            self._change(answer, piece, values)
            self.recorded += [
                Compared(owner, str(ref), piece.title, key, answer.sent[key], now[key], answers[key]) for key in fresh
            ]
        for field, text in texts:
            self.changes += add_note(ref, text, owner, self._reader.today)
            self._notes[ref].add((owner, text))
            self.recorded.append(Compared(owner, str(ref), piece.title, field, None, None, text))

    def _values(self, answer: Answer) -> dict[str, Any]:
        """What the form says of the state and the day reported, where it differs from what was sent."""
        fields = noun(answer.noun).fields
        done, state = answer.cells.get("done", "").strip(), answer.cells.get("state", "").strip()
        code = self._reader.text(fields["state"], state) if state else answer.sent["state"]
        if code not in (PLANNED, STARTED, REPORTED) and code != answer.sent["state"]:
            raise BadValue(_("{text} is for the office to say.", text=state), hint=_("Report it with a done date."))
        on = self._reader.day(fields["reported"], done) if done else None
        if on is not None and on.isoformat() != answer.sent["reported"]:
            return {"reported": on, "state": REPORTED}
        if code == answer.sent["state"]:
            return {}
        if code == REPORTED and on is None:
            raise BadValue(_("It is reported done, but not on which day."), hint=_("Fill in the done date."))
        return {"state": code} if code == REPORTED else {"state": code, "reported": None}

    def _texts(self, answer: Answer, owner: str, piece: Piece | None) -> list[tuple[str, str]]:
        """The texts of a row that the ledger has no note of yet, by the field that they stand in."""
        cells = {key: answer.cells.get(key, "").strip() for key in _TEXTS}
        texts = {
            "progress": cells["progress"],
            "problems": cells["problems"] and _("Problems: {text}", text=cells["problems"]),
            "next": cells["next"] and _("Next step: {text}", text=cells["next"]),
        }
        present = set() if piece is None else self._notes_about(ref_of(piece))
        field = NOUN.fields["text"]
        return [
            (key, text)
            for key, text in texts.items()
            if text and (owner, self._reader.text(field, text)) not in present
        ]

    def _notes_about(self, ref: Ref) -> set[tuple[str | None, str]]:
        """Who wrote what about a piece of work."""
        if ref not in self._notes:
            self._notes[ref] = {(note.author, note.text) for note in self._ledger.find(Note, about=ref)}
        return self._notes[ref]

    def _change(self, answer: Answer, piece: Piece, values: Mapping[str, Any]) -> None:
        if values["state"] == REPORTED and "reported" in values:
            changes = self._reported(piece, values["reported"])
        else:
            changes = [Change(piece, replace(piece, **values))]
        self.changes += changes
        self._pieces[answer.uid] = _piece(changes[0].after)

    def _reported(self, piece: Piece, on: date) -> list[Change[Thing]]:
        """The report of a unit that work is done; of a matter, by the stage of its process that says so."""
        today = self._reader.today
        if isinstance(piece, Matter):
            process = process_of(self._ledger, piece, today)
            key = stage_with_state(process, REPORTED)
            if key is not None:
                stages = list(self._ledger.find(Stage, about=ref_of(piece)))
                passage = Passage(key, on, piece.owner)
                return record_through(
                    piece, stages, process, passage, today=today, whole=True, passes=lambda _rule: piece.owner
                )
        return finish(piece, (), on, today=today, reported=True)

    def _piece(self, answer: Answer) -> Piece | None:
        if answer.uid not in self._pieces:
            things = self._ledger.find(noun(answer.noun).type, uid=answer.uid)
            self._pieces[answer.uid] = _piece(next(things, None))
        return self._pieces[answer.uid]

    def _conflict(
        self,
        answer: Answer,
        owner: str,
        now: Mapping[str, str | None],
        keys: list[str],
        values: Mapping[str, Any],
        texts: list[tuple[str, str]],
    ) -> None:
        title = answer.sent["title"] or ""
        for key in keys:
            form = _plain(values[key]) if key in values else answer.sent[key]
            self.conflicts.append(Compared(owner, answer.ref, title, key, answer.sent[key], now.get(key), form))
        self.conflicts += [Compared(owner, answer.ref, title, field, None, None, text) for field, text in texts]


def _piece(thing: Thing | None) -> Piece | None:
    return thing if isinstance(thing, Project | Milestone | Matter) else None


def _plain(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
