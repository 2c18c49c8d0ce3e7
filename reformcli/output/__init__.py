"""Rendering: every format renders a Table, and there is one list of formats."""

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple, TextIO

from reformcli.i18n import mark
from reformcli.table import Table


class Options(NamedTuple):
    """How to render: people's headings for keys, precautions for spreadsheets, width in terminal cells, colour."""

    labels: bool = False
    excel: bool = False
    width: int = 80
    colour: bool = False


class Format(NamedTuple):
    """A format: the module that writes it, the endings of file names that mean it, and what it is.

    The module has `write(table, out, options)`. `people` is whether it shows labels and sections rather than keys.
    """

    module: str
    endings: tuple[str, ...]
    help: str


FORMATS: Mapping[str, Format] = {
    "csv": Format("delimited", (".csv",), mark("Comma-separated values, keys as headings.")),
    "tsv": Format("tabbed", (".tsv", ".tab"), mark("Tab-separated values, keys as headings.")),
    "json": Format("jsontext", (".json",), mark("One JSON array of objects.")),
    "ndjson": Format("jsonlines", (".ndjson", ".jsonl"), mark("One JSON object a line.")),
    "markdown": Format("markdown", (".md",), mark("A Markdown table.")),
    "html": Format("html", (".html", ".htm"), mark("A page of HTML.")),
}
"""Formats that a flag or the ending of a file's name asks for; otherwise a terminal gets `screen`, the rest `plain`."""


def write(table: Table, out: TextIO, name: str, options: Options) -> None:
    """Write `table` in the format `name` (one of `FORMATS`, `screen` or `plain`)."""
    module = FORMATS[name].module if name in FORMATS else name
    import_module(f"reformcli.output.{module}").write(table, out, options)


def format_of(path: str) -> str | None:
    """The format that the ending of `path` means."""
    lowered = path.lower()
    return next((name for name, kind in FORMATS.items() if lowered.endswith(kind.endings)), None)
