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
    """Every month of the year whose last day for reports has passed, for each unit that led work on that day.

    Missing is the report of a unit whose work was open and that was not heard of. Work that is done asks for none, but
    still counts as led, so that what falls late gives nobody a section that others lack. A month in which no unit said
    anything but that it was done is none: the office took no reports then, or kept none.
    """
    reckoning = records.reckoning
    days, taken = heard(records.ledger, records.work, records.owners, records.lead, records.contacts)
    for month in range(1, 13):
        first = date(reckoning.year, month, 1)
        if first > reckoning.last or not any((day.year, day.month) == (first.year, month) for day in taken):
            continue
        last = last_day(records.ledger, reckoning.on(first), first)
        if last >= reckoning.today:
            continue
        owing = dict(_owing(records, last))
        for owner in sorted(owing):
            missing = owing[owner] and not any(first <= day <= last for day in days.get(owner, ()))
            words = _("nothing heard from {first} to {last}", first=first, last=last) if missing else _("reported")
            yield Fact("period", owner, last, f"{first:%Y-%m}", words, {"missing": missing})


def _owing(records: Records, day: date) -> Iterator[tuple[int, bool]]:
    """The owners who led projects or matters on a day, by number; those with open ones, which owe a report, last."""
    led = [piece for piece in records.work if not piece.is_milestone and _has_begun(piece, day, records)]
    for is_open in (False, True):
        for piece in led:
            ended = finished(piece)
            if (ended is None or ended > day) is is_open:
                for owner in records.lead(piece, day):
                    yield owner, is_open


def _has_begun(piece: Work, day: date, records: Records) -> bool:
    if piece.state == DROPPED or (piece.plan is not None and piece.plan > day.year):
        return False
    opened = records.matters[piece.number].opened if piece.noun == "matter" else piece.start
    return opened is None or opened <= day
