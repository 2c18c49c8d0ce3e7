"""CSV, TSV and their kin: the ledger's own exports, row by row, and the lists that offices keep, as a sheet."""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO, TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO

from reformcli.errors import BadFile
from reformcli.i18n import _, mark
from reformcli.importers.sheets.cells import encodings
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.records import plain_rows
from reformcli.importers.sheets.words import heading_table
from reformcli.merging.record import Doubt, Place, Record
from reformcli.model.text import is_misread

if TYPE_CHECKING:
    from reformcli.importers.sheets.cells.sheet import Sheet

_ROW = mark("{file}, row {n}")
LINE = mark("{file}, line {n}")
"""Places in a file: a row counts quoted line breaks as one, a line does not."""

_MOST_BYTES = 1 << 28
"""How large an office's list may be: it is read as a whole. The ledger's own exports may have any size."""

_MOST_MET = 1 << 12
"""How many texts of a list are looked at to find those that come again."""

_LONGEST_CELL = 1 << 24
csv.field_size_limit(_LONGEST_CELL)


def records(file: BinaryIO, name: str, intake: Intake) -> Iterator[Record]:
    """A record for each row below the heading."""
    delimiter = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    if encodings.is_utf8(file):
        marked = file.read(3) == codecs.BOM_UTF8
        file.seek(0)
        text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            rows = _rows(text, name, delimiter)
            if (first := next(rows, None)) is not None:
                headings = plain_rows.own_heading(first, name, intake, Place(_ROW, name, 1))
                if headings is not None:
                    yield from plain_rows.records(_as_meant(rows) if marked else rows, headings, 1, _place_in(name))
                    return
        finally:
            text.detach()
        file.seek(0)
    yield from _of_office(_text_of(file, name, intake), name, intake, delimiter)


def _as_meant(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Rows of an export for spreadsheets (which has a byte-order mark), without the apostrophes that keep texts so."""
    for cells in rows:
        yield [cell[1:] if cell[:1] == "'" and is_misread(cell[1:]) else cell for cell in cells]


def _of_office(text: str, name: str, intake: Intake, usual: str) -> Iterator[Record]:
    delimiter = encodings.delimiter_of(text) if usual == "," else usual
    rows = _rows(StringIO(text, newline=""), name, delimiter)
    place_of = _place_in(name)
    if intake.noun is not None and intake.noun not in heading_table.OFFICE_NOUNS:
        yield from plain_rows.below_titles(rows, name, intake, place_of)
        return
    found = list(_with_equal_cells_once(rows))
    first = next((cells for cells in found if any(cells)), [])
    headings = (
        plain_rows.own_heading(first, name, intake, Place(_ROW, name, 1)) if first is (found or [[]])[0] else None
    )
    if headings is not None:
        yield from plain_rows.records(found[1:], headings, 1, place_of)
        return
    if intake.noun is None and plain_rows.is_of_another_noun(found, name):
        yield from plain_rows.below_titles(iter(found), name, intake, place_of)
        return
    from reformcli.importers.sheets.cells.sheet import Sheet
    from reformcli.importers.sheets.records.list_reading import read

    sheets = [Sheet("", found)]
    del found, text, rows, first  # a list may be long: each of its cells is kept once
    yield from read(given_away(sheets), name, intake)


def _with_equal_cells_once(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """The rows; texts that come again and again, such as units and dates, are kept once."""
    met: dict[str, str] = {}
    for cells in rows:
        if len(met) > _MOST_MET:
            met.clear()
        yield [met.setdefault(cell, cell) for cell in cells]


def given_away(sheets: list["Sheet"]) -> Iterator["Sheet"]:
    """The sheets, each kept no longer than whoever takes it keeps it."""
    while sheets:
        yield sheets.pop(0)


def _text_of(file: BinaryIO, name: str, intake: Intake) -> str:
    content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise BadFile(
            _("The file is larger than {n} MB.", n=_MOST_BYTES >> 20), where=name, hint=_("Import it in parts.")
        )
    try:
        text = encodings.decode(content)
    except encodings.UnknownEncoding as error:
        what = _("The file is UTF-7, which is not read.") if error.utf7 else _("The encoding of the file is not known.")
        where = str(Place(LINE, name, error.line)) if error.line else name
        raise BadFile(what, where=where, hint=_("Save it as CSV UTF-8 and import that.")) from None
    if text is None:
        raise BadFile(_("This is not a text file."), where=name, hint=_("Save it as CSV UTF-8 and import that."))
    if not text.encoding.startswith("utf-8"):
        intake.say(_("{file}: read as {encoding}.", file=name, encoding=text.encoding))
    joined, broken = _joined_again(text.content)
    if broken:
        lines = ", ".join(map(str, broken[:20]))
        intake.doubts.append(
            Doubt(
                Place(LINE, name, broken[0]),
                "",
                _("Lines {lines} hold a carriage return amid a row; it is read as a blank.", lines=lines),
            )
        )
    if text.damaged:
        place = Place(LINE, name, text.damaged[0])
        lines = ", ".join(map(str, text.damaged[:20]))
        intake.doubts.append(
            Doubt(place, "", _("Damaged characters in lines {lines}; they stand as � now.", lines=lines))
        )
    return joined


def _joined_again(text: str) -> tuple[str, list[int]]:
    """A text whose lines end in line feeds, with blanks for carriage returns that stand alone: they would break rows in
    two. The lines (from 1) that held one."""
    if "\r" not in text or "\n" not in text or "\r" not in text.replace("\r\n", ""):
        return text, []
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line.replace("\r", " ") for line in lines), [n for n, line in enumerate(lines, 1) if "\r" in line]


def _place_in(name: str) -> Callable[[int], Place]:
    return lambda number: Place(_ROW, name, number)


def _rows(lines: Iterable[str], name: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    first = 1
    try:
        for cells in reader:
            yield cells
            first = reader.line_num + 1
    except csv.Error as error:
        if reader.line_num > first or "end of data" in str(error):
            what = _("A quotation mark that opens in this row is not closed as it should be in CSV.")
        elif "field larger" in str(error):
            what = _("A cell of this row has more than {n} characters.", n=_LONGEST_CELL)
        else:
            what = _("Something stands between a closing quotation mark and the next cell.")
        hint = _("Look for a missing quotation mark.")
        raise BadFile(what, where=str(Place(LINE, name, first)), hint=hint) from None
