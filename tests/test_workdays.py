"""Working days: calendars loaded into the ledger, what they would move, and the year as it is known."""

import re
import sqlite3
from datetime import date

import pytest
from sqlite_utils import Database

from reformcli.model.day import WORDS, Day
from reformcli.store import Store, open_ledger
from reformcli.store.sqlite.connection import APPLICATION_ID
from reformcli.store.sqlite.migrations import migrations
from tests.conftest import load_rules

NOTICE = """2026年部分节假日安排,,
日期,类型,名称
2026-03-19,放假,县庆
2026年3月21日,上班,补班
"""
"""The Thursday after the tests' today is off, and the Saturday is worked for it."""


@pytest.fixture
def notice(home):
    path = home / "2026.csv"
    path.write_text(NOTICE, encoding="utf-8-sig")
    return path


def due(reform, noun, number=1):
    rows = reform("export", noun, "--json").rows
    return next(row["due"] for row in rows if row["number"] == number)


def shown(reform, year=2026):
    return {row["date"]: row for row in reform("workdays", "show", year, "--json").rows}


# What is known of a year


def test_a_make_up_saturday_of_china_is_a_working_day(reform):
    days = shown(reform)
    assert days["2026-05-09"] == {
        "date": "2026-05-09",
        "weekday": "saturday",
        "working": True,
        "name": "worked for a day off",
        "source": "holidays",
    }
    assert (days["2026-10-01"]["working"], days["2026-10-01"]["name"]) == (False, "National Day")
    assert "2026-03-14" not in days  # an ordinary Saturday is nothing special
    reform("add", "甲", "--due", "within 1 working day", "--today", "2026-05-08")
    assert due(reform, "projects") == "2026-05-09"


def test_a_year_ends_with_its_working_days(reform, notice, monkeypatch):
    assert reform("workdays", "show", "2026").out.endswith("Working days in 2026: 248.\n")
    reform("workdays", "load", notice)
    assert reform("workdays", "show").out.endswith("Working days in 2026: 248.\n")  # one off, one worked
    monkeypatch.setenv("REFORM_LANG", "zh")
    out = reform("workdays", "show", "2026年").out
    assert re.search(r"^2026-03-21 +星期六 +是 +补班 +台账$", out, re.MULTILINE)
    assert re.search(r"^2026-05-09 +星期六 +是 +调休上班 +holidays 软件包$", out, re.MULTILINE)
    assert out.endswith("2026年工作日共248天。\n")


def test_a_year_without_a_published_calendar_is_said(reform):
    assert reform("workdays", "show", "2026").err == ""
    unknown = reform("workdays", "show", "2031")
    assert unknown.status == 0 and "No calendar of working days is published for 2031 in CN" in unknown.err
    beyond = reform("workdays", "show", "2950")
    assert beyond.status == 0 and beyond.out == "" and "2950" in beyond.err
    assert reform("workdays", "show", "soon").status == 2


def test_another_country_has_its_own_days(reform):
    load_rules(reform, '[dates]\ncountry = "GB"\n')
    shown_there = reform("workdays", "show", "2026", "--json")
    assert shown_there.err == "" and "2026-12-25" in {row["date"] for row in shown_there.rows}
    load_rules(reform, '[dates]\ncountry = "ZZ"\n')
    nowhere = reform("workdays", "show", "2026")
    assert nowhere.out == "" and "in ZZ" in nowhere.err


def test_dates_in_the_names_of_days_are_written_as_everywhere(reform):
    names = {row["name"] for row in reform("workdays", "show", "2026", "--json").rows}
    assert "Day off (substituted from 2026-01-04)" in names


def test_a_year_is_shown_without_a_ledger(run):
    assert run("workdays", "show", "2026").status == 0
    assert run("workdays", "show", "2026", "--db", "missing.db").status == 1


# Loading


def test_a_row_of_the_ledger_overrides_the_package(reform, home):
    (home / "own.csv").write_text("date,working,name\n2026-05-09,no,flood\n2026-05-02,yes,\n")
    loaded = reform("workdays", "load", "own.csv")
    assert (loaded.status, loaded.out) == (0, "")
    assert loaded.err == "Days added: 2, changed: 0, unchanged: 0.\n"
    days = shown(reform)
    assert [(days[day]["working"], days[day]["name"], days[day]["source"]) for day in ("2026-05-09", "2026-05-02")] == [
        (False, "flood", "ledger"),
        (True, "Labor Day", "ledger"),
    ]
    reform("add", "甲", "--due", "1个工作日内", "--today", "2026-05-08")
    assert due(reform, "projects") == "2026-05-11"


@pytest.mark.parametrize("word", sorted(WORDS))
def test_the_words_of_calendars(reform, home, word):
    (home / "own.csv").write_text(f"日期,是否工作日,备注\n2026-05-09,{word},\n")
    assert reform("workdays", "load", "own.csv").status == 0
    assert [row["working"] for row in reform("export", "days", "--json").rows] == [WORDS[word]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("date,working,name\n2026-05-01,no,a\n2026-05-02,maybe,b\n", "bad.csv, row 3: Working day: 'maybe'"),
        ("日期,类型,名称\n2026-05-01,调休,b\n", "bad.csv, row 2: Working day: '调休' is neither yes nor no."),
        ("date,working,name\n2026-05-01,,a\n", "bad.csv, row 2: Working day is missing."),
        ("date,working,name\n2026-05-01,no,a\n2026-13-01,no,b\n", "bad.csv, row 3: Date: '2026-13-01'"),
        ("date,working,name\n,no,a\n", "bad.csv, row 2: Date is missing."),
        ("date,working,name\n5月1日,no,a\n", "bad.csv, row 2: '5月1日' does not say of which year it is."),
        (
            "date,working,name\n2026-05-01,no,a\n2026-05-01,yes,b\n",
            "bad.csv, row 3: Another row of the import is the same calendar day",
        ),
        ("date,name\n2026-05-01,a\n", "The first row must name the columns: date, working"),
        ("date,working\n2026-05-01,no,more\n", "bad.csv, row 2: The row has 3 cells, the heading 2."),
    ],
)
def test_bad_lines_are_named_and_nothing_is_written(reform, home, content, said):
    (home / "bad.csv").write_text(content)
    refused = reform("workdays", "load", "bad.csv")
    assert refused.status in (1, 2) and said in refused.err and refused.err.count("\n") == 1
    assert reform("export", "days", "--json").rows == []


def test_only_calendars_are_loaded(reform, home):
    reform("add", "甲")
    (home / "all.ndjson").write_text(reform("export", "--ndjson").out)
    refused = reform("workdays", "load", "all.ndjson")
    assert refused.status == 1 and "This is no calendar: it holds projects." in refused.err
    assert reform("workdays", "load", "missing.csv").status == 1


def test_a_load_is_one_batch_that_can_be_undone(reform, notice):
    reform("workdays", "load", notice)
    rows = reform("history", "--json").rows
    assert {(row["verb"], row["noun"], row["ref"]) for row in rows} == {
        ("workdays load", "day", "2026-03-19"),
        ("workdays load", "day", "2026-03-21"),
    }
    undone = reform("undo", "--yes")
    assert undone.status == 0 and "Removed: 2026-03-19 县庆" in undone.err
    assert reform("export", "days", "--json").rows == []
    assert reform("check").status == 0
    reform("undo", "2", "--yes")
    assert len(reform("export", "days", "--json").rows) == 2 and reform("check").status == 0


def test_a_calendar_is_loaded_once_and_corrected_in_place(reform, notice):
    reform("workdays", "load", notice)
    assert "added: 0, changed: 0, unchanged: 2" in reform("workdays", "load", notice).err
    notice.write_text(NOTICE.replace("县庆", "建县纪念日"))
    assert "added: 0, changed: 1, unchanged: 1" in reform("workdays", "load", notice).err


def test_the_calendar_of_another_ledger_meets_this_one_by_date(reform, home, notice):
    reform("workdays", "load", notice)
    (home / "days.csv").write_text(reform("export", "days").out)
    reform("init", "--db", "other.db")
    (home / "own.csv").write_text("date,working\n2026-03-18,no\n2026-03-19,yes\n")
    reform("workdays", "load", "own.csv", "--db", "other.db")
    loaded = reform("workdays", "load", "days.csv", "--db", "other.db")
    assert loaded.err == "Days added: 1, changed: 1, unchanged: 0.\n"
    days = {row["date"]: row["working"] for row in reform("export", "days", "--json", "--db", "other.db").rows}
    assert days == {"2026-03-18": False, "2026-03-19": False, "2026-03-21": True}


def test_import_takes_a_calendar_too(reform, notice):
    assert [row["noun"] for row in reform("import", notice, "--json").rows] == ["day"]
    assert reform("import", notice, "--as", "days", "--json").rows[0]["unchanged"] == 2


# What would move


def test_deadlines_that_would_move_are_listed_and_not_moved(reform, notice):
    """Today is a Sunday: with the Thursday off, five working days end on the Saturday that is worked for it."""
    reform("add", "五日办结", "--due", "5个工作日内")
    reform("add", "年底办结", "--due", "年底前")
    reform("add", "定日办结", "--due", "2026-03-20")
    reform("add", "step", "--to", "2", "--due", "within 5 working days")
    reform("add", "台账更新不及时", "--kind", "finding", "--due", "5个工作日内")
    reform("add", "早已办结", "--due", "5个工作日内")
    reform("done", "4", "--on", "2026-03-15")
    before = reform("export", "--ndjson").out
    listed = reform("workdays", "load", notice, "--json")
    row = {"due": "2026-03-20", "due_new": "2026-03-21", "said_on": "2026-03-15"}
    typed = "reform extend {} --to 2026-03-21 --reason … --approved-by …"
    assert listed.rows == [
        {"ref": "1", "title": "五日办结", "due_said": "5个工作日内", "command": typed.format("1"), **row},
        {"ref": "2.1", "title": "step", "due_said": "within 5 working days", "command": typed.format("2.1"), **row},
        {"ref": "F1", "title": "台账更新不及时", "due_said": "5个工作日内", "command": typed.format("F1"), **row},
    ]
    after = reform("export", "--ndjson").out
    assert [line for line in after.splitlines() if '"noun": "day"' not in line] == before.splitlines()
    approved = reform("extend", "1", "--to", "2026-03-21", "--reason", "放假调整", "--approved-by", "县长")
    assert approved.status == 0
    assert [row["ref"] for row in reform("workdays", "load", notice, "--json").rows] == ["2.1", "F1"]


def test_people_are_told_that_nothing_moved(reform, notice):
    reform("add", "五日办结", "--due", "5个工作日内")
    text = reform("workdays", "load", notice).out
    assert "reform extend 1 --to 2026-03-21" in text and "Nothing was moved" in text


def test_a_trial_lists_the_same_and_records_nothing(reform, notice):
    reform("add", "五日办结", "--due", "5个工作日内")
    tried = reform("workdays", "load", notice, "--dry-run", "--json")
    assert [row["due_new"] for row in tried.rows] == ["2026-03-21"] and "Nothing was recorded." in tried.err
    assert reform("export", "days", "--json").rows == []


def test_words_are_read_again_from_the_day_on_which_they_were_said(reform, notice):
    reform("add", "甲", "--due", "2026-03-10", "--today", "2026-03-01")
    reform("extend", "1", "--to", "5个工作日内", "--reason", "a", "--approved-by", "b", "--today", "2026-03-13")
    reform("extend", "1", "--to", "2026-06-30", "--reason", "a", "--approved-by", "b", "--today", "2026-03-14")
    reform("undo", "--yes", "--today", "2026-03-15")
    rows = reform("workdays", "load", notice, "--json", "--today", "2026-03-18").rows
    assert [(row["due"], row["due_new"], row["said_on"]) for row in rows] == [
        ("2026-03-20", "2026-03-21", "2026-03-13")
    ]


def test_each_day_of_a_rule_moves_on_its_own(reform, home):
    reform("add", "月报", "--due", "每月第3个工作日前")
    (home / "own.csv").write_text("date,working\n2026-06-02,no\n")
    rows = reform("workdays", "load", "own.csv", "--json").rows
    assert [(row["due"], row["due_new"]) for row in rows] == [("2026-06-03", "2026-06-04")]


def test_words_that_do_not_give_the_date_are_told_apart(reform, home, notice):
    """A copy of a ledger knows the words and the date, but not the day from which they count."""
    reform("add", "甲", "--due", "5个工作日内")
    reform("export", "-o", home / "copy")
    reform("init", "--db", "other.db")
    reform("import", "copy", "--db", "other.db", "--today", "2026-03-17")
    loaded = reform("workdays", "load", notice, "--db", "other.db", "--json", "--today", "2026-03-18")
    assert loaded.rows == [] and "The words of 1 count working days" in loaded.err


# What it costs


@pytest.mark.parametrize(
    ("arguments", "queries"),
    [
        (("overdue",), 0),
        (("list", "--where", "due<2026-12-31"), 0),
        (("add", "甲", "--due", "2026-06-30"), 0),
        (("add", "甲", "--due", "年底前"), 0),
        (("add", "甲", "--due", "5个工作日内"), 1),
    ],
)
def test_the_ledgers_days_are_read_only_where_working_days_count(reform, monkeypatch, arguments, queries):
    asked = []
    find = Store.find

    def counting(self, kind, /, **values):
        asked.append(kind)
        return find(self, kind, **values)

    monkeypatch.setattr(Store, "find", counting)
    assert reform(*arguments).status == 0
    assert asked.count(Day) == queries


# The file


def test_a_ledger_of_version_1_is_brought_up_to_date(reform, home, notice, monkeypatch):
    path = home / "old.db"
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.apply(Database(connection), stop_before="m002_days")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("PRAGMA user_version=1")
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'days'").fetchone() == (0,)
    connection.close()
    assert reform("add", "旧账", "--db", path).status == 0
    assert reform("workdays", "load", notice, "--db", path).status == 0
    assert reform("check", "--db", path).status == 0
    store = open_ledger(path)
    assert [day.date for day in store.find(Day, working=False)] == [date(2026, 3, 19)]
    store.close()
