"""Parts of a stretch in English: the end, late, mid- and early, read like 底, 下旬, 中旬 and 初 (practice 4.2, 4.4)."""

from datetime import date

from reformcli.deadlines.items import Moment
from reformcli.deadlines.sayings import span_name
from reformcli.deadlines.spans import Level, Span, a_month, add_months, last_of_month, ten_days
from reformcli.i18n import _


def end_of(whole: Moment) -> Moment:
    """The last day."""
    said = _("last day of {period}", period=span_name(whole.span))
    return Moment(
        whole.span,
        point=True,
        year_said=whole.year_said,
        ambiguous=whole.ambiguous,
        other_end=whole.other_end,
        sentence=said,
    )


def late(whole: Moment) -> Moment:
    """Days 21 to the end of a month, the last quarter of a year; the latter is only a habit."""
    if whole.span.level is Level.MONTH:
        return _part(whole, ten_days(whole.span.start.year, whole.span.start.month, 3, 3))
    return _part(whole, _share(whole.span, -1), True)


def middle(whole: Moment) -> Moment:
    """Days 11 to 20 of a month; of a year its 30 June, as 年中 is read."""
    start = whole.span.start
    if whole.span.level is Level.MONTH:
        return _part(whole, ten_days(start.year, start.month, 2, 2), True, date(start.year, start.month, 15))
    if whole.span.level is Level.YEAR:
        said = _("middle of {period}, read as 30 June", period=span_name(whole.span))
        june = Span(start, date(start.year, 6, 30), Level.OTHER)
        other = date(start.year, 7, 31)
        return Moment(june, True, year_said=whole.year_said, ambiguous=True, other_end=other, sentence=said)
    return _part(whole, whole.span, True)


def early(whole: Moment) -> Moment:
    """Days 1 to 10 of a month (some say 5), the first quarter of a year, the first month of a quarter."""
    start = whole.span.start
    if whole.span.level is Level.MONTH:
        return _part(whole, ten_days(start.year, start.month, 1, 1), True, date(start.year, start.month, 5))
    return _part(whole, _share(whole.span, 1), True)


def _share(span: Span, side: int) -> Span:
    """The first or last quarter of a year, or month of a shorter period."""
    months = 3 if span.level in (Level.YEAR, Level.FISCAL) else 1
    if side > 0:
        last = add_months(span.start, months - 1)
        return Span(span.start, last_of_month(last.year, last.month), Level.OTHER)
    first = add_months(span.end.replace(day=1), 1 - months)
    return Span(a_month(first.year, first.month).start, span.end, Level.OTHER)


def _part(whole: Moment, span: Span, ambiguous: bool = False, other: date | None = None) -> Moment:
    return Moment(span, year_said=whole.year_said, ambiguous=ambiguous or whole.ambiguous, other_end=other)
