"""Meeting (会议): a sitting of the commission, the office, a group or the liaisons, held or to come."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reformcli.i18n import _, mark
from reformcli.model.fields import Thing, choice, day, line, names, number, reference, references
from reformcli.model.noun import Example, Noun, PageLine
from reformcli.model.owner import Owner

COMMISSION, OFFICE, GROUP, LIAISONS = "commission", "office", "group", "liaisons"

BODIES = {
    COMMISSION: mark("commission"),
    OFFICE: mark("office"),
    GROUP: mark("group"),
    LIAISONS: mark("liaisons"),
}
"""Who meets: the commission, its office, one of its special groups, the liaisons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Thing):
    """A meeting. One whose date is to come is planned; `owner` is the group that meets, where a group does."""

    body: str = choice(
        mark("Body"),
        mark("Who meets: commission, office, group or liaisons."),
        BODIES,
        default=COMMISSION,
        needed=True,
    )
    owner: int | None = reference(Owner, mark("Group"), mark("Which group meets."), role="group")
    session: int | None = number(mark("Session"), mark("Which session of the body it is."))
    date: dt.date | None = day(mark("Date"), mark("Day of the meeting; one to come is a plan."), required=True)
    place: str | None = line(mark("Venue"), mark("Where it is held."))
    chair: int | None = reference(Owner, mark("Chair"), mark("Who presides."), role="leader")
    present: tuple[str, ...] = names(mark("Present"), mark("Who was there, separated by commas."))
    absent: tuple[int, ...] = references(Owner, mark("Absent"), mark("Owners who should have been there."))
    minutes: str | None = line(mark("Minutes"), mark("Number of the paper that holds its minutes."))


def title_of(meeting: Meeting, owners: Mapping[int, str], commission: str | None = None) -> str:
    """What people call a meeting; `owners` are their names by number, `commission` the commission's full name."""
    body = body_of(meeting, owners, commission)
    if meeting.session is None:
        return _("Meeting of {body}", body=body)
    return _("Meeting {n} of {body}", n=meeting.session, body=body)


def body_of(meeting: Meeting, owners: Mapping[int, str], commission: str | None = None) -> str:
    """What people call whoever meets; the arguments are those of `title_of`."""
    if meeting.owner is not None:
        return owners.get(meeting.owner, "")
    return commission if commission and meeting.body == COMMISSION else _(BODIES[meeting.body])


NOUN = Noun(
    Meeting,
    "meeting",
    mark("meeting"),
    name="body",
    naming=title_of,
    identity=(("number",), ("body", "owner", "date")),
    listed=("body", "owner", "session", "date", "chair", "place", "absent", "minutes"),
    page=PageLine(("owner", "chair", "absent"), mark("Meetings"), ("session", "place"), role="body", date="date"),
    summary=mark("Meetings, their topics, and what became of what they decided."),
    commands=("add", "list", "edit", "show", "remove"),
    examples={
        "add": (
            Example(
                mark('reform meeting add commission --date 2026-05-12 --chair "Deputy Mayor"'),
                mark("A meeting of the commission, as its next session."),
            ),
            Example(
                mark('reform meeting add group --owner "Social Affairs" --date 2026-06-03'),
                mark("A meeting of a group; a day to come stands in `reform calendar`."),
            ),
        ),
        "list": (
            Example("reform meeting list --since 2026-01-01", mark("Meetings from this day on, those to come too.")),
            Example(mark('reform meeting list --owner "Social Affairs"'), mark("Those of one group.")),
        ),
        "show": (
            Example("reform meeting show M4", mark("What became of the last meeting's decisions, then its topics.")),
            Example("reform meeting show M4 --markdown", mark("As a text for the minutes.")),
        ),
        "edit": (
            Example("reform meeting edit M4 --date 2026-05-19", mark("A meeting that was put off.")),
            Example(mark("reform meeting edit M4 --absent Finance --minutes 4/2026"), mark("Who was not there.")),
        ),
    },
)
