"""What `-o` may take the place of: unasked only what is ours."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from reformcli import output
from tests.test_terminal import on_terminal

ROOT = Path(__file__).resolve().parents[1]
ENDINGS = sorted(kind.endings[0] for kind in output.FORMATS.values())


@pytest.fixture
def office(reform):
    reform("add", "甲", "--due", "2026-01-31", "--lead", "甲局")
    return reform


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_report_replaces_itself_on_another_day(office, home, ending):
    target = home / f"overdue{ending}"
    assert office("overdue", "-o", target, "--today", "2026-03-01").status == 0
    before = target.read_bytes()
    assert office("overdue", "-o", target, "--today", "2026-04-02").status == 0
    # A calendar holds no days late; every other answer differs by them.
    assert ending == ".ics" or target.read_bytes() != before


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "content", [b"ref,titles\n1,mine\n", b'[\n  {"mine": 1}\n]\n', b"# Mine\n", b"PK\x03\x04mine", b"x"]
)
def test_what_is_not_ours_stays_unless_told(office, home, ending, content):
    target = home / f"overdue{ending}"
    target.write_bytes(content)
    refused = office("overdue", "-o", target)
    assert refused.status == 2 and "is there, and is not this answer." in refused.err and "--yes" in refused.err
    assert target.read_bytes() == content
    assert office("overdue", "-o", target, "--yes").status == 0 and target.read_bytes() != content
    assert office("overdue", "-o", target).status == 0


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".json", ".ndjson"])
def test_another_report_is_not_this_answer(office, home, ending):
    target = home / f"answer{ending}"
    office("overdue", "-o", target)
    assert office("list", "-o", target).status == 2
    assert office("overdue", "-o", target).status == 0


def test_headings_in_any_language_and_for_spreadsheets_are_known(office, home):
    office("overdue", "-o", "a.csv", "--labels", "--lang", "zh", "--excel")
    assert office("overdue", "-o", "a.csv", "--labels", "--lang", "en").status == 0
    assert office("overdue", "-o", "a.csv").status == 0


def test_an_office_s_own_workbook_stays(office, home):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["改革事项", "牵头单位"])
    book.save(home / "2026改革任务台账.xlsx")
    before = (home / "2026改革任务台账.xlsx").read_bytes()
    assert office("list", "-o", "2026改革任务台账.xlsx").status == 2
    assert (home / "2026改革任务台账.xlsx").read_bytes() == before
    office("list", "-o", "list.xlsx")
    with ZipFile(home / "list.xlsx") as ours:
        assert b"<cp:keywords>reform</cp:keywords>" in ours.read("docProps/core.xml")


def test_nothing_is_recorded_before_the_file_is_free(office, home):
    (home / "mine.csv").write_text("mine\n")
    before = office("export", "--json").out
    for argv in (
        ("add", "乙"),
        ("done", "1"),
        ("note", "1", "x"),
        ("owner", "handover", "甲局", "乙局"),
        ("import", "new.csv"),
    ):
        (home / "new.csv").write_text("title\n丙\n")
        refused = office(*argv, "-o", "mine.csv")
        assert refused.status == 2 and refused.out == "", argv
    assert (home / "mine.csv").read_text() == "mine\n" and office("export", "--json").out == before
    for _twice in range(2):
        assert office("note", "1", "x", "-o", "written.csv").status == 0
        assert office("import", "new.csv", "-o", "imported.csv").status == 0
    assert office("add", "乙", "-o", "mine.csv", "--yes").status == 0


def test_a_person_is_asked(office, home):
    (home / "mine.csv").write_text("mine\n")
    status, screen = on_terminal("list", "-o", home / "mine.csv", answers="n")
    assert status == 1 and "stays as it is" in screen and (home / "mine.csv").read_text() == "mine\n"
    status, _screen = on_terminal("list", "-o", home / "mine.csv", answers="y")
    assert status == 0 and (home / "mine.csv").read_text().startswith("ref,")


def test_whole_exports(office, home):
    for target in ("all.json", "all.ndjson", "copy"):
        for _twice in range(2):
            assert office("export", "-o", target).status == 0
    (home / "all.json").write_text(json.dumps({"mine": 1}))
    (home / "copy" / "projects.csv").write_text("mine\n")
    (home / "copy" / "other.csv").write_text("mine\n")
    for target in ("all.json", "copy"):
        assert office("export", "-o", target).status == 2
        assert office("export", "-o", target, "--yes").status == 0
    assert (home / "copy" / "other.csv").read_text() == "mine\n"


def test_devices_and_empty_files_are_written_into(office, home):
    (home / "empty.csv").touch()
    assert office("list", "-o", "empty.csv").status == 0
    assert office("list", "--csv", "-o", "/dev/null").status == 0
    assert not Path("/dev/null").is_file()
    os.mkfifo(home / "pipe.csv")
    with subprocess.Popen(["cat", home / "pipe.csv"], stdout=subprocess.PIPE) as reader:
        command = [sys.executable, "-m", "reformcli", "list", "-o", str(home / "pipe.csv")]
        assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
        assert reader.stdout is not None and reader.stdout.read().startswith(b"ref,")
