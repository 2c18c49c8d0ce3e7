"""What a workbook would take to read, before it is read: its size unpacked, its farthest cells, no document types.

A workbook of the newer kinds is a zip of XML. Its directory tells sizes; reading each part once, in pieces, checks that
they are true, and finds the corners of each sheet, since one cell in the last corner would fill the memory.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO
from xml.parsers import expat

from reformcli.errors import BadFile
from reformcli.i18n import _

Span = tuple[int, int, int, int]

_MOST_BYTES = 1 << 30
_MOST_PACKED = 250
_SMALL = 1 << 24
_MOST_PARTS = 20_000
_MOST_CELLS = 20_000_000
"""A workbook may have these: bytes unpacked, times smaller packed (of parts that are not small), parts, cells in the
rectangle of a sheet."""

_PIECE = 1 << 20
_OVERLAP = 4096
_NARROW = 52
"""A sheet that has no column with three letters, or beyond AZ, has at most this many."""

_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'](?:[^>]*[^/>])?>")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d{1,9})[\"']")
_WIDE = re.compile(rb"\br=[\"'](?:[A-Z]{3}|[B-Z][A-Z])\d")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check(file: BinaryIO, name: str) -> Mapping[str, list[Span]]:
    """Refuse a workbook that would be too much. The merged areas of an ods, by sheet, since only it must be asked.

    Raises BadFile. The file is at its beginning again afterwards.
    """
    head = file.read(8)
    file.seek(0)
    if head == _OLE:
        return {}
    if not head.startswith(b"PK"):
        raise _no_workbook(head, name)
    try:
        with zipfile.ZipFile(file) as archive:
            _sizes(archive, name)
            return _parts(archive, name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise BadFile(
            _("The file is damaged or cut short: {why}.", why=error), where=name, hint=_("Get the file once more.")
        ) from None
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise BadFile(
            _("The file is damaged or cut short: {why}.", why=error), where=name, hint=_("Get the file once more.")
        ) from None
    finally:
        file.seek(0)


def _no_workbook(head: bytes, name: str) -> BadFile:
    if head.lstrip().lower().startswith((b"<html", b"<!doct", b"<table", b"<?xml")):
        what = _("This is a web page or XML with the name of a workbook.")
    elif not head:
        what = _("The file is empty.")
    else:
        what = _("This is no workbook, whatever its name says.")
    return BadFile(what, where=name, hint=_("Open it in a spreadsheet and save it as xlsx."))


def _sizes(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    packed = [part for part in parts if part.file_size > _SMALL and part.file_size > part.compress_size * _MOST_PACKED]
    if len(parts) > _MOST_PARTS or total > _MOST_BYTES or packed:
        raise BadFile(
            _("The file would unpack to {n} MB from {packed}.", n=total >> 20, packed=_megabytes(parts)),
            where=name,
            hint=_("It is not read. Save only the sheets that are needed."),
        )


def _megabytes(parts: list[zipfile.ZipInfo]) -> str:
    return f"{sum(part.compress_size for part in parts) / (1 << 20):.1f} MB"


def _parts(archive: zipfile.ZipFile, name: str) -> Mapping[str, list[Span]]:
    spans: Mapping[str, list[Span]] = {}
    for part in archive.infolist():
        path = part.filename
        if path == "content.xml":
            spans = _Ods(name).read(_pieces(archive, part))
        elif path.endswith((".xml", ".rels")) and _is_suspicious(_pieces(archive, part), name):
            _must_be_near(_pieces(archive, part), name)
    return spans


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part piece by piece, each with the end of the one before, so that nothing is cut in two."""
    rest = b""
    with archive.open(part) as opened:
        while piece := opened.read(_PIECE):
            yield rest + piece if part.filename != "content.xml" else piece
            rest = piece[-_OVERLAP:]


def _is_suspicious(pieces: Iterator[bytes], name: str) -> bool:
    """Whether a part has cells far to the right or far down. Reads all of it, which checks its size and sum."""
    wide, last = False, 0
    for at, piece in enumerate(pieces):
        if not at and _DOCUMENT_TYPE.search(piece):
            raise BadFile(_("The file declares XML entities, which none needs."), where=name)
        wide = wide or _WIDE.search(piece) is not None
        last = max([last, *map(int, _ROW.findall(piece))])
    return wide or last * _NARROW > _MOST_CELLS


def _must_be_near(pieces: Iterator[bytes], name: str) -> None:
    """Refuse a sheet whose cells span too large a rectangle. Cells that only have a format do not count."""
    columns = rows = 0
    for piece in pieces:
        for found in _CELL.finditer(piece):
            columns, rows = max(columns, _number(found[1])), max(rows, int(found[2]))
        if columns * rows > _MOST_CELLS:
            raise BadFile(
                _("A sheet reaches to column {column} and row {row}.", column=columns, row=rows),
                where=name,
                hint=_("It is not read. Delete the cells far out, or save only what is needed."),
            )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Ods:
    """The sheets of an ods, cell by cell: how far they reach, and which cells cover others."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._spans: dict[str, list[Span]] = {}
        self._sheet = ""
        self._row = self._column = self._rows = 0
        self._far = (0, 0)

    def read(self, pieces: Iterator[bytes]) -> Mapping[str, list[Span]]:
        """The merged areas by sheet."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._document_type
        try:
            for piece in pieces:
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise BadFile(_("The workbook cannot be read: {why}.", why=error), where=self._name) from None
        return self._spans

    def _document_type(self, *_facts: object) -> None:
        raise BadFile(_("The file declares XML entities, which none needs."), where=self._name)

    def _start(self, tag: str, facts: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet = facts.get("table:name", "")
            self._row, self._far = 0, (0, 0)
        elif tag == "table:table-row":
            self._column, self._rows = 0, _times(facts.get("table:number-rows-repeated"))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(facts)

    def _cell(self, facts: dict[str, str]) -> None:
        times = _times(facts.get("table:number-columns-repeated"))
        if "office:value-type" in facts:
            self._far = (max(self._far[0], self._row + self._rows), max(self._far[1], self._column + times))
            if self._far[0] * self._far[1] > _MOST_CELLS:
                raise BadFile(
                    _("A sheet reaches to column {column} and row {row}.", column=self._far[1], row=self._far[0]),
                    where=self._name,
                    hint=_("It is not read. Delete the cells far out, or save only what is needed."),
                )
        down = _times(facts.get("table:number-rows-spanned"))
        across = _times(facts.get("table:number-columns-spanned"))
        if down > 1 or across > 1:
            end = (self._row + down - 1, self._column + across - 1)
            self._spans.setdefault(self._sheet, []).append((self._row, self._column, *end))
        self._column += times

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._rows


def _times(text: str | None) -> int:
    return min(int(text), 1 << 24) if text and text.isdecimal() else 1
