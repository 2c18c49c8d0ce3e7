"""`reform reopen`: open finished or dropped work again."""

from typing import Annotated

import typer

from reformcli.i18n import _, mark, plural
from reformcli.model.matter import Matter
from reformcli.model.noun import noun_of, ref_of
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
        changes = send_back(piece, course.stages, course.process, context.today, with_reason(words))
    else:
        changes = reopen(piece, words)
    write(context, "reopen", changes)
    if piece.due is None:
        context.say(_("{ref} is open again, without a due date.", ref=ref_of(piece)))
    elif piece.due < context.today:
        days = (context.today - piece.due).days
        context.say(
            plural(
                "{ref} is open again: it was due on {date} and is {n} day late.",
                "{ref} is open again: it was due on {date} and is {n} days late.",
                days,
                ref=ref_of(piece),
                date=piece.due,
            )
        )
    else:
        context.say(_("{ref} is open again, due on {date}.", ref=ref_of(piece), date=piece.due))


SPEC = Spec(
    run,
    (
        (mark('reform reopen 17.3 --reason "acceptance failed"'), mark("The acceptance failed.")),
        (mark('reform reopen 17 --reason "struck off by mistake"'), mark("It goes on.")),
    ),
    (OUTPUT, WRITING),
)
