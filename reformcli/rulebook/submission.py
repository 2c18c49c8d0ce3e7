"""How an office counts submissions: points by level and kind of adoption, targets, what is missed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

ADD, HIGHEST = "add", "highest"
"""What several adoptions of one submission give: the sum of their points, or those of the highest."""


class SubmissionRules(NamedTuple):
    """Points of a submission that was printed, sent on, or instructed upon, by level; nothing at levels left out.

    Where `sent_on` is None, sending on is worth what printing is. Points of a study are multiplied by `study`; of what
    several owners wrote together each has the part `shared`. `several` says what several adoptions give. `targets` are
    how many submissions a unit should send in a year, by class; a unit that misses `commissioned_missed` of those
    commissioned in a year has no points that year.
    """

    points: Mapping[str, Decimal]
    instruction: Mapping[str, Decimal] = {}
    sent_on: Mapping[str, Decimal] | None = None
    study: Decimal = Decimal(1)
    shared: Decimal = Decimal(1)
    several: str = ADD
    targets: Mapping[str, int] = {}
    commissioned_missed: int | None = None
