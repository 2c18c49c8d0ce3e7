"""What to say of a file in which no table was understood: the nearest row of headings, and what it lacks."""

from collections.abc import Sequence
from typing import NamedTuple

from reformcli.errors import BadFile
from reformcli.i18n import _, joined
from reformcli.importers.sheets.blocks.sheet_blocks import ROWS_ABOVE
from reformcli.importers.sheets.cells.sheet import Spread, distinct, one_line
from reformcli.importers.sheets.columns.layout import LIMITS, MAIN
from reformcli.importers.sheets.dialogue import saying
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.words import heading_table, vocabulary
from reformcli.importers.sheets.words.heading_table import normal
from reformcli.model.text import for_shell

_LONGEST = 48


class _Nearest(NamedTuple):
    """The row that looks most like a heading: its sheet, its place from 0, its cells, and those that are known."""

    sheet: str
    at: int
    cells: tuple[str, ...]
    understood: tuple[tuple[str, str], ...]

    @property
    def names_items(self) -> bool:
        """Whether one of its cells heads the names of items."""
        return any(key in MAIN.values() for _heading, key in self.understood)


def no_table(sheets: Sequence[Spread], file: str, intake: Intake) -> BadFile | None:
    """Why no table was understood, and the `--map` that would do; None for a list that only has no rows yet, which is
    told."""
    if all(sheet.is_blank for sheet in sheets):
        return BadFile(_("The file holds nothing."), where=file)
    nearest, sheet = max(
        ((_nearest(sheet, at, intake), sheet) for sheet in sheets for at in range(min(ROWS_ABOVE, sheet.height))),
        key=lambda pair: (len(pair[0].understood), len(pair[0].cells), -pair[0].at),
    )
    if len(nearest.cells) < 2:
        return BadFile(
            _("No row of headings was found in the first {n} rows.", n=ROWS_ABOVE),
            where=file,
            hint=_("A row must name the columns, such as title, due and lead; see the page of columns, or give --map."),
        )
    row = _("row {n}", n=nearest.at + 1)
    if nearest.sheet:
        row = _("sheet {sheet}, row {n}", sheet=nearest.sheet, n=nearest.at + 1)
    if nearest.names_items and not any(any(sheet.row(at)) for at in range(nearest.at + 1, sheet.height)):
        intake.say(_("{file}: headings in {row}, and no rows below them.", file=file, row=row))
        return None
    understood = dict(nearest.understood)
    if nearest.names_items and any(key in LIMITS for key in understood.values()):
        return _of_facts(nearest, row, file)
    unknown = [cell for cell in nearest.cells if cell not in understood]
    days = [name for name, key in nearest.understood if key in ("raised_on", "actual_end") and nearest.names_items]
    heading, key = [*days, *unknown, *nearest.cells][0], "due" if nearest.names_items else "title"
    return BadFile(
        _(
            "No table was understood. The nearest to a row of headings is {row}: {known} understood, {unknown} not; "
            "{missing} is missing.",
            row=row,
            known=joined(f"{name} = {saying.named(key, 'project')}" for name, key in nearest.understood) or "-",
            unknown=joined(unknown[:8]) or "-",
            missing=_("a column that says when, by whom or how far")
            if nearest.names_items
            else _("the column that names the items"),
        ),
        where=file,
        hint=_(
            "Say what a column is, such as {options}.",
            options=f"--header-row {nearest.at + 1} --map {for_shell(f'{heading}={key}')}",
        ),
    )


def _of_facts(nearest: _Nearest, row: str, file: str) -> BadFile:
    """Why a table is none though it names items and says when: they are no work."""
    heading = next(name for name, key in nearest.understood if key in MAIN.values())
    return BadFile(
        _("By the headings in {row} these are purchases, bills or meetings, and no work.", row=row),
        where=file,
        hint=_("To record them as work all the same: {options}.", options=f"--map {for_shell(f'{heading}=title')}"),
    )


def _nearest(sheet: Spread, at: int, intake: Intake) -> _Nearest:
    cells = tuple(one_line(cell) for cell in distinct(sheet.heading(at)) if len(cell) <= _LONGEST)
    understood = []
    for cell in cells:
        key = intake.given.get(normal(cell)) or next(
            (key for noun in heading_table.OFFICE_NOUNS if (key := vocabulary.surely(noun, cell)) is not None), None
        )
        if key is not None:
            understood.append((cell, key))
    return _Nearest(sheet.name, at, cells, tuple(understood))
