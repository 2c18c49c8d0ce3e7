"""What `reform import` asks on a terminal: one question, one key; what it does with the answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reformcli.i18n import _, plural
from reformcli.importers.sheets.layout import KEEP, MOVING
from reformcli.importers.sheets.saying import named
from reformcli.importers.sheets.understood import TableReading
from reformcli.importers.sheets.vocabulary import normal
from reformcli.merging.record import Doubt, Record
from reformcli.model.duty import KIND_OF_ROLE
from reformcli.model.project import Project
from reformcli.model.states import DONE, DROPPED, OPEN_STATES, STATES
from reformcli.model.text import comparable
from reformcli.shell.run import Context
from reformcli.verbs.owners import OwnerBook

SAME, NEW, SKIP = "same", "new", "skip"
"""What a name or title close to a known one may be: the known one, another one, or a row to leave out."""

_NEAR = 0.88
_SHORTEST = 4
_MOST_COMPARED = 2000
"""Among more open projects only titles that agree but for such words are sought: comparing each would take too long."""

_UNSAID = "改革工作项目任务事项"
"""Words at the end of a title that may be left out without another thing being meant."""

_COUNTING = set("0123456789一二三四五六七八九十甲乙丙丁前后上下新旧")


class Answers(NamedTuple):
    """What a person answered: meanings of headings, states of words."""

    headings: Mapping[str, str]
    words: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.headings or self.words)


def choose(context: Context, question: str, options: Sequence[str]) -> int:
    """Which of `options` a person takes, by its number, from 0; the first where Enter alone is pressed."""
    numbered = " · ".join(f"{number} {option}" for number, option in enumerate(options, 1))
    while True:
        typed = context.read_line(f"{question}\n  {numbered} [1] ").strip()
        if not typed:
            return 0
        if typed.isdecimal() and 1 <= int(typed) <= len(options):
            return int(typed) - 1


def about_tables(context: Context, tables: Iterable[TableReading]) -> Answers:
    """Ask about words of state and columns that are not sure: each word once, each heading once."""
    words: dict[str, str] = {}
    headings: dict[str, str] = {}
    for table in tables:
        for column in table.columns:
            rivals = [rival for rival in column.rivals if {rival, column.key} <= MOVING]
            keys = [column.key, *rivals, KEEP]
            if not (rivals or column.why == "cells") or normal(column.heading) in headings or not column.heading:
                continue
            options = [named(key, table.kind) for key in keys]
            question = _("What is column {letters} ({name})?", letters=column.letters, name=column.heading)
            headings[normal(column.heading)] = keys[choose(context, question, options)]
        for word in table.words:
            if word.sure or word.word.strip().casefold() in words:
                continue
            first = word.state if word.state in STATES else next(iter(STATES))
            states = [first, *(state for state in STATES if state != first)]
            question = _(
                "How far is work that is {word!r} ({rows})?",
                word=word.word,
                rows=plural("{n} row", "{n} rows", word.rows),
            )
            chosen = choose(context, question, [_(STATES[state]) for state in states])
            words[word.word.strip().casefold()] = states[chosen]
    return Answers(headings, words)


class Nearness(NamedTuple):
    """A name or title of a row that is close to a known one: where it stands, as what, and what is close."""

    record: Record
    key: str
    text: str
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
        if self._present.has(title, record.cells.get("code")):
            return
        if close := self._present.close(title):
            self.near.append(Nearness(record, "title", title, tuple(close)))


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


def near_names(records: Iterable[Record], book: OwnerBook) -> list[Nearness]:
    """The names of rows that are close to those of known owners of their kind."""
    met: dict[str, Nearness] = {}
    for record in records:
        for role, names in record.roles.items():
            for name in names:
                if name not in met and book.find(name) is None:
                    close = tuple(owner.name for owner in book.near(name, KIND_OF_ROLE[role]))
                    if close:
                        met[name] = Nearness(record, role, name, close)
    return list(met.values())


def doubts_about(near: Iterable[Nearness]) -> list[Doubt]:
    """Nearly-same titles as doubts: each is taken as a new project."""
    return [
        Doubt(
            each.record.place,
            each.key,
            _(
                "{title} is nearly the same as {known}; taken as a new project.",
                title=each.text,
                known="; ".join(each.close),
            ),
        )
        for each in near
    ]


def settle(
    context: Context, records: Sequence[Record], book: OwnerBook, projects: Iterable[Project]
) -> tuple[list[Record], set[str]]:
    """Ask about titles and names close to known ones. The records as answered, and the names that are new owners.

    What is the same takes the known title, or keeps its name as another name of the known owner.
    """
    titles: dict[str, str] = {}
    names: dict[str, str] = {}
    skipped: set[tuple[str, str, int]] = set()
    fresh: set[str] = set()
    added: list[Record] = []
    watch = TitleWatch(lambda: projects)
    for _record in watch.through(records):
        pass
    for near in watch.near:
        answer = _same_new_or_skip(context, near)
        if answer == SAME:
            titles[near.text] = near.close[0]
        elif answer == SKIP:
            skipped.add(_row(near.record))
    for near in near_names([record for record in records if _row(record) not in skipped], book):
        answer = _same_new_or_skip(context, near)
        if answer == NEW:
            fresh.add(near.text)
        elif answer == SKIP:
            skipped.update(
                _row(record) for record in records if any(near.text in named for named in record.roles.values())
            )
        else:
            owner = book.get(near.close[0])
            names[near.text] = owner.name
            others = ",".join((*owner.other_names, near.text))
            added.append(Record("owner", {"name": owner.name, "other_names": others}, near.record.place, office=True))
    taken = [_answered(record, titles, names) for record in records if _row(record) not in skipped]
    return [*added, *taken], fresh


def _same_new_or_skip(context: Context, near: Nearness) -> str:
    present = near.close[0]
    question = _("{place}: {name} is close to {known}.", place=near.record.place, name=near.text, known=present)
    options = [_("the same"), _("a new one"), _("skip this row")]
    return (SAME, NEW, SKIP)[choose(context, question, options)]


def _row(record: Record) -> tuple[str, str, int]:
    return (record.place.file, record.place.sheet, record.place.n)


def _answered(record: Record, titles: Mapping[str, str], names: Mapping[str, str]) -> Record:
    cells = dict(record.cells)
    if record.noun == "project" and cells.get("title") in titles:
        cells["title"] = titles[cells["title"]]
    roles = {role: tuple(names.get(name, name) for name in present) for role, present in record.roles.items()}
    return record._replace(cells=cells, roles=roles)
