"""CSV and TSV: the ledger's own exports, and the lists that offices keep, with a title above the heading."""

import csv
import json
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import BinaryIO

from reformcli.errors import BadFile
from reformcli.i18n import _, mark
from reformcli.importers.headings import EXTRA, Headings, strange, understand
from reformcli.model.noun import NOUNS
from reformcli.model.noun import noun as noun_called
from reformcli.model.text import clean
from reformcli.verbs.merge import Place, Record

_ROWS_ABOVE = 10
"""In how many rows a heading is looked for: titles, stamps and blank rows stand above it."""

_ROW = mark("{file}, row {n}")
LINE = mark("{file}, line {n}")
"""Places in a file: a row counts quoted line breaks as one, a line does not."""

csv.field_size_limit(1 << 24)


def records(file: BinaryIO, name: str, noun: str | None) -> Iterator[Record]:
    """A record for each row below the heading."""
    # Bytes that are no UTF-8 become surrogates, which are found where they stand.
    text = TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        delimiter = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
        rows = _rows(text, name, delimiter)
        headings, number = _heading(rows, name, noun)
        width = len(headings.keys)
        for cells in rows:
            number += 1
            if not any(cells):
                continue
            place = Place(_ROW, name, number)
            if len(cells) < width or any(cells[width:]):
                raise BadFile(
                    _("The row has {n} cells, the heading {width}.", n=len(cells), width=width),
                    where=str(place),
                    hint=_("Look for a missing comma or quotation mark."),
                )
            yield _record(headings, cells, place)
    finally:
        text.detach()


def _heading(rows: Iterator[list[str]], name: str, noun: str | None) -> tuple[Headings, int]:
    seen: list[list[str]] = []
    for number, cells in enumerate(rows, 1):
        _must_be_utf8(cells, Place(_ROW, name, number))
        headings = understand(cells, name, noun)
        if headings is not None:
            unknown = strange(cells, headings)
            if unknown and len(unknown) < len(headings.keys) and _is_own_format(cells, headings):
                raise BadFile(
                    _("There is no field {field} of {noun}.", field=unknown[0], noun=NOUNS[headings.noun]),
                    where=str(Place(_ROW, name, number)),
                    hint=_("Write {extra}{field} to keep it as another column.", extra=EXTRA, field=unknown[0]),
                )
            return headings, number
        seen.append(cells)
        if number >= _ROWS_ABOVE:
            break
    raise BadFile(
        _("No row of headings was found in the first {n} rows.", n=_ROWS_ABOVE),
        where=name,
        hint=_("The first row must name the columns: {columns} …", columns=", ".join(_needed(noun)))
        if noun
        else _("The first row must name the columns, such as title, due and lead; see the page of columns."),
    )


def _needed(key: str) -> list[str]:
    """The columns that rows of a noun cannot do without."""
    return [field.key for field in noun_called(key).needed]


def _is_own_format(cells: list[str], headings: Headings) -> bool:
    """Whether a heading is meant to be the ledger's own: most of it are keys as they are written."""
    as_written = sum(cell.strip() == key for cell, key in zip(cells, headings.keys, strict=False))
    return as_written * 2 > len(headings.keys)


def _record(headings: Headings, cells: list[str], place: Place) -> Record:
    if headings.plain and "".join(cells).isprintable():
        return Record(headings.noun, dict(zip(headings.keys, cells, strict=False)), place)
    found: dict[str, str] = {}
    other: dict[str, str] = {}
    cleaned = 0
    _must_be_utf8(cells, place)
    for key, cell in zip(headings.keys, cells, strict=False):
        text, lost = clean(cell)
        cleaned += lost
        if key.startswith(EXTRA):
            if text.strip() and len(key) > len(EXTRA):
                other[key.removeprefix(EXTRA)] = text.strip()
        elif not found.get(key):
            found[key] = text
    if other:
        found["extra"] = json.dumps(json.loads(found.get("extra") or "{}") | other, ensure_ascii=False)
    return Record(headings.noun, found, place, cleaned)


def _must_be_utf8(cells: list[str], place: Place) -> None:
    if any("\udc80" <= character <= "\udcff" for cell in cells for character in cell):
        raise BadFile(_("The text is not UTF-8."), where=str(place), hint=_("Save it as CSV UTF-8 and import that."))


def _rows(lines: Iterable[str], name: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise BadFile(
            _("The file is not right as CSV: {why}.", why=error),
            where=str(Place(LINE, name, reader.line_num)),
            hint=_("Look for a missing quotation mark."),
        ) from None
