"""Slips: whose due dates moved: first approved, current, actual, by how much and how often; of one thing every move."""

from collections import Counter
from collections.abc import Iterator

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.extension import CORRECTION, EXTENSION, Extension
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Thing, fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.scope import Scope
from reformcli.model.work import Work
from reformcli.reports.answering import answered
from reformcli.reports.lit import of_light
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out
from reformcli.table import Column, Row, Shape, Table

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.PROJECT,
    columns.DUE_FIRST._replace(detail=False),
    columns.DUE,
    columns.DONE,
    columns.SLIP,
    columns.MOVES._replace(detail=False),
    columns.LEAD,
    columns.KIND,
    Column(
        "corrections",
        mark("Corrections"),
        mark("How often a slip of the pen in it was corrected, which is no extension."),
        Shape.NUMBER,
        detail=True,
    ),
)
_FIELDS = fields_of(Extension)

MOVES_COLUMNS = (
    columns.of_field(_FIELDS["asked"]),
    columns.REF,
    columns.of_field(_FIELDS["kind"], detail=True),
    Column(
        "time", mark("Which time"), mark("Which extension of the thing it is; none for a correction."), Shape.NUMBER
    ),
    *(columns.of_field(_FIELDS[key]) for key in ("due_from", "due_to")),
    Column("days", mark("Days"), mark("Calendar days by which it moved; negative to an earlier day."), Shape.NUMBER),
    columns.of_field(_FIELDS["reason"], main=True),
    *(columns.of_field(_FIELDS[key]) for key in ("approver", "document")),
)
"""Columns of the moves of one thing."""


def slips(ledger: Ledger, question: Question) -> Table:
    """One row for each piece of work that was extended, the longest slip first; of the thing that the question names,
    a project with its milestones, one for each move."""
    if (ref := question.option("ref", Ref)) is not None:
        return moves(ledger, ledger.get(ref))
    corrections = Counter(one.about for one in ledger.find(Extension, kind=CORRECTION))
    pieces = sorted(
        of_light(ledger, question, _moved(ledger, question.scope)), key=lambda piece: slip(piece) or 0, reverse=True
    )
    rows = tuple(
        (
            str(piece.work.ref),
            piece.work.title,
            piece.work.about,
            piece.work.due_first,
            piece.work.due,
            piece.work.done,
            slip(piece.work),
            piece.work.moves,
            piece.lead,
            piece.work.kind_code,
            corrections[piece.work.ref],
        )
        for piece in answered(ledger, question, pieces)
    )
    notes = left_out(ledger, question, lambda scope: _moved(ledger, scope))
    return Table("slips", _("Dates that moved"), COLUMNS, rows, notes=notes, empty=_("No due date was moved."))


def moves(ledger: Ledger, thing: Thing) -> Table:
    """Every move of the due date of a thing, of a project's milestones too, oldest first for each."""
    ref = ref_of(thing)
    steps = ledger.find(Milestone, project=ref.number) if isinstance(thing, Project) else ()
    rows = [row for about in (ref, *map(ref_of, steps)) for row in _moves_of(ledger, about)]
    title = _("When {ref} was due: {title}", ref=ref, title=noun_of(thing).name_of(thing))
    return Table("moves", title, MOVES_COLUMNS, tuple(rows), empty=_("Its due date was never moved."))


def _moves_of(ledger: Ledger, ref: Ref) -> Iterator[Row]:
    count = 0
    for move in sorted(ledger.find(Extension, about=ref), key=lambda extension: extension.number):
        count += move.kind == EXTENSION
        days = (move.due_to - move.due_from).days if move.due_to and move.due_from else None
        yield (
            move.asked,
            str(ref),
            move.kind,
            count if move.kind == EXTENSION else None,
            move.due_from,
            move.due_to,
            days,
            move.reason,
            move.approver,
            move.document,
        )


def _moved(ledger: Ledger, scope: Scope) -> Iterator[Work]:
    return ledger.work(scope, open_only=False, moved_only=True)


def slip(piece: Work) -> int | None:
    """Calendar days from the first due date to the day it was done, or to the current due date while it is open."""
    last = piece.done or piece.due
    return (last - piece.due_first).days if last and piece.due_first else None


REPORT = Report(
    slips,
    COLUMNS,
    (
        ("reform slips --plan 2026", mark("What moved in this year's plan.")),
        ("reform slips 17", mark("Who approved that: one line for each move of project 17 and its milestones.")),
    ),
    arguments=(Option("ref", FieldKind.REF, mark("Every move of this thing: 17, 17.3, F45.")),),
)
