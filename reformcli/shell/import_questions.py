"""Questions that `reform import` asks on a terminal: one question, one key."""

from collections.abc import Iterable, Mapping, Sequence

from reformcli.i18n import _, plural
from reformcli.importers.sheets.columns.layout import KEEP
from reformcli.importers.sheets.dialogue import maps
from reformcli.importers.sheets.dialogue.maps import SavedMap
from reformcli.importers.sheets.dialogue.saying import named
from reformcli.importers.sheets.dialogue.understood import ColumnReading, TableReading, WordReading
from reformcli.importers.sheets.rows.source_table import MOST_WORDS
from reformcli.importers.sheets.words.heading_table import normal
from reformcli.model.states import STATES
from reformcli.shell.importing import approval_of
from reformcli.shell.run import Context
from reformcli.verbs.dates import Approval


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
        if (before := self.answers.get(about, self._before.get(about))) in options:
            return options.index(before)
        question = _("{place}: {reason}", place=where, reason=about)
        at = 0 if self._is_over else self.choose(question, options, rest=rest)
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
            key = maps.word_key(word.word)
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
