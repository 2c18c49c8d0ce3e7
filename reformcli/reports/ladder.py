"""Ladder: which order to issue next about what, by the rules, with the command that would do it. It writes nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reformcli import columns
from reformcli.i18n import _, in_a_line, joined, mark, plural
from reformcli.lights import Facts, behind
from reformcli.model.event import Event
from reformcli.model.ledger import Ledger
from reformcli.model.noun import ref_of
from reformcli.model.order import ANSWERED, KINDS, LEVELS, POOR, Order
from reformcli.model.refs import Ref
from reformcli.model.states import REPORTED
from reformcli.model.text import for_shell
from reformcli.model.work import Work
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import facts_of, of_light
from reformcli.reports.question import Question, Report
from reformcli.reports.scoped import Place, left_out, place
from reformcli.rulebook import Rulebook, in_force
from reformcli.table import Column, Row, Shape, Table, row
from reformcli.verbs.ladder import INTERVIEW, Step, Waits, next_step, running, wanted
from reformcli.verbs.orders import last_about

STEPS = {**LEVELS, INTERVIEW: mark("interview")}

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.LEAD,
    Column("why", mark("Why"), mark("What makes it due for an order, and what came of the last one.")),
    Column("level", mark("Propose"), mark("Level of the order proposed, or a talk with the head."), words=STEPS),
    columns.DAYS_LATE,
    columns.DUE._replace(detail=True),
    Column("follows", mark("Follows"), mark("The order about the same thing that it follows."), detail=True),
    columns.KIND,
    Column(
        "also",
        mark("Stands for"),
        mark("Other work of the project that the order stands for."),
        Shape.LIST,
        detail=True,
    ),
    Column("command", mark("Command"), mark("What to type to issue it."), detail=True),
)


class _Wanting(NamedTuple):
    """A piece of work that wants an order: of which level, as its place in the ladder, and the points it is behind."""

    piece: Answered
    level: int
    points: float


class _Proposed(NamedTuple):
    """A piece of work, what is proposed for it, why, and the refs of the work that the order stands for besides."""

    piece: Answered
    step: Step
    why: str
    also: tuple[str, ...]


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
    talks = list(ledger.find(Event, kind=INTERVIEW))
    numbers = {owner.name: owner.number for owner in ledger.owners()} if talks else {}
    for case in _cases(answered(ledger, question, work), facts, today, rules):
        had = [order for wanting in case for order in orders[wanting.piece.work.ref]]
        first = _first(case, had, today)
        level = max(wanting.level for wanting in case)
        day = _talked(talks, first.piece, numbers, today)
        step = next_step(first.piece.work, level, had, today, rules.ladder, rules.changed, day)
        if isinstance(step, Waits):
            waiting.append(step.order)
        elif step is not None:
            also = tuple(str(wanting.piece.work.ref) for wanting in case if wanting is not first)
            proposed.append(_Proposed(first.piece, step, _why(first, also, had, step, question, rules), also))
    proposed.sort(key=lambda one: (-list(STEPS).index(one.step.level), -one.piece.work.days_late(today)))
    rows = tuple(_row(one, question) for one in proposed)
    notes = (*_waiting(waiting), *left_out(ledger, question, ledger.work))
    title = _("Orders proposed on {day}", day=today)
    return Table("ladder", title, COLUMNS, rows, notes=notes, empty=_("No order is due."))


def _cases(
    pieces: Iterable[Answered], facts: Callable[[Work], Facts], today: date, rules: Rulebook
) -> list[list[_Wanting]]:
    """The work that wants orders, in cases of which each gets one: a project and its milestones are late with
    one thing, whatever else is late by itself."""
    cases: dict[object, list[_Wanting]] = defaultdict(list)
    for piece in pieces:
        points = behind(piece.work, facts(piece.work), today, rules.lights)
        level = wanted(piece.work, points, today, rules.ladder)
        if level is not None:
            of_project = piece.work.is_project or piece.work.is_milestone
            key = piece.work.project if of_project else piece.work.ref
            cases[key].append(_Wanting(piece, level, points))
    return list(cases.values())


def _first(case: Sequence[_Wanting], orders: Sequence[Order], today: date) -> _Wanting:
    """What an order about a case is about: what the last one was about, else the hardest pressed and latest, and a
    step rather than its whole."""
    standing = [last_about(wanting.piece.work.ref, orders, today) for wanting in case]
    last = max(filter(None, standing), key=lambda order: (str(order.date), order.number), default=None)

    def rank(wanting: _Wanting) -> tuple[bool, int, int, bool, Place]:
        work = wanting.piece.work
        is_next = last is not None and work.ref == last.about
        return (not is_next, -wanting.level, -work.days_late(today), work.is_project, place(work))

    return min(case, key=rank)


def _talked(talks: Iterable[Event], piece: Answered, numbers: Mapping[str, int], today: date) -> date | None:
    """The day of the last talk by `today` with whoever leads the work, about its project or about none by name."""
    owners = {numbers[name] for name in piece.lead if name in numbers}
    days = (
        talk.date
        for talk in talks
        if talk.date is not None and talk.date <= today and owners & set(talk.owners)
        if not talk.fed or piece.work.project in talk.fed
    )
    return max(days, default=None)


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


def _why(
    wanting: _Wanting, also: Sequence[str], orders: Sequence[Order], step: Step, question: Question, rules: Rulebook
) -> str:
    """What makes the work due for an order, what the order stands for besides, and what came of the one before it."""
    today, work, points = question.scope.today, wanting.piece.work, wanting.points
    reasons = []
    if late := work.days_late(today):
        reasons.append(plural("{n} day late", "{n} days late", late))
    elif work.due is not None and (work.due - today).days <= max(one.near or 0 for one in rules.ladder.levels):
        left = (work.due - today).days
        reasons.append(plural("due in {n} day", "due in {n} days", left) if left else _("due today"))
    if any(one.behind is not None and points >= one.behind for one in rules.ladder.levels):
        reasons.append(_("{points} points behind", points=f"{points:g}"))
    if also:
        reasons.append(_("also {refs}", refs=joined(also)))
    if step.follows is not None:
        reasons.append(order_said(step.follows, question.scope.today))
    if step.level == INTERVIEW:
        had = sorted((one for one in orders if one.level), key=lambda one: (str(one.date), one.number))
        reasons.append(_("{n} running", n=running(had, today)))
    return in_a_line(reasons)


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


def _row(proposed: _Proposed, question: Question) -> Row:
    work = proposed.piece.work
    return row(
        COLUMNS,
        ref=str(work.ref),
        title=work.title,
        lead=proposed.piece.lead,
        why=proposed.why,
        level=proposed.step.level,
        days_late=work.days_late(question.scope.today),
        due=work.due,
        follows=None if proposed.step.follows is None else str(ref_of(proposed.step.follows)),
        kind=work.kind_code,
        also=proposed.also,
        command=_command(proposed),
    )


def _command(proposed: _Proposed) -> str:
    """The command that would issue what is proposed, to be answered in the level's time, or record the talk. Where
    several lead, or nobody does, a person names the addressee."""
    work, lead = proposed.piece.work, proposed.piece.lead
    if proposed.step.level == INTERVIEW:
        title = _("Interview about {ref} {title}", ref=work.ref, title=work.title)
        words = ["reform", "event", "add", for_shell(title), "--kind", INTERVIEW]
        words += ["--owners", for_shell(lead[0]) if len(lead) == 1 else "…"]
        return " ".join(words if work.project is None else [*words, "--fed", str(work.project)])
    words = ["reform", "order", "add", str(work.ref), "--level", proposed.step.level]
    if proposed.step.follows is not None:
        words += ["--follows", str(ref_of(proposed.step.follows))]
    if len(lead) != 1:
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
