"""A sheet of a workbook: lists as one table, answers in several parts as blocks under titles."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.model.colours import LIGHTS, PAINT
from reformcli.model.text import escape, is_misread
from reformcli.output.cells import heading, sections, shown, word
from reformcli.output.texts import width
from reformcli.table import Cell, Column, Row, Shape, Table

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
"""What a sheet and a cell of the format can hold; characters as UTF-16 counts them."""

_MOST_WHOLE = 2**53
"""Whole numbers beyond this lose digits in a spreadsheet, so they are written as text."""

_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets disagree about days before this one, because one of them counts a 29 February 1900."""

_A4, _A3 = 9, 8
_A4_CELLS = 190
"""Columns wider than this together would be printed at less than three quarters of their size on A4: they get A3."""

_LEAST, _MOST, _MOST_MAIN, _MARGIN = 6, 36, 48, 4
"""Widths of columns in cells of a terminal; longer text wraps. A margin lets words end where they end."""

_LINE, _SPACE, _TALLEST = 15, 4, 400
"""Height of a line of text, the space around the lines of a row, and the most that a row can have, in points."""

HEADING = {
    "bold": True,
    "bg_color": "#D9E1F2",
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": "#BFBFBF",
}
_BODY = {"valign": "vcenter"}
TEXT = {**_BODY, "text_wrap": True, "align": "left", "indent": 1}
_NUMBER = {**_BODY, "align": "right", "indent": 1}
_SHARE = {**_NUMBER, "num_format": "0%"}
_DATE = {**_BODY, "align": "center", "num_format": "yyyy-mm-dd"}
_LEFT = {"align": "left", "indent": 1}
BORDER = {"border": 1, "border_color": "#BFBFBF"}


class SheetWriter:
    """The sheet, the row that comes next, and how wide its columns have become."""

    def __init__(self, book: Any, name: str) -> None:
        self._book = book
        self.sheet = book.add_worksheet(name)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.row = 0
        self.lines = 1
        self._widths: dict[int, int] = {}
        self.sheet.set_default_row(_LINE + _SPACE)

    def fill(self, table: Table, title: str) -> None:
        """Put the table there as a list, or as blocks where it has several parts."""
        parted = table.section is not None and table.columns[table.position(table.section)].words is not None
        if parted:
            self.line(title, {"bold": True, "font_size": 14})
            self.sheet.freeze_panes(1, 0)
            for name, columns, rows in sections(table):
                self.next()
                self.line(name, {"bold": True, "font_size": 12})
                self.part(columns, rows, BORDER)
        else:
            self.part(table.columns, table.rows, {})
            self.sheet.hide_gridlines(0)  # 0 prints them too, which is cheaper than a border for each blank cell
            self.sheet.freeze_panes(1, 0)
            self.sheet.autofilter(0, 0, self.row - 1, len(table.columns) - 1)
        self.sheet.repeat_rows(0)
        for note in table.notes:
            self.next()
            self.line(escape(note), {"italic": True})

    def set_up(self, title: str, day: date | None) -> None:
        """Widths, paper, and what is printed above and below each page."""
        for at, cells in self._widths.items():
            self.sheet.set_column(at, at, cells + _MARGIN)
        total = sum(cells + _MARGIN for cells in self._widths.values())
        self.sheet.set_landscape()
        self.sheet.set_paper(_A3 if total > _A4_CELLS else _A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        self.sheet.set_header(f'&C&"-,Bold"{title[:120].replace("&", "&&")}')
        page = _("Page {page} of {pages}", page="&P", pages="&N")
        self.sheet.set_footer(f"&L{day or ''}&C{page}")
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})

    def part(self, columns: tuple[Column, ...], rows: Iterable[Row], more: dict[str, Any]) -> None:
        """A heading and its rows, whose cells have the properties `more` too."""
        for at, label in enumerate(heading(columns)):
            self.string(at, label, HEADING, _MOST)
        self.next()
        for row in rows:
            for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
                self.cell(at, cell, column, more)
            self.next()

    def cell(self, at: int, cell: Cell, column: Column, more: dict[str, Any]) -> None:
        """A cell of the row, with the properties `more` too."""
        if column.shape is Shape.TEXT:
            more = more | _LEFT
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            self.sheet.write_datetime(self.row, at, datetime.combine(cell, time()), self.format(_DATE | more))
            self.widen(at, 10)
        elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) <= _MOST_WHOLE:
            form = self.format((_SHARE if column.shape is Shape.SHARE else _NUMBER) | more)
            self.sheet.write_number(self.row, at, cell, form)
            self.widen(at, width(shown(cell, column)))
        elif text := as_text(cell, column):
            self.string(at, text, TEXT | paint_of(cell, column) | more, _MOST_MAIN if column.main else _MOST)
        elif "border" in more:
            self.sheet.write_blank(self.row, at, None, self.format(more))

    def string(self, at: int, text: str, properties: dict[str, Any], most: int | None = None) -> None:
        """A text, in a column that grows up to `most` with it; without `most` it runs over the columns beside."""
        if len(text) > MOST_CHARACTERS // 2 and (length := length_of(text)) > MOST_CHARACTERS:
            raise BadFile(
                _(
                    "A cell of row {row} has {n} characters, more than the {most} of a workbook.",
                    row=self.row + 1,
                    n=length,
                    most=MOST_CHARACTERS,
                ),
                hint=_("Choose another format, such as --csv."),
            )
        if is_misread(text):
            # Or it would become a formula or number where a person edited its cell and left it unchanged.
            properties = {**properties, "quote_prefix": True}
        form = self.format(properties)
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter would take this for markup of its own; in two pieces it stays the text that it is.
            plain = self.format({})
            self.sheet.write_rich_string(self.row, at, plain, text[0], plain, text[1:], form)
        else:
            self.sheet.write_string(self.row, at, text, form)
        if most is not None:
            widths = [width(line) for line in text.split("\n")]
            self.widen(at, min(max(widths), most))
            self.lines = max(self.lines, sum(-(-cells // (most + 2)) or 1 for cells in widths))

    def line(self, text: str, properties: dict[str, Any]) -> None:
        """A line of text that runs over the columns."""
        self.string(0, text, properties)
        self.next()

    def next(self) -> None:
        """End the row. Raises BadFile where the sheet is full."""
        if self.lines > 1:
            # No column is wider than where its text wraps, so how many lines it takes is known already.
            self.sheet.set_row(self.row, min(self.lines * _LINE + _SPACE, _TALLEST))
            self.lines = 1
        self.row += 1
        if self.row > MOST_ROWS:
            raise BadFile(
                _("A sheet holds no more than {n} rows.", n=f"{MOST_ROWS:,}"),
                hint=_("Choose another format, such as --csv."),
            )

    def widen(self, at: int, cells: int) -> None:
        """Let a column be at least `cells` wide."""
        self._widths[at] = max(self._widths.get(at, _LEAST), cells)

    def format(self, properties: dict[str, Any]) -> Any:
        """The format with these properties, made once."""
        key = tuple(properties.items())
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


def as_text(cell: Cell, column: Column) -> str:
    """`cell` as people see it, with its line breaks."""
    if isinstance(cell, str) and word(cell, column) is None:
        return escape(cell)
    return escape(shown(cell, column))


def paint_of(cell: Cell, column: Column) -> dict[str, Any]:
    """The colour of a light, which its word stands in."""
    if isinstance(cell, str) and cell in LIGHTS and word(cell, column) is not None:
        return dict(zip(("bg_color", "font_color"), PAINT[cell], strict=True))
    return {}


def length_of(text: str) -> int:
    """How long UTF-16 takes `text` to be."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)
