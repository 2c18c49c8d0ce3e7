"""Words beside an item by which it is only a name or a measure, or in doubt: 2019年修订, 列入2026年计划的项目.

A new kind of words is a row of `_BESIDE`.
"""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from reformcli.deadlines.items import LONG_AGO, Item
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


TOPIC = mark("the period may only name what the work is about")
_OCCASION = mark("the day names an occasion")
TOLD = mark("the day is that of a paper or an order")
DOUBT = mark("the words beside the date leave it in doubt")
_SEASONS = "(?:安全|防火|火险|采暖|供暖|供热|禁渔|休渔|禁牧|防护|保护|主?汛)期"
DOING = (
    "[内底末起前后初中的全应须需要将拟力确计]|完成(?!情况)|实现|启动|开[展工始]|建[成设]|组织|出台|制定|推进|达到|新建|编制"
    "|办[理结]|安排"
)
_DONE = "完成|实现|出台|制定|报送|提交|建立|形成|开展|落实|写出"
_BESIDE: tuple[Beside, ...] = (
    # 2019年修订, 2026届, 10年以上, 与2025年持平, 一季度未达标的, 3/4的任务, 超过30日, 每日万分之五: names and measures.
    Beside("bare", "",
           r"年?度?(?:新?修订|修正|(?:第[一二三四\d]+)?版|颁布|第[一二三四\d]+次修|届|级(?!别)|以上|以下|以来|及[以之]前"
           r"|持平|相比|同期)|(?:未|尚未|没有)[^,;:()]{1,10}的|(?:工作|建设|改革)?的?基础|(?:汇总|统计|报)表"),
    Beside("item", "[较比]$", ""),
    # 1、6月底前: the first of a list, or January and June.
    Beside("numbered", "", "", DOUBT),
    # 一季度完成全年投资的30%
    Beside("bare", "", r"度?(?:目标|任务|计划|投资|工作|总){1,2}[量数额]?(?:的|过半|一半|\d|[一二三四五六七八九]成)"),
    Beside("bare", "(?:编制|制定|谋划|起草|提出|拟[定订])$",
           "度?[^,;:()、]{0,8}(?:计划|方案|预算|规划|要点|任务|思路|项目)(?:$|、)"),
    # 对今年社区建设进行验收, 列入2026年计划的项目: what the work is about.
    Beside("bare", "(?:对|关于|就|列入|围绕|根据|按照|结合|把|将|实行)$", ""),
    Beside("item", r"(?:依据|根据|按照|印发)\($", ""),
    Beside("item", "报送上?$", r"份?的?[^,;:()]{0,6}(?:数据|情况|报表|台账)"),
    # 遇周末、节假日顺延至下一个工作日: how a date moves is no other date.
    Beside("item", r"[遇逢如][^;()]{0,14}(?:顺延|推迟|延后)[至到]?$", ""),
    Beside("item", "", r"(?:、|及|和|或|等)?(?:法定)?(?:节假日|休息日)?(?:时|的)?(?:自动|依次)?顺延"),
    Beside("fraction", "", "的|以上|以下|多数"),
    Beside("fraction", "[的之]$", ""),
    Beside("length", "(?<!不)(?<!不[得能可准])(?:超[过期]?|逾期|滞后|(?<!期)[不未已]?满|不足|近|约占"
           "|比[^,]{0,6}(?:提前|推迟))$", ""),
    Beside("daily", "",
           r"[^,;:]{0,12}(?:[千百万]分之|[%‰元罚]|滞纳金|加[处收])|;?[\d.]+[万千百]?(?:吨|立方|人次|升)|[^,;:]{0,4}(?:时间|小时)"),
    # 每年8月8日为全民健身日, 每年6月5日为环境日; 每人每年5元的标准, 每年年满18岁的
    Beside("festival", "", rf"(?!{DOING}|投|开放|通车|上线|正式|全面)[^,;:()]", _OCCASION),
    Beside("festival", r"(?:为|是)[^,;:()\d]{0,6}$", "$|[,;:]"),
    Beside("date", "", "[为是](?![^,;:]{0,8}(?:截止|最后|到期|期限))[^,;:]{2,10}[日节周](?:$|[,;:])", _OCCASION),
    Beside("date", "", ",?(?:国际|全国|世界)[^,;:]{2,10}[日节周](?:$|[,;:])", _OCCASION),
    Beside("rule", "", r"[^,;:]{0,2}[\d.]+[万千百]?元|[\d.]+%|年满"),
    Beside("rule", "", r"[^,;:]{0,16}(?:为|是|作为|定为)[^,;:]{2,14}(?:日|节|周|月|期)(?:$|[,;:])"),
    # 每年可实现效益4200万元
    Beside("rule", "", r"[可能将约预计平均]{1,4}(?:实现|新增|产生|节[约省]|带动|减少|创造|增收)[^,;:]{0,12}\d", DOUBT),
    # 未按季度报送的; 年度详查每年1次，应在汛前完成; 每年在代表大会召开之前
    Beside("rule", "(?:(?:未|没有|不)(?:能|及时)?|近年来|以来)$", "", DOUBT),
    Beside("rule", "", r"逢\d|(?:反馈|报送|提交|完成|办理|发现|产生)的|[^;()]{1,24}召开(?:之|以)?前"
           "|[^;()]{0,16}[,、][^;()]{0,8}(?:汛期?|入冬|封冻|开学|[采供]暖期?)前", DOUBT),
    # 每月调度，12月底前完成: how often it is looked at
    Beside("rule", "", r"(?:调度|通报|督[查导办]|跟踪|分析|研判)[^,;]{0,6}[,;][^;]*(?:月|年底|季度末?)[^;]*完成$"),
    Beside("item", f"{_SEASONS}(?:为|是)$", ""),
    # 供暖期内每日报告: when the season is, is not said.
    Beside("item", f"(?:{_SEASONS}|两会)(?:内|间|期间)$", "", DOUBT),
    Beside("item", "", r"[为是][^,;:()]{2,12}(?<![日限])(?<!截止)(?<!建设)(?<!施工)(?<!整改)(?<!实施)期(?:$|[,;:)])"),
    # 工资于次月15日前发放: of which month, or of every one, is not said; 次月15日前 alone is a cell of this month.
    Beside("following month", r"\w$", "", DOUBT),
    Beside("following month", "", r"\w", DOUBT),
    # 短期（6个月内）、中期（1-2年）
    Beside("further length", r"[短中长近远]期\($", "", DOUBT),
    Beside("item", r"\w[春夏秋冬]季?\($", "", DOUBT),
    # 2026年工作要点, 第三季度报告: what the work is about.
    Beside("only", "",
           r"(?!召开|举[办行]|组织|[报上]报?送|提交|形成|制[定订]|出台|编制|印发|完成|基本|发布|起草|开展|建立|[下拟修][发定订])"
           r"(?:[^,;:()、\d]{0,12}(?:报告|总结|要点|情况|思路|打算|目标|纲要|规划|计划|方案|通报|考核|数据|会|预算|发展|文件|任务)"
           r"|[^,;:()、\d]{0,18}(?:[表函]|清单|通知))$", TOPIC),
    Beside("bare", "(?:对|听取)[^,;:()]{1,20}$", "[^,;:()]{0,14}(?:情况|台账|问题|任务)(?:进行|开展|予以|$)", TOPIC),
    Beside("unit year", "(?:一个|同一|纳税|会计|计划|预算|财务|申请)$", "", TOPIC),
    Beside("date", "", "以[上下]"),
    # 合同签订日期为5月20日, （5月20日印发）: of a paper.
    Beside("day", "(?:签[订署]|[成发来收]文|交办|印发|出生|生产|登记|受理|发布|批准|[成设]立)"
           "(?:日期|时间)[为是:]?$", "", TOLD),
    Beside("day", "", "(?:交办|来[文函电]|收(?:文|[到悉][^,;:()]{0,4})|转办|批示|受理|立案)(?:$|[,;:()])", TOLD),
    Beside("day", "(?:针对|对照|围绕|根据|按照|落实|贯彻)$", "", TOPIC),
    Beside("day", r"\($", r"(?:印发|公布|发布|通过|修[订正]|起?施行|颁布|批准)\)", DOUBT),
    Beside("item", "", "至今", DOUBT),
    Beside("further length", "提前$", "(?:提醒|通知|公[布告]|告知|预约|报备|发布)"),
    # 有效期至2027年12月31日: how long something holds
    Beside("item", "(?:有效|[聘任租赁]|[施执]行|质保|保[修质]|过渡|试用)期限?(?:[为是:]|截[至止])?[至到]?:?$", "",
           DOUBT),
    Beside("date", "(?:合同|协议|证书?|许可|资质|保险|[贷借]款|任期|债券)[^,;:()]{0,4}$", "到期|届满|期满", DOUBT),
    # 2026年6月底前（省定9月底）, 12月底（力争10月底）: what another sets, or what is hoped for
    Beside("date", r"\((?:力争|争取|(?:国家|上级|[省市县州区部厅局])(?:里|级|委|政府)?(?:规定|要求|定|明确|下达|考核"
           "|限))(?:的?时限)?[为是在]?$", ""),
    # 6月30日前未完成的, 2020年1月1日前制定的规定
    Beside("date", "", "(?:未|仍|尚|没有)[^,;:()]{1,10}的(?:$|[,;:])", TOPIC),
    Beside("date", "", r"[仍尚]?(?:未(?!来)|没有)|\)?有效(?:$|[,;)])", DOUBT),
    Beside("date", "", rf"(?!(?:{_DONE})[^的])[^,;:()\d]{{0,4}}的"
           "(?!(?:时间|进度|时限|目标)?(?:节点|要求|部署|时限|目标))[^,;:()]", TOPIC),
)  # fmt: skip
"""What is beside an item, in the order in which it is tried."""


@cache
def _beside() -> dict[str, list[tuple[re.Pattern[str], re.Pattern[str], str]]]:
    rows: dict[str, list[tuple[re.Pattern[str], re.Pattern[str], str]]] = {}
    for row in _BESIDE:
        rows.setdefault(row.kind, []).append((re.compile(row.before), re.compile(row.behind), row.why))
    return rows


def _kinds(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> list[str]:
    """What an item is, as `_BESIDE` names it."""
    first, last, dated = tape.at(place), tape.kind(after - 1), item.kind is Kind.DATE
    holds = {
        "item": True,
        "numbered": place == 0 and tape.text[:2] == "1、" and tape.kind(3) == "month" and (tape.at(2).value or 0) > 2,
        "bare": item.bare,
        "only": item.bare and place == 0 and tape.kind(after) not in ("before", "within"),
        "following month": first.kind == "month word" and first.text[0] in "次当" and not statements,
        "festival": first.kind == "festival" and not item.limited,
        "unit year": first.kind == "year" and last == "within" and item.rule is None,
        "fraction": first.kind == "numbers" and first.text.count("/") == 1 and after == place + 1,
        "length": first.kind in ("duration", "numeral") and not item.limited,
        "further length": (item.length or item.end is None) and bool(statements),
        "daily": item.rule == "daily",
        "rule": item.rule not in (None, "daily"),
        "date": dated,
        "day": dated and not item.limited,
    }
    return [kind for kind, is_one in holds.items() if is_one]


def weigh_beside(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> None:
    """Marks an item as a name, or in doubt, by the words beside it."""
    before, behind = tape.before(place), tape.after(after)
    # 2026年第3期, 三年行动计划
    of_year = item.level is Level.YEAR and tape.kind(after) == "label"
    item.named = item.named or of_year or tape.at(after - 1).text.endswith(("规划", "计划"))
    for kind in _kinds(tape, place, item, after, statements):
        for in_front, follows, why in _beside().get(kind, ()):
            if in_front.search(before) and follows.match(behind):
                item.named = item.named or not why
                item.doubt(*((_(why),) if why else ()), ambiguous=bool(why))


_AIM = "完[成工毕](?![度率]|情况|时[间限])|竣工|建成|实现|达到|目标|力争|争取|确保|必须|计划|将|应当|拟"
_TO_DO = (
    r"完善|建(?!设[项用单工])[立设起好]|报[送批告到]|上[报交课线]|提[交出供高升]|申[报请]|出台|制[定订]|印发|形成|编制|起草|启动"
    r"|开[工展建通放标庭学班课]|召开|举[办行]|组织|实施|施行|投[产用入]|交|通[车水过]|验收|办[结理]|落实|达标|推[进开广动]|解决"
    r"|整[改治]|治理|对账|清[理零退]|销号|取得|具备|贯通|封顶|发[布放表]|披露|公布|反馈|部署|健全|支付|付清|拨付|退出|搬迁|拆除|签[订约]"
    r"|招[标聘]|审[议定核批]|研究|确[定认]|修[订编改]|打造|新[增建开]|培[训育养]|评[估审选]|停[止用]|结束|总结|进[入行场驻]|收[集缴]"
    r"|[做抓]好|转入|不[低少超]|运行|迎接|到位|减[排少]|植树|扩[建大面]|提质|见效|试点|复[盘查核验]|全覆盖|复[工产课业航]|调度|完结|销案|归档|移交|交办|处置|勘[察测]|设计(?!院|单位)|施工(?!单位|方|许可|图)"
)
WORK = re.compile(f"{_AIM}|{_TO_DO}")
"""Words of an aim or of work to be done."""
_TOLD = r"可能|(?<![为除])了(?![解结断])|已|累计|共|实际|目前|同比|率(?:为|达)?\d|占|发现|[调补]休"


@cache
def _due() -> dict[str, re.Pattern[str]]:
    """What makes a limit of a day beside it: words that lead to it, an aim or work that follows it."""
    untold = rf"(?![^,;:()]*(?:{_TOLD}))"
    patterns = {
        # 预计6月底; of a span it may be a forecast.
        "foreseen": r"(?:预计|一般|通常)[^,;:()的了已]{0,8}$",
        # 计划6月完成, 截止日期：6月30日
        "meant": r"(?:计划|拟|力争|争取|(?<![供反相响])应当?|须|需|要求?|请|确保|务必|希望|努力|最[迟晚]|[迟晚]于"
        r"|超过|[推延][迟后期长]|调整|改|[初暂]定)[^,;:()的了已]{0,8}$|(?:^|[,;:(])截[止至][日时][期间](?:[为:]|是)?$",
        # 申报时间：5月15日, 集中整治阶段（5月）
        "labelled": r"(?:阶段|批次?|步|轮|时[间限段]|日期?|[期限]|周期|目标|节点)(?:[为是:则(]|设?[定在于]){0,4}$"
        r"|[(:;至到起]$|分别[^,;:()]{0,2}$|安排[在于]$",
        "aimed": rf"(?:\([^()]*\))?前(?![沿端])|,?(?:(?<!,)[^,;:()的\d]{{0,12}})?(?:{_AIM})(?![^,;]{{0,8}}\d){untold}",
        "done": rf",?[^,;:()的]{{0,12}}?(?:{_AIM}){untold}"
        rf"|(?:\)?[^,;:()的]{{0,12}}?(?:{_TO_DO})(?!的|情况)|[,)]?[^,;:()的]{{0,12}}?为[^,;:()]{{0,12}}(?:时间|阶段|[日限]期|期限)){untold}",
        "told": r"(?:此前|近日|日前|先后|曾|实际[于在])[^;]{0,40}$|(?<![为除])了$",
        # 按照要求6月完成: an order that is followed leads to no day.
        "by order": r"按照?[^,;:()]{0,10}(?:要求|计划|安排|部署)$",
        # 第二季度启动的二期工程: what the work is about.
        "described": rf"(?!(?:{_AIM})[^的])(?:[^,;:()的]{{0,6}}?(?:{_TO_DO}|{_AIM})(?:建设|实施)?)?的[^,;:()\d]",
    }
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


def is_idle(before: str, item: Item, behind: str, base: date) -> bool:
    """Whether the words beside a day that nothing limits are a sentence by which nothing is to be done until then.

    Such words are a limit where they lead to the day, where work to be done follows it in its clause, or where they are
    so few that they may be a cell's. Of a day that is past only words of an aim are.
    """
    due, past, spanned = _due(), (base - (item.end or base)).days, item.kind is Kind.RANGE and not item.bare
    if due["told"].search(before) or (due["described"].match(behind) and not before.endswith("的")):
        return True
    before = due["by order"].sub("", before)
    done = due["done"].match(behind)
    closed = done or behind[:1] in ("", ",", ";", ")")
    led = due["meant"].search(before) or (closed and not spanned and due["foreseen"].search(before))
    if led or _is_cell(before, behind, past):
        return False
    return due["aimed"].match(behind) is None if past > 0 else not (due["labelled"].search(before) or done)


def _is_cell(before: str, behind: str, past: int) -> bool:
    """Whether the words beside a day, `past` days ago, are a cell's: none in its own part of the text, or few."""
    if (not behind and before.endswith(",")) or (before[-1:] in ("", ";") and behind[:1] in ("", ";")):
        return True
    if past > 0 and re.search(r"\d", before + behind):
        return False
    words = before + behind if past > 0 else re.split("[;:()]", before)[-1] + re.split("[;:()]", behind)[0]
    return len(re.sub(r"[\W\d]", "", words)) < (5 if past <= 0 else 9 if past <= LONG_AGO else 2)
