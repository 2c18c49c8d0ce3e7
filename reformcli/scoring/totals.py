"""Lines to totals: sections, floors, scaling, caps, the band. What each of these gives or takes is a line too."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from reformcli.i18n import _
from reformcli.rulebook.score import FULL, MINUS, PLUS, ScoreRule, ScoreRules
from reformcli.scoring.line import Correction, ScoreLine, exact
from reformcli.scoring.receipts import Lines, shown

K = TypeVar("K")

_NONE = Decimal(0)
_TENTH, _MILLIONTH = Decimal("0.1"), Decimal("1e-6")


class Score(NamedTuple):
    """The score of one owner. `sections` hold the value of each section, None without facts; `plus` and `minus` what is
    added and taken, both after their caps. `lines` add up to `total`, which is None where no section has facts."""

    owner: int
    sections: Mapping[str, Decimal | None]
    plus: Decimal
    minus: Decimal
    total: Decimal | None
    band: str | None
    lines: tuple[ScoreLine, ...]

    def value(self, section: str | None = None) -> Decimal | None:
        """The total, or the value of a section, to a tenth, by which it is ranked; None for no number."""
        if section in (PLUS, MINUS):
            return tenths(self.plus if section == PLUS else self.minus)
        exact_value = self.total if section is None else self.sections.get(section)
        return None if exact_value is None else tenths(exact_value)


def tenths(points: Decimal) -> Decimal:
    """Points to a tenth, as they are shown and ranked: what is equal to a tenth is equal."""
    return points.quantize(_MILLIONTH).quantize(_TENTH, ROUND_HALF_UP) + 0


def score_of(owner: int, reckoned: Lines, corrections: Mapping[str, Correction], rules: ScoreRules) -> Score:
    """The score that lines amount to, with those put right that were contested with success."""
    lines = [_corrected(line, corrections) for line in reckoned.lines]
    result: list[ScoreLine] = []
    sections: dict[str, Decimal | None] = {}
    for section, most in rules.sections.items():
        own = [line for line in lines if line.section == section]
        if section not in reckoned.sections and not own and rules.empty != FULL:
            sections[section] = None
            continue
        whole = [*_beginning(section, most, reckoned, rules), *own, *_capped(section, own, reckoned.rules)]
        whole += _kept_within(section, most, whole)
        sections[section] = _sum(whole)
        result += whole
    if all(value is None for value in sections.values()):
        return Score(owner, sections, _NONE, _NONE, None, None, tuple(lines))
    sides: dict[str, Decimal] = {}
    for side, sign, cap in ((PLUS, 1, rules.plus_cap), (MINUS, -1, rules.minus_cap)):
        own = [line for line in lines if line.section == side]
        own += _capped(side, own, reckoned.rules)
        value = _sum(own)
        if value * sign > cap:
            excess = sign * cap - value
            own.append(ScoreLine(side, None, f"cap@{side}", excess, _("at most {most}", most=_plain(cap)), own=False))
        sides[side] = _sum(own)
        result += own
    result += _scaled(sections, rules)
    total = _sum(result)
    return Score(owner, sections, sides[PLUS], sides[MINUS], total, rules.band(tenths(total)), tuple(result))


def _corrected(line: ScoreLine, corrections: Mapping[str, Correction]) -> ScoreLine:
    correction = corrections.get(line.name)
    if correction is None or line.day is None or line.day > correction.day:
        return line
    return line._replace(points=correction.points, before=line.points, correction=correction)


def _beginning(section: str, most: Decimal, reckoned: Lines, rules: ScoreRules) -> Iterator[ScoreLine]:
    """What a section begins with: its maximum, unless it is given by views."""
    if section not in reckoned.by_views:
        weighed = reckoned.weight and any(
            rule.fact == "work" and rule.section == section for rule in rules.rules.values()
        )
        words = _("weight {weight} fell due", weight=shown(reckoned.weight)) if weighed else ""
        yield ScoreLine(section, None, "maximum", most, words, own=False)


def _capped(section: str, lines: Iterable[ScoreLine], rules: Mapping[str, ScoreRule]) -> Iterator[ScoreLine]:
    """What each rule with a cap gives or takes too much."""
    by_rule: dict[str, Decimal] = {}
    caps: dict[str, Decimal] = {}
    for line in lines:
        rule = rules[line.name]
        if rule.cap is not None:
            by_rule[rule.key] = by_rule.get(rule.key, _NONE) + line.points
            caps[rule.key] = rule.cap
    for key, points in by_rule.items():
        if abs(points) > caps[key]:
            excess = (caps[key] if points > 0 else -caps[key]) - points
            yield ScoreLine(section, None, f"cap@{key}", excess, _("at most {most}", most=_plain(caps[key])), own=False)


def _kept_within(section: str, most: Decimal, lines: Sequence[ScoreLine]) -> Iterator[ScoreLine]:
    """What keeps a section from falling below 0 or rising above its maximum."""
    value = _sum(lines)
    if value < 0:
        yield ScoreLine(section, None, f"floor@{section}", -value, _("never below 0"), own=False)
    elif value > most:
        yield ScoreLine(
            section, None, f"cap@{section}", most - value, _("at most {most}", most=_plain(most)), own=False
        )


def _scaled(sections: Mapping[str, Decimal | None], rules: ScoreRules) -> Iterator[ScoreLine]:
    """What scaling to the base adds where sections without facts leave the total."""
    counted = {section: value for section, value in sections.items() if value is not None}
    possible = sum((rules.sections[section] for section in counted), _NONE)
    value = sum(counted.values(), _NONE)
    added = exact(Fraction(value) * Fraction(rules.base) / Fraction(possible)) - value
    if added:
        words = _("{value} of {possible}, scaled to {base}", value=tenths(value), possible=possible, base=rules.base)
        yield ScoreLine("", None, "scale", added, words, own=False)


def _sum(lines: Iterable[ScoreLine]) -> Decimal:
    return sum((line.points for line in lines), _NONE)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def ranks(values: Mapping[K, Decimal], classes: Mapping[K, str | None]) -> dict[K, int]:
    """The rank of each owner within its class: what is equal shares a rank, and those after it are skipped."""
    above: dict[str | None, list[Decimal]] = {}
    for owner, value in values.items():
        above.setdefault(classes[owner], []).append(-value)
    for several in above.values():
        several.sort()
    return {owner: 1 + bisect_left(above[classes[owner]], -value) for owner, value in values.items()}


def changed(before: Mapping[int, Score], after: Mapping[int, Score]) -> tuple[int, Decimal]:
    """How many lines that come from facts differ between two reckonings, and by how much all totals do, to a tenth."""
    lines = 0
    points = _NONE
    for owner in before.keys() | after.keys():
        old, new = before.get(owner), after.get(owner)
        pairs = [{line.name: line.points for line in one.lines if line.own} if one else {} for one in (old, new)]
        lines += sum(pairs[0].get(name) != pairs[1].get(name) for name in pairs[0].keys() | pairs[1].keys())
        points += (new.total if new and new.total else _NONE) - (old.total if old and old.total else _NONE)
    return lines, tenths(points)
