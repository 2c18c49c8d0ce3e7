"""`reform find`: search titles, texts and names."""

from typing import Annotated

import typer

from reformcli.i18n import mark
from reformcli.reports.search import search
from reformcli.shell.build import Spec
from reformcli.shell.run import Context


def run(
    context: Context,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help=mark("What to look for; case and width of letters do not matter."))
    ],
) -> None:
    """Search every text of every noun."""
    context.show(search(context.ledger, text))


SPEC = Spec(
    run,
    (
        (mark("reform find hospital"), mark("Wherever it is mentioned.")),
        ("reform find road --ndjson", mark("For another program.")),
    ),
)
