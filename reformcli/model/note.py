"""Note: a dated remark about anything in the ledger."""

import datetime as dt
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, day, line, passage, ref
from reformcli.model.noun import Noun, PageLine
from reformcli.model.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Thing):
    """A note about the thing that `about` refers to, such as `17`, `17.3` or `F45`."""

    about: Ref | None = ref(mark("About"), mark("Ref of what it is about."), required=True)
    date: dt.date | None = day(mark("Date"), mark("Day of the note."), required=True)
    author: str | None = line(mark("Author"), mark("Who wrote it."))
    text: str = passage(mark("Text"), mark("The note itself."), required=True)


NOUN = Noun(
    Note,
    "note",
    "notes",
    mark("note"),
    prefix="N",
    name="text",
    listed=("about", "date", "author", "text"),
    page=PageLine(("about",), mark("Notes"), ("text", "author"), date="date"),
    news=("date",),
)
