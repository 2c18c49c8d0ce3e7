"""Extension: an approved move of a due date."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Thing, day, line, number, passage, reference
from reformcli.model.noun import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Thing):
    """A move of the due date of a project, or of one of its milestones where `milestone` is its number."""

    project: int = reference(FieldKind.PROJECT, mark("Project"), mark("Project whose date moved."), required=True)
    milestone: int | None = number(mark("Milestone"), mark("Number of the milestone whose date moved."))
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
    "extension", "extensions", Extension, mark("extension"), identity=(("project", "milestone", "due_from", "due_to"),)
)
