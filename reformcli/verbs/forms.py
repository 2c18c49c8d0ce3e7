"""Merging forms that came back: what the owner says against what was sent and what the ledger has now.

The owner reports, the office verifies: a done date becomes the day reported, texts become notes by the owner. A row
that changed here as well as there since it was sent is a conflict, and nothing of it is written. What an earlier
collection took in already is left, so that the same form twice adds nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from reformcli.errors import BadValue, ReformError
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.form import SENT, Answer, Returned, sent_values
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun, noun_of
from reformcli.model.states import PLANNED, REPORTED, STARTED
from reformcli.values import Entry
from reformcli.verbs.notes import add_note
from reformcli.verbs.work import Piece, finish, ref_of


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
    """Merges returned forms. `changes`, `recorded`, `conflicts` and `warnings` grow with each one taken."""

    def __init__(self, ledger: Ledger, entry: Entry) -> None:
        self._ledger = ledger
        self._entry = entry
        self._pieces: dict[str, Piece | None] = {}
        self._notes: dict[str, set[tuple[str, str]]] = {}
        self.changes: list[Change] = []
        self.recorded: list[Compared] = []
        self.conflicts: list[Compared] = []
        self.warnings: list[str] = []

    def take(self, returned: Returned) -> None:
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
        wanted = self._wanted(answer)
        texts = self._texts(answer, owner)
        piece = self._piece(answer)
        if piece is None:
            if wanted or texts:
                self._conflict(answer, owner, {"state": _("(not in the ledger)")}, ["state"], wanted, texts)
            return
        now = sent_values(piece)
        said = {key: _plain(value) for key, value in wanted.items()}
        taken = said.get("reported") is not None and said["reported"] == now["reported"]
        fresh = [key for key in said if said[key] != now[key]] if not taken else []
        if not fresh and not texts:
            return
        moved = [key for key in SENT if now[key] != answer.sent[key] and now[key] != said.get(key, answer.sent[key])]
        if moved:
            self._conflict(answer, owner, now, list(dict.fromkeys([*moved, *fresh])), wanted, texts)
            return
        ref = ref_of(piece)
        if fresh:
            after = self._changed(piece, wanted)
            self._pieces[answer.uid] = after
            for key in fresh:
                self.recorded.append(Compared(owner, ref, piece.title, key, answer.sent[key], now[key], said[key]))
        for field, text in texts:
            self.changes += add_note(ref, text, owner, self._entry.today)
            self._notes[ref].add((owner, text))
            self.recorded.append(Compared(owner, ref, piece.title, field, None, None, text))

    def _wanted(self, answer: Answer) -> dict[str, Any]:
        """What the form says of the state and the day reported, where it differs from what was sent."""
        fields = noun(answer.noun).fields
        done, state = answer.cells.get("done", "").strip(), answer.cells.get("state", "").strip()
        code = self._entry.value(fields["state"], state) if state else answer.sent["state"]
        if code not in (PLANNED, STARTED, REPORTED) and code != answer.sent["state"]:
            raise BadValue(_("{text} is for the office to say.", text=state), hint=_("Report it with a done date."))
        on: date | None = self._entry.day(fields["reported"], done) if done else None
        if on is not None and on.isoformat() != answer.sent["reported"]:
            return {"reported": on, "state": REPORTED}
        if code == answer.sent["state"]:
            return {}
        if code == REPORTED and on is None:
            raise BadValue(_("It is reported done, but not on which day."), hint=_("Fill in the done date."))
        return {"state": code} if code == REPORTED else {"state": code, "reported": None}

    def _texts(self, answer: Answer, owner: str) -> list[tuple[str, str]]:
        """The texts of a row that the ledger has no note of yet, by the field that they stand in."""
        if answer.ref not in self._notes:
            held: Iterable[Any] = self._ledger.find("note", about=answer.ref)
            self._notes[answer.ref] = {(note.author, note.text) for note in held}
        field = noun("note").fields["text"]
        said = {key: answer.cells.get(key, "").strip() for key in ("progress", "problems", "next")}
        texts = {
            "progress": said["progress"],
            "problems": said["problems"] and _("Problems: {text}", text=said["problems"]),
            "next": said["next"] and _("Next step: {text}", text=said["next"]),
        }
        return [
            (key, text)
            for key, text in texts.items()
            if text and (owner, self._entry.value(field, text)) not in self._notes[answer.ref]
        ]

    def _changed(self, piece: Piece, wanted: dict[str, Any]) -> Piece:
        if wanted["state"] == REPORTED and "reported" in wanted:
            changes = finish(piece, (), wanted["reported"], today=self._entry.today, reported=True)
        else:
            changes = [Change(noun_of(piece).key, piece, replace(piece, **wanted))]
        self.changes += changes
        after: Piece = changes[0].after
        return after

    def _piece(self, answer: Answer) -> Piece | None:
        if answer.uid not in self._pieces:
            self._pieces[answer.uid] = next(iter(self._ledger.find(answer.noun, uid=answer.uid)), None)
        return self._pieces[answer.uid]

    def _conflict(
        self,
        answer: Answer,
        owner: str,
        now: Any,
        keys: list[str],
        wanted: dict[str, Any],
        texts: list[tuple[str, str]],
    ) -> None:
        title = answer.sent["title"] or ""
        for key in keys:
            form = _plain(wanted[key]) if key in wanted else answer.sent[key]
            self.conflicts.append(Compared(owner, answer.ref, title, key, answer.sent[key], now.get(key), form))
        self.conflicts += [Compared(owner, answer.ref, title, field, None, None, text) for field, text in texts]


def _plain(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
