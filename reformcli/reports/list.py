"""List: projects with their lights."""

from collections.abc import Callable
from typing import Any

from reformcli import columns, lights
from reformcli.i18n import _, mark
from reformcli.model.colours import LIGHTS
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.work import Work
from reformcli.reports.answering import answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Table

COLUMNS = (
    columns.REF,
    columns.LIGHT,
    columns.TITLE,
    columns.STATE,
    columns.DUE,
    columns.LEAD,
    columns.LEADER,
    columns.GROUP,
    columns.PLAN,
    columns.SOURCE,
    columns.MARK,
)

_LIGHT_ORDER = tuple(LIGHTS)

SORTS: dict[str, tuple[str, Callable[[tuple[Work, lights.Verdict]], Any]]] = {
    "number": (mark("number"), lambda one: (one[0].project, one[0].milestone)),
    "due": (mark("due date"), lambda one: (one[0].due is None, one[0].due)),
    "light": (mark("light, worst first"), lambda one: _LIGHT_ORDER.index(one[1].light)),
    "title": (mark("title"), lambda one: one[0].title),
}
"""What a list can be sorted by."""


def listing(ledger: Ledger, question: Question) -> Table:
    """One row for each project in scope, open or not, with its milestones where asked."""
    options = question.options
    found = ledger.work(question.scope, open_only=bool(options.get("open")), milestones=bool(options.get("milestones")))
    ordered = sorted(lit(ledger, question, found), key=SORTS["number"][1])
    ordered.sort(key=SORTS[options.get("sort") or "number"][1])
    who = answered(ledger, question, [piece for piece, _verdict in ordered])
    rows = tuple(
        (
            piece.work.ref,
            verdict.light,
            piece.work.title,
            piece.work.state,
            piece.work.due,
            piece.lead,
            piece.names("leader"),
            piece.names("group"),
            piece.work.plan,
            piece.work.source,
            verdict.mark,
        )
        for piece, (_work, verdict) in zip(who, ordered, strict=True)
    )
    return Table(
        "list", _("Projects"), COLUMNS, rows, empty=_("There is nothing that fits. `reform add` adds a project.")
    )


REPORT = Report(
    listing,
    COLUMNS,
    (
        ("reform list --light red --sort due", mark("Red projects by due date.")),
        (mark('reform list --group "Social Affairs" --milestones'), mark("A group's projects with their milestones.")),
    ),
    (
        Option(
            "sort",
            FieldKind.CHOICE,
            mark("What to sort by."),
            {key: one[0] for key, one in SORTS.items()},
        ),
        Option("open", FieldKind.FLAG, mark("Only open work.")),
        Option("milestones", FieldKind.FLAG, mark("With milestones.")),
    ),
)
