"""The items of a phrase as one reading. The order of the rules below is their precedence."""

from dataclasses import dataclass, replace
from datetime import date

from reformcli.deadlines.items import Item, dates_said, windows_said
from reformcli.deadlines.reading import Conventions, Kind, Reading
from reformcli.deadlines.rules import NEXT_WORKDAY, next_due, say
from reformcli.deadlines.workdays import next_workday
from reformcli.i18n import _


@dataclass(slots=True)
class Cell:
    """What a reader found in a phrase, besides its items: what goes on after them, what moves them."""

    items: list[Item]
    standing: bool = False
    immediate: bool = False
    next_workday: bool = False
    rescheduled_from: date | None = None


def gaps_of(text: str, found: list[Item]) -> list[str]:
    """The text before each item, and the text after the last."""
    edges = [0, *(edge for item in found for edge in item.place), len(text)]
    return [text[edges[place] : edges[place + 1]] for place in range(0, len(edges), 2)]


def doubt(found: list[Item], cell: Cell, place: int, why: str, ambiguous: bool = True) -> None:
    """Warns about the item at a place of `found`, or flags it as ambiguous; where it was given up, the last one."""
    item = found[place] if any(found[place] is kept for kept in cell.items) else cell.items[-1]
    item.ambiguous, item.warnings = item.ambiguous or ambiguous, (*item.warnings, why)


def reading_of(phrase: str, cell: Cell, base: date, conventions: Conventions) -> Reading:
    """The reading of a cell with at least one item."""
    item = _one(cell.items, base, conventions)
    if cell.next_workday:
        item = _moved(item, base, conventions)
    sentence = item.sentence
    if cell.rescheduled_from is not None:
        sentence = _("rescheduled from {date}: {sentence}", date=cell.rescheduled_from, sentence=sentence)
    if cell.standing and item.end is not None and not item.standing:
        sentence = _("{sentence}, then standing", sentence=sentence)
    other_end = item.other_end if item.other_end != item.end else None
    if item.ambiguous and item.end is not None and other_end is not None:
        sentence = _("{sentence}; it may also mean {date}", sentence=sentence, date=other_end)
    elif item.ambiguous and item.end is not None:
        sentence = _("{sentence}; it may also mean something else", sentence=sentence)
    return Reading(
        phrase=phrase,
        kind=item.kind,
        start=item.start,
        end=item.end,
        milestones=item.milestones,
        windows=item.windows,
        rule=item.rule,
        standing=item.standing or cell.standing,
        immediate=item.immediate or cell.immediate,
        ambiguous=item.ambiguous,
        other_end=other_end,
        warnings=tuple(dict.fromkeys(item.warnings)),
        sentence=sentence,
        rescheduled_from=cell.rescheduled_from,
    )


def _one(items: list[Item], base: date, conventions: Conventions) -> Item:
    """Several items as one."""
    dated = [item for item in items if item.end is not None or item.rule is not None]
    opening = [item for item in items if item.kind is Kind.OPEN_ENDED and item.start is not None]
    if not dated:
        return items[0]
    if len(dated) == 2 and dated[0].kind is Kind.RANGE and dated[1].kind is Kind.RECURRING and not dated[0].windows:
        return _recurring_within(dated[0], dated[1], base, conventions)
    if len(dated) == 1:
        return _opened(dated[0], opening, base, conventions)
    if dated[0].rule is not None:
        return _opened(_recurring(dated, base, conventions), opening, base, conventions)
    plain = [item for item in dated if item.rule is None]
    item = _several(plain) if len(plain) > 1 else replace(plain[0])
    rules = [other.rule for other in dated if other.rule is not None]
    if rules:
        item.rule = " and ".join(rules)
        item.sentence = _("{sentence}; besides, {rule}", sentence=item.sentence, rule=say(item.rule))
    return _opened(item, opening, base, conventions)


def _opened(item: Item, opening: list[Item], base: date, conventions: Conventions) -> Item:
    """A beginning (3月起) before a date makes a range of both, before recurring work its first day."""
    if not opening or opening[0].start is None or item.windows:
        return item
    start = opening[0].start
    item = replace(item, warnings=opening[0].warnings + item.warnings)
    if item.rule is not None and item.kind is Kind.RECURRING:
        item.rule += f"; from {start}"
        item.end = next_due(item.rule, base, conventions.country, conventions.calendar)
        item.sentence = say(item.rule)
    elif item.kind in (Kind.DATE, Kind.RANGE) and item.end is not None and start <= item.end:
        item.kind, item.start = Kind.RANGE, start
        item.sentence = _("from {start} to {end}", start=start, end=item.end)
    return item


def _recurring_within(span: Item, item: Item, base: date, conventions: Conventions) -> Item:
    """Recurring work with its first and last day (2026年4月至12月，每月10日前)."""
    item = replace(item, rule=f"{item.rule}; from {span.start}; until {span.end}", other_end=None)
    item.end = next_due(item.rule or "", base, conventions.country, conventions.calendar)
    item.sentence = say(item.rule or "")
    return item


def _recurring(items: list[Item], base: date, conventions: Conventions) -> Item:
    """Several rules are one, due next on the earliest of their days; a date after them is kept in the rule."""
    rules = [item.rule for item in items if item.rule is not None]
    dates = [item.end for item in items if item.rule is None and item.end is not None]
    first = items[0]
    merged = replace(first, rule=" and ".join(rules), ambiguous=any(item.ambiguous for item in items))
    merged.warnings = tuple(warning for item in items for warning in item.warnings)
    if dates:
        merged.rule = f"{merged.rule}; then date {max(dates)}"
    undated = first.end is None
    merged.end = None if undated else next_due(merged.rule or "", base, conventions.country, conventions.calendar)
    if merged.end != first.end:
        merged.other_end = None
    merged.sentence = say(merged.rule or "")
    return merged


def _several(items: list[Item]) -> Item:
    """Several dates are milestones, several periods windows; the last one closes the item (practice 4.11)."""
    last = max(items, key=lambda item: item.end or date.min)
    common = {
        "ambiguous": any(item.ambiguous for item in items),
        "other_end": last.other_end,
        "warnings": tuple(warning for item in items for warning in item.warnings),
    }
    if all(item.kind is Kind.RANGE for item in items):
        windows = tuple(window for item in items for window in item.windows or _window(item))
        start = min(window[0] for window in windows)
        said = windows_said(len(windows))
        return Item(Kind.RANGE, start, last.end, windows=windows, sentence=said, **common)  # type: ignore[arg-type]
    ends = {end for item in items for end in item.milestones or (item.end,) if end is not None}
    kind = Kind.RELATIVE if all(item.kind is Kind.RELATIVE for item in items) else Kind.DATE
    milestones = tuple(sorted(ends)) if len(ends) > 1 else ()
    said = dates_said(len(ends)) if milestones else last.sentence
    return Item(kind, None, last.end, milestones=milestones, sentence=said, **common)  # type: ignore[arg-type]


def _window(item: Item) -> tuple[tuple[date, date], ...]:
    return ((item.start, item.end),) if item.start and item.end else ()


def _moved(item: Item, base: date, conventions: Conventions) -> Item:
    """遇节假日顺延: a due day that is not worked moves to the next one that is."""
    item = replace(item)
    if item.kind is Kind.RECURRING and item.rule is not None:
        words, mark, rest = item.rule.partition("; ")
        item.rule = words + NEXT_WORKDAY + mark + rest
        item.end = next_due(item.rule, base, conventions.country, conventions.calendar)
        item.sentence = say(item.rule)
    elif item.end is not None and not item.milestones and not item.windows:
        moved = next_workday(item.end, conventions.country, conventions.calendar)
        if moved != item.end:
            item.sentence = _("{sentence}, moved to the next working day", sentence=item.sentence)
            item.end = moved
    return item
