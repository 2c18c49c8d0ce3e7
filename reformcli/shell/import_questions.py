"""What `reform import` asks on a terminal: one question, one key; what it does with the answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from reformcli.errors import ReformError
from reformcli.i18n import _, plural
from reformcli.importers.sheets import maps
from reformcli.importers.sheets.intake import Intake
from reformcli.importers.sheets.layout import KEEP
from reformcli.importers.sheets.maps import SavedMap
from reformcli.importers.sheets.saying import named, understood
from reformcli.importers.sheets.tables import MOST_WORDS
from reformcli.importers.sheets.understood import ColumnReading, TableReading, WordReading
from reformcli.importers.sheets.vocabulary import normal
from reformcli.merging.merger import Merger
from reformcli.merging.record import Doubt, Place, Record, Way
from reformcli.merging.sift import RowKey, row_key
from reformcli.model.duty import KIND_OF_ROLE
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun
from reformcli.model.project import Project
from reformcli.model.states import STATES
from reformcli.shell.import_reading import keep_map, maps_folder
from reformcli.shell.importing import approval_of
from reformcli.shell.near_titles import TitleWatch
from reformcli.shell.new_owners import NearName, NewNames
from reformcli.shell.run import Context
from reformcli.values import split_names
from reformcli.verbs.dates import Approval
from reformcli.verbs.owners import OwnerBook

MOST_ASKED = 20_000
"""Of exports with more records than this nothing is asked: they are read once, and not kept."""

Make = Callable[[], tuple[Merger, NewNames]]
"""Makes what merges records, and what collects the names among them that are close to known ones."""


class Questions:
    """The questions of one import. What was answered before about lists of the same kind is not asked again.

    `answers` are those of this run, `asked` the doubts that were answered, in words.
    """

    def __init__(self, context: Context, before: Mapping[str, str]) -> None:
        self._context = context
        self._before = before
        self.answers: dict[str, str] = {}
        self.asked: set[str] = set()
        self._approval: Approval | None = None
        self._is_over = False

    def choose(self, question: str, options: Sequence[str], *, rest: str = "") -> int:
        """Which of `options` a person takes, by its number, from 0; the first where Enter alone is pressed. Where there
        is a `rest`, 0 takes the first option here and for all that follows, which `rest` says."""
        if self._is_over and rest:
            return 0
        numbered = [f"{number} {option}" for number, option in enumerate(options, 1)] + ([f"0 {rest}"] if rest else [])
        while True:
            typed = self._context.read_line(f"{question}\n  {' · '.join(numbered)} [1] ").strip()
            if not typed:
                return 0
            if rest and typed == "0":
                self._is_over = True
                return 0
            if typed.isdecimal() and 1 <= int(typed) <= len(options):
                return int(typed) - 1

    def answer(self, where: str, about: str, options: Sequence[str], *, rest: str = "", forgotten: bool = False) -> int:
        """The answer to a question `about` something, of which the last option is to skip it: as it was answered
        before, else as a person answers. Every other answer is kept, unless it may be `forgotten`."""
        if (before := self._before.get(about)) in options:
            return options.index(before)
        at = self.choose(_("{place}: {reason}", place=where, reason=about), options, rest=rest)
        if at + 1 < len(options) and not forgotten:
            self.answers[about] = options[at]
        return at

    def approval(self) -> Approval | None:
        """Why dates move and who approved it, as a person says; None where nothing is said. Enter alone says the same
        as for the date before."""
        words: list[str] = []
        for question, before in (
            (_("Why does it move?"), self._approval.reason if self._approval else ""),
            (_("Who approved it?"), self._approval.approver if self._approval else ""),
        ):
            typed = self._context.read_line(f"{question} {f'[{before}] ' if before else ''}").strip() or before
            if not typed:
                return None
            words.append(typed)
        self._approval = approval_of(self._context, words[0], words[1], None)
        return self._approval


def about_tables(questions: Questions, tables: Iterable[TableReading]) -> SavedMap:
    """Ask about columns, days in figures and words of state that are not sure: each heading and each word once."""
    words: dict[str, str] = {}
    headings: dict[str, str] = {}
    day_first: bool | None = None
    for table in tables:
        strange = {each for each in {word.heading for word in table.words} if _is_no_state(each, table.words)}
        for column in table.columns:
            heading = normal(column.heading)
            if heading and heading not in headings and (column.doubted or column.heading in strange):
                headings[heading] = _meaning_of(questions, column, table.kind)
        if table.unsettled and day_first is None:
            day_first = _is_day_first(questions, table.unsettled)
        for word in table.words:
            key = word.word.strip().casefold()
            if not word.sure and key not in words and word.heading not in strange:
                words[key] = _state_of(questions, word)
    return SavedMap(headings, words, day_first)


def _is_no_state(heading: str, words: Iterable[WordReading]) -> bool:
    """Whether so many words of a column are not sure that it may be no column of states."""
    return sum(word.heading == heading and not word.sure for word in words) > MOST_WORDS


def _meaning_of(questions: Questions, column: ColumnReading, kind: str) -> str:
    rivals = column.rivals if column.doubted else ("progress_text",)
    keys = list(dict.fromkeys((column.key, *rivals, KEEP)))
    question = _("What is column {letters} ({name})?", letters=column.letters, name=column.heading)
    return keys[questions.choose(question, [named(key, kind) for key in keys])]


def _is_day_first(questions: Questions, text: str) -> bool:
    question = _("What comes first in days such as {text}?", text=text)
    return questions.choose(question, [_("the day"), _("the month")]) == 0


def _state_of(questions: Questions, word: WordReading) -> str:
    first = word.state if word.state in STATES else next(iter(STATES))
    states = [first, *(state for state in STATES if state != first)]
    rows = plural("{n} row", "{n} rows", word.rows)
    question = _("How far is work that is {word!r} ({rows})?", word=word.word, rows=rows)
    return states[questions.choose(question, [_(STATES[state]) for state in states])]


class Interview:
    """What a person is asked about an import on a terminal, once the reading is shown, and what is kept of the answers:
    the map called `save_as`, else one that the person may name, or the one called `read_by`."""

    def __init__(self, context: Context, intake: Intake, save_as: str, read_by: str) -> None:
        self._context = context
        self._intake = intake
        self._save_as = save_as
        self._read_by = read_by
        self.asked: set[str] = set()

    def records(
        self, read: Callable[[], Iterator[Record]], ledger: Ledger, make: Make, *, partial: bool
    ) -> tuple[Iterable[Record], frozenset[str]]:
        """The records as answered, and the names that are new owners. Raises what is wrong with a row, unless the rest
        may be taken.

        Files are read again with what was answered about words and headings. The records are merged once, with a merger
        that `make` makes, to see what is doubted of them.
        """
        reading = read()
        first = list(islice(reading, MOST_ASKED + 1))
        if len(first) > MOST_ASKED and not first[0].office:
            return chain(first, reading), frozenset()
        records = [*first, *reading]
        if any(record.office for record in records):
            self._context.show(understood(self._intake.tables))
        before = self._intake.answers if self._intake.saved is None else self._intake.saved.answers
        questions = Questions(self._context, before)
        answers = about_tables(questions, self._intake.tables)
        try:
            if answers:
                self._intake.answered(answers)
                records = list(read())
            return _Answered(questions, records).settled(self._intake, ledger, make, partial=partial)
        finally:
            self.asked = questions.asked
            self._keep(questions, answers._replace(answers=questions.answers))

    def _keep(self, questions: Questions, answers: SavedMap) -> None:
        """Keep the answers for the lists to come, where the person wants that."""
        if self._save_as:
            keep_map(self._context, self._save_as, self._intake, answers)
            return
        used = self._read_by or (self._intake.saved.used if self._intake.saved else None)
        if not answers or not self._intake.tables:
            return
        name = used or maps.free_name(maps_folder(self._context), self._intake.tables[0].file)
        question = _("Keep these answers for lists with the same headings?")
        if questions.choose(question, [_("yes, as {name}", name=name), _("no")]) == 0:
            keep_map(self._context, name, self._intake, answers)


class _Answered:
    """Records on their way to being as a person answers."""

    def __init__(self, questions: Questions, records: list[Record]) -> None:
        self._questions = questions
        self._records = records
        self._rows: dict[RowKey, list[int]] = {}
        for at, record in enumerate(records):
            file, sheet, n = row_key(record)
            for row in range(n, max(record.last, n) + 1):
                self._rows.setdefault((file, sheet, row), []).append(at)
        self._skipped: set[int] = set()

    def settled(
        self, intake: Intake, ledger: Ledger, make: Make, *, partial: bool
    ) -> tuple[list[Record], frozenset[str]]:
        """The records as answered, and the names of new owners; see `Interview.records`."""
        self._about_titles(ledger)
        merger, names = make()
        places = {id(record): at for at, record in enumerate(self._records)}
        for at, record in enumerate(self._records):
            if at not in self._skipped:
                try:
                    merger.merge(record)
                except ReformError:
                    if not partial:  # before a person answers for nothing
                        raise
        owners, fresh = self._about_names(names.near, OwnerBook(ledger.owners()))
        self._about_doubts([*intake.doubts, *merger.standing_doubts()], places)
        return [*owners, *self._left()], fresh

    def _about_titles(self, ledger: Ledger) -> None:
        watch = TitleWatch(lambda: ledger.find(Project))
        for _record in watch.through(self._records):
            pass
        titles: dict[str, str] = {}
        for near in watch.near:
            if near.title in titles:
                continue
            chosen = self._same_new_or_skip(near.record.place, near.title, near.close[0], forgotten=False)
            titles[near.title] = (near.close[0], near.title, "")[chosen]
        for at, record in enumerate(self._records):
            title = record.cells.get("title", "")
            if record.noun == "project" and title in titles:
                if titles[title]:
                    self._records[at] = record._replace(cells={**record.cells, "title": titles[title]})
                else:
                    self._skip(row_key(record))

    def _about_names(self, near: Iterable[NearName], book: OwnerBook) -> tuple[list[Record], frozenset[str]]:
        """Ask about names close to known ones. The owners that get another name by that, and the names of new ones."""
        fresh: set[str] = set()
        others: dict[str, Record] = {}
        for each in near:
            if all(at in self._skipped for at in self._rows.get(_row_of(each.place), ())):
                continue
            owner = each.close[0]
            chosen = self._same_new_or_skip(each.place, each.name, owner, forgotten=True)
            if chosen == 1:
                fresh.add(each.name)
            elif chosen == 2:
                for record in self._records:
                    if each.name in _names_in(record):
                        self._skip(row_key(record))
            else:
                present = book.find(owner)
                cells = {"name": owner} if present else {"name": owner, "kind": KIND_OF_ROLE[each.role]}
                names = present.other_names if present else ()
                if owner in others:
                    names = tuple(others[owner].cells["other_names"].split(","))
                cells["other_names"] = ",".join((*names, each.name))
                others[owner] = Record("owner", cells, each.place, office=True)
        return list(others.values()), frozenset(fresh)

    def _same_new_or_skip(self, place: Place, name: str, close: str, *, forgotten: bool) -> int:
        about = _("{name} is close to {known}.", name=name, known=close)
        options = [_("the same"), _("a new one"), _("skip this row")]
        return self._questions.answer(str(place), about, options, forgotten=forgotten)

    def _about_doubts(self, doubts: Sequence[Doubt], places: Mapping[int, int]) -> None:
        """Ask about doubts of rows: each once for all rows of which it says the same."""
        alike: dict[tuple[str, str, str], list[Doubt]] = {}
        for doubt in doubts:
            if self._about(doubt):
                alike.setdefault((doubt.place.file, doubt.key, doubt.text), []).append(doubt)
        for n, group in enumerate(alike.values(), 1):
            if any(self._about(doubt) for doubt in group):
                self._about_one(group, places, rest=_("this and all that follow") if n < len(alike) else "")

    def _about_one(self, group: Sequence[Doubt], places: Mapping[int, int], *, rest: str) -> None:
        doubt = group[0]
        options = [doubt.taken or _("take it so"), *(way.label for way in doubt.ways)]
        skip = _("skip this row") if len(group) == 1 and len(doubt.rows) < 2 else _("skip these rows")
        where = str(doubt.place) if (cell := doubt.place.cell(doubt.key)) is None else f"{doubt.place} ({cell})"
        chosen = self._questions.answer(where, doubt.text, [*options, skip], rest=rest)
        self._questions.asked.update(map(str, group))
        for each in group:
            if chosen == len(options):
                for at in self._about(each):
                    self._skip(row_key(self._records[at]))
            elif chosen:
                self._answer(each, each.ways[chosen - 1], places)

    def _answer(self, doubt: Doubt, way: Way, places: Mapping[int, int]) -> None:
        approval = self._questions.approval() if way.is_approval else None
        at_once = None if doubt.about is None else places.get(id(doubt.about))
        for at in self._about(doubt) if at_once is None else [at_once]:
            record = self._records[at]
            cells = {key: cell for key, cell in way.cells.items() if key in record.cells}
            self._records[at] = record._replace(cells={**record.cells, **cells}, approval=approval or record.approval)

    def _about(self, doubt: Doubt) -> list[int]:
        """Which records a doubt is about, but for those that are skipped."""
        file, sheet, row = _row_of(doubt.place)
        rows = doubt.rows or (row,)
        return [at for each in rows for at in self._rows.get((file, sheet, each), ()) if at not in self._skipped]

    def _skip(self, row: RowKey) -> None:
        self._skipped.update(self._rows.get(row, ()))

    def _left(self) -> Iterator[Record]:
        """The records that are not skipped, but for those that belong to one that is."""
        is_there: dict[str, bool] = {}
        for at, record in enumerate(self._records):
            is_left = at not in self._skipped and (record.under is None or is_there.get(record.under, True))
            is_there[record.noun] = is_left
            if is_left:
                yield record


def _row_of(place: Place) -> RowKey:
    return place.file, place.sheet, place.n


def _names_in(record: Record) -> set[str]:
    """Every name that a record gives in a role or in a field of owners."""
    fields = noun(record.noun).fields
    cells = (text for key, text in record.cells.items() if key in fields and fields[key].holds_owners)
    return {name for names in record.roles.values() for name in names} | {
        name for text in cells for name in (text.strip(), *split_names(text))
    }
