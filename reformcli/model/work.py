"""Work: things of every tracked noun seen alike, as reports see them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from reformcli.model.refs import Ref
from reformcli.model.states import DONE, OPEN_STATES


class Work(NamedTuple):
    """A piece of tracked work: a project, a milestone, a matter, or a thing of any other noun that declares itself.

    `noun`, `number` and `within` are those of its Ref; `kind` is what `--kind` calls it besides its noun, where it has
    one. `project` is the number of the project that it is, belongs to or is about, and `about` that project's title
    unless it is the project itself. `plan` is its plan year; `source`, `theme` and `key` are the project's. `owner`
    answers for it and `supporting` help, where it has owners of its own. `moves` counts the extensions granted; `uid`
    is the same in every copy of the ledger.
    """

    noun: str
    number: int
    within: int | None
    kind: str | None
    title: str
    project: int | None
    about: str | None
    plan: int | None
    source: str | None
    theme: str | None
    key: bool
    owner: int | None
    supporting: tuple[int, ...]
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
    def ref(self) -> Ref:
        """What people call it: `17`, `17.3`, `F45`."""
        return Ref(self.noun, self.number, self.within)

    @property
    def kind_code(self) -> str:
        """What it is, as `--kind` picks it: its kind, or its noun where it has none."""
        return self.kind or self.noun

    @property
    def is_project(self) -> bool:
        """Whether it is a project itself."""
        return self.noun == "project"

    @property
    def is_milestone(self) -> bool:
        """Whether it is a milestone, which weighs in its project's progress."""
        return self.noun == "milestone"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN_STATES

    def is_overdue(self, today: date) -> bool:
        """Whether it is open and due before `today`: what every list and count of overdue work goes by."""
        return self.is_open and self.days_late(today) > 0

    def days_late(self, today: date) -> int:
        """Calendar days after the due date: until `today` while it is open, else until the day on which it was done.

        0 where it is not late, has no due date, or was dropped.
        """
        last = today if self.is_open else self.done if self.state == DONE else None
        return max(0, (last - self.due).days) if last and self.due else 0

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


WORK_DAYS = ("start", "due", "due_first", "reported", "done")
"""The fields of Work that are days, which the ledger keeps as text."""

ROLES_ABOVE_OWNER = ("leader", "group", "liaison", "officer")
"""The roles in which those of a project answer also for work about it that has an owner of its own."""

Answering = Mapping[str, tuple[str, ...]]
"""Who answers for a piece of work on a day: role to owners' names."""
