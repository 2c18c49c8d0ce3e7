"""The encoding and the delimiter of a text file, told by its bytes."""

import codecs
import csv
import re
from collections.abc import Collection
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
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]")
"""Characters that GB18030 writes in four bytes, of which two are ASCII digits."""

_UTF7 = re.compile(rb"\+[A-Za-z0-9+/]{3,}-?")
_COMMON = (("gb18030", b"\xb0\xa1", b"\xd7\xf9"), ("big5", b"\xa4\x40", b"\xc6\x7e"))
"""The range of the common characters of an encoding: level 1 of GB 2312, of Big5."""

_MOST_ZEROS = 0.05
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1f]")
"""A text may have few zero bytes, which are damage; what has more, or other such bytes beside them, is no text."""

_MOSTLY = 0.7
_RIGHT_FOR_WRONG = 10
"""So many right characters of several bytes for each wrong one make a damaged file of that encoding."""

_LATE, _AFTER_KOREAN = b"\xd0\xa1", b"\xc9\xa1"
"""Where the last quarter of GB 2312's common characters begins, and the last half. Chinese cannot do without them, but
Japanese (EUC-JP) has few characters at the codes of that quarter, and Korean (EUC-KR) none at those of that half."""

_LEAST = 0.05
"""So many of the different characters of a Chinese text, at the least, stand in that quarter, or have a second byte of
7 bits in Big5."""

_FEWEST_JUDGED, _FEWEST_OF_KOREAN = 24, 12
_KANA = re.compile("[\u3041-\u30ff]")
_MOST_KANA = 0.1

_MOST_ACCENTS = 0.4
_NO_WESTERN = re.compile(
    r"[^\W\d_a-zA-Z]{4}|[A-Za-z][\u00c0-\u00de\u0160\u0152\u017d\u0178][a-z]"
    r"|[A-Za-z][\u201a\u0192\u201e\u2020\u2021\u02c6\u2030\u2039\u02dc\u203a\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u00bf][a-z]"
)
"""What Western words do not have: four accented letters in a row, a capital or a sign amid small letters."""

_MOST_ODD = 0.1
_DELIMITERS = ",;\t|"


class Text(NamedTuple):
    """A text, the encoding that it was read in, and the lines (from 1) with bytes that are no characters in it, or with
    zero bytes."""

    content: str
    encoding: str
    damaged: tuple[int, ...] = ()


class UnknownEncoding(Exception):
    """No known encoding makes sense of the bytes. `utf7` is whether they are UTF-7, which nothing reads safely; `line`
    the first one (from 1) that is no UTF-8."""

    def __init__(self, *, utf7: bool = False, line: int = 0) -> None:
        super().__init__()
        self.utf7 = utf7
        self.line = line


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
    """The text that bytes are; None where they are none. Raises UnknownEncoding for text in one that is not known.

    Without a mark, UTF-8 is what decodes as such, a few damaged characters aside. UTF-16 shows by its zero bytes. Of
    what remains, high bytes come in pairs or fours in GB18030 and Big5, whose characters are mostly common ones in the
    right one of the two, and mostly alone, between letters, in Western text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as(content, encoding)
    if (utf16 := _unmarked_utf16(content)) is not None:
        return _as(content, utf16)
    if b"\x00" in content:
        if content.count(b"\x00") > _MOST_ZEROS * len(content) or _BINARY.search(content):
            return None
        text = decode(content.replace(b"\x00", b"\x1a"))
        return text and _with_damage(text.content.replace("\x1a", "\ufffd"), text.encoding)
    if (text := _as(content, "utf-8")) is not None:
        if _is_utf7(content):
            raise UnknownEncoding(utf7=True)
        return text
    text = _damaged_utf8(content) or _chinese(content) or _western(content)
    if text is None:
        raise UnknownEncoding(line=_first_line_that_is_no_utf8(content))
    return text


def _first_line_that_is_no_utf8(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 0


def _as(content: bytes, encoding: str) -> Text | None:
    try:
        return Text(content.decode(encoding).removeprefix("\ufeff"), encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _is_utf7(content: bytes) -> bool:
    """Whether ASCII hides Chinese characters the way UTF-7 does: +ZeVnLA-."""
    if not content.isascii() or not _UTF7.search(content):
        return False
    try:
        return _HAN.search(content.decode("utf-7")) is not None
    except UnicodeDecodeError:
        return False


def _damaged_utf8(content: bytes) -> Text | None:
    """UTF-8 with few bytes that are none: many characters of several bytes are right."""
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - wrong
    return _with_damage(text, "utf-8") if right >= _RIGHT_FOR_WRONG * wrong else None


def _chinese(content: bytes) -> Text | None:
    """GB18030 or Big5, in which nearly all characters are among the common ones of that encoding."""
    if _stands_alone(content):
        return None
    best: Text | None = None
    most = _MOSTLY
    for encoding, first, last in _COMMON:
        text = content.decode(encoding, "replace")
        wrong = text.count("\ufffd")
        han = _HAN.findall(text)
        if not han or wrong * _RIGHT_FOR_WRONG > len(han) or len(_KANA.findall(text)) > _MOST_KANA * len(han):
            continue
        codes = [character.encode(encoding, "ignore") for character in han[:4000]]
        share = sum(first <= code <= last for code in codes if len(code) == 2) / len(codes)
        if not _is_chinese(encoding, set(codes)):
            continue
        if share > most:
            best, most = _with_damage(text, encoding), share
    return best


def _is_chinese(encoding: str, codes: Collection[bytes]) -> bool:
    """Whether different characters lie where those of Chinese do, not where those of other languages would."""
    if encoding == "big5":
        return len(codes) < _FEWEST_OF_KOREAN or sum(code[1] < 0x80 for code in codes) >= _LEAST * len(codes)
    if len(codes) >= _FEWEST_OF_KOREAN and all(code < _AFTER_KOREAN for code in codes):
        return False
    return len(codes) < _FEWEST_JUDGED or sum(code >= _LATE for code in codes) >= _LEAST * len(codes)


def _western(content: bytes) -> Text | None:
    """Western text: single accents and signs between ASCII letters; None for anything else."""
    high = sum(byte > 0x7F for byte in content)
    letters = sum(chr(byte).isalpha() for byte in content if byte < 0x80)
    if high > _MOST_ACCENTS * (letters + high):
        return None
    text = content.decode("cp1252", "replace")
    if len(_NO_WESTERN.findall(text)) + text.count("\ufffd") > _MOST_ODD * high:
        return None
    return _with_damage(text, "cp1252")


def _with_damage(text: str, encoding: str) -> Text:
    """A text with the lines that hold what stands for damage."""
    lines = enumerate(text.split("\n"), 1)
    return Text(text, encoding, tuple(number for number, line in lines if "\ufffd" in line))


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: line ends and commas have their zero byte always on the same side."""
    sample = content[: 1 << 16]
    if len(content) % 2 or b"\x00" not in sample:
        return None
    after = sum(sample.count(mark) for mark in (b"\n\x00", b",\x00", b"\t\x00"))
    before = sum(sample.count(mark) for mark in (b"\x00\n", b"\x00,", b"\x00\t"))
    if after == before:
        return None
    encoding = "utf-16-le" if after > before else "utf-16-be"
    text = sample.decode(encoding, errors="replace")
    printable = sum(character.isprintable() or character in "\r\n\t" for character in text)
    return encoding if printable >= 0.98 * len(text) else None


def _stands_alone(content: bytes) -> bool:
    """Whether most high bytes are alone, as accents and dashes in Western text are."""
    sample = _FOUR_BYTES.sub(b"", content[: 1 << 18])
    runs = [len(run.group()) for run in _HIGH.finditer(sample)]
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
