"""Projects by title, for rows that name one in words."""

from collections.abc import Iterable

from reformcli.errors import NotFound
from reformcli.i18n import _
from reformcli.model.project import Project
from reformcli.model.states import DROPPED
from reformcli.model.text import comparable


class Titles:
    """The titles of the projects of a ledger."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._numbers: dict[str, int] = {}
        self._same: dict[tuple[int | None, str], list[int]] = {}
        for project in projects:
            self._numbers[project.title] = project.number
            if project.state != DROPPED:
                self._same.setdefault((project.plan, comparable(project.title)), []).append(project.number)

    def number(self, title: str) -> int:
        """The number of the project with exactly this title. Raises NotFound."""
        if title not in self._numbers:
            raise NotFound(_("There is no project {title}.", title=title))
        return self._numbers[title]

    def carrier(self, title: str, plan: int | None) -> int | None:
        """The number of the one project of a plan year, not dropped, whose title is the same as an item's.

        None where there is none, or more than one. See `comparable` for what makes no difference.
        """
        numbers = self._same.get((plan, comparable(title)), [])
        return numbers[0] if len(numbers) == 1 else None
