"""Titles of rows that are nearly those of open projects: the same work under another name, perhaps."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reformcli.i18n import _, in_a_line
from reformcli.merging.record import Doubt, Record
from reformcli.model.project import Project
from reformcli.model.states import DONE, DROPPED, OPEN_STATES
from reformcli.model.text import comparable
from reformcli.verbs.similar_texts import CHINESE_RATIO, SimilarTexts, likeness

_SHORTEST = 4

_UNSAID = ("改革", "工作", "项目", "任务", "事项")
"""Words, all of one length, at the end of a title that may be left out without another thing being meant."""

_COUNTING = frozenset("0123456789一二三四五六七八九十甲乙丙丁前后上下新旧")


class Nearness(NamedTuple):
    """A title of a row that is close to known ones: the row, the title, and those."""

    record: Record
    title: str
    close: tuple[str, ...]


class TitleWatch:
    """Looks at the titles of lists on their way: `near` are those close to an open project's that no project has."""

    def __init__(self, projects: Callable[[], Iterable[Project]]) -> None:
        self._projects = projects
        self._present: _Titles | None = None
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
            self._present = _Titles(self._projects())
        if not self._present.any_open or record.cells.get("code") in self._present.codes:
            return
        if close := self._present.close(comparable(title)):
            self.near.append(Nearness(record, title, tuple(close)))


class _Titles:
    """The titles and codes that a ledger has, and the titles of its open projects without what lists add to them."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._exact: set[str] = set()
        self.codes: set[str] = set()
        self._open: dict[str, str] = {}
        self._similar: SimilarTexts | None = None
        for project in projects:
            form = comparable(project.title)
            self._exact.add(form)
            if project.code:
                self.codes.add(project.code)
            if project.state in OPEN_STATES:
                self._open[_bare(form)] = project.title

    @property
    def any_open(self) -> bool:
        """Whether a project is open, so that a title may be near its own."""
        return bool(self._open)

    def close(self, form: str) -> list[str]:
        """The titles of open projects that are nearly the one of this form for comparing, at most three, the nearest
        first; none where a project has this very title."""
        if form in self._exact:
            return []
        bare = _bare(form)
        if bare in self._open:
            return [self._open[bare]]
        if len(bare) < _SHORTEST:
            return []
        if self._similar is None:
            self._similar = SimilarTexts(_COUNTING)
            for other in self._open:
                self._similar.enter(other)
        near = {other: ratio for other in self._similar.like(bare) if (ratio := _nearness(bare, other))}
        return [self._open[other] for other in sorted(near, key=lambda other: (-near[other], other))[:3]]


def _nearness(near: str, other: str) -> float:
    """How near two titles are, 1 being the same; 0 for two that are not near."""
    if min(len(near), len(other)) < _SHORTEST or abs(len(near) - len(other)) > 6:
        return 0
    return likeness(near, other, CHINESE_RATIO, _COUNTING)


def _bare(form: str) -> str:
    """A title in the form for comparing, without what lists leave out of it or add to it."""
    while len(form) > _SHORTEST and form.endswith(_UNSAID):
        form = form[: -len(_UNSAID[0])]
    return form


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
