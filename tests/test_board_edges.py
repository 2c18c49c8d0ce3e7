"""The board where it is tight or goes wrong: small terminals, groups in groups, markup, midnight, locks."""

import asyncio
import os
import sqlite3
import threading
from types import SimpleNamespace

import pytest

from reformcli.board.app import BoardApp
from reformcli.board.pane import Pane
from reformcli.commands.board import LedgerSource
from reformcli.errors import BadValue, ReformError
from reformcli.reports.board import NO_GROUP
from reformcli.store.sqlite.ledger_files import version_of
from tests.boards import on_board, open_office, rows, source_of, text_of, told, until


@pytest.fixture
def office(reform):
    return open_office(reform)


def found(table):
    return [row[table.position("ref")] for row in table.rows]


def test_groups_count_their_parts_as_status_does(reform):
    reform("owner", "add", "Economy", "--owner-kind", "group")
    reform("owner", "add", "Roads", "--owner-kind", "group", "--parent", "Economy")
    reform("add", "Bridge", "--group", "Roads", "--due", "2026-03-01")
    reform("add", "Budget", "--group", "Economy", "--due", "2026-03-20")
    reform("add", "Both", "--group", "Economy,Roads", "--due", "2026-03-02")
    reform("add", "Nobody's", "--due", "2026-03-03")
    status = [row for row in reform("status", "--by", "group", "--json").rows if row["section"] == "by"]
    read = source_of().read()
    counts = {row[0]: row[-1] for row in read.panes("", None).lights.rows}
    assert counts.pop("all") == 4
    assert counts == {row["name"]: row["count"] for row in status} == {"Economy": 3, "Roads": 2, None: 1}
    for group, overdue, due in (("Economy", ["1", "3"], ["2"]), ("Roads", ["1", "3"], []), (NO_GROUP, ["4"], [])):
        panes = read.panes("", group)
        assert (found(panes.overdue), found(panes.due)) == (overdue, due)
    assert found(read.panes("bridge economy", None).overdue) == ["1"]  # words find the wholes too


def test_a_milestone_is_of_the_group_of_its_project(office):
    office("add", "Order the benches", "--to", "1", "--due", "2026-12-01")
    office("add", "Ask the neighbours", "--to", "1", "--due", "2026-02-10")
    read = source_of().read()
    assert found(read.panes("", "Transport Group").overdue) == ["1.3", "1.1", "2", "1"]
    assert found(read.panes("", "Health Group").overdue) == []


def test_an_empty_list_leaves_its_room_to_the_other(office):
    async def scenario(app, pilot):
        for size in ((80, 24), (120, 40), (200, 50)):
            await pilot.resize_terminal(*size)
            await pilot.press("slash", *"bus", "enter")
            await pilot.pause()
            due, overdue = app.query_one("#due", Pane), app.query_one("#overdue", Pane)
            assert due.size.height <= 4 and "Nothing here" in text_of(app)
            assert overdue.size.height > due.size.height and overdue.size.width == app.query_one("#lists").size.width
            await pilot.press("escape")
            assert due.size.height > 4 or size == (80, 24)

    on_board(scenario)


LONG = "A title that goes on and on " * 17


def test_small_terminals_leave_columns_out_and_hold_long_titles(office):
    office("add", LONG[:450], "--lead", "Department of Transportation", "--leader", "Minister", "--due", "2026-03-02")

    async def scenario(app, pilot):
        for size in ((80, 24), (40, 10), (20, 5), (8, 3), (1, 1), (40, 10)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            for pane in app.query(Pane):
                assert pane.virtual_size.width <= pane.size.width or size[0] < 20, (size, pane.id)
                assert all(row.height <= 3 for row in pane.ordered_rows) or size[0] < 80
            assert "1.1" in text_of(app) or size[0] < 20, size
        labels = [column.label.plain for column in app.query_one("#overdue", Pane).ordered_columns]
        assert labels[:2] == ["Days late", "Ref"] and "Title" in labels and "Leader" not in labels
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        cell = next(row for row in rows(app, "overdue") if row[1] == "7")[2]
        assert cell.endswith("…") and LONG.startswith(" ".join(cell.split())[:40])

    on_board(scenario)


@pytest.mark.parametrize("size", [(20, 5), (40, 10)])
def test_evidence_can_be_typed_on_a_small_terminal(office, size):
    async def scenario(app, pilot):
        app.query_one("#overdue").focus()
        await pilot.press("down", "d")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press(*"photo")
        await pilot.pause()
        assert "photo" in text_of(app)
        line = app.screen.query_one("Input")
        assert app.screen.region.contains_region(line.region)
        await pilot.press("escape")

    on_board(scenario, size=size)


def test_evidence_is_checked_as_everywhere(office):
    finishing = source_of().finishing("2")
    for bad in ("a\u202eb", "\x1b[31m", "x" * 200_000):
        with pytest.raises(BadValue):
            finishing.record(bad)
    assert office("list", "--where", "number=2", "--json").rows[0]["state"] == "planned"


def test_names_and_sentences_are_never_markup_or_codes(office, home, monkeypatch):
    (home / "ledger.db").rename(home / "[b]a[b].db")
    monkeypatch.setenv("REFORM_DB", str(home / "[b]a[b].db"))

    async def scenario(app, pilot):
        assert "[b]a[b].db · 2026-03-15" in text_of(app)
        app.view = app.view._replace(facts=("[b]a[/b]\x1b[31m",))
        await pilot.press("slash", "x", "escape")
        assert r"[b]a[/b]\x1b[31m" in text_of(app)
        app.tell("[b]x[/b]\x1b[31m")
        assert told(app) == r"[b]x[/b]\x1b[31m"
        pane = app.query_one("#due", Pane)
        pane.fill(app.view.panes("", None).due._replace(title="[b]y[/b]\x1b"))
        await pilot.pause()
        assert r"[b]y[/b]\x1b (2)" in text_of(app)

    on_board(scenario)


def test_it_reads_only_what_changed(office, home):
    source = source_of()
    assert source.changed()
    source.read()
    assert not source.changed()
    office("note", "1", "x")
    assert source.changed()
    (home / "ledger.db").rename(home / "away.db")
    with pytest.raises(ReformError):
        source.read()
    assert source.changed()  # what failed is tried again


def test_the_day_of_the_question_counts_though_the_clock_went_back(office, monkeypatch):
    finishing = source_of().finishing("2")
    monkeypatch.setenv("REFORM_TODAY", "2026-03-14")
    finishing.record("")
    done = next(one for one in office("export", "projects", "--json").rows if one["number"] == 2)
    assert (done["state"], done["done"]) == ("done", "2026-03-15")


def test_it_is_not_left_while_something_is_recorded(office, monkeypatch):
    recorded = threading.Event()

    def record(evidence):
        recorded.wait(20)
        return "recorded"

    monkeypatch.setattr(LedgerSource, "finishing", lambda self, ref: SimpleNamespace(question=ref, record=record))

    async def scenario(app, pilot):
        await pilot.press("d")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: told(app) == "Recording …")
        await pilot.press("q")
        assert told(app) == "Wait until it is recorded." and app.is_running
        recorded.set()
        await until(pilot, lambda: told(app) == "recorded")
        await pilot.press("d")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("escape")

    try:
        on_board(scenario)
    finally:
        recorded.set()


def test_a_locked_ledger_is_not_waited_for_as_long_as_elsewhere(office, home, monkeypatch):
    monkeypatch.setenv("REFORM_WAIT", "3600")  # so that a board which waited as long would never end this test
    monkeypatch.setattr("reformcli.commands.board._WAIT", 0)
    source = source_of()
    source.read()
    other = sqlite3.connect(home / "ledger.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for ask in (source.read, lambda: source.page("1"), lambda: source.finishing("2")):
        with pytest.raises(ReformError, match="locked"):
            ask()
    assert source.changed()  # what could not be read is tried again, though the file is the same
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize(("key", "broken"), [("r", "read"), ("enter", "page"), ("d", "finishing")])
def test_what_fails_in_another_thread_ends_the_board(office, key, broken):
    async def scenario():
        source = source_of()
        app = BoardApp(source, source.read())
        setattr(source, broken, lambda *arguments: 1 / 0)
        async with app.run_test() as pilot:
            await pilot.press(key)
            await until(pilot, lambda: not app.is_running or app.fault is not None)
        assert isinstance(app.fault, ZeroDivisionError) and app.return_code == 1

    asyncio.run(scenario())


def test_a_file_put_in_the_place_of_another_is_another_version(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for file in (one, other):
        file.write_bytes(b"same size")
        os.utime(file, ns=(10**18, 10**18))
    before = version_of(one)
    assert before == version_of(one)
    other.replace(one)
    assert version_of(one) != before
