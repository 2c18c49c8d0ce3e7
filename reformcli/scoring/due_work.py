"""The fact `work`: what projects and milestones weigh whose due date has passed, and what of it was not done by then.

A project weighs 1, which its milestones share by their weights. A milestone weighs in on its own due date; one without
a date of its own, or moved beyond the project's, weighs in with the project. What was entered under a project after the
project's due date, or was to fall due only after it, weighs nothing: breaking down a project that is late, or adding to
it, changes no line.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from reformcli.i18n import _, plural
from reformcli.model.milestone import Milestone
from reformcli.model.states import DONE, DROPPED
from reformcli.model.work import Work
from reformcli.scoring.fact import Fact
from reformcli.scoring.records import Records

_ALL, _NONE = Fraction(1), Fraction(0)


class _Share(NamedTuple):
    """What a project or a milestone weighs that falls due on a day, and what of it was done late or is open."""

    work: Work
    day: date
    weight: Fraction
    late: Fraction
    open: Fraction


def finished(work: Work) -> date | None:
    """The day on which work was done: the day on which it was reported, once that was accepted; None while it is open.

    Work that is done without a day counts as done in time, as it does in every report.
    """
    if work.state != DONE:
        return None
    if work.done is None:
        return work.reported or date.min
    return work.done if work.reported is None else min(work.reported, work.done)


def work_facts(records: Records) -> Iterator[Fact]:
    """Every project and milestone that fell due in the year and before today, for each owner who is charged for it."""
    reckoning = records.reckoning
    steps: dict[int | None, list[Work]] = defaultdict(list)
    for piece in records.work:
        if piece.is_milestone and piece.state != DROPPED:
            steps[piece.within].append(piece)
    weights = _Weights(records)
    for project in records.work:
        if not project.is_project or project.state == DROPPED:
            continue
        for share in _shares(project, weights.counted(project, steps[project.number])):
            if reckoning.holds(share.day) and share.day < reckoning.today:
                yield from _facts(records, project, share)


def _facts(records: Records, project: Work, share: _Share) -> Iterator[Fact]:
    roles = records.reckoning.on(share.day).score.roles
    words = _words(share, records.reckoning.today)
    for owner, part in records.responsible.charged(project.number, share.day, roles).items():
        weight, late, left = (Fraction(part) * each for each in (share.weight, share.late, share.open))
        yield Fact("work", owner, share.day, str(share.work.ref), words, weight=weight, late=late, open=left)


def _shares(project: Work, counted: Mapping[Work, Fraction]) -> Iterator[_Share]:
    """The shares of a project's milestones on their own days, and what is the project's own on its due date."""
    own: list[tuple[Fraction, date | None]] = []
    total = sum(counted.values(), _NONE)
    for step, weight in counted.items():
        if step.due is not None and (project.due is None or step.due <= project.due):
            yield _share(step, step.due, [(weight / total, finished(step))])
        else:
            own.append((weight / total, finished(step) or finished(project)))
    if project.due is not None and (own or not counted):
        yield _share(project, project.due, own or [(_ALL, finished(project))])


def _share(work: Work, day: date, parts: Sequence[tuple[Fraction, date | None]]) -> _Share:
    """The share of work that consists of weights, each with the day on which it was done."""
    late = sum((weight for weight, ended in parts if ended is not None and ended > day), _NONE)
    left = sum((weight for weight, ended in parts if ended is None), _NONE)
    return _Share(work, day, sum((weight for weight, _ended in parts), _NONE), late, left)


class _Weights:
    """What weighs among the milestones of projects."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def counted(self, project: Work, steps: Sequence[Work]) -> dict[Work, Fraction]:
        """The milestones that weigh in a project, each with its weight; none where it is not broken down."""
        return {
            step: weight
            for step in steps
            if self._belongs(step, project) and (weight := self._weights[step.within, step.number])
        }

    def _belongs(self, step: Work, project: Work) -> bool:
        """Whether a milestone is one of those by which its project was to be done in time."""
        dates = [day for day in (step.due, step.due_first) if day is not None]
        if project.due is None:
            return step.due is not None
        if dates and min(dates) > project.due:
            return False
        if project.due >= self._records.reckoning.today:
            return True
        began, added = self._entered.get(project.uid), self._entered.get(step.uid)
        return began is None or added is None or not began <= project.due < added

    @cached_property
    def _weights(self) -> Mapping[tuple[int | None, int], Fraction]:
        """The weight of every milestone, by project and number."""
        return {
            (step.project, step.number): Fraction(str(step.weight)) for step in self._records.ledger.find(Milestone)
        }

    @cached_property
    def _entered(self) -> Mapping[str, date]:
        """The day on which each project and milestone was entered, by identity."""
        return self._records.ledger.entered(("project", "milestone"))


def _words(share: _Share, today: date) -> str:
    """How work whose due date has passed stands, in words."""
    work, day = share.work, share.day
    if share.open:
        words = plural("open, {n} day late", "open, {n} days late", (today - day).days)
        if work.reported is not None:
            words += _("; reported on {day}, not accepted yet", day=work.reported)
        return words
    if share.late:
        ended = finished(work)
        return plural("done {n} day late", "done {n} days late", (ended - day).days if ended else 0)
    return _("done in time")
