"""Which items of a phrase count: not those given up, done, glossed by another, or only talked about."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from reformcli.deadlines.combine import Cell, from_next_due
from reformcli.deadlines.items import Frame, Item, Unreadable
from reformcli.deadlines.reading import Kind, Reading
from reformcli.deadlines.rules import say
from reformcli.i18n import _

Patterns = Mapping[str, re.Pattern[str]]

SILENT = frozenset(",;:()、/ .-\n")
"""Marks that say nothing between two items."""
PEERS = frozenset(",;、\n")
"""Marks between items of one rank: neither of them is only the topic of the other."""


def gaps_of(text: str, found: list[Item]) -> list[str]:
    """The text before each item, and the text after the last."""
    edges = [0, *(edge for item in found for edge in item.place), len(text)]
    return [text[edges[place] : edges[place + 1]] for place in range(0, len(edges), 2)]


def that_count(text: str, found: list[Item], cell: Cell, patterns: Patterns, frame: Frame) -> list[Item]:
    """The items that are due; a date that was given up goes to `cell.rescheduled_from`.

    Raises `Unreadable` where the phrase leaves a choice.
    """
    gaps = gaps_of(text, found)
    for place in range(1, len(found)):
        if patterns["or"].match(gaps[place]):
            ends = [item.end for item in found[place - 1 : place + 1] if item.end is not None]
            raise Unreadable(_("two alternatives, and no choice between them"), min(ends, default=None))
    dropped = _given_up(text, found, gaps, cell, patterns)
    for place, item in enumerate(found):
        if item.named or _is_done(item, gaps[place], gaps[place + 1], patterns, frame.base):
            dropped.add(place)
    dropped |= _glosses(found, gaps, dropped, patterns)
    dropped |= {place for place in range(len(found)) if _is_topic(found, gaps, place, dropped)}
    kept = [place for place in range(len(found)) if place not in dropped]
    _join_unseparated(found, gaps, kept)
    rest = [found[place] for place in kept[1:]]
    begins = bool(rest) and found[kept[0]].bare and patterns["begins"].match(gaps[kept[0] + 1])
    if begins and (
        not all(item.bare for item in rest) or (len(rest) == 1 and patterns["ends"].match(gaps[kept[1] + 1]))
    ):
        # 3月启动，12月底前完成: the first period is the beginning of the work.
        first = found[kept[0]].reading
        opening = Item(Reading("", Kind.OPEN_ENDED, first.start, warnings=first.warnings))
        return [opening, *rest]
    return _next_due(found, gaps, kept, patterns, frame)


def _given_up(text: str, found: list[Item], gaps: list[str], cell: Cell, patterns: Patterns) -> set[int]:
    """The places of dates that another one replaces, or that may only replace another (practice 4.12)."""
    dropped: set[int] = set()
    for place, item in enumerate(found):
        before, behind = gaps[place], gaps[place + 1]
        replaced = None
        if len(found) > 1 and patterns["old"].search(before):
            replaced = place
        elif place > 0 and patterns["may move"].search(before):
            dropped.add(place)
            earlier = found[place - 1]
            earlier.reading = replace(earlier.reading, ambiguous=True, other_end=item.end)
        elif place > 0 and place - 1 not in dropped and patterns["new"].search(before):
            replaced = place - 1
        elif patterns["from"].search(before + text[item.place[0] : item.place[0] + 1]) and patterns["put off"].match(
            behind
        ):
            replaced = place
        if replaced is not None and found[replaced].end is not None:
            dropped.add(replaced)
            cell.rescheduled_from = found[replaced].end
    return dropped


def _is_done(item: Item, before: str, behind: str, patterns: Patterns, base: date) -> bool:
    """已于6月底完成, 3月底前已完成, Closed (Feb 2026): a status of what is past, where no limit stands behind it."""
    if item.kind is Kind.RECURRING:
        return False
    if patterns["done before"].search(before) or patterns["done after"].match(behind):
        return True
    if item.end is None or item.end > base:
        return False
    told = not item.limited and patterns["reported"].search(before)
    return bool(told or patterns["reported after"].match(behind))


def _glosses(found: list[Item], gaps: list[str], dropped: set[int], patterns: Patterns) -> set[int]:
    """The places of lengths beside the days they explain: 建设期3年（2026—2028年）, within 60 days (14 May 2026).

    The day or span rules; where it is another than the one counted, it says so.
    """
    glosses = set()
    for left, right in pairwise(place for place in range(len(found)) if place not in dropped):
        for place, other in ((left, right), (right, left)):
            item, written = found[place], found[other]
            dated = written.kind in (Kind.DATE, Kind.RANGE) and not written.length
            if not item.length or item.rule is not None or not dated:
                continue
            gap = gaps[right]
            if patterns["gloss"].search(gap) or (not item.limited and not set(gap) & {";"}):
                glosses.add(place)
                if item.limited and item.end is not None and item.end != written.end:
                    written.doubt(
                        _("the time counted ends on {date}, not on the day written", date=item.end), ambiguous=False
                    )
    return glosses


def _is_topic(found: list[Item], gaps: list[str], place: int, dropped: set[int]) -> bool:
    """Whether a period without a word that makes it a limit only names a topic or repeats another item.

    6月底前完成上半年总结; 2025年度考核于1月底前完成; 三季度（9月底前）; 2026年：6月底前; Q2 report by 15 July.
    """
    item = found[place]
    if not item.bare or item.start is None or item.end is None:
        return False
    for neighbour, gap in ((place + 1, gaps[place + 1]), (place - 1, gaps[place])):
        if not 0 <= neighbour < len(found) or neighbour in dropped:
            continue
        other, is_next = found[neighbour], neighbour > place
        if other.kind is Kind.OPEN_ENDED or (gap.startswith(")") and "(" in gap):
            continue
        if set(gap) <= SILENT and gap.strip() != "、":
            holds = other.end is not None and item.start <= other.end <= item.end
            if holds and (is_next or not other.bare) and other.kind is not Kind.RECURRING:
                return True
        elif not set(gap) & (PEERS | {":"}) and not gap.lstrip().startswith("(") and not other.bare:
            return True
    return False


def _join_unseparated(found: list[Item], gaps: list[str], kept: list[int]) -> None:
    """Two dates with nothing between them are one thing that was not understood: flagged."""
    for left, right in pairwise(kept):
        kinds = {found[left].kind, found[right].kind}
        if right == left + 1 and not gaps[right].strip(" /") and kinds <= {Kind.DATE, Kind.RANGE, Kind.RELATIVE}:
            found[right].doubt(_("two dates with nothing between them"))


def _next_due(found: list[Item], gaps: list[str], kept: list[int], patterns: Patterns, frame: Frame) -> list[Item]:
    """Quarterly - next due 31 May 2026: the date is the next day of the rule, which counts from it."""
    items = [found[place] for place in kept]
    if len(kept) != 2 or not patterns["next due"].search(gaps[kept[1]]):
        return items
    first, second = items
    if first.rule is None or second.kind is not Kind.DATE or second.end is None:
        return items
    rule = from_next_due(first.rule, second.end)
    return [
        Item(
            replace(
                first.reading,
                rule=rule,
                end=second.end,
                sentence=say(rule),
                other_end=None,
                ambiguous=False,
                warnings=second.reading.warnings,
            )
        )
    ]
