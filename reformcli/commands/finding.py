"""`reform finding`: what visits found, until it is closed out."""

from typing import Annotated

import typer

from reformcli.i18n import mark
from reformcli.model.noun import noun
from reformcli.model.refs import Ref
from reformcli.reports.tables import finding_list
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names
from reformcli.shell.filters import question
from reformcli.shell.new_owners import NEW_OWNER, meet_owners
from reformcli.shell.options import OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import due, entry, get_thing, on_day, said, tell_undated, values
from reformcli.shell.written import write
from reformcli.verbs import supervision
from reformcli.verbs.owners import OwnerBook

FindingRef = Annotated[str, typer.Argument(metavar="REF", help=mark("Finding, such as F45."))]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help=mark("On which day; today unless given."))]


def add(
    context: Context, problem: Annotated[str, typer.Argument(metavar="PROBLEM", help=mark("What is wrong."))]
) -> None:
    """Record a finding."""
    ledger = context.writable
    given = context.choices.given or {}
    kind, book = noun("finding"), OwnerBook(ledger.owners())
    if name := given.get("owner"):
        meet_owners(context, {"responsible": (name,)}, book)
        book.take(name, "unit")
    found = due(context, kind, None)[0] | values(context, kind, book)
    if found.get("project"):
        ledger.get(Ref("project", found["project"]))
    visit = ledger.get(Ref("visit", found["visit"])) if found.get("visit") else None
    earlier = ledger.get(Ref("finding", found["relapse_of"])) if found.get("relapse_of") else None
    found["problem"] = entry(context).value(kind.fields["problem"], problem)
    write(context, "finding add", [*book.changes(), *supervision.add_finding(found, visit, earlier)])
    tell_undated(context)


def listed(
    context: Context,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner",
            metavar="NAME",
            help=mark("Only what this owner and its parts have to put right."),
            autocompletion=owner_names,
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help=mark("Those closed out too."))] = False,
) -> None:
    """List findings by due date."""
    number = OwnerBook(context.ledger.owners()).get(owner).number if owner else None
    context.show(finding_list(context.ledger, question(context), number, all_))


def fix(
    context: Context,
    ref: FindingRef,
    on: On = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT", help=mark("What the unit shows for it."))
    ] = None,
) -> None:
    """Note that the unit reports it put right."""
    finding = get_thing(context, ref, "finding")
    shown = said(context, noun("finding"), "fixed_evidence", evidence)
    write(context, "finding fix", supervision.fix(finding, on_day(context, on, "--on"), context.today, shown))


def close(
    context: Context,
    ref: FindingRef,
    on: On = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT", help=mark("What the office saw."))
    ] = None,
) -> None:
    """Close it out."""
    finding = get_thing(context, ref, "finding")
    seen = said(context, noun("finding"), "closed_evidence", evidence)
    write(context, "finding close", supervision.close(finding, on_day(context, on, "--on"), context.today, seen))


def look_back(context: Context, ref: FindingRef, on: On = None) -> None:
    """Note that it was checked once more after close-out and has not come back."""
    finding = get_thing(context, ref, "finding")
    write(context, "finding look-back", supervision.look_back(finding, on_day(context, on, "--on"), context.today))


def _given() -> tuple[Shared, ...]:
    skipped = ("problem", "fixed_evidence", "closed_evidence")
    return (
        *fields(*(field for field in noun("finding").fields.values() if field.given and field.key not in skipped)),
        NEW_OWNER,
    )


SPECS = {
    "add": Spec(
        add,
        (
            (
                mark('reform finding add "register not kept up" --visit V12 --due 2026-04-30'),
                mark("What visit 12 found, against the unit visited."),
            ),
            (
                mark('reform finding add "no works schedule" --owner Transport --project 17 --due 2026-04-30'),
                mark("Without a visit."),
            ),
        ),
        (OUTPUT, WRITING),
        _given,
    ),
    "list": Spec(
        listed,
        (
            (mark("reform finding list --owner Education"), mark("What one unit still has to put right.")),
            ("reform finding list --all --csv", mark("All, for a spreadsheet.")),
        ),
    ),
    "fix": Spec(
        fix,
        (
            (
                mark('reform finding fix F45 --evidence "report of 12 April"'),
                mark("The unit reports it put right today."),
            ),
            ("reform finding fix F45 --on 2026-04-20", mark("On an earlier day.")),
        ),
        (OUTPUT, WRITING),
    ),
    "close": Spec(
        close,
        (
            (mark('reform finding close F45 --evidence "seen on site"'), mark("You have seen it.")),
            ("reform finding close F45 --on 2026-04-28", mark("On an earlier day.")),
        ),
        (OUTPUT, WRITING),
    ),
    "look-back": Spec(
        look_back,
        (
            ("reform finding look-back F45", mark("Checked again today: it has not come back.")),
            (
                mark('reform finding add "register old again" --relapse-of F45'),
                mark("It has come back: a new finding, linked."),
            ),
        ),
        (OUTPUT, WRITING),
    ),
}
