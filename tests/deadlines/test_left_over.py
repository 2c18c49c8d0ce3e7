"""Nothing about time is left over: a word of time that no reader took flags the reading, or refuses it."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from reformcli.deadlines import Conventions, Reading, read
from reformcli.deadlines.chinese import CHINESE
from reformcli.deadlines.english import ENGLISH
from reformcli.deadlines.items import Frame, Unreadable
from reformcli.deadlines.normalise import compact, plain
from reformcli.deadlines.phrase import Language, left_over, scan
from reformcli.deadlines.tape import Tape
from tests.deadlines.answered import TABLES, Case, cases

ALL = {case.phrase: case for table in TABLES for case in cases(table)}
LATIN, HAN = re.compile("[A-Za-z]"), re.compile("[\u3400-\u9fff〇]")


def _prepared(phrase: str) -> tuple[str, Language] | None:
    """The phrase as its language's readers get it; None for dates in digits alone, which have no words."""
    text = plain(phrase)
    if HAN.search(text):
        return compact(text), CHINESE
    return (text.lower(), ENGLISH) if LATIN.search(text) else None


def _mutants(text: str, language: Language, frame: Frame) -> Iterator[str]:
    """The text with each word of time removed, and with it doubled."""
    tape = Tape(text, language.lex(text), frame)
    for place, token in enumerate(tape.tokens):
        if language.says_time(tape, place):
            yield text[: token.begin] + text[token.end :]
            yield text[: token.end] + " " + text[token.begin :]


def _certain(reading: Reading) -> bool:
    return reading.end is not None and not reading.ambiguous and not reading.warnings


def _ignored(text: str, case: Case, language: Language) -> list[str]:
    """The words of time in a text that no item holds."""
    prepared = compact(text) if language is CHINESE else text
    tape = Tape(prepared, language.lex(prepared), Frame(case.base, case.conventions))
    return left_over(tape, scan(tape, language), language)


@pytest.mark.parametrize("table", TABLES)
def test_no_certain_reading_ignores_a_word_of_time(table: str) -> None:
    """Each word of time of each answered phrase removed, and doubled."""
    wrong = {}
    for case in cases(table):
        prepared = _prepared(case.phrase)
        if prepared is None:
            continue
        text, language = prepared
        for mutant in (text, *_mutants(text, language, Frame(case.base, case.conventions))):
            if not _certain(read(mutant, case.base, case.conventions)) or _prepared(mutant) is None:
                continue
            try:
                ignored = _ignored(mutant, case, language)
            except Unreadable:
                ignored = []
            if ignored:
                wrong[mutant] = ignored
    assert wrong == {}


@pytest.mark.parametrize(
    ("phrase", "stray"),
    [
        ("30 June weekly hours", "weekly"),
        ("by 30 June each quarter hour", "quarter"),
        ("6月底前农历", "农历"),
        ("6月底前财年", "财年"),
        ("end of June, academic year", "year"),
        ("周报6月底前3天", "3天"),
    ],
)
def test_a_stray_word_of_time_flags_the_reading(phrase: str, stray: str) -> None:
    reading = read(phrase, date(2026, 3, 15), Conventions(2026))
    assert reading.end is None or reading.ambiguous, (reading, stray)


ALIENS = {ENGLISH: ("early", "weekly", "q1", "working days"), CHINESE: ("农历", "财年", "下旬", "每")}


@pytest.mark.parametrize(
    "phrase", ["end of June 2026", "by 30 June", "Q3 2026", "每月10日前", "6月底前", "三季度末", "10个工作日内"]
)
def test_a_word_of_time_put_in_changes_or_flags_the_reading(phrase: str) -> None:
    text, language = _prepared(phrase) or pytest.fail(phrase)
    base, conventions = date(2026, 3, 15), Conventions(2026)
    whole = read(text, base, conventions)
    for alien in ALIENS[language]:
        for mutant in (f"{alien} {text}", f"{text} {alien}"):
            reading = read(mutant, base, conventions)
            changed = (reading.start, reading.end, reading.rule) != (whole.start, whole.end, whole.rule)
            assert changed or not _certain(reading), mutant
