"""How time limits are written in Chinese; dates in digits alone are read here too."""

import re
from dataclasses import replace
from datetime import date

from reformcli.deadlines.calendars import by_chinese_name
from reformcli.deadlines.chinese.beside import DOUBT, is_idle, weigh_beside
from reformcli.deadlines.chinese.lexer import lex
from reformcli.deadlines.chinese.pairs import weigh_pair
from reformcli.deadlines.chinese.recurring import recurrence
from reformcli.deadlines.chinese.relative import counted, is_hedge, is_own
from reformcli.deadlines.chinese.terms import length_from, term
from reformcli.deadlines.chinese.words import goes_on, patterns, says_time, undated
from reformcli.deadlines.counting import EVERY, Length, Repeat, counted_from
from reformcli.deadlines.items import Item, Moment, Unreadable, on_an_event, open_from
from reformcli.deadlines.phrase import Language
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.spans import a_day, month_and_day
from reformcli.deadlines.tape import Tape
from reformcli.i18n import _

_COMPLETE = ("before", "within", "until", "end")
"""Kinds of tokens after which a number begins something new."""


def _says_again(tape: Tape, place: int, item: Item, earlier: Item | None) -> bool:
    """Whether a pace is only named once more, or it or a period is only what is reported after a limit.

    季度终了后15日内按季度申报; 每月10日前报送上月情况; 每月10日前报送月报.
    """
    first = tape.at(place)
    if earlier is None:
        return False
    if first.kind == "report" and tape.text[first.begin - 1] not in ",;:、()":
        return item.rule in EVERY.values()
    if first.kind in ("year word", "quarter word", "month word", "week word", "whole year"):
        return (first.value or 0) < 0 or (item.bare and earlier.rule is not None)
    unit = next((unit for unit, rule in EVERY.items() if rule == item.rule), "")
    return first.kind == "by unit" and unit != "" and unit in (earlier.rule or "")


def _recurs_too(tape: Tape, place: int, item: Item, earlier: Item | None) -> Item:
    """A day after recurring work is one of each month, quarter or year: 每月通报，25日前报送; 每年自查，3月前上报."""
    rule = earlier.rule if earlier is not None and not tape.text[slice(*earlier.place)].endswith("报") else None
    own_year = item.year_said and tape.at(place).text[0] not in "当同次翌"
    due = item.kind is Kind.DATE and (item.limited or tape.kind(place) == "month") and not item.reading.other_end
    if rule is None or own_year or not due or item.end is None:
        return item
    recurs = _day_of_each(rule, tape, place, item, item.end)
    return replace(Repeat(recurs).item(tape.frame), limited=True) if recurs else item


def _day_of_each(rule: str, tape: Tape, place: int, item: Item, end: date) -> str:
    """The rule by which the day at `place` is due as often as `rule` says, "" where it is a day of another kind."""
    festival, monthly = by_chinese_name().get(tape.at(place).text), re.fullmatch(r"monthly(?: day \d+)?", rule)
    inner = tape.kind(place + 1 + (tape.kind(place) == "month word"))
    if rule.startswith("yearly") and festival is not None:
        return f"yearly 1 day before {festival.key}" if item.limited else f"yearly {festival.key}"
    if re.fullmatch(r"yearly(?: \d\d-\d\d)?", rule) and not item.reading.milestones:
        return f"yearly {month_and_day(end)}"
    if inner == "day" and (monthly or rule == "quarterly"):
        return f"monthly day {end.day}" if monthly else f"first month of quarter day {end.day}"
    return "monthly last day" if monthly and inner == "end" and tape.kind(place) == "month" else ""


def check(tape: Tape, place: int, item: Item, after: int, statements: list[Item]) -> Item:
    """The item between two places of the tape, or the one that is meant instead. Raises `Unreadable`.

    `statements` are the items before it.
    """
    earlier = next((other for other in reversed(statements) if not other.named), None)
    item = _recurs_too(tape, place, item, earlier)
    begins = item.start or item.end if item.is_dated and patterns()["led by start"].search(tape.before(place)) else None
    if begins is not None:
        item = open_from(Moment(a_day(begins), point=True))
    _refuse_before(tape, place, item, statements)
    _refuse_behind(tape, item, after)
    weigh_beside(tape, place, item, after, statements)
    item.place = (tape.at(place).begin, tape.at(after - 1).end)
    left_out = patterns()["left out"].search(tape.before(place) + "\x00" + tape.after(after))
    if left_out is not None and statements:
        # 每月18日前（1月免报）: an exception is said, not read.
        words = tape.text[slice(*item.place)] + left_out[1]
        statements[-1].doubt(_("words about time beside the date were not read: {words}", words=words))
    if earlier is not None:
        weigh_pair(tape.text, earlier, item)
    lengths = [other for other in (*statements, item) if other.length]
    for length in lengths if any(other.named for other in lengths) else ():
        # 应当在七日内补送，七日内不能补送的，应当退回: one of them says how long something holds.
        length.doubt(_(DOUBT), ambiguous=length.end is not None)
    if left_out is not None or _says_again(tape, place, item, earlier):
        item = _only_named(item)
    lead = re.split(r"[,;:()]", tape.before(place))[-1]
    return item if not lead or is_hedge(lead) else _after_lead(tape, place, item, after, lead, bool(statements))


def _only_named(item: Item) -> Item:
    return replace(item, reading=replace(item.reading, end=None), named=True)


def _after_lead(tape: Tape, place: int, item: Item, after: int, lead: str, stated: bool) -> Item:
    """What the words that lead to an item in its clause make of it: they may be what it counts from.

    `stated` says that other items come before it.
    """
    first = tape.at(place)
    if first.kind == "numeral" and tape.kind(place + 1) == "day" and patterns()["happens"].search(lead):
        # 期满三十日前: not a day of the month, but so many days before an event.
        return on_an_event()
    if _is_plain_number(tape, place, after):
        return _only_named(item)
    if item.is_dated and tape.kind(place - 1 - tape.is_possessive(place - 1)) == "year":
        # 评审年度的12月31日: of which year is not said.
        return on_an_event()
    if first.kind in ("month word", "year word") and first.text[0] in "次当" and not stated:
        # 取得所得的次月十五日内, 事故发生当月起3个月内
        return item if is_own(lead) or lead.endswith(_POINTERS) else on_an_event()
    if first.text in ("次日", "翌日", "当日", "当天", "第二天"):
        # 收到次日 counts from this paper's receipt, 验收次日 from an event.
        ours = is_own(lead)
        length = Length(days=0 if first.text.startswith("当") else 1)
        return counted_from(tape.frame.base, length, tape.frame) if ours else on_an_event()
    return item


_POINTERS = ("于", "在", "应", "当", "须", "需", "至", "到", "为", "并", "的每")
"""Words after which the next day or month is the one after the base date's, whatever stands before them."""


def _is_plain_number(tape: Tape, place: int, after: int) -> bool:
    """版本2.1, 增长3.5: a number, where nothing makes a date of it."""
    first = tape.at(place)
    dotted = first.kind == "numbers" and first.text.count(".") == 1 and len(first.text) <= 5
    return dotted and after == place + 1 and tape.kind(place - 1) not in ("range", "since", "list")


def _refuse_before(tape: Tape, place: int, item: Item, statements: list[Item]) -> None:
    first, previous = tape.at(place), tape.at(place - 1)
    begins_clause = tape.kind(place - 2) in ("end of text", "stop")
    if first.kind != "range" and previous.text == "-" and begins_clause:
        raise Unreadable(_("a span without its other end"), item.end)
    touching = tape.text[first.begin - 1] if first.begin > 0 else ""
    if touching and touching in ".·/_0123456789" and not (touching == "/" and statements):
        raise Unreadable(_("what stands before the date is part of it"))
    if previous.kind == "mask" or _is_stray_unit(tape, place - 1, statements):
        raise Unreadable(_("a part of the date is missing"))


def _is_stray_unit(tape: Tape, place: int, statements: list[Item]) -> bool:
    """Whether a unit belongs to no item and no word: the 年 of an unfilled form."""
    if tape.kind(place) not in ("year", "month", "quarter"):
        return False
    if statements and statements[-1].place[1] > tape.at(place).begin:
        return False
    return tape.kind(place - 1) in ("end of text", "stop", "mask", "numeral", "open", "year", "month")


def _refuse_behind(tape: Tape, item: Item, after: int) -> None:
    last, following = tape.at(after - 1), tape.at(after)
    names_a_part = last.kind in ("half word", "quarter") and tape.kind(after + 1) == "month"
    if last.kind in _COMPLETE or names_a_part:
        return
    digits = following.kind in ("numeral", "numbers") and following.text[0].isdigit()
    if following.kind == "mask" or (digits and item.kind is not Kind.RECURRING):
        raise Unreadable(_("what stands after the date is part of it"))


CHINESE = Language(
    lex, (recurrence, length_from, counted, term), patterns, check, undated, says_time,
    # Chinese has no spaces between words, and no word beside a date is told apart from what the work is about.
    lambda before, item, behind: False, goes_on, is_idle,
)  # fmt: skip
