"""Rows of orders, of meetings and of rules: what an entry may not be, an import may not bring in either."""

from reformcli.merging.noun_merging import NounMerging
from reformcli.model.fields import Thing
from reformcli.model.meeting import Meeting
from reformcli.model.order import Order
from reformcli.model.rules import RuleSet
from reformcli.rulebook import must_be_sound, texts_of
from reformcli.verbs import meetings, orders
from reformcli.verbs.strays import must_stand


class OrderMerging(NounMerging):
    """Merges rows of orders."""

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue or NotPossible where the days, the code or what it follows cannot be."""
        assert isinstance(after, Order)
        orders.checked(after, (order for order in self.existing.things if isinstance(order, Order)))


class MeetingMerging(NounMerging):
    """Merges rows of meetings."""

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue or NotPossible for a body without its group, or a meeting that another is already."""
        assert isinstance(after, Meeting)
        own = None if before is None else before.number
        others = (held for held in self.existing.things if isinstance(held, Meeting) and held.number != own)
        meetings.checked(after, others)


class RulesMerging(NounMerging):
    """Merges rows of rules."""

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadRules for a text that cannot be rules, NotPossible for one by which matters would stand
        otherwise; what the ledger has already is left."""
        assert isinstance(after, RuleSet) and after.valid_from is not None
        if before == after:
            return
        must_be_sound(after.text)
        ledger = self._shared.ledger
        must_stand(ledger, texts_of(ledger) | {after.valid_from: after.text}, self._shared.reader.today)
