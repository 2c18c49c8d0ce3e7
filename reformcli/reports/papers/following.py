"""Following: what comes after a bulletin: whom to visit next by the rules, and which look-backs fall due."""

from collections.abc import Iterator
from datetime import date

from reformcli.document import Fields
from reformcli.i18n import mark
from reformcli.model.ledger import Ledger
from reformcli.reports.look_backs import look_backs
from reformcli.reports.papers.declared import PaperField
from reformcli.reports.question import Question
from reformcli.reports.visit_plan import visit_plan

_MOST_UNITS = 5
"""How many units a bulletin names that are to be visited next."""

FOLLOWING = (
    PaperField(
        "planned",
        mark("Units to be visited next, as visit plan has them, the most pressing first."),
        fields=(
            PaperField("unit", mark("Unit to be seen.")),
            PaperField("day", mark("Day from which it is to be seen again.")),
            PaperField("why", mark("Why it is to be seen.")),
            PaperField("refs", mark("Refs of the work with that light.")),
        ),
    ),
    PaperField(
        "look_backs",
        mark("Look-backs that were missed, or fall due in as long a time as the bulletin is of."),
        fields=(
            PaperField("ref", mark("What to type for it: F45.")),
            PaperField("title", mark("What was put right.")),
            PaperField("owner", mark("Who answers for it.")),
            PaperField("due", mark("Day on which the look-back falls due.")),
        ),
    ),
)
"""The fields of what comes next."""


def following(ledger: Ledger, question: Question, since: date) -> Fields:
    """The visits and look-backs that come after a bulletin of the time from `since` to the day asked about."""
    return {
        "planned": tuple(_planned(ledger, question)),
        "look_backs": tuple(_look_backs(ledger, question, since)),
    }


def _planned(ledger: Ledger, question: Question) -> Iterator[Fields]:
    table = visit_plan(ledger, question)
    at = [table.position(key) for key in ("title", "due", "why", "work")]
    for row in tuple(table.rows)[:_MOST_UNITS]:
        unit, day, why, refs = (row[place] for place in at)
        yield {
            "unit": str(unit),
            "day": day if isinstance(day, date) else None,
            "why": str(why),
            "refs": refs if isinstance(refs, tuple) else (),
        }


def _look_backs(ledger: Ledger, question: Question, since: date) -> Iterator[Fields]:
    today, names = question.scope.today, ledger.names()
    for look_back in look_backs(ledger, question.scope, due_to=today + (today - since)):
        work = look_back.work
        owner = names.get(work.owner) if work.owner is not None else None
        yield {"ref": str(work.ref), "title": work.title, "owner": owner, "due": look_back.due}
