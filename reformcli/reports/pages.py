"""Pages: everything about one thing: its fields, and a line for each thing that refers to it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.lights import MARKS
from reformcli.model.assignment import Assignment
from reformcli.model.colours import LIGHTS
from reformcli.model.duty import ROLES
from reformcli.model.extension import Extension
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValue, Thing
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.meeting import Meeting
from reformcli.model.noun import Noun, PageLine, noun_of, nouns
from reformcli.model.order import ORDER_STATES
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.stage import STAGES
from reformcli.model.states import STATES
from reformcli.model.work import Work
from reformcli.reports.about import STANDING, about
from reformcli.reports.coming import coming
from reformcli.reports.meetings import LAST, PUT_OFF, last_time
from reformcli.reports.question import Question
from reformcli.reports.things import parts_of, typed_for
from reformcli.rulebook.sections import BY
from reformcli.table import Cell, Code, Column, Row, Shape, Table, row

_FIRST = "duties"
"""The section that a page begins with: who answers is what most people open it for."""


def page_columns(kind: Noun[Thing] | None = None) -> tuple[Column, ...]:
    """The columns of a page, with the words that the nouns in use declare; of the page of a noun's thing, where its
    labels count before others."""
    return (
        columns.SECTION._replace(words=_sections()),
        columns.REF,
        Column("field", mark("Field"), mark("Key of the field, or role or kind."), words=_roles() | _labels(kind)),
        Column(
            "value", mark("Value"), mark("What it holds: a text, a code, a date or a name."), words=_codes(), main=True
        ),
        Column("date", mark("Date"), mark("Its due date, or its day."), Shape.DATE),
        columns.STATE._replace(words=_states()),
        Column(
            "until",
            mark("Ended"),
            mark("Last day, the day it was done or closed out, or the date that it moved to."),
            Shape.DATE,
        ),
    )


def _sections() -> dict[str, str]:
    return {
        LAST: mark("What became of the last meeting's decisions"),
        PUT_OFF: mark("Put off by the last meeting"),
        "about": mark("Basics"),
        "project": mark("Project"),
        "work": mark("Open work"),
        "coming": mark("Stages to come"),
        "unit_work": mark("Open work of its unit"),
        **{kind.plural: kind.page.heading for kind in nouns() if kind.page},
    }


def _roles() -> dict[str, str]:
    """Labels of fields and of what a day makes of them, and of the codes that tell what a line is."""
    choices = [kind.fields[kind.page.role].choices or {} for kind in nouns() if kind.page and kind.page.role]
    return {
        **{code: label for codes in choices for code, label in codes.items()},
        **{key: label for kind in nouns() for key, label in _labels(kind).items()},
        **ROLES,
        **STAGES,
        "after_expiry": mark("asked after expiry"),
        **{column.key: column.label for column in STANDING},
    }


def _states() -> dict[str, str]:
    """Labels of the states of work, and of what else says how a line stands."""
    choices = [kind.fields[kind.page.state].choices or {} for kind in nouns() if kind.page and kind.page.state]
    return {**{code: label for codes in choices for code, label in codes.items()}, **STATES}


def _labels(kind: Noun[Thing] | None) -> dict[str, str]:
    return {} if kind is None else {key: field.label for key, field in kind.fields.items()}


def _codes() -> dict[str, str]:
    """Labels of the codes that fields hold."""
    choices = [field.choices for kind in nouns() for field in kind.fields.values() if field.choices is not None]
    return {
        **{code: label for codes in choices for code, label in codes.items()},
        **LIGHTS,
        **MARKS,
        **STATES,
        **ORDER_STATES,
    }


def page(ledger: Ledger, thing: Thing, question: Question) -> Table:
    """Everything about a thing of any noun."""
    kind = noun_of(thing)
    names = ledger.names()
    shown = page_columns(kind)
    work = list(ledger.work(question.scope._replace(owner=thing.number))) if isinstance(thing, Owner) else []
    last, notes = last_time(ledger, thing, question, shown, names) if isinstance(thing, Meeting) else ([], ())
    rows = [
        *last,
        *(row(shown, section="about", field=key, value=value) for key, value in about(ledger, thing, question, names)),
        *_carrier(ledger, thing, shown),
        *_work(work, shown, "work"),
        *_work(_of_its_unit(ledger, thing, question, work), shown, "unit_work"),
        *_lines(ledger, thing, shown, names, {piece.ref for piece in work}),
        *_coming(ledger, thing, question, shown, names),
    ]
    return Table("show", f"{_(kind.label)} {kind.said(thing)}", shown, rows, section="section", notes=notes)


# What refers to the thing


def _lines(
    ledger: Ledger, thing: Thing, shown: tuple[Column, ...], names: Mapping[int, str], elsewhere: Collection[Ref]
) -> Iterator[Row]:
    """A line for each thing that refers to `thing` or to a part of it, noun by noun; not for what stands `elsewhere`
    on the page."""
    whole = [thing, *parts_of(ledger, thing)]
    for kind in sorted(nouns(), key=lambda one: one.plural != _FIRST):
        if kind.page is None:
            continue
        things = {one.uid: one for part in whole for one in _referring(ledger, kind, kind.page, part)}
        kept = [one for one in things.values() if kind.ref(one) not in elsewhere and one.uid != thing.uid]
        for one in sorted(kept, key=lambda one: _order(kind, one)):
            yield _line(kind, kind.page, one, shown, names)


def _referring(ledger: Ledger, kind: Noun[Thing], page: PageLine, thing: Thing) -> Iterator[Thing]:
    """The things of a noun that refer to `thing` by a field that brings them onto its page."""
    own = noun_of(thing)
    for key in page.references:
        field = kind.fields[key]
        if field.kind is FieldKind.REF or (field.to == own.key and own.within):
            yield from ledger.find(kind.type, **{key: own.ref(thing)})
        elif field.to == own.key:
            yield from ledger.find(kind.type, **{key: thing.number})


def _order(kind: Noun[Thing], thing: Thing) -> tuple[int, int, int]:
    """By number; what has no name but its role, by the order of the roles."""
    rank = 0
    if kind.page and kind.page.role == kind.name and kind.fields[kind.name].kind is FieldKind.CHOICE:
        rank = list(kind.fields[kind.name].choices or ()).index(kind.name_of(thing))
    ref = kind.ref(thing)
    return (rank, ref.within or 0, ref.number)


def _line(kind: Noun[Thing], page: PageLine, thing: Thing, shown: tuple[Column, ...], names: Mapping[int, str]) -> Row:
    def cell(key: str | None) -> Cell:
        return None if key is None else _cell(kind.fields[key], thing, names)

    late = "after_expiry" if isinstance(thing, Extension) and thing.after_expiry else None
    texts = [str(text) for key in page.texts if (text := cell(key))]
    return row(
        shown,
        section=kind.plural,
        ref=None if kind.called else typed_for(kind, thing),
        field=cell(page.role) or late,
        value=" · ".join(texts) or None,
        date=cell(page.date),
        state=cell(page.state),
        until=cell(page.until),
    )


def _cell(field: Field, thing: Thing, names: Mapping[int, str]) -> Cell:
    value: FieldValue = field.of(thing)
    if field.is_owner and isinstance(value, int):
        return names.get(value, str(value))
    if isinstance(value, str) and field.choices is not None:
        return Code(value, field.choices.get(value))
    return value if value is None or isinstance(value, str | int | float | date) else str(value)


# What only some pages have


def _carrier(ledger: Ledger, thing: Thing, shown: tuple[Column, ...]) -> Iterator[Row]:
    """The project that carries an assigned item."""
    if not isinstance(thing, Assignment) or thing.project is None:
        return
    for project in ledger.find(Project, number=thing.project):
        yield row(
            shown,
            section="project",
            ref=str(project.number),
            value=project.title,
            date=project.due,
            state=project.state,
            until=project.dropped or project.done,
        )


def _of_its_unit(ledger: Ledger, thing: Thing, question: Question, own: Collection[Work]) -> Iterator[Work]:
    """The open work of the unit that an owner is part of, beside its `own`: one post answers for both (一岗双责)."""
    if not isinstance(thing, Owner) or thing.parent is None:
        return
    unit = ledger.get_of(Owner, thing.parent)
    if unit.kind == "unit" and thing.kind != "unit":
        refs = {piece.ref for piece in own}
        work = ledger.work(question.scope._replace(owner=unit.number))
        yield from (piece for piece in work if piece.ref not in refs)


def _work(pieces: Iterable[Work], shown: tuple[Column, ...], section: str) -> Iterator[Row]:
    """The open work of an owner and its parts, or of its unit."""
    for piece in pieces:
        yield row(shown, section=section, ref=str(piece.ref), value=piece.title, date=piece.due, state=piece.state)


def _coming(
    ledger: Ledger, thing: Thing, question: Question, shown: tuple[Column, ...], names: Mapping[int, str]
) -> Iterator[Row]:
    """The stages of a matter that may come next: who passes each, by name where that is sure, and by when."""
    if not isinstance(thing, Matter):
        return
    sure = {"owner": thing.owner, "raiser": thing.raised_by}
    for stage in coming(ledger, thing, question.scope.today):
        by = stage.rule.by
        who = names.get(sure[by] or 0) if by in sure else Code(by, BY[by])
        yield row(shown, section="coming", field=stage.rule.key, value=who, date=stage.due)
