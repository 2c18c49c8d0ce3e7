"""A table whose rows are next: what its columns are, and what holds for all of its rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from reformcli import deadlines
from reformcli.deadlines import Reading
from reformcli.i18n import _, in_a_line, mark, plural
from reformcli.importers.sheets.blocks.day_order import DayOrder
from reformcli.importers.sheets.cells.sheet import Marks, is_nothing, one_line
from reformcli.importers.sheets.columns import persons, who
from reformcli.importers.sheets.columns.layout import Layout, SheetColumn
from reformcli.importers.sheets.columns.shapes import is_cross, is_time_limit
from reformcli.importers.sheets.dialogue import maps
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.dialogue.understood import WordReading
from reformcli.importers.sheets.words import state_words
from reformcli.merging.record import Doubt, Original, Place, Record, Said
from reformcli.model.states import PLANNED
from reformcli.values import Means, iso_date

if TYPE_CHECKING:
    from reformcli.importers.sheets.blocks.bars import Chart

_ROW = mark("{file}, row {n}")
_ROW_OF_SHEET = mark("{file}, sheet {sheet}, row {n}")


@dataclass
class _Word:
    """What became of a word of state: in how many rows it stood, and where first."""

    at: int
    column: SheetColumn
    state: str | None
    reading: state_words.StateWord
    count: int = 0


@dataclass
class SourceTable:
    """A table that was understood: whose rows are next.

    `facts` is what its title and sheet say of every row, `last_first` the columns that write persons as "Lee, Ann",
    `marks_are_plans` whether √ stands for what is planned. `shared_codes` are the codes that several items have, which
    tell none of them apart, `words_told` what the person says of words of state (see `maps.word_key`). `counts_from`
    is the day above the table from which lengths of time count, where the row has none of its own, `said_on`
    is the day that the list gives as that of what it says of progress, `said_by` who says so, where the list names
    them. `answering` are the names met in columns of units, and whether each is a person's. `chart` is the one that its
    stretches of time are, if they are one; `reaches` the last column that each cell covers which is merged sideways.
    `going_on` are the rows of which nothing but a passage about progress says that work goes on, by its column;
    `unsettled` a day in figures of which nothing tells whether its day or its month comes first.
    """

    layout: Layout
    file: str
    sheet: str
    intake: Intake
    plan: int
    facts: Mapping[str, str]
    headings: tuple[str, ...]
    order: DayOrder = DayOrder()
    marks: Marks = Marks()
    last_first: frozenset[int] = frozenset()
    marks_are_plans: bool = False
    shared_codes: frozenset[str] = frozenset()
    words_told: Mapping[str, str] = field(default_factory=dict)
    said_on: date | None = None
    counts_from: date | None = None
    said_by: str | None = None
    answering: dict[str, bool] = field(default_factory=dict)
    chart: "Chart | None" = None
    reaches: Mapping[tuple[int, int], int] = field(default_factory=dict)
    going_on: dict[SheetColumn, list[int]] = field(default_factory=dict)
    unsettled: str = ""
    _words: dict[tuple[int, str], _Word] = field(default_factory=dict)
    _lights: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.letters = {column.key: (column.letters, column.name) for column in reversed(self.layout.columns)}
        for key in ("due_original", "span", "due_revised"):
            if "due" not in self.letters and key in self.letters:
                self.letters["due"] = self.letters[key]
        first = None if self.order.long is None else self.order.long == "dmy"
        self.day_first = self.intake.conventions.day_first if first is None else first
        self.means = Means(None, self.day_first)
        self._conventions = replace(self.intake.conventions, plan_year=self.plan, day_first=self.day_first)
        self.reading = lru_cache(maxsize=4096)(self._read)
        self.named = lru_cache(maxsize=4096)(self._names)
        self.day = lru_cache(maxsize=4096)(self._day)

    def place(self, at: int) -> Place:
        """Where the row `at` (from 0) stands."""
        return Place(_ROW_OF_SHEET if self.sheet else _ROW, self.file, at + 1, self.sheet, self.letters)

    def doubt(self, at: int, column: SheetColumn, text: str, rows: Iterable[int] = ()) -> None:
        """Note something about a cell that a person should look at; `rows` (from 1) are all that it is about, where
        those are several."""
        place = self.place(at)._replace(columns={**self.letters, column.key: (column.letters, column.name)})
        self.intake.doubts.append(Doubt(place, column.key, text, rows=tuple(rows)))

    def record(
        self,
        noun_key: str,
        at: int,
        cells: Mapping[str, str],
        original: Sequence[str],
        *,
        above: Sequence[str] = (),
        last: int = 0,
        roles: Mapping[str, tuple[str, ...]] | None = None,
        under: str | None = None,
        base: date | None = None,
        statements: tuple[Said, ...] = (),
    ) -> Record:
        """A record of a row, whose cells as they stand are `original`; see `Record` and `Original` for the rest.

        `last` is the last row (from 0) that it was read from.
        """
        means = self.means if base is None else Means(base, self.day_first)
        whole = Original(self.headings, tuple(original), tuple(above))
        named = (
            cells.get("owner", ""),
            *cells.get("supporting", "").split(","),
            *(name for names in (roles or {}).values() for name in names),
        )
        persons = frozenset(name for name in named if self.answering.get(name))
        record = Record(noun_key, cells, self.place(at), 0, roles or {}, means, under, True, whole)
        record = record._replace(persons=persons, last=last + 1)
        return record._replace(said=statements, day=self.said_on, said_by=self.said_by) if statements else record

    def doubt_time_among_names(self, at: int, column: SheetColumn, cell: str) -> None:
        """Say that words of time in a cell of names are neither a name nor a limit."""
        if words := who.words_of_time(cell):
            text = _("{text} stands among names; it is taken neither for a name nor for a limit.", text=words)
            self.doubt(at, column, text)

    def meet(self, column: SheetColumn, names: Iterable[str]) -> None:
        """Note the names that a cell of a column of units holds, and which of them are persons."""
        for name in names:
            is_person = self.answering.get(name, False) or persons.is_person(column, name)
            self.answering[name] = is_person

    def _names(self, role: str, cell: str, last_first: bool) -> Mapping[str, tuple[str, ...]]:
        """Whom a cell of a column for `role` names, by role."""
        return who.names(role, cell, self.intake.known, last_first=last_first)

    def _read(self, words: str) -> Reading:
        """How words about time are read in this table."""
        return deadlines.read(self.order.worded(words), self.intake.today, self._conventions)

    def _day(self, words: str) -> date | None:
        """The one day that words mean, or None."""
        if (iso := iso_date(words) or iso_date(self.order.iso(words) or "")) is not None:
            return iso
        reading = self.reading(words) if words else None
        return reading.end if reading and reading.kind is deadlines.Kind.DATE else None

    def is_limit(self, words: str) -> bool:
        """Whether words are read as a limit: a day of this table, or other words of time."""
        return self.day(words) is not None or is_time_limit(words)

    def last_day(self, words: str) -> date | None:
        """The last day of the time that words of a limit mean, be it a month; None where they mean none."""
        return self.day(words) or (self.reading(words).end if words else None)

    def due_days(self, words: str) -> tuple[date, ...]:
        """The due days of a limit that comes again, 每月底, from today to the end of the plan year; else none."""
        reading = self.reading(words) if words else None
        if reading is None or reading.rule is None or reading.kind is not deadlines.Kind.RECURRING:
            return ()
        first = max(date(self.plan, 1, 1), self.intake.today)
        conventions = self._conventions
        days = deadlines.occurrences(
            reading.rule, first, date(self.plan, 12, 31), conventions.place, conventions.calendar
        )
        return tuple(days) if len(days) > 1 else ()

    def day_cell(self, at: int, column: SheetColumn, cell: str) -> str:
        """A cell of a column of days as a day where the column tells its order; doubted where it may mean two."""
        if is_nothing(cell):
            return ""
        if (iso := self.order.iso(cell)) is not None:
            return iso
        if iso_date(cell) is None:
            reading = self.reading(cell)
            first = column.key in ("start", "actual_start") and reading.start is not None
            day = reading.start if first else reading.end
            if day is None or reading.kind not in (deadlines.Kind.DATE, deadlines.Kind.RANGE):
                return cell
            if reading.ambiguous:
                other = reading.other_end or "-"
                text = _("{text} is read as {date}; it could also mean {other}.", text=cell, date=day, other=other)
                self.doubt(at, column, text)
            return day.isoformat()
        return cell

    def time_limit(self, words: str) -> str:
        """A time limit on one line. Lines that only the width of the column had broken are put together again."""
        if is_nothing(words):
            return ""
        if (iso := self.order.iso(words)) is not None:
            return iso
        if "\n" not in words:
            return self.order.worded(words)
        joined = one_line(words)
        if self.reading(joined).kind is not deadlines.Kind.UNPARSEABLE:
            return joined
        return "；".join(part.strip() for part in words.split("\n") if part.strip())

    def state_word(self, cell: str, *, crossed: bool = False) -> state_words.StateWord:
        """What a cell says of how far work is: as the person says, else as is known. In a `crossed` column x
        says no."""
        answer = self.words_told.get(maps.word_key(cell)) or (state_words.NO if crossed and is_cross(cell) else None)
        return state_words.StateWord((answer,), listed=True) if answer else state_words.read(cell)

    def word(self, at: int, column: SheetColumn, cell: str, state: str | None, reading: state_words.StateWord) -> None:
        """Note what became of a word of state, to be said once for all the rows that have it."""
        word = self._words.setdefault((column.at, cell), _Word(at, column, state, reading))
        word.count += 1

    def light(self, column: SheetColumn, cell: str) -> None:
        """Note a word of a column of lights, which is kept."""
        self._lights[column.name, one_line(cell)[:_LONGEST_LIGHT]] += 1

    def words(self) -> tuple[WordReading, ...]:
        """What became of each word of state and of each light, the most frequent first."""
        ordered = sorted(self._words.items(), key=lambda item: -item[1].count)
        return tuple(
            WordReading(
                word.column.name,
                cell,
                word.state,
                None,
                word.count,
                _doubtful(cell, word) is None,
            )
            for (_at, cell), word in ordered
        ) + tuple(
            WordReading(heading, cell, None, state_words.read(cell).light or "", count, True)
            for (heading, cell), count in self._lights.most_common(_MOST_LIGHTS)
        )

    def doubt_words(self) -> None:
        """Doubt the words of state that are not understood, or that do not say one thing: each once.

        Where a column has many that are not understood, it may be no column of states: they are doubted together.
        """
        strange: dict[int, list[tuple[str, _Word]]] = {}
        for (at, cell), word in self._words.items():
            if not word.reading.understood:
                strange.setdefault(at, []).append((cell, word))
            elif (text := _doubtful(cell, word)) is not None:
                self.doubt(word.at, word.column, text)
        for words in strange.values():
            if len(words) <= MOST_WORDS:
                for cell, word in words:
                    self.doubt(word.at, word.column, str(_doubtful(cell, word)))
                continue
            first = words[0][1]
            self.doubt(
                first.at,
                first.column,
                _(
                    "{n} texts of column {name} are no known words of state, such as {words}; none is recorded.",
                    n=len(words),
                    name=first.column.name,
                    words=in_a_line(one_line(cell)[:30] for cell, _word in words[:4]),
                ),
            )


_LONGEST_LIGHT = 12
_MOST_LIGHTS = 8

MOST_WORDS = 3
"""So many words of a column are doubted one by one."""


def _doubtful(cell: str, word: _Word) -> str | None:
    """What there is to doubt about a word of state, or None."""
    states_said = word.reading.states
    shown = {"word": cell, "rows": plural("{n} row", "{n} rows", word.count)}
    state = _(state_words.LABELS[word.state]) if word.state else "-"
    if not word.reading.understood:
        default = state if word.state else _(state_words.LABELS[PLANNED])
        return _("{word!r} ({rows}) is not understood; taken as {state}.", **shown, state=default)
    if state_words.ON_HOLD in states_said[:1]:
        return _("{word!r} ({rows}): there is no such state; taken as {state}.", **shown, state=state)
    if states_said[:1] in ((state_words.OPEN,), (state_words.NO,)) and word.state == PLANNED:
        return _(
            "{word!r} ({rows}) says that it is not done, not whether it began; taken as {state}.",
            **shown,
            state=state,
        )
    if states_said == (PLANNED, state_words.OPEN):
        return None  # the plain word for what is not done
    if len(states_said) > 1 or (states_said and not word.reading.listed):
        return _("{word!r} ({rows}) is taken as {state}; it may mean something else.", **shown, state=state)
    return None
