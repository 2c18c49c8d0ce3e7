"""Monthly (改革信息采用情况通报): who sent what up in a month, who took it, points of the month and the year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from reformcli import columns
from reformcli.document import Fields
from reformcli.errors import BadValue
from reformcli.i18n import _, mark
from reformcli.model.adoption import INSTRUCTION, LEVELS
from reformcli.model.days import closing_day, month_of
from reformcli.model.fields import fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.noun import ref_of
from reformcli.model.owner import CATEGORIES, Owner
from reformcli.model.submission import COMMISSIONED, SUBMISSION_STATES, TO_COME, Submission
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.question import Question
from reformcli.rulebook import in_force
from reformcli.rulebook.submission import SubmissionRules
from reformcli.scoring.points import Gain, Sent, sent, year_is_lost
from reformcli.table import Column, Row, Shape, Table, row

_SHORT = {"county": mark("Cty"), "city": mark("City"), "province": mark("Prov"), "centre": mark("Ctr")}
"""Headings of the levels, for a table of many columns."""

UNITS = (
    Column("rank", mark("Rank"), mark("Rank by the month's points; equal points share one."), Shape.NUMBER),
    Column("unit", mark("Unit"), mark("Who wrote it."), main=True),
    Column("sent", mark("Sent"), mark("Submissions of the month."), Shape.NUMBER),
    *(
        Column(level, label, mark("How often that level printed it or sent it on in the month."), Shape.NUMBER)
        for level, label in _SHORT.items()
    ),
    Column("instructions", mark("Instr"), mark("Leaders' instructions of the month."), Shape.NUMBER),
    Column("points", mark("Month"), mark("Points of the month."), Shape.NUMBER),
    Column("year_points", mark("Year"), mark("Points of the year up to then."), Shape.NUMBER),
    Column("year_rank", mark("Year rank"), mark("Rank by the year's points."), Shape.NUMBER, detail=True),
    Column("year_sent", mark("Year sent"), mark("Submissions of the year up to then."), Shape.NUMBER, detail=True),
    Column("target", mark("Target"), mark("Submissions that its class should send."), Shape.NUMBER, detail=True),
)

COMMISSIONED_COLUMNS = (
    columns.REF,
    columns.of_field(fields_of(Submission)["title"]),
    Column("unit", mark("Unit"), mark("Who is to write it.")),
    columns.of_field(fields_of(Submission)["due"]),
    columns.STATE._replace(help=mark("How it stands on the day."), words=SUBMISSION_STATES),
    Column("days_late", mark("Days late"), mark("Calendar days that it was or is late."), Shape.NUMBER),
)


class _Period(NamedTuple):
    """A month up to the last day of it that has come, and the year up to then; what was missed in that year shows on
    the day `closing`."""

    first: date
    last: date
    closing: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def year_holds(self, day: date | None) -> bool:
        return day is not None and date(self.first.year, 1, 1) <= day <= self.last


class _Unit(NamedTuple):
    """A unit's figures before they are ranked."""

    owner: Owner
    sent: int
    levels: Mapping[str, int]
    instructions: int
    points: Decimal
    year_points: Decimal
    year_sent: int
    target: int | None
    lost: bool


def monthly(ledger: Ledger, question: Question) -> Fields:
    """The fields of a month's notice: that of the option `month`, its first day. Raises BadValue for one to come."""
    today = question.scope.today
    first = question.option("month", date) or month_of(today)[0]
    if first > today:
        raise BadValue(_("{date} has not come yet.", date=first), hint=_("Name a month that has begun."))
    last = min(today, month_of(first)[1])
    period = _Period(first, last, closing_day(last, today))
    rules = in_force(ledger, period.last).submission
    records = sent(ledger, period.last)
    of_month = [gain for gains in records.gains.values() for gain in gains if period.holds(gain.adoption.date)]
    owners = {owner.number: owner for owner in ledger.owners()}
    written = records.by_writer()
    commissioned = [submission for submission in records.submissions if _is_commissioned(submission, month_of(first))]
    units = [
        _unit(owner, written.get(owner.number, ()), records, period, rules)
        for owner in _writers(owners.values(), records, period, rules)
    ]
    return {
        "month": first,
        "office": question.option("office.name", str),
        "day": today,
        "until": period.last,
        "sent": sum(period.holds(submission.date) for submission in records.submissions),
        "adopted": len(of_month),
        "unknown": sum(gain.worth is None for gain in of_month),
        "undated": sum(submission.date is None and submission.was_sent_by(today) for submission in records.submissions),
        "classes": tuple(_classes(units)),
        "commissioned": len(commissioned),
        "to_come": sum(submission.state_on(today) == TO_COME for submission in commissioned),
        "missed": _missed(commissioned, owners, today),
        "lost": tuple(unit.owner.name for unit in units if unit.lost),
        "lost_at": rules.commissioned_missed,
    }


def _writers(owners: Iterable[Owner], records: Sent, period: _Period, rules: SubmissionRules) -> Iterator[Owner]:
    """Who wrote or owes anything in the year, and the units in post that have a target."""
    writing = {
        number
        for submission in records.submissions
        if period.year_holds(submission.date or submission.due)
        or any(period.year_holds(gain.adoption.date) for gain in records.gains[submission.number])
        for number in submission.writers
    }
    for owner in owners:
        has_target = owner.category in rules.targets and owner.is_in_post(period.last)
        if owner.number in writing or has_target:
            yield owner


def _unit(owner: Owner, written: Sequence[Submission], records: Sent, period: _Period, rules: SubmissionRules) -> _Unit:
    gains = [gain for submission in written for gain in records.gains[submission.number]]
    of_month = [gain for gain in gains if period.holds(gain.adoption.date)]
    lost = year_is_lost(written, period.first.year, period.closing, rules)
    return _Unit(
        owner,
        sum(period.holds(submission.date) for submission in written),
        {level: sum(_is_print(gain, level) for gain in of_month) for level in LEVELS},
        sum(gain.adoption.kind == INSTRUCTION for gain in of_month),
        _sum(of_month, lost=lost),
        _sum((gain for gain in gains if period.year_holds(gain.adoption.date)), lost=lost),
        sum(period.year_holds(submission.date) for submission in written),
        rules.targets.get(owner.category or ""),
        lost,
    )


def _is_print(gain: Gain, level: str) -> bool:
    return gain.adoption.level == level and gain.adoption.kind != INSTRUCTION


def _sum(gains: Iterable[Gain], *, lost: bool) -> Decimal:
    return Decimal(0) if lost else sum((gain.points for gain in gains), Decimal(0))


def _classes(units: Sequence[_Unit]) -> Iterator[Fields]:
    """The units of each class, ranked among themselves; last those of no class."""
    classes = dict.fromkeys(unit.owner.category for unit in units)
    order = [*CATEGORIES, *sorted(name for name in classes if name and name not in CATEGORIES), None]
    for name in (name for name in order if name in classes):
        own = [unit for unit in units if unit.owner.category == name]
        word = "" if name is None else _(CATEGORIES[name]) if name in CATEGORIES else name
        table = Table("units", word or _("Units"), UNITS, tuple(_ranked(own)))
        yield {"name": word[:1].upper() + word[1:] or None, "units": table}


def _ranked(units: Sequence[_Unit]) -> Iterator[Row]:
    """A row for each unit, the best of the month first; those with equal points share a rank, and the next is left
    out."""
    of_month, of_year = [unit.points for unit in units], [unit.year_points for unit in units]
    for unit in sorted(units, key=lambda row: (-row.points, -row.year_points, row.owner.number)):
        yield row(
            UNITS,
            rank=_rank(unit.points, of_month),
            unit=unit.owner.name,
            sent=unit.sent,
            **unit.levels,
            instructions=unit.instructions,
            points=float(unit.points),
            year_points=float(unit.year_points),
            year_rank=_rank(unit.year_points, of_year),
            year_sent=unit.year_sent,
            target=unit.target,
        )


def _rank(points: Decimal, every: Iterable[Decimal]) -> int:
    return 1 + sum(other > points for other in every)


def _is_commissioned(submission: Submission, month: tuple[date, date]) -> bool:
    due = submission.due
    return submission.form == COMMISSIONED and due is not None and month[0] <= due <= month[1]


def _missed(commissioned: Iterable[Submission], owners: Mapping[int, Owner], today: date) -> Table:
    """What was commissioned for the month, and was sent late or is late today."""
    rows = tuple(
        row(
            COMMISSIONED_COLUMNS,
            ref=str(ref_of(submission)),
            title=submission.title,
            unit=owners[submission.owner].name,
            due=submission.due,
            state=submission.state_on(today),
            days_late=submission.days_late(today),
        )
        for submission in commissioned
        if submission.days_late(today)
    )
    return Table("missed", _("Commissioned and missed"), COMMISSIONED_COLUMNS, rows)


PAPER = Paper(
    monthly,
    (
        PaperField("month", mark("The first day of its month.")),
        PaperField("office", mark("The office's own name, by the setting office.name.")),
        PaperField("day", mark("The day that it is of.")),
        PaperField("until", mark("The last day of the month that has come.")),
        PaperField("sent", mark("How many submissions were sent in the month.")),
        PaperField("adopted", mark("How often any was printed, sent on or instructed upon in the month.")),
        PaperField("unknown", mark("How many of those are of a level that is not known.")),
        PaperField("undated", mark("How many submissions were sent on a day that is not known, and are in no month.")),
        PaperField(
            "classes",
            mark("The units, class by class, and last those of no class."),
            fields=(
                PaperField("name", mark("Name of the class; blank for none.")),
                PaperField("units", mark("The units, ranked among themselves."), UNITS),
            ),
        ),
        PaperField("commissioned", mark("How many were commissioned for the month.")),
        PaperField("to_come", mark("How many of these are still to come in time.")),
        PaperField("missed", mark("What was commissioned for the month and came late or not."), COMMISSIONED_COLUMNS),
        PaperField("lost", mark("Units that missed so many commissioned ones that they have no points this year.")),
        PaperField("lost_at", mark("How many those are, by the rules.")),
    ),
    (
        ("reform paper monthly 2026-10 -o monthly.docx", mark("October's notice.")),
        ("reform paper monthly --json", mark("The last month's, for another program.")),
    ),
    of_month=True,
    settings=("office.name",),
    wide=True,
)
