"""`reform owner`: who answers."""

from typing import Annotated

import typer

from reformcli.commands.completion import owner_names
from reformcli.commands.entering import NEW_OWNER, entry, get_piece, meet_owner, on_day, values, write
from reformcli.commands.filters import question
from reformcli.commands.shell import FILTERS, OUTPUT, WRITING, Shared, Spec, fields
from reformcli.context import Context
from reformcli.errors import UsageError
from reformcli.i18n import _, mark
from reformcli.model.noun import noun
from reformcli.model.project import Project
from reformcli.reports.pages import page
from reformcli.reports.tables import owner_list
from reformcli.verbs.owners import OwnerBook, add_owner, edit_owner, hand_over

Name = Annotated[str, typer.Argument(metavar="NAME", help=mark("Any of its names."), autocompletion=owner_names)]


def add(context: Context, name: Annotated[str, typer.Argument(metavar="NAME", help=mark("Full name."))]) -> None:
    """Add an owner."""
    book = OwnerBook(context.writable.owners())
    named = {"name": entry(context).value(noun("owner").fields["name"], name)}
    write(context, "owner add", add_owner(named | values(context, noun("owner"), book), book))


def edit(context: Context, name: Name) -> None:
    """Change an owner."""
    if not context.choices.given:
        raise UsageError(_("Nothing to change was given."), hint=_("See `reform owner edit --help`."))
    book = OwnerBook(context.ledger.owners())
    write(context, "owner edit", edit_owner(book.get(name), values(context, noun("owner"), book), book))


def listed(
    context: Context,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="WORD", help=mark("Only units, leaders, groups or persons."))
    ] = None,
) -> None:
    """List owners with how much open work they answer for."""
    read = entry(context).value(noun("owner").fields["kind"], kind) if kind else None
    context.show(owner_list(context.ledger, question(context), read))


def show(context: Context, name: Name) -> None:
    """Show an owner with its open work, visits and findings."""
    owner = OwnerBook(context.ledger.owners()).get(name)
    context.show(page(context.ledger, owner, question(context)))


def handover(
    context: Context,
    old: Annotated[
        str, typer.Argument(metavar="OLD", help=mark("Who answered until now."), autocompletion=owner_names)
    ],
    new: Annotated[
        str,
        typer.Argument(
            metavar="NEW", help=mark("Who answers from then on; added where not yet known."), autocompletion=owner_names
        ),
    ],
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=mark("First day of the new owner; today unless given."))
    ] = None,
    project: Annotated[
        list[str] | None, typer.Option("--project", metavar="REF", help=mark("Only this project; may be repeated."))
    ] = None,
) -> None:
    """Move open work from one owner to another; what is finished stays with who did it."""
    ledger = context.ledger
    book = OwnerBook(ledger.owners())
    before = book.get(old)
    if book.find(new) is None:
        meet_owner(context, new, before.kind, book)
    after = book.take(new, before.kind)
    if project:
        chosen = {
            piece.number for piece in (get_piece(context, text) for text in project) if isinstance(piece, Project)
        }
    else:
        chosen = {work.project for work in ledger.work(question(context).scope, milestones=False)}
    duties = ledger.find("duty", owner=before.number)
    changes = hand_over(before, after, duties, chosen, on_day(context, start, "--from"))
    write(context, "owner handover", [*book.changes(), *changes])
    moved = {change.after.project for change in changes}
    context.say(_("{n} projects go from {old} to {new}.", n=len(moved), old=before.name, new=after.name))


def _given(*skipped: str) -> tuple[Shared, ...]:
    return fields(*(field for field in noun("owner").fields.values() if field.given and field.key not in skipped))


SPECS = {
    "add": Spec(
        add,
        (
            ("reform owner add 县教育局 --short-name 教育局", mark("A unit and its short name.")),
            (
                'reform owner add "A. Smith" --kind person --parent Transport --contact a.smith@example.org',
                mark("A contact in a unit."),
            ),
        ),
        (OUTPUT, WRITING),
        lambda: _given("name"),
    ),
    "list": Spec(
        listed,
        (
            ("reform owner list --kind leader", mark("Leaders and what they answer for.")),
            ("reform owner list --plan 2026 --csv", mark("Everyone in this plan year, for a spreadsheet.")),
        ),
        (FILTERS, OUTPUT),
    ),
    "edit": Spec(
        edit,
        (
            ("reform owner edit 县卫健局 --other-names 县卫生健康局,卫健局", mark("Other names that mean the same.")),
            ("reform owner edit 副县长 --valid-to 2026-08-31", mark("The last day in post.")),
        ),
        (OUTPUT, WRITING),
        _given,
    ),
    "show": Spec(
        show,
        (
            ("reform owner show 县教育局", mark("What the unit answers for.")),
            ("reform owner show 副县长 --json", mark("For another program.")),
        ),
    ),
    "handover": Spec(
        handover,
        (
            ("reform owner handover 张三 李四 --from 2026-09-01", mark("All open work.")),
            ("reform owner handover 县卫健局 县医保局 --project 17", mark("One project, from today.")),
        ),
        (OUTPUT, WRITING),
        lambda: (NEW_OWNER,),
    ),
}
