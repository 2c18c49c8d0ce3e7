"""Rows of marks: lists of points that were given and taken, as offices keep them."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.merging.noun_merging import NounMerging, ThingMatch
from reformcli.merging.record import Record
from reformcli.merging.shared import Import
from reformcli.model.fields import FieldValue, Thing, value_in
from reformcli.model.mark import Mark
from reformcli.model.noun import Noun
from reformcli.model.owner import Owner
from reformcli.model.refs import Ref
from reformcli.rulebook import RuleHistory
from reformcli.rulebook.readers import called
from reformcli.rulebook.score import MINUS, PLUS, ScoreRule
from reformcli.rulebook.score_reading import SECTIONS_OF_SCORES
from reformcli.verbs.scores import CRITICISM, JUDGEMENTS, PRAISE, checked_mark, rule_called

_WHAT_IT_SAYS = ("rule", "owner", "date", "author", "reason", "against")
"""What a row without a number says as the same mark does: the rule, the unit, the day, the judge, the reason."""

_SIDES = {PLUS: PRAISE, MINUS: CRITICISM}
"""The judgement that a list means which only says that points are given or taken."""


class MarkMerging(NounMerging):
    """Merges rows of marks. What a row says of its points must be what its rule gives; corrections are no list's."""

    def __init__(self, shared: Import, kind: Noun[Thing]) -> None:
        super().__init__(shared, kind)
        self._alike = self.existing.grouped(attrgetter(*_WHAT_IT_SAYS))

    def find(self, values: dict[str, FieldValue], record: Record) -> ThingMatch:
        """What a row means: the rule by its key or in words, or by whether its points are given or taken."""
        if not values.get("uid") and values.get("against") is None:
            values["rule"] = _rule_meant(values)
            values["points"] = self._points(values)
        match = super().find(values, record)
        if match.thing is not None or values.get("uid") or "number" in record.cells:
            return match
        return ThingMatch(next(self._alike.with_key(tuple(map(values.get, _WHAT_IT_SAYS))), None), values)

    def check(self, before: Thing | None, after: Thing) -> None:
        """Raise BadValue or NotPossible where it cannot be; a copy of a ledger brings its own rules."""
        assert isinstance(after, Mark)
        if after.uid or after.against is not None:
            return
        rules = self._rules.on(after.date or date.min).score
        unit, author = (self._owner(number) for number in (after.owner, after.author))
        if unit is not None:
            rule = rule_called(after.rule, rules)
            checked_mark(after, rule, rules, unit, author, self._shared.reader.today, is_listed=True)

    def _points(self, values: dict[str, FieldValue]) -> float | None:
        """The points that a row leaves to say: none where its rule says as many, given or taken. Raises BadValue for
        others than the rule gives."""
        points, day = value_in(values, "points", float), value_in(values, "date", date)
        rule = self._rules.on(day or date.min).score.rules.get(value_in(values, "rule", str) or "")
        if points is None or rule is None or rule.is_view or not isinstance(rule.points, Decimal):
            return points
        if abs(Decimal(str(points))) != abs(rule.points):
            raise BadValue(
                _("The rule {rule} gives {points}, the list says {listed}.", **_facts(rule, points)),
                hint=_("Change the rule with `reform rules load`, or the list."),
            )
        return None

    def _owner(self, number: int | None) -> Owner | None:
        """The owner of a number, of the ledger or of this import, where names make owners too."""
        if number is None:
            return None
        made = (owner for owner in self._shared.owners.book.added if owner.number == number)
        owner = next(made, None) or self._shared.find(Ref("owner", number))
        return owner if isinstance(owner, Owner) else None

    @cached_property
    def _rules(self) -> RuleHistory:
        return RuleHistory(self._shared.ledger)


def _rule_meant(values: dict[str, FieldValue]) -> str | None:
    """The key of the rule that a row names, or that the sign of its points means."""
    word, points = value_in(values, "rule", str), value_in(values, "points", float)
    if not word:
        return None if not points else PRAISE if points > 0 else CRITICISM
    side = called(word, {key: SECTIONS_OF_SCORES[key] for key in _SIDES})
    return _SIDES[side] if side else called(word, JUDGEMENTS) or word


def _facts(rule: ScoreRule, points: float) -> dict[str, object]:
    return {"rule": rule.key, "points": rule.points, "listed": f"{points:g}"}
