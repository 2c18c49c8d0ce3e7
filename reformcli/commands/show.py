"""`reform show`: everything about one thing."""

from typing import Annotated

import typer

from reformcli.i18n import mark
from reformcli.model.refs import parse
from reformcli.reports.pages import page
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.filters import question
from reformcli.shell.run import Context


def run(
    context: Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help=mark("What to show: 17, 17.3, V12, F45 or A12."), autocompletion=refs)
    ],
) -> None:
    """Show a project, milestone, matter, visit or assigned item with all that belongs to it."""
    context.show(page(context.ledger, context.ledger.get(parse(ref)), question(context)))


SPEC = Spec(
    run,
    (
        ("reform show 17", mark("Project 17, who answers, its milestones, visits, matters, notes.")),
        ("reform show F45 --json", mark("A matter, for another program.")),
    ),
)
