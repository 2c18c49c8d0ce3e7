"""Matters: recording findings, decisions, obstacles and the like, and what has come back of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import FieldValue, FieldValues, Thing, value_in
from reformcli.model.ledger import Ledger
from reformcli.model.matter import SOURCES, Matter
from reformcli.model.meeting import Meeting
from reformcli.model.milestone import Milestone
from reformcli.model.noun import build, ref_of
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.states import OPEN_STATES, PLANNED, STARTED
from reformcli.model.topic import Topic
from reformcli.model.visit import Visit
from reformcli.rulebook import in_force
from reformcli.rulebook.limits import limit_end, limit_words
from reformcli.verbs.rings import must_not_come_back

Find = Callable[[Ref], Thing | None]
"""Gives the thing that a ref means."""


def add_matter(
    values: FieldValues, *, source: Thing | None, find: Find, relapse_of: Matter | None, today: date
) -> list[Change[Thing]]:
    """Record a matter, which comes from `source` where there is one; see `from_source` for what that makes of it.

    Without a source it is opened today unless `values` say otherwise; what has come back falls to whom it fell.
    Raises BadValue without a title, for a day to come, or for a state in which nothing begins; NotPossible where the
    matter that has come back is still open, the meeting that decided it is still to come, or neither the source nor
    `values` say what it is.
    """
    first: dict[str, FieldValue] = {"opened": today, **from_source(source, find)}
    if source is not None:
        must_have_come(source, value_in(first, "opened", date), today)
        _must_say_what_it_is(source, {**first, **values})
    if relapse_of is not None:
        first = {**_as_before(must_be_closed(relapse_of), find, today), **first, "relapse_of": relapse_of.number}
    matter = checked(build(Matter, {**first, **values}), today)
    if matter.state not in (PLANNED, STARTED):
        raise BadValue(
            _("What is added is not started or in hand."), hint=_("Add it, then try `reform done REF --on …`.")
        )
    return [Change(None, replace(matter, process=matter.kind))]


def with_limit(matter: Matter, ledger: Ledger, today: date) -> tuple[Matter, str]:
    """`matter`, which has no time limit, with the one that the rules of its first day give it, and the sentence that
    tells of it; as it is, and no sentence, where they give none."""
    opened = matter.opened or today
    limit = in_force(ledger, opened).limit.get(matter.kind)
    end = None if limit is None else limit_end(ledger, limit, opened, today)
    if limit is None or end is None:
        return matter, ""
    words = limit_words(limit)
    sentence = _(
        "No time limit was given: by the rule limit.{kind}, {words}, it is due on {date}.",
        kind=matter.kind,
        words=words,
        date=end,
    )
    return replace(matter, due=end, due_said=words, due_first=end), sentence


def from_source(source: Thing | None, find: Find) -> dict[str, FieldValue]:
    """What a matter is by what it comes from: its kind; against the unit and about the only project of a visit, on its
    day; about the project of a milestone or topic, or the project itself; decided on the day of its meeting, under the
    number of its minutes. `find` gives the meeting of a topic."""
    if source is None:
        return {}
    ref = ref_of(source)
    values: dict[str, FieldValue] = {"source": ref}
    if ref.noun in SOURCES:
        values["kind"] = SOURCES[ref.noun]
    if isinstance(source, Visit):
        values |= {"owner": source.owner, "opened": source.date}
        if len(source.projects) == 1:
            values["project"] = source.projects[0]
    elif isinstance(source, Project):
        values["project"] = source.number
    elif isinstance(source, Milestone):
        values["project"] = source.project
    elif isinstance(source, Meeting | Topic):
        meeting = find(Ref("meeting", source.meeting)) if isinstance(source, Topic) else source
        if isinstance(meeting, Meeting):
            values |= {"opened": meeting.date, "document": meeting.minutes}
        if isinstance(source, Topic):
            values["project"] = source.project
    return values


def _as_before(earlier: Matter, find: Find, today: date) -> dict[str, FieldValue]:
    """What has come back is by what it was: its kind, its project, and its owner where that is in post today."""
    values: dict[str, FieldValue] = {"kind": earlier.kind, "project": earlier.project}
    owner = None if earlier.owner is None else find(Ref("owner", earlier.owner))
    if isinstance(owner, Owner) and owner.is_in_post(today):
        values["owner"] = owner.number
    return values


def _must_say_what_it_is(source: Thing, values: FieldValues) -> None:
    if isinstance(source, Matter):
        raise NotPossible(
            _("{ref} is a matter itself: nothing comes from it.", ref=ref_of(source)),
            hint=_("What has come back is added with --relapse-of {ref}.", ref=ref_of(source)),
        )
    if "kind" not in values:
        raise NotPossible(
            _("{ref} does not say what kind of matter comes from it.", ref=ref_of(source)), hint=_("Give --kind.")
        )


def must_have_come(source: Thing, day: date | None, today: date) -> None:
    """Raise NotPossible where `source`, which is on `day`, is still to come: nothing comes from it yet."""
    if day is not None and day > today:
        raise NotPossible(
            _("{ref} is on {date}, which has not come yet.", ref=ref_of(source), date=day),
            hint=_("Add what it decides once it is held."),
        )


def checked(matter: Matter, today: date) -> Matter:
    """`matter`, which must have a title and cannot have begun after `today`, nor be cleared by who raised it. Raises
    BadValue, or NotPossible for the last."""
    if not matter.title.strip():
        raise BadValue(_("The title cannot be empty."), hint=_("Say what it is about."))
    if matter.opened is not None and matter.opened > today:
        raise BadValue(_("{date} has not come yet.", date=matter.opened), hint=_("Give the day on which it began."))
    if matter.kind == "obstacle" and matter.raised_by is not None and matter.owner == matter.raised_by:
        raise NotPossible(
            _("Who raises an obstacle cannot be the one who clears it."), hint=_("Name another owner with --lead.")
        )
    return matter


def must_be_closed(earlier: Matter) -> Matter:
    """`earlier`, of which something can only have come back once it was closed. Raises NotPossible."""
    if earlier.state in OPEN_STATES:
        raise NotPossible(
            _("{ref} is not closed, so nothing has come back.", ref=ref_of(earlier)),
            hint=_("Leave out --relapse-of."),
        )
    return earlier


def must_have_been_closed(matter: Matter, matters: Iterable[Matter]) -> None:
    """Raise NotFound where `matter` is a relapse of none of `matters`, NotPossible where that one is open, or where it
    would come back to itself by way of others."""
    present = list(matters) if matter.relapse_of is not None else []
    must_not_come_back(matter, present)
    for earlier in present:
        if earlier.number == matter.relapse_of:
            must_be_closed(earlier)
