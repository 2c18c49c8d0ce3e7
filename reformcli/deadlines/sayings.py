"""How stretches of the calendar are said in the reader's language."""

from datetime import date

from reformcli.deadlines.spans import Level, Span, a_month, a_year, quarter_of
from reformcli.i18n import _, mark

MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July"),
    mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip


def month_name(day: date) -> str:
    """The month of `day` with its year."""
    return _("{month} {year}", month=_(MONTHS[day.month - 1]), year=day.year)


def span_name(span: Span) -> str:
    """A stretch by the name that people use for it, or by its first and last day."""
    start, end = span.start, span.end
    if span.name:
        return span.name
    match span.level:
        case Level.DAY:
            return start.isoformat()
        case Level.WEEK:
            return _("the week of {start} to {end}", start=start, end=end)
        case Level.TEN_DAYS:
            return _("{month}, days {first} to {last}", month=month_name(start), first=start.day, last=end.day)
        case Level.MONTH if span == a_month(start.year, start.month):
            return month_name(start)
        case Level.QUARTER:
            return _("Q{number} {year}", number=quarter_of(start), year=start.year)
        case Level.HALF if start.month == 1:
            return _("the first half of {year}", year=start.year)
        case Level.HALF:
            return _("the second half of {year}", year=start.year)
        case Level.YEAR if span == a_year(start.year):
            return _("the year {year}", year=start.year)
        case Level.PLAN:
            return _("the plan period {first} to {last}", first=start.year, last=end.year)
    return _("{start} to {end}", start=start, end=end)
