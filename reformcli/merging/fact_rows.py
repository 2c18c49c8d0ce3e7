"""Rows of what has happened and been ordered: what an entry may not be, an import may not bring in either."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.merging.noun_merging import NounMerging, ThingMatch
from reformcli.merging.record import Record
from reformcli.merging.shared import Import
from reformcli.model.adoption import INSTRUCTION, Adoption
from reformcli.model.event import Event
from reformcli.model.fields import FieldValue, Thing, value_in
from reformcli.model.idea import PROCESS, Idea
from reformcli.model.meeting import Meeting
from reformcli.model.noun import Noun, build
from reformcli.model.order import Order
from reformcli.model.refs import Ref
from reformcli.model.rules import RuleSet
from reformcli.model.submission import Submission
from reformcli.model.text import comparable
from reformcli.rulebook import must_be_sound, texts_of
from reformcli.verbs import events, ideas, meetings, orders, submissions
from reformcli.verbs.strays import must_stand


class _FactMerging(NounMerging):
    """Merges rows of what has happened."""

    def today(self, after: Thing) -> date:
        """The day by which it must have happened: a copy of a ledger, whose rows have uids, may be of a later day."""
        return date.max if after.uid else self._shared.reader.today


class SubmissionMerging(_FactMerging):
    """Merges rows of submissions."""

    def __init__(self, shared: Import, kind: Noun[Thing]) -> None:
        super().__init__(shared, kind)
        self._titled = self.existing.grouped(_title_and_owner)

    def find(self, values: dict[str, FieldValue], record: Record) -> ThingMatch:
        """What a row means: in a list without days, what the same owner has under the same title."""
        match = super().find(values, record)
        if match.thing is not None or "date" in record.cells or "number" in record.cells:
            return match
        same = list(self._titled.with_key((comparable(value_in(values, "title", str) or ""), values.get("owner"))))
        if len(same) > 1:
            raise BadValue(_("There are {n} submissions of this title and owner.", n=len(same)))
        return ThingMatch(same[0] if same else None, values)

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue where it cannot be."""
        assert isinstance(after, Submission)
        submissions.checked(after, self.today(after))


class AdoptionMerging(_FactMerging):
    """Merges rows of adoptions."""

    def __init__(self, shared: Import, kind: Noun[Thing]) -> None:
        super().__init__(shared, kind)
        self._of_submission = self.existing.grouped(attrgetter("submission"))

    def _others(self, submission: int) -> Iterator[Adoption]:
        others = self._of_submission.with_key(submission)
        return (adoption for adoption in others if isinstance(adoption, Adoption))

    def find(self, values: dict[str, FieldValue], record: Record) -> ThingMatch:
        """What a row means: the adoption that says the same; an instruction where it is somebody's."""
        if values.get("by") and "kind" not in values:
            values["kind"] = INSTRUCTION
        match = super().find(values, record)
        if match.thing is not None or "number" in values or values.get("date") is None:
            return match
        meant = build(Adoption, {key: value for key, value in values.items() if key != "extra"})
        same = (other for other in self._others(meant.submission) if submissions.is_same(other, meant))
        return ThingMatch(next(same, None), values)

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue or NotPossible where it cannot be."""
        assert isinstance(after, Adoption)
        submission = self._shared.find(Ref("submission", after.submission))
        if isinstance(submission, Submission):
            submissions.checked_adoption(after, submission, self._others(after.submission), self.today(after))


class EventMerging(_FactMerging):
    """Merges rows of events."""

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue where it cannot be."""
        assert isinstance(after, Event)
        events.checked(after, self.today(after))


class IdeaMerging(_FactMerging):
    """Merges rows of ideas."""

    def new(self, values: dict[str, FieldValue], record: Record) -> Thing:
        """A new idea, which goes by the process of ideas unless its row names another."""
        return super().new({"process": PROCESS, **values}, record)

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue where it cannot be."""
        assert isinstance(after, Idea)
        ideas.checked(after, self.today(after))


def _title_and_owner(thing: Thing) -> tuple[str, int]:
    assert isinstance(thing, Submission)
    return comparable(thing.title), thing.owner


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
