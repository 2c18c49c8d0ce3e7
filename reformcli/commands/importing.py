"""What `reform import` is made of: whom to ask about names, the preview, rows that cannot be taken, differences."""

import csv
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from reformcli import columns
from reformcli.commands.entering import meet_owner, name_of
from reformcli.context import Context
from reformcli.errors import BadFile, ReformError, UnknownOwner
from reformcli.i18n import _, language, mark
from reformcli.model.change import Change
from reformcli.model.duty import KIND_OF_ROLE, ROLES
from reformcli.model.noun import noun
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
_NAMING = ("responsible", "lead", "supporting", "units", "owner")


class Refused(NamedTuple):
    """A record that cannot be taken, and why."""

    record: Record
    why: str


class Meeting:
    """Decides about names close to known ones: asks a person, or collects them, so that all are told at once.

    Names that are `fresh` are new owners, as a person said. `merger` is the one that meets them, for the place
    where a name stands.
    """

    def __init__(self, context: Context, book: OwnerBook, *, gather: bool, fresh: Collection[str] = ()) -> None:
        self._context = context
        self._fresh = fresh
        self._book = book
        self._gather = gather
        self.merger: Merger | None = None
        self.near: list[tuple[Place, str, str]] = []

    def __call__(self, name: str, role: str) -> None:
        """Meet a new name. Raises UnknownOwner where it may be a slip, unless such names are gathered."""
        if name in self._fresh:
            return
        if not self._gather:
            meet_owner(self._context, name, KIND_OF_ROLE[role], self._book)
            return
        try:
            meet_owner(self._context, name, KIND_OF_ROLE[role], self._book)
        except UnknownOwner as error:
            assert self.merger is not None
            assert self.merger.place is not None
            self.near.append((self.merger.place, _column_of(role, self.merger.place), error.what))

    def settle(self) -> None:
        """Raise UnknownOwner where names were gathered."""
        if self.near:
            place, _role, what = self.near[0]
            more = "; ".join(said for _place, _role, said in self.near[1:6])
            raise UnknownOwner(
                f"{what} {more}".strip(),
                where=str(place),
                hint=_("Write those names, add them with `reform owner edit --other-names`, or give --new-owner."),
            )


def _column_of(role: str, place: Place) -> str:
    """The column that a name in a role was read from, where the words of another one named it."""
    return next((key for key in (role, *_NAMING) if key in place.columns), role)


def checked(changes: Iterable[Change], meeting: Meeting) -> Iterator[Change]:
    """The changes; at their end the names that were gathered are told, so that nothing is written."""
    yield from changes
    meeting.settle()


def sift(records: Sequence[Record], make: Callable[[], Merger]) -> tuple[list[Record], list[Refused]]:
    """The records that can be taken, and those that cannot. All records of a row go the same way."""
    refused: dict[tuple[str, str, int], Refused] = {}
    while True:
        merger = make()
        before = len(refused)
        good = []
        parent_is_there: dict[str, bool] = {}
        for record in records:
            row = (record.place.file, record.place.sheet, record.place.n)
            if row in refused:
                parent_is_there[record.noun] = False
                continue
            if record.under is not None and not parent_is_there.get(record.under, False):
                refused[row] = Refused(record, _("The row above that it belongs to was not taken."))
                continue
            try:
                merger.one(record)
            except ReformError as error:
                refused[row] = Refused(record, f"{error.what} {error.hint}".strip())
                parent_is_there[record.noun] = False
                continue
            parent_is_there[record.noun] = True
            good.append(record)
        if len(refused) == before:
            return good, list(refused.values())


def write_rest(refused: Sequence[Refused], path: Path) -> None:
    """Write rows that were not taken, as they stand in their files, with the reason. Raises BadFile."""
    headings = list(dict.fromkeys(heading for one in refused for heading in _original(one.record) if heading))
    try:
        # What an office keeps of its units is for nobody else to read.
        with open(path, "x", encoding="utf-8-sig", newline="", opener=partial(os.open, mode=0o600)) as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["file", "sheet", "row", "reason", *headings])
            for one in refused:
                place, cells = one.record.place, _original(one.record)
                row = [place.file, place.sheet, place.n, one.why, *(cells.get(heading, "") for heading in headings)]
                out.writerow([_tame(str(cell)) for cell in row])
    except FileExistsError:
        raise BadFile(_("There is a file already."), where=str(path), hint=_("Name another one with --rest.")) from None
    except OSError as error:
        raise BadFile(_("The rest cannot be written: {why}.", why=error.strerror), where=str(path)) from None


def _tame(cell: str) -> str:
    """A cell that a spreadsheet does not run as a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) and not cell[1:2].isdigit() else cell


def _original(record: Record) -> dict[str, str]:
    if record.original is None:
        return {key: text for key, text in record.cells.items() if text}
    found: dict[str, str] = {}
    for heading, cell in zip(record.original.headings, record.original.cells, strict=False):
        found[heading] = f"{found[heading]}\n{cell}" if found.get(heading) and cell else found.get(heading) or cell
    return found


def rest_path(files: Sequence[Path], said: str | None) -> Path:
    """Where the rows that were not taken go: where the person said, else beside nothing, in the current folder."""
    if said:
        return Path(said)
    stem = files[0].stem if str(files[0]) != "-" else "stdin"
    return next(
        path
        for count in range(1, 10_000)
        if not (path := Path(f"{stem}-rest{'' if count == 1 else f'-{count}'}.csv")).exists()
    )


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
    Column("number", mark("No."), mark("Number of the doubt."), Shape.NUMBER),
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
