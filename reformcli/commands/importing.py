"""What `reform import` is made of: whom to ask about names, the preview, rows that cannot be taken, differences."""

import csv
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reformcli.commands.entering import entry, meet_owner
from reformcli.context import Context
from reformcli.errors import BadDate, BadFile, BadValue, ReformError, UnknownOwner
from reformcli.i18n import _
from reformcli.importers.sheets.layout import REST
from reformcli.model.change import Change
from reformcli.model.duty import KIND_OF_ROLE
from reformcli.model.ledger import Ledger
from reformcli.verbs.merge import Merger
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.record import Doubt, Outcome, Place, Record

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
            out.writerow([*REST, *headings])
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


def strictly(records: list[Record], doubts: Sequence[Doubt], *, partial: bool) -> Iterator[Record]:
    """The records; those that are doubted come with a fault. Raises BadValue for a doubt about a heading."""
    by_row = {(one.place.file, one.place.sheet, one.place.n): one for one in reversed(doubts)}
    rows = {(one.place.file, one.place.sheet, one.place.n) for one in records}
    general = [one for row, one in by_row.items() if row not in rows]
    if general:
        raise BadValue(
            general[0].text, where=str(general[0].place), hint=_("Say it with --map or --word, or leave out --strict.")
        )
    for record in records:
        doubt = by_row.get((record.place.file, record.place.sheet, record.place.n))
        yield record if doubt is None else record._replace(fault=record.fault or BadValue(doubt.text))


def with_a_way_on(error: ReformError) -> ReformError:
    """What is wrong with a row, with the way to take the others all the same."""
    if isinstance(error, BadValue | BadDate) and error.where:
        more = _("--accept-partial takes the other rows.")
        error.hint = f"{error.hint} {more}".strip() if error.hint else more
    return error


def is_strict(context: Context) -> bool:
    """Whether --strict was given."""
    return "strict" in (context.choices.given or {})


def merger_for(
    context: Context, ledger: Ledger, *, gather: bool, fresh: Collection[str] = ()
) -> tuple[Merger, Meeting, list[Outcome]]:
    """What merges records into the ledger, whom it asks about names (but for `fresh` ones), and what it has changed."""
    book = OwnerBook(ledger.owners())
    meeting = Meeting(context, book, gather=gather, fresh=fresh)
    changed: list[Outcome] = []
    strict = is_strict(context)

    def note(one: Outcome) -> None:
        # What a row above adds has no number yet, and that it is the same is among the merger's notes.
        if one.before is not None and one.before.uid and one.before != one.after:
            changed.append(one)

    merger = meeting.merger = Merger(ledger, entry(context, strict=strict), book, meeting, note)
    return merger, meeting, changed
