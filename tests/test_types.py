"""Types to the edge: a typo in what the ledger gives, or in what a change holds, is an error before anything runs."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_type_hints

from reformcli.model.work import WORK_DAYS, Work

ROOT = Path(__file__).resolve().parents[1]

SOUND = """
from collections.abc import Iterable

from reformcli.model.change import Change
from reformcli.model.duty import Duty
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.noun import noun_for, noun_of
from reformcli.model.project import Project
from reformcli.model.visit import Visit


def read(ledger: Ledger, changes: Iterable[Change[Thing]], duties: Iterable[Change[Duty]]) -> None:
    for project in ledger.find(Project, plan=2026):
        print(project.title)
    print(ledger.get_of(Visit, 12).held_by)
    print(next(ledger.find(Matter)).relapse_of)
    for duty in duties:
        print(duty.thing.role, duty.after.role if duty.after else None)
    for change in changes:
        if isinstance(change.after, Matter):
            print(change.after.raised_by)
    print(noun_for(Matter).type().supporting)
    print(noun_of(Matter()).type().kind)
"""

TYPOS = (
    ("project.title", "project.titel"),
    ("ledger.get_of(Visit, 12).held_by", "ledger.get_of(Visit, 12).heldby"),
    ("next(ledger.find(Matter)).relapse_of", "next(ledger.find(Matter)).relapse"),
    ("duty.thing.role", "duty.thing.rolle"),
    ("duty.after.role if", "duty.after.rolle if"),
    ("duty.after.role if duty.after else None", "duty.after.role"),
    ("isinstance(change.after, Matter)", "change.after"),
    ("change.after.raised_by", "change.after.raisedby"),
    ("noun_for(Matter).type().supporting", "noun_for(Matter).type().suporting"),
    ("noun_of(Matter()).type().kind", "noun_of(Matter()).type().kinds"),
)
"""What is sound, and the slip that takes its place."""


def errors(folder: Path, sources: list[str]) -> dict[int, list[str]]:
    """What mypy says of each source, by its place in the list."""
    files = [folder / f"planted{place}.py" for place in range(len(sources))]
    for file, source in zip(files, sources, strict=True):
        file.write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    said: dict[int, list[str]] = {place: [] for place in range(len(sources))}
    for line in done.stdout.splitlines():
        for place, file in enumerate(files):
            # By its name alone: what mypy remembers of a file with the same words in it, it tells of the other place.
            if f"{file.name}:" in line and ": error: " in line:
                said[place].append(line)
    return said


def test_typos_in_what_find_returns_and_what_changes_hold_are_errors(tmp_path):
    planted = [SOUND.replace(sound, slip, 1) for sound, slip in TYPOS]
    assert all(source != SOUND for source in planted)
    said = errors(tmp_path, [SOUND, *planted])
    assert said[0] == []
    assert [slip for place, (_sound, slip) in enumerate(TYPOS, 1) if not said[place]] == []


def test_the_days_of_work_are_those_that_are_declared_as_days():
    assert {key for key, kind in get_type_hints(Work).items() if kind == date | None} == set(WORK_DAYS)
