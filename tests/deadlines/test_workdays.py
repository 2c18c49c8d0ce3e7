"""Working days: make-up days, overrides of the ledger, years without a published calendar."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from reformcli.deadlines import Conventions, add_workdays, is_workday, published, read
from reformcli.deadlines.calendars import SOLAR_TERMS, lunar_day, solar_term
from reformcli.deadlines.workdays import days_off_around, next_workday


def test_make_up_days_are_worked_and_holidays_are_not() -> None:
    assert is_workday(date(2026, 2, 14))  # a Saturday worked for the Spring Festival
    assert is_workday(date(2026, 5, 9))
    assert is_workday(date(2026, 9, 20))  # a Sunday
    assert not is_workday(date(2026, 2, 20))
    assert not is_workday(date(2026, 5, 5))
    assert not is_workday(date(2026, 10, 6))
    assert not is_workday(date(2026, 3, 14))
    assert is_workday(date(2026, 3, 16))


def test_the_days_of_2026_are_counted() -> None:
    """The State Council's notice for 2026: 33 days off, 6 of them for weekend days worked."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    weekdays = sum(day.weekday() < 5 for day in days)
    worked_weekends = [day for day in days if day.weekday() >= 5 and is_workday(day)]
    assert weekdays == 261
    assert len(worked_weekends) == 6
    assert sum(is_workday(day) for day in days) == 248


def test_counting() -> None:
    assert add_workdays(date(2026, 3, 15), 60) == date(2026, 6, 10)
    assert add_workdays(date(2026, 3, 15), -1) == date(2026, 3, 13)
    assert add_workdays(date(2026, 3, 14), 0) == date(2026, 3, 16)
    assert next_workday(date(2026, 10, 1)) == date(2026, 10, 8)
    assert days_off_around(date(2026, 10, 1)) == (date(2026, 10, 1), date(2026, 10, 7))


def test_rows_of_the_ledger_override() -> None:
    calendar = {date(2026, 3, 16): False, date(2026, 3, 21): True}
    assert not is_workday(date(2026, 3, 16), calendar=calendar)
    assert is_workday(date(2026, 3, 21), calendar=calendar)
    conventions = Conventions(2026, calendar=calendar)
    assert read("两个工作日内", date(2026, 3, 15), Conventions(2026)).end == date(2026, 3, 17)
    assert read("两个工作日内", date(2026, 3, 15), conventions).end == date(2026, 3, 18)
    assert read("每月第一个工作日", date(2026, 3, 15), conventions).end == date(2026, 4, 1)


def test_other_countries() -> None:
    assert not is_workday(date(2026, 12, 25), "GB")
    assert is_workday(date(2026, 12, 25), "CN")
    conventions = Conventions(2026, country="GB")
    assert read("within 4 working days", date(2026, 12, 23), conventions).end == date(2026, 12, 31)
    assert is_workday(date(2026, 3, 16), "nowhere")
    assert not is_workday(date(2026, 3, 15), "nowhere")


@pytest.mark.parametrize(("year", "known"), [(2015, True), (2025, True), (2026, True), (2040, False), (2099, False)])
def test_published_years(year: int, known: bool) -> None:
    assert published(year) is known


def test_published_elsewhere() -> None:
    assert published(2035, "GB")
    assert not published(2035, "nowhere")


def test_a_year_without_a_calendar_is_said() -> None:
    reading = read("5个工作日内", date(2040, 3, 1), Conventions(2040))
    assert reading.end is not None
    assert any("2040" in warning for warning in reading.warnings)
    declared = Conventions(2040, calendar={date(2040, 3, 2): True})
    assert read("5个工作日内", date(2040, 3, 1), declared).warnings == ()
    assert read("每月最后一个工作日", date(2040, 3, 1), Conventions(2040)).warnings
    assert read("5日内", date(2040, 3, 1), Conventions(2040)).warnings == ()
    assert read("5个工作日内", date(2026, 3, 1), Conventions(2026)).warnings == ()


def test_a_due_day_that_is_not_worked_moves() -> None:
    base, conventions = date(2026, 3, 15), Conventions(2026)
    assert read("10月1日前（遇节假日顺延）", base, conventions).end == date(2026, 10, 8)
    assert read("10月9日前（遇节假日顺延）", base, conventions).end == date(2026, 10, 9)
    monthly = read("每月5日前，遇节假日顺延", base, conventions)
    assert monthly.rule == "monthly day 5 or next working day"
    assert monthly.end == date(2026, 4, 7)


def test_no_calendar_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, datetime; from reformcli.deadlines import *;"
        "import reformcli.deadlines.reader;"
        "read('12月底前', datetime.date(2026, 3, 15), Conventions(2026));"
        "read('end of June', datetime.date(2026, 3, 15), Conventions(2026));"
        "read('每月10日前', datetime.date(2026, 3, 15), Conventions(2026));"
        "assert not {'holidays', 'lunar_python', 'dateutil.easter', 'dateutil.rrule'} & set(sys.modules);"
        "read('10个工作日内', datetime.date(2026, 3, 15), Conventions(2026));"
        "assert 'holidays' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("year", range(1990, 2100, 7))
def test_the_chinese_calendar_agrees_with_the_holidays(year: int) -> None:
    """Two libraries compute it by themselves: the days that both know are the same."""
    from holidays import country_holidays

    holidays = country_holidays("HK", years=year, language="en_US")
    names = {name: day for day, name in holidays.items()}
    assert lunar_day(year, 5, 5) in {day + timedelta(days=away) for day in names.values() for away in (-1, 0)}
    assert solar_term(year, "清明") in {day + timedelta(days=away) for day in names.values() for away in (-2, -1, 0)}


@pytest.mark.parametrize(
    ("year", "month", "day", "solar"),
    [
        (2026, 1, 1, "2026-02-17"),
        (2026, 8, 15, "2026-09-25"),
        (2025, 12, 0, "2026-02-16"),
        (2026, 13, 1, "None"),
        (2026, 5, 31, "None"),
        (1899, 1, 1, "None"),
        (2100, 1, 1, "None"),
    ],
)
def test_days_of_the_chinese_calendar(year: int, month: int, day: int, solar: str) -> None:
    assert str(lunar_day(year, month, day)) == solar


def test_solar_terms() -> None:
    terms = [solar_term(2026, SOLAR_TERMS[place : place + 2]) for place in range(0, 48, 2)]
    assert terms == sorted(day for day in terms if day is not None)
    assert str(solar_term(2026, "冬至")) == "2026-12-22"
    assert solar_term(2150, "冬至") is None
