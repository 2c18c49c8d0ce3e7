"""What the name of a heading makes likely where it may mean several things, before cells are looked at."""

from collections.abc import Mapping
from typing import NamedTuple

_RARER: Mapping[str, float] = {
    "due_revised": 0.12,
    "supporting": 0.15,
    "lead": 0.05,
    "leader": 0.15,
    "light": 0.05,
    "key": 0.05,
    "actual_end": 0.05,
    "actual_start": 0.2,
    "flag": 0.05,
    "duration": 0.03,
    "effort": 0.03,
    "row_kind": 0.03,
    "measures": 0.2,
}
"""By how much a meaning is less likely than the others of a heading that has several, before cells are looked at."""

_RARER_IN_ENGLISH: Mapping[str, float] = {"liaison": 0.25}
"""The same, of English headings: an Owner answers, while a 负责人 beside a unit is its contact."""

_LEAD_RATHER = 0.25
"""The same, of a leader where the heading may mean the lead: a Project lead leads it, be it a Head of Service."""

_YEAR_RATHER = 0.3
"""The same, of a limit where the heading may be the year of the plan: Year beside an agreed date."""

_NAMING = ("name", "title", "名称", "标题")
_NAMED_RATHER = 0.06
"""How headings that are a name end, and how much surer they name the items than others: Weakness Description."""

_NOBODY_RATHER = 0.15
"""The same, of who answers where the heading may be of no field: Resources are money as often as persons."""


class Meaning(NamedTuple):
    """What a heading may mean: a field, a role or another meaning of the table, how sure (0 to 1), and why.

    `why` is name, near (part of the name), rule (a start or an end with a prefix) or group (what stands above).
    """

    key: str
    weight: float
    why: str


def by_weight(names: Mapping[str, float], weight: float, why: str, form: str) -> tuple[Meaning, ...]:
    """The meanings of a heading whose normal form is `form`, the surest first; `names` is how sure each one is by its
    place in the table, `weight` (0 to 1) how sure the heading is that name at all."""
    rarer: dict[str, float] = {}
    if len(names) > 1:
        rarer = {**_RARER, **(_RARER_IN_ENGLISH if form.isascii() else {})}
        if "lead" in names:
            rarer["leader"] = _LEAD_RATHER
        if "plan" in names:
            rarer["due"] = _YEAR_RATHER
        if "ignore" in names:
            rarer["responsible"] = rarer["owner"] = _NOBODY_RATHER
    if form.endswith(_NAMING):
        rarer["title"] = -_NAMED_RATHER
    by_name = (Meaning(key, (sure - rarer.get(key, 0)) * weight, why) for key, sure in names.items())
    return tuple(sorted(by_name, key=lambda meaning: -meaning.weight))
