"""Stage (环节): one passage of a process: passed or returned, on a day, by whom, with what evidence."""

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


STAGES = {
    "measures": mark("measures"),
    "self-check": mark("self-check"),
    "first-check": mark("first check"),
    "acceptance": mark("acceptance"),
    "notice": mark("public notice"),
    "close": mark("close-out"),
    "look-back": mark("look-back"),
    "report": mark("report"),
    "answer": mark("answer"),
    "clear": mark("clearance"),
    "confirm": mark("confirmation"),
    "hear": mark("hearing"),
    "decide": mark("decision on the appeal"),
    "apply": mark("application"),
    "approve": mark("approval"),
    "try": mark("trial"),
    "evaluate": mark("evaluation"),
    "roll-out": mark("roll-out"),
    "stop": mark("stop"),
}
"""The stages of the default processes, as people say them; an office may have others, which are said as they are."""

TRIAL = "try"
"""The stage with which the trial of an idea begins."""

LOOK_BACK = "look-back"
"""The stage that comes some time after the close, to see that nothing has come back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Thing):
    """A stage of what `about` refers to. Stages are added or undone, never edited; `key` names it in the process."""

    about: Ref | None = ref(mark("About"), mark("Ref of what it is a stage of."), required=True)
    key: str = line(mark("Stage"), mark("Which stage of the process it is."), required=True, words=STAGES)
    date: dt.date | None = day(mark("Date"), mark("Day of the stage."), required=True)
    result: str = choice(mark("Result"), mark("Passed, or sent back."), RESULTS, default=PASSED)
    by: int | None = reference(Owner, mark("By"), mark("Who did it."))
    evidence: str | None = passage(mark("Evidence"), mark("What shows it; for a return, what was lacking."))
    document: str | None = line(mark("Document"), mark("Number of its paper."))


NOUN = Noun(
    Stage,
    "stage",
    mark("stage"),
    name="key",
    identity=(("about", "key", "date", "result"),),
    listed=("about", "key", "date", "result", "by", "evidence", "document"),
    page=PageLine(("about",), mark("Stages"), ("by", "evidence"), role="key", date="date", state="result"),
    news=("date",),
)
