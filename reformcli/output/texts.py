"""How wide text is on a terminal, and numbers as text."""

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


def number(value: int | float) -> str:
    """A number in its shortest form: 3, 2.5."""
    return str(int(value)) if value == int(value) else str(value)
