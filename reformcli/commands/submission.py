"""`reform submission`: what was sent up, and who took it."""

from typing import Annotated

import typer

from reformcli.errors import NotPossible, UsageError
from reformcli.i18n import _, mark
from reformcli.model.adoption import NOUN as ADOPTION
from reformcli.model.adoption import Adoption
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.noun import ref_of
from reformcli.model.refs import parse
from reformcli.model.submission import Submission
from reformcli.model.text import comparable
from reformcli.rulebook import in_force
from reformcli.scoring.points import gains, in_figures
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.noun_commands import Rules
from reformcli.shell.options import OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import must_exist, values
from reformcli.shell.written import write
from reformcli.verbs.submissions import add_adoption, add_submission, edit_adoption, edit_submission


class SubmissionEntries(Rules[Submission]):
    """A submission was sent on a day that has come, or is commissioned and still to be sent."""

    def add(self, values: FieldValues) -> list[Change[Thing]]:
        """Record what was sent up, or commissioned; one that a writer has under that title of another day is told."""
        changes = add_submission(values, self.context.today)
        made = changes[0].thing
        assert isinstance(made, Submission)
        for other in self.context.ledger.find(Submission):
            alike = comparable(other.title) == comparable(made.title) and set(other.writers) & set(made.writers)
            if alike and (other.title, other.owner, other.date) != (made.title, made.owner, made.date):
                self.context.warn(_("{ref} has this title and writer too.", ref=ref_of(other)))
        return changes

    def edit(self, thing: Submission, values: FieldValues) -> list[Change[Thing]]:
        """Correct what was recorded, or give the day on which it was sent."""
        adoptions = self.context.ledger.find(Adoption, submission=thing.number)
        return edit_submission(thing, values, adoptions, self.context.today)


def adopted(
    context: Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help=mark("The submission (S88) that was adopted, or an adoption (S88.1)."),
            autocompletion=refs,
        ),
    ],
) -> None:
    """Record who printed a submission, sent it on or wrote an instruction on it, or correct that."""
    thing = context.ledger.get(parse(ref))
    if not isinstance(thing, Submission | Adoption):
        raise NotPossible(_("{ref} is neither a submission nor an adoption.", ref=ref_of(thing)))
    number = thing.number if isinstance(thing, Submission) else thing.submission
    submission = context.ledger.get_of(Submission, number)
    others = list(context.ledger.find(Adoption, submission=number))
    typed = values(context, ADOPTION)
    if isinstance(thing, Submission):
        changes = add_adoption(thing, typed, others, context.today)
    elif not typed:
        path = "reform submission adopted"
        raise UsageError(_("Nothing to change was given."), hint=_("See `{path} --help`.", path=path))
    else:
        changes = edit_adoption(thing, submission, typed, others, context.today)
    must_exist(context, changes)
    receipt = write(context, "submission adopted", changes)
    for after in receipt.things:
        if isinstance(after, Adoption):
            context.say(_worth(context, submission, after, others))


def _worth(context: Context, submission: Submission, adoption: Adoption, others: list[Adoption]) -> str:
    """What an adoption brings, in a sentence."""
    every = [other for other in others if other.number != adoption.number] + [adoption]
    every_gain = gains(submission, every, lambda day: in_force(context.ledger, day).submission)
    gain = next(gain for gain in every_gain if gain.adoption is adoption)
    if gain.worth is None:
        return _("Its level is not known: it brings no points.")
    facts = {"points": in_figures(gain.points), "worth": in_figures(gain.worth)}
    if gain.points != gain.worth:
        return _("{points} points for each writer: it is worth {worth}, and the highest counts.", **facts)
    return _("{points} points for each writer.", **facts)


def _options() -> tuple[Shared, ...]:
    return fields(*(field for field in ADOPTION.fields.values() if field.entered))


RULES = SubmissionEntries

SPECS = {
    "adopted": Spec(
        adopted,
        (
            (
                mark('reform submission adopted S88 --level province --journal "Reform News" --issue 31'),
                mark("A journal of the province printed it; its points are told."),
            ),
            (
                mark('reform submission adopted S88 --level city --kind instruction --by "the mayor"'),
                mark("A leader wrote an instruction on it; `reform add --from S88.2` makes a matter of that."),
            ),
        ),
        (OUTPUT, WRITING),
        _options,
    ),
}
