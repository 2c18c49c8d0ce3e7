"""How time limits are written in Chinese; dates in digits alone are read here too."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import NamedTuple

from reformcli.deadlines.chinese.lexer import lex
from reformcli.deadlines.chinese.recurring import recurrence
from reformcli.deadlines.chinese.relative import CountBasis, anchor_of, counted, is_hedge, is_own
from reformcli.deadlines.chinese.terms import length_from, term
from reformcli.deadlines.chinese.words import goes_on, is_strange, patterns, says_more, says_time, undated
from reformcli.deadlines.counting import EVERY, Length, Repeat, counted_from
from reformcli.deadlines.items import Item, Unreadable, on_an_event
from reformcli.deadlines.phrase import Language
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.spans import Level, month_and_day
from reformcli.deadlines.tape import Tape
from reformcli.i18n import _, mark

_COMPLETE = ("before", "within", "until", "end")
"""Kinds of tokens after which a number begins something new."""


class Beside(NamedTuple):
    """Words beside an item by which it is only a name or a measure, or in doubt.

    `kind` is one of those that `_kinds` gives, `before` and `behind` are patterns of the words around it, `why` the
    doubt; without one the item is part of a name and no limit.
    """

    kind: str
    before: str
    behind: str
    why: str = ""


_SEASONS = "(?:防火|火险|采暖|供暖|供热|禁渔|休渔|禁牧|防护|保护|主?汛)期"
_BESIDE: tuple[Beside, ...] = (
    # 2019年修订, 2026届, 10年以上, 3/4的任务, 超过30日, 每日万分之五: names and measures.
    Beside("bare", "", r"年?度?(?:修订|修正|版|颁布|第[一二三四\d]+次修|届|级(?!别)|以上|以下|以来)"),
    # 对今年社区建设进行验收, 列入2026年计划的项目: what the work is about.
    Beside("bare", "(?:对|关于|就|列入|围绕|根据|按照|结合|把|将|实行)$", ""),
    # 遇周末、节假日顺延至下一个工作日: how a date moves is no other date.
    Beside("item", r"[遇逢如][^;()]{0,14}(?:顺延|推迟|延后)[至到]?$", ""),
    Beside("item", "", r"(?:、|及|和|或|等)?(?:法定)?(?:节假日|休息日)?(?:时|的)?(?:自动|依次)?顺延"),
    Beside("fraction", "", "的|以上|以下|多数"),
    Beside("length", r"(?<!不)(?<!不得)(?<!不能)(?<!不可)(?:超过|超|逾期|不足|不满|未满|已满|满|近|约占)$", ""),
    Beside(
        "daily", "", r"[^,;:]{0,12}(?:[千百万]分之|%|‰|元|处罚|罚款|滞纳金|加处|加收)|[^,;:]{0,4}(?:营业|开放)?时间"
    ),
    # 每年8月8日为全民健身日
    Beside("rule", "", r"[^,;:]{0,16}(?:为|是|作为|定为)[^,;:]{2,14}(?:日|节|周|月|期)(?:$|[,;:])"),
    # 每年可实现效益4200万元
    Beside(
        "rule",
        "",
        r"(?:可|能|将|约|预计|平均){1,3}(?:实现|新增|产生|节约|节省|带动|减少|创造|增收)[^,;:]{0,12}\d",
        mark("the words beside the date leave it in doubt"),
    ),
    Beside("item", f"{_SEASONS}(?:为|是)$", ""),
    Beside("item", "", f"(?:为|是)[^,;:]{{0,10}}{_SEASONS}"),
    Beside("occasion", "", r"[^,;:()]{0,4}(?:活动|晚会|演出|庆典|大会|方案|运动会)", mark("the day names an occasion")),
    # 短期（6个月内）、中期（1-2年）
    Beside("further length", r"[短中长近远]期\($", "", mark("the words beside the date leave it in doubt")),
    Beside("item", r"[春夏秋冬]季?\($", "", mark("the words beside the date leave it in doubt")),
    # 2026年工作要点, 第三季度报告: what the work is about.
    Beside(
        "only",
        "",
        r"[^,;:()、\d]{0,12}(?:报告|总结|要点|情况|目标|纲要|规划|计划|方案|通报|考核|数据|会|预算|发展|文件|任务)$",
        mark("the period may only name what the work is about"),
    ),
    Beside("bare", "", r"的[^,;:()\d]", mark("the period may only name what the work is about")),
    # 2020年1月1日前制定的规定
    Beside(
        "date",
        "",
        r"(?:未|仍|尚|没有)[^,;:()]{1,10}的(?:$|[,;:])|(?!(?:完成|实现|出台|制定|报送|提交|建立|形成|开展|落实)[^的])[^,;:()\d]{1,4}的[^,;:()]",
        mark("the period may only name what the work is about"),
    ),
)
"""What is beside an item, in the order in which it is tried."""


@cache
def _beside() -> dict[str, list[tuple[re.Pattern[str], re.Pattern[str], str]]]:
    rows: dict[str, list[tuple[re.Pattern[str], re.Pattern[str], str]]] = {}
    for row in _BESIDE:
        rows.setdefault(row.kind, []).append((re.compile(row.before), re.compile(row.behind), row.why))
    return rows


def _kinds(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> Iterator[str]:
    """What an item is, as `_BESIDE` names it."""
    yield "item"
    first = tape.at(place)
    if item.bare:
        yield "bare"
        if place == 0 and tape.kind(after) not in ("before", "within"):
            yield "only"
    if first.kind == "numbers" and first.text.count("/") == 1 and after == place + 1:
        yield "fraction"
    if first.kind in ("duration", "numeral") and not item.limited:
        yield "length"
    if item.length and statements:
        yield "further length"
    if item.rule is not None:
        yield "daily" if item.rule == "daily" else "rule"
    if tape.kind(after - 1) in ("festival", "numbers"):
        yield "occasion"
    if item.kind is Kind.DATE:
        yield "date"


def _weigh_beside(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> None:
    """Marks an item as a name, or in doubt, by the words beside it."""
    before, behind = tape.before(place), tape.after(after)
    # 2026年第3期
    item.named = item.bare and item.level is Level.YEAR and tape.kind(after) == "label"
    if item.bare and tape.at(after - 1).text.endswith(("规划", "计划")):
        item.named = True
    for kind in _kinds(tape, place, item, after, statements):
        for in_front, follows, why in _beside().get(kind, ()):
            if in_front.search(before) and follows.match(behind):
                item.named = item.named or not why
                item.doubt(*((_(why),) if why else ()), ambiguous=bool(why))


def _says_again(tape: Tape, place: int, item: Item, earlier: Item | None) -> bool:
    """Whether a pace is only named once more, or a period only what is reported after a limit.

    季度终了后15日内按季度申报; 每月10日前报送上月情况.
    """
    first = tape.at(place)
    if earlier is None:
        return False
    if first.kind in ("year word", "quarter word", "month word", "week word"):
        past = (first.value or 0) < 0
        return past or (item.bare and earlier.rule is not None and first.kind == "year word")
    unit = next((unit for unit, rule in EVERY.items() if rule == item.rule), "")
    return first.kind == "by unit" and unit != "" and unit in (earlier.rule or "")


def _recurs_too(tape: Tape, place: int, item: Item, earlier: Item | None) -> Item:
    """每年3月底前完成，并于4月15日前报送; 每月5日前报计划，25日前报总结: the second day recurs as the first does."""
    rule = (earlier.rule if earlier is not None else None) or ""
    year_said = item.year_said and tape.at(place).text[0] not in "当同"
    if (
        year_said
        or not (item.limited or tape.kind(place) == "month")
        or item.kind is not Kind.DATE
        or item.end is None
        or item.reading.other_end
    ):
        return item
    recurs = ""
    if re.fullmatch(r"yearly \d\d-\d\d", rule) and not item.reading.milestones:
        recurs = f"yearly {month_and_day(item.end)}"
    elif re.fullmatch(r"monthly day \d+", rule) and tape.kind(place + 1) in ("day", "end"):
        recurs = "monthly last day" if tape.kind(place) == "month" else f"monthly day {item.end.day}"
    return replace(Repeat(recurs).item(tape.frame), limited=True) if recurs else item


def _is_of_another_year(left: Item, right: Item) -> bool:
    """7月底封顶，2022年9月底入住: the year of the first, which is not written, is hardly the plan year."""
    dated = left.is_dated and right.is_dated and not right.named
    return dated and right.year_said and not left.year_said and (right.end or date.max) < (left.end or date.min)


def check(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> Item:
    """The item between two places of the tape, or the one that is meant instead. Raises `Unreadable`.

    `statements` are the items before it.
    """
    earlier = next((other for other in reversed(statements) if not other.named), None)
    item = _recurs_too(tape, place, item, earlier)
    _refuse_before(tape, place, item, statements)
    _refuse_behind(tape, item, after)
    _weigh_beside(tape, place, item, after, statements)
    written = tape.text[tape.at(place).begin : tape.at(after - 1).end]
    left_out = _left_out().search(tape.before(place) + "\x00" + tape.after(after))
    if left_out is not None and statements:
        # 每月18日前（1月免报）: an exception is said, not read.
        words = written + left_out[1]
        statements[-1].doubt(_("words about time beside the date were not read: {words}", words=words))
    if earlier is not None and earlier.rule == "yearly" and item.bare and not item.year_said:
        # 每年披露（一般于上半年完成）: when in the year, which is said and not read.
        earlier.doubt(_("words about time beside the date were not read: {words}", words=written))
        item.named = True
    for pace, dated in ((earlier, item), (item, earlier)):
        if pace is None or dated is None or not dated.is_dated or pace.rule is None:
            continue
        begin, end = pace.place if pace is earlier else (tape.at(place).begin, tape.at(after - 1).end)
        if _advances().match(tape.text, begin):
            # 逐年推进，2028年全面完成: the day is the limit, the pace only how the work goes on until then.
            words = tape.text[begin:end]
            further = pace is item and dated.bare and dated.level is Level.YEAR
            dated.doubt(_("words about time beside the date were not read: {words}", words=words), ambiguous=further)
            pace.named = True
    if earlier is not None and _is_of_another_year(earlier, item):
        earlier.doubt(_("the words beside the date leave it in doubt"))
    if left_out is not None or _says_again(tape, place, item, earlier):
        item = replace(item, reading=replace(item.reading, end=None), named=True)
    lead = re.split(r"[,;:()]", tape.before(place))[-1]
    if not lead or is_hedge(lead):
        return item
    first = tape.at(place)
    counted_back = first.kind == "numeral" and tape.kind(place + 1) == "day" and item.kind is Kind.DATE
    if counted_back and _happens().search(lead):
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


@cache
def _left_out() -> re.Pattern[str]:
    """What leaves the item out, which the nul character stands for."""
    return re.compile(r"\([^()]{0,6}\x00([^()]{0,4}(?:免报|不报|免于|免予|除外|不含|无需|不用|不再)[^()]{0,4})\)")


@cache
def _advances() -> re.Pattern[str]:
    """A pace that says how work goes on: 逐年推进."""
    return re.compile(
        r"逐[年季月](?:度)?(?:分[批步])?(?:推进|实施|落实|提[高升]|增[加长]|扩大|推开|推广|完善|[压削]减|减少|降低|化解|消化|递[增减]|加大)"
    )


@cache
def _happens() -> re.Pattern[str]:
    return re.compile(
        r"前$|举行|举办|召开|届满|期满|到期|开始|施行|实施|开工|竣工|验收|结束|启动|换届|终止|开庭|考试|投产"
        r"|发布|公布|采暖|汛"
    )


_POINTERS = ("于", "在", "应", "当", "须", "需", "至", "到", "为", "并", "的每")
"""Words after which the next day or month is the one after the base date's, whatever stands before them."""


def _is_base(lead: str) -> bool:
    return is_own(lead) or (lead.endswith(_POINTERS) and anchor_of(lead) is CountBasis.BASE)


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
    lex, (recurrence, length_from, counted, term), patterns, check, undated, says_time, is_strange, goes_on, says_more,
    sentence=(2, 9, 22),
)  # fmt: skip
