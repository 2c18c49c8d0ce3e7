"""What the shell completes from the ledger: refs and owners' names. A ledger that cannot be read completes nothing."""

import os
from contextlib import suppress

from reformcli.errors import ReformError
from reformcli.settings import Settings
from reformcli.shell.answer import Choices
from reformcli.shell.run import Context


def _context() -> Context:
    return Context(Settings(os.environ), Choices(quiet=True), os.environ)


def refs(incomplete: str) -> list[tuple[str, str]]:
    """Refs that begin as typed, with titles: of open work, or after a letter of the things that it means."""
    from reformcli.model.noun import noun
    from reformcli.model.nouns import part_of, prefixes
    from reformcli.model.scope import Scope

    context = _context()
    with suppress(ReformError):
        if key := prefixes().get(incomplete[:1].upper()):
            kind, typed = noun(part_of(key) or key if "." in incomplete else key), incomplete.upper()
            things = ((str(kind.ref(thing)), kind.name_of(thing)) for thing in context.ledger.find(kind.type))
            return [(ref, name) for ref, name in things if ref.startswith(typed)]
        nouns = ("project", "milestone") if "." in incomplete else ("project",)
        work = ((str(piece.ref), piece.title) for piece in context.ledger.work(Scope(context.today), nouns=nouns))
        return [(ref, title) for ref, title in work if ref.startswith(incomplete)]
    return []


def refs_and_owners(incomplete: str) -> list[tuple[str, str]]:
    """Refs that begin as typed, with titles, and owners' names."""
    return [*refs(incomplete), *((name, "") for name in owner_names(incomplete))] if incomplete else refs(incomplete)


def documents(incomplete: str) -> list[str]:
    """Documents that begin as typed and hand items down."""
    from reformcli.model.assignment import Assignment

    with suppress(ReformError):
        named = dict.fromkeys(item.document for item in _context().ledger.find(Assignment))
        return [document for document in named if document.startswith(incomplete)]
    return []


def owner_names(incomplete: str) -> list[str]:
    """Owners' names that begin as typed."""
    with suppress(ReformError):
        return [name for owner in _context().ledger.owners() for name in owner.all_names if name.startswith(incomplete)]
    return []
