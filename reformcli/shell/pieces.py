"""Work as it is typed: the options that projects, milestones and matters share, and what they say of one of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from reformcli.errors import NotPossible, UsageError
from reformcli.i18n import _, joined, mark
from reformcli.model.fields import Field, FieldValue, Thing
from reformcli.model.noun import Noun, noun
from reformcli.shell.completion import refs
from reformcli.shell.new_owners import owners_for
from reformcli.shell.options import Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import DUTIES, values

if TYPE_CHECKING:
    from reformcli.verbs.owners import OwnerBook

PieceRef = Annotated[
    str,
    typer.Argument(metavar="REF", help=mark("Project (17), milestone (17.3) or matter (F45)."), autocompletion=refs),
]
PieceRefs = Annotated[
    list[str],
    typer.Argument(
        metavar="REF",
        help=mark("Project (17), milestone (17.3) or matter (F45); several at once."),
        autocompletion=refs,
    ),
]
"""The argument by which a command takes one piece of work, or several."""

_KINDS_OF_PROJECT = (
    Shared("assigned", ("--assigned",), mark("A project handed down from above."), None, mark("Fields")),
    Shared("chosen", ("--chosen",), mark("A project of the office's own choice."), None, mark("Fields")),
)
_OF_MATTERS = {"lead": "owner", "supporting": "supporting"}
"""Who answers for a matter and who helps: the role that is typed, and the field that holds it."""


def options(*left_out: str) -> Callable[[], tuple[Shared, ...]]:
    """The options that say what a project, a milestone or a matter holds, without the fields `left_out`."""

    def declared() -> tuple[Shared, ...]:
        from reformcli.model.duty import ROLES

        by_key: dict[str, Field] = {}
        for kind in (noun("project"), noun("milestone"), noun("matter")):
            for key in [key for key in kind.fields if key in _typed(kind) - {*left_out, *ROLES}]:
                by_key.setdefault(key, kind.fields[key])
        return (*fields(*by_key.values()), *_KINDS_OF_PROJECT, *DUTIES)

    return declared


def must_fit(context: Context, kind: Noun[Thing], what: str) -> None:
    """Raise NotPossible where an option was given that says nothing of a noun; `what` is a thing of it, in words."""
    typed = {*_typed(kind), "new_owner"}
    for key in context.choices.options:
        if key not in typed:
            flag = next(option.flags[0] for option in options()() if option.name == key)
            hint = _("A milestone is added to a project with --to.") if key == "project" else _("Leave it out.")
            raise NotPossible(_("{what} has no {flag}.", what=what, flag=flag.partition("/")[0]), hint=hint)


def values_of(context: Context, kind: Noun[Thing], book: "OwnerBook") -> dict[str, FieldValue]:
    """The values typed for a piece of work of a noun, but for its due date: see `due`."""
    from reformcli.values import split_names

    given = context.choices.options
    if kind.key == "matter":
        roles = {field: given[role] for role, field in _OF_MATTERS.items() if role in given}
        if len(split_names(roles.get("owner", ""))) > 1:
            raise NotPossible(_("One owner answers for a matter."), hint=_("Name those who help with --with."))
        owners = {key: owners_for(context, kind, kind.fields[key], text, book) for key, text in roles.items()}
        return {**values(context, kind, book), **owners}
    chosen = [option.name for option in _KINDS_OF_PROJECT if option.name in given]
    if len(chosen) > 1:
        raise UsageError(_("Only one of {flags} can be given.", flags=joined(f"--{code}" for code in chosen)))
    return {**values(context, kind, book), **({"kind": chosen[0]} if chosen else {})}


def _typed(kind: Noun[Thing]) -> set[str]:
    """The names of the options that say something of a piece of work of a noun."""
    from reformcli.model.duty import ROLES

    keys = {field.key for field in kind.fields.values() if field.entered}
    if kind.key == "project":
        return {*keys, *ROLES, "assigned", "chosen"} - {"kind"}
    return {*keys, *_OF_MATTERS} - {"source"} if kind.key == "matter" else keys
