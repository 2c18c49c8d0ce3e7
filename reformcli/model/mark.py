"""Mark (评分记录): a judgement that scores: a group's view of a unit, praise, criticism, a score line put right."""

import datetime as dt
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, day, decimal, line, passage, ref, reference
from reformcli.model.noun import Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Thing):
    """A judgement by a rule of the scores. Whatever else scores is computed from other records.

    `points` stand where the rule leaves them to who judges. A correction is `against` the line whose points it
    replaces, and its evidence is the appeal that was decided.
    """

    rule: str = line(mark("Rule"), mark("Key of the rule of [score] that it is by."), required=True)
    owner: int = reference(Owner, mark("Unit"), mark("Who is judged."), required=True)
    date: dt.date | None = day(mark("Date"), mark("Day of the judgement."), required=True)
    points: float | None = decimal(mark("Points"), mark("How many points, where the rule does not say."), least=-10_000)
    evidence: Ref | None = ref(mark("Evidence"), mark("Ref of what shows it: M4.2, F15."))
    reason: str | None = passage(mark("Reason"), mark("Why."))
    author: int | None = reference(Owner, mark("Judged by"), mark("Who judges: for a view, the group."))
    against: str | None = line(mark("Against"), mark("The score line that it corrects, such as late@18.2."))


NOUN = Noun(
    Mark,
    "mark",
    mark("mark"),
    name="reason",
    identity=(("number",), ("rule", "owner", "date", "evidence", "reason", "author")),
    listed=("rule", "owner", "date", "points", "evidence", "reason", "author", "against"),
    page=PageLine(("owner", "evidence", "author"), mark("Marks"), ("rule", "reason"), date="date"),
)
