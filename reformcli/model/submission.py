"""Submission (报送信息): what was written about reform work and sent up, or commissioned and still to be sent."""

import datetime as dt
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, choice, day, line, reference, references
from reformcli.model.noun import Example, Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.project import Project

SHORT, LONG, STUDY, URGENT, COMMISSIONED = "short", "long", "study", "urgent", "commissioned"

FORMS = {
    SHORT: mark("short item"),
    LONG: mark("long item"),
    STUDY: mark("study"),
    URGENT: mark("urgent item"),
    COMMISSIONED: mark("commissioned"),
}
"""What is sent: an item of news, a report, a study, what cannot wait, or what the level above has asked for."""

SENT, TO_COME, MISSED = "sent", "to-come", "missed"

SUBMISSION_STATES = {SENT: mark("sent"), TO_COME: mark("to come"), MISSED: mark("missed")}
"""How a submission stands: worked out from its days, never recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Thing):
    """A submission. One without a date was sent on a day that is not known, or, commissioned, is still to be sent by
    `due`."""

    title: str = line(mark("Title"), mark("What it is about."), required=True)
    owner: int = reference(Owner, mark("Sent by"), mark("Who wrote it."), required=True)
    shared: tuple[int, ...] = references(Owner, mark("Shared with"), mark("Who else wrote it."))
    group: int | None = reference(Owner, mark("Group"), mark("Special group whose field it is from."), role="group")
    date: dt.date | None = day(mark("Date"), mark("Day on which it was sent up."))
    form: str | None = choice(mark("Type"), mark("Short, long, study, urgent or commissioned."), FORMS)
    due: dt.date | None = day(mark("Due"), mark("Last day in time, in words or as a date."))
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), entered=False)
    projects: tuple[int, ...] = references(
        Project, mark("Projects"), mark("Numbers of the projects that it tells of, separated by commas.")
    )

    def was_sent_by(self, day: dt.date) -> bool:
        """Whether it was sent by a day, that day too."""
        return self.form != COMMISSIONED if self.date is None else self.date <= day

    def state_on(self, today: dt.date) -> str:
        """How it stands on a day, one of `SUBMISSION_STATES`: missed once its last day has passed without it."""
        if self.was_sent_by(today):
            return SENT
        return MISSED if self.due is not None and self.due < today else TO_COME

    def days_late(self, today: dt.date) -> int:
        """Calendar days that it was sent after its last day, or is past it and still to be sent."""
        last = self.date if self.was_sent_by(today) else today
        return max(0, (last - self.due).days) if last is not None and self.due is not None else 0

    @property
    def writers(self) -> tuple[int, ...]:
        """The numbers of all who wrote it, each once, its owner first."""
        return tuple(dict.fromkeys((self.owner, *self.shared)))


NOUN = Noun(
    Submission,
    "submission",
    mark("submission"),
    identity=(("number",), ("title", "owner", "date")),
    listed=("title", "owner", "shared", "date", "form", "due", "projects"),
    page=PageLine(("projects", "owner", "shared", "group"), mark("Submissions"), ("title",), role="form", date="date"),
    news=("date",),
    summary=mark("What was sent up, who printed it, and the points for it."),
    commands=("add", "list", "edit", "show", "remove"),
    examples={
        "list": (
            Example("reform submission list --state missed", mark("What was commissioned and is missed.")),
            Example(
                mark("reform submission list --owner Transport --since 2026-01-01"), mark("One unit's, of a year.")
            ),
        ),
        "add": (
            Example(
                mark('reform submission add "How points for clean yards work" --owner Transport --projects 24'),
                mark("Sent today, about a project."),
            ),
            Example(
                mark(
                    'reform submission add "Lessons of the year" --owner Transport --form commissioned --due 2026-10-20'
                ),
                mark("Commissioned, to be sent by a day."),
            ),
        ),
        "edit": (
            Example("reform submission edit S88 --date 2026-10-12", mark("The day on which it was sent.")),
            Example(mark("reform submission edit S88 --shared Education"), mark("Who else wrote it.")),
        ),
        "show": (
            Example("reform submission show S88", mark("One of them, and who printed it.")),
            Example("reform submission show S88 --json", mark("For another program.")),
        ),
    },
)
