"""Explained: for every due date in the ledger what it stands on: its first entry, an extension, a correction."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.change import HistoryLine
from reformcli.model.extension import CORRECTION, EXTENSION, Extension
from reformcli.model.ledger import Books
from reformcli.model.noun import tracked_nouns
from reformcli.model.scope import Scope
from reformcli.table import Column, Row, Shape, Table
from reformcli.verbs.dates import by_work, is_explained

ENTRY, NOTHING = "entry", "nothing"

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.DUE,
    Column(
        "by",
        mark("Stands on"),
        mark("What explains the date: its first entry, an extension, a correction; or nothing."),
        words={
            ENTRY: mark("first entry"),
            EXTENSION: mark("extension"),
            CORRECTION: mark("correction"),
            NOTHING: mark("nothing"),
        },
    ),
    Column("on", mark("Entered on"), mark("Day of that entry, extension or correction."), Shape.DATE),
    Column("who", mark("By whom"), mark("Who entered, approved or corrected it.")),
    Column("batch", mark("Batch"), mark("Number of the batch that entered the date."), Shape.NUMBER, detail=True),
    Column("document", mark("Document"), mark("Number of the paper that approved it."), detail=True),
)


class _Entry(NamedTuple):
    """The line of the history that gave a thing its due date."""

    batch: int
    actor: str
    day: date


def explained(books: Books, today: date) -> Table:
    """One row for each piece of tracked work that has a due date, those that nothing explains first."""
    entries = _entries(books)
    moves = by_work(books.find(Extension))
    rows: list[Row] = []
    for work in books.work(Scope(today), open_only=False):
        if work.due is None:
            continue
        own = moves.get(work.ref, [])
        entry = entries.get(work.uid)
        head = (str(work.ref), work.title, work.due)
        batch = entry.batch if entry else None
        if not is_explained(work.due, work.due_first, own):
            rows.append((*head, NOTHING, entry.day if entry else None, entry.actor if entry else None, batch, None))
        elif own:
            rows.append((*head, own[-1].kind, own[-1].asked, own[-1].approver, batch, own[-1].document))
        else:
            rows.append((*head, ENTRY, entry.day if entry else None, entry.actor if entry else None, batch, None))
    rows.sort(key=lambda row: row[3] != NOTHING)
    return Table("dates", _("What due dates stand on"), COLUMNS, tuple(rows), empty=_("There is no due date."))


def unexplained(table: Table) -> int:
    """How many dates of such a table nothing explains."""
    place = table.position("by")
    return sum(row[place] == NOTHING for row in table.rows)


def _entries(books: Books) -> Mapping[str, _Entry]:
    """The newest line of the history that set the due date of each thing, by its identity."""
    nouns = {kind.key for kind in tracked_nouns()}
    return {line.uid: _entry(line) for line in _setting(books, nouns)}


def _setting(books: Books, nouns: set[str]) -> Iterator[HistoryLine]:
    for line in books.entries():
        if line.noun in nouns and line.after is not None and "due" in line.after:
            yield line


def _entry(line: HistoryLine) -> _Entry:
    return _Entry(line.batch, line.actor, date.fromisoformat(line.today))
