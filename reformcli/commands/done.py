"""`reform done`: take work as done, or as reported done."""

from typing import Annotated

import typer

from reformcli.commands.completion import refs
from reformcli.commands.entering import get_piece, on_day, write
from reformcli.commands.shell import OUTPUT, WRITING, Spec
from reformcli.context import Context
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.project import Project
from reformcli.model.states import OPEN_STATES
from reformcli.verbs.work import finish


def run(
    context: Context,
    ref: Annotated[
        list[str],
        typer.Argument(
            metavar="REF", help=mark("Project (17) or milestone (17.3); several at once."), autocompletion=refs
        ),
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=mark("The day on which it was done; today unless given."))
    ] = None,
    reported: Annotated[
        bool, typer.Option("--reported", help=mark("Its unit reports it done; the clock runs on until you verify it."))
    ] = False,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT", help=mark("What shows that it is done."))
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help=mark("A project's open milestones too."))] = False,
) -> None:
    """Take each piece as done; all of them or none."""
    day = on_day(context, on, "--on")
    changes: list[Change] = []
    touched: set[int] = set()
    for piece in [get_piece(context, text) for text in dict.fromkeys(ref)]:
        steps = list(context.ledger.find("milestone", project=piece.number)) if isinstance(piece, Project) else []
        changes += finish(
            piece, steps, day, today=context.today, reported=reported, evidence=evidence, all_milestones=all_
        )
        if not isinstance(piece, Project):
            touched.add(piece.project)
    write(context, "done", changes)
    for number in touched if not reported and not context.choices.dry_run else ():
        if not any(step.state in OPEN_STATES for step in context.ledger.find("milestone", project=number)):
            context.say(_("All milestones of {ref} are done. `reform done {ref}` closes it.", ref=number))


SPEC = Spec(
    run,
    (
        (
            "reform done 17.3 --on 2026-06-28 --evidence 县政办发〔2026〕8号",
            mark("Verified: the third milestone of project 17 was done on that day."),
        ),
        ("reform done 17 --reported", mark("The unit says it is done; you have not seen it yet.")),
    ),
    (OUTPUT, WRITING),
)
