"""What a row says of its limit: the one in force, the first, the revised, and the day that lengths count from."""

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reformcli.deadlines import Kind
from reformcli.i18n import _
from reformcli.importers.sheets.cells.sheet import is_nothing, one_line
from reformcli.importers.sheets.columns import shapes
from reformcli.importers.sheets.columns.layout import SECOND_LIMIT, SheetColumn
from reformcli.importers.sheets.words import schedules, state_words
from reformcli.importers.sheets.words.state_words import StateWord
from reformcli.model.states import DONE, DROPPED, REPORTED, STARTED

if TYPE_CHECKING:
    from reformcli.importers.sheets.rows.source_table import SourceTable

_TWO_YEARS = re.compile(r"(20\d\d)\s?[-–—]\s?(\d\d)")

_OF_ITS_OWN_DAY = re.compile(r"\b(?:of|from|after|following|before) (?:the )?\d.*20\d\d")
"""A length of time that says which day it counts from."""

_OF_LIMIT = re.compile(
    r"due|deadline|\bby\b|limit|target|complet|finish|\bend|deliver|时限|期限|完成|截止|到期", re.IGNORECASE
)
"""What heads limits. An arrow between two days below another heading (Date) goes from first to last."""

_UNIT = re.compile(
    r"[(（]\s*(?P<unit>个?工作日|[天日周]|个?月|(?:working )?days|weeks|months)\s*[)）]$|天(?=数$)", re.IGNORECASE
)
"""The unit at the end of a heading of which the cells are numbers: 期限（天）, 限办天数."""

_OF_WEEKS = re.compile(r"\bw/c\b|\bweek commencing\b", re.IGNORECASE)
"""What heads days that stand for the weeks that begin on them."""


class StateCell(NamedTuple):
    """A cell that says how far a row's work is: its row, its column, its text and the word of state in it."""

    at: int
    column: SheetColumn
    cell: str
    word: StateWord


_FORESEEN = re.compile(r"forecast|expected|estimat|预计|预期", re.IGNORECASE)
"""What heads days of completion that may have yet to come: Actual/forecast date."""


class RowLimits:
    """Until when a row's work is due. Each cell is told to it; `settled` settles them.

    `words` are the words of state that stood in their place, `kept` the cells of which no limit was made, `base` is the
    day from which a length of time counts.
    """

    def __init__(self, table: "SourceTable") -> None:
        self._table = table
        self._limits: dict[str, tuple[int, SheetColumn, str]] = {}
        self.words: list[StateCell] = []
        self.kept: list[tuple[str, str]] = []
        self.base = table.counts_from
        self._base_cell: tuple[int, SheetColumn, str] | None = None

    def counts_from(self, at: int, column: SheetColumn, cell: str) -> None:
        """A day from which a length of time counts: when the row was handed down or entered, else when it begins."""
        if self._base_cell is None and (day := self._table.day(cell)) is not None:
            self.base, self._base_cell = day, (at, column, cell)

    def take(self, key: str, at: int, column: SheetColumn, cell: str) -> None:
        """A cell of a limit: the one in force, the first one, the revised one, or two days in one cell.

        Of the limits in force that several rows give a thing, the last one is its own.
        """
        if cell.isdecimal() and (unit := _UNIT.search(column.name)) is not None:
            cell = f"{cell} {unit['unit'] or unit[0]}"
        if _OF_WEEKS.search(column.name) and self._table.day(cell) is not None and not _OF_WEEKS.search(cell):
            cell = f"w/c {cell}"
        present = self._limits.setdefault(key, (at, column, cell))
        if present[2] == cell or (key == "due" and present[0] == at):
            return
        earlier = cell
        if key in ("due", SECOND_LIMIT) and self._last_day(present[2]) < self._last_day(cell):
            self._limits[key], earlier = (at, column, cell), present[2]
        self.kept.append((column.name, earlier))

    def foresees(self, at: int, column: SheetColumn, cell: str) -> bool:
        """Whether a day of completion is one to come, by the heading too; it is taken as the revised limit then."""
        day = self._table.day(cell) if _FORESEEN.search(column.name) else None
        if day is None or day <= self._table.intake.today:
            return False
        self.take("due_revised", at, column, cell)
        return True

    def _last_day(self, cell: str) -> date:
        words = self._table.time_limit(cell)
        return (self._table.last_day(words) if words else None) or date.min

    def settled(self) -> dict[str, str]:
        """The limit in force, and the first one where the list has it."""
        usable = {key: limit for key, limit in self._limits.items() if self._is_limit(*limit)}
        first = usable.get("due_original")
        force = (
            usable.get("due_revised") or usable.get("due") or usable.get("span") or usable.get(SECOND_LIMIT) or first
        )
        for key, (_at, column, cell) in self._limits.items():
            if usable.get(key) is not force or key not in usable:
                self.kept.append((column.name, cell))
        if force is None:
            return {}
        at, column, cell = force
        if force is usable.get(SECOND_LIMIT):
            due = self._table.layout.of("due")
            if due is None:
                last = self._last_day(cell)
                text = _("The due date is the last day that {column} names, {date}.", column=column.name, date=last)
            else:
                text = _("{column} is blank; the due date is that of column {name}.", column=due.name, name=column.name)
            self._table.doubt(at, column, text)
        self._must_count_from_a_day(at, column, cell)
        made = {"due": self._table.time_limit(self._fiscal(at, column, cell))}
        earlier = first or (usable.get("due") if force is usable.get("due_revised") else None)
        if earlier is not None and earlier is not force and (day := self._table.last_day(earlier[2])) is not None:
            made["due_first"] = day.isoformat()
        elif (given_up := self._table.reading(one_line(cell)).rescheduled_from) is not None:
            spans = "→" in cell and _OF_LIMIT.search(column.name) is None and self._table.layout.of("start") is None
            made["start" if spans else "due_first"] = given_up.isoformat()
        return made

    def _fiscal(self, at: int, column: SheetColumn, cell: str) -> str:
        """A cell as a fiscal year where it is written as English lists write one, 2025-26; which is doubted."""
        years = _TWO_YEARS.fullmatch(cell.strip())
        if years is None or not column.name.isascii() or int(years[2]) != (int(years[1]) + 1) % 100:
            return cell
        fiscal = f"{years[1]}/{years[2]}"
        text = _("{text} is taken as the fiscal year {year}; it could also mean both years.", text=cell, year=fiscal)
        self._table.doubt(at, column, text)
        return fiscal

    def _is_limit(self, at: int, column: SheetColumn, cell: str) -> bool:
        """Whether a cell of a column of limits is one. A passage, or a word of state, is kept and said."""
        if is_nothing(cell):
            return False
        if self._table.day(cell) is not None and not shapes.is_prose(cell):
            return True
        unread = self._table.reading(one_line(cell)).kind is Kind.UNPARSEABLE
        if shapes.is_prose(cell) and not schedules.steps(cell, self._table.is_limit):
            self._table.doubt(at, column, _("{text} is not read as a date.", text=one_line(cell)[:80]))
            return False
        if unread and column.key != "due":
            return False
        word = state_words.read(cell)
        if unread and word.states and word.states[0] in (DONE, DROPPED, STARTED, REPORTED):
            self.words.append(StateCell(at, column, cell, word))
            return False
        return True

    def _must_count_from_a_day(self, at: int, column: SheetColumn, cell: str) -> None:
        """Say that a length of time counts from the day of the import, where the row has no day of its own."""
        if self._table.intake.source_day or self._table.day(cell) is not None:
            return
        reading = self._table.reading(one_line(cell))
        if reading.end is None or (reading.kind is Kind.RELATIVE and _OF_ITS_OWN_DAY.search(cell)):
            return
        if reading.kind is Kind.RELATIVE and self._base_cell is not None:
            self._table.day_cell(*self._base_cell)  # doubted where it may mean two days
        elif reading.kind is Kind.RELATIVE and self.base is None:
            today = self._table.intake.today
            self._table.doubt(
                at,
                column,
                _(
                    "{text} counts from a day that the row does not have; it is counted from today, {date}.",
                    text=one_line(cell),
                    date=today,
                ),
            )
