"""List: projects with their lights, or the work of the kinds that are asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from reformcli import columns
from reformcli.i18n import _, joined, mark
from reformcli.lights import Verdict
from reformcli.model.colours import LIGHTS
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.refs import Ref
from reformcli.model.scope import Scope
from reformcli.model.stage import STAGES
from reformcli.model.work import Work
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out, place
from reformcli.reports.things import parts_of
from reformcli.table import Cell, Column, Table

COLUMNS = (
    columns.REF,
    columns.LIGHT,
    columns.KIND,
    columns.TITLE,
    columns.STATE,
    columns.DUE,
    columns.DAYS_LATE,
    columns.LEAD,
    columns.LEADER,
    columns.GROUP,
    columns.PROJECT,
    columns.PLAN,
    columns.SOURCE,
    Column("stage", mark("Stage"), mark("Last stage passed."), words=STAGES, detail=True),
    columns.MARK,
)

_OF_KINDS = ("kind", "days_late", "project", "stage")
"""The columns that a list of projects leaves out."""

PROJECT_COLUMNS = tuple(column for column in COLUMNS if column.key not in _OF_KINDS)

_LIGHT_ORDER = tuple(LIGHTS)

SORTS: dict[str, tuple[str, Callable[[Work, Verdict], Any]]] = {
    "number": (mark("number"), lambda work, _verdict: place(work)),
    "due": (mark("due date"), lambda work, _verdict: (work.due is None, work.due)),
    "light": (mark("light"), lambda _work, verdict: _LIGHT_ORDER.index(verdict.light)),
    "title": (mark("title"), lambda work, _verdict: work.title),
}
"""What a list can be sorted by."""


def listing(ledger: Ledger, question: Question) -> Table:
    """One row for each project in scope, open or not, with its milestones where asked; where kinds are asked for, one
    for each piece of work of these kinds."""
    question = _of_its_kind(question)
    kinds = question.scope.kinds
    by = SORTS[question.option("sort", str) or "number"][1]
    ordered = sorted(lit(ledger, question, _work(ledger, question, question.scope)), key=lambda one: place(one[0]))
    ordered.sort(key=lambda one: by(*one))
    pieces = answered(ledger, question, [work for work, _verdict in ordered])
    own = _own_cells(ledger, {work.noun for work, _verdict in ordered}) if kinds else {}
    rows = [_cells(piece, verdict, question, own) for piece, (_piece, verdict) in zip(pieces, ordered, strict=True)]
    shown = COLUMNS if kinds else PROJECT_COLUMNS
    words = columns.KIND.words or {}
    return Table(
        "list",
        joined(_(words[kind]) for kind in kinds) or _("Projects"),
        shown,
        tuple(tuple(cells[column.key] for column in shown) for cells in rows),
        notes=left_out(ledger, question, lambda scope: _work(ledger, question, scope)),
        empty=_("There is nothing that fits. `reform add` adds a project."),
    )


def _of_its_kind(question: Question) -> Question:
    """The question of a list; what comes from something are matters, whatever kinds are named besides."""
    if question.option("from", Ref) is None or question.scope.kinds:
        return question
    return question._replace(scope=question.scope._replace(kinds=("matter",)))


def _work(ledger: Ledger, question: Question, scope: Scope) -> Iterator[Work]:
    origin = question.option("from", Ref)
    if origin is None:
        return _of_kinds(ledger, question, scope)
    thing = ledger.get(origin)
    sources = {origin, *(ref_of(part) for part in parts_of(ledger, thing))}
    refs = {ref_of(matter) for matter in ledger.find(Matter) if matter.source in sources}
    return (work for work in _of_kinds(ledger, question, scope) if work.ref in refs)


def _of_kinds(ledger: Ledger, question: Question, scope: Scope) -> Iterator[Work]:
    open_only, milestones = question.has("open"), question.has("milestones")
    more = ("milestone",) if milestones else ()
    if scope.kinds:
        return ledger.work(scope._replace(kinds=(*scope.kinds, *more)), open_only=open_only)
    return ledger.work(scope, open_only=open_only, nouns=("project", *more))


def _own_cells(ledger: Ledger, nouns: Iterable[str]) -> Mapping[Ref, Mapping[str, Cell]]:
    """Source and stage of work whose noun has such fields of its own, by ref. A project's source is every work's."""
    from reformcli.model.noun import noun

    own: dict[Ref, Mapping[str, Cell]] = {}
    for kind in (noun(key) for key in nouns if key != "project"):
        fields = [kind.fields[key] for key in ("source", "stage") if key in kind.fields]
        for thing in ledger.find(kind.type) if fields else ():
            values = {field.key: field.of(thing) for field in fields}
            own[kind.ref(thing)] = {key: None if value is None else str(value) for key, value in values.items()}
    return own


def _cells(
    piece: Answered, verdict: Verdict, question: Question, own: Mapping[Ref, Mapping[str, Cell]]
) -> Mapping[str, Cell]:
    work = piece.work
    return {
        "ref": str(work.ref),
        "light": verdict.light,
        "kind": work.kind_code,
        "title": work.title,
        "state": work.state,
        "due": work.due,
        "days_late": work.days_late(question.scope.today) or None,
        "lead": piece.lead,
        "leader": piece.names("leader"),
        "group": piece.names("group"),
        "project": work.about,
        "plan": work.plan,
        "source": work.source,
        "stage": None,
        "mark": verdict.mark,
        **own.get(work.ref, {}),
    }


REPORT = Report(
    listing,
    COLUMNS,
    (
        ("reform list --light red --sort due", mark("Red projects by due date.")),
        ("reform list --from M2 --open", mark("What a meeting and its topics decided that is not yet done.")),
    ),
    (
        Option(
            "sort",
            FieldKind.CHOICE,
            mark("What to sort by."),
            {key: label for key, (label, _order) in SORTS.items()},
        ),
        Option("open", FieldKind.FLAG, mark("Only open work.")),
        Option("milestones", FieldKind.FLAG, mark("With milestones.")),
        Option("from", FieldKind.REF, mark("Only matters that come from this: a meeting, a topic, a visit, 17.")),
    ),
    lists_nouns=True,
)
