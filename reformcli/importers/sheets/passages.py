"""Passages about progress: that work goes on, that it was done on a day, how they begin and end."""

import re
import unicodedata
from collections.abc import Sequence

_SENTENCE_END = re.compile(r"(?<=[a-z\d)][.;!])\s+|[。；\n]")

_NOT_BEGUN = re.compile(
    r"^[\s\d.、]*(?:尚|暂|还|均|仍)?(?:未|没有?|无|拟|待|计划|预计|将|力争)"
    r"|\b(?:not|no progress|nothing|closed(?!.*(?:under ?way|in progress|ongoing)))\b"
)
_BEGUN = re.compile(
    r"已(?!逾|超)|正在|正(?:积极|加快|抓紧|有序|按)|[进施办行建研订制改推实]中(?:[，。；]|$)|\d\s*%|封顶|完工|滞后"
    r"|\b(?:under ?way|under \w+|in (?:progress|preparation|consultation|discussion|hand|negotiation)|"
    r"ongoing|draft|awaiting|(?:has|have|work) (?:begun|started)|being \w+ed|"
    r"sent|held|(?:consultation|tender|procurement|recruitment|survey|campaign) (?:is )?(?:open|live|out)|"
    r"(?!need|requir|delay|expect|plann|schedul|propos|not)[a-z]{3,}(?:ed|tten))\b"
)
"""Passages about progress that say that work goes on, and those that say that it does not yet."""

_DONE_THEN = re.compile(
    r"(?:completed?|done|closed|finished|actioned|implemented|executed|delivered|achieved|"
    r"resolved|complied|cleared|fixed|discharged|已(?:完成|办结|落实|销号)|完成|办结)(?: on)?"
    r"[\s:：,，（(-]*(?P<day>\d[\d./-]+\d|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{2,4}|(?:\d{4}年)?\d{1,2}月\d{1,2}日|"
    r"[a-z]{3,9} 20\d\d)"
    r"[)）]?[.。]?(?:[\s;；,，].*)?",
    re.DOTALL,
)


def done_on(passage: str) -> str | None:
    """The words of the day on which a passage says first of all that work was done: Completed 20.01.26; else None."""
    match = _DONE_THEN.fullmatch(unicodedata.normalize("NFKC", passage).casefold().strip())
    return match["day"] if match is not None else None


def ends(passage: str) -> Sequence[str]:
    """The last and the first sentence of a passage; none where it has but one."""
    sentences = [sentence for sentence in _SENTENCE_END.split(passage) if sentence.strip()]
    return (sentences[-1], sentences[0]) if len(sentences) > 1 else ()


def has_begun(passage: str) -> bool:
    """Whether a passage about progress says that work goes on: 已完成初稿, 正在征求意见, being collated."""
    form = unicodedata.normalize("NFKC", passage).casefold()
    return _NOT_BEGUN.search(form) is None and _BEGUN.search(form) is not None


def says_begun(cell: str) -> bool:
    """Whether a cell of more than one word, which may be anybody's own, says that work goes on."""
    return (" " in cell or not cell.isascii()) and has_begun(cell)
