"""`reform why`: why a light has its colour."""

from typing import Annotated

import typer

from reformcli.i18n import mark
from reformcli.reports.why import why
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.filters import question
from reformcli.shell.run import Context
from reformcli.shell.typed import get_piece


def run(
    context: Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help=mark("Project (17) or milestone (17.3)."), autocompletion=refs)
    ],
) -> None:
    """Say the light, the rule that gave it and the figures that the rule looked at."""
    context.show(why(context.ledger, get_piece(context, ref), question(context)))


SPEC = Spec(
    run,
    (
        ("reform why 17", mark("Why project 17 is red.")),
        ("reform why 17 --today 2026-06-30", mark("What its light is on another day.")),
    ),
)
