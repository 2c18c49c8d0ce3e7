"""What hangs on a year in Chinese: 2026年三季度, 明年6月底, 年底, and the same without the year."""

from datetime import date, timedelta

from reformcli.deadlines import numeric
from reformcli.deadlines.chinese.days import festival, summer_holidays
from reformcli.deadlines.chinese.months import (
    day_at,
    half_month,
    inside_month,
    month_at,
    nth_inside,
    ordinal,
    ten_days_of,
)
from reformcli.deadlines.items import Moment, Unreadable, impossible
from reformcli.deadlines.numeric import number
from reformcli.deadlines.spans import (
    Level,
    Span,
    a_half,
    a_month,
    a_quarter,
    a_year,
    add_months,
    quarter_of,
    span_name,
    ten_days,
)
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

_YEARS_AWAY = {"今": 0, "明": 1, "来": 1, "翌": 1, "后": 2, "大": 3, "去": -1, "前": -2}


def dated(tape: Tape, place: int, before: Moment | None) -> Found:
    """A year, written or meant, and what follows it."""
    year, said, after = year_at(tape, place)
    if year is None:
        meant = before.span.start.year if before is not None else tape.frame.year
        return _inside_year(tape, place, meant, False, before)
    if tape.is_possessive(after) or tape.at(after).text == " ":
        after += 1
    found = _inside_year(tape, after, year, True, before)
    if found is not None:
        found[0].year_said = said or found[0].year_said
        return found
    if tape.kind(after) in ("month", "mask", "day") or (
        tape.kind(after) == "numeral" and tape.at(after).text.isdigit()
    ):
        # 2026年6目, 2026年月底前: the year is written, what follows it is not a month.
        raise Unreadable(_("what follows the year is not a month"))
    return Moment(a_year(year), year_said=said), after


def year_at(tape: Tape, place: int) -> tuple[int | None, bool, int]:
    """The year written at `place`, whether it is a number, and the place after it."""
    token = tape.at(place)
    if token.kind == "year word":
        plan, base = tape.frame.conventions.plan_year, tape.frame.base.year
        first = token.text[0]
        if first in "本当同":
            return tape.frame.year, True, _after_year(tape, place + 1)
        if first == "次":
            return tape.frame.year + 1, True, _after_year(tape, place + 1)
        if first in "下上":
            return plan + (1 if first == "下" else -1), True, _after_year(tape, place + 1)
        return base + _YEARS_AWAY[first], True, _after_year(tape, place + 1)
    if token.kind == "year mark":
        digits = token.text.rstrip("-./")
        return numeric.four_digit_year(int(digits), len(digits)), True, place + 1
    republic = token.kind == "republic"
    value = tape.numeral(place + republic)
    digits = tape.at(place + republic).text
    if value is None or tape.kind(place + republic + 1) != "year":
        return None, False, place
    after = _after_year(tape, place + republic + 2)
    if republic:
        return (value + numeric.ROC_OFFSET if value < 300 else None), True, after
    alone = tape.kind(after) != "numeral" and tape.kind(after) not in ("half word", "ten days", "quarter code")
    if alone and not digits.isdigit() and set(digits) & set("十百"):
        # 十年, 百年: a length, no year.
        return None, False, place
    # 一百一十五 has five characters and is 115.
    length = len(digits) if digits.isdigit() or (len(digits) in (2, 4) and "十" not in digits) else len(str(value))
    year = numeric.four_digit_year(value, length)
    if year is None and length >= 4:
        raise impossible(digits + tape.at(place + 1).text)
    return year, True, after


def _after_year(tape: Tape, place: int) -> int:
    """The place after a second 年 (明年年底)."""
    doubled = tape.kind(place) == "year" and tape.kind(place + 1) in ("end", "within", "begin", "middle")
    return place + 1 if doubled else place


def _inside_year(tape: Tape, place: int, year: int, year_written: bool, before: Moment | None) -> Found:
    """What stands inside a year: halves, quarters, months and days, festivals, the edges of the year itself."""
    token, base = tape.at(place), tape.frame.base
    following = tape.at(place + 1)
    match token.kind:
        case "half word":
            half = 1 if token.text[0] in "上前" else 2
            return Moment(a_half(year, half)), place + 1
        case "both halves":
            return Moment(a_year(year)), place + 1
        case "half code":
            return Moment(a_half(year, int(token.text[1]))), place + 1
        case "quarter code":
            return Moment(a_quarter(year, int(token.text.strip("Qq")))), place + 1
        case "quarter word":
            turn = {"下": 1, "次": 1, "上": -1}.get(token.text[0], 0)
            day = add_months(base, 3 * turn)
            return Moment(a_quarter(day.year, quarter_of(day))), place + 1
        case "whole year":
            return Moment(a_year(year)), place + 1
        case "two years":
            ahead = {"今明": 0, "今、": 0, "明后": 1, "去今": -1}[token.text[:2]]
            first = base.year + ahead
            return Moment(Span(a_year(first).start, a_year(first + 1).end, Level.OTHER), year_said=True), place + 1
        case "numeral" if token.text in ("两", "俩"):
            # 春秋两季: how many, not which.
            return None
        case "numeral" if following.kind == "quarter":
            return _quarter(year, token.value, token.text), place + 2
        case "nth" if following.kind == "quarter":
            return _quarter(year, ordinal(token.text), token.text), place + 2
        case "first n" | "last n" if following.kind in ("quarter", "month"):
            return _some_of_year(year, token.text, following.kind), place + 2
        case "numeral" if following.kind == "month":
            return month_at(tape, place + 2, year, token.value, token.text, before)
        case "nth" if following.kind == "month" and year_written:
            return month_at(tape, place + 2, year, ordinal(token.text) % 13, token.text, before)
        case "month word":
            day = add_months(
                base, {"下": 1, "次": 1, "上": -1}.get(token.text[0], 0) * (1 + (token.text[:2] == "下下"))
            )
            near = before.span.start if before is not None else tape.frame.near
            if token.text[0] in "次同" and near is not None:
                # 6月底前完成，次月15日前报送: the month after the one that the phrase named.
                day = add_months(near, token.text[0] == "次")
            return inside_month(tape, place + 1, day.year, day.month, before)
        case "festival":
            return festival(tape, place, year, year_written)
        case "season":
            return summer_holidays(tape, place, year)
        case "nth" if year_written:
            return nth_inside(tape, place, a_year(year))
    if year_written:
        return _edge_of_year(tape, place, year)
    return _without_year(tape, place, year, before)


def _edge_of_year(tape: Tape, place: int, year: int) -> Found:
    """2026年底, 年中, 年初."""
    span = a_year(year)
    match tape.kind(place):
        case "end" | "last day":
            return Moment(span, point=True, sentence=_("last day of {period}", period=span_name(span))), place + 1
        case "middle":
            june = Span(span.start, date(year, 6, 30), Level.OTHER)
            said = _("middle of {period}, read as 30 June", period=span_name(span))
            other = date(year, 7, 31)
            return Moment(june, point=True, ambiguous=True, other_end=other, sentence=said), place + 1
        case "begin":
            # No rule says how long the beginning of a year is; January is what offices mean.
            return Moment(a_month(year, 1), ambiguous=True, other_end=date(year, 2, 28)), place + 1
    return None


def _without_year(tape: Tape, place: int, year: int, before: Moment | None) -> Found:
    """年底, 月底, 季末, 下旬, 25日: with the unit of the base date, or that of the moment on the left."""
    token, base = tape.at(place), tape.frame.base
    following = tape.kind(place + 1)
    edged = following in ("end", "begin", "middle", "within", "last day", "finish")
    near = before.span.start if before is not None else tape.frame.near or base
    known = before is not None or tape.frame.near is not None
    match token.kind:
        case "year" if edged or following == "before":
            found = _edge_of_year(tape, place + 1, year)
            return found or (Moment(a_year(year)), place + 1)
        case "quarter" if edged:
            return Moment(a_quarter(base.year, quarter_of(base))), place + 1
        case "month" if edged:
            return inside_month(tape, place + 1, near.year, near.month, before)
        case "ten day" if edged:
            first = min((base.day + 9) // 10, 3)
            return Moment(ten_days(base.year, base.month, first, first)), place + 1
        case "half month":
            return half_month(token.text, near.year, near.month, ambiguous=not known), place + 1
        case "ten days":
            return ten_days_of(token.text, near.year, near.month, ambiguous=not known), place + 1
        case "numeral" if following == "day" and tape.at(place + 1).text != "天":
            value = token.value or 0
            if not 1 <= value <= 31:
                return None
            found = day_at(tape, place, near.year, near.month)
            if found is not None and not known:
                found[0].ambiguous = True
                if tape.kind(found[1]) == "end of text":
                    # 10日 alone may also be a length of time.
                    found[0].other_end = base + timedelta(days=value)
            return found
    return None


def _quarter(year: int, quarter: int | None, text: str) -> Moment:
    if quarter is None or not 1 <= quarter <= 4:
        raise impossible(text)
    return Moment(a_quarter(year, quarter))


def _some_of_year(year: int, text: str, unit: str) -> Moment:
    """前三季度, 前五个月, 后两个月."""
    months = (number(text[1:].rstrip("个")) or 0) * (3 if unit == "quarter" else 1)
    if not 1 <= months <= 12:
        raise impossible(text)
    if text[0] == "后":
        return Moment(Span(a_month(year, 13 - months).start, date(year, 12, 31), Level.OTHER))
    return Moment(Span(date(year, 1, 1), a_month(year, months).end, Level.OTHER))
