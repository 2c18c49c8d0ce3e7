"""Every year in Chinese: 每年1月31日前, 每年6月、12月底前, 每年一季度, 每年国庆节前, 每年汛期前."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from reformcli.deadlines.chinese.durations import duration_at
from reformcli.deadlines.chinese.series import series
from reformcli.deadlines.festivals import by_chinese_name
from reformcli.deadlines.items import Moment
from reformcli.deadlines.repeating import Repeat
from reformcli.deadlines.spans import DAY, last_of_month
from reformcli.deadlines.tape import Tape


@cache
def _event() -> re.Pattern[str]:
    """Something that happens in a year and has no date of its own: 汛期前, 采暖期开始三十日前."""
    return re.compile(
        r"(?!完成|提前|目前|以来)[^,;:、()\d]{1,14}?(?:[\d一二三四五六七八九十]{1,3}[日天])?(?:以前|之前|前|以后|之后|后|期间)"
    )


def yearly(tape: Tape, place: int) -> tuple[Repeat, int]:
    """What stands after 每年."""
    while tape.kind(place) == "year" or tape.is_possessive(place) or tape.kind(place) == "since":
        place += 1
    if tape.at(place).text in ("于", "在", "的", "至少", "应", "均"):
        place += 1
    if tape.kind(place) in ("end", "last day"):
        return Repeat("yearly 12-31"), tape.skip(place + 1, "before", "until")
    if tape.kind(place) in ("begin", "middle"):
        return Repeat("yearly 01-31" if tape.kind(place) == "begin" else "yearly 06-30", ambiguous=True), place + 1
    festive = _before_festival(tape, place)
    if festive is not None:
        return festive
    # The year only serves to find the day of the year; a common year would hide 29 February.
    inner = replace(tape, frame=replace(tape.frame, said_year=None, near=date(tape.frame.year, 1, 1)))
    found = series(inner, place)
    if found is not None and tape.kind(place + 1) != "year":
        return _days_of_year(found[0], tape.kind(found[1]) == "before"), tape.skip(
            found[1], "before", "until", "within", "inclusive", "during"
        )
    if found is None and _event().match(tape.after(place)):
        return Repeat("yearly", dated=False), place
    return Repeat("yearly"), place


def _before_festival(tape: Tape, place: int) -> tuple[Repeat, int] | None:
    if tape.kind(place) != "festival":
        return None
    name = by_chinese_name()[tape.at(place).text].key
    if tape.kind(place + 1) != "before":
        return Repeat(f"yearly {name}"), place + 1
    length = duration_at(tape, place + 2)
    if length is not None and length[0].days:
        days = length[0].days
        rule = f"yearly {days} day{'s' if days > 1 else ''} before {name}"
        return Repeat(rule, other_rule=f"yearly 1 day before {name}"), length[1]
    return Repeat(f"yearly 1 day before {name}"), place + 2


def _days_of_year(what: Moment, before: bool) -> Repeat:
    """A period without 底 or 末 before 前 is ambiguous (practice 4.5), here as elsewhere."""
    spans = what.parts or (what.span,)
    ends = "yearly " + ", ".join(sorted({_month_and_day(span.end) for span in spans}))
    if not before or what.point or what.ranged:
        return Repeat(ends, ambiguous=what.ambiguous)
    starts = [span.start - DAY for span in spans]
    if any(start.year < what.span.start.year for start in starts):
        return Repeat(ends, ambiguous=True)
    return Repeat("yearly " + ", ".join(sorted({_month_and_day(start) for start in starts})), other_rule=ends)


def _month_and_day(day: date) -> str:
    """The last day of February is written 02-29, whatever the year."""
    return "02-29" if day.month == 2 and day == last_of_month(day.year, 2) else f"{day.month:02}-{day.day:02}"
