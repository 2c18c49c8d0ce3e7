"""The time limit that a row of a file gives, and what there is to doubt about it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from reformcli.deadlines import Reading
from reformcli.errors import BadDate
from reformcli.i18n import _
from reformcli.merging.import_report import ImportReport
from reformcli.merging.record import Record
from reformcli.model.fields import TITLE_LIMIT, Thing
from reformcli.model.noun import Noun
from reformcli.values import ValueReader
from reformcli.verbs.work import due_values


class Limit(NamedTuple):
    """The fields that a time limit sets, and how its words were read; no reading for a blank."""

    values: dict[str, Any]
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
        report.doubt(
            record,
            "due",
            _(
                "{text} is read as {date}; it could also mean {other}.",
                text=text,
                date=reading.end,
                other=reading.other_end or "-",
            ),
        )
    for warning in reading.warnings:
        report.doubt(record, "due", warning)
    return Limit({key: value for key, value in due_values(reading).items() if key in kind.fields}, reading)
