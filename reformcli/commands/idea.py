"""`reform idea`: small reforms, from the application to the project that one becomes."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from reformcli.i18n import _, mark, plural
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing, value_in
from reformcli.model.idea import NOUN, PROCESS, Idea
from reformcli.model.noun import ref_of
from reformcli.model.project import NOUN as PROJECT
from reformcli.model.stage import Stage
from reformcli.rulebook import in_force
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.new_owners import meet_owners
from reformcli.shell.noun_commands import Rules
from reformcli.shell.options import OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import DUTIES, due, duties, get_thing, must_exist, values
from reformcli.shell.written import write
from reformcli.verbs.ideas import add_idea, edit_idea, must_be_promotable, promote
from reformcli.verbs.of_any_noun import remove_things
from reformcli.verbs.owners import OwnerBook


class IdeaEntries(Rules[Idea]):
    """An idea is applied for, and its days follow one another; its state follows from its stages."""

    def add(self, values: FieldValues) -> list[Change[Thing]]:
        """Apply for an idea."""
        opened = value_in(values, "opened", date) or self.context.today
        return add_idea(values, in_force(self.context.ledger, opened).process.get(PROCESS, ()), self.context.today)

    def edit(self, thing: Idea, values: FieldValues) -> list[Change[Thing]]:
        """Change what it says, or give its trial another end."""
        return edit_idea(thing, values, self.context.today)

    def remove(self, things: Sequence[Idea]) -> list[Change[Thing]]:
        """Take ideas out, with their stages, which are nothing without them."""
        ledger = self.context.ledger
        stages = [stage for idea in things for stage in ledger.find(Stage, about=ref_of(idea))]
        return remove_things([*stages, *things], ledger)

    def base(self, values: FieldValues) -> date | None:
        """Words about the end of the trial count from its first day, or from the day it was applied for."""
        return value_in(values, "start", date) or value_in(values, "opened", date)


def promote_idea(
    context: Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help=mark("Which idea, such as I4."), autocompletion=refs)],
) -> None:
    """Make a project of an idea that was evaluated; its owner leads it unless another is named."""
    idea = get_thing(context, ref, NOUN)
    must_be_promotable(idea)
    book = OwnerBook(context.writable.owners())
    typed = {"plan": context.plan, "source": _(NOUN.label), **values(context, PROJECT, book)}
    limit, reading = due(context, PROJECT, value_in(typed, "plan", int))
    answering = duties(context)
    meet_owners(context, answering, book)
    answering.setdefault("lead", (context.ledger.names()[idea.owner],))
    changes = promote(idea, limit | typed, answering, book, reading)
    must_exist(context, changes)
    write(context, "idea promote", changes)
    stages = sum(1 for _stage in context.ledger.find(Stage, about=ref_of(idea)))
    context.say(
        plural(
            "From {ref}, which keeps its {n} stage.",
            "From {ref}, which keeps its {n} stages.",
            stages,
            ref=ref_of(idea),
        )
    )


def _options() -> tuple[Shared, ...]:
    keys = ("title", "plan", "source", "theme", "key", "goal", "result", "policy_basis", "start", "due")
    return (*fields(*(PROJECT.fields[key] for key in keys)), *DUTIES)


RULES = IdeaEntries

SPECS = {
    "promote": Spec(
        promote_idea,
        (
            (mark("reform idea promote I4 --lead Transport --due 2026-12-31"), mark("A project that it becomes.")),
            ("reform idea promote I4 --plan 2027 --dry-run", mark("What would be recorded, in next year's plan.")),
        ),
        (OUTPUT, WRITING),
        _options,
    ),
}
