"""Sessions in the documents are run as they stand: `$ reform …` and what it prints, stderr included.

A session is a fenced `console` block after `<!-- session: DAY -->`. `python -m tests.test_sessions` writes the answers
anew; look at the difference before you keep it.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    path for path in (*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")) if "<!-- session:" in path.read_text()
]
_SESSION = re.compile(r"(<!-- session: (\S+)(?: (\w+))? -->\n\n```console\n)(.*?)(```\n)", re.DOTALL)


def answers(commands: list[str], today: str, language: str, folder: Path) -> str:
    """What a shell in `folder` shows for `commands`."""
    environ = {
        "PATH": f"{folder}/bin:{os.environ['PATH']}",
        "HOME": str(folder),
        "REFORM_TODAY": today,
        "REFORM_LANG": language,
        "REFORM_ACTOR": "office",
        "PYTHONPATH": str(ROOT),
    }
    (folder / "bin").mkdir()
    (folder / "bin" / "reform").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m reformcli "$@"\n')
    (folder / "bin" / "reform").chmod(0o700)
    script = "".join(f"printf '%s\\n' {shlex.quote('$ ' + command)}\n{command} 2>&1\n" for command in commands)
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environ, capture_output=True, text=True, check=False)
    return done.stdout


def replayed(text: str) -> str:
    """A page with the answers of its sessions as the program gives them now."""

    def one(found: re.Match[str]) -> str:
        commands = [line[2:] for line in found[4].splitlines() if line.startswith("$ ")]
        with tempfile.TemporaryDirectory() as folder:
            return found[1] + answers(commands, found[2], found[3] or "en", Path(folder)) + found[5]

    return _SESSION.sub(one, text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_sessions_are_true(path):
    text = path.read_text(encoding="utf-8")
    assert replayed(text) == text


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(replayed(page.read_text(encoding="utf-8")), encoding="utf-8")
