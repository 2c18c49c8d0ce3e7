"""Coverage: what a plan year lacks, each a named check with the rows that fail it."""

from collections import Counter
from collections.abc import Iterable

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.duty import Duty
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.scope import Scope
from reformcli.model.states import DROPPED
from reformcli.model.work import Work
from reformcli.reports.answering import Answered, answered
from reformcli.reports.checks import CHECKS, MINIMUM, Checked
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Column, Shape, Table, row

_LABELS = {name: check.label for name, check in CHECKS.items()}

COLUMNS = (
    Column("check", mark("Check"), mark("The check that the row fails."), words=_LABELS),
    columns.REF,
    Column("name", mark("Name"), mark("Title of the project or item, or name of the leader or group."), main=True),
    columns.DOCUMENT,
    columns.ITEM,
    Column(
        "owner",
        mark("Who"),
        mark("The leaders there are, who is no longer in post, or whom the document names."),
        Shape.LIST,
        detail=True,
    ),
    columns.of_field(fields_of(Duty)["role"], detail=True),
    columns.of_field(fields_of(Owner)["valid_to"]),
    Column("count", mark("Projects"), mark("How many projects the leader leads."), Shape.NUMBER),
    Column("minimum", mark("At least"), mark("How many it should be: the setting coverage.projects."), Shape.NUMBER),
    columns.of_field(fields_of(Project)["due_said"]),
    columns.DUE._replace(help=mark("Day on which a look-back fell due, or a trial was to end.")),
    columns.LEAD,
    Column("date", mark("Last met"), mark("Day on which the body last met."), Shape.DATE, detail=True),
)


def coverage(ledger: Ledger, question: Question) -> Table:
    """One row for each thing that fails a check, check by check."""
    scope, wanted = question.scope, question.option("check", tuple)
    checked = _checked(ledger, question)
    rows = tuple(
        row(COLUMNS, check=name, **cells)
        for name, check in CHECKS.items()
        if not wanted or name in wanted
        for cells in check.find(checked)
    )
    title = (
        _("Coverage of plan year {year} on {day}", year=scope.plan, day=scope.today)
        if scope.plan
        else _("Coverage of all years on {day}", day=scope.today)
    )
    notes = _sources(checked) if any(row[0] == "no-source" for row in rows) else ()
    return Table("coverage", title, COLUMNS, rows, section="check", notes=notes, empty=_("Nothing is missing."))


def _checked(ledger: Ledger, question: Question) -> Checked:
    whole = Scope(question.scope.today, question.scope.plan)
    narrowed = question.scope != whole
    pieces = _pieces(ledger, question)
    projects = _standing(ledger, question, pieces)
    every = question._replace(scope=whole)
    return Checked(
        ledger,
        question,
        projects,
        _standing(ledger, every, _pieces(ledger, every)) if narrowed else projects,
        frozenset(piece.number for piece in pieces if piece.state == DROPPED),
        {owner.number: owner for owner in ledger.owners()},
        narrowed,
    )


def _pieces(ledger: Ledger, question: Question) -> list[Work]:
    pieces = lit(ledger, question, ledger.work(question.scope, open_only=False, nouns=("project",)))
    return sorted((piece for piece, _verdict in pieces), key=lambda piece: piece.number)


def _standing(ledger: Ledger, question: Question, pieces: Iterable[Work]) -> list[Answered]:
    return answered(ledger, question, (piece for piece in pieces if piece.state != DROPPED))


def _sources(checked: Checked) -> tuple[str, ...]:
    """The sum that does not come out."""
    counts = Counter(one.work.source for one in checked.projects if one.work.source)
    parts = " + ".join(f"{source} {count}" for source, count in counts.items()) or "0"
    return (
        _("By source: {parts} = {sum}; in all {total}.", parts=parts, sum=counts.total(), total=len(checked.projects)),
    )


REPORT = Report(
    coverage,
    COLUMNS,
    (
        ("reform coverage --plan 2026", mark("Everything that the year's plan lacks.")),
        ("reform coverage --check no-liaison --exit-code", mark("One check, for a script.")),
    ),
    (
        Option(
            "check",
            FieldKind.CHOICE,
            mark("Only these checks."),
            _LABELS,
            several=True,
        ),
    ),
    this_plan=True,
    alarms=True,
    settings=(MINIMUM,),
    rows_by=("check", "ref", "name"),
)
