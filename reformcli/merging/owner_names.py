"""Owners by the names that rows give them; a name not yet known is met, and becomes an owner."""

from collections.abc import Callable, Sequence

from reformcli.model.duty import KIND_OF_ROLE
from reformcli.model.owner import Owner
from reformcli.verbs.owners import OwnerBook

Meet = Callable[[str, str], None]
"""Told of a name and a role before an owner is made of it; raises where the name may be a slip."""


class OwnerNames:
    """The owners of a ledger and of an import."""

    def __init__(self, book: OwnerBook, meet: Meet) -> None:
        self.book = book
        self._meet = meet
        self._told = 0

    def number(self, name: str, role: str, *, whole: bool, person: bool = False) -> int:
        """The number of the owner that `name` means, a provisional one for a new owner: a `person`, else of the kind
        that has `role`.

        A `whole` name was alone in what it was read from. Raises UnknownOwner where it may be a slip, or means several.
        """
        if self.book.find(name) is None:
            self._meet(name, role)
        kind = "person" if person and KIND_OF_ROLE[role] == "unit" else KIND_OF_ROLE[role]
        return self.book.find_or_add(name, kind, whole=whole).number

    def fresh(self) -> Sequence[Owner]:
        """The owners made of names since this was last asked."""
        if self._told == len(self.book.added):
            return ()
        fresh = self.book.added[self._told :]
        self._told = len(self.book.added)
        return fresh
