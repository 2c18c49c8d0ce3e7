"""Duties: naming who answers, and passing from one owner to another.

What is the same and meets in time becomes one, and of two roles of units in one project at once the higher one stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reformcli.errors import NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.duty import CLAIMING, KIND_OF_ROLE, Duty
from reformcli.model.fields import Thing
from reformcli.model.project import Project

if TYPE_CHECKING:
    from reformcli.verbs.owners import OwnerBook

_RANKS = ("lead", "responsible", "supporting")
"""Roles of which a unit has one in a project at a time, the highest first."""

_DAY = timedelta(days=1)


def owners_of(duties: Mapping[str, Sequence[str]], book: "OwnerBook") -> dict[str, list[int]]:
    """The numbers of the owners in each role, each once; those not yet known are added.

    Raises NotPossible where one that leads or does the work is named for helping with it too.
    """
    named = {role: [book.find_or_add(name, KIND_OF_ROLE[role]) for name in names] for role, names in duties.items()}
    doing = {owner.number for role in ("lead", "responsible") for owner in named.get(role, ())}
    for owner in named.get("supporting", ()):
        if owner.number in doing:
            raise NotPossible(
                _("{name} does the work, so that it does not support it too.", name=owner.name),
                hint=_("Leave it out of --with."),
            )
    return {role: list(dict.fromkeys(owner.number for owner in owners)) for role, owners in named.items()}


def change_duties(
    project: Project, present: Iterable[Duty], duties: Mapping[str, Sequence[str]], book: "OwnerBook", today: date
) -> list[Change[Thing]]:
    """Let the named owners answer from `today` in the roles given, in the place of those who did until yesterday; a
    role without names is nobody's from today on. Whoever is the first in a role has had it without limit, but for a
    group, which claims the project today. `present` are the project's duties; owners that are new are in `book`.
    Raises what `owners_of` does."""
    changes: list[Change[Thing]] = []
    for role, named in owners_of(duties, book).items():
        running = [duty for duty in present if duty.role == role and (duty.valid_to is None or duty.valid_to >= today)]
        for duty in running:
            if duty.owner in named:
                continue
            ended = replace(duty, valid_to=today - _DAY)
            never_began = duty.valid_from is not None and duty.valid_from >= today
            changes.append(Change(duty, None if never_began else ended))
        answering = {duty.owner for duty in running}
        start = today if role == CLAIMING or any(duty.role == role for duty in present) else None
        changes += [
            Change(None, Duty(project=project.number, owner=owner, role=role, valid_from=start))
            for owner in sorted({*named} - answering)
        ]
    return changes


class Passing(NamedTuple):
    """A duty as the ledger has it, None where it is new, and as it is once it belongs to the owner who takes it."""

    before: Duty | None
    after: Duty


class _Period(NamedTuple):
    """From one day to another, both included; None is without limit."""

    first: date | None
    last: date | None


class _Run(NamedTuple):
    """Duties for one project in one role that overlap or adjoin, the earliest first."""

    duties: list[Passing]

    @property
    def role(self) -> str:
        return self.duties[0].after.role

    @property
    def period(self) -> _Period:
        return _Period(self.duties[0].after.valid_from, _latest(held.after.valid_to for held in self.duties))

    @property
    def has_passed(self) -> bool:
        """Whether any of it comes from another owner."""
        return any(held.before != held.after for held in self.duties)


def take_over(own: Iterable[Duty], passing: Iterable[Passing]) -> list[Change[Thing]]:
    """The changes by which an owner who has the duties `own` takes over those that are `passing`.

    Duties for one project in one role whose times overlap or adjoin become one, which holds for all of their time. A
    duty of the owner's own is the one that stays. Where a higher role of units holds in the same project, a lower one
    does not: it ends the day before or begins the day after, or goes. Duties that meet none that passes stay as they
    are.
    """
    duties = sorted([*(Passing(duty, duty) for duty in own), *passing], key=_in_order)
    changes: list[Change[Thing]] = []
    for _project, of_project in groupby(duties, key=lambda duty: duty.after.project):
        runs = list(_runs(of_project))
        for run in runs:
            higher = [other.period for other in runs if _outranks(other, run) and (other.has_passed or run.has_passed)]
            periods = _without(run.period, higher)
            if run.has_passed or periods != [run.period]:
                changes += _settled(run.duties, periods)
    return changes


def _settled(run: Sequence[Passing], periods: Sequence[_Period]) -> Iterator[Change[Thing]]:
    """The changes that make of `run` one duty for each of `periods`, or none."""
    kept = min(run, key=lambda held: (held.before is None, held.before != held.after))
    extra = {key: text for held in (*run, kept) for key, text in held.after.extra.items()}
    for held in run:
        if held.before is not None and (held is not kept or not periods):
            yield Change(held.before, None)
    for place, period in enumerate(periods):
        after = replace(kept.after, valid_from=period.first, valid_to=period.last, extra=extra)
        if place:
            yield Change(None, replace(after, number=0, uid=""))
        elif after != kept.before:
            yield Change(kept.before, after)


def _in_order(passing: Passing) -> tuple[int, str, date]:
    return passing.after.project, passing.after.role, passing.after.valid_from or date.min


def _runs(duties: Iterable[Passing]) -> Iterator[_Run]:
    """Duties for one project that are in order, put together where they meet."""
    run: list[Passing] = []
    for held in duties:
        if run and not _meets(run, held.after):
            yield _Run(run)
            run = []
        run.append(held)
    if run:
        yield _Run(run)


def _meets(run: list[Passing], duty: Duty) -> bool:
    """Whether a duty, which begins no earlier than those of `run`, is the same and begins before the day after next."""
    if run[0].after.role != duty.role:
        return False
    last = _latest(held.after.valid_to for held in run)
    return last is None or duty.valid_from is None or duty.valid_from - last <= _DAY


def _latest(days: Iterable[date | None]) -> date | None:
    """The last of some last days; None, which is without limit, is later than any."""
    last_days = list(days)
    return None if None in last_days else max(day for day in last_days if day is not None)


def _outranks(run: _Run, other: _Run) -> bool:
    return run.role in _RANKS and other.role in _RANKS and _RANKS.index(run.role) < _RANKS.index(other.role)


def _without(period: _Period, others: Iterable[_Period]) -> list[_Period]:
    """What there is of `period` outside all `others`, the earliest first."""
    parts = [period]
    for other in others:
        parts = [piece for part in parts for piece in _outside(part, other)]
    return parts


def _outside(period: _Period, other: _Period) -> Iterator[_Period]:
    """The parts of `period` before and after `other`."""
    first, last = period.first or date.min, period.last or date.max
    starts, ends = other.first or date.min, other.last or date.max
    if ends < first or last < starts:
        yield period
        return
    if first < starts:
        yield _Period(period.first, starts - _DAY)
    if ends < last:
        yield _Period(ends + _DAY, period.last)
