"""Lights: the colour of a piece of work, and why it has it.

There is no national rule, each place sets its own, so the thresholds are settings. The defaults are the assumption of
practice.md §3: blue done; red overdue or more than 30 points behind; yellow due within 30 days or 10 to 30 points
behind; grey without a date; green otherwise.
"""

from datetime import date
from typing import NamedTuple

from reformcli.i18n import mark
from reformcli.model.colours import BLUE, GREEN, GREY, RED, YELLOW
from reformcli.model.states import DONE, DROPPED
from reformcli.model.work import Progress, Work

PAINT = {
    RED: ("#FFC7CE", "#9C0006"),
    YELLOW: ("#FFEB9C", "#7F4F00"),
    GREEN: ("#C6EFCE", "#006100"),
    BLUE: ("#BDD7EE", "#1F3864"),
    GREY: ("#D9D9D9", "#3F3F3F"),
}
"""What a cell that holds the word is filled with in a workbook, and the colour of the word."""

RULES = {
    "dropped": mark("struck off"),
    "done-late": mark("done, after its due date"),
    "done": mark("done"),
    "no-date": mark("no due date"),
    "overdue": mark("open and past its due date"),
    "far-behind": mark("more than {far_behind} points behind schedule"),
    "near": mark("due within {near} days"),
    "behind": mark("{behind} to {far_behind} points behind schedule"),
    "on-course": mark("due in more than {near} days and less than {behind} points behind schedule"),
}
"""The rules in the order in which they are tried."""


class Thresholds(NamedTuple):
    """Days before the due date, and points behind schedule (0 to 100), at which lights change."""

    near: int = 30
    behind: int = 10
    far_behind: int = 30


class Verdict(NamedTuple):
    """A light and the key of the rule in `RULES` that gave it."""

    light: str
    rule: str


def judge(work: Work, progress: Progress | None, today: date, thresholds: Thresholds) -> Verdict:
    """The light of `work` on `today`. Due today is not overdue."""
    behind = progress.behind if progress else 0.0
    if work.state == DROPPED:
        return Verdict(GREY, "dropped")
    if work.state == DONE:
        late = work.done is not None and work.due is not None and work.done > work.due
        return Verdict(BLUE, "done-late" if late else "done")
    if work.due is None:
        return Verdict(GREY, "no-date")
    if work.due < today:
        return Verdict(RED, "overdue")
    if behind > thresholds.far_behind:
        return Verdict(RED, "far-behind")
    if (work.due - today).days <= thresholds.near:
        return Verdict(YELLOW, "near")
    if behind >= thresholds.behind:
        return Verdict(YELLOW, "behind")
    return Verdict(GREEN, "on-course")
