"""What stands beside a unit in English: every month on the 5th, weekly by Friday, annually on 1 July."""

from datetime import date

from reformcli.deadlines.counting import Length
from reformcli.deadlines.english.lexer import ORDINALS, WEEKDAYS
from reformcli.deadlines.english.terms import series
from reformcli.deadlines.festivals import by_english_name
from reformcli.deadlines.items import Moment
from reformcli.deadlines.repeating import Repeat, beside_end, every
from reformcli.deadlines.rule_forms import ORDINALS as RULE_ORDINALS
from reformcli.deadlines.rule_forms import WEEKDAYS as RULE_WEEKDAYS
from reformcli.deadlines.spans import last_of_month
from reformcli.deadlines.tape import Tape

FoundRepeat = tuple[Repeat, int] | None

LIMITS = ("by", "before", "within", "no later than", "until", "article", "stop", "approximately")
"""Words that may stand between a unit and its detail."""
_UNITS = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "wk": "week",
    "yr": "year",
}
RULE_UNITS = {
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "half-year": "half-yearly",
    "year": "yearly",
}


def unit_at(tape: Tape, place: int) -> tuple[str, int] | None:
    """The unit at `place`, as rules name it."""
    token = tape.at(place)
    word = token.text.removeprefix("calendar ").rstrip("s")
    if token.kind == "half" or word in ("half-year", "half year", "halve"):
        return "half-year", place + 1 + (tape.at(place + 1).text == "year")
    if word in ("financial", "fiscal"):
        return None
    return (_UNITS[word], place + 1) if token.kind == "unit" and word in _UNITS else None


def every_unit(tape: Tape, place: int) -> tuple[str, int] | None:
    """every month, each quarter; also "of every month" and "of the month" after an ordinal."""
    place = tape.skip(place, "article")
    return unit_at(tape, place + 1) if tape.kind(place) == "every" and "other" not in tape.at(place).text else None


def beside(length: Length, unit: str, before: bool) -> Repeat:
    """The rule for a length of time before or after the end of every unit."""
    if length.working_days:
        return beside_end(unit, length.working_days, "working day", before)
    if length.months and not before:
        return beside_end(unit, length.months, "month", before)
    return beside_end(unit, length.days or 30 * length.months, "day", before)


def of_year(tape: Tape, place: int) -> tuple[Moment, int] | None:
    """A moment of any year: none is written with it."""
    found = series(tape, place)
    return found if found is not None and not found[0].year_said else None


def dates(what: Moment) -> str:
    """The rule for the days of the year that a moment names."""
    spans = what.parts or (what.span,)
    return "yearly " + ", ".join(sorted({_month_and_day(span.end) for span in spans}))


def _month_and_day(day: date) -> str:
    """The last day of February is written 02-29, whatever the year."""
    return "02-29" if day.month == 2 and day == last_of_month(day.year, 2) else f"{day.month:02}-{day.day:02}"


def detailed(tape: Tape, unit: str, place: int) -> FoundRepeat:
    """What is written after the unit: on the 5th, by Friday, by 31 March, on its last working day."""
    inner = tape.skip(place, *LIMITS)
    detail = {"month": _day_of_month, "week": _day_of_week, "year": _day_of_year}.get(unit, _nothing)
    found = detail(tape, inner) or _place_in_unit(tape, inner, unit)
    if found is not None:
        return found
    if unit == "day":
        return Repeat("daily"), place
    return every(1, "week") if unit == "week" else Repeat(RULE_UNITS[unit]), place


def _nothing(tape: Tape, place: int) -> FoundRepeat:
    return None


def _place_in_unit(tape: Tape, place: int, unit: str) -> FoundRepeat:
    """On the last working day, at the end."""
    token, what = tape.at(place), tape.at(place + 1)
    number = ORDINALS.get(token.text) or (token.value if token.kind == "ordinal" else None)
    if number is not None and what.kind in ("working day", "weekday") and unit != "day":
        name = "working day" if what.kind == "working day" else RULE_WEEKDAYS[WEEKDAYS.index(what.text[:3])]
        word = "last" if number < 0 else RULE_ORDINALS[number - 1] if number <= len(RULE_ORDINALS) else f"{number}th"
        return Repeat(f"{word} {name} of {unit}"), place + 2
    if token.kind in ("end", "last day") and unit in RULE_UNITS:
        return Repeat(f"{RULE_UNITS[unit]} last day"), place + 1
    return None


def _day_of_month(tape: Tape, place: int) -> FoundRepeat:
    days: list[int] = []
    while tape.kind(place) in ("ordinal", "number") and len(days) < 10:
        if tape.kind(place) == "number" and tape.at(place - 1).text != "day":
            break
        if tape.kind(place + 1) in ("working day", "weekday"):
            return None
        days.append(tape.at(place).value or 0)
        place += 1
        if tape.kind(place) == "list" or (tape.at(place).text == "," and tape.kind(place + 1) == "ordinal"):
            place = tape.skip(place + 1, "article")
    if tape.at(place).text == "day" and tape.kind(place + 1) == "number" and not days:
        days, place = [tape.at(place + 1).value or 0], place + 2
    if not days or not all(1 <= day <= 31 for day in days):
        return None
    return Repeat("monthly day " + ", ".join(map(str, sorted(days)))), place


def _day_of_week(tape: Tape, place: int) -> FoundRepeat:
    return weekdays(tape, place) if tape.kind(place) == "weekday" else None


def weekdays(tape: Tape, place: int) -> FoundRepeat:
    """Monday and Thursday."""
    days = set()
    while tape.kind(place) == "weekday":
        days.add(WEEKDAYS.index(tape.at(place).text[:3]))
        place += 1
        if tape.kind(place) in ("list", "stop") and tape.kind(place + 1) == "weekday":
            place += 1
    return Repeat("weekly " + ", ".join(RULE_WEEKDAYS[day] for day in sorted(days))), place


def _day_of_year(tape: Tape, place: int) -> FoundRepeat:
    if tape.kind(place) == "festival":
        name = by_english_name()[tape.at(place).text].key
        before = tape.kind(place - 1) == "before"
        return Repeat(f"yearly {'1 day before ' if before else ''}{name}"), place + 1
    found = of_year(tape, place)
    return (Repeat(dates(found[0]), ambiguous=found[0].ambiguous), found[1]) if found else None
