"""Completion in four shells: what is offered, how it stands in the line, how it is put in place."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reformcli.shell.completing import SHELLS, Typed, split

ROOT = Path(__file__).resolve().parents[1]


def offered(line, shell="fish", env=None):
    """What a shell is told for a line up to the cursor, by word."""
    done = subprocess.run(
        [sys.executable, "-m", "reformcli", "--", line],
        cwd=ROOT,
        env={**os.environ, "_REFORM_COMPLETE": shell, **(env or {})},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr
    return dict(one.partition("\t")[::2] for one in done.stdout.decode().splitlines())


@pytest.fixture
def office(reform):
    reform("add", "推进县域医共体改革", "--lead", "县卫健局", "--due", "2026-01-31")
    reform("owner", "add", "Health and Care")
    reform("owner", "add", "O'Neill: $Office")
    reform("assignment", "add", "甲", "--document", "Budget 2026")
    return reform


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("reform ove", "overdue"),
        ("reform owner ha", "handover"),
        ("reform owner --json ha", "handover"),
        ("reform --lang zh owner ha", "handover"),
        ("reform done ", "1"),
        ("reform done --on 2026-03-01 ", "1"),
        ("reform show A", "A1"),
        ("reform why ", "1"),
        ("reform chart works ", "1"),
        ("reform overdue --owner 县", "县卫健局"),
        ("reform overdue --owner=县", "--owner=县卫健局"),
        ("reform --owner 县", "县卫健局"),
        ("reform add x --lead Hea", "Health and Care"),
        ("reform assignment add x --project ", "1"),
        ("reform assignment list --document B", "Budget 2026"),
        ("reform list --so", "--sort"),
        ("reform list --sort d", "due"),
        ("reform list --sort=d", "--sort=due"),
        ("reform list --light r", "red"),
        ("reform list --light red,g", "red,grey"),
        ("reform overdue --by le", "leader"),
        ("reform status --by le", "leader"),
        ("reform edit 1 --state st", "started"),
        ("reform owner list --owner-kind u", "unit"),
        ("reform list --kind fi", "finding"),
        ("reform list --kind matter,dec", "matter,decision"),
        ("reform add x --kind ob", "obstacle"),
        ("reform coverage --check no-l", "no-lead"),
        ("reform export mile", "milestones"),
        ("reform import x.csv --as vis", "visits"),
        ("reform light 1 ye", "yellow"),
        ("reform light 1 ", "yellow"),
        ("reform help com", "commands"),
        ("reform help over", "overdue"),
        ("reform help owner ha", "handover"),
        ("reform --js", "--json"),
    ],
)
def test_what_may_stand_there_is_offered(office, line, word):
    assert word in offered(line), offered(line)


def test_each_has_its_meaning(office):
    assert offered("reform done ")["1"] == "推进县域医共体改革"
    assert offered("reform list --so")["--sort"] == "What to sort by."
    zh = {"REFORM_LANG": "zh"}
    assert offered("reform ove", env=zh)["overdue"].startswith("逾期")
    assert "红" in offered("reform list --light ", env=zh) and "red" in offered("reform list --light r", env=zh)


@pytest.mark.parametrize("line", ["reform find ", "reform overdue --source x", "reform add ", "reform nonsense ", ""])
def test_nothing_is_offered_where_anything_may_stand(office, line):
    assert line == "" or offered(line) == {}


@pytest.mark.parametrize("line", ["reform done --db {} ", "reform --db {} done ", "reform done --db={} "])
def test_the_ledger_named_on_the_line_counts(office, home, line):
    other = home / "other.db"
    office("init", "--db", other)
    office("add", "乙", "--db", other)
    office("add", "丙", "--db", other)
    assert offered(line.format(other)) == {"1": "乙", "2": "丙"}
    assert offered(line.format(home / "none.db")) == {}


@pytest.mark.parametrize(
    ("line", "words", "typed"),
    [
        ("reform a", ["reform"], Typed("a", "")),
        ("reform a ", ["reform", "a"], Typed("", "")),
        ("reform 'a b", ["reform"], Typed("a b", "'")),
        ('reform "a b" c', ["reform", "a b"], Typed("c", "")),
        ("reform a\\ b", ["reform"], Typed("a b", "")),
    ],
)
def test_lines_are_split_as_shells_do(line, words, typed):
    assert split(line) == (words, typed)


@pytest.fixture
def on_path(home):
    """The environment of a shell that finds the program as `reform`."""
    folder = home / "bin"
    folder.mkdir()
    program = folder / "reform"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m reformcli "$@"\n')
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("line", "argument"),
    [
        ("reform owner show Hea", "Health and Care"),
        ("reform owner show 'Hea", "Health and Care"),
        ('reform owner show "Hea', "Health and Care"),
        ("reform owner show Health\\ a", "Health and Care"),
        ("reform owner show O\\'Nei", "O'Neill: $Office"),
        ("reform owner show 县", "县卫健局"),
    ],
)
def test_bash_gets_one_word(office, on_path, line, argument):
    """The script in a real bash: what is put into the line is read again as one argument."""
    script = """
    source <(reform --show-completion bash)
    COMP_LINE="$1" COMP_POINT=${#1} COMP_CWORD=3
    _reform_completion
    case "$1" in
        *\\"*) text="\\"${COMPREPLY[0]}\\"" ;;
        *\\'Hea) text="'${COMPREPLY[0]}'" ;;
        *) text="${COMPREPLY[0]}" ;;
    esac
    eval "words=( $text )"
    printf '%s:%s:%s\\n' "${#COMPREPLY[@]}" "${#words[@]}" "${words[0]}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", line],
        env=on_path,
        capture_output=True,
        check=False,
    )
    assert done.stdout.decode().rstrip("\n") == f"1:1:{argument}", done.stderr


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs fish")
def test_fish_offers_what_there_is_and_files_elsewhere(office, on_path, home):
    (home / "due.txt").touch()

    def offered_by_fish(line):
        script = f"reform --show-completion fish | source; complete --do-complete '{line}'"
        done = subprocess.run(["fish", "-N", "-c", script], env=on_path, cwd=home, capture_output=True, check=True)
        return [one.partition("\t")[0] for one in done.stdout.decode().splitlines()]

    assert offered_by_fish("reform list --sort d") == ["due"]
    assert offered_by_fish("reform overdue --owner Hea") == ["Health and Care"]
    assert offered_by_fish("reform import du") == ["due.txt"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_that_is_named_gets_its_script(run, home, shell, monkeypatch):
    monkeypatch.setenv("SHELL", "/bin/bash" if shell != "bash" else "/bin/zsh")
    shown = run("--show-completion", shell)
    assert shown.status == 0 and "_REFORM_COMPLETE" in shown.out
    for _twice in range(2):
        assert run("--install-completion", shell).status == 0
    declared = SHELLS[shell]
    assert (home / declared.file).read_text() == shown.out
    others = {one.file for name, one in SHELLS.items() if name != shell}
    assert not any((home / other).exists() for other in others)
    if declared.loader:
        assert (home / declared.loader).read_text().count(declared.loading) == 1


def test_without_a_name_it_is_the_shell_in_use(run, home, monkeypatch):
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert run("--show-completion").out == SHELLS["fish"].script
    refused = run("--install-completion", "tcsh")
    assert refused.status == 2 and "bash, zsh, fish, powershell" in refused.err


@pytest.mark.parametrize(
    ("name", "check"), [("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "--no-execute"])]
)
def test_scripts_are_read_by_their_shells(home, name, check):
    if shutil.which(name) is None:
        pytest.skip(f"needs {name}")
    (home / "script").write_text(SHELLS[name].script)
    done = subprocess.run([*check, "script"], cwd=home, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
