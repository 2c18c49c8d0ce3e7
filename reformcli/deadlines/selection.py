"""Which items of a phrase count: not those given up, done, glossed by another, or only talked about."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from reformcli.deadlines.brackets import not_counting, say_other_day
from reformcli.deadlines.combine import NOUN, SILENT, Cell, going_on_until, on_next_date, refined
from reformcli.deadlines.counting import EVERY
from reformcli.deadlines.items import Frame, Item, Unreadable
from reformcli.deadlines.reading import Kind, Reading
from reformcli.deadlines.spans import Level
from reformcli.i18n import _

Patterns = Mapping[str, re.Pattern[str]]

PEERS = frozenset(",;、\n")
"""Marks between items of one rank: neither of them is only the topic of the other."""

_THEN = re.compile(r"\b(?:then|afterwards|thereafter)\b|之后|此后|随后")
"""Between a date and what goes on after it."""
_INNER = re.compile(r"(?<=\w)、(?=\w)")
_ASIDE = re.compile(r"\([^()]*\)")


def gaps_of(text: str, statements: list[Item]) -> list[str]:
    """The text before each item, and the text after the last."""
    edges = [0, *(edge for item in statements for edge in item.place), len(text)]
    return [text[edges[place] : edges[place + 1]] for place in range(0, len(edges), 2)]


def that_count(text: str, statements: list[Item], cell: Cell, patterns: Patterns, frame: Frame) -> list[Item]:
    """The items that are due; a date that was given up goes to `cell.rescheduled_from`.

    Raises `Unreadable` where the phrase leaves a choice.
    """
    gaps = gaps_of(text, statements)
    _must_be_no_choice(statements, gaps, patterns)
    dropped = _given_up(text, statements, gaps, cell, patterns)
    dropped |= _past_or_named(text, statements, gaps, patterns, frame.base)
    dropped |= _glosses(statements, gaps, dropped, patterns)
    dropped |= _topics(statements, gaps, dropped, patterns)
    kept = [place for place in range(len(statements)) if place not in dropped]
    _join_unseparated(statements, gaps, kept, patterns)
    waiting = [place for place in kept if statements[place].length and statements[place].end is None]
    back = any(patterns["counts back"].search(text[slice(*statements[place].place)]) for place in waiting)
    told = any(statements[place].is_dated and not statements[place].named for place in dropped)
    _doubt_waiting([statements[place] for place in kept], waiting, gaps, frame.base, back, told)
    for left, right in pairwise(kept):
        if (
            statements[left].bare
            and statements[right].rule is not None
            and _THEN.search(gaps[right] + gaps[right + 1][:12])
        ):
            # April 2026 and then 6 monthly: due in April, and the rule after it.
            statements[left].reading = replace(statements[left].reading, kind=Kind.DATE, start=None)
    items = [statements[place] for place in kept]
    if _begins(items, [gaps[place + 1] for place in kept], patterns):
        return [_beginning(items[0]), *items[1:]]
    if len(items) == 2 and patterns["next due"].search(gaps[kept[1]]):
        items = on_next_date(items[0], items[1], frame)
    elif len(items) == 2 and patterns["until"].match(text[items[0].place[1] :]):
        items = going_on_until(items[0], items[1], frame)
    if len(items) != 2:
        return items
    gap, items = gaps[kept[1]], refined(items, gaps[kept[1]], frame)
    unlike = len(items) == 2 and {item.kind for item in items} == {Kind.RECURRING, Kind.DATE}
    bare_pace = any(item.rule in EVERY.values() for item in items) and not any(item.limited for item in items)
    if unlike and bare_pace and gap.strip() in ("(", ",", "-", ":"):
        # 30 June (monthly): its first day, its last one, or another thing that is due.
        items[0].doubt(_("the pace may only name what is due"))
    return items


def _must_be_no_choice(statements: list[Item], gaps: list[str], patterns: Patterns) -> None:
    """Raise `Unreadable` where a phrase has two alternatives."""
    for place in range(1, len(statements)):
        if patterns["or"].match(gaps[place]):
            ends = [item.end for item in statements[place - 1 : place + 1] if item.end is not None]
            raise Unreadable(_("two alternatives, and no choice between them"), min(ends, default=None))


def _past_or_named(text: str, statements: list[Item], gaps: list[str], patterns: Patterns, base: date) -> set[int]:
    """The places of what is done, part of a name, or a pace that only names what is due on a date."""
    dropped = set()
    # A date with its year, and no span that a pace could run through.
    dated = any(item.is_dated and item.year_said and (item.kind is Kind.DATE or item.bare) for item in statements)
    for place, item in enumerate(statements):
        if item.named or _is_done(item, gaps[place], gaps[place + 1], patterns, base):
            dropped.add(place)
            if place > 0 and patterns["done"].search(gaps[place]):
                # Due 31 March, done 28 February
                statements[place - 1].doubt(_("a word beside the date says that it is done"))
        elif item.rule and patterns["occasion"].match(text, item.place[0]) and dated:
            # Annual Meeting May 2026: the pace names what is due on the date.
            dropped.add(place)
        elif item.rule and len(statements) > 1 and patterns["called"].search(text[: item.place[1]]):
            item.doubt(_("the pace may only name what is due"))
    return dropped


def _topics(statements: list[Item], gaps: list[str], dropped: set[int], patterns: Patterns) -> set[int]:
    """The places of periods that only name what another item is about."""
    topics: set[int] = set()
    for place in range(len(statements)):
        if _is_topic(statements, gaps, place, dropped | topics, patterns):
            topics.add(place)
    return topics


def _begins(items: list[Item], behind: list[str], patterns: Patterns) -> bool:
    """3月启动，12月底前完成: whether the first period is the beginning of the work."""
    rest = items[1:]
    if not rest or not items[0].bare or not patterns["begins"].match(behind[0]):
        return False
    ends = len(rest) == 1 and patterns["ends"].match(behind[1])
    return bool(ends) or not all(item.bare for item in rest)


def _beginning(item: Item) -> Item:
    """The period from which work goes on, without an end of its own."""
    first = item.reading
    said = _("from {date} on, without an end", date=first.start)
    return Item(Reading("", Kind.OPEN_ENDED, first.start, standing=True, warnings=first.warnings, sentence=said))


def _given_up(text: str, statements: list[Item], gaps: list[str], cell: Cell, patterns: Patterns) -> set[int]:
    """The places of dates that another one replaces, or that may only replace another (practice 4.12)."""
    dropped: set[int] = set()
    for place, item in enumerate(statements):
        before, behind = gaps[place], gaps[place + 1]
        replaced = None
        if item.named:
            continue
        if len(statements) > 1 and patterns["old"].search(before) and not patterns["may move"].search(behind):
            replaced = place
        elif len(statements) > 1 and item.length and patterns["moved by"].search(before):
            # 30 June, extended by a month: whether the month is counted in is not said.
            dropped.add(place)
            if place > 0:
                statements[place - 1].doubt(_("a length of time beside the date was not read"))
        elif place > 0 and patterns["may move"].search(before):
            dropped.add(place)
            earlier = statements[place - 1]
            earlier.reading = replace(earlier.reading, ambiguous=True, other_end=item.end)
        elif place > 0 and place - 1 not in dropped and patterns["new"].search(before):
            replaced = place - 1
            earlier = statements[replaced]
            back = earlier.end is not None and item.end is not None and item.end < earlier.end
            if back and item.year_said == earlier.year_said and not any(map(str.isalpha, before)):
                item.doubt(_("the new date is before the one that it replaces"))
        if replaced is not None and statements[replaced].end is not None:
            dropped.add(replaced)
            cell.rescheduled_from = statements[replaced].end
    return dropped


def _is_done(item: Item, before: str, behind: str, patterns: Patterns, base: date) -> bool:
    """已于6月底完成, 3月底前已完成, Closed (Feb 2026): a status of what is past, where no limit stands behind it."""
    if item.kind is Kind.RECURRING:
        return False
    if patterns["done before"].search(before) or patterns["done after"].match(behind):
        return True
    if item.end is None or item.end > base:
        return False
    return bool(patterns["reported after"].match(behind) or (not item.limited and patterns["reported"].search(before)))


def _glosses(statements: list[Item], gaps: list[str], dropped: set[int], patterns: Patterns) -> set[int]:
    """The places of lengths beside the days they explain: 建设期3年（2026—2028年）, within 60 days (14 May 2026).

    The day or span rules; where it is another than the one counted, it says so.
    """
    glosses = set()
    for place in range(1, len(statements)):
        if not {place - 1, place} & dropped:
            glosses |= not_counting(statements, gaps, place)
        if patterns["again"].search(gaps[place]) and (statements[place - 1].rule or statements[place - 1].end is None):
            # Each quarter, i.e. 31 January, 30 April and 31 July: the days say the rule once more.
            glosses.add(place if statements[place - 1].rule else place - 1)
    ended = [
        place for place, item in enumerate(statements) if place not in dropped and item.kind is not Kind.OPEN_ENDED
    ]
    for left, right in pairwise(ended):
        gap = gaps[left + 1].strip()
        for place, other in ((left, right), (right, left)):
            item, written = statements[place], statements[other]
            if not item.length or item.end is None or written.length or not written.is_dated:
                continue
            # 30 June - 5 days may be counted back.
            explains = (place, gap) != (right, "-") and ((gap and patterns["gloss"].search(gap)) or "(" in gap)
            if item.limited and not explains:
                continue
            glosses.add(place)
            if not explains and gap != "," and ";" not in gap:
                written.doubt(_("a length of time beside the date was not read"))
            elif item.limited:
                say_other_day(item, written)
    return glosses


def _is_topic(statements: list[Item], gaps: list[str], place: int, dropped: set[int], patterns: Patterns) -> bool:
    """Whether a period without a word that makes it a limit only names a topic or repeats another item.

    6月底前完成上半年总结; 2025年度考核于1月底前完成; 三季度（9月底前）; 2026年：6月底前; Q2 report by 15 July.
    """
    item = statements[place]
    about = item.rule is None and patterns["is about"].search(gaps[place])
    covered = about or patterns["covers"].search(gaps[place])
    if not item.limited and covered and any(other.limited for other in statements):
        # Audit report for the previous year by 31 October, papers for 14 May by 7 May
        return True
    # Q1 report: 30 April; 2026 annual report by 31 March, where the pace has been dropped
    after = place + 1 + (place + 1 in dropped and not gaps[place + 1].strip())
    period = item.rule is None and not item.limited and item.level is not Level.DAY
    dated_next = after < len(statements) and statements[after].is_dated and after not in dropped
    if period and dated_next and patterns["reported on"].match(gaps[after]):
        return True
    if not item.bare or patterns["next due"].search(gaps[place]):
        return False
    beside = [each for each in (place + 1, place - 1) if 0 <= each < len(statements) and each not in dropped]
    return any(_is_topic_of(statements, gaps, place, each, patterns) for each in beside)


def _is_topic_of(statements: list[Item], gaps: list[str], place: int, neighbour: int, patterns: Patterns) -> bool:
    """Whether a period only names what the item next to it is about, or says it again; that may leave it in doubt."""
    item, other, is_next = statements[place], statements[neighbour], neighbour > place
    gap = _ASIDE.sub("", gaps[max(place, neighbour)])
    then = is_next and (_THEN.search(gap) or _THEN.match(gaps[neighbour + 1].strip()))
    paced = other.kind is Kind.RECURRING and gap.rstrip().endswith("(")
    named = not is_next and other.rule == "yearly" and NOUN.fullmatch(gap)
    if then or paced or named or other.kind is Kind.OPEN_ENDED:
        return False
    year = item.level in (Level.YEAR, Level.FISCAL, Level.PLAN)
    if not is_next and year and "(" in gap and other.level is Level.DAY:
        # 8 September 2025 (Round 1, 2025/26)
        return item.holds(other)
    if set(gap) <= SILENT and gap.strip() != "、":
        again = item.holds(other) and (is_next or year or not other.bare) and other.kind is not Kind.RECURRING
        # Budget 2027/28 by February 2027
        again = again or (is_next and year and other.limited)
        short = item.level in (Level.TEN_DAYS, Level.MONTH, Level.WEEK)
        unlike = year and not item.named and other.is_dated and not other.year_said and not again
        if unlike or (again and not gap.strip() and (short or (other.bare and not year))):
            # June (2027): the year may be its own.
            other.doubt(_("two dates with nothing between them"))
        return again
    # 今年道路、管网改造6月底前完成: the mark stands in the words of one thing; 2026年，项目6月底前开工: the year leads.
    marks = _INNER.sub("", gap.removeprefix(",").removesuffix(":") if is_next and (year or item.holds(other)) else gap)
    listed = set(marks) & (PEERS | {":"}) or gap.lstrip().startswith("(")
    if is_next and year and listed and other.limited and item.holds(other) and item.end != other.end:
        # 2026年有序推进，6月底前开工: it is the first of two, or leads to the second.
        item.doubt(_("the period may only name what the work is about"))
    if listed or (other.rule and patterns["until"].match(gap)) or (other.bare and (is_next or not item.holds(other))):
        return False
    later = not is_next and item.start is not None and other.end is not None and item.start > other.end
    if later and (patterns["leads"].search(gap) or patterns["acts"].match(gaps[place + 1])):
        return False
    if later and item.level is Level.MONTH:
        other.doubt(_("a month after the date may be a later step"))
    return True


def _join_unseparated(statements: list[Item], gaps: list[str], places: list[int], patterns: Patterns) -> None:
    """Two dates with nothing that joins them between them are one thing that was not understood: flagged."""
    for left, right in pairwise(places):
        kinds = {statements[left].kind, statements[right].kind}
        rules = statements[left].rule or statements[right].rule
        other_day = statements[left].end != statements[right].end or rules
        apart = gaps[right].strip(" /") and (rules or not patterns["unjoined"].fullmatch(gaps[right]))
        touching = right == left + 1 and not apart and other_day
        if statements[left].rule and statements[right].introduced and statements[right].kind is Kind.RANGE:
            # Every Tuesday in June
            continue
        if touching and (
            _runs_into_rule(statements[left], statements[right]) or kinds <= {Kind.DATE, Kind.RANGE, Kind.RELATIVE}
        ):
            for place in (left, right):
                statements[place].doubt(_("two dates with nothing between them"))


def _runs_into_rule(left: Item, right: Item) -> bool:
    """Whether one of two things that touch is a rule, and they do not say together what is due: each June June.

    6月底前每周报送 and 月报每月8日前 are one after the other, and mean both.
    """
    if right.rule is None:
        ends = left.rule is not None and left.rule.endswith("last day") and not right.year_said
        ends = ends or " + " in (left.rule or "")
        return left.rule is not None and (ends or not right.limited) and (right.bare or right.kind is Kind.DATE)
    return (
        (left.kind is Kind.DATE and not left.limited)
        or left.length
        or left.rule == right.rule
        or (left.rule is not None and left.rule not in EVERY.values())
    )


def _doubt_waiting(kept: list[Item], waiting: list[int], gaps: list[str], base: date, back: bool, told: bool) -> None:
    """Annually, within 90 days after the anniversary: what counts from an event may be the very limit of the rest.

    90 days from award (30 June 2026) says its day itself; one year after the Act (21 December 2018) that of the event,
    as does six months before expiry (31 March 2027), which counts `back`. Starts in September, 12 months and letter of
    1 March, reply within 28 days: the length may count from a beginning, or from a day that was only `told`.
    """
    begun = any(item.kind is Kind.OPEN_ENDED and item.start is not None for item in kept)
    explained = not back and all("(" in gaps[place] + gaps[place + 1] for place in waiting)
    # For six weeks, beginning on 5 June: how long it goes on, and no limit of the rest.
    lasting = all(gaps[place].endswith("for ") for place in waiting)
    for item in kept:
        if item.end is None:
            continue
        if item.length and (begun or (told and item.limited)):
            item.doubt(_("it may count from a day that the phrase names"))
        elif waiting and (item.rule or not lasting) and (item.length or item.end < base or not explained):
            item.doubt(_("a part of it hangs on an event whose date is not known"))
