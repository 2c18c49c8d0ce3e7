"""What a row says of how far it is: words of state, percentages, days, lights, side by side."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from reformcli.i18n import _
from reformcli.importers.sheets.cells.sheet import is_nothing, one_line
from reformcli.importers.sheets.columns import shapes
from reformcli.importers.sheets.columns.layout import SheetColumn
from reformcli.importers.sheets.rows.row_limits import RowLimits, StateCell
from reformcli.importers.sheets.words import passages, shares, state_words
from reformcli.importers.sheets.words.state_words import StateWord
from reformcli.model.states import DONE, DROPPED, PLANNED, REPORTED, STARTED

if TYPE_CHECKING:
    from reformcli.importers.sheets.rows.source_table import SourceTable

_OF_PROGRESS = re.compile(r"progress|update|position|进展|进度|情况|动态|成效|落实|到哪|月份?$", re.IGNORECASE)
_BLUE_IS_DONE = re.compile(r"\bb\W?r\W?a\W?g\b", re.IGNORECASE)
"""What heads lights among which blue stands for what is complete: BRAG."""

_ENDS_IN_TITLE = ((DONE,), (DROPPED,), (state_words.ON_HOLD,))
_GOES_ON_IN_TITLE = re.compile(r"(?:work )?in progress|ongoing|under ?way|not (?:yet )?started", re.IGNORECASE)
"""What of words of state is none of a title's own words where it is set apart there."""

_SHORT = 40
"""In so few characters a cell that says on which day work was done says nothing else."""

_NEXT_STATE = {state_words.YES: DONE, state_words.ON_HOLD: STARTED}


class RowProgress:
    """How far a row's work is, and until when it is due. Each cell is told to it; `fields` settles them."""

    def __init__(self, table: "SourceTable") -> None:
        self._table = table
        self._words: list[StateCell] = []
        self._above: str | None = None
        self._ends: dict[str, tuple[int, SheetColumn, str]] = {}
        self.limits = RowLimits(table)
        self.percent: float | None = None
        self._began: bool | None = None
        self._archived: tuple[int, SheetColumn] | None = None
        self._verdict: StateCell | None = None
        self._lesser: list[StateCell] = []
        self._in_title: StateCell | None = None
        self._goes_on: tuple[int, SheetColumn] | None = None
        self._alight: tuple[int, SheetColumn] | None = None
        self.kept: list[tuple[str, str]] = []

    def state(self, at: int, column: SheetColumn, cell: str) -> None:
        """A cell of a column of states."""
        if is_nothing(cell) or any(column is each.column and cell == each.cell for each in self._words):
            return
        word = self._table.state_word(cell, crossed=column.shape.crossed)
        number = shares.number_of(cell)
        if number is not None and word.percent is None and not word.states and column.shape.shares == 1:
            word = StateWord((state_words.of_percent(number),), percent=number, listed=True)
        on = passages.done_on(cell)
        if on is not None and word.states[:1] in ((), (DONE,)) and self._ended(at, column, on):
            word = StateWord((DONE,), listed=True)
        self._lit(at, column, word)
        self._words.append(StateCell(at, column, cell, word))

    def _lit(self, at: int, column: SheetColumn, word: StateWord) -> None:
        """Note a light that is lit for work that goes on, and not for what is done or has yet to begin."""
        if word.light in ("green", "yellow", "red") and not word.states:
            self._alight = self._alight or (at, column)

    def _ended(self, at: int, column: SheetColumn, words: str) -> bool:
        """Whether words are the day or the month of a completion; a day is noted as that."""
        if self._table.day(words) is not None:
            self._ends.setdefault("actual_end", (at, column, words))
        return self._table.last_day(words) is not None

    def title(self, at: int, column: SheetColumn, cell: str) -> str:
        """A title without a word of state that is set apart in it, which counts where no column says how far the work
        is, and is doubted."""
        for text, rest in passages.set_apart(cell):
            word = state_words.read(text)
            ends = word.states in _ENDS_IN_TITLE and not word.phase
            if word.listed and (ends or _GOES_ON_IN_TITLE.fullmatch(text)):
                self._in_title = StateCell(at, column, text, word._replace(listed=False))
                return rest
        return cell

    def state_above(self, cell: str) -> None:
        """What a section, the title or the sheet says of the state of its rows."""
        states = state_words.read(cell).states
        self._above = self._above or (state_words.OPEN if state_words.OPEN in states else next(iter(states), None))

    def sign(self, key: str, at: int, column: SheetColumn, cell: str) -> None:
        """A cell that says how far work is without being its state: a percentage, a light, words about progress."""
        if is_nothing(cell):
            return
        if key == "verdict":
            word = self._table.state_word(cell)
            if word.states == (DROPPED,):
                self._verdict = self._verdict or StateCell(at, column, cell, word)
        elif key == "archived":
            self._archived = (at, column) if state_words.read(cell).states[:1] == (state_words.YES,) else self._archived
        elif key == "percent":
            percent = shares.percent_in_column(cell, column.shape.most)
            self.percent = percent if percent is not None and 0 <= percent <= 100 else None
        elif key == "actual_start":
            answer = state_words.read(cell).states[:1]
            if answer == (state_words.YES,) or self._table.day(cell) is not None:
                self._began = True
            elif answer == (state_words.NO,) and self._began is None:
                self._began = False
        elif key == "remark":
            word = state_words.read(cell)
            if word.states[:1] == (DONE,) and (word.listed or cell.startswith("已")):
                self._lesser.append(StateCell(at, column, cell, StateWord((DONE,))))
        else:
            if key == "light":
                self._shines(at, column, cell)
            self._tells(key == "progress_text", at, column, cell)

    def _shines(self, at: int, column: SheetColumn, cell: str) -> None:
        """A light, which is kept beside the state; a blue one among BRAG says that work is done."""
        self._table.light(column, cell)
        light = state_words.read(cell)
        self._lit(at, column, light)
        if light.light == "blue" and _BLUE_IS_DONE.search(column.name):
            self._lesser.append(StateCell(at, column, cell, StateWord((DONE,), listed=True)))

    def _tells(self, of_progress: bool, at: int, column: SheetColumn, cell: str) -> None:
        """Words beside a state. A passage about progress says more than one word: by its days, its end, its verbs."""
        word = self._table.state_word(cell.strip().rstrip("。"))
        self._lit(at, column, word)
        on = passages.done_on(cell) if of_progress else None
        if on is not None and self._ended(at, column, on):
            word = StateWord((DONE,), listed=len(cell) <= _SHORT)
        elif of_progress and not (word.listed and word.states) and word.states not in ((DONE,), (REPORTED,)):
            word = state_words.closing(cell)
        elif not (word.listed or of_progress):
            return
        if word.states:
            self._lesser.append(StateCell(at, column, cell, word))
        elif of_progress and _tells_progress(column, cell):
            self._goes_on = self._goes_on or (at, column)

    def end(self, key: str, at: int, column: SheetColumn, cell: str) -> None:
        """A cell that says on which day work was finished, put right or closed; or will be, by a heading of both."""
        if is_nothing(cell) or self.limits.foresees(at, column, cell):
            return
        word = state_words.read(cell)
        if self._table.day(cell) is None and word.states:
            self._words.append(StateCell(at, column, cell, word))
            return
        self._ends.setdefault(key, (at, column, cell))

    @property
    def said(self) -> bool:
        """Whether a column of states says anything, understood or not."""
        return bool(self._words)

    def fields(self, noun: str) -> dict[str, str]:
        """The fields that all of it comes to."""
        made = self.limits.settled()
        self._words += self.limits.words
        self.kept += self.limits.kept
        ends = {key: day for key, end in self._ends.items() if (day := self._end_day(*end)) is not None}
        state, said = self._state(ends, self._table.last_day(made.get("due", "")))
        if noun == "matter":
            made |= self._of_matter(state, ends)
        elif state is not None:
            made["state"] = state
            day = ends.get("actual_end")
            if day is not None and state in (DONE, REPORTED):
                made["done" if state == DONE else "reported"] = day.isoformat()
            if state in (DONE, REPORTED) and "reported" in ends:
                made["reported"] = ends["reported"].isoformat()
        if said is not None:
            self._table.word(said.at, said.column, said.cell, made.get("state"), said.word)
        return made

    def _state(self, ends: Mapping[str, date], due: date | None) -> tuple[str | None, StateCell | None]:
        """The state, and the cell that says it: what words say goes before what other signs make of it.

        A word of lateness beside a completion after the limit tells how it was done, and not that it is open.
        """
        state, said = self._by_words(ended=bool(ends))
        if said is not None and (together := self._of_several_rows(said.column)) is not None:
            state, said = together, None
        if state is None:
            state = self._by_signs(ends, said)
        state, said = self._laid_aside(state, said)
        ended_late = due is not None and any(day > due for day in ends.values())
        if said is not None and said.word.late and ended_late:
            state = _of_end(ends)
        elif said is not None and ends and state in (PLANNED, STARTED):
            # What was approved or submitted on a day is not planned, whatever the word may mean elsewhere.
            state = _of_end(ends) if said.word.states[:1] == (PLANNED,) else state
            shown = {"word": said.cell, "state": _(state_words.LABELS[state])}
            text = _("{word!r} beside a day of completion; taken as {state}.", **shown)
            self._table.doubt(said.at, said.column, text)
        if said is not None and state is not None and self._in_title not in (None, said):
            self._doubt_beside(self._in_title, said, state)
        return state, said

    def _doubt_beside(self, other: StateCell | None, said: StateCell, state: str) -> None:
        """Doubt a cell that says another state than the one that `said` gives."""
        if other is not None and self._of_word(other.word) != state:
            shown = {"word": other.cell, "other": said.cell, "state": _(state_words.LABELS[state])}
            self._table.doubt(other.at, other.column, _("{word!r} beside {other!r}; taken as {state}.", **shown))

    def _by_words(self, *, ended: bool) -> tuple[str | None, StateCell | None]:
        """The state in words: a column of states goes before others, what is understood before what is not. Where the
        work `ended` on a day, that tells more than words that are not understood."""
        said = next((each for each in self._words if each.word.states), None) or next(iter(self._words), None)
        lesser = next(iter(self._lesser), self._in_title)
        state = self._of_word(said.word) if said is not None else None
        if state is not None or (said is not None and said.word.understood):
            return state, said
        state = self._of_word(lesser.word) if lesser is not None else None
        if state is not None or said is None or self.percent is not None or ended:
            return state, said or lesser
        begun = STARTED if passages.says_begun(said.column.name, said.cell) else None
        if begun is None or _OF_PROGRESS.search(said.column.name) is None:
            return begun, said
        self._table.going_on.setdefault(said.column, []).append(said.at)
        return STARTED, None

    def _by_signs(self, ends: Mapping[str, date], said: StateCell | None) -> str | None:
        """The state where no word says it: by percent, days of completion, what stands above, signs of going on."""
        if self.percent is not None:
            return state_words.of_percent(self.percent)
        if ends:
            return _of_end(ends)
        if self._above is not None and (above := self._of_word(StateWord((self._above,)))) is not None:
            return above
        if self._began is not None:
            return STARTED if self._began else PLANNED
        silent = said is None or not said.word.understood or (said.word.light is not None and not said.word.states)
        if not silent or (sign := self._goes_on or self._alight) is None:
            return None
        if said is None or said.word.understood:
            self._table.going_on.setdefault(sign[1], []).append(sign[0])
        return STARTED

    def _laid_aside(self, state: str | None, said: StateCell | None) -> tuple[str | None, StateCell | None]:
        """The state of what was rejected, or archived unfinished, and the cell that says it: dropped, which is doubted
        where work on it goes on."""
        if self._verdict is not None and state != DROPPED:
            if said is not None and state in (STARTED, REPORTED):
                self._doubt_beside(self._verdict, said, state)
            else:
                state = DROPPED
            said = self._verdict
        if self._archived is not None and state not in (DONE, DROPPED):
            self._table.doubt(*self._archived, _("It was archived before it was done; taken as dropped."))
            state = DROPPED
        return state, said

    def _of_several_rows(self, column: SheetColumn) -> str | None:
        """The state of a thing whose rows are not equally far by a column, which is said; None where they are."""
        cells = [each for each in (*self._words, *self._lesser) if each.column is column]
        said = [(each.at, self._of_word(each.word)) for each in cells]
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
        if said == state_words.NO or state_words.OPEN in word.states:
            begun = any(lesser.word.states[0] in (STARTED, REPORTED) for lesser in self._lesser)
            goes_on = bool(self._began) or begun or self._goes_on is not None or (self.percent or 0) > 0
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


def _of_end(ends: Mapping[str, date]) -> str:
    """The state of work by the days of its completion: the unit reports it, or it is done."""
    return REPORTED if set(ends) == {"reported"} else DONE


def _tells_progress(column: SheetColumn, cell: str) -> bool:
    """Whether a cell says that work goes on: any below a heading of progress, among comments a short one."""
    of_progress = _OF_PROGRESS.search(column.name) is not None
    if passages.has_begun(cell):
        return of_progress or not shapes.is_prose(cell)
    return of_progress and passages.tells_of_work(cell)
