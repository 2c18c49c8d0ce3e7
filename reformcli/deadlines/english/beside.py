"""Words beside an item in English by which it is only a name or a part of something else, or in doubt."""

import re
from collections.abc import Iterator

from reformcli.deadlines.english.lexer import word_set
from reformcli.deadlines.english.words import patterns
from reformcli.deadlines.items import Item, Unreadable
from reformcli.deadlines.spans import Level
from reformcli.deadlines.tape import Tape
from reformcli.i18n import _

_NAMED = word_set(
    "act acts regulations regulation order orders bill code rules directive framework strategy plan policy standard"
    " agenda vision convention census budget edition version section paragraph para clause article chapter schedule"
    " annex appendix table figure part item minute room form no number ref reference page agreement protocol treaty"
    " iso bs en programme theme survey election elections games olympics report scheme manifesto constitution"
)
"""Words after which a year or number is part of a name: the Companies Act 2006, section 106."""

_SUMS = word_set(
    "pay salary wage compensation rate premium rent income fee due cost amount benefit allowance earning instalment"
    " installment charge tax budget spend turnover total average maximum leave gross net housing allotment"
)
"""Words after monthly or annual that make a sum of it."""

_TERMS = word_set("term terms semester session sessions recess holidays holiday break vacation statement budget")
"""Words after a season or month that make the name of something with dates of its own, as has the year after them."""

_WHOLE = (Level.YEAR, Level.FISCAL, Level.OTHER)


def check(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> Item:
    """The item between two places of the tape. Raises `Unreadable` where it is only part of something else."""
    _must_be_whole(tape, place, item, after, statements)
    if _counts_from_an_event(tape, place, item, statements):
        raise Unreadable(_("counts from an event whose date is not known"))
    if (
        (statements and _goes_with(tape, place, item, statements[-1]))
        or _is_term(tape, after)
        or _is_sum(tape, place, item, after)
        or _is_year_of_document(tape, place, item, after)
    ):
        item.named = True
    for why in _doubts(tape, place, item, after):
        item.doubt(why)
    return item


def _must_be_whole(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> None:
    """Raise `Unreadable` where marks or figures touch the item, or a part of it is missing."""
    begin, end = tape.at(place).begin, tape.at(after - 1).end
    before = tape.text[max(begin - 1, 0) : begin]
    if before == "-" and not tape.text[: begin - 1].strip():
        raise Unreadable(_("a span without its other end"), item.end)
    if before and before in "./_0123456789£$€₹" and not (before == "/" and statements):
        raise Unreadable(_("what stands before the date is part of it"))
    numbered = (tape.kind(after) == "number" and tape.kind(after + 1) != "month") or (
        tape.kind(after) == "number word" and tape.kind(after - 1) == "unit"
    )
    # 2016/679, 1990s
    if numbered or re.match(r"[_\ds]|[/:]\d", tape.text[end : end + 2]):
        raise Unreadable(_("what stands after the date is part of it"))
    if "mask" in (tape.kind(place - 1), tape.kind(after)):
        raise Unreadable(_("a part of the date is missing"))


def _counts_from_an_event(tape: Tape, place: int, item: Item, statements: list[Item]) -> bool:
    """Go-live + 3 months, T0 + 6 months; Yr 1 Q3 and Year 2, Q1 are of the project, not of the calendar."""
    in_front = tape.text[: tape.at(place).begin].rstrip()
    added = in_front[:-1].rstrip()[-1:] if in_front.endswith("+") else ""
    if added.isalpha() or (added.isdigit() and not statements):
        return True
    numbered = place - 1 - (tape.kind(place - 1) == "stop")
    project_year = tape.kind(numbered) == "number" and len(tape.at(numbered).text) <= 2
    part = item.level in (Level.QUARTER, Level.HALF) and not item.year_said
    return part and project_year and (tape.kind(numbered - 1) == "unit" or tape.at(numbered - 1).text == "y")


def _is_term(tape: Tape, after: int) -> bool:
    """The autumn term, the summer recess: each school and council has its own."""
    return tape.at(after).text in _TERMS and tape.kind(after - 1) in ("season", "festival", "month")


def _is_sum(tape: Tape, place: int, item: Item, after: int) -> bool:
    """Monthly pay, the annual rate, $10 per day: so much a month, and no work."""
    if not item.rule:
        return False
    money = tape.text[: tape.at(place).begin].rstrip().rstrip("0123456789.,").endswith(("$", "£", "€", "₹"))
    sum_of = tape.at(after).text.rstrip("s") in _SUMS and tape.kind(after + 1) != "word"
    return money or (tape.kind(after - 1) == "adverb" and sum_of)


def _is_year_of_document(tape: Tape, place: int, item: Item, after: int) -> bool:
    """2025 budget, the Companies Act 2006, 12:2026."""
    kind, last = tape.kind(after - 1), tape.at(after - 2)
    if kind not in ("number", "years", "fiscal") or item.level not in _WHOLE or item.limited:
        return False
    in_ratio = re.search(r"\d:$", tape.before(place)) is not None
    return tape.at(after).text in _NAMED or in_ratio or last.text in _NAMED | _TERMS


def _doubts(tape: Tape, place: int, item: Item, after: int) -> Iterator[str]:
    """What the words in front, or a number on either side, leave in doubt."""
    in_front, touching = tape.text[: tape.at(place).begin].rstrip(), tape.at(place - 1).text
    ends = tape.kind(tape.skip(place, "article")) == "week ending"
    if ends and touching in ("for", "its", "their"):
        yield _("it may be what the work covers, rather than when it is due")
    if tape.kind(place) == "since" and patterns()["waits for"].search(in_front):
        yield _("the words beside the date leave it in doubt")
    named = touching == "(" and tape.at(place - 2).text in _NAMED
    # Local Plan (2027), tax year 2026/27
    if (named and item.level in _WHOLE) or (touching == "tax" and item.level is Level.FISCAL):
        yield _("part of a name, not a time limit")
    counted = place - 1 - (tape.kind(place - 1) == "word")
    per = tape.at(place).text == "per" and tape.kind(place - 1) == "word"
    often = tape.kind(place) == "every" and (per or tape.numeral(counted) is not None)
    times = re.search(r"\b(?:x ?\d+|\d+ ?x) ?$", tape.before(place)) or re.match(r"x ?\d", tape.after(after))
    if item.rule and (often or times):
        # Four meetings per year are not one at its end, nor is x2 annually.
        yield _("a number beside it may say how often")


def _goes_with(tape: Tape, place: int, item: Item, earlier: Item) -> bool:
    """Extended to 30 September from 31 March; 31 May following the end of the financial year."""
    token, between = tape.at(place), tape.text[earlier.place[1] : tape.at(place).begin].strip()
    if token.text.startswith("from"):
        return patterns()["moved to"].search(tape.text[: earlier.place[0]]) is not None
    part = token.text == "of" and item.bare and earlier.level is Level.DAY
    if (token.kind != "after" and not part) or between:
        return False
    if part or (earlier.end is not None and item.start is not None and earlier.end < item.start):
        earlier.doubt(_("two dates with nothing between them"))
    return True
