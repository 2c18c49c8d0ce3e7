"""Parts that stand below an item under a heading of their own, as Monday writes them: Subitems, Name, Owner, Status.

Such a heading begins with the name of the parts; the rows below it leave its column blank. Their cells are moved into
the columns of the heading above that mean the same, so that the rows read like those of any outline.
"""

from collections.abc import Sequence
from typing import Any

from reformcli.importers.sheets.words import vocabulary
from reformcli.importers.sheets.words.heading_table import normal

_PARTS = ("subitems", "子项", "子项目", "子任务")
_STEP = "   "
"""What indents the name of a part: the outline is read from it."""


def inlined(rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """The rows with those of parts moved under the heading above, their own headings blank; the same rows if none."""
    if not any(_heads_parts(cells) for cells in rows):
        return rows
    made: list[Sequence[Any]] = []
    above: Sequence[str] = ()
    moved: dict[int, int] | None = None
    for cells in rows:
        if _heads_parts(cells):
            moved = _columns(cells, above)
            made.append([])
        elif moved is not None and cells and not cells[0] and sum(map(bool, cells)) > 1:
            made.append(_under(cells, moved, len(above)))
        else:
            moved = None
            if _names_parts(cells):
                above = [str(cell or "") for cell in cells]
            made.append(cells)
    return made


def _heads_parts(cells: Sequence[Any]) -> bool:
    """Whether a row is a heading of parts: it begins with their name, and names what there is of each."""
    return bool(cells) and normal(str(cells[0] or "")) in _PARTS and sum(map(bool, cells)) > 2


def _names_parts(cells: Sequence[Any]) -> bool:
    """Whether a row is a heading of items that have parts: one of its columns is for them."""
    return any(isinstance(cell, str) and normal(cell) in _PARTS for cell in cells[1:])


def _columns(heading: Sequence[Any], above: Sequence[str]) -> dict[int, int]:
    """Where the columns of a heading of parts stand in the heading above: by their names, else by what they mean."""
    names = [normal(cell) for cell in above]
    meanings = [vocabulary.surely("project", cell) if cell else None for cell in above]
    places: dict[int, int] = {}
    for at, cell in enumerate(heading[1:], 1):
        text = str(cell or "")
        key = vocabulary.surely("project", text) if text else None
        if text and normal(text) in names:
            places[at] = names.index(normal(text))
        elif key is not None and key in meanings:
            places[at] = meanings.index(key)
    return places


def _under(cells: Sequence[Any], places: dict[int, int], width: int) -> list[Any]:
    """A row of a part, in the columns of the heading above; the name in the first filled column is indented."""
    made: list[Any] = [None] * max(width, 1)
    for at, place in places.items():
        if at < len(cells) and cells[at] not in (None, ""):
            made[place] = f"{_STEP}{cells[at]}" if place == 0 else cells[at]
    return made
