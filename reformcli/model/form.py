"""Forms: what an owner is sent of its open work, and what comes back."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from reformcli.model.fields import FieldValue, Thing
from reformcli.model.note import NEXT, PROBLEM, PROGRESS
from reformcli.model.noun import noun_of
from reformcli.model.work import Work

SENT = ("title", "due", "state", "reported")
"""Fields of a piece of work that a form holds as they were when it was sent."""

REPORTING = ("state", "reported")
"""Those of them that an owner may say otherwise."""

TEXTS = {"progress": PROGRESS, "problems": PROBLEM, "next": NEXT}
"""The free cells whose texts become notes, and of which kind."""

FREE = ("state", "done", *TEXTS, "percent")
"""What an owner fills in: how far it is, the day on which it was done, what was done, what hinders, what comes next."""

Values = Mapping[str, str | None]
"""Values of the fields `SENT` as text: codes, ISO dates, None where there is none."""


class FormRow(NamedTuple):
    """A row of a form: a piece of work (`noun` is the key of its noun) and its values as sent."""

    noun: str
    uid: str
    ref: str
    project: str
    light: str
    sent: Values


class Form(NamedTuple):
    """A form for an owner. `sequence` and `digest` are the newest line of the history when it was made.

    `report_by` is the last day for sending it back, `person` and `telephone` whom to ask; a form that came
    back does not say them.
    """

    owner: str
    owner_uid: str
    day: date
    sequence: int
    digest: str
    lines: tuple[FormRow, ...]
    report_by: date | None = None
    person: str | None = None
    telephone: str | None = None


class FormAnswer(NamedTuple):
    """A row that came back: what is in its free cells and in those that were prefilled, and where it stands."""

    noun: str
    uid: str
    ref: str
    sent: Values
    cells: Mapping[str, str]
    prefilled: Mapping[str, str]
    row: int


class Returned(NamedTuple):
    """A form that came back. `strange` are the rows that were not in it when it was sent, `columns` the letters of its
    columns by key."""

    file: str
    form: Form
    answers: tuple[FormAnswer, ...]
    strange: tuple[int, ...]
    columns: Mapping[str, str]

    def cell(self, key: str, row: int) -> str:
        """Where a cell stands, such as H6."""
        return f"{self.columns.get(key, '')}{row}"


def sent_values(piece: Work | Thing) -> dict[str, str | None]:
    """The values of a piece of work that a form holds; of a thing, by what its noun tracks."""
    if isinstance(piece, Work):
        return _as_text(piece.title, piece.due, piece.state, piece.reported)
    kind = noun_of(piece)
    tracked = kind.tracked
    assert tracked is not None, kind.key
    reported = kind.fields["reported"].of(piece) if "reported" in tracked.dates else None
    title, due, state = (kind.fields[key].of(piece) for key in (tracked.title, tracked.due, tracked.state))
    return _as_text(title, due, state, reported)


def _as_text(*values: FieldValue) -> dict[str, str | None]:
    texts = [value.isoformat() if isinstance(value, date) else value for value in values]
    return {key: None if text is None else str(text) for key, text in zip(SENT, texts, strict=True)}
