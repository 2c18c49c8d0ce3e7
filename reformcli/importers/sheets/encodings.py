"""The encoding and the delimiter of a text file, told by its bytes."""

import codecs
import csv
import re
from io import StringIO
from typing import BinaryIO, NamedTuple

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_DELIMITERS = ",;\t|"


class Text(NamedTuple):
    """A text, and the encoding that it was read in."""

    content: str
    encoding: str


def is_utf8(file: BinaryIO) -> bool:
    """Whether a whole file is UTF-8. It is read once, in pieces, and is then at its beginning again."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def decode(content: bytes) -> Text | None:
    """The text that bytes are; None where they are none.

    Without a mark, UTF-8 is what decodes as such. UTF-16 shows by its zero bytes. Of what remains, high bytes come in
    pairs in GB18030 and mostly alone, between letters, in Western text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as(content, encoding)
    if (utf16 := _unmarked_utf16(content)) is not None:
        return _as(content, utf16)
    if b"\x00" in content:
        return None
    if (found := _as(content, "utf-8")) is not None:
        return found
    chinese, western = _as(content, "gb18030"), _as(content, "cp1252") or _as(content, "latin-1")
    if chinese is not None and _HAN.search(chinese.content) and not _stands_alone(content):
        return chinese
    return western


def _as(content: bytes, encoding: str) -> Text | None:
    try:
        return Text(content.decode(encoding).removeprefix("\ufeff"), encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: line ends and commas have their zero byte always on the same side."""
    sample = content[: 1 << 16]
    if len(content) % 2 or b"\x00" not in sample:
        return None
    after = sum(sample.count(one) for one in (b"\n\x00", b",\x00", b"\t\x00"))
    before = sum(sample.count(one) for one in (b"\x00\n", b"\x00,", b"\x00\t"))
    if after == before:
        return None
    encoding = "utf-16-le" if after > before else "utf-16-be"
    text = sample.decode(encoding, errors="replace")
    printable = sum(character.isprintable() or character in "\r\n\t" for character in text)
    return encoding if printable >= 0.98 * len(text) else None


def _stands_alone(content: bytes) -> bool:
    """Whether most high bytes are alone, as accents and dashes in Western text are."""
    runs = [len(found.group()) for found in _HIGH.finditer(content[: 1 << 18])]
    return bool(runs) and sum(run == 1 for run in runs) * 2 > len(runs)


def delimiter_of(text: str) -> str:
    """What separates the cells: what gives the most rows of the same number of cells, and more than one."""
    sample = text[: 1 << 16]
    if len(sample) < len(text):
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        try:
            reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
            widths = [len(cells) for cells in reader if any(cells)]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        score = 0 if usual < 2 else widths.count(usual) / len(widths) * (1 + min(usual, 20) / 100)
        if score > most:
            best, most = delimiter, score
    return best
