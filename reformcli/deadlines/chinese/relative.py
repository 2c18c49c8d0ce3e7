"""Counted time limits in Chinese: 收到通知后10个工作日内, 3个月内, 限期15日, 一年."""

import re
from functools import cache

from reformcli.deadlines.chinese.anchors import Anchor, anchor_of, is_hedge
from reformcli.deadlines.chinese.durations import duration_at
from reformcli.deadlines.counting import Length
from reformcli.deadlines.items import Item
from reformcli.deadlines.reading import Kind
from reformcli.deadlines.spans import DAY
from reformcli.deadlines.tape import FoundItem, Tape
from reformcli.i18n import _


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # 会议召开前3天 is before an event, 延期三个月 after a date that is written elsewhere.
        "moves an event": re.compile(r"(?:前|延期|延长|顺延|推迟|展期|推后|延后|提前)$"),
        "announced": re.compile(
            r"(?:限期|期限为?|限|为期|历时|用时?|周期为?|时限为?|期为?|期限|时间为?|工期|未来|今后|不超过|不得超过|最长|至多|[:])$"
        ),
        "noun": re.compile(
            r"^(?:行动|计划|规划|攻坚|专项|活动|目标|任务|一[次度]|滚动|方案|会战|集中|大|战|以上|以来|前)"
        ),
        "behind": re.compile(r"^\(?(?:自|从)([^,;()]{1,30}?)(?:之日|之时)?起"),
    }


def counted(tape: Tape, place: int) -> FoundItem:
    """The limit that the length of time at `place` makes, or None where it only names something (三年行动)."""
    if tape.kind(place) != "duration" and not _many_days(tape, place):
        return None
    found = duration_at(tape, place)
    if found is None:
        return None
    length, after = found
    suffix = tape.kind(after)
    lead = _lead(tape.before(place))
    if suffix == "before" or _patterns()["moves an event"].search(lead):
        return _event_item(None, tape), after + 1
    if suffix in ("within", "after", "around", "until"):
        after = tape.skip(after, "within", "after", "around", "until")
    elif not _stands_alone(tape, lead, after):
        return None
    behind = _patterns()["behind"].match(tape.after(after))
    anchor = anchor_of(behind[1] + "起" if behind else lead.replace(",", ""))
    if anchor is Anchor.EVENT:
        return _event_item(None, tape), after
    if anchor is Anchor.UNCLEAR:
        return _event_item(length, tape), after
    item = from_base(length, tape)
    if suffix == "around":
        item.ambiguous = True
    return item, after


def _lead(text: str) -> str:
    """What stands in front and says from when: the clause, and the one before it where that ends in 起 or 后."""
    stop = max(text.rfind(mark) for mark in ",;:!()")
    if text[max(stop - 1, 0) : stop + 1] in ("起,", "后,"):
        stop = max(text.rfind(mark, 0, stop) for mark in ",;:!()")
    return text[stop + 1 :]


def _many_days(tape: Tape, place: int) -> bool:
    """90日: more days than a month has are no day of a month."""
    return (tape.numeral(place) or 0) > 31 and tape.at(place + 1).text == "日" and tape.kind(place - 1) != "month"


def _stands_alone(tape: Tape, lead: str, after: int) -> bool:
    """Whether a length without 内 is a limit: announced by its words, counted from an event, or all there is."""
    tail = tape.after(after)
    if _patterns()["noun"].match(tail):
        return False
    if _patterns()["announced"].search(lead) or lead.rstrip(",").endswith(("起", "后", "或", "或者")):
        return True
    return is_hedge(lead)


def from_base(length: Length, tape: Tape) -> Item:
    """A length counted from the base date."""
    base = tape.frame.base
    end, warnings = length.after(base, tape.frame)
    said = _("{length} after the base date, {date}", length=length.said(), date=base)
    item = Item(Kind.RELATIVE, end=end, warnings=warnings, sentence=said)
    if length.part_of_day:
        # Hours that are no whole days may still run on into the next day.
        item.ambiguous, item.other_end = True, end + DAY
    return item


def _event_item(length: Length | None, tape: Tape) -> Item:
    """No date until the event; where the event may be this paper's own, the count from the base date is suggested."""
    item = Item(Kind.RELATIVE, sentence=_("counts from an event whose date is not known"))
    if length is not None:
        item.ambiguous = True
        item.other_end = length.after(tape.frame.base, tape.frame)[0]
    return item


def on_an_event() -> Item:
    """Work that waits for an event: no date until it happens (practice 4.7)."""
    return Item(Kind.RELATIVE, sentence=_("hangs on an event whose date is not known"))
