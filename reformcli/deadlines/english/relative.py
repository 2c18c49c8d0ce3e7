"""Counted time limits in English: within 10 working days of receipt, in 3 weeks, +2m, 5 days before 30 June.

`COUNTED` are the forms: what stands before or after a length of time, and what is counted from.
"""

import re
from dataclasses import replace
from functools import cache

from reformcli.deadlines.counting import Length, after_an_event, counted_from, lasting
from reformcli.deadlines.english.days import length_at
from reformcli.deadlines.english.terms import series
from reformcli.deadlines.english.words import patterns
from reformcli.deadlines.grammar import CountedForm
from reformcli.deadlines.items import Item, Moment, due_on, open_from
from reformcli.deadlines.spans import DAY, UNITS, a_day
from reformcli.deadlines.tape import Found, FoundItem, Tape
from reformcli.i18n import _

_PAPERS = (
    "(?:meeting|notice|order|bulletin|letter|request|instruction|reminder|report|minutes|memo|memorandum|email"
    "|message|statement|notification|enquiry|document|form|circular|directive|direction|task|action|questionnaire|briefing)s?"
)
"""What a limit in it counts from without another word: this paper, or what came with it."""
_OWN_PAPER = (
    rf"(?:the|your|this|its|their|our|such|said|a|an) (?:(?:written|official|formal|first|final) ){{0,2}}{_PAPERS}\b"
    r"(?! (?:to proceed|of (?:intent|intention|appeal|claim|death|default|loss)|tak\w+ effect|com\w+ into|expir))"
)
_COMES = "receipt|receiving|received|issuance|issuing|issue|circulation|service"
_BOUNDS = ("at least", "more than", "at most")
_LEADS = ("within", "by", "due", "approximately", "no later than", "until", "clock", *_BOUNDS)
"""Kinds of words that may stand before a length of time."""
_LIMITS = ("within", "by", "no later than", "plus")
"""Those that make a limit of it."""
_CLOSED = r"\s*(?:$|[,;.)])"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        # This paper's own issue, receipt, meeting, assignment or bulletin counts from the base date (practice 4.7).
        "own": re.compile(
            rf"\s*(?:now|today|hereof|(?:the )?(?:assignment|notification|being assigned|being notified)"
            rf"|(?:the |its |their |your )?(?:(?:date|day|time) of )?(?:{_COMES})(?={_CLOSED}"
            rf"| (?:of |by |from )?(?:it|them)\b| (?:of |from )?(?:{_OWN_PAPER}|(?:written )?{_PAPERS}\b"
            r"|information|invitation|confirmation|feedback|comments))"
            rf"|(?:the )?date(?: hereof| above| below)?(?={_CLOSED})"
            rf"|(?:(?:the )?(?:date|day|close|end) of )?{_OWN_PAPER})(?!')"
        ),
        "unclear": re.compile(
            r"\b(?:receipt|receiving|received|delivery|dispatch|plan|policy|guidance|document|scheme|publication|regulations?|strategy"
            r"|programme)\b"
        ),
        "other": re.compile(
            r"\b(?:next|ministry|minister|cabinet|parliament|council|province|central|national|treasury"
            r"|effective date|commencement|entry into force|permit|contract|licen[cs]e)\b"
        ),
    }


def counted(tape: Tape, place: int) -> FoundItem:
    """The limit that a length of time at `place` makes, with the words before and after it."""
    begins = tape.kind(place) in ("since", "not before")
    lead = place + begins
    taken = form_at(tape, lead)
    if taken is None:
        return None
    form, item, after = taken
    words = _in_front(tape, lead)
    if begins and form.read in (_within, _lasts):
        return None
    if begins or (form.read in (_after_day, _beside_event) and ("at least" in words or "more than" in words)):
        # Not earlier than 30 days before 1 July, at least 30 days after it.
        return open_from(Moment(a_day(item.end), point=True)) if item.end else item, after
    vague = "approximately" in words or (form.read is _before_day and "at most" in words)
    if vague or (form.read is _within and tape.at(lead).text == "over"):
        item.doubt(_("the words beside the date leave it in doubt"))
    # Over the next two years also says how long something goes on.
    goes_on = tape.at(lead).text.startswith("over")
    item.limited, item.introduced = any(word in _LIMITS for word in words) and not goes_on, goes_on
    return item, after


def _in_front(tape: Tape, lead: int) -> list[str]:
    """The kinds of the words in front of a length, and that of the length itself where it is + and a number."""
    return [tape.kind(here) for here in range(lead, tape.skip(lead, "article", *_LEADS) + 1)]


def form_at(tape: Tape, lead: int) -> tuple[CountedForm, Item, int] | None:
    """The first of `COUNTED` that reads a length of time with the words in front of it, which begin at `lead`."""
    inner = tape.skip(lead, "article", *_LEADS)
    # The article may be the number: a week.
    inner -= inner > lead and tape.at(inner - 1).text in ("a", "an")
    found = length_at(tape, inner)
    if found is None:
        return None
    length, after = found[0], found[1] + (tape.at(found[1]).text == "time")
    span = series(tape.aside(), after + 1) if tape.at(after).text == "from" else None
    if span is not None and span[0].ranged:
        # 12 weeks from 1 May to 24 July
        return None
    for form in COUNTED:
        result = form.read(tape, lead, length, after)
        if result is not None:
            return form, *result
    return None


def _joined(tape: Tape, place: int) -> bool:
    """Whether what is counted from stands after the word at `place`."""
    return tape.kind(place) in ("before", "after", "since") or tape.at(place).text in ("of", "from")


def _day_beside(tape: Tape, place: int) -> Found:
    if not _joined(tape, place):
        return None
    # Before the Board on 25 June: the day is that of the event.
    event = tape.skip(place + 1, "article", "word")
    on = event > place + 2 and tape.at(event - 1).text == "on"
    found = series(tape.aside(), event if on else place + 1)
    return found if found is not None and not found[0].parts else None


def _lasting(tape: Tape, lead: int, length: Length, place: int) -> FoundItem:
    word = tape.at(place)
    runs = word.text == "from" or (word.kind == "since" and word.text.startswith(("commenc", "start", "begin")))
    found = _day_beside(tape, place) if runs and tape.kind(place + 1) != "day word" else None
    if found is None or (found[0].point and not length.months):
        return None
    item = lasting(length, found[0], tape.frame)
    if found[0].point and item.end is not None:
        # Some count from the day after.
        item.reading = replace(item.reading, ambiguous=True, other_end=item.end + DAY)
    return item, found[1]


def _before_day(tape: Tape, lead: int, length: Length, place: int) -> FoundItem:
    found = _day_beside(tape, place) if tape.kind(place) == "before" else None
    if found is None:
        return None
    day = found[0]
    edge = day.span.start if day.festival or not day.point else day.span.end
    end, warnings = length.before(edge, tape.frame)
    written = tape.text[tape.at(place).end : tape.at(found[1] - 1).end]
    if end < tape.frame.base <= edge and not any(character.isdigit() for character in written):
        # Six months before the end of the financial year, said within them, may be those before the end of the next.
        day = day.doubtful()
    item = due_on(replace(day, point=True, other_end=None))
    said = _("{length} before {date}", length=length.said(), date=edge)
    item.reading = replace(item.reading, end=end, warnings=item.reading.warnings + warnings, sentence=said)
    if "clear" in tape.text[tape.at(lead).begin : tape.at(place).begin]:
        # Clear days leave out both ends, where whoever writes them knows it.
        earlier = tape.frame.add_workdays(end, -1) if length.working_days else end - DAY
        item.reading = replace(item.reading, ambiguous=True, other_end=earlier)
    return item, found[1]


def _after_day(tape: Tape, lead: int, length: Length, place: int) -> FoundItem:
    found = _day_beside(tape, place)
    if found is None:
        return None
    item = counted_from(found[0].span.end, length, tape.frame)
    item.doubt(*found[0].warnings, ambiguous=found[0].ambiguous)
    item.length = False
    return item, found[1]


def _beside_event(tape: Tape, lead: int, length: Length, place: int) -> FoundItem:
    if tape.at(place).text == "thereafter":
        return after_an_event(None, tape.frame), place + 1
    if not _joined(tape, place):
        return None
    event = re.split("[,;:()]", tape.after(place + 1)[:60])[0]
    after = tape.place_after(place + 1, len(event))
    if tape.kind(place) == "before" or _patterns()["other"].search(event):
        return after_an_event(None, tape.frame), after
    if _patterns()["own"].match(event):
        return counted_from(tape.frame.base, length, tape.frame), after
    return after_an_event(length if _patterns()["unclear"].search(event) else None, tape.frame), after


def _lasts(tape: Tape, lead: int, length: Length, place: int) -> FoundItem:
    """Retained for 6 years, up to 36 months, less than 3 months: how long it lasts, not when it is due."""
    words = _in_front(tape, lead)
    up_to = any(tape.at(lead + step).text == "up to" for step in range(len(words)))
    bound = any(word in _BOUNDS for word in words) and "within" not in words and _ends(tape, place)
    lasts = bound or up_to or tape.at(lead - 1).text == "for"
    return (after_an_event(length, tape.frame), place) if lasts else None


def _within(tape: Tape, lead: int, length: Length, place: int) -> FoundItem:
    """Within 3 weeks, in 10 days, +2m; a length without such a word only where nothing follows it.

    The first three years are none.
    """
    word = tape.at(lead)
    announced = (word.kind in (*_LEADS, "plus") and word.kind not in _BOUNDS) or word.text in ("in", "a", "an")
    if not announced and (not _ends(tape, place) or tape.kind(lead - 1) in ("nth", "which")):
        return None
    item = counted_from(tape.frame.base, length, tape.frame)
    if tape.at(place - 1).text.startswith("quarter") and item.end is not None:
        # Next two quarters may be whole ones.
        whole = UNITS["quarter"](item.end).end
        item.reading = replace(item.reading, ambiguous=True, other_end=whole)
    if not announced and tape.kind(lead - 1) == "word" and tape.at(lead - 1).text not in ("next", "coming"):
        # The period is 2 working days.
        item.doubt(_("a length of time in a sentence, rather than a limit"))
    return item, place


def _ends(tape: Tape, place: int) -> bool:
    if patterns()["perhaps after"].search(tape.after(place)[:20]) or tape.at(place).text in ("max", "maximum"):
        return True
    dated = tape.at(place).text == "-" and tape.kind(place + 1) in ("numbers", "day month", "month")
    return dated or tape.kind(place) in ("end of text", "stop", "approximately")


COUNTED: tuple[CountedForm, ...] = (
    CountedForm("LENGTH from PERIOD", _lasting, ("3 years from April 2026", "12 months from 1 July 2026")),
    CountedForm("LENGTH before DAY", _before_day, ("5 days before 30 June", "two weeks prior to Christmas")),
    CountedForm("LENGTH after|of|from|since DAY", _after_day, ("10 days after 1 June", "within 5 days of 30 June")),
    CountedForm("LENGTH before|after|of|from EVENT", _beside_event, ("10 days after receipt", "30 days of award")),
    CountedForm("for|up-to LENGTH", _lasts, ("for 6 years", "up to 36 months")),
    CountedForm("within|in|by|+? LENGTH", _within, ("within 3 weeks", "+2m", "10 days")),
)
"""The forms of counted limits, in the order in which they are tried."""
