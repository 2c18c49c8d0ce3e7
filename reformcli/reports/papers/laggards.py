"""Laggards: who is behind, and was so when the last bulletin was written; what is required of them."""

from collections.abc import Iterator, Sequence
from datetime import date

from reformcli.document import Fields, Value
from reformcli.i18n import _, joined, mark
from reformcli.model.ledger import Ledger
from reformcli.model.work import Work
from reformcli.reports.answering import NOBODY, Answered, grouped
from reformcli.reports.lateness import overdue_work
from reformcli.reports.papers.declared import PaperField
from reformcli.reports.question import Question

FIELDS = (
    PaperField("unit", mark("Lead unit.")),
    PaperField("count", mark("How much of its work is overdue.")),
    PaperField("again", mark("How much of it was so on the first day of the time.")),
    PaperField(
        "work",
        mark("The work, worst first."),
        fields=(
            PaperField("ref", mark("What to type for it: 17, 17.3, F45.")),
            PaperField("title", mark("What is to be done.")),
            PaperField("due", mark("Last day in time.")),
            PaperField("days", mark("Calendar days after the due date.")),
            PaperField("again", mark("Whether it was overdue on the first day of the time.")),
        ),
    ),
)
"""The fields of a unit that is behind."""


def late_on(ledger: Ledger, question: Question, day: date) -> set[str]:
    """The refs of what was overdue on the day of the last bulletin, by its own dates."""
    then = question._replace(scope=question.scope._replace(today=day, light=()))
    return {str(piece.ref) for piece in overdue_work(ledger, then)}


def by_unit(behind: Sequence[Answered], before: set[str], today: date) -> Iterator[Fields]:
    """Overdue work by lead unit, worst first, each piece with whether it was late the last time."""
    for unit, pieces in grouped("owner", behind).items():
        works: tuple[Value, ...] = tuple(_late_work(piece.work, before, today) for piece in pieces)
        again = sum(str(piece.work.ref) in before for piece in pieces)
        yield {"unit": unit or _(NOBODY), "count": len(pieces), "again": again, "work": works}


def _late_work(work: Work, before: set[str], today: date) -> Fields:
    return {
        "ref": str(work.ref),
        "title": work.title,
        "due": work.due,
        "days": work.days_late(today),
        "again": str(work.ref) in before,
    }


def requirements(behind: Sequence[Answered], before: set[str]) -> Iterator[str]:
    """What is required of each unit that is behind: why it is late again, of what was so before; of the rest a day."""
    for unit, pieces in grouped("owner", behind).items():
        refs = [str(piece.work.ref) for piece in pieces]
        if unit is None:
            sentence = _("It is to be settled who answers for it, and by which day it will be done")
            yield _("{sentence} ({ref})", sentence=sentence, ref=joined(refs))
            continue
        again = [ref for ref in refs if ref in before]
        first = [ref for ref in refs if ref not in before]
        if again:
            duty = _(
                "{unit} says in writing why it is late a second time, and by which day it will be done",
                unit=unit,
            )
            yield _("{sentence} ({ref})", sentence=duty, ref=joined(again))
        if first:
            duty = _("{unit} says by which day it will be done", unit=unit)
            yield _("{sentence} ({ref})", sentence=duty, ref=joined(first))
