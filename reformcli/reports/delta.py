"""Delta: what of a report is new, worse or cleared since it was last told, row by row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from reformcli.i18n import _, mark, plural
from reformcli.model.colours import LIGHTS
from reformcli.reports.ladder import STEPS
from reformcli.table import Cell, Column, Row, Shape, Table
from reformcli.verbs.ladder import passed

NEW, WORSE, CLEARED = "new", "worse", "cleared"

CHANGE = Column(
    "change",
    mark("Change"),
    mark("New, worse than when it was last told, or cleared since."),
    words={NEW: mark("new"), WORSE: mark("worse"), CLEARED: mark("resolved")},
)

Cells = Mapping[str, Any]
"""A row as it is remembered: its cells by column, dates as ISO text, lists as lists."""


class Told(NamedTuple):
    """What was told on a day: its rows, in their order."""

    day: date
    rows: Sequence[Cells]


class Delta(NamedTuple):
    """What changed: the table that says it, whether anything is new or worse, and the rows to remember."""

    table: Table
    is_worse: bool
    rows: Sequence[Cells]


def changed(table: Table, rows_by: Sequence[str], before: Told | None, days: Sequence[int]) -> Delta:
    """The rows of `table` that are new or worse since `before`, and those that are gone, in one table, with a note that
    counts the rest. `rows_by` are the columns that tell rows apart; without `before` all are new. Each of
    the `days` late that is passed makes a row worse."""
    now = [_remembered(table.columns, row) for row in table.rows]
    earlier = {} if before is None else {_key(cells, rows_by): cells for cells in before.rows}
    rows = list(zip((_key(cells, rows_by) for cells in now), now, table.rows, strict=True))
    new = [row for key, _cells, row in rows if key not in earlier]
    worse = [row for key, cells, row in rows if key in earlier and _is_worse(earlier[key], cells, days)]
    present = {key for key, _cells, _row in rows}
    cleared = [cells for key, cells in earlier.items() if key not in present]
    shown: tuple[Row, ...] = (
        *((NEW, *row) for row in new),
        *((WORSE, *row) for row in worse),
        *((CLEARED, *_recalled(table.columns, rows_by, cells)) for cells in cleared),
    )
    as_before = len(rows) - len(new) - len(worse)
    notes = (plural("And {n} as before.", "And {n} as before.", as_before),) if as_before and shown else ()
    title = (
        _("{title}: changes since {day}", title=table.title, day=before.day)
        if before
        else _("{title}: told for the first time", title=table.title)
    )
    empty = _("Nothing has changed since {day}.", day=before.day) if before else table.empty
    columns = (CHANGE, *table.columns)
    one = table._replace(
        title=title,
        columns=columns,
        rows=shown,
        section=None,
        notes=notes,
        empty=empty,
        titled=True,
    )
    return Delta(one._replace(tally=None), bool(new or worse), now)


def _remembered(columns: Iterable[Column], row: Row) -> dict[str, Any]:
    return {column.key: _plain(cell) for column, cell in zip(columns, row, strict=True) if cell is not None}


def _plain(cell: Cell) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell


def _key(cells: Cells, rows_by: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(cells.get(key, "")) for key in rows_by)


_KEPT = ("title", "name", "lead", "unit")
"""What is told of a row that is gone, besides what tells it from others; its figures are of another day."""


def _recalled(columns: Iterable[Column], rows_by: Sequence[str], cells: Cells) -> Iterator[Cell]:
    for column in columns:
        value = cells.get(column.key) if column.key in (*_KEPT, *rows_by) else None
        if column.shape is Shape.LIST:
            yield tuple(map(str, value)) if isinstance(value, list) else ()
        else:
            yield value if isinstance(value, str | int | float) else None


def _is_worse(before: Cells, now: Cells, days: Sequence[int]) -> bool:
    return any(test(before[key], now[key], days) for key, test in _TESTS.items() if key in before and key in now)


def _later(before: Any, now: Any, days: Sequence[int]) -> bool:
    """Past one more of the days late that count."""
    return passed(int(now), days) > passed(int(before), days)


def _after(order: Sequence[str]) -> Callable[[Any, Any, Sequence[int]], bool]:
    """Further in an order of codes."""
    places = {code: place for place, code in enumerate(order)}
    return lambda before, now, _days: places.get(now, -1) > places.get(before, -1)


_TESTS: Mapping[str, Callable[[Any, Any, Sequence[int]], bool]] = {
    "days_late": _later,
    "level": _after(tuple(STEPS)),
    "light": _after(tuple(reversed(LIGHTS))),
    "state": _after(("due", "missing")),
    "over": lambda before, now, _days: bool(set(now) - set(before)),
}
"""What makes a row worse, by the column that tells it."""
