"""Stage (环节): one passage of a matter's process: passed or returned, on a day, by whom, with what evidence."""

import datetime as dt
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, choice, day, line, passage, ref, reference
from reformcli.model.noun import Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.refs import Ref

PASSED, RETURNED = "passed", "returned"

RESULTS = {PASSED: mark("passed"), RETURNED: mark("returned")}
"""How a stage ended: `returned` sends the matter back to the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Thing):
    """A stage of what `about` refers to. Stages are added or undone, never edited; `key` names it in the process."""

    about: Ref | None = ref(mark("About"), mark("Ref of what it is a stage of."), required=True)
    key: str = line(mark("Stage"), mark("Which stage of the process it is."), required=True)
    date: dt.date | None = day(mark("Date"), mark("Day of the stage."), required=True)
    result: str = choice(mark("Result"), mark("Passed, or sent back."), RESULTS, default=PASSED)
    by: int | None = reference(Owner, mark("By"), mark("Who did it."))
    evidence: str | None = passage(mark("Evidence"), mark("What shows it; for a return, what was lacking."))
    document: str | None = line(mark("Document"), mark("Number of its paper."))


NOUN = Noun(
    Stage,
    "stage",
    "stages",
    mark("stage"),
    name="key",
    identity=(("about", "key", "date", "result"),),
    listed=("about", "key", "date", "result", "by", "evidence", "document"),
    page=PageLine(("about",), mark("Stages"), ("key", "evidence"), role="result", date="date"),
    news=("date",),
)
