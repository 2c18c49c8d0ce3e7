"""Rules in force: what counts on a day, spoilt ones, what the locale proposes, settings of before."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from reformcli import i18n
from reformcli.deadlines import Conventions, read
from reformcli.rulebook.limits import limit_words
from reformcli.rulebook.sections import SECTIONS
from reformcli.settings import MOVED
from tests.conftest import load_rules
from tests.rule_texts import LIMITS, in_force, sets

# What counts on a day


def lights(reform, *argv):
    return [row["light"] for row in reform("list", "--json", *argv).rows]


def test_lights_of_a_day_are_judged_by_the_rules_of_that_day(reform, load):
    reform("add", "甲", "--due", "2026-03-31")
    load("[lights]\nnear = 5\n", valid_from="2026-03-10")
    load("[lights]\nnear = 20\n", valid_from="2026-03-20")
    days = ("2026-03-09", "2026-03-10", "2026-03-15", "2026-03-19", "2026-03-20", "2026-03-31", "2026-04-01")
    assert [lights(reform, "--today", day)[0] for day in days] == [
        "yellow",
        "green",
        "green",
        "green",
        "yellow",
        "yellow",
        "red",
    ]
    facts = {row["fact"]: row["value"] for row in reform("why", "1", "--today", "2026-03-09", "--json").rows}
    assert facts["yellow_from"] == "30 days before the due date, or 10 points behind"
    board = reform("status", "--today", "2026-03-19", "--json").rows
    assert [row["count"] for row in board if row["section"] == "light"] == [1]


def test_a_ledger_as_it_was_known_has_the_rules_that_it_knew(reform, load):
    """Rules of a past day that were loaded later were not known before."""
    reform("add", "甲", "--due", "2026-03-31", "--today", "2026-03-01")
    assert lights(reform, "--as-known", "2026-03-14") == ["yellow"]
    load("[lights]\nnear = 5\n", valid_from="2026-01-01")
    assert lights(reform) == lights(reform, "--today", "2026-03-14") == ["green"]
    assert lights(reform, "--as-known", "2026-03-15") == ["green"]
    assert lights(reform, "--as-known", "2026-03-14") == ["yellow"]


def test_words_about_days_are_read_as_on_the_day_that_was_known(reform, load):
    """A command that goes back to a day reads what is typed by the rules that were known then."""
    load("[dates]\nday_first = false\n", valid_from="2026-01-01")
    reform("add", "漏", "--kind", "finding", "--opened", "2026-03-01")
    assert reform("rules", "remove", "2026-01-01", "--today", "2026-03-20").status == 0
    load("[dates]\nday_first = true\n", "--today", "2026-03-20", valid_from="2026-01-01")
    since = ("closing", "--since", "2/3/2026", "--json")
    assert reform(*since, "--as-known", "2026-03-15").rows[0]["opened"] == 1
    assert reform(*since, "--today", "2026-03-20").rows == []


def test_a_limit_is_that_of_the_day_on_which_a_matter_began(reform, load):
    reform("visit", "add", "县教育局", "--date", "2026-02-28")
    load('[limit]\nfinding = "+7d"\n' + LIMITS, valid_from="2026-03-01")
    for argv in (("--from", "V1"), ("--kind", "finding"), ("--kind", "finding", "--opened", "2026-02-28")):
        assert reform("add", "漏", *argv).status == 0
    found = [(row["due"], row["due_said"]) for row in reform("export", "matters", "--json").rows]
    month, week = ("2026-03-30", "within 30 days"), ("2026-03-22", "within 7 days")
    assert found == [month, week, month]


def test_a_limit_by_rule_is_said_aloud_and_none_is_taken_by_words(reform):
    told = reform("add", "漏", "--kind", "appeal", "--lead", "县教育局")
    assert "by the rule limit.appeal, within 10 working days," in told.err and "it is due on 2026-03-27" in told.err
    none = reform("add", "漏", "--kind", "appeal", "--lead", "县教育局", "--due", "长期坚持")
    assert "limit.appeal" not in none.err
    said = reform("add", "漏", "--kind", "appeal", "--lead", "县教育局", "--due", "2026-04-01")
    assert "limit.appeal" not in said.err
    assert [row["due"] for row in reform("export", "matters", "--json").rows] == ["2026-03-27", None, "2026-04-01"]
    assert "limit" not in reform("add", "甲").err


def test_which_number_is_the_day_is_a_rule(reform):
    load_rules(reform, "[dates]\nday_first = true\n")
    reform("add", "甲", "--due", "1/8/2026")
    load_rules(reform, "[dates]\nday_first = false\n")
    reform("add", "乙", "--due", "1/8/2026")
    assert [row["due"] for row in reform("export", "projects", "--json").rows] == ["2026-08-01", "2026-01-08"]


# Rules that another program spoilt


@pytest.fixture
def spoilt(reform, load, home):
    """A ledger with a matter, two sound sets of rules, and one that was spoilt behind the program's back."""
    reform("add", "漏", "--kind", "finding", "--lead", "县教育局")
    for day in ("2026-01-01", "2026-02-01", "2026-03-01"):
        assert load("[lights]\nnear = 14\n", valid_from=day).status == 0
    with sqlite3.connect(home / "ledger.db") as connection:
        connection.execute("UPDATE rules SET text = '[lights]\nnear = -1\n' WHERE valid_from = '2026-02-01'")
    return reform


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("status",),
        ("rules", "show"),
        ("add", "甲", "--due", "end of May"),
        ("stage", "F1", "measures"),
        ("rules", "remove", "1 February 2026"),
        ("closing", "--since", "1 March 2026"),
    ],
)
def test_spoilt_rules_are_named_with_their_day(spoilt, command):
    answer = spoilt(*command)
    assert answer.status == 2 and answer.err.count("\n") == 1
    assert answer.err.startswith("reform: rules of 2026-02-01: lights.near cannot be -1: it takes a whole number")
    assert "`reform rules remove 2026-02-01`" in answer.err


def test_spoilt_rules_are_listed_checked_and_taken_out(spoilt):
    assert sets(spoilt) == ["2026-01-01", "2026-02-01", "2026-03-01"]
    checked = spoilt("check", "--json")
    assert checked.status == 4 and {row["check"] for row in checked.rows} == {"replay", "rules"}
    assert any("rules of 2026-02-01: lights.near cannot be -1" in row["fault"] for row in checked.rows)
    assert spoilt("list", "--today", "2026-01-31").status == 0
    assert spoilt("rules", "remove", "2026-02-01").status == 0
    assert spoilt("list").status == 0 and spoilt("check").status == 0
    assert spoilt("undo", "--yes").status == 0
    assert "rules of 2026-02-01" in spoilt("list").err


def test_what_was_written_before_rules_were_spoilt_can_be_undone(spoilt):
    batch = spoilt("history", "--json").rows[0]["batch"]
    assert spoilt("undo", "--yes").status == 0
    assert sets(spoilt) == ["2026-01-01", "2026-02-01"]
    assert spoilt("undo", batch, "--yes").status in (0, 1)


# Processes under way


def test_rules_leave_matters_that_are_under_way_where_they_stand(reform, load):
    """A matter keeps the process that it began with: no set of rules comes in, or goes, that would move it."""
    stages = '{key="measures", by="owner", state="reported"}, {key="close", by="office", state="done"}'
    short = f"[process]\nfinding = [{stages}]\n"
    for number in (1, 2):
        reform("add", f"漏{number}", "--kind", "finding", "--lead", "县教育局", "--opened", f"2026-03-0{number}")
    reform("stage", "F1", "measures", "--on", "2026-03-05")
    refused = load(short, valid_from="2026-03-01")
    assert refused.status == 1 and "by these rules others would count: F1." in refused.err and sets(reform) == []
    assert load(short, valid_from="2026-03-02").status == 0
    reform("stage", "F2", "measures", "--on", "2026-03-05")
    states = [row["state"] for row in reform("export", "matters", "--json").rows]
    assert states == ["started", "reported"] and reform("check").status == 0
    for command in (("rules", "remove", "2026-03-02"), ("undo", 4, "--yes")):
        refused = reform(*command)
        assert refused.status == 1 and "by these rules others would count: F2." in refused.err, command
    exported = reform("export", "rules", "--json").rows[0]
    Path("rules.json").write_text(json.dumps([{**exported, "uid": "", "number": "", "valid_from": "2026-02-01"}]))
    refused = reform("import", "rules.json", "--as", "rules")
    assert refused.status == 1 and "F1" in refused.err
    assert load("[lights]\nnear = 14\n", valid_from="2026-01-01").status == 0


# What the locale proposes


@pytest.mark.parametrize(
    ("locale", "country", "day_first"),
    [
        ({"LANG": "en_GB.UTF-8"}, "GB", True),
        ({"LANG": "en_US.UTF-8"}, "US", False),
        ({"LANG": "de_DE@euro"}, "DE", True),
        ({"LANG": "zh_CN.UTF-8", "LC_TIME": "en_GB.UTF-8"}, "GB", True),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "en_US.UTF-8"}, "US", False),
    ],
)
def test_a_new_ledger_has_the_dates_of_the_locale(run, home, monkeypatch, locale, country, day_first):
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("REFORM_DB", str(home / "ledger.db"))
    told = run("init")
    assert told.status == 0 and f"Dates are read as in {country}" in told.err
    for name in locale:
        monkeypatch.delenv(name)
    rules = in_force(run)
    assert (rules["dates", "country"], rules["dates", "day_first"]) == (country, day_first)
    assert [row["ref"] for row in run("rules", "list", "--json").rows] == ["1900-01-01"]
    run("add", "甲", "--due", "1/8/2026")
    assert run("export", "projects", "--json").rows[0]["due"] == ("2026-08-01" if day_first else "2026-01-08")
    # A second init of the same ledger proposes nothing.
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "Dates are read" not in run("init").err and in_force(run)["dates", "country"] == country


@pytest.mark.parametrize(
    "locale",
    [
        {},
        {"LANG": "C"},
        {"LANG": "C.UTF-8"},
        {"LANG": "POSIX"},
        {"LANG": "zh_CN.UTF-8"},
        {"LANG": "en"},
        {"LANG": "en_GB.UTF-8", "LC_ALL": "C"},
        {"LANG": "es_419"},
        {"LANG": ""},
    ],
)
def test_a_locale_of_no_other_country_proposes_nothing(run, home, monkeypatch, locale):
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("REFORM_DB", str(home / "ledger.db"))
    told = run("init")
    assert told.status == 0 and "Dates are read" not in told.err
    assert sets(run) == [] and in_force(run)["dates", "country"] == "CN"


def test_the_first_entry_makes_a_ledger_as_init_does(run, home, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    told = run("add", "甲", "--due", "1/8/2026")
    assert told.status == 0 and "Made the ledger" in told.err and "Dates are read as in GB" in told.err
    assert run("export", "projects", "--json").rows[0]["due"] == "2026-08-01"
    assert [row["ref"] for row in run("rules", "list", "--json").rows] == ["1900-01-01"]
    again = run("add", "乙")
    assert "Dates are read" not in again.err and len(run("rules", "list", "--json").rows) == 1
    assert run("undo", "--yes").status == 0 and in_force(run)["dates", "country"] == "GB"


def test_what_is_only_tried_makes_no_ledger(run, home, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "Dates are read" not in run("add", "甲", "--dry-run").err
    assert list(home.rglob("*.db")) == []


def test_nothing_but_init_asks_the_locale(reform, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert in_force(reform)["dates", "country"] == "CN"
    assert "2026-05-09" in {row["date"] for row in reform("workdays", "show", "2026", "--json").rows}


# Settings of before


@pytest.mark.parametrize("key", sorted(MOVED))
def test_a_setting_of_before_is_named_with_its_new_place(reform, home, monkeypatch, key):
    section, _dot, name = key.partition(".")
    (home / "settings.toml").write_text(f"[{section}]\n{name} = 1\n")
    monkeypatch.setenv("REFORM_SETTINGS", str(home / "settings.toml"))
    for command in (("list",), ("settings",), ("add", "甲")):
        answer = reform(*command)
        assert answer.status == 2 and answer.out == "" and answer.err.count("\n") == 1
        assert f"settings.toml: {key} is no setting" in answer.err and f"as {MOVED[key]}." in answer.err
        assert "`reform rules show`" in answer.err


@pytest.mark.parametrize("key", sorted(MOVED))
def test_a_variable_of_before_is_named_with_its_new_place(reform, monkeypatch, key):
    variable = "REFORM_" + key.upper().replace(".", "_")
    monkeypatch.setenv(variable, "1")
    for command in (("list",), ("add", "甲")):
        answer = reform(*command)
        assert answer.status == 2 and answer.out == "" and answer.err.count("\n") == 1
        assert f"{variable}: {key} is no setting" in answer.err and f"as {MOVED[key]}." in answer.err
    monkeypatch.setenv(variable, "")
    assert reform("list").status == 0


def test_where_settings_have_gone():
    assert {MOVED[key] for key in MOVED} == {
        *(f"lights.{key}" for key in SECTIONS["lights"].keys),
        *(f"caps.{key}" for key in SECTIONS["caps"].keys),
        "visits.cap",
        *(f"dates.{key}" for key in ("country", "day_first", "fiscal_start")),
    }


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("limit", ["+1d", "+7d", "+30d", "+1wd", "+3wd", "+10wd"])
def test_a_limit_in_words_means_the_same_day(limit, language):
    i18n.use(language)
    words = limit_words(limit)
    assert words != limit
    for base in (date(2026, 2, 12), date(2026, 4, 30), date(2026, 9, 26)):
        conventions = Conventions(2026, country="CN")
        said, noted = (read(text, base, conventions) for text in (words, limit))
        assert said.end == noted.end and not said.ambiguous
