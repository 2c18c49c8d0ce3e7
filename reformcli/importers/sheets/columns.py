"""What each column of a table is: what a person says, else what its heading, its cells and its neighbours make likely.

Every meaning that a column may have weighs something; the assignment with the largest sum wins, of all nouns that the
table could be a list of. Each column keeps the reason, and what else it might have been where that weighs as much.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reformcli.importers.sheets import fitness, matching, states, vocabulary
from reformcli.importers.sheets.heading import Heading
from reformcli.importers.sheets.periods import is_actual, period
from reformcli.importers.sheets.shapes import Shape, shape_of
from reformcli.importers.sheets.sheet import is_nothing, letters
from reformcli.importers.sheets.vocabulary import normal
from reformcli.model.duty import ROLES
from reformcli.model.noun import noun

KEEP = "keep"
"""What a column is that has no field: it is kept under its heading."""

PERIOD = "period"
"""What a column is whose heading is a stretch of time: each cell below it is a milestone."""

TOLD = "told"
"""Why a column is what it is, where a person says so. Other reasons are those of `vocabulary.Meaning` and `cells`."""

_ALONE = frozenset(
    [
        "title",
        "code",
        "plan",
        "source",
        "kind",
        "theme",
        "key",
        "start",
        "due",
        "state",
        "actual_end",
        "dropped",
        "reported",
        "row",
        "wbs",
        "level",
        "parent",
        "row_kind",
        "due_original",
        "due_revised",
        "actual_start",
        "percent",
        "light",
        "priority",
        "span",
        "measures",
        "problem",
        "visit",
        "project",
        "fixed",
        "closed",
        "looked_back",
        "date",
        "form",
        "purpose",
        "hours",
        "conclusion",
        "demand",
        "name",
        "short_name",
    ]
)
"""Meanings that one column of a table has at most. What several may have is added up, or kept column by column."""

_MAIN = {"project": "title", "finding": "problem", "visit": "date", "owner": "name"}
_LEAST = 0.3
_NEAR = 0.12
"""How much a meaning must weigh, and by how little another one must weigh less to be a question."""

_NEARLY_ALL = 0.6
"""Such a share of a table's rows has an id where items have one: sections and headings in between have none."""

_FOR_MAIN = 1.0
"""What the column that a table cannot do without weighs more: a list without it is none."""

_SUPERVISION = re.compile(
    r"整改|销号|隐患|\bbug\b|finding|weakness|hazard|defect|audit|deficienc|remediat|mitigat|likelihood|probability|"
    r"(?:risk|issue)\s*(?:id|no|description|title|owner|log|register|statement)",
    re.IGNORECASE,
)
"""What the headings of lists of findings, risks and issues hold, beside what is wrong."""


class Column(NamedTuple):
    """A column: where it stands, how it is headed, and what it is (a field, a role, `KEEP`, `PERIOD` …).

    `words` are those of its stretch of time, `actual` whether it holds what was done in it. `why` is the reason (name,
    near, rule, group, cells, told), `rivals` what else it may be with nearly as much reason.
    """

    at: int
    name: str
    key: str
    words: str = ""
    actual: bool = False
    why: str = ""
    rivals: tuple[str, ...] = ()
    shape: Shape = Shape()

    @property
    def letters(self) -> str:
        """How spreadsheets name it."""
        return letters(self.at)


class Layout(NamedTuple):
    """A table's noun and its columns; `weight` is how well the noun explains them."""

    noun: str
    columns: tuple[Column, ...]
    weight: float = 0

    def of(self, key: str) -> Column | None:
        """The first column that is `key`."""
        return next((column for column in self.columns if column.key == key), None)

    def all_of(self, key: str) -> list[Column]:
        """Every column that is `key`."""
        return [column for column in self.columns if column.key == key]

    @property
    def main(self) -> str:
        """The key of the column that names what a row is about."""
        return _MAIN[self.noun]

    @property
    def holds_work(self) -> bool:
        """Whether the table says more of its items than their names: when, who, how far.

        What only the shape of cells tells is not enough, unless headings name the items.
        """
        return any(
            column.key in _OF_WORK
            and (column.why != "cells" or self.is_named)
            and (not column.shape.blank or column.key == PERIOD)
            for column in self.columns
        )

    @property
    def is_named(self) -> bool:
        """Whether a heading, or a person, names the column of the items."""
        column = self.of(self.main)
        return column is not None and column.why != "cells"


_OF_WORK = frozenset(
    ("due", "due_revised", "span", "state", "percent", "start", "measures", PERIOD, *ROLES, "owner", "date")
)


Map = Mapping[str, str]
"""What a person says that headings mean: a heading in its normal form to a field or role, or `noun.field`."""


def understand(
    heading: Heading, rows: Sequence[Sequence[str]], wanted: str | None, told: Map, plan: int, today: date
) -> Layout | None:
    """What the columns of a table are, by its heading and its first rows; None where no noun can be made of them."""
    width = len(heading.paths)
    cells = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    shapes = _with_states(heading, cells, [shape_of(column, today) for column in cells])
    layouts = [
        layout
        for key in ([wanted] if wanted else vocabulary.OFFICE_NOUNS)
        if (layout := _as(key, heading, shapes, told, plan)) is not None and (wanted or layout.weight > 0)
    ]
    best = max(layouts, key=lambda layout: layout.weight, default=None)
    return best._replace(columns=_without_shared_codes(best, cells)) if best is not None else None


def _without_shared_codes(layout: Layout, cells: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """The columns; what several items share is no code of theirs, but that of a board or a document."""
    code, title = layout.of("code"), layout.of(layout.main)
    if code is None or title is None or code.why == TOLD:
        return layout.columns
    titles: dict[str, set[str]] = {}
    for text, name in zip(cells[code.at], cells[title.at], strict=True):
        if not is_nothing(text) and name:
            titles.setdefault(text, set()).add(name)
    if all(len(names) == 1 for names in titles.values()):
        return layout.columns
    return tuple(column._replace(key=KEEP) if column is code else column for column in layout.columns)


def _with_states(heading: Heading, cells: Sequence[Sequence[str]], shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes, with how full each column is where work is done and where it is open."""
    named = [
        at
        for at, path in enumerate(heading.paths)
        if path and any(one.key == "state" for one in vocabulary.of_path("project", path)) and shapes[at].states >= 0.5
    ]
    if not named:
        return list(shapes)
    done: list[bool | None] = []
    for cell in cells[max(named, key=lambda at: shapes[at].states)]:
        said = states.read(cell).states[:1]
        done.append(None if not said else said[0] in ("done", "yes", "reported"))
    if True not in done or False not in done:
        return list(shapes)

    def filled(column: Sequence[str], when: bool) -> float:
        meant = [cell for cell, is_done in zip(column, done, strict=True) if is_done is when]
        return sum(not is_nothing(cell) for cell in meant) / len(meant)

    return [
        shape._replace(open_filled=filled(column, False), done_filled=filled(column, True))
        for shape, column in zip(shapes, cells, strict=True)
    ]


def _as(key: str, heading: Heading, shapes: Sequence[Shape], told: Map, plan: int) -> Layout | None:
    fixed: dict[int, Column] = {}
    weights: list[dict[str, float]] = []
    reasons: list[dict[str, str]] = []
    for at, whole in enumerate(heading.paths):
        name = heading.name(at)
        # A cell merged sideways heads each column that it covers; those without cells are only its width.
        path = () if shapes[at].blank and at and whole == heading.paths[at - 1] else whole
        weighed: dict[str, float] = {}
        why: dict[str, str] = {}
        if path and (said := _told(key, path, name, told)) is not None:
            fixed[at] = Column(at, name, said, words=path[-1] if said == PERIOD else "", why=TOLD, shape=shapes[at])
        elif path and key == "project" and (stretch := _stretch(path, plan)):
            fixed[at] = Column(at, name, PERIOD, stretch, is_actual(path[-1]), why="name", shape=shapes[at])
        elif path or shapes[at].filled > 1:
            weighed, why = _weighed(key, path, shapes[at])
        weights.append(weighed)
        reasons.append(why)
    for column in fixed.values():
        for other in weights:
            if column.key in _ALONE:
                other.pop(column.key, None)
    for other in weights:
        if _MAIN[key] in other:
            other[_MAIN[key]] += _FOR_MAIN
    shared = {one: one not in _ALONE for column in weights for one in column}
    # A reading that is sure counts for more than two that are only likely.
    chosen = matching.best([{one: weight**3 for one, weight in column.items()} for column in weights], shared)
    columns = []
    for at in range(len(heading.paths)):
        meaning = chosen[at]
        if at in fixed:
            columns.append(fixed[at])
        elif meaning is None:
            covered = shapes[at].blank and at > 0 and heading.paths[at] == heading.paths[at - 1]
            columns.append(Column(at, "" if covered else heading.name(at), KEEP, shape=shapes[at]))
        else:
            rivals = _rivals(at, meaning, weights, chosen)
            columns.append(
                Column(at, heading.name(at), meaning, why=reasons[at].get(meaning, ""), rivals=rivals, shape=shapes[at])
            )
    columns = _with_limit(columns, weights)
    columns = _with_main(key, _with_code(_people(columns)) if key == "project" else columns)
    if _MAIN[key] not in {column.key for column in columns}:
        return None
    weight = sum(weights[at].get(meaning, 0.0) for at, meaning in enumerate(chosen) if meaning) + 2 * len(fixed)
    layout = Layout(key, tuple(columns), weight)
    return layout._replace(weight=weight + _likely(layout))


_INSTEAD = {"project": ("measures", "goal", "result", "progress_text", "problem_text")}
"""What names the items of a list that has no column for their names: the first of these that holds words."""


def _with_main(key: str, columns: list[Column]) -> list[Column]:
    """The columns; where none names the items, the one that says what is to be done does."""
    main = _MAIN[key]
    if any(column.key == main for column in columns):
        return columns
    for other in _INSTEAD.get(key, ()):
        for place, column in enumerate(columns):
            if column.key == other and fitness.fit(main, column.shape) > 0:
                return [*columns[:place], column._replace(key=main), *columns[place + 1 :]]
    return columns


def _with_limit(columns: list[Column], weights: Sequence[Mapping[str, float]]) -> list[Column]:
    """The columns; where none is the limit, an end that may be one is, unless only done work has it."""
    if any(column.key in ("due", "due_revised", "span", "due_original") for column in columns):
        return columns
    for place, column in enumerate(columns):
        may_be = column.key in ("actual_end", "closed", "fixed") and "due" in weights[column.at]
        if may_be and not (column.shape.open_filled is not None and column.shape.open_filled < 0.1):
            return [*columns[:place], column._replace(key="due"), *columns[place + 1 :]]
    return columns


def _with_code(columns: list[Column]) -> list[Column]:
    """The columns; where none is the code, the one of ids is, if each row has its own and they are not 1, 2, 3."""
    if any(column.key == "code" for column in columns):
        return columns
    items = max((column.shape.filled for column in columns if column.key == "title"), default=0)
    for place, column in enumerate(columns):
        shape = column.shape
        whole = shape.filled >= _NEARLY_ALL * items
        if column.key == "id" and shape.distinct == 1 and whole and not shape.counted:
            return [*columns[:place], column._replace(key="code"), *columns[place + 1 :]]
    return columns


def _people(columns: list[Column]) -> list[Column]:
    """The columns of those who answer told apart: beside a column of units a person is the liaison; beside the one whom
    work is assigned to, its owner is the leader."""
    if not any(column.key in ("lead", "responsible", "liaison", "leader") for column in columns):
        helping = (
            place for key in ("owner", "supporting") for place, column in enumerate(columns) if column.key == key
        )
        first = next(helping, None)
        if first is not None and columns[first].why != TOLD:
            return [*columns[:first], columns[first]._replace(key="responsible"), *columns[first + 1 :]]
    answering = [column for column in columns if column.key in ("lead", "responsible") and column.why != TOLD]
    units = [column for column in answering if not _holds_persons(column)]
    persons = [column for column in answering if _holds_persons(column)]
    roles: dict[int, str] = {}
    if units or any(column.key == "lead" for column in columns if column not in answering):
        roles = {column.at: "liaison" for column in persons if column.key == "responsible"}
    elif len(persons) > 1:
        owners = [column for column in persons if re.search("owner|lead|accountable", normal(column.name))]
        others = [column for column in persons if column not in owners]
        roles = {column.at: "leader" for column in owners} if others else {}
    return [column._replace(key=roles.get(column.at, column.key)) for column in columns]


def _holds_persons(column: Column) -> bool:
    shape = column.shape
    by_name = (
        re.search(r"owner|assign|accountable|person|officer|developer|manager|人$|者$", column.name, re.IGNORECASE)
        is not None
    )
    return shape.units < 0.3 and (shape.persons >= 0.6 or (shape.names >= 0.6 and by_name))


def _weighed(key: str, path: tuple[str, ...], shape: Shape) -> tuple[dict[str, float], dict[str, str]]:
    """What the meanings of a column weigh, and the reason of each."""
    weights: dict[str, float] = {}
    reasons: dict[str, str] = {}
    for meaning in vocabulary.of_path(key, path) if path else ():
        if meaning.key not in weights and not (shape.blank and meaning.why in ("near", "group")):
            weights[meaning.key] = meaning.weight + fitness.fit(meaning.key, shape)
            reasons[meaning.key] = meaning.why
    if not any(weight > _LEAST for weight in weights.values()):
        for guess, weight in fitness.guesses(key, shape):
            if guess not in weights:
                weights[guess] = weight
                reasons[guess] = "cells"
    return {one: weight for one, weight in weights.items() if weight > _LEAST}, reasons


def _rivals(
    at: int, meaning: str, weights: Sequence[Mapping[str, float]], chosen: Sequence[str | None]
) -> tuple[str, ...]:
    """What else a column may be: a meaning that weighs nearly as much and that no better column has.

    A start and an end that nothing else names are those of the plan.
    """
    own = weights[at]
    never = {"due": ("actual_end", "closed", "fixed"), "start": ("actual_start",), "actual_end": ("due",)}.get(
        meaning, ()
    )
    return tuple(
        other
        for other, weight in own.items()
        if other != meaning
        and other not in never
        and weight >= own[meaning] - _NEAR
        and (other not in _ALONE or other not in chosen)
    )


def _told(key: str, path: tuple[str, ...], name: str, told: Map) -> str | None:
    for said in (name, path[-1]):
        if (target := told.get(normal(said))) is not None:
            noun_key, _dot, field = target.rpartition(".")
            known = (
                field in noun(key).fields
                or field in ROLES
                or field in (KEEP, PERIOD)
                or field in vocabulary.table()[key]
            )
            if noun_key in ("", key) and known:
                return field
    return None


def _stretch(path: tuple[str, ...], plan: int) -> str | None:
    """The stretch of time that a column is for: in its lowest heading, or above one for what was done in it."""
    year = next(
        (part.strip() for part in path if part.strip().rstrip("年度").isdecimal() and len(part.strip()) < 7), ""
    )
    if len(path) > 1 and path[-1].isdecimal() and len(path[-1]) < 4:
        return None  # a day of a month: the scale of a chart
    for part in reversed(path):
        if (words := period(part, plan)) is not None:
            return f"{year.rstrip('年度')}年{words}" if year and "20" not in words and not words.isascii() else words
    return None


def _likely(layout: Layout) -> float:
    """How likely a table is a list of its noun, beside what its columns weigh."""
    named = {column.key for column in layout.columns if column.why not in ("cells", "")}
    names = " ".join(column.name for column in layout.columns)
    if layout.noun == "finding":
        if "problem" not in named:
            return -9
        told_as_goal = any(
            one.key in ("goal", "title")
            for column in layout.columns
            if column.key == "problem"
            for one in vocabulary.meanings("project", column.name.rpartition("/")[2])
        )
        of_work = any(
            one.key == "title" and one.weight > 0.9
            for column in layout.columns
            if column.key != "problem" and column.name
            for one in vocabulary.meanings("project", column.name.rpartition("/")[2])
        )
        if of_work and told_as_goal:
            return -9
        if _SUPERVISION.search(names):
            return 3
        return -4 if of_work else 2
    if layout.noun == "visit":
        return (
            4
            if {"owner", "date"} <= named and named & {"visitors", "form", "problem", "conclusion", "met", "demand"}
            else -9
        )
    if layout.noun == "owner":
        work = {"title", "due", "state", "start", "progress_text", "problem_text"}
        told = {
            one.key
            for column in layout.columns
            if column.key != "name" and column.name
            for one in vocabulary.meanings("project", column.name.rpartition("/")[2])[:1]
        }
        known = named & {"short_name", "other_names", "kind", "parent", "contact"}
        return 1 if known and not told & work else -9
    return 0
