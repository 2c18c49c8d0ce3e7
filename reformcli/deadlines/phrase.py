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
from reformcli.deadlines.counting import EVERY
from reformcli.deadlines.items import Frame, Item, Unreadable
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.selection import gaps_of, that_count
from reformcli.deadlines.tape import MOST_ITEMS, FoundItem, Tape, Token
from reformcli.i18n import _, mark

Reader = Callable[[Tape, int], FoundItem]


class Language(NamedTuple):
    """What one language says about time, as data.

    `lex` makes tokens of a text. `readers` find an item at a place, in the order in which they are tried. `patterns`
    are the words beside an item that decide what becomes of it, by the names that `selection` and this module ask for;
    a name that the language does not fill matches nothing.
    `check` refuses an item that is only part of something else, `undated` reads a phrase without any. `says_time` tells
    whether a token speaks of time, `is_strange` whether the words before and after an item are unknown; `goes_on` reads
    from the gaps whether work is done at once or goes on after its date, `is_idle` whether the words before and after
    an item that is no limit by itself are a sentence by which nothing is due, as seen from the base date. No item
    begins with a token of an `idle` kind.
    """

    lex: Callable[[str], list[Token]]
    readers: tuple[Reader, ...]
    patterns: Callable[[], Mapping[str, re.Pattern[str]]]
    check: Callable[[Tape, int, Item, int, list[Item]], Item]
    undated: Callable[[str, date], Item]
    says_time: Callable[[Tape, int], bool]
    is_strange: Callable[[str, Item, str], bool]
    goes_on: Callable[[list[str], Cell], None]
    is_idle: Callable[[str, Item, str, date], bool]
    idle: tuple[str, ...] = ()


def read_phrase(text: str, frame: Frame, language: Language) -> Cell:
    """What `text`, prepared by `normalise`, says about time. Raises `Unreadable`."""
    _refuse_letters(text, lambda meant: read_phrase(meant, replace(frame), language))
    _settle_order(text, frame)
    tape = Tape(text, language.lex(text), frame)
    found = scan(tape, language)
    if not found:
        return Cell([language.undated(text, frame.base)])
    patterns = language.patterns()
    cell = Cell([])
    cell.items = that_count(text, found, cell, patterns, frame)
    if not cell.items and patterns["unended"].search(text):
        return Cell([language.undated(text, frame.base)])
    if not cell.items:
        named = all(item.named for item in found)
        raise Unreadable(_("part of a name, not a time limit") if named else _("a status, not a time limit"))
    _weigh(text, found, cell, language, frame.base)
    _flag_what_is_left(tape, found, cell, language)
    for item in cell.items:
        if len(frame.orders) > 1:
            item.doubt(_("some of its dates have the day before the month, and some the month before the day"))
        if patterns["moves earlier"].search(text):
            item.doubt(_("a day off moves it to an earlier day, which is not read"))
    cell.next_workday = patterns["moves"].search(text) is not None
    language.goes_on(gaps_of(text, found), cell)
    return cell


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # <30/6, ±30 June; not the arrows of -> and =>.
        "sign": re.compile(r"(?:(?<![-=])>|[<±])\s*$"),
        "plus": re.compile(r"\s*\+\s*$"),
        "numeric date": re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)?\d\d(?!\d)"),
        # Letters where a digit belongs: 2O26, l2月, 3O June.
        "letter": re.compile(
            r"(?<=\d)[OolI|](?![A-Za-z])(?!$)|(?<=\d)[OolI](?=$)|(?<![A-Za-z])[OolI|](?=\d{0,3}[\d年月日号])"
            r"|(?<=\d)[SZB](?=[\d年月日号])"
        ),
    }


def _settle_order(text: str, frame: Frame) -> None:
    """Gives the frame the order of day and month that the phrase itself shows, where nothing else settles it.

    10/1/2026 - 9/30/2029: the second date can only have the month first, so the first one has it too.
    """
    # Of 26/6/30 the first number is the year.
    pairs = [
        (int(match[1]), int(match[3]))
        for match in _patterns()["numeric date"].finditer(text)
        if len(match[0]) > 8 or int(match[1]) <= 12
    ]
    shown = {first > 12 for first, second in pairs if (first > 12) != (second > 12)}
    if frame.conventions.day_first is None and len(pairs) > 1 and len(shown) == 1:
        frame.conventions = replace(frame.conventions, day_first=shown.pop())


def scan(tape: Tape, language: Language) -> list[Item]:
    """All items of the phrase, in order, each with its place in the text."""
    found: list[Item] = []
    place = 0
    while place < len(tape.tokens):
        if len(found) > MOST_ITEMS:
            raise Unreadable(_("more dates than a time limit holds"))
        tape.earlier = found[-1] if found else None
        for reader in language.readers if tape.kind(place) not in language.idle else ():
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


def _says_days(item: Item) -> bool:
    """Whether recurring work says on which days it is due, not only how often."""
    return item.rule is not None and item.rule not in EVERY.values()


class WordsBeside(NamedTuple):
    """An item with the words before and behind it. `counted` says that it is one of those that are due."""

    item: Item
    before: str
    behind: str
    statements: list[Item]
    counted: bool
    language: Language
    base: date

    def follows(self, *names: str) -> bool:
        """Whether words of one of these patterns stand before the item."""
        return any(self.language.patterns()[name].search(self.before) for name in names)

    def precedes(self, *names: str) -> bool:
        """Whether words of one of these patterns stand behind the item."""
        return any(self.language.patterns()[name].match(self.behind) for name in names)

    def only_begins(self) -> bool:
        """Not before 1 June, 1 June onwards."""
        begins = self.follows("begins before") and not self.follows("not late")
        return begins or (self.item.rule is None and self.precedes("begins after"))

    def is_alternative(self) -> bool:
        """30 June or 1."""
        hangs = self.item.rule is not None and self.precedes("hangs")
        return not hangs and (self.precedes("or after") or self.follows("or before"))

    def in_doubt(self) -> bool:
        """Perhaps 30 June, 30 June (tbc), was 30 June; after the review on 30 June."""
        if self.item.kind is Kind.RECURRING:
            return self.precedes("hangs")
        given_up = len(self.statements) == 1 and self.follows("old")
        led = (not self.item.limited and self.follows("direction")) or (self.counted and self.follows("how long"))
        return (
            (self.follows("perhaps before") and not (self.item.limited and self.follows("to be done")))
            or self.follows("may move")
            or given_up
            or led
            or _patterns()["sign"].search(self.before) is not None
            or _patterns()["plus"].match(self.behind) is not None
            or self.language.patterns()["perhaps after"].search(self.behind) is not None
        )

    def is_done(self) -> bool:
        """Completed 30 June; 1-10月累计完成, 截至6月30日已达321只, 至9月底，开工率为86.5%."""
        told = self.precedes("told after") or (self.follows("as of") and self.precedes("stated after"))
        told = told or (self.follows("done") and (self.item.end or self.base) > self.base)
        if self.item.limited:
            return self.precedes("done by then") or (told and self.follows("up to"))
        # 截至2月底，完成投资3亿元；6月底前完成50%: a limit stands behind it.
        return told and (self.counted or not any(item.limited for item in self.statements))

    def is_idle(self) -> bool:
        """A day or period that nothing limits, in a sentence by which nothing is to be done until then."""
        free = self.counted and not any(item.limited or _says_days(item) for item in self.statements)
        return free and self.language.is_idle(self.before, self.item, self.behind, self.base)

    def is_covered(self) -> bool:
        """Payments for June, June figures."""
        told = self.follows("covers") or (self.item.bare and self.precedes("covers after"))
        return told and self.counted and not self.item.limited


_REFUSED: tuple[tuple[Callable[[WordsBeside], bool], str], ...] = (
    (WordsBeside.only_begins, mark("it says when the work may begin, not when it is due")),
    (lambda beside: beside.follows("denied"), mark("the words beside the date deny it")),
    (WordsBeside.is_alternative, mark("two alternatives, and no choice between them")),
)
"""When no date may be trusted, and why."""
_DOUBTED: tuple[tuple[Callable[[WordsBeside], bool], str], ...] = (
    (WordsBeside.in_doubt, mark("the words beside the date leave it in doubt")),
    (WordsBeside.is_done, mark("a word beside the date says that it is done")),
    (WordsBeside.is_idle, mark("a day in a sentence without a word that makes a limit of it")),
    (WordsBeside.is_covered, mark("it may be what the work covers, rather than when it is due")),
    (
        lambda beside: beside.item.length and beside.follows("standard"),
        mark("a length that a service keeps, rather than a limit"),
    ),
    (lambda beside: beside.follows("about"), mark("the words beside the date leave it in doubt")),
    (
        lambda beside: beside.language.is_strange(beside.before, beside.item, beside.behind),
        mark("a word beside the date is not known"),
    ),
)
"""When the words beside a date leave it in doubt, and why; the first that holds is said."""


def _weigh(text: str, statements: list[Item], cell: Cell, language: Language, base: date) -> None:
    """Flags items that the words beside them leave in doubt. Raises `Unreadable` where no date may be trusted."""
    gaps = gaps_of(text, statements)
    for place, item in enumerate(statements):
        if item.end is None:
            continue
        counted = any(item is kept for kept in cell.items)
        beside = WordsBeside(item, gaps[place], gaps[place + 1], statements, counted, language, base)
        for holds, why in _REFUSED:
            if holds(beside):
                raise Unreadable(_(why), item.end if holds is WordsBeside.is_alternative else None)
        doubts = _DOUBTED[:1] if item.kind is Kind.RECURRING else _DOUBTED
        reason = next((why for holds, why in doubts if holds(beside)), None)
        if reason is not None:
            # 约6月底 is the end of June by convention; it is said, not flagged as having another reading.
            about = beside.follows("about") and not beside.in_doubt()
            (item if counted else cell.items[-1]).doubt(_(reason), ambiguous=not about)


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
    for item in cell.items if words else ():
        item.doubt(_("words about time beside the date were not read: {words}", words=", ".join(words)))


def _doubled(tape: Tape, language: Language) -> bool:
    """Whether a word of time stands twice in a row: each June June. A unit of one character may (6月月底)."""
    words = [(place, token.text) for place, token in enumerate(tape.tokens) if token.text.strip()]
    return any(
        left == right and len(left) > 1 and any(language.says_time(tape, here) for here in (place, after))
        for (place, left), (after, right) in pairwise(words)
    )


_MEANT = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5", "Z": "2", "B": "8"}


def _refuse_letters(text: str, read_again: Callable[[str], Cell]) -> None:
    """Raises `Unreadable` where a letter stands for a digit: a scanner or a hasty hand; what was meant is suggested."""
    pattern = _patterns()["letter"]
    if pattern.search(text) is None:
        return
    meant = text
    for _again in range(3):
        meant = pattern.sub(lambda match: _MEANT[match[0]], meant)
    suggestion = None
    with suppress(Unreadable):
        suggestion = read_again(meant).items[-1].end
    raise Unreadable(_("a letter stands where a digit belongs"), suggestion)
