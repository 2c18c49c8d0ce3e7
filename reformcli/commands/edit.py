"""`reform edit`: change a project, milestone or matter."""

from datetime import date
from typing import Annotated

import typer

from reformcli.deadlines import Reading
from reformcli.errors import NotPossible, UsageError
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.duty import Duty
from reformcli.model.extension import NOUN as EXTENSION
from reformcli.model.extension import Extension
from reformcli.model.fields import FieldValue, Thing, value_in
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
from reformcli.shell.typed import due, duties, entry, get_piece, must_exist, plan_of, tell_of_due_dates
from reformcli.shell.written import write
from reformcli.verbs.dates import correct, outside
from reformcli.verbs.duties import change_duties
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.strays import must_fit_its_stages
from reformcli.verbs.work import Piece, begun, edit


def run(
    context: Context,
    ref: PieceRefs,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="REF", help=mark("What the matter comes from."), autocompletion=refs),
    ] = None,
    correct_: Annotated[
        str | None,
        typer.Option(
            "--correct",
            metavar="TEXT",
            help=mark("With --due: the date was a slip of the pen. Not once it was extended or has passed."),
        ),
    ] = None,
) -> None:
    """Change fields of projects, milestones and matters, and who answers: for projects from today on."""
    if not context.choices.options and source is None:
        raise UsageError(_("Nothing to change was given."), hint=_("See `{path} --help`.", path="reform edit"))
    if correct_ is not None and not context.choices.options.get("due", "").strip():
        raise UsageError(_("--correct puts a due date right."), hint=_("Give the right one with --due."))
    book = OwnerBook(context.ledger.owners())
    pieces = {ref_of(piece): piece for piece in [get_piece(context, text) for text in ref]}
    edited = [change for piece in pieces.values() for change in _edited(context, piece, book, source, correct_)]
    changes = [*book.changes(), *edited]
    must_exist(context, changes)
    write(context, "edit", [*changes, *begun(changes, context.ledger)])
    for change in changes:
        if isinstance(change.after, Extension):
            context.say(_("{ref}: a slip of the pen put right; it counts as no extension.", ref=change.after.about))
    tell_of_due_dates(context, changes)
    for sentence in outside(changes, context.ledger):
        context.warn(sentence)


def _edited(
    context: Context, piece: Piece, book: OwnerBook, source: str | None, correction: str | None
) -> list[Change[Thing]]:
    """The changes of one piece of work, of its due date and of who answers for it; `book` holds owners that are new."""
    kind = noun_of(piece)
    must_fit(context, kind, _("{ref}, a {noun},", ref=ref_of(piece), noun=_(kind.label)))
    values = values_of(context, kind, book) | _source(context, piece, source)
    opened = value_in({"opened": piece.opened, **values}, "opened", date) if isinstance(piece, Matter) else None
    dated, reading = due(context, kind, plan_of(context, piece), base=opened)
    edited: Piece = piece
    kept: list[Change[Thing]] = []
    if correction is None:
        values = dated | values
    elif reading is not None:
        edited, *kept = _corrected(context, piece, reading, correction)
    made = edit(
        edited,
        values,
        today=context.today,
        milestones=context.ledger.find(Milestone),
        matters=context.ledger.find(Matter),
    )
    after = made[0].after if made else edited
    if isinstance(after, Matter) and after != piece:
        must_fit_its_stages(context.ledger, after, context.today)
    answering = _duties(context, piece, book) if isinstance(piece, Project) else []
    return [*([Change(piece, after)] if after != piece else []), *kept, *answering]


def _corrected(context: Context, piece: Piece, reading: Reading, reason: str) -> tuple[Piece, Change[Thing]]:
    """A piece of work with its due date put right, and what is kept of that."""
    words = entry(context).text(EXTENSION.fields["reason"], reason) or ""
    moves = context.ledger.find(Extension, about=ref_of(piece))
    after, kept = correct(piece, reading, words, context.actor, moves, today=context.today)
    return after, kept


def _source(context: Context, piece: Piece, text: str | None) -> dict[str, FieldValue]:
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
