"""`reform visit`: visits to check or to help."""

from collections.abc import Mapping
from typing import Any

from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.visit import Visit
from reformcli.output import format_of
from reformcli.reports.visit_plan import visit_plan, visits_in_quarter
from reformcli.shell.build import Spec
from reformcli.shell.filters import question
from reformcli.shell.noun_commands import Rules
from reformcli.shell.options import FILTERS, OUTPUT
from reformcli.shell.run import Context
from reformcli.verbs.visits import add_visit, edit_visit


class VisitRules(Rules[Visit]):
    """A visit goes to a unit, or to look at projects, and not on a day to come."""

    argument = "owner"

    def add(self, values: Mapping[str, Any]) -> list[Change[Thing]]:
        """Record a visit; today's unless its day is given."""
        changes = add_visit(values, self.context.today)
        for change in changes:
            if isinstance(change.after, Visit):
                self._tell_cap(change.after)
        return changes

    def _tell_cap(self, visit: Visit) -> None:
        """Say where a unit receives more visits in a quarter than the rules allow."""
        cap = self.context.rules.visits.cap
        if visit.owner is None or visit.owner < 0 or visit.date is None or cap is None:
            return
        others = self.context.ledger.find(Visit, owner=visit.owner)
        count = 1 + visits_in_quarter([one.date for one in others if one.date], visit.date)
        if count > cap:
            name = self.context.ledger.names()[visit.owner]
            self.context.say(
                _("{name} receives {n} visits in this quarter; the rules allow {cap}.", name=name, n=count, cap=cap)
            )

    def edit(self, thing: Visit, values: Mapping[str, Any]) -> list[Change[Thing]]:
        """Correct what was recorded."""
        return edit_visit(thing, values, self.context.today)


RULES = VisitRules


def plan(context: Context) -> None:
    """List the units to see next by the rules, with the reasons; nothing is written."""
    shape = context.choices.format or format_of(context.choices.output or "")
    context.show(visit_plan(context.ledger, question(context), as_calendar=shape == "ics"))


SPECS = {
    "plan": Spec(
        plan,
        (
            ("reform visit plan", mark("Whom to see next, and why.")),
            ("reform visit plan --ics -o visits.ics", mark("The same, for a calendar.")),
        ),
        (FILTERS, OUTPUT),
    )
}
