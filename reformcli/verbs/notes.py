"""Notes: dated remarks about anything."""

from datetime import date

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.note import Note
from reformcli.model.refs import Ref


def add_note(about: Ref, text: str, author: str, today: date) -> list[Change[Thing]]:
    """Write a note about the thing that `about` refers to. Raises BadValue where it is empty."""
    if not text.strip():
        raise BadValue(_("The note cannot be empty."))
    return [Change(None, Note(about=about, date=today, author=author, text=text.strip()))]
