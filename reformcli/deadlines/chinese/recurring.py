"""Recurring work in Chinese: 每月10日前, 每季度末, 按月报送, 一季度一通报, 年度终了后3个月内.

`_pace` reads how often (每月, 按季, 半年一次), `DETAILS` are the forms of what stands after it. The answer is a rule in
the words of `reformcli.deadlines.rules`.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from reformcli.deadlines.chinese.pieces import (
    HALF_MONTHLY,
    PIECES,
    UNITS,
    alternate,
    days_of_year,
    doubled,
    first_day,
    first_day_of,
    so_many,
    unit_alone,
    weekdays,
)
from reformcli.deadlines.chinese.relative import duration_at, length_of
from reformcli.deadlines.chinese.series import series
from reformcli.deadlines.counting import Length, Repeat, every, every_length, times_a
from reformcli.deadlines.grammar import Match, Row, first_row
from reformcli.deadlines.numeric import CHARACTERS, number
from reformcli.deadlines.tape import FoundItem, Tape

_SUFFIXES = ("before", "until", "within", "inclusive", "clock", "during", "around")

_ENDED = "UNIT? end|last-day|finish after? 的?"

DETAILS: tuple[Row, ...] = (
    # After, before and at the end of each unit.
    Row("UNIT? end|last-day|finish before BACK", "{back} before {unit} end", "{every}"),
    Row("UNIT? end|last-day after LENGTH", "{unit} end + {length}"),
    Row("UNIT? finish after|from? 的? LENGTH", "{unit} end + {length}"),
    Row("after LENGTH", "{unit} end + {length}"),
    Row(f"{_ENDED} MONTHOF DAY", "{monthof} month of {unit} day {day}", units="quarter,half-year"),
    Row(f"{_ENDED} MONTHOF DAY", "monthly day {day}", units="month"),
    # The n-th of each unit.
    Row("NTH workday", "{nth} working day of {unit}"),
    Row("NTH week WEEKDAY", "{nth} {weekday} of {unit}", ambiguous=True),
    Row("NTH WEEKDAY", "{nth} {weekday} of {unit}"),
    Row("FIRSTDAY", "{firstday}"),
    Row("WEEKS week", "monthly day {weeks}", units="month", ambiguous=True),
    Row("WEEKS week", "first month of quarter day {weeks}", units="quarter", ambiguous=True),
    Row("LASTWEEK week", "monthly", units="month", ambiguous=True),
    # A month of each quarter or half-year.
    Row("MONTHOF 的? DAY", "{monthof} month of {unit} day {day}", units="quarter,half-year"),
    Row("MONTHOF 的? TENDAYS", "{monthof} month of {unit}{tendays}", units="quarter,half-year"),
    Row("MONTHOF 的? month? end|last-day?", "{monthof} month of {unit}", units="quarter,half-year"),
    Row("end DAY", "last month of quarter day {day}", units="quarter"),
    Row("begin DAY", "first month of quarter day {day}", units="quarter"),
    # Days of each month.
    Row("before FIRSTWORKDAYS", "{firstworkdays} working day of month", units="month"),
    Row("before FIRSTDAYS", "monthly day {firstdays}", units="month"),
    Row("UNIT? begin FIRSTWORKDAYS", "{firstworkdays} working day of month", units="month"),
    Row("UNIT? begin DAY", "monthly day {day}", units="month"),
    Row("UNIT? begin", "monthly day 10", "monthly day 5", units="month"),
    Row("UNIT? middle", "monthly day 20", "monthly day 15", units="month"),
    Row("EARLIER TENDAYOF before", "monthly day {earlier}", "monthly day {tendayof}", units="month"),
    Row("TENDAYOF", "monthly day {tendayof}", units="month"),
    Row("DAYS", "monthly day {days}", units="month"),
    Row("UNIT? end|last-day|finish", "{every} last day", units="month,quarter,half-year"),
    Row("begin", "first month of quarter day 10", units="quarter", ambiguous=True),
    Row("LATER", "monthly day {later}", units="month"),
    Row("LATER", "first month of quarter day {later}", units="quarter"),
    # Days of each year.
    Row("NEXTYEAR", "yearly {nextyear}", units="year"),
    Row("end|last-day|finish before|until?", "yearly 12-31", units="year"),
    Row("begin", "yearly 01-31", units="year", ambiguous=True),
    Row("middle", "yearly 06-30", units="year", ambiguous=True),
    Row("FESTIVAL before LENGTH", "yearly {length} before {festival}", "yearly 1 day before {festival}", "year"),
    Row("FESTIVAL before", "yearly 1 day before {festival}", units="year"),
    Row("FESTIVAL", "yearly {festival}", units="year"),
    Row("LUNAR", "yearly lunar {lunar}", units="year"),
    # Days of each week.
    Row("UNIT? finish", "weekly", units="week"),
    Row("UNIT? WEEKDAYS", "weekly {weekdays}", units="week"),
)  # fmt: skip


def recurrence(tape: Tape, place: int) -> FoundItem:
    """The recurring work that begins at `place`."""
    found = _repeat(tape, place)
    if found is None and tape.kind(place) == "since":
        # 自月份终了之日起十五日内
        found = (
            _after_every_end(tape, place + 1)
            if tape.kind(place + 2) == "finish"
            else _after_either_end(tape, place + 1)
        )
    if found is None:
        return None
    repeat, after = found
    item, end = repeat.item(tape.frame), tape.skip(after, *_SUFFIXES)
    if any(tape.kind(place) == "around" for place in range(after, end)):
        item.doubt()
    return item, end


def _repeat(tape: Tape, place: int) -> Match | None:
    token, following = tape.at(place), tape.kind(place + 1)
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
                # 每年1次 and 每月一次: what follows may say more (每月一次，25日前).
                return _detailed(tape, place + 1, UNITS[match_["unit"]])
            return so_many(match_["count"], match_["unit"], place + 1)
        case "report":
            match_ = _patterns()["report"].match(token.text)
            return Match(unit_alone(match_["unit"] if match_ else "月"), place + 1)
        case "alternate":
            return alternate(tape, place)
        case "year" | "quarter" | "month" if following in ("finish", "after"):
            return _after_every_end(tape, place)
        case "quarter" | "month" if following in ("list", "or"):
            return _after_either_end(tape, place)
        case "quarter" if tape.kind(place - 1) != "numeral" and following == "nth" and tape.kind(place + 2) == "month":
            return _detailed(tape, place + 1, "quarter")
        case "duration" if token.text == "半年度" and following == "list" and tape.kind(place + 2) == "year":
            # 半年度、年度各报送一次
            return Match(Repeat("half-yearly", ambiguous=True), place + 3)
        case "duration" if token.text == "半年" and _patterns()["times at once"].match(tape.after(place + 1)):
            return _so_often(tape, place + 1, "half-year")
        case "duration" if token.text in ("半年", "半年度") and following in ("finish", "end"):
            return _detailed_only(tape, place + 1, "half-year")
        case "duration" if (
            token.text == "半年" and following == "after" and tape.kind(place - 1) in ("stop", "end of text")
        ):
            # 半年后20日内 may also be 20 days from half a year on.
            found = _detailed_only(tape, place + 1, "half-year")
            return found and Match(replace(found.repeat, ambiguous=True), found.after)
    return None


def _detailed(tape: Tape, place: int, unit: str) -> Match:
    """A unit with what is written after it; by itself it is due on its last day."""
    match unit:
        case "day" | "working day":
            return Match(every(1, unit), place)
        case "ten-days":
            first = first_day(tape, place)
            if first is not None:
                return Match(Repeat("monthly day 1, 11, 21"), first.after)
            return Match(Repeat("10th, 20th, month end"), place + (tape.kind(place) == "end"))
        case "week" if tape.kind(place + (tape.kind(place) == "week")) == "end":
            return Match(Repeat("weekly weekend", again=True), place + 1 + (tape.kind(place) == "week"))
    if unit == "year" and tape.kind(place) == "year" and tape.kind(place + 2) == "list":
        # 每年年中、年底各一次
        return _year(tape, place)
    while (
        tape.is_possessive(place)
        or tape.at(place).text in _FILLERS
        or (unit == "year" and tape.kind(place) in ("year", "since"))
    ):
        place += 1
    return _detailed_only(tape, place, unit) or (_year(tape, place) if unit == "year" else _so_often(tape, place, unit))


_FILLERS = ("于", "在", "至少", "应", "均")


def _detailed_only(tape: Tape, place: int, unit: str) -> Match | None:
    pieces = {**PIECES, "UNIT": doubled(unit), "FIRSTDAY": lambda tape, place: first_day_of(tape, place, unit)}
    return first_row(DETAILS, tape, place, pieces, unit)


def _so_often(tape: Tape, place: int, unit: str) -> Match:
    """每年2次: the ends of equal parts, with the end of the whole as the other reading; once is the whole."""
    match = _patterns()["times"].match(tape.after(place))
    count = number(match[1]) if match else None
    if match is None or not count or count > 99:
        return Match(times_a(1, unit), place)
    return Match(times_a(count, unit), tape.place_after(place, match.end()))


def _every(tape: Tape, place: int) -> Match | None:
    """每 and what follows it: a unit, a number of units, a weekday, another form of repetition."""
    token, following = tape.at(place), tape.at(place + 1)
    skipped = "隔" in token.text
    match following.kind:
        case "one each" | "report":
            return _repeat(tape, place + 1)
        case "alternate":
            return alternate(tape, place + 1)
        case "duration" if following.text in ("半月", "半个月"):
            return Match(HALF_MONTHLY, place + 2)
        case "duration" if following.text.startswith("半年"):
            return _detailed(tape, place + 2, "half-year")
        case "duration":
            length = length_of(following.text)
            if length is None:
                return None
            single = skipped and length in (Length(days=1), Length(days=7), Length(months=1))
            if single:
                return Match(every(2, {1: "day", 7: "week"}.get(length.days, "month")), place + 2)
            return Match(every_length(length), place + 2)
        case "numeral" if following.value:
            unit = place + 2 + (tape.at(place + 2).text == "个")
            if tape.kind(unit) in ("year", "month", "quarter", "week", "day", "workday", "ten day"):
                return so_many(following.text, tape.at(unit).text, unit + 1, skipped)
        case "weekday":
            days = weekdays(tape, place + 1)
            return Match(Repeat(f"weekly {days.words}"), days.after) if days else None
        case "year" | "quarter" | "month" | "ten day" | "week" | "day" | "workday":
            name = UNITS[following.text]
            if skipped:
                return Match(every(6, "month") if name == "quarter" else every(2, name), place + 2)
            return _detailed(tape, place + 2, name)
    return None


def _by_unit(tape: Tape, place: int) -> Match | None:
    """按月报送, 逐季, 隔周. 按季度推进 may only mean a pace of work."""
    prefix, following = tape.at(place).text, tape.at(place + 1)
    if following.kind == "duration" and following.text.startswith("半年"):
        return _detailed(tape, place + 2, "half-year")
    if following.text not in UNITS:
        return None
    if prefix == "隔":
        name = UNITS[following.text]
        return Match(every(2, name), place + 2) if name not in ("quarter", "ten-days") else None
    repeat, after = _detailed(tape, place + 2, UNITS[following.text])
    if prefix.startswith("按") and after == place + 2 and _patterns()["progress"].match(tape.after(after)):
        repeat = replace(repeat, ambiguous=True)
    return Match(repeat, after)


def _after_every_end(tape: Tape, place: int) -> Match | None:
    """年度终了后3个月内, 季后15日内, 月后3个工作日内: after every end of the unit, where no number says which one."""
    before = tape.at(place - 1)
    if tape.at(place).text not in UNITS:
        return None
    numbered = before.kind in ("numeral", "year word", "nth", "republic", "first n", "month", "duration")
    if (
        numbered
        or before.text in tuple("全半多几数近")
        or (tape.at(place).text == "年" and tape.kind(place + 1) == "after")
    ):
        return None
    if tape.kind(place + 1) == "finish" and duration_at(tape, tape.skip(place + 2, "after", "from")) is None:
        return None
    return _detailed_only(tape, place + 1, UNITS[tape.at(place).text])


def _after_either_end(tape: Tape, place: int) -> Match | None:
    """季度、年度终了之日起十五日内 is every quarter; 月份或者季度终了后15日内 leaves open which of the two."""
    coarser = place + 2
    units = tape.kind(place) in ("month", "quarter") and tape.kind(coarser) in ("quarter", "year")
    if not units or tape.kind(coarser + 1) != "finish":
        return None
    both = [_detailed_only(tape, coarser + 1, UNITS[tape.at(unit).text]) for unit in (place, coarser)]
    if both[0] is None or both[1] is None:
        return None
    choice = tape.kind(place + 1) == "or"
    return Match(replace(both[0].repeat, other_rule=both[1].repeat.rule if choice else ""), both[0].after)


def _year(tape: Tape, place: int) -> Match:
    """What stands after 每年 and is no detail of the table: 1月31日前, 6月、12月底前, 一季度, 汛期前."""
    # The year only serves to find the day of the year; a common year would hide 29 February.
    if _patterns()["times at once"].match(tape.after(place)):
        return _so_often(tape, place, "year")
    inner = replace(tape, frame=replace(tape.frame, said_year=None, near=date(tape.frame.year, 1, 1)))
    found = series(inner, place)
    if found is not None and tape.kind(place + 1) != "year":
        suffixes = ("before", "until", "within", "inclusive", "during")
        return Match(days_of_year(found[0], tape.kind(found[1]) == "before"), tape.skip(found[1], *suffixes))
    season = _patterns()["season"].match(tape.after(place))
    if found is None and season is not None:
        dated = series(inner, tape.place_after(place, season.end()))
        if dated is not None and dated[0].point:
            # 每年汛期结束后至11月30日前
            return Match(days_of_year(dated[0], False), tape.skip(dated[1], "before", "until"))
    if found is None and _patterns()["event"].match(tape.after(place)):
        return Match(Repeat("yearly", dated=False), place)
    return _so_often(tape, place, "year")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "progress": re.compile(r"[^,;:]{0,4}(?:推进|落实|实施|开展|完成|组织|安排|进行)"),
        "one each": re.compile(
            rf"(?P<count>[两双半每]|\d+|[{CHARACTERS}]+)个?(?P<unit>工作日|日|天|周|旬|月|季度?|年)度?[一1]"
        ),
        "report": re.compile(r"(?P<unit>工作日|半年|双周|双月|单月|日|周|旬|月|季|年)度?"),
        # 至少2次, 不少于一次.
        "times": re.compile(
            rf"[^,;:、。\d{CHARACTERS}]{{0,10}}?(\d{{1,2}}|[{CHARACTERS}]{{1,3}})(?:[-至到](?:\d|[两二三四五]))?次"
        ),
        "times at once": re.compile(
            rf"(?:至少|不少于|各)?[\d{CHARACTERS}]{{1,3}}(?:[-至到][\d{CHARACTERS}]{{1,2}})?次"
        ),
        # Something that happens in a year and has no date of its own: 汛期前, 采暖期开始三十日前.
        "event": re.compile(
            r"(?!完成|提前|目前|以来)[^,;:、()\d]{1,14}?(?:[\d一二三四五六七八九十]{1,3}[日天])?(?:以前|之前|前"
            r"|以后|之后|后|期间)"
        ),
        "season": re.compile(r"[^,;:、()\d]{1,10}?(?:后|起)(?:至|到)"),
    }
