"""Lights at the edges of their rules."""

from datetime import date, timedelta

import pytest

from reformcli.lights import RULES, Thresholds, judge
from reformcli.model.work import Progress, Work

TODAY = date(2026, 3, 15)


def work(days=None, state="started", done=None):
    due = None if days is None else TODAY + timedelta(days=days)
    return Work(
        project=1,
        milestone=0,
        title="甲",
        project_title="甲",
        plan=2026,
        source=None,
        theme=None,
        key=False,
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
    progress = Progress(100, 50, 50 - behind)
    assert judge(work(days), progress, TODAY, Thresholds()) == (light, rule)


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
    assert judge(work(days, state, done), None, TODAY, Thresholds()) == (light, rule)


def test_thresholds_are_what_they_say():
    strict = Thresholds(near=5, behind=1, far_behind=2)
    assert judge(work(6), Progress(100, 50, 49), TODAY, strict).rule == "behind"
    assert judge(work(5), None, TODAY, strict).rule == "near"
    assert judge(work(6), Progress(100, 50, 47), TODAY, strict).rule == "far-behind"


def test_progress_without_milestones_is_never_behind():
    assert Progress(0, 0, 0).behind == 0


def test_every_rule_can_be_said():
    for sentence in RULES.values():
        assert sentence.format_map(Thresholds()._asdict())
