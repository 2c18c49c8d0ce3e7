"""The board on terminals of its own: what it leaves behind, whatever ends it, and that it starts whole."""

import fcntl
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from contextlib import suppress

import pytest

from tests.boards import ROOT, open_office


@pytest.fixture
def office(reform):
    return open_office(reform)


def on_terminal(*argv, then, shown=b"Paint the shelters", size=(80, 24)):
    """Runs the program on a terminal of a size in cells, and once it shows `shown` does `then(reader, process)`.

    Gives the status, what was written, and whether the terminal echoes again; what is still there after 60 seconds is
    killed.
    """
    reader, terminal = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "reformcli", *argv],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(size[0]), "LINES": str(size[1])},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    screen, is_done, deadline = b"", False, time.monotonic() + 60
    os.set_blocking(reader, False)
    try:
        while running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
            screen += _read(reader)
            if not is_done and shown in screen:
                is_done = True
                then(reader, running)
        screen += _read(reader)
        echoes = bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
    except termios.error:  # it is gone
        echoes = False
    finally:
        if running.poll() is None:
            running.kill()
        status = running.wait()
        os.close(terminal)
        with suppress(OSError):
            os.close(reader)
    return status, screen.decode(errors="replace"), echoes


def _read(reader):
    try:
        return os.read(reader, 1 << 20)
    except OSError:
        return b""


def pressed(key):
    return lambda reader, running: os.write(reader, key)


def is_given_back(screen):
    return (
        screen.rfind("\x1b[?1049l") > screen.rfind("\x1b[?1049h") >= 0
        and screen.rfind("\x1b[?25h") > screen.rfind("\x1b[?25l") >= 0
    )


@pytest.mark.parametrize("key", [b"q", b"\x03"], ids=["q", "ctrl-c"])
def test_quitting_leaves_the_terminal_as_it_was(office, key):
    status, screen, echoes = on_terminal("board", then=pressed(key))
    assert status == 0 and is_given_back(screen) and echoes
    assert "\x1b[?1000h" not in screen  # the mouse is left to the terminal


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_leaves_the_terminal_as_it_was(office, number, status):
    ended, screen, echoes = on_terminal("board", then=lambda reader, running: running.send_signal(number))
    assert ended == status and is_given_back(screen) and echoes
    assert "Traceback" not in screen and "reform:" not in screen


def test_a_terminal_that_goes_away_ends_it(office):
    status, _screen, _echoes = on_terminal("board", then=lambda reader, running: os.close(reader))
    assert status == 129


def test_lights_show_at_once_on_a_tall_terminal(office):
    status, screen, _echoes = on_terminal("board", then=pressed(b"q"), shown=b"(nobody)", size=(120, 40))
    assert status == 0 and "Health Group" in screen


def test_faults_are_told_before_the_screen_is_taken(office, home):
    status, screen, _echoes = on_terminal("board", "--db", str(home / "none.db"), then=pressed(b"q"))
    assert status == 1 and "There is no ledger here." in screen and "\x1b[?1049h" not in screen


def test_off_a_terminal_it_refuses(office):
    done = subprocess.run([sys.executable, "-m", "reformcli", "board"], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == "reform: The board needs a terminal of its own. Try `reform status`.\n"
