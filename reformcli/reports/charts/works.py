"""Works chart (施工图): a project's steps in order, with output, dates, what they depend on, and who."""

from collections.abc import Iterable
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.milestone import Milestone
from reformcli.model.refs import Ref
from reformcli.model.scope import Condition, Scope
from reformcli.model.states import DROPPED
from reformcli.model.work import Work
from reformcli.reports.answering import answered
from reformcli.reports.charts.dependencies import broken, refs_of
from reformcli.reports.charts.lanes import TIMELINE, lane, scale
from reformcli.reports.charts.saying import nothing, title
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Column, Shape, Table

COLUMNS = (
    columns.PROJECT._replace(help=mark("Number and title of the project."), detail=False),
    columns.REF,
    columns.LIGHT,
    columns.TITLE,
    TIMELINE,
    Column("output", mark("Output"), mark("What it delivers."), detail=True),
    Column("start", mark("Start"), mark("First day."), Shape.DATE, detail=True),
    columns.DUE._replace(detail=True),
    columns.DONE._replace(detail=True),
    columns.DAYS_LATE._replace(
        help=mark("Calendar days after the due date, until it was done or until today."), detail=True
    ),
    Column("depends_on", mark("Depends on"), mark("Refs of the steps that come first."), Shape.LIST, detail=True),
    Column("problem", mark("Problem"), mark("Where what it depends on breaks its dates."), Shape.LIST, detail=True),
    columns.LEAD,
    columns.MARK,
)


def works(ledger: Ledger, question: Question) -> Table:
    """One row for each step of each project in scope that is not struck off, or of the one that is named.

    Raises NotFound where that one is not there.
    """
    scope = question.scope
    if (number := question.options.get("project")) is not None:
        ledger.get(Ref("project", number))
        scope = scope._replace(plan=None, where=(*scope.where, Condition("number", "=", number)))
    found = [piece for piece in ledger.work(scope, open_only=False) if piece.state != DROPPED]
    # A light chooses projects: a works chart shows all of a project's steps, or none.
    projects = {
        piece.project: piece for piece, _verdict in lit(ledger, question, (one for one in found if not one.milestone))
    }
    steps = sorted(
        (piece for piece in found if piece.milestone and piece.project in projects),
        key=lambda piece: (piece.project, piece.due is None, piece.due, piece.milestone),
    )
    declared = _declared(ledger, projects)
    needed = refs_of(declared.values())
    known = {piece.ref: piece for piece in found}
    known |= _elsewhere(ledger, {one.project for one in declared.values()} - projects.keys(), scope.today)
    problems = broken([step.ref for step in steps], known, needed)
    every = question._replace(scope=scope._replace(light=()))
    verdicts = {work.ref: verdict for work, verdict in lit(ledger, every, steps)}
    rows = []
    for one in answered(ledger, question, steps):
        work, verdict = one.work, verdicts[one.work.ref]
        since = [first.due for name in needed[work.ref] if (first := known.get(name)) and first.due]
        rows.append(
            (
                f"{work.project} {work.project_title}",
                work.ref,
                verdict.light,
                work.title,
                lane(work, verdict.light, (), scope.today, since=max(since, default=projects[work.project].start)),
                declared[work.ref].output,
                work.start,
                work.due,
                work.done,
                _days_late(work, scope.today),
                tuple(needed[work.ref]),
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


def _declared(ledger: Ledger, projects: Iterable[int]) -> dict[str, Milestone]:
    """The milestones of `projects` by ref, and those of the projects that they depend on, at any distance."""
    declared: dict[str, Milestone] = {}
    asked: set[int] = set()
    ahead = set(projects)
    while ahead:
        met = [one for number in sorted(ahead) for one in ledger.find("milestone", project=number)]
        declared |= {f"{one.project}.{one.number}": one for one in met}
        asked |= ahead
        named = {name.partition(".")[0] for names in refs_of(met).values() for name in names}
        ahead = {int(number) for number in named if number.isdecimal()} - asked
    return declared


def _elsewhere(ledger: Ledger, projects: Iterable[int], today: date) -> dict[str, Work]:
    """The work of other projects by ref, but for what is struck off."""
    return {
        piece.ref: piece
        for number in sorted(projects)
        for piece in ledger.work(Scope(today, where=(Condition("number", "=", number),)), open_only=False)
        if piece.state != DROPPED
    }


def _days_late(step: Work, today: date) -> int | None:
    """Calendar days after the due date, while it is open or until it was done; None where it is not late."""
    last = today if step.is_open else step.done
    return (last - step.due).days if last and step.due and last > step.due else None


REPORT = Report(
    works,
    COLUMNS,
    (
        ("reform chart works 17", mark("The steps of project 17.")),
        ("reform chart works --key -o steps.html", mark("Those of all key projects, a page for each.")),
    ),
    this_plan=True,
    arguments=(Option("project", FieldKind.PROJECT, mark("Only this project, whatever its plan year.")),),
)
