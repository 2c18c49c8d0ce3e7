"""What two items of a Chinese phrase do to each other: which of them is the limit, and which only stands beside it.

A pace that leads to a day, a period within which something yearly happens, a year or meeting that the work follows.
"""

import re
from datetime import date

from reformcli.deadlines.chinese.beside import DOING, DOUBT, TOLD, TOPIC, WORK
from reformcli.deadlines.chinese.relative import is_hedge
from reformcli.deadlines.chinese.words import patterns
from reformcli.deadlines.counting import EVERY
from reformcli.deadlines.items import Item
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.spans import Level
from reformcli.i18n import _


def weigh_pair(text: str, earlier: Item, item: Item) -> None:
    """Marks one of two items that follow each other as no limit, or in doubt, where the other one is it."""
    gap = text[earlier.place[1] : item.place[0]]
    _weigh_pace(text, earlier, item)
    _weigh_pace(text, item, earlier)
    _weigh_rule(text, earlier, item, gap)
    if _is_for_others(earlier, item, gap):
        item.doubt(_(DOUBT))
    if earlier.bare and item.bare and earlier.level is item.level is Level.YEAR and patterns()["joined"].fullmatch(gap):
        # 2026年总结和2027年计划于12月5日前报送: the first is what the second is.
        _leave_out(text, earlier, item, ambiguous=True)
    if earlier.bare and item.bare and patterns()["paper"].fullmatch(gap) and not WORK.search(gap[:-2]):
        # 上半年总结7月上旬完成
        earlier.named = True
    is_limit = earlier.limited or (earlier.kind is Kind.DATE and earlier.level is not Level.DAY)
    if (item.is_dated or item.length) and _is_context(text, earlier, item):
        _leave_out(text, earlier, item, ambiguous=item.length)
    elif is_limit and _is_only_about(text, item, earlier.place[1]):
        _leave_out(text, item, earlier)
    elif _is_of_another_year(earlier, item):
        earlier.doubt(_(DOUBT))


def _is_for_others(earlier: Item, item: Item, gap: str) -> bool:
    """急件2日内，平件5日内; 省定9月底，市定8月底; 4月1日前（山区5月20日前）: which holds here is not said."""
    later = (item.end or date.min) > (earlier.end or date.max)
    name = "of others" if earlier.length and item.length else "of another level"
    return bool(patterns()[name].search(gap) or (later and patterns()["of a part"].search(gap)))


def _weigh_pace(text: str, pace: Item, dated: Item) -> None:
    """逐年推进，2028年全面完成: the day is the limit, the pace only how the work goes on until then."""
    if not dated.is_dated:
        return
    if pace.length and pace.end is None and patterns()["takes"].search(text[: pace.place[0]]):
        # 工期12个月，2027年6月底前完成
        pace.length = False
    is_last = pace.place > dated.place
    names = is_last and patterns()["arrangement"].match(text, pace.place[1])
    if pace.rule is not None and (names or patterns()["advances"].match(text, pace.place[0])):
        _leave_out(text, pace, dated, ambiguous=is_last and dated.bare and dated.level is Level.YEAR)


def _weigh_rule(text: str, earlier: Item, item: Item, gap: str) -> None:
    """A rule that only names a report, or a period that only says when in its year or with which month it begins."""
    rule, apart = earlier.rule or "", set(gap) & set(",;:、()")
    if rule == "yearly" and item.bare and not item.year_said:
        # 每年披露（一般于上半年完成）: when in the year, which is said and not read.
        _leave_out(text, item, earlier, ambiguous=True)
    if earlier.bare and not gap and text[slice(*item.place)].endswith("报"):
        # 自2016年度年报起
        earlier.named = item.named = True
    if rule and item.end and text[slice(*earlier.place)].endswith("报") and (item.year_said or not apart - set(":()")):
        # 季报于季后15日内, 年报于次年4月底前: it names what is due; whether a day after it recurs is not said.
        earlier.named = True
        item.doubt(ambiguous=item.rule is None)
    if "(" in gap and rule != item.rule and {rule, item.rule} <= set(EVERY.values()):
        # 每季度召开1次（结合主题党日每月1次）
        item.doubt(_(DOUBT))
    if gap == "(" and " of " in rule and earlier.end is not None:
        # 每季度首月（1、4、7、10月）: the months say the rule once more.
        item.named = any(start.month == earlier.end.month for start, _end in item.reading.windows)
    if item.rule and gap and not apart and earlier.bare and earlier.level in (Level.MONTH, Level.QUARTER):
        # 三季度实行一年一评: the period may be when it begins.
        item.doubt(_(DOUBT))


def _leave_out(text: str, item: Item, limit: Item, ambiguous: bool = False) -> None:
    words = text[slice(*item.place)]
    limit.doubt(_("words about time beside the date were not read: {words}", words=words), ambiguous=ambiguous)
    item.named = True


def _is_of_another_year(left: Item, right: Item) -> bool:
    """7月底封顶，2022年9月底入住: the year of the first, which is not written, is hardly the plan year."""
    dated = left.is_dated and right.is_dated and not right.named and not right.bare
    return dated and right.year_said and not left.year_said and (right.end or date.max) < (left.end or date.min)


def _is_context(text: str, item: Item, limit: Item) -> bool:
    """Whether an item before another one only tells what the work follows: 落实2月28日会议要求, 承接省2025年任务.

    So does 6月底前投运的项目，9月底前验收 and 3月10日交办，3月17日前办结, which by itself is in doubt.
    """
    behind = text[item.place[1] :]
    told = {_(TOLD), _(TOPIC) if limit.limited else ""}
    if told & set(item.reading.warnings) and set(text[item.place[1] : limit.place[0]]) & set(",;("):
        return True
    if item.limited or not item.is_dated or "," not in behind:
        return False
    return _is_only_about(text, item) or patterns()["context"].match(behind) is not None


def _is_only_about(text: str, item: Item, begin: int = 0) -> bool:
    """Whether a bare year, half-year or quarter only names the work: 组织实施2026年度改造, 谋划下半年工作.

    Its clause is read from `begin`. At its head a year is a name where no work follows: 2026年民生实事，10月底前完成.
    """
    words, behind = text[begin : item.place[0]], re.split(r"[,;:()]", text[item.place[1] :])[0]
    lead, year = re.split(r"[,;:()]", words)[-1], item.level is Level.YEAR
    if not item.bare or item.level not in (Level.YEAR, Level.HALF, Level.QUARTER) or not behind:
        return False
    works, after_limit = WORK.search(behind) is not None, bool(begin and lead) and lead == words
    if is_hedge(lead) and not after_limit:
        return year and not lead and behind[0] not in "为是" and not works
    if re.match("计划(?:$|[、和及与])", behind):
        return True
    starts_work = lead[-1] in "在于到至" or re.match(rf"{DOING}|\d", behind) is not None
    return not starts_work and (year or after_limit or not works)
