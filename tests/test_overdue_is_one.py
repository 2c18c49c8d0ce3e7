"""Overdue is one thing: every report that lists or counts it means the same rows, whatever is in the ledger."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reformcli.model.change import Batch, Change
from reformcli.model.duty import KIND_OF_ROLE, Duty
from reformcli.model.matter import KINDS, Matter
from reformcli.model.milestone import Milestone
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.scope import Scope
from reformcli.model.states import OPEN_STATES, STATES
from reformcli.reports.board import board
from reformcli.reports.compare import compare
from reformcli.reports.load import load
from reformcli.reports.overdue import overdue
from reformcli.reports.question import Question
from reformcli.reports.status import status
from reformcli.reports.tables import owner_list
from reformcli.store import create

TODAY = date(2026, 3, 15)
KINDS_OF_OWNERS = ("unit", "unit", "unit", "leader", "leader", "group", "group")
"""The owners of each ledger; the later one of a kind may be part of an earlier one."""

days = st.none() | st.sampled_from([TODAY + timedelta(days=past) for past in (-400, -30, -1, 0, 1, 20, 400)])
work = st.fixed_dictionaries({"due": days, "state": st.sampled_from([*STATES])})
owners = st.integers(1, len(KINDS_OF_OWNERS))
projects = st.lists(
    st.fixed_dictionaries(
        {
            "work": work,
            "plan": st.sampled_from([None, 2025, 2026]),
            "source": st.sampled_from([None, "province", "city"]),
            "steps": st.lists(work, max_size=2),
            "duties": st.lists(st.tuples(st.sampled_from([*KIND_OF_ROLE]), owners), max_size=4, unique=True),
        }
    ),
    max_size=4,
)
matters = st.lists(
    st.fixed_dictionaries(
        {
            "work": work,
            "kind": st.sampled_from([*KINDS]),
            "project": st.none() | st.integers(0, 3),
            "owner": st.none() | owners,
            "supporting": st.lists(owners, max_size=2, unique=True),
            "opened": st.sampled_from([None, date(2025, 6, 1), date(2026, 2, 1)]),
        }
    ),
    max_size=5,
)
wholes = st.lists(st.booleans(), min_size=len(KINDS_OF_OWNERS), max_size=len(KINDS_OF_OWNERS))
scopes = st.fixed_dictionaries(
    {
        "plan": st.sampled_from([None, None, 2025, 2026]),
        "source": st.sampled_from([None, None, "province"]),
        "light": st.sampled_from([None, None, "red"]),
        "kinds": st.sampled_from([(), (), ("matter",), ("finding", "milestone"), ("project",)]),
    }
).map(lambda filters: Scope(TODAY, **filters))


def done_on(state):
    return (
        {"done": date(2026, 1, 1)} if state == "done" else {"dropped": date(2026, 1, 1)} if state == "dropped" else {}
    )


def things(listed_projects, listed_matters, are_parts):
    """Everything that is added, with negative numbers by which things refer to each other."""
    for number, kind in enumerate(KINDS_OF_OWNERS, 1):
        parent = number - 1 if are_parts[number - 1] and KINDS_OF_OWNERS[number - 2] == kind and number > 1 else None
        yield Owner(number=-number, name=f"{kind} {number}", kind=kind, parent=None if parent is None else -parent)
    for place, project in enumerate(listed_projects, 1):
        facts = project["work"]
        more = {"plan": project["plan"], "source": project["source"], **facts, **done_on(facts["state"])}
        yield Project(number=-place, title=f"project {place}", due_first=facts["due"], **more)
        for step in project["steps"]:
            yield Milestone(project=-place, title="step", due_first=step["due"], **step, **done_on(step["state"]))
        for role, owner in project["duties"]:
            if KINDS_OF_OWNERS[owner - 1] == KIND_OF_ROLE[role]:
                yield Duty(project=-place, owner=-owner, role=role)
    for matter in listed_matters:
        facts, place = matter["work"], matter["project"]
        yield Matter(
            title="matter",
            kind=matter["kind"],
            project=-place - 1 if place is not None and place < len(listed_projects) else None,
            owner=None if matter["owner"] is None else -matter["owner"],
            supporting=tuple(-owner for owner in matter["supporting"]),
            opened=matter["opened"],
            due_first=facts["due"],
            **facts,
            **done_on(facts["state"]),
        )


def ask(scope, **options):
    return Question(scope, 14, options, scope.plan)


def cells(table, *keys):
    """The cells of each row of a table, or the only one."""
    places = [table.position(key) for key in keys]
    return [row[places[0]] if len(keys) == 1 else tuple(row[place] for place in places) for row in table.rows]


def in_section(table, section, *keys):
    return [rest for name, *rest in cells(table, "section", *keys) if name == section]


@settings(max_examples=40)
@given(projects, matters, wholes, scopes)
def test_every_report_counts_the_same_overdue_work(listed_projects, listed_matters, are_parts, scope):
    added = list(things(listed_projects, listed_matters, are_parts))
    with TemporaryDirectory() as folder:
        ledger = create(Path(folder) / "ledger.db")
        moment = datetime(2026, 3, 15, tzinfo=UTC)
        ledger.apply(Batch("test", "tester", moment, TODAY, [Change(None, thing) for thing in added]))
        everything = overdue(ledger, ask(Scope(TODAY)))
        counted = [thing for thing in added if isinstance(thing, Project | Milestone | Matter)]
        assert len(everything.rows) == sum(
            thing.state in OPEN_STATES and thing.due is not None and thing.due < TODAY for thing in counted
        )

        def late(**filters):
            return cells(overdue(ledger, ask(scope._replace(**filters))), "ref")

        refs = late()
        assert len(set(refs)) == len(refs)
        question = ask(scope)
        assert cells(board(ledger, question).overdue, "ref") == refs

        counts = dict(in_section(status(ledger, question), "overdue", "item", "count"))
        assert counts.pop("total", 0) == len(refs) == sum(counts.values())

        then = compare(ledger, ask(scope, first=TODAY - timedelta(days=1), last=TODAY))
        assert sum(
            after for item, after in in_section(then, "overdue", "item", "count_after") if item == "total"
        ) == len(refs)

        numbers = {owner.name: owner.number for owner in ledger.owners()}
        for name, count in cells(owner_list(ledger, question, None), "name", "overdue"):
            assert count == len(late(owner=numbers[name])), name
        loads = dict(cells(load(ledger, question), "unit", "overdue"))
        for name, number in numbers.items():
            if name.startswith("unit"):
                assert loads.get(name, 0) == len(late(owner=number)), name

        for by, key in (("leader", "leader"), ("group", "group")):
            parts = dict(in_section(status(ledger, ask(scope, by=by)), "by", "name", "overdue"))
            for name, number in numbers.items():
                if name.startswith(key):
                    assert parts.get(name, 0) == len(late(**{key: number})), name
        parts = dict(in_section(status(ledger, ask(scope, by="source")), "by", "name", "overdue"))
        assert sum(parts.values()) == len(refs)
        if scope.source is None:
            assert all(parts.get(name, 0) == len(late(source=name)) for name in ("province", "city"))

        by_owner = overdue(ledger, ask(scope, by="owner"))
        assert {ref for _name, ref in cells(by_owner, "by", "ref")} == set(refs)
        leads = Counter(name for names in cells(overdue(ledger, question), "lead") for name in names or (None,))
        assert Counter(cells(by_owner, "by")) == leads
        ledger.close()
