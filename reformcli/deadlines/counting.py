"""Lengths of time, and counting by them from a day; recurring work as a rule, and what is not certain about it.

Counting from an event starts the next day; months and years end on the same day number (practice 4.7; Civil Code of
China, articles 201 and 202). Working days leave out weekends and public holidays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reformcli.deadlines.items import Frame, Item, Moment, relative
from reformcli.deadlines.reading import Kind, Reading
from reformcli.deadlines.rules import say
from reformcli.deadlines.spans import DAY, add_months
from reformcli.deadlines.workdays import unpublished_years
from reformcli.i18n import _, plural

LONGEST_MONTHS = 1200
LONGEST_DAYS = 36_600
"""A time limit of more than a century is none."""

EVERY: Mapping[str, str] = {
    "week": "weekly", "month": "monthly", "quarter": "quarterly", "half-year": "half-yearly", "year": "yearly",
}  # fmt: skip
"""The units of recurring work with the rule that is due at the end of each."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: months and days, or working days. `part_of_day` says that hours were rounded down to days."""

    months: int = 0
    days: int = 0
    working_days: int = 0
    part_of_day: bool = False

    def after(self, day: date, frame: Frame) -> tuple[date, tuple[str, ...]]:
        """The last day of the time that starts the day after `day`, and what is not certain about it."""
        return self._moved(day, 1, frame)

    def before(self, day: date, frame: Frame) -> tuple[date, tuple[str, ...]]:
        """The day so long before `day`, and what is not certain about it."""
        return self._moved(day, -1, frame)

    def _moved(self, day: date, sign: int, frame: Frame) -> tuple[date, tuple[str, ...]]:
        if self.months > LONGEST_MONTHS or self.days > LONGEST_DAYS:
            raise OverflowError
        if self.working_days:
            end = frame.add_workdays(day, sign * self.working_days)
            return end, calendar_warnings(day, end, frame)
        return add_months(day, sign * self.months) + timedelta(days=sign * self.days), ()

    def said(self) -> str:
        """The length in the reader's language."""
        parts = []
        if self.months and self.months % 12 == 0:
            parts.append(plural("1 year", "{n} years", self.months // 12))
        elif self.months:
            parts.append(plural("1 month", "{n} months", self.months))
        if self.working_days:
            parts.append(plural("1 working day", "{n} working days", self.working_days))
        if self.days and self.days % 7 == 0 and not self.months:
            parts.append(plural("1 week", "{n} weeks", self.days // 7))
        elif self.part_of_day and not self.days:
            parts.append(_("less than a day"))
        elif self.days or not parts:
            parts.append(plural("1 day", "{n} days", self.days))
        return _(" and ").join(parts)

    def in_rule(self, before: bool) -> str:
        """The length as rules write it: 3 working days. Months are counted back in days."""
        if self.working_days:
            return _measured(self.working_days, "working day")
        if self.months and not before:
            return _measured(self.months, "month")
        return _measured(self.days or 30 * self.months, "day")


def _measured(count: int, measure: str) -> str:
    return f"{count} {measure}{'s' if count > 1 else ''}"


def calendar_warnings(first: date, last: date, frame: Frame) -> tuple[str, ...]:
    """A sentence for each year between two days whose public holidays are not published yet."""
    first, last = min(first, last), max(first, last)
    place = frame.conventions.place
    return tuple(
        _("no calendar of working days is published for {year} in {country}", year=year, country=place)
        for year in unpublished_years(first, last, place, frame.conventions.calendar)
    )


def counted_from(day: date, length: Length, frame: Frame) -> Item:
    """A length counted from a day; hours that are no whole days may still run on into the next day."""
    end, warnings = length.after(day, frame)
    said = _("{length} after {date}", length=length.said(), date=day)
    if day == frame.base:
        said = _("{length} after the base date, {date}", length=length.said(), date=day)
    return relative(said, end, end + DAY if length.part_of_day else None, warnings=warnings)


def lasting(length: Length, begin: Moment, frame: Frame) -> Item:
    """12 months from 1 July 2026, 3 years from April: they run from its first day."""
    start = begin.span.start
    end, warnings = length.after(start, frame)
    said = _("{length} from {date}", length=length.said(), date=start)
    reading = Reading("", Kind.RANGE, start, end - DAY, warnings=warnings + begin.warnings, sentence=said)
    return Item(reading, year_said=begin.year_said)


def after_an_event(length: Length | None, frame: Frame) -> Item:
    """No date until the event; where it may be this paper's own, the count from the base date is suggested."""
    suggestion = length.after(frame.base, frame)[0] if length is not None else None
    return relative(_("counts from an event whose date is not known"), other_end=suggestion)


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
    again: bool = False
    dated: bool = True

    def item(self, frame: Frame) -> Item:
        """The rule as an item: due next on or after the base date (practice 4.8), so that nothing is born overdue."""
        reading = Reading(
            "",
            Kind.RECURRING,
            rule=self.rule,
            sentence=say(self.rule) if self.dated else _("every year, on an event whose date is not known"),
            ambiguous=self.ambiguous or bool(self.other_rule or self.other_months or self.again),
        )
        if not self.dated:
            return Item(replace(reading, warnings=(_("hangs on an event whose date is not known"),)))
        end = frame.next_due(self.rule)
        other = None
        if self.other_rule:
            other = frame.next_due(self.other_rule)
        elif self.again and end is not None:
            other = frame.next_due(self.rule, end + DAY)
        elif self.other_months:
            other = add_months(frame.base, self.other_months)
        certain = end is None or "working day" not in self.rule
        warnings = () if certain or end is None else calendar_warnings(frame.base, end, frame)
        return Item(replace(reading, end=end, other_end=other, warnings=warnings))


def every(count: int, measure: str) -> Repeat:
    """Every so many days, weeks, months or years. From when they count is not said, so more than one is ambiguous."""
    plain = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly", "working day": "working days"}
    if count == 1:
        return Repeat(plain[measure], other_rule="weekly Friday" if measure == "week" else "")
    return Repeat(f"every {count} {measure}s", ambiguous=True, other_months=count if measure == "month" else 0)


def every_length(length: Length) -> Repeat:
    """Every so long: 每两个月, every 2 weeks."""
    if length.working_days:
        return every(length.working_days, "working day")
    if length.months:
        return every(length.months // 12, "year") if length.months % 12 == 0 else every(length.months, "month")
    return (
        every(length.days // 7, "week") if length.days and length.days % 7 == 0 else every(max(length.days, 1), "day")
    )


def times_a(count: int, unit: str) -> Repeat:
    """So many times in every unit: the ends of its equal parts, or the end of the whole."""
    if count == 1:
        return every(1, "week") if unit == "week" else Repeat(EVERY[unit])
    if unit == "year" and count in (2, 4, 12):
        return Repeat({2: "half-yearly", 4: "quarterly", 12: "monthly"}[count], other_rule="yearly")
    return Repeat(f"{count} times a {unit}", other_rule=EVERY[unit])
