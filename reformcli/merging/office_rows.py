"""Rows of orders, of meetings and of rules: what an entry may not be, an import may not bring in either."""

from operator import attrgetter

from reformcli.merging.noun_merging import NounMerging
from reformcli.merging.shared import Import
from reformcli.model.fields import Thing
from reformcli.model.meeting import Meeting
from reformcli.model.noun import Noun
from reformcli.model.order import Order
from reformcli.model.rules import RuleSet
from reformcli.rulebook import must_be_sound, texts_of
from reformcli.verbs import meetings, orders
from reformcli.verbs.strays import must_stand


class OrderMerging(NounMerging):
    """Merges rows of orders."""

    def __init__(self, shared: Import, kind: Noun[Thing]) -> None:
        super().__init__(shared, kind)
        self._coded = self.existing.grouped(_code_in_its_year)

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue or NotPossible where the days, the code or what it follows cannot be."""
        assert isinstance(after, Order)
        followed = self.existing.by_number(after.follows) if after.follows else None
        others = (*self._coded.with_key(_code_in_its_year(after)), followed)
        orders.checked(after, (order for order in others if isinstance(order, Order)))


class MeetingMerging(NounMerging):
    """Merges rows of meetings."""

    def __init__(self, shared: Import, kind: Noun[Thing]) -> None:
        super().__init__(shared, kind)
        self._of_body = self.existing.grouped(attrgetter("body", "owner"))

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue or NotPossible for a body without its group, or a meeting that another is already."""
        assert isinstance(after, Meeting)
        others = self._of_body.with_key((after.body, after.owner))
        meetings.checked(after, (held for held in others if isinstance(held, Meeting)))


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


def _code_in_its_year(thing: Thing) -> tuple[int, str] | None:
    assert isinstance(thing, Order)
    return orders.code_in_its_year(thing) if thing.code else None
