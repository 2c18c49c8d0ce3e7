"""What the free cells of a row of a form say: the state, the day on which it was done, texts, a share done.

The owner reports, the office verifies: done is a report. A cell that cannot be read is a fault of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from reformcli.errors import BadValue
from reformcli.i18n import _, in_sequence, mark
from reformcli.model.fields import FieldValue, fields_of
from reformcli.model.form import TEXTS, FormAnswer
from reformcli.model.note import NOUN as NOTE
from reformcli.model.note import PROGRESS
from reformcli.model.noun import noun
from reformcli.model.nouns import Tracked, listed_noun
from reformcli.model.project import Project
from reformcli.model.states import DONE, PLANNED, REPORTED, STARTED, STATES
from reformcli.values import ValueReader

_DONE = replace(fields_of(Project)["reported"], label=mark("Done on"))
"""The cell of the day on which work was done, which becomes the day reported."""


class Texted(NamedTuple):
    """A note that a row makes: the cell that it stands in, its kind, its text, and how far the work is."""

    key: str
    kind: str
    text: str
    percent: float | None = None


class CellFault(NamedTuple):
    """A cell that cannot be taken: its key, its text, and why."""

    key: str
    text: str
    why: str


StateByWord = Callable[[str], str | None]
"""Gives the state that a word of an office's own says; None where it does not say one alone."""


class FormCells:
    """The free cells of a row, read; words of state that are none of ours by `state_by_word`.

    `values` are the state and the day reported, by key, where they differ from what was sent; `texts` what makes notes;
    `faults` the cells that cannot be taken; `remarks` how a value is meant."""

    def __init__(self, answer: FormAnswer, reader: ValueReader, state_by_word: StateByWord) -> None:
        self._answer = answer
        self._reader = reader
        self._state_by_word = state_by_word
        self.faults: list[CellFault] = []
        self.remarks: dict[str, str] = {}
        self.values = self._values(tracked_as(answer.noun))
        self.texts = list(self._texts())

    def text(self, key: str) -> str:
        """What stands in a cell."""
        return self._answer.cells.get(key, "").strip()

    def _values(self, tracked: Tracked) -> dict[str, FieldValue]:
        code, day = self._state(tracked), self._day()
        if self._is_faulty("state"):
            if day is not None:
                self._fault("done", _("it waits for the state beside it, which cannot be taken"))
            return {}
        if day is not None and day.isoformat() != self._answer.sent["reported"]:
            word = self.text("state")
            if code in (PLANNED, STARTED) and code != self._answer.sent["state"]:
                self._fault("done", _("it has a day on which it was done, and yet it is {word}", word=word))
                return {}
            if code in (PLANNED, STARTED):
                self.remarks["state"] = _("{word} was left as it stood; by the day given it is done", word=word)
            values: dict[str, FieldValue] = {"reported": day, "state": REPORTED}
        elif code is None or code == self._answer.sent["state"] or self._is_faulty("done"):
            return {}
        elif code == REPORTED:
            self.remarks["reported"] = _("no day is given, so it counts as reported today")
            self.remarks["state"] = _("{word} counts as a report; the office verifies it", word=self.text("state"))
            values = {"reported": self._reader.today, "state": REPORTED}
        else:
            values = {"state": code, "reported": None}
        if "reported" in tracked.dates:
            return values
        if day is not None:
            self.remarks["state"] = _("the day, {date}, is not kept of such work", date=day)
        return {"state": values["state"]}

    def _state(self, tracked: Tracked) -> str | None:
        """The state that the form says, done being a report; None where it says none, or what is not the unit's to
        say."""
        word = self.text("state")
        if not word:
            return None
        try:
            code = self._reader.value(noun(self._answer.noun).fields[tracked.state], word)
        except BadValue as error:
            code = self._state_by_word(word)
            if code is None:
                self._fault("state", in_sequence(filter(None, (error.what, error.hint))))
                return None
            self.remarks["state"] = _("{word} counts as {state}", word=word, state=_(STATES[code]))
        if code == self._answer.sent["state"]:
            return str(code)
        if code == DONE:
            self.remarks["state"] = _("{word} counts as a report; the office verifies it", word=word)
            return REPORTED
        if code not in (PLANNED, STARTED, REPORTED):
            self._fault("state", _("{text} is for the office to say.", text=word))
            return None
        return str(code)

    def _day(self) -> date | None:
        """The day on which the form says that it was done; None where it says none that can be taken."""
        text = self.text("done")
        if not text:
            return None
        try:
            day = self._reader.day(_DONE, text)
        except BadValue as error:
            self._fault("done", error.what)
            return None
        if day > self._reader.today:
            self._fault("done", _("{date} has not come yet.", date=day))
            return None
        return day

    def _texts(self) -> Iterator[Texted]:
        percent = self._percent()
        for key, kind in TEXTS.items():
            text = self._passage(key)
            if kind == PROGRESS and percent is not None:
                text = text or f"{percent:g}%"
            if text:
                yield Texted(key, kind, text, percent if kind == PROGRESS else None)

    def _passage(self, key: str) -> str:
        text = self.text(key)
        if not any(map(str.isalnum, text)):  # a dash says that there is nothing to say
            return ""
        try:
            return self._reader.text(NOTE.fields["text"], text) or ""
        except BadValue as error:
            self._fault(key, error.what)
            return ""

    def _percent(self) -> float | None:
        """How far the work is by the form, from 0 to 100."""
        text = self.text("percent")
        if not text:
            return None
        try:
            value = self._reader.value(NOTE.fields["percent"], text.rstrip("%％"))
        except BadValue as error:
            self._fault("percent", error.what)
            return None
        if not isinstance(value, float) or value > 100:
            self._fault("percent", _("{text} is not between 0 and 100.", text=text))
            return None
        if 0 < value < 1:  # a sheet keeps 80% as 0.8
            told = _("{text} may be {percent:g} per cent; write it as that.", text=text, percent=100 * value)
            self._fault("percent", told)
            return None
        return value

    def _fault(self, key: str, why: str) -> None:
        self.faults.append(CellFault(key, self.text(key), why))

    def _is_faulty(self, key: str) -> bool:
        return any(fault.key == key for fault in self.faults)


def tracked_as(noun_key: str) -> Tracked:
    """How the things of a noun that forms hold are tracked work."""
    tracked = listed_noun(noun_key).tracked
    assert tracked is not None, noun_key
    return tracked
