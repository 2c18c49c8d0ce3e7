"""Meetings and topics: recording and correcting them, which session comes next, and which meeting was the last."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _, joined, typed_words
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.matter import Matter
from reformcli.model.meeting import BODIES, GROUP, Meeting
from reformcli.model.noun import build, changed, ref_of
from reformcli.model.topic import Topic


def add_meeting(values: FieldValues, others: Iterable[Meeting], today: date) -> list[Change[Thing]]:
    """Record a meeting, held or to come; without a session it is the next one of its body among `others`.

    Raises BadValue without body or day, for a group's without its group, for one to come with who was there or not, and
    where another is the same.
    """
    if "body" not in values:
        hint = _("Give {flag}: {words}.", flag="--body", words=joined(typed_words(BODIES)))
        raise BadValue(_("A meeting needs the body that meets."), hint=hint)
    others = list(others)
    meeting = _formed(build(Meeting, values))
    if "session" not in values:
        meeting = replace(meeting, session=_next_session(meeting, _of_its_body(meeting, others)))
    return [Change(None, checked(_attended(meeting, today), others))]


def edit_meeting(
    meeting: Meeting,
    values: FieldValues,
    others: Iterable[Meeting],
    *,
    topics: Iterable[Topic],
    decisions: Iterable[Matter],
    today: date,
) -> list[Change[Thing]]:
    """Change fields of a meeting. Raises what `add_meeting` does, and NotPossible for a day to come where its `topics`
    have outcomes or there are `decisions` of it."""
    after = checked(_attended(changed(meeting, values), today), others)
    if after == meeting:
        return []
    held = [ref_of(topic) for topic in topics if topic.outcome] + [ref_of(matter) for matter in decisions]
    if after.date and after.date > today and held:
        what = _("{ref} has been held: {other} came of it.", ref=ref_of(meeting), other=held[0])
        raise NotPossible(what, hint=_("Add a meeting for {date}.", date=after.date))
    return [Change(meeting, after)]


def add_topic(meeting: Meeting, values: FieldValues, today: date) -> list[Change[Thing]]:
    """Add a topic to a meeting. Raises BadValue without a title, or for an outcome before the meeting's day."""
    return [Change(None, _sensible(build(Topic, {"meeting": meeting.number, **values}), meeting, today))]


def edit_topic(topic: Topic, meeting: Meeting, values: FieldValues, today: date) -> list[Change[Thing]]:
    """Change fields of a topic of `meeting`. Raises what `add_topic` does."""
    after = _sensible(changed(topic, values), meeting, today)
    return [Change(topic, after)] if after != topic else []


def all_before(meeting: Meeting, meetings: Iterable[Meeting]) -> list[Meeting]:
    """Those of `meetings` that the same body held before `meeting`, the latest first: by day, never by session."""
    earlier = [other for other in _of_its_body(meeting, meetings) if _day(other) < _day(meeting)]
    return sorted(earlier, key=lambda other: (_day(other), other.number), reverse=True)


def _of_its_body(meeting: Meeting, meetings: Iterable[Meeting]) -> list[Meeting]:
    """Those of `meetings` that the same body holds, without `meeting` itself."""
    body = (meeting.body, meeting.owner)
    return [one for one in meetings if (one.body, one.owner) == body and one.number != meeting.number]


def _next_session(meeting: Meeting, same: Iterable[Meeting]) -> int:
    """The number after that of the latest of `same` that has one. Raises BadValue where one of them comes later."""
    numbered = sorted((one for one in same if one.session is not None), key=_day)
    latest = numbered[-1] if numbered else None
    if latest is not None and _day(latest) > _day(meeting):
        raise BadValue(
            _(
                "{ref} of {date} comes after it, so its session is not the next one.",
                ref=ref_of(latest),
                date=latest.date,
            ),
            hint=_("Give --session."),
        )
    return (latest.session or 0) + 1 if latest is not None else 1


def _formed(meeting: Meeting) -> Meeting:
    """`meeting`, which must have its day, and its group where a group meets."""
    if meeting.date is None:
        raise BadValue(_("A meeting needs its day."), hint=_("Give it with --date."))
    if meeting.body == GROUP and meeting.owner is None:
        raise BadValue(_("A meeting of a group needs its group."), hint=_("Name it with --owner."))
    if meeting.body != GROUP and meeting.owner is not None:
        raise BadValue(_("Only a meeting of a group names one."), hint=_("Leave out --owner, or give --body group."))
    return meeting


def _attended(meeting: Meeting, today: date) -> Meeting:
    """`meeting`, of which only one that has been held says who was there and who was not. Raises BadValue."""
    if _day(meeting) > today and (meeting.present or meeting.absent):
        what = _("The meeting is on {date}, which has not come yet.", date=meeting.date)
        raise BadValue(what, hint=_("Say who was there once it is held."))
    return meeting


def checked(meeting: Meeting, others: Iterable[Meeting]) -> Meeting:
    """`meeting`, which must have its day, its group where a group meets, and which no other of its body may be: none on
    its day, none of its session in its year. Raises BadValue or NotPossible."""
    for one in _of_its_body(_formed(meeting), others):
        if one.date == meeting.date:
            what = _("{ref} is the meeting of this body on {date} already.", ref=ref_of(one), date=meeting.date)
        elif meeting.session is not None and one.session == meeting.session and _day(one).year == _day(meeting).year:
            what = _("{ref} of {date} is session {n} already.", ref=ref_of(one), date=one.date, n=one.session)
        else:
            continue
        raise NotPossible(what, hint=_("Change it with `reform meeting edit {ref}`.", ref=ref_of(one)))
    return meeting


def _sensible(topic: Topic, meeting: Meeting, today: date) -> Topic:
    """`topic`, which must have a title, and an outcome only once its meeting has been held."""
    if not topic.title.strip():
        raise BadValue(_("The title cannot be empty."), hint=_("Say what it is about."))
    if topic.outcome is not None and _day(meeting) > today:
        raise BadValue(
            _("{ref} is on {date}, which has not come yet.", ref=ref_of(meeting), date=meeting.date),
            hint=_("Give the outcome once it is held."),
        )
    return topic


def _day(meeting: Meeting) -> date:
    return meeting.date or date.min
