"""Lights at the edges of their rules."""

from datetime import date, timedelta

import pytest

from reformcli.lights import RULES, Facts, Thresholds, judge, lacking
from reformcli.model.work import Progress, Work
from tests.conftest import load_rules

TODAY = date(2026, 3, 15)


def work(days=None, state="started", done=None):
    due = None if days is None else TODAY + timedelta(days=days)
    return Work(
        noun="project",
        number=1,
        within=None,
        kind=None,
        title="甲",
        project=1,
        about=None,
        plan=2026,
        source=None,
        theme=None,
        key=False,
        owner=None,
        supporting=(),
        start=None,
        due=due,
        due_first=due,
        due_said=None,
        state=state,
        reported=None,
        done=done,
        moves=0,
        uid="u",
    )


@pytest.mark.parametrize(
    ("days", "behind", "light", "rule"),
    [
        (-1, 0, "red", "overdue"),
        (0, 0, "yellow", "near"),
        (30, 0, "yellow", "near"),
        (31, 0, "green", "on-course"),
        (31, 9.9, "green", "on-course"),
        (31, 10, "yellow", "behind"),
        (31, 30, "yellow", "behind"),
        (31, 30.1, "red", "far-behind"),
        (0, 31, "red", "far-behind"),
        (None, 0, "grey", "no-date"),
        (None, 99, "grey", "no-date"),
    ],
)
def test_open_work(days, behind, light, rule):
    facts = Facts(Progress(100, 50, 50 - behind))
    assert judge(work(days), facts, TODAY, Thresholds()) == (light, rule)


@pytest.mark.parametrize(
    ("state", "days", "done", "light", "rule"),
    [
        ("done", -1, TODAY, "blue", "done-late"),
        ("done", 0, TODAY, "blue", "done"),
        ("done", -9, None, "blue", "done"),
        ("dropped", -9, None, "grey", "dropped"),
        ("reported", -1, None, "red", "overdue"),
    ],
)
def test_closed_and_reported_work(state, days, done, light, rule):
    assert judge(work(days, state, done), Facts(), TODAY, Thresholds()) == (light, rule)


def test_thresholds_are_what_they_say():
    strict = Thresholds(near=5, behind=1, far_behind=2)
    assert judge(work(6), Facts(Progress(100, 50, 49)), TODAY, strict).rule == "behind"
    assert judge(work(5), Facts(), TODAY, strict).rule == "near"
    assert judge(work(6), Facts(Progress(100, 50, 47)), TODAY, strict).rule == "far-behind"


def test_work_without_milestones_is_never_behind():
    assert judge(work(99), Facts(Progress(0, 0, 0)), TODAY, Thresholds()).rule == "on-course"


def test_every_rule_can_be_said():
    for sentence in RULES.values():
        assert sentence.format_map(Thresholds()._asdict())


@pytest.mark.parametrize(
    ("today", "actual", "rule"),
    [
        (date(2026, 11, 30), 83, "on-course"),  # ten of twelve months have ended: 83.3
        (date(2026, 12, 1), 91, "on-course"),
        (date(2026, 12, 1), 81, "behind"),  # eleven of twelve: 91.7
        (date(2026, 12, 1), 61, "far-behind"),
        (date(2025, 12, 31), 0, "on-course"),
    ],
)
def test_schedule_by_months_counts_months_that_have_ended(today, actual, rule):
    of_the_year = work(0)._replace(start=date(2026, 1, 1), due=date(2026, 12, 31))
    monthly = Thresholds(near=0, schedule="months")
    assert judge(of_the_year, Facts(Progress(100, 0, actual)), today, monthly).rule == rule


def test_schedule_by_months_begins_with_the_plan_year_where_no_start_is_known():
    piece = work(0)._replace(due=date(2026, 4, 30))
    facts = Facts(Progress(100, 0, 0))
    assert lacking(piece, facts, TODAY, Thresholds(schedule="months")).points == 50


@pytest.mark.parametrize(("days", "rule"), [(60, "on-course"), (61, "silent")])
def test_silence_is_more_days_than_are_allowed(days, rule):
    facts = Facts(news=TODAY - timedelta(days=days))
    assert judge(work(99), facts, TODAY, Thresholds(silence=60)).rule == rule
    assert judge(work(99), facts, TODAY, Thresholds()).rule == "on-course"


def test_what_has_caught_up_stays_marked():
    facts = Facts(Progress(100, 50, 50, late=1))
    verdict = judge(work(99), facts, TODAY, Thresholds())
    assert (verdict.light, verdict.mark) == ("green", "recovered")
    assert judge(work(99), facts, TODAY, Thresholds(recovered="yellow")).light == "yellow"


# From here on through the program, whose today is 2026-03-15.


def lights(reform, *argv):
    return [(one["light"], one["mark"]) for one in reform("list", "--json", *argv).rows]


def test_a_light_set_by_hand_counts_until_its_end_and_says_so(reform):
    reform("add", "甲", "--due", "2026-01-31")
    assert lights(reform) == [("red", None)]
    told = reform("light", "1", "黄", "--until", "2026-03-31", "--reason", "文件在途", "--author", "副主任")
    assert told.status == 0
    assert lights(reform) == [("yellow", "override")]
    assert lights(reform, "--today", "2026-03-31") == [("yellow", "override")]
    assert lights(reform, "--today", "2026-04-01") == lights(reform, "--today", "2026-03-14") == [("red", None)]
    said = reform("why", "1").out
    assert "副主任" in said and "文件在途" in said and "2026-03-31" in said
    assert "red: open and past its due date" in said
    assert "by hand" in reform("list").out
    assert "yellow  文件在途 · 副主任" in reform("show", "1").out
    assert reform("overdue", "--light", "yellow", "--json").rows[0]["ref"] == "1"


def test_a_light_set_again_replaces_and_clear_gives_it_back_to_the_rules(reform):
    reform("add", "甲", "--due", "2026-12-31")
    reform("light", "1", "red", "--until", "2026-03-31", "--reason", "a")
    reform("light", "1", "yellow", "--until", "2026-04-30", "--reason", "b", "--today", "2026-03-20")
    found = [(one["light"], one["valid_to"]) for one in reform("export", "overrides", "--json").rows]
    assert found == [("red", "2026-03-19"), ("yellow", "2026-04-30")]
    assert lights(reform, "--today", "2026-03-16") == [("red", "override")]
    assert reform("light", "1", "--clear", "--today", "2026-03-25").status == 0
    assert lights(reform, "--today", "2026-03-25") == [("green", None)]
    assert reform("light", "1", "--clear", "--today", "2026-03-25").status == 1


@pytest.mark.parametrize(
    ("argv", "status", "says"),
    [
        (["red"], 2, "--reason, --until are missing"),
        (["red", "--reason", "x"], 2, "--until is missing"),
        (["red", "--reason", "x", "--until", "2026-03-14"], 2, "2026-03-14 is past"),
        (["blue", "--reason", "x", "--until", "2026-04-01"], 2, "blue"),
        (["red", "--reason", " ", "--until", "2026-04-01"], 2, "--reason is missing"),
    ],
)
def test_a_light_needs_colour_reason_and_end(reform, argv, status, says):
    reform("add", "甲", "--due", "2026-12-31")
    refused = reform("light", "1", *argv)
    assert refused.status == status and says in refused.err
    assert reform("export", "overrides", "--json").rows == []


def test_a_closed_piece_keeps_its_own_light(reform):
    reform("add", "甲", "--due", "2026-12-31")
    reform("light", "1", "red", "--until", "2026-12-31", "--reason", "x")
    reform("done", "1")
    assert lights(reform) == [("blue", None)]
    assert reform("light", "1", "red", "--until", "2026-12-31", "--reason", "x").status == 1


def test_a_milestone_has_a_light_of_its_own(reform):
    reform("add", "甲", "--due", "2026-12-31")
    reform("add", "乙", "--to", "1", "--due", "2026-12-01")
    reform("light", "1.1", "red", "--until", "2026-04-30", "--reason", "x")
    assert lights(reform, "--milestones") == [("green", None), ("red", "override")]


def test_a_day_in_the_past_shows_the_lights_of_that_day(reform):
    reform("add", "甲", "--due", "2026-03-01", "--start", "2026-02-01")
    reform("extend", "1", "--to", "2026-12-31", "--reason", "x", "--approved-by", "y", "--asked", "2026-03-05")
    reform("done", "1", "--reported", "--on", "2026-03-10")
    reform("done", "1", "--on", "2026-03-12")
    reform("add", "乙", "--due", "2026-12-31")
    reform("drop", "2", "--reason", "x")

    def on(day):
        return [(one["light"], one["state"], one["due"]) for one in reform("list", "--today", day, "--json").rows]

    assert on("2026-01-15") == [("green", "planned", "2026-03-01"), ("green", "started", "2026-12-31")]
    assert on("2026-03-04")[0] == ("red", "started", "2026-03-01")
    assert on("2026-03-05")[0] == ("green", "started", "2026-12-31")
    assert on("2026-03-11")[0] == ("green", "reported", "2026-12-31")
    assert on("2026-03-15") == [("blue", "done", "2026-12-31"), ("grey", "dropped", "2026-12-31")]
    assert [one["ref"] for one in reform("overdue", "--today", "2026-03-04", "--json").rows] == ["1"]
    assert "Why 1 is red" in reform("why", "1", "--today", "2026-03-04", "--html").out


def test_progress_of_a_day_in_the_past_knows_only_what_was_done_by_then(reform):
    reform("add", "甲", "--due", "2026-12-31", "--start", "2026-01-01")
    for due in ("2026-01-31", "2026-12-01"):
        reform("add", "步", "--to", "1", "--due", due)
    reform("done", "1.1", "--on", "2026-02-20")
    assert lights(reform, "--today", "2026-01-31") == [("green", None)]
    assert lights(reform, "--today", "2026-02-19") == [("red", None)]
    assert lights(reform, "--today", "2026-02-20") == [("green", "recovered")]
    facts = {one["fact"]: one["value"] for one in reform("why", "1", "--today", "2026-02-19", "--json").rows}
    assert (facts["rule"], facts["behind"], facts["late_steps"]) == ("far-behind", 50, ["1.1"])
    assert facts["green_when"] == "steps done for more than 40 points; open, by date: 1.1, 1.2"


@pytest.mark.parametrize(
    ("command", "heard"),
    [
        (["note", "1", "x"], True),
        (["note", "1.1", "x"], True),
        (["visit", "add", "甲局", "--projects", "1"], True),
        (["done", "1.1"], True),
        (["note", "2", "x"], False),
    ],
)
def test_news_of_a_project_is_anything_dated_about_it(reform, command, heard):
    load_rules(reform, "[lights]\nsilence = 30\n")
    for number, title in (("1", "甲"), ("2", "乙")):
        reform("add", title, "--due", "2026-12-31", "--start", "2026-01-01")
        reform("add", "步", "--to", number, "--due", "2026-12-01")
    assert lights(reform)[0] == ("yellow", "silent")
    assert reform(*command).status == 0
    assert lights(reform)[0] == (("green", None) if heard else ("yellow", "silent"))


def test_other_thresholds_light_everything_anew_from_their_first_day_on(reform):
    reform("add", "甲", "--due", "2026-05-31")
    assert lights(reform) == lights(reform, "--as-known", "2026-03-15") == [("green", None)]
    load_rules(reform, "[lights]\nnear = 90\n", valid_from="2026-03-10")
    assert lights(reform) == lights(reform, "--today", "2026-03-10") == [("yellow", None)]
    assert lights(reform, "--today", "2026-03-09") == [("green", None)]
    load_rules(reform, "[lights]\nnear = 90\n")
    assert lights(reform) == lights(reform, "--as-known", "2026-03-15") == [("yellow", None)]
    assert lights(reform, "--today", "2026-03-01") == [("green", None)]


def test_why_names_who_led_on_the_due_date_after_people_moved(reform):
    reform("add", "甲", "--due", "2026-03-31", "--leader", "张县长", "--lead", "甲局")
    reform("owner", "handover", "张县长", "李县长", "--from", "2026-04-10")
    facts = {one["fact"]: one["value"] for one in reform("why", "1", "--today", "2026-05-01", "--json").rows}
    assert facts["leader_on_due"] == ["张县长"]
    assert reform("overdue", "--today", "2026-05-01", "--json").rows[0]["leader"] == ["李县长"]


def moved(reform, *days):
    """What a list on each of `days` says of each piece: ref, due date, state."""
    return {
        day: [
            (one["ref"], one["due"], one["state"])
            for one in reform("list", "--milestones", "--today", day, "--json").rows
        ]
        for day in days
    }


def test_extensions_are_taken_back_piece_by_piece_in_the_order_in_which_they_were_entered(reform):
    reform("add", "甲", "--due", "2026-03-01", "--start", "2026-01-01")
    reform("add", "乙", "--to", "1", "--due", "2026-02-01")
    why = ("--reason", "x", "--approved-by", "y")
    reform("extend", "1", "--to", "2026-06-01", *why, "--asked", "2026-03-10")
    reform("extend", "1", "--to", "2026-09-01", *why, "--asked", "2026-03-05")
    reform("extend", "1.1", "--to", "2026-05-01", *why, "--asked", "2026-02-10")
    found = moved(reform, "2026-02-09", "2026-02-10", "2026-03-02", "2026-03-15")
    assert [[due for _ref, due, _state in rows] for rows in found.values()] == [
        ["2026-03-01", "2026-02-01"],
        ["2026-03-01", "2026-05-01"],
        ["2026-03-01", "2026-05-01"],
        ["2026-09-01", "2026-05-01"],
    ]
    assert reform("slips", "--today", "2026-02-09", "--json").rows == []
    assert [one["extensions"] for one in reform("slips", "--today", "2026-02-10", "--json").rows] == [1]
    refused = reform("extend", "1", "--to", "2026-10-01", *why, "--asked", "2026-03-16")
    assert refused.status == 2 and "2026-03-16 has not come yet" in refused.err


@pytest.mark.parametrize(
    ("command", "before", "on_the_day"),
    [
        (["done", "1", "--on", "2026-03-05"], "started", "done"),
        (["done", "1", "--reported", "--on", "2026-03-05"], "started", "reported"),
        (["drop", "1", "--reason", "x", "--today", "2026-03-05"], "started", "dropped"),
    ],
)
def test_each_kind_of_step_alone_takes_a_day_back(reform, command, before, on_the_day):
    reform("add", "甲", "--due", "2026-12-31", "--start", "2026-01-01")
    reform(*command)
    found = moved(reform, "2026-03-04", "2026-03-05")
    assert [rows[0][2] for rows in found.values()] == [before, on_the_day]


def test_progress_counts_weights_and_leaves_out_what_was_struck_off(reform):
    reform("add", "甲", "--due", "2026-12-31")
    for due, weight in (("2026-02-01", "30"), ("2026-03-01", "10"), ("2026-11-30", "60"), ("2026-01-01", "500")):
        reform("add", "步", "--to", "1", "--due", due, "--weight", weight)
    reform("drop", "1.4", "--reason", "x")
    reform("done", "1.1", "--on", "2026-02-01")
    facts = {one["fact"]: one["value"] for one in reform("why", "1", "--json").rows}
    assert (facts["scheduled"], facts["actual"], facts["behind"]) == ("40%", "30%", 10)
    assert facts["rule"] == "behind" and facts["late_steps"] == ["1.2"] and "caught_up" not in facts


def test_thirtieths_do_not_slip_over_a_threshold():
    assert judge(work(99), Facts(Progress(30, 7, 4)), TODAY, Thresholds()).rule == "behind"
    assert judge(work(99), Facts(Progress(30, 10, 1)), TODAY, Thresholds()).rule == "behind"


def test_red_comes_before_yellow_whatever_the_thresholds():
    facts = Facts(Progress(100, 50, 0))
    assert judge(work(99), facts, TODAY, Thresholds(behind=60)).rule == "far-behind"
    assert judge(work(99), Facts(), TODAY, Thresholds(behind=0)).rule == "on-course"


def test_what_is_still_late_has_not_caught_up():
    facts = Facts(Progress(100, 20, 15, late=1, overdue=1))
    assert judge(work(99), facts, TODAY, Thresholds()).rule == "on-course"


def test_a_plan_year_after_the_due_date_is_not_all_gone():
    piece = work(0)._replace(plan=2027, due=date(2026, 12, 31))
    assert judge(piece, Facts(Progress(100, 0, 0)), TODAY, Thresholds(schedule="months")).rule == "behind"


def test_a_milestone_keeps_its_light_when_its_project_gets_one(reform):
    reform("add", "甲", "--due", "2026-12-31")
    reform("add", "乙", "--to", "1", "--due", "2026-12-01")
    for ref in ("1", "1.1"):
        reform("light", ref, "red", "--until", "2026-04-30", "--reason", "x")
    reform("light", "1.1", "yellow", "--until", "2026-04-30", "--reason", "y", "--today", "2026-03-16")
    assert lights(reform, "--milestones", "--today", "2026-03-16") == [("red", "override"), ("yellow", "override")]
    reform("light", "1", "--clear", "--today", "2026-03-17")
    assert lights(reform, "--milestones", "--today", "2026-03-17") == [("green", None), ("yellow", "override")]
    refused = reform("light", "1.1", "red", "--clear")
    assert refused.status == 2 and "--clear takes no light" in refused.err


@pytest.mark.parametrize(
    ("add", "rules", "says"),
    [
        ([], "", "a due date: `reform edit 1 --due …`"),
        (["--due", "2026-04-01"], "", "a due date after 2026-04-14, by an approved extension (done, it is blue)"),
        (
            ["--due", "2026-12-31", "--start", "2026-01-01"],
            "[lights]\nsilence = 10\n",
            "news: a note, a visit, a report",
        ),
        (["--due", "2026-12-31"], "", None),
    ],
)
def test_why_says_what_would_turn_it_green(reform, add, rules, says):
    if rules:
        load_rules(reform, rules)
    reform("add", "甲", *add)

    def green_when():
        return {one["fact"]: one["value"] for one in reform("why", "1", "--json").rows}.get("green_when")

    assert green_when() == says
    reform("light", "1", "red", "--until", "2026-04-30", "--reason", "x", "--today", "2026-03-14")
    by_hand = "the end of what was set by hand"
    reform("rules", "remove", "2000-01-01")
    said = None if rules else says
    assert green_when() == (f"{by_hand}; and {said}" if said else by_hand)


def test_why_names_the_rule_where_only_it_keeps_yellow(reform):
    load_rules(reform, '[lights]\nrecovered = "yellow"\n')
    reform("add", "甲", "--due", "2026-12-31")
    reform("add", "步", "--to", "1", "--due", "2026-02-01")
    reform("done", "1.1", "--on", "2026-02-05")
    facts = {one["fact"]: one["value"] for one in reform("why", "1", "--json").rows}
    assert (facts["light"], facts["rule"], facts["caught_up"]) == ("yellow", "recovered", ["1.1"])
    assert facts["green_when"] == "the rule lights.recovered (done, it is blue)"


def test_amber_is_yellow(reform):
    reform("add", "甲", "--due", "2026-12-31")
    assert reform("light", "1", "amber", "--reason", "r", "--until", "2026-03-31").out.startswith("Added 1  yellow")
    assert [row["ref"] for row in reform("list", "--light", "Amber", "--json").rows] == ["1"]
