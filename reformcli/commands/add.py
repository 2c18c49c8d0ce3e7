"""`reform add`: a project, or a milestone to one."""

from typing import Annotated

import typer

from reformcli.errors import NotPossible
from reformcli.i18n import _, mark
from reformcli.model.noun import noun
from reformcli.model.project import Project
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.new_owners import meet_owners
from reformcli.shell.options import OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import DUTIES, due, duties, entry, get_piece, tell_undated, values
from reformcli.shell.written import write
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.work import add_milestones, add_project


def run(
    context: Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help=mark("What is to be done."))],
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="REF", help=mark("Add a milestone to this project."), autocompletion=refs),
    ] = None,
) -> None:
    """Add a project with those who answer for it, or with `to` a milestone."""
    ledger = context.writable
    kind = noun("project" if to is None else "milestone")
    _refuse_foreign(context, to, kind.fields)
    named = {"title": entry(context).value(kind.fields["title"], title)}
    if to is not None:
        project = get_piece(context, to)
        if not isinstance(project, Project):
            raise NotPossible(_("A milestone belongs to a project, not to a milestone."))
        known, reading = due(context, kind, project.plan)
        write(context, "add", add_milestones(project, known | named | values(context, kind), reading))
        tell_undated(context)
        return
    book = OwnerBook(ledger.owners())
    found = {"plan": context.plan} | named | values(context, kind)
    known, reading = due(context, kind, found["plan"])
    meet_owners(context, duties(context), book)
    write(context, "add", add_project(known | found, duties(context), book, reading))
    tell_undated(context)


def _refuse_foreign(context: Context, to: str | None, known: object) -> None:
    """A milestone has no source, leader and the like; a project has no weight."""
    allowed = {*known, *([] if to else [option.name for option in DUTIES])}  # type: ignore[misc]
    for key in context.choices.given or {}:
        if key not in allowed:
            flag = next(option.flags[0] for option in _given() if option.name == key)
            what = _("A project") if to is None else _("A milestone")
            raise NotPossible(_("{what} has no {flag}.", what=what, flag=flag), hint=_("Leave it out."))


def _given() -> tuple[Shared, ...]:
    declared = {field.key: field for key in ("milestone", "project") for field in noun(key).fields.values()}
    return (*fields(*(field for field in declared.values() if field.given and field.key != "title")), *DUTIES)


SPEC = Spec(
    run,
    (
        (
            mark('reform add "Cut waiting times" --lead Health --leader "Deputy Mayor" --due "end of year"'),
            mark("Add a project; owners not yet known are added with it."),
        ),
        (mark('reform add "Sign the contract" --to 17 --due 2026-06-30'), mark("Add a milestone to project 17.")),
    ),
    (OUTPUT, WRITING),
    _given,
)
