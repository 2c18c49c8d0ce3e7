"""`reform event`: what happened, and what it helped."""

from collections.abc import Mapping

from reformcli.model.change import Change
from reformcli.model.event import Event
from reformcli.model.fields import FieldValues, Thing
from reformcli.shell.build import Spec
from reformcli.shell.noun_commands import Rules
from reformcli.verbs.events import add_event, edit_event


class EventEntries(Rules[Event]):
    """An event is of a kind and has happened."""

    def add(self, values: FieldValues) -> list[Change[Thing]]:
        """Record an event."""
        return add_event(values, self.context.today)

    def edit(self, thing: Event, values: FieldValues) -> list[Change[Thing]]:
        """Correct what was recorded."""
        return edit_event(thing, values, self.context.today)


RULES = EventEntries

SPECS: Mapping[str, Spec] = {}
