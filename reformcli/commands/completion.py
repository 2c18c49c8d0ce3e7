"""What the shell completes from the ledger: refs and owners' names. A ledger that cannot be read completes nothing."""

import os
from contextlib import suppress

from reformcli.context import Choices, Context
from reformcli.errors import ReformError
from reformcli.settings import Settings


def _context() -> Context:
    return Context(Settings(os.environ), Choices(quiet=True), os.environ)


def refs(incomplete: str) -> list[tuple[str, str]]:
    """Refs of open work that begin as typed, with titles."""
    from reformcli.model.scope import Scope

    context = _context()
    with suppress(ReformError):
        found = context.ledger.work(Scope(context.today), milestones="." in incomplete)
        return [(work.ref, work.title) for work in found if work.ref.startswith(incomplete)]
    return []


def owner_names(incomplete: str) -> list[str]:
    """Owners' names that begin as typed."""
    with suppress(ReformError):
        return [name for owner in _context().ledger.owners() for name in owner.all_names if name.startswith(incomplete)]
    return []
