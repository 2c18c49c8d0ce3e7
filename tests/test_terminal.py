"""The program on a terminal: what it asks, how it draws, that it fits."""

import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def on_terminal(*argv, answers="", prompt="[y/N]", columns=80, **environ):
    """Runs the program on a terminal of its own and types `answers`, a line for each question: status and screen."""
    reader, terminal = pty.openpty()
    env = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color", **environ}
    running = subprocess.Popen(
        [sys.executable, "-m", "reformcli", *map(str, argv)],
        cwd=ROOT,
        env=env,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    screen, answered, waiting = b"", 0, list(answers)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            got = os.read(reader, 1 << 16)
        except OSError:
            break
        if not got:
            break
        screen += got
        if waiting and prompt.encode() in screen[answered:] and screen.endswith(b" "):
            answered = len(screen)
            os.write(reader, f"{waiting.pop(0)}\n".encode())
    os.close(reader)
    return running.wait(), screen.decode().replace("\r\n", "\n")


@pytest.fixture
def office(reform):
    reform("add", "推进县域医共体改革", "--lead", "县卫健局", "--leader", "副县长", "--due", "2026-01-31")
    return reform


@pytest.mark.parametrize(("answer", "status", "added"), [("y", 0, 2), ("n", 1, 1)])
def test_a_near_miss_is_asked_about(office, answer, status, added):
    got, screen = on_terminal("add", "乙", "--lead", "卫健局", answers=answer)
    assert "There is no owner 卫健局, but 县卫健局." in screen
    assert got == status and len(office("export", "projects", "--json").rows) == added


def test_a_question_in_chinese_says_what_to_type(office):
    got, screen = on_terminal("undo", answers=[""], prompt="直接回车为否）", REFORM_LANG="zh")
    assert got == 0 and "（输入 y 为是，直接回车为否）" in screen and "[y/N]" not in screen
    assert len(office("export", "projects", "--json").rows) == 1


@pytest.mark.parametrize(("answer", "due"), [("y", "2026-12-31"), ("n", "2026-11-30")])
def test_the_ambiguous_is_asked_about(office, answer, due):
    got, screen = on_terminal("add", "乙", "--due", "12月前", answers=answer)
    assert got == 0 and "could also mean 2026-12-31" in screen
    assert office("export", "projects", "--json").rows[1]["due"] == due


def test_no_input_asks_nothing(office):
    got, screen = on_terminal("add", "乙", "--lead", "卫健局", "--no-input")
    assert got == 1 and "[y/N]" not in screen


def test_undo_is_asked_about(office):
    assert on_terminal("undo", answers="n")[0] == 0
    assert len(office("export", "projects", "--json").rows) == 1
    assert on_terminal("undo", answers="y")[0] == 0
    assert office("export", "projects", "--json").rows == []


def test_tables_are_drawn_and_coloured(office):
    _status, screen = on_terminal("list")
    assert "─" in screen and "\x1b[1;31mred" in screen


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_refused(office, environ):
    _status, screen = on_terminal("list", **environ)
    assert "\x1b[" not in screen.replace("\x1b[0m", "") and "red" in screen


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_what_is_drawn_fits_and_says_the_same(office, columns, lang):
    from reformcli.output.texts import width

    _status, screen = on_terminal("overdue", columns=columns, REFORM_LANG=lang)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
    assert max(width(line.rstrip()) for line in plain.splitlines()) <= columns
    for word in ("县卫健局", "副县长", "2026-01-31", "43"):
        assert word in plain.replace("\n", "")


def test_help_fits_80_cells_in_both_languages(office):
    from reformcli.output.texts import width

    for lang in ("en", "zh"):
        for words in ([], ["add"], ["overdue"], ["owner"], ["owner", "handover"]):
            _status, screen = on_terminal(*words, "--help", REFORM_LANG=lang)
            long = [line for line in screen.splitlines() if width(line) > 80 and "$ reform" not in line]
            assert long == [], (lang, words)


def test_a_long_import_shows_how_far_it_is(office, home):
    rows = "".join(f"{'推进县域医共体改革' * 5}第{n}项\n" for n in range(12_000))
    (home / "long.csv").write_text(f"title\n{rows}")
    status, screen = on_terminal("import", home / "long.csv", "--new-owner")
    assert status == 0 and "%" in screen and "Reading" in screen
    assert "%" not in office("import", home / "long.csv").err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_items_stand_below_their_document_and_take_few_lines(office, lang):
    document = "中共黄冈市委全面深化改革委员会2026年工作要点"
    units = "牵头单位：县卫健局；责任单位：县医保局、县人社局"
    for n in range(4):
        words = ("--item", str(n + 1), "--unit", units, "--due", "9月底前", "--plan", "2026")
        office("assignment", "add", f"深化县域医共体改革推进分级诊疗体系建设{n}", "--document", document, *words)
    for columns in (80, 120):
        _status, screen = on_terminal("assignment", "list", "--lang", lang, columns=columns)
        assert screen.count(document) == 1 and len(screen.splitlines()) <= 3 + 4 * 4 + 2
        told = re.sub(r"\x1b\[[0-9;]*m|\s", "", screen)
        assert told.count("9月底前") == told.count("2026-09-30") == told.count("牵头单位：县卫健局；") == 4
        assert ("Noprojectisnamedfor4of4items." if lang == "en" else "4个事项中，4个没有对应项目。") in told


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("report", "lesser"), [("ladder", "command"), ("reporting", "reminder"), ("visit plan", "why")]
)
def test_what_has_no_place_in_a_row_stands_below_it_in_full_width(office, report, lesser, lang):
    from reformcli.output.texts import width

    office("add", "全县域医疗机构信息系统互联互通和检查检验结果互认", "--to", "1", "--due", "2026-01-20")
    rows = office(*report.split(), "--json", "--lang", lang).rows
    assert rows and all(row[lesser] for row in rows)
    for columns in (60, 80):
        _status, screen = on_terminal(*report.split(), columns=columns, REFORM_LANG=lang)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
        assert max(width(line.rstrip()) for line in plain.splitlines()) <= columns
        squeezed = re.sub(r"\s", "", plain)
        assert all(re.sub(r"\s", "", row[lesser]) in squeezed for row in rows)
        assert len(plain.splitlines()) <= 3 + 5 * len(rows) + 3
