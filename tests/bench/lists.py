"""What becomes of lists: each file of a folder imported into an empty ledger of its own, one line a file.

    python tests/bench/lists.py FOLDER [--today YYYY-MM-DD]

A line says whether the file was taken, taken in part or refused, how many things came in, how many doubts were said,
and how long it took; a refusal with its reason. It runs the code of its own checkout, which need not be installed:
the interpreter only has to have what `pyproject.toml` names as dependencies. Settings of yours do not count.
"""

import argparse
import io
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reformcli.cli import main
from reformcli.importers import SOURCES

NOUNS = ("projects", "milestones", "matters", "visits", "owners")


def files_below(folder: Path) -> Iterator[Path]:
    """The files of a folder, however deep, that an import may take, by name."""
    endings = tuple(ending for source in SOURCES.values() for ending in source.endings)
    yield from (path for path in sorted(folder.rglob("*")) if path.name.lower().endswith(endings) and path.is_file())


def run(*argv: object) -> tuple[int, str, str]:
    """One run of the program in this process: its status, what it answers, what it says about the answer."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([str(argument) for argument in argv])
    return status, out.getvalue(), err.getvalue()


def tried(path: Path, today: str) -> tuple[str, str]:
    """What became of a file (taken, partial, refused), and what there is to say of it."""
    with tempfile.TemporaryDirectory() as home:
        for name in [name for name in os.environ if name.startswith(("REFORM_", "XDG_"))]:
            del os.environ[name]
        os.environ |= {"HOME": home, "REFORM_DB": f"{home}/ledger.db", "REFORM_TODAY": today, "REFORM_LANG": "en"}
        run("init")
        rest = Path(home) / "rest.csv"
        status, _out, said = run("import", path, "--yes", "--new-owner", "--accept-partial", "--rest", rest)
        if status:
            return "refused", said.strip().replace(str(path), path.name)
        exported = json.loads(run("export", "--json")[1])
        counts = ", ".join(f"{len(exported[noun])} {noun}" for noun in NOUNS if exported.get(noun))
        doubts = sum(line.startswith(str(path)) and ", row " in line for line in said.splitlines())
        left = len(rest.read_text("utf-8-sig").splitlines()) - 1 if rest.exists() else 0
        return ("partial" if left else "taken"), f"{counts or 'nothing'}; {doubts} doubts" + (
            f"; {left} rows not taken" if left else ""
        )


def go() -> None:
    """Try every file of the folder that is named, and count what became of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--today", default="2026-03-15")
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    outcomes: Counter[str] = Counter()
    for path in files_below(options.folder):
        start = time.perf_counter()
        outcome, said = tried(path.resolve(), options.today)
        outcomes[outcome] += 1
        sys.stdout.write(
            f"{outcome:8} {time.perf_counter() - start:5.1f} s  {path.relative_to(options.folder)}: {said}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common()) + "\n")


if __name__ == "__main__":
    go()
