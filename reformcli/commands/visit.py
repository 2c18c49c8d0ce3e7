"""`reform visit`: visits to check or to help."""

from typing import Annotated

import typer

from reformcli.i18n import mark
from reformcli.model.noun import noun
from reformcli.model.refs import Ref
from reformcli.reports.pages import page
from reformcli.reports.tables import visit_list
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names
from reformcli.shell.filters import question
from reformcli.shell.new_owners import NEW_OWNER, meet_owners
from reformcli.shell.options import OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import get_thing, values
from reformcli.shell.written import write
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.supervision import add_visit


def add(
    context: Context,
    unit: Annotated[
        str | None,
        typer.Argument(
            metavar="[UNIT]", help=mark("Unit visited; added where not yet known."), autocompletion=owner_names
        ),
    ] = None,
) -> None:
    """Record a visit."""
    ledger = context.writable
    book = OwnerBook(ledger.owners())
    found = values(context, noun("visit"), book)
    for number in found.get("projects", ()):
        ledger.get(Ref("project", number))
    if unit:
        meet_owners(context, {"responsible": (unit,)}, book)
        found["owner"] = book.take(unit, "unit").number
    write(context, "visit add", [*book.changes(), *add_visit(found, context.today)])


def listed(
    context: Context,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner", metavar="NAME", help=mark("Only visits to this owner and its parts."), autocompletion=owner_names
        ),
    ] = None,
) -> None:
    """List visits, the newest first."""
    number = OwnerBook(context.ledger.owners()).get(owner).number if owner else None
    context.show(visit_list(context.ledger, number))


def show(
    context: Context, ref: Annotated[str, typer.Argument(metavar="REF", help=mark("Visit, such as V12."))]
) -> None:
    """Show a visit with what it found."""
    context.show(page(context.ledger, get_thing(context, ref, "visit"), question(context)))


def _given() -> tuple[Shared, ...]:
    return (
        *fields(*(field for field in noun("visit").fields.values() if field.given and field.key != "owner")),
        NEW_OWNER,
    )


SPECS = {
    "add": Spec(
        add,
        (
            (
                mark('reform visit add Education --purpose help --projects 17 --visitors "A. Smith,B. Jones"'),
                mark("A visit of today, to help with project 17."),
            ),
            (
                mark('reform visit add Insurance --date 2026-03-10 --form phone --conclusion "on course"'),
                mark("A call, and what came of it."),
            ),
        ),
        (OUTPUT, WRITING),
        _given,
    ),
    "list": Spec(
        listed,
        (
            (mark("reform visit list --owner Education"), mark("Visits to one unit.")),
            ("reform visit list --json", mark("All, for another program.")),
        ),
    ),
    "show": Spec(
        show,
        (
            ("reform visit show V12", mark("One visit and its findings.")),
            ("reform visit show V12 --markdown", mark("As a text for a bulletin.")),
        ),
    ),
}
