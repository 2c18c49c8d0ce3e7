"""Notes: dated remarks about anything."""

from datetime import date

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.note import Note


def add_note(about: str, text: str, author: str, today: date) -> list[Change]:
    """Write a note about the thing with the ref `about`."""
    if not text.strip():
        raise BadValue(_("The note cannot be empty."))
    return [Change("note", None, Note(about=about, date=today, author=author, text=text.strip()))]
