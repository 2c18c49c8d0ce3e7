"""The fact `period`: months in which a unit had work to report on, and whether anything was heard of it in time."""

from collections.abc import Iterator
from datetime import date

from reformcli.i18n import _
from reformcli.model.states import DROPPED
from reformcli.model.work import Work
from reformcli.scoring.due_work import finished
from reformcli.scoring.fact import Fact
from reformcli.scoring.heard import heard, last_day
from reformcli.scoring.records import Records


def period_facts(records: Records) -> Iterator[Fact]:
    """Every month of the year whose last day for reports has passed, for each unit that led open work on that day.

    A month in which no unit at all was heard of is none: the office took no reports then, or kept none.
    """
    days = heard(records.ledger, records.work, records.owners, records.lead, records.contacts)
    heard_of = {(day.year, day.month) for said in days.values() for day in said}
    frame = records.frame
    for month in range(1, 13):
        first = date(frame.year, month, 1)
        if (first.year, first.month) not in heard_of or first > frame.last:
            continue
        last = last_day(records.ledger, frame.on(first), first)
        if last >= frame.today:
            continue
        for owner in sorted(_owing(records, last)):
            missing = not any(first <= day <= last for day in days.get(owner, ()))
            words = _("nothing heard from {first} to {last}", first=first, last=last) if missing else _("reported")
            yield Fact("period", owner, last, f"{first:%Y-%m}", words, {"missing": missing})


def _owing(records: Records, day: date) -> set[int]:
    """The numbers of the owners who led projects or matters that were open on a day."""
    return {
        owner
        for piece in records.work
        if not piece.is_milestone and _is_open_on(piece, day, records)
        for owner in records.lead(piece, day)
    }


def _is_open_on(piece: Work, day: date, records: Records) -> bool:
    if piece.state == DROPPED or (piece.plan is not None and piece.plan > day.year):
        return False
    opened = records.matters[piece.number].opened if piece.noun == "matter" else piece.start
    ended = finished(piece)
    return (opened is None or opened <= day) and (ended is None or ended > day)
