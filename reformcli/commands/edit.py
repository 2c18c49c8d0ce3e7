"""`reform edit`: change a project or milestone."""

from typing import Annotated

import typer

from reformcli.errors import NotPossible, UsageError
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.noun import noun, noun_of
from reformcli.model.project import Project
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.new_owners import meet_owners
from reformcli.shell.options import OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import DUTIES, due, duties, get_piece, plan_of, values
from reformcli.shell.written import write
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.work import change_duties, edit


def run(
    context: Context,
    ref: Annotated[
        list[str],
        typer.Argument(
            metavar="REF", help=mark("Project (17) or milestone (17.3); several at once."), autocompletion=refs
        ),
    ],
) -> None:
    """Change fields of projects and milestones, and who answers for projects from today."""
    if not context.choices.given:
        raise UsageError(_("Nothing to change was given."), hint=_("See `reform edit --help`."))
    named = duties(context)
    book = OwnerBook(context.ledger.owners() if named else ())
    meet_owners(context, named, book)
    changes: list[Change] = []
    for piece in [get_piece(context, text) for text in dict.fromkeys(ref)]:
        kind = noun_of(piece)
        for key in context.choices.given:
            if key not in kind.fields and key not in named and key != "new_owner":
                raise NotPossible(
                    _("{ref} is a {noun}, which has no {field}.", ref=kind.ref(piece), noun=_(kind.label), field=key)
                )
        known, _reading = due(context, kind, plan_of(context, piece))
        changes += edit(piece, known | values(context, kind))
        if named:
            if not isinstance(piece, Project):
                raise NotPossible(_("Duties are a project's, not a milestone's."))
            present = list(context.ledger.find("duty", project=piece.number))
            changes += change_duties(piece, present, named, book, context.today)
            book.added.clear()
    write(context, "edit", changes)


def _given() -> tuple[Shared, ...]:
    declared = {field.key: field for key in ("milestone", "project") for field in noun(key).fields.values()}
    return (*fields(*(field for field in declared.values() if field.given)), *DUTIES)


SPEC = Spec(
    run,
    (
        (
            mark('reform edit 17 --state started --goal "one waiting list for the county"'),
            mark("Project 17 is in hand, and its goal."),
        ),
        (
            mark("reform edit 17 --lead Insurance"),
            mark("From today another unit leads; until yesterday it was the old one."),
        ),
    ),
    (OUTPUT, WRITING),
    _given,
)
