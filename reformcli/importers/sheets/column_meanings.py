"""What each column of a table is: what a person says, else what its heading, its cells and its neighbours make likely.

Every meaning that a column may have weighs something; the assignment with the largest sum wins, of all nouns that the
table could be a list of. Each column keeps the reason, and what else it might have been where that weighs as much.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from reformcli.importers.sheets import (
    best_matching,
    fitness,
    item_columns,
    neighbours,
    period_columns,
    scales,
    state_words,
    vocabulary,
)
from reformcli.importers.sheets.heading import HeadingRows
from reformcli.importers.sheets.heading_weights import Meaning
from reformcli.importers.sheets.layout import ALONE, KEEP, MAIN, PERIOD, TOLD, Layout, SheetColumn
from reformcli.importers.sheets.shapes import ColumnShape, shape_of
from reformcli.importers.sheets.sheet import is_nothing
from reformcli.importers.sheets.vocabulary import normal
from reformcli.merging.record import REST
from reformcli.model.duty import ROLES
from reformcli.model.noun import noun

_LEAST = 0.3
_NEAR = 0.12
"""How much a meaning must weigh, and by how little another one must weigh less to be a question."""

_FOR_MAIN = 7.0
"""What the column that a table cannot do without weighs more than any other: a list without it is none."""

_SUPERVISION = re.compile(
    r"整改|销号|隐患|non-?\s?conform|\bncr\b|corrective|\bsnag|\bbug\b|finding|weakness|hazard|defect|audit|deficienc|remediat|mitigat|likelihood|probability|"
    r"(?:risk|issue)\s*(?:#|id|no|number|ref|description|title|owner|log|register|statement)",
    re.IGNORECASE,
)
"""What the headings of lists of findings, risks and issues hold, beside what is wrong."""


Map = Mapping[str, str]
"""What a person says that headings mean: a heading in its normal form to a field or role, or `noun.field`."""


def understand(
    heading: HeadingRows, rows: Sequence[Sequence[str]], only: str | None, answers: Map, plan: int, today: date
) -> Layout | None:
    """What the columns of a table are, by its heading and its first rows; None where no noun can be made of them."""
    width = len(heading.paths)
    cells = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    shapes = _with_states(heading, cells, [shape_of(column, today) for column in cells])
    shapes = neighbours.with_parts(cells, shapes, _named_as_title(heading))
    scale = scales.stretches([path[-1] if path else "" for path in heading.paths], plan)
    layouts = [
        layout
        for key in ([only] if only else vocabulary.OFFICE_NOUNS)
        if (layout := _as(key, heading, shapes, answers, plan, scale)) is not None and (only or layout.weight > 0)
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
    done: list[bool | None] = []
    for cell in cells[max(named, key=lambda at: shapes[at].states)]:
        text = state_words.read(cell).states[:1]
        done.append(None if not text else text[0] in ("done", "yes", "reported"))
    if True not in done or False not in done:
        return list(shapes)

    def filled(column: Sequence[str], when: bool) -> float:
        meant = [cell for cell, is_done in zip(column, done, strict=True) if is_done is when]
        return sum(not is_nothing(cell) for cell in meant) / len(meant)

    return [
        shape._replace(open_filled=filled(column, False), done_filled=filled(column, True))
        for shape, column in zip(shapes, cells, strict=True)
    ]


def _as(
    key: str,
    heading: HeadingRows,
    shapes: Sequence[ColumnShape],
    answers: Map,
    plan: int,
    scale: Mapping[int, tuple[date, date]],
) -> Layout | None:
    fixed: dict[int, SheetColumn] = {}
    weights: list[dict[str, float]] = []
    reasons: list[dict[str, str]] = []
    of_rest = len(REST) if tuple(heading.name(at) for at in range(len(heading.paths)))[: len(REST)] == REST else 0
    reports = period_columns.reports(heading.paths, shapes, plan)
    for at, whole in enumerate(heading.paths):
        name = heading.name(at)
        # A cell merged sideways heads each column that it covers; those without cells are only its width.
        path = () if shapes[at].blank and at and whole == heading.paths[at - 1] else whole
        weighed: dict[str, float] = {}
        why: dict[str, str] = {}
        if path and (text := _told(key, path, name, answers)) is not None:
            fixed[at] = SheetColumn(
                at, name, text, words=path[-1] if text == PERIOD else "", why=TOLD, shape=shapes[at]
            )
        elif key == "project" and at in scale:
            first, last = scale[at]
            fixed[at] = SheetColumn(at, name, PERIOD, f"{first}至{last}", why="name", shape=shapes[at])
        elif at in reports:
            weighed, why = ({"light": 1.0}, {"light": "cells"}) if at == reports[-1] else ({}, {})
        elif path and key == "project" and (stretch := period_columns.stretch(path, plan)):
            fixed[at] = SheetColumn(
                at, name, PERIOD, stretch, period_columns.is_actual(path[-1]), why="name", shape=shapes[at]
            )
        elif at >= of_rest and (path or shapes[at].filled > 1):
            weighed, why = _weighed(key, path, shapes[at], at)
        weights.append(weighed)
        reasons.append(why)
    _without_needless_guesses(weights, reasons)
    for column in fixed.values():
        for other in weights:
            if column.key in ALONE:
                other.pop(column.key, None)
    shared = {meaning: meaning not in ALONE for column in weights for meaning in column}
    # A reading that is sure counts for more than two that are only likely.
    chosen = best_matching.best(
        [
            {meaning: weight**3 + (_FOR_MAIN if meaning == MAIN[key] else 0.0) for meaning, weight in column.items()}
            for column in weights
        ],
        shared,
    )
    columns = []
    for at in range(len(heading.paths)):
        meaning = chosen[at]
        if at in fixed:
            columns.append(fixed[at])
        elif meaning is None:
            covered = shapes[at].blank and at > 0 and heading.paths[at] == heading.paths[at - 1]
            columns.append(SheetColumn(at, "" if covered else heading.name(at), KEEP, shape=shapes[at]))
        else:
            rivals = _rivals(at, meaning, weights, chosen) or _perhaps_nothing(key, heading.paths[at], meaning)
            columns.append(
                SheetColumn(
                    at, heading.name(at), meaning, why=reasons[at].get(meaning, ""), rivals=rivals, shape=shapes[at]
                )
            )
    columns = neighbours.with_second_limit(neighbours.with_limit(columns, weights), weights)
    if key == "project":
        columns = neighbours.with_steps(neighbours.with_code(neighbours.people(columns)))
    elif key == "matter":
        columns = neighbours.putting_right(columns)
    columns = neighbours.verdicts(key, item_columns.named(key, columns, weights))
    if MAIN[key] not in {column.key for column in columns}:
        return None
    weight = sum(weights[at].get(meaning, 0.0) for at, meaning in enumerate(chosen) if meaning) + 2 * len(fixed)
    layout = Layout(key, tuple(columns[of_rest:]), weight)
    return replace(layout, weight=weight + _likely(layout))


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
                or field in vocabulary.table()[key]
            )
            if noun_key in ("", key) and fits:
                return field
    return None


def _likely(layout: Layout) -> float:
    """How likely a table is a list of its noun, beside what its columns weigh."""
    named = {column.key for column in layout.columns if column.why not in ("cells", "")}
    names = " ".join(column.name for column in layout.columns)
    if layout.noun == "matter":
        if "title" not in named:
            return -9
        told_as_goal = any(
            meaning.key in ("goal", "title")
            for column in layout.columns
            if column.key == "title"
            for meaning in _as_work(column)
        )
        others = [column for column in layout.columns if column.key != "title" and column.name]
        tasks = [each.weight for column in others for each in _as_work(column)[:1] if each.key == "title"]
        of_work = any(weight > 0.9 for weight in tasks)
        if of_work and told_as_goal:
            return -9
        if _SUPERVISION.search(names):
            return 3
        if told_as_goal:
            return -9
        gaps = any(each.key == "title" and each.shape.filled < each.shape.rows for each in layout.columns)
        if gaps and any(weight > 0.6 for weight in tasks):
            return -9  # of tasks, some of which have a problem
        # That a heading means title says no more of a matter than of a project.
        answered = any(column.key == "title" and column.why == TOLD for column in layout.columns)
        return -4 if of_work or answered else 2
    if layout.noun == "visit":
        return (
            4
            if {"owner", "date"} <= named and named & {"visitors", "form", "problem", "conclusion", "met", "demand"}
            else -9
        )
    if layout.noun == "owner":
        work = {"title", "due", "state", "start", "progress_text", "problem_text"}
        answers = {
            meaning.key
            for column in layout.columns
            if column.key != "name" and column.name
            for meaning in _as_work(column)[:1]
        }
        fits = named & {"short_name", "other_names", "kind", "parent", "contact"}
        return 1 if fits and not answers & work else -9
    return 0


def _as_work(column: SheetColumn) -> Sequence[Meaning]:
    """What the heading of a column means in a list of projects: the whole of it, else the lowest of its rows."""
    whole = vocabulary.meanings("project", column.name)
    return whole if whole and whole[0].why == "name" else vocabulary.meanings("project", column.name.rpartition("/")[2])
