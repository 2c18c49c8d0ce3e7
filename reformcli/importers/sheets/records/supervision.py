"""Rows of registers of supervision as records: visits with what they found, what has to be put right, owners."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reformcli.i18n import _
from reformcli.importers.sheets.blocks.body import Line, cell_of, joined
from reformcli.importers.sheets.cells.sheet import is_nothing
from reformcli.importers.sheets.columns import who
from reformcli.importers.sheets.columns.layout import KEEP, SheetColumn
from reformcli.importers.sheets.rows.row_cells import Cells, shortened, without_number
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.merging.record import Record
from reformcli.model.duty import ROLES

_NO_PROBLEM = re.compile(
    r"(?:暂?无|未发现|没有|无明显|未见|none|nil|no (?:issues?|problems?|findings?))(?:.{0,6}(?:问题|异常))?[。.]?",
    re.IGNORECASE,
)
_OF_MATTER = {
    "problem": "detail",
    "demand": "measures",
    **{
        key: key
        for key in ("progress_text", "due", "due_revised", "due_original", "state", "reported", "done", "actual_end")
    },
}
"""What a log of visits says of what was found, and what it is of the matter."""

_NAMES_NOTHING_HERE = (*ROLES, "source", "kind", "raised_by", "relapse_of")
"""What lists say of a matter in numbers and names of their own, that are none of the ledger's."""


def matters(table: SourceTable, group: list[Line]) -> Iterator[Record]:
    """The matter that a group of rows is.

    Whoever has to put it right is its owner: the unit, or where no column names units the person. The others help.
    """
    matter = Cells(table, "matter")
    owners: list[str] = []
    helping: list[str] = []
    persons: list[str] = []
    for line in group:
        matter.next_row(line.at)
        for column in table.layout.columns:
            cell = cell_of(line, column)
            if column.key == "owner":
                table.doubt_time_among_names(line.at, column, cell)
                owners += [name for name in _units(table, column, cell) if name not in owners]
            elif column.key == "supporting":
                helping += _units(table, column, cell)
            elif column.key in _NAMES_NOTHING_HERE:
                if column.key == "liaison":
                    persons += [name for name in _units(table, column, cell) if name not in persons]
                matter.take([column._replace(key=KEEP)], line.cells, line.at)
            elif column.key == "title":
                matter.take([column._replace(key="detail")], line.cells, line.at)
            else:
                matter.take([column], line.cells, line.at)
    for key, text in {**table.facts, **group[0].facts}.items():
        if key in _NAMES_NOTHING_HERE and key not in ROLES:
            matter.extra.setdefault(key, text)
        elif key != "plan" or key in group[0].facts:
            matter.facts({key: text})
    for role, names in matter.roles.items():
        matter.keep(role, "、".join(names))
    yield from _matter(table, group, matter, (*(owners or persons[:1]), *helping), under=None, base=None)


def _matter(
    table: SourceTable,
    lines: Sequence[Line],
    matter: Cells,
    answering: Sequence[str],
    *,
    under: str | None,
    base: date | None,
) -> Iterator[Record]:
    matter.progress.limits.base = matter.progress.limits.base or base
    matter.settle()
    if days := table.due_days(matter.fields.get("due", "")):
        _take_the_next(table, lines[0], matter, days[0])
    names = tuple(dict.fromkeys(answering))
    cells = {"source": "", "owner": "".join(names[:1]), "supporting": ",".join(names[1:]), **matter.cells()}
    cells["title"], whole = shortened(without_number(cells.pop("detail", "")))
    if whole:
        cells["detail"] = whole
    yield table.record(
        "matter",
        lines[0].at,
        cells,
        joined(lines),
        last=lines[-1].at,
        under=under,
        base=matter.progress.limits.base,
        statements=matter.said(),
    )


def _take_the_next(table: SourceTable, line: Line, matter: Cells, day: date) -> None:
    """Take the next day of a limit that comes again, since a matter has one; say so."""
    words = matter.fields["due"]
    matter.fields["due"] = day.isoformat()
    column = table.layout.of("due") or table.layout.of("due_revised")
    if column is not None:
        matter.keep(column.name, words)
        text = _("{text} comes again and again; taken as its next day, {date}.", text=words, date=day)
        table.doubt(line.at, column, text)


def visits(table: SourceTable, group: list[Line]) -> Iterator[Record]:
    """The visit that a group of rows is, and what it found."""
    first = group[0]
    visit = Cells(table, "visit")
    visited: list[str] = []
    of_visit = [column for column in table.layout.columns if column.key not in (*_OF_MATTER, "owner", "project")]
    for line in group:
        visit.take(of_visit, line.cells, line.at)
        for column in table.layout.all_of("owner"):
            visited += [name for name in _units(table, column, cell_of(line, column)) if name not in visited]
    visit.facts({key: text for key, text in first.facts.items() if key not in ("source", "kind", "state")})
    if len(visited) > 1:
        visit.keep("督查对象", "、".join(visited))
    for column in table.layout.all_of("project"):
        visit.take([column._replace(key=KEEP)], first.cells, first.at)
    problems = [line for line in group if _has_problem(table, line)]
    for line in group:
        if line not in problems:
            rest = [column._replace(key=KEEP) for column in table.layout.columns if column.key in _OF_MATTER]
            visit.take([column for column in rest if not is_nothing(cell_of(line, column))], line.cells, line.at)
    cells = {"owner": visited[0] if visited else "", "form": "", **visit.cells()}
    own = [line for line in group if line is first or line not in problems]
    yield table.record("visit", first.at, cells, joined(own), last=own[-1].at)
    for line in problems:
        yield from _of_visit(table, line, visited, table.day(cells.get("date", "")))


def _of_visit(table: SourceTable, line: Line, visited: list[str], base: date | None) -> Iterator[Record]:
    """The matter that a row names as found by a visit."""
    matter = Cells(table, "matter")
    columns = table.layout.all_of("owner")
    own = [name for column in columns for name in _units(table, column, cell_of(line, column))]
    for column in table.layout.columns:
        if column.key in _OF_MATTER or column.key == "project":
            matter.take([column._replace(key=_OF_MATTER.get(column.key, column.key))], line.cells, line.at)
    yield from _matter(table, [line], matter, own or visited, under="visit", base=base)


def owners(table: SourceTable, group: list[Line]) -> Iterator[Record]:
    """The owner that a row names."""
    for line in group:
        owner = Cells(table, "owner")
        owner.take(table.layout.columns, line.cells, line.at)
        yield table.record("owner", line.at, owner.cells(), line.cells)


def _has_problem(table: SourceTable, line: Line) -> bool:
    cell = cell_of(line, table.layout.of("problem"))
    return not is_nothing(cell) and _NO_PROBLEM.fullmatch(cell) is None


def _units(table: SourceTable, column: SheetColumn, cell: str) -> list[str]:
    """Everybody whom a cell names, the leading one first."""
    last_first = column.at in table.last_first
    named = who.names("responsible", cell, table.intake.known, last_first=last_first)
    table.meet(column, (name for role in who.UNITS for name in named.get(role, ())))
    return [name for role in ("lead", "responsible", "supporting", "liaison", "leader") for name in named.get(role, ())]
