"""`reform owner`: who answers."""

from collections.abc import Iterable
from typing import Annotated

import typer

from reformcli.i18n import _, joined, mark, plural, typed_words
from reformcli.model.change import Change
from reformcli.model.duty import Duty
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.matter import Matter
from reformcli.model.owner import CATEGORIES, KINDS, Owner
from reformcli.model.project import Project
from reformcli.model.states import OPEN_STATES
from reformcli.model.text import for_shell
from reformcli.reports.handover import handover as handover_list
from reformcli.reports.tables import owner_list
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names, refs
from reformcli.shell.filters import question
from reformcli.shell.new_owners import NEW_OWNER, meet_owner
from reformcli.shell.noun_commands import Rules
from reformcli.shell.options import FILTERS, OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.typed import get_piece, on_day
from reformcli.shell.words import Words
from reformcli.shell.written import write
from reformcli.verbs.handover import hand_over, named_projects, waiting
from reformcli.verbs.owner_merge import names_lost, unite
from reformcli.verbs.owners import OwnerBook, add_owner, edit_owner


class OwnerRules(Rules[Owner]):
    """An owner's names are its own alone, and it is part of no part of itself."""

    def add(self, values: FieldValues) -> list[Change[Thing]]:
        """Add an owner."""
        self._tell_new_class(values)
        return add_owner(values, self.book)

    def edit(self, thing: Owner, values: FieldValues) -> list[Change[Thing]]:
        """Change an owner."""
        self._tell_new_class(values)
        changes = edit_owner(thing, values, self.book)
        for change in changes:
            if isinstance(change.after, Owner):
                self.book.change(thing, change.after)
                if "valid_to" in values:
                    self._tell_what_stays(change.after)
        return changes

    def _tell_what_stays(self, owner: Owner) -> None:
        """Say, once it is written, how much open work still falls to an owner after its last day in post."""
        ledger, last = self.context.ledger, owner.valid_to
        if last is None:
            return
        going_on = {project.number for project in ledger.find(Project) if project.state in OPEN_STATES}
        duties = [duty for duty in ledger.find(Duty, owner=owner.number) if not duty.valid_to or duty.valid_to > last]
        staying = {duty.project for duty in duties} & going_on
        matters = [matter for matter in ledger.find(Matter, owner=owner.number) if matter.state in OPEN_STATES]
        if count := len(staying) + len(matters):
            told = plural(
                "{n} open project or matter still falls to {name} then: `reform owner handover {typed} NEW`.",
                "{n} open projects and matters still fall to {name} then: `reform owner handover {typed} NEW`.",
                count,
                name=owner.name,
                typed=for_shell(owner.name),
            )
            self.context.announce(told)

    def _tell_new_class(self, values: FieldValues) -> None:
        """Say, once it is written, that no other unit is compared with an owner: its class may be a slip."""
        name = values.get("category")
        classes = dict.fromkeys(owner.category for owner in self.context.ledger.owners() if owner.category)
        if name and name not in classes and name not in CATEGORIES:
            words = joined([*typed_words(CATEGORIES), *(word for word in classes if word not in CATEGORIES)])
            self.context.announce(_("{name} is a class of its own so far; there are: {words}.", name=name, words=words))


def listed(
    context: Context,
    kind: Annotated[
        str | None,
        typer.Option("--owner-kind", metavar="WORD", click_type=Words(KINDS), help=mark("Only owners of one kind.")),
    ] = None,
) -> None:
    """List owners with how much open work they answer for."""
    context.show(owner_list(context.ledger, question(context), kind))


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
    """Move open work, matters too, from one owner to another, and print the list that both sign.

    What is finished stays with who did it.
    """
    ledger = context.ledger
    book = OwnerBook(ledger.owners())
    before = book.get(old)
    if book.find(new) is None:
        meet_owner(context, new, before.kind, book)
    after = book.find_or_add(new, before.kind)
    asked, day = question(context), on_day(context, start, "--from")
    named = named_projects(get_piece(context, text) for text in project or ())
    # What is open now, whatever day counts as today: on an earlier one work was open that is finished meanwhile.
    chosen = named or {one.number for one in ledger.find(Project) if one.state in OPEN_STATES}
    held = (*ledger.find(Matter, owner=before.number), *ledger.find(Matter, supporting=before.number))
    matters = [one for one in {one.number: one for one in held}.values() if not project or one.project in chosen]
    changes = hand_over(
        before,
        after,
        day,
        projects=chosen,
        duties=ledger.find(Duty, owner=before.number),
        own=ledger.find(Duty, owner=after.number),
        matters=matters,
        today=context.today,
        asked=named,
    )
    later = waiting(matters, day, context.today)
    signed = handover_list(ledger, asked, before, after, day, changes, later)
    context.claim(signed)
    context.apply("owner handover", [*book.changes(), *changes])
    context.show(signed)
    for added in book.added:
        context.say(_("New {kind}: {name}", kind=_(KINDS[added.kind]), name=added.name))
    if day < context.today:
        context.say(_("What fell due from {day} on counts as work of {new}.", day=day, new=after.name))
    if not context.choices.dry_run:
        _say_what_went(context, before, after, changes)
    if later:
        context.say(
            plural(
                "{n} matter stays with {old} until then: hand over again on {day} or later.",
                "{n} matters stay with {old} until then: hand over again on {day} or later.",
                len(later),
                old=before.name,
                day=day,
            )
        )


def _say_what_went(context: Context, old: Owner, new: Owner, changes: Iterable[Change[Thing]]) -> None:
    """Tell how many projects and matters a handover moved; nothing of what there is none."""
    held = [change.before for change in changes]
    projects = {duty.project for duty in held if isinstance(duty, Duty) and duty.owner == old.number}
    matters = sum(isinstance(thing, Matter) for thing in held)
    counted = [
        *([plural("{n} project", "{n} projects", len(projects))] if projects else []),
        *([plural("{n} matter", "{n} matters", matters)] if matters else []),
    ]
    if counted:
        what = _("{first} and {second}", first=counted[0], second=counted[1]) if counted[1:] else counted[0]
        context.say(
            plural(
                "{what} goes from {old} to {new}.",
                "{what} go from {old} to {new}.",
                len(projects) + matters,
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
    if not context.choices.dry_run:
        if before.name in lost:
            context.say(_("{old} and {new} are one now.", old=before.name, new=after.name))
        else:
            context.say(_("{old} is another name of {new} now.", old=before.name, new=after.name))
    for name in lost:
        context.warn(_("{name} cannot be another name, since it holds a mark that stands between names.", name=name))


RULES = OwnerRules

SPECS = {
    "list": Spec(
        listed,
        (
            ("reform owner list --owner-kind leader", mark("Leaders and what they answer for.")),
            ("reform owner list --plan 2026 --csv", mark("Everyone in this plan year, for a spreadsheet.")),
        ),
        (FILTERS, OUTPUT),
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
