"""Headings that name days by rule: which start or end, planned, actual, original or revised.

原/新/拟/实际/计划 × 开始/完成 × 时间/日期 and Original/Revised/Actual/Planned × Start/Finish × Date make many headings
from few words. The actual is never the limit, the newest approved is, the original is the first.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from reformcli.resources import folder

_LONGEST_IN_ENGLISH = 9


@cache
def _english() -> Mapping[str, frozenset[str]]:
    """The kinds of word that headings of days are made of in English, and the words of each."""
    tree = tomllib.loads((folder("data") / "headings.toml").read_text("utf-8"))["days"]
    return {kind: frozenset(words) for kind, words in tree.items()}


ENDS = (
    "完成|结束|竣工|办结|交付|终止|收尾|完工|整改到位|建成|落实|办理完成|整改完成|销号|解决|上线|验收|投产|投用|投入使用"
    "|封顶|出台|印发|发布"
)
"""Words for the end of work, as alternatives of a pattern."""

_CHINESE: Mapping[str, str] = {
    "asked": "(?:申请|拟|建议)(?:延期|延长|顺延|调整|变更|展期)(?:至|后)?",
    "original": "原定|原计划|原来|原|比较基准|基准|初始|最初|首次",
    "revised": "变更后|调整后|延期后|延迟后|顺延后|修订后|展期|延期至|延长至|新|现|修订|调整|延期|延长",
    "actual": "实际|真实",
    "planned": "计划|规划|拟定?|预计|预期|预定|要求|目标|规定|期望|最晚|最迟|承诺|应|限定",
    "both": "起止|起讫|(?:开始|启动)[/、至到和—-](?:结束|完成|截[止至])",
    "start": "开始|启动|开工|起始|开展",
    "limit": "到期|截[止至]|限期|时限|期限",
    "end": ENDS,
    "event": (
        "清偿|兑付|签约|开标|供地|交地|入库|入统|见效|达产|交房|投运|运营|通车|通水|启用|挂牌|拨付|支付|批复|审议|召开|举[办行]|上会|采购"
    ),
    "raised": (
        "创建|登记|录入|批准|获批|提出|交办|下达|下发|发现|受理|收文|填报|申报|接收|上报|派发|指派|批示|通知|分派|派单"
        "|签订|立案|转办|发起|提交"
        "|揭榜|认领|领题|移送|移交|签收|送达|来[电信访文函]|接报|投诉|举报|反映|诉求|通报|督办|批办|转交|签发|排查|审计"
    ),
    "bookkeeping": "更新|修改|最后|复查|回访|评审|打印|检查",
    "superior": "国家|中央|[省市州]级?|上级",
    "day": "时间点?|日期|时限|期限|年限|日|节点|时点",
}
_THING = (
    "项目|任务|工作|整改|工程|活动|事项|问题|改革|督办|办理|建设|试点|合同|阶段"
    "|本级?|该|各|的|之|[县区]级?|我[县区市局]"
)
_PIECE = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _CHINESE.items()) + f"|(?P<thing>{_THING})")
_WORD = re.compile(r"[A-Za-z][a-z]+|[A-Z]+(?![a-z])")
_LONGEST = 16

Sure = tuple[tuple[str, float], ...]
"""Meanings with how sure each is, the surest first."""


@lru_cache(maxsize=4096)
def meanings(heading: str, group: str = "") -> Sure:
    """What a heading says of days, with what stands above it; nothing where it says something else."""
    kinds = _kinds(heading)
    if kinds is None or heading.casefold().startswith("status "):
        return ()  # Status at month end
    above = _kinds(group) if group else None
    if not group:
        return _of(kinds)
    qualifiers = {"original", "revised", "actual", "planned"}
    if above is None or not above & qualifiers or not kinds & {"start", "end", "limit", "day"}:
        return _of(kinds) if above is not None else ()
    if not kinds & qualifiers:
        kinds = kinds | (above & qualifiers)
    if not kinds & {"start", "end", "limit", "ended"}:
        kinds = kinds | (above & {"start", "end", "limit"})
    return _of(kinds | {"day"})


def _kinds(heading: str) -> frozenset[str] | None:
    """The kinds of word that a heading is made of; None where it holds another word."""
    form = unicodedata.normalize("NFKC", heading).strip()
    if re.search("[\u3400-\u9fff]", form):
        return _chinese("".join(form.split()).rstrip("?:*"))
    words = [word.casefold() for word in _WORD.findall(form)]
    if not words or len(words) > _LONGEST_IN_ENGLISH or re.search(r"[%#€$£]", form):
        return None
    kinds: set[str] = set()
    for word in words:
        matching = [kind for kind, listed in _english().items() if word in listed]
        if not matching:
            return None
        kinds |= set(matching)
    return frozenset(kinds)


def _chinese(form: str) -> frozenset[str] | None:
    if len(form) > _LONGEST:
        return None
    kinds: set[str] = set()
    at = 0
    while at < len(form):
        piece = _PIECE.match(form, at)
        if piece is None:
            return None
        assert piece.lastgroup is not None
        kinds.add(piece.lastgroup)
        if piece.group() in ("时限", "期限"):
            kinds |= {"limit", "day"}
        at = piece.end()
    return frozenset(kinds)


class _Rule(NamedTuple):
    """What a heading means whose words are of all kinds in `has` and of none in `lacks`, nothing for no day at all."""

    has: str
    lacks: str
    meanings: Sure


_NO_OTHER = "end start limit planned revised"
_RULES: tuple[_Rule, ...] = (
    # 省要求完成时间: beside our own it is not the limit in force
    _Rule("superior day", "actual raised event", (("due", 0.7),)),
    _Rule("superior", "", ()),
    # 签约时间: what happened on the way
    _Rule("event", "planned revised original limit", ()),
    _Rule("both", "actual", (("span", 1.0),)),
    _Rule("both", "", (("ignore", 0.9),)),
    # 申请延期至: what nobody has granted
    _Rule("asked", "", (("ignore", 1.0),)),
    _Rule("bookkeeping day", "start end limit event", (("ignore", 0.9),)),
    _Rule("bookkeeping", "start end limit event", ()),
    _Rule("handed_in day", f"{_NO_OTHER} event", (("raised_on", 0.9), ("actual_end", 0.85))),
    _Rule("raised day", f"{_NO_OTHER} event", (("raised_on", 0.9),)),
    _Rule("raised", f"{_NO_OTHER} event", ()),
    _Rule("start actual", "end ended event", (("actual_start", 1.0),)),
    _Rule("start original", "end ended event", (("start", 0.8),)),
    _Rule("start", "end ended event", (("start", 1.0),)),
    # Rectified, Implemented: the cells say whether it is the day or yes and no.
    _Rule("ended", f"{_NO_OTHER} day original actual raised", (("actual_end", 0.9), ("state", 0.85))),
    # Nothing says that it is an end or a limit.
    _Rule("", "end ended event limit day", ()),
    _Rule("", "end ended event limit original revised planned actual", ()),
    _Rule("", "day limit original revised planned actual", ()),
    # Anticipated / Actual finish: the forecast until it is done
    _Rule("actual planned", "", (("due_revised", 1.0),)),
    _Rule("actual", "", (("actual_end", 1.0), ("state", 0.8))),
    _Rule("original", "", (("due_original", 1.0),)),
    _Rule("revised", "", (("due_revised", 1.0),)),
    _Rule("limit", "", (("due", 1.0),)),
    _Rule("planned", "", (("due", 1.0),)),
    _Rule("ended", "", (("actual_end", 0.9), ("due", 0.5))),
    _Rule("", "", (("due", 0.9), ("actual_end", 0.8))),
)
"""What headings of days mean, in the order in which the rules are tried; an event that is planned is an end."""


@cache
def _rules() -> tuple[tuple[frozenset[str], frozenset[str], Sure], ...]:
    return tuple((frozenset(rule.has.split()), frozenset(rule.lacks.split()), rule.meanings) for rule in _RULES)


def _of(kinds: frozenset[str]) -> Sure:
    """The meanings of a heading made of words of these kinds."""
    return next(meanings for has, lacks, meanings in _rules() if has <= kinds and not lacks & kinds)
