"""Override: a light that a person sets by hand, with a reason and an end."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.colours import GREEN, LIGHTS, RED, YELLOW
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Thing, choice, day, line, number, passage, reference
from reformcli.model.noun import Noun

COLOURS = {light: LIGHTS[light] for light in (RED, YELLOW, GREEN)}
"""What may be set: blue means done and grey means without a date, which no judgement changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Thing):
    """A light set by hand for a project, or for one of its milestones. It counts on both of its days."""

    project: int = reference(FieldKind.PROJECT, mark("Project"), mark("Project whose light is set."), required=True)
    milestone: int | None = number(mark("Milestone"), mark("Number of the milestone whose light is set."))
    light: str = choice(mark("Light"), mark("Red, yellow or green."), COLOURS, default=YELLOW)
    reason: str = passage(mark("Reason"), mark("Why the rules do not tell how it stands."), required=True)
    author: str = line(mark("Author"), mark("Who answers for the judgement."), required=True)
    valid_from: date | None = day(mark("From"), mark("First day on which it counts."), required=True)
    valid_to: date | None = day(mark("Until"), mark("Last day on which it counts."), required=True)


NOUN = Noun(
    "override", "overrides", Override, mark("override"), identity=(("project", "milestone", "valid_from", "light"),)
)
