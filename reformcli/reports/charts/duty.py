"""Duty chart (责任图): leader, group, lead unit and their projects with lights; or each project with all its roles."""

from collections.abc import Iterable, Sequence
from itertools import product

from reformcli import columns
from reformcli.i18n import mark
from reformcli.lights import Verdict
from reformcli.model.duty import ROLES
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.states import DROPPED
from reformcli.reports.answering import NOBODY, Answered, answered
from reformcli.reports.charts.saying import nothing, title
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Column, Row, Shape, Table

_LEVELS = ("leader", "group", "lead")

COLUMNS = (
    *(
        column._replace(shape=Shape.TEXT, detail=False, blank=NOBODY)
        for column in (columns.LEADER, columns.GROUP, columns.LEAD)
    ),
    columns.REF,
    columns.LIGHT,
    columns.TITLE,
    columns.DUE._replace(detail=True),
    Column(
        "responsible", mark("Responsible"), mark("Responsible units on the day asked about."), Shape.LIST, detail=True
    ),
    Column("supporting", mark("Supporting"), mark("Supporting units on the day asked about."), Shape.LIST, detail=True),
    columns.LIAISON,
    columns.MARK,
)


def duty(ledger: Ledger, question: Question) -> Table:
    """One row for each project under each who leads it; with the option `matrix` one for each project."""
    scope = question.scope
    projects = ledger.work(scope, open_only=False, nouns=("project",))
    verdicts = dict(lit(ledger, question, (work for work in projects if work.state != DROPPED)))
    pieces = sorted(answered(ledger, question, verdicts), key=lambda piece: piece.work.number)
    if question.has("matrix"):
        rows = tuple(_crossed(one, verdicts[one.work]) for one in pieces)
        return Table("duty", title("duty", scope), _MATRIX, rows, empty=nothing(scope), titled=True)
    tree = tuple(_branch(names, one, verdicts[one.work]) for names, one in _placed(pieces))
    return Table(
        "duty",
        title("duty", scope),
        COLUMNS,
        tree,
        section="leader",
        empty=nothing(scope),
        merged=_LEVELS,
        titled=True,
    )


Names = tuple[str | None, ...]
"""Leader, group and lead unit: where a project stands in the tree."""


def _placed(pieces: Sequence[Answered]) -> list[tuple[Names, Answered]]:
    """Each project at every place that it has, owners in the order in which they are met, nobody last."""
    places = [(names, one) for one in pieces for names in _places(one)]
    met = {name: n for n, name in enumerate(dict.fromkeys(name for names, _one in places for name in names))}
    return sorted(places, key=lambda place: ([(name is None, met[name]) for name in place[0]], place[1].work.number))


def _places(piece: Answered) -> Iterable[Names]:
    """Every place of a project: under each of its leaders, groups and lead units."""
    named: list[Sequence[str | None]] = [piece.names("leader"), piece.names("group"), piece.lead]
    return product(*(names or (None,) for names in named))


def _branch(names: Names, piece: Answered, verdict: Verdict) -> Row:
    return (
        *names,
        str(piece.work.ref),
        verdict.light,
        piece.work.title,
        piece.work.due,
        piece.names("responsible"),
        piece.names("supporting"),
        piece.names("liaison"),
        verdict.mark,
    )


def _crossed(piece: Answered, verdict: Verdict) -> Row:
    return (str(piece.work.ref), verdict.light, piece.work.title, *map(piece.names, ROLES), verdict.mark)


_MATRIX = (
    columns.REF,
    columns.LIGHT,
    columns.TITLE,
    *(
        Column(
            role,
            label,
            mark("Who answers in this role on the day asked about."),
            Shape.LIST,
            detail=role not in _LEVELS,
        )
        for role, label in ROLES.items()
    ),
    columns.MARK,
)

REPORT = Report(
    duty,
    COLUMNS,
    (
        ("reform chart duty --plan 2026", mark("Who answers for what, leader by leader.")),
        ("reform chart duty --matrix -o duty.xlsx", mark("Projects by role, for a spreadsheet.")),
    ),
    (Option("matrix", FieldKind.FLAG, mark("Instead, each project once with the owners in every role.")),),
    this_plan=True,
)
