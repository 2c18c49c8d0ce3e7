"""Words: one meaning each, in code and on the page that lists them."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

from reformcli.locales.zh import SENTENCES
from reformcli.model.noun import noun
from reformcli.model.nouns import NOUNS

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "reformcli"
PAGE = (ROOT / "docs" / "words.md").read_text("utf-8")

# Names that say how a value came about instead of what it is.
_DIALECT = {"found", "given", "had", "kept", "known", "left", "made", "one", "said", "take", "taken", "told", "wanted"}

# Nouns that live within another's words on the page.
_WITHIN = {"day", "rules"}


def rows(heading: str) -> list[list[str]]:
    """The cells of the page's table under a heading, without the two rows that head it."""
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in part.splitlines() if line.startswith("| ")][2:]


@cache
def definitions() -> list[tuple[Path, ast.ClassDef | ast.FunctionDef]]:
    return [
        (path, node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    ]


@cache
def public_classes() -> Counter[str]:
    return Counter(
        node.name for _, node in definitions() if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )


def test_no_two_public_classes_have_one_name():
    assert {name: count for name, count in public_classes().items() if count > 1} == {}


def test_no_public_function_has_a_parameter_of_the_dialect():
    names = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}({argument.arg})"
        for path, node in definitions()
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if argument.arg in _DIALECT
    ]
    assert names == []


def test_a_word_stands_once_on_the_page():
    words = Counter(
        word for heading in ("The office", "The code") for row in rows(heading) for word in re.split(r", ", row[0])
    )
    assert [word for word, count in words.items() if count > 1] == []


def test_every_noun_is_on_the_page_in_both_languages():
    page = {word: row[1] for row in rows("The office") for word in row[0].split(", ")}
    labels = [noun(listed.key).label for listed in NOUNS if listed.key not in _WITHIN]
    assert [label for label in labels if label not in page] == []
    assert [label for label in labels if SENTENCES[label] not in page[label]] == []


def test_every_name_in_code_is_a_class():
    names = [name for row in rows("The code") for name in re.findall(r"`([A-Z]\w+)`", " ".join(row))]
    assert [name for name in names if public_classes()[name] != 1] == []


_CALLED_ALIKE = {
    "commands",  # as people type them
    "locales/zh",  # as the room whose sentences they hold
    "reports",  # as their commands
    "reports/charts",
    "reports/papers",
    "reports/scores",
    "importers",  # as the kinds of files, which formats are too
    "output",
    "deadlines/chinese",  # one as the other
    "deadlines/english",
    "model",  # as nouns, which verbs are about
    "verbs",
}
"""Rooms in which modules are called as what they are a list of; a path tells them apart."""


def test_no_two_other_modules_have_one_name():
    rooms: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.stem not in ("__init__", "__main__"):
            rooms.setdefault(path.stem, []).append(str(path.parent.relative_to(PACKAGE)))
    others = {name: [room for room in named if room not in _CALLED_ALIKE] for name, named in rooms.items()}
    assert {name: named for name, named in others.items() if len(named) > 1} == {}
