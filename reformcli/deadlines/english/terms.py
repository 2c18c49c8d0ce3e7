"""Terms in English: moments put together to spans and lists, and the words before them that make a limit of them.

stretch = [from] moment [to moment]; series = stretch {and stretch}; term = by | before | until | within | after series.
"""

from dataclasses import replace
from itertools import pairwise

from reformcli.deadlines import numeric
from reformcli.deadlines.counting import lasting
from reformcli.deadlines.english.days import FILLERS, PARTS, length_at, short_years, written_year
from reformcli.deadlines.english.lexer import LIMITS, word_set
from reformcli.deadlines.english.moments import moment
from reformcli.deadlines.items import (
    Item,
    Moment,
    Unreadable,
    between,
    due_before,
    due_on,
    due_within,
    open_from,
    together,
)
from reformcli.deadlines.spans import DAY, Level, a_day
from reformcli.deadlines.tape import LONGEST_RUN, Found, FoundItem, Tape
from reformcli.i18n import _

LONGEST_LIST = 24
"""Members of a list that are read; a longer one is no time limit."""

_PAPERS = word_set(
    "agreement circular decision draft email judgment letter meeting memo minutes notice order report resolution"
    " statement version"
)
"""What is named by its day: the minutes of 14 January."""
_LEADS = (*LIMITS, "after", "since", "not before")
_YEARS = (Level.YEAR, Level.FISCAL)


def term(tape: Tape, place: int) -> FoundItem:
    """The term that begins at `place`, with the words in front of it."""
    limit, inner = _words_in_front(tape, place)
    found = series(tape, inner)
    if found is None:
        return None
    what, after = found
    what.ambiguous = what.ambiguous or _is_vague(tape, place, inner, what)
    if what.span.level not in _YEARS:
        tape.frame.near = what.span.end
    if what.year_said and tape.kind(inner) != "which" and what.span.level is not Level.FISCAL:
        tape.frame.said_year = (what.parts[-1] if what.parts else what.span).start.year
    if tape.kind(after) == "onwards":
        limit, after = "after" if limit == "after" else "not before", after + 1
    after = tape.skip(after, "or before") if limit not in ("after", "since", "not before") else after
    item = _limit(tape, what, limit)
    of_meeting = limit == "before" or (limit in LIMITS and tape.at(inner - 1).text == "the")
    if of_meeting and what.span.level is Level.MONTH and not what.point and tape.kind(after) == "word":
        # Before the May meeting, by the May meeting: one is rather a day of May.
        item.reading = replace(item.reading, ambiguous=True, other_end=what.span.end)
    if limit in ("since", ""):
        item, after = _running(tape, what, limit, after) or (item, after)
    if limit == "until" and tape.kind(inner) == "which" and not what.point and item.end is not None:
        # Until next year: some mean until it begins.
        item.reading = replace(item.reading, ambiguous=True, other_end=what.span.start - DAY)
    item.introduced = tape.at(place).text in ("in", "on", "at", "during")
    item.limited = item.limited or limit in LIMITS
    if tape.kind(after) == "range" and tape.kind(after + 1) in ("end of text", "stop"):
        raise Unreadable(_("a span without its other end"), item.end)
    return item, after


def _words_in_front(tape: Tape, place: int) -> tuple[str, int]:
    """The kind of the last word that means something (due by, from around), or "", and the place after them all."""
    limit, inner = "", place
    while tape.kind(inner) in (*_LEADS, *FILLERS) or (limit and tape.kind(inner) == "clock"):
        if inner >= place + LONGEST_RUN:
            break
        limit = tape.kind(inner) if tape.kind(inner) in _LEADS else limit
        inner += 1
    return limit, inner


def _is_vague(tape: Tape, place: int, inner: int, what: Moment) -> bool:
    """Whether the words in front of a series, from `place` to `inner`, or its own order leave it in doubt."""
    # Dec/Jan; 31 July, 31 October, 31 January: what comes before the one on its left may be the next year's.
    turns = not what.year_said and any(right.start < left.start for left, right in pairwise(what.parts))
    # Accounts for 2025/26 by 30 June: of which of its years is not said.
    earlier = tape.earlier
    of_fiscal = earlier is not None and earlier.level is Level.FISCAL and not what.year_said
    written = earlier is not None and any(character.isdigit() for character in tape.text[slice(*earlier.place)])
    # The minutes of 14 January were written then, a report on 2025 is about it.
    paper = tape.at(place).text == "of" and tape.at(place - 1).text in _PAPERS
    about = tape.at(place).text == "on" and what.span.level not in (Level.DAY, Level.WEEK, Level.OTHER)
    around = any(tape.kind(here) == "approximately" for here in range(place, inner))
    return turns or (of_fiscal and written) or paper or about or around


def _running(tape: Tape, what: Moment, limit: str, place: int) -> FoundItem:
    """From 1 July 2026 for 12 months; to begin in September and run for a year."""
    place += 2 * (tape.at(place + 1).text in ("run", "last", "continue"))
    spelled = [tape.at(place + step).text for step in (1, 2, 3)] == ["a", "period", "of"]
    joined = tape.at(place).text
    length = length_at(tape, place + (4 if spelled else 1)) if joined == "for" or (limit and joined == ",") else None
    if length is None:
        return None
    item = lasting(length[0], what, tape.frame)
    # 1 June for 14 days may be due then, and be about these days; start 1 June, 14 days may count from another.
    item.doubt(ambiguous=not limit or joined == ",")
    return item, length[1]


def _limit(tape: Tape, what: Moment, limit: str) -> Item:
    """The item that a series makes with the word in front of it."""
    match limit:
        case "by":
            return due_before(replace(what, festival=False), tape.frame.conventions)
        case "before":
            return _before(tape, what)
        case "due" | "no later than" | "until" | "within":
            return due_within(what)
        case "after":
            # "from 1 July" begins on the day, "after 1 July" the day after it.
            return open_from(what, after=True)
        case "not before":
            return open_from(replace(what, point=what.point and not what.ranged))
        case "since" if not what.ranged:
            return open_from(what)
    return due_on(what)


def _before(tape: Tape, what: Moment) -> Item:
    """Before 30 June leaves out the 30th; those who count it in are the other reading. Before June ends on 31 May."""
    day = what.span.level is Level.DAY and what.point
    if day and not what.festival and not what.ranged and not what.parts:
        item = due_on(what)
        end, said = what.span.end, _("the day before {date}", date=what.span.end)
        item.reading = replace(item.reading, end=end - DAY, other_end=end, ambiguous=True, sentence=said)
        return item
    in_plan = (what.span.start - DAY).year >= tape.frame.conventions.plan_year
    return due_before(what, tape.frame.conventions, exclusive=in_plan)


def series(tape: Tape, place: int) -> Found:
    """One stretch, or several with `and`, a comma or a slash between them. A year written last is meant for all."""
    # The 28 of 28/29 May: a day of the month that is written after the last of the list.
    first = _leading_number(tape, tape.skip(place, *FILLERS), {"list"}) or stretch(tape, place, None)
    if first is None:
        return None
    found, after, places = [first[0]], first[1], [place]
    while len(found) < LONGEST_LIST:
        inner = _next_member(tape, after, found[-1])
        if inner is None:
            break
        following = _bare_number(tape, inner, found[-1]) or stretch(tape, inner, found[-1])
        if following is None or tape.kind(inner) in _LEADS or tape.at(inner).text == "close":
            break
        member = _same_day(found[0], following[0], following[1] - inner)
        # The first Monday of January and July is another day in each of them; Mon/Wed/Fri are days of every week.
        by_weekday = tape.kind(places[0] + 1) in ("weekday", "working day") and member is not following[0]
        by_weekday = by_weekday or (tape.kind(places[-1]), tape.kind(after - 1), following[1]) == (
            "weekday",
            "weekday",
            inner + 1,
        )
        found.append(member.doubtful() if by_weekday else member)
        places.append(inner)
        after = following[1]
    _distribute_year(tape, found, places)
    return together(found), after


def _same_day(first: Moment, member: Moment, words: int) -> Moment:
    """The 20th of January, April and July: the day is meant for every month of the list."""
    bare_month = member.span.level is Level.MONTH and not member.point and words <= 2 + 2 * member.year_said
    if not (first.point and first.span.level is Level.DAY and bare_month):
        return member
    start = member.span.start
    day = numeric.the_day(start.year, start.month, first.span.end.day)
    return replace(member, span=a_day(day), point=True)


def _next_member(tape: Tape, after: int, before: Moment) -> int | None:
    """The place of the next member of a list, after its mark; a comma only stands between members of one kind."""
    comma = tape.at(after).text in (",", ";")
    inner = after + comma
    if tape.kind(inner) == "list":
        return inner + 1
    if not comma:
        return None
    following = tape.skip(inner, *FILLERS)
    peers = {
        "day": ("number", "ordinal", "month", "weekday"), "month": ("month",), "quarter": ("code",),
        "year": ("number",),
    }  # fmt: skip
    kind = tape.kind(following)
    if before.span.level is Level.YEAR and written_year(tape, following) is None:
        # 2027, 30 June
        return None
    if kind not in peers.get("day" if before.point else str(before.span.level), ()) or tape.at(after).text == ";":
        return None
    # 31 March, 2026 is one date; 31 March, 30 June and 30 September are three.
    return inner


def _distribute_year(tape: Tape, moments: list[Moment], places: list[int]) -> None:
    """March and September, 2027: the year written last is meant for the members before it.

    A member that would then come after the next one is of the year before (November and February 2027).
    """
    last = moments[-1]
    if len(moments) < 2 or not last.year_said or any(moment.year_said for moment in moments[:-1]):
        return
    year = last.span.start.year
    for index in range(len(moments) - 2, -1, -1):
        for said in (year, year - 1):
            again = stretch(tape.aside(said), places[index], None)
            if again is not None and again[0].span.start <= moments[index + 1].span.start:
                moments[index], year = again[0], said
                break


def stretch(tape: Tape, place: int, before: Moment | None) -> Found:
    """A moment, or all the days from one to another: from June to August, 1-30 June, between 1 and 15 May."""
    joints = {"range", "until"}
    if tape.kind(place) == "between":
        joints.add("list")
        place += 1
    place = place + 1 if tape.at(place).text.rstrip(" :") == "from" else place
    short = short_years(tape, place)
    if short is not None:
        return short
    found = _leading_number(tape, place, joints) or moment(tape, place, before)
    if found is None:
        return None
    begin, after = found
    if tape.kind(after) not in joints or begin.festival or tape.kind(place - 1) == "moved from":
        return begin, after
    # Apr-26 to Mar-27
    begin = replace(begin, point=begin.point and (tape.kind(place) != "month number" or begin.span.level is Level.DAY))
    if begin.year_said:
        tape.frame.said_year = begin.span.start.year
    right = _right_side(tape, tape.skip(after + 1, "by"), begin)
    if right is None:
        return begin, after
    of_quarter = begin.span.level is Level.QUARTER and right[0].point and right[0].span.level is Level.DAY
    if of_quarter or (begin.span.level in _YEARS and not right[0].year_said):
        # Q3 - 31 December 2026, 2026 - June to August: it only names the rest; June of 2025/26 is in doubt.
        rest, after = stretch(tape, tape.skip(after + 1, "by"), None) or right
        rest = rest.doubtful() if begin.span.level is Level.FISCAL else rest
        return replace(rest, year_said=rest.year_said or begin.year_said), after
    loose = not begin.year_said and (tape.kind(after) == "until" or tape.at(after).text == "-")
    dated = loose or (begin.point and begin.span.level is Level.DAY)
    if right[0].span.level in _YEARS and (dated or tape.kind(place - 1) == "every"):
        # Annually by 30 June until 2030, each June until 2030; June - 2027
        return begin, after
    end, after = right
    if end.year_said and not begin.year_said and end.span.level not in _YEARS:
        # June to August 2027: the year written last is meant for both, unless that turns the span around.
        for year in (end.span.start.year - 1, end.span.start.year):
            same = moment(tape.aside(year), place, None)
            begin = same[0] if same is not None and same[0].span.start <= end.span.end else begin
    return between(begin, end), after


def _leading_number(tape: Tape, place: int, joints: set[str], most: int = LONGEST_RUN) -> Found:
    """The 1 of 1-30 June: a day of the month that is written after the second number, or the last of at most `most`."""
    # Mon 15 - Wed 17 June
    place += tape.kind(place) == "weekday" and tape.kind(place + 2) in joints
    token = tape.at(place)
    numbered = tape.at(place - 1).text in PARTS
    if token.kind not in ("number", "ordinal") or token.value is None or token.value > 31 or numbered:
        return None
    if not most or (tape.kind(place + 1) not in joints and tape.at(place + 1).text != ","):
        return None
    # 1, 8 and 15 June: a comma stands between numbers where a joint follows.
    joined = tape.kind(place + 1) in joints
    right = moment(tape, place + 2) if joined else None
    # 15-17 & 22-24 June
    right = right or _leading_number(tape, place + 2, joints | {"list", "range"} if joined else joints, most - 1)
    leads = tape.kind(place - 1) in ("end of text", "article", *LIMITS) or most < LONGEST_RUN
    if right is None and (leads or token.kind == tape.kind(place + 2) == "ordinal"):
        # 5, 12, 19 June; 14th, 21st May
        right = moment(tape, place + 2)
    if right is None or right[0].span.level is not Level.DAY or not right[0].point:
        return None
    end = right[0].span.end
    day = numeric.the_day(end.year, end.month, token.value)
    return Moment(a_day(day), point=True, year_said=right[0].year_said), place + 1


def _right_side(tape: Tape, place: int, before: Moment) -> Found:
    """The far end of a span. A second month that is smaller is next year's (practice 4.6)."""
    found = _bare_number(tape, place, before) or moment(tape, place, before)
    if found is None:
        return None
    right = found[0]
    if right.span.end < before.span.start and not right.year_said and right.span.start.month != before.span.start.month:
        start = before.span.start.replace(year=before.span.start.year + 1, day=1)
        return moment(tape, place, replace(before, span=replace(before.span, start=start)))
    return found


def _bare_number(tape: Tape, place: int, before: Moment) -> Found:
    """The 30 of June 1-30, and the 2028 of 2026-2028 is a year by itself."""
    token = tape.at(place)
    goes_on = tape.kind(place + 1) in ("month", "unit", "working day", "range", "code")
    if token.kind != "number" or token.value is None or len(token.text) > 2 or goes_on:
        return None
    start = before.span.start
    if before.point and before.span.level is Level.DAY:
        after = place + 1 + (tape.at(place + 1).text == ",")
        year = written_year(tape, after)
        if year is not None:
            # June 1-30, 2026
            before.span = a_day(numeric.the_day(year, start.month, start.day))
            return Moment(a_day(numeric.the_day(year, start.month, token.value)), True, year_said=True), after + 1
        return Moment(a_day(numeric.the_day(start.year, start.month, token.value)), point=True), place + 1
    return None
