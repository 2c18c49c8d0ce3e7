"""`reform reopen`: open finished or dropped work again."""

from typing import Annotated

import typer

from reformcli.i18n import mark
from reformcli.model.matter import Matter
from reformcli.model.noun import noun_of
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.pieces import PieceRef
from reformcli.shell.processes import course_of
from reformcli.shell.run import Context
from reformcli.shell.typed import get_piece, said
from reformcli.shell.written import write
from reformcli.verbs.stages import send_back
from reformcli.verbs.work import reopen, with_reason


def run(
    context: Context,
    ref: PieceRef,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=mark("Why it is open again."))],
) -> None:
    """Open a piece of work again."""
    piece = get_piece(context, ref)
    words = said(context, noun_of(piece), "reason", reason) or ""
    if isinstance(piece, Matter):
        course = course_of(context, piece)
        write(context, "reopen", send_back(piece, course.stages, course.process, context.today, with_reason(words)))
        return
    write(context, "reopen", reopen(piece, words))


SPEC = Spec(
    run,
    (
        (mark('reform reopen 17.3 --reason "acceptance failed"'), mark("The acceptance failed.")),
        (mark('reform reopen 17 --reason "struck off by mistake"'), mark("It goes on.")),
    ),
    (OUTPUT, WRITING),
)
