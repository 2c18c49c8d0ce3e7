"""`reform note`: a dated remark about anything."""

import sys
from typing import Annotated

import typer

from reformcli.i18n import mark
from reformcli.model.note import KINDS, NOUN, Note
from reformcli.model.refs import parse
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.new_owners import close_to
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.shell.words import Words
from reformcli.shell.written import write
from reformcli.verbs.notes import add_note
from reformcli.verbs.owners import OwnerBook


def run(
    context: Context,
    ref: Annotated[
        str,
        typer.Argument(metavar="REF", help=mark("What it is about: 17, 17.3, V12, F45 or A12."), autocompletion=refs),
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help=mark("The note itself; - reads it from stdin."))],
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="WORD", click_type=Words(KINDS), help=mark("What it tells.")),
    ] = None,
    percent: Annotated[
        str | None,
        typer.Option("--percent", metavar="NUMBER", help=mark("With progress: how far the work is, to 100.")),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help=mark("Who says it, such as a unit; you unless given."))
    ] = None,
) -> None:
    """Write a note; one of a kind stands in `reform digest`."""
    about = parse(ref)
    context.ledger.get(about)
    reader, fields = entry(context), NOUN.fields
    words = reader.text(fields["text"], sys.stdin.read() if text == "-" else text) or ""
    author = reader.text(fields["author"], by or "")
    share = None if percent is None else reader.value(fields["percent"], percent.rstrip("%％"))
    note = Note(
        about=about,
        date=context.today,
        author=_author(context, author) if author else context.actor,
        text=words,
        kind=reader.text(fields["kind"], kind or ""),
        percent=share if isinstance(share, float) else None,
    )
    write(context, "note", add_note(note))


def _author(context: Context, name: str) -> str:
    """Who says it, by the full name of an owner where one is meant; a name that may be a slip of one is told."""
    book = OwnerBook(context.ledger.owners())
    if not book.knows(name) and (near := [owner.name for owner in book.near(name)]):
        context.announce(close_to(name, near))
    return book.called(name)


SPEC = Spec(
    run,
    (
        (
            mark('reform note 17 "agreed with Insurance, the plan comes this week"'),
            mark("What was agreed about project 17."),
        ),
        (
            mark('reform note F45 "two leases unsigned" --kind problem --by Transport'),
            mark("What a unit says hinders it."),
        ),
    ),
    (OUTPUT, WRITING),
)
