"""The shape of a column's cells: what share of them are days, numbers, names, words of state, sentences."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reformcli import deadlines
from reformcli.deadlines import Conventions, Kind
from reformcli.importers.sheets.cells.sheet import is_nothing
from reformcli.importers.sheets.words import schedules, shares, state_words
from reformcli.names import looks_like_person, looks_like_unit

_SAMPLE = 120
_SHORT = 24
_LONG = 60
_SENTENCE = 16
"""From so many characters on a Chinese cell is a sentence rather than a name."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d.*)?")
_DAY = re.compile(
    r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{0,2}日?)?(?:[ T].*)?|\d{1,2}([-/.])\d{1,2}\1\d{2,4}(?:[ T].*)?"
    r"|\d{1,2}月(?:\d{1,2}[日号]|底|末|初)?"
    r"|(?:[A-Za-z]{3},? )?\d{1,2}/\d{1,2}/\d{2,4}.*"
    r"|\d{1,2}(?:st|nd|rd|th)?[- /](?:of )?[A-Za-z]{3,9}[- /,.]+\d{2,4}.*"
    r"|[A-Za-z]{3,9}\.?[- ]\d{1,2}(?:st|nd|rd|th)?,?[ -]\d{4}.*"
    r"|(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]u[nl]|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)[a-z]{0,6}\.?[-/, ]+\d{2,4}"
)
_TO = re.compile(r"\s*(?:[~～—–至到]+|\bto\b|\s-\s|(?<=\d)-(?=(?:19|20)\d\d))\s*")
"""What stands between the two days of a stretch."""

_NUMBER = re.compile(r"[-+]?[\d,]*\d(?:\.\d+)?")
_DURATION = re.compile(
    r"(?!(?:19|20)\d\d\s*年)(?:about |约)?\d+(?:\.\d+)?(?:\s*[-–~至到]\s*\d+(?:\.\d+)?)?\s*"
    r"(?:e?(?:d|w|h|m|y|mo)|days?|wks?|weeks?|hrs?|hours?|months?|mons?|mins?|minutes?|years?|yrs?|个?工作日|日历天|天|周|个?月|年|小时|工时|人天|人日)s?\??",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£¥￥]\s*[\d,.]+\w*|[\d,.]+\s*(?:万元|亿元|元|million|m|k)", re.IGNORECASE)
_ID = re.compile(
    r"(?=.*\d)[A-Za-z]{0,12}[-_#./]?(?:[A-Za-z0-9]{1,8}[-_./]){0,4}[A-Za-z0-9]{1,26}|#\d+|[^\s]{2,12}〔\d{4}〕\d+号"
)
_OUTLINE = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,6}\.?")
_LINK = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+")
_LATIN_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?[A-Z][\w'’.-]+(?: (?:(?:de|van|von|der|la|bin|of) )?[A-Z][\w'’.-]*\.?){0,3}"
)
_HANDLE = re.compile(r"@?[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
_PERSON = re.compile("[\u4e00-\u9fff]{2,4}(?:[、，, /]+[\u4e00-\u9fff]{2,4})*")
_WORDS = re.compile("^(?!(?:星期|周|礼拜)[一二三四五六日天]$).*(?:[\u3400-\u9fff]|[A-Za-z]{2,})", re.DOTALL)
"""Words of a cell that may name something; a day of the week names nothing."""

_POST = re.compile(
    r"书记|县长|市长|区长|省长|州长|主任|主席|部长|局长|镇长|乡长|常委|院长|检察长|秘书长|领导|\b(?:Head|Director|Manager|Officer|Chief|Secretary|Lead|Chair|Executive)\b"
)
_GRADE = re.compile(
    r"(?:very )?(?:high|medium|med|low|normal|critical|urgent|major|minor|moderate|essential|must|should|could|won't|"
    r"h|m|l)"
    r"(?: priority)?|p?\d{1,2}|[a-d]|[高中低]|紧急|特急|加急|急|一般|普通|重要|重大|较大|[特一二三四]级|[ⅠⅡⅢⅣ]级?",
    re.IGNORECASE,
)
_RAID = frozenset(("risk", "issue", "assumption", "dependency"))
_HAS_DAY = re.compile(
    r"\d|[一二三四五六七八九十]+月|[上下]半年|季度|[年月旬季]底|[年月]末|立行|长期|持续|ongoing|immediate|annual|quarter",
    re.IGNORECASE,
)


class ColumnShape(NamedTuple):
    """Shares (0 to 1) of a column's cells that say something, and how many there are in a sample.

    `filled` counts the cells that say something, of `rows`. `days` are written days or months, `limits` words that are
    read as a limit, days among them, `spans` two days from and to, `schedules` several limits with words of their own;
    `future` is the share of the days that have not come. `counted` is whether the cells are 1, 2, 3 … in order. `raid`
    is the share of the kinds of a log of risks, assumptions, issues and dependencies. `distinct` is the share of
    different ones, `length` their mean length, `most` the largest number. `open_filled` and `done_filled` are the
    shares of the open and of the done rows whose cell says something; None where that is unknown. `names_parts` is
    whether rows that another column gives one name differ here, `crossed` whether an x stands beside ticks, so that it
    says no.
    """

    rows: int = 0
    filled: int = 0
    days: float = 0
    limits: float = 0
    schedules: float = 0
    spans: float = 0
    future: float = 0
    numbers: float = 0
    durations: float = 0
    money: float = 0
    ids: float = 0
    outline: float = 0
    dotted: float = 0
    counted: bool = False
    states: float = 0
    phases: float = 0
    lights: float = 0
    answers: float = 0
    percents: float = 0
    shares: float = 0
    grades: float = 0
    raid: float = 0
    serials: float = 0
    units: float = 0
    persons: float = 0
    posts: float = 0
    names: float = 0
    links: float = 0
    words: float = 0
    sentences: float = 0
    distinct: float = 0
    length: float = 0
    most: float = 0
    open_filled: float | None = None
    done_filled: float | None = None
    names_parts: bool = False
    crossed: bool = False

    @property
    def blank(self) -> bool:
        """Whether no cell says anything."""
        return not self.filled


def shape_of(cells: Iterable[str], today: date) -> ColumnShape:
    """The shape of a column's cells."""
    whole = list(cells)
    filled = [cell for cell in whole if not is_nothing(cell)]
    sample = filled if len(filled) <= _SAMPLE else filled[:: len(filled) // _SAMPLE + 1]
    if not sample:
        return ColumnShape(rows=len(whole))
    count = len(sample)

    def share(test: Callable[[str], bool]) -> float:
        return sum(map(test, sample)) / count

    read = [state_words.read(cell) for cell in sample]
    ends = [end for cell in sample if (end := _end_of(cell, today)) is not None]
    numbers = share(lambda cell: _NUMBER.fullmatch(cell) is not None)
    return ColumnShape(
        rows=len(whole),
        filled=len(filled),
        days=share(is_day),
        limits=share(is_time_limit),
        schedules=share(lambda cell: bool(schedules.steps(cell, is_time_limit))),
        spans=share(_is_span),
        future=sum(end > today for end in ends) / len(ends) if ends else 0.0,
        numbers=numbers,
        durations=share(lambda cell: _DURATION.fullmatch(cell) is not None),
        money=share(lambda cell: _MONEY.fullmatch(cell) is not None),
        ids=share(lambda cell: _ID.fullmatch(cell) is not None and not is_day(cell)),
        outline=share(lambda cell: _OUTLINE.fullmatch(cell) is not None),
        dotted=share(lambda cell: "." in cell[:-1] and _OUTLINE.fullmatch(cell) is not None),
        counted=numbers == 1 and _is_counted(sample),
        states=sum(_is_state(word) for word in read) / count,
        phases=sum(word.phase for word in read) / count,
        lights=sum(word.light is not None and not word.states for word in read) / count,
        answers=sum(_answers(word) for word in read) / count,
        percents=share(lambda cell: shares.percent_of(cell) is not None),
        shares=share(_is_share),
        serials=share(_is_serial),
        grades=share(lambda cell: _GRADE.fullmatch(cell) is not None),
        raid=_share_of_raid([cell.casefold() for cell in sample]),
        units=share(_is_units),
        persons=share(_are_persons),
        posts=share(lambda cell: len(cell) <= 60 and _POST.search(cell) is not None),
        names=share(_is_latin_names),
        links=share(lambda cell: _LINK.fullmatch(cell) is not None),
        words=share(lambda cell: _WORDS.search(cell) is not None),
        sentences=share(_is_sentence),
        distinct=len(set(sample)) / count,
        length=sum(map(len, sample)) / count,
        crossed=any(map(is_cross, sample)) and any(_ticks(cell) for cell in sample),
        most=max((number for cell in filled if (number := shares.number_of(cell)) is not None), default=0.0),
    )


def _is_state(word: state_words.StateWord) -> bool:
    says = word.states[:1] not in ((), (state_words.NOTHING,)) and not word.phase
    return says and word.percent is None and not _answers(word)


def _answers(word: state_words.StateWord) -> bool:
    return word.states[:1] in ((state_words.YES,), (state_words.NO,))


def is_cross(cell: str) -> bool:
    """Whether a cell is an x: a tick where it stands alone, no tick beside others."""
    return cell in ("x", "X")


def _ticks(cell: str) -> bool:
    return not is_cross(cell) and state_words.read(cell).states[:1] == (state_words.YES,)


def _share_of_raid(cells: Sequence[str]) -> float:
    """The share of cells that say risk, issue, assumption or dependency, or begin these; 0 where all are of one kind.

    R and A alone are lights.
    """
    kinds = _RAID if _RAID & set(cells) else {kind[0] for kind in _RAID}
    enough = len(kinds & set(cells)) > 1 and (kinds is _RAID or "i" in cells)
    return sum(cell in kinds for cell in cells) / len(cells) if enough else 0.0


def _is_share(cell: str) -> bool:
    number = shares.number_of(cell)
    return number is not None and 0 <= number <= 100


def _is_serial(cell: str) -> bool:
    """Whether a whole number may be a day: as spreadsheets count them (of 2000 to 2050), in figures, or a year."""
    if not cell.isdecimal():
        return False
    is_written = len(cell) in (4, 8) and cell[:2] in ("19", "20")
    return is_written or (len(cell) == 5 and 36_526 <= int(cell) < 55_153)


def _is_counted(cells: Sequence[str]) -> bool:
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) <= 5]
    rising = sum(after >= before for before, after in pairwise(numbers))
    return len(numbers) == len(cells) and numbers[0] in (0, 1) and rising >= 0.9 * (len(numbers) - 1)


def is_day(cell: str) -> bool:
    """Whether a cell is written as a day or month in figures, with or without a time."""
    return len(cell) <= 32 and (_ISO.fullmatch(cell) is not None or _DAY.fullmatch(cell) is not None)


@lru_cache(maxsize=4096)
def is_time_limit(cell: str) -> bool:
    """Whether a cell is read as a time limit, and is neither a bare number nor a length of time."""
    if is_day(cell):
        return True
    if len(cell) > _SHORT or cell.replace(".", "").replace(":", "").isdecimal() or _DURATION.fullmatch(cell):
        return False
    if not _HAS_DAY.search(cell):
        return False
    return deadlines.read(cell, date(2000, 1, 1), Conventions(plan_year=2000)).kind is not Kind.UNPARSEABLE


def _is_span(cell: str) -> bool:
    days = _TO.split(cell)
    return len(days) == 2 and all(map(is_day, days))


def _end_of(cell: str, today: date) -> date | None:
    if _ISO.fullmatch(cell):
        try:
            return date.fromisoformat(cell[:10])
        except ValueError:
            return None
    if not is_time_limit(cell):
        return None
    return deadlines.read(cell, today, Conventions(plan_year=today.year)).end


def is_prose(cell: str) -> bool:
    """Whether a cell is a passage in which a year or a number is no time limit."""
    return len(re.findall(r"[A-Za-z]{2,}", cell)) >= 7 or len(re.findall("[\u4e00-\u9fff]", cell)) > 50


def _is_units(cell: str) -> bool:
    parts = [part for part in re.split(r"[、，,；;\n]", cell) if part.strip()]
    return bool(parts) and all(looks_like_unit(part.strip()) for part in parts)


def _are_persons(cell: str) -> bool:
    return _PERSON.fullmatch(cell) is not None and all(
        looks_like_person(part) and not looks_like_unit(part) for part in re.split(r"[、，, /]+", cell)
    )


def _is_latin_names(cell: str) -> bool:
    parts = [part.strip() for part in re.split(r"[,;/&\n]|\band\b", cell) if part.strip()]
    return bool(parts) and all(
        len(part) <= 40 and (_LATIN_NAME.fullmatch(part) or (_HANDLE.fullmatch(part) and len(part) <= 24))
        for part in parts
    )


def _is_sentence(cell: str) -> bool:
    return (
        len(cell) >= _LONG
        or (len(re.findall(r"[A-Za-z]{2,}", cell)) >= 5 and len(cell.split()) >= 5)
        or (len(re.findall("[\u3400-\u9fff]", cell)) >= _SENTENCE)
    )
