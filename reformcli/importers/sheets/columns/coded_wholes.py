"""Columns that say which project each row is a part of: project_id, and the name beside it."""

import re
from collections.abc import Sequence

from reformcli.importers.sheets.columns.layout import KEEP, NAME_OF_WHOLE, TOLD, WHOLE, SheetColumn
from reformcli.importers.sheets.words import vocabulary

_CODE_OF_WHOLE = re.compile(
    r"(?:project|programme?|initiative|epic|work ?stream|work ?package|site|goal|objective|contract)"
    r" ?(?:id|no|number|code|key|ref)\.?|(?:项目|工程|任务|目标)(?:编号|编码|代码|id)",
    re.IGNORECASE,
)
"""How a column is headed that has the code of what the items of a list are part of, where it is not their own."""


def with_codes(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where rows share the codes of projects and differ in what they name, the codes are of their wholes:
    project_id (PRJ001, PRJ001, PRJ002), milestone_name."""
    named = {column.key for column in columns}
    if "parent" in named or {"title", "measures"} <= named:
        return columns
    for place, column in enumerate(columns):
        shape = column.shape
        several = 2 <= round(shape.distinct * shape.filled) <= shape.filled / 2
        is_code = _CODE_OF_WHOLE.fullmatch(column.name.replace("_", " ").strip()) and shape.ids == 1
        may_be = column.key in ("id", "code", KEEP) and column.why != TOLD
        if is_code and may_be and several and shape.filled == shape.rows:
            return [*columns[:place], column._replace(key=WHOLE), *columns[place + 1 :]]
    return columns


def with_names(columns: tuple[SheetColumn, ...], cells: Sequence[Sequence[str]]) -> tuple[SheetColumn, ...]:
    """The columns; that behind one of codes of wholes names them, where it may be headed so and has one name for each
    code. `cells` are those of the table, by column."""
    coded = next((column for column in columns if column.key == WHOLE), None)
    beside = next((column for column in columns if coded is not None and column.at == coded.at + 1), None)
    if coded is None or beside is None or beside.key == "title" or beside.why == TOLD:
        return columns
    pairs = set(zip(cells[coded.at], cells[beside.at], strict=True))
    codes, names = ({pair[place] for pair in pairs} for place in (0, 1))
    may_be = "title" in {meaning.key for meaning in vocabulary.meanings("project", beside.name)}
    if not may_be or not len(pairs) == len(codes) == len(names):
        return columns
    return tuple(column._replace(key=NAME_OF_WHOLE) if column is beside else column for column in columns)
