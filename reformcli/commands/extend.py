"""`reform extend`: move a due date, with reason and approver."""

from typing import Annotated

import typer

from reformcli.i18n import _, mark
from reformcli.model.extension import NOUN, Extension
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.pieces import PieceRef
from reformcli.shell.run import Context
from reformcli.shell.typed import deadline, entry, get_piece, on_day, plan_of
from reformcli.shell.written import write
from reformcli.verbs.work import extend


def run(
    context: Context,
    ref: PieceRef,
    to: Annotated[str, typer.Option("--to", metavar="DATE", help=mark("The new last day, in words or as a date."))],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=mark("Why it moves."))],
    approved_by: Annotated[str, typer.Option("--approved-by", metavar="NAME", help=mark("Who approved it."))],
    document: Annotated[
        str | None, typer.Option("--document", metavar="TEXT", help=mark("Number of the paper that approved it."))
    ] = None,
    asked: Annotated[
        str | None,
        typer.Option("--asked", metavar="DATE", help=mark("The day on which it was asked for; today unless given.")),
    ] = None,
) -> None:
    """Move the due date and keep the first one, the reason and the approver."""
    piece = get_piece(context, ref)
    fields = NOUN.fields
    reading = deadline(context, fields["due_to"], to, plan_of(context, piece))
    asked_on = on_day(context, asked, "--asked")
    reader = entry(context)
    changes = extend(
        piece,
        reading,
        reason=reader.text(fields["reason"], reason) or "",
        approver=reader.text(fields["approver"], approved_by) or "",
        document=reader.text(fields["document"], document or ""),
        asked=asked_on,
        today=context.today,
    )
    write(context, "extend", changes)
    extension = changes[-1].after
    if isinstance(extension, Extension) and extension.after_expiry:
        context.say(_("Recorded as asked for after expiry: it was due on {date}.", date=piece.due))


SPEC = Spec(
    run,
    (
        (
            mark('reform extend 17.3 --to 2026-09-30 --reason "land not bought" --approved-by "Deputy Mayor"'),
            mark("A milestone moves."),
        ),
        (
            mark(
                'reform extend 17 --to "+30d" --reason "tender failed" --approved-by "A. Director" --document 12/2026'
            ),
            mark("With the paper that approved it."),
        ),
    ),
    (OUTPUT, WRITING),
)
