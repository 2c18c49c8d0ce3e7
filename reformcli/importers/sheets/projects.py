"""Rows of a list of projects as records: a project for each item, milestones for its parts, measures and limits."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reformcli.i18n import _
from reformcli.importers.sheets import schedules
from reformcli.importers.sheets.body import Line
from reformcli.importers.sheets.cells import Cells, shortened
from reformcli.importers.sheets.columns import PERIOD, Column, Layout
from reformcli.importers.sheets.outline import Parents, root_of
from reformcli.importers.sheets.periods import is_mark, state_of
from reformcli.importers.sheets.shapes import is_time_limit
from reformcli.importers.sheets.sheet import Spread, is_nothing, one_line
from reformcli.importers.sheets.tables import Table
from reformcli.model.duty import ROLES
from reformcli.model.states import DONE, DROPPED, PLANNED, STARTED
from reformcli.verbs.record import Record

_OF_STEP = [
    "measures",
    "due",
    "due_original",
    "due_revised",
    "span",
    "start",
    "actual_start",
    "actual_end",
    "result",
    "state",
    "percent",
    "light",
    "evidence",
    "progress_text",
    "keep",
    "ignore",
    "remark",
    "raised_on",
    "duration",
    "effort",
    "id",
    "wbs",
    "row",
]
"""What a row that is one measure of several says of the measure, unless the cell is merged over all of them."""

_UNITS = ("lead", "responsible", "supporting", "liaison")

_KEY_PROJECT = re.compile(r"^[★☆▲△◆*＊]+\s*|\s*[★☆]+$")
_NUMBERED = re.compile(r"^(?:\d{1,3}[、．]\s*|\d{1,3}\.\s*(?=[^\d\s])|[（(]\d{1,3}[）)]\s*|[①-⑳]\s*)")


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
    name, own = cell_of(line, title), cell_of(line, number)
    if not name:
        return not own or sheet.is_continued(line.at, number.at if number else 0)
    if layout.of("measures") is None or name != cell_of(before, title):
        return False
    return (
        not own
        or own == cell_of(before, number)
        or cell_of(line, layout.of("measures")) != cell_of(before, layout.of("measures"))
    )


def cell_of(line: Line, column: Column | None) -> str:
    """The cell of a row in a column; blank where there is none."""
    return line.cells[column.at] if column is not None and column.at < len(line.cells) else ""


def is_breakdown(layout: Layout, items: Iterable[list[Line]]) -> bool:
    """Whether a list breaks items down into measures that have rows of their own."""
    measures = layout.of("measures")
    return measures is not None and any(
        len({cell_of(line, measures) for line in group if cell_of(line, measures)}) > 1 for group in items
    )


def told_apart(table: Table, items: Sequence[list[Line]]) -> dict[int, str]:
    """What is added to titles that several items have, by the row of each item: what tells them apart.

    A code tells items apart by itself. Items that agree in all else are one, which a row below says again.
    """
    layout = table.layout
    title = layout.of("title")
    same: dict[str, list[list[Line]]] = {}
    for group in items:
        same.setdefault(cell_of(group[0], title), []).append(group)
    added: dict[int, str] = {}
    for name, groups_of_name in same.items():
        firsts = [group[0] for group in groups_of_name]
        codes = [cell_of(line, layout.of("code")) for line in firsts]
        if not name or len(firsts) < 2 or len(set(codes)) == len(codes):
            continue
        for how in _distinctions(layout, firsts):
            texts = [how.of(place, line) for place, line in enumerate(firsts, 1)]
            if all(texts[1:]) and len(set(texts)) == len(texts):
                added |= {line.at: text for line, text in zip(firsts[1:], texts[1:], strict=True)}
                rows = ", ".join(str(line.at + 1) for line in firsts)
                assert title is not None
                table.doubt(
                    firsts[1].at,
                    title,
                    _("Rows {rows} have one title; told apart as {titles}.", rows=rows, titles=f"{name}（{texts[1]}）"),
                )
                break
    return added


class _Distinction(NamedTuple):
    """What may tell items with one title apart: a fact of their sections, a column, or (neither) their order."""

    fact: str = ""
    column: Column | None = None

    def of(self, place: int, line: Line) -> str:
        """What it says of the item at a place, from 1."""
        if self.fact:
            return line.facts.get(self.fact, "")
        return cell_of(line, self.column) if self.column is not None else str(place)


def _distinctions(layout: Layout, lines: Sequence[Line]) -> Iterator[_Distinction]:
    """What tells items with one title apart, the surest first: section, category, whole, place in the outline.

    Their numbers, limits or order do where they say different things of one column: else a row below only says an item
    again, or names others for it.
    """
    yield from (_Distinction(fact) for fact in ("theme", "source", "group"))
    for key in ("theme", "source", "parent", "wbs"):
        yield from (_Distinction(column=column) for column in layout.all_of(key))
    if any(
        len({cell for line in lines if (cell := cell_of(line, column))}) > 1
        for column in layout.columns
        if column.key not in (*ROLES, "row")
    ):
        for key in ("row", "due", "due_revised"):
            yield from (_Distinction(column=column) for column in layout.all_of(key))
        yield _Distinction()


def outlined(table: Table, sheet: Spread, items: Sequence[list[Line]], parents: Parents) -> Iterator[Record]:
    """The records of a list with an outline: a project for each item that stands by itself, with its parts."""
    apart = told_apart(table, [group for place, group in enumerate(items) if parents[place] is None])
    parts: dict[int, list[int]] = {}
    for place in range(len(items)):
        if parents[place] is not None:
            parts.setdefault(root_of(parents, place), []).append(place)
    for place, group in enumerate(items):
        if parents[place] is None:
            inner = [(items[part], _within(items, parents, part, place, table.layout)) for part in parts.get(place, ())]
            yield from records(table, sheet, group, breakdown=False, parts=inner, apart_by=apart.get(group[0].at, ""))


def _within(items: Sequence[list[Line]], parents: Parents, part: int, root: int, layout: Layout) -> str:
    """The title of the whole between an item and the project that both are parts of; blank where there is none."""
    whole = parents[part]
    return "" if whole is None or whole == root else cell_of(items[whole][0], layout.of("title"))


def records(
    table: Table,
    sheet: Spread,
    group: list[Line],
    *,
    breakdown: bool,
    parts: Sequence[tuple[list[Line], str]] = (),
    apart_by: str = "",
) -> Iterator[Record]:
    """The project that a group of rows is, and its milestones; `apart_by` tells its title from another item's."""
    layout, first = table.layout, group[0]
    own = [column for column in layout.columns if column.key != PERIOD]
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
    for lines, _within_title in parts:
        for line in lines:
            project.next_row(line.at)
            project.take([column for column in own if column.key in _UNITS], line.cells, line.at)
    project.facts(first.facts)
    project.facts(table.facts)
    project.settle()
    if breakdown and "due" not in project.fields and (latest := last_limit(table, group)):
        project.fields["due"] = latest
    _tidy_title(project)
    if apart_by:
        project.fields["title"] = f"{project.fields.get('title', '')}（{one_line(apart_by)}）"
    cells = project.cells()
    cells.setdefault("plan", str(table.plan))
    cells["title"], whole = shortened(cells.get("title", ""))
    if whole:
        cells.setdefault("goal", whole)
    closed = cells["state"] if cells.get("state") in (DONE, DROPPED) else None
    steps = list(_steps(table, own, apart, group, breakdown=breakdown, parts=parts, closed=closed))
    if parts or (breakdown and len(group) > 1):
        _follow_parts(table, cells, steps, silent=not project.progress.said)
    if not steps:
        steps = list(_scheduled(table, first, cells))
    made = table.record("project", first.at, cells, first.cells, roles=project.roles, base=project.progress.base)
    yield made._replace(has_steps=bool(steps))
    yield from steps


def _follow_parts(table: Table, project: dict[str, str], steps: Sequence[Record], *, silent: bool) -> None:
    """Give a project what its row leaves blank: the last limit of its parts; where it is `silent`, their state."""
    limits = {step.cells["due"]: table.day(step.cells["due"]) for step in steps if step.cells.get("due")}
    if "due" not in project and limits:
        project["due"] = max(limits, key=lambda words: limits[words] or date.min)
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
    plain = _NUMBERED.sub("", plain).strip() or plain
    if plain:
        project.fields["title"] = plain


def _steps(
    table: Table,
    own: list[Column],
    apart: set[int],
    group: list[Line],
    *,
    breakdown: bool,
    parts: Sequence[tuple[list[Line], str]],
    closed: str | None,
) -> Iterator[Record]:
    titles: set[str] = set()
    for line in group:
        if breakdown:
            yield from _measure(table, [column for column in own if column.at in apart], line, titles, closed)
        yield from _stretches(table, line, titles, closed)
    for lines, within in parts:
        yield from _part(table, own, lines, within, titles, closed)


def _apart(sheet: Spread, own: list[Column], group: list[Line]) -> set[int]:
    """The columns in which each row of a group speaks for itself."""
    columns = set()
    for column in own:
        if column.key not in _OF_STEP and (column.key not in _UNITS or len(group) == 1):
            continue
        merged = len(group) > 1 and all(sheet.is_continued(line.at, column.at) for line in group[1:])
        if column.key == "measures" or not merged:
            columns.add(column.at)
    return columns


def last_limit(table: Table, group: list[Line]) -> str | None:
    """The last of the time limits of a group's rows, in its own words."""
    column = table.layout.of("due_revised") or table.layout.of("due")
    words = [table.time_limit(cell_of(line, column)) for line in group]
    ends = {text: table.day(text) for text in words if text}
    return max(ends, key=lambda text: ends[text] or date.min, default=None)


def _measure(table: Table, columns: list[Column], line: Line, titles: set[str], closed: str | None) -> Iterator[Record]:
    """The milestone that a row's measure is."""
    title = next((cell_of(line, column) for column in columns if column.key == "measures"), "")
    rest = [column for column in columns if column.key != "measures"]
    yield from _milestone(table, title, rest, [line], titles, closed)


def _part(
    table: Table, own: list[Column], lines: list[Line], within: str, titles: set[str], closed: str | None
) -> Iterator[Record]:
    """The milestone that an item is which is a part of another one."""
    title = cell_of(lines[0], table.layout.of("title"))
    rest = [column for column in own if column.key != "title"]
    yield from _milestone(table, _NUMBERED.sub("", title).strip() or title, rest, lines, titles, closed, within)


def _milestone(
    table: Table,
    title: str,
    columns: list[Column],
    lines: list[Line],
    titles: set[str],
    closed: str | None,
    within: str = "",
) -> Iterator[Record]:
    if is_nothing(title):
        return
    step = Cells(table, "milestone")
    for line in lines:
        step.next_row(line.at)
        for column in columns:
            cell = cell_of(line, column)
            if column.key == "result" and cell:
                step.fields["output"] = cell
            elif column.key in ROLES or column.key in ("code", "depends_on"):
                if not is_nothing(cell):
                    step.keep(column.name, cell)
            else:
                step.take([column], line.cells, line.at)
    step.settle()
    if closed is not None and step.fields.get("state") not in (DONE, DROPPED):
        step.fields["state"] = closed
    name, whole = shortened(title)
    name = _unlike(name, within or str(len(titles) + 1), titles)
    if within:
        step.keep("↳", within)
    cells = {"project": "", "title": name, **step.cells()}
    if whole:
        cells["output"] = f"{whole}\n{cells.get('output', '')}".strip()
    yield table.record("milestone", lines[0].at, cells, lines[0].cells, under="project", base=step.progress.base)


def _scheduled(table: Table, line: Line, project: Mapping[str, str]) -> Iterator[Record]:
    """The milestones of a project's limit that holds several deadlines, each under its own words."""
    limit = project.get("due", "")
    if len(limit) < 8:
        return
    column = table.layout.of("due") or table.layout.of("due_revised")
    cell = cell_of(line, column) or limit
    titles: set[str] = set()
    for step in schedules.steps(cell, lambda words: is_time_limit(words) or table.day(words) is not None):
        name, whole = shortened(step.title or project["title"])
        cells = {"project": "", "title": _unlike(name, step.words, titles), "due": step.words}
        if whole:
            cells["output"] = whole
        if project.get("state") in (DONE, DROPPED):
            cells["state"] = project["state"]
        yield table.record("milestone", line.at, cells, line.cells, under="project")


def _stretches(table: Table, line: Line, titles: set[str], closed: str | None) -> Iterator[Record]:
    """The milestones that cells below stretches of time are."""
    done = {
        column.words: cell_of(line, column) for column in table.layout.columns if column.key == PERIOD and column.actual
    }
    for column in table.layout.columns:
        cell = cell_of(line, column)
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
        state = closed or state_of(done.get(column.words, "")) or state
        if state:
            cells["state"] = state
        yield table.record("milestone", line.at, cells, line.cells, under="project")


def _unlike(name: str, more: str, titles: set[str]) -> str:
    """A title that no other milestone of the project has."""
    title = name if name not in titles else f"{name}（{one_line(more)}）"
    count = 1
    while title in titles:
        count += 1
        title = f"{name}（{one_line(more)} {count}）"
    titles.add(title)
    return title
