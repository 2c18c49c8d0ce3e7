"""Lights for many pieces of work at once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from reformcli.lights import Facts, Thresholds, Verdict, judge
from reformcli.model.ledger import Ledger
from reformcli.model.refs import Ref
from reformcli.model.scope import Condition, Scope
from reformcli.model.work import Work
from reformcli.reports.question import Question
from reformcli.rulebook import in_force

if TYPE_CHECKING:
    from reformcli.model.fields import Thing
    from reformcli.model.override import Override


def lit(ledger: Ledger, question: Question, pieces: Iterable[Work]) -> Iterator[tuple[Work, Verdict]]:
    """Each piece with its light; where the question names lights, only those that have one of them."""
    listed = list(pieces)
    facts, thresholds = facts_of(ledger, question, listed), thresholds_of(ledger, question)
    for piece in listed:
        verdict = judge(piece, facts(piece), question.scope.today, thresholds)
        if not question.scope.light or verdict.light in question.scope.light:
            yield piece, verdict


def thresholds_of(ledger: Ledger, question: Question) -> Thresholds:
    """Where lights change by the rules of the day asked about."""
    return in_force(ledger, question.scope.today).lights


def of_light(ledger: Ledger, question: Question, pieces: Iterable[Work]) -> Iterator[Work]:
    """The pieces that have a light that the question names; all of them, and no light is reckoned, where it names
    none."""
    if question.scope.light:
        yield from (piece for piece, _verdict in lit(ledger, question, pieces))
    else:
        yield from pieces


def work_of(ledger: Ledger, thing: "Thing", question: Question) -> tuple[Work, list[Work]]:
    """Tracked work as it stands on the day asked about, and, of a project, its milestones by due date."""
    from reformcli.model.noun import noun_of

    kind = noun_of(thing)
    ref = kind.ref(thing)
    key = kind.tracked.project if kind.tracked else ""
    project = kind.fields[key].of(thing) if key else thing.number if ref.noun == "project" else None
    where = (Condition("number", "=", project),) if isinstance(project, int) else ()
    nouns = ("project", "milestone") if ref.noun == "project" else (ref.noun,)
    pieces = list(ledger.work(Scope(question.scope.today, where=where), open_only=False, nouns=nouns))
    steps = [piece for piece in pieces if piece.is_milestone and ref.noun == "project"]
    work = next(piece for piece in pieces if piece.ref == ref)
    return work, sorted(steps, key=lambda step: (step.due is None, step.due, step.number))


def facts_of(ledger: Ledger, question: Question, pieces: Iterable[Work]) -> Callable[[Work], Facts]:
    """What gives the facts of each of `pieces`. Progress and news are a project's, no other work's."""
    today = question.scope.today
    projects = [piece.number for piece in pieces if piece.is_project and piece.is_open]
    progress = ledger.progress(projects, today) if projects else {}
    silence = thresholds_of(ledger, question).silence is not None
    news = ledger.news(projects, today) if projects and silence else {}
    overrides = _overrides(ledger, today)

    def of(piece: Work) -> Facts:
        override = overrides.get(piece.ref)
        if not piece.is_project:
            return Facts(override=override)
        return Facts(progress.get(piece.number), news.get(piece.number) or _began(piece, today), override)

    return of


def _began(piece: Work, today: date) -> date | None:
    """The day from which news was to be had: the first of the work, or of its plan year."""
    first = piece.start or (date(piece.plan, 1, 1) if piece.plan else None)
    return first if first and first <= today else None


def _overrides(ledger: Ledger, today: date) -> "dict[Ref, Override]":
    """The lights set by hand that count on `today`, by the ref of the work; the latest wins."""
    from reformcli.model.override import Override

    return {
        override.about: override
        for override in ledger.find(Override)
        if override.about and override.valid_from and override.valid_to
        if override.valid_from <= today <= override.valid_to
    }
