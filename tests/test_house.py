"""The house: style, types, imports, and that lists, docs, catalogs and code agree."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from reformcli import errors, importers, output
from reformcli.commands import COMMANDS, COMMANDS_OF_NOUNS, REPLACED, commands, spec
from reformcli.i18n import LANGUAGES
from reformcli.locales.zh import SENTENCES
from reformcli.model.noun import noun_for, nouns
from reformcli.model.nouns import NOUNS, ListedNoun, listed_nouns, use
from reformcli.reports import REPORTS, report
from reformcli.reports.charts import CHARTS, chart
from reformcli.reports.papers import PAPERS, paper
from reformcli.settings import SETTINGS
from reformcli.shell.build import Command, build
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
    assert {path.stem for path in (PACKAGE / "commands").glob("*.py")} - {"__init__"} == listed | set(COMMANDS_OF_NOUNS)
    assert not set(REPLACED) & {one.name for one in commands()}
    for one in commands():
        for sub in [name for name, _summary in one.group] or [None]:
            declared = spec(one, sub)
            assert len(declared.examples) == 2, (one.name, sub)
            assert all(typed.startswith(("reform ", "REFORM_")) for typed, _meaning in declared.examples)
            assert isinstance(build(one.name, one.summary, declared), Command)


def test_a_name_of_the_last_release_says_what_took_its_place(run):
    for language, word in (("en", "reform add TITLE --from V12"), ("zh", "督查发现的问题")):
        refused = run("finding", "add", "x", "--visit", "V1", "--lang", language)
        assert refused.status == 2 and word in refused.err


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


def test_every_paper_is_listed_with_a_template_in_each_language():
    folder = PACKAGE / "reports" / "papers"
    files = {path.stem.replace("_", "-") for path in folder.glob("*.py") if "PAPER = Paper(" in path.read_text()}
    templates = {f"{name}.{language}.md" for name in PAPERS for language in LANGUAGES}
    assert files == set(PAPERS) and {path.name for path in (ROOT / "data" / "papers").iterdir()} == templates
    for language in ("", ".zh"):
        page = (ROOT / "docs" / f"papers{language}.md").read_text()
        for name in PAPERS:
            keys = [field.key for field in paper(name).fields]
            assert len(set(keys)) == len(keys) and all(f"| `{key}` |" in page for key in keys), name


def test_every_noun_is_listed():
    files = {path.stem for path in (PACKAGE / "model").glob("*.py") if "NOUN = Noun(" in path.read_text()}
    assert files == {listed.key for listed in NOUNS} == {listed.key for listed in listed_nouns()}
    for listed, kind in zip(NOUNS, nouns(), strict=True):
        assert listed.key == kind.key and (not listed.within or kind.fields[listed.within].to == listed.within)
        assert noun_for(kind.type) is kind and listed.has_commands == bool(kind.commands)
        if listed.tracked is not None:
            keys = [key for key in listed.tracked[:-1] if key]
            assert set(keys) | set(listed.tracked.dates) <= set(kind.fields), kind.key


def test_every_format_source_and_error_is_listed():
    helpers = {
        "__init__",
        "blocks",
        "cells",
        "docx_tables",
        "dressed",
        "files",
        "fitting",
        "plain",
        "screen",
        "lanes",
        "drawn",
        "looks",
        "sheets",
        "chart_sheets",
        "texts",
    }
    assert {path.stem for path in (PACKAGE / "output").glob("*.py")} - helpers == {
        one.module for one in output.FORMATS.values()
    }
    helpers = {"__init__", "calendar_entries", "headings", "shown"}
    assert {path.stem for path in (PACKAGE / "importers").glob("*.py")} - helpers == {
        one.module for one in importers.SOURCES.values()
    }
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.ReformError)]
    assert set(classes) == set(errors.ERRORS)
    assert len({one.code for one in classes}) == len(classes)


def test_each_setting_stands_once():
    assert [key for key, count in Counter(setting.key for setting in SETTINGS).items() if count > 1] == []


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


def test_what_the_code_cites_stands_in_the_repository():
    cited = {
        (path.name, page)
        for path in PACKAGE.rglob("*.py")
        for page in re.findall(r"\b[a-z]+\.md\b", path.read_text(encoding="utf-8"))
    }
    pages = {page.name for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))}
    assert {(name, page) for name, page in cited if page not in pages} == set()


@pytest.mark.parametrize("own", [{"key": "visit"}, {"plural": "visits"}, {"prefix": "V"}], ids=str)
def test_two_nouns_share_no_name_and_no_letter(own):
    known = listed_nouns()
    with pytest.raises(ValueError, match="two nouns are called"):
        use([*known, ListedNoun(**({"key": "pledge", "plural": "pledges"} | own))])
    assert listed_nouns() == known
