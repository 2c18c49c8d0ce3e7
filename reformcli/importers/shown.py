"""What a workbook of the newer kind shows of its cells beside their values: hidden rows, struck text, indents, fills,
days of which only the month is shown.

The library that reads values tells none of these. Each sheet's part is read once, element by element.
"""

import re
import zipfile
from collections.abc import Mapping
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from reformcli.importers.sheets.cells.sheet import Marks

_PIECE = 1 << 20
_MOST_BYTES = 1 << 26
"""A part larger than this is not looked at: what it shows is not worth the time."""


_WHITE = "FFFFFF"

_MONTHS = {"17", "27", "36", "50", "52", "57"}
"""The built-in formats of a month and its year (ECMA-376 part 1, 18.8.30, those from 27 on in Chinese workbooks)."""

_NO_CODE = re.compile(r'"[^"]*"|\\.|\[[^]]*]|;.*')
"""What of the code of a format stands for no part of a day."""


class _Style(NamedTuple):
    """What a cell's format says that matters here."""

    struck: bool = False
    indent: int = 0
    fill: str | None = None
    months: bool = False


def marks_of(file: BinaryIO) -> Mapping[str, Marks]:
    """The marks of each sheet by name; none for files that are no xlsx. The file is at its beginning afterwards."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return dict(_sheets(archive))
    except (zipfile.BadZipFile, KeyError, expat.ExpatError, OSError, ValueError):
        return {}
    finally:
        file.seek(0)


def _sheets(archive: zipfile.ZipFile) -> Mapping[str, Marks]:
    names = archive.namelist()
    if "xl/workbook.xml" not in names:
        return {}
    targets = _Relations(archive.read("xl/_rels/workbook.xml.rels")).targets
    styles = _Styles(archive.read("xl/styles.xml")).styles if "xl/styles.xml" in names else []
    made = {}
    for name, relation in _Sheets(archive.read("xl/workbook.xml")).sheets:
        target = targets.get(relation, "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if path in names and archive.getinfo(path).file_size <= _MOST_BYTES:
            made[name] = _Cells(archive, path, styles).marks()
    return made


class _Reader:
    """Reads XML element by element; names come without their namespace."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = lambda tag, facts: self.start(tag.rpartition(":")[2], facts)
        self._parser.EndElementHandler = lambda tag: self.end(tag.rpartition(":")[2])

    def read(self, content: bytes, *, last: bool = True) -> None:
        """Read a piece of the part."""
        self._parser.Parse(content, last)

    def start(self, tag: str, facts: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""


class _Relations(_Reader):
    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}
        self.read(content)

    def start(self, tag: str, facts: Mapping[str, str]) -> None:
        if tag == "Relationship":
            self.targets[facts.get("Id", "")] = facts.get("Target", "")


class _Sheets(_Reader):
    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.read(content)

    def start(self, tag: str, facts: Mapping[str, str]) -> None:
        if tag == "sheet":
            relation = next((text for key, text in facts.items() if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((facts.get("name", ""), relation))


class _Styles(_Reader):
    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.styles: list[_Style] = []
        self._fonts: list[bool] = []
        self._fills: list[str | None] = []
        self._months = set(_MONTHS)
        self._inside = ""
        self.read(content)

    def start(self, tag: str, facts: Mapping[str, str]) -> None:
        if tag in ("fonts", "fills", "cellXfs"):
            self._inside = tag
        elif tag == "numFmt" and _is_of_months(facts.get("formatCode", "")):
            self._months.add(facts.get("numFmtId", ""))
        elif self._inside == "fills":
            self._fill(tag, facts)
        elif tag == "font" and self._inside == "fonts":
            self._fonts.append(False)
        elif tag == "strike" and self._inside == "fonts" and self._fonts:
            self._fonts[-1] = facts.get("val", "1") not in ("0", "false")
        elif tag == "xf" and self._inside == "cellXfs":
            font = int(facts.get("fontId", "0"))
            fill = int(facts.get("fillId", "0"))
            self.styles.append(
                _Style(
                    font < len(self._fonts) and self._fonts[font],
                    fill=self._fills[fill] if fill < len(self._fills) else None,
                    months=facts.get("numFmtId") in self._months,
                )
            )
        elif tag == "alignment" and self._inside == "cellXfs" and self.styles:
            self.styles[-1] = self.styles[-1]._replace(indent=int(facts.get("indent", "0")))

    def _fill(self, tag: str, facts: Mapping[str, str]) -> None:
        """A part of a fill: only one that is solid colours a cell, and white is none."""
        if tag == "fill":
            self._fills.append(None)
        elif tag == "patternFill" and self._fills and facts.get("patternType") == "solid":
            self._fills[-1] = ""
        elif tag == "fgColor" and self._fills and self._fills[-1] == "":
            colour = facts["rgb"][-6:].upper() if "rgb" in facts else ""
            theme = f"theme {facts.get('theme', facts.get('indexed', ''))} {facts.get('tint', '')}".strip()
            self._fills[-1] = None if colour == _WHITE or theme == "theme 0" else colour or theme

    def end(self, tag: str) -> None:
        if tag in ("fonts", "fills", "cellXfs"):
            self._inside = ""


def _is_of_months(code: str) -> bool:
    """Whether the code of a format shows the month of a day and not the day: yyyy"年"m"月"."""
    letters = set(_NO_CODE.sub("", code.casefold()))
    return "m" in letters and not letters & set("dhs")


class _Cells(_Reader):
    """The rows and cells of one sheet."""

    def __init__(self, archive: zipfile.ZipFile, path: str, styles: list[_Style]) -> None:
        super().__init__()
        self._styles = styles
        self._row = -1
        self._column = -1
        self._formula = self._value = self._inside = False
        self._parser.CharacterDataHandler = self.text
        self._hidden: set[int] = set()
        self._struck: set[tuple[int, int]] = set()
        self._unvalued: set[tuple[int, int]] = set()
        self._indents: dict[tuple[int, int], int] = {}
        self._outline: dict[int, int] = {}
        self._fills: dict[tuple[int, int], str] = {}
        self._months: set[tuple[int, int]] = set()
        with archive.open(path) as part:
            while piece := part.read(_PIECE):
                self.read(piece, last=False)
            self.read(b"")

    def marks(self) -> Marks:
        """What the sheet shows."""
        return Marks(
            frozenset(self._hidden),
            frozenset(self._struck),
            frozenset(self._unvalued),
            self._indents,
            self._outline,
            self._fills,
            frozenset(self._months),
        )

    def start(self, tag: str, facts: Mapping[str, str]) -> None:
        if tag == "row":
            self._row = int(facts["r"]) - 1 if "r" in facts else self._row + 1
            self._column = -1
            if facts.get("hidden") in ("1", "true"):
                self._hidden.add(self._row)
            if level := int(facts.get("outlineLevel", "0")):
                self._outline[self._row] = level
        elif tag == "c":
            self._column = _column(facts["r"]) if "r" in facts else self._column + 1
            self._formula = self._value = False
            style = int(facts.get("s", "0"))
            if style < len(self._styles):
                if self._styles[style].months:
                    self._months.add((self._row, self._column))
                if self._styles[style].struck:
                    self._struck.add((self._row, self._column))
                if fill := self._styles[style].fill:
                    self._fills[self._row, self._column] = fill
                if self._styles[style].indent:
                    self._indents[self._row, self._column] = self._styles[style].indent
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "is"):
            self._inside = True

    def text(self, _data: str) -> None:
        """Text stands in an element."""
        self._value = self._value or self._inside

    def end(self, tag: str) -> None:
        if tag in ("v", "is"):
            self._inside = False
        elif tag == "c" and self._formula and not self._value:
            self._unvalued.add((self._row, self._column))


def _column(reference: str) -> int:
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number - 1
