"""Ideas: the list of them, the stage of each, and which trials are past their end."""

from collections.abc import Iterator, Mapping
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark, plural
from reformcli.model.fields import fields_of
from reformcli.model.idea import IDEA_STATES, NOUN, Idea
from reformcli.model.ledger import Ledger
from reformcli.model.noun import ref_of
from reformcli.model.stage import Stage
from reformcli.model.states import STARTED
from reformcli.reports.noun_lists import Narrowing, NounList, nothing_listed
from reformcli.table import Column, Row, Shape, Table, row

_FIELDS = fields_of(Idea)

COLUMNS = (
    columns.REF,
    columns.of_field(_FIELDS["title"], main=True),
    columns.of_field(_FIELDS["owner"]),
    columns.of_field(_FIELDS["stage"]),
    Column("since", mark("Since"), mark("Day of that stage."), Shape.DATE),
    columns.of_field(_FIELDS["due"]),
    Column("days_past", mark("Days past"), mark("Days that a trial under way is past its end."), Shape.NUMBER),
    Column("project", mark("Became"), mark("Number of the project that it became.")),
    *(columns.of_field(_FIELDS[key], detail=True) for key in ("state", "origin", "places", "start", "conditions")),
)


def days_past(idea: Idea, today: date) -> int:
    """Days that the trial of an idea is past its end on a day: while it goes on, until it is evaluated."""
    under_way = idea.state == STARTED and idea.start is not None
    return max(0, (today - idea.due).days) if under_way and idea.due is not None else 0


def past_their_end(ledger: Ledger, today: date) -> Iterator[Idea]:
    """The ideas whose trials are past their end on a day."""
    return (idea for idea in ledger.find(Idea, state=STARTED) if days_past(idea, today))


def _idea_list(ledger: Ledger, today: date, narrowing: Narrowing) -> Table:
    """Ideas in the order of their numbers, and the stage of each."""
    names = ledger.names()
    shown = [idea for idea in ledger.find(Idea) if narrowing.keeps(idea, idea.opened, idea.state)]
    rows = tuple(_row(ledger, idea, today, names) for idea in shown)
    past = sum(bool(days_past(idea, today)) for idea in shown)
    notes = (plural("{n} trial is past its end.", "{n} trials are past their end.", past),) if past else ()
    return Table("ideas", _("Ideas"), COLUMNS, rows, notes=notes, empty=nothing_listed(NOUN, narrowing))


def _row(ledger: Ledger, idea: Idea, today: date, names: Mapping[int, str]) -> Row:
    passed = [stage for stage in ledger.find(Stage, about=ref_of(idea)) if stage.key == idea.stage]
    return row(
        COLUMNS,
        ref=str(ref_of(idea)),
        title=idea.title,
        owner=names[idea.owner],
        stage=idea.stage,
        since=passed[-1].date if passed else None,
        due=idea.due,
        days_past=days_past(idea, today) or None,
        project=None if idea.project is None else str(idea.project),
        state=idea.state,
        origin=idea.origin,
        places=idea.places,
        start=idea.start,
        conditions=idea.conditions,
    )


LIST = NounList(COLUMNS, _idea_list, IDEA_STATES)
