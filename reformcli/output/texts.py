"""How wide text is on a terminal, where its lines break, and numbers as text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_WIDE = r"\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef"
_OPENING, _CLOSING = "（《“‘【〔〈「『", "，。、；：）》”’】〕〉」』？！…"

WORDS = rf"[{_OPENING}]*(?:(?![{_OPENING}])[{_WIDE}]|[^\s{_WIDE}{_OPENING}]+)[{_CLOSING}]*\s*|[{_OPENING}]+\s*|\s+"
"""Between what a line may break: after each Chinese character with the marks that belong to it, and at spaces."""


def width(text: str) -> int:
    """How many cells of a terminal `text` takes: two for a wide character, none for one that combines."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """`text` filled with spaces to `cells` cells."""
    gap = " " * (cells - width(text))
    return gap + text if right else text + gap


def number(value: int | float) -> str:
    """A number in its shortest form: 3, 2.5."""
    return str(int(value)) if value == int(value) else str(value)


def wrapped(lines: Iterable[str], cells: int) -> list[str]:
    """Lines broken where they are wider than `cells`: between words, or within one that alone is too wide."""
    broken = []
    for line in lines:
        kept = ""
        for word_ in re.findall(WORDS, line):
            for piece in _pieces(word_, cells) if width(word_.rstrip()) > cells else [word_]:
                if kept and width(kept) + width(piece.rstrip()) > cells:
                    broken.append(kept.rstrip())
                    kept = ""
                kept += piece
        broken.append(kept.rstrip())
    return broken


def _pieces(text: str, cells: int) -> Iterator[str]:
    piece = ""
    for character in text:
        if piece and width(piece) + width(character) > cells:
            yield piece
            piece = ""
        piece += character
    yield piece
