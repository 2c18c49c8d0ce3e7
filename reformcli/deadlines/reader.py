"""`read`: a phrase to a reading, by the first reader that knows it: the canonical notation, English, Chinese."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from reformcli.deadlines.combine import Cell, reading_of
from reformcli.deadlines.items import Frame, Unreadable
from reformcli.deadlines.normalise import LONGEST, compact, half_width, plain, without_marks
from reformcli.deadlines.notation import read_notation
from reformcli.deadlines.phrase import read_phrase
from reformcli.deadlines.reading import Conventions, Kind, Reading
from reformcli.i18n import _


def _english(text: str, frame: Frame) -> Cell | None:
    """Text with Latin letters and no Chinese character."""
    patterns = _patterns()
    western = patterns["years"].fullmatch(text) and ("/" in text or frame.conventions.country not in _CHINESE)
    if patterns["han"].search(text) or not (western or patterns["letters"].search(text)):
        return None
    from reformcli.deadlines.english import ENGLISH

    return read_phrase(without_marks(text.lower()), frame, ENGLISH)


def _chinese(text: str, frame: Frame) -> Cell:
    """Everything else: Chinese, and dates in digits alone. It loads, as English does, with its first phrase."""
    from reformcli.deadlines.chinese import CHINESE

    return read_phrase(compact(text), frame, CHINESE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    year = r"20\d\d\s*[-/]\s*(?:20)?(?:1[3-9]|[2-9]\d)"
    return {
        "letters": re.compile(r"[A-Za-z]"),
        "han": re.compile("[\u3400-\u9fff〇]"),
        # 2026/27, 2025-26: a financial year by English habit, two calendar years by Chinese; 2026, 2027; 27-30/4/26.
        "years": re.compile(
            rf"{year}(?:\s*[-,;&/]\s*{year}){{0,9}}|20\d\d(?:\s*[,;&]\s*20\d\d){{1,9}}|[2-9]\d/[2-9]\d"
            r"|\d{1,2}\s*-\s*\d{1,2}/\d{1,2}(?:/\d\d(?:\d\d)?)?"
        ),
    }


_CHINESE = ("CN", "TW", "HK", "MO", "SG")


def read(phrase: str, base: date, conventions: Conventions) -> Reading:
    """How `phrase` is read on the day `base`. Never raises, never guesses: what is not known has no date."""
    if len(phrase) > LONGEST:
        return _unreadable(phrase, _("longer than any time limit"))
    frame = Frame(base, conventions)
    text = plain(phrase)
    try:
        cell = read_notation(half_width(phrase), frame) or _english(text, frame) or _chinese(text, frame)
        return reading_of(phrase, cell, frame)
    except Unreadable as reason:
        return replace(
            _unreadable(phrase, reason.why), ambiguous=reason.suggestion is not None, other_end=reason.suggestion
        )
    except (OverflowError, ValueError):
        # A day before year 1 or after year 9999.
        return _unreadable(phrase, _("beyond the calendar"))


def to_come(reading: Reading, base: date, next_year: Callable[[], Reading]) -> Reading:
    """The reading of a time limit that is said on the day `base`: ambiguous where no year is said and the day is past,
    while `next_year`, the same words with the next plan year, is nearer. End of January, said in November, is hardly
    last January."""
    if reading.end is None or reading.end >= base or reading.ambiguous or reading.milestones:
        return reading
    later = next_year().end
    if later is None or later == reading.end or abs(later - base) >= base - reading.end:
        return reading
    sentence = _("{sentence}; it may also mean {date}", sentence=reading.sentence, date=later)
    return replace(reading, ambiguous=True, other_end=later, sentence=sentence)


def _unreadable(phrase: str, why: str) -> Reading:
    return Reading(phrase, Kind.UNPARSEABLE, sentence=why)
