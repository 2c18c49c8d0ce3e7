"""Golden files: every report in every format and language, from the sample ledger of a delivery unit.

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
from reformcli.table import Table

GOLDEN = Path(__file__).parent / "golden"
SEED = Path(__file__).resolve().parents[1] / "seeds" / "delivery-unit"
TEXTS = [name for name, kind in FORMATS.items() if kind.endings[0] not in (".xlsx", ".ics")]
ANSWERS = {
    # A calendar's uids are another ledger's each time: see test_calendar.
    **{name: [name] for name in REPORTS if name != "calendar"},
    "compare": ["compare", "2026-06-30", "2026-09-30"],
    "overdue-by-leader": ["overdue", "--by", "leader"],
    "status-by-unit": ["status", "--by", "unit"],
    "show": ["show", "1"],
    "why": ["why", "1"],
    "visits": ["visit", "list"],
    "findings": ["finding", "list", "--all"],
    "assignments": ["assignment", "list"],
}
CASES = [
    (f"{name}.{language}.{shape}", [*arguments, *([] if shape == "txt" else [f"--{shape}"])], language)
    for name, arguments in ANSWERS.items()
    for language in i18n.LANGUAGES
    for shape in ("txt", *TEXTS)
    if language == "en" or shape in ("txt", "markdown", "html")
]
"""File name, command line and language. Formats for programs are the same in every language."""


_UID = re.compile(r"\b[0-9a-f]{32}\b")
"""Identities are new in each ledger."""


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
    return _UID.sub("u" * 32, out.getvalue())


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


def test_no_golden_file_is_forgotten():
    assert {path.name for path in GOLDEN.iterdir()} == {name for name, _arguments, _language in CASES}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_tables_fit_a_terminal_of_80_cells(name, language, monkeypatch):
    from reformcli.output.cells import width

    tables: list[Table] = []
    monkeypatch.setattr("reformcli.context.Context.show", lambda self, table, **more: tables.append(table))
    main([*ANSWERS[name], "--lang", language])
    out = StringIO()
    write(tables[0]._replace(rows=tuple(tables[0].rows)), out, "screen", Options(width=80))
    i18n.use(i18n.DEFAULT)
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
    sys.exit(0)
