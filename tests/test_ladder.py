"""The ladder: which order comes next, by the rules, and never one while another waits for its answer."""

import shlex
from datetime import date, timedelta

import pytest


@pytest.fixture
def late(reform):
    """A project that is due on 2026-03-10."""
    reform("add", "重组基层供销社", "--lead", "县供销社", "--due", "2026-03-10")
    return reform


def proposed(reform, day, *options):
    rows = reform("ladder", "--today", day, "--json", *options).rows
    return [(row["ref"], row["level"], row["follows"]) for row in rows]


def issue(reform, level, day, due):
    assert reform("order", "add", "1", "--level", level, "--due", due, "--today", day).status == 0


def test_the_highest_level_whose_condition_holds(late):
    assert proposed(late, "2026-03-02") == []
    assert proposed(late, "2026-03-03") == [("1", "blue", None)]
    assert proposed(late, "2026-03-10") == [("1", "blue", None)]
    assert proposed(late, "2026-03-11") == [("1", "red", None)]


def test_behind_schedule_is_yellow_and_key_projects_begin_there(reform):
    reform("add", "甲", "--lead", "甲局", "--due", "2026-12-31")
    for due in ("2026-12-31", "2026-12-30", "2026-12-29", "2026-03-14"):
        reform("add", f"步{due}", "--to", "1", "--due", due)
    assert proposed(reform, "2026-03-01") == []
    assert ("1.4", "red", None) in proposed(reform, "2026-03-15")
    reform("done", "1.4", "--reported", "--on", "2026-03-14")
    assert ("1", "yellow", None) in proposed(reform, "2026-03-15")
    reform("add", "重点", "--lead", "甲局", "--due", "2026-03-20", "--key")
    assert ("2", "yellow", None) in proposed(reform, "2026-03-15")


def test_nothing_while_an_order_of_that_level_waits(late):
    issue(late, "red", "2026-03-12", "2026-03-16")
    assert proposed(late, "2026-03-16") == []
    shown = late("ladder", "--today", "2026-03-16")
    assert "1 order waits for its answer until 2026-03-16 and is not repeated." in shown.out + shown.err
    assert proposed(late, "2026-03-11") == [("1", "red", None)]
    late("order", "withdraw", "O1", "--reason", "误发", "--today", "2026-03-16")
    assert proposed(late, "2026-03-16") == [("1", "red", None)]


def test_a_lower_order_that_waits_holds_nothing_back(late):
    issue(late, "blue", "2026-03-09", "2026-03-16")
    assert proposed(late, "2026-03-10") == []
    assert proposed(late, "2026-03-11") == [("1", "red", "O1")]


@pytest.mark.parametrize(
    ("answer", "level"),
    [
        (None, "yellow"),
        (("在办", "--poor", "--on", "2026-03-05"), "yellow"),
        (("在办", "--on", "2026-03-06"), "yellow"),
        (("在办", "--on", "2026-03-05"), None),
    ],
)
def test_no_answer_a_poor_one_or_a_late_one_asks_for_the_next_level(late, answer, level):
    issue(late, "blue", "2026-03-03", "2026-03-05")
    if answer:
        assert late("order", "answer", "O1", *answer, "--today", "2026-03-06").status == 0
    assert proposed(late, "2026-03-06") == ([] if level is None else [("1", level, "O1")])
    why = [row["why"] for row in late("ladder", "--today", "2026-03-06", "--json").rows]
    assert all(words.startswith("due in 4 days; O1 blue, ") for words in why)


def test_after_three_reds_running_an_interview(late):
    day = date(2026, 3, 11)
    for number in range(3):
        assert proposed(late, day.isoformat())[0][:2] == ("1", "red")
        issue(late, "red", day.isoformat(), (day + timedelta(days=2)).isoformat())
        day += timedelta(days=3)
        assert late("ladder", "--json", "--today", day.isoformat()).rows[0]["follows"] == f"O{number + 1}"
    (row,) = late("ladder", "--json", "--today", day.isoformat()).rows
    assert row["level"] == "interview" and "3 running" in row["why"]
    assert shlex.split(row["command"])[:4] == ["reform", "event", "add", "Interview about 1 重组基层供销社"]
    assert shlex.split(row["command"])[4:] == ["--kind", "interview", "--owners", "县供销社", "--fed", "1"]
    other = ("event", "add", "约谈别人", "--kind", "interview", "--owners", "县财政局", "--today", day.isoformat())
    assert late(*other, "--yes").status == 0 and proposed(late, day.isoformat()) != []
    assert late(*shlex.split(row["command"])[1:], "--today", day.isoformat()).status == 0
    assert proposed(late, day.isoformat()) == [], "the talk removes its row"
    assert proposed(late, "2026-03-24") == [] and proposed(late, "2026-03-25")[0][:2] == ("1", "red"), "15 days late"


def test_a_project_and_its_late_steps_are_one_order(late):
    late("add", "摸底", "--to", "1", "--due", "2026-03-01")
    late("add", "重组", "--to", "1", "--due", "2026-03-10")
    late("add", "堵点", "--from", "1", "--lead", "县供销社", "--due", "2026-03-09")
    assert proposed(late, "2026-03-12") == [("1.1", "red", None), ("F1", "red", None)]
    row = late("ladder", "--today", "2026-03-12", "--json").rows[0]
    assert row["also"] == ["1", "1.2"] and row["why"].endswith("also 1, 1.2")
    assert late("order", "add", "1.2", "--level", "yellow", "--today", "2026-03-11").status == 0
    assert proposed(late, "2026-03-12") == [("F1", "red", None), ("1.2", "red", "O1")]
    assert late(*shlex.split("order add 1.2 --level red --follows O1 --today 2026-03-12")).status == 0
    assert proposed(late, "2026-03-12") == [("F1", "red", None)]
    late("done", "1.2", "--today", "2026-03-12")
    assert ("1.1", "red", None) in proposed(late, "2026-03-12"), "what was asked for is done, the rest is not"


def test_of_what_is_equally_late_the_step_is_pressed_and_not_its_whole(late):
    late("add", "重组", "--to", "1", "--due", "2026-03-10")
    assert proposed(late, "2026-03-12") == [("1.1", "red", None)]


def test_a_talk_counts_that_was_about_this_and_came_after_the_last_order(late):
    for number, (day, due) in enumerate((("2026-03-11", "2026-03-12"), ("2026-03-13", "2026-03-14")), 1):
        issue(late, "red", day, due)
        assert late("order", "list", "--json").rows[0]["ref"] == f"O{number}"

    def talk(day, *options):
        typed = ("event", "add", f"约谈{day}", "--kind", "interview", "--date", day, "--today", "2026-03-30")
        assert late(*typed, "--owners", "县供销社", *options).status == 0

    late("add", "别的", "--lead", "县供销社")
    talk("2026-03-12")
    talk("2026-03-15", "--fed", "2")
    assert proposed(late, "2026-03-15") == [("1", "red", "O2")]
    talk("2026-03-16")
    assert proposed(late, "2026-03-15") == [("1", "red", "O2")], "it has not been held yet"
    assert proposed(late, "2026-03-16") == []


def test_an_answer_that_was_taken_holds_until_the_work_is_worse(late):
    issue(late, "red", "2026-03-11", "2026-03-16")
    late("order", "answer", "O1", "已排时间表", "--on", "2026-03-13", "--today", "2026-03-13")
    assert proposed(late, "2026-03-16") == []
    assert proposed(late, "2026-03-17") == [("1", "red", "O1")]
    late("order", "add", "1", "--level", "red", "--due", "2026-03-19", "--today", "2026-03-17")
    late("order", "answer", "O2", "又排", "--today", "2026-03-19")
    assert proposed(late, "2026-03-24") == [] and proposed(late, "2026-03-25") == [("1", "red", "O2")]


def test_twice_is_the_same_it_writes_nothing_and_issuing_what_it_proposes_removes_the_row(late):
    late("add", "堵点", "--from", "1", "--lead", "县财政局", "--due", "2026-03-01")
    late("add", "没人管", "--due", "2026-03-01")
    late("add", "两家", "--lead", "甲局,乙局", "--due", "2026-03-01")
    history = late("history", "--json").out
    first = late("ladder", "--json")
    assert late("ladder", "--json").out == first.out and late("history", "--json").out == history
    commands = {row["ref"]: row["command"] for row in first.rows}
    assert commands["F1"] == "reform order add F1 --level red"
    assert commands["2"].endswith(" --owner …") and commands["3"].endswith(" --owner …")
    for ref in ("1", "F1"):
        assert late(*shlex.split(commands[ref])[1:]).status == 0
    assert [row["ref"] for row in late("ladder", "--json").rows] == ["2", "3"]


def test_what_was_reported_done_or_is_closed_is_not_pressed(late):
    late("done", "1", "--reported")
    assert proposed(late, "2026-04-01") == []
    late("reopen", "1", "--reason", "退回")
    assert proposed(late, "2026-04-01") == [("1", "red", None)]
    late("done", "1")
    assert proposed(late, "2026-04-01") == []


def test_both_languages_and_filters(late):
    shown = late("ladder", "--today", "2026-03-12", "--lang", "zh").out
    assert "逾期 2 天" in shown and "红" in shown and "late" not in shown
    assert proposed(late, "2026-03-12", "--owner", "县供销社") == [("1", "red", None)]
    late("owner", "add", "县财政局")
    assert proposed(late, "2026-03-12", "--owner", "县财政局") == []
    assert late("ladder", "--today", "2026-03-12", "--exit-code").status == 3
    assert late("ladder", "--today", "2026-03-01", "--exit-code").status == 0
