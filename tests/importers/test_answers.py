"""What an import asks on a terminal, one key a question, and what comes of the answers."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.importers.books import answering, book, rows_of

ROOT = Path(__file__).parents[2]


def on_terminal(*argv, keys, language="en", width=200):
    """Runs the program on a terminal of its own and types a key for each question: status, screen, keys not used."""
    reader, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    running = subprocess.Popen(
        [sys.executable, "-m", "reformcli", *map(str, argv)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(width), "TERM": "xterm-256color", "REFORM_LANG": language},
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
        if waiting and screen.rstrip().endswith((b"]", b"?", "？".encode())):
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


MONTHLY = (
    "县管校聘,农业农村局,05/04/2026,在批",
    "农村宅基地改革,县卫健局,06/04/2026,在批",
    "医共体改革,县卫健局,2026-10-30,进行中",
    "国企改革,县国资局,2025-26,进行中",
)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_next_month_nothing_is_asked(office, home, language):
    office("add", "医共体改革", "--lead", "县卫健局", "--due", "2026-12-31")
    path = listed(home, "改革台账3月.csv", *MONTHLY)
    # Day first; under way; the same title; the same unit; the other end of the year; both lead; keep two dates and the
    # answers.
    keys = ["1", "2", "1", "1", "2", "1", "1", "1", "1"]
    status, screen, waiting = on_terminal("import", path, keys=keys, language=language, width=80)
    assert status == 0 and waiting == [], screen
    assert (home / "config/reform/import-maps/改革台账.toml").exists() or "改革台账.toml" in screen
    path = listed(home, "改革台账4月.csv", *MONTHLY, "投融资改革,农业农村局,07/08/2026,在批")
    status, screen, _waiting = on_terminal("import", path, keys=[], language=language, width=80)
    assert status == 0 and "[1]" not in screen, screen
    projects = {row["title"]: (row["due"], row["state"]) for row in rows_of(office, "projects")}
    assert projects == {
        "县管校聘改革": ("2026-09-30", "started"),
        "医共体改革": ("2026-12-31", "started"),
        "农村宅基地改革": ("2026-04-06", "started"),
        "国企改革": ("2026-03-31", "started"),
        "投融资改革": ("2026-08-07", "started"),
    }
    assert rows_of(office, "extensions") == []


@pytest.mark.parametrize(
    ("keys", "due", "extensions"),
    [
        (["1", "2"], "2026-09-30", []),
        (["2", "清产核资", "县委改革委"], "2026-11-30", [("2026-11-30", "清产核资", "县委改革委")]),
        (["2", "", "2"], "2026-09-30", []),
        (["3"], "2026-09-30", []),
    ],
)
def test_a_date_that_is_held_back_is_a_question(office, home, keys, due, extensions):
    path = listed(home, "三月.csv", "县管校聘改革,县卫健局,2026-11-30,已完成", "乙事,县卫健局,2026-06-01,进行中")
    status, screen, waiting = on_terminal("import", path, keys=keys)
    assert status == 0 and waiting == [], screen
    first = rows_of(office, "projects")[0]
    assert (first["due"], first["state"]) == (due, "planned" if keys == ["3"] else "done")
    made = [(row["due_to"], row["reason"], row["approver"]) for row in rows_of(office, "extensions")]
    assert made == extensions


def test_a_row_that_is_skipped_leaves_its_parts_out(office, home):
    path = home / "分解.csv"
    path.write_text(
        "事项,举措,责任单位,完成时限\n县管校聘,制定方案,县卫健局,2026-03-31\n,出台细则,县卫健局,2026-06-30\n"
        "乙事,摸底,县卫健局,2026-06-01\n,验收,县卫健局,2026-09-01\n",
        encoding="utf-8",
    )
    status, screen, _waiting = on_terminal("import", path, keys=["3"])
    assert status == 0, screen
    assert [row["title"] for row in rows_of(office, "projects")] == ["县管校聘改革", "乙事"]
    assert {row["project"] for row in rows_of(office, "milestones")} == {2}


def test_zero_takes_the_rest_as_proposed(office, home):
    path = listed(
        home,
        "三月.csv",
        *(
            f"{name}事,县卫健局,{year}-{year - 1999},进行中"
            for year, name in ((2025, "甲"), (2026, "乙"), (2027, "丙"))
        ),
    )
    status, screen, waiting = on_terminal("import", path, keys=["2", "0", "2"])
    assert status == 0 and waiting == [], screen
    assert [row["due"] for row in rows_of(office, "projects")][1:] == ["2026-03-31", "2027-12-31", "2028-12-31"]


def test_a_name_in_a_field_is_asked_about_too(office, home):
    path = home / "问题.csv"
    path.write_text("问题,整改责任单位,整改时限\n台账不全,农业农村局,2026-06-30\n", encoding="utf-8")
    status, screen, waiting = on_terminal("import", path, keys=["1"])
    assert status == 0 and waiting == [], screen
    assert rows_of(office, "matters")[0]["owner"] == "县农业农村局"
    owner = next(row for row in rows_of(office, "owners") if row["name"] == "县农业农村局")
    assert owner["other_names"] == ["农业农村局"]


def test_a_row_that_cannot_be_taken_is_told_before_anything_is_asked_of_rows(office, home):
    path = home / "督查.csv"
    rows = ("督查时间,被督查单位,发现问题", "2026-01-05,农业农村局,台账不全", "时间不详,县卫健局,进度滞后")
    path.write_text("\n".join(rows), encoding="utf-8")
    status, screen, waiting = on_terminal("import", path, keys=["2"])
    assert status != 0 and waiting == ["2"] and "--accept-partial" in screen, screen
    status, screen, waiting = on_terminal("import", path, "--accept-partial", "--rest", home / "余.csv", keys=["2"])
    assert status == 0 and waiting == [], screen
    assert len(rows_of(office, "visits")) == 1 and "农业农村局" in {row["name"] for row in rows_of(office, "owners")}


def test_a_column_of_many_strange_words_is_one_question(office, home):
    words = (
        "县里开过会",
        "等省里批",
        "乡镇有意见",
        "先放一放看",
        "材料报上去了",
        "领导不同意",
        "再论证论证",
        "专家看过",
        "初稿写好了",
    )
    states = (*words, *["进行中", "未启动"] * 6)
    path = listed(home, "三月.csv", *(f"{n}号事,县卫健局,2026-06-{n + 10},{word}" for n, word in enumerate(states)))
    status, screen, waiting = on_terminal("import", path, keys=["2", "2"])
    assert status == 0 and waiting == [], screen
    assert screen.count("What is column D") == 1 and "How far" not in screen
    assert [row["text"] for row in rows_of(office, "notes")][: len(words)] == list(words)


def test_hidden_rows_are_one_question_and_skipped_together(office, home):
    rows = [[f"{name}号事", "县卫健局", "2026-06-30"] for name in "甲乙丙"]
    path = book(home / "a.xlsx", {"台账": [["事项", "责任单位", "完成时限"], *rows]})
    made = load_workbook(path)
    for row in (2, 4):
        made["台账"].row_dimensions[row].hidden = True
    made.save(path)
    status, screen, waiting = on_terminal("import", path, keys=["2"])
    assert status == 0 and waiting == [] and "skip these rows" in screen, screen
    assert [row["title"] for row in rows_of(office, "projects")] == ["县管校聘改革", "乙号事"]


def test_an_owner_keeps_the_other_names_that_it_has(office, home):
    office("owner", "edit", "县农业农村局", "--other-names", "农林局")
    path = listed(home, "近.csv", "甲事,农业农村局,2026-05-01,进行中")
    assert on_terminal("import", path, keys=["1"])[0] == 0
    owner = next(row for row in rows_of(office, "owners") if row["name"] == "县农业农村局")
    assert owner["other_names"] == ["农林局", "农业农村局"]


def test_answers_are_for_lists_of_their_kind_alone(office, home):
    path = listed(home, "三月.csv", "甲事,县卫健局,2026-05-01,在批")
    assert on_terminal("import", path, keys=["2", "1"])[0] == 0
    other = home / "另.csv"
    other.write_text("任务,主办单位,办理期限,状态\n乙事,县卫健局,2026-06-01,在批\n", encoding="utf-8")
    status, screen, waiting = on_terminal("import", other, keys=["3", "2"])
    assert status == 0 and waiting == [] and "How far" in screen, screen


def test_a_date_that_no_approval_would_move_is_not_offered(office, home):
    office("extend", "1", "--to", "2026-12-31", "--reason", "清产核资", "--approved-by", "县委改革委")
    path = listed(home, "旧.csv", "县管校聘改革,县卫健局,2026-09-30,进行中")
    _status, screen, _waiting = on_terminal("import", path, keys=["1", "2"])
    assert "list is an old one" in screen and "was approved: say why" not in screen, screen


def test_a_day_that_is_the_same_either_way_is_not_asked_about(office, home):
    path = listed(home, "三月.csv", "甲事,县卫健局,05/05/2026,进行中")
    status, screen, _waiting = on_terminal("import", path, keys=[])
    assert status == 0 and "comes first" not in screen, screen


TASKS = {
    "en": (
        "No,Task,Owner,Support,Due date,Status",
        [("Replace the boiler", "Estates", "30 Apr 2026", "Parked"), ("Train staff", "HR", "mid June 2026", "Done")]
        + [(f"Move office {n}", "Policy team", "31 July 2026", "In progress") for n in range(6)],
    ),
    "zh": (
        "序号,任务,责任单位,配合单位,完成时限,进展状态",
        [("更换锅炉", "县住建局", "4月底前", "待议"), ("开展培训", "县人社局", "6月中旬", "已完成")]
        + [(f"搬迁{n}号楼", "县发改局", "三季度", "推进中") for n in "甲乙丙丁戊己"],
    ),
}


@pytest.mark.parametrize("language", TASKS)
def test_what_is_understood_of_eight_tasks_fits_on_a_screen(office, home, language):
    heading, tasks = TASKS[language]
    rows = [f"{n},{task},{who},,{due},{state}" for n, (task, who, due, state) in enumerate(tasks, 1)]
    path = home / "list.csv"
    path.write_text("\n".join((heading, *rows)), encoding="utf-8")
    status, screen, _keys = on_terminal("import", path, "--dry-run", keys=[], language=language, width=80)
    lines = screen.strip().split("\n")
    assert status == 0 and 15 <= len(lines) <= 24, screen
    assert {"en": "Nothing was recorded.", "zh": "未记录任何内容。"}[language] in lines[-1]


def test_every_row_that_cannot_be_taken_is_told_on_a_terminal_too(office, home):
    (home / "own.csv").write_text("title,due\n甲,2026-02-30\n乙,2026-05-01\n丙,4月31日\n", "utf-8")
    status, screen, _keys = on_terminal("import", home / "own.csv", keys=[])
    assert status == 2 and "row 2: Due" in screen and "row 4: Due" in screen and "2 rows cannot be taken" in screen
    assert len(rows_of(office, "projects")) == 1


@pytest.mark.parametrize(("key", "plans"), [("1", [2026, 2025, 2026]), ("2", [2026, 2025])])
def test_a_title_that_is_open_since_another_year(office, home, key, plans):
    office("add", "投融资改革", "--plan", "2025", "--lead", "县卫健局", "--due", "2025-12-31")
    path = home / "年.csv"
    path.write_text("2026年重点改革任务,,\n项目名称,牵头单位,进展状态\n投融资改革,县卫健局,推进中\n", encoding="utf-8")
    status, screen, _waiting = on_terminal("import", path, keys=[key, "2"])
    assert status == 0 and "has this title and is open" in screen, screen
    projects = rows_of(office, "projects")
    assert [row["plan"] for row in projects] == plans
    assert (projects[1]["state"] == "started") is (key == "2")
