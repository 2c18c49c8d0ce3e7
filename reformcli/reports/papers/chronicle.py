"""Chronicle (大事记): meetings, events and what was done, day by day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from reformcli.document import Fields
from reformcli.errors import BadValue
from reformcli.i18n import _, mark
from reformcli.model.adoption import LEVELS
from reformcli.model.event import KINDS, Event
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.meeting import Meeting
from reformcli.model.noun import noun, noun_of, ref_of
from reformcli.model.scope import Scope
from reformcli.model.states import DONE
from reformcli.model.topic import Topic
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.question import Option, Question


class _Entry(NamedTuple):
    """What happened on a day: its noun, its kind in words, and what is told of it."""

    date: dt.date
    noun: str
    kind: str
    title: str
    ref: str
    until: dt.date | None = None
    level: str | None = None
    owners: tuple[str, ...] = ()
    with_whom: str | None = None
    document: str | None = None
    topics: tuple[str, ...] = ()


def chronicle(ledger: Ledger, question: Question) -> Fields:
    """The fields of a chronicle of the time from the option `since`, else the first day of the year, to `until`, else
    today. Raises BadValue where it ends before it begins."""
    today = question.scope.today
    until = min(today, question.option("until", dt.date) or today)
    since = question.option("since", dt.date) or dt.date(until.year, 1, 1)
    if since > until:
        raise BadValue(_("--since {day} is after its last day, {until}.", day=since, until=until))
    names = ledger.names()
    entries = [*_meetings(ledger, names), *_events(ledger, names), *_closings(ledger, since, until)]
    inside = sorted((entry for entry in entries if since <= entry.date <= until), key=lambda entry: entry.date)
    months = groupby(inside, key=lambda entry: entry.date.replace(day=1))
    return {
        "day": today,
        "office": question.option("office.name", str),
        "since": since,
        "until": until,
        "months": tuple({"month": first, "entries": tuple(_fields(entry) for entry in own)} for first, own in months),
    }


def _fields(entry: _Entry) -> Fields:
    return {**entry._asdict(), "level": _(LEVELS[entry.level]) if entry.level else None}


def _meetings(ledger: Ledger, names: Mapping[int, str]) -> Iterator[_Entry]:
    for meeting in ledger.find(Meeting):
        if meeting.date is not None:
            topics = tuple(topic.title for topic in ledger.find(Topic, meeting=meeting.number))
            yield _Entry(
                meeting.date,
                "meeting",
                _(noun("meeting").label),
                noun_of(meeting).full_name(meeting, names),
                str(ref_of(meeting)),
                document=meeting.minutes,
                topics=topics,
            )


def _events(ledger: Ledger, names: Mapping[int, str]) -> Iterator[_Entry]:
    for event in ledger.find(Event):
        if event.date is not None:
            yield _Entry(
                event.date,
                "event",
                _(KINDS[event.kind]),
                event.title,
                str(ref_of(event)),
                event.until,
                event.level,
                tuple(names[number] for number in event.owners),
                event.with_whom,
                event.document,
            )


def _closings(ledger: Ledger, since: dt.date, until: dt.date) -> Iterator[_Entry]:
    """The projects of any plan year that were done in the time."""
    work = ledger.work(Scope(until), open_only=False, nouns=("project",), done_from=since, done_to=until)
    for piece in work:
        if piece.state == DONE and piece.done is not None:
            yield _Entry(piece.done, "project", _(noun("project").label), piece.title, str(piece.ref))


PAPER = Paper(
    chronicle,
    (
        PaperField("day", mark("The day that it is of.")),
        PaperField("office", mark("The office's own name, by the setting office.name.")),
        PaperField("since", mark("The first day of its time.")),
        PaperField("until", mark("The last day of its time.")),
        PaperField(
            "months",
            mark("The months in which anything happened."),
            fields=(
                PaperField("month", mark("The first day of the month.")),
                PaperField(
                    "entries",
                    mark("What happened, by day."),
                    fields=(
                        PaperField("date", mark("Its day, or its first one.")),
                        PaperField("noun", mark("What it is: meeting, event, or project that was done.")),
                        PaperField("kind", mark("Its kind, in words.")),
                        PaperField("title", mark("What it is called.")),
                        PaperField("ref", mark("Its ref.")),
                        PaperField("until", mark("Its last day.")),
                        PaperField("level", mark("Of which level, in words.")),
                        PaperField("owners", mark("Whose it is.")),
                        PaperField("with_whom", mark("Who spoke, received or was received.")),
                        PaperField("document", mark("Number of its paper.")),
                        PaperField("topics", mark("What a meeting took up.")),
                    ),
                ),
            ),
        ),
    ),
    (
        ("reform paper chronicle -o chronicle.docx", mark("This year's, up to today.")),
        ("reform paper chronicle --since 2026-04-01 --until 2026-06-30", mark("A quarter's.")),
    ),
    options=(
        Option("since", FieldKind.DATE, mark("First day; the first of the year unless given.")),
        Option("until", FieldKind.DATE, mark("Last day; today unless given.")),
    ),
    settings=("office.name",),
)
