"""The checks of coverage: each a name, what its rows are, and a function that finds them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from reformcli.i18n import _, mark
from reformcli.model.assignment import Assignment
from reformcli.model.duty import Duty
from reformcli.model.ledger import Ledger
from reformcli.model.meeting import BODIES, COMMISSION, Meeting
from reformcli.model.milestone import Milestone
from reformcli.model.noun import ref_of
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.scope import Scope
from reformcli.model.states import DROPPED
from reformcli.model.tree import parents_of, upwards, within
from reformcli.reports.answering import Answered
from reformcli.reports.assigned import carriers, is_of_plan, names
from reformcli.reports.ideas import past_their_end
from reformcli.reports.look_backs import look_backs
from reformcli.reports.question import Question
from reformcli.reports.readiness import lacking
from reformcli.rulebook import MONTHS, in_force
from reformcli.rulebook.sections import PERSON
from reformcli.table import Cell

MINIMUM = "coverage.projects"
"""Setting: the fewest projects that a leader should lead."""


class Checked(NamedTuple):
    """What the checks look at: projects in scope and not dropped, open ones apart; every owner.

    `whole` is the plan year whatever the filters; `dropped` the numbers of the dropped projects in scope; `narrowed`
    whether filters leave anything out.
    """

    ledger: Ledger
    question: Question
    projects: list[Answered]
    whole: list[Answered]
    dropped: frozenset[int]
    owners: Mapping[int, Owner]
    narrowed: bool

    @property
    def today(self) -> date:
        """The day asked about."""
        return self.question.scope.today

    @property
    def open(self) -> list[Answered]:
        """The projects that are still to be done."""
        return [one for one in self.projects if one.work.is_open]

    def in_post(self, kind: str) -> list[Owner]:
        """Owners of a kind who are in post."""
        return [one for one in self.owners.values() if one.kind == kind and one.is_in_post(self.today)]

    def concerned(self, role: str) -> list[Owner]:
        """Owners in post of the kind called as the role; where filters are given, those who answer for what is left,
        what they are part of, and whoever a filter names."""
        if not self.narrowed:
            return self.in_post(role)
        scope, parents = self.question.scope, parents_of(self.owners.values())
        named = {name for one in self.projects for name in one.names(role)}
        concerned = [number for number, owner in self.owners.items() if owner.name in named]
        own = {whole for number in concerned for whole in upwards(number, parents)}
        return [one for one in self.in_post(role) if one.number in own | {scope.group, scope.leader, scope.owner}]

    def concerns(self, item: Assignment) -> bool:
        """Whether the filters leave an item that no project carries.

        It has a plan year of its own, and belongs to the dropped project that carried it. Else it has nothing of a
        project: only filters by group, leader or owner leave it, where its document names that owner or a part of it.
        """
        scope = self.question.scope
        if not is_of_plan(item, scope.plan):
            return False
        if not self.narrowed or item.project in self.dropped:
            return True
        by_name = Scope(scope.today, scope.plan, scope.group, scope.leader, scope.owner)
        asked = [one for one in (scope.group, scope.leader, scope.owner) if one is not None]
        parents = parents_of(self.owners.values())
        return scope == by_name and all(
            names(item, (self.owners[part] for part in within(whole, parents))) for whole in asked
        )


def _named(piece: Answered, **more: Cell) -> dict[str, Cell]:
    return {"ref": str(piece.work.ref), "name": piece.work.title, "lead": piece.lead, **more}


Failing = Iterator[dict[str, Cell]]


def _no_lead(checked: Checked) -> Failing:
    return (_named(one) for one in checked.open if not one.lead)


def _no_group(checked: Checked) -> Failing:
    return (_named(one) for one in checked.open if not one.names("group"))


def _no_liaison(checked: Checked) -> Failing:
    return (_named(one) for one in checked.open if not one.names("liaison"))


def _no_milestone(checked: Checked) -> Failing:
    have = {step.project for step in checked.ledger.find(Milestone) if step.state != DROPPED}
    return (_named(one) for one in checked.open if one.work.number not in have)


def _no_deadline(checked: Checked) -> Failing:
    """Work that goes on without end, or is to be done at once, has a time limit without a date."""
    for one in checked.open:
        said = one.work.due_said
        if one.work.due is None and not (said and _says_when(said, checked.today)):
            yield _named(one, due_said=said)


def _says_when(words: str, today: date) -> bool:
    from reformcli.deadlines import Conventions, read

    reading = read(words, today, Conventions(plan_year=today.year))
    return reading.standing or reading.immediate


def _no_goal(checked: Checked) -> Failing:
    have = {project.number for project in checked.ledger.find(Project) if (project.goal or "").strip()}
    return (_named(one) for one in checked.open if one.work.number not in have)


def _uncarried(checked: Checked) -> Failing:
    """A dropped project carries nothing."""
    carrying = carriers(checked.ledger, checked.today)
    for item in checked.ledger.find(Assignment):
        if item.project not in carrying and checked.concerns(item):
            yield {
                "ref": str(ref_of(item)),
                "name": item.title,
                "document": item.document,
                "item": item.item,
                "owner": (item.unit,) if item.unit else (),
                "due_said": item.due_said,
            }


def _no_item(checked: Checked) -> Failing:
    """Where no items are kept for a plan year, nobody compares its projects with them."""
    items = list(checked.ledger.find(Assignment))
    years, carrying = {item.plan for item in items}, {item.project for item in items}
    assigned = {project.number for project in checked.ledger.find(Project, kind="assigned")}
    for one in checked.projects:
        if one.work.number in assigned - carrying and one.work.plan in years:
            yield _named(one)


def _key_leader(checked: Checked) -> Failing:
    return (
        _named(one, owner=one.names("leader")) for one in checked.open if one.work.key and len(one.names("leader")) != 1
    )


def _leader_minimum(checked: Checked) -> Failing:
    """The minimum is for the year, so projects that are done count, and those that filters leave out. It is for those
    who lead others' units; the heads of units have a check of their own."""
    counts = Counter(name for one in checked.whole for name in one.names("leader"))
    least = checked.question.option(MINIMUM, int) or 0
    for leader in checked.concerned("leader"):
        if counts[leader.name] < least and _unit_of(leader, checked) is None:
            yield {"name": leader.name, "count": counts[leader.name], "minimum": least}


def _group_lacks(checked: Checked, lacked: str) -> Failing:
    """Groups without one of the four marks; its person is one who is part of it."""
    persons = checked.in_post("person")
    return ({"name": group.name} for group in checked.concerned("group") if lacking(group, persons, (lacked,)))


def _no_source(checked: Checked) -> Failing:
    """Where no project of the year says where it comes from, nobody counts by source."""
    if any(one.work.source for one in checked.whole):
        yield from (_named(one) for one in checked.projects if not one.work.source)


def _out_of_post(checked: Checked) -> Failing:
    pieces = {one.work.number: one for one in checked.open}
    for duty in checked.ledger.find(Duty):
        owner = checked.owners[duty.owner]
        gone = owner.valid_to is not None and owner.valid_to < checked.today
        if gone and duty.project in pieces and duty.holds_on(checked.today):
            named = _named(pieces[duty.project], owner=(owner.name,), role=duty.role, valid_to=owner.valid_to)
            yield named


def _unit_of(leader: Owner, checked: Checked) -> Owner | None:
    """The unit that a leader heads: the one that the post is part of."""
    whole = checked.owners.get(leader.parent or 0)
    return whole if whole is not None and whole.kind == "unit" else None


def _head_without_work(checked: Checked) -> Failing:
    """The work of the head of a unit is what the unit and its parts answer for, too (一岗双责)."""
    working = {name for one in checked.whole for named in one.who.values() for name in named}
    parents = parents_of(checked.owners.values())
    for head in checked.concerned("leader") if working else ():
        unit = _unit_of(head, checked)
        if unit is None:
            continue
        own = {checked.owners[number].name for number in (head.number, *within(unit.number, parents))}
        if not own & working:
            yield {"name": head.name, "owner": (unit.name,)}


def _head_changed(checked: Checked) -> Failing:
    """The duty of a leader who has left the post has ended, and nobody took it over: a duty that goes on is told as one
    of an owner out of post."""
    pieces = {one.work.number: one for one in checked.open}
    of_project: dict[int, list[Duty]] = {}
    for duty in checked.ledger.find(Duty):
        if duty.project in pieces:
            of_project.setdefault(duty.project, []).append(duty)
    for number, duties in of_project.items():
        for duty in duties:
            head, end = checked.owners[duty.owner], duty.valid_to
            if head.kind != "leader" or head.is_in_post(checked.today) or end is None or end >= checked.today:
                continue
            later = (one for one in duties if one.role == duty.role and one.valid_from and one.valid_from >= end)
            if not any(later):
                yield _named(pieces[number], owner=(head.name,), role=duty.role, valid_to=head.valid_to)


def _look_back_missed(checked: Checked) -> Failing:
    """A look-back is no debt of the unit: past its day the office is told here, never in what is overdue."""
    for one in look_backs(checked.ledger, checked.question.scope):
        if one.due < checked.today:
            yield {"ref": str(one.work.ref), "name": one.work.title, "due": one.due}


def _body_late(checked: Checked) -> Failing:
    """Only a body that is known to have met has a rhythm to be past; filters ask about work, not the commission."""
    held = [one for one in checked.ledger.find(Meeting, body=COMMISSION) if one.date and one.date <= checked.today]
    latest = max(held, key=lambda visit: (visit.date, visit.number), default=None)
    from dateutil.relativedelta import relativedelta

    if checked.narrowed or latest is None or latest.date is None:
        return
    rhythm = in_force(checked.ledger, checked.today).meetings.commission
    if latest.date + relativedelta(months=MONTHS[rhythm]) < checked.today:
        yield {"ref": str(ref_of(latest)), "name": _(BODIES[COMMISSION]), "date": latest.date}


def _trial_past(checked: Checked) -> Failing:
    """Filters that ask about work leave no idea but those of the owner named."""
    scope = checked.question.scope
    asked = {scope.owner, scope.group, scope.leader} - {None}
    for idea in past_their_end(checked.ledger, checked.today):
        if not checked.narrowed or idea.owner in asked:
            yield {
                "ref": str(ref_of(idea)),
                "name": idea.title,
                "due": idea.due,
                "lead": (checked.owners[idea.owner].name,),
            }


class Check(NamedTuple):
    """A check: what the things are that fail it, and the function that finds their cells by column."""

    label: str
    find: Callable[[Checked], Failing]


CHECKS: Mapping[str, Check] = {
    "no-lead": Check(mark("Projects without lead unit"), _no_lead),
    "no-group": Check(mark("Projects without group"), _no_group),
    "no-liaison": Check(mark("Projects without liaison"), _no_liaison),
    "no-milestone": Check(mark("Projects without milestone"), _no_milestone),
    "no-deadline": Check(mark("Projects without deadline"), _no_deadline),
    "no-goal": Check(mark("Projects without goal"), _no_goal),
    "uncarried": Check(mark("Assigned items that no project carries"), _uncarried),
    "no-item": Check(mark("Assigned projects that carry no item of any document"), _no_item),
    "key-leader": Check(mark("Key projects without exactly one leader"), _key_leader),
    "leader-minimum": Check(mark("Leaders with too few projects"), _leader_minimum),
    "group-liaison": Check(mark("Groups without liaison"), partial(_group_lacks, lacked=PERSON)),
    "group-place": Check(mark("Groups without place"), partial(_group_lacks, lacked="place")),
    "group-rules": Check(mark("Groups without rules"), partial(_group_lacks, lacked="rules")),
    "group-platform": Check(mark("Groups without platform"), partial(_group_lacks, lacked="platform")),
    "no-source": Check(mark("Projects without source, so that counts by source do not add up"), _no_source),
    "look-back": Check(mark("Look-backs past their day"), _look_back_missed),
    "trial-past": Check(mark("Trials of ideas past their end"), _trial_past),
    "body-late": Check(mark("Bodies that have not met for longer than their rhythm"), _body_late),
    "head-without-work": Check(mark("Heads of units without reform work"), _head_without_work),
    "head-changed": Check(mark("Projects whose head changed without handover"), _head_changed),
    "out-of-post": Check(mark("Duties of owners no longer in post"), _out_of_post),
}
"""The checks, in the order in which they are reported."""
