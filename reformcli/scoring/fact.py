"""Fact: something that the ledger holds, which rules give points for."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

NOTHING: Mapping[str, object] = {}
NONE = Fraction(0)


class Fact(NamedTuple):
    """A fact about an owner, with the day by whose rules it counts.

    `key` is one of `FACTS`; `ref` stands after the @ of its line, `evidence` says in words what it is. `attributes` are
    what a rule can ask of it, `level` chooses among points by level. A fact that says how many points it is worth has
    them as `points`; a judgement the key of its `rule`. An `aspect` of something (that a matter
    is a relapse) is a fact of its own, which only rules that ask for that attribute see. Work has a `weight`, of which
    `late` was done late and `open` is late and not done; a project weighs 1.
    """

    key: str
    owner: int
    day: date
    ref: str
    evidence: str
    attributes: Mapping[str, object] = NOTHING
    level: str | None = None
    points: Decimal | None = None
    rule: str | None = None
    aspect: str | None = None
    weight: Fraction = NONE
    late: Fraction = NONE
    open: Fraction = NONE

    def meets(self, conditions: Mapping[str, object]) -> bool:
        """Whether it is as a rule asks: equal in each attribute, or among several."""
        if self.aspect is not None and self.aspect not in conditions:
            return False
        return all(
            self.attributes.get(key) in asked if isinstance(asked, tuple) else self.attributes.get(key) == asked
            for key, asked in conditions.items()
        )
