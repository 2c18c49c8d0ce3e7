"""The time limit that a row of a file gives, and what there is to doubt about it."""

from collections.abc import Callable
from typing import NamedTuple

from reformcli.deadlines import Kind, Reading
from reformcli.errors import BadDate
from reformcli.i18n import _
from reformcli.merging.record import Record, Way
from reformcli.merging.shared import ImportReport
from reformcli.model.fields import TITLE_LIMIT, FieldValue, Thing
from reformcli.model.noun import Noun
from reformcli.values import ValueReader
from reformcli.verbs.work import due_values


class Limit(NamedTuple):
    """The fields that a time limit sets, and how its words were read; no reading for a blank."""

    values: dict[str, FieldValue]
    reading: Reading | None


def limit(
    reader: ValueReader, kind: Noun[Thing], record: Record, plan: Callable[[], int | None], report: ImportReport
) -> Limit:
    """The time limit of a record of a noun that has one.

    Words are meant in the year that `plan` tells. `report` is told what a person should look at. Raises BadDate for
    words that are not read, unless they stand in an office's list: then they are kept and doubted.
    """
    text = record.cells["due"]
    if not text.strip():
        return Limit({"due": None}, None)
    try:
        reading = reader.deadline(kind.fields["due"], text, plan(), record.means)
    except BadDate as error:
        if not record.office or reader.strict:
            raise
        words = " ".join(text.split())[:TITLE_LIMIT]
        report.doubt(record, "due", _("{text} is not read as a date: {why}", text=words, why=error.hint or error.what))
        return Limit({"due_said": words}, None)
    if reading.ambiguous:
        days = {"text": text, "date": reading.end or "-", "other": reading.other_end}
        doubt = _("{text} is read as {date}; it could also mean {other}.", **days)
        if reading.other_end is None:
            doubt = _("{text} is read as {date}; it may mean something else.", **days)
        report.doubt(record, "due", doubt, _other_day(reading), str(reading.end))
    elif reading.kind is Kind.RELATIVE and reading.end is None:
        words = " ".join(text.split())[:TITLE_LIMIT]
        report.doubt(record, "due", _("{text} is not read as a date: {why}", text=words, why=reading.sentence))
    for warning in reading.warnings:
        report.doubt(record, "due", warning)
    return Limit({key: value for key, value in due_values(reading).items() if key in kind.fields}, reading)


def _other_day(reading: Reading) -> tuple[Way, ...]:
    """How an ambiguous time limit may be answered: by its other day."""
    if reading.other_end is None:
        return ()
    return (Way(str(reading.other_end), {"due": reading.other_end.isoformat()}),)
