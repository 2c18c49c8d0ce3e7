"""Matter (督办事项): a finding, decision, obstacle, instruction, feedback or appeal, followed until it is closed."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.fields import ITSELF, Thing, choice, day, line, passage, ref, reference, references
from reformcli.model.noun import Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.stage import STAGES
from reformcli.model.states import PLANNED, STATES

KINDS = {
    "finding": mark("finding"),
    "decision": mark("decision"),
    "obstacle": mark("obstacle"),
    "instruction": mark("instruction"),
    "feedback": mark("feedback"),
    "appeal": mark("appeal"),
}
"""What a matter is: found by a visit, decided by a meeting, in the way of work, written by a leader, said by the
public, or raised against a score."""

SOURCES = {
    "visit": "finding",
    "project": "obstacle",
    "milestone": "obstacle",
    "meeting": "decision",
    "topic": "decision",
    "adoption": "instruction",
}
"""The kind of a matter by the noun of its source, where none is given."""

FINDING_BEFORE = "finding-before"
"""The process of matters that were findings before there were processes: self-check and close, look-back optional."""

APPEAL = "appeal"
"""The kind of a matter that contests a line of a score."""

PROCESSES = {**KINDS, FINDING_BEFORE: mark("finding of before")}
"""The processes that matters go by: one for each kind, and that of what was there before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Thing):
    """A matter. Its states and dates are a milestone's; `opened` is the day on which it was found or decided.

    `process` is the list of stages that it began with and `stage` the last one passed; both follow from its stages.
    """

    kind: str = choice(mark("Kind"), mark("What it is."), KINDS, default="finding")
    title: str = line(mark("Title"), mark("What it is about."), required=True)
    detail: str | None = passage(mark("Detail"), mark("More about it."))
    source: Ref | None = ref(mark("Source"), mark("Ref of what it comes from: a visit, a project, a topic."))
    document: str | None = line(mark("Document"), mark("Number of the paper that it stands in."))
    project: int | None = reference(Project, mark("Project"), mark("Project that it is about."))
    owner: int | None = reference(Owner, mark("Owner"), mark("Who answers for it."), entered=False)
    supporting: tuple[int, ...] = references(Owner, mark("Supporting"), mark("Who helps."))
    raised_by: int | None = reference(Owner, mark("Raised by"), mark("Who raised it."))
    measures: str | None = passage(mark("Measures"), mark("What is to be done about it."))
    opened: date | None = day(mark("Opened"), mark("Day on which it was found or decided."))
    due: date | None = day(mark("Due"), mark("Last day in time, in words or as a date."))
    due_said: str | None = line(mark("Due as said"), mark("The words that the due date was given in."), entered=False)
    due_first: date | None = day(mark("First due"), mark("First due date that was approved."), entered=False)
    state: str = choice(mark("State"), mark("How far it is."), STATES, default=PLANNED)
    reported: date | None = day(mark("Reported"), mark("Day on which the unit reported it done."), entered=False)
    done: date | None = day(mark("Done"), mark("Day on which the office took it as done."), entered=False)
    dropped: date | None = day(mark("Dropped"), mark("Day on which it was struck off."), entered=False)
    reason: str | None = passage(mark("Reason"), mark("Why it was struck off or taken up again."))
    evidence: str | None = passage(mark("Evidence"), mark("What shows that it is done."))
    process: str | None = line(mark("Process"), mark("The process that it began with."), entered=False, words=PROCESSES)
    stage: str | None = line(mark("Stage"), mark("Last stage passed."), entered=False, words=STAGES)
    relapse_of: int | None = reference(ITSELF, mark("Relapse of"), mark("Earlier matter that has come back."))
    against: str | None = line(
        mark("Against"), mark("The score line that an appeal is against, such as late@18.2."), entered=False
    )


NOUN = Noun(
    Matter,
    "matter",
    mark("matter"),
    identity=(("number",), ("source", "owner", "title")),
    synonyms=(mark("supervised matter"),),
    listed=("kind", "title", "state", "due", "owner", "project", "source", "stage", "relapse_of"),
    page=PageLine(
        ("project", "source", "owner", "relapse_of"),
        mark("Matters"),
        ("title",),
        role="kind",
        date="due",
        state="state",
        until="done",
    ),
    news=("reported", "done"),
)
