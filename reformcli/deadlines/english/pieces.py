"""The pieces of recurring work in English: units, ordinals, days of the month and of the year, weekdays, lengths.

Each takes a place on the tape and gives its words for a rule; the rows of `recurring` name them.
"""

from collections.abc import Callable, Mapping

from reformcli.deadlines.calendars import by_english_name
from reformcli.deadlines.english.days import length_at
from reformcli.deadlines.english.periods import ordinal_of, ordinals, unit_at, unit_end_of, unit_of
from reformcli.deadlines.english.terms import series
from reformcli.deadlines.grammar import Piece, PieceReader
from reformcli.deadlines.rule_forms import WEEKDAYS, ordinal_word
from reformcli.deadlines.spans import Span, add_months, month_and_day
from reformcli.deadlines.tape import Tape, Token

_NEXTS = ("following", "subsequent", "succeeding", "ensuing")


def _each(tape: Tape, place: int) -> Piece | None:
    """Every month, each quarter, per annum; not every other month."""
    token = tape.at(place)
    if token.kind != "every":
        return None
    place += 1 + (tape.at(place + 1).text == "of" and tape.at(place + 2).text == "the") * 2
    return unit_at(tape, place + (tape.at(place).text in _NEXTS))


def _unit_end(tape: Tape, place: int) -> Piece | None:
    """Quarter end, month-end."""
    name = unit_end_of(tape, place)
    return Piece(name, place + 1) if name else None


def _ends(tape: Tape, place: int) -> Piece | None:
    """(The end of) each quarter, every month end, quarter end; the calendar year, which is every one."""
    place = tape.skip(place, "end", "last day", "article")
    piece = _each(tape, place)
    if piece is not None:
        return Piece(piece.words, piece.after + (tape.kind(piece.after) == "end"))
    if tape.kind(place) == "every":
        return _unit_end(tape, place + 1)
    return unit_at(tape, place) if tape.at(place).text.startswith("calendar ") else _unit_end(tape, place)


def _the_end(tape: Tape, place: int) -> Piece | None:
    """The end of the quarter: where something is counted from it, that of every quarter."""
    whose = tape.at(place).text.rpartition(" ")[2]
    if tape.kind(place) != "end" or whose not in ("of", "the", "its", "their", "your", "our"):
        return None
    past = tape.at(place + 1).text in ("preceding", "previous")
    unit = unit_at(tape, place + 1 + past)
    if unit is None or tape.at(unit.after).text in ("in", "of"):
        return None
    return Piece(unit.words, unit.after, ambiguous=past or whose not in ("of", "the"))


def _span(tape: Tape, place: int) -> Piece | None:
    """After a pace also the quarter and the month: those that the pace names."""
    piece = _ends(tape, place) or unit_at(tape, place)
    following = tape.at(piece.after).text if piece is not None else ""
    return None if piece is None or following in ("in", "to") else piece


def _nths(tape: Tape, place: int) -> Piece | None:
    """Last working day, first and third Thursday, 2nd and 4th Tuesday, working day 5."""
    numbers, after = ordinals(tape, place)
    what = tape.at(after)
    if tape.kind(place) == "working day" and tape.kind(place + 1) == "number":
        numbers, after, what = [tape.at(place + 1).value or 1], place + 1, tape.at(place)
    if not numbers or what.kind not in ("working day", "weekday"):
        return None
    name = "working day" if what.kind == "working day" else WEEKDAYS[what.value or 0]
    return Piece(" and ".join(f"{ordinal_word(number)} {name} of {{unit}}" for number in numbers), after + 1)


def _several(tape: Tape, place: int) -> Piece | None:
    """1st and 3rd Wednesday, 1st and 15th (of the month): several of them are said of every month."""
    days = _days(tape, place)
    if days is not None and "," in days.words:
        return Piece(f"monthly day {days.words}", days.after)
    return _nths(tape, place) if len(ordinals(tape, place)[0]) > 1 else None


def _nth_plurals(tape: Tape, place: int) -> Piece | None:
    """1st and 3rd Tuesdays: those of every month."""
    piece = _nths(tape, place)
    plural = piece is not None and tape.at(piece.after - 1).text.endswith("days")
    return Piece(piece.words.format(unit="month"), piece.after) if piece is not None and plural else None


def _days(tape: Tape, place: int) -> Piece | None:
    """The 10th, the 5th and 20th, day 5: days of the month."""
    days: list[int] = []
    week = ordinal_of(tape.at(place)) or 0
    if -1 <= week <= 4 and unit_of(tape.at(place + 1)) == "week":
        # The second week: its last day, when the month begins with a week.
        return Piece("last" if week < 0 else str(7 * week), place + 2, ambiguous=True)
    inner = tape.skip(place + 1, "article")
    if tape.kind(place) == "between" and tape.kind(inner) != "between":
        both = _days(tape, inner)
        return both and Piece(both.words.rpartition(" ")[2], both.after)
    if tape.at(place).text == "day" and tape.kind(place + 1) == "number":
        days, place = [tape.at(place + 1).value or 0], place + 2
    while len(days) < 10 and tape.kind(place + 1) not in ("working day", "weekday"):
        number = ordinal_of(tape.at(place)) if tape.kind(place) in ("ordinal", "nth") else None
        # The first report is no first day.
        named = tape.kind(place) == "nth" and tape.kind(place + 1) == "word"
        if number is None or number < 1 or named:
            break
        days.append(number)
        place += 1 + (tape.at(place + 1).text in ("day", "calendar day"))
        if tape.kind(place) == "list" or (tape.at(place).text == "," and tape.kind(place + 1) == "ordinal"):
            place = tape.skip(place + 1, "article")
    return Piece(", ".join(map(str, sorted(set(days)))), place) if days else None


def _weekdays(tape: Tape, place: int) -> Piece | None:
    """Monday and Thursday; Monday to Friday is no list."""
    days = set()
    while tape.kind(place) == "weekday":
        days.add(tape.at(place).value or 0)
        place += 1
        joined = tape.skip(place, "list", "stop")
        if joined == place or tape.kind(joined) != "weekday":
            break
        place = joined
    return Piece(", ".join(WEEKDAYS[day] for day in sorted(days)), place) if days else None


_UNITS_OF_ADVERBS = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "halfyearly": "half-year",
    "semiannual": "half-year", "semiannually": "half-year", "biannual": "half-year", "biannually": "half-year",
    "yearly": "year", "annual": "year", "annually": "year", "perannum": "year", "p.a.": "year",
}  # fmt: skip


def unit_of_adverb(token: Token) -> str:
    """The unit of monthly, half-yearly, per annum; "" where the token is none of them."""
    return _UNITS_OF_ADVERBS.get(token.text.replace("-", "").replace(" ", ""), "")


def _pace(tape: Tape, place: int) -> Piece | None:
    """Monthly, quarterly: the unit of it."""
    unit = unit_of_adverb(tape.at(place))
    return Piece(unit, place + 1) if unit else None


def _week_range(tape: Tape, place: int) -> Piece | None:
    """Monday to Friday."""
    through = tape.kind(place + 1) == "range" or tape.at(place + 1).text in ("through", "thru")
    if not through or tape.kind(place) != "weekday" or tape.kind(place + 2) != "weekday":
        return None
    first, last = (tape.at(here).value or 0 for here in (place, place + 2))
    return Piece(", ".join(WEEKDAYS[first : last + 1]), place + 3) if first < last else None


def _day_of_nth_month(tape: Tape, place: int) -> Piece | None:
    """The 15th day of the fourth month (after the end of a year)."""
    days = _days(tape, place)
    if days is None or not days.words.isdigit() or tape.at(days.after).text != "of":
        return None
    inner = tape.skip(days.after, "article")
    month = ordinal_of(tape.at(inner))
    if month is None or not 1 <= month <= 12 or tape.at(inner + 1).text != "month":
        return None
    return Piece(f"{month:02}-{int(days.words):02}", inner + 2)


def _plurals(tape: Tape, place: int) -> Piece | None:
    """Mondays, Tuesdays and Thursdays: those of every week."""
    several = tape.kind(place) == "weekday" and tape.at(place).text.endswith("days") and tape.numeral(place - 1) is None
    return _weekdays(tape, place) if several else None


def _dates(tape: Tape, place: int) -> Piece | None:
    """Days of any year: 31 March, June and December, the end of June; no year is written with them."""
    kinds = (
        "number", "numbers", "day month", "ordinal", "nth", "month", "end", "middle", "early", "late", "code",
        "last day",
    )  # fmt: skip
    place = tape.skip(place, "article", "by", "before") if tape.kind(place) == "article" else place
    opened = place + (tape.kind(place) == "between" or tape.at(place).text == "from")
    # Every 3rd month
    counts = (tape.kind(opened), tape.kind(opened + 1)) == ("ordinal", "unit")
    found = series(tape.aside(), place) if tape.kind(opened) in kinds and not counts else None
    if found is None or found[0].year_said:
        return None
    what, after = found
    # The first Tuesday in March is another day in another year.
    vague = what.ambiguous or tape.kind(opened + 1) in ("weekday", "working day")
    # Between 1 March and 31 August each year is due on the last day.
    spans = what.parts or (what.span,)
    return Piece(", ".join(sorted({month_and_day(span.end) for span in spans})), after, vague)


def _months(tape: Tape, place: int) -> Piece | None:
    """Feb, May, Aug, Nov: at least two of them, also with semicolons or commas between."""
    spans: list[Span] = []
    after, vague = place, False
    while len(spans) < 12:
        found = series(tape.aside(), place)
        if found is None or found[0].year_said or found[0].ranged:
            break
        spans += found[0].parts or (found[0].span,)
        after, vague = found[1], vague or found[0].ambiguous
        place = tape.skip(after, "stop", "list", "article")
        if place == after:
            break
    if len(spans) < 2:
        return None
    return Piece(", ".join(sorted({month_and_day(span.end) for span in spans})), after, vague)


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
    if tape.at(place).text not in _NEXTS or tape.at(place + 1).text != "month":
        return None
    return Piece(str(add_months(tape.frame.base.replace(day=1), 1)), place + 2)


def _years(tape: Tape, place: int) -> Piece | None:
    """The year, each calendar year, the taxable year."""
    place += tape.kind(place) == "every"
    place += tape.at(place).text in ("taxable", "tax", "reporting", "accounting", "fiscal", "financial")
    named = unit_at(tape, place)
    return Piece("", named.after) if named is not None and named.words == "year" else None


PIECES: Mapping[str, Callable[[Tape, int], Piece | None]] = {
    "BACK": _length(before=True), "DATES": _dates, "DAYOFNTH": _day_of_nth_month, "DAYS": _days, "EACH": _each,
    "ENDS": _ends, "FESTIVAL": _festival, "LENGTH": _length(before=False), "MONTHS": _months,
    "NEXTMONTH": _next_month, "NTHPLURALS": _nth_plurals, "NTHS": _nths, "PACE": _pace, "PLURALS": _plurals,
    "SEVERAL": _several, "SPAN": _span, "THEEND": _the_end, "UNIT": unit_at, "UNITEND": _unit_end, "YEARS": _years,
    "WEEKDAYS": _weekdays, "WEEKRANGE": _week_range,
}  # fmt: skip
"""The small readers of the rows, by their names in them."""
