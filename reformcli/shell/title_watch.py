"""Titles of rows that are nearly those of open projects, found as the rows go by."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reformcli.i18n import _, in_a_line
from reformcli.merging.record import Doubt, Record
from reformcli.model.project import Project
from reformcli.model.states import DONE, DROPPED
from reformcli.verbs.near_titles import OpenTitles


class Nearness(NamedTuple):
    """A title of a row that is close to known ones: the row, the title, and those."""

    record: Record
    title: str
    close: tuple[str, ...]


class TitleWatch:
    """Looks at the titles of lists on their way: `near` are those close to an open project's that no project has."""

    def __init__(self, projects: Callable[[], Iterable[Project]]) -> None:
        self._projects = projects
        self._present: OpenTitles | None = None
        self.near: list[Nearness] = []

    def through(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records as they are."""
        for record in records:
            if record.office and record.noun == "project":
                self._look_at(record)
            yield record

    def _look_at(self, record: Record) -> None:
        title = record.cells.get("title", "")
        if not title or record.cells.get("state") in (DONE, DROPPED):
            return
        if self._present is None:
            self._present = OpenTitles(self._projects())
        if not self._present.any_open or record.cells.get("code") in self._present.codes:
            return
        if close := self._present.close(title):
            self.near.append(Nearness(record, title, tuple(project.title for project in close)))


def doubts_about(near: Iterable[Nearness]) -> list[Doubt]:
    """Nearly-same titles as doubts: each is taken as a new project."""
    return [
        Doubt(
            each.record.place,
            "title",
            _(
                "{title} is nearly the same as {known}; taken as a new project.",
                title=each.title,
                known=in_a_line(each.close),
            ),
        )
        for each in near
    ]
