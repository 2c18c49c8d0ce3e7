"""The canonical notation: what a reading is written as, and read back from.

    2026-06-30                                  a date
    2026-06-30; 2026-12-31                      milestones; the last one closes the item
    2026-03-01/2026-06-30                       a range
    2026-04-01/2026-06-30; 2026-09-01/2026-11-30    windows
    monthly day 10; then date 2026-12-31        a recurrence rule (reformcli.deadlines.rules)
    counted to 2026-06-30                       a relative limit; "after an event" where it has no date
    from 2026-07-01, standing                   open-ended; also "standing", "at once", "no date"

A date, range or counted limit may be followed by `, at once`, `, besides RULE` and `, then standing`; a rule by the
first and the last of these, and by `, on an event` where it has no date.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from reformcli.deadlines.combine import Cell
from reformcli.deadlines.counting import Repeat, after_an_event, every
from reformcli.deadlines.items import Frame, Item, dates_said, windows_said
from reformcli.deadlines.reading import Kind, Reading
from reformcli.deadlines.rules import parse
from reformcli.i18n import _

_COUNTED = "counted to "
_STANDING, _IMMEDIATE, _BESIDES = ", then standing", ", at once", ", besides "
_ON_EVENT, _RULE_ON_EVENT, _NO_DATE = "after an event", ", on an event", "no date"


def canonical(reading: Reading) -> str:
    """The reading in the notation above: a phrase that reads back to the same kind, dates, rule and flags.

    Doubts are settled in it: an ambiguous reading is written as the date that was taken. A phrase that is no time
    limit gives an empty text.
    """
    if reading.kind is Kind.UNPARSEABLE:
        return ""
    if reading.kind is Kind.RECURRING:
        rule = (reading.rule or "") + (_RULE_ON_EVENT if reading.end is None else "")
        return rule + (_IMMEDIATE if reading.immediate else "") + (_STANDING if reading.standing else "")
    if reading.kind is Kind.OPEN_ENDED:
        return _open_ended(reading)
    if reading.end is None:
        return _ON_EVENT
    text = _dates(reading)
    if reading.immediate:
        text += _IMMEDIATE
    if reading.rule is not None:
        text += _BESIDES + reading.rule
    return text + (_STANDING if reading.standing else "")


def _dates(reading: Reading) -> str:
    start, end = reading.start, reading.end
    parts = [f"{first}/{last}" for first, last in reading.windows]
    if not parts and start is not None:
        parts = [f"{start}/{end}"]
    parts += [str(day) for day in reading.milestones] if reading.milestones or parts else [str(end)]
    return (_COUNTED if reading.kind is Kind.RELATIVE else "") + "; ".join(parts)


def _open_ended(reading: Reading) -> str:
    words = [f"from {reading.start}"] if reading.start is not None and not reading.immediate else []
    words += ["at once"] if reading.immediate else []
    words += ["standing"] if reading.standing else []
    return ", ".join(words) or _NO_DATE


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    day, several = r"\d{4}-\d\d-\d\d", 24
    part = rf"{day}(?:/{day})?"
    return {
        "dates": re.compile(
            rf"(counted to )?({part}(?:; {part}){{0,{several}}})(, at once)?(?:, besides ([^\n]+?))?(, then standing)?"
        ),
        "every": re.compile(r"every (\d+) ((?:working )?day|week|month|year)s?"),
        "open": re.compile(rf"(?:from ({day}))?(?:, )?(at once)?(?:, )?(standing)?"),
    }


def read_notation(text: str, frame: Frame) -> Cell | None:
    """The cell that `text` writes in the notation, or None where it is something else."""
    if not text.isascii() or not text:
        return None
    words = text.removesuffix(_STANDING)
    repeat = _rule(words.removesuffix(_IMMEDIATE))
    if repeat is not None:
        return Cell([repeat.item(frame)], standing=words != text, immediate=words.endswith(_IMMEDIATE))
    if text == _ON_EVENT:
        return Cell([after_an_event(None, frame)])
    if text == _NO_DATE:
        return Cell([Item(Reading("", Kind.OPEN_ENDED, sentence=_("no date is named")))])
    return _read_open(text, frame) or _read_dates(text)


def _rule(text: str) -> Repeat | None:
    on_event = text.endswith(_RULE_ON_EVENT)
    rule = text.removesuffix(_RULE_ON_EVENT)
    if parse(rule) is None:
        return None
    counted = _patterns()["every"].fullmatch("every 1 week" if rule == "weekly" else rule)
    if counted is not None and not on_event:
        # Written by a person these are ambiguous, and stay so.
        return every(int(counted[1]), counted[2])
    return Repeat(rule, dated=not on_event)


def _read_open(text: str, frame: Frame) -> Cell | None:
    match = _patterns()["open"].fullmatch(text)
    if match is None or not text or text.startswith(",") or text.endswith(", "):
        return None
    start = _day(match[1]) if match[1] else None
    if match[1] and (start is None or not match[3]):
        return None
    said = _("standing work: no end date")
    if match[2]:
        start, said = start or frame.base, _("at once: no calendar date")
    elif start is not None:
        said = _("from {date} on, without an end", date=start)
    reading = Reading("", Kind.OPEN_ENDED, start, immediate=bool(match[2]), standing=bool(match[3]), sentence=said)
    return Cell([Item(reading)])


def _read_dates(text: str) -> Cell | None:
    match = _patterns()["dates"].fullmatch(text)
    if match is None or (match[4] and parse(match[4]) is None):
        return None
    days, spans = [], []
    for part in match[2].split("; "):
        first, _slash, last = part.partition("/")
        start, end = _day(first), _day(last or first)
        if start is None or end is None or end < start:
            return None
        if last:
            spans.append((start, end))
        else:
            days.append(end)
    reading = replace(_dated(days, spans, counted=match[1] is not None), rule=match[4])
    return Cell([Item(reading)], standing=match[5] is not None, immediate=match[3] is not None)


def _dated(days: list[date], spans: list[tuple[date, date]], counted: bool) -> Reading:
    """The reading of days and spans, at least one of either."""
    start, end = min((first for first, _last in spans), default=None), max([*days, *(last for _first, last in spans)])
    milestones = tuple(sorted(days)) if len(days) > 1 or spans else ()
    windows = tuple(spans) if len(spans) > 1 else ()
    if windows:
        said = windows_said(len(spans))
    elif milestones:
        said = dates_said(len(days))
    else:
        said = _("the day as written") if start is None else _("from {start} to {end}", start=start, end=end)
    kind = Kind.RELATIVE if counted else Kind.RANGE if spans else Kind.DATE
    return Reading("", kind, start, end, milestones, windows, sentence=said)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
