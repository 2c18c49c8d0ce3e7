"""The time limit that a row of a file gives, and what there is to doubt about it."""

from collections.abc import Callable
from typing import Any

from reformcli.deadlines import Reading
from reformcli.errors import BadDate
from reformcli.i18n import _
from reformcli.merging.record import Record
from reformcli.model.fields import TITLE_LIMIT
from reformcli.model.noun import Noun
from reformcli.values import Entry, iso_date
from reformcli.verbs.work import due_values


def limit(
    entry: Entry, kind: Noun, record: Record, plan: int | None, doubt: Callable[[str], None]
) -> tuple[dict[str, Any], Reading | None]:
    """The fields that a row's time limit sets, and how its words were read; no reading for a blank or a date.

    Words are meant in the plan year `plan`. `doubt` is told what a person should look at. Raises BadDate for words that
    are not read, unless they stand in an office's list: then they are kept and doubted.
    """
    text = record.cells["due"]
    if not text.strip():
        return {"due": None}, None
    if (day := iso_date(text)) is not None:
        return {"due": day}, None
    try:
        reading = entry.deadline(kind.fields["due"], text, plan, record.means)
    except BadDate as error:
        if not record.office or entry.strict:
            raise
        said = " ".join(text.split())[:TITLE_LIMIT]
        doubt(_("{text} is not read as a date: {why}", text=said, why=error.hint or error.what))
        return {"due_said": said}, None
    if reading.ambiguous:
        doubt(
            _(
                "{text} is read as {date}; it could also mean {other}.",
                text=text,
                date=reading.end,
                other=reading.other_end or "-",
            )
        )
    for warning in reading.warnings:
        doubt(warning)
    return {key: value for key, value in due_values(reading).items() if key in kind.fields}, reading
