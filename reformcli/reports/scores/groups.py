"""Groups beside each other: what they claimed, how it stands, and the mean of the scores of the units that do it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reformcli.i18n import _, mark
from reformcli.lights import Verdict
from reformcli.model.colours import LIGHTS
from reformcli.model.ledger import Ledger
from reformcli.model.scope import Scope
from reformcli.model.work import Work
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Question
from reformcli.reports.scoped import standing
from reformcli.reports.scores.scored import cell, reckoning_of, rules_note
from reformcli.scoring import reckon
from reformcli.scoring.totals import ranks, tenths
from reformcli.table import Column, Shape, Table

COLUMNS = (
    Column("rank", mark("Rank"), mark("Rank among the groups; those with equal means share it."), Shape.NUMBER),
    Column("group", mark("Group"), mark("Special group that claimed projects."), main=True),
    Column("claimed", mark("Claimed"), mark("Projects of the year that it claimed."), Shape.NUMBER),
    Column("broken_down", mark("Broken down"), mark("Those of them that have milestones."), Shape.NUMBER),
    *(Column(light, word, mark("Projects with this light."), Shape.NUMBER) for light, word in LIGHTS.items()),
    Column("late", mark("Late"), mark("Projects that are late, or have a milestone that is."), Shape.NUMBER),
    Column("units", mark("Units"), mark("Units that lead those projects and have a score."), Shape.NUMBER),
    Column("mean", mark("Mean"), mark("Mean of the totals of those units."), Shape.NUMBER, places=1),
)


def groups(ledger: Ledger, question: Question) -> Table:
    """One row for each group that claimed projects of the year, by the mean of its units' totals."""
    reckoning = reckoning_of(ledger, question)
    scope = Scope(question.scope.today, plan=reckoning.year)
    kept = standing(ledger, scope)
    projects = [piece for piece in kept if piece.is_project]
    steps: dict[int, list[Work]] = {}
    for piece in kept:
        if piece.within is not None:
            steps.setdefault(piece.within, []).append(piece)
    claimed: dict[str, list[Answered]] = {}
    for one in answered(ledger, question, projects):
        for group in one.names("group"):
            claimed.setdefault(group, []).append(one)
    verdicts = dict(lit(ledger, question._replace(scope=scope), projects))
    names, scores = ledger.names(), reckon(ledger, reckoning)
    totals = {names[owner]: score.total for owner, score in scores.items() if score.total is not None}
    means = {group: mean for group, pieces in claimed.items() if (mean := _mean(pieces, totals)) is not None}
    places = ranks(means, dict.fromkeys(means))
    rows = [
        (
            places.get(group),
            group,
            *_how_it_stands(pieces, verdicts, steps, question),
            len(_units(pieces, totals)),
            cell(means.get(group)),
        )
        for group, pieces in claimed.items()
    ]
    rows.sort(key=lambda row: (row[0] is None, row[0] or 0, row[1]))
    title = _("Groups by the scores of {year}", year=reckoning.year)
    empty = _("No group has claimed a project of the year.")
    return Table("score_groups", title, COLUMNS, tuple(rows), notes=(rules_note(reckoning),), empty=empty)


def _mean(pieces: Sequence[Answered], totals: Mapping[str, Decimal]) -> Decimal | None:
    """The mean of the totals of the units that lead the projects, each unit once, to a tenth."""
    counted = [totals[name] for name in _units(pieces, totals)]
    return tenths(sum(counted, Decimal(0)) / len(counted)) if counted else None


def _units(pieces: Sequence[Answered], totals: Mapping[str, Decimal]) -> set[str]:
    return {name for one in pieces for name in one.lead if name in totals}


def _how_it_stands(
    pieces: Sequence[Answered],
    verdicts: Mapping[Work, Verdict],
    steps: Mapping[int, Sequence[Work]],
    question: Question,
) -> tuple[int, ...]:
    """How many projects a group claimed, how many of them are broken down, have each light, are late."""
    today = question.scope.today
    lights = [verdicts[one.work].light for one in pieces]
    late = sum(any(part.is_overdue(today) for part in (one.work, *steps.get(one.work.number, ()))) for one in pieces)
    broken_down = sum(one.work.number in steps for one in pieces)
    return len(pieces), broken_down, *(lights.count(light) for light in LIGHTS), late
