"""Laws of reading: what is canonical reads back to itself, what changes nothing changes nothing, nothing raises."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformcli.deadlines import Conventions, Kind, Reading, canonical, occurrences, read
from tests.deadlines.answered import TABLES, Case, cases

BASE = date(2026, 3, 15)
CONVENTIONS = Conventions(plan_year=2026)
ALL = [case for table in TABLES for case in cases(table)]
PARTS = [ALL[start::12] for start in range(12)]
"""All answered cases in parts of one size: a test for each case would cost more than its reading."""
FULL_WIDTH = {ord(" "): "\u3000"} | {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) not in "'\"|"}

days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
words = st.sampled_from(
    [
        *"年月日号季度旬周前后内底末初中上下半每逐按第起止至到、，；。()（）/-—~.·:：0123456789一二三十〇廿qQH hTfy",
        *(
            "工作日",
            "个月",
            "收到通知",
            "长期坚持",
            "2026",
            "每月",
            "三季度",
            "end of",
            "June",
            "by",
            "within",
            "working days",
        ),
        *("国庆节", "十五五", "调整为", "或", "已完成", "\n", "\u3000", "××", "next", "Friday", "31", "/12/"),
    ]
)


def same(left: Reading, right: Reading) -> bool:
    """Whether two readings mean the same."""
    fields = ("kind", "start", "end", "milestones", "windows", "rule", "standing", "immediate")
    return all(getattr(left, field) == getattr(right, field) for field in fields)


@pytest.mark.parametrize("part", PARTS)
def test_canonical_reads_back(part: list[Case]) -> None:
    otherwise = []
    for case in part:
        reading = case.read()
        text = canonical(reading)
        again = read(text, case.base, case.conventions)
        if not same(again, reading) or canonical(again) != text:
            otherwise.append((case.phrase, text))
    assert otherwise == []


@given(st.lists(words, max_size=14).map("".join), days, st.integers(1990, 2100))
def test_any_reading_reads_back(phrase: str, base: date, plan_year: int) -> None:
    conventions = Conventions(plan_year)
    reading = read(phrase, base, conventions)
    assert same(read(canonical(reading), base, conventions), reading), (phrase, canonical(reading))


@given(st.text(max_size=60), days)
def test_no_text_raises(phrase: str, base: date) -> None:
    reading = read(phrase, base, CONVENTIONS)
    assert reading.phrase == phrase
    assert reading.kind in Kind
    assert reading.sentence


@given(st.lists(words, max_size=14).map("".join), days)
def test_readings_are_whole(phrase: str, base: date) -> None:
    """The parts of a reading agree with each other, whatever the phrase."""
    reading = read(phrase, base, CONVENTIONS)
    match reading.kind:
        case Kind.UNPARSEABLE:
            assert (reading.start, reading.end, reading.rule) == (None, None, None)
        case Kind.DATE:
            assert reading.end is not None
            assert reading.start is None
        case Kind.RANGE:
            assert reading.start is not None
            assert reading.end is not None
            assert reading.start <= reading.end
        case Kind.RECURRING:
            assert reading.rule is not None
            assert reading.end is None or reading.end >= base or "then date" in reading.rule or "until" in reading.rule
        case Kind.OPEN_ENDED:
            assert reading.end is None
    if reading.milestones:
        assert list(reading.milestones) == sorted(reading.milestones)
        assert reading.end is not None
        assert reading.end >= reading.milestones[-1]
    if reading.other_end is not None:
        assert reading.ambiguous
        assert reading.other_end != reading.end


@pytest.mark.parametrize("part", PARTS)
def test_full_width_changes_nothing(part: list[Case]) -> None:
    assert read_otherwise(part, lambda phrase: phrase.translate(FULL_WIDTH)) == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("space", [" ", "  ", "\u3000", "\t", "\u00a0"])
def test_spaces_around_change_nothing(part: list[Case], space: str) -> None:
    assert read_otherwise(part, lambda phrase: space + phrase + space) == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("space", [" ", "  ", "\u3000", "\t", "\u00a0"])
def test_spaces_between_chinese_characters_and_numbers_change_nothing(part: list[Case], space: str) -> None:
    chinese = [case for case in part if not any(each.isascii() and each.isalpha() for each in case.phrase)]
    # 今年前 9月 may as well be two periods.
    chinese = [case for case in chinese if not case.phrase.startswith("今年前9月")]
    assert read_otherwise(chinese, lambda phrase: "".join(_spaced(each, space) for each in phrase)) == []


def _spaced(character: str, space: str) -> str:
    return character if character.isascii() else character + space


def read_otherwise(cases_of_dates: list[Case], change: Callable[[str], str]) -> list[str]:
    """Phrases of days that are read otherwise once they are changed in their writing."""
    otherwise = []
    for case in cases_of_dates:
        changed = change(case.phrase)
        if not same(read(changed, case.base, case.conventions), case.read()):
            otherwise.append(changed)
    return otherwise


TAILS = ("完成", "前完成", "前印发", "前报送总结", "前全面完成改造", "前出台实施方案", "前上线运行", "前完成验收销号")


@pytest.mark.parametrize("tail", TAILS)
@given(day=days)
def test_verb_tails_change_nothing(tail: str, day: date) -> None:
    for written in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day.year}.{day.month}.{day.day}"):
        assert read(written + tail, BASE, CONVENTIONS).end == day
    if tail.startswith("前"):
        month_end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        reading = read(f"{day.year}年{day.month}月底{tail}", BASE, CONVENTIONS)
        assert (reading.kind, reading.end, reading.ambiguous) == (Kind.DATE, month_end, False)


@pytest.mark.parametrize(
    "hedge", ["力争", "确保", "原则上", "务于", "拟", "请于", "务必于", "争取在", "预计", "最迟", "不迟于"]
)
@given(day=days)
def test_hedges_change_nothing(hedge: str, day: date) -> None:
    assert read(f"{hedge}{day.year}年{day.month}月{day.day}日前完成", BASE, CONVENTIONS).end == day


@given(day=days)
def test_every_day_is_read_however_written(day: date) -> None:
    forms = (
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month:02}月{day.day:02}日",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day.day}-{day:%b}-{day.year}",
        f"{day.isoformat()}T00:00:00",
        f"{day.year}/{day.month}/{day.day} 0:00",
        f"民国{day.year - 1911}年{day.month}月{day.day}日" if day.year > 1911 else day.isoformat(),
    )
    assert {read(form, BASE, CONVENTIONS).end for form in forms} == {day}


@given(first=days, last=days)
def test_every_span_is_read_however_separated(first: date, last: date) -> None:
    for separator in ("至", "-", "—", "——", "~", "～", "到", "--"):
        reading = read(f"{first.year}年{first.month}月{first.day}日{separator}{last.isoformat()}", BASE, CONVENTIONS)
        if last < first:
            assert reading.kind is Kind.UNPARSEABLE
        else:
            assert (reading.kind, reading.start, reading.end) == (Kind.RANGE, first, last)


@given(base=days, day=st.integers(1, 28))
def test_recurring_is_due_next(base: date, day: int) -> None:
    reading = read(f"每月{day}日前", base, CONVENTIONS)
    assert reading.end is not None
    assert reading.end.day == day
    assert timedelta(0) <= reading.end - base < timedelta(days=31)
    assert reading.rule is not None
    assert occurrences(reading.rule, base, base + timedelta(days=400))[0] == reading.end


def test_phrases_are_read_without_a_ledger() -> None:
    """As a module for other programs: nothing of the ledger is loaded, and no calendar before it is asked for."""
    program = (
        "import sys; from reformcli.deadlines.__main__ import main; status = main(sys.argv[1:]);"
        " parts = {name.split('.')[1] for name in sys.modules if name.startswith('reformcli.')};"
        " parts |= {name for name in ('holidays', 'lunar_python') if name in sys.modules}; print(*sorted(parts));"
        " sys.exit(status)"
    )
    run = [sys.executable, "-X", "utf8", "-c", program]
    phrases = ["end of June 2026", "每季度末"]
    done = subprocess.run([*run, *phrases], capture_output=True, text=True, encoding="utf-8", check=True)
    *lines, loaded = done.stdout.splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        ["end of June 2026", "2026-06-30"],
        ["每季度末", "quarterly last day"],
    ]
    assert set(loaded.split()) <= {"deadlines", "i18n", "locales", "resources"}
    assert subprocess.run([*run, "nonsense"], capture_output=True, check=False).returncode == 1
