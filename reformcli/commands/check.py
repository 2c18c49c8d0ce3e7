"""`reform check`: is the ledger whole, and its history true?"""

from collections.abc import Iterator
from typing import Annotated

import typer

from reformcli.errors import Status
from reformcli.i18n import _, mark, plural
from reformcli.model.change import HistoryLine
from reformcli.model.ledger import Books
from reformcli.reports.explained import explained, unexplained
from reformcli.rulebook import spoilt, texts_of
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT
from reformcli.shell.run import Context
from reformcli.table import Column, Table
from reformcli.verbs.strays import strays

COLUMNS = (
    Column(
        "check",
        mark("Check"),
        mark("Which check found it."),
        words={
            "integrity": mark("integrity"),
            "schema": mark("schema"),
            "references": mark("references"),
            "chain": mark("chain"),
            "replay": mark("replay"),
            "rules": mark("rules"),
            "stages": mark("stages"),
            "hash": mark("hash"),
        },
    ),
    Column("fault", mark("Fault"), mark("What is wrong."), main=True),
)


def run(
    context: Context,
    hash_: Annotated[
        str | None,
        typer.Option(
            "--hash", metavar="TEXT", help=mark("A hash kept elsewhere, such as in a mail: on which line it stands.")
        ),
    ] = None,
    dates: Annotated[
        bool, typer.Option("--dates", help=mark("What each due date stands on: its entry, an extension, a correction."))
    ] = False,
) -> int:
    """Check the file, its references, the chain of hashes, that replaying the history gives the tables, the rules, and
    that matters stand where their stages say."""
    books = context.books
    if dates:
        return _dates(context, books)
    faults = list(books.faults())
    if not {check for check, _fault in faults} & {"integrity", "schema"}:
        faults += _contradictions(context, books)
    line = None if hash_ is None else _line(books, hash_)
    if hash_ is not None and line is None:
        faults.append(("hash", _("No line of the history has the hash {hash}.", hash=hash_)))
    well = _("The ledger is whole, and its history amounts to what it holds.")
    table = Table("check", _("Faults"), COLUMNS, tuple(faults), empty=well)
    if faults or context.choices.format or context.choices.output:
        context.show(table)
    else:
        sequence, newest = books.newest()
        context.answer(well)
        context.answer(_("History: {n} lines, newest hash {hash}.", n=sequence, hash=newest or "-"))
    for remark in books.remarks():
        context.say(remark)
    if line is not None:
        context.say(
            _(
                "The hash is that of line {n} of {newest}, written on {day} at {at}.",
                n=line.sequence,
                newest=books.newest()[0],
                day=line.today,
                at=line.at,
            )
        )
    return Status.FAULTS if faults else Status.DONE


def _contradictions(context: Context, books: Books) -> Iterator[tuple[str, str]]:
    """Rules that cannot be read; where all can, matters that stand otherwise than their stages say."""
    texts = texts_of(books)
    unread = [("rules", error.line()) for error in spoilt(texts)]
    yield from unread
    if not unread:
        yield from (("stages", stray.line()) for stray in strays(books, texts, context.today))


def _dates(context: Context, books: Books) -> int:
    """Show what each due date stands on; the status tells of those that nothing explains."""
    table = explained(books, context.today)
    context.show(table)
    if count := unexplained(table):
        context.warn(plural("{n} due date stands on nothing.", "{n} due dates stand on nothing.", count))
    return Status.FAULTS if count else Status.DONE


def _line(books: Books, text: str) -> HistoryLine | None:
    """The line of the history that a hash stands on."""
    meant = text.strip().lower()
    return next((line for line in books.entries() if line.hash == meant), None)


SPEC = Spec(
    run,
    (
        ("reform check", mark("Check the ledger; exit status 4 tells of faults.")),
        (
            "reform check --hash 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            mark("Whether the history still has the line whose hash was mailed."),
        ),
    ),
    (OUTPUT,),
)
