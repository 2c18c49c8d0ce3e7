"""A sheet of cells, with merged cells spread over the area that they cover."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from reformcli.model.text import clean

Span = tuple[int, int, int, int]
"""A merged area: first row, first column, last row, last column, counted from 0."""

_NOTHING = frozenset(("/", "／", "\\", "-", "—", "——", "--", "–", "－", "无", "N/A", "n/a", "…"))


class Sheet(NamedTuple):
    """Rows of cells as they were read; `merged` are the areas that one cell covers."""

    name: str
    rows: Sequence[Sequence[Any]]
    merged: Sequence[Span] = ()

    @property
    def width(self) -> int:
        """How many cells the longest row has."""
        return max(map(len, self.rows), default=0)


class Spread:
    """The cells of a sheet as text. Rows and columns are counted from 0."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows = sheet.rows
        self.name = sheet.name
        self.height = len(sheet.rows)
        self._down: dict[int, dict[int, tuple[int, int]]] = {}
        self._across: dict[int, list[Span]] = {}
        for span in sheet.merged:
            self._enter(span)
        self.cleaned = 0

    def _enter(self, span: Span) -> None:
        top, left, bottom, right = span
        for row in range(top, min(bottom, self.height - 1) + 1):
            if row > top:
                self._down.setdefault(row, {})[left] = (top, left)
            if right > left:
                self._across.setdefault(row, []).append(span)

    def row(self, at: int) -> list[str]:
        """The cells of a row; a cell merged downwards stands in each row that it covers."""
        cells = [text(value) for value in self._rows[at]]
        for column, (top, left) in self._down.get(at, {}).items():
            if column >= len(cells):
                cells += [""] * (column + 1 - len(cells))
            cells[column] = self._at(top, left)
        return cells

    def heading(self, at: int) -> list[str]:
        """The cells of a row as a heading: also a cell merged sideways stands in each column that it covers."""
        cells = self.row(at)
        for top, left, _bottom, right in self._across.get(at, ()):
            right = min(right, 16_383)
            cells += [""] * (min(right, self._width() - 1) + 1 - len(cells))
            for column in range(left, min(right + 1, len(cells))):
                cells[column] = self._at(top, left)
        return cells

    def is_continued(self, at: int, column: int) -> bool:
        """Whether a cell is covered by one merged downwards from above."""
        return column in self._down.get(at, ())

    def is_across(self, at: int) -> bool:
        """Whether a cell of the row is merged over three columns or more."""
        return any(right - left >= 2 for _top, left, _bottom, right in self._across.get(at, ()))

    def _width(self) -> int:
        return max(map(len, self._rows), default=0)

    def _at(self, row: int, column: int) -> str:
        cells = self._rows[row]
        return text(cells[column]) if column < len(cells) else ""


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
