"""What the filters make of work: its order by refs, and what they leave out because it is about no project."""

from collections.abc import Callable, Iterable

from reformcli.i18n import plural
from reformcli.model.ledger import Ledger
from reformcli.model.nouns import listed_nouns
from reformcli.model.scope import Scope
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


def left_out(ledger: Ledger, question: Question, work: Callable[[Scope], Iterable[Work]]) -> tuple[str, ...]:
    """The note that counts what the filters leave out only because it is about no project; none where they leave out
    nothing so. `work` gives what a report is about in a scope."""
    scope = question.scope
    anywhere = scope._replace(source=None, theme=None, key=None, group=None, leader=None, where=())
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
