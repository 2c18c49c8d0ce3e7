"""`reform visit`: visits to check or to help."""

from reformcli.i18n import mark, plural
from reformcli.model.change import Change
from reformcli.model.days import quarter_of
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.visit import Visit
from reformcli.output import format_of
from reformcli.reports.visit_plan import visit_plan
from reformcli.rulebook import in_force
from reformcli.shell.build import Spec
from reformcli.shell.filters import question
from reformcli.shell.noun_commands import Rules
from reformcli.shell.options import FILTERS, OUTPUT
from reformcli.shell.run import Context
from reformcli.verbs.visits import add_visit, edit_visit


class VisitRules(Rules[Visit]):
    """A visit goes to a unit, or to look at projects, and not on a day to come."""

    argument = "owner"

    def add(self, values: FieldValues) -> list[Change[Thing]]:
        """Record a visit; today's unless its day is given."""
        return self._told(add_visit(values, self.context.today))

    def edit(self, thing: Visit, values: FieldValues) -> list[Change[Thing]]:
        """Correct what was recorded."""
        return self._told(edit_visit(thing, values, self.context.today))

    def _told(self, changes: list[Change[Thing]]) -> list[Change[Thing]]:
        """Say where a unit receives more visits in the quarter of one than the rules of its day allow."""
        for before, visit in changes:
            if not isinstance(visit, Visit) or visit.owner is None or visit.date is None:
                continue
            cap = in_force(self.context.ledger, visit.date).visits.cap
            first, last = quarter_of(visit.date)
            visits = self.context.ledger.find(Visit, owner=visit.owner)
            others = [one for one in visits if one != before and one.date and first <= one.date <= last]
            if cap is not None and len(others) >= cap:
                added = {owner.number: owner.name for owner in self.book.added}
                name, n = {**self.context.ledger.names(), **added}[visit.owner], 1 + len(others)
                self.context.say(
                    plural(
                        "{name} receives {n} visit in this quarter; the rules allow {cap}.",
                        "{name} receives {n} visits in this quarter; the rules allow {cap}.",
                        n,
                        name=name,
                        cap=cap,
                    )
                )
        return changes


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
