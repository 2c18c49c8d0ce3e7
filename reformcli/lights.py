"""Lights: the colour of a piece of work, why it has it, and what would turn it green.

There is no national rule, each place sets its own, so the thresholds are rules of the office, and a light is never
stored: other thresholds, or another day, give every piece its light anew. The defaults are this program's own: blue
done; red overdue or more than 30 points behind; yellow due within 30 days or 10 to 30 points behind; grey without a
date; green otherwise. Work that was late and has caught up stays marked, after Ouhai 2020, where it turns yellow.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reformcli.i18n import mark
from reformcli.model.colours import BLUE, GREEN, GREY, RED, YELLOW
from reformcli.model.states import DONE, DROPPED
from reformcli.model.work import Progress, Work

if TYPE_CHECKING:
    from reformcli.model.override import Override

RULES = {
    "dropped": mark("struck off"),
    "done-late": mark("done, after its due date"),
    "done": mark("done"),
    "override": mark("set by hand"),
    "no-date": mark("no due date"),
    "overdue": mark("open and past its due date"),
    "far-behind": mark("more than {far_behind} points behind schedule"),
    "near": mark("due within {near} days"),
    "behind": mark("{behind} to {far_behind} points behind schedule"),
    "silent": mark("no news for more than {silence} days"),
    "recovered": mark("on course again, after steps that were late"),
    "on-course": mark("due in more than {near} days and less than {behind} points behind schedule"),
}
"""The rules in the order in which they are tried."""

MARKS = {
    "override": mark("by hand"),
    "done-late": mark("done late"),
    "recovered": mark("caught up"),
    "silent": mark("no news"),
}
"""Rules that are told beside the light wherever it is shown, in a word."""


class Thresholds(NamedTuple):
    """Where lights change: days before the due date, points behind schedule (0 to 100), days without news.

    Without `silence` no work is silent. `recovered` is the light of work that has caught up. Scheduled progress follows
    the weights of the `milestones` that are due, or the `months` pro rata: `schedule` says which.
    """

    near: int = 30
    behind: int = 10
    far_behind: int = 30
    silence: int | None = None
    recovered: str = GREEN
    schedule: str = "milestones"


class Facts(NamedTuple):
    """What is known of a piece of work besides its own fields, on the day asked about.

    `news` is the last day on which anything was heard of it; `override` the light set by hand that counts that day.
    """

    progress: Progress | None = None
    news: date | None = None
    override: "Override | None" = None


class Verdict(NamedTuple):
    """A light and the key of the rule in `RULES` that gave it."""

    light: str
    rule: str

    @property
    def mark(self) -> str | None:
        """The rule, where it is one of `MARKS`."""
        return self.rule if self.rule in MARKS else None


class Lacking(NamedTuple):
    """What keeps open work from a green light.

    `dateless` is whether it has no due date; `time` the day after which its due date would have to lie, None where it
    does; `behind` whether it is too far behind schedule, by `points`; `silent` whether nothing was heard of it for too
    long.
    """

    dateless: bool
    time: date | None
    behind: bool
    points: float
    silent: bool


def judge(work: Work, facts: Facts, today: date, thresholds: Thresholds) -> Verdict:
    """The light of `work` on `today`. Due today is not overdue."""
    if work.state == DROPPED:
        return Verdict(GREY, "dropped")
    if work.state == DONE:
        return Verdict(BLUE, "done-late" if work.days_late(today) else "done")
    if facts.override is not None:
        return Verdict(facts.override.light, "override")
    lack = lacking(work, facts, today, thresholds)
    if work.due is None:
        return Verdict(GREY, "no-date")
    if work.is_overdue(today):
        return Verdict(RED, "overdue")
    if lack.points > thresholds.far_behind:
        return Verdict(RED, "far-behind")
    if lack.time is not None:
        return Verdict(YELLOW, "near")
    if lack.behind:
        return Verdict(YELLOW, "behind")
    if lack.silent:
        return Verdict(YELLOW, "silent")
    if facts.progress is not None and facts.progress.late and not facts.progress.overdue:
        return Verdict(thresholds.recovered, "recovered")
    return Verdict(GREEN, "on-course")


def lacking(work: Work, facts: Facts, today: date, thresholds: Thresholds) -> Lacking:
    """What would have to change for the rules to give open work a green light on `today`."""
    near = work.due is not None and (work.due - today).days <= thresholds.near
    points = behind(work, facts, today, thresholds)
    quiet = (today - facts.news).days if facts.news else 0
    return Lacking(
        work.due is None,
        today + timedelta(days=thresholds.near) if near else None,
        points > 0 and points >= min(thresholds.behind, thresholds.far_behind),
        points,
        thresholds.silence is not None and quiet > thresholds.silence,
    )


def behind(work: Work, facts: Facts, today: date, thresholds: Thresholds) -> float:
    """Points (0 to 100) that actual progress is behind scheduled progress: negative when ahead; 0 without steps."""
    if facts.progress is None or not facts.progress.total:
        return 0.0
    # Weights of 1/30 and the like must not put work on the other side of a threshold.
    return round(scheduled(work, facts.progress, today, thresholds) - facts.progress.points(facts.progress.actual), 6)


def scheduled(work: Work, progress: Progress, today: date, thresholds: Thresholds) -> float:
    """Progress due by `today`, in points (0 to 100)."""
    if thresholds.schedule == "months":
        return 100 * _months_gone(work, today)
    return progress.points(progress.scheduled)


def _months_gone(work: Work, today: date) -> float:
    """The share of the months from start to due date that have ended: after November of a year's work, 11/12.

    Work without a start begins with its plan year. Source: the bulletin of Xuancheng 2020.
    """
    if work.due is None:
        return 0.0
    first = work.start or date(min(work.plan or work.due.year, work.due.year), 1, 1)
    months = max(1, _month(work.due) - _month(first) + 1)
    return max(0.0, min(1.0, (_month(today) - _month(first)) / months))


def _month(day: date) -> int:
    return 12 * day.year + day.month
