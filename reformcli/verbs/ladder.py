"""The ladder: which order, if any, a piece of work wants next, by the rules and by the orders that it has had."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from reformcli.model.order import ANSWERED, WITHDRAWN, Order
from reformcli.model.work import Work
from reformcli.rulebook import Ladder

INTERVIEW = "interview"
"""What is proposed in the place of one more order of the last level."""


class Step(NamedTuple):
    """What is proposed: a level's key or `INTERVIEW`, and the order that it follows."""

    level: str
    follows: Order | None


class Waits(NamedTuple):
    """That nothing is proposed, because an order waits for its answer."""

    order: Order


def wanted(work: Work, behind: float, today: date, ladder: Ladder) -> int | None:
    """The highest level whose condition holds for open work, as its place in the ladder; None where none does.

    `behind` are the points (0 to 100) that it is behind schedule. Key projects begin at a level of their own.
    """
    holding = []
    for place, level in enumerate(ladder.levels):
        left = None if work.due is None else (work.due - today).days
        near = level.near is not None and left is not None and 0 <= left <= level.near
        slow = level.behind is not None and behind >= level.behind
        late = level.overdue is not None and work.days_late(today) >= level.overdue
        if near or slow or late:
            holding.append(place)
    if not holding:
        return None
    starts = _place(ladder, ladder.key_starts) if work.key else 0
    return max(starts, *holding)


def next_step(
    work: Work,
    level: int | None,
    orders: Sequence[Order],
    today: date,
    ladder: Ladder,
    days: Sequence[int],
    talked: date | None = None,
) -> Step | Waits | None:
    """What comes next for work that wants `level`, where `orders` about it were issued, and `talked` is the day of the
    last talk about it with whoever answers.

    An order of that level or above that waits for its answer: nothing. One that was answered late, poorly or not at
    all: the next level, and after so many of the last level running an interview. One whose answer was taken in time
    holds until the level wanted is higher, or the work has passed another of the `days` late since; so does a talk
    after the last order.
    """
    if level is None:
        return None
    had = sorted(
        (order for order in orders if order.level and _stands(order, today)),
        key=lambda order: (str(order.date), order.number),
    )
    if not had:
        return _step(ladder, level, None)
    last = had[-1]
    place = _place(ladder, last.level)
    if talked is not None and last.date is not None and talked >= last.date:
        is_worse = passed(work.days_late(today), days) > passed(work.days_late(talked), days)
        return _step(ladder, max(level, place), last) if is_worse else None
    if last.waits_on(today):
        return Waits(last) if place >= level else _step(ladder, level, last)
    if not failed(last, today):
        worse = passed(work.days_late(today), days) > passed(work.days_late(last.answered or today), days)
        return _step(ladder, max(level, place), last) if level > place or worse else None
    if not ladder.escalate:
        return _step(ladder, max(level, place), last)
    if place + 1 < len(ladder.levels):
        return _step(ladder, max(level, place + 1), last)
    if running(had, today) >= ladder.interview:
        return Step(INTERVIEW, last)
    return _step(ladder, place, last)


def failed(order: Order, today: date) -> bool:
    """Whether no good answer to an order came in time; one that waits has not failed."""
    return not order.waits_on(today) and (order.state_on(today) != ANSWERED or order.days_late(today) > 0)


def running(orders: Sequence[Order], today: date) -> int:
    """How many of the last of `orders`, which are in order, failed at the level of the last one without a break."""
    count = 0
    for order in reversed(orders):
        if order.level != orders[-1].level or not failed(order, today):
            break
        count += 1
    return count


def passed(days_late: int, days: Sequence[int]) -> int:
    """How many of `days` so many days late have passed."""
    return sum(days_late >= day for day in days)


def _step(ladder: Ladder, place: int, follows: Order | None) -> Step:
    return Step(ladder.levels[place].key, follows)


def _place(ladder: Ladder, key: str | None) -> int:
    """The place of a level; below all for one that the ladder has no longer."""
    return next((place for place, level in enumerate(ladder.levels) if level.key == key), -1)


def _stands(order: Order, today: date) -> bool:
    return order.date is not None and order.date <= today and order.state_on(today) != WITHDRAWN
