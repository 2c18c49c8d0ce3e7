"""The house: style, types, imports, and that lists, docs, catalogs and code agree."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from reformcli import columns, errors, importers, output
from reformcli.commands import COMMANDS, spec
from reformcli.commands.shell import Command, build
from reformcli.locales.zh import SENTENCES
from reformcli.model.noun import NOUNS, nouns
from reformcli.model.refs import LETTERS
from reformcli.reports import REPORTS, report
from reformcli.reports.charts import CHARTS, chart
from reformcli.settings import SETTINGS
from reformcli.store import create
from tests.sentences import all_sentences

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "reformcli"


def tool(*argv):
    done = subprocess.run([sys.executable, "-m", *argv], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_style():
    tool("ruff", "check", ".")
    tool("ruff", "format", "--check", ".")


def test_types():
    tool("mypy")


def test_rings():
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_catalog_has_every_sentence_and_no_other():
    said = set(all_sentences())
    assert sorted(said - set(SENTENCES)) == []
    assert sorted(set(SENTENCES) - said) == []


def test_translations_take_the_same_facts():
    facts = re.compile(r"{(\w+)")
    different = [key for key, text in SENTENCES.items() if set(facts.findall(key)) != set(facts.findall(text))]
    assert different == []


def test_every_command_builds_and_has_two_examples():
    listed = {one.module.rpartition(".")[2] for one in COMMANDS if one.name not in REPORTS}
    helpers = {
        "__init__",
        "shell",
        "help",
        "filters",
        "completion",
        "entering",
        "importing",
        "answering",
        "previewing",
        "report",
    }
    assert {path.stem for path in (PACKAGE / "commands").glob("*.py")} - helpers == listed
    for one in COMMANDS:
        for sub in [name for name, _summary in one.group] or [None]:
            declared = spec(one, sub)
            assert len(declared.examples) == 2, (one.name, sub)
            assert all(typed.startswith(("reform ", "REFORM_")) for typed, _meaning in declared.examples)
            assert isinstance(build(one.name, one.summary, declared), Command)


def test_every_report_is_listed():
    files = {path.stem for path in (PACKAGE / "reports").glob("*.py") if "REPORT = Report(" in path.read_text()}
    assert files == set(REPORTS)
    for name in REPORTS:
        keys = [column.key for column in report(name).columns]
        assert len(set(keys)) == len(keys) and name in {one.name for one in COMMANDS}


def test_every_chart_is_listed():
    files = {
        path.stem for path in (PACKAGE / "reports" / "charts").glob("*.py") if "REPORT = Report(" in path.read_text()
    }
    assert files == set(CHARTS)
    for name in CHARTS:
        keys = [column.key for column in chart(name).columns]
        assert len(set(keys)) == len(keys)


def test_every_noun_is_listed():
    files = {path.stem for path in (PACKAGE / "model").glob("*.py") if "NOUN = Noun(" in path.read_text()}
    assert files == set(NOUNS) == set(columns.NOUN_WORDS)
    for kind in nouns():
        assert NOUNS[kind.key] == kind.plural and columns.NOUN_WORDS[kind.key] == kind.label
    assert {kind.prefix for kind in nouns() if kind.prefix} == set(LETTERS)


def test_the_schema_is_what_the_nouns_declare(tmp_path):
    import sqlite3

    create(tmp_path / "ledger.db").close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    for kind in nouns():
        found = {row[1]: (row[2], bool(row[3])) for row in connection.execute(f"PRAGMA table_info({kind.plural})")}
        assert set(found) == set(kind.fields), kind.key
    connection.close()


def test_every_format_source_and_error_is_listed():
    helpers = {"__init__", "cells", "files", "plain", "screen", "lanes", "drawn", "sheets", "chart_sheets"}
    assert {path.stem for path in (PACKAGE / "output").glob("*.py")} - helpers == {
        one.module for one in output.FORMATS.values()
    }
    helpers = {"__init__", "headings", "shown"}
    assert {path.stem for path in (PACKAGE / "importers").glob("*.py")} - helpers == {
        one.module for one in importers.SOURCES.values()
    }
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.ReformError)]
    assert set(classes) == set(errors.ERRORS)
    assert len({one.code for one in classes}) == len(classes)


def test_settings_have_defaults_that_they_can_read():
    for one in SETTINGS:
        if one.default is not None:
            assert one.read(str(one.default)) == one.default


def test_files_can_be_read_at_once():
    long = [
        path
        for path in PACKAGE.rglob("*.py")
        if "locales" not in path.parts and len(path.read_text().splitlines()) > 320
    ]
    assert long == []


def test_reference_pages_are_what_the_program_says():
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_readme_has_the_two_commands(name):
    text = (ROOT / name).read_text()
    assert ".venv/bin/reform demo" in text and ".venv/bin/python -m pytest" in text
    assert ".venv/bin/python -m pytest" in (ROOT / ".ci" / "run").read_text()
