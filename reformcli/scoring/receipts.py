"""Facts to lines: what the rules of each day give for the facts about one owner."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from reformcli.i18n import _, in_a_line
from reformcli.rulebook.score import MINUS, PLUS, ScoreRule
from reformcli.scoring.fact import Fact
from reformcli.scoring.line import ScoreLine, exact
from reformcli.scoring.reckoning import Reckoning


class Lines(NamedTuple):
    """The lines of one owner, in order, with the sections that facts speak of, those that views give (`by_views`), and
    the rule of each line's name."""

    lines: tuple[ScoreLine, ...]
    sections: frozenset[str]
    by_views: frozenset[str]
    rules: Mapping[str, ScoreRule]
    weight: Fraction


def lines_of(facts: Iterable[Fact], reckoning: Reckoning) -> Lines:
    """The lines that the facts about one owner make."""
    ordered = sorted(facts, key=lambda fact: (fact.day, _natural(fact.ref), fact.key))
    weight = sum((fact.weight for fact in ordered), Fraction(0))
    bound = [(fact, rule) for fact in ordered for rule in _rules_for(fact, reckoning)]
    sections = frozenset(rule.section for _fact, rule in bound if rule.section in reckoning.own.sections)
    by_rule: dict[str, list[tuple[Fact, ScoreRule]]] = defaultdict(list)
    for fact, rule in bound:
        if fact.meets(rule.conditions) and rule.section in (*reckoning.own.sections, PLUS, MINUS):
            by_rule[rule.key].append((fact, rule))
    lines: list[ScoreLine] = []
    rules: dict[str, ScoreRule] = {}
    by_views: set[str] = set()
    for pairs in by_rule.values():
        views = [pair for pair in pairs if pair[1].is_view]
        made = [
            *([_view(views, reckoning)] if views else []),
            *_made([pair for pair in pairs if not pair[1].is_view], reckoning, weight),
        ]
        by_views.update(line.section for line in made[: bool(views)])
        rules |= {line.name: pairs[-1][1] for line in made}
        lines += made
    lines.sort(key=lambda line: (str(line.day), line.name))
    return Lines(tuple(lines), sections, frozenset(by_views), rules, weight)


def _rules_for(fact: Fact, reckoning: Reckoning) -> Iterator[ScoreRule]:
    """The rules of a fact's own day that are about such facts."""
    for rule in reckoning.on(fact.day).score.rules.values():
        if rule.fact == fact.key and (fact.rule is None or fact.rule == rule.key):
            yield rule


def _made(pairs: Sequence[tuple[Fact, ScoreRule]], reckoning: Reckoning, weight: Fraction) -> Iterator[ScoreLine]:
    """The lines of one rule: one for each fact, or for every so many of them."""
    waiting: list[Fact] = []
    for fact, rule in pairs:
        if rule.fact == "work":
            if line := _of_work(fact, rule, reckoning, weight):
                yield line
            continue
        waiting.append(fact)
        if len(waiting) >= rule.every:
            points = rule.points_at(fact.level) if fact.points is None else _counted(fact.points, rule)
            if points:
                name = f"{rule.key}@{','.join(one.ref for one in waiting)}"
                yield ScoreLine(rule.section, fact.day, name, points, in_a_line(one.evidence for one in waiting))
            waiting = []


def _counted(points: Decimal, rule: ScoreRule) -> Decimal:
    """What a fact that says its points is worth by a rule."""
    if isinstance(rule.points, Decimal):
        return rule.points
    return exact(Fraction(points) / Fraction(rule.per)) if rule.per else points


def _of_work(fact: Fact, rule: ScoreRule, reckoning: Reckoning, weight: Fraction) -> ScoreLine | None:
    """What late work costs: the share of the section's maximum that its weight is of all that fell due."""
    cost = fact.late * Fraction(rule.late or 0) + fact.open * Fraction(rule.open or 0)
    if not cost:
        return None
    points = -exact(Fraction(reckoning.own.most(rule.section)) * cost / weight)
    words = _("{how}; {cost} of the weight {weight}", how=fact.evidence, cost=shown(cost), weight=shown(weight))
    return ScoreLine(rule.section, fact.day, f"{rule.key}@{fact.ref}", points, words)


def _view(pairs: Sequence[tuple[Fact, ScoreRule]], reckoning: Reckoning) -> ScoreLine:
    """What the groups think of a unit: the mean of their views, at most the section's maximum."""
    rule = pairs[-1][1]
    views = [Fraction(fact.points or 0) for fact, _rule in pairs]
    most = Fraction(reckoning.own.most(rule.section))
    mean = exact(min(most, sum(views, Fraction(0)) / len(views)))
    name = f"{rule.key}@{','.join(fact.ref for fact, _rule in pairs)}"
    words = in_a_line(f"{fact.evidence} {shown(Fraction(fact.points or 0))}" for fact, _rule in pairs)
    return ScoreLine(rule.section, max(fact.day for fact, _rule in pairs), name, mean, words)


def shown(value: Fraction) -> str:
    """A weight or points as people read them: at most two decimals."""
    return f"{float(round(value, 2)):g}"


def _natural(ref: str) -> tuple[str, ...]:
    """A ref so that 9 comes before 18."""
    return tuple(part.zfill(9) if part.isdecimal() else part for part in ref.replace("#", ".").split("."))
