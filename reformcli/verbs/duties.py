"""Duties that pass from one owner to another: what is the same and meets in time becomes one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from reformcli.model.change import Change
from reformcli.model.duty import Duty


class Passing(NamedTuple):
    """A duty as the ledger has it, None where it is new, and as it is once it belongs to the owner who takes it."""

    before: Duty | None
    after: Duty


def take(own: Iterable[Duty], passing: Iterable[Passing]) -> list[Change]:
    """The changes by which an owner who has the duties `own` takes on others.

    Duties for one project in one role whose times overlap or adjoin become one, which holds for all of their time. A
    duty of the owner's own is the one that stays; duties that meet none that is taken stay as they are.
    """
    changes = []
    for run in _runs([*(Passing(duty, duty) for duty in own), *passing]):
        if all(one.before == one.after for one in run):
            continue
        kept = min(run, key=lambda one: (one.before is None, one.before != one.after))
        after = replace(
            kept.after,
            valid_from=run[0].after.valid_from,
            valid_to=_latest(one.after.valid_to for one in run),
            extra={key: text for one in (*run, kept) for key, text in one.after.extra.items()},
        )
        changes += [Change("duty", one.before, None) for one in run if one is not kept and one.before is not None]
        if after != kept.before:
            changes.append(Change("duty", kept.before, after))
    return changes


def _runs(duties: list[Passing]) -> Iterator[list[Passing]]:
    """Duties for one project in one role that overlap or adjoin, the earliest first."""
    run: list[Passing] = []
    for one in sorted(duties, key=lambda one: (one.after.project, one.after.role, one.after.valid_from or date.min)):
        if run and not _meets(run, one.after):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _meets(run: list[Passing], duty: Duty) -> bool:
    """Whether a duty, which begins no earlier than those of `run`, is the same and begins before the day after next."""
    first = run[0].after
    if (first.project, first.role) != (duty.project, duty.role):
        return False
    last = _latest(one.after.valid_to for one in run)
    return last is None or duty.valid_from is None or duty.valid_from - timedelta(days=1) <= last


def _latest(days: Iterable[date | None]) -> date | None:
    """The last of some last days; None, which is without limit, is later than any."""
    known = list(days)
    return None if None in known else max(day for day in known if day is not None)
