"""`reform done`: take work as done, or as reported done."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun_of
from reformcli.model.project import Project
from reformcli.model.states import DONE, OPEN_STATES, REPORTED
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.pieces import PieceRefs
from reformcli.shell.run import Context
from reformcli.shell.typed import get_piece, on_day, said
from reformcli.shell.written import write
from reformcli.verbs.work import Piece, begun, finish, must_be_open


def run(
    context: Context,
    ref: PieceRefs,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=mark("The day on which it was done; today unless given."))
    ] = None,
    reported: Annotated[
        bool, typer.Option("--reported", help=mark("Its unit reports it done; the clock runs on until you verify it."))
    ] = False,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT", help=mark("What shows that it is done."))
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="NAME",
            help=mark("Of a matter: who closed it, or reported it; the office or its owner unless given."),
            autocompletion=owner_names,
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help=mark("A project's open milestones too; the missing stages of a matter."))
    ] = False,
) -> None:
    """Take each piece as done; all of them or none."""
    day = on_day(context, on, "--on")
    changes: list[Change[Thing]] = []
    pieces = [get_piece(context, text) for text in dict.fromkeys(ref)]
    for piece in pieces:
        shown = said(context, noun_of(piece), "evidence", evidence)
        if isinstance(piece, Matter):
            from reformcli.shell.processes import finish_matter  # whose rules milestones need not wait for

            must_be_open(piece)
            state = REPORTED if reported else DONE
            by_stages = finish_matter(context, piece, state, day, by=by, evidence=shown, whole=all_)
            if by_stages is not None:
                changes += by_stages
                continue
        changes += finish(
            piece,
            milestones_of(context, piece),
            day,
            today=context.today,
            reported=reported,
            evidence=shown,
            all_milestones=all_,
        )
    write(context, "done", [*changes, *begun(changes, context.ledger)])
    for sentence in closable(context, pieces) if not reported and not context.choices.dry_run else ():
        context.say(sentence)


def milestones_of(context: Context, piece: Piece) -> list[Milestone]:
    """The milestones of a project; other work has none."""
    return list(context.ledger.find(Milestone, project=piece.number)) if isinstance(piece, Project) else []


def closable(context: Context, pieces: Iterable[Piece]) -> Iterator[str]:
    """What to say of projects whose last milestones are among `pieces`, which are done: that they can be closed."""
    for number in {piece.project for piece in pieces if isinstance(piece, Milestone)}:
        if not any(one.state in OPEN_STATES for one in context.ledger.find(Milestone, project=number)):
            yield _("All milestones of {ref} are done. `reform done {ref}` closes it.", ref=number)


SPEC = Spec(
    run,
    (
        (
            mark('reform done 17.3 --on 2026-06-28 --evidence "Order 8 of 2026"'),
            mark("Verified: the third milestone of project 17 was done on that day."),
        ),
        ("reform done 17 --reported", mark("The unit says it is done; you have not seen it yet.")),
    ),
    (OUTPUT, WRITING),
)
