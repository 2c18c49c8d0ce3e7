"""A whole phrase in Chinese: its items, what stands between them, and which of them count.

Beside the dates that are due, a time-limit cell names dates that were given up, dates of a status, periods that only
say what the work is about, and alternatives. The words between the items tell them apart.
"""

import re
from dataclasses import replace
from functools import cache

from reformcli.deadlines.chinese.anchors import Anchor, anchor_of, is_hedge
from reformcli.deadlines.chinese.lexer import lex
from reformcli.deadlines.chinese.recurring import recurrence
from reformcli.deadlines.chinese.relative import counted, from_base, on_an_event
from reformcli.deadlines.chinese.terms import term
from reformcli.deadlines.chinese.undated import at_once, goes_on, undated
from reformcli.deadlines.combine import Cell
from reformcli.deadlines.counting import Length
from reformcli.deadlines.items import Frame, Item, Unreadable
from reformcli.deadlines.letters import refuse_letters
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.spans import Level
from reformcli.deadlines.tape import Tape
from reformcli.i18n import _

READERS = (recurrence, counted, term)
"""The readers of items, in the order in which they are tried at each word."""

_SILENT = frozenset(",;:()、/ .")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "numbering": re.compile(
            r"(?:^|(?<=;))\(?(\d{1,2}|[一二三四五六七八九十]{1,2})(?:[、)]|\)、|\.(?!\d)|\.(?=\d{1,2}月))"
        ),
        "bracketed": re.compile(r"\((\d{1,4})\)(?=[年月日号])"),
        "old": re.compile(r"原(?:定|计划|拟|为|是|要求)?(?:完成)?(?:时限|期限|时间)?(?:于|为|在)?[:(]?$"),
        "new": re.compile(
            r"(?:调整|变更|修改|更改|更正|修订|改|延期|延长|延迟|延后|推迟|推延|顺延|展期|推后|延|调|提前)(?:为|至|到|成)"
            r"(?:了|在|于)?[:(]?$|→$|=>$|->$|(?<![实体发出呈表展兑再])现(?:定|调整|拟|要求|改|延期|延)?(?:为|于|在|到|至)?$"
        ),
        "from old": re.compile(r"[由从自]$"),
        "put off": re.compile(r"(?:顺延|延期|推迟|调整|延长|变更|展期)"),
        "done before": re.compile(r"(?:已经?|业已)(?:于|在|经)?$"),
        "done after": re.compile(r"^[^,;:()]{0,3}(?:已经?|业已)(?!有|定|明确)"),
        "happens": re.compile(
            r"前$|举行|举办|召开|届满|期满|到期|开始|施行|实施|开工|竣工|验收|结束|启动|换届|终止|开庭|考试|投产|发布|公布|采暖|汛"
        ),
        "begins": re.compile(r"(?:正式|全面)?(?:启动|开工|动工|着手|起步|开建|进场|试行)"),
        "or": re.compile(r"^[,、]?(?:或者?|还是)$"),
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
    cell.items = _that_count(text, found, cell)
    if not cell.items:
        raise Unreadable(_("a status, not a time limit"))
    cell.next_workday = _patterns()["moves"].search(text) is not None
    _what_goes_on(text, found, cell)
    return cell


def _without_numbering(text: str) -> str:
    """The text without 1. 2. or 一、二、 before its clauses; only a row that begins with one and goes on is numbering."""
    marks = list(_patterns()["numbering"].finditer(text))
    if not marks or marks[0][1] not in ("1", "一") or marks[0].start() != 0:
        return text
    if len(marks) == 1 and not marks[0][0].endswith((".", ")")):
        return text
    return _patterns()["numbering"].sub("", text)


def _scan(tape: Tape) -> list[Item]:
    """All items of the phrase, in order, each with its place in the text."""
    found: list[Item] = []
    place = 0
    while place < len(tape.tokens):
        if found and found[-1].bare and found[-1].level is Level.YEAR:
            _forget_topic(tape, found[-1], place)
        for reader in READERS:
            result = reader(tape, place)
            if result is not None:
                result = _next_year(tape, place, result, found) if reader is term else result
                item, after = _checked(tape, place, result[0], result[1], found)
                item.place = (tape.at(place).begin, tape.at(after - 1).end)
                found.append(item)
                place = after
                break
        else:
            place += 1
    return found


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


def _forget_topic(tape: Tape, item: Item, place: int) -> None:
    """A year with words after it (2025年度考核于1月底前) is a topic: later dates do not take it over."""
    between = tape.text[item.place[1] : tape.at(place).begin]
    if between and not set(between) <= _SILENT and not is_hedge(between):
        tape.frame.said_year = None


def _checked(tape: Tape, place: int, item: Item, after: int, found: list[Item]) -> tuple[Item, int]:
    """The item, unless what touches it shows that it is only part of something else."""
    first, previous, following = tape.at(place), tape.at(place - 1), tape.at(after)
    touching = tape.text[first.begin - 1] if first.begin > 0 else ""
    if first.kind != "range" and previous.kind == "range" and tape.kind(place - 2) in ("end of text", "stop"):
        if previous.text == "-":
            raise Unreadable(_("a span without its other end"), item.end)
    if touching and touching in ".·/_0123456789" and not (touching == "/" and found):
        raise Unreadable(_("what stands before the date is part of it"))
    if previous.kind == "mask" or (previous.kind in ("year", "month", "quarter") and _is_stray(tape, place - 1, found)):
        raise Unreadable(_("a part of the date is missing"))
    last = tape.at(after - 1)
    if last.kind not in ("before", "within", "until", "end", "half word", "quarter") and following.kind in (
        "mask",
        "numeral",
        "numbers",
    ):
        if following.kind == "mask" or (following.text.isdigit() and item.kind is not Kind.RECURRING):
            raise Unreadable(_("what stands after the date is part of it"))
    lead = _lead(tape, place)
    if first.kind == "numeral" and tape.kind(place + 1) == "day" and lead and not is_hedge(lead):
        # 期满三十日前: not a day of the month, but so many days before an event.
        if item.kind is Kind.DATE and _patterns()["happens"].search(lead):
            return on_an_event(), after
    if first.kind == "numbers" and after == place + 1 and first.text.count(".") == 1 and len(first.text) <= 5:
        # 版本2.1, 增长3.5: a number, where nothing makes a date of it.
        if lead and not is_hedge(lead) and previous.kind not in ("range", "since", "list"):
            raise Unreadable(_("what stands before the date is part of it"))
    if (
        first.kind == "day word"
        and first.text in ("次日", "翌日", "当日", "当天", "第二天")
        and lead
        and not is_hedge(lead)
    ):
        if anchor_of(lead) is not Anchor.BASE:
            return on_an_event(), after
        return from_base(Length(days=0 if first.text[0] == "当" else 1), tape), after
    return item, after


def _is_stray(tape: Tape, place: int, found: list[Item]) -> bool:
    """Whether a unit belongs to no item and no word: the 年 of an unfilled form."""
    if found and found[-1].place[1] > tape.at(place).begin:
        return False
    return tape.kind(place - 1) in ("end of text", "stop", "mask", "numeral", "open", "year", "month")


def _lead(tape: Tape, place: int) -> str:
    """The words of the same clause in front of a place."""
    return re.split(r"[,;:()]", tape.before(place))[-1]


def _that_count(text: str, found: list[Item], cell: Cell) -> list[Item]:
    """The items that are due: without those given up, done, or only talked about."""
    patterns = _patterns()
    gaps = _gaps(text, found)
    for place in range(1, len(found)):
        if patterns["or"].match(gaps[place]):
            ends = [item.end for item in found[place - 1 : place + 1] if item.end is not None]
            raise Unreadable(_("two alternatives, and no choice between them"), min(ends, default=None))
    dropped: set[int] = set()
    for place, item in enumerate(found):
        before, behind = gaps[place], gaps[place + 1]
        if patterns["old"].search(before) and len(found) > 1:
            dropped.add(place)
            cell.rescheduled_from = item.end
        elif patterns["new"].search(before) and place > 0 and place - 1 not in dropped and found[place - 1].end:
            dropped.add(place - 1)
            cell.rescheduled_from = found[place - 1].end
        elif (patterns["from old"].search(before) or text[item.place[0]] in "由从自") and patterns["put off"].match(
            behind
        ):
            dropped.add(place)
            cell.rescheduled_from = item.end
        if patterns["done before"].search(before) or patterns["done after"].match(behind):
            dropped.add(place)
        if _only_talked_about(text, found, gaps, place):
            dropped.add(place)
    kept = [item for place, item in enumerate(found) if place not in dropped]
    return _begins(kept, {id(item): gaps[place + 1] for place, item in enumerate(found)})


def _gaps(text: str, found: list[Item]) -> list[str]:
    """The text before each item, and the text after the last."""
    edges = [0, *(edge for item in found for edge in item.place), len(text)]
    return [text[edges[place] : edges[place + 1]] for place in range(0, len(edges), 2)]


def _only_talked_about(text: str, found: list[Item], gaps: list[str], place: int) -> bool:
    """Whether a period without a word that makes it a limit only names a topic or repeats another item.

    6月底前完成上半年总结; 2025年度考核于1月底前完成; 三季度（9月底前）; 2026年：6月底前.
    """
    item = found[place]
    if not item.bare or item.start is None or item.end is None:
        return False
    for neighbour, gap, is_next in ((place + 1, gaps[place + 1], True), (place - 1, gaps[place], False)):
        if not 0 <= neighbour < len(found):
            continue
        other = found[neighbour]
        if set(gap) <= _SILENT and gap != "、":
            if other.end is not None and item.start <= other.end <= item.end and (is_next or not other.bare):
                return True
        elif not set(gap) & set(",;:") and not gap.startswith("(") and (not other.bare or not is_next):
            return True
    return False


def _begins(items: list[Item], gaps: dict[int, str]) -> list[Item]:
    """A first period with 启动 or 开工 after it is the beginning of the work (3月启动，12月底前完成)."""
    first = items[0] if items else None
    if first is None or len(items) < 2 or not first.bare or not _patterns()["begins"].match(gaps[id(first)]):
        return items
    opening = Item(Kind.OPEN_ENDED, first.start, warnings=first.warnings, year_said=first.year_said)
    return [opening, *items[1:]]


def _what_goes_on(text: str, found: list[Item], cell: Cell) -> None:
    """Sets the standing and immediate flags from the clauses beside the items."""
    gaps = _gaps(text, found)
    for place, gap in enumerate(gaps):
        fragments = _patterns()["fragments"].split(gap)
        for number, fragment in enumerate(fragments):
            if not fragment:
                continue
            touches_next = number == len(fragments) - 1 and place < len(found)
            touches_previous = number == 0 and place > 0
            lasting = fragment.startswith(("长期", "常态", "经常"))
            if goes_on(fragment) and not touches_next and (lasting or (place > 0 and not touches_previous)):
                cell.standing = True
            if at_once(fragment):
                cell.immediate = True
