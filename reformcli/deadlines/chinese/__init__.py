"""How time limits are written in Chinese; dates in digits alone are read here too."""

import re
from functools import cache

from reformcli.deadlines.chinese.lexer import lex
from reformcli.deadlines.chinese.recurring import recurrence
from reformcli.deadlines.chinese.relative import CountedFrom, anchor_of, counted, is_hedge, is_own
from reformcli.deadlines.chinese.terms import term
from reformcli.deadlines.chinese.words import goes_on, is_strange, patterns, says_more, says_time, undated
from reformcli.deadlines.counting import EVERY, Length, counted_from
from reformcli.deadlines.items import Item, Unreadable, on_an_event
from reformcli.deadlines.phrase import Language
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.spans import Level
from reformcli.deadlines.tape import Tape
from reformcli.i18n import _

_COMPLETE = ("before", "within", "until", "end")
"""Kinds of tokens after which a number begins something new."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "happens": re.compile(
            r"前$|举行|举办|召开|届满|期满|到期|开始|施行|实施|开工|竣工|验收|结束|启动|换届|终止|开庭|考试|投产"
            r"|发布|公布|采暖|汛"
        ),
        # 2019年修订, 2026届, 10年以上, 3/4的任务: no limits.
        "named": re.compile(r"(?:年?度?)(?:修订|修正|版|颁布|第[一二三四\d]+次修|届|级(?!别)|以上|以下|以来)"),
        "occasion": re.compile(r"[^,;:()]{0,4}(?:活动|晚会|演出|庆典|大会|方案|运动会)"),
        # 2026年工作要点, 第三季度报告: what the work is about.
        "about": re.compile(
            r"[^,;:()、\d]{0,12}(?:报告|总结|要点|情况|目标|纲要|规划|计划|方案|通报|考核|数据|会|预算|发展|文件|任务)$"
        ),
        "beyond": re.compile(r"(?<!不)(?<!不得)(?<!不能)(?<!不可)(?:超过|超|逾期|不足|不满|未满|已满|满|近|约占)$"),
    }


def _is_name(tape: Tape, place: int, item: Item, after: int) -> bool:
    """Whether what was read only is part of a name, a fraction or a measure: 2019年修订, 3/4的任务, 超过30日."""
    behind = tape.after(after)
    if item.bare and (_patterns()["named"].match(behind) or tape.at(after - 1).text.endswith(("规划", "计划"))):
        return True
    if item.bare and item.level is Level.YEAR and tape.kind(after) == "label":
        # 2026年第3期
        return True
    if tape.kind(place) == "numbers" and tape.at(place).text.count("/") == 1 and after == place + 1:
        return behind.startswith(("的", "以上", "以下", "多数"))
    counted = tape.kind(place) in ("duration", "numeral") and not item.limited
    return counted and _patterns()["beyond"].search(tape.before(place)) is not None


def _says_again(tape: Tape, place: int, item: Item) -> bool:
    """Whether a pace is only named once more: 季度终了后15日内按季度申报."""
    unit = next((unit for unit, rule in EVERY.items() if rule == item.rule), "")
    earlier = (tape.earlier.rule if tape.earlier is not None else None) or ""
    return tape.kind(place) == "by unit" and unit != "" and unit in earlier


def check(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> Item:
    """The item between two places of the tape, or the one that is meant instead. Raises `Unreadable`.

    `statements` are the items before it.
    """
    _refuse_before(tape, place, item, statements)
    _refuse_behind(tape, item, after)
    if _is_name(tape, place, item, after) or _says_again(tape, place, item):
        item.named = True
    elif _patterns()["occasion"].match(tape.after(after)) and tape.kind(after - 1) in ("festival", "numbers"):
        item.doubt(_("the day names an occasion"))
    if statements and item.length and re.search(r"[短中长近远]期\($", tape.before(place)):
        item.doubt(_("the words beside the date leave it in doubt"))
    whole = place == 0 and item.bare and tape.kind(after) not in ("before", "within")
    if whole and _patterns()["about"].match(tape.after(after)):
        item.doubt(_("the period may only name what the work is about"))
    lead = re.split(r"[,;:()]", tape.before(place))[-1]
    if not lead or is_hedge(lead):
        return item
    first = tape.at(place)
    counted_back = first.kind == "numeral" and tape.kind(place + 1) == "day" and item.kind is Kind.DATE
    if counted_back and _patterns()["happens"].search(lead):
        # 期满三十日前: not a day of the month, but so many days before an event.
        return on_an_event()
    if _is_plain_number(tape, place, after):
        raise Unreadable(_("what stands before the date is part of it"))
    if (
        first.kind in ("month word", "year word")
        and first.text[0] in "次当"
        and not (statements or lead.endswith(_POINTERS))
    ):
        # 取得所得的次月十五日内, 事故发生当月起3个月内
        return item if is_own(lead) else on_an_event()
    if first.kind == "day word" and first.text in ("次日", "翌日", "当日", "当天", "第二天"):
        # 收到次日 counts from this paper's receipt, 验收次日 from an event.
        same_day = first.text.startswith("当")
        length = Length(days=0 if same_day else 1)
        return counted_from(tape.frame.base, length, tape.frame) if _is_base(lead) else on_an_event()
    return item


_POINTERS = ("于", "在", "应", "当", "须", "需", "至", "到", "为", "并", "的每")
"""Words after which the next day or month is the one after the base date's, whatever stands before them."""


def _is_base(lead: str) -> bool:
    return is_own(lead) or (lead.endswith(_POINTERS) and anchor_of(lead) is CountedFrom.BASE)


def _is_plain_number(tape: Tape, place: int, after: int) -> bool:
    """版本2.1, 增长3.5: a number, where nothing makes a date of it."""
    first = tape.at(place)
    dotted = first.kind == "numbers" and first.text.count(".") == 1 and len(first.text) <= 5
    return dotted and after == place + 1 and tape.kind(place - 1) not in ("range", "since", "list")


def _refuse_before(tape: Tape, place: int, item: Item, statements: list[Item]) -> None:
    first, previous = tape.at(place), tape.at(place - 1)
    begins_clause = tape.kind(place - 2) in ("end of text", "stop")
    if first.kind != "range" and previous.text == "-" and begins_clause:
        raise Unreadable(_("a span without its other end"), item.end)
    touching = tape.text[first.begin - 1] if first.begin > 0 else ""
    if touching and touching in ".·/_0123456789" and not (touching == "/" and statements):
        raise Unreadable(_("what stands before the date is part of it"))
    if previous.kind == "mask" or _is_stray_unit(tape, place - 1, statements):
        raise Unreadable(_("a part of the date is missing"))


def _is_stray_unit(tape: Tape, place: int, statements: list[Item]) -> bool:
    """Whether a unit belongs to no item and no word: the 年 of an unfilled form."""
    if tape.kind(place) not in ("year", "month", "quarter"):
        return False
    if statements and statements[-1].place[1] > tape.at(place).begin:
        return False
    return tape.kind(place - 1) in ("end of text", "stop", "mask", "numeral", "open", "year", "month")


def _refuse_behind(tape: Tape, item: Item, after: int) -> None:
    last, following = tape.at(after - 1), tape.at(after)
    names_a_part = last.kind in ("half word", "quarter") and tape.kind(after + 1) == "month"
    if last.kind in _COMPLETE or names_a_part:
        return
    digits = following.kind in ("numeral", "numbers") and following.text[0].isdigit()
    if following.kind == "mask" or (digits and item.kind is not Kind.RECURRING):
        raise Unreadable(_("what stands after the date is part of it"))


CHINESE = Language(
    lex, (recurrence, counted, term), patterns, check, undated, says_time, is_strange, goes_on, says_more
)
