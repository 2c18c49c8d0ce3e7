"""What the shell completes from the ledger: refs and owners' names. A ledger that cannot be read completes nothing."""

import os
from contextlib import suppress

import typer

from reformcli.errors import ReformError
from reformcli.settings import Settings
from reformcli.shell.answer import Choices
from reformcli.shell.options import GENERAL, parameter
from reformcli.shell.run import Context

_NAMING = ("db", "today")


def _context(typed: typer.Context) -> Context:
    """A run on the ledger and the day that the command line names so far."""
    values = {option.name: typed.params.get(parameter(option)) for option in GENERAL if option.name in _NAMING}
    flags = {name: text for name, text in values.items() if text}
    return Context(Settings(os.environ, flags), Choices(quiet=True), os.environ)


def refs(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Refs that begin as typed, with titles: of open work, or after a letter of the things that it means."""
    from reformcli.model.noun import noun
    from reformcli.model.nouns import part_of, prefixes
    from reformcli.model.scope import Scope

    run = _context(context)
    with suppress(ReformError):
        if key := prefixes().get(incomplete[:1].upper()):
            kind, typed = noun(part_of(key) or key if "." in incomplete else key), incomplete.upper()
            things = ((str(kind.ref(thing)), kind.name_of(thing)) for thing in run.ledger.find(kind.type))
            return [(ref, name) for ref, name in things if ref.startswith(typed)]
        nouns = ("project", "milestone") if "." in incomplete else ("project",)
        work = ((str(piece.ref), piece.title) for piece in run.ledger.work(Scope(run.today), nouns=nouns))
        return [(ref, title) for ref, title in work if ref.startswith(incomplete)]
    return []


def refs_and_owners(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Refs that begin as typed, with titles, and owners' names."""
    names = [(name, "") for name in owner_names(context, incomplete)] if incomplete else []
    return [*refs(context, incomplete), *names]


def documents(context: typer.Context, incomplete: str) -> list[str]:
    """Documents that begin as typed and hand items down."""
    from reformcli.model.assignment import Assignment

    with suppress(ReformError):
        listed = dict.fromkeys(item.document for item in _context(context).ledger.find(Assignment))
        return [document for document in listed if document.startswith(incomplete)]
    return []


def owner_names(context: typer.Context, incomplete: str) -> list[str]:
    """Owners' names that begin as typed."""
    with suppress(ReformError):
        owners = _context(context).ledger.owners()
        return [name for owner in owners for name in owner.all_names if name.startswith(incomplete)]
    return []
