"""Recurrence rules: their due days, what is no rule, and how they are said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformcli import i18n
from reformcli.deadlines import next_due, occurrences
from reformcli.deadlines.rule_forms import FORMS
from reformcli.deadlines.rules import parse, say

YEAR = (date(2026, 1, 1), date(2026, 12, 31))

EXAMPLES = {
    "daily": 365,
    "working days": 248,
    "weekly": 52,
    "weekly weekend": 52,
    "weekly Monday, Thursday": 105,
    "10th, 20th, month end": 36,
    "monthly": 12,
    "monthly last day": 12,
    "monthly day 31": 12,
    "monthly day 5, 20, last": 36,
    "first working day of month": 12,
    "7th working day of month": 12,
    "last Friday of month": 12,
    "fifth Friday of month": 4,
    "last working day of quarter": 4,
    "quarterly": 4,
    "quarterly last day": 4,
    "first month of quarter day 10": 4,
    "second month of quarter": 4,
    "half-yearly": 2,
    "last month of half-year day 20": 2,
    "first month of half-year": 2,
    "yearly": 1,
    "yearly 02-29": 1,
    "yearly 06-30, 12-31": 2,
    "yearly 1 day before Spring Festival": 1,
    "yearly 10 days before National Day": 1,
    "yearly National Day": 1,
    "yearly lunar 05-05": 1,
    "yearly lunar 12-00": 1,
    "yearly 06-30, 12-31 + 20 working days": 2,
    "second last working day of month": 12,
    "even months": 6,
    "odd months": 6,
    "3 working days before quarter end": 4,
    "10 days before month end": 12,
    "month end + 5 working days": 12,
    "quarter end + 10 days": 4,
    "year end + 3 months": 1,
    "every 2 weeks": 26,
    "every 2 weeks Tuesday, Friday": 52,
    "every 2 months": 6,
    "every 5 months": 2,
    "every 3 years": 0,
    "every 10 working days": 24,
    "2 times a month": 24,
    "3 times a week": 157,
    "monthly and quarterly": 12,
    "monthly day 5 or next working day": 12,
    "monthly day 10; from 2026-07-01": 6,
    "monthly day 10; until 2026-06-30": 6,
    "quarterly; then date 2026-11-15": 5,
}


@pytest.mark.parametrize(("rule", "count"), EXAMPLES.items())
def test_due_days_of_a_year(rule: str, count: int) -> None:
    days = occurrences(rule, *YEAR)
    assert len(days) == count, days
    assert days == sorted(set(days))
    assert all(YEAR[0] <= day <= YEAR[1] for day in days)


def test_every_form_has_an_example() -> None:
    seen = {form for rule in EXAMPLES for form, _match in (parse(rule) or pytest.fail(rule)).parts}
    assert seen == set(FORMS)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("monthly day 31", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("last Friday of month", ["2026-01-30", "2026-02-27", "2026-03-27"]),
        ("first month of quarter day 10", ["2026-01-10"]),
        ("month end + 5 working days", ["2026-01-08", "2026-02-06", "2026-03-06"]),
        ("3 working days before quarter end", ["2026-03-26"]),
        ("2 times a month", ["2026-01-15", "2026-01-31", "2026-02-14", "2026-02-28", "2026-03-15", "2026-03-31"]),
        ("yearly 1 day before Spring Festival", ["2026-02-16"]),
        ("monthly day 1 or next working day", ["2026-01-04", "2026-02-02", "2026-03-02"]),
        ("every 4 weeks Tuesday, Friday; from 2026-02-04", ["2026-02-06", "2026-03-03", "2026-03-06", "2026-03-31"]),
        ("every 3 weeks; from 2025-12-26", ["2026-01-16", "2026-02-06", "2026-02-27", "2026-03-20"]),
    ],
)
def test_due_days(rule: str, days: list[str]) -> None:
    assert [str(day) for day in occurrences(rule, date(2026, 1, 1), date(2026, 3, 31))] == days


@pytest.mark.parametrize(
    "text",
    [
        "", "monthly day 0", "monthly day 32", "yearly 13-01", "yearly 02-30", "weekly Moonday", "every 0 days",
        "hourly", "first Moonday of month", "yearly Nowhere Day", "monthly; from 2026-13-01", "monthly; until",
        "monthly and", "MONTHLY", "monthly; from 2026-01-01; from 2026-02-01",
    ],
)  # fmt: skip
def test_no_rule_has_no_due_days(text: str) -> None:
    assert parse(text) is None
    assert occurrences(text, *YEAR) == []
    assert next_due(text, YEAR[0]) is None
    assert say(text) == text


@given(st.sampled_from(sorted(EXAMPLES)), st.dates(date(2001, 1, 1), date(2060, 1, 1)), st.integers(0, 500))
def test_windows_agree(rule: str, first: date, length: int) -> None:
    """Two halves of a window have the days of the whole; rules that count from the first day are left out."""
    if rule.startswith("every") and "2 months" not in rule:
        return
    last = date.fromordinal(first.toordinal() + length)
    middle = date.fromordinal(first.toordinal() + length // 2)
    after = date.fromordinal(middle.toordinal() + 1)
    halves = occurrences(rule, first, middle) + occurrences(rule, after, last)
    assert occurrences(rule, first, last) == halves


@given(st.sampled_from(sorted(EXAMPLES)), st.dates(date(2001, 1, 1), date(2060, 1, 1)))
def test_the_next_due_day_is_the_first_of_them(rule: str, base: date) -> None:
    due = next_due(rule, base)
    if due is None:
        assert "until" in rule
        return
    assert due >= base
    if not rule.startswith("every"):
        assert occurrences(rule, base, due) == [due]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("rule", EXAMPLES)
def test_every_rule_is_said(rule: str, language: str) -> None:
    i18n.use(language)
    said = say(rule)
    assert said
    assert "{" not in said
    if language == "zh" and "; " not in rule:
        words = said.replace("CN", "")
        assert not any(letter.isascii() and letter.isalpha() for letter in words), said
