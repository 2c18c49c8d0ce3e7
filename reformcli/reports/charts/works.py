"""Works chart (施工图): a project's steps in order, with output, dates, what they depend on, and who."""

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.lights import Verdict
from reformcli.model.kinds import Kind
from reformcli.model.ledger import Ledger
from reformcli.model.milestone import Milestone
from reformcli.model.scope import Condition
from reformcli.model.states import DROPPED
from reformcli.reports.answering import Answered, answered
from reformcli.reports.charts.dependencies import Problems, broken, refs_of
from reformcli.reports.charts.lanes import TIMELINE, lane, scale
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Column, Row, Shape, Table

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
    """One row for each step of each project in scope that is not struck off, or of the one that is named."""
    scope = question.scope
    if (number := question.options.get("project")) is not None:
        scope = scope._replace(plan=None, where=(*scope.where, Condition("number", "=", number)))
    found = [piece for piece in ledger.work(scope, open_only=False) if piece.state != DROPPED]
    projects = {piece.project: piece for piece in found if not piece.milestone}
    steps = sorted(
        (piece for piece in found if piece.milestone and piece.project in projects),
        key=lambda piece: (piece.project, piece.due is None, piece.due, piece.milestone),
    )
    declared = {
        (one.project, one.number): one
        for project in {step.project for step in steps}
        for one in ledger.find("milestone", project=project)
    }
    problems = broken(found, refs_of(declared.values()))
    verdicts = {work.ref: verdict for work, verdict in lit(ledger, question, steps)}
    shown = answered(ledger, question, (step for step in steps if step.ref in verdicts))
    rows = tuple(
        _row(one, verdicts[one.work.ref], declared[one.work.project, one.work.milestone], problems, question)
        for one in shown
    )
    year = next(iter(projects.values())).plan if number is not None and projects else scope.plan
    return Table(
        "works",
        _("Works chart on {day}", day=scope.today),
        COLUMNS,
        rows,
        section="project",
        empty=_("There is no step that fits. `reform add TITLE --to 17` adds one to project 17."),
        scale=scale(rows, scope.today, year),
    )


def _row(one: Answered, verdict: Verdict, step: Milestone, problems: Problems, question: Question) -> Row:
    work, today = one.work, question.scope.today
    late = ((work.done or today) - work.due).days if work.due and not (work.done is None and not work.is_open) else 0
    return (
        f"{work.project} {work.project_title}",
        work.ref,
        verdict.light,
        work.title,
        lane(work, verdict.light, (), today),
        step.output,
        work.start,
        work.due,
        work.done,
        late if late > 0 else None,
        tuple(refs_of([step])[work.ref]),
        tuple(problems.get(work.ref, ())),
        one.lead,
        verdict.mark,
    )


REPORT = Report(
    works,
    COLUMNS,
    (
        ("reform chart works 17", mark("The steps of project 17.")),
        ("reform chart works --key -o steps.html", mark("Those of all key projects, a page for each.")),
    ),
    this_plan=True,
    arguments=(Option("project", Kind.PROJECT, mark("Only this project, whatever its plan year.")),),
)
