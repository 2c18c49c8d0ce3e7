"""The milestones of a project: its measures, its parts, its stretches of time, the deadlines that one cell holds."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from reformcli import deadlines
from reformcli.i18n import _
from reformcli.importers.sheets.blocks.body import Line, cell_of, joined
from reformcli.importers.sheets.cells.sheet import is_nothing, one_line
from reformcli.importers.sheets.columns.layout import PERIOD, SECOND_LIMIT, STEP, SheetColumn
from reformcli.importers.sheets.columns.period_columns import is_mark, state_of
from reformcli.importers.sheets.rows.row_cells import Cells, shortened, without_number, without_numbers
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.importers.sheets.words import passages, schedules, state_words
from reformcli.merging.record import Record, Said
from reformcli.model.duty import ROLES
from reformcli.model.note import PROGRESS
from reformcli.model.states import DONE, DROPPED, STARTED, STATES

_LEAST_FOR_STEPS = 8
"""A cell of fewer characters holds no two limits with words of their own."""

_BRACKETS_AND_COMMAS = re.compile(r"[（()），,；;]")
"""What parts a day from what is said of it: 3月20日（已完成）; 已完成（2月28日）."""


def steps(
    table: SourceTable,
    own: list[SheetColumn],
    apart: set[int],
    group: list[Line],
    *,
    breakdown: bool,
    parts: Sequence[tuple[list[Line], str]],
    closed: str | None,
) -> Iterator[Record]:
    """The milestones of an item: of the measures of its rows, their stretches of time, and of its parts.

    `apart` are the columns in which each row speaks for itself, `parts` the rows of each part with the title of the
    whole
    between it and the item, `closed` the state of the item where it is done or dropped, which its milestones share.
    """
    titles: set[str] = set()
    measures = without_numbers([cell_of(line, table.layout.of("measures")) for line in group])
    for line, measure in zip(group, measures, strict=True):
        if breakdown:
            columns = [column for column in own if column.at in apart and column.key != "measures"]
            yield from _milestone(table, measure, columns, [line], group[0], titles, closed)
        yield from _stretches(table, line, titles, closed)
        yield from _dated(table, line, titles, closed)
    for lines, within in parts:
        yield from _part(table, own, lines, group[0], within, titles, closed)


def _part(
    table: SourceTable,
    own: list[SheetColumn],
    lines: list[Line],
    first: Line,
    within: str,
    titles: set[str],
    closed: str | None,
) -> Iterator[Record]:
    """The milestone that an item is which is a part of another one."""
    title = cell_of(lines[0], table.layout.of("title"))
    rest = [column for column in own if column.key != "title"]
    yield from _milestone(table, without_number(title), rest, lines, first, titles, closed, within)


def _milestone(
    table: SourceTable,
    title: str,
    columns: list[SheetColumn],
    lines: list[Line],
    first: Line,
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
    step.follow_chart(lines)
    if closed is not None and step.fields.get("state") not in (DONE, DROPPED):
        _doubt_open_part(table, lines[0], step, title)
        step.fields["state"] = closed
    name, whole = shortened(title)
    name = _unlike(name, within or str(len(titles) + 1), titles)
    if within:
        step.keep("↳", within)
    cells = {"project": "", "title": name, **step.cells()}
    if whole:
        cells["output"] = f"{whole}\n{cells.get('output', '')}".strip()
    days = deadlines.as_milestones(table.due_days(step.fields.get("due", "")))
    for day in days or (None,):
        own = {**cells, "title": f"{name} {day}", "due": day.isoformat()} if day is not None else cells
        yield table.record(
            "milestone",
            lines[0].at,
            own,
            joined(lines),
            above=() if lines[0] is first else first.cells,
            last=lines[-1].at,
            under="project",
            base=step.progress.limits.base,
            statements=step.said() if day is None or day == days[0] else (),
        )


def _doubt_open_part(table: SourceTable, line: Line, step: Cells, title: str) -> None:
    """Doubt that a part is open whose own cell says so, below an item that is done or dropped."""
    column = table.layout.of("state")
    if column is not None and step.progress.said and not is_nothing(cell := cell_of(line, column)):
        text = _("{word!r} of {title} stands below an item that is closed; closed with it.", word=cell, title=title)
        table.doubt(line.at, column, text)


def scheduled(table: SourceTable, line: Line, project: Mapping[str, str]) -> Iterator[Record]:
    """The milestones of a limit, or else of measures, that hold several deadlines, each in words of its own."""
    limits = (cell_of(line, table.layout.of("due") or table.layout.of("due_revised")), project.get("due", ""))
    others = (cell_of(line, table.layout.of(key)) for key in (SECOND_LIMIT, "measures"))
    texts = (next(filter(None, limits), ""), *others)
    dated = (schedules.steps(text, table.is_limit) for text in texts if len(text) >= _LEAST_FOR_STEPS)
    titles: set[str] = set()
    for step in next(filter(None, dated), ()):
        name, whole = shortened(step.title or project["title"])
        cells = {"project": "", "title": _unlike(name, step.words, titles), "due": step.words}
        if whole:
            cells["output"] = whole
        if project.get("state") in (DONE, DROPPED):
            cells["state"] = project["state"]
        yield table.record("milestone", line.at, cells, line.cells, under="project")


def _dated(table: SourceTable, line: Line, titles: set[str], closed: str | None) -> Iterator[Record]:
    """The milestones that columns of days name by their headings: Build, Go-live. A cell may say its state instead."""
    for column in table.layout.all_of(STEP):
        cell = cell_of(line, column)
        if is_nothing(cell):
            continue
        cells = {"project": "", "title": _unlike(column.name.replace("/", " "), cell, titles)}
        parts = [part.strip() for part in _BRACKETS_AND_COMMAS.split(cell) if part.strip()]
        days = [table.day_cell(line.at, column, part) for part in parts]
        if day := next((day for day in days if table.last_day(day) is not None), ""):
            cells["due"] = day
        if not day or len(parts) > 1:
            cells["extra"] = json.dumps({column.name: cell}, ensure_ascii=False)
        said = (state for part in parts for state in table.state_word(part).states)
        state = closed or next((state for state in said if state in STATES), None)
        if state:
            cells["state"] = state
        yield table.record("milestone", line.at, cells, line.cells, under="project")


def _stretches(table: SourceTable, line: Line, titles: set[str], closed: str | None) -> Iterator[Record]:
    """The milestones that cells below stretches of time are, where these are no chart."""
    if table.chart is not None:
        return
    done = {
        column.words: cell_of(line, column) for column in table.layout.columns if column.key == PERIOD and column.actual
    }
    for column in table.layout.columns:
        cell = cell_of(line, column)
        if column.key != PERIOD or column.actual or (is_nothing(cell) and cell != "×"):
            continue
        cells = {"project": "", "due": _until(table, line, column)}
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
        report = done.get(column.words, "")
        state = closed or _state_of_report(table, report) or state
        if state:
            cells["state"] = state
        said = (Said(PROGRESS, "progress_text", report),) if report and not is_mark(report) else ()
        yield table.record("milestone", line.at, cells, line.cells, under="project", statements=said)


def _state_of_report(table: SourceTable, report: str) -> str | None:
    """The state of a step by what is said to have been done of it; None where that does not tell."""
    if is_nothing(report) or is_mark(report):
        return state_of(report)
    states = table.state_word(report).states or state_words.closing(report).states
    begun = passages.has_begun(report) or (not states and passages.tells_of_work(report))
    return next((state for state in states if state in STATES), STARTED if begun else None)


def _until(table: SourceTable, line: Line, column: SheetColumn) -> str:
    """The limit of a cell below a stretch of time: of the last stretch that it covers, where it is merged sideways."""
    reach = table.reaches.get((line.at, column.at), column.at)
    covered = [other for other in table.layout.all_of(PERIOD) if column.at <= other.at <= reach and not other.actual]
    first, last = table.reading(covered[0].words), table.reading(covered[-1].words)
    if len(covered) < 2 or first.start is None or last.end is None:
        return table.order.worded(column.words)
    return f"{first.start}至{last.end}"


def _unlike(name: str, more: str, titles: set[str]) -> str:
    """A title that no other milestone of the project has."""
    title = name if name not in titles else f"{name}（{one_line(more)}）"
    count = 1
    while title in titles:
        count += 1
        title = f"{name}（{one_line(more)} {count}）"
    titles.add(title)
    return title
