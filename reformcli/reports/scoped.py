"""What the filters make of work: its order by refs, and what they leave out because it is about no project."""

from collections.abc import Callable, Iterable

from reformcli.i18n import plural
from reformcli.model.ledger import Ledger
from reformcli.model.nouns import listed_nouns
from reformcli.model.scope import OF_THE_WORK, Scope
from reformcli.model.states import DROPPED
from reformcli.model.work import Work
from reformcli.reports.lit import of_light
from reformcli.reports.question import Question

Place = tuple[int, int, int]


def place(work: Work) -> Place:
    """Where work stands in the order of refs: projects, each with its milestones after it, then the other nouns in the
    order of their list."""
    if work.is_project or work.is_milestone:
        return (0, work.number, 0) if work.within is None else (0, work.within, work.number)
    rank = [listed.key for listed in listed_nouns()].index(work.noun)
    return (1 + rank, work.within or 0, work.number)


def standing(ledger: Ledger, scope: Scope) -> list[Work]:
    """The projects in scope, each with all its milestones whatever the conditions are, but for what is struck off."""
    projects = [piece for piece in ledger.work(scope, open_only=False, nouns=("project",)) if piece.state != DROPPED]
    numbers = {piece.number for piece in projects}
    steps = ledger.work(scope._replace(where=()), open_only=False, nouns=("milestone",))
    return [*projects, *(step for step in steps if step.within in numbers and step.state != DROPPED)]


def left_out(ledger: Ledger, question: Question, work: Callable[[Scope], Iterable[Work]]) -> tuple[str, ...]:
    """The note that counts what the filters leave out only because it is about no project; none where they leave out
    nothing so. `work` gives what a report is about in a scope."""
    scope = question.scope
    own = tuple(condition for condition in scope.where if condition.field in OF_THE_WORK)
    anywhere = scope._replace(source=None, theme=None, key=None, group=None, leader=None, where=own)
    if scope == anywhere:
        return ()
    alone = (piece for piece in work(anywhere) if piece.project is None)
    count = sum(1 for _piece in of_light(ledger, question, alone))
    if not count:
        return ()
    return (
        plural(
            "{n} item about no project is left out: a filter asks for one.",
            "{n} items about no project are left out: a filter asks for one.",
            count,
        ),
    )
