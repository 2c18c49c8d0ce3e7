"""Words beside a date in Chinese that leave it in doubt: 可能6月底, 大约6月底, 6月底（待定）, 不是6月底.

Hedges (力争, 确保, 原则上, 拟, 预计) and verb tails change nothing (practice 4.2) and do not stand here. A new word is
a new alternative in one of the patterns.
"""

import re
from functools import cache

from reformcli.deadlines.combine import Cell, doubt, gaps_of
from reformcli.deadlines.items import Item, Unreadable
from reformcli.deadlines.reading import Kind
from reformcli.i18n import _

_PERHAPS = (
    r"可能|也许|或许|大概|大致|恐怕|兴许|估计|似乎|好像|差不多|没准|说不定|未必|(?i:maybe|perhaps|possibly|probably)"
)
_OPEN = (
    r"(?:日期|时间|时限|具体)*(?:待定|待[明确核议商研][^,;:()]{0,4}|未定"
    r"|尚未确定|未确定|不确定|不一定|存疑|另定|再定|再议|(?i:tb[cda]))"
)
_LINKS = r"(?:会|要|需|须|将|能|得|于|在|是|为|到|至|等到|推迟|延期|延|拖|[:\s])"
_MAY_NOT = r"(?:不得|不能|不可|不准|不许|不宜|不允许|严禁|禁止)"
_BEGIN = (
    r"(?:擅自|提前)?(?:开工|动工|施工|开始|启动|实施|施行|执行|开展|开放|发布|公布|印发|报送|提交|上线|办理|完成|进行)?"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "perhaps before": re.compile(rf"(?:{_PERHAPS}|(?<!不)(?<!不[得应能可宜会许要])早于){_LINKS}{{0,4}}$"),
        "about": re.compile(rf"(?:大约|(?<![节预签公条合制违履特大])约){_LINKS}{{0,4}}$"),
        "perhaps after": re.compile(
            rf"^[,;:(\s]?(?:{_PERHAPS})(?:$|[,;:)]|会|要|延|推|拖|提前|调)|^[,;:(\s]?上下(?:$|[,;:)])"
        ),
        "open": re.compile(rf"(?:^|[,;:(])(?:{_OPEN})(?:$|[,;:)])"),
        "touching": re.compile(rf"^{_OPEN}(?:$|[,;:)])"),
        "denied": re.compile(r"(?:不是|并非|而非|除非|不在|不于|别在|非)$"),
        "begins": re.compile(
            r"(?:不(?:[得应能可宜会许要]|允许)?早于|勿早于|[最至][早快]|[晚迟]于|>=?|≥|≧|(?i:after|from|since|before|earlierthan|soonerthan|laterthan))[于在到:\s]?$"
        ),
        "not late": re.compile(r"(?:不|不[得应能可宜会许要]|不允许|勿|最|至)[晚迟]于[:\s]?$"),
        "may not": re.compile(rf"^{_MAY_NOT}{_BEGIN}(?:$|[,;:)])"),
        "goes on": re.compile(r"^(?i:(?:or)?later|orafter|andlater|andafter|onwards?|attheearliest)"),
        "or": re.compile(r"^(?:或者?|还是)(?!以前|之前|更?早|提前|[^,;:]{0,4}(?:完成|落实|办结))"),
        "or before": re.compile(r"(?:^|[^,;:])?(?:或者?|还是)(?:于|在|到)?$"),
    }


def weigh(text: str, found: list[Item], cell: Cell) -> None:
    """Flags items that the words beside them leave in doubt. Raises `Unreadable` where no date may be trusted."""
    patterns, gaps = _patterns(), gaps_of(text, found)
    for place, item in enumerate(found):
        before, behind = gaps[place], gaps[place + 1]
        if item.end is None:
            continue
        if (patterns["begins"].search(before) and not patterns["not late"].search(before)) or (
            patterns["may not"].match(behind) or patterns["goes on"].match(behind)
        ):
            raise Unreadable(_("it says when the work may begin, not when it is due"))
        if patterns["denied"].search(before):
            raise Unreadable(_("the words beside the date deny it"))
        if patterns["or"].match(behind) or patterns["or before"].search(before):
            raise Unreadable(_("two alternatives, and no choice between them"), item.end)
        if item.kind is Kind.RECURRING:
            continue
        if (
            patterns["perhaps before"].search(before)
            or patterns["perhaps after"].match(behind)
            or patterns["open"].search(before)
            or patterns["open"].search(behind)
            or patterns["touching"].match(behind)
        ):
            doubt(found, cell, place, _("the words beside the date leave it in doubt"))
        elif patterns["about"].search(before):
            # 约6月底 is the end of June by convention; it is said, not flagged as having another reading.
            doubt(found, cell, place, _("the words beside the date leave it in doubt"), ambiguous=False)
