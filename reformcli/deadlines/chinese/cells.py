"""A whole phrase in Chinese: its items, those that count, and what goes on after them."""

import re
from dataclasses import replace
from functools import cache

from reformcli.deadlines.chinese.anchors import is_hedge
from reformcli.deadlines.chinese.doubts import weigh
from reformcli.deadlines.chinese.lexer import lex
from reformcli.deadlines.chinese.recurring import recurrence
from reformcli.deadlines.chinese.relative import counted
from reformcli.deadlines.chinese.selection import SILENT, that_count
from reformcli.deadlines.chinese.terms import term
from reformcli.deadlines.chinese.touching import checked
from reformcli.deadlines.chinese.undated import at_once, goes_on, undated
from reformcli.deadlines.combine import Cell, gaps_of
from reformcli.deadlines.items import Frame, Item, Unreadable
from reformcli.deadlines.letters import refuse_letters
from reformcli.deadlines.numerals import number
from reformcli.deadlines.spans import Level
from reformcli.deadlines.tape import MOST_ITEMS, Tape
from reformcli.i18n import _

READERS = (recurrence, counted, term)
"""The readers of items, in the order in which they are tried at each word."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "numbering": re.compile(
            r"(?:^|(?<=;))\(?(\d{1,2}|[一二三四五六七八九十]{1,2})(?:[、)]|\)、|\.(?!\d)|\.(?=\d{1,2}月))"
        ),
        "bracketed": re.compile(r"\((\d{1,4})\)(?=[年月日号])"),
        "moves": re.compile(
            r"[遇逢如][^,;]{0,8}(?:假日?|休息日|公休日?|周末|双休日|节日)[^,;]{0,8}(?:顺延|后延|延后|推迟)"
        ),
        "fragments": re.compile(r"[,;:()、]|并且?|且|同时|此后|之后|其后|今后|完成后|后"),
    }


def read_cell(text: str, frame: Frame) -> Cell:
    """What `text`, prepared by `normalise.compact`, says about time. Raises `Unreadable`."""
    text = _patterns()["bracketed"].sub(r"\1", _without_numbering(text))
    refuse_letters(text, lambda meant: read_cell(meant, replace(frame)))
    tape = Tape(text, lex(text), frame)
    found = _scan(tape)
    if not found:
        return Cell([undated(text, frame.base)])
    cell = Cell([])
    cell.items = that_count(text, found, cell)
    if not cell.items:
        raise Unreadable(_("a status, not a time limit"))
    weigh(text, found, cell)
    cell.next_workday = _patterns()["moves"].search(text) is not None
    _what_goes_on(gaps_of(text, found), cell)
    return cell


def _without_numbering(text: str) -> str:
    """The text without 1. 2. or 一、二、 before its clauses; numbering begins with one and goes on."""
    marks = list(_patterns()["numbering"].finditer(text))
    values = [number(mark[1]) for mark in marks]
    if not marks or marks[0].start() != 0 or values != list(range(1, len(marks) + 1)):
        return text
    if len(marks) == 1 and not marks[0][0].endswith((".", ")")):
        return text
    return _patterns()["numbering"].sub("", text)


def _scan(tape: Tape) -> list[Item]:
    """All items of the phrase, in order, each with its place in the text."""
    found: list[Item] = []
    place = 0
    while place < len(tape.tokens):
        if len(found) > MOST_ITEMS:
            raise Unreadable(_("more dates than a time limit holds"))
        if found and found[-1].bare and found[-1].level is Level.YEAR:
            _forget_topic(tape, found[-1], place)
        for reader in READERS:
            result = reader(tape, place)
            if result is None:
                continue
            if reader is term:
                result = _next_year(tape, place, result, found)
            item = checked(tape, place, result[0], result[1], found)
            item.place = (tape.at(place).begin, tape.at(result[1] - 1).end)
            found.append(item)
            place = result[1]
            break
        else:
            place += 1
    return found


def _forget_topic(tape: Tape, item: Item, place: int) -> None:
    """A year with words after it (2025年度考核于1月底前) is a topic: later dates do not take it over."""
    between = tape.text[item.place[1] : tape.at(place).begin]
    if between and not set(between) <= SILENT and not is_hedge(between):
        tape.frame.said_year = None


def _next_year(tape: Tape, place: int, result: tuple[Item, int], found: list[Item]) -> tuple[Item, int]:
    """A date that took its year from an earlier one, and would come before it, is of the next year.

    2025年12月底前印发，3月底前落实. Without any year the plan year holds for all of them (practice 4.1).
    """
    item, frame = result[0], tape.frame
    earlier = found[-1].end if found else None
    if item.year_said or frame.said_year is None or earlier is None or item.end is None or item.end >= earlier:
        return result
    if "提前" in tape.text[found[-1].place[1] : tape.at(place).begin]:
        return result
    frame.said_year += 1
    later = term(tape, place)
    if later is None:
        return result
    later[0].ambiguous, later[0].other_end = True, item.end
    return later


def _what_goes_on(gaps: list[str], cell: Cell) -> None:
    """Sets the standing and immediate flags from the clauses beside the items (practice 4.10)."""
    for place, gap in enumerate(gaps):
        fragments = _patterns()["fragments"].split(gap)
        for index, fragment in enumerate(fragments):
            cell.immediate = cell.immediate or at_once(fragment)
            touches_next = index == len(fragments) - 1 and place < len(gaps) - 1
            touches_previous = index == 0 and place > 0
            # 年底前持续推进 is a verb tail, 年底前长期坚持 is not; 持续推进，12月底前 comes before its date.
            lasting = fragment.startswith(("长期", "常态", "经常"))
            after_a_date = place > 0 and not touches_previous
            if goes_on(fragment) and not touches_next and (lasting or after_a_date):
                cell.standing = True
