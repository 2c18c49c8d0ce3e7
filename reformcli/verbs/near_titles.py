"""Titles so close to those of open projects that they may be the same work under another name."""

from collections.abc import Iterable

from reformcli.model.project import Project
from reformcli.model.states import OPEN_STATES
from reformcli.model.text import comparable
from reformcli.verbs.similar_texts import CHINESE_RATIO, SimilarTexts, likeness

_SHORTEST = 4

_UNSAID_BEFORE = ("推进", "深化", "加快", "加强", "开展", "实施", "全面", "深入", "持续", "扎实")
_UNSAID_BEHIND = ("改革", "建设", "工作", "项目", "任务", "事项")
"""Words, all of one length, at the beginning and the end of a title that may be left out, or stand for one another,
without another thing being meant."""

_COUNTING = frozenset("0123456789一二三四五六七八九十甲乙丙丁前后上下新旧")


class OpenTitles:
    """The titles and codes that a ledger has, and the titles of its open projects without what lists add to them."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._exact: set[str] = set()
        self.codes: set[str] = set()
        self._open: dict[str, Project] = {}
        self._similar: SimilarTexts | None = None
        for project in projects:
            form = comparable(project.title)
            self._exact.add(form)
            if project.code:
                self.codes.add(project.code)
            if project.state in OPEN_STATES:
                self._open[_bare(form)] = project

    @property
    def any_open(self) -> bool:
        """Whether a project is open, so that a title may be near its own."""
        return bool(self._open)

    def close(self, title: str) -> list[Project]:
        """The open projects whose titles are nearly `title`, at most three, the nearest first; none where a project
        has this very title."""
        form = comparable(title)
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
    while len(form) > _SHORTEST and form.endswith(_UNSAID_BEHIND):
        form = form[: -len(_UNSAID_BEHIND[0])]
    while len(form) > _SHORTEST and form.startswith(_UNSAID_BEFORE):
        form = form[len(_UNSAID_BEFORE[0]) :]
    return form
