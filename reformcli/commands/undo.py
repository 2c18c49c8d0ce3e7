"""`reform undo`: take a batch back."""

from typing import Annotated

import typer

from reformcli.errors import NotFound
from reformcli.i18n import _, in_a_line, mark, plural
from reformcli.model.noun import noun
from reformcli.reports.changes import minute
from reformcli.reports.differences import differences
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.written import told_as
from reformcli.verbs.dates import must_stay_explained
from reformcli.verbs.of_any_noun import must_leave_none_referring
from reformcli.verbs.strays import must_be_the_last_stages, must_stand_after
from reformcli.verbs.undo import must_make_no_ring, reverse

_TOLD = 10
"""How many of the changes are told one by one."""


def run(
    context: Context,
    batch: Annotated[
        int | None, typer.Argument(metavar="[BATCH]", help=mark("Number of the batch; the last one unless given."))
    ] = None,
) -> None:
    """Take back a batch, whole. The history keeps both; an undo can be undone by its number."""
    books = context.books
    number = books.last_batch() if batch is None else batch
    lines = list(books.entries(batch=number)) if number is not None else []
    if not lines or number is None:
        what = _("There is nothing to undo.") if batch is None else _("There is no batch {number}.", number=batch)
        raise NotFound(what, hint=_("See `reform history`."))
    changes = reverse(lines, lambda key, uid: next(books.find(noun(key).type, uid=uid), None))
    must_make_no_ring(changes, books)
    must_leave_none_referring(changes, books)
    must_stay_explained(changes, books)
    must_be_the_last_stages(books, changes)
    must_stand_after(books, changes, context.today)
    question = plural(
        "Take back batch {number} ({verb}, {at} UTC): {n} change?",
        "Take back batch {number} ({verb}, {at} UTC): {n} changes?",
        len(changes),
        number=number,
        verb=lines[0].verb,
        at=minute(lines[0]),
    )
    if not context.choices.dry_run and not context.ask(question, otherwise=_("Give --yes to take it back.")):
        context.say(_("Nothing was changed."))
        return
    receipt = context.apply("undo", changes, undoes=number)
    names = context.ledger.names()
    for change in changes[:_TOLD]:
        name = told_as(change.before or change.thing, names)
        if change.after is None:
            context.say(_("Removed: {name}", name=name))
        elif change.before is None:
            context.say(_("Brought back: {name}", name=name))
        else:
            back = in_a_line(differences(change.before, change.after, names))
            context.say(_("Changed back: {name}: {differences}", name=name, differences=back))
    if len(changes) > _TOLD:
        context.say(_("… and {n} more.", n=len(changes) - _TOLD))
    if not context.choices.dry_run:
        context.answer(_("Batch {number} is undone by batch {by}.", number=number, by=receipt.batch))


SPEC = Spec(
    run,
    (
        ("reform undo", mark("Take back the last change, after a question.")),
        ("reform undo 12 --yes", mark("Take back batch 12 without a question.")),
    ),
    (OUTPUT, WRITING),
)
