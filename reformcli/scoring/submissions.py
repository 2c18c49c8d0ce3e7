"""The fact `submission`: submissions with the points that their adoptions of the year give each writer."""

from collections.abc import Iterator
from decimal import Decimal

from reformcli.i18n import _, in_a_line
from reformcli.model.adoption import KINDS, LEVELS
from reformcli.model.days import closing_day
from reformcli.model.noun import ref_of
from reformcli.scoring.fact import Fact
from reformcli.scoring.points import Gain, in_figures, sent, year_is_lost
from reformcli.scoring.records import Records


def submission_facts(records: Records) -> Iterator[Fact]:
    """Every submission that was adopted in the year, for each who wrote it and has not lost the year."""
    reckoning = records.reckoning
    every = sent(records.ledger, reckoning.last, lambda day: reckoning.on(day).submission)
    rules = reckoning.on(reckoning.last).submission
    written = every.by_writer()
    closing = closing_day(reckoning.last, reckoning.today)
    lost = {writer for writer, own in written.items() if year_is_lost(own, reckoning.year, closing, rules)}
    for submission in every.submissions:
        gains = [gain for gain in every.gains[submission.number] if reckoning.holds(gain.adoption.date)]
        if not gains:
            continue
        day = max(gain.adoption.date for gain in gains if gain.adoption.date is not None)
        words = in_a_line(map(_words, gains))
        points = sum((gain.points for gain in gains), Decimal(0))
        for writer in submission.writers:
            if writer not in lost:
                yield Fact("submission", writer, day, str(ref_of(submission)), words, points=points)


def _words(gain: Gain) -> str:
    """An adoption as a receipt tells of it: S90.1 province, sent on, 20."""
    adoption = gain.adoption
    facts = {
        "ref": str(ref_of(adoption)),
        "level": _(LEVELS[adoption.level]) if adoption.level is not None else _("level unknown"),
        "kind": _(KINDS[adoption.kind]),
        "points": in_figures(gain.points),
    }
    return _("{ref} {level}, {kind}, {points}", **facts)
