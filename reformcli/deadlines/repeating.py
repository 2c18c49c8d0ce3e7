"""Recurring work as both languages find it: a rule, and what is not certain about it."""

from dataclasses import dataclass, replace
from datetime import date

from reformcli.deadlines.counting import calendar_warnings
from reformcli.deadlines.items import Frame, Item
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.rules import next_due, say
from reformcli.deadlines.spans import DAY, add_months
from reformcli.i18n import _


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule of `reformcli.deadlines.rules`.

    `other_rule` is its other reading, `other_months` one counted in months from the base date; `again` says that the
    due day after the next one is the other reading. `dated` is False where the rule hangs on an event without a date
    (每年汛期前).
    """

    rule: str
    ambiguous: bool = False
    other_rule: str = ""
    other_months: int = 0
    other_weeks: int = 0
    again: bool = False
    dated: bool = True

    def item(self, frame: Frame) -> Item:
        """The rule as an item: due next on or after the base date (practice 4.8)."""
        item = Item(Kind.RECURRING, rule=self.rule, sentence=say(self.rule))
        item.ambiguous = self.ambiguous or bool(self.other_rule or self.other_months or self.again)
        if not self.dated:
            item.sentence = _("every year, on an event whose date is not known")
            return item
        item.end = self._next(self.rule, frame)
        if self.other_rule:
            item.other_end = self._next(self.other_rule, frame)
        elif self.again and item.end is not None:
            item.other_end = self._next(self.rule, replace(frame, base=item.end + DAY))
        elif self.other_months:
            item.other_end = add_months(frame.base, self.other_months)
        if item.end is not None and "working day" in self.rule:
            item.warnings = calendar_warnings(frame.base, item.end, frame)
        return item

    @staticmethod
    def _next(rule: str, frame: Frame) -> date | None:
        return next_due(rule, frame.base, frame.conventions.country, frame.conventions.calendar)


def every(count: int, measure: str) -> Repeat:
    """Every so many days, weeks, months or years. From when they count is not said, so more than one is ambiguous."""
    plain = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly", "working day": "working days"}
    if count == 1:
        return Repeat(plain[measure], other_rule="weekly Friday" if measure == "week" else "")
    rule = f"every {count} {measure}s"
    return Repeat(rule, ambiguous=True, other_months=count if measure == "month" else 0)


def beside_end(unit: str, count: int, measure: str, before: bool) -> Repeat:
    """So long before or after the end of every unit. Before it, the end itself is the other reading."""
    words = f"{count} {measure}{'s' if count > 1 else ''}"
    if not before:
        return Repeat(f"{unit} end + {words}")
    ends = {"week": "weekly", "month": "monthly", "quarter": "quarterly", "half-year": "half-yearly", "year": "yearly"}
    return Repeat(f"{words} before {unit} end", other_rule=ends[unit])
