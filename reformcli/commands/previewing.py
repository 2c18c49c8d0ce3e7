"""What an import would do and what it changed, as tables and sentences: rows, doubts, differences."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from reformcli import columns
from reformcli.commands.entering import entry, name_of
from reformcli.commands.importing import Meeting, Refused, is_strict, merger_for, sift
from reformcli.context import Context
from reformcli.errors import BadFile
from reformcli.i18n import _, language, mark
from reformcli.importers.sheets.saying import gist, understood
from reformcli.importers.sheets.take import Take
from reformcli.model.duty import ROLES
from reformcli.model.ledger import Ledger
from reformcli.model.noun import NOUNS, noun
from reformcli.table import Cell, Column, Shape, Table
from reformcli.verbs.merge import Merger
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.record import Doubt, Outcome, Place, Record

PREVIEW = (
    Column(
        "action",
        mark("Action"),
        mark("What would be done."),
        words={
            "add": mark("add"),
            "change": mark("change"),
            "leave": mark("leave"),
            "doubt": mark("doubt"),
            "refuse": mark("refuse"),
        },
    ),
    columns.NOUN,
    Column("file", mark("File"), mark("File that the row stands in."), detail=True),
    Column("sheet", mark("Sheet"), mark("Sheet that the row stands in."), detail=True),
    Column("row", mark("Row"), mark("Row of the file or sheet."), Shape.NUMBER),
    Column("cell", mark("Cell"), mark("Cell that a doubt is about, or that the time limit stands in."), detail=True),
    columns.REF._replace(detail=True),
    columns.TITLE._replace(help=mark("Its title, name or text.")),
    columns.DUE,
    Column("due_said", mark("Due as said"), mark("The words that the due date was given in."), detail=True),
    Column("reading", mark("Read as"), mark("How the words were read."), detail=True),
    Column("owners", mark("Who answers"), mark("Who answers, by role."), Shape.LIST, detail=True),
    Column("differences", mark("Differences"), mark("What the row changes, field by field."), Shape.LIST, detail=True),
    Column("what", mark("What"), mark("What there is to look at, or why the row is refused."), detail=True),
)
"""The columns of a preview."""

_UNSEEN = ("uid", "number", "due_first")
_MOST_TOLD = 40


def preview(outcomes: Sequence[Outcome], doubts: Sequence[Doubt], refused: Sequence[Refused]) -> Table:
    """The table of what an import would do, row by row in the order of the files."""
    rows: list[tuple[tuple[str, str, int, int], tuple[Cell, ...]]] = []
    order = {file: f"{at:04}" for at, file in enumerate(dict.fromkeys(one.record.place.file for one in outcomes))}
    sheets: dict[str, str] = {}
    for one in outcomes:
        sheets.setdefault(one.record.place.sheet, f"{len(sheets):04}")

    def at(place: Place, rank: int) -> tuple[str, str, int, int]:
        return (order.get(place.file, place.file), sheets.get(place.sheet, place.sheet), place.n, rank)

    rows += [(at(one.record.place, 0), _outcome(one)) for one in outcomes]
    rows += [(at(one.place, 1), _remark("doubt", one.place, one.key, one.text, None)) for one in doubts]
    for one_refused in refused:
        record = one_refused.record
        title = record.cells.get("title") or record.cells.get("problem") or record.cells.get("name")
        remark = _remark("refuse", record.place, "", one_refused.why, title, record.noun)
        rows.append((at(record.place, 2), remark))
    rows.sort(key=lambda row: row[0])
    return Table(
        "preview", _("Would import"), PREVIEW, tuple(row for _at, row in rows), empty=_("The files hold no rows.")
    )


DOUBTS = (
    Column("number", mark("Number"), mark("Number of the doubt."), Shape.NUMBER),
    Column("file", mark("File"), mark("File that the row stands in."), detail=True),
    Column("sheet", mark("Sheet"), mark("Sheet that the row stands in.")),
    Column("row", mark("Row"), mark("Row of the file or sheet."), Shape.NUMBER),
    Column("cell", mark("Cell"), mark("Cell that the doubt is about.")),
    Column("what", mark("Doubt"), mark("What there is to look at, and what is taken unless it is answered.")),
)
"""The columns of the doubts of an import."""


def doubted(doubts: Sequence[Doubt], refused: Sequence[Refused]) -> Table:
    """The doubts of an import, numbered, and the rows that would be refused."""
    lines = [(one.place, one.place.cell(one.key), one.text) for one in doubts]
    lines += [(one.record.place, None, _("refused: {why}", why=one.why)) for one in refused]
    rows = tuple(
        (number, place.file, place.sheet or None, place.n, cell, text)
        for number, (place, cell, text) in enumerate(lines, 1)
    )
    return Table("doubts", _("Doubts"), DOUBTS, rows, empty=_("Nothing is doubtful."))


def _outcome(one: Outcome) -> tuple[Cell, ...]:
    record, place, thing = one.record, one.record.place, one.after
    kind = noun(record.noun)
    different = tuple(differences(one)) if one.before is not None else ()
    action = "add" if one.before is None else "change" if different else "leave"
    ref = None if thing.number < 0 and kind.key != "owner" else kind.ref(thing)
    owners = tuple(f"{_(ROLES[role])} {name}" for role, names in record.roles.items() for name in names)
    reading = one.reading
    return (
        action,
        record.noun,
        place.file,
        place.sheet or None,
        place.n,
        place.cell("due") if reading else None,
        ref,
        name_of(thing),
        getattr(thing, "due", None),
        getattr(thing, "due_said", None),
        reading.sentence if reading else None,
        owners,
        different,
        None,
    )


def _remark(
    action: str, place: Place, key: str, text: str, title: str | None, of: str | None = None
) -> tuple[Cell, ...]:
    cell = place.cell(key)
    return (action, of, place.file, place.sheet or None, place.n, cell, None, title, None, None, None, (), (), text)


def differences(one: Outcome) -> Iterator[str]:
    """What a row changes of a thing, as `Label: before → after`."""
    for key, field in noun(one.record.noun).fields.items():
        before, after = getattr(one.before, key), getattr(one.after, key)
        if before != after and key not in _UNSEEN:
            yield f"{_(field.label)}: {_shown(before)} → {_shown(after)}"


def _shown(value: Any) -> str:
    if value in (None, "", (), {}):
        return "-"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        return ("、" if language() == "zh" else ", ").join(map(str, value))
    return str(value)


def tell_differences(context: Context, changed: Sequence[Outcome]) -> None:
    """Say field by field what an import changed, of at most so many things."""
    for one in changed[:_MOST_TOLD]:
        ref = noun(one.record.noun).ref(one.after)
        context.say(
            _(
                "{ref} {title}: {differences}",
                ref=ref,
                title=name_of(one.after),
                differences="; ".join(differences(one)),
            )
        )
    if len(changed) > _MOST_TOLD:
        context.say(_("And {n} more; see `reform history`.", n=len(changed) - _MOST_TOLD))


class Shown(NamedTuple):
    """What of a preview is shown: each row, the doubts alone."""

    rows: bool
    doubts_alone: bool


def show_preview(
    context: Context, ledger: Ledger, records: list[Record], take: Take, *, partial: bool, shown: Shown
) -> None:
    """Show what an import would do: what was understood, counts, and last the doubts; row by row in other formats.

    Raises BadFile where rows would be refused, unless the rest may be taken.
    """
    good, refused = sift(records, lambda: merger_for(context, ledger, gather=True)[0])
    book = OwnerBook(ledger.owners())
    meeting = Meeting(context, book, gather=True)
    outcomes: list[Outcome] = []
    merger = meeting.merger = Merger(ledger, entry(context, strict=is_strict(context)), book, meeting, outcomes.append)
    for _change in merger.changes(good):
        pass
    doubts = [*take.doubts, *merger.doubts, *(Doubt(place, role, what) for place, role, what in meeting.near)]
    if shown.doubts_alone:
        context.show(doubted(doubts, refused))
    elif context.is_for_people:
        if take.tables:
            context.show(understood(take.tables))
        if shown.rows or not take.tables:
            context.show(preview(outcomes, (), refused if not take.tables else ()))
    else:
        context.show(preview(outcomes, doubts, refused))
    for note in (
        *take.notes,
        *(() if context.is_for_people else (line for one in take.tables for line in gist(one))),
        *merger.notes,
    ):
        context.say(note)
    for key in NOUNS:
        if key in merger.counts:
            one = merger.counts[key]
            context.say(
                _(
                    "{noun}: {added} added, {changed} changed, {unchanged} unchanged.",
                    noun=_(noun(key).label),
                    added=one.added,
                    changed=one.changed,
                    unchanged=one.unchanged,
                )
            )
    if context.is_for_people and not shown.doubts_alone and (doubts or (refused and take.tables)):
        context.show(doubted(doubts, refused if take.tables else ()))
    context.say(_("Nothing was recorded."))
    if refused and not partial:
        raise BadFile(
            _("Rows that cannot be taken: {n}.", n=len(refused)),
            where=str(refused[0].record.place),
            hint=_("Correct them, or give --accept-partial. The first: {why}", why=refused[0].why),
        )
