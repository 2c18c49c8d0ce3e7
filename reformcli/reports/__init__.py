"""Reports: what to ask the ledger for, and how to say it. One file each, and one line in `REPORTS`."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from reformcli.i18n import mark

if TYPE_CHECKING:
    from reformcli.reports.question import Report

REPORTS: Mapping[str, str] = {
    "status": mark("How the plan year stands: lights, states, what is due soon."),
    "overdue": mark("What is overdue, worst first, and who answers for it."),
    "due": mark("What falls due in the days ahead."),
    "completed": mark("What was done, and whether in time."),
    "slips": mark("Whose dates moved, from when to when, and how often."),
    "digest": mark("What units say of their work: latest progress, problem, next step."),
    "coverage": mark("What the plan lacks, check by check: units, leaders, liaisons, dates, goals."),
    "closing": mark("How matters are closed out: how many, how fast, what came back."),
    "load": mark("What each unit has to carry: work, matters, visits, against caps."),
    "ladder": mark("Which orders to issue next, by the rules, with the commands that would."),
    "reporting": mark("Which units have not reported this month, and what to write to them."),
    "compare": mark("What changed between two days: joined, left, finished, re-dated, re-lit."),
    "calendar": mark("Due dates for a calendar: with --ics a file that calendar programs take."),
    "list": mark("Projects with their lights, or work of the kinds asked for."),
}
"""Every report and what it says."""


def report(name: str) -> "Report":
    """The report called `name`."""
    module = import_module(f"reformcli.reports.{name}")
    declared: Report = module.REPORT
    return declared
