"""`reform note`: a dated remark about anything."""

from typing import Annotated

import typer

from reformcli.i18n import mark
from reformcli.model.note import NOUN
from reformcli.model.refs import parse
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.shell.written import write
from reformcli.verbs.notes import add_note


def run(
    context: Context,
    ref: Annotated[
        str,
        typer.Argument(metavar="REF", help=mark("What it is about: 17, 17.3, V12, F45 or A12."), autocompletion=refs),
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help=mark("The note itself."))],
) -> None:
    """Write a note."""
    about = parse(ref)
    context.ledger.get(about)
    words = entry(context).text(NOUN.fields["text"], text) or ""
    write(context, "note", add_note(about, words, context.actor, context.today))


SPEC = Spec(
    run,
    (
        (
            mark('reform note 17 "agreed with Insurance, the plan comes this week"'),
            mark("What was agreed about project 17."),
        ),
        (mark('reform note F45 "the unit asks for another week"'), mark("About a matter.")),
    ),
    (OUTPUT, WRITING),
)
