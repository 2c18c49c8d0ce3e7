"""Golden files: every report and paper in every format and language, charts also on terminals, from one ledger.

`python -m tests.test_golden` writes them anew; look at the difference before you keep it.
"""

import os
import re
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reformcli import i18n
from reformcli.cli import main
from reformcli.output import FORMATS, Options, write
from reformcli.reports import REPORTS
from reformcli.reports.charts import CHARTS
from reformcli.table import Table

GOLDEN = Path(__file__).parent / "golden"
SEED = Path(__file__).resolve().parents[1] / "seeds" / "delivery-unit"
TEXTS = [name for name, kind in FORMATS.items() if kind.endings[0] not in (".xlsx", ".docx", ".ics", ".svg")]
PAPERS = {
    "paper-agenda": ["paper", "agenda", "M3"],
    "paper-minutes": ["paper", "minutes", "M2"],
    "paper-order": ["paper", "order", "O2"],
    "paper-reminder": ["paper", "reminder", "Imogen Hale"],
    "paper-brief": ["paper", "brief", "1"],
    "paper-brief-visit": ["paper", "brief", "V1"],
    "paper-roll-call": ["paper", "roll-call"],
    "paper-monthly": ["paper", "monthly", "2026-05"],
    "paper-statement": ["paper", "statement", "Department of Health", "--plan", "2026"],
    "paper-statement-leader": ["paper", "statement", "Minister for Health", "--plan", "2026"],
    "paper-casebook": ["paper", "casebook"],
    "paper-chronicle": ["paper", "chronicle", "--until", "2026-06-30"],
    "paper-bulletin": ["paper", "bulletin", "--since", "2026-04-01", "--number", "2", "--next-visit", "2026-07-15"],
}
ANSWERS = {
    # A calendar's uids are another ledger's each time: see test_calendar.
    **{name: [name] for name in REPORTS if name != "calendar"},
    **{f"chart-{name}": ["chart", name] for name in CHARTS},
    "chart-duty-matrix": ["chart", "duty", "--matrix"],
    "compare": ["compare", "2026-06-30", "2026-09-30"],
    "digest-by-owner": ["digest", "--by", "owner", "--since", "2026-06-01"],
    "slips-of-one": ["slips", "5"],
    "overdue-by-leader": ["overdue", "--by", "leader"],
    "status-by-unit": ["status", "--by", "unit"],
    "show": ["show", "1"],
    "why": ["why", "1"],
    "visits": ["visit", "list"],
    "handover": ["owner", "handover", "Department of Health", "Treasury", "--from", "2026-06-30", "--dry-run"],
    "matters": ["list", "--kind", "matter"],
    "list-notes": ["list", "--kind", "note"],
    "assignments": ["assignment", "list"],
    "score-rank": ["score", "rank"],
    "score-rank-groups": ["score", "rank", "--by", "group"],
    "score-show": ["score", "show", "Department of Health"],
    "statements": ["reporting", "--statements", "--plan", "2026"],
}
CASES = [
    (f"{name}.{language}.{shape}", [*arguments, *([] if shape == "txt" else [f"--{shape}"])], language)
    for name, arguments in ANSWERS.items()
    for language in i18n.LANGUAGES
    for shape in ("txt", *TEXTS)
    if language == "en" or shape in ("txt", "markdown", "html")
]
"""File name, command line and language. Formats for programs are the same in every language."""

CASES += [
    (f"chart-{name}.{language}.svg", ["chart", name, "--svg"], language)
    for name in CHARTS
    for language in i18n.LANGUAGES
]
CASES += [
    (f"{name}.{language}.{shape}", [*arguments, *([] if shape == "txt" else [f"--{shape}"])], language)
    for name, arguments in PAPERS.items()
    for language in i18n.LANGUAGES
    for shape in ("txt", "markdown", "html", "json")
]
"""Papers: the words of their fields are those of the language."""

SCREENS = [
    (f"chart-{name}.{language}.{width}", ["chart", name], language, width)
    for name in CHARTS
    for language in i18n.LANGUAGES
    for width in (80, 120, 200)
]
SCREENS += [(f"{name}.{language}.80", PAPERS[name], language, 80) for name in PAPERS for language in i18n.LANGUAGES]
SCREENS += [(f"digest.{language}.80", ["digest"], language, 80) for language in i18n.LANGUAGES]
"""What charts, papers and long texts look like on a terminal: file name, command line, language and width in cells."""


_UID = re.compile(r"\b[0-9a-f]{32}\b")
"""Identities are new in each ledger."""

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
"""What a page looks like is seen in a browser: see test_browser."""


def environment(folder: str) -> dict[str, str]:
    """A ledger of its own, on a day of the sample's year."""
    return {
        "REFORM_DB": f"{folder}/ledger.db",
        "REFORM_SETTINGS": f"{folder}/settings.toml",
        "REFORM_TODAY": "2026-06-30",
        "REFORM_ACTOR": "office",
    }


def answer(arguments: list[str], language: str) -> str:
    """What the program prints off a terminal."""
    out = StringIO()
    with redirect_stdout(out):
        assert main([*arguments, "--lang", language]) == 0
    return _STYLE.sub("<style></style>", _UID.sub("u" * 32, out.getvalue()))


class Terminal(StringIO):
    """What the program takes for a terminal."""

    def isatty(self):
        return True


def screen(arguments: list[str], language: str, width: int) -> str:
    """What the program prints on a terminal without colour."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(Terminal()) as out:
        for name, value in {"COLUMNS": str(width), "NO_COLOR": "1", "TERM": "xterm"}.items():
            patch.setenv(name, value)
        assert main([*arguments, "--lang", language]) == 0
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


@pytest.fixture(scope="module", autouse=True)
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden")
    (folder / "settings.toml").touch()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(str(folder)).items():
            patch.setenv(name, value)
        assert main(["init", "-q"]) == main(["import", str(SEED), "--new-owner", "-q"]) == 0
        yield


@pytest.mark.parametrize(("name", "arguments", "language"), CASES, ids=[case[0] for case in CASES])
def test_answers_are_as_they_were(name, arguments, language):
    assert answer(arguments, language) == (GOLDEN / name).read_bytes().decode()


@pytest.mark.parametrize(("name", "arguments", "language", "width"), SCREENS, ids=[case[0] for case in SCREENS])
def test_screens_are_as_they_were(name, arguments, language, width):
    from reformcli.output import cells

    text = screen(arguments, language, width)
    assert text == (GOLDEN / name).read_bytes().decode()
    assert max(map(cells.width, text.splitlines())) <= width


def test_no_golden_file_is_forgotten():
    assert {path.name for path in GOLDEN.iterdir()} == {case[0] for case in (*CASES, *SCREENS)}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_tables_fit_a_terminal_of_80_cells(name, language, monkeypatch):
    from reformcli.output.texts import width

    tables: list[Table] = []
    monkeypatch.setattr("reformcli.shell.run.Context.show", lambda self, table, **more: tables.append(table))
    main([*ANSWERS[name], "--lang", language])
    out = StringIO()
    write(tables[0]._replace(rows=tuple(tables[0].rows)), out, "screen", Options(width=80))
    assert max(width(line.rstrip()) for line in out.getvalue().splitlines()) <= 80
    assert "…" not in out.getvalue()


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        os.environ.update(environment(place))
        (Path(place) / "settings.toml").touch()
        main(["init", "-q"])
        main(["import", str(SEED), "--new-owner", "-q"])
        GOLDEN.mkdir(exist_ok=True)
        for old in GOLDEN.iterdir():
            old.unlink()
        for name, arguments, language in CASES:
            (GOLDEN / name).write_bytes(answer(arguments, language).encode())
        for name, arguments, language, width in SCREENS:
            (GOLDEN / name).write_bytes(screen(arguments, language, width).encode())
    sys.exit(0)
