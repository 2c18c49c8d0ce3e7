"""Who answered for a project on a day, asked many times over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from reformcli.model.duty import Duty


class Responsible:
    """The duties of every project, in the order in which they were entered."""

    def __init__(self, duties: Iterable[Duty]) -> None:
        self._duties: dict[int, list[Duty]] = defaultdict(list)
        for duty in duties:
            self._duties[duty.project].append(duty)

    def in_role(self, project: int | None, role: str, day: date) -> tuple[int, ...]:
        """The numbers of the owners who had a role in a project on a day."""
        if project is None:
            return ()
        held = (duty.owner for duty in self._duties.get(project, ()) if duty.role == role and duty.holds_on(day))
        return tuple(dict.fromkeys(held))

    def lead(self, project: int | None, day: date) -> tuple[int, ...]:
        """Those who led it on a day; where none was marked as lead, the responsible units."""
        return self.in_role(project, "lead", day) or self.in_role(project, "responsible", day)

    def charged(self, project: int | None, day: date, roles: Mapping[str, Decimal]) -> dict[int, Decimal]:
        """The share in which each owner is charged for a project on a day; the largest of those of its roles."""
        shares: dict[int, Decimal] = {}
        for role, share in roles.items():
            for owner in self.lead(project, day) if role == "lead" else self.in_role(project, role, day):
                shares[owner] = max(share, shares.get(owner, share))
        return {owner: share for owner, share in shares.items() if share}
