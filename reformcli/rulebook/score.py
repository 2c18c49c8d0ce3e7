"""How an office scores: the frame of a score, and the rules that bind facts to points."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

PLUS, MINUS = "plus", "minus"
"""The parts of a score besides its sections: what is added to them, and what is taken from them."""

RESCALE, FULL = "rescale", "full"
"""What a section without facts does: it leaves the total, which is scaled to the base, or it counts in full."""


class ScoreRule(NamedTuple):
    """A rule: a fact that meets its conditions gives `points` in `section`.

    `points` is a number, or one for each level of the fact; None where the fact says how many: a judgement, points of
    submissions. Of work it is the share of the section's maximum that its weight is, times `late` where it was done
    late, times `open` where it is open still. `every` facts make one line; the points of a fact that says how many are
    divided by `per`; a unit gets or loses at most `cap` by the rule. `conditions` are the attributes that a fact must
    have, by key.
    """

    key: str
    section: str
    fact: str
    conditions: Mapping[str, object]
    points: Decimal | Mapping[str, Decimal] | None = None
    late: Decimal | None = None
    open: Decimal | None = None
    every: int = 1
    per: Decimal | None = None
    cap: Decimal | None = None

    @property
    def is_view(self) -> bool:
        """Whether it gives a section the mean of what groups think, in the place of its maximum."""
        return self.fact == "mark" and self.points is None

    def points_at(self, level: object) -> Decimal:
        """The points of one fact, which is at a level where the rule asks for one; 0 where it gives none for that."""
        if isinstance(self.points, Decimal):
            return self.points
        return self.points.get(str(level), Decimal(0)) if self.points else Decimal(0)

    def as_table(self) -> dict[str, object]:
        """What was written of it, by key."""
        written = {**self._asdict(), **self.conditions}
        del written["conditions"]
        if self.every == 1:
            del written["every"]
        return {key: value for key, value in written.items() if value is not None}


class ScoreRules(NamedTuple):
    """The frame of a score, and its rules.

    `sections` hold the maximum of each section, which together are `base`; `plus_cap` and `minus_cap` are the most that
    is added to and taken from them. `roles` are the shares in which owners in a role are charged for late work. `bands`
    are words for totals from a number on, the highest first, the last from 0 on. `rules` stand by key.
    """

    base: Decimal
    sections: Mapping[str, Decimal]
    plus_cap: Decimal
    minus_cap: Decimal
    roles: Mapping[str, Decimal]
    empty: str
    bands: tuple[tuple[Decimal, str], ...]
    rules: Mapping[str, ScoreRule]

    def band(self, total: Decimal) -> str:
        """The word for a total; the last one for totals below 0."""
        return next((word for least, word in self.bands if total >= least), self.bands[-1][1])

    def most(self, section: str) -> Decimal:
        """The maximum of a section."""
        return self.sections.get(section, Decimal(0))
