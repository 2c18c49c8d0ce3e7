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
from reformcli.scoring.reckoning import Reckoning
from reformcli.scoring.responsible import Responsible

HANDOVER, MERGE = "owner handover", "owner merge"
"""The commands that hand matters over and make two owners one; their lines of history tell who answered before."""


CONTACTS = ("liaison", "officer")
"""The roles of those who speak for a unit about a project."""


class Records:
    """What a ledger holds on the day of a reckoning."""

    def __init__(self, ledger: Ledger, reckoning: Reckoning) -> None:
        self.ledger = ledger
        self.reckoning = reckoning

    @cached_property
    def owners(self) -> Mapping[int, Owner]:
        """The owners by number."""
        return {owner.number: owner for owner in self.ledger.owners()}

    @cached_property
    def work(self) -> tuple[Work, ...]:
        """All tracked work as it stands on the day, open or not."""
        return tuple(self.ledger.work(Scope(self.reckoning.today), open_only=False))

    @cached_property
    def matters(self) -> Mapping[int, Matter]:
        """The matters by number."""
        return {matter.number: matter for matter in self.ledger.find(Matter)}

    @cached_property
    def responsible(self) -> Responsible:
        """Who answered for projects on any day."""
        return Responsible(self.ledger.find(Duty))

    def lead(self, piece: Work, day: date) -> tuple[int, ...]:
        """The numbers of those who answered for work on a day: a matter's owner then, or the leads of the project."""
        owner = self._owner_on(piece, day)
        return self.responsible.lead(piece.project, day) if owner is None else (owner,)

    def contacts(self, piece: Work, day: date) -> tuple[int, ...]:
        """The numbers of the liaisons and officers of a piece of work on a day."""
        return tuple(owner for role in CONTACTS for owner in self.responsible.in_role(piece.project, role, day))

    def _owner_on(self, piece: Work, day: date) -> int | None:
        """The owner that work has of its own, on a day: its owners have no days, but the history has its handovers."""
        owner = piece.owner
        for handed_over, before in self._handovers.get(piece.uid, ()) if owner is not None else ():
            if handed_over > day:
                owner = before
        return owner

    @cached_property
    def _handovers(self) -> Mapping[str, list[tuple[date, int]]]:
        """The days on which matters were handed over, the last first, and who had them before, by identity."""
        handed: dict[str, list[tuple[date, int]]] = {}
        for line in self.ledger.entries(verb=HANDOVER):
            before = line.before.get("owner") if line.noun == "matter" and line.before is not None else None
            if isinstance(before, int):
                before = before if before in self.owners else self._merged.get(before, before)
                handed.setdefault(line.uid, []).insert(0, (date.fromisoformat(line.today), before))
        return handed

    @cached_property
    def _merged(self) -> Mapping[int, int]:
        """The owner that each owner became that was merged into it, by number."""
        called = {name: owner.number for owner in self.owners.values() for name in owner.all_names}
        merged: dict[int, int] = {}
        for line in self.ledger.entries(verb=MERGE):
            if line.noun == "owner" and line.after is None and line.before is not None:
                number, name = line.before.get("number"), line.before.get("name")
                if isinstance(number, int) and isinstance(name, str) and name in called:
                    merged[number] = called[name]
        return merged
