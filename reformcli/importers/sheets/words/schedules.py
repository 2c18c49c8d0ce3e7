"""Several deadlines in one cell, each with its own words: 3月底前：制定方案；6月底前：启动试点."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_ITEM = re.compile(
    r"[①②③④⑤⑥⑦⑧⑨⑩⑪⑫]|[（(]?\d{1,2}[）).、．](?!\d)|(?:^|(?<=[\s；;。]))[一二三四五六七八九十]{1,2}[、.]|第[一二三四五六七八九十]+[，、：:]?(?=\D)|[•●◆▪■·*-]\s"
)
_BREAK = re.compile(r"[；;。\n]+")
_COMMA = re.compile(r"[，,]")
_DATE_FIRST = re.compile(
    r"^(?P<when>(?:在|于|至|到|by |before |until |end of |from )?(?:\d{4}\s*年|今年|当年|明年|今|本年度?)?\s*"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[-—~至到、]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*)?月(?:份)?(?:\s*\d{1,2}\s*[日号])?(?:[上中下]旬|底|末|初|中旬)?"
    r"|第?[一二三四1-4](?:[-—~至到、][一二三四1-4])?\s*季度[底末]?|[上下]半年|[年季][底末中]|全年|每[年季月].{0,6}?|Q[1-4](?:\s*\d{4})?"
    r"|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/ ](?:\d{1,2}|[A-Z][a-z]{2,8})[-/ ]\d{2,4}"
    r"|(?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2},? )?\d{4})"
    r"\s*(?:之?前|以前|内|底前|末前|起|开始)?)\s*(?:[：:，,、—–-]+\s*)?(?P<what>.*)$",
    re.DOTALL,
)
_BRACKETED = re.compile(r"^(?P<what>.{2,}?)[（(](?P<when>[^（）()]{2,16})[）)]$", re.DOTALL)
_COLON = re.compile(r"^(?P<what>[^：:]{2,40})[：:]\s*(?P<when>[^：:]{2,20})$", re.DOTALL)
_DATE_LAST = re.compile(
    r"^(?P<what>.{2,}?)(?:\s[-–—]\s|,?\s+(?=(?:by|before|until)\s)|,?\s+due(?:\sby)?\s|,\s)\s*(?P<when>[^,]{4,24}?)[.]?$",
    re.DOTALL,
)
_TITLE = re.compile(r"[\u3400-\u9fffA-Za-z]{2,}")
_UNTIL = re.compile(r"前|底|末|内|完成|办结|到位|by|before|until|end", re.IGNORECASE)
"""What says of a day in a passage that something has to be done by then."""

_ONLY_A_WORD = re.compile(r"(?:之?前|完成|办结|内|底|末|前完成|before|by|完成任务|全部完成)[。.]?")


class DatedStep(NamedTuple):
    """One of several deadlines of a cell: what is to be done (blank where only 完成 or the like is said), and the words
    of its limit."""

    title: str
    words: str


def steps(cell: str, is_limit: Callable[[str], bool]) -> list[DatedStep]:
    """The deadlines of a cell that have words of their own; none where there are not two such.

    `is_limit` tells whether words are read as a time limit.
    """
    for split in (_by_items, _by_breaks, _by_commas):
        parts = split(cell)
        if len(parts) < 2:
            continue
        made = _joined([_step(part, is_limit) or part for part in parts])
        if len(made) >= 2 and any(step.title for step in made):
            return made
    return []


def only_step(cell: str, is_limit: Callable[[str], bool]) -> list[DatedStep]:
    """The one step of a cell that has a limit behind it in brackets, or before it; none where there is no such."""
    step = _step(cell.strip(" 。；;"), is_limit)
    return [step] if step is not None and _UNTIL.search(step.words) else []


def _by_items(cell: str) -> Sequence[str]:
    parts = [part.strip(" \n；;。，,") for part in _ITEM.split(cell)]
    return [part for part in parts if part]


def _by_breaks(cell: str) -> Sequence[str]:
    return [part.strip(" ，,") for part in _BREAK.split(cell) if part.strip(" ，,")]


def _by_commas(cell: str) -> Sequence[str]:
    return [part.strip() for part in _COMMA.split(cell) if part.strip()]


def _step(part: str, is_limit: Callable[[str], bool]) -> DatedStep | None:
    part = _ITEM.sub("", part, count=1).strip() if _ITEM.match(part) else part
    for form in (_DATE_FIRST, _BRACKETED, _COLON, _DATE_LAST):
        match = form.match(part)
        if match is None:
            continue
        what = match["what"].strip(" ：:，,；;。、")
        if not is_limit(match["when"].strip()):
            continue
        if _ONLY_A_WORD.fullmatch(what):
            return DatedStep("", match["when"].strip())
        if _TITLE.search(what):
            return DatedStep(what, match["when"].strip())
    return None


def _joined(parts: Sequence[DatedStep | str]) -> list[DatedStep]:
    """The steps, each with the words after it that have no limit of their own; none where the first has none."""
    made: list[DatedStep] = []
    for part in parts:
        if isinstance(part, DatedStep):
            made.append(part)
        elif made:
            made[-1] = DatedStep(f"{made[-1].title}，{part}".strip("，"), made[-1].words)
        else:
            return []
    return made
