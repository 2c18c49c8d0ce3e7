"""Sitting: what the papers of a meeting share: when and where, what became of the last one, its topics."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from reformcli import columns
from reformcli.document import Fields
from reformcli.errors import NotPossible
from reformcli.i18n import _, mark
from reformcli.model.ledger import Ledger
from reformcli.model.mark import Mark
from reformcli.model.meeting import Meeting, body_of, title_of
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.topic import KINDS, OUTCOMES, PAPER, SET_TOPIC, Topic
from reformcli.model.work import Work
from reformcli.reports.meetings import LastMeeting, last_meeting, summed_up
from reformcli.reports.papers.declared import PaperField
from reformcli.reports.question import Question
from reformcli.table import Column, Row, Table
from reformcli.verbs.scores import JUDGEMENTS

LAST_DECISIONS = (
    columns.REF,
    columns.TITLE,
    Column("owner", mark("Owner"), mark("Who answers for it.")),
    columns.DUE,
    columns.STATE,
    columns.DAYS_LATE,
)


def meeting_of(question: Question) -> Meeting:
    """The meeting that a paper is about. Raises NotPossible for anything else."""
    thing = question.about
    if isinstance(thing, Meeting):
        return thing
    kind = noun_of(thing)
    raise NotPossible(_("{ref} is no meeting.", ref=kind.said(thing)), hint=_("See `reform meeting list`."))


def sitting(ledger: Ledger, question: Question, meeting: Meeting, names: Mapping[int, str]) -> Fields:
    """The fields that an agenda and minutes share. What became of the last meeting stands as on the day asked about."""
    topics = sorted(ledger.find(Topic, meeting=meeting.number), key=lambda topic: topic.number)
    return {
        "ref": str(ref_of(meeting)),
        "title": title_of(meeting, names, question.option("office.commission", str)),
        "body": body_of(meeting, names, question.option("office.commission", str)),
        "session": meeting.session,
        "office": question.option("office.name", str),
        "day": meeting.date,
        "place": meeting.place,
        "chair": names.get(meeting.chair or 0),
        **_before(last_meeting(ledger, meeting, question.scope.today), question.scope.today, names),
        "papers": tuple(_topics(ledger, (topic for topic in topics if topic.kind == PAPER), names)),
        "reports": tuple(_topics(ledger, (topic for topic in topics if topic.kind == SET_TOPIC), names)),
        "others": tuple(_topics(ledger, (topic for topic in topics if topic.kind not in (PAPER, SET_TOPIC)), names)),
    }


def _before(last: LastMeeting | None, today: date, names: Mapping[int, str]) -> Fields:
    """What became of the last meeting; `last` is blank where there was none."""
    decided, put_off, open_before = (last.decided, last.put_off, last.open_before) if last else ([], [], [])
    return {
        "last": str(ref_of(last.meeting)) if last else None,
        "last_day": last.meeting.date if last else None,
        "last_summary": summed_up(last, today) if last else None,
        "last_decisions": Table(
            "last-decisions", _("Decisions of the last meeting"), LAST_DECISIONS, _decisions(decided, today, names)
        ),
        "open_before": Table(
            "open-before", _("Open from meetings before"), LAST_DECISIONS, _decisions(open_before, today, names)
        ),
        "put_off": tuple({"ref": str(ref_of(topic)), "title": topic.title} for topic in put_off),
    }


def _decisions(decided: Sequence[Work], today: date, names: Mapping[int, str]) -> tuple[Row, ...]:
    return tuple(
        (str(work.ref), work.title, names.get(work.owner or 0), work.due, work.state, work.days_late(today) or None)
        for work in decided
    )


def _topics(ledger: Ledger, topics: Iterable[Topic], names: Mapping[int, str]) -> Iterator[Fields]:
    for topic in topics:
        yield {
            "ref": str(ref_of(topic)),
            "kind": _(KINDS[topic.kind]),
            "title": topic.title,
            "owner": names.get(topic.owner or 0),
            "project": None if topic.project is None else str(topic.project),
            "document": topic.document,
            "minutes": topic.minutes,
            "outcome": _(OUTCOMES[topic.outcome]) if topic.outcome else None,
            "comment": topic.comment,
            "marks": tuple(_marks(ledger, topic)),
        }


def _marks(ledger: Ledger, topic: Topic) -> Iterator[Fields]:
    """The judgements for which a topic is the evidence: praise, criticism."""
    for judged in ledger.find(Mark, evidence=ref_of(topic)):
        if judged.rule in JUDGEMENTS:
            yield {"ref": str(ref_of(judged)), "kind": _(JUDGEMENTS[judged.rule])}


_TOPIC = (
    PaperField("ref", mark("What to type for it: M4.2.")),
    PaperField("kind", mark("Paper, set-topic, roll-call or talk.")),
    PaperField("title", mark("What it is about.")),
    PaperField("owner", mark("Who reports.")),
    PaperField("project", mark("Number of the project.")),
    PaperField("document", mark("Number of the paper that is reviewed.")),
    PaperField("minutes", mark("How long it may take, in minutes.")),
    PaperField("outcome", mark("What came of it.")),
    PaperField("comment", mark("What was said of it.")),
    PaperField(
        "marks",
        mark("Praise and criticism for which it is the evidence."),
        fields=(
            PaperField("ref", mark("What to type for it: P9.")),
            PaperField("kind", mark("Whether it is praise or criticism.")),
        ),
    ),
)

FIELDS = (
    PaperField("ref", mark("What to type for the meeting: M4.")),
    PaperField("title", mark("What the meeting is called; the commission by the setting office.commission.")),
    PaperField("body", mark("Who meets, as the title has it.")),
    PaperField("session", mark("Which session of the body it is.")),
    PaperField("office", mark("The office's own name, by the setting office.name.")),
    PaperField("day", mark("Day of the meeting.")),
    PaperField("place", mark("Where it is held.")),
    PaperField("chair", mark("Who presides.")),
    PaperField("last", mark("The meeting of the same body before it; blank where there was none.")),
    PaperField("last_day", mark("Day of that meeting.")),
    PaperField("last_summary", mark("How many of its decisions are done, open and overdue.")),
    PaperField("last_decisions", mark("Its decisions, as they stand on the day asked about."), LAST_DECISIONS),
    PaperField("open_before", mark("What is still open of what the meetings before that one decided."), LAST_DECISIONS),
    PaperField(
        "put_off",
        mark("Topics that it put off."),
        fields=(
            PaperField("ref", mark("What to type for it: M4.2.")),
            PaperField("title", mark("What it is about.")),
        ),
    ),
    PaperField("papers", mark("Papers to be reviewed."), fields=_TOPIC),
    PaperField("reports", mark("Reports on set topics."), fields=_TOPIC),
    PaperField("others", mark("Roll-calls and talks."), fields=_TOPIC),
)
"""The fields that an agenda and minutes share."""
