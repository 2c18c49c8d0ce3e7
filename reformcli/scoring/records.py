"""The records that scores are reckoned from, each read once and only when a fact asks for it."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from reformcli.model.duty import Duty
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.owner import Owner
from reformcli.model.scope import Scope
from reformcli.model.work import Work
from reformcli.scoring.frame import Frame
from reformcli.scoring.responsible import Responsible

HANDOVER = "owner handover"
"""The command that hands matters over; its lines of history tell who had them before."""


class Records:
    """What a ledger holds on the day of a frame."""

    def __init__(self, ledger: Ledger, frame: Frame) -> None:
        self.ledger = ledger
        self.frame = frame

    @cached_property
    def owners(self) -> Mapping[int, Owner]:
        """The owners by number."""
        return {owner.number: owner for owner in self.ledger.owners()}

    @cached_property
    def work(self) -> tuple[Work, ...]:
        """Every project, milestone and matter as it stands on the day, open or not."""
        nouns = ("project", "milestone", "matter")
        return tuple(self.ledger.work(Scope(self.frame.today), open_only=False, nouns=nouns))

    @cached_property
    def matters(self) -> Mapping[int, Matter]:
        """The matters by number."""
        return {matter.number: matter for matter in self.ledger.find(Matter)}

    @cached_property
    def responsible(self) -> Responsible:
        """Who answered for projects on any day."""
        return Responsible(self.ledger.find(Duty))

    def charged(self, matter: Work, day: date) -> tuple[int, ...]:
        """The numbers of those who answered for a matter on a day: its owner then, or the leads of its project."""
        owner = self._owner_on(matter, day)
        return self.responsible.lead(matter.project, day) if owner is None else (owner,)

    def _owner_on(self, matter: Work, day: date) -> int | None:
        """A matter's owner on a day. A matter has no days of its owners, but the history has its handovers."""
        owner = matter.owner
        for handed_over, before in self._handovers.get(matter.uid, ()):
            if handed_over > day and before in self.owners:
                owner = before
        return owner

    @cached_property
    def _handovers(self) -> Mapping[str, list[tuple[date, int]]]:
        """The days on which matters were handed over, the last first, and who had them before, by identity."""
        handed: dict[str, list[tuple[date, int]]] = {}
        for line in self.ledger.entries(verb=HANDOVER):
            if (
                line.noun == "matter"
                and line.before is not None
                and isinstance(before := line.before.get("owner"), int)
            ):
                handed.setdefault(line.uid, []).insert(0, (date.fromisoformat(line.today), before))
        return handed
