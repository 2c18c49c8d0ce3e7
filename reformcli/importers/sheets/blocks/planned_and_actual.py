"""Rows that belong together: the plan, and below it what came of it (Plan, Forecast, Actual; 计划, 实际), each named in
a column of its own.

The days of the lower rows are moved behind the upper one, under headings of their own (Actual Finish); its blank cells
are filled from them, and the lower rows are left blank.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reformcli.i18n import _
from reformcli.importers.sheets.cells.sheet import is_nothing, text
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.words import vocabulary

_PLAN = re.compile(r"(?:plan|planned|baseline|target|计划|目标)[:：]?", re.IGNORECASE)
_BELOW = re.compile(r"(?:actual|forecast|revised|实际|预计|调整)[:：]?", re.IGNORECASE)
_DAYS = ("start", "due", "due_revised", "actual_start", "actual_end", "done")

Row = Sequence[Any]
_Added = Mapping[tuple[str, int], str]
"""The headings of the columns that are added: by the name of the lower row and the column whose days they take."""


def side_by_side(rows: Sequence[Row], place: str, intake: Intake) -> Sequence[Row]:
    """The rows with each plan and what came of it in one, which is said of `place`; else the same rows."""
    for column in range(max(map(len, rows), default=0)):
        names = [text(row[column]) if column < len(row) else "" for row in rows]
        lower = {
            at: name.strip(":： ")
            for at, name in enumerate(names)
            if at and _BELOW.fullmatch(name) and (_PLAN.fullmatch(names[at - 1]) or _BELOW.fullmatch(names[at - 1]))
        }
        plans = sum(at + 1 in lower for at, name in enumerate(names) if _PLAN.fullmatch(name))
        top = next((at for at in range(min(lower, default=0) - 2, -1, -1) if sum(map(bool, rows[at])) > 1), None)
        if plans < 2 or top is None:
            continue
        if added := _added([text(cell) for cell in rows[top]], list(dict.fromkeys(lower.values()))):
            shown = ", ".join(dict.fromkeys(lower.values()))
            intake.say(_("{place}: rows {names} are read as part of the row above.", place=place, names=shown))
            return _folded(rows, top, lower, added)
    return rows


def _added(headings: Sequence[str], names: Sequence[str]) -> _Added:
    """The headings of the columns of days, for each kind of lower row."""
    headed: dict[tuple[str, int], str] = {}
    for at, heading in enumerate(headings):
        for name in names:
            words = f"{name} {heading}" if heading.isascii() else f"{name}{heading}"
            if heading and vocabulary.surely("project", words) in _DAYS:
                headed[name, at] = words
    return headed


def _folded(rows: Sequence[Row], top: int, lower: Mapping[int, str], added: _Added) -> list[Row]:
    """The rows from the heading `top` on with each lower row in the one above that is none."""
    width, whole = max(map(len, rows)), 0
    days = [at for _name, at in added]
    made: list[list[Any]] = [[*row, *[None] * (width - len(row) + len(added))] for row in rows]
    made[top][width:] = added.values()
    for at in range(top + 1, len(rows)):
        if at not in lower:
            whole = at
            continue
        for place, cell in enumerate(made[at][:width]):
            if place not in days and is_nothing(text(made[whole][place])):
                made[whole][place] = cell
        for place, (name, of_day) in enumerate(added, width):
            if name == lower[at]:
                made[whole][place] = made[at][of_day]
        made[at] = []
    return list(made)
