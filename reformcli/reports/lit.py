"""Lights for many pieces of work at once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from reformcli.lights import Facts, Verdict, judge
from reformcli.model.ledger import Ledger
from reformcli.model.scope import Condition, Scope
from reformcli.model.work import Work
from reformcli.reports.question import Question

if TYPE_CHECKING:
    from reformcli.model.milestone import Milestone
    from reformcli.model.override import Override
    from reformcli.model.project import Project


def lit(ledger: Ledger, question: Question, pieces: Iterable[Work]) -> Iterator[tuple[Work, Verdict]]:
    """Each piece with its light; where the question names lights, only those that have one of them."""
    listed = list(pieces)
    known = facts(ledger, question, listed)
    for piece in listed:
        verdict = judge(piece, known(piece), question.scope.today, question.thresholds)
        if not question.scope.light or verdict.light in question.scope.light:
            yield piece, verdict


def work_of(ledger: Ledger, piece: "Project | Milestone", question: Question) -> tuple[Work, list[Work]]:
    """A piece as it stands on the day asked about, and, for a project, its milestones by due date."""
    from reformcli.model.project import Project

    number, step = (piece.number, 0) if isinstance(piece, Project) else (piece.project, piece.number)
    scope = Scope(question.scope.today, where=(Condition("number", "=", number),))
    found = list(ledger.work(scope, open_only=False))
    work = next(one for one in found if one.milestone == step)
    steps = [one for one in found if one.milestone and not step]
    return work, sorted(steps, key=lambda one: (one.due is None, one.due, one.milestone))


def facts(ledger: Ledger, question: Question, pieces: Iterable[Work]) -> Callable[[Work], Facts]:
    """What gives what is known of each of `pieces`. Progress and news are a project's, not a milestone's."""
    today = question.scope.today
    projects = [piece.project for piece in pieces if not piece.milestone and piece.is_open]
    progress = ledger.progress(projects, today) if projects else {}
    silence = question.thresholds.silence is not None
    news = ledger.news(projects, today) if projects and silence else {}
    overrides = _overrides(ledger, today)

    def of(piece: Work) -> Facts:
        override = overrides.get((piece.project, piece.milestone))
        if piece.milestone:
            return Facts(override=override)
        return Facts(progress.get(piece.project), news.get(piece.project) or _began(piece, today), override)

    return of


def _began(piece: Work, today: date) -> date | None:
    """The day from which news was to be had: the first of the work, or of its plan year."""
    first = piece.start or (date(piece.plan, 1, 1) if piece.plan else None)
    return first if first and first <= today else None


def _overrides(ledger: Ledger, today: date) -> "dict[tuple[int, int], Override]":
    """The lights set by hand that count on `today`, by project and milestone (0 for the project); the latest wins."""
    return {
        (one.project, one.milestone or 0): one
        for one in ledger.find("override")
        if one.valid_from <= today <= one.valid_to
    }
