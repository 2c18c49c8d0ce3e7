"""Writes the reference pages from the program, in both languages: `python docs/generate.py`.

With `--check` it writes nothing and fails where a page is not what the program says.
"""

import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

os.environ["COLUMNS"] = "80"

from reformcli import i18n
from reformcli.cli import main
from reformcli.commands import commands as every_command
from reformcli.commands.forms import SENT_COLUMNS
from reformcli.deadlines import Conventions, read
from reformcli.deadlines.chinese.moments import MOMENTS as CHINESE_MOMENTS
from reformcli.deadlines.chinese.parts import PARTS as CHINESE_PARTS
from reformcli.deadlines.chinese.recurring import DETAILS as CHINESE_DETAILS
from reformcli.deadlines.chinese.relative import COUNTS as CHINESE_COUNTS
from reformcli.deadlines.chinese.terms import LIMITS as CHINESE_LIMITS
from reformcli.deadlines.english.moments import MOMENTS as ENGLISH_MOMENTS
from reformcli.deadlines.english.recurring import DETAILS as ENGLISH_DETAILS
from reformcli.deadlines.english.recurring import RECURRENCES as ENGLISH_RECURRENCES
from reformcli.deadlines.english.relative import COUNTED as ENGLISH_COUNTED
from reformcli.errors import ERRORS, Status
from reformcli.i18n import _, mark
from reformcli.importers.sheets.words.heading_table import headings_of
from reformcli.model.fields import Thing
from reformcli.model.noun import Noun, nouns
from reformcli.model.nouns import NOUNS, ListedNoun, listed_nouns, use
from reformcli.reports.catalogue import answers
from reformcli.reports.papers import PAPERS, paper
from reformcli.reports.papers.declared import PaperField
from reformcli.reports.tables import of_noun
from reformcli.rulebook import default_text, rulebook
from reformcli.rulebook.parts import sections
from reformcli.rulebook.printing import as_plain, values_of
from reformcli.rulebook.score_facts import FACTS
from reformcli.rulebook.score_reading import RULE_KEYS
from reformcli.settings import SETTINGS
from reformcli.shell.collected import COLLECTED_COLUMNS
from reformcli.store import create
from reformcli.store.rows import columns_of
from reformcli.store.sqlite.schema import SENTENCES_OF_TABLES
from reformcli.store.sqlite.views import SENTENCES_OF_VIEWS
from reformcli.table import Column

DOCS = Path(__file__).resolve().parent

_INTRODUCTIONS = {
    "commands": mark("Commands"),
    "columns": mark("Columns"),
    "errors": mark("Errors and exit statuses"),
    "settings": mark("Settings"),
    "rules": mark("The rules of the office"),
    "schema": mark("Schema"),
    "deadlines-forms": mark("Time limits, form by form"),
    "papers": mark("Papers of the office"),
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
    """Every command's help page, after what `reform help` explains besides them."""
    for words in (["help"], ["help", "options"]):
        yield f"\n## reform {' '.join(words)}\n\n```text\n{_printed(words).rstrip()}\n```\n"
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
    for command, shown in answers():
        yield from _columns(f"reform {command}", shown)
    yield from _columns("reform forms send", SENT_COLUMNS)
    yield from _columns("reform forms collect", COLLECTED_COLUMNS)
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


def rules() -> Iterator[str]:
    """Every part of the rules, its keys and what they are where an office has loaded none."""
    yield (
        "\n"
        + _("`reform rules show` prints the rules that count, `reform rules load` lets others count from a day on.")
        + " "
        + _(
            "A part that they give takes the place of the one before whole, but for the kinds of [process]; one that"
            " they leave out stays as it was. Keys and words may be written as in the second column, in either language"
            " and without quotation marks."
        )
        + "\n"
    )
    default = values_of(rulebook())
    for name, section in sections():
        yield f"\n## [{name}] {_(section.label)}\n\n{_(section.help)}\n"
        yield f"\n| {_('Key')} | {_('Word')} | {_('Default')} | {_('Meaning')} |\n| --- | --- | --- | --- |\n"
        for key, label in section.labels().items():
            declared = section.key(key)
            value = None if declared.rows or key == "rules" else as_plain(default[name].get(key))
            text = "" if value is None else json.dumps(value, ensure_ascii=False)
            yield f"| `{key}` | {_(label)} | {text} | {_(declared.help)} |\n"
            for part, each in declared.rows.keys.items() if declared.rows and section.each is None else ():
                yield f"| `{key}.{part}` | {_(each.label)} | | {_(each.help)} |\n"
            for part, each in RULE_KEYS.items() if key == "rules" else ():
                yield f"| `rules.{part}` | {_(each.label)} | | {_(each.help)} |\n"
        if name == "score":
            yield from _facts()
        for part, each in section.each.rows.keys.items() if section.each and section.each.rows else ():
            yield f"| `….{part}` | {_(each.label)} | | {_(each.help)} |\n"
    yield f"\n```toml\n{default_text()}```\n"


def _facts() -> Iterator[str]:
    """The facts that rules of scores can speak of, and what a rule can ask of each."""
    yield f"\n| {_('Fact')} | {_('Key')} | {_('Word')} | {_('Meaning')} |\n| --- | --- | --- | --- |\n"
    for key, fact in FACTS.items():
        yield f"| `{key}` | | {_(fact.label)} | {_(fact.help)} |\n"
        for attribute, declared in fact.attributes.items():
            yield f"| `{key}` | `{attribute}` | {_(declared.label)} | {_(declared.help)} |\n"


def schema() -> Iterator[str]:
    """The tables and views of the file, for those who read it with other tools."""
    yield (
        "\n"
        + _("The file is SQLite. Read it with any tool; write it only with reform, which keeps the history.")
        + " "
        + _("The views are made for that: `sqlite-utils rows ledger.db open_work` lists what is still to be done.")
        + "\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        create(path).close()
        connection = sqlite3.connect(path)
        try:
            for name, (sentence, meanings) in SENTENCES_OF_VIEWS.items():
                yield from _described(connection, name, _(sentence), meanings)
            for kind in nouns():
                yield from _described(connection, kind.plural, _(kind.label), _meanings(kind))
            for name, (sentence, meanings) in SENTENCES_OF_TABLES.items():
                yield from _described(connection, name, _(sentence), meanings)
        finally:
            connection.close()


def _described(connection: sqlite3.Connection, name: str, sentence: str, meanings: Mapping[str, str]) -> Iterator[str]:
    """A table or view: what it is, its columns with type and meaning. Raises KeyError for a column without one."""
    yield f"\n## {name}\n\n{sentence}\n"
    yield f"\n| {_('Column')} | {_('Type')} | {_('Meaning')} |\n| --- | --- | --- |\n"
    for _number, column, kind, *_rest in connection.execute(f"PRAGMA table_info({name})"):
        yield f"| `{column}` | {kind} | {_(meanings[column])} |\n"


def _meanings(kind: Noun[Thing]) -> dict[str, str]:
    """What the columns of a noun's table mean."""
    return {column: field.help for field in kind.fields.values() for column in columns_of(field)}


def time_forms() -> Iterator[str]:
    """The rows of the grammars of time limits, in the order in which they are tried, and what they make."""
    yield (
        "\n"
        + _("A form is what stands in a phrase, in order; `|` separates alternatives, `?` marks what may be missing.")
        + " "
        + _("Words in capitals are pieces: a length, a day, an ordinal. The first form of a table that fits is taken.")
        + "\n"
    )
    yield from _forms(mark("Days and periods in English"), [(row.form, row.examples) for row in ENGLISH_MOMENTS])
    counted = [(row.form, row.examples) for row in ENGLISH_COUNTED]
    yield from _forms(mark("Counted limits in English"), counted)
    yield from _forms(mark("Days and periods in Chinese"), [(row.form, row.examples) for row in CHINESE_MOMENTS])
    parts = [(row.form, (row.example,)) for row in CHINESE_PARTS]
    yield from _forms(mark("What narrows a period in Chinese"), parts)
    limits = [(row.form, (row.example,)) for row in CHINESE_LIMITS]
    yield from _forms(mark("Limits in Chinese, after a day or period"), limits)
    counts = [(f"LENGTH {row.form}".rstrip(), (row.example,)) for row in CHINESE_COUNTS]
    yield from _forms(mark("Counted limits in Chinese"), counts)
    tables = {
        mark("Recurring work in English, by itself"): ENGLISH_RECURRENCES,
        mark("Recurring work in English, after a pace such as monthly or every quarter"): ENGLISH_DETAILS,
        mark("Recurring work in Chinese, after a pace such as 每月 or 按季度"): CHINESE_DETAILS,
    }
    for title, rows in tables.items():
        yield f"\n## {_(title)}\n\n| {_('What is written')} | {_('Rule')} | {_('Other reading')} | {_('Units')} |\n"
        yield "| --- | --- | --- | --- |\n"
        for row in rows:
            form = row.form.replace("|", "\\|")
            other = f"`{row.other}`" if row.other else _("in doubt") if row.ambiguous else ""
            yield f"| `{form}` | `{row.rule}` | {other} | {row.units.replace(',', ', ')} |\n"


def _forms(title: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """A table of forms with the phrases that they read."""
    yield f"\n## {_(title)}\n\n| {_('What is written')} | {_('Examples')} |\n| --- | --- |\n"
    for form, examples in rows:
        shown = "; ".join(f"`{phrase}` → {_due(phrase)}" for phrase in examples)
        yield f"| `{form.replace('|', chr(92) + '|')}` | {shown} |\n"


def _due(phrase: str) -> str:
    """The due day of a phrase in the examples' year, and its other reading; without a day, what is said of it."""
    reading = read(phrase, EXAMPLES_BASE, Conventions(EXAMPLES_BASE.year))
    due = str(reading.end or reading.sentence)
    return f"{due} ≈ {reading.other_end}" if reading.other_end else due


EXAMPLES_BASE = date(2026, 3, 15)
"""The day from which the pages on deadlines count."""


def papers() -> Iterator[str]:
    """How templates are written, and the fields of every paper."""
    for sentence in _OF_PAPERS:
        yield f"\n{_(sentence)}\n"
    for name, summary in PAPERS.items():
        yield f"\n## reform paper {name}\n\n{_(summary)}\n\n| {_('Field')} | {_('Meaning')} |\n| --- | --- |\n"
        for key, field in _fields(paper(name).fields):
            shown = ", ".join(f"`{column.key}`" for column in field.columns)
            meaning = _(field.help)
            meaning = _("{meaning} Columns: {columns}.", meaning=meaning, columns=shown) if shown else meaning
            yield f"| `{key}` | {meaning} |\n"


def _fields(fields: Iterable[PaperField], within: str = "") -> Iterator[tuple[str, PaperField]]:
    """Each field and those of its records, with the way to it."""
    for field in fields:
        yield within + field.key, field
        yield from _fields(field.fields, f"{within}{field.key}.")


_OF_PAPERS = (
    mark("A paper is a draft: nothing is written into the ledger."),
    mark(
        "`reform paper NAME --template` prints its template. Kept as NAME.LANG.md in the folder that the setting"
        " papers.folder names, it takes the place of the shipped one."
    ),
    mark(
        "A template is Markdown: a title with `#` first, headings with `##` to `####`, paragraphs, lists with `-` or"
        " `1.`, `**heavy**` words, and `>` before the lines of who signs and the date. A line `---` is where the paper"
        " is cut off, `***` begins a new page. Whatever else Markdown has is text."
    ),
    mark(
        "`{{ field }}` puts a value in its place; a table stands in a line of its own. `{% if field %}` and"
        " `{% for part in field %}` choose and repeat; `|long` writes a date in words, `|month` its month, `|count`"
        " counts, `|percent` writes a share."
    ),
    mark("A value is text, whatever it holds: it never becomes a heading, a list or a mark."),
    mark("With --json a paper is an object of its fields, and of `paper`, its name."),
    mark("A heading that begins with 一、, （一） or 1. is numbered by its place."),
    mark(
        "Styles of a letterhead that count: Normal, Title, Heading 1 to Heading 3, Signature, Table Text; those that "
        "it lacks look as in papers without one."
    ),
)

PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "columns": columns,
    "errors": errors,
    "settings": settings,
    "rules": rules,
    "schema": schema,
    "deadlines-forms": time_forms,
    "papers": papers,
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
