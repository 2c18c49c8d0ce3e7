"""What the settings of the office decide, and the interface as a whole."""

import re
from datetime import date

import pytest

from reformcli import i18n
from reformcli.deadlines import Conventions, Kind, canonical, read
from tests.deadlines.answered import TABLES, cases

BASE = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("phrase", "day_first", "end", "other"),
    [
        ("01/02/2026", None, "2026-01-02", "2026-02-01"),
        ("01/02/2026", True, "2026-02-01", None),
        ("01/02/2026", False, "2026-01-02", None),
        ("31/12/2026", None, "2026-12-31", None),
        ("31/12/2026", False, "2026-12-31", None),
        ("12/31/2026", True, "2026-12-31", None),
        ("26/6/30", None, "2026-06-30", "2030-06-26"),
        ("26/6/30", True, "2030-06-26", None),
        ("2026/6/7", True, "2026-06-07", None),
        ("2026/6/7", False, "2026-06-07", None),
        ("7/6", True, "2026-06-07", None),
        ("7/6", None, "2026-07-06", None),
        ("by 7/6", None, "2026-06-07", "2026-07-06"),
        ("6月7日前", True, "2026-06-07", None),
        ("32/12/2026", None, "None", None),
    ],
)
def test_the_order_of_day_and_month(phrase: str, day_first: bool | None, end: str, other: str | None) -> None:
    reading = read(phrase, BASE, Conventions(2026, day_first=day_first))
    assert str(reading.end) == end
    assert reading.other_end == (date.fromisoformat(other) if other else None)
    assert reading.ambiguous is (other is not None)


@pytest.mark.parametrize(
    ("phrase", "start_month", "start", "end"),
    [
        ("FY2026/27", 4, "2026-04-01", "2027-03-31"),
        ("FY2026/27 Q2", 4, "2026-07-01", "2026-09-30"),
        ("FY2026/27 Q2", 7, "2026-10-01", "2026-12-31"),
        ("FY2026/27 H2", 10, "2027-04-01", "2027-09-30"),
        ("FY2026", 1, "2026-01-01", "2026-12-31"),
        ("this financial year", 4, "2025-04-01", "2026-03-31"),
    ],
)
def test_the_fiscal_year(phrase: str, start_month: int, start: str, end: str) -> None:
    reading = read(phrase, BASE, Conventions(2026, fiscal_start=start_month))
    assert (str(reading.start), str(reading.end), reading.ambiguous) == (start, end, False)


def test_a_fiscal_year_of_one_number_is_two_years() -> None:
    reading = read("FY2026", BASE, Conventions(2026))
    assert (reading.end, reading.other_end) == (date(2026, 3, 31), date(2027, 3, 31))


def test_the_plan_year_is_the_year_that_is_not_written() -> None:
    """Practice 4.1: even where the date is past, never rolled forward; 今年 is the year of the base date."""
    conventions = Conventions(plan_year=2025)
    assert read("1月底前", BASE, conventions).end == date(2025, 1, 31)
    assert read("年底前", BASE, conventions).end == date(2025, 12, 31)
    assert read("end of June", BASE, conventions).end == date(2025, 6, 30)
    assert read("今年6月底前", BASE, conventions).end == date(2026, 6, 30)
    assert read("次年3月底前", BASE, conventions).end == date(2026, 3, 31)
    assert read("12月前", BASE, Conventions(2027)).end == date(2027, 11, 30)


def test_the_base_date_decides_what_is_near() -> None:
    monday = date(2026, 6, 29)
    conventions = Conventions(2026)
    assert read("本周五前", monday, conventions).end == date(2026, 7, 3)
    assert read("月底前", monday, conventions).end == date(2026, 6, 30)
    assert read("next Friday", monday, conventions).other_end == date(2026, 7, 10)
    assert read("10日内", monday, conventions).end == date(2026, 7, 9)
    assert read("1个月内", date(2026, 1, 31), conventions).end == date(2026, 2, 28)


def test_a_reading_carries_the_phrase_and_is_frozen() -> None:
    reading = read(" 年底前 ", BASE, Conventions(2026))
    assert reading.phrase == " 年底前 "
    with pytest.raises(AttributeError):
        reading.end = None  # type: ignore[misc]


def test_then_standing() -> None:
    assert read("年底前，长期坚持", BASE, Conventions(2026)).then == "standing"
    assert read("长期坚持", BASE, Conventions(2026)).then is None
    assert read("年底前", BASE, Conventions(2026)).then is None


def test_what_was_given_up_is_kept() -> None:
    """Practice 4.12."""
    reading = read("9月底前（延期至12月底）", BASE, Conventions(2026))
    assert (reading.end, reading.rescheduled_from) == (date(2026, 12, 31), date(2026, 9, 30))


def test_refusals_say_why_and_suggest() -> None:
    reading = read("6月31日前", BASE, Conventions(2026))
    assert (reading.kind, reading.end, reading.other_end) == (Kind.UNPARSEABLE, None, date(2026, 6, 30))
    assert "2026-06-31" in reading.sentence
    assert canonical(reading) == ""


def test_past_festivals_warn() -> None:
    reading = read("春节前", BASE, Conventions(2026))
    assert reading.end == date(2026, 2, 16)
    assert reading.warnings


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_everything_is_said_in_the_readers_language(language: str) -> None:
    i18n.use(language)
    for table in TABLES:
        for case in cases(table):
            reading = case.read()
            for text in (reading.sentence, *reading.warnings):
                assert text
                assert "{" not in text
                if language == "zh":
                    # What was not read is quoted as it stands in the phrase.
                    ours = " ".join(
                        word
                        for word in re.split(r"[，、：；,\s]", text)
                        if word not in case.phrase.lower().replace("'", "")
                    )
                    letters = [character for character in ours if character.isascii() and character.isalpha()]
                    assert len(letters) <= 3, (case.phrase, text)


def test_the_language_changes_no_meaning() -> None:
    for case in cases("chinese.csv"):
        i18n.use("en")
        english = case.read()
        i18n.use("zh")
        chinese = case.read()
        assert (english.kind, english.end, english.rule, english.other_end) == (
            chinese.kind,
            chinese.end,
            chinese.rule,
            chinese.other_end,
        )


def test_a_span_of_days_into_the_next_year_is_said() -> None:
    reading = read("12月20日至1月10日", BASE, Conventions(2026))
    assert (reading.start, reading.end) == (date(2026, 12, 20), date(2027, 1, 10))
    assert reading.warnings


def test_the_month_after_the_one_named() -> None:
    reading = read("6月底前完成，次月15日前报送总结", BASE, Conventions(2026))
    assert reading.milestones == (date(2026, 6, 30), date(2026, 7, 15))


@pytest.mark.parametrize(
    "phrase",
    [
        "6月30日7月15日",
        "2026年6月30日5",
        "2026年6月30日×",
        "三季度2",
        "20266.6.30",
        "6月30日12项",
        "1.2.3.4",
        "2026.6.30.1",
    ],
)
def test_a_date_that_is_only_part_of_something_is_refused(phrase: str) -> None:
    reading = read(phrase, BASE, Conventions(2026))
    assert (reading.kind, reading.end) == (Kind.UNPARSEABLE, None)


@pytest.mark.parametrize(("place", "end"), [("GB", "2026-04-06"), ("GB-ENG", "2026-04-07"), ("GB-SCT", "2026-04-06")])
def test_working_days_of_a_region(place: str, end: str) -> None:
    """Easter Monday is a holiday in England, and none in Scotland."""
    region = place if "-" in place else ""
    reading = read("1 working day", date(2026, 4, 5), Conventions(2026, country="GB", region=region))
    assert (str(reading.end), reading.workdays_of) == (end, place)


def test_no_country_is_named_where_no_working_day_was_counted() -> None:
    assert read("10 days", BASE, Conventions(2026)).workdays_of == ""
    assert read("6月最后一个工作日", BASE, Conventions(2026)).workdays_of == "CN"
    assert read("国庆节期间", BASE, Conventions(2026)).workdays_of == "CN"


@pytest.mark.parametrize(("named", "end"), [("end", "2027-03-31"), ("start", "2028-03-31")])
def test_how_the_office_names_a_fiscal_year(named: str, end: str) -> None:
    for phrase in ("end of FY2027", "2027财年末"):
        reading = read(phrase, BASE, Conventions(2026, fiscal_named=named))
        assert (str(reading.end), reading.ambiguous) == (end, False)


def test_seasons_of_the_south() -> None:
    assert str(read("Summer 2026", BASE, Conventions(2026, country="GB")).end) == "2026-08-31"
    assert str(read("Summer 2026", BASE, Conventions(2026, country="AU")).end) == "2027-02-28"
    assert str(read("Winter 2026", BASE, Conventions(2026, country="AU")).end) == "2026-08-31"


def test_two_years_by_the_habit_of_the_country() -> None:
    english, chinese = Conventions(2026, country="GB"), Conventions(2026)
    assert str(read("2026-27", BASE, english).end) == "2027-03-31"
    assert str(read("2026-27", BASE, chinese).end) == "2027-12-31"
    assert read("2026-27", BASE, english).ambiguous
    assert read("2026-27", BASE, chinese).ambiguous


def test_a_festival_of_another_country_is_in_doubt() -> None:
    assert not read("by National Day", BASE, Conventions(2026)).ambiguous
    assert read("by National Day", BASE, Conventions(2026, country="AU")).ambiguous


def test_dates_in_two_orders_are_in_doubt() -> None:
    reading = read("7/1/2026 - 6/30/2027", BASE, Conventions(2026, day_first=True))
    assert reading.ambiguous and reading.warnings


@pytest.mark.parametrize(
    ("phrase", "end", "other"),
    [
        ("the Friday after 12 June 2026", "2026-06-19", None),
        ("the Friday before 12 June 2026", "2026-06-05", None),
        ("2026年5月1日起15日内", "2026-05-16", "2026-05-15"),
        ("2026年5月2日起15日内", "2026-05-17", None),
    ],
)
def test_days_beside_a_day(phrase: str, end: str, other: str | None) -> None:
    reading = read(phrase, date(2026, 3, 15), Conventions(2026))
    assert (str(reading.end), str(reading.other_end) if reading.other_end else None) == (end, other)


@pytest.mark.parametrize(
    ("phrase", "end", "said"),
    [
        ("60 days after fiscal year end (29 August 2026)", date(2026, 8, 29), True),
        ("60 days after fiscal year end (30 May 2026)", date(2026, 5, 30), False),
    ],
)
def test_a_written_day_that_is_not_the_counted_one_rules_and_is_said(phrase: str, end: date, said: bool) -> None:
    reading = read(phrase, BASE, Conventions(2026, country="GB", day_first=True))
    assert (reading.end, any("not on the day written" in warning for warning in reading.warnings)) == (end, said)
