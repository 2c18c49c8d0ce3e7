"""`reform why`: why a light has its colour."""

from reformcli.i18n import mark
from reformcli.reports.why import why
from reformcli.shell.build import Spec
from reformcli.shell.filters import question
from reformcli.shell.pieces import PieceRef
from reformcli.shell.run import Context
from reformcli.shell.typed import get_piece


def run(
    context: Context,
    ref: PieceRef,
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
