"""Wall charts (挂图作战): one set of data, three questions. One file each, and one line in `CHARTS`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reformcli.i18n import mark
from reformcli.reports import report

if TYPE_CHECKING:
    from reformcli.reports.question import Report

CHARTS: Mapping[str, str] = {
    "progress": mark("How far: projects by month, with what is planned and done, and lights."),
    "works": mark("By what steps: each project's milestones in order, outputs, dependencies, who."),
    "duty": mark("Who answers: leader, group, lead unit, projects with lights; or projects by role."),
}
"""Every chart and what it says."""


def chart(name: str) -> "Report":
    """The chart called `name`."""
    return report(f"charts.{name}")
