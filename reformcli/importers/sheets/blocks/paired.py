"""Columns that hold who answers and until when in one cell, as lists of actions often do: Owner / Due.

Such a column is cut in two before anything else is read: the day stays where it stands, the names go into a column of
their own behind the last one.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from reformcli import deadlines
from reformcli.deadlines import Conventions, Kind
from reformcli.i18n import _
from reformcli.importers.sheets.cells.sheet import is_nothing, text
from reformcli.importers.sheets.columns.who import ANSWERING
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.words import state_words, vocabulary
from reformcli.importers.sheets.words.heading_table import normal

_BOTH = re.compile(r"[/&;,、，；及和与\n()（）]|\band\b", re.IGNORECASE)
"""Between the two things that one heading names."""

_BETWEEN = re.compile(r"\s*[,;:|/()\n–—，、；：（）-]+\s*|\s+(?:by|due)\s+|\s+(?=\d)|(?<=\d)\s+(?=[^\W\d])")
"""Where a cell may be cut into names and a day."""

_WORDED = re.compile(r"\s+(?:by|before|due|at|after)\s+", re.IGNORECASE)
"""Before words of time that may be no day: by next meeting."""

_EACH = re.compile(r"(?P<who>[^（()）、，,；;\n]{2,20})[（(](?P<day>[^（()）]+)[）)]")
"""One of several with a day of its own: 城关镇（3月底）、县消防大队（4月底）."""

_MEASURE = re.compile(
    r"(?P<what>.{2,})[（(](?P<who>[^（()），,；;]+)[，,；;]\s*(?P<day>[^（()）]+)[）)][。；;]?", re.DOTALL
)
"""A measure with both behind it: 修订制度（办公室，3月底）."""

_OF_DAYS = re.compile(
    r"(?:\d+(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]*)|q[1-4]|(?:mon|tues?|"
    r"wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|by|end|mid|early|late|start|of|the|week|w|c|commencing|ending|"
    r"quarter|spring|summer|autumn|winter|[年月日号底前末初上中下旬半季度第一二三四]+|[\W_])+",
    re.IGNORECASE,
)
"""Nothing but the words of a day."""

_LETTERS = re.compile(r"[^\W\d]{2}")
_DEEPEST = 30
"""So many rows at the head of a sheet are searched for such a heading."""


def parts_of(heading: str) -> tuple[str, str] | None:
    """The words of a heading for days, or for measures with their days, and those for who answers, where it names both;
    else None."""
    parts = [part.strip() for part in _BOTH.split(heading) if part.strip()]
    if len(parts) < 2:
        return None
    meanings = [vocabulary.surely("project", part) for part in parts]
    day = next((part for part, key in zip(parts, meanings, strict=True) if key in ("measures", "due")), None)
    whose = next((part for part, key in zip(parts, meanings, strict=True) if key in ANSWERING), None)
    return (day, whose) if day is not None and whose is not None and "due" in meanings else None


def parted(rows: Sequence[Sequence[Any]], place: str, intake: Intake) -> Sequence[Sequence[Any]]:
    """The rows with a column of both cut in two, which is said of `place`; the same rows where there is none.

    A column that a person says the meaning of stays whole, and so do cells that do not part into names and a day.
    """
    mapped = {*intake.given, *(intake.saved.headings if intake.saved else ())}
    for top, cells in enumerate(rows[:_DEEPEST]):
        for at, cell in enumerate(cells):
            names = parts_of(cell) if isinstance(cell, str) else None
            if names is None or normal(cell) in mapped:
                continue
            width = max(place for place, heading in enumerate(cells) if not is_nothing(text(heading))) + 1
            below = rows[top + 1 :]
            if _mostly_part(below, at) and not any(text(value) for row in below for value in row[width:]):
                facts = {"place": place, "name": " ".join(cell.split()), "day": names[0], "who": names[1]}
                intake.say(_("{place}: column {name} is read as two, {day} and {who}.", **facts))
                return [*rows[:top], _with(cells, at, width, names), *(_cut(row, at, width) for row in below)]
    return rows


def halves(cell: str) -> tuple[str, str] | None:
    """The day and the names of a cell, either of them blank; None where it does not part into these."""
    cell = cell.strip()
    if _is_day(cell):
        return cell, ""
    if (measure := _MEASURE.fullmatch(cell)) is not None and _is_name(measure["who"]) and _is_day(measure["day"]):
        return f"{measure['what']}（{measure['day']}）", measure["who"]
    each = list(_EACH.finditer(cell))
    if len(each) > 1 and all(_is_name(pair["who"]) and _is_day(pair["day"]) for pair in each):
        return cell, "、".join(pair["who"] for pair in each)
    for cut in _BETWEEN.finditer(cell):
        before, after = cell[: cut.start()].strip(), cell[cut.end() :].strip(" )）.")
        for day, who in ((after, before), (before, after)):
            if _is_day(day) and _is_name(who):
                return day, who
    if (worded := _WORDED.search(cell)) is not None and _is_name(cell[: worded.start()]):
        # Clerk by next meeting: no day, and no name either.
        return cell[worded.start() :].strip(), cell[: worded.start()].strip()
    is_one = _is_name(cell) and not _reads(cell) and not state_words.read(cell).understood
    return ("", cell) if is_one else None


def _is_day(words: str) -> bool:
    return _OF_DAYS.fullmatch(words) is not None and not words.isdecimal() and _reads(words)


def _reads(words: str) -> bool:
    return deadlines.read(words, date(2000, 1, 1), Conventions(plan_year=2000)).kind is not Kind.UNPARSEABLE


def _is_name(words: str) -> bool:
    return not re.search(r"\d|[（(](?![^（()）]*[）)])", words) and _LETTERS.search(words) is not None


def _mostly_part(rows: Sequence[Sequence[Any]], at: int) -> bool:
    """Whether at least half of a column's cells hold names and a day."""
    filled = [words for row in rows if at < len(row) and not is_nothing(words := text(row[at]))]
    both = sum(all(halves(words) or ("",)) for words in filled)
    return 0 < len(filled) <= 2 * both


def _cut(row: Sequence[Any], at: int, width: int) -> Sequence[Any]:
    words = text(row[at]) if at < len(row) else ""
    found = halves(words) if words else None
    return row if found is None or not found[1] else _with(row, at, width, found)


def _with(row: Sequence[Any], at: int, width: int, pair: tuple[str, str]) -> list[Any]:
    """A row with the first of a pair at a place, and the second behind the last column."""
    made = [*row[:width], *[None] * (width - len(row)), pair[1]]
    made[at] = pair[0]
    return made
