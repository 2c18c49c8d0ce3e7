"""What lengths of time count from in Chinese, and the limits they make: 收到通知后10个工作日内, 限期一年半.

This paper's own issue, receipt, meeting, assignment or bulletin counts from the base date; other events give no date
until they happen (practice 4.7). Where the words fit both, the count from the base date is only the suggestion.
"""

import re
from dataclasses import replace
from enum import Enum
from functools import cache
from typing import NamedTuple

from reformcli.deadlines.chinese.pieces import duration_at, length_of
from reformcli.deadlines.counting import Length, after_an_event, counted_from
from reformcli.deadlines.grammar import place_after_form
from reformcli.deadlines.items import Item, Moment, on_an_event, open_from
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.spans import Level, a_day
from reformcli.deadlines.tape import FoundItem, Tape
from reformcli.i18n import _


class CountBasis(Enum):
    """What becomes of a length of time.

    It counts from the base date, from an event (or from one that may be the base date), from a base after which the
    work begins; or it is no limit: only part of a name, or how long something holds.
    """

    BASE = "base"
    UNCLEAR = "unclear"
    EVENT = "event"
    OPEN = "open"
    NAME = "name"
    HOLDS = "holds"


_HEDGES = (
    r"(?:今后|未来|请|务必|务|须|应当?|需|要求?|必须|确保|力争|争取|原则上|一般|拟|预计|计划|暂定|初步定|最迟"
    r"|最晚|至迟|不迟|不晚|并|且|则|再"
    r"|急件|特急|平急|普通件|一般件|办结|完成|整改|办理|回复|答复|反馈|时限|期限|限期|限|时间|为|在|于|到|按|共"
    r"|约|大约|左右|内|的|后|自|从|起|为期|用"
    r"|[()、:\s])*+"  # possessive: words that overlap (限期, 期限) are tried in one way only
)
_TASKS = "处[理置]|答复|付款|支付|[交供]货|报送|审[批查核]|工作|响应|试点|特殊情况|会?期|不得?超过|最长|至多"
_LEVELS = (
    r"巡[视察](?:组|办|机构)?|督察组|审计(?:组|署|厅|局)?|上级|上位|国家|中央|国务院|部委|省|(?<!超)市(?!场)|自治区|州"
)
_RECEIPT = r"[文函件令]到|见文|收到|接到|收悉|签收|接收|收文|接文|接件|接单|收件|接报|接获|接通知|接督办"
_OWN = (
    rf"{_RECEIPT}|即日|现在|今日|今天|目前|(?<![休闭])会(?:后|议?(?:结束|召开|闭幕)?(?:之日|后|当日|起))|会议结束|散会|交办"
    rf"|转办|督办|派单|派发|分办|任务下达|下达任务|任务分解"
    r"|通报|反馈|告知|送达|通知(?!书)|催办|交账"
    r"|本(?:通知|方案|意见|办法|文件?|通告|公告|规定|细则|决定|计划|清单|纪要|函|件)(?!规定|第|要求)"
    r"|(?:督办单|交办单|批办单|清单|台账|纪要|函|(?<!开工)(?<!施工)令)(?:之日|后|印发|下发|下达|发出|发布)"
    r"|^(?:正式)?(?:印发|发文|下发|发布|公布|发出|制发|成文|行文|签发|部署)"
)
_PAPER = (
    r"^(?!.*本).*(?:方案|意见|规划|办法|细则|计划|文件|政策|预案|制度|规定|标准|指南|规则|要点|批文|预算)(?:正式)?"
    r"(?:印发|下发|出台|发布|公布|批准|审定|通过|施行|实施|制定|确定|修订|生效|下达)"
    "|本[^,;:()]{1,4}(?:施行|实施|生效)(?:之日|后)"
)
_HAPPENING = (
    r"(?:后|起|之日|之时|当日|当天|下达|到位|批复|竣工|开工|完工|投产|验收|结束|举行|召开|期满|届满|施行|实施"
    r"|受理|签订|签约|立项|开始|成立|[开停歇失毕]业|出生|死亡|[出入住]院|[离入返]校|[入离]职"
    r"|完成|通过|移交|入库|公示|开标|中标|投入使用|印发|发布|公布|出台|发生|启动)的?$|的$"
)


CUT_TO = r"(?:(?:控制|减少?)[在至到为]|(?:压[缩减]|缩[短减])[在至到为]?)(?:[^,;:()]{1,6}、)?$"
"""Before a length that work is to take from some day on: 压缩至4个月以内."""

_ANCHORS: tuple[tuple[tuple[str, ...], CountBasis], ...] = (
    (("hedges",), CountBasis.BASE),
    (("levels", "happening", "receipt"), CountBasis.UNCLEAR),
    (("levels", "happening"), CountBasis.EVENT),
    (("next",), CountBasis.EVENT),
    (("other receipt",), CountBasis.UNCLEAR),
    (("paper",), CountBasis.UNCLEAR),
    (("own",), CountBasis.BASE),
    (("happening",), CountBasis.EVENT),
    ((), CountBasis.BASE),
)
"""What the words in front of a length of time make it count from, by the first row whose patterns are all in them."""


class CountForm(NamedTuple):
    """One form of counted limit.

    `lead` are the patterns that the words in front must hold, `form` the kinds of tokens after the length, `behind` the
    pattern that the words after these begin with. Without an outcome `_ANCHORS` decide.
    """

    lead: tuple[str, ...]
    form: str
    behind: str
    outcome: CountBasis | None
    example: str


COUNTS: tuple[CountForm, ...] = (
    CountForm((), "before", "", CountBasis.EVENT, "30天前"),
    CountForm(("moves an event",), "open weekday close clock? before?", "", CountBasis.EVENT, "例会前2天（周三）前"),
    CountForm(("moves an event",), "clock? before?", "", CountBasis.EVENT, "会议召开前3天"),
    CountForm((), "within", "holds", CountBasis.HOLDS, "五年以内不予注册"),
    CountForm(("held",), "within", "", CountBasis.HOLDS, "近三年内"),
    CountForm((), "within", "of a noun", CountBasis.HOLDS, "三个月内的体检报告"),
    CountForm((), "after", "only then", CountBasis.HOLDS, "三个月以后才起诉"),
    CountForm((), "within|after within|after?", "takes effect", CountBasis.OPEN, "自发布之日起30日后施行"),
    CountForm(("of something",), "around|until", "", CountBasis.UNCLEAR, "工期240天左右"),
    CountForm((), "within|after|around|until within|after|around|until? days-off-left-out?", "", None, "通知10日内"),
    CountForm((), "days-off-left-out", "", None, "15天（节假日除外）"),
    CountForm((), "", "noun", CountBasis.NAME, "为期三个月专项行动"),
    CountForm(("announced", "of something"), "", "", CountBasis.UNCLEAR, "建设期3年"),
    CountForm(("announced",), "", "", None, "限期3个月"),
)
"""The forms of counted limits, in the order in which they are tried."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    patterns = {
        "hedges": rf"^{_HEDGES}$",
        "levels": _LEVELS,
        "receipt": _RECEIPT,
        "other receipt": r"[收接]到(?:[您你]|(?!之日|后|[当次]|起|时|[^,;:()]{0,8}(?:通[知报]|[文函令示本该]"
        rf"|[交督转批催]办|派单|任务|清单|反馈|纪要|方案|部署|要求|工单))[^,;:()]{{2}})|(?:{_RECEIPT}).*(?:申请|请示|款|资金"
        r"|处罚|建议书|验收)|(?:大会|委员会|闭会)[^,;]{0,4}后|(?:受理|批示|签批).{0,8}(?:后|起|之日|当日|当天)$",
        "own": _OWN,
        "paper": _PAPER,
        "next": r"下次|下一次|每次|历次|知[道悉]",
        "happening": _HAPPENING,
        "condition": r"([^,;:()]{1,60}(?:后|起|(?<!\d)时|的|期间提出的[^,;:()]{1,8})),[^,;:()]{0,30}$"
        r"|([^,;:()]{2,60}的)[应须需]?[当要]?[在于]$"
        r"|(?:^|[,;:(])((?:如|若|倘|一旦)(?![期下实上何数此])[^,;:()]{2,40},?(?:可|请|应当?|须|需要?|要|务必|必须)?[在于]?)$",
        "lead": r"^(?:自|从|在|于|待|等|经|对|由|待到)*",
        # 会议召开前3天 is before an event, 延期三个月 after a date that is written elsewhere.
        "moves an event": r"(?:前|延期|延长|顺延|推迟|展期|推后|延后|提前)$",
        "announced":
            rf"(?:^|[,;:!()]){_HEDGES}$|(?:起|后|或|或者),?$|(?:限[期时]?|期限为?|为期|历时|用时?|周期为?|时限为?|期为?|期限|时间为?|工期|未来|今后|不[得准]?超过|最长|至多|[:])$",
        "noun":
            r"^(?:的[^,;:()]|[为是]?一个?周期|热线|服务|值班|不间断|在线|全天|生活圈|便民圈|行动|计划|规划|攻坚|专项|活动|目标|任务|一[次度]|滚动|方案|会战|集中|大|战"
            r"|以[上下来]|前)",
        # 五年以内不予注册, 三年内可以追征: how long something is forbidden or free.
        # 两年内三次以上, 三十日内未答复: a condition on somebody's past.
        "holds":
            r"(?:[,;]?(?:仍|又|再次|多次|反复|均|确实)?(?:不(?!超过|少于|低于|晚于|迟于|早于|定期|间断|断|含|包括|计)|未(?!来)|没有|无(?!偿|理由|条件|障碍|害)"
            r"|禁止|严禁|暂停|免征|免收|免缴|累计|将[要会]?(?:发生|到期|届满|出现)|曾|被|受[到过]|有[^效序关线]{0,8}次|[^,;:()]{0,20}次(?:及?以上)"
            r"|[一二两三四五六七八九\d]+次(?:以上|及以上|或者?|的)|(?:可以?)?追征|发生[^,;:]{0,4}次|因[^,;:]{0,20}(?:受过|被)|[^,;:]{0,8}照片|[^,;:]{2,40}的(?:$|[,;:])|(?:完成|实现|发布|进行)的))|(?:又|再次|多次)",
        "held":
            rf"(?:最近|(?:无法|不能|未能|没有|未)(?:于|在)?|(?<![附就临])近|过去|禁止其?|不得|暂停其?|给予|处以?|封存的期限为|资格期限(?:不超过)?|仅[在于])$|{CUT_TO}",
        "of a noun": r"的[^,;:()]",
        "only then": "才|仍|尚未|还未",
        # What a limit stands behind in an instruction: a word that points at time, or who is to act.
        "instructed":
            r"(?:[在于应当须需要将可会请限为是约共用后起内前的即均各并且其由给对向到至按达]|[,;:()]|力争|确保|争取|计划|预计|必须|务必|最迟|原则上|一般|再|至少|最长|不超过|最多"
            r"|[件文函令单证局部委办位门司构科处组心府乡镇村县市区人者方厅署站所会队员室关]|(?<![开停歇失毕就])业|(?<![出入住])院|(?<![离入返到])校|完成|办结|答复|回复|反馈|报送|整改|落实|上报|处理|办理|审核|审批|审查|验收|公示|公开|处置|交付|交货|供货|支付|付款|发货|响应|出具|提交|完工|竣工|工期|时间|时限|期限|限期|周期|任务|通知|日起|\d)$",
        "by rule": r"(?:应当?|可以?|会|将|通常|一般|常规)(?:[在于]|不[得准]?超过)?$"
        r"|(?:受理|[^,;:()]的,|后,应当)[^;:]*,?并[^,;:]{0,6}[在于]$|(?:登记|许可|备案|申请|业务|[开注吊]办|开户|注销|变更|核准)[在于]?$|(?:应当|(?<!不)可以)[^;:]*$",
        # 应当自收到通知之日起, 侦查部门收到线索，应当: of whoever receives one.
        "of whoever": r"^(?!.*(?:(?<![副文样标范])本(?!级|辖|行政|区|市|省|条例|部门|机构|..规定)|即日)).*"
        rf"(?:(?:应当|可以)[^;:]*(?:{_OWN})"
        r"|(?:(?:^|[,;:])(?!各|[请你贵]|[有相]关)[^,;:()各]{2,30}[收接]到|[收接]到[^,;:()]*的)[^;:]*应当)",
        "takes effect": r"(?:起|开始|正式)?(?:施行|生效|实行|执行)",
        # 建设期3年, 保护期限为20年, 最长不得超过两年; not 整改期限为3个月.
        "of something":
            rf"(?:^|[,;:()])(?!{_HEDGES}(?:(?:{_TASKS}){_HEDGES})*$)[^,;:()]*(?:(?<!周)期限?|年限|寿命|超过?|最长|至多)"
            r"(?:最长|一次|一般)?(?:为|不得?超过|:)?$|(?:建设|施工|项目)周期(?:为|:)?[约共]?$|[^,;:()]{4},最长不得?超过$|共$|延[长期][^;]{0,24}(?:不得?超过|最长)$",
        "since": r"^\(?(?:自|从)([^,;()]{1,30}?)(?:之日|之时)?起",
    }  # fmt: skip
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


def _holds(text: str, names: tuple[str, ...]) -> bool:
    return all(_patterns()[name].search(text) for name in names)


def anchor_of(text: str) -> CountBasis:
    """What the words in front of a length of time (收到通知后, 方案印发后, 竣工后) make it count from."""
    text = text if is_hedge(text) else _patterns()["lead"].sub("", text)
    return next(outcome for names, outcome in _ANCHORS if _holds(text, names))


def is_own(text: str) -> bool:
    """Whether `text` tells of this paper's own issue or receipt, or of nothing that happens."""
    return is_hedge(text) or (anchor_of(text) is CountBasis.BASE and _holds(text, ("own",)))


def is_hedge(text: str) -> bool:
    """Whether `text` holds nothing but words that change no date (请务必于)."""
    return _holds(text, ("hedges",))


def counted(tape: Tape, place: int) -> FoundItem:
    """The limit that the length of time at `place` makes, or None where it only names something (三年行动)."""
    found = _length_at(tape, place)
    if found is None:
        return None
    length, first = found
    before = tape.before(place)
    for form in COUNTS:
        after = place_after_form(form.form, tape, first)
        behind = after is not None and (not form.behind or _patterns()[form.behind].match(tape.after(after)))
        if after is not None and behind and _holds(before, form.lead):
            return _limit(tape, place, length, form, (first, after))
    return None


def _limit(tape: Tape, place: int, length: Length, form: CountForm, ends: tuple[int, int]) -> FoundItem:
    """The item of the length at `place`, by its form; `ends` are the places after the length and after the form."""
    (first, after), before = ends, re.sub(r"\([^()]*\)", "", tape.before(place))
    since, lead, suffix = _patterns()["since"].match(tape.after(after)), _lead(before), tape.kind(first)
    happened, outcome = _event_day(tape, place), form.outcome
    if since and outcome in (None, CountBasis.OPEN):
        outcome = anchor_of(since[1] + "起")
    elif outcome in (None, CountBasis.OPEN):
        outcome = anchor_of(lead.replace(",", ""))
        outcome = _of_condition(before) if outcome is CountBasis.BASE and not _holds(lead, ("own",)) else outcome
    if outcome is CountBasis.NAME:
        return None
    if outcome is CountBasis.HOLDS:
        return replace(on_an_event(), named=True, length=True), after
    if happened is not None and happened.end is not None:
        happened.named = True
        return replace(counted_from(happened.end, length, tape.frame), limited=suffix == "within"), after
    if outcome is not CountBasis.BASE:
        return after_an_event(length if outcome is CountBasis.UNCLEAR else None, tape.frame), after
    if tape.kind(after - 1) == "days off left out" and length.days:
        # 十五日内（节假日除外）: the days meant are working days.
        length = Length(working_days=length.days)
    item = counted_from(tape.frame.base, length, tape.frame)
    if form.outcome is CountBasis.OPEN and item.end is not None:
        return open_from(Moment(a_day(item.end), point=True), after=True), after
    item.limited = suffix == "within"
    if not since and _may_hang(before, lead, item.limited, tape.at(first - 1).text):
        item.doubt(_("the word before the length may be an event from which it counts"))
    if suffix == "around" or (suffix == "after" and not is_hedge(lead) and not _holds(lead, ("own",))):
        item.doubt()
    return item, after


def _event_day(tape: Tape, place: int) -> Item | None:
    """The day on which the event happens that a length counts from: 5月20日会议结束后一周内."""
    day = tape.earlier
    if day is None or day.kind is not Kind.DATE or day.limited or day.level is not Level.DAY:
        return None
    gap = tape.text[day.place[1] : tape.at(place).begin]
    return day if re.fullmatch("[^,;:()]{1,12}(?:后|起)的?", gap) else None


def _may_hang(before: str, lead: str, limited: bool, length: str) -> bool:
    """Whether a length may count from an event: 婴儿出生六十日内 names it, 海关应当在十日内 leaves it out."""
    if _holds(before, ("own",)):
        return _holds(before, ("of whoever",))
    hours = length.endswith("小时") and not is_hedge(before)
    named = hours or not (is_hedge(lead) or _holds(lead, ("instructed",)))
    return _holds(before, ("by rule",)) or (limited and named)


def _of_condition(text: str) -> CountBasis:
    """What a clause in front makes a length count from: 裁判生效后，法院应当在十日内; 如有异议请于3日内."""
    condition = _patterns()["condition"].search(text)
    return CountBasis.BASE if condition is None or is_own(condition[condition.lastindex or 0]) else CountBasis.UNCLEAR


def _lead(text: str) -> str:
    """What stands in front and says from when: the clause, and the one before it where that ends in 起 or 后."""
    stop = max(text.rfind(mark) for mark in ",;:!()")
    if text[max(stop - 1, 0) : stop + 1] in ("起,", "后,"):
        stop = max(text.rfind(mark, 0, stop) for mark in ",;:!()")
    return text[stop + 1 :]


def _length_at(tape: Tape, place: int) -> tuple[Length, int] | None:
    """A length of time, and the place after it; of a numeral that names no day or month: 90日, 延长30日, 期满1月内."""
    if tape.kind(place) == "duration":
        return duration_at(tape, place)
    value, unit, before = tape.numeral(place) or 0, tape.at(place + 1).text, tape.before(place)
    if unit == "月" and tape.kind(place + 2) == "within":
        counts = anchor_of(_lead(before)) is not CountBasis.BASE
    else:
        longer = before.endswith(("延长", "延期", "累计", "超过", "最长"))
        counts = unit == "日" and (longer or (value > 31 and tape.kind(place - 1) != "month"))
    length = length_of(tape.at(place).text + unit) if counts else None
    return (length, place + 2) if length is not None else None
