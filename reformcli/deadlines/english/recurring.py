"""Recurring work in English: every month on the 5th, quarterly, each Friday, 10 days after the end of each quarter.

`RECURRENCES` is the ordered list of the forms. The answer is a rule in the words of `reformcli.deadlines.rules`.
"""

from collections.abc import Callable

from reformcli.deadlines.counting import Length
from reformcli.deadlines.english.details import (
    LIMITS,
    RULE_UNITS,
    beside,
    dates,
    detailed,
    every_unit,
    of_year,
    unit_at,
    weekdays,
)
from reformcli.deadlines.english.lexer import ORDINALS, WEEKDAYS
from reformcli.deadlines.english.relative import length_at
from reformcli.deadlines.festivals import by_english_name
from reformcli.deadlines.repeating import Repeat, every
from reformcli.deadlines.rule_forms import ORDINALS as RULE_ORDINALS
from reformcli.deadlines.rule_forms import WEEKDAYS as RULE_WEEKDAYS
from reformcli.deadlines.tape import FoundItem, Tape

FoundRepeat = tuple[Repeat, int] | None

_ADVERBS = {
    "daily": Repeat("daily"),
    "weekly": every(1, "week"),
    "fortnightly": every(2, "week"),
    "monthly": Repeat("monthly"),
    "quarterly": Repeat("quarterly"),
    "halfyearly": Repeat("half-yearly"),
    "sixmonthly": Repeat("half-yearly"),
    "semiannually": Repeat("half-yearly"),
    "yearly": Repeat("yearly"),
    "annually": Repeat("yearly"),
    "perannum": Repeat("yearly"),
    # Twice in one, or once in two? Both are written; the more frequent is the safe reading.
    "biweekly": Repeat("2 times a week", other_rule="every 2 weeks"),
    "bimonthly": Repeat("2 times a month", other_rule="every 2 months"),
    "biannually": Repeat("half-yearly", other_rule="every 2 years"),
}


def recurrence(tape: Tape, place: int) -> FoundItem:
    """The recurring work that begins at `place`."""
    inner = tape.skip(place, *LIMITS[:6])
    for form in RECURRENCES:
        found = form(tape, inner)
        if found is not None:
            return found[0].item(tape.frame), tape.skip(found[1], "clock")
    return None


def _day_of_every(tape: Tape, place: int) -> FoundRepeat:
    """The 10th of each month; the 5th and 20th of every month."""
    days: list[int] = []
    while tape.kind(place) == "ordinal" and len(days) < 10:
        days.append(tape.at(place).value or 0)
        place += 1 + (tape.at(place + 1).text == "day")
        if tape.kind(place) == "list" or (tape.at(place).text == "," and tape.kind(place + 1) == "ordinal"):
            place = tape.skip(place + 1, "article")
    unit = every_unit(tape, place) if days else None
    if unit is None or unit[0] != "month" or not all(1 <= day <= 31 for day in days):
        return None
    return Repeat("monthly day " + ", ".join(map(str, sorted(days)))), unit[1]


def _nth_of_every(tape: Tape, place: int) -> FoundRepeat:
    """The last working day of each month; first Monday of every quarter; last day of each week."""
    token, what = tape.at(place), tape.at(place + 1)
    if token.kind == "last day":
        unit = every_unit(tape, place + 1)
        return (Repeat(f"{RULE_UNITS[unit[0]]} last day"), unit[1]) if unit and unit[0] in RULE_UNITS else None
    number = ORDINALS.get(token.text) or (token.value if token.kind == "ordinal" else None)
    if number is None or what.kind not in ("working day", "weekday"):
        return None
    unit = every_unit(tape, place + 2)
    if unit is None or unit[0] == "day":
        return None
    name = "working day" if what.kind == "working day" else RULE_WEEKDAYS[WEEKDAYS.index(what.text[:3])]
    word = "last" if number < 0 else RULE_ORDINALS[number - 1] if number <= len(RULE_ORDINALS) else f"{number}th"
    return Repeat(f"{word} {name} of {unit[0]}"), unit[1]


def _end_of_every(tape: Tape, place: int) -> FoundRepeat:
    """The end of each quarter; each month end."""
    if tape.kind(place) == "end":
        unit = every_unit(tape, place + 1)
        return (Repeat(f"{RULE_UNITS[unit[0]]} last day"), unit[1]) if unit and unit[0] in RULE_UNITS else None
    if tape.kind(place) == "every" and tape.kind(place + 1) == "unit end":
        unit_name = tape.at(place + 1).text.split("end")[0].strip("- ")
        if unit_name in RULE_UNITS:
            return Repeat(f"{RULE_UNITS[unit_name]} last day"), place + 2
    return None


def _beside_every_end(tape: Tape, place: int) -> FoundRepeat:
    """10 days after the end of each quarter; 3 working days before month end."""
    length = length_at(tape, place)
    if length is None:
        return None
    side = length[1]
    before = tape.kind(side) == "before"
    if not before and tape.kind(side) != "after" and tape.at(side).text != "of":
        return None
    inner = tape.skip(side + 1, "article")
    if tape.kind(inner) == "unit end":
        unit_name, after = tape.at(inner).text.split("end")[0].strip("- "), inner + 1
        return (beside(length[0], unit_name, before), after) if unit_name in RULE_UNITS else None
    every_end = _end_of_every(tape, inner)
    if every_end is None:
        if tape.kind(inner) != "every" or tape.kind(inner + 2) != "end":
            return None
        unit = unit_at(tape, inner + 1)
        return (beside(length[0], unit[0], before), unit[1] + 1) if unit else None
    units = {rule: unit for unit, rule in RULE_UNITS.items()}
    return beside(length[0], units[every_end[0].rule.split()[0]], before), every_end[1]


def _moment_every_year(tape: Tape, place: int) -> FoundRepeat:
    """31 March every year; by the end of June annually."""
    if tape.kind(place) not in (
        "number",
        "ordinal",
        "month",
        "end",
        "middle",
        "early",
        "late",
        "code",
        "festival",
        "last day",
    ):
        return None
    found = of_year(tape, place)
    if found is None:
        return None
    what, after = found
    yearly = tape.at(after).text.replace("-", "") in ("yearly", "annually", "annual", "per annum")
    unit = every_unit(tape, after + (tape.at(after).text == ","))
    if not yearly and (unit is None or unit[0] != "year"):
        return None
    return Repeat(dates(what), ambiguous=what.ambiguous), after + 1 if yearly else (unit or ("", after))[1]


def _so_many_times(tape: Tape, place: int) -> FoundRepeat:
    """Twice a year; 3 times per month; once a quarter."""
    token = tape.at(place)
    if token.kind == "times":
        count, after = {"once": 1, "twice": 2}.get(token.text, 0), place + 1
    elif token.kind in ("number", "number word") and tape.at(place + 1).text == "times":
        count, after = token.value or 0, place + 2
    else:
        return None
    if tape.at(after).text not in ("a", "an", "per", "every", "each") or not 1 <= count <= 99:
        return None
    unit = unit_at(tape, after + 1)
    if unit is None or unit[0] == "day":
        return None
    rule = RULE_UNITS[unit[0]]
    if count == 1:
        return every(1, "week") if unit[0] == "week" else Repeat(rule), unit[1]
    if unit[0] == "year" and count in (2, 4, 12):
        return Repeat({2: "half-yearly", 4: "quarterly", 12: "monthly"}[count], other_rule="yearly"), unit[1]
    return Repeat(f"{count} times a {unit[0]}", other_rule=rule), unit[1]


def _every(tape: Tape, place: int) -> FoundRepeat:
    """Every month on the 5th, each Friday, every 2 weeks, every other month, every June."""
    token, following = tape.at(place), tape.at(place + 1)
    if token.kind != "every":
        return None
    if "other" in token.text or token.text == "every second":
        unit = unit_at(tape, place + 1)
        return (every(2, unit[0]), unit[1]) if unit and unit[0] in ("day", "week", "month", "year") else None
    if following.kind == "weekday":
        return weekdays(tape, place + 1)
    if following.kind == "working day":
        return Repeat("working days"), place + 2
    if following.text == "fortnight":
        return every(2, "week"), place + 2
    length = length_at(tape, place + 1) if following.kind in ("number", "number word") else None
    if length is not None:
        return _every_length(length[0]), length[1]
    if following.kind == "unit end":
        return _end_of_every(tape, place)
    if following.kind == "festival":
        return Repeat(f"yearly {by_english_name()[following.text].key}"), place + 2
    unit = unit_at(tape, place + 1)
    if unit is not None:
        return detailed(tape, unit[0], unit[1])
    found = of_year(tape, place + 1)
    return (Repeat(dates(found[0]), ambiguous=found[0].ambiguous), found[1]) if found else None


def _every_length(length: Length) -> Repeat:
    if length.working_days:
        return every(length.working_days, "working day")
    if length.months:
        return every(length.months // 12, "year") if length.months % 12 == 0 else every(length.months, "month")
    return every(length.days // 7, "week") if length.days % 7 == 0 else every(length.days, "day")


def _adverb(tape: Tape, place: int) -> FoundRepeat:
    """Monthly, quarterly by the 15th, annually on 1 July."""
    token = tape.at(place)
    if token.kind != "adverb":
        return None
    word = token.text.replace("-", "").replace(" ", "")
    word = {"annual": "annually", "semiannual": "semiannually", "biannual": "biannually"}.get(word, word)
    units = {
        "daily": "day",
        "weekly": "week",
        "monthly": "month",
        "quarterly": "quarter",
        "yearly": "year",
        "annually": "year",
    }
    if word in units:
        return detailed(tape, units[word], place + 1)
    return _ADVERBS[word], place + 1


RECURRENCES: tuple[Callable[[Tape, int], FoundRepeat], ...] = (
    _day_of_every, _nth_of_every, _end_of_every, _beside_every_end, _moment_every_year, _so_many_times, _every, _adverb,
)  # fmt: skip
"""The forms of recurrence, in the order in which they are tried."""
