"""Hostile text: never an error, never a date, never more than linear time."""

import re
import sys
from datetime import date
from types import FrameType

import pytest

from reformcli.deadlines import Conventions, Kind, read
from reformcli.deadlines.chinese.lexer import TOKENS as CHINESE_TOKENS
from reformcli.deadlines.english.lexer import TOKENS as ENGLISH_TOKENS
from reformcli.deadlines.normalise import LONGEST

BASE = date(2026, 3, 15)
CONVENTIONS = Conventions(plan_year=2026)

PIECES = [
    "年", "月", "日", "号", "1", "1月", "1、", "1-", "1月、", "1月-", "(", "()", "((", "1.", "1/", "-", "一", "一、",
    "十", "每", "每月", "每年", "每季度", "每月1日、", "每两", "每隔", "一周一", "半", "半年", "个", "1个", "1个半",
    "双月", "按月", "逐", "收到", "收到通知后", "限期", "限期限", "务必务", "请于", "之日起", "自", "由", "至", "到",
    "前", "后", "原", "原定", "调整为", "6月底前，", "6月底前或", "10日内", "10日内，", "1个工作日", "工作日",
    "十五五", "国庆节", "国庆节、", "中秋、", "第", "第一", "第一个", "最后一个", "倒数第", "周一、", "下下", "上上",
    "长期", "长期坚持，", "持续", "视", "待", "待后", "遇节假日", "顺延", "已", "已于", "X", "×", "_", "O", "0O",
    "lO", "2026年", "2026", "20260630", "2026-06-30", "2026-06-30 ", "6.30", "6.30-", "二〇二六年", "廿", "民国",
    "民国1", "《", "《》", "〔2026〕", "①", "（1）", "(一)", "'26", "'", "\"", "末", "初", "中", "底", "内", "q1",
    "q1-", " ", "\n", "\u3000", "，", "。", "a", "june ", "june-", "1 june ", "end of ", "mid-", "by ", "by the ",
    "within ", "every ", "every month ", "and ", "1 and ", "the ", "next ", "next friday ", "+3w ", "monthly ",
    "ongoing ", "then ", "or ", "one ", "1st ", "1st and ", "10 working days after ", "10 days before ", "fy2026/27 ",
    "q1 of ", "to ", "between ", "from ", "jan-", "1-jan-", "12:00 ", "tue ", "was ", "moved to ", "x", "xx", "__",
    "\x00", "🙂", "é", "monthly day 1, ", "yearly 01-01, ", "2026-01-01; ", "2026-01-01/2026-02-01; ", "monthly and ",
]  # fmt: skip


def _operations(phrase: str) -> int:
    """How many functions are called to read a phrase: what it costs, whatever the machine does besides."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        read(phrase, BASE, CONVENTIONS)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_a_hundred_thousand_characters_are_refused_unread(piece: str) -> None:
    text = piece * (100_000 // len(piece) + 1)
    reading = read(text, BASE, CONVENTIONS)
    assert (reading.kind, reading.end) == (Kind.UNPARSEABLE, None)
    assert _operations(text) < 50


@pytest.mark.parametrize("head", ["", "每年6月底前"])
@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_work_grows_no_faster_than_the_text(piece: str, head: str) -> None:
    """Four times the text costs about four times as much: quadratic work would cost sixteen times."""
    longest = (head + piece * LONGEST)[:LONGEST]
    read(longest, BASE, CONVENTIONS)
    assert _operations(longest) < 6 * _operations(longest[: LONGEST // 4]) + 20 * LONGEST


UNBOUNDED = {"space", "number", "word", "mask"}
"""Kinds of tokens that are one run of characters of a class, however long."""


@pytest.mark.parametrize("tokens", [CHINESE_TOKENS, ENGLISH_TOKENS], ids=["chinese", "english"])
def test_every_pattern_of_a_token_is_bounded(tokens: tuple[tuple[str, str], ...]) -> None:
    """What a pattern tries at one place of the text has a limit, so that all places together cost linear time."""
    unbounded = re.compile(r"(?<!\\)[+*](?![+)])|\{\d*,\}")
    bare = re.compile(r"\[(?:\\.|[^]\\])*\]|\\.")
    found = {kind for kind, pattern in tokens if unbounded.search(bare.sub("x", pattern))}
    assert found <= UNBOUNDED


def test_the_longest_phrase_is_still_read() -> None:
    text = "完成方案编制和论证工作" * 85
    assert read("6月底前" + text, BASE, CONVENTIONS).end == date(2026, 6, 30)


@pytest.mark.parametrize("base", [date.min, date.max, date(1, 12, 31), date(9999, 12, 1)])
@pytest.mark.parametrize(
    "phrase",
    [
        "10日内", "100个工作日内", "明年底前", "下周五前", "每月5日前", "每两周", "去年底", "月底前", "10年内",
        "+9999y", "next week", "次年3月底前", "每年汛期前", "季度末前3个工作日", "每月最后一个工作日", "上个月",
        "周五前", "春节前", "by Easter", "last Friday",
    ],
)  # fmt: skip
def test_the_edges_of_the_calendar_raise_nothing(phrase: str, base: date) -> None:
    for plan_year in (base.year, 2026):
        reading = read(phrase, base, Conventions(plan_year))
        assert reading.sentence


@pytest.mark.parametrize(
    "phrase",
    [
        "999999999年内", "100000个工作日内", "99999个月内", "9999年6月底前", "0年", "6月99日前", "99月", "每999999天",
        "+9999m", "every 999999 weeks", "within 999999999 days", "500年内",
    ],
)  # fmt: skip
def test_numbers_that_no_office_means_give_no_date(phrase: str) -> None:
    assert read(phrase, BASE, CONVENTIONS).end is None
