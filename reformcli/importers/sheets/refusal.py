"""What to say of a file in which no table was understood: the nearest row of headings, and what it lacks."""

from collections.abc import Sequence
from typing import NamedTuple

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.importers.sheets import saying, vocabulary
from reformcli.importers.sheets.intake import Intake
from reformcli.importers.sheets.sheet import Spread, distinct
from reformcli.importers.sheets.sheet_blocks import ROWS_ABOVE
from reformcli.importers.sheets.vocabulary import normal

_LONGEST = 48


class _Nearest(NamedTuple):
    """The row that looks most like a heading: its sheet, its place from 0, its cells, and those that are known."""

    sheet: str
    at: int
    cells: tuple[str, ...]
    understood: tuple[tuple[str, str], ...]


def no_table(sheets: Sequence[Spread], file: str, intake: Intake) -> BadFile:
    """Why no table was understood, and the `--map` that would do."""
    nearest = max(
        (_nearest(sheet, at, intake) for sheet in sheets for at in range(min(ROWS_ABOVE, sheet.height))),
        key=lambda row: (len(row.understood), len(row.cells), -row.at),
        default=None,
    )
    if nearest is None or len(nearest.cells) < 2:
        return BadFile(
            _("No row of headings was found in the first {n} rows.", n=ROWS_ABOVE),
            where=file,
            hint=_("A row must name the columns, such as title, due and lead; see the page of columns, or give --map."),
        )
    understood = dict(nearest.understood)
    unknown = [cell for cell in nearest.cells if cell not in understood]
    title = unknown[0] if unknown else nearest.cells[0]
    row = _("row {n}", n=nearest.at + 1)
    return BadFile(
        _(
            "No table was understood. The nearest to a row of headings is {row}: {known} understood, {unknown} not; "
            "the column that names the items is missing.",
            row=f"{nearest.sheet} {row}".strip(),
            known=", ".join(f"{name} = {saying.named(key, 'project')}" for name, key in nearest.understood) or "-",
            unknown=", ".join(unknown[:8]) or "-",
        ),
        where=file,
        hint=_(
            "Say what names the items, such as --header-row {n} --map {heading}=title.", n=nearest.at + 1, heading=title
        ),
    )


def _nearest(sheet: Spread, at: int, intake: Intake) -> _Nearest:
    cells = tuple(cell for cell in distinct(sheet.heading(at)) if len(cell) <= _LONGEST)
    understood = []
    for cell in cells:
        key = intake.given.get(normal(cell)) or next(
            (key for noun in vocabulary.OFFICE_NOUNS if (key := vocabulary.surely(noun, cell)) is not None), None
        )
        if key is not None:
            understood.append((cell, key))
    return _Nearest(sheet.name, at, cells, tuple(understood))
