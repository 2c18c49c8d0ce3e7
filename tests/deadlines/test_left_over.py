"""Nothing about time is left over: a word of time that no reader took flags the reading, or refuses it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from reformcli.deadlines import Conventions, Reading, read
from reformcli.deadlines.chinese import CHINESE
from reformcli.deadlines.english import ENGLISH
from reformcli.deadlines.items import Frame, Unreadable
from reformcli.deadlines.normalise import compact, plain, without_marks
from reformcli.deadlines.phrase import Language, left_over, scan
from reformcli.deadlines.spans import DAY
from reformcli.deadlines.tape import Tape, Token
from tests.deadlines.answered import TABLES, Case, cases

ALL = {case.phrase: case for table in TABLES for case in cases(table)}
LATIN, HAN = re.compile("[A-Za-z]"), re.compile("[\u3400-\u9fff〇]")


def _prepared(phrase: str) -> tuple[str, Language] | None:
    """The phrase as its language's readers get it; None for dates in digits alone, which have no words."""
    text = plain(phrase)
    if HAN.search(text):
        return compact(text), CHINESE
    return (without_marks(text.lower()), ENGLISH) if LATIN.search(text) else None


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


FAR = date(2021, 5, 20), 2021
"""A base date and a plan year that no phrase means: what a phrase leaves out shows."""
SAID_AGAIN = (
    "day",
    "month",
    "year",
    "quarter",
    "ten days",
    "every",
    "unit",
    "weekday",
    "week ending",
    "adverb",
    "report",
)
"""Kinds that may say once more what stands beside them: 6月30日 without 日, a weekday, quarterly … of each quarter."""
TALKED_ABOUT = ("month word", "quarter word", "year word", "week word", "whole year")
"""Kinds that may only name what a report is about (每月5日前报送上月情况), or what is meant without them (次年)."""
MEANT_ANYWAY = ("this", "今年", "当年", "本年", "本年度", "本月", "最后一")
EXPLAINED = {
    # The other days of the phrase, or its other years, decide.
    "oct 2026/mar 2027",
    "between october 2018 to september 2019", "november 2026/january 2027", "1 april 2026 to 31 march 2027",
    "september 2025 - january 2026: final design & plan production", "april 2026 - march 2027",
    "june 1, 2026-may 31, 2027", "performance period: july 1, 2026 through june 30, 2027", "pilot: sep 2026 - aug 2027",
    "between 1st april and 30th june 2026", "力争2026年上半年开工、2027年底前建成", "2026年上半年6月底前",
    "from 1 april until 30 september each year", "between 1 march and 31 august each year",
    "february 28th; may 31st; august 31st, and; november 30th of each year",
    "by the end of the second quarter of this year",
    "no later than 30 days after the end of each reporting quarter, i.e., january 31, april 30, and july 31",
    "gst returns must be filed monthly by the 15th of the following month", "monthly: on or before 15th of next month",
    # The last day of the month, of the quarter or of the year.
    "二季度末月25日前", "每季度末最后一个工作日",
    "the deadline for submissions is next monday",
    "by the last day of february each year", "by end q4 26/27", "2026年上下半年",
    "not before 1 july 2026; complete by 31 dec 2026", "expected completion: december 2026",
    "monthly until december 2026",
    "not before 1 july and no later than 31 december 2026",
    # The quarter of the day from which this test counts.
    "截至第二季度末,公司持有非限制性现金5,100萬美元", "在第二季度末之前发布新功能",
    "半年度累计一栏的数据为每年第二季度末统计填报;全年度累计一栏的数据为每年第四季度末统计填报",
    # What the work is about.
    "2026年4月至6月,共3个月",
    "会期半天,3月25日上午9时报到", "2026年8月15日上午9时,会期半天", "工期12个月,2027年6月底前完成",
    "9月20日前完成国庆假期安保方案",
    "特急件当日办结,急件2日内办结,平件5日内办结",
    "2025/26 accounts by 30 june 2026", "in the case of financial year 2026/27, by 31 may 2026",
    "31 may - deadline for forms p60 for 2020/21 to be issued to employees",
    "6 july - deadline for forms p11d and p11d(b) for 2020/21 to be submitted to hmrc",
    "31 july - second self-assessment payment on account 2020/21 due",
    "19 october - tax and ni due under 2020/21 paye settlement agreement",
    "not later than 30 days from the last day of each quarter", "between the 1st and 5th of each month",
    "2026 annual report - march 2027", "q1 report: 30 april 2026", "year-end review - 31 march 2027",
    "year-end 31 march 2027", "raised 10/3/26, due 30/4/26",
    "q2 30 june", "q2 report by 15 july", "june report due 10 july", "比计划提前1个月,于5月底完成",
    "暑假:7月11日-8月30日", "12·4国家宪法日前", "Q3预算方案下周确定,李四负责跟进",
    "已超期15天,请务必于3月20日前完成", "9月15日前完成开题材料,提前一天提醒",
    "较时序进度滞后20天,需在3月底前追回", "一季度一次,季末月20日前",
    "计划今年9月开工建设,建设周期为三年,预计将于2024年9月建成交付使用",
    # The plan year of this test.
    "june - february 2022", "applications must be received by august 01, 2021", "june and july 2021",
    "must be postmarked by november 29th, 2021",
}  # fmt: skip


def _answer(reading: Reading) -> tuple[object, ...]:
    return (reading.start, reading.end, reading.rule, reading.milestones, reading.windows, reading.rescheduled_from)


def _words_of_time(text: str, language: Language, frame: Frame) -> Iterator[Token]:
    tape = Tape(text, language.lex(text), frame)
    return (token for place, token in enumerate(tape.tokens) if language.says_time(tape, place))


@pytest.mark.parametrize("table", TABLES)
def test_every_word_of_time_counts(table: str) -> None:
    """Without one of its words of time a phrase is read otherwise, is in doubt, or says the same twice."""
    base, plan_year = FAR
    ignored = []
    for case in cases(table):
        prepared = _prepared(case.phrase)
        conventions = replace(case.conventions, plan_year=plan_year)
        if prepared is None or not _certain(whole := read(prepared[0], base, conventions)):
            continue
        text, language = prepared
        for token in _words_of_time(text, language, Frame(base, conventions)):
            # 31 October says what October says.
            last_day = whole.end is not None and (whole.end + DAY).day == 1 and token.value == whole.end.day
            bracketed, repeated = "(" in text, text.count(token.text) > 1 or last_day
            kinds = (*SAID_AGAIN, *TALKED_ABOUT)
            if bracketed or repeated or token.kind in kinds or token.text in MEANT_ANYWAY or text in EXPLAINED:
                continue
            rest = read(text[: token.begin] + text[token.end :], base, conventions)
            if _certain(rest) and _answer(rest) == _answer(whole):
                ignored.append((text, token.text))
    assert ignored == []


@pytest.mark.parametrize("table", TABLES)
def test_a_word_of_time_written_twice_gives_no_other_certain_answer(table: str) -> None:
    changed = {}
    for case in cases(table):
        prepared = _prepared(case.phrase)
        if prepared is None or not _certain(whole := read(prepared[0], case.base, case.conventions)):
            continue
        text, language = prepared
        for token in _words_of_time(text, language, Frame(case.base, case.conventions)):
            twice = text[: token.end] + " " + text[token.begin :]
            again = compact(twice) if language is CHINESE else twice
            if len(token.text) == 1 or [other.text for other in language.lex(again)].count(token.text) < 2:
                # Together they are another word, or none.
                continue
            reading = read(twice, case.base, case.conventions)
            if _certain(reading) and _answer(reading) != _answer(whole):
                changed[twice] = (whole.end, reading.end, reading.rule)
    assert changed == {}
