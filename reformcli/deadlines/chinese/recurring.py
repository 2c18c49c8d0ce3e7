"""Recurring work in Chinese: 每月10日前, 每季度末, 按月报送, 一季度一通报, 年度终了后3个月内.

The readers of what stands after each unit of time are in `units`. The answer is a rule in the words
of `reformcli.deadlines.rules`.
"""

import re
from functools import cache

from reformcli.deadlines.chinese.durations import duration_at, length_of
from reformcli.deadlines.chinese.units import UNITS, beside, beside_or_end, half_year, weekdays
from reformcli.deadlines.counting import Length
from reformcli.deadlines.numerals import CHARACTERS, number
from reformcli.deadlines.repeating import Repeat, every
from reformcli.deadlines.tape import FoundItem, Tape

FoundRepeat = tuple[Repeat, int]

_SUFFIXES = ("before", "until", "within", "inclusive", "clock", "during", "around")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "progress": re.compile(r"[^,;:]{0,4}(?:推进|落实|实施|开展|完成|组织|安排|进行)"),
        "one each": re.compile(
            rf"(?P<count>[两双半每]|\d+|[{CHARACTERS}]+)个?(?P<unit>工作日|日|天|周|旬|月|季度?|年)度?[一1]"
        ),
        "report": re.compile(r"(?P<unit>工作日|半年|双周|双月|单月|日|周|旬|月|季|年)度?"),
    }


def recurrence(tape: Tape, place: int) -> FoundItem:
    """The recurring work that begins at `place`."""
    found = _repeat(tape, place)
    if found is None:
        return None
    repeat, after = found
    item, end = repeat.item(tape.frame), tape.skip(after, *_SUFFIXES)
    item.ambiguous = item.ambiguous or any(tape.kind(place) == "around" for place in range(after, end))
    return item, end


def _repeat(tape: Tape, place: int) -> FoundRepeat | None:
    token = tape.at(place)
    match token.kind:
        case "every":
            return _every(tape, place)
        case "by unit":
            return _by_unit(tape, place)
        case "one each":
            match_ = _patterns()["one each"].match(token.text)
            if match_ is None:
                return None
            if match_["count"] == "每":
                # 每年1次 and 每月一次: the reader of the unit looks for more (每月一次，25日前).
                return UNITS[match_["unit"]](tape, place + 1)
            return _so_many(match_["count"], match_["unit"], place + 1)
        case "report":
            match_ = _patterns()["report"].match(token.text)
            return _unit_alone(match_["unit"] if match_ else "月"), place + 1
        case "alternate":
            return _alternate(tape, place)
        case "year" | "quarter" | "month" if tape.kind(place + 1) in ("finish", "after"):
            return _after_every_end(tape, place)
        case "quarter" if tape.kind(place - 1) != "numeral" and _names_month(tape, place + 1):
            return UNITS["季度"](tape, place + 1)
        case "duration" if token.text.startswith("半年") and tape.kind(place + 1) in ("finish", "end"):
            return beside_or_end(tape, place + 1, "half-year", "half-yearly last day")
    return None


def _names_month(tape: Tape, place: int) -> bool:
    """Whether 首月 or 末月 stands here: 季度首月15日 is every quarter's."""
    return tape.kind(place) == "nth" and tape.kind(place + 1) == "month"


def _every(tape: Tape, place: int) -> FoundRepeat | None:
    """每 and what follows it: a unit, a number of units, a weekday, another form of repetition."""
    token, following = tape.at(place), tape.at(place + 1)
    skipped = "隔" in token.text
    if following.kind == "one each":
        return _repeat(tape, place + 1)
    if following.kind == "duration":
        length = length_of(following.text)
        if following.text in ("半月", "半个月"):
            return _HALF_MONTHLY, place + 2
        if following.text.startswith("半年"):
            return half_year(tape, place + 2)
        return (_by_length(length, skipped), place + 2) if length is not None else None
    if following.kind == "numeral" and following.value:
        unit = place + 2 + (tape.at(place + 2).text == "个")
        if tape.kind(unit) in ("year", "month", "quarter", "week", "day", "workday", "ten day"):
            return _so_many(following.text, tape.at(unit).text, unit + 1, skipped)
        return None
    if following.kind == "weekday":
        return weekdays(tape, place + 1)
    if following.kind in ("year", "quarter", "month", "ten day", "week", "day", "workday"):
        if skipped:
            return every(2, _MEASURES[following.kind]), place + 2
        return UNITS[following.text](tape, place + 2)
    if following.kind == "report":
        return _repeat(tape, place + 1)
    if following.kind == "alternate":
        return _alternate(tape, place + 1)
    return None


def _by_length(length: Length, skipped: bool) -> Repeat:
    """每两个月, 每15天, 每隔一周."""
    if length.working_days:
        return every(length.working_days, "working day")
    if length.months:
        return every(length.months // 12, "year") if length.months % 12 == 0 else every(length.months, "month")
    weeks, days = divmod(length.days, 7)
    if weeks and not days:
        return every(2 if skipped and weeks == 1 else weeks, "week")
    return every(2 if skipped and length.days == 1 else max(length.days, 1), "day")


def _so_many(count: str, unit: str, after: int, skipped: bool = False) -> FoundRepeat | None:
    """两周一, 半年一, 双月一, 三个月: so many units."""
    if count == "半":
        return (Repeat("half-yearly") if unit.startswith("年") else _HALF_MONTHLY), after
    if count == "双" and unit.startswith("月"):
        return Repeat("even months", ambiguous=True), after
    value = 2 if count == "双" else number(count)
    if not value or value > 999:
        return None
    if value == 1 and not skipped:
        return _unit_alone(unit), after
    value = 2 if skipped and value == 1 else value
    if unit.startswith("季"):
        return every(3 * value, "month"), after
    measure = {"年": "year", "月": "month", "周": "week", "星": "week", "礼": "week", "旬": "day", "工": "working day"}
    return every(value * (10 if unit == "旬" else 1), measure.get(unit[0], "day")), after


def _unit_alone(unit: str) -> Repeat:
    """A unit with nothing said about the day: due on its last day."""
    names = {
        "工作日": "working days", "半年": "half-yearly", "单月": "odd months", "旬": "10th, 20th, month end",
        "月": "monthly", "季": "quarterly", "季度": "quarterly", "年": "yearly", "年度": "yearly",
        "半年度": "half-yearly",
    }  # fmt: skip
    if unit in names:
        return Repeat(names[unit], ambiguous=unit == "单月")
    if unit == "双月":
        return Repeat("even months", ambiguous=True)
    if unit == "双周":
        return every(2, "week")
    return every(1, "week" if unit in ("周", "星期", "礼拜") else "day")


def _by_unit(tape: Tape, place: int) -> FoundRepeat | None:
    """按月报送, 逐季, 隔周. 按季度推进 may only mean a pace of work."""
    prefix, following = tape.at(place).text, tape.at(place + 1)
    if prefix == "隔":
        measure = _MEASURES.get(following.kind)
        return (every(2, measure), place + 2) if measure else None
    if following.kind == "duration" and following.text.startswith("半年"):
        return half_year(tape, place + 2)
    if following.text not in UNITS:
        return None
    repeat, after = UNITS[following.text](tape, place + 2)
    if prefix.startswith("按") and after == place + 2 and _patterns()["progress"].match(tape.after(after)):
        repeat = Repeat(repeat.rule, ambiguous=True)
    return repeat, after


def _alternate(tape: Tape, place: int) -> FoundRepeat:
    """双月, 单月; with a day of those months (双月25日前)."""
    even = "双" in tape.at(place).text
    day = tape.numeral(place + 1)
    if day is not None and 1 <= day <= 28 and tape.kind(place + 2) == "day":
        months = range(2 if even else 1, 13, 2)
        return Repeat("yearly " + ", ".join(f"{month:02}-{day:02}" for month in months)), place + 3
    return Repeat("even months" if even else "odd months", ambiguous=True), place + 1


def _after_every_end(tape: Tape, place: int) -> FoundRepeat | None:
    """年度终了后3个月内, 季后15日内: after every end of the unit, where no number says which one."""
    before = tape.at(place - 1)
    if before.kind in ("numeral", "year word", "nth", "republic", "first n", "month") or before.text in tuple(
        "全半多几数近"
    ):
        return None
    unit = {"year": "year", "quarter": "quarter", "month": "month"}[tape.kind(place)]
    after = place + 1
    if tape.kind(after) == "finish":
        after += 1
    elif tape.at(place).text in ("年", "月"):
        return None
    if tape.kind(after) == "after" or tape.kind(after - 1) == "finish":
        length = duration_at(tape, after + (tape.kind(after) == "after"))
        if length is not None:
            return beside(length[0], unit, False), length[1]
    return None


_HALF_MONTHLY = Repeat("2 times a month", other_rule="every 15 days")

_MEASURES = {
    "year": "year",
    "month": "month",
    "week": "week",
    "day": "day",
    "workday": "working day",
    "quarter": "quarter",
}
