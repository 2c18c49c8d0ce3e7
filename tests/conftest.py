"""Fixtures: a ledger of its own for each test, and the program run in this process as `main(argv)`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from reformcli import i18n
from reformcli.cli import main

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("steady")

TODAY = "2026-03-15"


class Run(NamedTuple):
    """What one run of the program gave."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> Any:
        """The answer, which must be JSON."""
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def english() -> None:
    """Each test begins in English, whatever a test before it has set."""
    i18n.use(i18n.DEFAULT)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that knows nothing of the machine: no settings, no ledger, English, a fixed today."""
    locale = ("LANG", "LC_ALL", "LC_MESSAGES", "LC_TIME")
    for name in (*locale, "NO_COLOR", "COLUMNS", "REFORM_SETTINGS", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("REFORM_LANG", "en")
    monkeypatch.setenv("REFORM_TODAY", TODAY)
    monkeypatch.setenv("REFORM_ACTOR", "tester")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs the program and gives its status and both streams."""

    def run(*argv: object) -> Run:
        capsys.readouterr()
        status = main([str(one) for one in argv])
        return Run(status, *capsys.readouterr())

    return run


def load_rules(reform: Callable[..., Run], text: str, valid_from: str = "2000-01-01") -> None:
    """Let the rules of `text` count from a day on, in the place of those of that day."""
    Path("rules.toml").write_text(text, encoding="utf-8")
    reform("rules", "remove", valid_from)
    loaded = reform("rules", "load", "rules.toml", "--valid-from", valid_from)
    assert loaded.status == 0, loaded.err


def cap_of_visits(cap: int) -> str:
    """Rules by which a unit may receive so many visits in a quarter, its days as they are by default."""
    return f"[visits]\nred = 14\nyellow = 30\ngreen = 90\nblue = 180\ncap = {cap}\n"


@pytest.fixture
def reform(run: Callable[..., Run], home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Runs the program on a ledger that is there already."""
    monkeypatch.setenv("REFORM_DB", str(home / "ledger.db"))
    assert run("init").status == 0
    return run


@pytest.fixture
def load(reform: Callable[..., Run], home: Path) -> Callable[..., Run]:
    """Loads a text as rules from 2026-03-01 on, or another day."""

    def load(text: str, *argv: object, valid_from: str = "2026-03-01") -> Run:
        (home / "office.toml").write_text(text, encoding="utf-8")
        return reform("rules", "load", "office.toml", "--valid-from", valid_from, *argv)

    return load
