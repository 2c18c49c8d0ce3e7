"""Points: what submissions bring their writers, by the office's table of each adoption's own day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from reformcli.model.adoption import INSTRUCTION, SENT_ON, Adoption
from reformcli.model.ledger import Ledger
from reformcli.model.submission import COMMISSIONED, MISSED, STUDY, Submission
from reformcli.rulebook import RuleHistory
from reformcli.rulebook.submission import HIGHEST, SubmissionRules

RulesOn = Callable[[date], SubmissionRules]
"""Gives the rules of submissions that count on a day."""


def in_figures(points: Decimal) -> str:
    """Points as people write them: 12, 0.5."""
    return f"{points.normalize():f}"


class Gain(NamedTuple):
    """What an adoption brings each writer of its submission: `worth` by the table, of which `points` count, since
    another adoption may count in its place. Without a level nobody knows its worth, and it brings nothing."""

    submission: Submission
    adoption: Adoption
    worth: Decimal | None
    points: Decimal


class Sent(NamedTuple):
    """Submissions with what their adoptions brought, in the order of their numbers."""

    submissions: Sequence[Submission]
    gains: Mapping[int, Sequence[Gain]]

    def by_writer(self) -> Mapping[int, Sequence[Submission]]:
        """What each owner wrote, alone or with others, by the owner's number; nothing for all others."""
        written: defaultdict[int, list[Submission]] = defaultdict(list)
        for submission in self.submissions:
            for number in submission.writers:
                written[number].append(submission)
        return written


def worth(submission: Submission, adoption: Adoption, rules: SubmissionRules) -> Decimal | None:
    """What the table gives each writer for one adoption; None where its level is not known."""
    if adoption.level is None:
        return None
    printed = rules.points
    table = {INSTRUCTION: rules.instruction, SENT_ON: rules.sent_on or printed}.get(adoption.kind, printed)
    points = table.get(adoption.level, Decimal(0))
    if submission.form == STUDY and adoption.kind != INSTRUCTION:
        points *= rules.study
    return points * rules.shared if len(submission.writers) > 1 else points


def gains(submission: Submission, adoptions: Iterable[Adoption], rules_on: RulesOn) -> Iterator[Gain]:
    """What each adoption of a submission brings, by day: all of its worth, or where the highest counts what it is worth
    more than every one before it, so that together they bring that of the highest."""
    before = Decimal(0)
    for adoption in sorted(adoptions, key=lambda adoption: (adoption.date or date.min, adoption.number)):
        rules = rules_on(adoption.date or date.min)
        value = worth(submission, adoption, rules)
        most = value or Decimal(0)
        yield Gain(submission, adoption, value, max(Decimal(0), most - before) if rules.several == HIGHEST else most)
        before = max(before, most)


def sent(ledger: Ledger, until: date, rules_on: RulesOn | None = None) -> Sent:
    """All submissions with the adoptions up to `until`, that day too; by the ledger's rules unless others are given."""
    adopted: defaultdict[int, list[Adoption]] = defaultdict(list)
    for adoption in ledger.find(Adoption):
        if adoption.date is not None and adoption.date <= until:
            adopted[adoption.submission].append(adoption)
    submissions = sorted(ledger.find(Submission), key=lambda submission: submission.number)
    history = RuleHistory(ledger)
    on = rules_on or (lambda day: history.on(day).submission)
    return Sent(submissions, {one.number: tuple(gains(one, adopted[one.number], on)) for one in submissions})


def missed(submissions: Iterable[Submission], year: int, on: date) -> list[Submission]:
    """Those commissioned with a limit in `year` that are missed on a day."""
    asked = (one for one in submissions if one.form == COMMISSIONED and one.due is not None and one.due.year == year)
    return [one for one in asked if one.state_on(on) == MISSED]


def year_is_lost(submissions: Iterable[Submission], year: int, on: date, rules: SubmissionRules) -> bool:
    """Whether an owner who wrote or owes `submissions` has no points in `year`, having missed too many."""
    most = rules.commissioned_missed
    return most is not None and len(missed(submissions, year, on)) >= most
