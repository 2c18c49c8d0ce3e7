"""What stands above a table and on its sheet: the plan year, who filled it in, what the sheet's name says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_YEAR = re.compile(
    r"(?<![\d\-—~至])(20\d\d)\s*年(?:度)?(?!\s*\d{1,2}\s*月|\s*[\d一二三四五六七八九十]{1,3}\s*月|\s*[-—~至])"
)
_LOOKED_AT = re.compile(
    r"年度?.{0,16}(?:审计|考核|检查|督查|督察|巡察|巡视|评估|测评|体检).{0,12}(?:问题|反馈|意见|发现|查出)"
)
"""Titles whose year is that of what was looked at: what was found is put right after it."""

_FILLED_IN = re.compile(r"(?:填报|报送|汇总)?(?:单位|小组|部门)(?:名称)?(?:[（(][^）)]*[）)])?\s*[:：]\s*(?P<name>\S+)")
_NO_NAME = re.compile(
    r"sheet\s*\d*|工作表\d*|台账|总表|汇总表?|明细表?|清单|\d+|table\s*\d*|data|表\d*|附件\d*", re.IGNORECASE
)

_UNIT = r"(?![\d各全])\S{1,15}?(?<![\d各全])(?:局|委|办|中心|公司|集团|(?<!乡)镇|(?<!城)乡|街道|管委会)"
_OF_UNIT = re.compile(rf"(?P<name>{_UNIT})20\d\d年")
"""The title of a unit's own list: 石桥镇2026年重点任务."""

_STATE = re.compile(
    r"(?:\d+[.、]?\s*)?(?P<state>已?(?:完成|办结|销号|结项|归档|关闭|取消|终止|竣工|完工)|在建|在办|拟开工|拟建|正在推进|未完成|未办结|未销号|进行中|未启动|未开工|"
    r"closed|completed?|done|archived?|cancell?ed|dropped|open|outstanding|ongoing|in progress|not started|on hold)的?"
    r"[\s_-]*(?:事项|任务|项目|问题|隐患|工作|台账|清单|items?|actions?|tasks?|issues?|risks?|projects?|recommendations?|"
    r"hazards?|findings?|defects?|complaints?|list|log)*",
    re.IGNORECASE,
)

_GROUP = re.compile(r"小组|专班|专项组|工作组")
_SOURCE = re.compile(r"中央|国家|部级|省|市级|市委|市县|县级|县委|上级|自主|试点任务|增补|特色|承接|乡镇级|联动|一体化")

_DAY = r"\s*(?P<day>[^；;，,()（）]+)"
_STAMP = re.compile(rf"(?:填报|填表|报送|上报|统计|制表|更新)(?:时间|日期)[:：\s]{_DAY}")
_COUNTED_FROM = re.compile(rf"(?:检查|督查|督察|巡察|交办|下达|反馈|会议)(?:时间|日期)[:：\s]{_DAY}")
"""The day on which the items of a list came up, above them: lengths of time count from it."""

_AS_OF = re.compile(
    r"(?:截[至止][到至]?(?:时间|日期)?|"
    r"\b(?:as (?:of|at)|updated(?: on)?|status date|report(?:ing)? date|date of report)\b)"
    r"\s*[:：]?\s*(?P<day>[^；;，,()（）]+?)(?=的?(?:工作|形象)?(?:进展|进度|完成|落实|推进)|[；;，,()（）]|$)",
    re.IGNORECASE,
)
_FOOT = 6
_CELLS_OF_FOOT = 4
"""In how many of the last rows of a table a stamp is looked for, and how many cells such a row has at the most."""


_OF_GROUP = re.compile(
    r"^(?:20\d\d年)?(?:[^，,：:\s]{0,8}?(?:省|市|县|区|州)(?:委)?)?(?P<name>[^，,：:、的\s年]{2,14}(?:专项小组|改革小组|专班))"
)


_FISCAL = re.compile(r"(?<![\d/.-])(?P<first>20\d\d)\s?[/–-]\s?(?:20)?(?P<last>\d\d)(?![\d/.-])")
_SCHOOL_YEAR = re.compile(r"school|academ|college|universit|pupil|teach|student|学年", re.IGNORECASE)
_SEPTEMBER = 9


class YearAbove(NamedTuple):
    """A year across two that stands above a table, 2026/27: its first one and the month it begins in."""

    first: int
    begins: int


def year_above(texts: Sequence[str], fiscal_start: int) -> YearAbove | None:
    """The one year across two that texts above a table name; that of a school begins in September, others in the month
    `fiscal_start`."""
    named = {int(match["first"]) for text in texts for match in _FISCAL.finditer(text) if _is_next(match)}
    if len(named) != 1:
        return None
    return YearAbove(named.pop(), _SEPTEMBER if any(map(_SCHOOL_YEAR.search, texts)) else fiscal_start)


def _is_next(years: re.Match[str]) -> bool:
    return int(years["last"]) == (int(years["first"]) + 1) % 100


class Title(NamedTuple):
    """What titles say: the plan year, who filled the sheet in, and the group whose list it is."""

    plan: int | None = None
    filled_in_by: str | None = None
    group: str | None = None


def read(cells: Iterable[str]) -> Title:
    """What the cells above a table say."""
    texts = [cell for cell in dict.fromkeys(cells) if cell]
    years = {int(year) for cell in texts if not _LOOKED_AT.search(cell) for year in _YEAR.findall(cell)}
    by = next((found["name"] for cell in texts if (found := _FILLED_IN.search(cell))), None)
    group = next((match["name"] for cell in texts if (match := _OF_GROUP.match(cell)) is not None), None)
    return Title(years.pop() if len(years) == 1 else None, by.rstrip("（(") if by else None, group)


def days(titles: Iterable[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """What may be the words of the day on which a list was filled in: stamps above it and below its `rows`, "as of".

    Whether they are a day is for their reader to see; a longer reading of the same words comes first.
    """
    texts = (list(dict.fromkeys(filter(None, cells))) for cells in rows[-_FOOT:])
    feet = (" ".join(cells) for cells in texts if len(cells) <= _CELLS_OF_FOOT)
    stamps = [stamp["day"] for cell in (*titles, *feet) for stamp in _STAMP.finditer(cell)]
    yield from _shorter((*stamps, *(said["day"] for cell in titles for said in _AS_OF.finditer(cell))))


def days_to_count_from(titles: Iterable[str]) -> Iterator[str]:
    """What may be the words of the day on which the items of a list came up: 检查日期：2026年3月5日."""
    yield from _shorter(stamp["day"] for cell in titles for stamp in _COUNTED_FROM.finditer(cell))


def _shorter(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        words = text.split()
        yield from (" ".join(words[:count]) for count in range(min(len(words), 4), 0, -1))


def of_sheet(name: str, *, is_only_table: bool) -> dict[str, str]:
    """What a sheet's name says of its rows: a source or group; a theme only where there are several tables."""
    bare = re.sub(r"^[\d一二三四五六七八九十]+[、.\s_-]+|[（(]\d+[）)]$", "", name.strip())
    if not bare or _NO_NAME.fullmatch(bare):
        return {}
    key = about(bare)
    if (is_only_table and key in ("source", "theme")) or len(bare) > 20:
        return {}
    return {key: re.sub(r"(?:改革)?(?:项目|任务|事项)?(?:台账|清单|表|一览表)$", "", bare) or bare}


def own_unit(sheet: str, titles: Sequence[str], filled_in_by: str | None) -> str | None:
    """The unit whose own list it surely is: that of the sheet's name, of a title, or the one that filled it in; None
    for words for units of a kind (乡镇, 各单位)."""
    of_title = next((match["name"] for title in titles if (match := _OF_UNIT.match(title)) is not None), None)
    names = (sheet.strip(), of_title, filled_in_by)
    return next((name for name in names if name and len(name) > 2 and re.fullmatch(_UNIT, name)), None)


def state_of(titles: Iterable[str]) -> str | None:
    """What titles and sheets' names say of the state of all rows: Closed, 已完成事项, Completed actions."""
    for text in titles:
        if (state := _STATE.fullmatch(re.sub(r"[（(].*?[）)]", "", text).strip())) is not None:
            return state["state"]
    return None


def about(name: str) -> str:
    """What the name of a section or sheet says of its rows: group, kind, source or theme."""
    if _GROUP.search(name):
        return "group"
    if name.startswith(("规定动作", "自选动作")):
        return "kind"
    return "source" if _SOURCE.search(name) and len(name) <= 16 else "theme"
