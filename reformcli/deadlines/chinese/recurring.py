"""Recurring work in Chinese: 每月10日前, 每季度末, 按月报送, 一季度一通报, 年度终了后3个月内.

`_PACES` read how often (每月, 按季, 半年一次), `DETAILS` are the forms of what stands after it, `_ALONE` is the rule
where nothing does. The answer is a rule in the words of `reformcli.deadlines.rules`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from reformcli.deadlines.chinese.pieces import PIECES, UNITS, doubled, duration_at, length_of
from reformcli.deadlines.chinese.series import series
from reformcli.deadlines.counting import EVERY, Length, Repeat, every, every_length, times_a
from reformcli.deadlines.grammar import Match, Row, first_row
from reformcli.deadlines.items import Moment
from reformcli.deadlines.numeric import CHARACTERS, number
from reformcli.deadlines.spans import DAY, month_and_day
from reformcli.deadlines.tape import FoundItem, Tape

_SUFFIXES = ("before", "until", "within", "inclusive", "clock", "during", "around")

DETAILS: tuple[Row, ...] = (
    # After, before and at the end of each unit.
    Row("UNIT? end|finish before BACK", "{back} before {unit} end", "{every}"),
    Row("UNIT? end after LENGTH", "{unit} end + {length}"),
    Row("UNIT? finish after|from? 的? LENGTH", "{unit} end + {length}"),
    Row("after LENGTH", "{unit} end + {length}"),
    Row("UNIT? end|finish after? 的? MONTHOF DAY", "{monthof} month of {unit} day {day}", units="quarter,half-year"),
    # The n-th of each unit.
    Row("NTH workday", "{nth} working day of {unit}"),
    Row("UNIT? end LAST workday", "last working day of {unit}"),
    Row("NTH week WEEKDAY", "{nth} {weekday} of {unit}", ambiguous=True),
    Row("NTH WEEKDAY", "{nth} {weekday} of {unit}"),
    Row("FIRST day", "monthly day 1, 11, 21", units="ten-days"),
    Row("FIRST day", "monthly day 1", units="month"),
    Row("WEEKS week", "monthly day {weeks}", units="month", ambiguous=True),
    Row("WEEKS week", "first month of quarter day {weeks}", units="quarter", ambiguous=True),
    Row("LAST week", "{every}", units="month,quarter", ambiguous=True),
    # A month of each quarter or half-year.
    Row("MONTHOF 的? DAY", "{monthof} month of {unit} day {day}", units="quarter,half-year"),
    Row("MONTHOF 的? TENDAYS", "{monthof} month of {unit}{tendays}", units="quarter,half-year"),
    Row("MONTHOF 的? LAST day", "{monthof} month of {unit}", units="quarter,half-year"),
    Row("MONTHOF 的? month? end?", "{monthof} month of {unit}", units="quarter,half-year"),
    Row("end DAY", "last month of quarter day {day}", units="quarter"),
    Row("begin DAY", "first month of quarter day {day}", units="quarter"),
    # Days of each month.
    Row("逢 DAY", "monthly day {day}, 1{day}, 2{day}", "monthly day {day}", units="month"),
    Row("before FIRSTDAYS", "{firstdays}", units="month"),
    Row("UNIT? begin FIRSTDAYS", "{firstdays}", units="month"),
    Row("DAY", "yearly " + ", ".join(f"{month:02}-{{day:0>2}}" for month in range(1, 13, 2)), units="odd-months"),
    Row("DAY", "yearly " + ", ".join(f"{month:02}-{{day:0>2}}" for month in range(2, 13, 2)), units="even-months"),
    Row("UNIT? begin", "monthly day 10", "monthly day 5", units="month"),
    Row("UNIT? middle", "monthly day 20", "monthly day 15", units="month"),
    Row("EARLIER TENDAYOF before", "monthly day {earlier}", "monthly day {tendayof}", units="month"),
    Row("TENDAYOF", "monthly day {tendayof}", units="month"),
    Row("DAY range MONTHOF DAY", "monthly day {day}", units="month"),
    Row("DAYS", "monthly day {days}", units="month"),
    Row("UNIT? end? 的? LAST day", "{every} last day", units="month,quarter,half-year"),
    Row("LAST day", "yearly 12-31", units="year"),
    Row("UNIT? end|finish", "{every} last day", units="month,quarter,half-year"),
    Row("begin", "first month of quarter day 10", units="quarter", ambiguous=True),
    # Days of each year.
    Row("end|finish before|until?", "yearly 12-31", units="year"),
    Row("begin", "yearly 01-31", units="year", ambiguous=True),
    Row("middle", "yearly 06-30", units="year", ambiguous=True),
    Row("FESTIVAL before LENGTH", "yearly {length} before {festival}", "yearly 1 day before {festival}", "year"),
    Row("FESTIVAL before", "yearly 1 day before {festival}", units="year"),
    Row("FESTIVAL", "yearly {festival}", units="year"),
    Row("LUNAR", "yearly lunar {lunar}", units="year"),
    # Days of each week.
    Row("UNIT? WEEKDAYS", "weekly {weekdays}", units="week"),
    Row("WEEKDAYS", "every 2 weeks {weekdays}", units="two-weeks", ambiguous=True),
)  # fmt: skip


_ALONE: Mapping[str, Repeat] = {
    **{unit: Repeat(rule) for unit, rule in EVERY.items()},
    "week": every(1, "week"), "day": every(1, "day"), "working day": every(1, "working day"),
    "two-weeks": every(2, "week"), "ten-days": Repeat("10th, 20th, month end"),
    "half-month": Repeat("2 times a month", other_rule="every 15 days"),
    "odd-months": Repeat("odd months", ambiguous=True), "even-months": Repeat("even months", ambiguous=True),
}  # fmt: skip
"""The rules of units with nothing said about the day: due on the last day of each."""


def recurrence(tape: Tape, place: int) -> FoundItem:
    """The recurring work that begins at `place`."""
    pace = _PACES.get(tape.kind(place))
    found = pace(tape, place) if pace is not None else None
    if found is None:
        return None
    item, end = found.repeat.item(tape.frame), tape.skip(found.after, *_SUFFIXES)
    # 季度例会前: before something that has its own day.
    ahead = tape.kind(place) == "report" and tape.kind(found.after) == "before"
    if ahead or tape.kind(end) == "after" or any(tape.kind(place) == "around" for place in range(found.after, end)):
        item.doubt()
    return item, end


def _every(tape: Tape, place: int) -> Match | None:
    """每月, 按季度, 逐旬, 隔周, 每两个月, 每周五. 按季度推进 may only mean a pace of work."""
    prefix, following, after = tape.at(place).text, tape.at(place + 1), place + 2
    skipped = "隔" in prefix
    if following.kind in ("one each", "report", "alternate"):
        return _report(tape, place + 1)
    if following.kind == "weekday":
        return _rule(tape, place + 1, "week")
    if following.text in UNITS:
        unit = UNITS[following.text]
        if not skipped:
            repeat, end = _detailed(tape, after, unit)
            pace = prefix.startswith("按") and end == after and _patterns()["progress"].match(tape.after(end))
            return Match(replace(repeat, ambiguous=True) if pace else repeat, end)
        if unit == "week":
            return _detailed(tape, after, "two-weeks")
        return _so_many(2, unit, after)
    if following.kind == "numeral":
        after += tape.at(after).text == "个"
        unit = UNITS.get(tape.at(after).text, "")
        return _so_many(following.value or 0, unit, after + 1, skipped) if unit else None
    length = length_of(following.text) if following.kind == "duration" else None
    if length is None:
        return None
    single = {Length(days=1): "day", Length(days=7): "week", Length(months=1): "month", Length(months=12): "year"}.get(
        length
    )
    repeat = every(2, single) if skipped and single else every_length(length)
    return Match(replace(repeat, ambiguous=repeat.ambiguous or length.part_of_day), after)


def _report(tape: Tape, place: int) -> Match | None:
    """月报, 双周调度, 逢单月, 两周一通报, 每年1次: a unit, or so many of it, in one word."""
    match = _patterns()[tape.kind(place)].match(tape.at(place).text)
    if match is None:
        return None
    words = match.groupdict()
    unit, count = UNITS[words["unit"] or words["counted"]], words.get("count") or "每"
    if tape.kind(place) == "report":
        return Match(_ALONE[unit], place + 1)
    if count == "每":
        # 每年1次 and 每月一次: what follows may say more (每月一次，25日前).
        return _detailed(tape, place + 1, unit)
    return _so_many(2 if count == "两" else number(count) or 0, unit, place + 1)


def _so_many(count: int, unit: str, after: int, skipped: bool = False) -> Match | None:
    """So many units: 两周一, 三个月; every second one where 隔 skips one."""
    if not 0 < count <= 999:
        return None
    if count == 1 and not skipped:
        return Match(_ALONE[unit], after)
    measure, factor = {"quarter": ("month", 3), "ten-days": ("day", 10)}.get(unit, (unit, 1))
    return Match(every(max(count, 1 + skipped) * factor, measure), after)


def _detailed(tape: Tape, place: int, unit: str) -> Match:
    """A unit with what is written after it; by itself it is due on its last day."""
    if unit == "year" and tape.kind(place) == "year" and tape.kind(place + 2) == "list":
        # 每年年中、年底各一次
        return _year(tape, place)
    if unit == "week" and tape.kind(place + (tape.kind(place) == "week")) == "end":
        return Match(Repeat("weekly weekend", again=True), place + 1 + (tape.kind(place) == "week"))
    while (
        tape.is_possessive(place)
        or tape.at(place).text in _FILLERS
        or (unit == "year" and tape.kind(place) in ("year", "since"))
    ):
        place += 1
    return _rule(tape, place, unit) or (_year(tape, place) if unit == "year" else _so_often(tape, place, unit))


_FILLERS = ("于", "在", "至少", "应", "均", "须", "需", "要")


def _rule(tape: Tape, place: int, unit: str) -> Match | None:
    """The rule of a unit by the first row that fits what is written after it."""
    return first_row(DETAILS, tape, place, {**PIECES, "UNIT": doubled(unit)}, unit)


def _so_often(tape: Tape, place: int, unit: str) -> Match:
    """每年2次: the ends of equal parts, with the end of the whole as the other reading; once is the whole."""
    match = _patterns()["times"].match(tape.after(place)) if unit in EVERY else None
    count = number(match[1]) if match else None
    if match is None or not count or count > 99:
        return Match(_ALONE[unit], place + (unit == "ten-days" and tape.kind(place) == "end"))
    return Match(times_a(count, unit), tape.place_after(place, match.end()))


def _after_every_end(tape: Tape, place: int) -> Match | None:
    """年度终了后3个月内, 季后15日内, 自月份终了之日起十五日内: after every end of a unit that no number names."""
    before, token, following = tape.at(place - 1), tape.at(place), tape.kind(place + 1)
    numbered = before.kind in ("numeral", "year word", "nth", "republic", "first n", "month", "duration")
    if token.kind == "since":
        return _after_every_end(tape, place + 1) if tape.kind(place + 1) != "since" else None
    if token.kind == "duration":
        return _half_year(tape, place) if token.text in UNITS else None
    if token.text not in UNITS or before.text in tuple("全半多几数近"):
        return None
    if following in ("list", "or") and tape.kind(place + 3) == "finish" and tape.kind(place + 2) in ("quarter", "year"):
        return _either_unit(tape, place)
    if token.kind == "quarter" and following == "nth" and tape.kind(place + 2) == "month" and before.kind != "numeral":
        return _detailed(tape, place + 1, "quarter")
    counted = duration_at(tape, tape.skip(place + 2, "after", "from"))
    ended = following == "finish" and (counted is not None or tape.kind(tape.skip(place + 2, "after")) == "month word")
    if numbered or not (ended or (following == "after" and token.text != "年")):
        return None
    return _rule(tape, place + 1, UNITS[token.text])


def _half_year(tape: Tape, place: int) -> Match | None:
    """半年度终了后20日内; 半年后20日内 leaves open whether it counts from half a year on."""
    unit, following = UNITS[tape.at(place).text], tape.kind(place + 1)
    if following == "list" and tape.kind(place + 2) == "year":
        # 半年度、年度各报送一次
        return Match(Repeat("half-yearly", ambiguous=True), place + 3)
    if _patterns()["times at once"].match(tape.after(place + 1)):
        return _so_often(tape, place + 1, unit)
    begins = tape.kind(place - 1) in ("stop", "end of text")
    if following not in ("finish", "end") and not (following == "after" and begins):
        return None
    found = _rule(tape, place + 1, unit)
    return found and Match(replace(found.repeat, ambiguous=following == "after"), found.after)


def _either_unit(tape: Tape, place: int) -> Match | None:
    """季度、年度终了之日起十五日内 is every quarter; 月份或者季度终了后15日内 leaves open which of the two."""
    coarser = _rule(tape, place + 3, UNITS[tape.at(place + 2).text])
    finer = _rule(tape, place + 3, UNITS[tape.at(place).text])
    if coarser is None or finer is None:
        return None
    is_open = tape.kind(place + 1) == "or"
    return Match(replace(finer.repeat, other_rule=coarser.repeat.rule if is_open else ""), finer.after)


def _year(tape: Tape, place: int) -> Match:
    """What stands after 每年 and is no detail of the table: 1月31日前, 6月、12月底前, 一季度, 汛期前."""
    # The year only serves to find the day of the year; a common year would hide 29 February.
    if _patterns()["times at once"].match(tape.after(place)):
        return _so_often(tape, place, "year")
    inner = replace(tape, frame=replace(tape.frame, said_year=None, near=date(tape.frame.year, 1, 1)))
    found = series(inner, place)
    if found is not None and tape.kind(place + 1) != "year":
        suffixes = ("before", "until", "within", "inclusive", "during")
        return Match(_days_of_year(found[0], tape.kind(found[1]) == "before"), tape.skip(found[1], *suffixes))
    if found is None and _patterns()["event"].match(tape.after(place)):
        return Match(Repeat("yearly", dated=False), place)
    return _so_often(tape, place, "year")


def _days_of_year(what: Moment, before: bool) -> Repeat:
    """A period without 底 or 末 before 前 is ambiguous (practice 4.5), here as elsewhere."""
    spans = what.parts or (what.span,)
    ends = "yearly " + ", ".join(sorted({month_and_day(span.end) for span in spans}))
    if not before or what.point or what.ranged:
        return Repeat(ends, ambiguous=what.ambiguous)
    starts = [span.start - DAY for span in spans]
    if any(start.year < what.span.start.year for start in starts):
        return Repeat(ends, ambiguous=True)
    return Repeat("yearly " + ", ".join(sorted({month_and_day(start) for start in starts})), other_rule=ends)


_PACES: Mapping[str, Callable[[Tape, int], Match | None]] = {
    **dict.fromkeys(("every", "by unit"), _every),
    **dict.fromkeys(("one each", "report", "alternate"), _report),
    **dict.fromkeys(("year", "quarter", "month", "duration", "since"), _after_every_end),
}
"""What reads how often something is due, by the kind of token it begins with."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "progress": re.compile(r"[^,;:]{0,4}(?:推进|落实|实施|开展|完成|组织|安排|进行)"),
        "one each": re.compile(
            r"(?:(?P<unit>半个?月|半年|[双单][周月])"
            rf"|(?P<count>[两每]|\d+|[{CHARACTERS}]+)个?(?P<counted>工作日|日|天|周|旬|月|季度?|年))度?[一1]"
        ),
        "report": re.compile(r"(?P<unit>工作日|半年|双周|双月|单月|日|周|旬|月|季|年)度?"),
        "alternate": re.compile(r"(?:每?逢)?(?P<unit>[单双][周月])"),
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
    }
