"""Moments in Chinese: 2026年6月30日, 三季度末, 9月中旬, 下周五, 国庆节, “十五五”期末.

`MOMENTS` is the ordered list of the forms: position, unit and period, each with its small reader.
"""

from dataclasses import replace
from datetime import timedelta

from reformcli.deadlines import fiscal, numeric
from reformcli.deadlines.calendars import plan_periods
from reformcli.deadlines.chinese.days import check_weekday, festival, lunar, term_of_year, week, weekday_and_clock
from reformcli.deadlines.chinese.months import inside_month, nth_inside, ordinal
from reformcli.deadlines.chinese.years import dated
from reformcli.deadlines.grammar import MomentForm
from reformcli.deadlines.items import Moment
from reformcli.deadlines.spans import Level, Span, a_day, a_month, a_year, span_name
from reformcli.deadlines.tape import Found, Tape
from reformcli.i18n import _

_DAYS_AWAY = {
    "今": 0,
    "本": 0,
    "当": 0,
    "即": 0,
    "明": 1,
    "次": 1,
    "翌": 1,
    "第": 1,
    "后": 2,
    "大": 3,
    "昨": -1,
    "前": -2,
}


def moment(tape: Tape, place: int, before: Moment | None = None) -> Found:
    """The moment that begins at `place`, by the first form of `MOMENTS` that fits."""
    for form in MOMENTS:
        found = form.read(tape, place, before)
        if found is not None:
            return edges(tape, *found)
    return None


def _numbers(tape: Tape, place: int, before: Moment | None) -> Found:
    """2026-06-30, 2026.6, 6·30, 20260630 and the like, with a clock time that is dropped."""
    token = tape.at(place)
    if token.kind == "numbers" and tape.kind(place + 1) == "festival":
        # 12·4国家宪法日: the day is said twice.
        return festival(tape, place + 1, tape.frame.year, year_said=False)
    if token.kind == "numbers":
        separator = next(character for character in token.text if not character.isdigit())
        # A right side without a year takes that of the left: 2026.6.1-8.31.
        frame = replace(tape.frame, said_year=before.span.start.year) if before and before.year_said else tape.frame
        found = numeric.separated(token.text.split(separator), separator, frame)
        after = place + 1
    elif token.kind == "numeral" and token.text.isdigit():
        rest = (tape.text[: token.begin] + tape.text[token.end :]).strip(" ;,.")
        fraction = len(token.text) == 5 and rest.isdigit() and tape.at(place + 1).text == "."
        lone = numeric.digits(token.text, tape.frame, alone=not rest or fraction)
        if lone is None:
            return None
        # The fraction of a spreadsheet's serial number is a time of day.
        found, after = lone, len(tape.tokens) if fraction else place + 1
    else:
        return None
    if found.span.level is Level.MONTH and tape.kind(after) in ("ten days", "begin", "middle", "half month"):
        # 2026-09 中旬
        inside = inside_month(tape, after, found.span.start.year, found.span.start.month, before)
        if inside is not None:
            inside[0].year_said = found.year_said
            return inside
    if found.span.level is Level.DAY:
        if tape.kind(after) == "day":
            after += 1
        return weekday_and_clock(tape, found, after)
    return found, after


def _day_word(tape: Tape, place: int, before: Moment | None) -> Found:
    """今天, 明天: from the base date."""
    token = tape.at(place)
    if token.kind == "weekday" and before is None:
        # 周二6月30日: the weekday is checked against the date behind it.
        inner = place + 1 + (tape.kind(place + 1) == "open")
        found = _numbers(tape, inner, None) or dated(tape, inner, None)
        if found is not None and found[0].point and found[0].span.level is Level.DAY and not found[0].festival:
            check_weekday(found[0], token.text)
            return found[0], found[1] + (inner > place + 1 and tape.kind(found[1]) == "close")
    if token.kind == "next workday":
        first = tape.frame.add_workdays(tape.frame.base, 1)
        return weekday_and_clock(tape, Moment(a_day(first), point=True), place + 1)
    if token.kind != "day word":
        return None
    if tape.kind(place + 1) == "from" and tape.kind(place + 2) == "duration":
        # 收到次日起三十日内: what counts from the next day is read as a length.
        return None
    day = tape.frame.base + timedelta(days=_DAYS_AWAY[token.text[0]])
    return weekday_and_clock(tape, Moment(a_day(day), point=True), place + 1)


def _plan_period(tape: Tape, place: int, before: Moment | None) -> Found:
    """“十五五”末, “十四五”期间."""
    token = tape.at(place)
    if token.kind != "plan":
        return None
    name = next(name for name in sorted(plan_periods(), key=len, reverse=True) if token.text.startswith(name))
    span = plan_periods()[name]
    if tape.kind(place + 1) == "first n":
        return None
    for words, year in (("开局之年", span.start.year), ("收官之年", span.end.year)):
        if tape.after(place + 1).startswith(words):
            return Moment(a_year(year), year_said=True), tape.place_after(place + 1, len(words))
    if tape.kind(place + 1) == "begin":
        return Moment(a_year(span.start.year), year_said=True, ambiguous=True), place + 2
    if tape.kind(place + 1) == "middle":
        middle = Span(span.start, a_year(span.start.year + 2).end, Level.OTHER)
        said = _("the middle of {period}: end of its third year", period=span_name(span))
        return Moment(middle, point=True, year_said=True, ambiguous=True, sentence=said), place + 2
    return Moment(span, year_said=True), place + 1


def _other_calendar(tape: Tape, place: int, before: Moment | None) -> Found:
    """农历五月初五, 芒种, 2028财年末, 2026/27财年二季度."""
    match tape.kind(place):
        case "lunar":
            return lunar(tape, place, tape.frame.year)
        case "solar term":
            return term_of_year(tape, place, tape.frame.year)
        case "fiscal year":
            whole = _fiscal_year(tape, place)
            return _fiscal_part(tape, place + 1, whole) if whole is not None else None
    return None


def _fiscal_year(tape: Tape, place: int) -> Moment | None:
    text, frame = tape.at(place).text, tape.frame
    if not text.endswith("财年") and frame.conventions.country == "CN":
        # China's fiscal and accounting year is the calendar year (Budget Law, art. 18; Accounting Law, art. 11).
        frame = replace(frame, conventions=replace(frame.conventions, fiscal_start=1))
    turn = {"上": -1, "去": -1, "下": 1, "明": 1}.get(text[0], 0)
    if not text[0].isdigit():
        return fiscal.of_base(frame, turn)
    first, _mark, second = text.rstrip("财政会计年度个").replace("-", "/").partition("/")
    return fiscal.of_two_years(first, second, frame) if second else fiscal.of_one_year(first, frame)


def _fiscal_part(tape: Tape, place: int, whole: Moment) -> Found:
    """The quarter or half after a fiscal year."""
    place += tape.is_possessive(place) or tape.at(place).text == " "
    token, following = tape.at(place), tape.kind(place + 1)
    if token.kind == "half word":
        return fiscal.numbered(whole, 1 if token.text[0] in "上前" else 2, quarter=False), place + 1
    if token.kind in ("quarter code", "half code"):
        quarter = token.kind == "quarter code"
        return fiscal.numbered(whole, int(token.text.strip("QqHh")), quarter), place + 1
    number = token.value if token.kind == "numeral" else ordinal(token.text) if token.kind == "nth" else None
    if number is not None and following == "quarter":
        return fiscal.numbered(whole, number if number > 0 else 5 + number, quarter=True), place + 2
    return whole, place


def edges(tape: Tape, moment: Moment, place: int) -> tuple[Moment, int]:
    """An end (底, 末, 结束, 最后一天), a beginning or a middle after a period; `during` words change nothing."""
    span = moment.span
    if moment.point and span.level is Level.DAY:
        return moment, place
    while True:
        kind, after = tape.kind(place), place + 1
        if kind in ("end", "last day") or (kind == "finish" and tape.kind(after) != "after"):
            said = _("last day of {period}", period=span_name(span))
            moment.sentence = moment.sentence if moment.point else said
            kept = moment.point or span.level is Level.FISCAL
            moment.point, moment.other_end = True, moment.other_end if kept else None
        elif kind == "begin" and span.level in (Level.QUARTER, Level.HALF):
            first = a_month(span.start.year, span.start.month)
            moment = replace(moment, span=first, ambiguous=True, other_end=None)
        elif kind == "middle" and span.level in (Level.QUARTER, Level.HALF):
            moment = replace(moment, ambiguous=True)
        elif kind == "nth" and not moment.point:
            nested = nth_inside(tape, place, span)
            if nested is None:
                return moment, place
            nested[0].year_said = moment.year_said
            return nested
        elif kind != "during" and not (kind == "month" and tape.kind(after) in ("end", "last day", "finish")):
            # 12月月底 says its unit twice.
            return moment, place
        place = after


MOMENTS: tuple[MomentForm, ...] = (
    MomentForm("NUMBERS 日? WEEKDAY? CLOCK?", _numbers, ("2026-06-30", "2026.6", "6·30", "20260630")),
    MomentForm("今天|明天|次日|下一工作日 | WEEKDAY DAY", _day_word, ("今天", "明早", "下一个工作日", "周二6月30日")),
    MomentForm("本|上|下 周 WEEKDAY? | 周末", week, ("下周五", "本周末", "周五")),
    MomentForm("PLAN 初|中|末|前N年|开局之年?", _plan_period, ("“十五五”期末", "“十五五”开局之年")),
    MomentForm("农历 MONTH DAY | 节气 | YEAR 财年 QUARTER?", _other_calendar, ("农历五月初五", "芒种", "2028财年末")),
    MomentForm(
        "YEAR? HALF|QUARTER|MONTH|FESTIVAL|SEASON NTH? UNIT? DAY? 初|中|上旬|底?",
        dated,
        ("2026年6月30日", "三季度末", "6月中旬", "6月最后一个工作日", "明年上半年", "国庆节", "年底"),
    ),
)
"""The forms of moments, in the order in which they are tried."""
