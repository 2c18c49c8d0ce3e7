"""Statement (述职述廉述改): a year of a unit, its head while in post, or a leader; each sentence ends in its refs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from reformcli.document import Fields
from reformcli.errors import NotPossible
from reformcli.i18n import _, joined, mark, plural
from reformcli.model.days import closing_day
from reformcli.model.event import Event
from reformcli.model.ledger import Ledger
from reformcli.model.matter import APPEAL
from reformcli.model.noun import ref_of
from reformcli.model.order import WITHDRAWN, Order
from reformcli.model.owner import Owner
from reformcli.model.states import DROPPED
from reformcli.model.text import for_shell
from reformcli.model.visit import HELP, Visit
from reformcli.model.work import Work
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.question import Question
from reformcli.reports.scoped import place
from reformcli.reports.scores.scored import cell, reckoning_of
from reformcli.reports.scores.show import COLUMNS as SCORE_COLUMNS
from reformcli.reports.statements import statement_year
from reformcli.rulebook.score_reading import BANDS
from reformcli.scoring import reckon
from reformcli.scoring.due_work import finished
from reformcli.scoring.points import in_figures, sent
from reformcli.scoring.reckoning import Reckoning
from reformcli.scoring.records import Records
from reformcli.scoring.totals import Score, ranks, tenths
from reformcli.table import Table

LINES = tuple(column for column in SCORE_COLUMNS if column.key in ("day", "line", "points", "evidence"))

HONOURS = ("listing", "pilot", "on-site", "award")
HEARD = ("talk", "trip")
"""Kinds of events that honour whose they are, and those from which somebody learns."""


class _Subject(NamedTuple):
    """Whom a statement is of, the unit whose work that is, and the days that it covers, both included.

    What was not done in them shows on the day `closing`. `is_part` is whether those are only some of the year's;
    `answers` gives the numbers of those who answered for work on a day, as the subject does.
    """

    owner: Owner
    unit: int
    first: date
    last: date
    closing: date
    is_part: bool
    answers: Callable[[Work, date], tuple[int, ...]]

    @property
    def is_leader(self) -> bool:
        """Whether it is a leader, who answers for what was led."""
        return self.owner.kind == "leader"

    def covers(self, day: date | None) -> bool:
        """Whether a day is among those that it covers."""
        return day is not None and self.first <= day <= self.last

    def has(self, piece: Work) -> bool:
        """Whether a piece of work is the subject's: by who answered on its due date, or on the last day if later."""
        if piece.due is not None and piece.due < self.first:
            return False
        day = piece.due if self.covers(piece.due) and piece.due is not None else self.last
        return self.unit in self.answers(piece, day)


def statement(ledger: Ledger, question: Question) -> Fields:
    """The fields of a statement of the owner that the option `about` holds."""
    reckoning = reckoning_of(ledger, question._replace(plan=statement_year(question)))
    records = Records(ledger, reckoning)
    subject = _subject(question, reckoning, records)
    scores = reckon(ledger, reckoning)
    score = None if subject.is_leader else scores.get(subject.unit)
    pieces = [piece for piece in sorted(records.work, key=place) if piece.state != DROPPED and subject.has(piece)]
    # What was due in the year is of it, whatever year took it over.
    of_year = [piece for piece in pieces if piece.plan in (None, reckoning.year) or subject.covers(piece.due)]
    work = [piece for piece in of_year if piece.noun != "matter"]
    matters = [piece for piece in pieces if piece.noun == "matter" and _is_of(piece, records, subject)]
    return {
        "subject": subject.owner.name,
        "unit": records.owners[subject.unit].name,
        "is_leader": subject.is_leader,
        "in_post": subject.is_part,
        "year": reckoning.year,
        "first": subject.first,
        "last": subject.last,
        "work": tuple(_work(work, subject)),
        "matters": (*_matters(matters, records, subject), *_orders(ledger, subject)),
        "help": tuple(_help(ledger, subject)),
        "records": (*_submissions(ledger, subject), *_events(ledger, subject)),
        "score": () if subject.is_part else tuple(_score(score, scores, records, reckoning)),
        "lines": _lines(score, subject),
    }


def _subject(question: Question, reckoning: Reckoning, records: Records) -> _Subject:
    """Whom the statement is of. Raises NotPossible for what has none: a group, a person of no unit, a thing."""
    owner = question.about
    if not isinstance(owner, Owner):
        raise NotPossible(_("A statement is of an owner."), hint=_("Name a unit, its head or a leader."))
    first = max(reckoning.first, owner.valid_from or reckoning.first)
    last = min(reckoning.last, owner.valid_to or reckoning.last)
    if first > last:
        raise NotPossible(_("{name} was not in post in {year}.", name=owner.name, year=reckoning.year))
    is_part = (first, last) != (reckoning.first, reckoning.last)
    days = (first, last, closing_day(last, reckoning.today), is_part)
    if owner.kind == "unit":
        return _Subject(owner, owner.number, *days, records.lead)
    if owner.kind == "leader":
        return _Subject(owner, owner.number, *days, lambda piece, day: _led(records, piece, day))
    unit = records.owners.get(owner.parent or 0)
    if owner.kind != "person" or unit is None or unit.kind != "unit":
        person = for_shell(owner.name)
        hint = _("Say of which unit a person is with `reform owner edit {name} --parent UNIT`.", name=person)
        raise NotPossible(_("{name} is neither a unit, nor a person of one, nor a leader.", name=owner.name), hint=hint)
    return _Subject(owner, unit.number, *days, records.lead)


def _led(records: Records, piece: Work, day: date) -> tuple[int, ...]:
    """The leaders of the project of a piece of work on a day."""
    return records.responsible.in_role(piece.project, "leader", day)


def _is_of(piece: Work, records: Records, subject: _Subject) -> bool:
    """Whether a matter was open on any of the days covered."""
    opened, ended = records.matters[piece.number].opened, finished(piece)
    begun = opened is None or opened <= subject.last
    return piece.kind != APPEAL and begun and (ended is None or ended >= subject.first)


Counted = Callable[[int], str]
"""Says how many there are of something, in words without an end."""

IN_TIME, LATE, OVERDUE, OPEN = "in-time", "late", "overdue", "open"

PROJECTS: Mapping[str, Counted] = {
    IN_TIME: lambda n: plural("{n} project was done in time", "{n} projects were done in time", n),
    LATE: lambda n: plural("{n} project was done late", "{n} projects were done late", n),
    OVERDUE: lambda n: plural("{n} project is late and open", "{n} projects are late and open", n),
    OPEN: lambda n: plural("{n} project goes on", "{n} projects go on", n),
}
MILESTONES: Mapping[str, Counted] = {
    IN_TIME: lambda n: plural("{n} milestone was done in time", "{n} milestones were done in time", n),
    LATE: lambda n: plural("{n} milestone was done late", "{n} milestones were done late", n),
    OVERDUE: lambda n: plural("{n} milestone is late and open", "{n} milestones are late and open", n),
    OPEN: lambda n: plural("{n} milestone is still to come", "{n} milestones are still to come", n),
}
MATTERS: Mapping[str, Counted] = {
    IN_TIME: lambda n: plural("{n} matter was closed in time", "{n} matters were closed in time", n),
    LATE: lambda n: plural("{n} matter was closed late", "{n} matters were closed late", n),
    OVERDUE: lambda n: plural("{n} matter is late and open", "{n} matters are late and open", n),
    OPEN: lambda n: plural("{n} matter is open in time", "{n} matters are open in time", n),
}
"""What is said of work by how it ended."""


def _end_of(piece: Work, subject: _Subject) -> str:
    """How work had ended by the last day covered."""
    ended = finished(piece)
    if ended is None or ended > subject.last:
        return OVERDUE if piece.due is not None and piece.due < subject.closing else OPEN
    return LATE if piece.due is not None and ended > piece.due else IN_TIME


def _by_end(pieces: Sequence[Work], words: Mapping[str, Counted], subject: _Subject) -> Iterator[str]:
    """A sentence for each way in which some of the pieces ended."""
    for end, counted in words.items():
        yield from _told([str(piece.ref) for piece in pieces if _end_of(piece, subject) == end], counted)


def _told(refs: Sequence[str], counted: Counted) -> Iterator[str]:
    """A sentence that ends in its refs; none where there are none."""
    if refs:
        yield _("{sentence} ({refs}).", sentence=counted(len(refs)), refs=joined(refs))


def _work(pieces: Sequence[Work], subject: _Subject) -> Iterator[str]:
    """What became of projects and of milestones, and whose dates moved."""
    yield from _by_end([piece for piece in pieces if piece.is_project], PROJECTS, subject)
    yield from _by_end([piece for piece in pieces if piece.is_milestone], MILESTONES, subject)
    yield from _told(
        [str(piece.ref) for piece in pieces if piece.moves],
        lambda n: plural("{n} due date was moved by approval", "{n} due dates were moved by approval", n),
    )


def _matters(pieces: Sequence[Work], records: Records, subject: _Subject) -> Iterator[str]:
    """What became of matters, and which of them had come back."""
    yield from _by_end(pieces, MATTERS, subject)
    relapses = [
        str(piece.ref)
        for piece in pieces
        if records.matters[piece.number].relapse_of is not None and subject.covers(records.matters[piece.number].opened)
    ]
    yield from _told(relapses, lambda n: plural("{n} matter had come back", "{n} matters had come back", n))


def _orders(ledger: Ledger, subject: _Subject) -> Iterator[str]:
    """The orders that it received, and those not answered in time."""
    received = [
        order
        for order in ledger.find(Order, owner=subject.owner.number if subject.is_leader else subject.unit)
        if subject.covers(order.date) and order.state_on(subject.last) != WITHDRAWN
    ]
    yield from _told(
        [str(ref_of(order)) for order in received],
        lambda n: plural("{n} order was received", "{n} orders were received", n),
    )
    yield from _told(
        [str(ref_of(order)) for order in received if order.days_late(subject.closing)],
        lambda n: plural("{n} order was not answered in time", "{n} orders were not answered in time", n),
    )


def _help(ledger: Ledger, subject: _Subject) -> Iterator[str]:
    """The visits that came to help."""
    helped = [
        str(ref_of(visit))
        for visit in ledger.find(Visit, owner=subject.unit)
        if visit.purpose == HELP and subject.covers(visit.date)
    ]
    yield from _told(helped, lambda n: plural("{n} visit came to help", "{n} visits came to help", n))


def _submissions(ledger: Ledger, subject: _Subject) -> Iterator[str]:
    """What it sent up, what was adopted of that, and the points."""
    every = sent(ledger, subject.last)
    ours = every.by_writer().get(subject.unit, ())
    yield from _told(
        [str(ref_of(one)) for one in ours if subject.covers(one.date)],
        lambda n: plural("{n} submission was sent up", "{n} submissions were sent up", n),
    )
    gains = [gain for one in ours for gain in every.gains[one.number] if subject.covers(gain.adoption.date)]
    points = in_figures(sum((gain.points for gain in gains), Decimal(0)))
    yield from _told(
        [str(ref_of(gain.adoption)) for gain in gains],
        lambda n: plural("{n} was adopted, {points} points", "{n} were adopted, {points} points", n, points=points),
    )


def _events(ledger: Ledger, subject: _Subject) -> Iterator[str]:
    """What honours it had, and what it heard and saw elsewhere."""
    ours = [one for one in ledger.find(Event) if subject.unit in one.owners and subject.covers(one.date)]
    yield from _told(
        [str(ref_of(one)) for one in ours if one.kind in HONOURS],
        lambda n: plural("{n} honour was won", "{n} honours were won", n),
    )
    yield from _told(
        [str(ref_of(one)) for one in ours if one.kind in HEARD],
        lambda n: plural("{n} lecture or study trip", "{n} lectures and study trips", n),
    )


def _score(score: Score | None, scores: Mapping[int, Score], records: Records, reckoning: Reckoning) -> Iterator[str]:
    """The total, the rank in the class and the band, of a unit that has a number."""
    values = {
        owner: value
        for owner, each in scores.items()
        if (value := each.value()) is not None and records.owners[owner].kind == "unit"
    }
    if score is None or score.band is None or score.owner not in values:
        return
    classes = {owner: records.owners[owner].category for owner in values}
    yield _(
        "{total} points, rank {rank} of {n}, {band}; as of {date}.",
        total=values[score.owner],
        rank=ranks(values, classes)[score.owner],
        n=sum(one == classes[score.owner] for one in classes.values()),
        band=_(BANDS.get(score.band, score.band)),
        date=reckoning.today,
    )


def _lines(score: Score | None, subject: _Subject) -> Table:
    """The lines that come from facts of the days covered."""
    lines = [] if score is None else [line for line in score.lines if line.own and subject.covers(line.day)]
    rows = tuple((line.day, line.name, cell(tenths(line.points)), line.evidence) for line in lines)
    return Table("lines", _("Score lines"), LINES, rows, empty=_("There is no line."))


FIELDS = (
    PaperField("subject", mark("Whose statement it is.")),
    PaperField("unit", mark("The unit whose work it is about; a leader's own name.")),
    PaperField("is_leader", mark("Whether it is a leader's, about what was led.")),
    PaperField("in_post", mark("Whether it covers only some days of the year, those in post.")),
    PaperField("year", mark("The year.")),
    PaperField("first", mark("First day that it covers.")),
    PaperField("last", mark("Last day that it covers.")),
    PaperField(
        "work", mark("Projects and milestones: done in time, late, open, moved; each sentence ends in its refs.")
    ),
    PaperField("matters", mark("Matters, what had come back, and orders; each sentence ends in its refs.")),
    PaperField("help", mark("Visits that came to help; each sentence ends in its refs.")),
    PaperField("records", mark("Submissions, honours, lectures and trips; each sentence ends in its refs.")),
    PaperField("score", mark("The total, its rank and its band; of a unit for the whole year alone.")),
    PaperField("lines", mark("The lines of the score that are of those days."), LINES),
)

PAPER = Paper(
    statement,
    FIELDS,
    (
        (mark("reform paper statement Transport --plan 2026"), mark("A unit's year, with the number of every record.")),
        (mark('reform paper statement "A. Smith" -o statement.docx'), mark("Of a unit's head: the days in post.")),
    ),
    about=mark("Whose: a unit, its head or a leader, by any of their names."),
    of_owner=True,
    filters=("plan",),
)
