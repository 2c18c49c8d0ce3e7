"""How fast: whole processes, side by side in one run, medians and ratios; what docs/performance.md shows.

    python tests/bench/run.py starts      what a start costs, against `python -c "import typer"` and a bare interpreter
    python tests/bench/run.py finished    the same with 1,000 and with 1,000,000 finished milestones in the file
    python tests/bench/run.py matters     the same with 1,000 and with 1,000,000 matters that are done
    python tests/bench/run.py tables      export and import of many rows, against sqlite3 and sqlite-utils
    python tests/bench/run.py workbooks   import of 100,000 rows of xlsx, against reading them and importing them as CSV
    python tests/bench/run.py scores      the ranks of an office's year and of a hundred times that, against overdue
    python tests/bench/run.py charts      the progress chart of 2,000 projects, against exporting the same rows as JSON
    python tests/bench/run.py phrases     what the longest phrases of one piece again and again cost, and their growth
    python tests/bench/run.py peers       overdue and done at 100, 10,000 and 100,000 tasks, against what is installed

Run it with the interpreter of an environment in which reform is installed and compiled (PYTHONDONTWRITEBYTECODE unset).
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

from reformcli.model.noun import noun

BIN = Path(sys.executable).parent
PYTHON = sys.executable
REFORM = str(BIN / "reform")
TODAY = date(2026, 3, 15)
TURNS = 21

Command = Sequence[str]


def seconds(command: Command, *, output: str | None = None, terminal: bool = False) -> float:
    """How long one run of `command` takes, its output to a file, to a terminal, or nowhere."""
    if terminal:
        return _seconds_on_terminal(command)
    with open(output or os.devnull, "wb") as out:
        start = time.perf_counter()
        subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start


def _seconds_on_terminal(command: Command) -> float:
    reader, terminal = os.openpty()
    start = time.perf_counter()
    running = subprocess.Popen(command, stdout=terminal, stderr=subprocess.DEVNULL)
    os.close(terminal)
    with suppress(OSError):  # which is how the end of a terminal's output shows
        while os.read(reader, 1 << 16):
            pass
    running.wait()
    taken = time.perf_counter() - start
    os.close(reader)
    return taken


def medians(commands: Mapping[str, Command | Callable[[int], Command]], turns: int = TURNS) -> dict[str, float]:
    """Medians of runs taken in turn, so that whatever else the machine does falls on all alike.

    What cannot be done twice is a function of the turn, from 0.
    """
    runs: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(turns + 1):
        for name, command in commands.items():
            taken = command(turn) if callable(command) else command
            runs[name].append(seconds(taken, terminal="(terminal)" in name))
    return {name: statistics.median(taken[1:]) for name, taken in runs.items()}


def report(title: str, taken: dict[str, float], one: str) -> None:
    """Print medians in milliseconds and ratios to `one`."""
    print(f"\n{title}")
    for name, median in taken.items():
        print(f"  {name:42} {median * 1000:10.1f} ms {median / taken[one]:8.2f}")


@contextmanager
def ledger(fill: Callable[[Path], None]) -> Iterator[Path]:
    """A throw-away ledger filled from CSV files that `fill` writes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(REFORM_DB=str(folder / "ledger.db"), REFORM_TODAY=str(TODAY), REFORM_LANG="en")
        os.environ["REFORM_SETTINGS"] = str(folder / "settings.toml")
        (folder / "settings.toml").touch()
        (folder / "in").mkdir()
        fill(folder / "in")
        subprocess.run([REFORM, "init", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            [REFORM, "import", str(folder / "in"), "-q", "--new-owner"], check=True, stdout=subprocess.DEVNULL
        )
        yield folder


def office(folder: Path, projects: int = 103, steps: int = 5, finished: int = 0, matters: int = 0) -> None:
    """An office's year: projects with milestones, one in ten overdue; and milestones or matters finished long ago."""
    with open(folder / "projects.csv", "w") as file:
        file.write("number,title,plan,due,lead,leader,liaison,state,done\n")
        for n in range(1, projects + 1):
            due = TODAY + timedelta(days=n % 200 - 20)
            file.write(
                f"{n},推进县域医共体改革第{n}项,2026,{due},第{n % 30}局,第{n % 18}县长,第{n % 13}联络员,planned,\n"
            )
        if finished:
            file.write(f"{projects + 1},往年项目,2020,2020-12-31,第0局,第0县长,第0联络员,done,2020-12-31\n")
    with open(folder / "milestones.csv", "w") as file:
        file.write("project,number,title,due,state,done\n")
        for n in range(1, projects + 1):
            for step in range(1, steps + 1):
                file.write(f"{n},{step},第{step}步,{TODAY + timedelta(days=(n * step) % 200 - 20)},planned,\n")
        for step in range(1, finished + 1):
            file.write(f"{projects + 1},{step},往年第{step}步,2020-06-30,done,2020-06-{step % 30 + 1:02}\n")

    if matters:
        with open(folder / "matters.csv", "w") as file:
            file.write("number,kind,title,owner,opened,due,state,done\n")
            for n in range(1, 31):
                file.write(f"{n},finding,问题第{n}项,第{n % 30}局,2026-01-05,{TODAY - timedelta(days=n)},planned,\n")
            for n in range(31, matters + 31):
                day = f"2020-{n % 12 + 1:02}-{n % 28 + 1:02}"
                file.write(f"{n},finding,往年问题第{n}项,第{n % 30}局,2019-12-01,2020-12-31,done,{day}\n")


def scored(folder: Path, units: int = 57, projects: int = 103, matters: int = 500) -> None:
    """A year of units: projects with five milestones, half of them past and most of those done, matters, notes."""
    first = date(TODAY.year, 1, 1)
    with open(folder / "projects.csv", "w") as file:
        file.write("number,title,plan,due,lead,group,state\n")
        for n in range(1, projects + 1):
            due = first + timedelta(days=30 + n % 300)
            file.write(f"{n},改革第{n}项,{TODAY.year},{due},第{n % units}局,第{n % 13}小组,started\n")
    with open(folder / "milestones.csv", "w") as file:
        file.write("project,number,title,due,state,done\n")
        for n in range(1, projects + 1):
            for step in range(1, 6):
                due = first + timedelta(days=(n * 7 + step * 20) % (30 + n % 300))
                done = due + timedelta(days=n % 9 - 6)
                finished = done <= TODAY and n % 4
                file.write(
                    f"{n},{step},第{step}步,{due},{'done' if finished else 'started'},{done if finished else ''}\n"
                )
    with open(folder / "matters.csv", "w") as file:
        file.write("number,kind,title,owner,opened,due,state,done\n")
        for n in range(1, matters + 1):
            opened = first + timedelta(days=n % 60)
            due, closed = opened + timedelta(days=30), n % 3 == 0
            state = f"{'done' if closed else 'started'},{min(due, TODAY) if closed else ''}"
            file.write(f"{n},finding,问题第{n}项,第{n % units}局,{opened},{due},{state}\n")
    with open(folder / "notes.csv", "w") as file:
        file.write("about,date,author,text\n")
        for n in range(1, projects + 1):
            file.write(f"{n},{first + timedelta(days=n % 70)},第{n % units}局,进展\n")


def scores() -> None:
    """What ranking units costs, against listing what is overdue on the same ledger."""
    _ranked(57, 103, 500, TURNS)
    _ranked(1_000, 10_000, 500, 5)


def _ranked(units: int, projects: int, matters: int, turns: int) -> None:
    with ledger(lambda folder: scored(folder, units, projects, matters)):
        overdue, rank = ([REFORM, *words, "--csv"] for words in (("overdue",), ("score", "rank")))
        taken = medians({"reform overdue --csv": overdue, "reform score rank --csv": rank}, turns)
        report(
            f"{units:,} units, {projects:,} projects x 5 milestones, {matters} matters", taken, "reform overdue --csv"
        )


def starts() -> None:
    """What a start costs."""
    with ledger(office) as folder:
        bare, floor = "python3 -I -c 'import sqlite3'", "python -c 'import typer'"
        taken = medians(
            {
                bare: [PYTHON, "-I", "-c", "import sqlite3"],
                floor: [PYTHON, "-c", "import typer"],
                "reform overdue (plain)": [REFORM, "overdue"],
                "reform overdue --csv": [REFORM, "overdue", "--csv"],
                "reform overdue (terminal)": [REFORM, "overdue"],
                "reform --help": [REFORM, "--help"],
                "reform status": [REFORM, "status"],
                "reform note 1 x": [REFORM, "note", "1", "x"],
                "reform add x --due 2026-12-31": [REFORM, "add", "x", "--due", "2026-12-31"],
                "reform done N": lambda turn: [REFORM, "done", f"{turn + 1}.1"],
            }
        )
        report(f"Starts, 103 projects x 5 milestones ({folder.name}), to Typer alone", taken, floor)
        report("The same, to a bare interpreter with sqlite3", taken, bare)


def finished() -> None:
    """What a long history costs."""
    _few_and_many("milestones", lambda folder, count: office(folder, finished=count))


def matters() -> None:
    """What matters cost that were done long ago."""
    _few_and_many("matters", lambda folder, count: office(folder, matters=count))


def _few_and_many(what: str, fill: Callable[[Path, int], None]) -> None:
    """Both ledgers side by side, so that the machine's hours fall on both alike."""
    with ledger(lambda folder: fill(folder, 1_000)) as few, ledger(lambda folder: fill(folder, 1_000_000)) as many:
        for words in (("overdue", "--csv"), ("due", "--csv"), ("status", "--csv"), ("done",)):
            commands: dict[str, Callable[[int], Command]] = {
                f"reform {words[0]}, {count} {what} done": _in_turn(words, folder / "ledger.db")
                for count, folder in (("1,000", few), ("1,000,000", many))
            }
            turns = 3 * TURNS if words[0] == "overdue" else TURNS
            report(f"Finished {what}: {words[0]}", medians(commands, turns), next(iter(commands)))


def _in_turn(words: Sequence[str], path: Path) -> Callable[[int], Command]:
    """A command on one ledger; `done` finishes another milestone each turn."""
    return lambda turn: [REFORM, *words, *([f"{turn + 1}.1"] if words == ("done",) else []), "--db", str(path)]


def tables() -> None:
    """What many rows cost."""
    columns = ", ".join(noun("milestone").fields)
    with ledger(lambda folder: office(folder, projects=10, finished=1_000_000)) as folder:
        database = str(folder / "ledger.db")
        target = str(folder / "out.csv")
        by = {
            "sqlite3 -csv": ["sqlite3", "-csv", database, f"SELECT {columns} FROM milestones ORDER BY project, number"],
            "reform export milestones --csv": [REFORM, "export", "milestones", "--csv"],
        }
        taken = {
            name: statistics.median(seconds(command, output=target) for _turn in range(5))
            for name, command in by.items()
        }
        report("Export of 1,000,000 milestones as CSV", taken, "sqlite3 -csv")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        print(f"  most memory of any process so far: {before / 1024:.0f} MiB")
    del os.environ["REFORM_SETTINGS"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office(folder, projects=1, steps=0, finished=100_000)
        rows, taken = folder / "milestones.csv", {}

        def run(title: str, *commands: Command) -> None:
            times = []
            for _turn in range(5):
                (folder / "bench.db").unlink(missing_ok=True)
                if title.startswith("reform"):
                    os.environ["REFORM_DB"] = str(folder / "bench.db")
                    seconds([REFORM, "init", "-q"])
                    seconds([REFORM, "import", str(folder / "projects.csv"), "-q", "--new-owner"])
                times.append(sum(seconds(command) for command in commands))
            taken[title] = statistics.median(times)

        run("sqlite3 .import", ["sqlite3", str(folder / "bench.db"), ".mode csv", f".import {rows} milestones"])
        run(
            "sqlite-utils insert --csv",
            [str(BIN / "sqlite-utils"), "insert", str(folder / "bench.db"), "milestones", str(rows), "--csv"],
        )
        run("reform import", [REFORM, "import", str(rows), "-q"])
        report("Import of 100,000 milestones from CSV", taken, "sqlite-utils insert --csv")


def workbooks() -> None:
    """What a large workbook costs: it may take 2.5 times what reading it and importing its rows as CSV take."""
    import csv

    import xlsxwriter

    rows = 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = [[f"推进第{n}项改革", f"第{n % 30}局", str(TODAY + timedelta(days=n % 200))] for n in range(rows)]
        table = [["改革事项", "牵头单位", "完成时限"], *listed]
        with open(folder / "list.csv", "w", newline="") as file:
            csv.writer(file).writerows(table)
        with xlsxwriter.Workbook(str(folder / "list.xlsx"), {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(table):
                sheet.write_row(number, 0, row)
        read = f"import python_calamine as c; c.load_workbook('{folder}/list.xlsx').get_sheet_by_index(0).to_python()"
        taken = {"python-calamine into lists": seconds([PYTHON, "-c", read])}
        for kind in ("csv", "xlsx"):
            os.environ["REFORM_DB"] = str(folder / f"{kind}.db")
            seconds([REFORM, "init", "-q"])
            taken[f"reform import list.{kind}"] = seconds([REFORM, "import", str(folder / f"list.{kind}"), "-q"])
        both = taken["python-calamine into lists"] + taken["reform import list.csv"]
        report(
            f"Import of {rows:,} rows of xlsx",
            {"calamine and csv together": both, **taken},
            "calamine and csv together",
        )


def charts() -> None:
    """What a wall costs: as a page it may take 3 times what exporting the same rows as JSON takes."""
    with ledger(lambda folder: office(folder, projects=2_000)) as folder:
        page, picture = str(folder / "wall.html"), str(folder / "wall.svg")
        taken = medians(
            {
                "reform export --json": [REFORM, "export", "--json"],
                "reform chart progress -o wall.html": [REFORM, "chart", "progress", "-o", page],
                "reform chart progress -o wall.svg": [REFORM, "chart", "progress", "-o", picture],
                "reform chart progress -o wall.xlsx": [REFORM, "chart", "progress", "-o", str(folder / "wall.xlsx")],
                "reform chart progress (terminal)": [REFORM, "chart", "progress"],
            },
            turns=7,
        )
        report("Progress chart, 2,000 projects x 5 milestones", taken, "reform export --json")


def phrases() -> None:
    """What the longest texts cost that are read as a time limit: the slowest, and how it grows with their length."""
    from reformcli.deadlines import Conventions, read
    from reformcli.deadlines.normalise import LONGEST

    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from tests.deadlines.test_hostile import PIECES

    conventions = Conventions(plan_year=TODAY.year)

    def cost(phrase: str) -> float:
        times = []
        for _turn in range(3):
            start = time.perf_counter()
            read(phrase, TODAY, conventions)
            times.append(time.perf_counter() - start)
        return min(times)

    longest = {piece: (piece * LONGEST)[:LONGEST] for piece in PIECES}
    whole = {piece: cost(text) for piece, text in longest.items()}
    growth = {piece: whole[piece] / cost(text[: LONGEST // 4]) for piece, text in longest.items()}
    worst = max(whole, key=lambda piece: whole[piece])
    steepest = max(growth, key=lambda piece: growth[piece] if whole[piece] > 0.005 else 0)
    print(f"\nPhrases of {LONGEST} characters")
    print(f"  the slowest is {worst!r}, again and again: {whole[worst] * 1000:.1f} ms")
    print(f"  the steepest of those above 5 ms is {steepest!r}: {growth[steepest]:.1f} times a quarter of it")


def peers() -> None:
    """Overdue lists and one task done, beside the terminal trackers that are installed."""
    for size in (100, 10_000, 100_000):
        with ledger(lambda folder, size=size: office(folder, projects=size, steps=0)) as folder:
            lists: dict[str, Command] = {"reform overdue": [REFORM, "overdue"]}
            done: dict[str, Callable[[int], Command]] = {"reform done": lambda n: [REFORM, "done", str(n)]}
            if shutil.which("task"):
                _taskwarrior(folder, size)
                lists["task overdue"] = ["task", "rc.verbose=nothing", "rc.confirmation=off", "overdue"]
                done["task done"] = lambda n: ["task", "rc.confirmation=off", str(n), "done"]
            if (BIN / "topydo").exists():
                _topydo(folder, size)
                lists["topydo ls"] = [
                    str(BIN / "topydo"),
                    "-c",
                    str(folder / "topydo.conf"),
                    "ls",
                    f"due:<{date.today()}",
                ]
            if (BIN / "todo").exists():
                _todoman(folder, size)
                lists["todo list"] = [str(BIN / "todo"), "--config", str(folder / "todoman.py"), "list", "--due", "0"]
            taken = medians({name: command for name, command in lists.items() if _works(command)}, 5)
            report(f"Overdue of {size:,} tasks", taken, "reform overdue")
            ended = {
                name: statistics.median(seconds(command(n)) for n in range(1, 6)) for name, command in done.items()
            }
            report(f"One of {size:,} tasks done", ended, "reform done")


def _works(command: Command) -> bool:
    """Whether a peer can do it at all at this size; topydo's own identifiers run out at 100,000 tasks."""
    works = subprocess.run(command, capture_output=True, check=False).returncode == 0
    if not works:
        print(f"\n  {Path(command[0]).name} fails at this size")
    return works


def _tasks(size: int) -> Iterator[tuple[str, date]]:
    for n in range(1, size + 1):
        yield f"推进县域医共体改革第{n}项", TODAY + timedelta(days=n % 200 - 20)


def _taskwarrior(folder: Path, size: int) -> None:
    import json

    os.environ.update(TASKDATA=str(folder / "task"), TASKRC=str(folder / "taskrc"))
    (folder / "task").mkdir()
    (folder / "taskrc").write_text(f"data.location={folder / 'task'}\n")
    moved = date.today() - TODAY
    tasks = [
        {"description": title, "due": f"{due + moved:%Y%m%d}T120000Z", "status": "pending"}
        for title, due in _tasks(size)
    ]
    (folder / "tasks.json").write_text(json.dumps(tasks))
    subprocess.run(
        ["task", "rc.verbose=nothing", "import", str(folder / "tasks.json")], check=True, capture_output=True
    )


def _topydo(folder: Path, size: int) -> None:
    moved = date.today() - TODAY
    (folder / "todo.txt").write_text("".join(f"{title} due:{due + moved}\n" for title, due in _tasks(size)))
    (folder / "topydo.conf").write_text(
        f"[topydo]\nfilename = {folder / 'todo.txt'}\narchive_filename = {folder / 'done.txt'}\n"
    )


def _todoman(folder: Path, size: int) -> None:
    moved = date.today() - TODAY
    (folder / "todos" / "office").mkdir(parents=True)
    for n, (title, due) in enumerate(_tasks(size)):
        (folder / "todos" / "office" / f"{n}.ics").write_text(
            f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\nBEGIN:VTODO\nUID:{n}\nDTSTAMP:20260101T000000Z\n"
            f"SUMMARY:{title}\nDUE;VALUE=DATE:{due + moved:%Y%m%d}\nEND:VTODO\nEND:VCALENDAR\n"
        )
    (folder / "todoman.py").write_text(f"path = '{folder}/todos/*'\ncache_path = '{folder}/todoman.db'\n")


if __name__ == "__main__":
    measures = {
        one.__name__: one for one in (starts, finished, matters, tables, workbooks, scores, charts, phrases, peers)
    }
    for name in sys.argv[1:] or measures:
        measures[name]()
