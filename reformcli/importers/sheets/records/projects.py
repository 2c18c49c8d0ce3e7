"""Rows of a list of projects as records: a project for each item, milestones for its parts, measures and limits."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reformcli.importers.sheets.blocks.body import Line, cell_of, joined
from reformcli.importers.sheets.blocks.outline import Parents, root_of
from reformcli.importers.sheets.cells.sheet import Spread, one_line
from reformcli.importers.sheets.columns.layout import PERIOD, SECOND_LIMIT, STEP, Layout, SheetColumn
from reformcli.importers.sheets.records import milestones
from reformcli.importers.sheets.rows import alike
from reformcli.importers.sheets.rows.row_cells import Cells, shortened, without_number
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.merging.record import Record
from reformcli.model.duty import ROLES
from reformcli.model.states import DONE, DROPPED, PLANNED, STARTED
from reformcli.values import iso_date

_OF_STEP = (
    *("measures", "due", "due_original", "due_revised", "span", SECOND_LIMIT, "start"),
    *("actual_start", "actual_end", "result", "state", "percent", "light", "evidence"),
    *("progress_text", "problem_text", "next_step", "keep", "ignore", "remark", "raised_on"),
    *("duration", "effort", "id", "wbs", "row"),
)
"""What a row that is one measure of several says of the measure, unless the cell is merged over all of them."""

_UNITS = ("lead", "responsible", "supporting", "liaison")

Part = tuple[list[Line], str]
"""The rows of a part of an item, and the title of the whole between them, blank where there is none."""

_KEY_PROJECT = re.compile(r"^[★☆▲△◆*＊]+\s*|\s*[★☆]+$")


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


def _adds(
    sheet: Spread, line: Line, before: Line, title: SheetColumn, number: SheetColumn | None, layout: Layout
) -> bool:
    if sheet.is_continued(line.at, title.at) and line.at == before.at + 1:
        return True
    name, own = cell_of(line, title), cell_of(line, number)
    if not name:
        is_part = bool(cell_of(line, layout.of("measures")))
        return is_part or not own or sheet.is_continued(line.at, number.at if number else 0)
    if layout.of("measures") is None or name != cell_of(before, title) or _is_numbered_apart(line, before, layout):
        return False
    return (
        not own
        or own == cell_of(before, number)
        or cell_of(line, layout.of("measures")) != cell_of(before, layout.of("measures"))
    )


def _is_numbered_apart(line: Line, before: Line, layout: Layout) -> bool:
    """Whether findings with one name have numbers of their own; measures of one project may."""
    code = layout.of("code") if layout.noun == "matter" else None
    return cell_of(line, code) != cell_of(before, code)


def is_breakdown(layout: Layout, items: Iterable[list[Line]]) -> bool:
    """Whether a list breaks items down into measures that have rows of their own."""
    measures = layout.of("measures")
    return measures is not None and any(
        len({cell_of(line, measures) for line in group if cell_of(line, measures)}) > 1 for group in items
    )


def outlined(table: SourceTable, sheet: Spread, items: Sequence[list[Line]], parents: Parents) -> Iterator[Record]:
    """The records of a list with an outline: a project for each item that stands by itself, with its parts."""
    apart = alike.told_apart(table, [group for place, group in enumerate(items) if parents[place] is None])
    parts: dict[int, list[int]] = {}
    for place in range(len(items)):
        if parents[place] is not None:
            parts.setdefault(root_of(parents, place), []).append(place)
    for place, group in enumerate(items):
        if parents[place] is None:
            inner = [(items[part], _within(items, parents, part, place, table.layout)) for part in parts.get(place, ())]
            yield from records(table, sheet, group, breakdown=False, parts=inner, apart_by=apart.get(group[0].at, ""))


def take_units_of(project: Cells, own: Iterable[SheetColumn], parts: Iterable[Part]) -> None:
    """Let those who answer for the parts of a project answer for it too."""
    units = [column for column in own if column.key in _UNITS]
    for lines, _within_title in parts:
        for line in lines:
            project.next_row(line.at)
            project.take(units, line.cells, line.at)


def _within(items: Sequence[list[Line]], parents: Parents, part: int, root: int, layout: Layout) -> str:
    """The title of the whole between an item and the project that both are parts of; blank where there is none."""
    whole = parents[part]
    return "" if whole is None or whole == root else cell_of(items[whole][0], layout.of("title"))


def records(
    table: SourceTable,
    sheet: Spread,
    group: list[Line],
    *,
    breakdown: bool,
    parts: Sequence[tuple[list[Line], str]] = (),
    apart_by: str = "",
) -> Iterator[Record]:
    """The project that a group of rows is, and its milestones; `apart_by` tells its title from another item's."""
    layout, first = table.layout, group[0]
    own = [column for column in layout.columns if column.key not in (PERIOD, STEP)]
    apart = _apart(sheet, own, group) if breakdown else set()
    # What the only row of an item says of its measure, it says of the item.
    of_measures = apart if len(group) > 1 else {column.at for column in own if column.key == "measures"} & apart
    project = Cells(table, "project")
    for line in group:
        project.next_row(line.at)
        project.take([column for column in own if column.at not in of_measures], line.cells, line.at)
        for column in own:
            if column.at in of_measures and column.key in ROLES:
                project.take([column], line.cells, line.at)
    take_units_of(project, own, parts)
    project.facts(first.facts)
    project.facts(table.facts)
    project.settle()
    project.follow_chart(group)
    _tidy_title(project)
    if apart_by:
        project.fields["title"] = f"{project.fields.get('title', '')}（{one_line(apart_by)}）"
    cells = project.cells()
    cells.setdefault("plan", str(table.plan))
    cells["title"], whole = shortened(cells.get("title", ""))
    if whole:
        cells.setdefault("goal", whole)
    closed = cells["state"] if cells.get("state") in (DONE, DROPPED) else None
    steps = list(milestones.steps(table, own, apart, group, breakdown=breakdown, parts=parts, closed=closed))
    whole_in_parts = bool(parts or (breakdown and len(group) > 1) or layout.of(STEP))
    if whole_in_parts or layout.of(PERIOD):  # whose periods may be those that have gone by
        follow_parts(table, cells, steps, silent=whole_in_parts and not project.progress.said)
    if breakdown and "due" not in cells and (latest := last_limit(table, group)):
        cells["due"] = latest
    if len(group) == 1 and not parts:  # what the only row says of the item is not said of its measure once more
        steps = [step._replace(said=()) for step in steps]
    if not steps:
        steps = list(milestones.scheduled(table, first, cells))
    by_themselves = {step.place.n - 1 for step in steps}
    rows = [line for line in group if line is first or line.at not in by_themselves]
    made = table.record(
        "project",
        first.at,
        cells,
        joined(rows),
        last=rows[-1].at,
        roles=project.roles,
        base=project.progress.limits.base,
        statements=project.said(),
    )
    yield made._replace(has_steps=bool(steps))
    yield from steps


def follow_parts(table: SourceTable, project: dict[str, str], steps: Sequence[Record], *, silent: bool) -> None:
    """Give a project what its row leaves blank: the last limit of its parts; where it is `silent`, their state."""
    limits = {step.cells["due"]: table.last_day(step.cells["due"]) for step in steps if step.cells.get("due")}
    last = max(limits, key=lambda words: limits[words] or date.min, default=None)
    start = iso_date(project.get("start", ""))
    # Parts that all end before it starts come before it: a tender, its award.
    if "due" not in project and last and (start is None or (limits[last] or start) >= start):
        project["due"] = last
    states = [step.cells.get("state", PLANNED) for step in steps]
    if "state" not in project and states and silent:
        if all(state in (DONE, DROPPED) for state in states):
            project["state"] = DONE
        elif any(state != PLANNED for state in states):
            project["state"] = STARTED


def _tidy_title(project: Cells) -> None:
    """A title without the star of a key project, which is one then, and without the number of its row."""
    title = project.fields.get("title", "")
    plain = _KEY_PROJECT.sub("", title).strip()
    if plain and plain != title:
        project.fields.setdefault("key", "true")
        project.keep("★", title)
    plain = without_number(plain)
    if plain:
        project.fields["title"] = plain


def _apart(sheet: Spread, own: list[SheetColumn], group: list[Line]) -> set[int]:
    """The columns in which each row of a group speaks for itself."""
    columns = set()
    for column in own:
        if column.key not in _OF_STEP and (column.key not in _UNITS or len(group) == 1):
            continue
        merged = len(group) > 1 and all(sheet.is_continued(line.at, column.at) for line in group[1:])
        if column.key == "measures" or not merged:
            columns.add(column.at)
    return columns


def last_limit(table: SourceTable, group: list[Line]) -> str | None:
    """The last of the time limits of a group's rows, in its own words."""
    columns = [column for key in ("due_revised", "due") for column in table.layout.all_of(key)]
    cells = (next((cell for column in columns if (cell := cell_of(line, column))), "") for line in group)
    ends = {words: table.last_day(words) for words in map(table.time_limit, cells) if words}
    return max(ends, key=lambda words: ends[words] or date.min, default=None)
