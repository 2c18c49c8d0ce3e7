"""Papers (文稿): drafts of what the office issues. One file each, a template a language, and one line in `PAPERS`."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from reformcli.i18n import mark

if TYPE_CHECKING:
    from reformcli.reports.papers.declared import Paper

PAPERS: Mapping[str, str] = {
    "agenda": mark("The agenda of a meeting: what became of the last one's decisions, topics, reporters."),
    "minutes": mark("The minutes of a meeting: what came of each topic, and what was decided."),
    "order": mark("The slip of an order, with a receipt to cut off and send back."),
    "brief": mark("One page before a visit: how the work stands, and what to ask."),
    "roll-call": mark("A sheet for the liaisons' meeting: one line a project, to fill in."),
    "reminder": mark("A text to send to a liaison: reports, overdue work, what falls due, orders to answer."),
    "bulletin": mark("What visits found, totals, and who is behind."),
    "monthly": mark("Submissions of a month: units ranked by points, targets, what was commissioned and missed."),
    "casebook": mark("Ideas that were rolled out: problem, way, trial, result, conditions."),
    "chronicle": mark("Meetings, events and what was done, day by day."),
    "statement": mark("A year of a unit, its head or a leader, each sentence with its refs."),
}
"""Every paper and what it says."""


def paper(name: str) -> "Paper":
    """The paper called `name`."""
    declared: Paper = import_module(f"reformcli.reports.papers.{name.replace('-', '_')}").PAPER
    return declared
