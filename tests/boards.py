"""Boards for tests: an office's ledger, a board on it that is worked by keys, what it shows."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reformcli.board.app import BoardApp
from reformcli.board.pane import Pane
from reformcli.commands.board import LedgerSource
from reformcli.settings import Settings
from reformcli.shell.run import Choices, Context

ROOT = Path(__file__).resolve().parents[1]


def open_office(reform):
    """A ledger on 2026-03-15: three overdue, one due today, one soon, one done."""
    bus = ("--group", "Transport Group", "--lead", "Transport", "--leader", "Deputy Mayor")
    reform("add", "Open the new bus station", *bus, "--due", "2026-03-01")
    reform("add", "Sign the contract", "--to", "1", "--due", "2026-02-15")
    reform("add", "Paint the shelters", *bus, "--due", "2026-02-20")
    reform("add", "Register of all clinics", "--group", "Health Group", "--lead", "Health", "--due", "2026-03-15")
    reform("add", "Clinic opening hours", "--group", "Health Group", "--lead", "Health", "--due", "2026-03-20")
    reform("add", "Nobody's archive", "--due", "2026-12-31")
    reform("add", "Count the trees", "--group", "Health Group", "--due", "2026-12-31")
    reform("done", "6")
    return reform


def source_of(**filters):
    return LedgerSource(Context(Settings(os.environ), Choices(filters=filters), os.environ), {})


def on_board(scenario, *, size=(120, 40), source=None):
    """Runs `scenario(app, pilot)` on a board of a size in cells."""

    async def run():
        shown = source or source_of()
        app = BoardApp(shown, shown.read())
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await scenario(app, pilot)
        assert app.fault is None

    asyncio.run(run())


async def until(pilot, condition):
    """Waits for what another thread or process brings about."""
    for _ in range(200):
        await pilot.pause(0.05)
        if condition():
            return
    pytest.fail("it never happened")


def rows(app, pane):
    """The cells of a pane as they are read."""
    table = app.screen_stack[0].query_one(f"#{pane}", Pane)
    return [[cell.plain for cell in table.get_row_at(at)] for at in range(table.row_count)]


def refs(app, pane):
    return [row[1] for row in rows(app, pane)]


def told(app):
    shown = app.screen_stack[0].query_one("#told")
    return str(shown.content) if shown.display else ""


def text_of(app):
    """Everything on the screen, wrapped as it is."""
    svg = app.export_screenshot()
    return "".join(re.findall(r"<text[^>]*>([^<]*)<", svg)).replace("&#160;", " ").replace("&#x27;", "'")


def reform_elsewhere(*argv):
    subprocess.run([sys.executable, "-m", "reformcli", *argv], cwd=ROOT, check=True, capture_output=True)
