"""Reminder (提醒): what a liaison is to see to: reports owed, what is overdue or falls due, orders to answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reformcli.document import Fields
from reformcli.errors import NotPossible
from reformcli.i18n import _, joined, mark
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.order import ISSUED, Order
from reformcli.model.owner import Owner
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import of_light
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.question import Question
from reformcli.reports.reporting import day_of_reports, reporting
from reformcli.reports.scoped import place
from reformcli.reports.things import title_of
from reformcli.rulebook import in_force
from reformcli.verbs.orders import last_about

_MOST_NAMES = 10
"""How many names a hint has room for."""


class _Parts(NamedTuple):
    """What one contact is reminded of, part by part."""

    reports: list[Fields]
    overdue: list[Fields]
    due: list[Fields]
    orders: list[Fields]


def reminders(ledger: Ledger, question: Question) -> Mapping[str, Fields]:
    """The fields of a reminder for each liaison who has something to see to, by name; in the place of a liaison that
    work lacks, its officer or else its lead unit."""
    today = question.scope.today
    parts: defaultdict[str, _Parts] = defaultdict(lambda: _Parts([], [], [], []))
    work = of_light(ledger, question, ledger.work(question.scope))
    pieces = sorted(answered(ledger, question, work), key=lambda piece: (piece.work.due or today, place(piece.work)))
    by = day_of_reports(ledger, question, in_force(ledger, today))[0]
    for names, report in _reports(ledger, question):
        for name in names:
            parts[name].reports.append({**report, "by": by})
    for piece in pieces:
        late = piece.work.days_late(today)
        soon = piece.work.due is not None and 0 <= (piece.work.due - today).days <= question.due_days
        for name in contacts(piece) if late or soon else ():
            (parts[name].overdue if late else parts[name].due).append(_work(piece, late))
    for names, order in _orders(ledger, question, pieces):
        for name in names:
            parts[name].orders.append(order)
    office = question.option("office.name", str)
    return {
        name: {
            "name": name,
            "day": today,
            "office": office,
            **{key: tuple(listed) for key, listed in own._asdict().items()},
        }
        for name, own in sorted(parts.items())
    }


def reminder(ledger: Ledger, question: Question) -> Fields:
    """The fields of the reminder for the owner that the option `about` holds. Raises NotPossible for nothing to say."""
    thing = question.about
    every = reminders(ledger, question)
    name = thing.name if isinstance(thing, Owner) else noun_of(thing).said(thing)
    if name not in every:
        hint = _("There is something to remind of: {names}.", names=joined([*every][:_MOST_NAMES])) if every else ""
        raise NotPossible(_("There is nothing to remind {name} of.", name=name), hint=hint)
    return every[name]


def contacts(piece: Answered) -> tuple[str, ...]:
    """Whom to write to about a piece of work: its liaisons, else its officers, else its lead units."""
    return piece.names("liaison") or piece.names("officer") or piece.lead


def _reports(ledger: Ledger, question: Question) -> Iterator[tuple[tuple[str, ...], Fields]]:
    """The units that have not reported this month, and whom to write to."""
    table = reporting(ledger, question._replace(options={}))
    at = [table.position(key) for key in ("unit", "liaison", "officer", "refs")]
    for row in table.rows:
        unit, liaisons, officers, refs = (row[position] for position in at)
        names = liaisons or officers or (str(unit),)
        if isinstance(names, tuple) and isinstance(refs, tuple):
            yield names, {"unit": str(unit), "refs": refs}


def _work(piece: Answered, late: int) -> Fields:
    work = piece.work
    return {"ref": str(work.ref), "title": work.title, "unit": piece.lead, "due": work.due, "days": late}


def _orders(ledger: Ledger, question: Question, pieces: Sequence[Answered]) -> Iterator[tuple[tuple[str, ...], Fields]]:
    """The last orders about work in scope that are not answered, and whom to write to."""
    today, names = question.scope.today, ledger.names()
    by_ref = {piece.work.ref: piece for piece in pieces}
    orders = sorted(ledger.find(Order), key=lambda order: (str(order.due), order.number))
    for order in orders:
        piece = by_ref.get(order.about) if order.about else None
        if piece is None or order.state_on(today) != ISSUED or last_about(order.about, orders, today) != order:
            continue
        addressee = names.get(order.owner or 0)
        yield (
            contacts(piece) or ((addressee,) if addressee else ()),
            {
                "ref": str(ref_of(order)),
                "code": order.code,
                "about": str(order.about),
                "title": title_of(ledger, order.about),
                "unit": addressee,
                "due": order.due,
                "days": order.days_late(today),
            },
        )


_WORK = (
    PaperField("ref", mark("What to type for it: 17, 17.3, F45.")),
    PaperField("title", mark("What is to be done.")),
    PaperField("unit", mark("Lead unit.")),
    PaperField("due", mark("Last day in time.")),
    PaperField("days", mark("Calendar days after the due date.")),
)

PAPER = Paper(
    reminder,
    (
        PaperField("name", mark("Whom it is for.")),
        PaperField("day", mark("The day that it is of.")),
        PaperField("office", mark("The office's own name, by the setting office.name.")),
        PaperField(
            "reports",
            mark("Units that have not reported this month."),
            fields=(
                PaperField("unit", mark("Lead unit.")),
                PaperField("refs", mark("Refs of the work that it is to report on.")),
                PaperField("by", mark("The last day of the month's reports.")),
            ),
        ),
        PaperField("overdue", mark("What is overdue, worst first."), fields=_WORK),
        PaperField("due", mark("What falls due in the days ahead."), fields=_WORK),
        PaperField(
            "orders",
            mark("Orders that are not answered."),
            fields=(
                PaperField("ref", mark("What to type for the order: O7.")),
                PaperField("code", mark("Number of the paper, unique in its year.")),
                PaperField("about", mark("Ref of the one thing that it is about.")),
                PaperField("title", mark("Title of that thing.")),
                PaperField("unit", mark("To whom it goes.")),
                PaperField("due", mark("Last day for the answer.")),
                PaperField("days", mark("Calendar days that the answer is late.")),
            ),
        ),
    ),
    (
        (mark('reform paper reminder "Imogen Hale"'), mark("A text to send to one liaison.")),
        (mark("reform paper reminder Treasury --json"), mark("What it says, for another program.")),
    ),
    about=mark("Whom to remind: a liaison, an officer or a unit."),
    of_owner=True,
    filtered=True,
    settings=("office.name",),
)
