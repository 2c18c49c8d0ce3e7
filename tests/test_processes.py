"""The program as a process: cron's environment, pipes, full devices, what a start loads."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
REFORM = [sys.executable, "-m", "reformcli"]


def start(*argv, env=None, **more):
    return subprocess.run([*REFORM, *map(str, argv)], cwd=ROOT, env=env, capture_output=True, check=False, **more)


def begun(*argv, home, **more):
    """The program once it is in the middle of writing: SQLite's journal stands beside the ledger as long.

    What started the tests may ignore interrupts, which the program would inherit: it gets Python's own handling.
    """
    handled = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = subprocess.Popen([*REFORM, *map(str, argv)], cwd=ROOT, **more)
    finally:
        signal.signal(signal.SIGINT, handled)
    journal = home / "ledger.db-journal"
    while running.poll() is None and not journal.exists():
        time.sleep(0.01)
    return running


@pytest.fixture
def late(reform):
    """A ledger with something overdue, its names wider than a terminal."""
    reform(
        "add",
        "推进县域医共体改革" * 12,
        "--lead",
        "县卫健局",
        "--leader",
        "副县长",
        "--liaison",
        "张三",
        "--due",
        "2026-01-31",
    )
    return reform


CRON = {"REFORM_TODAY": "2026-03-15"}


def test_cron_has_no_environment(late, home):
    done = start("overdue", "--db", home / "ledger.db", env=CRON)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode("utf-8")
    heading, row, gap, totals = text.splitlines()
    assert (gap, totals) == ("", "1 item, 1 unit, longest 43 days")
    assert heading.startswith("Ref  Title ") and "推进县域医共体改革" * 12 in row and "副县长" in row and "43" in row
    assert not set("│┃─━┏╇\x1b") & set(text)


def test_cron_through_env_with_nothing(late, home):
    command = ["env", "-i", *REFORM, "overdue", "--today", "2026-03-15", "--db", str(home / "ledger.db")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0 and "推进县域医共体改革" in done.stdout.decode()


def test_cron_as_cron_runs_it(late, home):
    """The line of README's crontab under what cron(8) sets: sh, HOME, LOGNAME, PATH, and no terminal."""
    line = f"{' '.join(REFORM)} overdue --db {home / 'ledger.db'} --exit-code"
    environ = {**CRON, "HOME": str(home), "LOGNAME": "office", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    done = subprocess.run(
        ["/bin/sh", "-c", line], cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 3 and done.stdout.count(b"\n") == 4


def test_cron_tells_only_what_is_new(late, home):
    """The line of README's crontab: all at first, nothing the next day; what a closed pipe lost comes again."""
    words = [*REFORM, "overdue", "--db", str(home / "ledger.db"), "--changed-since-last", "--with-hash"]
    environ = {**CRON, "HOME": str(home), "LOGNAME": "office", "PATH": "/usr/bin:/bin"}

    def morning(**more):
        return subprocess.run(words, cwd=ROOT, env=environ, check=False, stderr=subprocess.PIPE, **more)

    with open("/dev/full", "wb") as full:
        assert morning(stdout=full).returncode == 1
    reader, writer = os.pipe()
    os.close(reader)
    assert morning(stdout=writer).returncode == 0
    os.close(writer)
    first = morning(stdout=subprocess.PIPE)
    assert first.returncode == 0 and "推进县域医共体改革" in first.stdout.decode() and b"newest hash" in first.stdout
    second = morning(stdout=subprocess.PIPE)
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert len(list((home / ".local/state/reform").iterdir())) == 1


def test_nothing_overdue_sends_no_mail(reform, home):
    reform("add", "甲", "--due", "2026-12-31")
    done = start("overdue", "--exit-code", "--db", home / "ledger.db", env=CRON)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_unwritable_answer_is_a_failure(late, home):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*REFORM, "overdue"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("reform: The answer could not be written") and done.stderr.count(b"\n") == 1


def test_head_ends_quietly(reform, home):
    (home / "many.csv").write_text("title,due\n" + "".join(f"项目{n},2026-01-01\n" for n in range(3000)))
    reform("import", "many.csv")
    for arguments in ("overdue", "overdue --csv", "export projects", "export --json"):
        done = subprocess.run(
            f"bash -o pipefail -c '{' '.join(REFORM)} {arguments} | head -1'",
            shell=True,
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert done.stdout.count(b"\n") == 1 and done.stderr == b"", (arguments, done.stderr)


def test_an_interrupt_from_the_keyboard_is_one_line(late, home):
    (home / "many.csv").write_text("title,due\n" + "".join(f"项目{n},2026-01-01\n" for n in range(200_000)))
    running = begun("import", home / "many.csv", home=home, stderr=subprocess.PIPE)
    running.send_signal(signal.SIGINT)
    _out, error = running.communicate(timeout=60)
    assert running.returncode == 130 and error.decode().count("\n") == 1
    assert len(late("export", "projects", "--json").rows) == 1 and late("check").status == 0


def test_a_kill_in_the_middle_of_an_import_loses_nothing(late, home):
    (home / "many.csv").write_text("title,due\n" + "".join(f"项目{n},2026-01-01\n" for n in range(200_000)))
    running = begun("import", home / "many.csv", home=home, stderr=subprocess.DEVNULL)
    running.kill()
    running.wait()
    assert late("check").status == 0 and len(late("export", "projects", "--json").rows) == 1


def test_a_closed_stdout_is_no_traceback(late):
    done = subprocess.run(f"{' '.join(REFORM)} overdue >&-", shell=True, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1 and done.stderr.startswith(b"reform: The answer could not be written")


@pytest.mark.parametrize("lang", ["C", "POSIX", "zh_CN.GBK", "en_US.ISO-8859-1"])
def test_output_is_utf8_whatever_the_locale(late, home, lang):
    done = start(
        "overdue", env={**CRON, "LC_ALL": lang, "REFORM_DB": str(home / "ledger.db"), "PYTHONCOERCECLOCALE": "0"}
    )
    assert "推进县域医共体改革" in done.stdout.decode("utf-8")
    assert ("逾期" in done.stdout.decode()) == (lang == "zh_CN.GBK")


def test_bytes_that_are_no_text_are_refused(late, home):
    done = subprocess.run(
        [*REFORM, "add", b"\xff\xfe"], cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, check=False
    )
    assert done.returncode == 2 and b"control character \\udcff" in done.stderr


PROBE = """
import sys
from reformcli.cli import main
status = main(sys.argv[1:])
sys.stderr.write("LOADED " + " ".join(sorted(name for name in sys.modules)))
"""

HEAVY = (
    "rich",
    "sqlite_utils",
    "holidays",
    "dateutil",
    "calamine",
    "xlsxwriter",
    "openpyxl",
    "icalendar",
    "pydantic",
    "click",
    "jinja2",
    "textual",
    "tabulate",
    "docx",
    "lxml",
    "markdown_it",
)


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (
            ["--help"],
            (
                *HEAVY,
                "sqlite3",
                "reformcli.store",
                "reformcli.deadlines",
                "reformcli.shell.options",
                "reformcli.model.noun",
            ),
        ),
        (["visit"], (*HEAVY, "sqlite3", "reformcli.store", "reformcli.deadlines", "reformcli.commands.visit")),
        (["overdue"], (*HEAVY, "reformcli.deadlines", "reformcli.locales.zh")),
        (
            ["overdue", "--csv"],
            (
                *HEAVY,
                "json",
                "reformcli.deadlines",
                "reformcli.timeline",
                "reformcli.model.project",
                "reformcli.output.cells",
            ),
        ),
        (["overdue", "--help"], (*HEAVY, "sqlite3")),
        (["board", "--help"], (*HEAVY, "sqlite3")),
        (["calendar"], (*HEAVY, "reformcli.deadlines")),
        (["export", "projects", "--csv"], HEAVY),
        (["done", "1"], HEAVY),
        (["paper"], (*HEAVY, "sqlite3", "reformcli.store", "reformcli.commands.paper")),
        (["paper", "brief", "--help"], (*HEAVY, "sqlite3", "reformcli.documents")),
        (["paper", "brief", "1", "--json"], [name for name in HEAVY if name not in ("jinja2", "markdown_it")]),
        (["note", "1", "x"], HEAVY),
        (["add", "乙", "--due", "2026-12-31"], HEAVY),
    ],
)
def test_a_start_loads_only_what_it_needs(late, arguments, never):
    done = subprocess.run([sys.executable, "-c", PROBE, *arguments], cwd=ROOT, capture_output=True, check=False)
    loaded = done.stderr.decode().rpartition("LOADED ")[2].split()
    assert loaded
    found = [name for name in loaded if name in never or name.partition(".")[0] in never]
    assert found == []


BUILT = """
import gc, sys
from reformcli.cli import main
gc.disable()
main(sys.argv[1:])
from reformcli.shell.build import Command
sys.stderr.write("BUILT " + " ".join(one.name for one in gc.get_objects() if isinstance(one, Command)))
"""


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["overdue", "--csv"], "overdue"),
        (["owner", "list"], "list"),
        (["--json", "list"], "list"),
        (["done", "1"], "done"),
    ],
)
def test_one_command_is_built_once(late, arguments, name):
    done = subprocess.run([sys.executable, "-c", BUILT, *arguments], cwd=ROOT, capture_output=True, check=False)
    assert done.stderr.decode().rpartition("BUILT ")[2].split() == [name]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["overdue", "--help"],
        ["overdue"],
        ["overdue", "--csv"],
        ["note", "1", "x"],
        ["add", "x", "--due", "2026-12-31"],
        ["done", "1.1"],
    ],
)
def test_a_start_compiles_no_patterns(late, arguments):
    """Where they are written at the top of a module, they cost every run that loads it."""
    done = subprocess.run([sys.executable, "-c", PROBE, *arguments], cwd=ROOT, capture_output=True, check=False)
    loaded = [name for name in done.stderr.decode().rpartition("LOADED ")[2].split() if name.startswith("reformcli")]
    files = [ROOT / name.replace(".", "/") for name in loaded]
    sources = [path / "__init__.py" if path.is_dir() else path.with_suffix(".py") for path in files]
    assert [path.name for path in sources if re.search(r"^\w+ = re\.compile", path.read_text(), re.MULTILINE)] == []


def test_every_module_imports_alone():
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in (ROOT / "reformcli").rglob("*.py")]
    code = (
        "import importlib, sys\nfor name in sys.argv[1:]:\n    importlib.import_module(name.removesuffix('.__init__'))"
    )
    names = [name for name in modules if not name.endswith("__main__")]
    for name in (
        "reformcli.values",
        "reformcli.reports.pages",
        "reformcli.store.writing",
        "reformcli.output.screen",
    ):
        assert subprocess.run([sys.executable, "-c", code, name], cwd=ROOT, check=False).returncode == 0, name
    assert subprocess.run([sys.executable, "-c", code, *names], cwd=ROOT, check=False).returncode == 0


def test_interrupted(late, home, monkeypatch, run):
    def interrupt(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr("reformcli.store.ledger.Store.work", interrupt)
    assert run("overdue").status == 130


@pytest.mark.parametrize(("seed", "word"), [("hongan-2020", "县教育局"), ("delivery-unit", "Days late")])
def test_the_demo_walks_through_a_sample_and_leaves_a_ledger(home, seed, word):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = start("demo", "--seed", seed, "--into", home / "play", env=env)
    assert done.returncode == 0 and done.stderr.count(b"\n") == 1 and b"limit.finding" in done.stderr, done.stderr
    text = done.stdout.decode()
    assert "look-back" in text.partition("$ reform show F")[2]
    assert word in text and text.count("\n$ reform ") >= 5 and "export REFORM_DB=" in text
    ledger = home / "play" / "ledger.db"
    for paper in ("order.docx", "bulletin.docx"):
        assert (home / "play" / paper).read_bytes()[:2] == b"PK"
    assert start("check", "--db", ledger).returncode == 0
    again = start("demo", "--into", home / "play", env=env)
    assert again.returncode == 1 and b"There is a ledger here already." in again.stderr


def test_the_demo_leaves_your_own_ledger_alone(late, home):
    before = (home / "ledger.db").read_bytes()
    assert start("demo", "--into", home / "play", env={**os.environ, "PYTHONPATH": str(ROOT)}).returncode == 0
    assert (home / "ledger.db").read_bytes() == before
