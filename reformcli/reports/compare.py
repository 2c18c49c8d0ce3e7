"""Compare: the work as it was known on two days: what joined, left, was finished, re-dated, re-lit, each list apart.

Lists and counts of what changed hold only work that was there on both days, so that figures are like for like.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from typing import NamedTuple

from reformcli import columns
from reformcli.errors import BadValue
from reformcli.i18n import _, mark
from reformcli.lights import Verdict
from reformcli.model.colours import LIGHTS
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.scope import Scope
from reformcli.model.states import DONE, DROPPED
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out, place
from reformcli.table import Cell, Column, Row, Shape, Table, row

SECTIONS = {
    "projects": mark("Projects"),
    "light": mark("Lights of the projects there on both days"),
    "overdue": mark("Overdue"),
    "joined": mark("Joined"),
    "left": mark("Left"),
    "finished": mark("Finished in between"),
    "redated": mark("Re-dated"),
    "relit": mark("Re-lit"),
}
"""The parts of the report, in their order."""

_ITEMS = {"total": mark("all"), "both": mark("there on both days"), **LIGHTS}

_HOW = {
    "added": mark("added"),
    "removed": mark("removed"),
    "dropped": mark("dropped"),
    "restored": mark("taken up again"),
    "fits": mark("fits the filters now"),
    "unfit": mark("fits the filters no longer"),
}
"""How work joined or left. What is struck off has left."""

COLUMNS = (
    columns.SECTION._replace(words=SECTIONS),
    columns.REF,
    Column("item", mark("What"), mark("What is counted."), words=_ITEMS),
    columns.TITLE,
    Column("count_before", mark("Count before"), mark("How many there were on the first day."), Shape.NUMBER),
    Column("count_after", mark("Count after"), mark("How many there were on the second day."), Shape.NUMBER),
    Column("how", mark("How"), mark("How it joined or left."), words=_HOW),
    columns.LIGHT._replace(key="light_before", label=mark("Light before"), help=mark("Light on the first day.")),
    columns.LIGHT._replace(key="light_after", label=mark("Light after"), help=mark("Light on the second day.")),
    columns.DUE._replace(key="due_before", label=mark("Due before"), help=mark("Due date known on the first day.")),
    columns.DUE._replace(key="due_after", label=mark("Due after"), help=mark("Due date known on the second day.")),
    Column(
        "days", mark("Moved by"), mark("Calendar days that the due date moved; less than 0 is earlier."), Shape.NUMBER
    ),
    columns.MARK._replace(help=mark("What is told beside the light of the second day.")),
    columns.DONE,
    columns.LEAD._replace(help=mark("Lead units on the second day; of what has left, on the first.")),
    columns.PROJECT,
    columns.KIND,
)


class _Seen(NamedTuple):
    """A piece of work as it was known on a day."""

    piece: Answered
    verdict: Verdict

    @property
    def light(self) -> str:
        """Its light on that day."""
        return self.verdict.light


class _Side(NamedTuple):
    """What was known on one day: work in scope by identity, the states of all work, whether anything was recorded."""

    day: date
    seen: Mapping[str, _Seen]
    states: Mapping[str, str]
    recorded: bool

    @property
    def projects(self) -> set[str]:
        """The identities of the projects."""
        return {uid for uid, one in self.seen.items() if one.piece.work.is_project}


def compare(ledger: Ledger, question: Question) -> Table:
    """One row for each count, and for each piece of work that changed, under the kind of change."""
    last = question.option("last", date) or question.scope.today
    first = question.option("first", date) or last.replace(day=1) - timedelta(days=1)
    if first > last:
        hint = _("Give the earlier day before the later one; a day that has been is `last Monday`, not `Monday`.")
        raise BadValue(_("{first} is after {last}.", first=first, last=last), hint=hint)
    before, after = (_side(ledger, question, day) for day in (first, last))
    rows = (
        *_counts(before, after, question),
        *_overdue(before, after, question),
        *_crossings("joined", after, before, question),
        *_crossings("left", before, after, question),
        *_changes(before, after, question),
    )
    return Table(
        "compare",
        _("From {first} to {last}", first=first, last=last),
        COLUMNS,
        rows,
        section="section",
        notes=(
            *(
                _("Nothing was recorded by the end of {day}.", day=side.day)
                for side in (before, after)
                if not side.recorded
            ),
            *left_out(ledger, question, ledger.work),
        ),
        empty=_("There was nothing that fits on either day."),
    )


def _side(ledger: Ledger, question: Question, day: date) -> _Side:
    with closing(ledger.as_known(day)) as known:
        # A light chooses among what changed: whoever asks for red wants what turned red, not to see it join.
        asked = question._replace(scope=question.scope._replace(today=day, light=()))
        every = list(known.work(Scope(day), open_only=False))
        fitting = {piece.uid for piece in known.work(asked.scope, open_only=False)}
        found = [piece for piece in every if piece.uid in fitting and piece.state != DROPPED]
        found.sort(key=place)
        verdicts = dict(lit(known, asked, found))
        seen = {one.work.uid: _Seen(one, verdicts[one.work]) for one in answered(known, asked, found)}
        return _Side(day, seen, {piece.uid: piece.state for piece in every}, known.newest()[0] > 0)


def _overdue(before: _Side, after: _Side, question: Question) -> Iterator[Row]:
    """All that was overdue on each day, and what of it was there on both."""
    if not before.seen and not after.seen:
        return
    late = [
        {uid for uid, one in side.seen.items() if one.piece.work.is_overdue(side.day) and _wanted(question, one)}
        for side in (before, after)
    ]
    both = before.seen.keys() & after.seen.keys()
    for item, uids in (("total", late), ("both", [each & both for each in late])):
        then, now = map(len, uids)
        yield row(COLUMNS, section="overdue", item=item, count_before=then, count_after=now)


def _counts(before: _Side, after: _Side, question: Question) -> Iterator[Row]:
    """All projects, those there on both days, and the lights of these."""
    if not before.projects and not after.projects:
        return
    both = before.projects & after.projects
    yield row(
        COLUMNS, section="projects", item="total", count_before=len(before.projects), count_after=len(after.projects)
    )
    yield row(COLUMNS, section="projects", item="both", count_before=len(both), count_after=len(both))
    counted = [Counter(side.seen[uid].light for uid in both) for side in (before, after)]
    for light in LIGHTS:
        then, now = (count[light] for count in counted)
        if (then or now) and (not question.scope.light or light in question.scope.light):
            yield row(COLUMNS, section="light", item=light, count_before=then, count_after=now)


def _crossings(section: str, here: _Side, there: _Side, question: Question) -> Iterator[Row]:
    """What is on one side only. The milestones of a project that is there alone are not listed beside it."""
    uids = {one.piece.work.project: uid for uid, one in here.seen.items() if one.piece.work.is_project}
    suffix = "after" if section == "joined" else "before"
    for uid, one in _alone(here, there):
        work = one.piece.work
        if (work.is_milestone and uids.get(work.project) not in there.seen) or not _wanted(question, one):
            continue
        more: dict[str, Cell] = {f"light_{suffix}": one.light, f"due_{suffix}": work.due}
        yield row(COLUMNS, section=section, **_named(one), **more, how=_how(section, there.states.get(uid)))


def _alone(here: _Side, there: _Side) -> Iterable[tuple[str, _Seen]]:
    return ((uid, one) for uid, one in here.seen.items() if uid not in there.seen)


def _how(section: str, elsewhere: str | None) -> str:
    """How work crossed, by its state on the day on which it is not listed."""
    if elsewhere is None:
        return "added" if section == "joined" else "removed"
    if elsewhere == DROPPED:
        return "restored" if section == "joined" else "dropped"
    return "fits" if section == "joined" else "unfit"


def _changes(before: _Side, after: _Side, question: Question) -> Iterator[Row]:
    """What was finished, re-dated and re-lit among the work there on both days."""
    pairs = [
        (before.seen[uid], now)
        for uid, now in after.seen.items()
        if uid in before.seen and _wanted(question, before.seen[uid], now)
    ]
    finished = [(then, now) for then, now in pairs if now.piece.work.state == DONE != then.piece.work.state]
    for then, now in finished:
        yield row(
            COLUMNS,
            section="finished",
            **_named(now),
            light_before=then.light,
            due_after=now.piece.work.due,
            done=now.piece.work.done,
            mark=now.verdict.mark,
        )
    for then, now in pairs:
        was, due = then.piece.work.due, now.piece.work.due
        if was != due:
            yield row(
                COLUMNS,
                section="redated",
                **_named(now),
                due_before=was,
                due_after=due,
                days=(due - was).days if was and due else None,
            )
    for then, now in pairs:
        if then.light != now.light and (then, now) not in finished:
            yield row(
                COLUMNS,
                section="relit",
                **_named(now),
                light_before=then.light,
                light_after=now.light,
                mark=now.verdict.mark,
            )


def _wanted(question: Question, *seen: _Seen) -> bool:
    return not question.scope.light or any(one.light in question.scope.light for one in seen)


def _named(seen: _Seen) -> dict[str, Cell]:
    work = seen.piece.work
    return {
        "ref": str(work.ref),
        "title": work.title,
        "project": work.about,
        "lead": seen.piece.lead,
        "kind": work.kind_code,
    }


REPORT = Report(
    compare,
    COLUMNS,
    (
        ("reform compare 2026-06-30 2026-09-30", mark("What the third quarter changed.")),
        (
            mark('reform compare --group "Social Affairs"'),
            mark("What changed in a group's work since the end of last month."),
        ),
    ),
    arguments=(
        Option("first", FieldKind.DATE, mark("The first day; the last day of the month before unless given.")),
        Option("last", FieldKind.DATE, mark("The second day; today unless given. Each day counts to its end.")),
    ),
)
