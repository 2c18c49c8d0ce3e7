"""Moments in Chinese: 2026年6月30日, 三季度末, 9月中旬, 下周五, 国庆节, “十五五”期末.

A moment is a period and what narrows it. `MOMENTS` are the forms of periods, in order; `parts.PARTS` narrow them. Weeks
run from Monday to Sunday and are counted from the base date.
"""

from dataclasses import replace
from datetime import timedelta

from reformcli.deadlines import fiscal, numeric
from reformcli.deadlines.calendars import plan_periods
from reformcli.deadlines.chinese.named_days import lunar, term_of_year, with_weekday
from reformcli.deadlines.chinese.parts import after_possessive, narrowed, narrowed_once
from reformcli.deadlines.grammar import MomentForm
from reformcli.deadlines.items import Moment, impossible
from reformcli.deadlines.spans import UNITS, Level, Span, a_day, a_month, a_week, a_year, add_months, ten_days
from reformcli.deadlines.tape import Found, Tape

_EDGES = ("end", "begin", "middle", "within", "finish")


def moment(tape: Tape, place: int, before: Moment | None = None) -> Found:
    """The moment that begins at `place`, by the first form of `MOMENTS` that fits, with what narrows it.

    `before` is the moment on its left, in a span or a list: what it leaves out is that one's.
    """
    for form in MOMENTS:
        found = form.read(tape, place, before)
        if found is not None:
            return narrowed(tape, *found)
    return None


def _numbers(tape: Tape, place: int, before: Moment | None) -> Found:
    """2026-06-30, 2026.6, 6·30, 20260630 and the like."""
    token, after = tape.at(place), place + 1
    if token.kind == "numbers":
        if tape.kind(after) == "festival":
            # 12·4国家宪法日: the day is said twice.
            return narrowed_once(tape, Moment(a_year(tape.frame.year)), after)
        separator = next(character for character in token.text if not character.isdigit())
        # A right side without a year takes that of the left: 2026.6.1-8.31.
        frame = replace(tape.frame, said_year=before.span.start.year) if before and before.year_said else tape.frame
        found = numeric.separated(token.text.split(separator), separator, frame)
    elif token.kind == "numeral" and token.text.isdigit():
        rest = (tape.text[: token.begin] + tape.text[token.end :]).strip(" ;,.")
        # The fraction of a spreadsheet's serial number is a time of day.
        fraction = len(token.text) == 5 and rest.isdigit() and tape.at(after).text == "."
        # 202304-202512
        spread = len(token.text) == 6 and len(rest) == 7 and rest.strip("-至到").isdigit() and not rest.isdigit()
        lone = numeric.digits(token.text, tape.frame, alone=not rest or fraction or spread)
        if lone is None:
            return None
        found, after = lone, len(tape.tokens) if fraction else after
    else:
        return None
    return found, after + (found.span.level is Level.DAY and tape.kind(after) == "day")


def _day_word(tape: Tape, place: int, before: Moment | None) -> Found:
    """今天, 明天, 下一个工作日: from the base date."""
    token = tape.at(place)
    if token.kind == "next workday":
        return Moment(a_day(tape.frame.add_workdays(tape.frame.base, 1)), point=True), place + 1
    # 收到次日起三十日内: what counts from the next day is read as a length.
    counted_from = tape.kind(place + 1) == "from" and tape.kind(place + 2) == "duration"
    if token.kind != "day word" or counted_from:
        return None
    return Moment(a_day(tape.frame.base + timedelta(days=token.value or 0)), point=True), place + 1


def _weekday(tape: Tape, place: int, before: Moment | None) -> Found:
    """周五: the coming one, after 下周一至 that of its week. 周二6月30日: it is checked against the day behind it."""
    token, base = tape.at(place), before.span.start if before and not before.ambiguous else tape.frame.base
    if token.kind != "weekday":
        return None
    opened = tape.kind(place + 1) == "open"
    day = moment(tape, place + 1 + opened) if before is None and tape.kind(place + 1 + opened) != "weekday" else None
    if day is not None and day[0].point and day[0].span.level is Level.DAY and not day[0].festival:
        return with_weekday(day[0], token.value or 0), day[1] + (opened and tape.kind(day[1]) == "close")
    this = a_week(base).start + timedelta(days=token.value or 0)
    if this >= base:
        return Moment(a_day(this), point=True), place + 1
    return Moment(a_day(this + timedelta(weeks=1)), point=True).doubtful(this), place + 1


def _plan_period(tape: Tape, place: int, before: Moment | None) -> Found:
    """“十五五”, “十四五”期间."""
    token = tape.at(place)
    if token.kind != "plan" or tape.kind(place + 1) == "first n":
        return None
    name = next(name for name in sorted(plan_periods(), key=len, reverse=True) if token.text.startswith(name))
    return Moment(plan_periods()[name], year_said=True), place + 1


def _fiscal_year(tape: Tape, place: int, before: Moment | None) -> Found:
    """2028财年, 2026/27财政年度, 本财年."""
    text, frame = tape.at(place).text, tape.frame
    if tape.kind(place) != "fiscal year":
        return None
    if not text.endswith("财年") and frame.conventions.country == "CN":
        # China's fiscal and accounting year is the calendar year (Budget Law, art. 18; Accounting Law, art. 11).
        frame = replace(frame, conventions=replace(frame.conventions, fiscal_start=1))
    turn = {"上": -1, "去": -1, "下": 1, "明": 1}.get(text[0], 0)
    first, _mark, second = text.rstrip("财政会计年度个").replace("-", "/").partition("/")
    if not text[0].isdigit():
        whole: Moment | None = fiscal.of_base(frame, turn)
    else:
        whole = fiscal.of_two_years(first, second, frame) if second else fiscal.of_one_year(first, frame)
    after = place + 1
    return (whole, after + (tape.is_possessive(after))) if whole else None


def year_at(tape: Tape, place: int) -> tuple[int, int] | None:
    """The year written at `place`, and the place after it."""
    token = tape.at(place)
    if token.kind == "year word":
        # 本年, 次年 and 下一年 are those of the phrase, 今年 and 明年 those of the base date.
        first = tape.frame.year if token.text[0] in "本当同次上下" else tape.frame.base.year
        return first + (token.value or 0), place + 1
    if token.kind == "year mark":
        digits = token.text.rstrip("-./")
        marked = numeric.four_digit_year(int(digits), len(digits))
        return (marked, place + 1) if marked is not None else None
    republic = tape.kind(place) == "republic"
    value, digits, after = tape.numeral(place + republic), tape.at(place + republic).text, place + republic + 2
    if value is None or tape.kind(after - 1) != "year":
        return None
    if republic:
        return (value + numeric.ROC_OFFSET, after) if value < 300 else None
    alone = tape.kind(after) != "numeral" and tape.kind(after) not in ("half word", "ten days", "quarter code")
    spread = len(digits) <= 2 and tape.kind(after) == "within"
    if alone and not digits.isdigit() and (set(digits) & set("十百") or spread):
        # 十年, 百年, 一二年内: a length, no year.
        return None
    # 一百一十五 has five characters and is 115.
    length = len(digits) if digits.isdigit() or (len(digits) in (2, 4) and "十" not in digits) else len(str(value))
    year = numeric.four_digit_year(value, length)
    if year is None and length >= 4:
        raise impossible(digits + tape.at(after - 1).text)
    return (year, after) if year is not None else None


def _year(tape: Tape, place: int, before: Moment | None) -> Found:
    """2026年, 明年, 民国115年, 今明两年."""
    if tape.kind(place) == "two years":
        first = tape.frame.base.year + {"今明": 0, "今、": 0, "明后": 1, "去今": -1}[tape.at(place).text[:2]]
        return Moment(Span(a_year(first).start, a_year(first + 1).end, Level.OTHER), year_said=True), place + 1
    found = year_at(tape, place)
    if found is None:
        return None
    year, after = found
    whole, inner = (
        Moment(a_year(year), year_said=True),
        after + (tape.is_possessive(after)),
    )
    return narrowed_once(tape, whole, inner) or (whole, after)


def _turned(tape: Tape, place: int, before: Moment | None) -> Found:
    """本周, 次月, 下季度: from the base date; 次月 and 同月 from the month that the phrase named."""
    token, unit = tape.at(place), tape.kind(place).removesuffix(" word")
    if token.kind not in ("week word", "month word", "quarter word"):
        return None
    near = before.span.start if before is not None else tape.frame.near
    day = near if near is not None and unit == "month" and token.text[0] in "次同" else tape.frame.base
    turns = token.value or 0
    day = day + timedelta(weeks=turns) if unit == "week" else add_months(day, turns * (3 if unit == "quarter" else 1))
    return Moment(UNITS[unit](day)), after_possessive(tape, place + 1)


def _unit_edge(tape: Tape, place: int, before: Moment | None) -> Found:
    """年底, 季末, 月初, 旬末, 周末: of the unit of the base date, or of the moment on the left."""
    unit, base = tape.kind(place), tape.frame.base
    if tape.kind(place + 1) not in _EDGES and (unit, tape.kind(place + 1)) != ("year", "before"):
        return None
    if tape.kind(place - 1) in ("numeral", "nth") or tape.at(place - 1).text in tuple("个多几余半数把"):
        # 一个多月内, 几个月内: a length that no number says.
        return None
    if unit == "year":
        return Moment(a_year(before.span.start.year if before is not None else tape.frame.year)), place + 1
    if unit == "ten day":
        third = min((base.day + 9) // 10, 3)
        return Moment(ten_days(base.year, base.month, third, third)), place + 1
    near = before.span.start if before is not None else tape.frame.near or base
    return (Moment(UNITS[unit](near if unit == "month" else base)), place + 1) if unit in UNITS else None


def _without_year(tape: Tape, place: int, before: Moment | None) -> Found:
    """三季度, 6月, 国庆节: of the year that is meant."""
    year = before.span.start.year if before is not None else tape.frame.year
    return narrowed_once(tape, Moment(a_year(year)), place, alone=True)


def _without_month(tape: Tape, place: int, before: Moment | None) -> Found:
    """25日, 下旬: of the month that the phrase named; with none, of the base date's, and in doubt."""
    near = before.span.start if before is not None else tape.frame.near
    month = near or tape.frame.base
    value = tape.numeral(place)
    if value is not None and (not 1 <= value <= 31 or tape.kind(place + 1) != "day" or tape.at(place + 1).text == "天"):
        return None
    found = narrowed_once(tape, Moment(a_month(month.year, month.month), ambiguous=near is None), place, alone=True)
    if found is not None and value is not None and near is None and tape.kind(found[1]) == "end of text":
        # 10日 alone may also be a length of time.
        return found[0].doubtful(tape.frame.base + timedelta(days=value)), found[1]
    return found


MOMENTS: tuple[MomentForm, ...] = (
    MomentForm("NUMBERS 日?", _numbers, ("2026-06-30", "2026.6", "6·30", "20260630")),
    MomentForm("今天|明天|次日|下一工作日", _day_word, ("今天", "明早", "下一个工作日")),
    MomentForm("WEEKDAY | WEEKDAY DAY", _weekday, ("周五", "周二6月30日")),
    MomentForm("PLAN", _plan_period, ("“十五五”期末",)),
    MomentForm("YEAR 财年", _fiscal_year, ("2028财年末",)),
    MomentForm("农历 MONTH DAY", lunar, ("农历五月初五",)),
    MomentForm("节气", term_of_year, ("芒种",)),
    MomentForm("YEAR | 今明两年", _year, ("2026年6月30日", "明年上半年")),
    MomentForm("本|上|下|次 周|月|季度", _turned, ("下周", "本周末", "次月", "下季度")),
    MomentForm("年|季|月|旬|周 初|中|底", _unit_edge, ("年底", "季末", "周末")),
    MomentForm("HALF|QUARTER|MONTH|FESTIVAL|SEASON", _without_year, ("三季度末", "6月中旬", "国庆节")),
    MomentForm("DAY|上旬|上半月", _without_month, ("25日", "下旬")),
)
"""The forms of periods, in the order in which they are tried."""
