"""Counted time limits in English: within 10 working days of receipt, in 3 weeks, +2m, 5 days before 30 June."""

import re
from dataclasses import replace
from functools import cache

from reformcli.deadlines.counting import Length, after_an_event, counted_from
from reformcli.deadlines.english.days import length_at
from reformcli.deadlines.english.terms import series
from reformcli.deadlines.items import Item, Moment, due_on, open_from
from reformcli.deadlines.reading import Kind, Reading
from reformcli.deadlines.spans import DAY, a_day
from reformcli.deadlines.tape import FoundItem, Tape
from reformcli.i18n import _

_PAPERS = (
    "(?:meeting|notice|order|bulletin|letter|request|instruction|reminder|report|minutes|memo|memorandum|email"
    "|message|notification|enquiry|document|form|circular|directive|direction|task|action|questionnaire|briefing)s?"
)
"""What a limit in it counts from without another word: this paper, or what came with it."""
_OWN_PAPER = (
    rf"(?:the|your|this|its|their|our|such|said|a|an) (?:(?:written|official|formal|first|final) ){{0,2}}{_PAPERS}\b"
    r"(?! (?:to proceed|of (?:intent|intention|appeal|claim|death|default|loss)))"
)
_COMES = "receipt|receiving|received|issuance|issuing|issue|circulation|service|delivery|dispatch"
_CLOSED = r"\s*(?:$|[,;.)])"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # This paper's own issue, receipt, meeting, assignment or bulletin counts from the base date (practice 4.7).
        "own": re.compile(
            rf"(?:now|today|hereof|(?:the )?(?:assignment|notification|being assigned|being notified)"
            rf"|(?:the |its |their |your )?(?:(?:date|day|time) of )?(?:{_COMES})(?={_CLOSED}"
            rf"| (?:of |by |from )?(?:it|them)\b| (?:of |from )?(?:{_OWN_PAPER}|(?:written )?{_PAPERS}\b"
            r"|information|invitation|confirmation|feedback|comments))"
            rf"|(?:the )?date(?: hereof| above| below)?(?={_CLOSED})"
            rf"|(?:(?:the )?(?:date|day|close|end) of )?{_OWN_PAPER})(?!')"
        ),
        "receipt": re.compile(r"(?:receipt|receiving|received)\b"),
        "paper": re.compile(
            r"\b(?:plan|policy|guidance|document|scheme|publication|regulations?|strategy|programme)\b"
        ),
        "other": re.compile(
            r"\b(?:next|ministry|minister|cabinet|parliament|council|province|central|national|treasury"
            r"|effective date|commencement|entry into force|permit|contract|licen[cs]e)\b"
        ),
        "behind": re.compile(r"[^,;:()]{0,60}"),
    }


def counted(tape: Tape, place: int) -> FoundItem:
    """The limit that a length of time at `place` makes, with the words before and after it."""
    if tape.at(place - 1).text in ("past", "last", "previous", "preceding"):
        return None
    begins = tape.kind(place) in ("since", "not before")
    lead = place + begins
    inner = tape.skip(lead, "within", "article", "by", "due", "approximately", "no later than", "until", "clock")
    limited = any(tape.kind(here) in ("within", "by", "no later than") for here in range(lead, inner))
    announced = (inner > lead and tape.kind(lead) != "article") or tape.at(lead).text in ("in", "a", "an") or begins
    if tape.at(inner).kind == "end of text":
        return None
    if tape.at(inner - 1).text in ("a", "an") and inner > lead:
        inner -= 1
    found = length_at(tape, inner)
    if found is None:
        return None
    length, after = found
    after += tape.at(after).text == "time"
    side = tape.kind(after)
    if side in ("before", "after") or tape.at(after).text in ("of", "from") or side == "since":
        item, after = _beside(tape, length, after)
    else:
        alone = after >= len(tape.tokens) or tape.kind(after) == "stop"
        if begins or (not announced and not alone and tape.kind(inner) != "plus"):
            return None
        lasts = tape.at(place - 1).text == "for"
        # Retained for 6 years: from when is not said.
        item = after_an_event(length, tape.frame) if lasts else counted_from(tape.frame.base, length, tape.frame)
    item.limited = limited or tape.kind(inner) == "plus"
    if begins and item.end is not None:
        return open_from(Moment(a_day(item.end), point=True)), after
    return item, after


def _beside(tape: Tape, length: Length, place: int) -> tuple[Item, int]:
    """So long before or after a day that the phrase names, or after an event."""
    before, frame = tape.kind(place) == "before", tape.frame
    named = series(replace(tape, frame=replace(frame)), place + 1)
    if named is not None and not named[0].parts:
        since = tape.at(place).text == "from"
        if since and (length.months or not named[0].point) and not before:
            return _lasting(length, named[0], tape), named[1]
        return _named(tape, length, named[0], before), named[1]
    behind = tape.after(place + 1)
    match = _patterns()["behind"].match(behind)
    event = match[0] if match else ""
    after = tape.place_after(place + 1, len(event)) if event else place + 1
    patterns = _patterns()
    if before or patterns["other"].search(event):
        return after_an_event(None, frame), after
    if patterns["own"].match(event.lstrip()):
        return counted_from(frame.base, length, frame), after
    unclear = patterns["paper"].search(event) or patterns["receipt"].search(event)
    return after_an_event(length if unclear else None, frame), after


def _lasting(length: Length, begin: Moment, tape: Tape) -> Item:
    """12 months from 1 July 2026, 3 years from April: they run from its first day; some count them from the next."""
    start = begin.span.start
    end, warnings = length.after(start, tape.frame)
    said = _("{length} from {date}", length=length.said(), date=start)
    reading = Reading("", Kind.RANGE, start, end - DAY, warnings=warnings, ambiguous=begin.point, sentence=said)
    return Item(replace(reading, other_end=end if begin.point else None), year_said=begin.year_said)


def _named(tape: Tape, length: Length, day: Moment, before: bool) -> Item:
    if not before:
        item = counted_from(day.span.end, length, tape.frame)
        reading = item.reading
        ambiguous, warnings = reading.ambiguous or day.ambiguous, day.warnings + reading.warnings
        item.reading = replace(reading, ambiguous=ambiguous, warnings=warnings)
        item.length = False
        return item
    edge = day.span.start if day.festival or not day.point else day.span.end
    end, warnings = length.before(edge, tape.frame)
    item = due_on(replace(day, point=True, other_end=None))
    said = _("{length} before {date}", length=length.said(), date=edge)
    item.reading = replace(item.reading, end=end, warnings=item.reading.warnings + warnings, sentence=said)
    return item
