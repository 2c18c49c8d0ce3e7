"""Exports of trackers as they are: ids as codes, parents as projects, states and people right."""

from pathlib import Path

import pytest

from tests.importers.books import rows_of

EXPORTS = Path(__file__).parent / "exports"


def work(reform):
    """Everything that came in: code, title, start, due, state, done, who answers (the lead first), milestones."""
    duties = rows_of(reform, "duties")
    milestones = rows_of(reform, "milestones")
    order = ("lead", "supporting", "liaison", "leader")
    found = []
    for row in rows_of(reform, "projects"):
        named = [(one["role"], one["owner"]) for one in duties if one["project"] == row["number"]]
        people = [name for role, name in sorted(named, key=lambda one: order.index(one[0]))]
        steps = [
            (one["title"], one["due"], one["state"], one["done"])
            for one in milestones
            if one["project"] == row["number"]
        ]
        found.append((row["code"], row["title"], row["start"], row["due"], row["state"], row["done"], people, steps))
    return found


ARCHIVE = ("Scan the maps", "2026-03-15", "done")

EXPECTED = {
    "jira": [
        ("ARC-1", "Move the archive", "2026-03-02", "2026-06-30", "started", None, ["Ann Lee", "Carl Dow", "Dana Fox"],
         [(*ARCHIVE, "2026-03-10"), ("Label the boxes", "2026-04-10", "planned", None)]),
        ("ARC-4", "Sell the shelves", None, None, "dropped", None, [], []),
    ],
    "asana": [
        ("1201", "Book the hall", None, "2026-02-21", "done", "2026-02-20", ["Ann Lee"], []),
        ("1202", "Invite the mayors", "2026-02-10", "2026-04-01", "planned", None, ["Bob Ray"],
         [("Collect the names", "2026-03-20", "planned", None)]),
        ("1203", "Print badges", None, "2026-04-10", "planned", None, [], []),
    ],
    "trello": [
        ("65a1b2c3d4e5f60718293a41", "Order the seeds", None, "2026-03-01", "done", None, ["Ann Lee", "Bob Ray"], []),
        ("65a1b2c3d4e5f60718293a42", "Dig the beds", "2026-03-10", "2026-04-15", "started", None, ["Carl Dow"], []),
        ("65a1b2c3d4e5f60718293a43", "Plant the trees", None, None, "planned", None, [], []),
    ],
    "monday": [
        ("7001", "Book the hall", "2026-02-01", "2026-02-21", "done", None, ["Ann Lee"], []),
        ("7002", "Rent chairs", "2026-03-01", "2026-04-01", "started", None, ["Bob Ray", "Carl Dow"], []),
        ("7003", "Invite the mayors", "2026-03-10", "2026-04-10", "started", None, ["Dana Fox"], []),
    ],
    "smartsheet": [
        (None, "Write the brief", "2026-02-02", "2026-02-13", "done", None, ["Ann Lee"], []),
        (None, "Choose a builder", "2026-02-16", "2026-03-27", "started", None, ["Bob Ray"], []),
        (None, "Build the ramp", "2026-03-30", "2026-05-22", "planned", None, ["Carl Dow"], []),
    ],
    "msproject": [
        (None, "New ramp", "2026-02-02", "2026-05-22", "started", None, ["Ann Lee", "Bob Ray", "Carl Dow"],
         [("Write the brief", "2026-02-13", "done", "2026-02-12"),
          ("Choose a builder", "2026-03-27", "started", None),
          ("Build the ramp", "2026-05-22", "planned", None)]),
    ],
    "planner": [
        ("kQ1aB2cD3e", "Pack the library", "2026-02-02", "2026-02-27", "done", "2026-02-26",
         ["Ann Lee", "Bob Ray"], []),
        ("kQ1aB2cD3f", "Cut the phones over", None, "2026-03-31", "started", None, ["Carl Dow"], []),
        ("kQ1aB2cD3g", "Hand the keys back", None, "2026-04-15", "planned", None, [], []),
    ],
    "clickup": [
        ("86a1", "Move the archive", None, "2026-06-30", "started", None, ["Ann Lee", "Bob Ray", "Carl Dow"],
         [(*ARCHIVE, None)]),
        ("86a3", "Sell the shelves", None, None, "planned", None, [], []),
    ],
    "redmine": [
        ("4711", "Move the archive", "2026-03-02", "2026-06-30", "started", None, ["Ann Lee", "Carl Dow"],
         [(*ARCHIVE, "2026-03-10")]),
        ("4713", "Sell the shelves", None, "2026-04-13", "planned", None, [], []),
    ],
    "openproject": [
        ("31", "Move the archive", "2026-03-02", "2026-06-30", "started", None, ["Ann Lee", "Carl Dow", "Dana Fox"],
         [(*ARCHIVE, None), ("Archive moved", "2026-06-30", "planned", None)]),
    ],
    "github": [
        ("101", "Fix the login", None, None, "done", "2026-02-20", ["ann-lee"], []),
        ("102", "Speed up the search", None, None, "planned", None, ["bob-ray", "carl-dow"], []),
    ],
    "gitlab": [
        ("11", "Fix the login", None, "2026-02-28", "done", "2026-02-20", ["Ann Lee"], []),
        ("14", "Speed up the search", None, "2026-04-30", "planned", None, ["Bob Ray"], []),
    ],
    "禅道": [
        ("712", "扫码登录", "2026-03-02", "2026-03-20", "started", None, ["王强"], []),
        ("713", "短信验证", "2026-03-02", "2026-03-10", "done", "2026-03-09", ["李敏"], []),
        ("714", "改版首页", None, "2026-04-30", "planned", None, [], []),
        ("715", "旧版下线", None, None, "dropped", None, [], []),
    ],
    "tapd": [
        ("1010", "统一收件", "2026-03-02", "2026-03-31", "started", None, ["王强", "李敏"],
         [("扫描件归档", "2026-03-12", "done", "2026-03-11")]),
        ("1012", "老系统对接", None, None, "planned", None, [], []),
    ],
    "teambition": [
        ("T-1", "筹备开放日", "2026-03-01", "2026-04-20", "planned", None, ["王强", "李敏"],
         [("预订会场", "2026-03-08", "done", "2026-03-07")]),
    ],
    "飞书": [
        (None, "整理台账", "2026-03-02", "2026-03-20", "started", None, ["王强"], []),
        (None, "核对数据", None, "2026-03-10", "done", "2026-03-09", ["李敏"], []),
    ],
}  # fmt: skip


@pytest.mark.parametrize("tool", EXPECTED)
def test_an_export_comes_in_as_it_is(reform, tool):
    taken = reform("import", EXPORTS / f"{tool}.csv")
    assert taken.status == 0, taken.err
    assert work(reform) == EXPECTED[tool]


@pytest.mark.parametrize("tool", EXPECTED)
def test_the_same_export_again_adds_nothing(reform, tool):
    reform("import", EXPORTS / f"{tool}.csv")
    again = reform("import", EXPORTS / f"{tool}.csv", "--json")
    assert all((row["added"], row["changed"]) == (0, 0) for row in again.rows), again.out
