"""Lengths of time in Chinese: 10个工作日, 3个月, 一年半, 1—5日, 48小时.

Of a spread such as 3-5日 the upper bound is the limit (practice: 急件1—5日内).
"""

import re
from functools import cache

from reformcli.deadlines.chinese.lexer import NUMERAL
from reformcli.deadlines.counting import Length
from reformcli.deadlines.numerals import number
from reformcli.deadlines.tape import Tape


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{NUMERAL}[-至到])?(?P<count>\d+\.\d+|{NUMERAL}|半)(?P<and_half>个半|个)?"
        r"(?:法定|自然|日历|公历|连续)?(?P<unit>工作日|交易日|日历天|月|旬|日|天|周|星期|礼拜|小时|钟头|季度|年)(?:度|头)?"
        rf"(?:(?P<more>半)|[零又]?(?P<months>{NUMERAL})个月)?"
    )


def duration_at(tape: Tape, place: int) -> tuple[Length, int] | None:
    """The length of time at `place`, and the place after it."""
    if tape.kind(place) == "numeral" and tape.at(place + 1).text == "日":
        length = length_of(tape.at(place).text + "日")
        return (length, place + 2) if length is not None else None
    if tape.kind(place) != "duration":
        return None
    length = length_of(tape.at(place).text)
    return (length, place + 1) if length is not None else None


def length_of(text: str) -> Length | None:
    """The length that `text` says, or None where its number is none."""
    match = _pattern().fullmatch(text)
    if match is None:
        return None
    halves = _halves(match["count"])
    if halves is None:
        return None
    halves += match["and_half"] == "个半" or match["more"] is not None
    whole, half = divmod(halves, 2)
    match match["unit"]:
        case "工作日" | "交易日":
            return Length(working_days=whole + half)
        case "月":
            return Length(months=whole, days=15 * half)
        case "季度":
            return Length(months=3 * whole)
        case "年":
            return Length(months=12 * whole + 6 * half + (number(match["months"]) or 0 if match["months"] else 0))
        case "旬":
            return Length(days=10 * whole)
        case "周" | "星期" | "礼拜":
            return Length(days=7 * whole)
        case "小时" | "钟头":
            return Length(days=whole // 24, part_of_day=whole % 24 > 0 or half > 0)
    return Length(days=whole, part_of_day=half > 0)


def _halves(text: str) -> int | None:
    """Twice the number: 半 is 1, 1.5 is 3. Other fractions are no length of time."""
    if text == "半":
        return 1
    if "." in text:
        doubled = float(text) * 2
        return int(doubled) if doubled.is_integer() else None
    value = number(text)
    return None if value is None else 2 * value
