"""Rendering: every format renders a Table, some a Document too, and there is one list of formats."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from reformcli.errors import UsageError
from reformcli.i18n import _, joined, mark
from reformcli.table import Table

if TYPE_CHECKING:
    from reformcli.document import Document


class Identity(NamedTuple):
    """What a calendar knows a piece of work by: its uid, and which version of its entry this is."""

    uid: str
    sequence: int


class Calendar(NamedTuple):
    """How to make entries of a calendar.

    `at` is the moment of writing, in UTC; `tasks` is whether entries are tasks rather than events; `alarm` the days
    before the due date on which they ring, or None. `identities` gives those of all work by ref, for tables without.
    """

    at: datetime
    tasks: bool
    alarm: int | None
    identities: Callable[[], Mapping[str, Identity]]


class Options(NamedTuple):
    """How to render: people's headings for keys, precautions for spreadsheets, width in terminal cells, colour.

    `calendar` is there for the format `ics`, `day` (the day that counts as today) for `xlsx` and `docx`, for which
    `letterhead` is the Word file whose looks a paper takes, None for those that it comes with. `sheet` is the size
    of the pages that a page of HTML is printed on, such as A3; the printer's unless given.
    """

    labels: bool = False
    excel: bool = False
    width: int = 80
    colour: bool = False
    calendar: Calendar | None = None
    day: date | None = None
    letterhead: Path | None = None
    sheet: str = ""


class Format(NamedTuple):
    """A format: the module that writes it, the endings of file names that mean it, and what it is.

    The module has `write(table, out, options)`, for a format of `papers` also `write_document(document, out, options)`,
    and `is_ours(path, table)`: whether a file is an answer of ours that a newer one may replace unasked; without a
    table only what bears a mark of ours is. `needs` are keys of columns without which it can write nothing. A `binary`
    format writes bytes rather than text, which no terminal can show.
    """

    module: str
    endings: tuple[str, ...]
    help: str
    needs: tuple[str, ...] = ()
    binary: bool = False
    papers: bool = False


FORMATS: Mapping[str, Format] = {
    "csv": Format("delimited", (".csv",), mark("Comma-separated values, keys as headings.")),
    "tsv": Format("tabbed", (".tsv", ".tab"), mark("Tab-separated values, keys as headings.")),
    "json": Format("jsontext", (".json",), mark("One JSON array of objects."), papers=True),
    "ndjson": Format("jsonlines", (".ndjson", ".jsonl"), mark("One JSON object a line.")),
    "markdown": Format("markdown", (".md",), mark("A Markdown table."), papers=True),
    "html": Format("html", (".html", ".htm"), mark("A page of HTML."), papers=True),
    "svg": Format("svg", (".svg",), mark("A picture, above all of a chart.")),
    "xlsx": Format("xlsx", (".xlsx",), mark("A workbook for spreadsheet programs."), binary=True),
    "docx": Format("docx", (".docx",), mark("A document for word processors."), binary=True, papers=True),
    "ics": Format("ics", (".ics",), mark("iCalendar: due dates for a calendar program."), ("ref", "title", "due")),
}
"""Formats that a flag or the ending of a file's name asks for; otherwise a terminal gets `screen`, the rest `plain`."""


def write(answer: "Table | Document", out: IO[Any], name: str, options: Options) -> None:
    """Write `answer` in the format `name` (one of `FORMATS`, `screen` or `plain`). Raises UsageError, see `check`."""
    module = import_module(f"reformcli.output.{FORMATS[name].module if name in FORMATS else name}")
    if isinstance(answer, Table):
        check(name, [column.key for column in answer.columns])
        module.write(answer, out, options)
    else:
        check_paper(name)
        module.write_document(answer, out, options)


def is_ours(name: str, path: "Path", table: Table | None) -> bool:
    """Whether a file is what an answer in the format `name` left there: that of the same report, or one that is marked.

    Without a `table` only a mark tells.
    """
    ours: bool = import_module(f"reformcli.output.{FORMATS[name].module}").is_ours(path, table)
    return ours


def is_binary(name: str) -> bool:
    """Whether the format `name` writes bytes."""
    return name in FORMATS and FORMATS[name].binary


def check(name: str, keys: Collection[str]) -> None:
    """Raise UsageError where a table with the columns `keys` lacks what the format `name` needs."""
    needs = FORMATS[name].needs if name in FORMATS else ()
    if lacking := [key for key in needs if key not in keys]:
        what = _(
            "This answer cannot be written as {format}: it has no {columns}.", format=name, columns=joined(lacking)
        )
        raise UsageError(what, hint=_("Due dates come from `reform calendar --ics`."))


def check_paper(name: str) -> None:
    """Raise UsageError where the format `name` is one of lists, which no paper is."""
    if name in FORMATS and not FORMATS[name].papers:
        raise UsageError(
            _("A paper cannot be written as {format}.", format=name),
            hint=_("Use --markdown, --html or --json, or -o with a name that ends in .docx."),
        )


def format_of(path: str) -> str | None:
    """The format that the ending of `path` means."""
    lowered = path.lower()
    return next((name for name, kind in FORMATS.items() if lowered.endswith(kind.endings)), None)
