"""`reform history`: who changed what, and when."""

from typing import Annotated

import typer

from reformcli.errors import BadValue, NotFound
from reformcli.i18n import _, mark
from reformcli.reports.changes import changes, changes_in_words
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs_and_owners
from reformcli.shell.run import Context
from reformcli.shell.typed import get_any, on_day, past_day

_MOST = 50
"""How many lines are listed unless more or fewer are asked for."""


def run(
    context: Context,
    ref: Annotated[
        str | None,
        typer.Argument(
            metavar="[REF]",
            help=mark("Only what happened to this; an owner by its name."),
            autocompletion=refs_and_owners,
        ),
    ] = None,
    batch: Annotated[int | None, typer.Option("--batch", metavar="NUMBER", help=mark("Only this batch."))] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help=mark("Only what was entered from this day on."))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help=mark("Only what was entered up to this day."))
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="NUMBER", help=mark("Only the newest so many lines; 50 unless given.")),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help=mark("Every line."))] = False,
) -> None:
    """List the history, newest last: one row for each field that changed."""
    uid = get_any(context, ref).uid if ref else None
    if batch is not None and not any(context.books.entries(batch=batch, limit=1)):
        raise NotFound(_("There is no batch {number}.", number=batch), hint=_("See `reform history`."))
    first = past_day(context, since, "--since") if since is not None else None
    last = on_day(context, until, "--until") if until is not None else None
    if first and last and first > last:
        raise BadValue(_("{first} is after {last}.", first=first, last=last))
    is_narrowed = bool(ref or batch is not None or first or last)
    most = limit if limit is not None or all_ or is_narrowed else _MOST
    lines = context.books.entries(batch=batch, uid=uid, since=first, until=last, limit=None if all_ else most)
    if limit is None and most is not None:
        newest = list(lines)
        lines = iter(newest)
        if len(newest) == most:
            context.say(_("The newest {n} lines; --all lists every one.", n=most))
    for_programs = context.choices.format or context.choices.output
    table = changes(lines) if for_programs else changes_in_words(lines, context.ledger.names())
    context.show(table if first is None and last is None else table._replace(empty=_("Nothing was entered then.")))


SPEC = Spec(
    run,
    (
        ("reform history 17", mark("All that happened to project 17.")),
        (mark("reform history --since 'last monday'"), mark("What was entered since Monday.")),
    ),
)
