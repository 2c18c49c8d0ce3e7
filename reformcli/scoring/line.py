"""Line: what a score is made of, each with its name, its points and what shows it."""

from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import NamedTuple

_PLACES = Decimal("1e-12")
"""Points of a line are a decimal of so many places: lines add up exactly, in whatever order. The rest is cut off, so
that what a section costs in all is never more than its maximum."""


class Correction(NamedTuple):
    """What puts a line right: its points, by which mark, after which appeal, decided on which day."""

    points: Decimal
    mark: str
    evidence: str
    day: date


class ScoreLine(NamedTuple):
    """A line of a receipt. `name` is RULE@REF, or what a section begins with and what caps and floors give or take.

    `section` is one of the rules', plus or minus; empty for what concerns the whole. `own` is whether it comes from a
    fact, so that it can be contested. Where it was corrected, `before` are the points that it had.
    """

    section: str
    day: date | None
    name: str
    points: Decimal
    evidence: str
    own: bool = True
    before: Decimal | None = None
    correction: Correction | None = None


def exact(value: Fraction) -> Decimal:
    """A fraction as the points of a line."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_PLACES, ROUND_DOWN)
