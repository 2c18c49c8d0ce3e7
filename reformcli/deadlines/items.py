"""What a reader finds in a phrase: moments, and the items of work that hang on them. Both languages share these.

A moment is a place on the calendar (a day, a quarter, the end of June). An item is one thing that the phrase says
about time: due by a date, from one day to another, every month, so many days after an event.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from reformcli.deadlines.reading import Conventions, Kind, Reading
from reformcli.deadlines.rules import next_due
from reformcli.deadlines.spans import DAY, Level, Span, span_name
from reformcli.deadlines.workdays import add_workdays, days_off_around, next_workday
from reformcli.i18n import _

LONG_AGO = 400
"""Days after which a day that is past is hardly a limit that anyone still waits for."""


class Unreadable(Exception):
    """The phrase names no date that may be trusted: why, and what it may have meant."""

    def __init__(self, why: str, suggestion: date | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.suggestion = suggestion


@dataclass(slots=True)
class Frame:
    """What a phrase is read against.

    `said_year` is the year that the phrase itself named last, `near` the day that it named last: a later part of the
    phrase that leaves out its year or its month means these. `counts_workdays` is set once working days were counted;
    `orders` holds whether the numeric dates of the phrase keep to the settled order of day and month.
    """

    base: date
    conventions: Conventions
    said_year: int | None = None
    near: date | None = None
    counts_workdays: bool = False
    orders: set[bool] = field(default_factory=set)

    @property
    def year(self) -> int:
        """The year meant where none is written: the one named before, else the plan year (practice 4.1)."""
        return self.conventions.plan_year if self.said_year is None else self.said_year

    def add_workdays(self, day: date, days: int) -> date:
        """The working day so many working days after `day`, before it when negative."""
        self.counts_workdays = True
        return add_workdays(day, days, self.conventions.place, self.conventions.calendar)

    def next_workday(self, day: date) -> date:
        """`day` where it is worked, else the next day that is."""
        self.counts_workdays = True
        return next_workday(day, self.conventions.place, self.conventions.calendar)

    def days_off_around(self, day: date) -> tuple[date, date]:
        """The first and last of the days off around a festival."""
        self.counts_workdays = True
        return days_off_around(day, self.conventions.place, self.conventions.calendar)

    def next_due(self, rule: str, base: date | None = None) -> date | None:
        """The next due day of a rule on or after the base date."""
        self.counts_workdays = self.counts_workdays or "working day" in rule
        return next_due(rule, base or self.base, self.conventions.place, self.conventions.calendar)


@dataclass(slots=True)
class Moment:
    """A place on the calendar.

    `point` says that one day is meant, the last of `span`: a day, or an end such as 月底. `ranged` says that the span
    was written with both ends. `parts` holds the spans of a list (6月、12月). `year_said` says that the year was
    written. `festival` marks a day that 前 excludes.
    """

    span: Span
    point: bool = False
    ranged: bool = False
    parts: tuple[Span, ...] = ()
    year_said: bool = False
    ambiguous: bool = False
    other_end: date | None = None
    warnings: tuple[str, ...] = ()
    sentence: str = ""
    festival: bool = False

    def doubtful(self, other_end: date | None = None) -> "Moment":
        """The same moment, ambiguous."""
        return replace(self, ambiguous=True, other_end=other_end if other_end is not None else self.other_end)

    def part(self, span: Span, sentence: str = "", other_end: date | None = None, doubt: bool = False) -> "Moment":
        """A part of the period: in doubt where the period is, a point where it is one day."""
        point, doubt = span.level is Level.DAY, doubt or other_end is not None or self.ambiguous
        return Moment(span, point, False, (), self.year_said, doubt, other_end, self.warnings, sentence)


@dataclass(slots=True)
class Item:
    """One statement about time: what it was read as, and how it stands in its phrase.

    `bare` marks a period without a word that makes it a limit: it may only name what the work is about. `place` is
    where the item begins and ends in the text; `limited` says that a word such as "by" or 前 makes a limit of it.
    `introduced` says that a preposition leads to it (in June): the word before that does not touch it.
    `length` marks a limit that is only counted: a date beside it rules. `named` marks a year that is part of a name,
    `year_of` the item before it whose year it has, where that is not the plan year.
    """

    reading: Reading
    bare: bool = False
    year_said: bool = False
    level: Level = Level.OTHER
    place: tuple[int, int] = (0, 0)
    limited: bool = False
    introduced: bool = False
    length: bool = False
    named: bool = False
    year_of: "Item | None" = None

    @property
    def kind(self) -> Kind:
        """The kind of answer."""
        return self.reading.kind

    @property
    def start(self) -> date | None:
        """The first day of a range."""
        return self.reading.start

    @property
    def end(self) -> date | None:
        """The day by which it is due."""
        return self.reading.end

    @property
    def rule(self) -> str | None:
        """The recurrence."""
        return self.reading.rule

    @property
    def is_dated(self) -> bool:
        """Whether it is a date or a range, not a rule, a count or work without an end."""
        return self.kind in (Kind.DATE, Kind.RANGE)

    def holds(self, other: "Item") -> bool:
        """Whether the other's due day falls within this range."""
        return (
            self.start is not None
            and self.end is not None
            and other.end is not None
            and (self.start <= other.end <= self.end)
        )

    def doubt(self, *why: str, ambiguous: bool = True) -> None:
        """Flags the item, with a warning that says why."""
        reading = self.reading
        self.reading = replace(reading, ambiguous=reading.ambiguous or ambiguous, warnings=(*reading.warnings, *why))


def relative(
    sentence: str, end: date | None = None, other_end: date | None = None, warnings: tuple[str, ...] = ()
) -> Item:
    """A counted limit, ambiguous where it has another reading."""
    ambiguous = other_end is not None
    reading = Reading("", Kind.RELATIVE, None, end, ambiguous=ambiguous, other_end=other_end, sentence=sentence)
    return Item(replace(reading, warnings=warnings), length=True)


def on_an_event() -> Item:
    """Work that waits for an event: no date until it happens (practice 4.7)."""
    item = relative(_("hangs on an event whose date is not known"))
    item.length = False
    return item


def impossible(what: str, suggestion: date | None = None) -> Unreadable:
    """A date that no calendar has."""
    return Unreadable(_("{date} does not exist", date=what), suggestion)


def due_on(moment: Moment) -> Item:
    """The moment as a limit: a bare period is a range and due on its last day (practice 4.4)."""
    if moment.parts:
        return _listed(moment)
    if moment.point and not moment.ranged:
        return _item(moment, Kind.DATE, None, moment.span.end, moment.sentence or _("the day as written"))
    said = moment.sentence
    if moment.ranged:
        said = _("from {start} to {end}", start=moment.span.start, end=moment.span.end)
    said = said or _("{period}, due on its last day", period=span_name(moment.span))
    item = _item(moment, Kind.RANGE, moment.span.start, moment.span.end, said)
    item.bare = not moment.ranged
    item.reading = replace(item.reading, is_period=moment.span.level in (Level.MONTH, Level.QUARTER))
    return item


def _listed(moment: Moment) -> Item:
    """Several days are milestones, several periods are windows (practice 4.6, 4.11)."""
    end = max(part.end for part in moment.parts)
    if moment.point:
        item = _item(moment, Kind.DATE, None, end, dates_said(len(moment.parts)))
        milestones = tuple(sorted({part.end for part in moment.parts}))
        item.reading = replace(item.reading, milestones=milestones)
    else:
        item = _item(moment, Kind.RANGE, moment.span.start, end, windows_said(len(moment.parts)))
        item.reading = replace(item.reading, windows=tuple((part.start, part.end) for part in moment.parts))
    return item


def dates_said(count: int) -> str:
    """How milestones are said."""
    return _("{count} dates; the last one closes the item", count=count)


def windows_said(count: int) -> str:
    """How windows are said."""
    return _("{count} separate periods; the last one closes the item", count=count)


def due_within(moment: Moment) -> Item:
    """A period with 内: due on its last day, and a date rather than a range (practice: 上半年内)."""
    if moment.point or moment.ranged or moment.parts:
        item = due_on(moment)
    else:
        said = _("within {period}: its last day", period=span_name(moment.span))
        item = _item(moment, Kind.DATE, None, moment.span.end, said)
    item.limited = True
    return item


def due_before(moment: Moment, conventions: Conventions, exclusive: bool = False) -> Item:
    """A moment with 前.

    A day is itself in time (practice 4.3); before a festival means the day before it (4.9). A period without 底 or 末
    is ambiguous (4.5): the day before it begins is the safe reading, its last day the other; where the safe reading
    falls before the plan year, the last day is taken. `exclusive` words (English "before") leave only the safe reading.
    """
    name = span_name(moment.span)
    if moment.festival:
        item = _item(moment, Kind.DATE, None, moment.span.start - DAY, _("the day before {festival}", festival=name))
    elif moment.point or moment.ranged or moment.parts:
        item = due_on(moment)
    else:
        safe, last = moment.span.start - DAY, moment.span.end
        said = _("the day before {period} begins", period=name)
        if not exclusive and safe.year < conventions.plan_year:
            said = _("last day of {period}; the day before it begins is not in the plan year", period=name)
            safe, last = last, safe
        item = _item(moment, Kind.DATE, None, safe, said)
        if not exclusive:
            item.reading = replace(item.reading, ambiguous=True, other_end=last)
    item.limited = True
    return item


def open_from(moment: Moment, after: bool = False) -> Item:
    """Work that begins at a moment (the day after it, with 后) and has no end."""
    start = moment.span.end + DAY if after else moment.span.end if moment.point else moment.span.start
    item = _item(moment, Kind.OPEN_ENDED, start, None, _("from {date} on, without an end", date=start))
    item.reading = replace(item.reading, standing=True, other_end=None)
    return item


def between(before: Moment, right: Moment) -> Moment:
    """From one moment to another, both included. Raises `Unreadable` where the end comes first."""
    start = before.span.end if before.point else before.span.start
    end = right.span.end
    if end < start:
        raise Unreadable(_("the end, {end}, comes before the start, {start}", start=start, end=end))
    return Moment(
        Span(start, end, Level.OTHER),
        point=right.point,
        ranged=True,
        year_said=before.year_said or right.year_said,
        ambiguous=before.ambiguous or right.ambiguous,
        other_end=right.other_end,
        warnings=before.warnings + right.warnings,
    )


def together(moments: list[Moment]) -> Moment:
    """A list of moments as one. Periods that follow each other without a gap are one period (practice: 二、三季度).

    An end written after the last one is meant for all of them (6、12月底).
    """
    if len(moments) == 1:
        return moments[0]
    spans = tuple(part for moment in moments for part in moment.parts or (moment.span,))
    whole = Span(min(span.start for span in spans), max(span.end for span in spans), Level.OTHER)
    adjacent = all(right.start - left.end == DAY for left, right in pairwise(spans))
    merged = adjacent and not any(moment.point or moment.ranged for moment in moments)
    return Moment(
        whole,
        point=any(moment.point and not moment.ranged for moment in moments),
        parts=() if merged else spans,
        year_said=any(moment.year_said for moment in moments),
        ambiguous=any(moment.ambiguous for moment in moments),
        warnings=tuple(warning for moment in moments for warning in moment.warnings),
    )


def _item(moment: Moment, kind: Kind, start: date | None, end: date | None, sentence: str) -> Item:
    reading = Reading("", kind, start, end, ambiguous=moment.ambiguous, other_end=moment.other_end, sentence=sentence)
    reading = replace(reading, warnings=moment.warnings)
    return Item(reading, year_said=moment.year_said, level=moment.span.level)
