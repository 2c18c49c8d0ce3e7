"""Recurring work in English: every month on the 5th, quarterly, each Friday, 10 days after the end of each quarter.

`RECURRENCES` are the forms that stand by themselves, `DETAILS` what may be written after a pace (monthly, every
quarter, once a year). The answer is a rule in the words of `reformcli.deadlines.rules`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from reformcli.deadlines import fiscal
from reformcli.deadlines.calendars import by_english_name
from reformcli.deadlines.counting import EVERY, Repeat, every, every_length, times_a
from reformcli.deadlines.english.days import length_at
from reformcli.deadlines.english.lexer import WEEKDAYS
from reformcli.deadlines.english.periods import ordinals, unit_of
from reformcli.deadlines.english.terms import series
from reformcli.deadlines.grammar import Match, Piece, PieceReader, Row, first_row
from reformcli.deadlines.items import Moment
from reformcli.deadlines.rule_forms import WEEKDAYS as WEEKDAY_NAMES
from reformcli.deadlines.rule_forms import ordinal_word
from reformcli.deadlines.spans import add_months, month_and_day
from reformcli.deadlines.tape import FoundItem, Tape

_LIMITS = (
    "by",
    "before",
    "due",
    "within",
    "no later than",
    "until",
    "article",
    "stop",
    "approximately",
    "after",
    "clock",
    "range",
)
"""Words that may stand between a pace and its detail."""

_FIRST_MONTH = "first month of {unit} day {days}"
_SPANS = "month,quarter,half-year,year,fiscal year"

RECURRENCES: tuple[Row, ...] = (
    Row("DAYS article? EACH", "monthly day {days}", units="month"),
    Row("DAYS article? day? article? NEXTMONTH", "monthly day {days}; from {nextmonth}", "monthly day {days}"),
    Row("DAYS article? day? article? month after article? end? ENDS", "monthly day {days}", units="month"),
    Row("DAYS article? day? article? month after article? end? ENDS", _FIRST_MONTH, units="quarter,half-year"),
    Row("NTHS article? EACH", "{nths}"),
    Row("every NTHS article? UNIT", "{nths}"),
    Row("last-day article? EACH", "{every} last day", units="week,month,quarter,half-year,year"),
    Row("end article? EACH", "{every} last day", units="week,month,quarter,half-year,year"),
    Row("every UNIT end", "{every} last day", units="week,month,quarter,half-year,year"),
    Row("every UNITEND", "{every} last day"),
    Row("BACK before article? end? article? ENDS", "{back} before {unit} end", "{every}", units=_SPANS + ",week"),
    Row("LENGTH after|of|from article? end? article? ENDS", "{unit} end + {length}", units=_SPANS + ",week"),
    Row("LENGTH after|of|from DATES EACH", "yearly {dates} + {length}", units="year"),
    Row("LENGTH after|of|from article? MONTHS", "yearly {months} + {length}"),
    Row("SEVERAL article? UNIT", "{several}"),
    Row("MONTHS article? EACH", "yearly {months}", units="year"),
    Row("DATES ,? article? EACH", "yearly {dates}", units="year"),
    Row("DATES ,? YEARLY", "yearly {dates}"),
    Row("every WEEKDAYS", "weekly {weekdays}"),
    Row("PLURALS", "weekly {plurals}"),
    Row("WEEKDAYS every week", "weekly {weekdays}"),
    Row("every working-day", "working days"),
    Row("every FESTIVAL", "yearly {festival}"),
    Row("every DATES", "yearly {dates}"),
)  # fmt: skip

DETAILS: tuple[Row, ...] = (
    Row("LENGTH after|of|from article? end? article? SPAN", "{unit} end + {length}", units=_SPANS + ",week"),
    Row("LENGTH after|of|from DATES EACH?", "yearly {dates} + {length}", units="year,half-year,quarter"),
    Row("BACK before article? end? article? SPAN", "{back} before {unit} end", "{every}", units=_SPANS + ",week"),
    Row("DAYS article? day? article? month after article? end? article? SPAN", "monthly day {days}", units="month"),
    Row("DAYS article? day? article? month after article? end? article? SPAN", _FIRST_MONTH, units="quarter,half-year"),
    Row("DAYS article? day? article? following month", "monthly day {days}", units="month"),
    Row("DAYS article? day? article? following month", _FIRST_MONTH, units="quarter,half-year"),
    Row("NTHS article? following month", "{nths}", units="month"),
    Row("DAYS article? day? article? month after", "monthly day {days}", units="month"),
    Row("DAYS article? day? article? month after", _FIRST_MONTH, units="quarter,half-year"),
    Row("NTHS article? SPAN?", "{nths}", units="week,month,quarter,half-year,year"),
    Row("DAYS article? day? article? SPAN?", "monthly day {days}", units="month"),
    Row("WEEKDAYS", "weekly {weekdays}", units="week"),
    Row("before FESTIVAL", "yearly 1 day before {festival}", units="year"),
    Row("FESTIVAL", "yearly {festival}", units="year"),
    Row("MONTHS", "yearly {months}", units="quarter,half-year"),
    Row("DATES article? EACH?", "yearly {dates}", units="year"),
    Row("end|last-day article? SPAN?", "{every} last day", units="week,month,quarter,half-year,year"),
)  # fmt: skip


def recurrence(tape: Tape, place: int) -> FoundItem:
    """The recurring work that begins at `place`."""
    inner = tape.skip(place, "by", "before", "due", "within", "no later than", "until", "article")
    match = first_row(RECURRENCES, tape, inner, PIECES)
    if match is None:
        pace = _pace(tape, inner)
        match = pace and _detailed(tape, *pace)
    if match is None:
        return None
    repeat = _fiscal(match.repeat, tape)
    return repeat.item(tape.frame), tape.skip(match.after, "clock")


def _pace(tape: Tape, place: int) -> tuple[Repeat, str, int] | None:
    """How often: the rule that the pace makes by itself, its unit, and the place after it."""
    token = tape.at(place)
    if token.kind == "adverb":
        word = token.text.replace("-", "").replace(" ", "")
        unit, repeat = _ADVERBS[word]
        return repeat, unit, place + 1
    times = _times(tape, place)
    if times is not None:
        return times
    if token.kind == "alternate":
        skipped = _unit(tape, place + 1)
        if skipped is None or skipped.words not in ("day", "week", "month", "year"):
            return None
        return every(2, skipped.words), "", skipped.after
    if token.kind != "every":
        return None
    following = tape.at(place + 1)
    if following.text == "fortnight":
        return every(2, "week"), "", place + 2
    length = length_at(tape, place + 1) if following.kind in ("number", "number word") else None
    if length is not None:
        return every_length(length[0]), "", length[1]
    single = _unit(tape, place + 1)
    if single is None:
        return None
    return _every(single.words), single.words, single.after


def _every(unit: str) -> Repeat:
    return every(1, unit) if unit in ("day", "week") else Repeat(EVERY.get(unit, "fiscal yearly"))


def _times(tape: Tape, place: int) -> tuple[Repeat, str, int] | None:
    """Twice a year; 3 times per month; once a quarter; twice yearly."""
    token = tape.at(place)
    if token.text in ("once", "twice", "thrice"):
        count, after = {"once": 1, "twice": 2, "thrice": 3}[token.text], place + 1
    elif token.kind in ("number", "number word") and tape.at(place + 1).text == "times":
        count, after = token.value or 0, place + 2
    else:
        return None
    adverb = tape.at(after)
    if adverb.kind == "adverb":
        name = _ADVERBS[adverb.text.replace("-", "").replace(" ", "")][0]
        unit = Piece(name, after + 1) if name else None
    else:
        joined = adverb.text in ("a", "an", "per", "every", "each") or adverb.text == "in"
        unit = _unit(tape, after + 1) if joined else None
    if unit is None or unit.words in ("day", "fiscal year") or not 1 <= count <= 99:
        return None
    halves = {2: "half-year", 4: "quarter", 12: "month"}.get(count, "") if unit.words == "year" else ""
    return times_a(count, unit.words), halves or (unit.words if count == 1 else ""), unit.after


def _detailed(tape: Tape, pace: Repeat, unit: str, place: int) -> Match:
    """What is written after the pace: on the 5th, by Friday, by 31 March, within 10 days after its end."""
    if not unit:
        return Match(pace, place)
    inner = tape.skip(place, *_LIMITS)
    for start in (inner - 1, inner):
        # The word skipped last may be part of the detail: before Christmas.
        match = first_row(DETAILS, tape, start, PIECES, unit) if start >= place else None
        if match is not None:
            return match
    return Match(pace, place)


def _fiscal(repeat: Repeat, tape: Tape) -> Repeat:
    """The rule with the end of the office's fiscal year in place of its name."""
    if "fiscal year" not in repeat.rule and "fiscal yearly" not in repeat.rule:
        return repeat
    end = fiscal.of_base(tape.frame).span.end
    rule = repeat.rule.replace("fiscal year end", f"yearly {month_and_day(end)}")
    rule = rule.replace("fiscal yearly last day", "fiscal yearly").replace(
        "fiscal yearly", f"yearly {month_and_day(end)}"
    )
    return replace(repeat, rule=rule, other_rule="")


_ADVERBS: Mapping[str, tuple[str, Repeat]] = {
    "daily": ("", Repeat("daily")),
    "weekly": ("week", every(1, "week")),
    "fortnightly": ("", every(2, "week")),
    "monthly": ("month", Repeat("monthly")),
    "quarterly": ("quarter", Repeat("quarterly")),
    "threemonthly": ("quarter", Repeat("quarterly")),
    "halfyearly": ("half-year", Repeat("half-yearly")),
    "sixmonthly": ("half-year", Repeat("half-yearly")),
    "semiannually": ("half-year", Repeat("half-yearly")),
    "semiannual": ("half-year", Repeat("half-yearly")),
    "yearly": ("year", Repeat("yearly")),
    "annually": ("year", Repeat("yearly")),
    "annual": ("year", Repeat("yearly")),
    "perannum": ("year", Repeat("yearly")),
    "twomonthly": ("", every(2, "month")),
    "biennially": ("", every(2, "year")),
    "biennial": ("", every(2, "year")),
    # Twice in one, or once in two? Both are written; the more frequent is the safe reading.
    "biweekly": ("", Repeat("2 times a week", other_rule="every 2 weeks")),
    "bimonthly": ("", Repeat("2 times a month", other_rule="every 2 months")),
    "biannually": ("half-year", Repeat("half-yearly", other_rule="every 2 years")),
    "biannual": ("half-year", Repeat("half-yearly", other_rule="every 2 years")),
}


# The small readers


def _unit(tape: Tape, place: int) -> Piece | None:
    """A unit of time, also a fiscal one: quarters of a fiscal year are those of the calendar."""
    token = tape.at(place)
    fiscal = token.text in ("financial", "fiscal", "reporting") or token.text.startswith("fiscal ")
    place += token.text in ("financial", "fiscal")
    token = tape.at(place)
    if token.kind == "half":
        return Piece("half-year", place + 1 + (tape.at(place + 1).text == "year"))
    word = token.text.removeprefix("calendar ").rstrip("s")
    name = {"year": "year", "yr": "year"}.get(word) or unit_of(token)
    if token.kind != "unit" or not name or (word == "half" and not token.text):
        return None
    return Piece("fiscal year" if fiscal and name == "year" else name, place + 1)


def _each(tape: Tape, place: int) -> Piece | None:
    """Every month, each quarter, per annum; not every other month."""
    token = tape.at(place)
    if token.kind != "every":
        return None
    place += 1 + (tape.at(place + 1).text == "of" and tape.at(place + 2).text == "the") * 2
    return _unit(tape, place)


def _unit_end(tape: Tape, place: int) -> Piece | None:
    """Quarter end, month-end."""
    token = tape.at(place)
    if token.kind != "unit end":
        return None
    name = token.text.split("end")[0].strip("- ").removeprefix("calendar ")
    if name in ("financial year", "fiscal year", "eofy"):
        return Piece("fiscal year", place + 1)
    return Piece(name, place + 1) if name in EVERY else None


def _ends(tape: Tape, place: int) -> Piece | None:
    """Each quarter, every month end, quarter end; the calendar year, which is every one."""
    piece = _each(tape, place)
    if piece is not None:
        return Piece(piece.words, piece.after + (tape.kind(piece.after) == "end"))
    if tape.kind(place) == "every":
        return _unit_end(tape, place + 1)
    if (
        tape.at(place).text.startswith("calendar ")
        and tape.at(place).text[-1] != "s"
        and tape.kind(place + 1) != "number"
    ):
        return _unit(tape, place)
    return _unit_end(tape, place)


def _span(tape: Tape, place: int) -> Piece | None:
    """After a pace also the quarter and the month: those that the pace names."""
    piece = _ends(tape, place) or _unit(tape, place)
    following = tape.at(piece.after).text if piece is not None else ""
    return None if piece is None or following in ("in", "to") else piece


def _nths(tape: Tape, place: int) -> Piece | None:
    """Last working day, first and third Thursday, 2nd and 4th Tuesday."""
    numbers, after = ordinals(tape, place)
    what = tape.at(after)
    if not numbers or what.kind not in ("working day", "weekday"):
        return None
    name = "working day" if what.kind == "working day" else WEEKDAY_NAMES[WEEKDAYS.index(what.text[:3])]
    return Piece(" and ".join(f"{ordinal_word(number)} {name} of {{unit}}" for number in numbers), after + 1)


def _several(tape: Tape, place: int) -> Piece | None:
    """1st and 3rd Wednesday (of the month): several of them are said of every month."""
    return _nths(tape, place) if len(ordinals(tape, place)[0]) > 1 else None


def _days(tape: Tape, place: int) -> Piece | None:
    """The 10th, the 5th and 20th, day 5: days of the month."""
    days: list[int] = []
    if tape.at(place).text == "day" and tape.kind(place + 1) == "number":
        days, place = [tape.at(place + 1).value or 0], place + 2
    while tape.kind(place) == "ordinal" and len(days) < 10 and tape.kind(place + 1) not in ("working day", "weekday"):
        days.append(tape.at(place).value or 0)
        place += 1 + (tape.at(place + 1).text in ("day", "calendar day"))
        if tape.kind(place) == "list" or (tape.at(place).text == "," and tape.kind(place + 1) == "ordinal"):
            place = tape.skip(place + 1, "article")
    if not days or not all(1 <= day <= 31 for day in days):
        return None
    return Piece(", ".join(map(str, sorted(days))), place)


def _weekdays(tape: Tape, place: int) -> Piece | None:
    """Monday and Thursday; Monday to Friday is no list."""
    days = set()
    while tape.kind(place) == "weekday":
        days.add(WEEKDAYS.index(tape.at(place).text[:3]))
        place += 1
        joined = tape.skip(place, "list", "stop")
        if joined == place or tape.kind(joined) != "weekday":
            break
        place = joined
    return Piece(", ".join(WEEKDAY_NAMES[day] for day in sorted(days)), place) if days else None


def _plurals(tape: Tape, place: int) -> Piece | None:
    """Mondays, Tuesdays and Thursdays: those of every week."""
    return _weekdays(tape, place) if tape.kind(place) == "weekday" and tape.at(place).text.endswith("days") else None


def _dates(tape: Tape, place: int) -> Piece | None:
    """Days of any year: 31 March, June and December, the end of June; no year is written with them."""
    kinds = ("number", "ordinal", "month", "end", "middle", "early", "late", "code", "last day")
    place = tape.skip(place, "article", "by", "before") if tape.kind(place) == "article" else place
    found = series(replace(tape, frame=replace(tape.frame)), place) if tape.kind(place) in kinds else None
    return _days_of_year(found) if found is not None else None


def _months(tape: Tape, place: int) -> Piece | None:
    """Feb, May, Aug, Nov: at least two of them, also with semicolons or commas between."""
    moments: list[Moment] = []
    after = place
    while len(moments) < 12:
        found = series(replace(tape, frame=replace(tape.frame)), place)
        if found is None or found[0].year_said or found[0].ranged:
            break
        moments.append(found[0])
        after = found[1]
        place = tape.skip(after, "stop", "list", "article")
        if place == after:
            break
    spans = [span for moment in moments for span in moment.parts or (moment.span,)]
    if len(spans) < 2:
        return None
    return Piece(", ".join(sorted({month_and_day(span.end) for span in spans})), after)


def _days_of_year(found: tuple[Moment, int]) -> Piece | None:
    what, after = found
    if what.year_said or what.ranged:
        return None
    spans = what.parts or (what.span,)
    return Piece(", ".join(sorted({month_and_day(span.end) for span in spans})), after, what.ambiguous)


def _length(before: bool) -> PieceReader:
    def read(tape: Tape, place: int) -> Piece | None:
        found = length_at(tape, place)
        return Piece(found[0].in_rule(before), found[1]) if found else None

    return read


def _festival(tape: Tape, place: int) -> Piece | None:
    token = tape.at(place)
    return Piece(by_english_name()[token.text].key, place + 1) if token.kind == "festival" else None


def _next_month(tape: Tape, place: int) -> Piece | None:
    """The following month: the one after the month that the work is about, which is the base date's."""
    if tape.at(place).text != "following" or tape.at(place + 1).text != "month":
        return None
    return Piece(str(add_months(tape.frame.base.replace(day=1), 1)), place + 2)


def _yearly(tape: Tape, place: int) -> Piece | None:
    word = tape.at(place).text.replace("-", "")
    return Piece("", place + 1) if word in ("yearly", "annually", "annual", "per annum") else None


PIECES: Mapping[str, Callable[[Tape, int], Piece | None]] = {
    "BACK": _length(before=True), "DATES": _dates, "DAYS": _days, "EACH": _each, "ENDS": _ends, "FESTIVAL": _festival,
    "LENGTH": _length(before=False), "MONTHS": _months, "NEXTMONTH": _next_month, "NTHS": _nths, "PLURALS": _plurals,
    "SEVERAL": _several, "SPAN": _span, "UNIT": _unit, "UNITEND": _unit_end, "WEEKDAYS": _weekdays, "YEARLY": _yearly,
}  # fmt: skip
"""The small readers of the rows, by their names in them."""
