"""Rows of registers of supervision as records: visits with what they found, what has to be put right, owners."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reformcli.importers.sheets.body import Line
from reformcli.importers.sheets.cells import Cells, Table, shortened
from reformcli.importers.sheets.columns import Column
from reformcli.importers.sheets.sheet import is_nothing
from reformcli.merging.record import Record
from reformcli.names import names_of

_NO_PROBLEM = re.compile(
    r"(?:暂?无|未发现|没有|无明显|未见|none|nil|no (?:issues?|problems?|findings?))(?:.{0,6}(?:问题|异常))?[。.]?",
    re.IGNORECASE,
)
_OF_MATTER = {"problem": "detail", "demand": "measures", "due": "due", "state": "state", "done": "done"}
"""What a log of visits says of what was found, and the fields that take it."""


def matters(table: Table, group: list[Line]) -> Iterator[Record]:
    """The matter that a group of rows is."""
    matter = Cells(table, "matter")
    others: list[str] = []
    for line in group:
        for column in table.layout.columns:
            if column.key == "units":
                others += [name for name in _units(table, _cell(line, column)) if name not in others]
            elif column.key == "title":
                matter.take([column._replace(key="detail")], line.cells)
            else:
                matter.take([column], line.cells)
    matter.facts(group[0].facts)
    matter.facts({key: said for key, said in table.facts.items() if key != "plan"})
    for role, names in matter.roles.items():
        matter.keep(role, "、".join(names))
    yield from _matter(table, group[0], matter, others, under=None, base=None)


def _matter(
    table: Table, line: Line, matter: Cells, owners: Sequence[str], *, under: str | None, base: date | None
) -> Iterator[Record]:
    if len(owners) > 1:
        matter.keep("配合单位", "、".join(owners[1:]))
    cells = {"source": "", "owner": owners[0] if owners else "", **matter.cells()}
    cells["title"], whole = shortened(cells.pop("detail", ""))
    if whole:
        cells["detail"] = whole
    if cells["source"].strip().isdecimal():
        cells["source"] = f"V{cells['source'].strip()}"
    yield table.record("matter", line.at, cells, line.cells, under=under, base=base)


def visits(table: Table, group: list[Line]) -> Iterator[Record]:
    """The visit that a group of rows is, and what it found."""
    first = group[0]
    visit = Cells(table, "visit")
    visited: list[str] = []
    of_visit = [column for column in table.layout.columns if column.key not in (*_OF_MATTER, "owner")]
    for line in group:
        visit.take([column for column in of_visit if column.key != "project"], line.cells)
        for column in table.layout.all_of("owner"):
            visited += [name for name in _units(table, _cell(line, column)) if name not in visited]
    visit.facts({key: said for key, said in first.facts.items() if key not in ("source", "kind")})
    if len(visited) > 1:
        visit.keep("督查对象", "、".join(visited))
    for column in table.layout.all_of("project"):
        visit.take([column._replace(key="keep")], first.cells)
    found = [line for line in group if _has_problem(table, line)]
    for line in group:
        if line not in found:
            rest = [column._replace(key="keep") for column in table.layout.columns if column.key in _OF_MATTER]
            visit.take([column for column in rest if not is_nothing(_cell(line, column))], line.cells)
    cells = {"owner": visited[0] if visited else "", "form": "", **visit.cells()}
    yield table.record("visit", first.at, cells, first.cells)
    for line in found:
        yield from _found(table, line, visited, table.day(cells.get("date", "")))


def _found(table: Table, line: Line, visited: list[str], base: date | None) -> Iterator[Record]:
    matter = Cells(table, "matter")
    own = [name for column in table.layout.all_of("owner") for name in _units(table, _cell(line, column))]
    for column in table.layout.columns:
        if column.key in _OF_MATTER or column.key == "project":
            matter.take([column._replace(key=_OF_MATTER.get(column.key, column.key))], line.cells)
    yield from _matter(table, line, matter, own or visited, under="visit", base=base)


def owners(table: Table, group: list[Line]) -> Iterator[Record]:
    """The owner that a row names."""
    for line in group:
        owner = Cells(table, "owner")
        owner.take(table.layout.columns, line.cells)
        yield table.record("owner", line.at, owner.cells(), line.cells)


def _has_problem(table: Table, line: Line) -> bool:
    column = table.layout.of("problem")
    cell = _cell(line, column)
    return not is_nothing(cell) and _NO_PROBLEM.fullmatch(cell) is None


def _units(table: Table, cell: str) -> list[str]:
    """Every unit that a cell names, the leading one first."""
    if is_nothing(cell):
        return []
    named = names_of("responsible", cell, table.take.known)
    return [name for role in ("lead", "responsible", "supporting") for name in named.get(role, ())]


def _cell(line: Line, column: Column | None) -> str:
    return line.cells[column.at] if column is not None and column.at < len(line.cells) else ""
