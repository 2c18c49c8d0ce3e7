"""Collects every sentence that the program may say, from its source: what catalogs must hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

import reformcli

PACKAGE = Path(reformcli.__file__).parent
ROOT = PACKAGE.parent
_SPEAKING = {"_": (0,), "mark": (0,), "plural": (1,)}
"""Functions that take sentences, and which of their arguments; a plural's key is its second form."""


def said_in(path: Path) -> Iterator[str]:
    """The sentences in one file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SPEAKING:
            for position in _SPEAKING[node.func.id]:
                if len(node.args) > position and isinstance(node.args[position], ast.Constant):
                    yield str(node.args[position].value)


def all_sentences() -> dict[str, list[str]]:
    """Every sentence, and the files that say it, relative to the package."""
    found: dict[str, list[str]] = {}
    for path in [*sorted(PACKAGE.rglob("*.py")), ROOT / "docs" / "generate.py"]:
        if "locales" not in path.parts:
            for sentence in said_in(path):
                files = found.setdefault(sentence, [])
                if (name := str(path.relative_to(ROOT))) not in files:
                    files.append(name)
    return found


if __name__ == "__main__":
    for sentence, files in all_sentences().items():
        print(f"{files[0]}\t{sentence!r}")
