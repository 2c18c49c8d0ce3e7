"""Look-backs: closed matters that are to be seen once more, and the day on which that falls due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.scope import Scope
from reformcli.model.stage import LOOK_BACK, Stage
from reformcli.model.work import Work
from reformcli.rulebook import Rulebook, every_rulebook, in_force
from reformcli.verbs.stages import look_back_due


class LookBack(NamedTuple):
    """A closed matter, as work, and the day on which its look-back falls due."""

    work: Work
    due: date


def look_backs(
    ledger: Ledger, scope: Scope, *, due_from: date | None = None, due_to: date | None = None
) -> Iterator[LookBack]:
    """The look-backs of matters in scope that are not made yet and fall due within days, both included; the earliest
    first. Which a matter is to have, the rules of the day say on which it was opened."""
    spans = _spans(every_rulebook(ledger))
    if not spans:
        return
    first = None if due_from is None else due_from - timedelta(days=max(spans))
    last = None if due_to is None else due_to - timedelta(days=min(spans))
    closed = ledger.work(scope, open_only=False, nouns=("matter",), done_from=first, done_to=last)
    for look_back in sorted(_of(ledger, closed, scope.today), key=lambda missed: (missed.due, missed.work.number)):
        if (due_from is None or due_from <= look_back.due) and (due_to is None or look_back.due <= due_to):
            yield look_back


def _spans(rulebooks: list[Rulebook]) -> set[int]:
    """The days after which look-backs fall due, by any rules."""
    processes = [process for rules in rulebooks for process in rules.process.values()]
    return {rule.after for process in processes for rule in process if rule.key == LOOK_BACK and rule.after}


def _of(ledger: Ledger, closed: Iterator[Work], today: date) -> Iterator[LookBack]:
    for work in closed:
        if work.done is None:
            continue
        matter = ledger.get_of(Matter, work.number)
        rules = in_force(ledger, matter.opened or today)
        process = rules.process.get(matter.process or matter.kind, ())
        if any(rule.key == LOOK_BACK and rule.after for rule in process):
            due = look_back_due(process, list(ledger.find(Stage, about=ref_of(matter))))
            if due is not None:
                yield LookBack(work, due)
