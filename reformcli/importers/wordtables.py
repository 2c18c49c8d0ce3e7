"""Word documents: the lists in their tables, with the lines above each. Nothing in them is run, and nothing followed.

All tables of a document are read as those of one sheet, one below the other: a list that goes on in a second table, or
that has a heading of a section before each, is read as it is in a workbook.
"""

import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.importers.sheets.cells import bounds
from reformcli.importers.sheets.cells.sheet import Marks, Sheet, Span
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.dialogue.own_files import must_be_no_paper
from reformcli.importers.sheets.records import list_reading
from reformcli.merging.record import Record

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Tc
    from docx.oxml.text.paragraph import CT_P
    from docx.table import Table

_MOST_BYTES = 1 << 26
"""How large the text of a document may be, unpacked: it is held as a whole while it is read."""

_MOST_LINES = 6
_LONGEST_LINE = 120
"""So many lines above a table may be its title, its stamp or the heading of a section; a longer one is a passage."""

_STRUCK = "./w:rPr/*[self::w:strike or self::w:dstrike][not(@w:val='0' or @w:val='false')]"
_BODY = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0"


def is_document(file: BinaryIO) -> bool:
    """Whether a file is a Word document, whatever it is called. It is at its beginning again afterwards."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _BODY in archive.namelist()
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)


def records(file: BinaryIO, name: str, intake: Intake) -> Iterator[Record]:
    """The records of the tables of a document, in their order. Raises BadFile for one without a table."""
    document = _opened(file, name)
    must_be_no_paper(file, name, intake)
    stack = _Stack()
    inside = 0
    for table, lines in _tables(document):
        inside += len(table._tbl.xpath(".//w:tc//w:tbl"))
        for line in lines:
            stack.add_line(line, len(table.columns))
        stack.add_table(table)
    if not stack.rows:
        raise BadFile(
            _("The document holds no table."), where=name, hint=_("Lists are read from tables, not from passages.")
        )
    if inside:
        intake.say(_("{file}: tables inside cells of a table are left out: {n}.", file=name, n=inside))
    del document
    yield from list_reading.read([stack.sheet()], name, intake)


def _opened(file: BinaryIO, name: str) -> "Document":
    head = file.read(4)
    file.seek(0)
    if head == _OLE:
        raise BadFile(
            _("This is an older Word document, or one that is protected by a password."),
            where=name,
            hint=_("Save it as .docx without a password."),
        )
    broken = BadFile(_("This is no Word document, whatever its name says."), where=name, hint=_("Save it as .docx."))
    if not head.startswith(b"PK"):
        raise broken
    bounds.check(file, name)
    with zipfile.ZipFile(file) as archive:
        if _BODY not in archive.namelist():
            raise broken
        if archive.getinfo(_BODY).file_size > _MOST_BYTES:
            raise BadFile(
                _("The text of the document is larger than {n} MB.", n=_MOST_BYTES >> 20),
                where=name,
                hint=_("Import it in parts."),
            )
    file.seek(0)
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return Document(file)
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError):
        raise broken from None


def _tables(document: "Document") -> "Iterator[tuple[Table, list[str]]]":
    """The tables of a document, each with the short lines right above it."""
    from docx.table import Table

    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield block, lines[-_MOST_LINES:]
            lines = []
        elif text := _paragraph_text(block._p).strip():
            lines = [*lines, text] if len(text) <= _LONGEST_LINE else []


class _Stack:
    """Lines and tables, one below the other, as the cells of one sheet."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._merged: list[Span] = []
        self._struck: set[tuple[int, int]] = set()

    def add_line(self, text: str, width: int) -> None:
        """A line that stands across a table of so many columns."""
        at = len(self.rows)
        self.rows.append([text])
        if width > 1:
            self._merged.append((at, 0, at, width - 1))

    def add_table(self, table: "Table") -> None:
        """The rows of a table. A merged cell says what it says in its first one."""
        top = len(self.rows)
        corners: dict[CT_Tc, tuple[int, int, int, int]] = {}
        for at, row in enumerate(table.rows, top):
            cells = [None] * row.grid_cols_before + [cell._tc for cell in row.cells]
            self.rows.append([""] * len(cells))
            for column, cell in enumerate(cells):
                if cell is not None:
                    first_row, first_column, _row, last_column = corners.get(cell, (at, column, at, column))
                    corners[cell] = (first_row, first_column, at, max(column, last_column))
        for cell, (row, column, last_row, last_column) in corners.items():
            self.rows[row][column] = "\n".join(map(_paragraph_text, _paragraphs(cell))).strip()
            if _is_struck(cell):
                self._struck.add((row, column))
            if (row, column) != (last_row, last_column):
                self._merged.append((row, column, last_row, last_column))

    def sheet(self) -> Sheet:
        """All of it as a sheet without a name."""
        return Sheet("", self.rows, self._merged, Marks(struck=frozenset(self._struck)))


def _paragraphs(cell: "CT_Tc") -> "list[CT_P]":
    """The paragraphs of a cell, also those in a field to fill in, but for those of a table inside it."""
    return list(cell.xpath("./w:p | ./w:sdt/w:sdtContent/w:p"))


def _paragraph_text(paragraph: "CT_P") -> str:
    """What a paragraph says with all changes accepted: what was put in counts, what was taken out does not."""
    pieces = []
    for element in paragraph.xpath(".//w:t[not(ancestor::w:moveFrom)] | .//w:tab | .//w:br | .//w:cr"):
        kind = element.tag.rpartition("}")[2]
        pieces.append((element.text or "") if kind == "t" else "\n" if kind in ("br", "cr") else " ")
    return "".join(pieces)


def _is_struck(cell: "CT_Tc") -> bool:
    """Whether all that a cell says is struck out."""
    runs = [run for run in cell.xpath(".//w:r[w:t]") if "".join(run.xpath("./w:t/text()")).strip()]
    return bool(runs) and all(run.xpath(_STRUCK) for run in runs)
