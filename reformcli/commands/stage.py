"""`reform stage`: a matter or an idea passes a stage of its process, or is sent back."""

from typing import Annotated

import typer

from reformcli.errors import NotPossible
from reformcli.i18n import _, mark
from reformcli.model.idea import Idea
from reformcli.model.matter import Matter
from reformcli.model.noun import noun_of
from reformcli.model.refs import parse
from reformcli.model.stage import NOUN, PASSED, RETURNED
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names, refs
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.processes import course_of, passes, stage_called, warn_if_early
from reformcli.shell.run import Context
from reformcli.shell.typed import on_day, said
from reformcli.shell.written import write
from reformcli.verbs.stages import Passage, record, record_through


def run(
    context: Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help=mark("Matter or idea, such as F45, I4."), autocompletion=refs)
    ],
    stage: Annotated[
        str,
        typer.Argument(metavar="STAGE", help=mark("Stage of its process, such as acceptance.")),
    ],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=mark("The day of the stage; today unless given."))
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="NAME",
            help=mark("Who passed it; its owner or the office unless given."),
            autocompletion=owner_names,
        ),
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar="TEXT", help=mark("What shows it; with --return, what was lacking.")),
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="TEXT", help=mark("Number of its paper."))
    ] = None,
    returned: Annotated[
        bool, typer.Option("--return", help=mark("It was not passed: it goes back to its owner."))
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help=mark("The required stages before it too, on the same day."))
    ] = False,
) -> None:
    """Record a stage; the state follows from the stages."""
    thing = context.ledger.get(parse(ref))
    if not isinstance(thing, Matter | Idea):
        raise NotPossible(
            _("{ref} is a {noun}, which has no stages.", ref=ref, noun=_(noun_of(thing).label)),
            hint=_("Try `reform done`."),
        )
    course = course_of(context, thing)
    rule = stage_called(course, stage)
    passage = Passage(
        rule.key,
        on_day(context, on, "--on"),
        passes(context, course, rule, by),
        said(context, NOUN, "evidence", evidence),
        said(context, NOUN, "document", document),
    )
    if not returned:
        warn_if_early(context, course, passage.on)
    if returned or not all_:
        result = RETURNED if returned else PASSED
        changes = record(thing, course.stages, course.process, passage, result=result, today=context.today)
    else:
        changes = record_through(
            thing,
            course.stages,
            course.process,
            passage,
            today=context.today,
            whole=True,
            passes=lambda before: passes(context, course, before, None),
        )
    write(context, "stage", changes)


SPEC = Spec(
    run,
    (
        (
            mark('reform stage F12 measures --evidence "plan of measures"'),
            mark("The unit has sent its measures."),
        ),
        (
            mark('reform stage F12 acceptance --return --evidence "the interface does not answer"'),
            mark("Not accepted: it goes back to its owner."),
        ),
    ),
    (OUTPUT, WRITING),
)
