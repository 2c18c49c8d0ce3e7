"""Finding: what a visit found wrong, and the steps until it is verified as put right."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Thing, choice, day, line, passage, reference
from reformcli.model.noun import Noun
from reformcli.model.states import FINDING_STATES, OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Thing):
    """A finding. The unit reports it fixed, the office verifies and closes it, and looks back later."""

    visit: int | None = reference(FieldKind.VISIT, mark("Visit"), mark("Number of the visit that found it."))
    project: int | None = reference(FieldKind.PROJECT, mark("Project"), mark("Project that it is about."))
    owner: int | None = reference(FieldKind.OWNER, mark("Owner"), mark("Who has to put it right."))
    problem: str = passage(mark("Problem"), mark("What is wrong."), required=True)
    measures: str | None = passage(mark("Measures"), mark("What is to be done about it."))
    due: date | None = day(mark("Due"), mark("Last day in time, in words or as a date."))
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), given=False)
    due_first: date | None = day(mark("First due"), mark("First due date that was approved."), given=False)
    state: str = choice(mark("State"), mark("How far it is."), FINDING_STATES, default=OPEN, given=False)
    fixed: date | None = day(mark("Put right"), mark("Day on which the unit reported it put right."), given=False)
    fixed_evidence: str | None = passage(mark("Evidence of the unit"), mark("What the unit shows for it."))
    closed: date | None = day(mark("Closed out"), mark("Day on which the office verified it."), given=False)
    closed_evidence: str | None = passage(mark("Evidence of the office"), mark("What the office saw."))
    looked_back: date | None = day(mark("Looked back"), mark("Day on which it was checked once more."), given=False)
    relapse_of: int | None = reference(
        FieldKind.FINDING, mark("Relapse of"), mark("Earlier finding that has come back.")
    )


NOUN = Noun(
    "finding",
    "findings",
    Finding,
    mark("finding"),
    prefix="F",
    identity=(("number",), ("visit", "owner", "problem")),
)
