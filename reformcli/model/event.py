"""Event (大事): a listing, a pilot, a meeting on site, an award, a talk or a trip, and the projects that it fed."""

import datetime as dt
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.adoption import LEVELS
from reformcli.model.fields import Thing, choice, day, line, passage, references
from reformcli.model.noun import Example, Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.project import Project

KINDS = {
    "listing": mark("listing"),
    "pilot": mark("pilot"),
    "on-site": mark("on-site meeting"),
    "award": mark("award"),
    "media": mark("media report"),
    "talk": mark("lecture"),
    "trip": mark("study trip"),
    "reception": mark("reception"),
    "interview": mark("interview"),
}
"""Put on a list, chosen to try something, host to a meeting, praised, written about; a lecture heard, others visited,
visitors received, the head of a unit called in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Thing):
    """An event, on one day or until another; without a level it is not known of which one it was."""

    kind: str = choice(
        mark("Kind"),
        mark("Listing, pilot, on-site, award, media, talk, trip, reception or interview."),
        KINDS,
        default="media",
        needed=True,
    )
    title: str = line(mark("Title"), mark("What it is."), required=True)
    level: str | None = choice(mark("Level"), mark("County, city, province or centre."), LEVELS)
    date: dt.date | None = day(mark("Date"), mark("Its day, or its first one."), required=True)
    until: dt.date | None = day(mark("Ended"), mark("Its last day."))
    document: str | None = line(mark("Document"), mark("Number of the paper that shows it."))
    owners: tuple[int, ...] = references(Owner, mark("Owners"), mark("Whose it is, separated by commas."))
    fed: tuple[int, ...] = references(
        Project, mark("Fed"), mark("Numbers of the projects that it helped, separated by commas.")
    )
    with_whom: str | None = line(mark("With whom"), mark("Who spoke, received or was received."))
    lessons: str | None = passage(mark("Lessons"), mark("What is to be learnt from it."))


NOUN = Noun(
    Event,
    "event",
    mark("event"),
    identity=(("number",), ("title", "date")),
    listed=("kind", "title", "level", "date", "until", "owners", "fed", "document"),
    page=PageLine(
        ("fed", "owners"),
        mark("Events"),
        ("title", "with_whom"),
        role="kind",
        date="date",
        until="until",
        state="level",
    ),
    summary=mark("What happened: listings, pilots, meetings on site, awards, talks, trips."),
    commands=("add", "list", "edit", "show", "remove"),
    examples={
        "add": (
            Example(
                mark('reform event add "On the national list" --kind listing --level centre --owners Transport'),
                mark("An honour of a unit."),
            ),
            Example(
                mark('reform event add "Lecture on budgets" --kind talk --fed 1,91 --date 2026-05-12'),
                mark("A talk, and the projects that it helped."),
            ),
        ),
        "edit": (
            Example("reform event edit E3 --document 12/2026", mark("The paper that shows it.")),
            Example('reform event edit E3 --fed ""', mark("It helped no project.")),
        ),
    },
)
