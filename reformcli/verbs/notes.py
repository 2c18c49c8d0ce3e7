"""Notes: dated remarks about anything."""

from dataclasses import replace

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.note import PROGRESS, Note


def add_note(note: Note) -> list[Change[Thing]]:
    """Write a note. Raises BadValue where it is empty, or tells how far work is and is none of progress, or too far."""
    if not note.text.strip():
        raise BadValue(_("The note cannot be empty."))
    if note.percent is not None and note.kind != PROGRESS:
        raise BadValue(_("Only progress is so many per cent."), hint=_("Give --kind progress."))
    if note.percent is not None and note.percent > 100:
        raise BadValue(_("No work is more than 100 per cent done."), hint=_("Give a number from 0 to 100."))
    return [Change(None, replace(note, text=note.text.strip()))]
