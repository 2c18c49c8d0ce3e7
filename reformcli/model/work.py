"""Work: projects and milestones seen alike, as reports see them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from reformcli.model.states import OPEN_STATES


class Work(NamedTuple):
    """A project, or a milestone of one (`milestone` is then its number, else 0).

    `moves` counts the extensions granted; `plan`, `source`, `theme` and `key` are the project's; `uid` is its own, the
    same in every copy of the ledger.
    """

    project: int
    milestone: int
    title: str
    project_title: str
    plan: int | None
    source: str | None
    theme: str | None
    key: bool
    start: date | None
    due: date | None
    due_first: date | None
    due_said: str | None
    state: str
    reported: date | None
    done: date | None
    moves: int
    uid: str

    @property
    def ref(self) -> str:
        """`17`, or `17.3` for a milestone."""
        return f"{self.project}.{self.milestone}" if self.milestone else str(self.project)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN_STATES

    @property
    def sequence(self) -> int:
        """Which version a calendar's entry for it is: one more for each extension, and once it is closed."""
        return self.moves + (not self.is_open)


class Progress(NamedTuple):
    """Weights of a project's milestones: all, those due by the day asked about, those done by then.

    `late` is how many of those were done after their due date, `overdue` how many are past it and still open.
    """

    total: float
    scheduled: float
    actual: float
    late: int = 0
    overdue: int = 0

    def points(self, weight: float) -> float:
        """A weight in points: 100 for all milestones together."""
        return 100 * weight / self.total if self.total else 0.0


Answering = Mapping[str, tuple[str, ...]]
"""Who answers for a project on a day: role to owners' names."""
