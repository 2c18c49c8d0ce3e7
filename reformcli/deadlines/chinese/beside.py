"""Words beside an item by which it is only a name or a measure, or in doubt: 2019年修订, 列入2026年计划的项目.

A new kind of words is a row of `_BESIDE`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reformcli.deadlines.items import Item
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.spans import Level
from reformcli.deadlines.tape import Tape
from reformcli.i18n import _, mark


class Beside(NamedTuple):
    """Words beside an item by which it is only a name or a measure, or in doubt.

    `kind` is one of those that `_kinds` gives, `before` and `behind` are patterns of the words around it, `why` the
    doubt; without one the item is part of a name and no limit.
    """

    kind: str
    before: str
    behind: str
    why: str = ""


_TOPIC = mark("the period may only name what the work is about")
_OCCASION = mark("the day names an occasion")
_DOUBT = mark("the words beside the date leave it in doubt")
_SEASONS = "(?:防火|火险|采暖|供暖|供热|禁渔|休渔|禁牧|防护|保护|主?汛)期"
DOING = (
    "[内底末起前后初中的全应须需要将拟力确计]|完成|实现|启动|开[展工始]|建[成设]|组织|出台|制定|推进|达到|新建|编制"
    "|办[理结]|安排"
)
_BESIDE: tuple[Beside, ...] = (
    # 2019年修订, 2026届, 10年以上, 3/4的任务, 超过30日, 每日万分之五: names and measures.
    Beside("bare", "", r"年?度?(?:新?修订|修正|版|颁布|第[一二三四\d]+次修|届|级(?!别)|以上|以下|以来|及[以之]前)"),
    # 1、6月底前: the first of a list, or January and June.
    Beside("numbered", "", "", _DOUBT),
    # 一季度完成全年投资的30%, 在2025年工作基础上
    Beside("bare", "", "(?:工作|建设|改革)?的?基础"),
    Beside("bare", "", r"度?(?:目标|任务|计划|投资|工作|总){1,2}[量数额]?(?:的|过半|一半|\d|[一二三四五六七八九]成)"),
    Beside("bare", "(?:编制|制定|谋划|起草|提出)$", "度?[^,;:()]{0,6}(?:计划|方案|预算|规划|要点|任务|思路|项目)$"),
    # 对今年社区建设进行验收, 列入2026年计划的项目: what the work is about.
    Beside("bare", "(?:对|关于|就|列入|围绕|根据|按照|结合|把|将|实行)$", ""),
    Beside("bare", "^关于", r"[^,;]*(?:通知|函|意见|方案|报告|请示|决定|通报)", _TOPIC),
    # 遇周末、节假日顺延至下一个工作日: how a date moves is no other date.
    Beside("item", r"[遇逢如][^;()]{0,14}(?:顺延|推迟|延后)[至到]?$", ""),
    Beside("item", "", r"(?:、|及|和|或|等)?(?:法定)?(?:节假日|休息日)?(?:时|的)?(?:自动|依次)?顺延"),
    Beside("fraction", "", "的|以上|以下|多数"),
    Beside("fraction", "[的之]$", ""),
    Beside("length", r"(?<!不)(?<!不得)(?<!不能)(?<!不可)(?:超过|超|逾期|不足|不满|未满|已满|满|近|约占)$", ""),
    Beside(
        "daily", "", r"[^,;:]{0,12}(?:[千百万]分之|%|‰|元|处罚|罚款|滞纳金|加处|加收)|[^,;:]{0,4}(?:营业|开放)?时间"
    ),
    # 每年8月8日为全民健身日, 每年6月5日为环境日; 每人每年5元的标准, 每年年满18岁的
    Beside("festival", r"(?:为|是)[^,;:()\d]{0,6}$", "$|[,;:]"),
    Beside("date", "", "[为是](?![^,;:]{0,8}(?:截止|最后|到期|期限))[^,;:]{2,10}[日节周](?:$|[,;:])", _OCCASION),
    Beside("rule", "", r"[^,;:]{0,2}[\d.]+[万千百]?元|年满"),
    Beside("rule", "", r"[^,;:]{0,16}(?:为|是|作为|定为)[^,;:]{2,14}(?:日|节|周|月|期)(?:$|[,;:])"),
    # 每年可实现效益4200万元
    Beside(
        "rule",
        "",
        r"(?:可|能|将|约|预计|平均){1,3}(?:实现|新增|产生|节约|节省|带动|减少|创造|增收)[^,;:]{0,12}\d",
        _DOUBT,
    ),
    # 每月调度，12月底前完成: how often it is looked at
    Beside("rule", "", r"(?:调度|通报|督[查导办]|跟踪|分析|研判)[^,;]{0,6}[,;][^;]*(?:月|年底|季度末?)[^;]*完成$"),
    Beside("item", f"{_SEASONS}(?:为|是)$", ""),
    Beside("item", "", r"[为是][^,;:()]{2,12}(?<![日限])(?<!截止)(?<!建设)(?<!施工)(?<!整改)(?<!实施)期(?:$|[,;:)])"),
    Beside("item", r"年度,?[为是自](?:公历)?$", "", _TOPIC),
    Beside("occasion", "", r"[^,;:()]{0,4}(?:活动|晚会|演出|庆典|大会|方案|运动会)", _OCCASION),
    # 短期（6个月内）、中期（1-2年）
    Beside("further length", r"[短中长近远]期\($", "", _DOUBT),
    Beside("item", r"[春夏秋冬]季?\($", "", _DOUBT),
    # 2026年工作要点, 第三季度报告: what the work is about.
    Beside(
        "only",
        "",
        r"(?!召开|举[办行]|组织|[报上]报?送|提交|形成|制[定订]|出台|编制|印发|完成|基本|发布|起草|开展|建立|[下拟修][发定订])"
        r"(?:[^,;:()、\d]{0,12}(?:报告|总结|要点|情况|目标|纲要|规划|计划|方案|通报|考核|数据|会|预算|发展|文件|任务)"
        r"|[^,;:()、\d]{0,18}(?:[表函]|清单|通知))$",
        _TOPIC,
    ),
    Beside("bare", "", r"的[^,;:()\d]", _TOPIC),
    Beside(
        "bare", "(?:对|对照|听取)[^,;:()]{1,20}$", "[^,;:()]{0,14}(?:情况|台账|问题|任务)(?:进行|开展|予以|$)", _TOPIC
    ),
    # 1-8月份，全国新开工改造小区4.2万个
    Beside(
        "year to date",
        "",
        r"份?,(?!.*(?:以上|力争|确保|达到))[^;()]{0,40}\d[\d.]*[亿万]?(?:[个项户人件次处家座亩宗起批名台套吨元%]|公里)",
        mark("it may be what the work covers, rather than when it is due"),
    ),
    # 列入下一年度预算, 本年度计划执行情况; 同一会计年度内
    Beside("year word", "", rf"(?!任务|{DOING})[^,;:()\d]", _TOPIC),
    Beside("unit year", "(?:一个|同一|纳税|会计|计划|预算|财务|申请)$", "", _TOPIC),
    Beside("date", "", "以[上下]"),
    # 2026年6月底前（省定9月底）, 12月底（力争10月底）: what another sets, or what is hoped for
    Beside(
        "date",
        r"\((?:(?:国家|中央|上级|[省市县州区部厅局])(?:里|级|委|政府)?(?:规定|要求|定|明确|下达|考核|限)|力争|争取)(?:的?时限)?(?:为|是|在)?$",
        "",
    ),
    # 2020年1月1日前制定的规定
    Beside(
        "date",
        "",
        r"(?:未|仍|尚|没有)[^,;:()]{1,10}的(?:$|[,;:])|(?!(?:完成|实现|出台|制定|报送|提交|建立|形成|开展|落实)[^的])[^,;:()\d]{1,4}的[^,;:()]",
        _TOPIC,
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
    start, end = item.start, item.end
    if start and end and (start.month, start.day) == (1, 1) and end.month < 12 and item.level is Level.OTHER:
        yield "year to date"
    if place == 0 and tape.text[:2] == "1、" and tape.kind(3) == "month" and (tape.at(2).value or 0) > 2:
        yield "numbered"
    if item.bare:
        yield "bare"
        if place == 0 and tape.kind(after) not in ("before", "within"):
            yield "only"
    if first.kind == "festival" or (
        first.kind == "year word" and item.bare and item.level is Level.YEAR and first.text[0] in "本上下当次"
    ):
        yield first.kind
    if first.kind == "year" and tape.kind(after - 1) == "within" and item.rule is None:
        yield "unit year"
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


def weigh_beside(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> None:
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
