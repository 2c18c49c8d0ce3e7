"""`reform backup`: copy the ledger, checked."""

from pathlib import Path
from typing import Annotated

import typer

from reformcli.i18n import _, mark
from reformcli.shell.build import Spec
from reformcli.shell.run import Context


def run(
    context: Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help=mark("Where to; beside the ledger, with the day in its name, unless given.")
        ),
    ] = None,
) -> None:
    """Copy the ledger while it may be in use; the copy is opened and checked before it gets its name."""
    ledger = context.ledger
    target = Path(file) if file else ledger.path.with_name(f"{ledger.path.stem}-{context.today}.backup.db")
    ledger.backup(target)
    context.answer(str(target))
    context.say(
        _(
            "The copy is whole: {n} lines of history, newest hash {digest}.",
            n=ledger.newest()[0],
            digest=ledger.newest()[1] or "-",
        )
    )


SPEC = Spec(
    run,
    (
        ("reform backup", mark("A copy beside the ledger.")),
        ("reform backup /media/usb/ledger-2026-12-31.db", mark("A copy elsewhere; it must not be there yet.")),
    ),
    (),
)
