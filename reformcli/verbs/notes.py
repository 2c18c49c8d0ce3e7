"""Notes: dated remarks about anything."""

from dataclasses import replace

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.note import PROGRESS, Note


def add_note(note: Note) -> list[Change[Thing]]:
    """Write a note. Raises BadValue where it is empty, or tells how far work is and is none of progress."""
    if not note.text.strip():
        raise BadValue(_("The note cannot be empty."))
    if note.percent is not None and (note.kind != PROGRESS or note.percent > 100):
        hint = _("Give --kind progress, and a number from 0 to 100.")
        raise BadValue(_("Only progress is so many per cent."), hint=hint)
    return [Change(None, replace(note, text=note.text.strip()))]
