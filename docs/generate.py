"""Writes the reference pages from the program, in both languages: `python docs/generate.py`.

With `--check` it writes nothing and fails where a page is not what the program says.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

os.environ["COLUMNS"] = "80"

from reformcli import i18n
from reformcli.cli import main
from reformcli.commands import COMMANDS_OF_NOUNS
from reformcli.commands import commands as every_command
from reformcli.commands.forms import COLLECTED_COLUMNS, SENT_COLUMNS
from reformcli.errors import ERRORS, Status
from reformcli.i18n import _, mark
from reformcli.importers.sheets.vocabulary import headings_of
from reformcli.model.fields import Thing
from reformcli.model.noun import Noun, nouns
from reformcli.model.nouns import NOUNS, ListedNoun, listed_nouns, use
from reformcli.reports import REPORTS, report
from reformcli.reports.assigned import COLUMNS as ASSIGNED
from reformcli.reports.changes import COLUMNS as HISTORY
from reformcli.reports.charts import CHARTS, chart
from reformcli.reports.explained import COLUMNS as DATES
from reformcli.reports.forms import MISSING_COLUMNS
from reformcli.reports.handover import COLUMNS as HANDOVER
from reformcli.reports.pages import page_columns
from reformcli.reports.search import COLUMNS as FIND
from reformcli.reports.slips import MOVES_COLUMNS
from reformcli.reports.tables import OWNER_COLUMNS, listed_columns, of_noun
from reformcli.reports.why import COLUMNS as WHY
from reformcli.reports.workdays import MOVED_COLUMNS, YEAR_COLUMNS
from reformcli.settings import SETTINGS
from reformcli.store import create
from reformcli.table import Column

DOCS = Path(__file__).resolve().parent

_INTRODUCTIONS = {
    "commands": mark("Commands"),
    "columns": mark("Columns"),
    "errors": mark("Errors and exit statuses"),
    "settings": mark("Settings"),
    "schema": mark("Schema"),
}
_STATUSES = {
    Status.DONE: mark("Done, or nothing found."),
    Status.FAILED: mark("Failed."),
    Status.USAGE: mark("The command line, or a value in it, cannot be read."),
    Status.OVERDUE: mark("With --exit-code: there is something to report."),
    Status.FAULTS: mark("`reform check` found faults."),
    Status.INTERRUPTED: mark("Interrupted from the keyboard."),
}


def commands() -> Iterator[str]:
    """Every command's help page."""
    for listed in every_command():
        for words in [[listed.name], *([listed.name, sub] for sub, _summary in listed.group)]:
            yield f"\n## reform {' '.join(words)}\n\n```text\n{_printed([*words, '--help']).rstrip()}\n```\n"


def columns() -> Iterator[str]:
    """Every column of every answer."""
    yield (
        "\n"
        + _("Keys are never translated and never removed. Dates are ISO 8601; an empty cell is null in JSON.")
        + "\n"
    )
    for name in REPORTS:
        yield from _columns(f"reform {name}", report(name).columns)
    for name in CHARTS:
        yield from _columns(f"reform chart {name}", chart(name).columns)
    others = {
        "show": page_columns(),
        "why": WHY,
        "find": FIND,
        "history": HISTORY,
        "owner list": OWNER_COLUMNS,
        "owner handover": HANDOVER,
        "assignment list": ASSIGNED,
        "slips REF": MOVES_COLUMNS,
        "check --dates": DATES,
        "forms send": SENT_COLUMNS,
        "forms collect": COLLECTED_COLUMNS,
        "forms missing": MISSING_COLUMNS,
        "workdays load": MOVED_COLUMNS,
        "workdays show": YEAR_COLUMNS,
    }
    for name, shown in others.items():
        yield from _columns(f"reform {name}", shown)
    for kind in nouns():
        if "list" in dict(COMMANDS_OF_NOUNS.get(kind.key, ())):
            continue
        if "list" in kind.commands:
            yield from _columns(f"reform {kind.key} list", listed_columns(kind))
        elif kind.tracked is None:
            yield from _columns(f"reform list --kind {kind.key}", listed_columns(kind))
    for kind in nouns():
        yield from _columns(f"reform export {kind.plural}", of_noun(kind), kind)


def _columns(title: str, shown: tuple[Column, ...], kind: Noun[Thing] | None = None) -> Iterator[str]:
    names = [_("Key"), _("Label"), _("Holds"), _("Meaning")] + (
        [_("Headings that an import takes too")] if kind else []
    )
    yield f"\n## {title}\n\n| {' | '.join(names)} |\n|{' --- |' * len(names)}\n"
    for column in shown:
        meaning = _(column.help) + (
            " " + ", ".join(f"`{code}` {_(word)}" for code, word in column.words.items()) + "." if column.words else ""
        )
        cells = [f"`{column.key}`", _(column.label), column.shape, meaning]
        if kind:
            cells.append("、".join(headings_of(kind.key, column.key)))
        yield f"| {' | '.join(cells)} |\n"


def errors() -> Iterator[str]:
    """Every error code and exit status."""
    yield f"\n| {_('Status')} | {_('Meaning')} |\n| --- | --- |\n"
    for status, meaning in _STATUSES.items():
        yield f"| {int(status)} | {_(meaning)} |\n"
    yield "\n" + _("With --json an error is an object on stderr: its code, what, where and hint.") + "\n"
    yield f"\n| {_('Error code')} | {_('Status')} | {_('Meaning')} |\n| --- | --- | --- |\n"
    for error in ERRORS:
        yield f"| `{error.code}` | {int(error.status)} | {_(error.meaning)} |\n"


def settings() -> Iterator[str]:
    """Every setting."""
    yield (
        "\n"
        + _("A flag wins over the variable, the variable over the settings file, the file over the default.")
        + "\n"
    )
    yield f"\n| {_('Setting')} | {_('Variable')} | {_('Default')} | {_('Meaning')} |\n| --- | --- | --- | --- |\n"
    for one in SETTINGS:
        default = (
            ""
            if one.default is None
            else {True: "yes", False: "no"}.get(one.default, one.default)
            if isinstance(one.default, bool)
            else one.default
        )
        yield f"| `{one.key}` | `{one.variable}` | {default} | {_(one.help)} |\n"


def schema() -> Iterator[str]:
    """The tables of the file, for those who read it with other tools."""
    import sqlite3

    yield (
        "\n"
        + _("The file is SQLite. Read it with any tool; write it only with reform, which keeps the history.")
        + "\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        create(path).close()
        connection = sqlite3.connect(path)
        rows = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE '%_sqlite_migrations%' ORDER BY type = 'trigger', type = 'index', rowid"
        ).fetchall()
        connection.close()
    yield "\n```sql\n" + "".join(f"{' '.join(sql.split())};\n" for (sql,) in rows) + "```\n"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "columns": columns,
    "errors": errors,
    "settings": settings,
    "schema": schema,
}
"""Every reference page."""


def pages(nouns: Iterable[ListedNoun] = NOUNS) -> Iterator[tuple[Path, str]]:
    """Each page's file and text, in each language, of a program that keeps `nouns`."""
    use(nouns)
    for language in i18n.LANGUAGES:
        i18n.use(language)
        os.environ["REFORM_LANG"] = language
        for name, make in PAGES.items():
            text = f"# {_(_INTRODUCTIONS[name])}\n\n<!-- {_('Written by docs/generate.py.')} -->\n" + "".join(make())
            yield DOCS / (f"{name}.md" if language == i18n.DEFAULT else f"{name}.{language}.md"), text
    i18n.use(i18n.DEFAULT)


def _printed(argv: list[str]) -> str:
    from contextlib import redirect_stdout
    from io import StringIO

    with redirect_stdout(StringIO()) as out:
        main(argv, listed_nouns())
    return out.getvalue()


def stale() -> list[Path]:
    """The pages that are not what the program says."""
    return [path for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("".join(f"{path.name} is stale: run docs/generate.py\n" for path in stale()) or 0)
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
