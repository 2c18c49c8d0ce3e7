"""What every store must do, one test for each promise; another backend joins by another factory in `STORES`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reformcli.errors import BadValue, Conflict, NotFound, ReformError
from reformcli.model.change import Batch, Change
from reformcli.model.duty import Duty
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.note import Note
from reformcli.model.noun import nouns
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.scope import Condition, Scope
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
    return [Change(None, thing) for thing in things]


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
    assert next(store.find(Project)) == written == replace(everything, number=1, uid=written.uid)
    owner = Owner(name="县卫健局", other_names=("卫健委", "卫健局"), valid_from=DAY)
    visit = Visit(date=DAY, projects=(1,), visitors=("张三", "李四"), hours=2.5)
    for thing in (owner, visit):
        (kept,) = write(store, *added(thing)).things
        assert next(store.find(type(thing))) == kept


@pytest.mark.parametrize("order", [1, -1])
def test_a_batch_may_add_what_refers_before_what_it_refers_to(store, order):
    things = (Project(number=5, title="甲"), Milestone(project=5, number=1, title="一"), Visit(date=DAY, projects=(5,)))
    write(store, *added(*things[::order]))
    assert [milestone.project for milestone in store.find(Milestone)] == [5]
    assert list(store.faults()) == []


def test_what_a_batch_adds_it_may_change_and_refer_to_again(store):
    draft = Milestone(project=-1, number=-1, title="一")
    final = replace(draft, title="二", depends_on=(Ref("milestone", -2, -1),))
    write(
        store,
        *added(Project(number=-1, title="甲"), draft, replace(draft, number=-2, title="三")),
        Change(draft, final),
    )
    first, second = store.find(Milestone)
    assert (first.title, first.depends_on, second.title) == ("二", (Ref("milestone", 2, 1),), "三")
    assert list(store.faults()) == []


def test_numbers_are_given_in_order_and_never_again(store):
    first, second = write(store, *added(Project(title="甲"), Project(title="乙"))).things
    assert (first.number, second.number) == (1, 2)
    write(store, Change(second, None))
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
    assert [(one.project, one.number) for one in store.find(Milestone)] == [(1, 1), (1, 2)]
    assert store.answering([1], DAY) == {1: {"lead": ("甲局",)}}
    assert next(store.find(Visit)).projects == (1,)


def test_a_change_of_what_changed_meanwhile_is_refused_whole(store):
    (project,) = write(store, *added(Project(title="甲"))).things
    write(store, Change(project, replace(project, title="乙")))
    with pytest.raises(Conflict):
        write(store, *added(Project(title="丙")), Change(project, replace(project, title="丁")))
    assert [one.title for one in store.find(Project)] == ["乙"]
    assert len(list(store.entries())) == 2


def test_a_failing_plan_leaves_nothing(store):
    def plan():
        yield from added(Project(title="甲"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.apply(Batch("test", "tester", datetime(2026, 3, 15, tzinfo=UTC), DAY, plan()))
    assert list(store.find(Project)) == [] and list(store.entries()) == []


def test_a_reference_to_nothing_is_refused(store):
    with pytest.raises(Conflict):
        write(store, *added(Milestone(project=7, title="一")))
    assert list(store.find(Milestone)) == []


def test_history_has_before_and_after_of_every_write(store):
    (project,) = write(store, *added(Project(title="甲"))).things
    write(store, Change(project, replace(project, title="乙", due=DAY)))
    lines = list(store.entries(uid=project.uid))
    assert [(one.before, (one.after or {}).get("title")) for one in lines] == [
        (None, "甲"),
        ({"title": "甲", "due": None}, "乙"),
    ]
    assert lines[1].after == {"title": "乙", "due": DAY}
    assert [one.sequence for one in store.entries(limit=1)] == [2]
    assert store.newest() == (2, lines[1].hash)
    assert list(store.faults()) == []


def test_a_change_that_changes_nothing_is_not_recorded(store):
    (project,) = write(store, *added(Project(title="甲"))).things
    write(store, Change(project, project))
    assert len(list(store.entries())) == 1


def test_the_last_batch_is_neither_an_undo_nor_undone(store):
    (project,) = write(store, *added(Project(title="甲"))).things
    assert store.last_batch() == 1
    write(store, Change(project, None), undoes=1)
    assert store.last_batch() is None


def test_what_is_not_there_is_said(store):
    write(store, *added(Project(title="甲")))
    for ref in (Ref("project", 9), Ref("milestone", 1, 9), Ref("milestone", 1, 1), Ref("visit", 1), Ref("matter", 1)):
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
    assert [str(one.ref) for one in store.work(scope)] == ["1.1", "1"]
    assert [str(one.ref) for one in store.work(scope, due_to=date(2026, 3, 14))] == ["1.1"]
    assert [str(one.ref) for one in store.work(scope, due_from=DAY, nouns=("project",))] == ["1"]
    assert [str(one.ref) for one in store.work(scope, open_only=False, done_from=DAY, done_to=DAY)] == ["2"]
    assert store.progress([1, 2], DAY)[1] == Progress(1, 1, 0, 0, 1)


def test_every_noun_has_its_columns(store):
    for kind in nouns():
        assert list(store.find(kind.type)) == [] and list(store.delimited(kind)) == []


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
    write_on(store, second, Change(project, changed), Change(gone, None))
    write_on(store, third, Change(owner, replace(owner, name="乙局")), *added(Milestone(project=1, title="一")))
    known = {day: store.as_known(day) for day in (date(2026, 2, 28), first, second, third)}
    assert [list(one.find(Project)) for one in known.values()] == [[], [project, gone], [changed], [changed]]
    assert [one.answering([1], DAY)[1] for one in known.values()] == [
        {},
        *[{"lead": ("甲局",)}] * 2,
        {"lead": ("乙局",)},
    ]
    assert [str(one.ref) for one in known[first].work(Scope(DAY))] == ["2", "1"]
    assert [one.newest()[0] for one in known.values()] == [0, 4, 6, 8]
    assert known[third].newest() == store.newest()
    for kind in nouns():
        assert list(known[third].find(kind.type)) == list(store.find(kind.type))
    assert list(known[second].as_known(first).find(Project)) == [project, gone]
    for one in known.values():
        with pytest.raises(ReformError):
            write(one, *added(Project(title="丁")))
        one.close()
    assert [one.title for one in store.find(Project)] == ["丙"]


def test_an_entry_of_another_day_counts_from_that_day_alone(store):
    early, late = date(2026, 3, 1), date(2026, 4, 1)
    (first,) = write_on(store, late, *added(Project(title="甲")))
    (second,) = write_on(store, early, *added(Project(title="乙")))
    write_on(store, early, Change(first, replace(first, title="丙")))
    known = store.as_known(early)
    assert list(known.find(Project)) == [second]
    known.close()
    (owner,) = write_on(store, early, *added(Owner(name="甲局")))
    write_on(store, late, Change(owner, None))
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


def test_work_without_a_date_comes_first_and_by_project(store):
    write(
        store,
        *added(
            Project(number=-1, title="甲", due=DAY),
            Project(number=-2, title="乙"),
            Milestone(project=-2, title="二"),
            Milestone(project=-1, title="一"),
            Matter(title="事", project=-1),
            Matter(title="无项目"),
        ),
    )
    assert [str(one.ref) for one in store.work(Scope(DAY))] == ["1.1", "F1", "2", "2.1", "F2", "1"]


def test_contains_knows_the_letters_of_every_alphabet(store):
    write(store, *added(Project(title="ÉCOLE Straße"), Project(title="ΔΙΚΗ")))
    for text, title in (("école", "ÉCOLE Straße"), ("STRASSE", "ÉCOLE Straße"), ("δικη", "ΔΙΚΗ")):
        scope = Scope(DAY, where=(Condition("title", "~", text),))
        assert [one.title for one in store.work(scope)] == [title]


def test_news_of_a_project_comes_from_what_is_about_its_parts(store):
    early, late = date(2026, 3, 1), date(2026, 3, 9)
    write(
        store,
        *added(
            *(Project(number=-n, title=str(n)) for n in (1, 2, 3, 4)),
            Milestone(project=-1, number=-5, title="一"),
            Matter(number=-6, title="事", project=-2),
            Note(about=Ref("milestone", -5, -1), date=early, text="甲"),
            Note(about=Ref("matter", -6), date=late, text="乙"),
            Visit(date=early, projects=(-3, -1)),
        ),
    )
    assert store.news([1, 2, 3, 4], DAY) == {1: early, 2: late, 3: early}
    assert store.news([2], early) == {}


def test_the_number_of_a_milestone_that_is_gone_is_not_given_again(store):
    (_project, milestone) = write(
        store, *added(Project(number=-1, title="甲"), Milestone(project=-1, title="一"))
    ).things
    write(store, Change(milestone, None))
    assert write(store, *added(Milestone(project=1, title="二"))).things[0].number == 2


def test_a_ref_must_lead_somewhere(store):
    (project,) = write(store, *added(Project(title="甲"))).things
    for thing in (
        Note(about=Ref("project", 7), date=DAY, text="x"),
        Note(about=Ref("milestone", 3, 1), date=DAY, text="x"),
        Visit(date=DAY, projects=(1, 9)),
        Milestone(project=1, title="一", depends_on=(Ref("milestone", 8, 1),)),
    ):
        with pytest.raises(BadValue):
            write(store, *added(thing))
    (note,) = write(store, *added(Note(about=Ref("project", 1), date=DAY, text="x"))).things
    with pytest.raises(Conflict):
        write(store, Change(project, None))
    write(store, Change(note, None), Change(project, None))
    assert list(store.faults()) == []


def test_refs_and_lists_are_found_by_what_they_hold(store):
    write(
        store,
        *added(
            Project(number=-1, title="甲"),
            Milestone(project=-1, number=-2, title="一"),
            Milestone(project=-1, title="二", depends_on=(Ref("milestone", -2, -1),)),
            Note(about=Ref("milestone", -2, -1), date=DAY, text="x"),
            Visit(date=DAY, projects=(-1,)),
        ),
    )
    step = Ref("milestone", 1, 1)
    assert [one.text for one in store.find(Note, about=step)] == ["x"]
    assert list(store.find(Note, about=Ref("project", 1))) == []
    assert [one.number for one in store.find(Milestone, depends_on=step)] == [2]
    assert [one.number for one in store.find(Visit, projects=1)] == [1] and list(store.find(Visit, projects=2)) == []


def test_a_matter_counts_for_its_owner_and_its_project(store):
    write(
        store,
        *added(
            Owner(number=-1, name="甲局"),
            Owner(number=-2, name="乙局"),
            Owner(number=-3, name="副县长", kind="leader"),
            Project(number=-1, title="甲", theme="农业", plan=2025),
            Duty(project=-1, owner=-1, role="lead"),
            Duty(project=-1, owner=-3, role="leader"),
            Matter(number=-1, title="乙的", project=-1, owner=-2),
            Matter(number=-2, title="项目的", project=-1),
            Matter(number=-3, title="决定", kind="decision", owner=-2, supporting=(-1,), opened=DAY),
        ),
    )

    def matters(**scope):
        return [one.title for one in store.work(Scope(DAY, **scope), nouns=("matter",))]

    assert matters(owner=1) == ["项目的", "决定"] and matters(owner=2) == ["乙的", "决定"]
    assert matters(leader=3) == matters(theme="农业") == matters(owner=3) == ["乙的", "项目的"]
    assert matters(plan=2026) == ["决定"] and matters(kinds=("decision",)) == ["决定"]
    assert [one.noun for one in store.work(Scope(DAY, kinds=("finding", "project")))] == ["project", "matter", "matter"]


def test_writers_take_turns_and_make_one_chain(store):
    from threading import Thread

    if not hasattr(store, "path"):
        pytest.skip("this backend is opened otherwise")

    def write_some(name):
        own = create(store.path)
        for n in range(5):
            write(own, *added(Project(title=f"{name}{n}")))
        own.close()

    writers = [Thread(target=write_some, args=(name,)) for name in "甲乙丙"]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert sorted(one.number for one in store.find(Project)) == list(range(1, 16))
    assert list(store.faults()) == []
