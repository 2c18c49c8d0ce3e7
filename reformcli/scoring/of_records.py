"""The facts that records are as they stand: moves of dates, matters, meetings, orders, events, ideas, judgements."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reformcli.i18n import _, in_a_line, plural
from reformcli.model.event import KINDS as EVENT_KINDS
from reformcli.model.event import Event
from reformcli.model.extension import EXTENSION, Extension
from reformcli.model.idea import Idea
from reformcli.model.mark import Mark
from reformcli.model.matter import APPEAL
from reformcli.model.meeting import Meeting
from reformcli.model.noun import ref_of
from reformcli.model.order import ISSUED, WITHDRAWN, Order
from reformcli.model.refs import Ref
from reformcli.model.stage import PASSED, Stage
from reformcli.model.states import DROPPED
from reformcli.model.work import Work
from reformcli.scoring.due_work import finished
from reformcli.scoring.fact import Fact
from reformcli.scoring.records import Records


def extension_facts(records: Records) -> Iterator[Fact]:
    """Every extension that was asked for in the year, of whoever led on the date that moved."""
    work = {piece.ref: piece for piece in records.work}
    moves: dict[Ref, int] = defaultdict(int)
    for move in sorted(
        records.ledger.find(Extension), key=lambda extension: (str(extension.asked), str(extension.due_to))
    ):
        piece = None if move.about is None else work.get(move.about)
        if piece is None or move.kind != EXTENSION or move.asked is None or not records.reckoning.holds(move.asked):
            continue
        moves[piece.ref] += 1
        day = move.due_from or move.asked
        words = _("moved from {before} to {after}, asked on {day}", before=day, after=move.due_to, day=move.asked)
        for owner in records.lead(piece, day):
            asks = {"after_expiry": move.after_expiry}
            yield Fact("extension", owner, move.asked, _again(piece.ref, moves[piece.ref]), words, asks)


def _again(ref: Ref, times: int) -> str:
    """What stands after the @ of a fact of which there may be several about one thing: 18.2, 18.2#2."""
    return str(ref) if times == 1 else f"{ref}#{times}"


def matter_facts(records: Records) -> Iterator[Fact]:
    """Every matter that was open in the year, but for appeals and what was dropped; again as a relapse, if it is one.

    An open matter is a fact from its first day on, so that falling late only takes away, and up to the year in which it
    fell due: one that was late then is no merit of the next.
    """
    for piece in records.work:
        matter = records.matters[piece.number] if piece.noun == "matter" else None
        if matter is None or piece.state == DROPPED or piece.kind == APPEAL:
            continue
        began, ended = matter.opened or records.reckoning.first, finished(piece)
        ends = [end for end in (ended, piece.due) if end is not None and end != date.min]
        if began > records.reckoning.last or any(end < records.reckoning.first for end in ends):
            continue
        asks = {"kind": piece.kind, "late": False, "relapse": False}
        day = piece.due if piece.due is not None and records.reckoning.holds(piece.due) else None
        late = day is not None and day < (ended or records.reckoning.today)
        for owner in records.lead(piece, day or began):
            words = _words(piece, day if late else None, records)
            own_day = day or max(began, records.reckoning.first)
            yield Fact("matter", owner, own_day, str(piece.ref), words, asks | {"late": late})
        if matter.relapse_of is not None and records.reckoning.holds(began):
            words = _("came back: {ref}", ref=Ref("matter", matter.relapse_of))
            for owner in records.lead(piece, began):
                yield Fact("matter", owner, began, str(piece.ref), words, asks | {"relapse": True}, aspect="relapse")


def _words(piece: Work, late_from: date | None, records: Records) -> str:
    """How a matter stands, in words; `late_from` is its due date where it was not done in time."""
    ended = finished(piece)
    if late_from is None:
        return _("open, not late") if ended is None else _("done in time")
    if ended is None:
        return plural("open, {n} day late", "open, {n} days late", (records.reckoning.today - late_from).days)
    return plural("done {n} day late", "done {n} days late", (ended - late_from).days)


def meeting_facts(records: Records) -> Iterator[Fact]:
    """Every meeting of the year that a unit should have been at and was not."""
    for meeting in records.ledger.find(Meeting):
        if meeting.date is None or not records.reckoning.holds(meeting.date):
            continue
        for owner in dict.fromkeys(meeting.absent):
            yield Fact("meeting", owner, meeting.date, str(ref_of(meeting)), _("was absent"), {"absent": True})


def order_facts(records: Records) -> Iterator[Fact]:
    """Every order of the year that was not withdrawn: on its own day, and on the day its answer was due by."""
    reckoning = records.reckoning
    for order in records.ledger.find(Order):
        if order.owner is None or order.date is None or order.state_on(reckoning.today) == WITHDRAWN:
            continue
        ref = str(ref_of(order))
        if reckoning.holds(order.date):
            words = _("about {ref}", ref=order.about)
            yield Fact("order", order.owner, order.date, ref, words, {"level": order.level, "answer_late": False})
        late = order.days_late(reckoning.today)
        if late and order.due is not None and reckoning.holds(order.due):
            waits = order.state_on(reckoning.today) == ISSUED
            words = (
                plural("no answer, {n} day late", "no answer, {n} days late", late)
                if waits
                else plural("answered {n} day late", "answered {n} days late", late)
            )
            yield Fact("order", order.owner, order.due, ref, words, {"answer_late": True}, aspect="answer_late")


def event_facts(records: Records) -> Iterator[Fact]:
    """Every event of the year, for each of its owners."""
    for event in records.ledger.find(Event):
        if event.date is None or not records.reckoning.holds(event.date):
            continue
        words = _("{kind}: {title}", kind=_(EVENT_KINDS.get(event.kind, event.kind)), title=event.title)
        for owner in dict.fromkeys(event.owners):
            yield Fact("event", owner, event.date, str(ref_of(event)), words, {"kind": event.kind}, level=event.level)


def idea_facts(records: Records) -> Iterator[Fact]:
    """Every stage that an idea passed in the year, for its owner."""
    ideas = {idea.number: idea for idea in records.ledger.find(Idea)}
    for stage in records.ledger.find(Stage) if ideas else ():
        idea = ideas.get(stage.about.number) if stage.about is not None and stage.about.noun == "idea" else None
        if idea is None or stage.result != PASSED or stage.date is None or not records.reckoning.holds(stage.date):
            continue
        yield Fact("idea", idea.owner, stage.date, str(ref_of(idea)), idea.title, {"stage": stage.key})


def mark_facts(records: Records) -> Iterator[Fact]:
    """Every judgement of the year, but for corrections; of several views that a group has of a unit, the latest."""
    latest: dict[tuple[str, int, int | None, int], Mark] = {}
    for judged in sorted(records.ledger.find(Mark), key=lambda mark: (str(mark.date), mark.number)):
        if judged.against is None and records.reckoning.holds(judged.date):
            again = 0 if judged.points is not None else judged.number
            latest[judged.rule, judged.owner, judged.author, again] = judged
    for judged in latest.values():
        assert judged.date is not None
        author = records.owners.get(judged.author or 0)
        words = in_a_line(
            part
            for part in (author.name if author else None, judged.reason, str(judged.evidence or "") or None)
            if part
        )
        points = None if judged.points is None else Decimal(str(judged.points))
        yield Fact("mark", judged.owner, judged.date, str(ref_of(judged)), words, points=points, rule=judged.rule)
