"""Rows of a list of projects as records: a project for each item, milestones for its measures and stretches of time."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from reformcli.importers.sheets.body import Line
from reformcli.importers.sheets.cells import Cells, Table, shortened
from reformcli.importers.sheets.columns import PERIOD, Column, Layout
from reformcli.importers.sheets.periods import is_mark, state_of
from reformcli.importers.sheets.sheet import Spread, is_nothing, one_line
from reformcli.merging.record import Record
from reformcli.model.duty import ROLES

_OF_STEP = ("measures", "due", "start", "result", "state", "done", "evidence", "progress", "keep")
"""What a row that is one measure of several says of the measure, unless the cell is merged over all of them."""


_UNITS = ("lead", "responsible", "supporting", "liaison")


def groups(sheet: Spread, layout: Layout, lines: Iterable[Line], main: str) -> Iterator[list[Line]]:
    """The rows that belong together: an item, and the rows below it that only add to it."""
    title = layout.of(main)
    number = layout.of("row")
    assert title is not None
    group: list[Line] = []
    for line in lines:
        if group and _adds(sheet, line, group[-1], title, number, layout):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def _adds(sheet: Spread, line: Line, before: Line, title: Column, number: Column | None, layout: Layout) -> bool:
    if sheet.is_continued(line.at, title.at) and line.at == before.at + 1:
        return True
    name, own = _cell(line, title), _cell(line, number)
    if not name:
        return not own or sheet.is_continued(line.at, number.at if number else 0)
    if layout.of("measures") is None or name != _cell(before, title):
        return False
    return (
        not own
        or own == _cell(before, number)
        or _cell(line, layout.of("measures")) != _cell(before, layout.of("measures"))
    )


def _cell(line: Line, column: Column | None) -> str:
    return line.cells[column.at] if column is not None and column.at < len(line.cells) else ""


def is_breakdown(layout: Layout, found: Iterable[list[Line]]) -> bool:
    """Whether a list breaks items down into measures that have rows of their own."""
    measures = layout.of("measures")
    return measures is not None and any(
        len({_cell(line, measures) for line in group if _cell(line, measures)}) > 1 for group in found
    )


def records(table: Table, sheet: Spread, group: list[Line], *, breakdown: bool) -> Iterator[Record]:
    """The project that a group of rows is, and its milestones."""
    layout, first = table.layout, group[0]
    own = [column for column in layout.columns if column.key != PERIOD]
    apart = _apart(sheet, own, group) if breakdown else set()
    project = Cells(table, "project")
    for line in group:
        project.next_row()
        project.take([column for column in own if column.at not in apart], line.cells)
        for column in own:
            if column.at in apart and column.key in ROLES:
                project.take([column], line.cells)
    project.facts(first.facts)
    project.facts(table.facts)
    if breakdown and "due" not in project.fields and (latest := last_limit(table, group)):
        project.fields["due"] = latest
    cells = project.cells()
    cells.setdefault("plan", str(table.plan))
    cells["title"], whole = shortened(cells.get("title", ""))
    if whole:
        cells.setdefault("goal", whole)
    steps = list(_steps(table, own, apart, group, breakdown=breakdown))
    made = table.record("project", first.at, cells, first.cells, roles=project.roles)
    yield made._replace(has_steps=bool(steps))
    yield from steps


def _steps(table: Table, own: list[Column], apart: set[int], group: list[Line], *, breakdown: bool) -> Iterator[Record]:
    titles: set[str] = set()
    for line in group:
        if breakdown:
            yield from _measure(table, [column for column in own if column.at in apart], line, titles)
        yield from _stretches(table, line, titles)


def _apart(sheet: Spread, own: list[Column], group: list[Line]) -> set[int]:
    """The columns in which each row of a group speaks for itself."""
    found = set()
    for column in own:
        if column.key not in _OF_STEP and (column.key not in _UNITS or len(group) == 1):
            continue
        merged = len(group) > 1 and all(sheet.is_continued(line.at, column.at) for line in group[1:])
        if column.key == "measures" or not merged:
            found.add(column.at)
    return found


def last_limit(table: Table, group: list[Line]) -> str | None:
    """The last of the time limits of a group's rows, in its own words."""
    column = table.layout.of("due")
    words = [table.time_limit(_cell(line, column)) for line in group]
    ends = {said: table.reading(said).end for said in words if said}
    return max(ends, key=lambda said: ends[said] or date.min, default=None)


def _measure(table: Table, columns: list[Column], line: Line, titles: set[str]) -> Iterator[Record]:
    """The milestone that a row's measure is."""
    step = Cells(table, "milestone")
    title = ""
    for column in columns:
        cell = _cell(line, column)
        if column.key == "measures":
            title = cell
        elif column.key == "result" and cell:
            step.fields["output"] = cell
        elif column.key in ROLES and cell:
            step.keep(column.name, cell)
        elif column.key not in ROLES:
            step.take([column], line.cells)
    if is_nothing(title):
        return
    name, whole = shortened(title)
    name = _unlike(name, str(len(titles) + 1), titles)
    cells = {"project": "", "title": name, **step.cells()}
    if whole:
        cells["output"] = f"{whole}\n{cells.get('output', '')}".strip()
    yield table.record("milestone", line.at, cells, line.cells, under="project")


def _stretches(table: Table, line: Line, titles: set[str]) -> Iterator[Record]:
    """The milestones that cells below stretches of time are."""
    done = {
        column.words: _cell(line, column) for column in table.layout.columns if column.key == PERIOD and column.actual
    }
    for column in table.layout.columns:
        cell = _cell(line, column)
        if column.key != PERIOD or column.actual or (is_nothing(cell) and cell != "×"):
            continue
        cells = {"project": "", "due": column.words}
        if is_mark(cell):
            cells["title"] = _unlike(column.name.replace("/", " "), cell, titles)
            state = "planned" if table.marks_are_plans and cell[-1] not in "%％" else state_of(cell)
            if state_of(cell) is None:
                cells["extra"] = json.dumps({column.name: cell}, ensure_ascii=False)
        else:
            name, whole = shortened(cell)
            cells["title"] = _unlike(name, column.words, titles)
            if whole:
                cells["output"] = whole
            state = None
        said = done.get(column.words, "")
        state = state_of(said) or state
        if state:
            cells["state"] = state
        yield table.record("milestone", line.at, cells, line.cells, under="project")


def _unlike(name: str, more: str, titles: set[str]) -> str:
    """A title that no other milestone of the project has."""
    found = name if name not in titles else f"{name}（{one_line(more)}）"
    count = 1
    while found in titles:
        count += 1
        found = f"{name}（{one_line(more)} {count}）"
    titles.add(found)
    return found
