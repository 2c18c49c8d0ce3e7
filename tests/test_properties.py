"""Laws: what must hold whatever is entered."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from reformcli.cli import main
from reformcli.model.change import Batch, Change
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.text import clean, escape, is_blank, unwanted
from reformcli.output.texts import width
from reformcli.store import create
from reformcli.store.history import replay
from reformcli.verbs.rings import ring_through, rings
from reformcli.verbs.undo import reverse

DAY = date(2026, 3, 15)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30)
lines = texts.map(lambda text: clean(text)[0].replace("\n", "").strip()).filter(lambda text: not is_blank(text))
days = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))
projects = st.fixed_dictionaries(
    {"title": lines},
    optional={
        "goal": lines,
        "source": lines,
        "plan": st.integers(1900, 2999),
        "key": st.booleans(),
        "due": days,
        "state": st.sampled_from(["planned", "started", "done"]),
        "extra": st.dictionaries(lines, lines, max_size=2),
    },
)


def write(store, changes, undoes=None):
    return store.apply(Batch("test", "tester", datetime(2026, 3, 15, tzinfo=UTC), DAY, changes, undoes))


def tables(store):
    return {kind: list(store.find(kind)) for kind in (Project, Milestone)}


@given(st.lists(projects, min_size=1, max_size=5), st.lists(projects, min_size=1, max_size=5))
def test_undo_of_anything_is_nothing(first, second):
    with TemporaryDirectory() as folder:
        store = create(Path(folder) / "ledger.db")
        write(store, [Change(None, Project(**values)) for values in first])
        before = tables(store)
        present = list(store.find(Project))
        changed = [
            Change(one, Project(**values, number=one.number, uid=one.uid))
            for one, values in zip(present, second, strict=False)
        ]
        receipt = write(store, [*changed, *(Change(None, Project(**values)) for values in second)])
        entries = list(store.entries(batch=receipt.batch))
        write(
            store,
            reverse(entries, lambda key, uid: next(store.find(noun(key).type, uid=uid), None)),
            undoes=receipt.batch,
        )
        assert tables(store) == before
        assert list(store.faults()) == []
        store.close()


@given(st.lists(projects, min_size=1, max_size=6))
def test_replaying_the_history_gives_the_tables(entered):
    with TemporaryDirectory() as folder:
        store = create(Path(folder) / "ledger.db")
        for values in entered:
            write(store, [Change(None, Project(**values))])
        rows = store._connection.execute(
            "SELECT noun, uid, ref, before, after FROM history ORDER BY sequence"
        ).fetchall()
        remembered = replay(rows)
        assert [remembered["project", one.uid]["title"] for one in store.find(Project)] == [v["title"] for v in entered]
        assert list(store.faults()) == []
        store.close()


@given(st.lists(projects, min_size=1, max_size=4))
def test_export_then_import_adds_nothing_and_loses_nothing(entered):
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = create(folder / "ledger.db")
        write(store, [Change(None, Project(**values)) for values in entered])
        store.close()
        here, there = ["--db", str(folder / "ledger.db")], ["--db", str(folder / "other.db")]
        assert main(["export", "-o", str(folder / "out"), "-q", *here]) == 0
        assert main(["init", "-q", *there]) == 0
        assert main(["import", str(folder / "out"), "-o", str(folder / "counts.json"), *there]) == 0
        for place, target in ((here, "one.json"), (there, "two.json")):
            assert main(["export", "-o", str(folder / target), *place]) == 0
        assert (folder / "one.json").read_text() == (folder / "two.json").read_text()
        assert main(["import", str(folder / "two.json"), "-o", str(folder / "again.json"), *here]) == 0
        assert all(row["added"] == row["changed"] == 0 for row in json.loads((folder / "again.json").read_text()))


@given(st.text(st.characters()))
def test_nothing_that_steers_a_terminal_gets_out_or_in(text):
    assert unwanted(clean(text)[0]) is None
    assert unwanted(escape(text)) is None
    assert (unwanted(text) is None) == (escape(text) == text)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Sm", "Sc", "Zs"])))
def test_widths_are_those_of_a_well_kept_library(text):
    """East Asian wide characters take two cells, as Rich has it; scripts that join letters are left out."""
    from rich.cells import cell_len

    plain = "".join(c for c in text if ord(c) < 0x300 or 0x3000 <= ord(c) <= 0x9FFF or 0xFF00 <= ord(c) <= 0xFFEF)
    assert width(plain.replace("\u00ad", "")) == cell_len(plain.replace("\u00ad", ""))


@given(st.dictionaries(st.integers(1, 8), st.lists(st.integers(1, 8), max_size=3), max_size=8))
def test_a_ring_is_found_where_there_is_one_and_nowhere_else(graph):
    def follow(ref):
        return [Ref("milestone", number, 1) for number in graph.get(ref.number, ())]

    def reached(number):
        met, waiting = set(), list(graph.get(number, ()))
        while waiting:
            if (last := waiting.pop()) not in met:
                met.add(last)
                waiting += graph.get(last, ())
        return met

    refs = [Ref("milestone", number, 1) for number in graph]
    in_rings = {ref.number for ref in refs if ref.number in reached(ref.number)}
    assert {ref.number for ref in refs if ring_through(ref, follow)} == in_rings
    found = list(rings(refs, follow))
    assert bool(found) == bool(in_rings)
    for ring in found:
        assert all(after in follow(before) for before, after in zip(ring, (*ring[1:], ring[0]), strict=True))
