"""Who has handed in the statement of a year, and what to write to those who have not.

A statement is handed in by a note of the kind `statement` under the name of the unit or a part of it, such as its head,
whatever the note is about: a meeting at which it was given, or a project. It is the statement of the year to whose end
its day is nearest.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reformcli import columns
from reformcli.i18n import _, joined, mark, plural
from reformcli.model.ledger import Ledger
from reformcli.model.note import STATEMENT, Note
from reformcli.model.noun import ref_of
from reformcli.model.owner import Owner, normal
from reformcli.model.states import DROPPED
from reformcli.model.tree import parents_of, upwards
from reformcli.reports.answering import Answered, answered
from reformcli.reports.question import Question
from reformcli.table import Column, Row, Shape, Table, row

STATES = {"missing": mark("not handed in"), "handed-in": mark("handed in")}

COLUMNS = (
    Column("unit", mark("Unit"), mark("Unit that led projects of the year."), main=True),
    columns.LIAISON._replace(detail=False),
    Column("projects", mark("Projects"), mark("Projects of the year that it led."), Shape.NUMBER),
    columns.STATE._replace(help=mark("Whether its statement was handed in."), words=STATES),
    Column("handed_in", mark("Handed in"), mark("The day of the note that says so."), Shape.DATE),
    Column("note", mark("Note"), mark("Ref of that note.")),
    Column("reminder", mark("Reminder"), mark("A text to send, for those that have not handed it in."), detail=True),
)

_TURN = 10
"""The month from which on a statement is that of the year that ends; up to then it is that of the year before."""


def statement_year(question: Question) -> int:
    """The year whose statements are asked about: one that is named or set, else that to whose end today is nearest."""
    today = question.scope.today
    if question.scope.plan is not None or question.plan not in (None, today.year):
        return question.plan or today.year
    return today.year if today.month >= _TURN else today.year - 1


def statements(ledger: Ledger, question: Question) -> Table:
    """One row for each unit that has not handed in its statement of the year; with --all for every unit."""
    year = statement_year(question)
    scope = question.scope._replace(plan=year, light=())
    work = ledger.work(scope, open_only=False, nouns=("project",))
    led = _led(answered(ledger, question, [piece for piece in work if piece.state != DROPPED]))
    owners = ledger.owners()
    handed = dict(_handed_in(ledger, owners, year, question.scope.today))
    units = [owner for owner in owners if owner.name in led]
    missing = [owner for owner in units if owner.number not in handed]
    shown = units if question.has("all") else missing
    rows = tuple(_row(owner, led[owner.name], handed.get(owner.number), year) for owner in shown)
    summary = plural(
        "{n} of {units} units has not handed in its statement of {year}.",
        "{n} of {units} units have not handed in their statements of {year}.",
        len(missing),
        units=len(units),
        year=year,
    )
    title = _("Statements of {year}", year=year)
    empty = _("Every unit has handed in its statement.") if units else _("No unit led a project of {year}.", year=year)
    return Table("statements", title, COLUMNS, rows, notes=(summary,) if rows else (), empty=empty)


def _led(pieces: Sequence[Answered]) -> Mapping[str, list[Answered]]:
    """The projects that each unit led, by its name."""
    led: dict[str, list[Answered]] = {}
    for piece in pieces:
        for name in piece.lead:
            led.setdefault(name, []).append(piece)
    return led


def _handed_in(ledger: Ledger, owners: Sequence[Owner], year: int, today: date) -> Iterator[tuple[int, Note]]:
    """The last note by which each owner handed in its statement of a year, by the owner's number."""
    parents = parents_of(owners)
    called = {normal(name): owner.number for owner in owners for name in owner.all_names}
    first, last = date(year, _TURN, 1), date(year + 1, _TURN, 1)
    for note in sorted(ledger.find(Note, kind=STATEMENT), key=lambda note: (str(note.date), note.number)):
        if note.date is not None and first <= note.date < last and note.date <= today and note.author:
            for number in upwards(called.get(normal(note.author)), parents):
                yield number, note


def _row(owner: Owner, pieces: Sequence[Answered], note: Note | None, year: int) -> Row:
    contacts = tuple(dict.fromkeys(name for piece in pieces for name in piece.names("liaison")))
    facts = {"names": joined(contacts or (owner.name,)), "unit": owner.name, "year": year}
    return row(
        COLUMNS,
        unit=owner.name,
        liaison=contacts,
        projects=len(pieces),
        state="missing" if note is None else "handed-in",
        handed_in=None if note is None else note.date,
        note=None if note is None else str(ref_of(note)),
        reminder=_("{names}: please hand in the statement of {unit} of {year}.", **facts) if note is None else None,
    )
