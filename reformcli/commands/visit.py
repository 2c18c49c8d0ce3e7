"""`reform visit`: visits to check or to help."""

from collections.abc import Mapping
from typing import Any

from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.visit import Visit
from reformcli.shell.build import Spec
from reformcli.shell.noun_commands import Rules
from reformcli.verbs.visits import add_visit, edit_visit


class VisitRules(Rules[Visit]):
    """A visit goes to a unit, or to look at projects, and not on a day to come."""

    argument = "owner"

    def add(self, values: Mapping[str, Any]) -> list[Change[Thing]]:
        """Record a visit; today's unless its day is given."""
        return add_visit(values, self.context.today)

    def edit(self, thing: Visit, values: Mapping[str, Any]) -> list[Change[Thing]]:
        """Correct what was recorded."""
        return edit_visit(thing, values, self.context.today)


RULES = VisitRules

SPECS: dict[str, Spec] = {}
