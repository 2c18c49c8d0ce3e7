"""Works chart (施工图): a project's steps in order, with output, dates, what they depend on, and who."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.milestone import Milestone
from reformcli.model.noun import ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.scope import Condition, Scope
from reformcli.model.work import Work
from reformcli.reports.answering import answered
from reformcli.reports.charts.dependencies import broken, refs_of
from reformcli.reports.charts.lanes import TIMELINE, lane, scale
from reformcli.reports.charts.saying import nothing, title
from reformcli.reports.lit import lit, of_light
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import standing
from reformcli.table import Column, Shape, Table

_STEP = fields_of(Milestone)

COLUMNS = (
    columns.PROJECT._replace(help=mark("Number and title of the project."), detail=False),
    columns.REF,
    columns.LIGHT,
    columns.TITLE,
    TIMELINE,
    *(columns.of_field(_STEP[key], detail=True) for key in ("output", "start")),
    columns.DUE._replace(detail=True),
    columns.DONE._replace(detail=True),
    columns.DAYS_LATE._replace(
        help=mark("Calendar days after the due date, until it was done or until today."), detail=True
    ),
    columns.of_field(_STEP["depends_on"], detail=True)._replace(help=mark("Refs of the steps that come first.")),
    Column("problem", mark("Problem"), mark("Where what it depends on breaks its dates."), Shape.LIST, detail=True),
    columns.LEAD,
    columns.MARK,
)


def works(ledger: Ledger, question: Question) -> Table:
    """One row for each step of each project in scope that is not struck off, or of the one that is named.

    Raises NotFound where that one is not there.
    """
    scope = question.scope
    if (number := question.option("project", int)) is not None:
        ledger.get_of(Project, number)
        scope = scope._replace(plan=None, where=(*scope.where, Condition("number", "=", number)))
    pieces = standing(ledger, scope)
    # A light chooses projects: a works chart shows all of a project's steps, or none.
    projects = {work.number: work for work in of_light(ledger, question, (one for one in pieces if one.is_project))}
    steps = sorted(
        (piece for piece in pieces if piece.within in projects),
        key=lambda piece: (piece.within, piece.due is None, piece.due, piece.number),
    )
    declared = _declared(ledger, projects)
    needed = refs_of(declared.values())
    known = {piece.ref: piece for piece in (*pieces, *_elsewhere(ledger, declared.keys(), projects, scope.today))}
    problems = broken([step.ref for step in steps], known, needed)
    every = question._replace(scope=scope._replace(light=()))
    verdicts = {work.ref: verdict for work, verdict in lit(ledger, every, steps)}
    rows = []
    for one in answered(ledger, question, steps):
        work, verdict = one.work, verdicts[one.work.ref]
        since = [first.due for ref in needed[work.ref] if (first := known.get(ref)) and first.due]
        rows.append(
            (
                f"{work.project} {work.about}",
                str(work.ref),
                verdict.light,
                work.title,
                lane(work, verdict.light, (), scope.today, since=max(since, default=projects[work.project or 0].start)),
                declared[work.ref].output,
                work.start,
                work.due,
                work.done,
                work.days_late(scope.today) or None,
                tuple(map(str, needed[work.ref])),
                tuple(problems.get(work.ref, ())),
                one.lead,
                verdict.mark,
            )
        )
    year = projects[number].plan if number in projects else scope.plan
    return Table(
        "works",
        title("works", scope._replace(plan=year)),
        COLUMNS,
        tuple(rows),
        section="project",
        empty=nothing(scope) if number is None else _("Project {ref} has no open or finished step.", ref=number),
        titled=True,
        scale=scale(rows, scope.today, year),
    )


def _declared(ledger: Ledger, projects: Iterable[int]) -> dict[Ref, Milestone]:
    """The milestones of `projects` by ref, and those of the projects that they depend on, at any distance."""
    declared: dict[Ref, Milestone] = {}
    asked: set[int] = set()
    ahead = set(projects)
    while ahead:
        met = [step for number in sorted(ahead) for step in ledger.find(Milestone, project=number)]
        declared |= {ref_of(step): step for step in met}
        asked |= ahead
        ahead = {ref.within for step in met for ref in step.depends_on if ref.within is not None} - asked
    return declared


def _elsewhere(ledger: Ledger, steps: Iterable[Ref], projects: Collection[int], today: date) -> Iterator[Work]:
    """The work of the projects of `steps` that are not among `projects`."""
    for number in sorted({ref.within for ref in steps if ref.within is not None} - set(projects)):
        yield from standing(ledger, Scope(today, where=(Condition("number", "=", number),)))


REPORT = Report(
    works,
    COLUMNS,
    (
        ("reform chart works 17", mark("The steps of project 17.")),
        ("reform chart works --key -o steps.html", mark("Those of all key projects, a page for each.")),
    ),
    this_plan=True,
    arguments=(Option("project", FieldKind.NUMBER, mark("Only this project, whatever its plan year.")),),
)
