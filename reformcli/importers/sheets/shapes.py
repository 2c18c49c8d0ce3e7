"""Columns whose headings tell nothing, by the shape of their cells: time limits, units, what is to be done."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from reformcli import deadlines
from reformcli.deadlines import Conventions, Kind
from reformcli.importers.sheets.sheet import is_nothing
from reformcli.names import looks_like_unit

if TYPE_CHECKING:
    from reformcli.importers.sheets.columns import Column

_ENOUGH = 0.8
_SAMPLE = 40
_SHORT = 24
_ITEM = re.compile(r"[\u3400-\u9fffA-Za-z]")


def guess(noun: str, columns: "list[Column]", rows: Sequence[Sequence[str]]) -> "list[Column]":
    """The columns, those without a known heading given what their cells show where the table lacks it."""
    keys = {column.key for column in columns}
    found = []
    for column in columns:
        if column.key == "keep" and column.name and not _is_known(noun, column):
            cells = [row[column.at] for row in rows[:_SAMPLE] if column.at < len(row)]
            key = _of(noun, [cell for cell in cells if not is_nothing(cell)], keys)
            if key:
                keys.add(key)
                column = column._replace(key=key, guessed=True)
        found.append(column)
    return found


def _is_known(noun: str, column: "Column") -> bool:
    from reformcli.importers.sheets.vocabulary import lookup

    return any(lookup(noun, part) is not None for part in (column.name, column.name.rpartition("/")[2]))


def _of(noun: str, cells: Sequence[str], keys: set[str]) -> str | None:
    if len(cells) < 2:
        return None
    if noun in ("project", "matter") and "due" not in keys and _share(cells, is_time_limit) >= _ENOUGH:
        return "due"
    units = {"project": "responsible", "matter": "units"}.get(noun)
    if units and not keys & {"lead", "responsible", "units"} and _share(cells, _is_units) >= _ENOUGH:
        return units
    if noun == "project" and "title" not in keys and len(set(cells)) == len(cells) and _share(cells, _is_item) == 1:
        return "title"
    return None


def _share(cells: Sequence[str], test: object) -> float:
    assert callable(test)
    return sum(bool(test(cell)) for cell in cells) / len(cells)


def is_time_limit(cell: str) -> bool:
    """Whether a cell is read as a time limit, and is more than a bare number."""
    if len(cell) > _SHORT or cell.replace(".", "").isdecimal():
        return False
    return deadlines.read(cell, date(2000, 1, 1), Conventions(plan_year=2000)).kind is not Kind.UNPARSEABLE


def _is_units(cell: str) -> bool:
    parts = [part for part in re.split(r"[、，,；;\n]", cell) if part.strip()]
    return bool(parts) and all(looks_like_unit(part.strip()) for part in parts)


def _is_item(cell: str) -> bool:
    return 4 <= len(cell) <= 120 and _ITEM.search(cell) is not None
