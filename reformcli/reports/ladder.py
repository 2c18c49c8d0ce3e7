"""Ladder: which order to issue next about what, by the rules, with the command that would do it. It writes nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from reformcli import columns
from reformcli.i18n import _, mark, plural
from reformcli.lights import behind
from reformcli.model.ledger import Ledger
from reformcli.model.noun import ref_of
from reformcli.model.order import ANSWERED, KINDS, LEVELS, POOR, Order
from reformcli.model.refs import Ref
from reformcli.model.states import REPORTED
from reformcli.model.work import Work
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import facts_of, of_light
from reformcli.reports.question import Question, Report
from reformcli.reports.scoped import left_out
from reformcli.rulebook import Rulebook, in_force
from reformcli.table import Column, Row, Table, row
from reformcli.verbs.ladder import INTERVIEW, Step, Waits, next_step, running, wanted

STEPS = {**LEVELS, INTERVIEW: mark("interview")}

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.LEAD._replace(detail=False),
    Column("why", mark("Why"), mark("What makes it due for an order, and what came of the last one.")),
    Column("level", mark("Propose"), mark("Level of the order proposed, or a talk with the head."), words=STEPS),
    columns.DAYS_LATE,
    columns.DUE._replace(detail=True),
    Column("follows", mark("Follows"), mark("The order about the same thing that it follows."), detail=True),
    columns.KIND,
    Column("command", mark("Command"), mark("What to type to issue it."), detail=True),
)


class _Proposed(NamedTuple):
    """A piece of work, what is proposed for it, why, and the points that it is behind."""

    piece: Answered
    step: Step
    why: str


def ladder(ledger: Ledger, question: Question) -> Table:
    """One row for each proposal, the hardest first, then the latest; how many orders wait for their answers."""
    today, rules = question.scope.today, in_force(ledger, question.scope.today)
    orders: dict[Ref | None, list[Order]] = defaultdict(list)
    for order in ledger.find(Order):
        orders[order.about].append(order)
    work = [piece for piece in _pressed(ledger, question) if piece.state != REPORTED]
    facts = facts_of(ledger, question, work)
    proposed: list[_Proposed] = []
    waiting: list[Order] = []
    for piece in answered(ledger, question, work):
        points = behind(piece.work, facts(piece.work), today, rules.lights)
        level = wanted(piece.work, points, today, rules.ladder)
        had = orders[piece.work.ref]
        step = next_step(piece.work, level, had, today, rules.ladder, rules.changed)
        if isinstance(step, Waits):
            waiting.append(step.order)
        elif step is not None:
            proposed.append(_Proposed(piece, step, _why(piece.work, points, had, step, question, rules)))
    proposed.sort(key=lambda one: (-list(STEPS).index(one.step.level), -one.piece.work.days_late(today)))
    rows = tuple(_row(one, question) for one in proposed)
    notes = (*_waiting(waiting), *left_out(ledger, question, ledger.work))
    title = _("Orders proposed on {day}", day=today)
    return Table("ladder", title, COLUMNS, rows, notes=notes, empty=_("No order is due."))


def _pressed(ledger: Ledger, question: Question) -> Iterator[Work]:
    return of_light(ledger, question, ledger.work(question.scope))


def _waiting(orders: Sequence[Order]) -> tuple[str, ...]:
    if not orders:
        return ()
    last = max(order.due for order in orders if order.due)
    return (
        plural(
            "{n} order waits for its answer until {date} and is not repeated.",
            "{n} orders wait for their answers until {date} at the latest and are not repeated.",
            len(orders),
            date=last,
        ),
    )


def _why(work: Work, points: float, orders: Sequence[Order], step: Step, question: Question, rules: Rulebook) -> str:
    """What makes the work due for an order, and what came of the one that this follows."""
    today = question.scope.today
    reasons = []
    if late := work.days_late(today):
        reasons.append(plural("{n} day late", "{n} days late", late))
    elif work.due is not None and (work.due - today).days <= max(one.near or 0 for one in rules.ladder.levels):
        left = (work.due - today).days
        reasons.append(plural("due in {n} day", "due in {n} days", left) if left else _("due today"))
    if any(one.behind is not None and points >= one.behind for one in rules.ladder.levels):
        reasons.append(_("{points} points behind", points=f"{points:g}"))
    if step.follows is not None:
        reasons.append(order_said(step.follows, question.scope.today))
    if step.level == INTERVIEW:
        had = sorted((one for one in orders if one.level), key=lambda one: (str(one.date), one.number))
        reasons.append(_("{n} running", n=running(had, today)))
    return _("; ").join(reasons)


def order_said(order: Order, today: date) -> str:
    """An order, its level, and how it stands on a day."""
    facts = {"ref": ref_of(order), "level": _(LEVELS[order.level] if order.level else KINDS[order.kind])}
    state = order.state_on(today)
    if state == POOR:
        return _("{ref} {level}, poor answer", **facts)
    if state == ANSWERED:
        return (
            _("{ref} {level}, answered late", **facts)
            if order.days_late(today)
            else _("{ref} {level}, answered", **facts)
        )
    return _("{ref} {level}, waiting", **facts) if order.waits_on(today) else _("{ref} {level}, no answer", **facts)


def _row(one: _Proposed, question: Question) -> Row:
    work = one.piece.work
    return row(
        COLUMNS,
        ref=str(work.ref),
        title=work.title,
        lead=one.piece.lead,
        why=one.why,
        level=one.step.level,
        days_late=work.days_late(question.scope.today),
        due=work.due,
        follows=None if one.step.follows is None else str(ref_of(one.step.follows)),
        kind=work.kind_code,
        command=_command(one),
    )


def _command(one: _Proposed) -> str | None:
    """The command that would issue what is proposed, to be answered in the level's time; a talk has none. Where several
    lead, or nobody does, a person names the addressee."""
    if one.step.level == INTERVIEW:
        return None
    words = ["reform", "order", "add", str(one.piece.work.ref), "--level", one.step.level]
    if one.step.follows is not None:
        words += ["--follows", str(ref_of(one.step.follows))]
    if len(one.piece.lead) != 1:
        words += ["--owner", "…"]
    return " ".join(words)


REPORT = Report(
    ladder,
    COLUMNS,
    (
        (mark("reform ladder --owner Transport"), mark("What one unit is due for.")),
        ("reform ladder --json | jq -r '.[].command'", mark("The commands, to look through and run.")),
    ),
    alarms=True,
    rows_by=("ref",),
)
