"""A whole phrase in English: its items, what stands between them, and which of them count."""

import re
from dataclasses import replace
from functools import cache

from reformcli.deadlines.combine import Cell, gaps_of
from reformcli.deadlines.english.doubts import weigh
from reformcli.deadlines.english.lexer import lex
from reformcli.deadlines.english.recurring import recurrence
from reformcli.deadlines.english.relative import counted
from reformcli.deadlines.english.terms import term
from reformcli.deadlines.english.undated import at_once, goes_on, undated
from reformcli.deadlines.items import Frame, Item, Unreadable
from reformcli.deadlines.letters import refuse_letters
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.tape import MOST_ITEMS, Tape
from reformcli.i18n import _

READERS = (recurrence, counted, term)
"""The readers of items, in the order in which they are tried at each word."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    moved = (
        r"(?:moved|extended|postponed|deferred|rescheduled|revised|changed|pushed(?: back)?|slipped|delayed|put back"
        r"|brought forward|re-?planned)"
    )
    return {
        "new": re.compile(rf"(?:{moved} (?:to|until|till)|\bnow|->|=>|→)[\s(:]*(?:due|by|on|is)?\s*$"),
        "moved from": re.compile(rf"{moved} from\s*$"),
        "old": re.compile(
            r"\b(?:was|originally|previously|formerly|original(?:ly)?(?: (?:date|due))?|instead of|rather than)"
            r"[\s(:]*(?:due|by|on|for)?\s*$"
        ),
        "done": re.compile(
            r"\b(?:done|completed?|finished|closed|delivered|achieved|started|approved|signed)"
            r"(?: (?:on|in|by|as of))?\s*$"
        ),
        "or": re.compile(r"^[\s,]*(?:either\s+)?or\s*$"),
        "to": re.compile(r"^\s*(?:to|until)\s*$"),
    }


def read_cell(text: str, frame: Frame) -> Cell:
    """What `text`, prepared by `normalise.plain` and in small letters, says about time. Raises `Unreadable`."""
    refuse_letters(text, lambda meant: read_cell(meant, replace(frame)))
    tape = Tape(text, lex(text), frame)
    found = _scan(tape)
    if not found:
        return Cell([undated(text, frame.base)])
    cell = Cell([])
    cell.items = _that_count(text, found, cell)
    if not cell.items:
        raise Unreadable(_("a status, not a time limit"))
    weigh(text, found, cell)
    for place, gap in enumerate(gaps_of(text, found)):
        cell.standing = cell.standing or (place > 0 and goes_on(gap))
        cell.immediate = cell.immediate or at_once(gap)
    return cell


def _scan(tape: Tape) -> list[Item]:
    """All items of the phrase, in order, each with its place in the text."""
    found: list[Item] = []
    place = 0
    while place < len(tape.tokens):
        if len(found) > MOST_ITEMS:
            raise Unreadable(_("more dates than a time limit holds"))
        for reader in READERS:
            result = reader(tape, place)
            if result is not None:
                item, after = result
                _refuse_fragments(tape, place, after, item)
                item.place = (tape.at(place).begin, tape.at(after - 1).end)
                found.append(item)
                place = after
                break
        else:
            place += 1
    return found


def _refuse_fragments(tape: Tape, place: int, after: int, item: Item) -> None:
    """What touches an item may show that it is only part of something else."""
    begin, end = tape.at(place).begin, tape.at(after - 1).end
    before, behind = tape.text[max(begin - 1, 0) : begin], tape.text[end : end + 1]
    if tape.at(place).text == "-" or (before == "-" and not tape.text[: begin - 1].strip()):
        raise Unreadable(_("a span without its other end"), item.end)
    if before and before in "./_0123456789":
        raise Unreadable(_("what stands before the date is part of it"))
    if (behind and behind in "_0123456789") or tape.kind(after) == "number":
        raise Unreadable(_("what stands after the date is part of it"))
    if "mask" in (tape.kind(place - 1), tape.kind(after)):
        raise Unreadable(_("a part of the date is missing"))


def _that_count(text: str, found: list[Item], cell: Cell) -> list[Item]:
    """The items that are due: without those given up, done, or only talked about."""
    patterns, gaps = _patterns(), gaps_of(text, found)
    for place in range(1, len(found)):
        if patterns["or"].match(gaps[place]):
            ends = [item.end for item in found[place - 1 : place + 1] if item.end is not None]
            raise Unreadable(_("two alternatives, and no choice between them"), min(ends, default=None))
    dropped: set[int] = set()
    for place, item in enumerate(found):
        before = gaps[place]
        if patterns["old"].search(before) and len(found) > 1:
            dropped.add(place)
            cell.rescheduled_from = item.end
        elif (
            place > 0
            and place - 1 not in dropped
            and (
                patterns["new"].search(before)
                or (patterns["moved from"].search(gaps[place - 1]) and patterns["to"].match(before))
            )
        ):
            dropped.add(place - 1)
            cell.rescheduled_from = found[place - 1].end
        if patterns["done"].search(before):
            dropped.add(place)
        if _only_talked_about(found, gaps, place):
            dropped.add(place)
    return [item for place, item in enumerate(found) if place not in dropped]


def _only_talked_about(found: list[Item], gaps: list[str], place: int) -> bool:
    """A bare period beside a date in the same clause names a topic, or repeats the date: Q2 report by 15 July."""
    item = found[place]
    if not item.bare or item.start is None or item.end is None:
        return False
    for neighbour, gap in ((place + 1, gaps[place + 1]), (place - 1, gaps[place])):
        if not 0 <= neighbour < len(found):
            continue
        other = found[neighbour]
        if other.kind is Kind.DATE and not other.bare:
            silent = not gap.strip(" ,:()/-")
            inside = other.end is not None and item.start <= other.end <= item.end
            if (inside and silent) or (not silent and not set(gap) & set(",;:(\n")):
                return True
    return False
