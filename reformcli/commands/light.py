"""`reform light`: set a light by hand, with reason and end."""

from typing import Annotated

import typer

from reformcli.errors import UsageError
from reformcli.i18n import _, mark
from reformcli.model.noun import ref_of
from reformcli.model.override import COLOURS, NOUN, Override
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.pieces import PieceRef
from reformcli.shell.run import Context
from reformcli.shell.typed import entry, get_piece, on_day
from reformcli.shell.words import Words
from reformcli.shell.written import write
from reformcli.verbs.overrides import clear_light, set_light


def run(
    context: Context,
    ref: PieceRef,
    colour: Annotated[
        str | None,
        typer.Argument(
            metavar="[LIGHT]", click_type=Words(COLOURS), help=mark("The colour; leave it out with --clear.")
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=mark("Why the rules do not tell how it stands."))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help=mark("The last day on which it counts."))
    ] = None,
    author: Annotated[
        str | None,
        typer.Option("--author", metavar="NAME", help=mark("Who answers for it; who makes the entry unless given.")),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help=mark("Let the rules give the light again."))] = False,
) -> None:
    """Set the light from today to a day; it shows as set by hand wherever it is shown."""
    piece = get_piece(context, ref)
    present = list(context.ledger.find(Override, about=ref_of(piece)))
    if clear and (colour or reason or until):
        raise UsageError(
            _("--clear takes no light, reason or end."), hint=_("See `{path} --help`.", path="reform light")
        )
    if clear:
        write(context, "light", clear_light(piece, present, context.today))
        return
    colour, reason, until = context.supplied(
        "reform light",
        (_("LIGHT"), _("The colour; leave it out with --clear."), colour),
        ("--reason", _("Why the rules do not tell how it stands."), reason),
        ("--until", _("The last day on which it counts."), until),
    )
    fields, reader = NOUN.fields, entry(context)
    changes = set_light(
        piece,
        present,
        reader.text(fields["light"], colour) or "",
        reason=reader.text(fields["reason"], reason) or "",
        author=reader.text(fields["author"], author or context.actor) or "",
        today=context.today,
        until=on_day(context, until, "--until"),
    )
    write(context, "light", changes)


SPEC = Spec(
    run,
    (
        (
            mark('reform light 17 yellow --until 2026-09-30 --reason "awarded, papers on their way"'),
            mark("A judgement that ends."),
        ),
        ("reform light 17 --clear", mark("The rules again.")),
    ),
    (OUTPUT, WRITING),
)
