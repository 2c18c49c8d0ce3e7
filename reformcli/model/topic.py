"""Topic (议题): what a meeting takes up: a paper reviewed, a report on a set topic, a roll-call, a talk."""

from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, choice, line, number, passage, reference
from reformcli.model.meeting import Meeting
from reformcli.model.noun import Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.project import Project

PAPER, SET_TOPIC, DEFERRED = "paper", "set-topic", "deferred"

KINDS = {
    PAPER: mark("paper"),
    SET_TOPIC: mark("report on a set topic"),
    "roll-call": mark("roll-call"),
    "talk": mark("talk"),
}
"""A paper is reviewed; units report on a topic set for them; every liaison speaks in turn; somebody lectures."""

OUTCOMES = {
    "approved": mark("approved"),
    "amended": mark("approved with changes"),
    "returned": mark("sent back"),
    "noted": mark("noted"),
    DEFERRED: mark("put off"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Thing):
    """A topic, `M4.2` being the second of meeting M4. What was decided under it are matters that come from it."""

    meeting: int = reference(Meeting, mark("Meeting"), mark("Meeting that takes it up."), required=True, entered=False)
    kind: str = choice(mark("Kind"), mark("Paper, set-topic, roll-call or talk."), KINDS, default=PAPER)
    title: str = line(mark("Title"), mark("What it is about."), required=True)
    project: int | None = reference(Project, mark("Project"), mark("Project that it is about."))
    owner: int | None = reference(Owner, mark("Reporter"), mark("Who reports."))
    document: str | None = line(mark("Document"), mark("Number of the paper that is reviewed."))
    minutes: int | None = number(mark("Length"), mark("How long it may take, in minutes."))
    outcome: str | None = choice(mark("Outcome"), mark("What came of it."), OUTCOMES)
    comment: str | None = passage(mark("Comment"), mark("What was said of it."))


NOUN = Noun(
    Topic,
    "topic",
    mark("topic"),
    identity=(("meeting", "number"), ("meeting", "title")),
    listed=("kind", "title", "owner", "project", "outcome", "document", "minutes", "comment"),
    page=PageLine(("meeting", "project", "owner"), mark("Topics"), ("title", "comment"), role="kind", state="outcome"),
)
