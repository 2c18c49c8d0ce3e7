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
    place = context.path
    target = Path(file) if file else place.with_name(f"{place.stem}-{context.today}.backup.db")
    context.books.backup(target)
    context.answer(str(target))
    sequence, newest = context.books.newest()
    context.say(_("The copy is whole: {n} lines of history, newest hash {hash}.", n=sequence, hash=newest or "-"))


SPEC = Spec(
    run,
    (
        ("reform backup", mark("A copy beside the ledger.")),
        ("reform backup /media/usb/ledger-2026-12-31.db", mark("A copy elsewhere; it must not be there yet.")),
    ),
    (),
)
