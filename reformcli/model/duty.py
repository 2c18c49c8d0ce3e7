"""Duty: who answers for a project in which role, and from when to when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reformcli.i18n import _, mark
from reformcli.model.days import lasts_on
from reformcli.model.fields import Thing, choice, day, reference
from reformcli.model.noun import Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.project import Project

ROLES = {
    "leader": mark("leader"),
    "group": mark("group"),
    "lead": mark("lead unit"),
    "responsible": mark("responsible unit"),
    "supporting": mark("supporting unit"),
    "liaison": mark("liaison"),
    "officer": mark("officer"),
}
"""Roles: leader and group answer above, the lead unit reports for all, responsible units do the work, supporting units
help, the liaison is the contact, the officer (经办人) does the work at the desk."""

CLAIMING = "group"
"""The role in which an owner claims a project, from the first day of the duty on."""

KIND_OF_ROLE = {
    "leader": "leader",
    "group": "group",
    "lead": "unit",
    "responsible": "unit",
    "supporting": "unit",
    "liaison": "person",
    "officer": "person",
}
"""The kind of owner that a role makes of a name not seen before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Thing):
    """A duty. It holds from `valid_from` to `valid_to`, both days included; no date means without limit."""

    project: int = reference(Project, mark("Project"), mark("Project that it is for."), required=True)
    owner: int = reference(Owner, mark("Owner"), mark("Who answers."), required=True)
    role: str = choice(mark("Role"), mark("In which role."), ROLES, default="responsible")
    valid_from: date | None = day(mark("From"), mark("First day of the duty."))
    valid_to: date | None = day(mark("To"), mark("Last day of the duty."))

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return lasts_on(day, self.valid_from, self.valid_to)


def _naming(duty: Duty, owners: Mapping[int, str]) -> str:
    return f"{_(ROLES[duty.role])} {owners.get(duty.owner, '')}".rstrip()


NOUN = Noun(
    Duty,
    "duty",
    mark("duty"),
    name="role",
    naming=_naming,
    identity=(("project", "owner", "role", "valid_from"),),
    listed=("project", "role", "owner", "valid_from", "valid_to"),
    page=PageLine(("project",), mark("Who answers"), ("owner",), role="role", date="valid_from", until="valid_to"),
)
