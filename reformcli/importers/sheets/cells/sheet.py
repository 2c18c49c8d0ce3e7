"""A sheet of cells, with merged cells spread over the area that they cover."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from reformcli.model.text import clean

BRANCHES = ">└├│─┗┣┖"
"""What trackers draw before the name of a part: >短信验证, └─ Survey."""

_SPACES = " \t\u3000\xa0" + BRANCHES

Span = tuple[int, int, int, int]
"""A merged area: first row, first column, last row, last column, counted from 0."""

_NOTHING = frozenset(
    (
        *("/", "／", "\\", "-", "—", "——", "--", "–", "－", "_", "…", ".", "[]", "{}", "(#0)"),
        *("无", "N/A", "n/a", "NA", "null", "NULL", "None", "nan", "NaN", "NaT", "#N/A", "#REF!", "#VALUE!", "#NAME?"),
        *("0000-00-00", "0000-00-00 00:00:00"),
    )
)


_FIRST_DAY = re.compile(r"^(\d{4}-\d\d)-01$")
"""The day that spreadsheets put for a month that is typed in: 2026年6月 is kept as 2026-06-01."""


class Marks(NamedTuple):
    """What a workbook shows of its cells beside their values, rows and columns counted from 0.

    `hidden` are rows that a person does not see (hidden, or filtered out), `struck` cells whose text is struck out,
    `unvalued` cells with a formula whose value the file does not hold. `indents` is how far the text of a cell is
    indented, `outline` the level of a row in an outline. `fills` are the colours that cells are filled with: RRGGBB, or
    a name of the workbook's own for a colour of its theme. `months` are cells that show the month of a day alone.
    """

    hidden: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    unvalued: frozenset[tuple[int, int]] = frozenset()
    indents: Mapping[tuple[int, int], int] = {}
    outline: Mapping[int, int] = {}
    fills: Mapping[tuple[int, int], str] = {}
    months: frozenset[tuple[int, int]] = frozenset()


class Sheet(NamedTuple):
    """Rows of cells as they were read; `merged` are the areas that one cell covers, `marks` what the sheet shows."""

    name: str
    rows: Sequence[Sequence[Any]]
    merged: Sequence[Span] = ()
    marks: Marks = Marks()


class Spread:
    """The cells of a sheet as text. Rows and columns are counted from 0."""

    def __init__(self, sheet: Sheet) -> None:
        self._indents = _indents(sheet.rows)
        self._rows = [[text(value) for value in row] for row in sheet.rows]
        for row, column in sheet.marks.months:
            if row < len(self._rows) and column < len(self._rows[row]):
                self._rows[row][column] = _FIRST_DAY.sub(r"\1", self._rows[row][column])
        self._spans = sheet.merged
        self.name = sheet.name
        self.marks = sheet.marks
        self.height = len(self._rows)
        self.width = max(map(len, self._rows), default=0)
        self._down: dict[int, set[int]] = {}
        self._across: dict[int, list[Span]] = {}
        for span in sheet.merged:
            self._enter(span)

    def _enter(self, span: Span) -> None:
        top, left, bottom, right = span
        bottom = min(bottom, self.height - 1)
        if top > bottom:
            return
        said = self._rows[top][left] if left < len(self._rows[top]) else ""
        for row in range(top, bottom + 1):
            if row > top:
                self._down.setdefault(row, set()).add(left)
                cells = self._rows[row]
                cells += [""] * (left + 1 - len(cells))
                cells[left] = said
            if right > left:
                self._across.setdefault(row, []).append(span)

    @property
    def is_blank(self) -> bool:
        """Whether no cell says anything."""
        return not any(map(any, self._rows))

    def row(self, at: int) -> list[str]:
        """The cells of a row; a cell merged downwards stands in each row that it covers."""
        return self._rows[at]

    def heading(self, at: int) -> list[str]:
        """The cells of a row as a heading: also a cell merged sideways stands in each column that it covers."""
        cells = list(self._rows[at])
        for _top, left, _bottom, right in self._across.get(at, ()):
            right = min(right, 16_383, self.width - 1)
            cells += [""] * (right + 1 - len(cells))
            for column in range(left, right + 1):
                cells[column] = self._rows[at][left] if left < len(self._rows[at]) else ""
        return [one_line(cell) for cell in cells]

    def is_continued(self, at: int, column: int) -> bool:
        """Whether a cell is covered by one merged downwards from above."""
        return column in self._down.get(at, ())

    def indent(self, at: int, column: int) -> int:
        """How far the text of a cell is indented, by its format or by spaces before it."""
        return self.marks.indents.get((at, column), 0) or self._indents.get((at, column), 0)

    def reaches(self) -> Mapping[tuple[int, int], int]:
        """The last column that each cell covers which is merged sideways, by its row and column."""
        return {(at, left): right for at, spans in self._across.items() for _top, left, _bottom, right in spans}

    def is_across(self, at: int) -> bool:
        """Whether a cell of the row is merged over three columns or more."""
        return any(right - left >= 2 for _top, left, _bottom, right in self._across.get(at, ()))

    def only(self, first: int, last: int) -> "Spread":
        """The sheet with the cells of its columns from `first` to `last` alone, each in its place."""
        rows = [[cell if first <= at <= last else "" for at, cell in enumerate(row[: last + 1])] for row in self._rows]
        spans = [span for span in self._spans if first <= span[1] <= last]
        return Spread(Sheet(self.name, rows, spans, self.marks))

    def turned(self) -> "Spread":
        """The sheet with its columns as rows."""
        rows = [[row[at] if at < len(row) else "" for row in self._rows] for at in range(self.width)]
        return Spread(Sheet(self.name, rows, [(left, top, right, bottom) for top, left, bottom, right in self._spans]))


def _indents(rows: Sequence[Sequence[Any]]) -> dict[tuple[int, int], int]:
    """How many spaces and branches stand before the text of cells that begin with some."""
    return {
        (at, column): len(value) - len(value.lstrip(_SPACES))
        for at, row in enumerate(rows)
        for column, value in enumerate(row[:12])
        if value.__class__ is str and value[:1] in _SPACES and value[:1]
    }


def text(value: Any) -> str:
    """A cell as text: dates in ISO form, whole numbers without a fraction, no space around."""
    if value.__class__ is str:
        return value if value.isprintable() and value == value.strip() else clean(value)[0].strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is nothing: blank, a dash, a slash, 无."""
    return not cell or cell in _NOTHING


def one_line(cell: str) -> str:
    """A cell as one line: lines of Chinese are joined as they are, others with a space."""
    if "\n" not in cell:
        return cell
    joined = ""
    for part in (part.strip() for part in cell.split("\n")):
        gap = " " if joined and part and joined[-1].isascii() and part[0].isascii() else ""
        joined += gap + part
    return joined


def letters(column: int) -> str:
    """The letters of a column, as spreadsheets name it: A for 0, AB for 27."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def distinct(cells: Sequence[str]) -> list[str]:
    """The different texts in a row, in order, blanks left out."""
    return list(dict.fromkeys(cell for cell in cells if cell))
