"""The time limit that a row of a file gives, and what there is to doubt about it."""

import re
from collections.abc import Callable
from datetime import timedelta
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
    values = {key: value for key, value in due_values(reading).items() if key in kind.fields}
    if record.office and _is_one_period(text, reading):
        values.pop("start", None)
    return Limit(values, reading)


_FROM_TO = re.compile(r"[至到~～—–→]|\b(?:to|until|from)\b|\s-\s|起")
_LONGEST_QUARTER = timedelta(days=92)


def _is_one_period(text: str, reading: Reading) -> bool:
    """Whether a limit is a month or a quarter by its name, which says when work ends and not when it begins."""
    if reading.start is None or reading.end is None or reading.end - reading.start > _LONGEST_QUARTER:
        return False
    is_whole = reading.start.day == 1 and (reading.end + timedelta(days=1)).day == 1
    return is_whole and _FROM_TO.search(text) is None


def _other_day(reading: Reading) -> tuple[Way, ...]:
    """How an ambiguous time limit may be answered: by its other day."""
    if reading.other_end is None:
        return ()
    return (Way(str(reading.other_end), {"due": reading.other_end.isoformat()}),)
