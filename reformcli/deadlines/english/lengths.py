"""Lengths of time in English: 10 working days, two (2) weeks, +3w, half a year."""

import re
from functools import cache

from reformcli.deadlines.counting import Length
from reformcli.deadlines.tape import Tape


@cache
def _plus() -> re.Pattern[str]:
    return re.compile(r"\+\s?(\d{1,4})\s?(wd|bd|d|w|m|y)")


def length_at(tape: Tape, place: int) -> tuple[Length, int] | None:
    """The length of time at `place`: 10 working days, two (2) weeks, a month, 3-5 days (the upper bound), half a year."""
    if tape.kind(place) == "plus":
        match = _plus().fullmatch(tape.at(place).text)
        return (_length(int(match[1]), match[2]), place + 1) if match else None
    if tape.kind(place) == "half" and tape.at(place + 1).text in ("a", "year"):
        unit = place + 1 + (tape.at(place + 1).text == "a")
        return (Length(months=6), unit + 1) if tape.at(unit).text == "year" else None
    token = tape.at(place)
    if tape.kind(place - 1) == "range" and tape.kind(place - 2) in ("number", "number word"):
        return None
    count = token.value if token.kind in ("number", "number word") else 1 if token.text in ("a", "an") else None
    if count is None:
        return None
    inner, spread = place + 1, False
    if tape.kind(inner) == "range" and tape.kind(inner + 1) in ("number", "number word") and tape.at(inner + 1).value:
        count, inner, spread = tape.at(inner + 1).value or 0, inner + 2, True
    if tape.at(inner).text == "(" and tape.at(inner + 1).value == count and tape.at(inner + 2).text == ")":
        # Three (3) days: the number is said twice.
        inner += 3
    inner += tape.at(inner).text == "-"
    unit_token = tape.at(inner)
    if unit_token.kind == "working day":
        return Length(working_days=count), inner + 1
    if unit_token.kind != "unit":
        return None
    if spread and unit_token.text.rstrip("s") in ("year", "yr"):
        # 5-10 years is a length of time, no limit.
        return None
    return _length(count, unit_token.text), inner + 1


def _length(count: int, unit: str) -> Length:
    word = unit.split()[-1].rstrip("s")
    match word:
        case "wd" | "bd":
            return Length(working_days=count)
        case "w" | "week" | "wk":
            return Length(days=7 * count)
        case "fortnight":
            return Length(days=14 * count)
        case "m" | "month":
            return Length(months=count)
        case "quarter":
            return Length(months=3 * count)
        case "half" | "half-year" | "year" | "y" | "yr" if "half" in unit:
            return Length(months=6 * count)
        case "y" | "year" | "yr":
            return Length(months=12 * count)
        case "hour" | "hr":
            return Length(days=count // 24, part_of_day=count % 24 > 0)
    return Length(days=count)
