"""What an import would do or did: row by row before it is written, field by field after."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reformcli import columns
from reformcli.i18n import _, in_a_line, joined, mark
from reformcli.merging.project_rows import named_by
from reformcli.merging.record import Doubt, Outcome, Place, Record
from reformcli.merging.sift import Refused
from reformcli.model.change import Change
from reformcli.model.duty import ROLES
from reformcli.model.extension import EXTENSION, Extension
from reformcli.model.fields import FieldValue, Thing
from reformcli.model.noun import noun, noun_of, ref_of
from reformcli.reports.differences import differences
from reformcli.shell.run import Context
from reformcli.shell.written import leads_of, told_as
from reformcli.table import Cell, Column, Shape, Table
from reformcli.verbs.dates import outside

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
    Column("what", mark("Remark"), mark("What there is to look at, or why the row is refused."), detail=True),
)
"""The columns of a preview."""

_MOST_TOLD = 40


def preview(
    outcomes: Sequence[Outcome], doubts: Sequence[Doubt], refused: Sequence[Refused], names: Mapping[int, str]
) -> Table:
    """The table of what an import would do, row by row in the order of the files; `names` are the owners' by number."""
    rows: list[tuple[tuple[str, str, int, int], tuple[Cell, ...]]] = []
    order = {file: f"{at:04}" for at, file in enumerate(dict.fromkeys(one.record.place.file for one in outcomes))}
    sheets: dict[str, str] = {}
    for one in outcomes:
        sheets.setdefault(one.record.place.sheet, f"{len(sheets):04}")

    def at(place: Place, rank: int) -> tuple[str, str, int, int]:
        return (order.get(place.file, place.file), sheets.get(place.sheet, place.sheet), place.n, rank)

    rows += [(at(one.record.place, 0), _cells_of(one, names)) for one in outcomes]
    rows += [(at(one.place, 1), _remark("doubt", one.place, one.key, one.text, None)) for one in doubts]
    for one_refused in refused:
        record = one_refused.record
        title = record.cells.get("title") or record.cells.get("name")
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
    Column(
        "what", mark("Doubt"), mark("What there is to look at, and what is taken unless it is answered."), main=True
    ),
)
"""The columns of the doubts of an import."""


def doubted(doubts: Sequence[Doubt], refused: Sequence[Refused], *, for_people: bool) -> Table:
    """The doubts of an import, numbered, and the rows that would be refused. People see the file and the sheet where
    there are several."""
    lines = [(doubt.place, doubt.place.cell(doubt.key), doubt.text) for doubt in doubts]
    lines += [(each.record.place, None, _("refused: {why}", why=each.why)) for each in refused]
    rows = [
        (number, place.file, place.sheet or None, place.n, cell, text)
        for number, (place, cell, text) in enumerate(lines, 1)
    ]
    first = 1 if not for_people or len({place.file for place, _cell, _text in lines}) > 1 else 2
    if first == 2 and len({place.sheet for place, _cell, _text in lines}) == 1:
        first = 3
    shown = [0, *range(first, len(DOUBTS))]
    return Table(
        "doubts",
        _("Doubts"),
        tuple(DOUBTS[at] for at in shown),
        tuple(tuple(row[at] for at in shown) for row in rows),
        empty=_("Nothing is doubtful."),
    )


def _cells_of(outcome: Outcome, names: Mapping[int, str]) -> tuple[Cell, ...]:
    record, place, thing = outcome.record, outcome.record.place, outcome.after
    kind = noun_of(thing)
    different = tuple(differences(outcome.before, outcome.after, names))
    action = "add" if outcome.before is None else "change" if different else "leave"
    ref = None if thing.number < 0 and not kind.called else kind.said(thing)
    due, words = _held(thing, "due"), _held(thing, "due_said")
    reading = outcome.reading
    return (
        action,
        record.noun,
        place.file,
        place.sheet or None,
        place.n,
        place.cell("due") if reading else None,
        ref,
        kind.full_name(thing, names),
        due if isinstance(due, date) else None,
        words if isinstance(words, str) else None,
        reading.sentence if reading else None,
        tuple(_answering(record)),
        different,
        None,
    )


def _answering(record: Record) -> Iterator[str]:
    """Who would answer for what a row says, each with the name of the role or the field that would be recorded."""
    if record.noun == "project":
        named = {ROLES[role]: names for role, names in named_by(record).items()}
    else:
        own = {key: field for key, field in noun(record.noun).fields.items() if key in ("owner", "supporting")}
        named = {field.label: tuple(filter(None, record.cells.get(key, "").split(","))) for key, field in own.items()}
    for label, names in named.items():
        yield from (f"{_(label)} {name}" for name in names)


def _remark(
    action: str, place: Place, key: str, text: str, title: str | None, of: str | None = None
) -> tuple[Cell, ...]:
    cell = place.cell(key)
    return (action, of, place.file, place.sheet or None, place.n, cell, None, title, None, None, None, (), (), text)


def _held(thing: Thing, key: str) -> FieldValue:
    """What a thing holds in a field; None where its noun has no such field."""
    field = noun_of(thing).fields.get(key)
    return None if field is None else field.of(thing)


def tell_differences(context: Context, changed: Sequence[Outcome]) -> None:
    """Say field by field what an import changed, of at most so many things."""
    told = changed[:_MOST_TOLD]
    names = context.ledger.names() if changed else {}
    leads = leads_of(context, [one.after for one in told], names)
    for one in told:
        line = told_as(one.after, names)
        if lead := leads.get(ref_of(one.after)):
            line = _("{line} ({names})", line=line, names=joined(lead))
        changes = in_a_line([*differences(one.before, one.after, names), *_which_time(context, one)])
        context.say(_("{line}: {differences}", line=line, differences=changes))
    if len(changed) > _MOST_TOLD:
        context.say(_("And {n} more; see `reform history`.", n=len(changed) - _MOST_TOLD))
    for sentence in outside((Change(one.before, one.after) for one in told), context.ledger):
        context.warn(sentence)


def _which_time(context: Context, outcome: Outcome) -> Iterator[str]:
    """Which extension a due date that an import has moved was moved by."""
    if outcome.before is None or _held(outcome.before, "due") in (None, _held(outcome.after, "due")):
        return
    moves = [move for move in context.ledger.find(Extension, about=ref_of(outcome.after)) if move.kind == EXTENSION]
    if moves:
        yield _("extension number {n}, approved by {name}", n=len(moves), name=moves[-1].approver)
