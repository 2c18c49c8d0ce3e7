"""Visit: going to see how work stands, to check or to help."""

import datetime as dt
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Thing, choice, day, decimal, names, passage, project_list, reference
from reformcli.model.noun import Noun

FORMS = {
    "on-site": mark("on site"),
    "paper": mark("by paper"),
    "phone": mark("by phone"),
    "unannounced": mark("unannounced"),
    "hearing": mark("by hearing"),
    "joint": mark("joint"),
}
"""Forms of inspection: practice.md §3, after the rules of Shanghang and the State Council's Order 733."""

PURPOSES = {"check": mark("check"), "help": mark("help")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Thing):
    """A visit. `hours` is how long it took; `owner` the unit visited."""

    date: dt.date | None = day(mark("Date"), mark("Day of the visit."), required=True)
    owner: int | None = reference(FieldKind.OWNER, mark("Visited"), mark("Unit visited."))
    form: str = choice(mark("Form"), mark("How it was made."), FORMS, default="on-site")
    purpose: str = choice(mark("Purpose"), mark("To check or to help."), PURPOSES, default="check")
    visitors: tuple[str, ...] = names(mark("Visitors"), mark("Who went, separated by commas."))
    met: tuple[str, ...] = names(mark("Met"), mark("Whom they saw, separated by commas."))
    papers: tuple[str, ...] = names(mark("Papers"), mark("Papers that the unit was asked for, separated by commas."))
    projects: tuple[int, ...] = project_list(
        mark("Projects"), mark("Numbers of the projects looked at, separated by commas.")
    )
    conclusion: str | None = passage(mark("Conclusion"), mark("What was concluded and returned to the unit."))
    hours: float | None = decimal(mark("Hours"), mark("How long it took, in hours."))


NOUN = Noun("visit", "visits", Visit, mark("visit"), prefix="V", identity=(("number",), ("date", "owner", "form")))
