"""Reports on scores (得分): one file each, and one line in `SCORES`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reformcli.i18n import mark
from reformcli.reports import report

if TYPE_CHECKING:
    from reformcli.reports.question import Report

SCORES: Mapping[str, str] = {
    "rank": mark("Rank units by their scores, or groups by their units'."),
    "show": mark("Every line of a unit's score, with what shows it."),
}
"""Every report on scores and what it says."""


def score_report(name: str) -> "Report":
    """The report on scores called `name`."""
    return report(f"scores.{name}")
