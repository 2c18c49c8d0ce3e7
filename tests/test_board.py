"""The board, worked by its keys on real ledgers, while other processes write to them.

The pictures in `__snapshots__` are drawn anew by `python -m pytest tests/test_board.py --snapshot-update`; look at them
before you keep them. They depend on the release of Textual, which `pyproject.toml` therefore bounds for development.
"""

import os
import sqlite3
import subprocess
import sys
from datetime import datetime

import pytest

from reformcli import i18n
from reformcli.board.app import BoardApp
from reformcli.board.drawing import drawn, fitted
from reformcli.board.pane import Pane
from reformcli.cli import main
from reformcli.output.texts import width
from reformcli.reports.board import LIGHT_COLUMNS
from reformcli.shell.run import Context
from tests.boards import ROOT, on_board, open_office, reform_elsewhere, refs, rows, source_of, text_of, told, until

SEEDS = ROOT / "seeds"


@pytest.fixture
def office(reform):
    return open_office(reform)


def project(reform, number):
    return next(one for one in reform("export", "projects", "--json").rows if one["number"] == number)


def test_three_panes(office):
    async def scenario(app, pilot):
        assert [row[:7] for row in rows(app, "lights")] == [
            ["all", "2", "2", "1", "1", "0", "6"],
            ["Health Group", "0", "2", "0", "1", "0", "3"],
            ["Transport Group", "2", "0", "0", "0", "0", "2"],
            ["(nobody)", "0", "0", "1", "0", "0", "1"],
        ]
        heading = [column.label.plain for column in app.query_one("#lights", Pane).columns.values()]
        assert heading[:7] == ["Group", "red", "yellow", "green", "blue", "grey", "Count"]
        assert [row[:3] for row in rows(app, "due")] == [
            ["0", "3", "Register of all clinics"],
            ["5", "4", "Clinic opening hours"],
        ]
        assert [row[3] for row in rows(app, "due")] == ["Health", "Health"]
        assert [row[:2] for row in rows(app, "overdue")] == [["28", "1.1"], ["23", "2"], ["14", "1"]]
        contract = rows(app, "overdue")[0]
        assert contract[2] == "Sign the contract · Open the new bus station"
        assert contract[3:5] == ["Transport", "Deputy Mayor"]
        assert "ledger.db · 2026-03-15 · Plan year 2026" in text_of(app)

    on_board(scenario)


def test_filters_of_the_command_line(office):
    async def scenario(app, pilot):
        assert [row[0] for row in rows(app, "lights")] == ["all", "Health Group"]
        assert refs(app, "due") == ["3", "4"] and "Nothing is overdue." in text_of(app)
        assert "--group Health Group" in text_of(app)

    on_board(scenario, source=source_of(group="Health Group"))


@pytest.mark.parametrize(
    ("typed", "due", "overdue"),
    [
        ("clinic", ["3", "4"], []),
        ("CLINIC hours", ["4"], []),
        ("1.1", [], ["1.1"]),
        ("bus", [], ["1.1", "1"]),
        ("transport g", [], ["1.1", "2", "1"]),
        ("deputy", [], []),
    ],
)
def test_a_filter_finds_titles_refs_units_and_groups(office, typed, due, overdue):
    panes = source_of().read().panes(typed)
    for table, found in ((panes.due, due), (panes.overdue, overdue)):
        assert [row[table.position("ref")] for row in table.rows] == found
        assert found or table.empty == f"Nothing here has {typed} in it."


def test_a_filter_is_typed_kept_and_cleared(office):
    async def scenario(app, pilot):
        await pilot.press("slash", *"bus")
        assert refs(app, "overdue") == ["1.1", "1"] and "Nothing here has bus in it." in rows(app, "due")[0][2]
        await pilot.press("enter")
        assert app.focused.id == "overdue" and app.focused.current() == "1.1"  # the list in which there is something
        await pilot.press("left", "left", "d")
        assert app.query_one("#filter").value == "bus" and told(app) == "Move to a deadline first."
        await pilot.press("escape")
        assert refs(app, "due") == ["3", "4"] and len(refs(app, "overdue")) == 3 and told(app) == ""

    on_board(scenario)


def test_a_group_shows_only_what_it_answers_for(office):
    async def scenario(app, pilot):
        app.query_one("#lights").focus()
        await pilot.press("down", "down", "enter")
        assert refs(app, "overdue") == ["1.1", "2", "1"] and refs(app, "due") == [""]
        assert [row[0] for row in rows(app, "lights")] == ["all", "Transport Group"]
        assert rows(app, "lights")[0][6] == "2" and "only Transport Group" in text_of(app)
        assert rows(app, "due")[0][2] == "Nothing of Transport Group is here."
        await pilot.press("up", "enter")
        assert len(rows(app, "lights")) == 4 and "only" not in text_of(app)
        await pilot.press("down", "down", "down", "enter")
        assert [row[0] for row in rows(app, "lights")] == ["all", "(nobody)"] and refs(app, "overdue") == [""]
        assert "only (nobody)" in text_of(app)
        await pilot.press("escape")
        assert len(rows(app, "lights")) == 4

    on_board(scenario)


def test_tab_and_arrows_move(office):
    async def scenario(app, pilot):
        seen = [app.focused.id]
        for key in ("tab", "right", "left", "shift+tab"):
            await pilot.press(key)
            seen.append(app.focused.id)
        assert seen == ["overdue", "lights", "due", "lights", "overdue"]
        await pilot.press("down", "down", "down")
        assert app.focused.current() == "1"

    on_board(scenario)


def test_a_project_is_opened_and_left(office):
    async def scenario(app, pilot):
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: len(app.screen_stack) == 2 and "Milestones" in text_of(app))
        assert "Deputy Mayor" in text_of(app) and "Sign the contract" in text_of(app)
        reform_elsewhere("drop", "2", "--reason", "painted already")
        await until(pilot, lambda: refs(app, "overdue") == ["1.1", "1"])
        assert len(app.screen_stack) == 2 and "Deputy Mayor" in text_of(app)
        await pilot.press("escape")
        assert len(app.screen_stack) == 1 and app.focused.current() == "1"

    on_board(scenario)


def test_the_keys_are_shown(office):
    async def scenario(app, pilot):
        await pilot.press("question_mark")
        assert "read the ledger again" in text_of(app)
        await pilot.press("escape")
        assert "read the ledger again" not in text_of(app)

    on_board(scenario, size=(80, 24))


async def asked(app, pilot, ref):
    """Moves to the overdue work `ref` and asks to take it as done."""
    await pilot.press(*["down"] * refs(app, "overdue").index(ref), "d")
    await until(pilot, lambda: len(app.screen_stack) == 2)


def test_done_with_evidence(office):
    async def scenario(app, pilot):
        await asked(app, pilot, "2")
        assert "Take 2 as done on 2026-03-15? Paint the shelters" in text_of(app)
        await pilot.press(*"photo", "enter")
        await until(pilot, lambda: refs(app, "overdue") == ["1.1", "1"])
        assert told(app).startswith("2 is recorded as done")

    on_board(scenario)
    done = project(office, 2)
    assert (done["state"], done["done"], done["evidence"]) == ("done", "2026-03-15", "photo")
    assert "tester" in office("history").out and office("check").status == 0


def test_done_is_asked_and_no_is_no(office):
    async def scenario(app, pilot):
        await asked(app, pilot, "2")
        await pilot.press("x", "escape")
        await until(pilot, lambda: told(app) == "Nothing was recorded.")

    on_board(scenario)
    assert project(office, 2)["state"] == "planned"


def test_the_last_milestone_says_that_the_project_can_be_closed(office):
    async def scenario(app, pilot):
        await asked(app, pilot, "1.1")
        await pilot.press("enter")
        await until(pilot, lambda: "1.1 is recorded" in told(app))
        assert told(app).endswith("All milestones of 1 are done. `reform done 1` closes it.")

    on_board(scenario)


def test_open_milestones_refuse(office):
    async def scenario(app, pilot):
        await pilot.press("down", "down", "d")
        await until(pilot, lambda: "1 milestone of 1 is still open: 1.1." in told(app))
        assert len(app.screen_stack) == 1

    on_board(scenario)
    assert project(office, 1)["state"] == "planned"


def test_an_entry_of_another_in_between_is_a_conflict(office):
    async def scenario(app, pilot):
        await asked(app, pilot, "2")
        reform_elsewhere("edit", "2", "--title", "Paint the benches")
        await pilot.press("enter")
        await until(pilot, lambda: told(app) == "2 has changed in the meantime; nothing was written. Try again.")
        await until(pilot, lambda: "Paint the benches" in rows(app, "overdue")[1][2])

    on_board(scenario)
    assert project(office, 2)["state"] == "planned"


def test_a_locked_ledger_is_told(office, home, monkeypatch):
    monkeypatch.setenv("REFORM_WAIT", "0")

    async def scenario(app, pilot):
        await asked(app, pilot, "2")
        other = sqlite3.connect(home / "ledger.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("enter")
        await until(pilot, lambda: "The ledger is locked." in told(app))
        other.execute("ROLLBACK")
        other.close()
        await pilot.press("d")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: told(app).startswith("2 is recorded"))

    on_board(scenario)


def test_idle_it_holds_no_lock(office, home):
    async def scenario(app, pilot):
        other = sqlite3.connect(home / "ledger.db", isolation_level=None, timeout=0)
        other.execute("BEGIN EXCLUSIVE")
        other.execute("ROLLBACK")
        other.close()

    on_board(scenario)


def test_it_follows_the_ledger_and_keeps_cursor_and_filter(office):
    async def scenario(app, pilot):
        await pilot.press("slash", *"transport", "enter", "down", "down")
        assert app.focused.id == "overdue" and app.focused.current() == "1"
        reform_elsewhere("add", "Mend the bridge", "--lead", "Transport", "--due", "2026-02-01")
        await until(pilot, lambda: refs(app, "overdue") == ["7", "1.1", "2", "1"])
        assert app.focused.current() == "1" and app.query_one("#filter").value == "transport"
        assert refs(app, "due") == [""]

    on_board(scenario)


def test_it_follows_the_day(office, monkeypatch):
    async def scenario(app, pilot):
        monkeypatch.setenv("REFORM_TODAY", "2026-03-16")
        await until(pilot, lambda: refs(app, "overdue") == ["1.1", "2", "1", "3"])
        assert "2026-03-16" in text_of(app)

    on_board(scenario)


def test_it_outlives_a_ledger_that_goes_away(office, home):
    async def scenario(app, pilot):
        (home / "ledger.db").rename(home / "away.db")
        await until(pilot, lambda: "There is no ledger here." in told(app))
        assert refs(app, "overdue") == ["1.1", "2", "1"]
        await pilot.press("enter")
        assert len(app.screen_stack) == 1
        (home / "away.db").rename(home / "ledger.db")
        await pilot.press("escape")
        await until(pilot, lambda: told(app) == "")

    on_board(scenario)


def test_a_fault_of_its_own_is_one_line(office):
    code = """
import sys
from reformcli import cli
from reformcli.board.app import BoardApp
from reformcli.commands.board import LedgerSource
LedgerSource.changed = lambda self: 1 / 0
BoardApp.run_async = lambda self, run=BoardApp.run_async, **options: run(self, headless=True, size=(80, 24))
sys.stdin.isatty = sys.stdout.isatty = sys.stderr.isatty = lambda: True
sys.exit(cli.main(["board"]))
"""
    environ = {**os.environ, "TERM": "xterm-256color"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, check=False)
    assert done.returncode == 1 and b"division by zero" in done.stderr and b"Traceback" not in done.stderr


HOSTILE = "[red]x[/red] [@click=app.quit]y[/] [[z"


def test_what_is_stored_is_never_markup(reform, home):
    reform("add", HOSTILE, "--lead", "[b]Unit[/b]", "--group", "[i]Group[/i]", "--due", "2026-03-01")
    reform("add", "plain", "--due", "2026-03-02")
    file = sqlite3.connect(home / "ledger.db", isolation_level=None)
    file.execute("UPDATE projects SET title = ? WHERE number = 2", ("\x1b[31mred\x07",))
    file.close()

    async def scenario(app, pilot):
        assert rows(app, "overdue")[0][2:4] == [HOSTILE, "[b]Unit[/b]"]
        assert rows(app, "overdue")[1][2] == r"\x1b[31mred\x07"
        assert rows(app, "lights")[1][0] == "[i]Group[/i]"
        assert HOSTILE in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen_stack) == 2 and HOSTILE in text_of(app))
        await pilot.press("escape", "d")
        await until(pilot, lambda: len(app.screen_stack) == 2 and HOSTILE in text_of(app))
        await pilot.press("escape", "slash", *(["left_square_bracket"] * 2), "z", "q", "enter")
        assert "Nothing here has [[zq in it." in text_of(app)

    on_board(scenario, size=(160, 40))


def test_without_colour_bars_can_be_told_apart(office, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    async def scenario(app, pilot):
        assert len(set(rows(app, "lights")[0][7])) == 4

    on_board(scenario)


@pytest.fixture
def seeded(reform, monkeypatch):
    """A sample ledger on a day of its year, read at a fixed time of day."""

    def load(seed, today, language):
        monkeypatch.setenv("REFORM_TODAY", today)
        monkeypatch.setenv("REFORM_LANG", language)
        assert main(["import", str(SEEDS / seed), "--new-owner", "-q"]) == 0
        monkeypatch.setattr(Context, "now", datetime(2026, 6, 30, 9, 0))
        # What the terminal of the person who runs the tests can do must not show in the pictures.
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.delenv("COLORTERM", raising=False)

    return load


SAMPLES = {"en": ("delivery-unit", "2026-06-30"), "zh": ("hongan-2020", "2020-11-22")}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_everything_fits(seeded, language):
    """Columns fit their panes, and a row is as high as what stands in it, whatever the terminal is resized to."""
    seeded(*SAMPLES[language], language)

    async def scenario(app, pilot):
        for size in ((80, 24), (120, 40), (200, 60), (40, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            for pane in app.query(Pane):
                assert pane.virtual_size.width <= pane.size.width or size[0] < 80
                for row in pane.ordered_rows:
                    for column, cell in zip(pane.ordered_columns, pane.get_row(row.key), strict=True):
                        wrapped = cell.wrap(app.console, column.width)
                        assert len(wrapped) <= row.height
                        assert all(width(line.plain) <= column.width for line in wrapped)

    on_board(scenario)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_it_looks_as_it_did(seeded, snap_compare, language, size):
    seeded(*SAMPLES[language], language)
    source = source_of()
    assert snap_compare(BoardApp(source, source.read()), terminal_size=size)


def test_names_wrap_between_words():
    columns = [LIGHT_COLUMNS[0], LIGHT_COLUMNS[0]._replace(key="lead", main=False)]
    texts = [["Title", "A title of some length that wraps"], ["Lead unit", "Department of Transportation"]]
    widths = fitted(columns, texts, 40)
    assert sum(widths) == 40 and widths[1] >= len("Transportation")
    assert fitted(columns, texts, 80) == [33, 28]


def test_long_lists_end_with_how_many_more_there_are(office):
    table = source_of().read().panes("").overdue
    row = next(iter(table.rows))
    drawing = drawn(table._replace(rows=[row] * 1000), 80, colour=True)
    assert len(drawing.rows) == 301 and drawing.rows[-1][2].plain == "… and 700 more." and drawing.keys[-1] is None
