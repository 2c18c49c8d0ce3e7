"""At a glance: several projects in a table, a row each, where a page has no room for a part about each."""

from collections.abc import Mapping, Sequence
from datetime import date

from reformcli import columns
from reformcli.i18n import _, in_a_line, mark, plural
from reformcli.lights import Verdict
from reformcli.model.colours import LIGHTS
from reformcli.model.work import Work
from reformcli.table import Column, Table

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.LIGHT,
    columns.DUE,
    Column("following", mark("Next step"), mark("The open milestone that comes first, and how late it is.")),
)

MOST = 8
"""How many projects a page has room for."""


def at_a_glance(
    projects: Sequence[Work],
    steps: Mapping[int, Sequence[Work]],
    verdicts: Mapping[Work, Verdict],
    today: date,
) -> Table:
    """One row for each project, the worst lights first: its light, its due date, its next step. At most `MOST`, and
    then a note that says how many more there are."""
    worst = list(LIGHTS)
    ordered = sorted(projects, key=lambda project: (worst.index(verdicts[project].light), -project.days_late(today)))
    rows = tuple(
        (
            str(project.ref),
            project.title,
            verdicts[project].light,
            project.due,
            _following(steps[project.number], today),
        )
        for project in ordered[:MOST]
    )
    more = len(ordered) - len(rows)
    notes = (plural("{n} more is not listed.", "{n} more are not listed.", more),) if more else ()
    return Table("listed", _("Projects"), COLUMNS, rows, notes=notes, empty=_("It has no open project."))


def _following(steps: Sequence[Work], today: date) -> str | None:
    """The open milestone that comes first, and how late it is, or when it is due."""
    step = min((step for step in steps if step.is_open), key=lambda step: step.due or date.max, default=None)
    if step is None:
        return None
    late = step.days_late(today)
    when = plural("{n} day late", "{n} days late", late) if late else str(step.due or "")
    return in_a_line(filter(None, (f"{step.ref} {step.title}", when)))
