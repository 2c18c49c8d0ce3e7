"""Titles of rows that are nearly those of open projects: the same work under another name, perhaps."""

from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from reformcli.i18n import _
from reformcli.merging.record import Doubt, Record
from reformcli.model.project import Project
from reformcli.model.states import DONE, DROPPED, OPEN_STATES
from reformcli.model.text import comparable

_NEAR = 0.88
_SHORTEST = 4
_MOST_COMPARED = 2000
"""Among more open projects only titles that agree but for such words are sought: comparing each would take too long."""

_UNSAID = "改革工作项目任务事项"
"""Words at the end of a title that may be left out without another thing being meant."""

_COUNTING = set("0123456789一二三四五六七八九十甲乙丙丁前后上下新旧")


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
            self._look_at(record)
            yield record

    def _look_at(self, record: Record) -> None:
        title = record.cells.get("title", "")
        if record.noun != "project" or not record.office or not title or record.cells.get("state") in (DONE, DROPPED):
            return
        if self._present is None:
            self._present = _Titles(self._projects())
        if self._present.has(title, record.cells.get("code")):
            return
        if close := self._present.close(title):
            self.near.append(Nearness(record, title, tuple(close)))


class _Titles:
    """The titles and codes that a ledger has, and the titles of its open projects without what lists add to them."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._exact: set[str] = set()
        self._codes: set[str] = set()
        self._open: dict[str, str] = {}
        for project in projects:
            self._exact.add(comparable(project.title))
            if project.code:
                self._codes.add(project.code)
            if project.state in OPEN_STATES:
                self._open[_bare(project.title)] = project.title

    def has(self, title: str, code: str | None) -> bool:
        """Whether a project has this very title or code."""
        return comparable(title) in self._exact or code in self._codes

    def close(self, title: str) -> list[str]:
        """The titles of open projects that are nearly this one, at most three."""
        if not self._open:
            return []
        bare = _bare(title)
        if bare in self._open:
            return [self._open[bare]]
        if len(self._open) > _MOST_COMPARED or len(bare) < _SHORTEST:
            return []
        return [present for other, present in self._open.items() if _is_near(bare, other)][:3]


def _is_near(near: str, other: str) -> bool:
    if min(len(near), len(other)) < _SHORTEST or abs(len(near) - len(other)) > 6:
        return False
    matcher = SequenceMatcher(None, near, other, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR or matcher.ratio() < _NEAR:
        return False
    changed = "".join(near[a:b] + other[c:d] for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")
    return not _COUNTING & set(changed)


def _bare(title: str) -> str:
    """A title without what lists leave out of it or add to it."""
    form = comparable(title)
    while len(form) > _SHORTEST and (ending := next((word for word in _endings() if form.endswith(word)), "")):
        form = form.removesuffix(ending)
    return form


def _endings() -> tuple[str, ...]:
    return tuple(_UNSAID[at : at + 2] for at in range(0, len(_UNSAID), 2))


def doubts_about(near: Iterable[Nearness]) -> list[Doubt]:
    """Nearly-same titles as doubts: each is taken as a new project."""
    return [
        Doubt(
            each.record.place,
            "title",
            _(
                "{title} is nearly the same as {known}; taken as a new project.",
                title=each.title,
                known="; ".join(each.close),
            ),
        )
        for each in near
    ]
