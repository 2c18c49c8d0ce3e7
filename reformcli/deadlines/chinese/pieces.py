"""The pieces of recurring work in Chinese: units, ordinals, days of the month, weekdays, ten-day periods, lengths.

Each takes a place on the tape and gives its words for a rule; the rows of `recurring` name them. Of a spread such as
3-5日 or 两三天 the upper bound is the length (practice: 急件1—5日内).
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from reformcli.deadlines.calendars import by_chinese_name
from reformcli.deadlines.chinese.lexer import NUMERAL, WEEKDAY_NAMES
from reformcli.deadlines.chinese.named_days import lunar_rule
from reformcli.deadlines.counting import Length
from reformcli.deadlines.grammar import Piece, PieceReader
from reformcli.deadlines.numeric import number
from reformcli.deadlines.rule_forms import WEEKDAYS, ordinal_word
from reformcli.deadlines.tape import Tape

UNITS: Mapping[str, str] = {
    "年": "year", "年度": "year", "半年": "half-year", "半年度": "half-year", "季": "quarter", "季度": "quarter",
    "月": "month", "月份": "month", "月度": "month", "双月": "even-months", "单月": "odd-months", "旬": "ten-days",
    "半月": "half-month", "半个月": "half-month", "周": "week", "星期": "week", "礼拜": "week", "双周": "two-weeks",
    "单周": "two-weeks", "日": "day", "天": "day", "号": "day", "工作日": "working day",
}  # fmt: skip
"""The units that 每, 按 and 逐 stand before, as the rows name them."""


@cache
def _length_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{NUMERAL}[-至到])?(?P<count>\d+\.\d+|{NUMERAL}|半)(?P<and_half>个半|个)?"
        r"(?:法定|银行|自然|日历|公历|连续)?(?P<unit>工作日|交易日|营业日|日历天|月|旬|日|天|周|星期|礼拜|小时|钟头|季度"
        r"|年)(?:度|头)?"
        rf"(?:(?P<more>半)|[零又]?(?P<months>{NUMERAL})个月)?"
    )


def duration_at(tape: Tape, place: int) -> tuple[Length, int] | None:
    """The length of time at `place`, and the place after it."""
    token, counted = tape.at(place), tape.kind(place) == "numeral" and tape.at(place + 1).text == "日"
    length = length_of(token.text + "日" * counted) if counted or token.kind == "duration" else None
    return (length, place + 1 + counted) if length is not None else None


_MONTHS = {"月": 1, "季度": 3, "年": 12}
_DAYS = {"旬": 10, "周": 7, "星期": 7, "礼拜": 7}
"""The units that are so many months or days."""


def length_of(text: str) -> Length | None:
    """The length that `text` says, or None where its number is none; half a month is 15 days."""
    match = _length_pattern().fullmatch(text)
    halves = _halves(match["count"]) if match is not None else None
    if match is None or halves is None:
        return None
    halves += match["and_half"] == "个半" or match["more"] is not None
    unit, (whole, half) = match["unit"], divmod(halves, 2)
    if unit in _MONTHS:
        months, odd = divmod(_MONTHS[unit] * halves, 2)
        return Length(months=months + (number(match["months"] or "") or 0), days=15 * odd)
    if unit in ("工作日", "交易日", "营业日"):
        return Length(working_days=whole + half)
    if unit in ("小时", "钟头"):
        return Length(days=whole // 24, part_of_day=whole % 24 > 0 or half > 0)
    days, odd = divmod(_DAYS.get(unit, 1) * halves, 2)
    return Length(days=days, part_of_day=odd > 0)


def _halves(text: str) -> int | None:
    """Twice the number: 半 is 1, 1.5 is 3. Other fractions are no length of time."""
    if text == "半":
        return 1
    if "." in text:
        doubled = float(text) * 2
        return int(doubled) if doubled.is_integer() else None
    # 两三天, 二三十天: a spread, of which the upper bound is the limit.
    value = number(re.sub("[一二两三四五六七八](?=[两二三四五六七八九](?:[十百]|$))", "", text))
    return None if value is None else 2 * value


def doubled(unit: str) -> PieceReader:
    """A unit that is said twice: 每月月底, 每季度季末."""

    def read(tape: Tape, place: int) -> Piece | None:
        edged = tape.kind(place + 1) in ("end", "begin", "middle", "finish", "weekday")
        return Piece(unit, place + 1) if edged and UNITS.get(tape.at(place).text) == unit else None

    return read


def _nth(tape: Tape, place: int) -> int:
    """The number of 第一, 最后一 or 倒数第二 at `place`, 0 where none stands there."""
    return (tape.at(place).value or 0) if tape.kind(place) == "nth" else 0


def _ordinal(tape: Tape, place: int) -> Piece | None:
    which = _nth(tape, place)
    return Piece(ordinal_word(which), place + 1) if which else None


def _only(which: int) -> PieceReader:
    """首, 最后一个: that number and no other."""
    return lambda tape, place: Piece("", place + 1) if _nth(tape, place) == which else None


def _weeks(tape: Tape, place: int) -> Piece | None:
    """第二周 ends on day 14."""
    which = _nth(tape, place)
    return Piece(str(min(7 * which, 28)), place + 1) if which > 0 else None


def _weekday(tape: Tape, place: int) -> Piece | None:
    return Piece(WEEKDAYS[tape.at(place).value or 0], place + 1) if tape.kind(place) == "weekday" else None


def _weekdays(tape: Tape, place: int) -> Piece | None:
    """周五; 周一、三、五; 周一至周五."""
    days: list[int] = []
    while len(days) < 14 and _is_weekday(tape, place):
        token = tape.at(place)
        day = (token.value or 0) if token.kind == "weekday" else (token.value or 7) - 1
        if days and tape.kind(place - 1) == "range":
            days += range(days[-1] + 1, day)
        days.append(day)
        place += 1
        if tape.kind(place) not in ("list", "range") or not _is_weekday(tape, place + 1):
            break
        place += 1
    return Piece(", ".join(WEEKDAYS[day] for day in sorted(set(days))), place) if days else None


def _is_weekday(tape: Tape, place: int) -> bool:
    token = tape.at(place)
    return token.kind == "weekday" or (token.kind in ("numeral", "day") and token.text in tuple(WEEKDAY_NAMES + "天"))


def _month_of(tape: Tape, place: int) -> Piece | None:
    """首月, 第二个月, 最后一个月; 次月 is the month after the unit, that is the first of the next."""
    if tape.kind(place) == "month word":
        return Piece("first", place + 1) if tape.at(place).text[0] in "次下" else None
    word = {1: "first", 2: "second", 3: "last", -1: "last"}.get(_nth(tape, place))
    return Piece(word, place + 2) if word and tape.kind(place + 1) == "month" else None


def _day(tape: Tape, place: int) -> Piece | None:
    value = tape.numeral(place)
    if value is None or not 1 <= value <= 31 or tape.kind(place + 1) != "day":
        return None
    return Piece(str(value), place + 2)


def _tens(ends: tuple[str, str, str], step: int = 1) -> PieceReader:
    """What 上旬, 中旬 and 下旬 are in a rule; with a step of 0 nothing of the phrase is taken."""

    def read(tape: Tape, place: int) -> Piece | None:
        text = tape.at(place).text
        return Piece(ends["上中下".index(text[-2])], place + step) if tape.kind(place) == "ten days" else None

    return read


def _length(before: bool) -> PieceReader:
    def read(tape: Tape, place: int) -> Piece | None:
        found = duration_at(tape, place)
        return Piece(found[0].in_rule(before), found[1]) if found else None

    return read


def _first_days(tape: Tape, place: int) -> Piece | None:
    """前5个工作日, 前10天: the first so many, so by the last of them."""
    found = duration_at(tape, place)
    if found is None:
        return None
    length, after = found
    if length.working_days:
        return Piece(f"{ordinal_word(length.working_days)} working day of month", after)
    return Piece(f"monthly day {length.days}", after) if 0 < length.days <= 28 else None


def _days(tape: Tape, place: int) -> Piece | None:
    """10日, 5日和20日, 10、20、30日, 15日、月底; of a span such as 1-5日 only the last day."""
    days: list[int] = []
    spans = False
    while len(days) < 10:
        day = tape.numeral(place)
        if day is None or not 1 <= day <= 31:
            break
        days = [day] if spans else [*days, day]
        place += 1 + (tape.kind(place + 1) == "day")
        spans = tape.kind(place) == "range"
        if tape.kind(place) not in ("list", "range"):
            return Piece(", ".join(map(str, sorted(days))), place) if tape.kind(place - 1) == "day" else None
        place += 1
    if not days or tape.kind(place - 2) != "day":
        return None
    end = place + (tape.kind(place) == "month" and tape.kind(place + 1) == "end")
    words = [str(day) for day in sorted(days)]
    if tape.kind(end) == "end":
        return Piece(", ".join([*([] if spans else words), "last"]), end + 1)
    return Piece(", ".join(words), place - 1)


def _festival(tape: Tape, place: int) -> Piece | None:
    token = tape.at(place)
    return Piece(by_chinese_name()[token.text].key, place + 1) if token.kind == "festival" else None


def _lunar(tape: Tape, place: int) -> Piece | None:
    found = lunar_rule(tape, place)
    return Piece(*found) if found else None


PIECES: Mapping[str, Callable[[Tape, int], Piece | None]] = {
    "BACK": _length(before=True), "DAY": _day, "DAYS": _days, "EARLIER": _tens(("last", "10", "20"), 0),
    "FESTIVAL": _festival, "FIRST": _only(1), "FIRSTDAYS": _first_days, "LAST": _only(-1),
    "LENGTH": _length(before=False), "LUNAR": _lunar, "MONTHOF": _month_of, "NTH": _ordinal,
    "TENDAYOF": _tens(("10", "20", "last")), "TENDAYS": _tens((" day 10", " day 20", "")), "WEEKDAY": _weekday,
    "WEEKDAYS": _weekdays, "WEEKS": _weeks,
}  # fmt: skip
"""The small readers of the rows, by their names in them."""
