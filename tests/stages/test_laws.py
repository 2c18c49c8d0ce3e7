"""Laws of stages: a matter is always what its stages say; undo, export and import change nothing."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reformcli.cli import main

REQUIRED = ("measures", "self-check", "acceptance", "close")
IN_ORDER = ("measures", "self-check", "first-check", "acceptance", "notice", "close", "look-back")
OF_THE_OWNER = ("measures", "self-check")

steps = st.one_of(
    st.tuples(st.just("stage"), st.sampled_from(IN_ORDER)),
    st.tuples(st.just("stage"), st.sampled_from(IN_ORDER), st.just("--all")),
    st.tuples(st.just("return"), st.sampled_from(IN_ORDER)),
    st.sampled_from(
        [
            ("done",),
            ("done", "--reported"),
            ("done", "--all"),
            ("done", "--reported", "--all"),
            ("reopen",),
            ("drop",),
            ("undo",),
        ]
    ),
)


def command_of(step):
    verb, *more = step
    if verb == "undo":
        return ["undo", "--yes"]
    if verb in ("reopen", "drop"):
        return [verb, "F1", "--reason", "x"]
    by = ["--by", "经济组"] if "first-check" in more else []
    if verb == "return":
        return ["stage", "F1", *more, *by, "--return", "--evidence", "x"]
    return [verb, "F1", *more, *by]


def said_by(recorded):
    """State, last stage, day reported and day done, reckoned from the stages alone, and what counts as passed."""
    order = []
    for stage in recorded:
        if stage["result"] == "passed":
            order.append(stage)
        else:
            places = [place for place, one in enumerate(order) if one["key"] in OF_THE_OWNER]
            order = order[: places[-1]]
    keys = [one["key"] for one in order]
    days = {one["key"]: one["date"] for one in order}
    state = "done" if "close" in keys else "reported" if "self-check" in keys else "started" if recorded else "planned"
    return keys, {
        "state": state,
        "stage": keys[-1] if keys else None,
        "reported": days.get("self-check"),
        "done": days.get("close"),
    }


@cache
def new_ledger():
    """The file of a ledger with one finding of a unit, as it is on the first of March."""
    with TemporaryDirectory() as name:
        path = Path(name) / "ledger.db"
        for argv in (
            ("init",),
            ("owner", "add", "县住建局"),
            ("owner", "add", "经济组", "--owner-kind", "group"),
            ("add", "漏", "--kind", "finding", "--lead", "县住建局", "--today", "2026-03-01"),
        ):
            assert main([*argv, "-q", "--db", str(path)]) == 0
        return path.read_bytes()


class Office:
    """A ledger of its own with one finding, worked by commands, each on the day after the one before."""

    def __init__(self, folder):
        self.folder = folder
        self.day = 1
        (folder / "ledger.db").write_bytes(new_ledger())

    def run(self, *argv, db="ledger.db"):
        return main([*argv, "--db", str(self.folder / db)])

    def step(self, step):
        self.day += 1
        return self.run(*command_of(step), "-q", "--today", f"2026-03-{self.day:02}")

    def holds(self, db="ledger.db"):
        assert self.run("export", "-q", "-o", str(self.folder / "all.json"), db=db) == 0
        return json.loads((self.folder / "all.json").read_text(encoding="utf-8"))


@settings(max_examples=30)
@given(st.lists(steps, min_size=1, max_size=9))
def test_a_matter_is_always_what_its_stages_say(listed):
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        for step in listed:
            before = office.holds()
            status = office.step(step)
            after = office.holds()
            if status != 0:
                assert after == before, step
                continue
            if not after["matters"]:
                return  # the finding itself was undone
            keys, said = said_by(after.get("stages", []))
            one = after["matters"][0]
            if one["dropped"]:
                said["state"] = "dropped"
            assert {key: one[key] for key in said} == said, step
            assert len(set(keys)) == len(keys)
            for key in keys:
                needed = [other for other in REQUIRED if IN_ORDER.index(other) < IN_ORDER.index(key)]
                assert set(needed) <= set(keys), (step, keys)


@settings(max_examples=25)
@given(st.lists(steps.filter(lambda step: step != ("undo",)), min_size=1, max_size=6))
def test_any_step_then_undo_is_nothing(listed):
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        for step in listed:
            before = office.holds()
            if office.step(step) == 0:
                assert office.run("undo", "--yes") == 0
                assert office.holds() == before
                assert office.step(step) == 0
        assert office.run("check") == 0


@settings(max_examples=20)
@given(st.lists(steps, min_size=2, max_size=9), st.sampled_from(["out", "out.json", "out.ndjson"]))
def test_export_then_import_adds_nothing(listed, target):
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        for step in listed:
            office.step(step)
        path = office.folder / target
        assert office.run("export", "-q", "-o", str(path)) == 0
        before = office.holds()
        for db in ("ledger.db", "other.db", "other.db"):
            if db == "other.db":
                assert office.run("init", "-q", db=db) == 0
            counts = office.folder / "counts.json"
            assert office.run("import", str(path), "-o", str(counts), db=db) == 0
            assert office.holds(db) == before
        assert all(row["added"] == row["changed"] == 0 for row in json.loads(counts.read_text()))


@settings(max_examples=25)
@given(st.lists(steps.filter(lambda step: step != ("undo",)), min_size=2, max_size=7), st.data())
def test_whatever_batch_is_undone_stages_and_state_agree(listed, data):
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        for step in listed:
            office.step(step)
        for batch in data.draw(st.lists(st.integers(4, 4 + len(listed)), min_size=1, max_size=3)):
            before = office.holds()
            if office.run("undo", str(batch), "--yes", "-q") != 0:
                assert office.holds() == before
            assert office.run("check", "-q") == 0


@cache
def four_closed():
    """The file of a ledger with four findings that are closed."""
    with TemporaryDirectory() as name:
        path = Path(name) / "ledger.db"
        assert main(["init", "-q", "--db", str(path)]) == 0
        for title in "甲乙丙丁":
            assert main(["add", title, "--kind", "finding", "-q", "--db", str(path)]) == 0
        assert main(["done", "F1", "F2", "F3", "F4", "--all", "-q", "--db", str(path)]) == 0
        return path.read_bytes()


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 5)), min_size=3, max_size=8))
def test_there_is_no_ring_of_relapses(pairs):
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        (office.folder / "ledger.db").write_bytes(four_closed())
        for later, earlier in pairs:
            status = office.run("edit", f"F{later}", "--relapse-of", f"F{earlier}" if earlier < 5 else "", "-q")
            of = {one["number"]: one["relapse_of"] for one in office.holds()["matters"]}
            before = dict(of) if status == 0 else {**of, later: earlier}
            ways = [[start] for start in before]
            for way in ways:
                while before.get(way[-1]) and before[way[-1]] not in way:
                    way.append(before[way[-1]])
            ring = any(before.get(way[-1]) in way for way in ways)
            assert ring == (status != 0), (later, earlier, of)
