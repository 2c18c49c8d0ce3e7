"""Extension: an approved move of a due date, or the correction of a slip of the pen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reformcli.i18n import _, mark
from reformcli.model.fields import Thing, choice, day, line, passage, ref
from reformcli.model.noun import Noun, PageLine
from reformcli.model.refs import Ref

EXTENSION, CORRECTION = "extension", "correction"
KINDS = {EXTENSION: mark("extension"), CORRECTION: mark("correction")}
"""A date that was moved by approval, or one that was written down wrongly and is put right, which counts as no move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Thing):
    """A move of the due date of the tracked work that `about` refers to.

    Of a correction `approver` is who made it, and the date has been the corrected one all along.
    """

    about: Ref | None = ref(mark("About"), mark("Ref of the work whose date moved."), required=True)
    due_from: date | None = day(mark("From"), mark("Due date before."))
    due_to: date | None = day(mark("To"), mark("Due date after."), required=True)
    due_said: str | None = line(mark("Due as said"), mark("The words that the new date was given in."))
    reason: str = passage(mark("Reason"), mark("Why the date moved."), required=True)
    approver: str = line(mark("Approved by"), mark("Who approved it."), required=True)
    document: str | None = line(mark("Document"), mark("Number of the paper that approved it."))
    asked: date | None = day(mark("Asked on"), mark("Day on which it was asked for."))

    kind: str = choice(mark("Kind"), mark("Approved, or the correction of a slip."), KINDS, default=EXTENSION)

    @property
    def after_expiry(self) -> bool:
        """Whether it was asked for only after the date had passed."""
        return bool(self.asked and self.due_from and self.asked > self.due_from)


def _naming(extension: Extension, owners: Mapping[int, str]) -> str:
    return _(
        "{kind} {before} → {after}: {reason}",
        kind=_(KINDS[extension.kind]),
        before=extension.due_from or "-",
        after=extension.due_to,
        reason=extension.reason,
    )


NOUN = Noun(
    Extension,
    "extension",
    mark("extension"),
    name="reason",
    naming=_naming,
    identity=(("about", "due_from", "due_to"),),
    listed=("about", "due_from", "due_to", "reason", "approver", "document", "asked", "kind"),
    page=PageLine(("about",), mark("Dates that moved"), ("reason", "approver"), date="due_from", until="due_to"),
    news=("asked",),
)
