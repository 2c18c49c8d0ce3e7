"""`reform show`: everything about one thing."""

from typing import Annotated

import typer

from reformcli.i18n import mark
from reformcli.reports.pages import page
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs_and_owners
from reformcli.shell.filters import question
from reformcli.shell.run import Context
from reformcli.shell.typed import get_any


def run(
    context: Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help=mark("What to show: 17, 17.3, V12, F45, A12; an owner by its name."),
            autocompletion=refs_and_owners,
        ),
    ],
) -> None:
    """Show anything with all that belongs to it."""
    context.show(page(context.ledger, get_any(context, ref), question(context)))


SPEC = Spec(
    run,
    (
        ("reform show 17", mark("Project 17, who answers, its milestones, visits, matters, notes.")),
        ("reform show F45 --json", mark("A matter, for another program.")),
    ),
)
