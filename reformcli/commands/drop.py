"""`reform drop`: strike off work that will not be done."""

from typing import Annotated

import typer

from reformcli.commands.done import milestones_of
from reformcli.i18n import mark
from reformcli.model.noun import noun_of
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.pieces import PieceRef
from reformcli.shell.run import Context
from reformcli.shell.typed import get_piece, said
from reformcli.shell.written import write
from reformcli.verbs.work import drop


def run(
    context: Context,
    ref: PieceRef,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=mark("Why it will not be done."))],
) -> None:
    """Strike off a piece of work, a project with its open milestones. It stays in the ledger."""
    piece = get_piece(context, ref)
    words = said(context, noun_of(piece), "reason", reason) or ""
    write(context, "drop", drop(piece, milestones_of(context, piece), context.today, words))


SPEC = Spec(
    run,
    (
        (mark('reform drop 17 --reason "part of project 21"'), mark("Project 17 has become part of another.")),
        (mark('reform drop 17.3 --reason "no longer needed"'), mark("One milestone falls away.")),
    ),
    (OUTPUT, WRITING),
)
