"""Which items of a Chinese phrase count: not those given up, done, or only talked about."""

import re
from functools import cache

from reformcli.deadlines.combine import Cell, gaps_of
from reformcli.deadlines.items import Item, Unreadable
from reformcli.deadlines.reading import Kind
from reformcli.i18n import _

SILENT = frozenset(",;:()、/ .")
"""Marks that say nothing between two items."""

_PUT_OFF = r"(?:延期|延长|延迟|延后|推迟|推延|顺延|展期|推后|延)"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "old": re.compile(r"原(?:定|计划|拟|为|是|要求)?(?:完成)?(?:时限|期限|时间)?(?:于|为|在)?[:(]?$"),
        "new": re.compile(
            rf"(?:调整|变更|修改|更改|更正|修订|改|{_PUT_OFF}|调|提前)(?:为|至|到|成)(?:了|在|于)?[:(]?$|→$|=>$|->$"
            r"|(?<![实体发出呈表展兑再])现(?:定|调整|拟|要求|改|延期|延)?(?:为|于|在|到|至)?$"
        ),
        "may move": re.compile(
            rf"(?:可|特殊情况|确有困难|必要时|经[^,;]{{0,8}}(?:批准|同意))[^;]{{0,8}}{_PUT_OFF}(?:至|到)$"
        ),
        "from": re.compile(r"[由从自]$"),
        "put off": re.compile(rf"(?:{_PUT_OFF}|调整|变更)"),
        "done before": re.compile(r"(?:已经?|业已)(?:于|在|经)?$"),
        "done after": re.compile(r"^(?:[^,;:()]{0,3}(?:已经?|业已)(?!有|定|明确)|以来)"),
        "begins": re.compile(r"(?:正式|全面)?(?:启动|开工|动工|着手|起步|开建|进场|试行)"),
        "or": re.compile(r"^[,、]?(?:或者?|还是)$"),
    }


def that_count(text: str, found: list[Item], cell: Cell) -> list[Item]:
    """The items that are due; a date that was given up goes to `cell.rescheduled_from`.

    Raises `Unreadable` where the phrase leaves a choice.
    """
    gaps = gaps_of(text, found)
    for place in range(1, len(found)):
        if _patterns()["or"].match(gaps[place]):
            ends = [item.end for item in found[place - 1 : place + 1] if item.end is not None]
            raise Unreadable(_("two alternatives, and no choice between them"), min(ends, default=None))
    dropped = _given_up(text, found, gaps, cell)
    for place in range(len(found)):
        if _is_done(gaps[place], gaps[place + 1]) or _is_topic(found, gaps, place):
            dropped.add(place)
    kept = [place for place in range(len(found)) if place not in dropped]
    if len(kept) > 1 and found[kept[0]].bare and _patterns()["begins"].match(gaps[kept[0] + 1]):
        # 3月启动，12月底前完成: the first period is the beginning of the work.
        first = found[kept[0]]
        opening = Item(Kind.OPEN_ENDED, first.start, warnings=first.warnings, year_said=first.year_said)
        return [opening, *(found[place] for place in kept[1:])]
    return [found[place] for place in kept]


def _given_up(text: str, found: list[Item], gaps: list[str], cell: Cell) -> set[int]:
    """The places of dates that another one replaces, or that may only replace another (practice 4.12)."""
    patterns = _patterns()
    dropped: set[int] = set()
    for place, item in enumerate(found):
        before, behind = gaps[place], gaps[place + 1]
        comes_from = patterns["from"].search(before) or text[item.place[0]] in "由从自"
        replaced = None
        if patterns["old"].search(before) and len(found) > 1:
            replaced = place
        elif place > 0 and patterns["may move"].search(before):
            dropped.add(place)
            found[place - 1].ambiguous, found[place - 1].other_end = True, item.end
        elif place > 0 and place - 1 not in dropped and patterns["new"].search(before):
            replaced = place - 1
        elif comes_from and patterns["put off"].match(behind):
            replaced = place
        if replaced is not None and found[replaced].end is not None:
            dropped.add(replaced)
            cell.rescheduled_from = found[replaced].end
    return dropped


def _is_done(before: str, behind: str) -> bool:
    """已于6月底完成, 3月底前已完成: a status of what is past."""
    return bool(_patterns()["done before"].search(before) or _patterns()["done after"].match(behind))


def _is_topic(found: list[Item], gaps: list[str], place: int) -> bool:
    """Whether a period without a word that makes it a limit only names a topic or repeats another item.

    6月底前完成上半年总结; 2025年度考核于1月底前完成; 三季度（9月底前）; 2026年：6月底前.
    """
    item = found[place]
    if not item.bare or item.start is None or item.end is None:
        return False
    for neighbour, gap in ((place + 1, gaps[place + 1]), (place - 1, gaps[place])):
        if not 0 <= neighbour < len(found):
            continue
        other, is_next = found[neighbour], neighbour > place
        if set(gap) <= SILENT and gap != "、":
            holds = other.end is not None and item.start <= other.end <= item.end
            if holds and (is_next or not other.bare):
                return True
        elif not set(gap) & set(",;:") and not gap.startswith("(") and (not other.bare or not is_next):
            return True
    return False
