"""Passages about progress: that work goes on, that it was done on a day, how they begin and end."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

_SENTENCE_END = re.compile(r"(?<=[a-z\d)][.;!])\s+|[。；\n]")

_NOT_BEGUN = re.compile(
    r"^[\s\d.、]*(?:尚|暂|还|均|仍)?(?:未|没有?|无|拟|待|计划|预计(?!.*(?:[完竣]工|封顶|投[用产]))|将|力争)"
    r"|\b(?:not|no progress|nothing|closed(?!.*(?:under ?way|in progress|ongoing)))\b"
)
_BEGUN = re.compile(
    r"已(?!逾|超)|正在|正(?:积极|加快|抓紧|有序|按)|[进施办行建研订制改推实]中(?:[，。；]|$)|\d\s*%|封顶|(?<!未)完工|滞后"
    r"|\b(?:under ?way|under \w+|in (?:progress|preparation|consultation|discussion|hand|negotiation)|"
    r"ongoing|draft|awaiting|(?:has|have|work) (?:begun|started)|being \w+ed|"
    r"sent|held|(?:consultation|tender|procurement|recruitment|survey|campaign) (?:is )?(?:open|live|out)|"
    r"(?!need|requir|delay|expect|plann|schedul|propos|not)[a-z]{3,}(?:ed|tten))\b"
)
"""Passages about progress that say that work goes on, and those that say that it does not yet."""

_TO_COME = re.compile(
    r"[尚暂还均仍]未|未(?:启动|开[展工始]|到|实施|动工|进场)|前(?:完成|启动|开[展工始]|实施)|不涉及|纳入.*计划|等待|按要求"
)
"""Words about work that has not begun, wherever they stand."""

_OF_STATE = re.compile(r"进展|进度|情况|成效|落实|状态|状况|阶段|结果")

_DONE_THEN = re.compile(
    r"(?:completed?|done|closed|finished|actioned|implemented|executed|delivered|achieved|"
    r"resolved|complied|cleared|fixed|discharged|已(?:完成|办结|落实|销号)|完成|办结)(?: on)?"
    r"[\s:：,，（(-]*(?P<day>\d[\d./-]+\d|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}(?:,? \d{2,4})?|"
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|[a-z]{3,9} 20\d\d)"
    r"[)）]?[.。]?(?:[\s;；,，].*)?",
    re.DOTALL,
)

_CLAUSE_END = re.compile(r"[,;，；。\n]+(?=[\u3400-\u9fff\d])|并(?=[已经通])")
_DAY_BEHIND = re.compile(r"\([\d年月日./-]+\)$")
_TAKES_BACK = re.compile(r"[待尚仍还正拟但将未剩余]|继续|持续|准备|申请|计划|预计|下一步|推进|部分|其他|后续")
"""What stands between the clauses of a passage, the day behind them, and what in one says that it is not all."""

_ITEM = re.compile(r"(?:^|(?<=[\s;；,，。]))\d{1,2}[.．、](?!\d)\s*|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*")
_ACCEPTED = re.compile(r"通过.{0,6}(?:验收|评审|核查|认定|销号)$|验收合格|销号$")
_GIVEN_UP = re.compile(r"^(?:因.{1,8}|已|被|经研究){1,2}(?:取消|终止|撤销|停办)$")
_IN_USE = re.compile(
    r"^(?!.*(?:期|批|先行)).*(?:[全均]部?已?|已)(?:建成|完工|竣工)?并?(?:投用|投入使用|交付使用|建成使用|通车)$"
)


_SET_BEFORE = re.compile(
    r"[\[(（【]?(?P<word>[A-Za-z ]{4,20})(?:[\])）】]\s*|\s*:\s+|\s+[-–—]\s*)(?P<rest>\S.*)", re.DOTALL
)
_SET_BEHIND = re.compile(
    r"(?P<rest>.*\S)(?:\s*[\[(（【]|\s+[-–—]\s*|\s*:\s+)(?P<word>[A-Za-z ]{4,20})[\])）】]?", re.DOTALL
)


def set_apart(title: str) -> Iterator[tuple[str, str]]:
    """The words set apart at the beginning and at the end of a title, each with the rest: Replace boiler – DONE."""
    for parts in filter(None, (_SET_BEFORE.fullmatch(title), _SET_BEHIND.fullmatch(title))):
        yield parts["word"].strip(), parts["rest"]


def done_on(passage: str) -> str | None:
    """The words of the day on which a passage says first of all that work was done: Completed 20.01.26; else None."""
    match = _DONE_THEN.fullmatch(unicodedata.normalize("NFKC", passage).casefold().strip())
    return match["day"] if match is not None else None


def clauses(passage: str) -> Sequence[str]:
    """The clauses of a Chinese passage; none where one of them says that the rest is not all."""
    form = _DAY_BEHIND.sub("", unicodedata.normalize("NFKC", passage).strip().rstrip("。"))
    return () if _TAKES_BACK.search(form) else _CLAUSE_END.split(form)


def items(passage: str) -> Sequence[str]:
    """The numbered items of a passage: 1.已完成；2.正在推进; none where it has not several."""
    parts = _ITEM.split(passage.strip())
    return [part.strip(" \n;；,，。") for part in parts[1:]] if len(parts) > 2 and not parts[0] else ()


def is_accepted(clause: str) -> bool:
    """Whether a clause says that work was accepted: 通过验收."""
    return _ACCEPTED.search(clause) is not None


def is_given_up(passage: str) -> bool:
    """Whether a passage says no more than that the work was given up: 因故取消."""
    return _GIVEN_UP.match(unicodedata.normalize("NFKC", passage).strip().rstrip("。")) is not None


def is_in_use(clause: str) -> bool:
    """Whether a clause says that all that was built is in use: 全部建成投用."""
    return _IN_USE.search(clause) is not None


def ends(passage: str) -> Sequence[str]:
    """The last and the first sentence of a passage; none where it has but one."""
    sentences = [sentence for sentence in _SENTENCE_END.split(passage) if sentence.strip()]
    return (sentences[-1], sentences[0]) if len(sentences) > 1 else ()


def has_begun(passage: str) -> bool:
    """Whether a passage about progress says that work goes on: 已完成初稿, 正在征求意见, being collated."""
    form = unicodedata.normalize("NFKC", passage).casefold()
    return _NOT_BEGUN.search(form) is None and _BEGUN.search(form) is not None


def tells_of_work(passage: str) -> bool:
    """Whether a Chinese passage below a heading of progress tells what is being done (开展成本监审): it says neither
    that nothing is, nor what is planned."""
    form = unicodedata.normalize("NFKC", passage).strip()
    return re.search("[\u3400-\u9fff]{2}", form) is not None and not (_NOT_BEGUN.search(form) or _TO_COME.search(form))


def says_begun(heading: str, cell: str) -> bool:
    """Whether a cell of a column of states that holds words of its own says that work goes on."""
    if " " not in cell and cell.isascii():
        return False
    return has_begun(cell) or (_OF_STATE.search(heading) is not None and len(cell) > 3 and tells_of_work(cell))
