"""Meetings: what a meeting is called, what it decided, and what has become of what the last one decided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reformcli.i18n import _, plural
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.meeting import Meeting
from reformcli.model.noun import ref_of
from reformcli.model.scope import Scope
from reformcli.model.states import DONE
from reformcli.model.topic import DEFERRED, Topic
from reformcli.model.work import Work
from reformcli.reports.question import Question
from reformcli.table import Column, Row, row
from reformcli.verbs.meetings import all_before

LAST, PUT_OFF = "last", "put-off"
"""Sections of a meeting's page: decisions of the last one, and topics that it put off."""


def decisions_of(ledger: Ledger, meeting: Meeting) -> list[Matter]:
    """The matters that come from a meeting or one of its topics, in the order of their numbers."""
    sources = [ref_of(meeting), *(ref_of(topic) for topic in ledger.find(Topic, meeting=meeting.number))]
    matters = (matter for source in sources for matter in ledger.find(Matter, source=source))
    return sorted(matters, key=lambda matter: matter.number)


class LastMeeting(NamedTuple):
    """The last meeting of a body, what it decided as work, as that stands on a day, the topics that it put off, and
    what is still open of what the meetings before it decided."""

    meeting: Meeting
    decided: list[Work]
    put_off: list[Topic]
    open_before: list[Work]


def last_meeting(ledger: Ledger, meeting: Meeting, today: date) -> LastMeeting | None:
    """The meeting of the same body before `meeting`, and what became of it by `today`; None where there was none."""
    earlier = all_before(meeting, ledger.find(Meeting))
    if not earlier:
        return None
    last, *before = earlier
    refs = {ref_of(matter) for matter in decisions_of(ledger, last)}
    refs_before = {ref_of(matter) for other in before for matter in decisions_of(ledger, other)}
    matters = list(ledger.work(Scope(today), open_only=False, nouns=("matter",))) if refs or refs_before else []
    decided = sorted((work for work in matters if work.ref in refs), key=lambda work: work.number)
    open_before = sorted(
        (work for work in matters if work.ref in refs_before and work.is_open), key=lambda work: work.number
    )
    put_off = [topic for topic in ledger.find(Topic, meeting=last.number) if topic.outcome == DEFERRED]
    return LastMeeting(last, decided, put_off, open_before)


def last_time(
    ledger: Ledger, meeting: Meeting, question: Question, shown: Sequence[Column], names: Mapping[int, str]
) -> tuple[list[Row], tuple[str, ...]]:
    """The rows, under the columns `shown` of a page, that say what has become of what the last meeting of the same
    body decided and put off, and the note that sums them up; nothing where there was none."""
    last = last_meeting(ledger, meeting, question.scope.today)
    if last is None:
        return [], ()
    rows = [
        *(_decision(matter, shown, names) for matter in last.decided),
        *(row(shown, section=PUT_OFF, ref=str(ref_of(topic)), value=topic.title) for topic in last.put_off),
    ]
    return rows, (summed_up(last, question.scope.today),)


def _decision(work: Work, shown: Sequence[Column], names: Mapping[int, str]) -> Row:
    owner = names.get(work.owner, "") if work.owner is not None else ""
    return row(
        shown,
        section=LAST,
        ref=str(work.ref),
        field=work.kind_code,
        value=" · ".join(filter(None, (work.title, owner))),
        date=work.due,
        state=work.state,
        until=work.done,
    )


def summed_up(last: LastMeeting, today: date) -> str:
    """How many decisions of the last meeting are done, open and overdue."""
    if not last.decided:
        return _("{ref} of {date} decided nothing that is followed.", ref=ref_of(last.meeting), date=last.meeting.date)
    states = Counter(work.state for work in last.decided)
    return plural(
        "{n} decision of {ref}: {done} done ({share}), {open} open, {late} of these overdue.",
        "{n} decisions of {ref}: {done} done ({share}), {open} open, {late} of these overdue.",
        len(last.decided),
        ref=ref_of(last.meeting),
        done=states[DONE],
        share=f"{states[DONE] / len(last.decided):.0%}",
        open=sum(work.is_open for work in last.decided),
        late=sum(work.is_overdue(today) for work in last.decided),
    )
