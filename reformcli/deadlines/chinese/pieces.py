"""The pieces of recurring work in Chinese: units, ordinals, days of the month, weekdays, ten-day periods, lengths.

Each takes a place on the tape and gives its words for a rule; the rows of `recurring` name them.
"""

from collections.abc import Callable, Mapping

from reformcli.deadlines.calendars import by_chinese_name
from reformcli.deadlines.chinese.lexer import WEEKDAY_NAMES
from reformcli.deadlines.chinese.moments import lunar_rule
from reformcli.deadlines.chinese.relative import duration_at
from reformcli.deadlines.counting import EVERY, Repeat, every
from reformcli.deadlines.grammar import Match, Piece, PieceReader
from reformcli.deadlines.items import Moment
from reformcli.deadlines.numeric import number
from reformcli.deadlines.rule_forms import WEEKDAYS, ordinal_word
from reformcli.deadlines.spans import DAY, month_and_day
from reformcli.deadlines.tape import Tape

UNITS: Mapping[str, str] = {
    "年": "year", "年度": "year", "季": "quarter", "季度": "quarter", "月": "month", "月份": "month", "月度": "month",
    "旬": "ten-days", "周": "week", "星期": "week", "礼拜": "week", "日": "day", "天": "day", "号": "day",
    "工作日": "working day",
}  # fmt: skip
"""The units that 每, 按 and 逐 stand before, as rules name them."""


def doubled(unit: str) -> PieceReader:
    """A unit that is said twice: 每月月底, 每季度季末."""

    def read(tape: Tape, place: int) -> Piece | None:
        said = UNITS.get(tape.at(place).text) == unit and tape.kind(place) != "numeral"
        edged = tape.kind(place + 1) in ("end", "begin", "middle", "last day", "finish", "weekday")
        return Piece(unit, place + 1) if said and edged else None

    return read


def _nth(tape: Tape, place: int) -> Piece | None:
    """第一个, 最后一个, 倒数第二个."""
    if tape.kind(place) != "nth":
        return None
    which = tape.at(place).value or 0
    return Piece(ordinal_word(which), place + 1) if which else None


def _weeks(tape: Tape, place: int) -> Piece | None:
    """第二周 ends on day 14."""
    which = (tape.at(place).value or 0) if tape.kind(place) == "nth" else 0
    return Piece(str(min(7 * which, 28)), place + 1) if which > 0 else None


def _last_week(tape: Tape, place: int) -> Piece | None:
    return Piece("", place + 1) if tape.kind(place) == "nth" and (tape.at(place).value or 0) == -1 else None


def first_day(tape: Tape, place: int) -> Piece | None:
    """第一天, 首日."""
    first = tape.kind(place) == "nth" and (tape.at(place).value or 0) == 1 and tape.kind(place + 1) == "day"
    return Piece("", place + 2) if first else None


def first_day_of(tape: Tape, place: int, unit: str) -> Piece | None:
    """第一天 of a unit, as a rule."""
    first = first_day(tape, place)
    rules = {
        "week": "weekly Monday", "month": "monthly day 1", "quarter": "first month of quarter day 1",
        "half-year": "first month of half-year day 1", "year": "yearly 01-01",
    }  # fmt: skip
    return Piece(rules[unit], first.after) if first else None


def _weekday_name(text: str) -> str:
    name = text[-1]
    return WEEKDAYS[int(name) - 1 if name.isdigit() else WEEKDAY_NAMES.index("日" if name == "天" else name)]


def _weekday(tape: Tape, place: int) -> Piece | None:
    return Piece(_weekday_name(tape.at(place).text), place + 1) if tape.kind(place) == "weekday" else None


def weekdays(tape: Tape, place: int) -> Piece | None:
    """周五; 周一、三、五; 周一至周五."""
    days: list[int] = []
    while len(days) < 14 and _is_weekday(tape, place):
        day = WEEKDAYS.index(_weekday_name(tape.at(place).text))
        if days and tape.kind(place - 1) == "range":
            days += range(days[-1] + 1, day)
        days.append(day)
        place += 1
        if tape.kind(place) not in ("list", "range") or not _is_weekday(tape, place + 1):
            break
        place += 1
    return Piece(", ".join(WEEKDAYS[day] for day in sorted(set(days))), place) if days else None


def _is_weekday(tape: Tape, place: int) -> bool:
    token = tape.at(place)
    return token.kind == "weekday" or (token.kind in ("numeral", "day") and token.text in tuple(WEEKDAY_NAMES + "天"))


def _month_of(tape: Tape, place: int) -> Piece | None:
    """首月, 第二个月, 最后一个月; 次月 is the month after the unit, that is the first of the next."""
    token = tape.at(place)
    if token.kind == "nth" and tape.kind(place + 1) == "month":
        word = {1: "first", 2: "second", 3: "last", -1: "last"}.get(token.value or 0)
        return Piece(word, place + 2) if word else None
    return Piece("first", place + 1) if token.kind == "month word" and token.text[0] in "次下" else None


def _day(tape: Tape, place: int) -> Piece | None:
    value = tape.numeral(place)
    if value is None or not 1 <= value <= 31 or tape.kind(place + 1) != "day":
        return None
    return Piece(str(value), place + 2)


def _ten_days(tape: Tape, place: int) -> Piece | None:
    """上旬 of a month of the quarter: its tenth day."""
    token = tape.at(place)
    ends = {"上": " day 10", "中": " day 20", "下": ""}
    return Piece(ends[token.text[0]], place + 1) if token.kind == "ten days" else None


def _ten_day_of(tape: Tape, place: int) -> Piece | None:
    """上旬 ends on day 10."""
    return _ten_day_end(tape, place, {"上": "10", "中": "20", "下": "last"}, place + 1)


def _earlier(tape: Tape, place: int) -> Piece | None:
    """The day before 上旬 begins is the last of the month before. Takes nothing of the phrase."""
    return _ten_day_end(tape, place, {"上": "last", "中": "10", "下": "20"}, place)


def _ten_day_end(tape: Tape, place: int, ends: Mapping[str, str], after: int) -> Piece | None:
    text = tape.at(place).text
    return Piece(ends[text[-2]], after) if tape.kind(place) == "ten days" else None


def _length(before: bool) -> PieceReader:
    def read(tape: Tape, place: int) -> Piece | None:
        found = duration_at(tape, place)
        return Piece(found[0].in_rule(before), found[1]) if found else None

    return read


def _first_workdays(tape: Tape, place: int) -> Piece | None:
    """前5个工作日: the first five, so by the fifth."""
    found = duration_at(tape, place)
    return Piece(ordinal_word(found[0].working_days), found[1]) if found and found[0].working_days else None


def _first_days(tape: Tape, place: int) -> Piece | None:
    found = duration_at(tape, place)
    return Piece(str(found[0].days), found[1]) if found and 0 < found[0].days <= 28 else None


def _days(tape: Tape, place: int) -> Piece | None:
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
            return Piece(", ".join(map(str, sorted(days))), place) if tape.kind(place - 1) == "day" else None
        place += 1
    if not days or tape.kind(place - 2) != "day":
        return None
    end = place + (tape.kind(place) == "month" and tape.kind(place + 1) in ("end", "last day"))
    words = [str(day) for day in sorted(days)]
    if tape.kind(end) in ("end", "last day"):
        return Piece(", ".join([*([] if spans else words), "last"]), end + 1)
    return Piece(", ".join(words), place - 1)


def _later(tape: Tape, place: int) -> Piece | None:
    """A day of the month further on in the same clause or in the next: 每月进展于25日前报送; 每月一次，25日前."""
    stops = 0
    for here in range(place, min(place + 30, len(tape.tokens))):
        if tape.kind(here) in ("every", "month", "year", "duration", "numbers", "range"):
            return None
        stops += tape.kind(here) == "stop"
        if stops > 1:
            return None
        closed = tape.kind(here + 2) in ("before", "until", "end of text")
        if tape.numeral(here) is not None and tape.kind(here + 1) == "day" and closed:
            return _day(tape, here)
    return None


def _next_year(tape: Tape, place: int) -> Piece | None:
    """按年度报送，次年1月20日前: a day of the year after, in the same clause or the next."""
    for here in range(place, min(place + 12, len(tape.tokens))):
        if tape.kind(here) == "year word" and tape.at(here).text[0] in "次翌":
            month, day = tape.numeral(here + 1), _day(tape, here + 3)
            if month is None or not 1 <= month <= 12 or tape.kind(here + 2) != "month" or day is None:
                return None
            return Piece(f"{month:02}-{int(day.words):02}", day.after)
    return None


def _festival(tape: Tape, place: int) -> Piece | None:
    token = tape.at(place)
    return Piece(by_chinese_name()[token.text].key, place + 1) if token.kind == "festival" else None


def _lunar(tape: Tape, place: int) -> Piece | None:
    found = lunar_rule(tape, place)
    return Piece(*found) if found else None


def days_of_year(what: Moment, before: bool) -> Repeat:
    """A period without 底 or 末 before 前 is ambiguous (practice 4.5), here as elsewhere."""
    spans = what.parts or (what.span,)
    ends = "yearly " + ", ".join(sorted({month_and_day(span.end) for span in spans}))
    if not before or what.point or what.ranged:
        return Repeat(ends, ambiguous=what.ambiguous)
    starts = [span.start - DAY for span in spans]
    if any(start.year < what.span.start.year for start in starts):
        return Repeat(ends, ambiguous=True)
    return Repeat("yearly " + ", ".join(sorted({month_and_day(start) for start in starts})), other_rule=ends)


HALF_MONTHLY = Repeat("2 times a month", other_rule="every 15 days")
"""半月: twice a month, or every fifteen days."""


def so_many(count: str, unit: str, after: int, skipped: bool = False) -> Match | None:
    """两周一, 半年一, 双月一, 三个月: so many units."""
    name = UNITS[unit]
    if count == "半":
        return Match(Repeat("half-yearly") if name == "year" else HALF_MONTHLY, after)
    if count == "双" and name == "month":
        return Match(Repeat("even months", ambiguous=True), after)
    value = 2 if count == "双" else number(count)
    if not value or value > 999:
        return None
    if value == 1 and not skipped:
        return Match(unit_alone(unit), after)
    value = 2 if skipped and value == 1 else value
    measures = {"quarter": ("month", 3), "ten-days": ("day", 10)}
    measure, factor = measures.get(name, (name, 1))
    return Match(every(value * factor, measure), after)


def unit_alone(unit: str) -> Repeat:
    """A unit with nothing said about the day: due on its last day."""
    special = {
        "半年": Repeat("half-yearly"), "半年度": Repeat("half-yearly"), "单月": Repeat("odd months", ambiguous=True),
        "双月": Repeat("even months", ambiguous=True), "双周": every(2, "week"), "旬": Repeat("10th, 20th, month end"),
    }  # fmt: skip
    if unit in special:
        return special[unit]
    name = UNITS[unit]
    return every(1, name) if name in ("day", "working day", "week") else Repeat(EVERY[name])


def alternate(tape: Tape, place: int) -> Match:
    """双月, 单月; with a day of those months (双月25日前)."""
    even = "双" in tape.at(place).text
    if tape.at(place).text.endswith("周"):
        days = weekdays(tape, place + 1)
        rule = f"every 2 weeks {days.words}" if days else "every 2 weeks"
        return Match(Repeat(rule, ambiguous=True), days.after if days else place + 1)
    day = tape.numeral(place + 1)
    if day is not None and 1 <= day <= 28 and tape.kind(place + 2) == "day":
        months = range(2 if even else 1, 13, 2)
        return Match(Repeat("yearly " + ", ".join(f"{month:02}-{day:02}" for month in months)), place + 3)
    return Match(Repeat("even months" if even else "odd months", ambiguous=True), place + 1)


PIECES: Mapping[str, Callable[[Tape, int], Piece | None]] = {
    "BACK": _length(before=True), "DAY": _day, "DAYS": _days, "EARLIER": _earlier,
    "FESTIVAL": _festival,
    "FIRSTDAYS": _first_days, "FIRSTWORKDAYS": _first_workdays, "LASTWEEK": _last_week, "LATER": _later,
    "LENGTH": _length(before=False), "LUNAR": _lunar, "MONTHOF": _month_of, "NEXTYEAR": _next_year, "NTH": _nth,
    "TENDAYOF": _ten_day_of,
    "TENDAYS": _ten_days, "WEEKDAY": _weekday, "WEEKDAYS": weekdays, "WEEKS": _weeks,
}  # fmt: skip
"""The small readers of the rows, by their names in them."""
