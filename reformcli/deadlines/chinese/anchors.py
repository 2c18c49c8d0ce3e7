"""From which day a length of time counts, in Chinese.

This paper's own issue, receipt, meeting, assignment or bulletin counts from the base date; other events give no date
until they happen (practice 4.7). Where the words fit both, no date is given and the count from the base date is the
suggestion.
"""

import re
from enum import Enum
from functools import cache


class Anchor(Enum):
    """What a length of time counts from."""

    BASE = "base"
    UNCLEAR = "unclear"
    EVENT = "event"


_HEDGES = (
    r"(?:今后|未来|请|务必|务|须|应当?|需|要|要求|必须|确保|力争|争取|原则上|一般|拟|预计|计划|暂定|初步定|最迟|最晚|至迟|不迟|不晚|并|且|则|再"
    r"|急件|特急|平急|普通件|一般件|办结|完成|整改|办理|回复|答复|反馈|时限|期限|限期|限|时间|为|在|于|到|按|共|约|大约|左右|内|的|后|自|从|起|为期|用"
    r"|[()、:\s])*+"  # possessive: words that overlap (限期, 期限) are tried in one way only
)
_LEVELS = r"上级|上位|国家|中央|国务院|部委|省|(?<!超)市(?!场)|自治区|州"
_RECEIPT = r"收到|接到|收悉|签收|接收|收文|接文|接件|接单|收件|接报|接获|接通知|接督办"
_OWN = (
    rf"{_RECEIPT}|即日|现在|今日|今天|目前|会后|会议?(?:结束|召开|闭幕)?(?:之日|后|当日|起)|会议结束|散会|交办|转办|督办|派单|派发|分办|任务下达|下达任务|任务分解"
    r"|通报|反馈|告知|送达|通知|催办|交账"
    r"|本(?:通知|方案|意见|办法|文件?|通告|公告|规定|细则|决定|计划|清单|纪要|函|件)"
    r"|(?:督办单|交办单|批办单|清单|台账|纪要|函|令)(?:之日|后|印发|下发|下达|发出|发布)"
    r"|^(?:正式)?(?:印发|发文|下发|发布|公布|发出|制发|成文|行文|签发|部署)"
)
_PAPER = (
    r"(?:方案|意见|规划|办法|细则|计划|文件|政策|预案|制度|规定|标准|指南|规则|要点|批文|预算)(?:正式)?"
    r"(?:印发|下发|出台|发布|公布|批准|审定|通过|施行|实施|制定|确定|修订|生效|下达)"
)
_HAPPENING = (
    r"(?:后|起|之日|之时|当日|当天|下达|到位|批复|竣工|开工|完工|投产|验收|结束|举行|召开|期满|届满|施行|实施|受理|签订|签约|立项|开始|成立"
    r"|完成|通过|移交|入库|公示|开标|中标|投入使用|印发|发布|公布|出台|发生|启动)的?$"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    patterns = {
        "hedges": _HEDGES,
        "levels": _LEVELS,
        "receipt": _RECEIPT,
        "other receipt": rf"(?:{_RECEIPT}).*(?:申请|投诉|举报|款|资金|报名|样品|合同)"
        r"|(?:受理|批示|签批).{0,8}(?:后|起|之日|当日|当天)$",
        "own": _OWN,
        "paper": _PAPER,
        "next": r"下次|下一次|每次|历次",
        "happening": _HAPPENING,
        "lead": r"^(?:自|从|在|于|待|等|经|对|由|待到)*",
    }
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


def anchor_of(text: str) -> Anchor:
    """What the words in front of a length of time (收到通知后, 方案印发后, 竣工后) make it count from."""
    patterns = _patterns()
    if patterns["hedges"].fullmatch(text):
        return Anchor.BASE
    text = patterns["lead"].sub("", text)
    if patterns["levels"].search(text) and patterns["happening"].search(text):
        return Anchor.UNCLEAR if patterns["receipt"].search(text) else Anchor.EVENT
    if patterns["next"].search(text):
        return Anchor.EVENT
    if patterns["other receipt"].search(text):
        return Anchor.UNCLEAR
    if patterns["paper"].search(text) and "本" not in text:
        return Anchor.UNCLEAR
    if patterns["own"].search(text):
        return Anchor.BASE
    return Anchor.EVENT if patterns["happening"].search(text) else Anchor.BASE


def is_hedge(text: str) -> bool:
    """Whether `text` holds nothing but words that change no date (请务必于)."""
    return _patterns()["hedges"].fullmatch(text) is not None
