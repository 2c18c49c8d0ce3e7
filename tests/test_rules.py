"""Rules: read and written, their faults named, counted from their first day; what the locale proposes at first."""

import io

import pytest

from reformcli.i18n import in_every_language
from reformcli.lights import Thresholds
from reformcli.rulebook import Caps, DateRules, rulebook
from reformcli.rulebook.parts import PARTS
from reformcli.rulebook.sections import STAGE_KEYS, called
from reformcli.settings import MOVED
from tests.conftest import load_rules

EVERYTHING = """
[process]
finding = [
  {key="measures", by="owner", within="10个工作日内"},
  {key="self-check", by="owner", state="reported"},
  {key="公示 期", by="office", lasts="within 5 working days", optional=true},
  {key="close", by="leader", state="done"},
  {key="look-back", by="office", after=30, optional=true}]
decision = [{key="report", by="owner", state="reported"}, {key="close", by="leader", state="done"}]
instruction = [{key="report", by="owner", state="reported"}, {key="close", by="leader", state="done"}]
feedback = [{key="answer", by="owner", state="reported"}, {key="close", by="office", state="done"}]
obstacle = [{key="clear", by="owner", state="reported"}, {key="confirm", by="raiser", state="done"}]
appeal = [{key="decide", by="office", state="done"}]
finding-before = [{key="close", by="office", state="done"}]
idea = [{key="try", by="owner", state="started"}, {key="roll-out", by="leader", state="done"}]

[limit]
decision = "30日内"
instruction = "within 3 working days"
finding = "+7d"
feedback = "一个月内"
obstacle = "+5wd"
appeal = "5个工作日内"

[visits]
red = 7
yellow = 14
green = 60
blue = 365

[changed]
days = [1, 10]

[readiness]
group = ["person", "platform"]
unit = []

[dates]
country = "GB"
region = "GB-SCT"
day_first = false
fiscal_start = 1
fiscal_named = "start"

[lights]
near = 0
behind = 5
far_behind = 5
silence = 45
recovered = "yellow"
schedule = "months"

[caps]
work = 0
visits = 3
papers = 10000

[submission]
points = {county=1, "市级"=2.5}
instruction = {centre=100}
sent_on = {province=0.5}
study = 1.5
shared = 1
several = "highest"
targets = {township=4, "园区"=6}
commissioned_missed = 3
"""
"""A set of rules of which no value is the default's."""


@pytest.fixture
def load(reform, home):
    """Loads a text as rules from 2026-03-01 on."""

    def load(text, *argv, valid_from="2026-03-01"):
        (home / "office.toml").write_text(text, encoding="utf-8")
        return reform("rules", "load", "office.toml", "--valid-from", valid_from, *argv)

    return load


def refused(answer):
    """What a file is refused with, in one line that names the file."""
    assert answer.status == 2 and answer.out == "" and answer.err.count("\n") == 1, answer
    assert answer.err.startswith("reform: office.toml: ")
    return answer.err


def in_force(reform, *argv):
    """The values of the rules by part and key."""
    return {(row["part"], row["key"]): row["value"] for row in reform("rules", "show", "--json", *argv).rows}


def sets(reform):
    return [row["ref"] for row in reform("rules", "list", "--json").rows]


# What they are


def test_the_rules_of_the_code_are_those_of_the_file():
    rules = rulebook()
    assert (rules.lights, rules.dates, rules.caps) == (Thresholds(), DateRules(), Caps())
    assert [stage.key for stage in rules.process["finding"] if not stage.optional] == [
        "measures",
        "self-check",
        "acceptance",
        "close",
    ]
    assert {kind: process[-1].state for kind, process in rules.process.items() if kind != "finding"} == {
        **dict.fromkeys(("decision", "instruction", "feedback", "obstacle", "appeal"), "done"),
        "finding-before": None,
        "idea": "dropped",
    }
    assert rules.limit.keys() == rules.process.keys() - {"finding-before", "idea"}


def test_every_key_is_shown_with_what_it_means(reform):
    out = reform("rules", "show").out
    for name, section in PARTS.items():
        assert f"[{name}]" in out
        for key, declared in section.keys.items():
            assert any(line.lstrip("# ").startswith(f"{key} =") and declared.help in line for line in out.splitlines())
    assert {part for part, _key in in_force(reform)} == PARTS.keys()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", ["", EVERYTHING])
def test_what_is_shown_loads_as_the_same_rules(reform, load, language, text):
    if text:
        assert load(text, valid_from="2026-01-01").status == 0
    shown = reform("rules", "show", "--lang", language).out
    before = in_force(reform)
    again = load(shown)
    assert again.status == 0 and "They say what the rules of before say." in again.err
    assert reform("rules", "show", "--lang", language).out == shown and in_force(reform) == before
    assert rulebook(shown) == (rulebook(text) if text else rulebook())


def test_what_is_shown_takes_back_what_others_set(reform, load):
    """A threshold that is none is left out of what is shown: loaded again it is none."""
    shown = reform("rules", "show").out
    load(EVERYTHING, valid_from="2026-01-01")
    told = load(shown)
    assert "lights.silence 45 → -" in told.err and "caps.work 0 → -" in told.err
    assert rulebook(EVERYTHING, shown) == rulebook()


def test_a_load_says_what_changes_and_no_more(reform, load):
    told = load('[lights]\nnear = 14\n\n[caps]\nwork = 5\n\n[limit]\nfinding = "+30d"\n' + LIMITS, "--dry-run")
    assert told.status == 0
    assert told.err.splitlines() == [
        "lights.near 30 → 14",
        "caps.work - → 5",
        "They count from a day that is past: reports of days since 2026-03-01 go by them.",
        "Nothing was recorded.",
    ]
    assert sets(reform) == []
    assert "that is past" not in load("[lights]\nnear = 14\n", valid_from="2026-03-15").err


LIMITS = 'decision = "+20d"\ninstruction = "+15d"\nfeedback = "+15d"\nobstacle = "+15d"\nappeal = "+10wd"\n'
"""The limits that are not a finding's, as they are by default."""


def test_a_part_that_is_left_out_stays_as_it_was(reform, load):
    load("[lights]\nnear = 14\nsilence = 20\n", valid_from="2026-01-01")
    load("[caps]\nwork = 5\n", valid_from="2026-02-01")
    load("[lights]\nbehind = 5\n", valid_from="2026-03-01")

    def shown(day):
        rules = in_force(reform, "--on", day)
        return [
            rules[key] for key in (("lights", "near"), ("lights", "silence"), ("lights", "behind"), ("caps", "work"))
        ]

    assert shown("2025-12-31") == [30, None, 10, None]
    assert shown("2026-01-01") == shown("2026-01-31") == [14, 20, 10, None]
    assert shown("2026-02-01") == [14, 20, 10, 5]
    assert shown("2026-03-01") == [30, None, 5, 5]
    assert in_force(reform)["process", "appeal"] == in_force(reform, "--on", "2025-12-31")["process", "appeal"]


def test_rules_between_others_count_until_the_next(reform, load):
    load("[lights]\nnear = 3\n", valid_from="2026-03-01")
    load("[lights]\nnear = 1\n[caps]\nwork = 5\n", valid_from="2026-01-01")
    near = [in_force(reform, "--on", day)["lights", "near"] for day in ("2025-12-31", "2026-02-28", "2026-03-01")]
    assert near == [30, 1, 3] and in_force(reform)["caps", "work"] == 5
    assert reform("rules", "remove", "2026-01-01").status == 0
    assert in_force(reform, "--on", "2026-02-28")["lights", "near"] == 30
    assert reform("undo", "--yes").status == 0
    assert in_force(reform, "--on", "2026-02-28")["lights", "near"] == 1


# What people write


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("[亮灯]\n临近 = 14\n", ("lights", "near"), 14),
        ('["亮灯"]\n"严重滞后" = 50\n', ("lights", "far_behind"), 50),
        ('[lights]\n已追上 = "黄"\n', ("lights", "recovered"), "yellow"),
        ('[Lights]\nRecovered = "Yellow"\n', ("lights", "recovered"), "yellow"),
        ('[lights]\n"far behind" = 50\n', ("lights", "far_behind"), 50),
        ('[日期]\n国家 = "gb"\n', ("dates", "country"), "GB"),
        ("[日期]\n日在前 = true\n", ("dates", "day_first"), True),
        ('[日期]\n财年以何年为名 = "起始"\n', ("dates", "fiscal_named"), "start"),
        ("[上限]\n工作 = 5\n", ("caps", "work"), 5),
        ("[变化]\n天 = [3]\n", ("changed", "days"), [3]),
        ("[督查次数]\n红 = 7\n黄 = 14\n绿 = 30\n蓝 = 60\n每季上限 = 1\n", ("visits", "cap"), 1),
    ],
)
def test_keys_and_words_of_both_languages(reform, load, text, key, value):
    assert load(text).status == 0
    assert in_force(reform)[key] == value


def test_every_label_of_a_key_means_that_key_only():
    tables = [STAGE_KEYS, *(section.keys for section in PARTS.values())]
    for labels in [
        {key: section.label for key, section in PARTS.items()},
        *({key: declared.label for key, declared in table.items()} for table in tables),
    ]:
        for key, label in labels.items():
            assert {called(word, labels) for word in (key, *in_every_language(label))} == {key}


def test_a_kind_is_written_in_either_language(reform, load):
    """The kinds of matters are keys as others are."""
    assert load('[时限]\n督查问题 = "7日内"\n' + LIMITS).status == 0
    rules = in_force(reform)
    assert rules["limit", "finding"] == "7日内" and ("limit", "督查问题") not in rules


def test_a_file_of_a_windows_editor_is_read(reform, home):
    (home / "office.toml").write_bytes("﻿[lights]\r\nnear = 14\r\n".encode())
    assert reform("rules", "load", "office.toml", "--valid-from", "2026-03-01").status == 0
    assert in_force(reform)["lights", "near"] == 14


def test_rules_from_stdin(reform, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("[lights]\nnear = 14\n"))
    assert reform("rules", "load", "-", "--valid-from", "2026-03-01", "--title", "办发〔2026〕3号").status == 0
    assert in_force(reform)["lights", "near"] == 14
    assert reform("rules", "list", "--json").rows[0]["title"] == "办发〔2026〕3号"


# Faults

BAD = {
    "lights.near = -1": "lights.near cannot be -1: it takes a whole number from 0 to 3660.",
    "lights.behind = 101": "lights.behind cannot be 101: it takes a whole number from 0 to 100.",
    "lights.near = 30.0": "lights.near cannot be 30.0: it takes a whole number",
    "lights.near = true": "lights.near cannot be True: it takes a whole number",
    'lights.near = "30"': "lights.near cannot be '30': it takes a whole number",
    "lights.silence = 0": "lights.silence cannot be 0: it takes a whole number from 1 to 3660.",
    'lights.recovered = "blue"': "lights.recovered cannot be 'blue': it takes one of green, yellow.",
    'lights.schedule = "weeks"': "lights.schedule cannot be 'weeks': it takes one of milestones, months.",
    "lights.bright = 1": "lights.bright: there is no such key; there are: near, behind, far_behind, silence,",
    "lights.behind = 40\nlights.far_behind = 30": "lights.behind is more than lights.far_behind.",
    "lights.behind = 40": "lights.behind is more than lights.far_behind.",
    "lights.far_behind = 5": "lights.behind is more than lights.far_behind.",
    "[lights]\nnear = 14\n临近 = 15": "lights.临近",
    "[lights]\nnear = 14\n[亮灯]\nnear = 15": "[亮灯]",
    "lights = 3": "lights must be a part of its own: [lights].",
    "colours.near = 3": "[colours] is no part of the rules; there are: process, limit, visits, changed,",
    "near = 3": "[near] is no part of the rules",
    'dates.country = "China"': "dates.country cannot be 'China': it takes a country code of two letters, such as CN.",
    'dates.country = "C1"': "dates.country cannot be 'C1'",
    "dates.fiscal_start = 13": "dates.fiscal_start cannot be 13: it takes a whole number from 1 to 12.",
    'dates.day_first = "yes"': "dates.day_first cannot be 'yes': it takes true or false.",
    'dates.region = "Scotland"': "dates.region cannot be 'Scotland': it takes a country and its part",
    "caps.work = 1.5": "caps.work cannot be 1.5",
    "visits.red = 7": "[visits] lacks yellow. [visits] lacks green. [visits] lacks blue.",
    "changed.days = []": "changed.days cannot be []: it takes numbers of days, each greater than the one before.",
    "changed.days = [7, 7]": "changed.days cannot be [7, 7]",
    "changed.days = [7, 3]": "changed.days cannot be [7, 3]",
    "changed.days = [0]": "changed.days cannot be [0]",
    "changed.days = 7": "changed.days cannot be 7",
    "changed.x = 7": "[changed] lacks days.",
    'readiness.unit = ["cat"]\nreadiness.group = []': "readiness.unit cannot be ['cat']",
    "readiness.unit = []": "[readiness] lacks group.",
    'limit.finding = "whenever"': "limit.finding cannot be 'whenever': it takes a time limit",
    'limit.finding = "长期坚持"': "limit.finding cannot be '长期坚持'",
    "limit.finding = 30": "limit.finding cannot be 30",
    'limit.findng = "+30d"': "limit.findng",
    'process.findng = [{key="close", by="office", state="done"}]': "process.findng",
    "process.finding = []": "process.finding must be a list of stages",
    'process.finding = "close"': "process.finding must be a list of stages",
    'process.finding = [{key="close", by="office"}]': "process.finding: no stage has the state done.",
    'process.finding = [{key="close", state="done"}]': "process.finding[1] lacks key or by.",
    'process.finding = [{by="office", state="done"}]': "process.finding[1] lacks key or by.",
    'process.finding = [{key="close", by="moon", state="done"}]': "process.finding[1].by cannot be 'moon'",
    'process.finding = [{key="close", by="office", state="over"}]': "process.finding[1].state cannot be 'over'",
    'process.finding = [{key="close", by="office", state="done", due=3}]': "process.finding[1].due: there is no such",
    'process.finding = [{key="a", by="owner"}, {key="a", by="office", state="done"}]': "process.finding[2]: there is a",
    'process.finding = [{key="a", by="office", state="done"}, {key="b", by="office"}]': "process.finding[2]: what",
    'process.finding = [{key="a", by="owner", within="soon"}, {key="b", by="office", state="done"}]': (
        "process.finding[1].within cannot be 'soon': it takes a time limit"
    ),
    'process.finding = [{key="a", by="office", state="done"}, {key="b", by="office", after=0, optional=true}]': (
        "process.finding[2].after cannot be 0"
    ),
    "[lights": "The rules are not TOML: ",
    "lights.near = 1\nlights.near = 2": "The rules are not TOML: ",
}


@pytest.mark.parametrize("text", BAD)
def test_each_fault_is_named_with_its_place_and_nothing_is_written(reform, load, text):
    assert BAD[text] in refused(load(text))
    assert sets(reform) == []


def test_a_few_faults_are_all_named(load):
    faults = refused(load('[lights]\nnear = -1\nbright = 2\n[limit]\nfinding = "soon"\n[visits]\nred = 7\n[x]\n'))
    for place in ("lights.near", "lights.bright", "limit.finding", "[visits] lacks yellow", "[x]"):
        assert place in faults


def test_faults_are_told_in_chinese(load):
    faults = refused(load('[lights]\nnear = -1\nbright = 2\n[limit]\nfinding = "soon"\n', "--lang", "zh"))
    assert "lights.near 不能是 -1：应为 0 到 3660 的整数。" in faults and "lights.bright：没有这一项" in faults
    assert "limit.finding 不能是 'soon'" in faults and "各项及其取值见 `reform rules show`。" in faults


def test_no_kind_is_left_without_a_process(reform, load):
    """A part takes the place of the one before: processes of other kinds must not get lost on the way."""
    answer = load('[process]\nfinding = [{key="close", by="office", state="done"}]\n')
    assert answer.status == 2 or ("process", "decision") in in_force(reform)


def test_two_sets_of_one_day(reform, load):
    assert load("[lights]\nnear = 14\n").status == 0
    again = load("[lights]\nnear = 7\n")
    assert again.status == 1 and again.err.count("\n") == 1
    assert "There are rules of 2026-03-01 already." in again.err and "`reform rules remove 2026-03-01`" in again.err
    assert in_force(reform)["lights", "near"] == 14


def test_an_empty_file_is_none(reform, load):
    for text in ("", "\n\n"):
        answer = load(text)
        assert answer.status == 2 and answer.err.count("\n") == 1 and sets(reform) == []


@pytest.mark.parametrize(("length", "status"), [(20_000, 0), (20_001, 2)])
def test_how_long_rules_may_be(reform, load, length, status):
    text = "[lights]\nnear = 14\n"
    answer = load(text + "#" * (length - len(text)))
    assert answer.status == status, answer.err
    assert len(sets(reform)) == (status == 0)
    assert status == 0 or (answer.err.count("\n") == 1 and "20,000" in answer.err.replace("20000", "20,000"))


def test_a_file_that_is_no_text(reform, home):
    (home / "office.toml").write_bytes("[亮灯]\n".encode("gbk"))
    answer = reform("rules", "load", "office.toml", "--valid-from", "2026-03-01")
    assert answer.status in (1, 2) and "office.toml: This file cannot be read: it is no UTF-8." in answer.err


def test_exports_carry_rules_and_add_nothing(reform, load):
    load(EVERYTHING)
    assert reform("export", "-o", "out.json").status == 0
    assert reform("init", "--db", "other.db").status == 0
    assert reform("import", "out.json", "--db", "other.db").status == 0
    assert in_force(reform, "--db", "other.db") == in_force(reform)
    again = reform("import", "out.json", "--json")
    assert all(row["added"] == row["changed"] == 0 for row in again.rows)


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


def test_a_limit_is_that_of_the_day_on_which_a_matter_began(reform, load):
    reform("visit", "add", "县教育局", "--date", "2026-02-28")
    load('[limit]\nfinding = "+7d"\n' + LIMITS, valid_from="2026-03-01")
    for argv in (("--from", "V1"), ("--kind", "finding"), ("--kind", "finding", "--opened", "2026-02-28")):
        assert reform("add", "漏", *argv).status == 0
    found = [(row["due"], row["due_said"]) for row in reform("export", "matters", "--json").rows]
    assert found == [("2026-03-30", "+30d"), ("2026-03-22", "+7d"), ("2026-03-30", "+30d")]


def test_a_limit_by_rule_is_said_aloud_and_none_is_taken_by_words(reform):
    told = reform("add", "漏", "--kind", "appeal", "--lead", "县教育局")
    assert "by the rule limit.appeal" in told.err and "it is due on 2026-03-27" in told.err
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
        *(f"lights.{key}" for key in PARTS["lights"].keys),
        *(f"caps.{key}" for key in PARTS["caps"].keys),
        *(f"dates.{key}" for key in ("country", "day_first", "fiscal_start")),
    }
