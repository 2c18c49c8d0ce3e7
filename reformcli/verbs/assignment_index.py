"""When two items of documents are the same."""

from collections.abc import Iterable

from reformcli.model.assignment import Assignment
from reformcli.model.text import comparable


class AssignmentIndex:
    """Items, found again by document, number and title. Width, case, spaces and punctuation make no difference."""

    def __init__(self, items: Iterable[Assignment] = ()) -> None:
        self._titled: dict[tuple[str, str], list[Assignment]] = {}
        self._numbered: dict[tuple[str, str], list[Assignment]] = {}
        for item in items:
            self.enter(item)

    def enter(self, item: Assignment) -> None:
        """Know `item` from now on."""
        self._titled.setdefault(_titled(item.document, item.title), []).append(item)
        self._numbered.setdefault(_titled(item.document, item.item or ""), []).append(item)

    def leave(self, item: Assignment) -> None:
        """Forget `item`."""
        for items in (
            self._titled.get(_titled(item.document, item.title), []),
            self._numbered.get(_titled(item.document, item.item or ""), []),
        ):
            items[:] = [other for other in items if other.number != item.number]

    def same(self, document: str, item: str | None, title: str, *, renumbered: bool = False) -> Assignment | None:
        """The item of `document` with the same title and number, or None.

        Where it may be `renumbered`, the only item of the document with that title is the same whatever its number.
        """
        titled = self._titled.get(_titled(document, title), [])
        exact = [other for other in titled if comparable(other.item or "") == comparable(item or "")]
        return exact[0] if exact else titled[0] if renumbered and len(titled) == 1 else None

    def numbered(self, document: str, item: str | None) -> list[Assignment]:
        """The items of `document` with this number; none where it is blank."""
        return self._numbered.get(_titled(document, item), []) if item else []


def _titled(document: str, text: str) -> tuple[str, str]:
    return comparable(document), comparable(text) or text
