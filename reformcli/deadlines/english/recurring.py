"""Recurring work in English: every month on the 5th, quarterly, each Friday, 10 days after the end of each quarter.

`RECURRENCES` are the forms that stand by themselves, `DETAILS` what may be written after a pace (monthly, every
quarter, once a year). The answer is a rule in the words of `reformcli.deadlines.rules`.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from reformcli.deadlines import fiscal
from reformcli.deadlines.counting import EVERY, Repeat, every, every_length, times_a
from reformcli.deadlines.english.days import length_at
from reformcli.deadlines.english.lexer import LIMITS, NUMBERS
from reformcli.deadlines.english.periods import ordinal_of, unit_at
from reformcli.deadlines.english.pieces import PIECES, unit_of_adverb
from reformcli.deadlines.grammar import Match, Piece, Row, first_row
from reformcli.deadlines.spans import DAY, month_and_day
from reformcli.deadlines.tape import FoundItem, Tape
from reformcli.i18n import _

_BETWEEN = (*LIMITS, "article", "stop", "approximately", "after", "clock", "range")
"""Words that may stand between a pace and its detail."""

_DAY_IN, _MONTHED = "{monthly} day {days}", "month,quarter,half-year"
_SPANS = "month,quarter,half-year,year,fiscal year"

RECURRENCES: tuple[Row, ...] = (
    Row("DAYS article? EACH", "monthly day {days}", units="month"),
    Row("DAYS article? day? article? NEXTMONTH", "monthly day {days}; from {nextmonth}", "monthly day {days}"),
    Row("DAYS article? day? article? month after article? THEEND|ENDS", _DAY_IN, units=_MONTHED),
    Row("DAYOFNTH after article? end? article? YEARS", "yearly {dayofnth}", ambiguous=True),
    Row("NTHS article? EACH", "{nths}"),
    Row("every NTHS article? UNIT", "{nths}"),
    Row("end|last-day article? EACH", "{every} last day", units="week,month,quarter,half-year,year"),
    Row("start|early article? EACH", "monthly day 10", "monthly day 5", units="month"),
    Row("start|early article? EACH", "yearly 01-31", units="year", ambiguous=True),
    Row("every UNITEND", "{every} last day"),
    Row("BACK before article? ENDS", "{back} before {unit} end", "{every}", units=_SPANS + ",week"),
    Row("LENGTH after|of|from article? THEEND|ENDS", "{unit} end + {length}", units=_SPANS + ",week"),
    Row("UNITEND LENGTH", "{unit} end + {length}", units=_SPANS),
    Row("UNITEND +|plus LENGTH", "{unit} end + {length}", units=_SPANS),
    Row("LENGTH after|of|from DATES article? EACH", "yearly {dates} + {length}", units="year"),
    Row("LENGTH after|of|from article? MONTHS", "yearly {months} + {length}"),
    Row("SEVERAL article? UNIT", "{several}"),
    Row("NTHPLURALS", "{nthplurals}"),
    Row("MONTHS article? EACH", "yearly {months}", units="year"),
    Row("DATES ,|(? article? PACE|EACH )?", "yearly {dates}", units="year,fiscal year"),
    Row("every WEEKDAYS", "weekly {weekdays}"),
    Row("alternate WEEKDAYS", "every 2 weeks {weekdays}", ambiguous=True),
    Row("WEEKRANGE", "weekly {weekrange}", ambiguous=True),
    Row("PLURALS", "weekly {plurals}"),
    Row("NTHS PACE", "{nths}"),
    Row("DAYS PACE", "monthly day {days}", units="month"),
    Row("every DAYS article UNIT", "monthly day {days}", units="month"),
    Row("WEEKDAYS PACE|EACH", "weekly {weekdays}", units="week"),
    Row("every working-day", "working days"),
    Row("every FESTIVAL", "yearly {festival}"),
    Row("every DATES", "yearly {dates}"),
)  # fmt: skip

DETAILS: tuple[Row, ...] = (
    Row("LENGTH after|of|from article? end? article? SPAN", "{unit} end + {length}", units=_SPANS + ",week"),
    Row("LENGTH after|of|from DATES YEARS?", "yearly {dates} + {length}", units="year,half-year,quarter"),
    Row("BACK before article? end? article? SPAN", "{back} before {unit} end", "{every}", units=_SPANS + ",week"),
    Row("DAYS article? day? article? which month", _DAY_IN, units=_MONTHED),
    Row("NTHS article? which month", "{nths}", units="month"),
    Row("DAYS article? day? article? month after", _DAY_IN, units=_MONTHED),
    Row("NTHS article? SPAN?", "{nths}", units="week,month,quarter,half-year,year"),
    Row("DAYS article? day? article? SPAN?", "monthly day {days}", units="month"),
    Row("WEEKRANGE", "weekly {weekrange}", units="day,week"),
    Row("WEEKDAYS", "weekly {weekdays}", units="week"),
    Row("before FESTIVAL", "yearly 1 day before {festival}", units="year"),
    Row("FESTIVAL", "yearly {festival}", units="year"),
    Row("MONTHS", "yearly {months}", units="quarter,half-year"),
    Row("DATES article? PACE|EACH?", "yearly {dates}", units="year"),
    Row("end|last-day article? SPAN?", "{every} last day", units="week,month,quarter,half-year,year"),
)  # fmt: skip


def recurrence(tape: Tape, place: int) -> FoundItem:
    """The recurring work that begins at `place`."""
    begins = tape.kind(place) in ("after", "not before")
    inner = tape.skip(place + begins, *LIMITS, "article", "at least", "clock")
    match = first_row(RECURRENCES, tape, inner, PIECES)
    if match is None:
        pace = _pace(tape, inner)
        match = pace and _detailed(tape, *pace)
    if match is None:
        return None
    item = _fiscal(match.repeat, tape).item(tape.frame)
    if begins:
        item.doubt(_("it says when the work may begin, not when it is due"))
    if tape.kind(place) == "by" and tape.kind(inner) == "month" and tape.kind(inner + 1) not in ("number", "ordinal"):
        # By January of each year: before it begins, or within it.
        item.doubt()
    if tape.kind(place) == "before" and item.rule is not None and item.rule[-1].isdigit() and item.end is not None:
        # Before 31 July each year: some leave the 31st out.
        item.reading = replace(item.reading, ambiguous=True, other_end=item.end - DAY)
    return item, tape.skip(match.after, "clock")


def _pace(tape: Tape, place: int) -> tuple[Repeat, str, int] | None:
    """How often: the rule that the pace makes by itself, its unit, and the place after it."""
    token = tape.at(place)
    if token.kind == "adverb":
        unit, word = unit_of_adverb(token), token.text.replace("-", "").replace(" ", "")
        if word in _VAGUE_ADVERBS or unit:
            return _VAGUE_ADVERBS.get(word) or _every(unit), unit, place + 1
        # 3-monthly is quarterly, six-weekly every six weeks.
        count, measure = re.findall(r"\d+|[a-z]+?(?=(?:week|month|year)ly$)|week|month|year", word)
        number = NUMBERS.get(count) or int(count)
        whole = {3: "quarter", 6: "half-year", 12: "year"}.get(number, "") if measure == "month" else ""
        return (_every(whole) if whole else every(max(number, 1), measure)), whole, place + 1
    times = _times(tape, place)
    if times is not None:
        return times
    if token.kind == "alternate":
        skipped = unit_at(tape, place + 1)
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
        between = tape.kind(place + 2) == "range"
        return replace(every_length(length[0]), ambiguous=between or every_length(length[0]).ambiguous), "", length[1]
    number = ordinal_of(following) or 1
    single = unit_at(tape, place + 1 + (number > 1))
    if single is None:
        return None
    if number > 1:
        # Every fifth year
        return (every(number, single.words), "", single.after) if single.words in ("week", "month", "year") else None
    return _every(single.words), single.words, single.after


def _every(unit: str) -> Repeat:
    return every(1, unit) if unit in ("day", "week") else Repeat(EVERY.get(unit, "fiscal yearly"))


def _times(tape: Tape, place: int) -> tuple[Repeat, str, int] | None:
    """Twice a year; 3 times per month; once a quarter; twice yearly."""
    token = tape.at(place)
    count = NUMBERS.get(token.text) if token.kind == "times" else tape.numeral(place)
    after = place + 1 + (token.kind != "times")
    if not count or count > 99 or tape.kind(after - 1) != "times":
        return None
    after += tape.at(after).text == "-"
    name = unit_of_adverb(tape.at(after))
    joined = tape.kind(after) == "every" or tape.at(after).text in ("a", "an", "in")
    unit = Piece(name, after + 1) if name else unit_at(tape, after + 1) if joined else None
    if unit is None or unit.words in ("day", "fiscal year"):
        return None
    halves = {2: "half-year", 4: "quarter", 12: "month"}.get(count, "") if unit.words == "year" else ""
    return times_a(count, unit.words), halves or (unit.words if count == 1 else ""), unit.after


def _detailed(tape: Tape, pace: Repeat, unit: str, place: int) -> Match:
    """What is written after the pace: on the 5th, by Friday, by 31 March, within 10 days after its end."""
    if not unit:
        return Match(pace, place)
    inner = tape.skip(place, *_BETWEEN)
    for start in (inner - 1, inner):
        # The word skipped last may be part of the detail: before Christmas.
        match = first_row(DETAILS, tape, start, PIECES, unit) if start >= place else None
        if match is not None and not tape.at(match.after - 1).text.startswith("end of"):
            # Weekly until the end of June: not at the end of each week.
            return match
    return Match(pace, place)


def _fiscal(repeat: Repeat, tape: Tape) -> Repeat:
    """The rule with the end of the office's fiscal year in place of its name."""
    if "fiscal year" not in repeat.rule:
        return repeat
    end = fiscal.of_base(tape.frame).span.end
    back = re.fullmatch(r"(\d+) (working )?days? before fiscal year end", repeat.rule)
    if back is not None:
        count = -int(back[1])
        day = tape.frame.add_workdays(end, count) if back[2] else end + count * DAY
        # Which day of the year so many working days before its end are is not the same in every year.
        return Repeat(f"yearly {month_and_day(day)}", ambiguous=back[2] is not None)
    rule = re.sub("fiscal year(?: end|ly last day|ly)", f"yearly {month_and_day(end)}", repeat.rule)
    return replace(repeat, rule=rule, other_rule="")


_VAGUE_ADVERBS: Mapping[str, Repeat] = {
    "fortnightly": every(2, "week"),
    **dict.fromkeys(("biennially", "biennial"), every(2, "year")),
    **dict.fromkeys(("triennially", "triennial"), every(3, "year")),
    # Twice in one, or once in two? Both are written; the more frequent is the safe reading.
    "biweekly": Repeat("2 times a week", other_rule="every 2 weeks"),
    "bimonthly": Repeat("2 times a month", other_rule="every 2 months"),
    **dict.fromkeys(("biannually", "biannual"), Repeat("half-yearly", other_rule="every 2 years")),
}
"""Adverbs that do not say from when they count, or how often."""
