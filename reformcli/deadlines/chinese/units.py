"""What stands after 每 and its unit in Chinese: 每月 10日前, 每季度 首月10日前, 每年 汛期前, 每周 五.

Each unit of time has one reader; together they are `UNITS`. The answer is a rule in the words of
`reformcli.deadlines.rules`.
"""

import re
from collections.abc import Callable
from functools import cache

from reformcli.deadlines.chinese.durations import duration_at
from reformcli.deadlines.chinese.months import ordinal
from reformcli.deadlines.chinese.weeks import WEEKDAY_NAMES
from reformcli.deadlines.chinese.yearly import yearly
from reformcli.deadlines.counting import Length
from reformcli.deadlines.numerals import CHARACTERS, number
from reformcli.deadlines.repeating import Repeat, beside_end, every
from reformcli.deadlines.rule_forms import ORDINALS, WEEKDAYS
from reformcli.deadlines.tape import Tape

FoundRepeat = tuple[Repeat, int]


@cache
def _so_often() -> re.Pattern[str]:
    """至少2次, 不少于一次."""
    return re.compile(
        rf"[^,;:、。\d{CHARACTERS}]{{0,10}}?(\d{{1,2}}|[{CHARACTERS}]{{1,3}})(?:至(?:\d|[两二三四五]))?次"
    )


def beside(length: Length, unit: str, before: bool) -> Repeat:
    """The rule for a length of time before or after the end of every unit."""
    if length.working_days:
        return beside_end(unit, length.working_days, "working day", before)
    if length.months and not before:
        return beside_end(unit, length.months, "month", before)
    return beside_end(unit, length.days or 30 * length.months, "day", before)


def beside_or_end(tape: Tape, place: int, unit: str, end_rule: str) -> FoundRepeat | None:
    """末前3个工作日, 终了后10日内, 后5日内, 末; None where none of these stands here."""
    kind = tape.kind(place)
    if kind in ("end", "last day", "finish"):
        if tape.kind(place + 1) in ("before", "after") or kind == "finish":
            sided = place + 1 if tape.kind(place + 1) in ("before", "after") else place
            length = duration_at(tape, sided + 1)
            if length is not None:
                return beside(length[0], unit, tape.kind(sided) == "before"), length[1]
        return Repeat(end_rule), place + 1
    if kind == "after":
        length = duration_at(tape, place + 1)
        if length is not None:
            return beside(length[0], unit, False), length[1]
    return None


def _times(tape: Tape, place: int, unit: str, once: Repeat) -> Repeat:
    """每年2次: the ends of equal parts, with the end of the whole as the other reading; once is the whole."""
    match = _so_often().match(tape.after(place))
    count = number(match[1]) if match else None
    if not count or count == 1 or count > 99:
        return once
    if unit == "year" and count in (2, 4, 12):
        return Repeat({2: "half-yearly", 4: "quarterly", 12: "monthly"}[count], other_rule="yearly")
    return Repeat(f"{count} times a {unit}", other_rule=once.rule)


def _nth_rule(tape: Tape, place: int, unit: str) -> FoundRepeat | None:
    """第一个工作日, 最后一个星期五, 首周."""
    if tape.kind(place) != "nth":
        return None
    which, following = ordinal(tape.at(place).text), tape.at(place + 1)
    word = "last" if which == -1 else ORDINALS[which - 1] if 0 < which <= len(ORDINALS) else f"{which}th"
    if which < -1 or which == 0:
        return None
    if following.kind == "workday":
        return Repeat(f"{word} working day of {unit}"), place + 2
    if following.kind == "week" and tape.kind(place + 2) == "weekday":
        day = WEEKDAYS[_weekday(tape.at(place + 2).text[-1])]
        return Repeat(f"{word} {day} of {unit}", ambiguous=True), place + 3
    if following.kind == "weekday":
        return Repeat(f"{word} {WEEKDAYS[_weekday(following.text[-1])]} of {unit}"), place + 2
    if following.kind == "week" and unit == "month":
        last_week = which == -1
        return Repeat("monthly" if last_week else f"monthly day {min(7 * which, 28)}", ambiguous=True), place + 2
    return None


def _weekday(name: str) -> int:
    return int(name) - 1 if name.isdigit() else WEEKDAY_NAMES.index("日" if name == "天" else name)


def _year(tape: Tape, place: int) -> FoundRepeat:
    beside = beside_or_end(tape, place, "year", "yearly 12-31") or _nth_rule(tape, place, "year")
    if beside is not None:
        return beside
    repeat, after = yearly(tape, place)
    if repeat == Repeat("yearly"):
        repeat = _times(tape, place, "year", repeat)
    return repeat, after


def half_year(tape: Tape, place: int) -> FoundRepeat:
    """What stands after 每半年."""
    place += tape.is_possessive(place)
    beside = beside_or_end(tape, place, "half-year", "half-yearly last day") or _nth_rule(tape, place, "half-year")
    if beside is not None:
        return beside
    found = _month_of(tape, place, "half-year")
    return found or (_times(tape, place, "half-year", Repeat("half-yearly")), place)


def _quarter(tape: Tape, place: int) -> FoundRepeat:
    place = _undoubled(tape, place + tape.is_possessive(place), "quarter")
    found = _month_of(tape, place, "quarter")
    if found is not None:
        return found
    if tape.kind(place) in ("end", "begin") and tape.numeral(place + 1) and tape.kind(place + 2) == "day":
        word = "last" if tape.kind(place) == "end" else "first"
        return Repeat(f"{word} month of quarter day {tape.numeral(place + 1)}"), place + 3
    beside = beside_or_end(tape, place, "quarter", "quarterly last day") or _nth_rule(tape, place, "quarter")
    if beside is not None:
        return beside
    if tape.kind(place) == "begin":
        return Repeat("first month of quarter day 10", ambiguous=True), place + 1
    later = _later_day(tape, place)
    if later is not None:
        return Repeat(f"first month of quarter day {later[0]}"), later[1]
    return _times(tape, place, "quarter", Repeat("quarterly")), place


def _month_of(tape: Tape, place: int, unit: str) -> FoundRepeat | None:
    """首月10日, 第二个月底, 最后一个月的25日; 次月 is the month after the unit, that is the first of the next."""
    token = tape.at(place)
    if token.kind == "nth" and tape.kind(place + 1) == "month":
        word = {1: "first", 2: "second", 3: "last", -1: "last"}.get(ordinal(token.text))
        after = place + 2
    elif token.kind == "month word" and token.text[0] in "次下":
        word, after = "first", place + 1
    else:
        return None
    if word is None or (unit == "half-year" and word == "second"):
        return None
    after += tape.is_possessive(after)
    day = tape.numeral(after)
    if day is not None and tape.kind(after + 1) == "day":
        return Repeat(f"{word} month of {unit} day {day}"), after + 2
    if tape.kind(after) == "ten days":
        days = {"上": " day 10", "中": " day 20", "下": ""}[tape.at(after).text[0]]
        return Repeat(f"{word} month of {unit}{days}"), after + 1
    return Repeat(f"{word} month of {unit}"), after + (tape.kind(after) in ("end", "last day"))


def _undoubled(tape: Tape, place: int, kind: str) -> int:
    """The place after a unit that is said twice: 每月月底, 每季度季末."""
    return place + (tape.kind(place) == kind and tape.kind(place + 1) in ("end", "begin", "middle", "last day"))


def _month(tape: Tape, place: int) -> FoundRepeat:
    place += tape.is_possessive(place) or tape.at(place).text in ("于", "在")
    place = _undoubled(tape, place, "month")
    beside = beside_or_end(tape, place, "month", "monthly last day") or _nth_rule(tape, place, "month")
    if beside is not None:
        return beside
    token = tape.at(place)
    if token.kind == "before":
        # 每月前5个工作日: the first five, so by the fifth.
        length = duration_at(tape, place + 1)
        if length is not None and length[0].working_days:
            count = length[0].working_days
            word = ORDINALS[count - 1] if count <= len(ORDINALS) else f"{count}th"
            return Repeat(f"{word} working day of month"), length[1]
        if length is not None and 0 < length[0].days <= 28:
            return Repeat(f"monthly day {length[0].days}"), length[1]
    if token.kind == "ten days":
        day = {"上": "10", "中": "20", "下": "last"}[token.text[-2] if token.text[-1] == "旬" else token.text[0]]
        if tape.kind(place + 1) == "before":
            earlier = {"10": "last", "20": "10", "last": "20"}[day]
            return Repeat(f"monthly day {earlier}", other_rule=f"monthly day {day}"), place + 2
        return Repeat(f"monthly day {day}"), place + 1
    if token.kind == "begin":
        return _month_beginning(tape, place + 1)
    if token.kind == "middle":
        return Repeat("monthly day 20", other_rule="monthly day 15"), place + 1
    days = _days(tape, place)
    if days is not None:
        return Repeat("monthly day " + ", ".join(days[0])), days[1]
    later = _later_day(tape, place)
    if later is not None:
        return Repeat(f"monthly day {later[0]}"), later[1]
    return _times(tape, place, "month", Repeat("monthly")), place


def _month_beginning(tape: Tape, place: int) -> FoundRepeat:
    """每月初, 每月初5日前, 每月初3个工作日内."""
    length, day = duration_at(tape, place), tape.numeral(place)
    if length is not None and length[0].working_days:
        count = length[0].working_days
        word = ORDINALS[count - 1] if count <= len(ORDINALS) else f"{count}th"
        return Repeat(f"{word} working day of month"), length[1]
    if day is not None and 1 <= day <= 31 and tape.kind(place + 1) == "day":
        return Repeat(f"monthly day {day}"), place + 2
    return Repeat("monthly day 10", other_rule="monthly day 5"), place


def _days(tape: Tape, place: int) -> tuple[list[str], int] | None:
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
            return ([str(day) for day in sorted(days)], place) if tape.kind(place - 1) == "day" else None
        place += 1
    if not days or tape.kind(place - 2) != "day":
        return None
    end = _undoubled(tape, place, "month")
    if tape.kind(end) in ("end", "last day"):
        return [*([] if spans else (str(day) for day in sorted(days))), "last"], end + 1
    return [str(day) for day in sorted(days)], place - 1


def _later_day(tape: Tape, place: int) -> tuple[int, int] | None:
    """A day of the month further on in the same clause or in the next: 每月进展于25日前报送; 每月一次，25日前."""
    stops = 0
    for here in range(place, min(place + 30, len(tape.tokens))):
        if tape.kind(here) in ("every", "month", "year", "duration", "numbers", "range"):
            return None
        stops += tape.kind(here) == "stop"
        if stops > 1:
            return None
        day = tape.numeral(here)
        if (
            day is not None
            and tape.kind(here + 1) == "day"
            and tape.kind(here + 2) in ("before", "until", "end of text")
        ):
            return (day, here + 2) if 1 <= day <= 31 else None
    return None


def _ten_days(tape: Tape, place: int) -> FoundRepeat:
    return Repeat("10th, 20th, month end"), place + (tape.kind(place) == "end")


def _week(tape: Tape, place: int) -> FoundRepeat:
    place = _undoubled(tape, place, "week")
    nth = _nth_rule(tape, place, "week")
    if nth is not None:
        return nth
    if tape.kind(place) == "end":
        return Repeat("weekly weekend", again=True), place + 1
    beside = beside_or_end(tape, place, "week", "weekly")
    if beside is not None:
        return beside
    if tape.kind(place) == "weekday" or (tape.at(place).text in WEEKDAY_NAMES and tape.kind(place) == "numeral"):
        return weekdays(tape, place)
    return _times(tape, place, "week", every(1, "week")), place


def weekdays(tape: Tape, place: int) -> FoundRepeat:
    """周五; 周一、三、五; 周一至周五."""
    days: list[int] = []
    while len(days) < 14 and _is_weekday(tape, place):
        day = _weekday(tape.at(place).text[-1])
        if days and tape.kind(place - 1) == "range":
            days += range(days[-1] + 1, day)
        days.append(day)
        place += 1
        if tape.kind(place) not in ("list", "range") or not _is_weekday(tape, place + 1):
            break
        place += 1
    return Repeat("weekly " + ", ".join(WEEKDAYS[day] for day in sorted(set(days)))), place


def _is_weekday(tape: Tape, place: int) -> bool:
    token = tape.at(place)
    return token.kind == "weekday" or (token.kind in ("numeral", "day") and token.text in tuple(WEEKDAY_NAMES + "天"))


def _day(tape: Tape, place: int) -> FoundRepeat:
    return Repeat("daily"), place


def _workday(tape: Tape, place: int) -> FoundRepeat:
    return Repeat("working days"), place


UNITS: dict[str, Callable[[Tape, int], FoundRepeat]] = {
    "年": _year, "年度": _year, "季": _quarter, "季度": _quarter, "月": _month, "月份": _month, "月度": _month,
    "旬": _ten_days, "周": _week, "星期": _week, "礼拜": _week, "日": _day, "天": _day, "号": _day, "工作日": _workday,
}  # fmt: skip
"""The units that 每, 按 and 逐 stand before, with the readers of what follows."""
