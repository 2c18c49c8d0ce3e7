"""`reform owner`: who answers."""

from collections.abc import Iterable
from typing import Annotated

import typer

from reformcli.errors import UsageError
from reformcli.i18n import _, mark, plural
from reformcli.model.change import Change
from reformcli.model.noun import noun
from reformcli.model.owner import KINDS, Owner
from reformcli.model.states import OPEN_STATES
from reformcli.reports.handover import handover as handover_list
from reformcli.reports.pages import page
from reformcli.reports.tables import owner_list
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names, refs
from reformcli.shell.filters import question
from reformcli.shell.new_owners import NEW_OWNER, meet_owner
from reformcli.shell.options import FILTERS, OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import entry, get_piece, on_day, values
from reformcli.shell.words import Words
from reformcli.shell.written import write
from reformcli.verbs.handover import hand_over, named_projects, waiting
from reformcli.verbs.owner_merge import names_lost, unite
from reformcli.verbs.owners import OwnerBook, add_owner, edit_owner

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
        str | None,
        typer.Option("--kind", metavar="WORD", click_type=Words(KINDS), help=mark("Only owners of one kind.")),
    ] = None,
) -> None:
    """List owners with how much open work they answer for."""
    context.show(owner_list(context.ledger, question(context), kind))


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
        list[str] | None,
        typer.Option("--project", metavar="REF", help=mark("Only this project; may be repeated."), autocompletion=refs),
    ] = None,
) -> None:
    """Move open work and open findings from one owner to another, and print the list that both sign.

    What is finished stays with who did it.
    """
    ledger = context.ledger
    book = OwnerBook(ledger.owners())
    before = book.get(old)
    if book.find(new) is None:
        meet_owner(context, new, before.kind, book)
    after = book.take(new, before.kind)
    asked, day = question(context), on_day(context, start, "--from")
    named = named_projects(get_piece(context, text) for text in project or ())
    # What is open now, whatever day counts as today: on an earlier one work was open that is finished meanwhile.
    chosen = named or {one.number for one in ledger.find("project") if one.state in OPEN_STATES}
    findings = [one for one in ledger.find("finding", owner=before.number) if not project or one.project in chosen]
    changes = hand_over(
        before,
        after,
        day,
        projects=chosen,
        duties=ledger.find("duty", owner=before.number),
        own=ledger.find("duty", owner=after.number),
        findings=findings,
        today=context.today,
        asked=named,
    )
    later = waiting(findings, day, context.today)
    signed = handover_list(ledger, asked, before, after, day, changes, later)
    context.claim(signed)
    context.apply("owner handover", [*book.changes(), *changes])
    context.show(signed)
    for added in book.added:
        context.say(_("New {kind}: {name}", kind=_(KINDS[added.kind]), name=added.name))
    if day < context.today:
        context.say(_("What fell due from {day} on counts as work of {new}.", day=day, new=after.name))
    if context.choices.dry_run:
        context.say(_("Nothing was recorded."))
    else:
        _say_what_went(context, before, after, changes)
    if later:
        context.say(
            plural(
                "{n} finding stays with {old} until then: hand over again on {day} or later.",
                "{n} findings stay with {old} until then: hand over again on {day} or later.",
                len(later),
                old=before.name,
                day=day,
            )
        )


def _say_what_went(context: Context, old: Owner, new: Owner, changes: Iterable[Change]) -> None:
    """Tell how many projects and findings a handover moved; nothing of what there is none."""
    projects = {
        one.before.project for one in changes if one.noun == "duty" and one.before and one.before.owner == old.number
    }
    findings = sum(one.noun == "finding" for one in changes)
    counted = [
        *([plural("{n} project", "{n} projects", len(projects))] if projects else []),
        *([plural("{n} finding", "{n} findings", findings)] if findings else []),
    ]
    if counted:
        what = _("{first} and {second}", first=counted[0], second=counted[1]) if counted[1:] else counted[0]
        context.say(
            plural(
                "{what} goes from {old} to {new}.",
                "{what} go from {old} to {new}.",
                len(projects) + findings,
                what=what,
                old=old.name,
                new=new.name,
            )
        )


def merge(
    context: Context,
    old: Annotated[
        str,
        typer.Argument(metavar="NAME", help=mark("The owner whose row goes."), autocompletion=owner_names),
    ],
    new: Annotated[
        str,
        typer.Argument(
            metavar="STAYS", help=mark("The owner that it is; it keeps its name."), autocompletion=owner_names
        ),
    ],
) -> None:
    """Make two owners one: the first becomes another name of the second, with all that refers to it.

    The second takes what the first knows and it does not. The same duties become one.
    """
    book = OwnerBook(context.ledger.owners())
    before, after = book.get(old), book.get(new)
    changes, lost = unite(before, after, context.ledger), names_lost(before)
    asked = _("Make {old} another name of {new}? Changes: {n}.", old=before.name, new=after.name, n=len(changes))
    if not context.choices.dry_run and not context.ask(asked, otherwise=_("Give --yes to make them one.")):
        context.say(_("Nothing was changed."))
        return
    write(context, "owner merge", changes, every=True)
    if context.choices.dry_run:
        context.say(_("Nothing was recorded."))
    else:
        if before.name in lost:
            context.say(_("{old} and {new} are one now.", old=before.name, new=after.name))
        else:
            context.say(_("{old} is another name of {new} now.", old=before.name, new=after.name))
    for name in lost:
        context.warn(_("{name} cannot be another name, since it holds a mark that stands between names.", name=name))


def _given(*skipped: str) -> tuple[Shared, ...]:
    return fields(*(field for field in noun("owner").fields.values() if field.given and field.key not in skipped))


SPECS = {
    "add": Spec(
        add,
        (
            (
                mark('reform owner add "Department of Education" --short-name Education'),
                mark("A unit and its short name."),
            ),
            (
                mark('reform owner add "A. Smith" --kind person --parent Transport --contact a.smith@example.org'),
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
            (
                mark('reform owner edit Health --other-names "Health Department,DoH"'),
                mark("Other names that mean the same."),
            ),
            (mark('reform owner edit "Deputy Mayor" --valid-to 2026-08-31'), mark("The last day in post.")),
        ),
        (OUTPUT, WRITING),
        _given,
    ),
    "show": Spec(
        show,
        (
            (mark("reform owner show Education"), mark("What the unit answers for.")),
            (mark('reform owner show "Deputy Mayor" --json'), mark("For another program.")),
        ),
    ),
    "handover": Spec(
        handover,
        (
            (
                mark('reform owner handover "A. Smith" "B. Jones" --from 2026-09-01 -o handover.xlsx'),
                mark("All open work; a list to sign."),
            ),
            (mark("reform owner handover Health Insurance --project 17"), mark("One project, from today.")),
        ),
        (OUTPUT, WRITING),
        lambda: (NEW_OWNER,),
    ),
    "merge": Spec(
        merge,
        (
            (mark("reform owner merge DoH Health"), mark("One bureau that was entered twice.")),
            (mark("reform owner merge DoH Health --dry-run"), mark("What would change.")),
        ),
        (OUTPUT, WRITING),
    ),
}
