"""The items of a phrase as one reading. The order of the rules below is their precedence."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reformcli.deadlines.counting import EVERY
from reformcli.deadlines.items import Frame, Item, dates_said, windows_said
from reformcli.deadlines.reading import Kind, Reading
from reformcli.deadlines.rule_forms import WEEKDAYS
from reformcli.deadlines.rules import NEXT_WORKDAY, occurrences, say
from reformcli.deadlines.spans import add_months, last_of_month, month_and_day
from reformcli.i18n import _

SOON = {"weekly": 14, "monthly": 62, "quarterly": 184, "yearly": 400}
"""Days within which a date beside a pace may be the first of its days."""
SILENT = frozenset(",;:()、/ .-\n")
"""Marks that say nothing between two items."""
NOUN = re.compile(r" [a-z]{3,}(?: -| in|:)? ")
"""Between a pace and its months: annual report June, quarterly reports in January and April."""


@dataclass(slots=True)
class Cell:
    """What a reader found in a phrase, besides its items: what goes on after them, what moves them."""

    items: list[Item]
    standing: bool = False
    immediate: bool = False
    next_workday: bool = False
    rescheduled_from: date | None = None


def reading_of(phrase: str, cell: Cell, frame: Frame) -> Reading:
    """The reading of a cell with at least one item."""
    reading = _one([item.reading for item in cell.items], frame)
    if cell.next_workday:
        reading = _moved(reading, frame)
    sentence = reading.sentence
    if cell.rescheduled_from is not None:
        sentence = _("rescheduled from {date}: {sentence}", date=cell.rescheduled_from, sentence=sentence)
    if cell.standing and reading.end is not None and not reading.standing:
        sentence = _("{sentence}, then standing", sentence=sentence)
    other_end = reading.other_end if reading.other_end != reading.end else None
    if reading.ambiguous and reading.end is not None:
        unknown = _("{sentence}; it may also mean something else", sentence=sentence)
        sentence = _("{sentence}; it may also mean {date}", sentence=sentence, date=other_end) if other_end else unknown
    return replace(
        reading,
        phrase=phrase,
        standing=reading.standing or cell.standing,
        immediate=reading.immediate or cell.immediate,
        other_end=other_end,
        warnings=tuple(dict.fromkeys(reading.warnings)),
        sentence=sentence,
        rescheduled_from=cell.rescheduled_from,
        workdays_of=frame.conventions.place if frame.counts_workdays and reading.end is not None else "",
    )


def _one(readings: list[Reading], frame: Frame) -> Reading:
    """Several statements as one."""
    dated = [reading for reading in readings if reading.end is not None or reading.rule is not None]
    opening = [reading for reading in readings if reading.kind is Kind.OPEN_ENDED and reading.start is not None]
    if not dated:
        return readings[0]
    first = dated[0]
    if len(dated) == 2 and not first.windows and not dated[1].windows:
        span, pace = sorted(dated, key=lambda reading: reading.kind is Kind.RECURRING)
        if span.kind is Kind.RANGE and pace.kind is Kind.RECURRING:
            return _recurring_within(span, pace, frame)
    if len(dated) == 1:
        return _opened(first, opening, frame)
    if first.rule is not None and first.kind is Kind.RECURRING:
        return _opened(_recurring(dated, frame), opening, frame)
    plain = [reading for reading in dated if reading.rule is None]
    reading = _several(plain) if len(plain) > 1 else plain[0]
    rules = [other.rule for other in dated if other.rule is not None]
    if rules:
        rule = " and ".join(rules)
        said = _("{sentence}; besides, {rule}", sentence=reading.sentence, rule=say(rule))
        reading = replace(reading, rule=rule, sentence=said)
    return _opened(reading, opening, frame)


def _opened(reading: Reading, opening: list[Reading], frame: Frame) -> Reading:
    """A beginning (3月起) before a date makes a range of both, before recurring work its first day."""
    if not opening or opening[0].start is None or reading.windows:
        return reading
    start, warnings = opening[0].start, opening[0].warnings + reading.warnings
    reading = replace(reading, warnings=warnings, ambiguous=reading.ambiguous or opening[0].ambiguous)
    if reading.rule is not None and reading.kind is Kind.RECURRING:
        # Annually, commencing 1 July 2026: on that day, or when a year of it is over.
        vague = reading.ambiguous or (reading.rule == "yearly" and start.replace(month=1, day=1) != start)
        return _due_next(replace(reading, ambiguous=vague), f"{reading.rule}; from {start}", frame)
    if reading.kind in (Kind.DATE, Kind.RANGE) and reading.end is not None and start <= reading.end:
        said = _("from {start} to {end}", start=start, end=reading.end)
        return replace(reading, kind=Kind.RANGE, start=start, sentence=said, is_period=False)
    return reading


def _due_next(reading: Reading, rule: str, frame: Frame) -> Reading:
    """The same recurring work by another rule; in doubt where that is due no more (every year, January to June)."""
    end = frame.next_due(rule)
    return replace(reading, rule=rule, end=end, sentence=say(rule), ambiguous=reading.ambiguous or end is None)


def _recurring_within(span: Reading, reading: Reading, frame: Frame) -> Reading:
    """Recurring work with its first and last day (2026年4月至12月，每月10日前)."""
    warnings, ambiguous = span.warnings + reading.warnings, span.ambiguous or reading.ambiguous
    if span.start and span.end and reading.rule and len(occurrences(reading.rule, span.start, span.end)) == 1:
        # Monthly (first report April 2026): a span with one due day may be when it begins.
        ambiguous = True
    reading = replace(reading, other_end=None, warnings=warnings, ambiguous=ambiguous)
    return _due_next(reading, f"{reading.rule}; from {span.start}; until {span.end}", frame)


def _recurring(readings: list[Reading], frame: Frame) -> Reading:
    """Several rules are one, due next on the earliest of their days; a date after them is kept in the rule."""
    dates = [reading.end for reading in readings if reading.rule is None and reading.end is not None]
    first = readings[0]
    # Daily for two weeks from 1 June: whether the count is a limit or how long it goes on is not said.
    counted = any(reading.kind is Kind.RELATIVE for reading in readings)
    # Monthly forms are due by 15 April: every month, or that month's alone.
    counted = counted or any((day - frame.base).days < SOON.get(first.rule or "", 0) for day in dates)
    rule = " and ".join(reading.rule for reading in readings if reading.rule is not None)
    if dates:
        rule = f"{rule}; then date {max(dates)}"
    end = None if first.end is None else frame.next_due(rule)
    return replace(
        first,
        rule=rule,
        ambiguous=counted or any(reading.ambiguous for reading in readings),
        warnings=tuple(warning for reading in readings for warning in reading.warnings),
        end=end,
        other_end=first.other_end if end == first.end else None,
        sentence=say(rule),
    )


def on_next_date(pace: Item, dated: Item, frame: Frame) -> list[Item]:
    """Quarterly - next due 31 May 2026: the date is the first day of the rule, which counts from it."""
    if pace.rule is None or dated.kind not in (Kind.DATE, Kind.RANGE) or dated.end is None:
        return [pace, dated]
    rule = _from_next_due(pace.rule, dated.end)
    settled = replace(
        pace.reading, rule=rule, end=frame.next_due(rule), sentence=say(rule), other_end=dated.reading.other_end,
        ambiguous=dated.reading.ambiguous, warnings=dated.reading.warnings,
    )  # fmt: skip
    return [Item(settled)]


def going_on_until(pace: Item, last: Item, frame: Frame) -> list[Item]:
    """31 March each year until 2028: the date is the last day of the rule, not one more that is due."""
    if pace.rule is None or not last.is_dated or last.end is None:
        return [pace, last]
    warnings = pace.reading.warnings + last.reading.warnings
    reading = replace(pace.reading, ambiguous=pace.reading.ambiguous or last.reading.ambiguous, warnings=warnings)
    return [Item(_due_next(reading, f"{pace.rule}; until {last.end}", frame))]


def _from_next_due(rule: str, day: date) -> str:
    """A rule that is due at the end of each unit, moved so that it is due on `day` first (next due 31 May 2026)."""
    last = day == last_of_month(day.year, day.month)
    number = "last" if last else str(day.day)
    months = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}.get(rule)
    counted = re.fullmatch(r"every (\d+) (day|week|month|year)s", rule)
    if counted is not None:
        # Counting begins so long before the first due day.
        count, months = int(counted[1]), {"month": 1, "year": 12}.get(counted[2], 0)
        days = count * {"day": 1, "week": 7}.get(counted[2], 0)
        return f"{rule}; from {add_months(day, -count * months) - timedelta(days=days)}"
    if rule == "weekly":
        rule = f"weekly {WEEKDAYS[day.weekday()]}"
    elif months == 1:
        rule = f"monthly day {number}"
    elif months:
        chosen = sorted((day.month - 1 + months * turn) % 12 + 1 for turn in range(12 // months))
        ends = {month: last_of_month(2000, month).day for month in chosen}
        rule = "yearly " + ", ".join(
            f"{month:02}-{ends[month] if last else min(day.day, ends[month]):02}" for month in chosen
        )
    return f"{rule}; from {day}"


_TIMES_A_YEAR = {
    "yearly": 1, "half-yearly": 2, "every 6 months": 2, "quarterly": 4, "every 3 months": 4,
    **{f"{count} times a year": count for count in range(2, 13)},
}  # fmt: skip


def refined(items: list[Item], gap: str, frame: Frame) -> list[Item]:
    """A pace with its days beside it is one rule: annually - 30 June; half-yearly, due 31 July and 31 January."""
    pace, days = items
    unit = next((unit for unit, rule in EVERY.items() if rule == pace.rule), "")
    if days.rule is not None:
        if _TIMES_A_YEAR.get(days.rule, 0) == _TIMES_A_YEAR.get(pace.rule or ""):
            # Quarterly (every 3 months)
            return [pace]
        of_unit = unit and re.search(rf"(?<![\w-]){unit}", days.rule.split("; ")[0])
        # Every six months (February and August each year)
        as_often = days.rule.startswith("yearly ") and days.rule.count(", ") + 1 == _TIMES_A_YEAR.get(pace.rule or "")
        return [days] if of_unit or as_often else items
    ends = days.reading.milestones or tuple(window[1] for window in days.reading.windows)
    ends = ends or ((days.end,) if days.end is not None else ())
    beside = days.limited or set(gap) <= SILENT or gap.rstrip().endswith("(") or NOUN.fullmatch(gap)
    within_a_year = len(ends) > 1 and (max(ends) - min(ends)).days < 366
    settled = days.kind in (Kind.DATE, Kind.RANGE) and (within_a_year or not days.year_said) and beside
    if not settled or len(ends) != _TIMES_A_YEAR.get(pace.rule or ""):
        return items
    rule = "yearly " + ", ".join(sorted(month_and_day(day) for day in ends))
    one_day = not unit or len(ends) == 1
    ambiguous = (one_day and days.reading.ambiguous) or (unit != "" and pace.reading.ambiguous)
    end = frame.next_due(rule)
    return [Item(replace(pace.reading, rule=rule, end=end, sentence=say(rule), other_end=None, ambiguous=ambiguous))]


def _several(readings: list[Reading]) -> Reading:
    """Several dates are milestones, several periods windows; the last one closes the item (practice 4.11)."""
    last = max(readings, key=lambda reading: reading.end or date.min)
    common = Reading(
        "",
        Kind.DATE,
        end=last.end,
        ambiguous=any(reading.ambiguous for reading in readings),
        other_end=last.other_end,
        warnings=tuple(warning for reading in readings for warning in reading.warnings),
        sentence=last.sentence,
    )
    if all(reading.kind is Kind.RANGE for reading in readings):
        windows = tuple(window for reading in readings for window in reading.windows or _window(reading))
        start = min(window[0] for window in windows)
        return replace(common, kind=Kind.RANGE, start=start, windows=windows, sentence=windows_said(len(windows)))
    ends = {end for reading in readings for end in reading.milestones or (reading.end,) if end is not None}
    if all(reading.kind is Kind.RELATIVE for reading in readings):
        common = replace(common, kind=Kind.RELATIVE)
    if len(ends) > 1:
        common = replace(common, milestones=tuple(sorted(ends)), sentence=dates_said(len(ends)))
    return common


def _window(reading: Reading) -> tuple[tuple[date, date], ...]:
    return ((reading.start, reading.end),) if reading.start and reading.end else ()


def _moved(reading: Reading, frame: Frame) -> Reading:
    """遇节假日顺延: a due day that is not worked moves to the next one that is."""
    if reading.kind is Kind.RECURRING and reading.rule is not None:
        words, mark, rest = reading.rule.partition("; ")
        return _due_next(reading, words + NEXT_WORKDAY + mark + rest, frame)
    if reading.end is not None and not reading.milestones and not reading.windows:
        moved = frame.next_workday(reading.end)
        if moved != reading.end:
            said = _("{sentence}, moved to the next working day", sentence=reading.sentence)
            return replace(reading, end=moved, sentence=said)
    return reading
