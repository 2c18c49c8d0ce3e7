"""How wide text is on a terminal."""

import unicodedata


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
