"""Coverage: what a plan year lacks, each a named check with the rows that fail it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.duty import ROLES
from reformcli.model.kinds import Kind
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.model.scope import Scope
from reformcli.model.states import DROPPED
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Cell, Column, Row, Shape, Table

MINIMUM = "coverage.projects"
"""Setting: the fewest projects that a leader should lead."""

CHECKS = {
    "no-lead": mark("Projects without lead unit"),
    "no-group": mark("Projects without group"),
    "no-liaison": mark("Projects without liaison"),
    "no-milestone": mark("Projects without milestone"),
    "no-deadline": mark("Projects without deadline"),
    "no-goal": mark("Projects without goal"),
    "key-leader": mark("Key projects without exactly one leader"),
    "leader-minimum": mark("Leaders with too few projects"),
    "group-liaison": mark("Groups without liaison"),
    "no-source": mark("Projects without source, so that counts by source do not add up"),
    "out-of-post": mark("Duties of owners no longer in post"),
}
"""The checks, in the order in which they are reported."""

COLUMNS = (
    Column("check", mark("Check"), mark("The check that the row fails."), words=CHECKS),
    columns.REF,
    Column("name", mark("Name"), mark("Title of the project, or name of the leader or group."), main=True),
    Column("owner", mark("Who"), mark("The leaders there are, or who is no longer in post."), Shape.LIST, detail=True),
    Column("role", mark("Role"), mark("In which role."), words=ROLES, detail=True),
    Column("valid_to", mark("In post to"), mark("Last day in post."), Shape.DATE),
    Column("count", mark("Projects"), mark("How many projects the leader leads."), Shape.NUMBER),
    Column("minimum", mark("At least"), mark("How many it should be: the setting coverage.projects."), Shape.NUMBER),
    Column("due_said", mark("Due as said"), mark("The words that the due date was given in.")),
    columns.LEAD,
)


class _Facts(NamedTuple):
    """What the checks look at: projects in scope and not dropped, open ones apart; every owner.

    `whole` is the plan year whatever the filters; `narrowed` whether these leave anything out.
    """

    ledger: Ledger
    question: Question
    projects: list[Answered]
    whole: list[Answered]
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
        return [one for one in self.owners.values() if one.kind == kind and _holds(one, self.today)]

    def concerned(self, role: str) -> list[Owner]:
        """Owners in post of the kind called as the role; where filters are given, those who answer for what is left."""
        own = {name for one in self.projects for name in one.names(role)}
        return [one for one in self.in_post(role) if not self.narrowed or one.name in own]


def coverage(ledger: Ledger, question: Question) -> Table:
    """One row for each thing that fails a check, check by check."""
    scope = question.scope
    whole = Scope(scope.today, scope.plan)
    projects = _projects(ledger, question)
    every = projects if scope == whole else _projects(ledger, question._replace(scope=whole))
    owners = {owner.number: owner for owner in ledger.owners()}
    facts = _Facts(ledger, question, projects, every, owners, scope != whole)
    wanted = question.options.get("check")
    rows = tuple(
        _row(name, cells) for name, check in _CHECKS.items() if wanted in (None, name) for cells in check(facts)
    )
    title = (
        _("Coverage of plan year {year} on {day}", year=scope.plan, day=scope.today)
        if scope.plan
        else _("Coverage of all years on {day}", day=scope.today)
    )
    notes = _sources(facts) if any(row[0] == "no-source" for row in rows) else ()
    return Table("coverage", title, COLUMNS, rows, section="check", notes=notes, empty=_("Nothing is missing."))


def _projects(ledger: Ledger, question: Question) -> list[Answered]:
    pieces = lit(ledger, question, ledger.work(question.scope, open_only=False, milestones=False))
    found = [piece for piece, _verdict in pieces if piece.state != DROPPED]
    return answered(ledger, question, sorted(found, key=lambda piece: piece.project))


def _row(check: str, cells: Mapping[str, Cell]) -> Row:
    return tuple({"check": check, **cells}.get(column.key) for column in COLUMNS)


def _holds(thing: Any, day: date) -> bool:
    """Whether an owner is in post, or a duty holds, on a day."""
    return (thing.valid_from is None or thing.valid_from <= day) and (thing.valid_to is None or thing.valid_to >= day)


def _named(one: Answered, **more: Cell) -> dict[str, Cell]:
    return {"ref": one.work.ref, "name": one.work.title, "lead": one.lead, **more}


Found = Iterator[dict[str, Cell]]


def _no_lead(facts: _Facts) -> Found:
    return (_named(one) for one in facts.open if not one.lead)


def _no_group(facts: _Facts) -> Found:
    return (_named(one) for one in facts.open if not one.names("group"))


def _no_liaison(facts: _Facts) -> Found:
    return (_named(one) for one in facts.open if not one.names("liaison"))


def _no_milestone(facts: _Facts) -> Found:
    have = {step.project for step in facts.ledger.find("milestone") if step.state != DROPPED}
    return (_named(one) for one in facts.open if one.work.project not in have)


def _no_deadline(facts: _Facts) -> Found:
    """Work that goes on without end, or is to be done at once, has a time limit without a date."""
    for one in facts.open:
        said = one.work.due_said
        if one.work.due is None and not (said and _says_when(said, facts.today)):
            yield _named(one, due_said=said)


def _says_when(words: str, today: date) -> bool:
    from reformcli.deadlines import Conventions, read

    reading = read(words, today, Conventions(plan_year=today.year))
    return reading.standing or reading.immediate


def _no_goal(facts: _Facts) -> Found:
    have = {project.number for project in facts.ledger.find("project") if (project.goal or "").strip()}
    return (_named(one) for one in facts.open if one.work.project not in have)


def _key_leader(facts: _Facts) -> Found:
    return (
        _named(one, owner=one.names("leader")) for one in facts.open if one.work.key and len(one.names("leader")) != 1
    )


def _leader_minimum(facts: _Facts) -> Found:
    """The minimum is for the year, so projects that are done count, and those that filters leave out."""
    counts = Counter(name for one in facts.whole for name in one.names("leader"))
    least = facts.question.options.get(MINIMUM) or 0
    for leader in facts.concerned("leader"):
        if counts[leader.name] < least:
            yield {"name": leader.name, "count": counts[leader.name], "minimum": least}


def _group_liaison(facts: _Facts) -> Found:
    """A group's liaison is a person who is part of it."""
    have = {person.parent for person in facts.in_post("person")}
    return ({"name": group.name} for group in facts.concerned("group") if group.number not in have)


def _no_source(facts: _Facts) -> Found:
    """Where no project of the year says where it comes from, nobody counts by source."""
    if any(one.work.source for one in facts.whole):
        yield from (_named(one) for one in facts.projects if not one.work.source)


def _out_of_post(facts: _Facts) -> Found:
    pieces = {one.work.project: one for one in facts.open}
    for duty in facts.ledger.find("duty"):
        owner = facts.owners[duty.owner]
        gone = owner.valid_to is not None and owner.valid_to < facts.today
        if gone and duty.project in pieces and _holds(duty, facts.today):
            named = _named(pieces[duty.project], owner=(owner.name,), role=duty.role, valid_to=owner.valid_to)
            yield named


_CHECKS: Mapping[str, Callable[[_Facts], Found]] = {
    "no-lead": _no_lead,
    "no-group": _no_group,
    "no-liaison": _no_liaison,
    "no-milestone": _no_milestone,
    "no-deadline": _no_deadline,
    "no-goal": _no_goal,
    "key-leader": _key_leader,
    "leader-minimum": _leader_minimum,
    "group-liaison": _group_liaison,
    "no-source": _no_source,
    "out-of-post": _out_of_post,
}


def _sources(facts: _Facts) -> tuple[str, ...]:
    """The sum that does not come out."""
    counts = Counter(one.work.source for one in facts.projects if one.work.source)
    parts = " + ".join(f"{source} {count}" for source, count in counts.items()) or "0"
    return (
        _("By source: {parts} = {sum}; in all {total}.", parts=parts, sum=counts.total(), total=len(facts.projects)),
    )


REPORT = Report(
    coverage,
    COLUMNS,
    (
        ("reform coverage --plan 2026", mark("Everything that the year's plan lacks.")),
        ("reform coverage --check no-liaison --exit-code", mark("One check, for a script.")),
    ),
    (Option("check", Kind.CHOICE, mark("Only this check: no-lead, no-group, no-liaison …"), CHECKS),),
    this_plan=True,
    alarms=True,
    settings=(MINIMUM,),
)
