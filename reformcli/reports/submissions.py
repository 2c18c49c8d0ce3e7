"""Submissions: the list of them, how each stands on a day, who took it, and the points for it."""

from collections.abc import Mapping, Sequence
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark, plural
from reformcli.model.adoption import LEVELS
from reformcli.model.fields import fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.noun import ref_of
from reformcli.model.submission import MISSED, NOUN, SUBMISSION_STATES, Submission
from reformcli.reports.noun_lists import Narrowing, NounList, nothing_listed
from reformcli.scoring.points import Gain, sent
from reformcli.table import Column, Row, Shape, Table, row

_FIELDS = fields_of(Submission)

COLUMNS = (
    columns.REF,
    columns.of_field(_FIELDS["title"], main=True),
    Column("owner", mark("Sent by"), mark("Who wrote it, the first of them first."), Shape.LIST),
    columns.of_field(_FIELDS["date"]),
    columns.STATE._replace(help=mark("How it stands on the day asked about."), words=SUBMISSION_STATES),
    Column("points", mark("Points"), mark("Points that each of its writers has for it."), Shape.NUMBER),
    Column("highest", mark("Highest level"), mark("The highest level that took it."), words=LEVELS, detail=True),
    Column(
        "adopted",
        mark("Adopted"),
        mark("How often it was printed, sent on or instructed upon."),
        Shape.NUMBER,
        detail=True,
    ),
    *(columns.of_field(_FIELDS[key], detail=True) for key in ("form", "due")),
    Column("days_late", mark("Days late"), mark("Calendar days that it was or is late."), Shape.NUMBER, detail=True),
    columns.of_field(_FIELDS["projects"], detail=True),
    columns.of_field(_FIELDS["group"], detail=True),
)


def _submission_list(ledger: Ledger, today: date, narrowing: Narrowing) -> Table:
    """Submissions, the newest first, and how each stands on `today`."""
    names = ledger.names()
    records = sent(ledger, today)
    shown = [
        submission
        for submission in records.submissions
        if narrowing.keeps(submission, submission.date or submission.due, submission.state_on(today))
    ]
    shown.sort(key=lambda submission: (submission.date or submission.due or date.min, submission.number), reverse=True)
    rows = tuple(_row(submission, records.gains[submission.number], today, names) for submission in shown)
    late = sum(submission.state_on(today) == MISSED for submission in shown)
    notes = (plural("{n} commissioned is missed.", "{n} commissioned are missed.", late),) if late else ()
    unknown = sum(gain.worth is None for submission in shown for gain in records.gains[submission.number])
    if unknown:
        note = plural(
            "{n} adoption is of a level that is not known, and brings no points.",
            "{n} adoptions are of a level that is not known, and bring no points.",
            unknown,
        )
        notes = (*notes, note)
    return Table("submissions", _("Submissions"), COLUMNS, rows, notes=notes, empty=nothing_listed(NOUN, narrowing))


def _row(submission: Submission, gains: Sequence[Gain], today: date, names: Mapping[int, str]) -> Row:
    levels = [level for level in LEVELS if any(gain.adoption.level == level for gain in gains)]
    return row(
        COLUMNS,
        ref=str(ref_of(submission)),
        title=submission.title,
        owner=tuple(names[number] for number in submission.writers),
        date=submission.date,
        state=submission.state_on(today),
        highest=levels[-1] if levels else None,
        adopted=len(gains),
        points=float(sum(gain.points for gain in gains)),
        form=submission.form,
        due=submission.due,
        days_late=submission.days_late(today) or None,
        projects=tuple(map(str, submission.projects)),
        group=names.get(submission.group) if submission.group is not None else None,
    )


LIST = NounList(COLUMNS, _submission_list, SUBMISSION_STATES)
