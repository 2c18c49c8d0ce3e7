"""Every answered case is read as its table says; a phrase without a date never gets one."""

import pytest

from tests.deadlines.answered import TABLES, Case, cases, faults, marks

ALL = [(table, case) for table in TABLES for case in cases(table)]


@pytest.mark.parametrize(("table", "case"), ALL, ids=[f"{table}:{case.phrase!r}" for table, case in ALL])
def test_read_as_answered(table: str, case: Case) -> None:
    reading = case.read()
    assert faults(case, reading) == [], reading


def test_no_undated_phrase_gets_a_date() -> None:
    dated = {case.phrase: case.read().end for _table, case in ALL if not case.end}
    assert {phrase: end for phrase, end in dated.items() if end is not None} == {}


def test_every_answer_says_how_it_was_read() -> None:
    assert [case.phrase for _table, case in ALL if not case.read().sentence] == []


def test_tables_hold_enough() -> None:
    assert len(cases("chinese.csv")) == 263
    assert len(cases("english.csv")) >= 150


def test_scoring_finds_faults() -> None:
    """A table that says something else is noticed, so that a passing case means something."""
    case = next(case for _table, case in ALL if case.phrase == "4月~6月/9月~11月")
    reading = case.read()
    wrong = Case(case.phrase, case.base, case.plan_year, "date", "", "2026-12-31", {}, "")
    assert len(faults(wrong, reading)) >= 3
    other_rule = Case(case.phrase, case.base, case.plan_year, case.kind, case.start, case.end, {"rule": "monthly"}, "")
    assert any("rule" in fault for fault in faults(other_rule, reading))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("ambiguous alt_end=2026-06-30 | a remark", {"ambiguous": "yes", "alt_end": "2026-06-30"}),
        ("past; milestones=2011-12-31;2012-04-30", {"milestones": "2011-12-31;2012-04-30"}),
        ("rule=monthly day 15; due today", {"rule": "monthly day 15"}),
        ("rule=quarterly; then date 2026-12-31", {"rule": "quarterly; then date 2026-12-31"}),
        ("then=standing; past", {"then": "standing"}),
        ("a remark | ambiguous", {}),
    ],
)
def test_marks_of_a_note(note: str, expected: dict[str, str]) -> None:
    assert marks(note) == expected
