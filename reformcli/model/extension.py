"""Extension: an approved move of a due date."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.fields import Thing, day, line, passage, ref
from reformcli.model.noun import Noun, PageLine
from reformcli.model.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Thing):
    """A move of the due date of the tracked work that `about` refers to."""

    about: Ref | None = ref(mark("About"), mark("Ref of the work whose date moved."), required=True)
    due_from: date | None = day(mark("From"), mark("Due date before."))
    due_to: date | None = day(mark("To"), mark("Due date after."), required=True)
    due_said: str | None = line(mark("Due as said"), mark("The words that the new date was given in."))
    reason: str = passage(mark("Reason"), mark("Why the date moved."), required=True)
    approver: str = line(mark("Approved by"), mark("Who approved it."), required=True)
    document: str | None = line(mark("Document"), mark("Number of the paper that approved it."))
    asked: date | None = day(mark("Asked on"), mark("Day on which it was asked for."))

    @property
    def after_expiry(self) -> bool:
        """Whether it was asked for only after the date had passed."""
        return bool(self.asked and self.due_from and self.asked > self.due_from)


NOUN = Noun(
    Extension,
    "extension",
    "extensions",
    mark("extension"),
    name="reason",
    identity=(("about", "due_from", "due_to"),),
    listed=("about", "due_from", "due_to", "reason", "approver", "document", "asked"),
    page=PageLine(("about",), mark("Dates that moved"), ("reason", "approver"), date="due_from", until="due_to"),
    news=("asked",),
)
