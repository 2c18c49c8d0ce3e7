"""What a row says of its limit and of how far it is: words of state, percentages, days, lights, side by side."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from reformcli.deadlines import Kind
from reformcli.i18n import _
from reformcli.importers.sheets import passages, schedules, shapes, state_words
from reformcli.importers.sheets.layout import SECOND_LIMIT, SheetColumn
from reformcli.importers.sheets.sheet import is_nothing, one_line
from reformcli.importers.sheets.state_words import StateWord
from reformcli.model.states import DONE, DROPPED, PLANNED, REPORTED, STARTED

if TYPE_CHECKING:
    from reformcli.importers.sheets.tables import SourceTable

_TWO_YEARS = re.compile(r"(20\d\d)\s?[-–—]\s?(\d\d)")

_OF_WEEKS = re.compile(r"\bw/c\b|\bweek commencing\b", re.IGNORECASE)
"""What heads days that stand for the weeks that begin on them."""

_NEXT_STATE = {state_words.YES: DONE, state_words.ON_HOLD: STARTED}


class RowProgress:
    """How far a row's work is, and until when it is due. Each cell is told to it; `fields` settles them."""

    def __init__(self, table: "SourceTable") -> None:
        self._table = table
        self._words: list[tuple[int, SheetColumn, str, StateWord]] = []
        self._above: str | None = None
        self._ends: dict[str, tuple[int, SheetColumn, str]] = {}
        self._limits: dict[str, tuple[int, SheetColumn, str]] = {}
        self.percent: float | None = None
        self._began = False
        self._archived: tuple[int, SheetColumn] | None = None
        self._lesser: list[tuple[int, SheetColumn, str, StateWord]] = []
        self._goes_on: tuple[int, SheetColumn] | None = None
        self.base = table.counts_from
        self._base_cell: tuple[int, SheetColumn, str] | None = None
        self.kept: list[tuple[str, str]] = []

    def state(self, at: int, column: SheetColumn, cell: str) -> None:
        """A cell of a column of states."""
        if is_nothing(cell) or any(column is other and cell == text for _at, other, text, _word in self._words):
            return
        word = self._table.state_word(cell)
        number = state_words.number_of(cell)
        if number is not None and word.percent is None and not word.states and column.shape.shares == 1:
            word = StateWord((state_words.of_percent(number),), percent=number, listed=True)
        on = passages.done_on(cell)
        if on is not None and word.states[:1] in ((), (DONE,)) and self._table.day(on) is not None:
            self._ends.setdefault("actual_end", (at, column, on))
            word = word if word.states else StateWord((DONE,))
        self._words.append((at, column, cell, word))

    def state_above(self, cell: str) -> None:
        """What a section, the title or the sheet says of the state of its rows."""
        self._above = self._above or next(iter(state_words.read(cell).states), None)

    def sign(self, key: str, at: int, column: SheetColumn, cell: str) -> None:
        """A cell that says how far work is without being its state: a percentage, a light, words about progress."""
        if is_nothing(cell):
            return
        if key == "archived":
            if state_words.read(cell).states[:1] == (state_words.YES,):
                self._archived = (at, column)
        elif key == "percent":
            percent = state_words.percent_in_column(cell, column.shape.most)
            self.percent = percent if percent is not None and 0 <= percent <= 100 else None
        elif key == "actual_start":
            begun = state_words.read(cell).states[:1] == (state_words.YES,) or self._table.day(cell) is not None
            self._began = self._began or begun
        else:
            if key == "light":
                self._table.light(column, cell)
            word = self._table.state_word(cell.strip().rstrip("。"))
            on = passages.done_on(cell) if key == "progress_text" else None
            if on is not None and self._table.day(on) is not None:
                self._lesser.append((at, column, cell, StateWord((DONE,))))
                self._ends.setdefault("actual_end", (at, column, on))
            elif word.listed and word.states:
                self._lesser.append((at, column, cell, word))
            elif key == "progress_text" and (closing := passages.closing(cell)).states:
                self._lesser.append((at, column, cell, closing))
            elif key == "progress_text" and passages.tells_progress(column.name, cell):
                self._goes_on = self._goes_on or (at, column)

    def counts_from(self, at: int, column: SheetColumn, cell: str) -> None:
        """A day from which a length of time counts: when the row was handed down or entered, else when it begins."""
        if self._base_cell is None and (day := self._table.day(cell)) is not None:
            self.base, self._base_cell = day, (at, column, cell)

    def limit(self, key: str, at: int, column: SheetColumn, cell: str) -> None:
        """A cell of a limit: the one in force, the first one, the revised one, or two days in one cell.

        Of the limits in force that several rows give a thing, the last one is its own.
        """
        if _OF_WEEKS.search(column.name) and self._table.day(cell) is not None and not _OF_WEEKS.search(cell):
            cell = f"w/c {cell}"
        present = self._limits.setdefault(key, (at, column, cell))
        if present[2] == cell or (key == "due" and present[0] == at):
            return
        earlier = cell
        if key == "due" and self._last_day(present[2]) < self._last_day(cell):
            self._limits[key], earlier = (at, column, cell), present[2]
        self.kept.append((column.name, earlier))

    def _last_day(self, cell: str) -> date:
        words = self._table.time_limit(cell)
        return (self._table.last_day(words) if words else None) or date.min

    def end(self, key: str, at: int, column: SheetColumn, cell: str) -> None:
        """A cell that says on which day work was finished, put right or closed."""
        if is_nothing(cell):
            return
        word = state_words.read(cell)
        if self._table.day(cell) is None and word.states:
            self._words.append((at, column, cell, word))
            return
        self._ends.setdefault(key, (at, column, cell))

    @property
    def said(self) -> bool:
        """Whether a column of states says anything, understood or not."""
        return bool(self._words)

    def fields(self, noun: str) -> dict[str, str]:
        """The fields that all of it comes to."""
        made = self._limit()
        ends = {key: day for key, end in self._ends.items() if (day := self._end_day(*end)) is not None}
        state, word = self._state(ends)
        if noun == "matter":
            made |= self._of_matter(state, ends)
        elif state is not None:
            made["state"] = state
            day = ends.get("actual_end")
            if day is not None and state in (DONE, REPORTED):
                made["done" if state == DONE else "reported"] = day.isoformat()
        if word is not None:
            at, column, cell, reading = word
            recorded = made.get("state")
            self._table.word(at, column, cell, recorded, reading)
        return made

    def _state(self, ends: Mapping[str, date]) -> tuple[str | None, tuple[int, SheetColumn, str, StateWord] | None]:
        """The state, and the word that says it. What was laid away unfinished is dropped, which is doubted."""
        understood = (each for each in self._words if each[3].states)
        word = next(understood, None) or next(iter(self._words), None)
        state = self._of_word(word[3]) if word else None
        strange = word is not None and not word[3].understood
        if state is None and (word is None or strange) and self._lesser:
            state = self._of_word(self._lesser[0][3])
            word = word or self._lesser[0]
        if (
            word is not None
            and strange
            and state is None
            and self.percent is None
            and passages.says_begun(word[1].name, word[2])
        ):
            state = STARTED
        if word is not None and (together := self._of_several_rows(word[1])) is not None:
            state, word = together, None
        if state is None and self.percent is not None:
            state = state_words.of_percent(self.percent)
        if state is None and ends:
            state = REPORTED if set(ends) == {"reported"} else DONE
        if state is None and self._above is not None:
            state = self._of_word(StateWord((self._above,)))
        if state is None and self._began:
            state = STARTED
        if state is None and word is None and self._goes_on is not None:
            state = STARTED
            at, column = self._goes_on
            self._table.going_on.setdefault(column, []).append(at)
        if self._archived is not None and state not in (DONE, DROPPED):
            self._table.doubt(*self._archived, _("It was archived before it was done; taken as dropped."))
            state = DROPPED
        if word is not None and ends and state in (PLANNED, STARTED):
            at, column, cell, _reading = word
            self._table.doubt(
                at,
                column,
                _(
                    "{word!r} beside a day of completion; taken as {state}.",
                    word=cell,
                    state=_(state_words.LABELS[state]),
                ),
            )
        return state, word

    def _of_several_rows(self, column: SheetColumn) -> str | None:
        """The state of a thing whose rows are not equally far by a column, which is said; None where they are."""
        said = [
            (at, self._of_word(word)) for at, other, _cell, word in (*self._words, *self._lesser) if other is column
        ]
        states = {state for _at, state in said if state not in (None, DROPPED)}
        if len({at for at, _state in said}) < 2 or len(states) < 2:
            return None
        together = REPORTED if states == {REPORTED, DONE} else STARTED
        text = _("The rows of one item are not equally far; taken as {state}.", state=_(state_words.LABELS[together]))
        self._table.doubt(said[0][0], column, text)
        return together

    def _of_word(self, word: StateWord) -> str | None:
        said = next(iter(word.states), None)
        if said in (None, state_words.NOTHING):
            return None
        if said in (state_words.OPEN, state_words.NO):
            begun = any(lesser[3].states[0] in (STARTED, REPORTED) for lesser in self._lesser)
            goes_on = self._began or begun or self._goes_on is not None or (self.percent or 0) > 0
            return STARTED if goes_on else PLANNED
        return _NEXT_STATE.get(said, said)

    def _of_matter(self, state: str | None, ends: Mapping[str, date]) -> dict[str, str]:
        """The state and the days of what has to be put right: the unit reports it, the office takes it as done."""
        made = {"state": state} if state is not None else {}
        done = ends.get("done") or ends.get("actual_end")
        if done is not None and state in (None, DONE, REPORTED):
            made |= {"state": DONE, "done": done.isoformat()}
        elif done is not None:
            self.kept.append((self._ends["done" if "done" in ends else "actual_end"][1].name, done.isoformat()))
        if "reported" in ends:
            made["reported"] = ends["reported"].isoformat()
        return made

    def _end_day(self, at: int, column: SheetColumn, cell: str) -> date | None:
        """The day of a completion. One that has not come is kept, and doubted."""
        text = self._table.day_cell(at, column, cell)
        day = self._table.day(text)
        if day is not None and day <= self._table.intake.today:
            return day
        if day is None:
            self._table.doubt(at, column, _("{text} is not read as a day.", text=one_line(cell)[:80]))
        elif column.shape.filled < column.shape.rows:
            self._table.doubt(at, column, _("{date} has not come yet; taken as the day of completion.", date=day))
            return day
        else:
            self._table.doubt(at, column, _("{date} has not come yet, so that it is no day of completion.", date=day))
        self.kept.append((column.name, cell))
        return None

    def _limit(self) -> dict[str, str]:
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
        if column.key == SECOND_LIMIT:
            due = self._table.layout.of("due")
            blank = due.name if due is not None else ""
            text = _("{column} is blank; the due date is that of column {name}.", column=blank, name=column.name)
            self._table.doubt(at, column, text)
        self._must_count_from_a_day(at, column, cell)
        made = {"due": self._table.time_limit(self._fiscal(at, column, cell))}
        earlier = first or (usable.get("due") if force is usable.get("due_revised") else None)
        if earlier is not None and earlier is not force and (day := self._table.last_day(earlier[2])) is not None:
            made["due_first"] = day.isoformat()
        elif (given_up := self._table.reading(one_line(cell)).rescheduled_from) is not None:
            made["due_first"] = given_up.isoformat()
            if schedules.is_applied_for(cell):
                text = _("{text}: the extension is only applied for; {date} stays the limit.", text=cell, date=given_up)
                self._table.doubt(at, column, text)
                self.kept.append((column.name, cell))
                made["due"] = made["due_first"]
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
        if shapes.is_prose(cell) and not schedules.steps(cell, self._reads):
            self._table.doubt(at, column, _("{text} is not read as a date.", text=one_line(cell)[:80]))
            return False
        if unread and column.key != "due":
            return False
        word = state_words.read(cell)
        if unread and word.states and word.states[0] in (DONE, DROPPED, STARTED, REPORTED):
            self._words.append((at, column, cell, word))
            return False
        return True

    def _reads(self, words: str) -> bool:
        return self._table.day(words) is not None or shapes.is_time_limit(words)

    def _must_count_from_a_day(self, at: int, column: SheetColumn, cell: str) -> None:
        """Say that a length of time counts from the day of the import, where the row has no day of its own."""
        if self._table.intake.source_day or self._table.day(cell) is not None:
            return
        reading = self._table.reading(one_line(cell))
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
