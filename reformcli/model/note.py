"""Note: a dated remark about anything in the ledger."""

import datetime as dt
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, choice, day, decimal, line, passage, ref
from reformcli.model.noun import Noun, PageLine
from reformcli.model.refs import Ref

PROGRESS, PROBLEM, NEXT, STATEMENT = "progress", "problem", "next-step", "statement"
KINDS = {
    PROGRESS: mark("progress"),
    PROBLEM: mark("problem"),
    NEXT: mark("next step"),
    STATEMENT: mark("statement"),
}
"""What a report on work tells: what was done, what hinders, what comes next; that its author has handed in the
statement of the year. Other notes have no kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Thing):
    """A note about the thing that `about` refers to, such as `17`, `17.3` or `F45`."""

    about: Ref | None = ref(mark("About"), mark("Ref of what it is about."), required=True)
    date: dt.date | None = day(mark("Date"), mark("Day of the note."), required=True)
    author: str | None = line(mark("Author"), mark("Who wrote it."))
    text: str = passage(mark("Text"), mark("The note itself."), required=True)
    kind: str | None = choice(
        mark("Kind"), mark("Progress, problem, next step or statement; a plain note has none."), KINDS
    )
    percent: float | None = decimal(mark("Per cent done"), mark("How far the work is by this report, from 0 to 100."))


NOUN = Noun(
    Note,
    "note",
    mark("note"),
    name="text",
    listed=("about", "date", "author", "text", "kind"),
    page=PageLine(("about",), mark("Notes"), ("text", "author"), role="kind", date="date"),
    news=("date",),
)
