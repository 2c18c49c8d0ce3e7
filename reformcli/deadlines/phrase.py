"""A whole phrase, in whichever language: its items, those that count, and what the words beside them do to them.

The steps are the same in both languages; a `Language` holds the words and the readers. Nothing about time is left over:
a word of time that no reader took flags what was read.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from reformcli.deadlines.combine import Cell
from reformcli.deadlines.items import Frame, Item, Unreadable
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.selection import gaps_of, that_count
from reformcli.deadlines.tape import MOST_ITEMS, FoundItem, Tape, Token
from reformcli.i18n import _

Reader = Callable[[Tape, int], FoundItem]


class Language(NamedTuple):
    """What one language says about time, as data.

    `lex` makes tokens of a text. `readers` find an item at a place, in the order in which they are tried. `patterns`
    are the words beside an item that decide what becomes of it, by the names that `selection` and this module ask for;
    a name that the language does not fill matches nothing.
    `check` refuses an item that is only part of something else, `undated` reads a phrase without any. `says_time` tells
    whether a token speaks of time, `is_strange` whether the words before and after an item are unknown; `goes_on` reads
    from the gaps whether work is done at once or goes on after its date, `says_more` whether the words beside an item
    make a sentence of it.
    """

    lex: Callable[[str], list[Token]]
    readers: tuple[Reader, ...]
    patterns: Callable[[], Mapping[str, re.Pattern[str]]]
    check: Callable[[Tape, int, Item, int, list[Item]], Item]
    undated: Callable[[str, date], Item]
    says_time: Callable[[Tape, int], bool]
    is_strange: Callable[[str, Item, str], bool]
    goes_on: Callable[[list[str], Cell], None]
    says_more: Callable[[str, bool], bool]


LONG_AGO = 400
"""Days after which a day that is past is hardly a limit that anyone still waits for."""


def read_phrase(text: str, frame: Frame, language: Language) -> Cell:
    """What `text`, prepared by `normalise`, says about time. Raises `Unreadable`."""
    _refuse_letters(text, lambda meant: read_phrase(meant, replace(frame), language))
    frame = _in_one_order(text, frame)
    tape = Tape(text, language.lex(text), frame)
    found = scan(tape, language)
    if not found:
        return Cell([language.undated(text, frame.base)])
    patterns = language.patterns()
    cell = Cell([])
    cell.items = that_count(text, found, cell, patterns, frame)
    if not cell.items:
        named = all(item.named for item in found)
        raise Unreadable(_("part of a name, not a time limit") if named else _("a status, not a time limit"))
    _weigh(text, found, cell, language, frame.base)
    _flag_what_is_left(tape, found, cell, language)
    if len(frame.orders) > 1:
        for item in cell.items:
            item.doubt(_("some of its dates have the day before the month, and some the month before the day"))
    if patterns["moves earlier"].search(text):
        for item in cell.items:
            item.doubt(_("a day off moves it to an earlier day, which is not read"))
    cell.next_workday = patterns["moves"].search(text) is not None
    language.goes_on(gaps_of(text, found), cell)
    return cell


@cache
def _written_out() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)?\d\d(?!\d)")


def _in_one_order(text: str, frame: Frame) -> Frame:
    """The frame with the order of day and month that the phrase itself shows, where nothing else settles it.

    10/1/2026 - 9/30/2029: the second date can only have the month first, so the first one has it too.
    """
    if frame.conventions.day_first is not None:
        return frame
    # Of 26/6/30 the first number is the year.
    pairs = [
        (int(match[1]), int(match[3]))
        for match in _written_out().finditer(text)
        if len(match[0]) > 8 or int(match[1]) <= 12
    ]
    shown = {first > 12 for first, second in pairs if (first > 12) != (second > 12)}
    if len(pairs) < 2 or len(shown) != 1:
        return frame
    frame.conventions = replace(frame.conventions, day_first=shown.pop())
    return frame


def scan(tape: Tape, language: Language) -> list[Item]:
    """All items of the phrase, in order, each with its place in the text."""
    found: list[Item] = []
    place = 0
    while place < len(tape.tokens):
        if len(found) > MOST_ITEMS:
            raise Unreadable(_("more dates than a time limit holds"))
        tape.earlier = found[-1] if found else None
        for reader in language.readers:
            result = reader(tape, place)
            if result is not None:
                item = language.check(tape, place, result[0], result[1], found)
                item.place = (tape.at(place).begin, tape.at(result[1] - 1).end)
                found.append(item)
                place = result[1]
                break
        else:
            place += 1
    return found


def _weigh(text: str, statements: list[Item], cell: Cell, language: Language, base: date) -> None:
    """Flags items that the words beside them leave in doubt. Raises `Unreadable` where no date may be trusted."""
    patterns, gaps = language.patterns(), gaps_of(text, statements)
    for place, item in enumerate(statements):
        before, behind = gaps[place], gaps[place + 1]
        if item.end is None:
            continue
        only_begins = patterns["begins before"].search(before) and not patterns["not late"].search(before)
        if only_begins or (item.rule is None and patterns["begins after"].match(behind)):
            raise Unreadable(_("it says when the work may begin, not when it is due"))
        if patterns["denied"].search(before):
            raise Unreadable(_("the words beside the date deny it"))
        if patterns["or after"].match(behind) or patterns["or before"].search(before):
            raise Unreadable(_("two alternatives, and no choice between them"), item.end)
        if item.kind is Kind.RECURRING:
            if patterns["hangs"].match(behind):
                item.doubt(_("the words beside the date leave it in doubt"))
            continue
        counted = item if any(item is kept for kept in cell.items) else cell.items[-1]
        in_doubt = patterns["perhaps before"].search(before) or patterns["perhaps after"].search(behind)
        if in_doubt or (len(statements) == 1 and patterns["old"].search(before)):
            counted.doubt(_("the words beside the date leave it in doubt"))
        elif not item.limited and item.end > base and patterns["done"].search(before):
            counted.doubt(_("a word beside the date says that it is done"))
        elif (
            not any(other.limited for other in statements)
            and item.end < base
            and item is counted
            and language.says_more(before + behind, (base - item.end).days > LONG_AGO)
        ):
            counted.doubt(_("a day that is past, in a sentence: what happened, rather than a limit"))
        elif not item.limited and patterns["direction"].search(before):
            counted.doubt(_("the words beside the date leave it in doubt"))
        elif item is counted and not item.limited and patterns["covers"].search(before):
            counted.doubt(_("it may be what the work covers, rather than when it is due"))
        elif item.length and patterns["standard"].search(before):
            counted.doubt(_("a length that a service keeps, rather than a limit"))
        elif patterns["about"].search(before):
            # 约6月底 is the end of June by convention; it is said, not flagged as having another reading.
            counted.doubt(_("the words beside the date leave it in doubt"), ambiguous=False)
        elif language.is_strange(before, item, behind):
            counted.doubt(_("a word beside the date is not known"))


def left_over(tape: Tape, statements: list[Item], language: Language) -> list[str]:
    """The words of time that no item holds."""
    places = iter(sorted(item.place for item in statements))
    words: list[str] = []
    begin, end = next(places, (len(tape.text), 0))
    for place, token in enumerate(tape.tokens):
        while end and token.begin >= end:
            begin, end = next(places, (len(tape.text), 0))
        if token.begin < begin and language.says_time(tape, place):
            words.append(token.text)
    return words


def _flag_what_is_left(tape: Tape, statements: list[Item], cell: Cell, language: Language) -> None:
    """A word of time that no reader took may change the date: it is said, and the date is in doubt."""
    for item in cell.items if _doubled(tape, language) else ():
        item.doubt(_("a word about time is written twice"))
    words = left_over(tape, statements, language)
    if words:
        for item in cell.items:
            item.doubt(_("words about time beside the date were not read: {words}", words=", ".join(words)))


def _doubled(tape: Tape, language: Language) -> bool:
    """Whether a word of time stands twice in a row: each June June. A unit of one character may (6月月底)."""
    words = [(place, token.text) for place, token in enumerate(tape.tokens) if token.text.strip()]
    return any(
        left == right and len(left) > 1 and language.says_time(tape, place)
        for (_place, left), (place, right) in pairwise(words)
    )


_MEANT = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5", "Z": "2", "B": "8"}


@cache
def _letters() -> re.Pattern[str]:
    """Letters where a digit belongs: 2O26, l2月, 3O June."""
    return re.compile(
        r"(?<=\d)[OolI|](?![A-Za-z])(?!$)|(?<=\d)[OolI](?=$)|(?<![A-Za-z])[OolI|](?=\d{0,3}[\d年月日号])"
        r"|(?<=\d)[SZB](?=[\d年月日号])"
    )


def _refuse_letters(text: str, read_again: Callable[[str], Cell]) -> None:
    """Raises `Unreadable` where a letter stands for a digit: a scanner or a hasty hand; what was meant is suggested."""
    pattern = _letters()
    if pattern.search(text) is None:
        return
    meant = text
    for _again in range(3):
        if pattern.search(meant) is None:
            break
        meant = pattern.sub(lambda match: _MEANT[match[0]], meant)
    suggestion = None
    with suppress(Unreadable):
        suggestion = read_again(meant).items[-1].end
    raise Unreadable(_("a letter stands where a digit belongs"), suggestion)
