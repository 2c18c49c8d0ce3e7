"""Scope: which part of the ledger a question is about; the filters mean the same in every report."""

from datetime import date
from typing import NamedTuple


class Condition(NamedTuple):
    """A comparison of a field of the work, or of its project, with a value, such as `due < 2026-06-01`.

    `field` is one of `FIELDS`, `operator` one of `OPERATORS`.
    """

    field: str
    operator: str
    value: str | int | date | None


FIELDS = (
    "number",
    "title",
    "code",
    "plan",
    "source",
    "kind",
    "theme",
    "key",
    "start",
    "due",
    "due_first",
    "state",
    "reported",
    "done",
    "extensions",
)
"""Fields that a condition may name: of `OF_THE_WORK` the work's own, of the others its project's."""

OF_THE_WORK = ("start", "due", "due_first", "state", "reported", "done", "extensions")
"""Dates, state, and how often the due date was moved: each piece of work has them for itself, a milestone apart from
its project."""

OPERATORS = ("=", "!=", "<=", ">=", "<", ">", "~")
"""Comparisons; `~` is "contains"."""


class Scope(NamedTuple):
    """The work asked about, as of `today`. None or empty means all.

    `owner` is anyone with a duty in any role, `group` and `leader` in that role; all are owners' numbers, and mean the
    owner and all that is part of it. `light` holds some of `colours.LIGHTS`. `kinds` are keys of tracked nouns, and
    kinds that such a noun has (`finding`).
    """

    today: date
    plan: int | None = None
    group: int | None = None
    leader: int | None = None
    owner: int | None = None
    source: str | None = None
    theme: str | None = None
    key: bool | None = None
    light: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
