"""CSV and TSV: the ledger's own exports, and the lists that offices keep, with a title above the heading."""

import csv
import json
from collections.abc import Iterable, Iterator

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.importers.headings import EXTRA, Headings, strange, understand
from reformcli.model.noun import NOUNS
from reformcli.model.text import clean
from reformcli.verbs.merge import Record

_ROWS_ABOVE = 10
"""In how many rows a heading is looked for: titles, stamps and blank rows stand above it."""

csv.field_size_limit(1 << 24)


def records(file: Iterable[bytes], name: str, noun: str | None) -> Iterator[Record]:
    """A record for each row below the heading."""
    delimiter = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    rows = _rows(_decoded(file, name), name, delimiter)
    headings, number = _heading(rows, name, noun)
    width = len(headings.keys)
    for cells in rows:
        number += 1
        if not any(cells):
            continue
        place = _("{file}, row {row}", file=name, row=number)
        if len(cells) < width or any(cells[width:]):
            raise BadFile(
                _("The row has {n} cells, the heading {width}.", n=len(cells), width=width),
                where=place,
                hint=_("Look for a missing comma or quotation mark."),
            )
        yield _record(headings, cells, place)


def _heading(rows: Iterator[list[str]], name: str, noun: str | None) -> tuple[Headings, int]:
    seen: list[list[str]] = []
    for number, cells in enumerate(rows, 1):
        headings = understand(cells, name, noun)
        if headings is not None:
            unknown = strange(cells, headings)
            if unknown and len(unknown) < len(headings.keys) and _is_own_format(cells, headings):
                raise BadFile(
                    _("There is no field {field} of {noun}.", field=unknown[0], noun=NOUNS[headings.noun]),
                    where=_("{file}, row {row}", file=name, row=number),
                    hint=_("Write {extra}{field} to keep it as another column.", extra=EXTRA, field=unknown[0]),
                )
            return headings, number
        seen.append(cells)
        if number >= _ROWS_ABOVE:
            break
    raise BadFile(
        _("No row of headings was found in the first {n} rows.", n=_ROWS_ABOVE),
        where=name,
        hint=_("The first row must name the columns, such as title, due and lead; see the page of columns."),
    )


def _is_own_format(cells: list[str], headings: Headings) -> bool:
    """Whether a heading is meant to be the ledger's own: most of it are keys as they are written."""
    as_written = sum(cell.strip() == key for cell, key in zip(cells, headings.keys, strict=False))
    return as_written * 2 > len(headings.keys)


def _record(headings: Headings, cells: list[str], place: str) -> Record:
    found: dict[str, str] = {}
    other: dict[str, str] = {}
    cleaned = 0
    for key, cell in zip(headings.keys, cells, strict=False):
        text, lost = (cell, False) if cell.isprintable() else clean(cell)
        cleaned += lost
        if key.startswith(EXTRA):
            if text.strip() and len(key) > len(EXTRA):
                other[key.removeprefix(EXTRA)] = text.strip()
        elif not found.get(key):
            found[key] = text
    if other:
        found["extra"] = json.dumps(json.loads(found.get("extra") or "{}") | other, ensure_ascii=False)
    return Record(headings.noun, found, place, cleaned)


def _rows(lines: Iterator[str], name: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise BadFile(
            _("The file is not right as CSV: {why}.", why=error),
            where=_("{file}, line {line}", file=name, line=reader.line_num),
            hint=_("Look for a missing quotation mark."),
        ) from None


def _decoded(file: Iterable[bytes], name: str) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadFile(
                _("The text is not UTF-8."),
                where=_("{file}, line {line}", file=name, line=number),
                hint=_("Save it as CSV UTF-8 and import that."),
            ) from None
        yield text if "\0" not in text else text.replace("\0", "")
