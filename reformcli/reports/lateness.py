"""Lateness: the overdue work that every report counts, and what is said of it in a line."""

from collections.abc import Iterable, Iterator, Sequence

from reformcli import columns
from reformcli.i18n import _, plural
from reformcli.model.days import shifted
from reformcli.model.ledger import Ledger
from reformcli.model.work import Work
from reformcli.reports.lit import of_light
from reformcli.reports.question import Question
from reformcli.table import Column, Row


def overdue_work(ledger: Ledger, question: Question) -> Iterator[Work]:
    """The open work in scope that is due before the day asked about, of every tracked noun, worst first."""
    scope = question.scope
    return of_light(ledger, question, ledger.work(scope, due_to=shifted(scope.today, -1)))


def totals(shown: Sequence[Column], rows: Iterable[Row]) -> str:
    """How much overdue work `rows` are, of how many lead units, and the longest: rows under the columns `shown`, those
    of days late and of lead units among them where any row holds something there."""
    at = {column.key: place for place, column in enumerate(shown)}
    late, lead = at[columns.DAYS_LATE.key], at.get(columns.LEAD.key)
    days: list[int] = []
    units: set[str] = set()
    for row in rows:
        cell, names = row[late], () if lead is None else row[lead]
        days.append(cell if isinstance(cell, int) else 0)
        units.update(names if isinstance(names, tuple) else ())
    return _(
        "{items}, {units}, {longest}",
        items=plural("{n} item", "{n} items", len(days)),
        units=plural("{n} unit", "{n} units", len(units)),
        longest=plural("longest {n} day", "longest {n} days", max(days, default=0)),
    )
