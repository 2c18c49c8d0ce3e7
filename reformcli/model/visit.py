"""Visit: going to see how work stands, to check or to help."""

import datetime as dt
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, choice, day, decimal, names, passage, reference, references
from reformcli.model.noun import Example, Noun, PageLine
from reformcli.model.owner import Owner
from reformcli.model.project import Project

FORMS = {
    "on-site": mark("on site"),
    "paper": mark("by paper"),
    "phone": mark("by phone"),
    "unannounced": mark("unannounced"),
    "hearing": mark("by hearing"),
    "joint": mark("joint"),
}
"""Forms of inspection, after the rules of Shanghang and the State Council's Order 733."""

CHECK, HELP = "check", "help"

PURPOSES = {CHECK: mark("check"), HELP: mark("help")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Thing):
    """A visit. `hours` is how long it took; `owner` the unit visited."""

    date: dt.date | None = day(mark("Date"), mark("Day of the visit."), required=True)
    owner: int | None = reference(Owner, mark("Visited"), mark("Unit visited."))
    held_by: int | None = reference(
        Owner, mark("Held by"), mark("Office, group or leader that made it; the office unless given.")
    )
    form: str = choice(mark("Form"), mark("How it was made."), FORMS, default="on-site")
    purpose: str = choice(mark("Purpose"), mark("To check or to help."), PURPOSES, default="check")
    visitors: tuple[str, ...] = names(mark("Visitors"), mark("Who went, separated by commas."))
    met: tuple[str, ...] = names(mark("Met"), mark("Whom they saw, separated by commas."))
    papers: tuple[str, ...] = names(mark("Papers"), mark("Papers that the unit was asked for, separated by commas."))
    projects: tuple[int, ...] = references(
        Project, mark("Projects"), mark("Numbers of the projects looked at, separated by commas.")
    )
    conclusion: str | None = passage(mark("Conclusion"), mark("What was concluded and returned to the unit."))
    hours: float | None = decimal(mark("Hours"), mark("How long it took, in hours."))


NOUN = Noun(
    Visit,
    "visit",
    mark("visit"),
    name="conclusion",
    identity=(("number",), ("date", "owner", "form")),
    listed=(
        "date",
        "owner",
        "form",
        "purpose",
        "projects",
        "held_by",
        "visitors",
        "hours",
        "papers",
        "conclusion",
    ),
    page=PageLine(("projects", "owner"), mark("Visits"), ("conclusion",), role="form", date="date"),
    news=("date",),
    summary=mark("Visits to check or to help."),
    commands=("add", "list", "edit", "show", "remove"),
    examples={
        "add": (
            Example(
                mark('reform visit add Education --purpose help --projects 17 --visitors "A. Smith,B. Jones"'),
                mark("A visit of today, to help with project 17."),
            ),
            Example(
                mark('reform visit add Insurance --date 2026-03-10 --form phone --conclusion "on course"'),
                mark("A call, and what came of it."),
            ),
        ),
        "list": (
            Example(mark("reform visit list --owner Education"), mark("Visits to one unit.")),
            Example("reform visit list --since 2026-03-01 --csv", mark("Visits since a day, for a spreadsheet.")),
        ),
        "show": (
            Example("reform visit show V12", mark("One visit and what it found.")),
            Example("reform visit show V12 --markdown", mark("As a text for a bulletin.")),
        ),
    },
)
