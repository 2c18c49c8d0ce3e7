"""`reform edit`: change a project, milestone or matter."""

from typing import Annotated, Any

import typer

from reformcli.errors import NotPossible, UsageError
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.duty import Duty
from reformcli.model.fields import Thing
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import parse
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.new_owners import meet_owners
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.pieces import PieceRefs, must_fit, options, values_of
from reformcli.shell.run import Context
from reformcli.shell.typed import due, duties, get_piece, must_exist, plan_of
from reformcli.shell.written import write
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.work import Piece, change_duties, edit


def run(
    context: Context,
    ref: PieceRefs,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="REF", help=mark("What the matter comes from."), autocompletion=refs),
    ] = None,
) -> None:
    """Change fields of projects, milestones and matters, and who answers: for projects from today on."""
    if not context.choices.given and source is None:
        raise UsageError(_("Nothing to change was given."), hint=_("See `{path} --help`.", path="reform edit"))
    book = OwnerBook(context.ledger.owners())
    changes: list[Change[Thing]] = []
    for piece in {ref_of(piece): piece for piece in [get_piece(context, text) for text in ref]}.values():
        kind = noun_of(piece)
        must_fit(context, kind, _("{ref}, a {noun},", ref=ref_of(piece), noun=_(kind.label)))
        values = due(context, kind, plan_of(context, piece))[0] | values_of(context, kind, book)
        changes += book.changes()
        book.added.clear()
        changes += edit(
            piece,
            values | _source(context, piece, source),
            today=context.today,
            milestones=context.ledger.find(Milestone),
            matters=context.ledger.find(Matter),
        )
        if isinstance(piece, Project):
            changes += _duties(context, piece, book)
            book.added.clear()
    must_exist(context, changes)
    write(context, "edit", changes)


def _source(context: Context, piece: Piece, text: str | None) -> dict[str, Any]:
    """What a matter comes from, where it was typed; nothing any more where it is blank."""
    if text is None:
        return {}
    if not isinstance(piece, Matter):
        raise NotPossible(_("Only a matter comes from another thing."), hint=_("Leave out --from."))
    return {"source": parse(text) if text.strip() else None}


def _duties(context: Context, project: Project, book: OwnerBook) -> list[Change[Thing]]:
    """The changes of who answers for a project."""
    named = duties(context)
    if not named:
        return []
    meet_owners(context, named, book)
    return change_duties(project, list(context.ledger.find(Duty, project=project.number)), named, book, context.today)


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
    options(),
)
