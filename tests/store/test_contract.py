"""What every store must do, one test for each promise; another backend joins by another factory in `STORES`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reformcli.errors import Conflict, NotFound, ReformError
from reformcli.model.change import Batch, Change
from reformcli.model.duty import Duty
from reformcli.model.milestone import Milestone
from reformcli.model.noun import nouns
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.scope import Scope
from reformcli.model.visit import Visit
from reformcli.model.work import Progress
from reformcli.store import Store, create

DAY = date(2026, 3, 15)

STORES: dict[str, Callable[[Path], Store]] = {"sqlite": lambda folder: create(folder / "ledger.db")}


@pytest.fixture(params=sorted(STORES))
def store(request, tmp_path):
    opened = STORES[request.param](tmp_path)
    yield opened
    opened.close()


def write(store, *changes, undoes=None):
    return store.apply(Batch("test", "tester", datetime(2026, 3, 15, 8, tzinfo=UTC), DAY, changes, undoes))


def added(*things):
    return [Change(type(thing).__name__.lower(), None, thing) for thing in things]


def test_things_come_back_as_they_went_in(store):
    everything = Project(
        number=-1,
        title="甲",
        code="7号",
        plan=2026,
        source="省级",
        kind="assigned",
        theme="红",
        key=True,
        goal="目\n标",
        due=DAY,
        due_said="3月15日",
        due_first=DAY,
        state="started",
        extra={"备注": "有, 逗号"},
    )
    (written,) = write(store, *added(everything)).things
    assert next(store.find("project")) == written == replace(everything, number=1, uid=written.uid)
    owner = Owner(name="县卫健局", other_names=("卫健委", "卫健局"), valid_from=DAY)
    visit = Visit(date=DAY, projects=(1,), visitors=("张三", "李四"), hours=2.5)
    for thing in (owner, visit):
        (kept,) = write(store, *added(thing)).things
        assert next(store.find(type(thing).__name__.lower())) == kept


def test_numbers_are_given_in_order_and_never_again(store):
    first, second = write(store, *added(Project(title="甲"), Project(title="乙"))).things
    assert (first.number, second.number) == (1, 2)
    write(store, Change("project", second, None))
    assert write(store, *added(Project(title="丙"))).things[0].number == 3


def test_a_batch_refers_to_what_it_adds(store):
    write(
        store,
        *added(
            Owner(number=-1, name="甲局"),
            Project(number=-1, title="甲"),
            Duty(project=-1, owner=-1, role="lead"),
            Milestone(project=-1, title="一"),
            Milestone(project=-1, title="二"),
            Visit(date=DAY, owner=-1, projects=(-1,)),
        ),
    )
    assert [(one.project, one.number) for one in store.find("milestone")] == [(1, 1), (1, 2)]
    assert store.answering([1], DAY) == {1: {"lead": ("甲局",)}}
    assert next(store.find("visit")).projects == (1,)


def test_a_change_of_what_changed_meanwhile_is_refused_whole(store):
    (project,) = write(store, *added(Project(title="甲"))).things
    write(store, Change("project", project, replace(project, title="乙")))
    with pytest.raises(Conflict):
        write(store, *added(Project(title="丙")), Change("project", project, replace(project, title="丁")))
    assert [one.title for one in store.find("project")] == ["乙"]
    assert len(list(store.entries())) == 2


def test_a_failing_plan_leaves_nothing(store):
    def plan():
        yield from added(Project(title="甲"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.apply(Batch("test", "tester", datetime(2026, 3, 15, tzinfo=UTC), DAY, plan()))
    assert list(store.find("project")) == [] and list(store.entries()) == []


def test_a_reference_to_nothing_is_refused(store):
    with pytest.raises(Conflict):
        write(store, *added(Milestone(project=7, title="一")))
    assert list(store.find("milestone")) == []


def test_history_has_before_and_after_of_every_write(store):
    (project,) = write(store, *added(Project(title="甲"))).things
    write(store, Change("project", project, replace(project, title="乙", due=DAY)))
    lines = list(store.entries(uid=project.uid))
    assert [(one.before, (one.after or {}).get("title")) for one in lines] == [
        (None, "甲"),
        ({"title": "甲", "due": None}, "乙"),
    ]
    assert lines[1].after == {"title": "乙", "due": DAY}
    assert [one.sequence for one in store.entries(limit=1)] == [2]
    assert store.newest() == (2, lines[1].digest)
    assert list(store.faults()) == []


def test_a_change_that_changes_nothing_is_not_recorded(store):
    (project,) = write(store, *added(Project(title="甲"))).things
    write(store, Change("project", project, project))
    assert len(list(store.entries())) == 1


def test_the_last_batch_is_neither_an_undo_nor_undone(store):
    (project,) = write(store, *added(Project(title="甲"))).things
    assert store.last_batch() == 1
    write(store, Change("project", project, None), undoes=1)
    assert store.last_batch() is None


def test_what_is_not_there_is_said(store):
    write(store, *added(Project(title="甲")))
    for ref in (Ref("project", 9), Ref("milestone", 1, 9), Ref("milestone", 1, 1), Ref("visit", 1), Ref("finding", 1)):
        with pytest.raises(NotFound):
            store.get(ref)


def test_work_is_found_by_date_and_state(store):
    write(
        store,
        *added(
            Project(number=-1, title="开", due=DAY),
            Project(number=-2, title="完", due=DAY, state="done", done=DAY),
            Milestone(project=-1, title="步", due=date(2026, 1, 1)),
        ),
    )
    scope = Scope(DAY)
    assert [one.ref for one in store.work(scope)] == ["1.1", "1"]
    assert [one.ref for one in store.work(scope, due_to=date(2026, 3, 14))] == ["1.1"]
    assert [one.ref for one in store.work(scope, due_from=DAY, milestones=False)] == ["1"]
    assert [one.ref for one in store.work(scope, open_only=False, done_from=DAY, done_to=DAY)] == ["2"]
    assert store.progress([1, 2], DAY)[1] == Progress(1, 1, 0, 0, 1)


def test_every_noun_has_its_columns(store):
    for kind in nouns():
        assert list(store.find(kind.key)) == [] and list(store.delimited(kind)) == []


def write_on(store, day, *changes, undoes=None):
    return store.apply(Batch("test", "tester", datetime(2026, 9, 1, tzinfo=UTC), day, changes, undoes)).things


def test_things_are_known_as_they_were_at_the_end_of_a_day(store):
    first, second, third = (date(2026, 3, day) for day in (1, 2, 3))
    owner, project, gone, _duty = write_on(
        store,
        first,
        *added(
            Owner(number=-1, name="甲局", other_names=("甲",)),
            Project(number=-1, title="甲", due=third, key=True, extra={"备注": "有"}),
            Project(title="乙"),
            Duty(project=-1, owner=-1, role="lead"),
        ),
    )
    changed = replace(project, title="丙", due=None, state="done", done=second)
    write_on(store, second, Change("project", project, changed), Change("project", gone, None))
    write_on(
        store, third, Change("owner", owner, replace(owner, name="乙局")), *added(Milestone(project=1, title="一"))
    )
    known = {day: store.as_known(day) for day in (date(2026, 2, 28), first, second, third)}
    assert [list(one.find("project")) for one in known.values()] == [[], [project, gone], [changed], [changed]]
    assert [one.answering([1], DAY)[1] for one in known.values()] == [
        {},
        *[{"lead": ("甲局",)}] * 2,
        {"lead": ("乙局",)},
    ]
    assert [one.ref for one in known[first].work(Scope(DAY))] == ["2", "1"]
    assert [one.newest()[0] for one in known.values()] == [0, 4, 6, 8]
    assert known[third].newest() == store.newest()
    for kind in nouns():
        assert list(known[third].find(kind.key)) == list(store.find(kind.key))
    assert list(known[second].as_known(first).find("project")) == [project, gone]
    for one in known.values():
        with pytest.raises(ReformError):
            write(one, *added(Project(title="丁")))
        one.close()
    assert [one.title for one in store.find("project")] == ["丙"]


def test_an_entry_of_another_day_counts_from_that_day_alone(store):
    early, late = date(2026, 3, 1), date(2026, 4, 1)
    (first,) = write_on(store, late, *added(Project(title="甲")))
    (second,) = write_on(store, early, *added(Project(title="乙")))
    write_on(store, early, Change("project", first, replace(first, title="丙")))
    known = store.as_known(early)
    assert list(known.find("project")) == [second]
    known.close()
    (owner,) = write_on(store, early, *added(Owner(name="甲局")))
    write_on(store, late, Change("owner", owner, None))
    (again,) = write_on(store, early, *added(Owner(name="甲局")))
    known = store.as_known(early)
    assert list(known.owners()) == [again]
    known.close()


def test_writes_are_as_durable_as_promised(store):
    if not hasattr(store, "_connection"):
        pytest.skip("this backend promises it otherwise")
    pragmas = {
        name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "journal_mode", "foreign_keys", "trusted_schema")
    }
    assert pragmas == {"synchronous": 3, "journal_mode": "delete", "foreign_keys": 1, "trusted_schema": 0}
