"""Lights for many pieces of work at once."""

from collections.abc import Iterable, Iterator

from reformcli.lights import Verdict, judge
from reformcli.model.ledger import Ledger
from reformcli.model.work import Work
from reformcli.reports.question import Question


def lit(ledger: Ledger, question: Question, pieces: Iterable[Work]) -> Iterator[tuple[Work, Verdict]]:
    """Each piece with its light; where the question names a light, only those that have it."""
    listed = list(pieces)
    progress = ledger.progress(
        [piece.project for piece in listed if not piece.milestone and piece.is_open], question.scope.today
    )
    for piece in listed:
        own = None if piece.milestone else progress.get(piece.project)
        verdict = judge(piece, own, question.scope.today, question.thresholds)
        if question.scope.light in (None, verdict.light):
            yield piece, verdict
