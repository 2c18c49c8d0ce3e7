"""Rows of orders and of meetings: what an entry may not be, an import may not bring in either."""

from reformcli.merging.plain import NounMerging
from reformcli.model.fields import Thing
from reformcli.model.meeting import Meeting
from reformcli.model.order import Order
from reformcli.verbs import meetings, orders


class OrderMerging(NounMerging):
    """Merges rows of orders."""

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue or NotPossible where the days, the code or what it follows cannot be."""
        assert isinstance(after, Order)
        orders.checked(after, (one for one in self.existing.things if isinstance(one, Order) and one is not before))


class MeetingMerging(NounMerging):
    """Merges rows of meetings."""

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue or NotPossible for a body without its group, or a meeting that another is already."""
        assert isinstance(after, Meeting)
        others = (one for one in self.existing.things if isinstance(one, Meeting) and one is not before)
        meetings.checked(after, others)
