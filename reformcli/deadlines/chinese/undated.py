"""Chinese phrases without a date: standing, vague and immediate work, events, and what is no time limit at all."""

import re
from datetime import date
from functools import cache

from reformcli.deadlines.chinese.relative import on_an_event
from reformcli.deadlines.items import Item, Unreadable
from reformcli.deadlines.reading import Kind
from reformcli.i18n import _

_STATUS = (
    r"(?:目前|现|均|都|基本|全部|正式|总体)*(?:(?:已经?|未|尚未|正在|正|暂未|没有)[^,;]{0,20}"
    r"|(?:完成|办结|办毕|销号|整改|启动|进行|推进|落实|实施|开展|结束|办理|申报|筹备|研究|施工|建设|起草|审批)(?:中|完毕|到位|了|完成|阶段)?"
    r"|(?:提前|超前|超额|基本|全面|顺利)完成.{0,4}|正常|滞后|逾期|超期|暂缓|暂停|中止|终止|取消|作废|缓办|达标)"
)
_MISSING = (
    r"(?:待定|待明确|待确定|待研究|待商定?|待议|待补充|待核实|待通知|未定|暂定|暂无|无|空|没有|不详|未知|不明|另行通知|另行确定|另定|另行安排"
    r"|同上|同前|同左|同右|下同|见上|见前|详?见.{1,12}|不涉及|不适用|不限|略|时限|期限|(?:完成|整改|办理|截止)?(?:时间|时限|期限|日期)|〃|″|々)"
)
_IMMEDIATE = (
    r"立行立改|即知即改|边查边改|边学边改|边整边改|立查立改|立整立改|即查即改|即行即改|立即|即时|马上|即刻|随到随办|当场|即办|立办|即改|立改"
    r"|第一时间|即交即办|现场整改|即整即改|接诉即办"
)
_STANDING = (
    r"(?<!中)长期(?!规划|目标)|持续|常态|经常|日常|动态|常抓|长抓|始终|全程|贯穿|不间断|常年|永久|久久为功|一以贯之|长效|滚动|不断|一直|永远|终身"
    r"|长久|实时|全天候|全周期|^坚持|常规工作|年年|长年"
)
_VAGUE = (
    r"尽快|尽早|尽速|适时|择机|及时|近期|远期|中长期|中远期|中期|短期|长远|分步|分阶段|分批|分期|分年度?|分季度?|分月度?|分类|逐步|稳步|有序|稳妥|积极"
    r"|视|酌情|根据|结合|依据|依照|按照?|如期|限期|条件成熟|成熟一|定期|不定期|随时|必要时|需要时|阶段性|加快|抓紧|后续|下一步|将来|今后|以后"
    r"|未来|早日|早|统一安排|统筹|同步|灵活|机动|进度|优先|先行先试|抓好|推动|接续|继续"
)
_EVENT = (
    r"(?:待|等|俟).{1,40}(?:后|时|明确|部署|出台|批复|下达|印发|确定|到位|要求|安排|通知)"
    r"|.{1,30}(?<![目当此先最然落提超空以之今随事日生往])(?:前|后)(?:$|[完启实开推报印到整落进出建投组形正全基,;(].{0,20}$)"
    r"|(?:与|同|跟|随).{1,20}同步.{0,8}|(?:按照?|根据|依据|结合|随|视|待|以).{0,6}(?:上级|国家|中央|省|市|部委).{0,16}"
    r"|(?:上级|国家|中央|省里?|市里?).{0,6}(?:部署|要求|安排|通知|统一|明确).{0,10}"
    r"|.{0,20}(?:之日起?|时起|汛期|期间|采暖期|供暖期|寒假.{0,4}|汛前|汛后|入冬|入汛|春耕|秋收|[春夏秋冬]季?|开学|换届|节前|节后|任期内?|届内|届末|学期.{0,4}|学年.{0,4})"
    r"|(?:主?汛期?|采暖季?|供暖季?|供暖期|寒假|入冬|入汛|开学|换届|春耕|秋收|[春夏秋冬][季天]?|今冬明春|雨季|旱季|农闲|农忙)(?:期?间?|[前后]|内)?"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    names = {
        "status": _STATUS,
        "missing": _MISSING,
        "immediate": _IMMEDIATE,
        "standing": _STANDING,
        "vague": _VAGUE,
        "event": _EVENT,
        "frame": r"^[\s,;:.!、()/\-·*#_=\\|~`^%$@+<>…]+|[\s,;:.!、()/\-·*#_=\\|~`^%$@+<>…]+$",
        "standing clause": rf"(?:要|需|应|须|做到|予以|转入|进入|纳入|实行|保持)*(?:{_STANDING}).{{0,8}}",
        "immediate clause": rf"(?:要|需|应|须|做到|予以|坚持)*(?:{_IMMEDIATE}).{{0,4}}",
    }
    return {name: re.compile(pattern) for name, pattern in names.items()}


def undated(text: str, base: date) -> Item:
    """The item of a phrase in which no date was found. Raises `Unreadable` where it is no time limit."""
    patterns = _patterns()
    words = patterns["frame"].sub("", text)
    if not words or patterns["missing"].fullmatch(words):
        raise Unreadable(_("no time limit is given"))
    clauses = [clause for clause in re.split(r"[,;:!()、]|并且?", words) if clause]
    immediate = any(patterns["immediate"].search(clause) for clause in clauses)
    standing = any(patterns["standing"].search(clause) for clause in clauses)
    if patterns["status"].fullmatch(words) or (clauses and not standing and patterns["status"].fullmatch(clauses[0])):
        raise Unreadable(_("a status, not a time limit"))
    if immediate:
        said = _("at once: no calendar date")
        return Item(Kind.OPEN_ENDED, start=base, immediate=True, standing=standing, sentence=said)
    if standing:
        return Item(Kind.OPEN_ENDED, standing=True, sentence=_("standing work: no end date"))
    if patterns["event"].fullmatch(words):
        return on_an_event()
    if patterns["vague"].search(words):
        return Item(Kind.OPEN_ENDED, sentence=_("no date is named"))
    raise Unreadable(_("no date is found in it"))


def goes_on(fragment: str) -> bool:
    """Whether a clause beside a date says that the work goes on after it (并长期坚持)."""
    return _patterns()["standing clause"].fullmatch(fragment) is not None


def at_once(fragment: str) -> bool:
    """Whether a clause beside a date says that the work is done at once (立行立改)."""
    return _patterns()["immediate clause"].fullmatch(fragment) is not None
