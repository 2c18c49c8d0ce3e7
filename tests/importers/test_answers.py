"""What an import asks on a terminal, one key a question, and what comes of the answers."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.books import answering, rows_of

ROOT = Path(__file__).parents[2]


def on_terminal(*argv, keys):
    """Runs the program on a terminal of its own and types a key for each question: status and screen."""
    reader, terminal = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "reformcli", *map(str, argv)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200", "TERM": "xterm-256color"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    screen, waiting = b"", list(keys)
    while select.select([reader], [], [], 20)[0]:
        try:
            got = os.read(reader, 1 << 16)
        except OSError:
            break
        if not got:
            break
        screen += got
        if waiting and screen.rstrip().endswith(b"[1]"):
            os.write(reader, f"{waiting.pop(0)}\n".encode())
    else:
        running.kill()  # it waits for a key that the test does not have
    os.close(reader)
    return running.wait(), screen.decode().replace("\r\n", "\n"), waiting


@pytest.fixture
def office(reform):
    for name in ("县农业农村局", "县卫健局"):
        reform("owner", "add", name)
    reform("add", "县管校聘改革", "--lead", "县卫健局", "--due", "2026-09-30")
    return reform


def listed(home, name, *rows):
    path = home / name
    path.write_text("\n".join(("事项,责任单位,完成时限,状态", *rows)), encoding="utf-8")
    return path


def test_a_word_of_state_is_asked_about_once_and_kept(office, home):
    path = listed(home, "三月.csv", "甲事,县卫健局,2026-05-01,在批", "乙事,县卫健局,2026-06-01,在批")
    status, screen, waiting = on_terminal("import", path, "--save-map", "月报", "--map", "事项=title", keys=["2"])
    assert status == 0 and waiting == [] and screen.count("在批'") == 1, screen
    assert [row["state"] for row in rows_of(office, "projects")][1:] == ["started", "started"]
    path = listed(home, "四月.csv", "丙事,县卫健局,2026-07-01,在批")
    status, screen, waiting = on_terminal("import", path, keys=["5"])
    assert status == 0 and waiting == ["5"], screen
    assert rows_of(office, "projects")[3]["state"] == "started"


@pytest.mark.parametrize(
    ("key", "lead", "names"),
    [("1", ["县农业农村局"], ["农业农村局"]), ("2", ["农业农村局"], []), ("3", None, [])],
)
def test_a_name_close_to_a_known_one(office, home, key, lead, names):
    path = listed(home, "近.csv", "甲事,农业农村局,2026-05-01,进行中", "乙事,县卫健局,2026-06-01,进行中")
    status, screen, _waiting = on_terminal("import", path, keys=[key])
    assert status == 0, screen
    projects = {row["title"]: row["number"] for row in rows_of(office, "projects")}
    assert "乙事" in projects and ("甲事" in projects) == (lead is not None)
    if lead is not None:
        assert answering(office, projects["甲事"], "lead") == lead
    owner = next(row for row in rows_of(office, "owners") if row["name"] == "县农业农村局")
    assert owner["other_names"] == names


@pytest.mark.parametrize(("key", "titles"), [("1", ["县管校聘改革"]), ("2", ["县管校聘改革", "县管校聘"])])
def test_a_title_close_to_that_of_open_work(office, home, key, titles):
    path = listed(home, "近.csv", "县管校聘,县卫健局,2026-09-30,进行中")
    status, screen, _waiting = on_terminal("import", path, keys=[key, "2"])
    assert status == 0, screen
    assert [row["title"] for row in rows_of(office, "projects")] == titles


def test_off_a_terminal_a_title_close_to_that_of_open_work_is_doubted(office, home):
    path = listed(home, "近.csv", "县管校聘,县卫健局,2026-09-30,进行中")
    assert office("import", path, "--strict").status != 0
    taken = office("import", path)
    assert taken.status == 0 and "县管校聘 is nearly the same as 县管校聘改革" in taken.err
