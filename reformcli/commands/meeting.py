"""`reform meeting`: meetings, and the topics that they take up."""

from typing import Annotated

import typer

from reformcli.errors import NotPossible, UsageError
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.meeting import Meeting
from reformcli.model.noun import ref_of
from reformcli.model.refs import parse
from reformcli.model.topic import NOUN as TOPIC
from reformcli.model.topic import Topic
from reformcli.reports.meetings import decisions_of
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.new_owners import NEW_OWNER
from reformcli.shell.noun_commands import Rules
from reformcli.shell.options import OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import entry, must_exist, values
from reformcli.shell.written import write
from reformcli.verbs.meetings import add_meeting, add_topic, edit_meeting, edit_topic
from reformcli.verbs.owners import OwnerBook


class MeetingRules(Rules[Meeting]):
    """A body meets once a day and has a session once a year; one that decided something has been held."""

    argument = "body"

    def add(self, values: FieldValues) -> list[Change[Thing]]:
        """Record a meeting, as the next session of its body unless one is given, which is told."""
        changes = add_meeting(values, self.context.ledger.find(Meeting), self.context.today)
        meeting = changes[0].thing
        if "session" not in values and isinstance(meeting, Meeting):
            self.context.say(_("Session {n}, the next one; --session gives another.", n=meeting.session or "-"))
        return changes

    def edit(self, thing: Meeting, values: FieldValues) -> list[Change[Thing]]:
        """Correct a meeting, or put it off."""
        ledger = self.context.ledger
        return edit_meeting(
            thing,
            values,
            ledger.find(Meeting),
            topics=ledger.find(Topic, meeting=thing.number),
            decisions=decisions_of(ledger, thing),
            today=self.context.today,
        )


def topic(
    context: Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF", help=mark("The meeting (M4) that takes it up, or a topic (M4.2)."), autocompletion=refs
        ),
    ],
    title: Annotated[str | None, typer.Argument(metavar="[TITLE]", help=mark("What it is about."))] = None,
) -> None:
    """Add a topic to a meeting, or change one: what came of it, who reports."""
    thing = context.ledger.get(parse(ref))
    if not isinstance(thing, Meeting | Topic):
        raise NotPossible(_("{ref} is neither a meeting nor a topic.", ref=ref_of(thing)))
    book = OwnerBook(context.writable.owners())
    typed = values(context, TOPIC, book)
    if isinstance(thing, Meeting):
        (title,) = context.supplied("reform meeting topic", (_("TITLE"), _("What it is about."), title))
    if title is not None:
        typed["title"] = entry(context).value(TOPIC.fields["title"], title)
    if isinstance(thing, Meeting):
        changes = add_topic(thing, typed, context.today)
    elif not typed:
        raise UsageError(_("Nothing to change was given."), hint=_("See `{path} --help`.", path="reform meeting topic"))
    else:
        changes = edit_topic(thing, context.ledger.get_of(Meeting, thing.meeting), typed, context.today)
    must_exist(context, changes)
    write(context, "meeting topic", [*book.changes(), *changes])


def _options() -> tuple[Shared, ...]:
    declared = [field for field in TOPIC.fields.values() if field.entered and field.key != "title"]
    return (*fields(*declared), NEW_OWNER)


RULES = MeetingRules

SPECS = {
    "topic": Spec(
        topic,
        (
            (
                mark('reform meeting topic M4 "How insurance pays" --project 91 --owner Insurance'),
                mark("A paper to be reviewed, and who reports."),
            ),
            (mark('reform meeting topic M4.2 --outcome approved --comment "on course"'), mark("What came of a topic.")),
        ),
        (OUTPUT, WRITING),
        _options,
    )
}
