"""What each column of a table is: what a person says, else what its heading, its cells and its neighbours make likely.

Every meaning that a column may have weighs something; the assignment with the largest sum wins, of all nouns that the
table could be a list of. Each column keeps the reason, and what else it might have been where that weighs as much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from reformcli.importers.sheets.cells.sheet import is_nothing
from reformcli.importers.sheets.columns import (
    answering,
    best_matching,
    fitness,
    item_columns,
    neighbours,
    noun_likelihood,
    period_columns,
    scales,
)
from reformcli.importers.sheets.columns.heading import HeadingRows
from reformcli.importers.sheets.columns.layout import ALONE, KEEP, MAIN, PERIOD, TOLD, Layout, SheetColumn
from reformcli.importers.sheets.columns.shapes import ColumnShape, shape_of
from reformcli.importers.sheets.words import heading_table, state_words, vocabulary
from reformcli.importers.sheets.words.heading_table import normal
from reformcli.merging.record import REST
from reformcli.model.duty import ROLES
from reformcli.model.noun import noun

_LEAST = 0.3
_NEAR = 0.12
"""How much a meaning must weigh, and by how little another one must weigh less to be a question."""

_FOR_MAIN = 7.0
"""What the column that a table cannot do without weighs more than any other: a list without it is none."""

Map = Mapping[str, str]
"""What a person says that headings mean: a heading in its normal form to a field or role, or `noun.field`."""


def understand(
    heading: HeadingRows,
    rows: Sequence[Sequence[str]],
    only: str | None,
    answers: Map,
    plan: int,
    today: date,
    titles: Sequence[str] = (),
) -> Layout | None:
    """What the columns of a table are, by its heading, its first rows and the `titles` above it; None where no noun
    can be made of them."""
    width = len(heading.paths)
    cells = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    shapes = _with_states(heading, cells, [shape_of(column, today) for column in cells])
    shapes = neighbours.with_parts(cells, shapes, _named_as_title(heading))
    scale = scales.stretches([path[-1] if path else "" for path in heading.paths], plan)
    reports = period_columns.reports(heading.paths, shapes, plan)
    periods = period_columns.stretches(heading.paths, shapes, plan)
    layouts = [
        layout
        for key in ([only] if only else heading_table.OFFICE_NOUNS)
        if (layout := _as(_Headed(key, heading, shapes, answers, periods, scale, reports, titles))) is not None
        and (only or layout.weight > 0)
    ]
    best = max(layouts, key=lambda layout: layout.weight, default=None)
    return neighbours.settled(best, cells, plan, today) if best is not None else None


def _named_as_title(heading: HeadingRows) -> list[int]:
    """The columns whose heading may mean the title of a project."""
    return [
        at
        for at, path in enumerate(heading.paths)
        if path and any(meaning.key == "title" for meaning in vocabulary.of_path("project", path))
    ]


def _with_states(
    heading: HeadingRows, cells: Sequence[Sequence[str]], shapes: Sequence[ColumnShape]
) -> list[ColumnShape]:
    """The shapes, with how full each column is where work is done and where it is open."""
    named = [
        at
        for at, path in enumerate(heading.paths)
        if path
        and any(meaning.key == "state" for meaning in vocabulary.of_path("project", path))
        and shapes[at].states >= 0.5
    ]
    if not named:
        return list(shapes)
    told = cells[max(named, key=lambda at: shapes[at].states)]
    states = [state_words.read(cell).states[:1] for cell in told]
    done = [state[0] in ("done", "yes", "reported") if state else None for state in states]
    if False not in done:  # where only what is done has a word, the others are open
        done = [is_done if cell else False for is_done, cell in zip(done, told, strict=True)]
    if True not in done or False not in done:
        return list(shapes)

    def filled(column: Sequence[str], when: bool) -> float:
        meant = [cell for cell, is_done in zip(column, done, strict=True) if is_done is when]
        return sum(not is_nothing(cell) for cell in meant) / len(meant)

    return [
        shape._replace(open_filled=filled(column, False), done_filled=filled(column, True))
        for shape, column in zip(shapes, cells, strict=True)
    ]


class _Headed(NamedTuple):
    """A table that is tried as a list of the noun `key`: its headings, its columns' shapes, what is told of it, and
    which of its columns stand for stretches of time (`periods`, in words, and whether of what was done in them;
    `scale`, first and last day) or report by month (`reports`)."""

    key: str
    heading: HeadingRows
    shapes: Sequence[ColumnShape]
    answers: Map
    periods: Mapping[int, tuple[str, bool]]
    scale: Mapping[int, tuple[date, date]]
    reports: Sequence[int]
    titles: Sequence[str]

    def path(self, at: int) -> tuple[str, ...]:
        """The headings above a column; none where a cell merged sideways only covers it, for want of cells below."""
        return () if self.is_covered(at) else self.heading.paths[at]

    def is_covered(self, at: int) -> bool:
        """Whether a column without cells is only the width of the heading before it."""
        return self.shapes[at].blank and at > 0 and self.heading.paths[at] == self.heading.paths[at - 1]


def _as(headed: _Headed) -> Layout | None:
    """The table as a list of a noun, its columns at their best; None where no column names the items."""
    key, width = headed.key, range(len(headed.heading.paths))
    # What a file of rows left out says first is of the import, not of the items.
    of_rest = len(REST) if tuple(headed.heading.name(at) for at in width)[: len(REST)] == REST else 0
    fixed = {at: column for at in width if (column := _fixed(headed, at)) is not None}
    weighed = [({}, {}) if at in fixed or at < of_rest else _weighed_at(headed, at) for at in width]
    weights, reasons = [each for each, _why in weighed], [why for _each, why in weighed]
    _without_needless_guesses(weights, reasons)
    for taken in {column.key for column in fixed.values()} & ALONE:
        for others in weights:
            others.pop(taken, None)
    chosen = _chosen(key, weights)
    columns = [fixed.get(at) or _column(headed, at, weights, reasons, chosen) for at in width]
    columns = _by_neighbours(key, columns, weights)
    if MAIN[key] not in {column.key for column in columns}:
        return None
    weight = sum(weights[at].get(meaning, 0.0) for at, meaning in enumerate(chosen) if meaning) + 2 * len(fixed)
    layout = Layout(key, tuple(columns[of_rest:]), weight)
    return replace(layout, weight=weight + noun_likelihood.of(layout, headed.titles))


def _fixed(headed: _Headed, at: int) -> SheetColumn | None:
    """A column that is not weighed: a person says what it is, or its heading is a stretch of time."""
    path, name, shape = headed.path(at), headed.heading.name(at), headed.shapes[at]
    if path and (text := _told(headed.key, path, name, headed.answers)) is not None:
        return SheetColumn(at, name, text, words=path[-1] if text == PERIOD else "", why=TOLD, shape=shape)
    if headed.key != "project":
        return None
    if at in headed.scale:
        first, last = headed.scale[at]
        return SheetColumn(at, name, PERIOD, f"{first}至{last}", why="name", shape=shape)
    if path and at not in headed.reports and at in headed.periods:
        return SheetColumn(at, name, PERIOD, *headed.periods[at], why="name", shape=shape)
    return None


def _weighed_at(headed: _Headed, at: int) -> tuple[dict[str, float], dict[str, str]]:
    """What the meanings of a column weigh, and the reason of each; of reports by month the last one is a light."""
    if at in headed.reports:
        return ({"light": 1.0}, {"light": "cells"}) if at == headed.reports[-1] else ({}, {})
    path, shape = headed.path(at), headed.shapes[at]
    return _weighed(headed.key, path, shape, at) if path or shape.filled > 1 else ({}, {})


def _chosen(key: str, weights: Sequence[Mapping[str, float]]) -> list[str | None]:
    """The best meaning of each column; a reading that is sure counts for more than two that are only likely."""
    main = MAIN[key]
    shared = {meaning: meaning not in ALONE for column in weights for meaning in column}
    return best_matching.best(
        [
            {meaning: weight**3 + (_FOR_MAIN if meaning == main else 0.0) for meaning, weight in column.items()}
            for column in weights
        ],
        shared,
    )


def _column(
    headed: _Headed,
    at: int,
    weights: Sequence[Mapping[str, float]],
    reasons: Sequence[Mapping[str, str]],
    chosen: Sequence[str | None],
) -> SheetColumn:
    """A column at the meaning that was chosen for it, with what else it might be; kept as it is where there is none."""
    name, meaning, shape = headed.heading.name(at), chosen[at], headed.shapes[at]
    if meaning is None:
        return SheetColumn(at, "" if headed.is_covered(at) else name, KEEP, shape=shape)
    path = headed.heading.paths[at]
    rivals = _rivals(at, meaning, weights, chosen) or _perhaps_nothing(headed.key, path, meaning)
    return SheetColumn(at, name, meaning, why=reasons[at].get(meaning, ""), rivals=rivals, shape=shape)


def _by_neighbours(key: str, columns: list[SheetColumn], weights: Sequence[Mapping[str, float]]) -> list[SheetColumn]:
    """The columns, after what each one's neighbours make of it in a list of the noun."""
    columns = neighbours.with_second_limit(neighbours.with_limit(columns, weights), weights)
    if key == "project":
        columns = neighbours.with_steps(answering.people(columns))
    elif key == "matter":
        columns = answering.putting_right(columns)
    columns = neighbours.with_first_day(columns)
    columns = neighbours.with_share_done(neighbours.with_latest_state(neighbours.with_code(columns)))
    return neighbours.verdicts(key, item_columns.named(key, columns, weights))


def _weighed(key: str, path: tuple[str, ...], shape: ColumnShape, at: int) -> tuple[dict[str, float], dict[str, str]]:
    """What the meanings of a column weigh, and the reason of each."""
    weights: dict[str, float] = {}
    reasons: dict[str, str] = {}
    for meaning in vocabulary.of_path(key, path) if path else ():
        if meaning.key not in weights and not (shape.blank and meaning.why in ("near", "group")):
            weights[meaning.key] = meaning.weight + fitness.fit(meaning.key, shape)
            reasons[meaning.key] = meaning.why
    if not any(
        weight > _LEAST and (meaning != KEEP or reasons[meaning] != "near") for meaning, weight in weights.items()
    ):
        for guess, weight in fitness.guesses(key, shape, at):
            if guess not in weights and (not weights or guess in ("state", "title")):
                weights[guess] = weight
                reasons[guess] = "cells"
    return {meaning: weight for meaning, weight in weights.items() if weight > _LEAST}, reasons


_ANSWERING = ("lead", "responsible", "owner", "liaison")


def _without_needless_guesses(weights: Sequence[dict[str, float]], reasons: Sequence[Mapping[str, str]]) -> None:
    """Leave out who answers, how far it is and what, by the shape of cells alone, where a heading says so."""
    named = any(why.get(key) not in (None, "cells") for why in reasons for key in _ANSWERING)
    far = any(why.get(key) not in (None, "cells") for why in reasons for key in ("state", "percent", "actual_end"))
    titled = any(column.get("title") and why["title"] != "cells" for column, why in zip(weights, reasons, strict=True))
    for column, why in zip(weights, reasons, strict=True):
        for key in _ANSWERING:
            if named and why.get(key) == "cells":
                column.pop(key, None)
        if far and why.get("state") == "cells":
            column.pop("state", None)
        if titled and why.get("title") == "cells":
            column.pop("title", None)


def _rivals(
    at: int, meaning: str, weights: Sequence[Mapping[str, float]], chosen: Sequence[str | None]
) -> tuple[str, ...]:
    """What else a column may be: a meaning that weighs nearly as much and that no better column has.

    A start and an end that nothing else names are those of the plan.
    """
    own = weights[at]
    never = {
        "due": ("actual_end", "done", "reported"),
        "start": ("actual_start",),
        "actual_end": ("due",),
        "raised_on": ("actual_end", "done"),
    }.get(meaning, ())
    return tuple(
        other
        for other, weight in own.items()
        if other != meaning
        and other not in never
        and weight >= own[meaning] - _NEAR
        and (other not in ALONE or other not in chosen)
    )


def _perhaps_nothing(key: str, path: tuple[str, ...], meaning: str) -> tuple[str, ...]:
    """That a column may be no field at all, where its heading says so as surely as what its cells make of it."""
    sure = {each.key: each.weight for each in vocabulary.of_path(key, path)} if path else {}
    least = sure.get(meaning, 1.0) - 0.05
    return (KEEP,) if any(sure.get(nothing, 0.0) >= least for nothing in ("ignore", KEEP)) else ()


def _told(key: str, path: tuple[str, ...], name: str, answers: Map) -> str | None:
    for text in (name, path[-1]):
        if (target := answers.get(normal(text))) is not None:
            noun_key, _dot, field = target.rpartition(".")
            fits = (
                field in noun(key).fields
                or field in ROLES
                or field in (KEEP, PERIOD)
                or field in heading_table.table()[key]
            )
            if noun_key in ("", key) and fits:
                return field
    return None
